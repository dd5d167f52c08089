"""Run as a program: append so many leaves to the database at an address, one transaction each."""

import sys

from app.db import Database
from app.domain.ledger.leaves import Leaf
from app.rooms.ledger.actions import append


def a_leaf(number: int) -> Leaf:
    """An act that is like no other of the same run."""
    return Leaf("answer.draft", f"answer:A-{number}", "draft", "responder", "2026-W48", {"number": number})


def append_many(database: Database, first: int, count: int) -> None:
    """Append the leaves of these numbers, each in a transaction of its own."""
    for number in range(first, first + count):
        with database.write() as session:
            append(session, a_leaf(number))


if __name__ == "__main__":
    opened = Database(sys.argv[1])
    append_many(opened, int(sys.argv[2]), int(sys.argv[3]))
    opened.close()
