"""`sayso verify` against the program itself on a real port: every row that SQL changes is named."""

from collections.abc import Callable

import pytest
from sqlalchemy import text

from app.cli import main
from app.rooms.ledger.actions import sign_head
from app.vault.machine import load_or_create
from tests.support.appending import append_many
from tests.support.organisation import NOW, World
from tests.support.serving import on_loopback

ZEROS = {"zeros": bytes(32)}

Verify = Callable[[], tuple[int, str]]


@pytest.fixture
def verify(world: World, capsys: pytest.CaptureFixture[str]) -> Verify:
    def run() -> tuple[int, str]:
        with on_loopback(world.app) as address:
            status = main(["verify", address])
        return status, "".join(capsys.readouterr())

    append_many(world.database, 0, 12)
    with world.database.write() as session:
        sign_head(session, load_or_create(world.settings.data), today=NOW.date())
    append_many(world.database, 12, 3)
    return run


def change(world: World, statement: str, **values: object) -> None:
    """Alter rows as somebody with the database's password could."""
    with world.database.write() as session:
        assert session.execute(text(statement), values).rowcount > 0  # type: ignore[attr-defined]


def test_the_program_serves_a_ledger_that_holds(verify: Verify) -> None:
    status, said = verify()
    assert status == 0, said
    assert "nobody has signed yet: 3" in said


def test_every_byte_of_a_leaf_that_sql_changes_is_named(world: World, verify: Verify) -> None:
    with world.database.read() as session:
        body: bytes = session.execute(text('SELECT body FROM ledger_leaf WHERE "index" = 13')).scalar_one()
    for place in (0, len(body) // 2, len(body) - 1):
        changed = bytearray(body)
        changed[place] ^= 1
        change(world, 'UPDATE ledger_leaf SET body = :body WHERE "index" = 13', body=bytes(changed))
        status, said = verify()
        assert status == 1
        assert "leaf 13 is not the one whose hash is stored" in said
        assert "WRONG the leaves give the root of every head" in said


@pytest.mark.parametrize(
    ("statement", "named"),
    [
        ('UPDATE ledger_leaf SET hash = :zeros WHERE "index" = 5', "leaf 5 is not the one whose hash"),
        (
            'UPDATE ledger_node SET hash = :zeros WHERE level = 2 AND "index" = 1',
            "the hash that is stored for leaves 4 to 7 is not theirs",
        ),
        ("UPDATE ledger_head SET root = :zeros", "WRONG the key signed each of the 1 heads"),
        ("UPDATE ledger_head SET signature = :zeros", "/ledger/head.json does not describe a ledger"),
    ],
)
def test_every_hash_that_sql_changes_is_named(
    world: World, verify: Verify, statement: str, named: str
) -> None:
    change(world, statement, **ZEROS)
    status, said = verify()
    assert status == 1
    assert named in said


@pytest.mark.parametrize(
    ("statement", "named"),
    [
        ("UPDATE ledger_head SET size = size - 1", "WRONG the key signed each"),
        ("UPDATE ledger_head SET day = '2026-11-22'", "WRONG the key signed each"),
        ("UPDATE ledger_state SET size = size - 6", "shorter than its newest head"),
        ("UPDATE ledger_state SET size = size + 1", "leaf 27: "),
        ('DELETE FROM ledger_leaf WHERE "index" = 13', "leaf 13: "),
        ("DELETE FROM ledger_node WHERE level = 1", "stored from leaf 0 on are too few"),
    ],
)
def test_rows_that_sql_moves_or_removes_are_named(
    world: World, verify: Verify, statement: str, named: str
) -> None:
    change(world, statement)
    status, said = verify()
    assert status == 1
    assert named in said
