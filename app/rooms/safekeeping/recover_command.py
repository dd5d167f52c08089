"""``sayso recover``: give somebody the keys of their roles by both halves of the recovery key."""

import argparse
import sys
from datetime import UTC, datetime

from app.db import open_database
from app.domain.errors import Refusal
from app.domain.ledger.leaves import PROGRAM
from app.rooms.accounts.circle_words import circle_words
from app.rooms.accounts.queries import find_account_by_name
from app.rooms.safekeeping.halves import NoHalves, ask_for_recovery_key
from app.rooms.safekeeping.recovery import recover_for
from app.settings import Settings
from app.web.house import get_organisation_facts
from app.web.words import Sentence

HELP = "Give NAME the keys of their roles, when all who held them are lost; asks for both halves."
NOBODY = "Nobody who signs in has this name."


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """For whom; the halves are asked for, never given as arguments."""
    parser.add_argument("name", metavar="NAME", help="sign-in name")


def run(args: argparse.Namespace) -> int:
    """Ask, and give in one transaction."""
    database = open_database(Settings())
    try:
        with database.read() as session:
            if find_account_by_name(session, args.name) is None:
                print(NOBODY, file=sys.stderr)
                return 1
        recovery = ask_for_recovery_key()
        with database.write() as session:
            account = find_account_by_name(session, args.name)
            if account is None:
                print(NOBODY, file=sys.stderr)
                return 1
            today = get_organisation_facts(session).today(datetime.now(UTC))
            given = recover_for(session, recovery, account, by=PROGRAM, today=today)
    except NoHalves as refused:
        print(refused, file=sys.stderr)
        return 1
    except Refusal as refusal:
        print(Sentence(refusal.key, refusal.facts).words("en"), file=sys.stderr)
        return 1
    finally:
        database.close()
    print(f"{args.name} has the key to {circle_words(given)} now.")
    return 0
