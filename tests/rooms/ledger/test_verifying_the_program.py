"""`sayso verify` against the program itself on a real port: every public row that SQL changes is named."""

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta

import pytest
from sqlalchemy import select, text

from app.cli import main
from app.main import create_app
from app.models.board import Meeting
from app.rooms.board.meetings import close_meeting
from app.rooms.board.minutes import adopt_minutes, draft_minutes
from app.rooms.decisions.policies import NewVersion, decide_policy
from app.rooms.decisions.recording import get_decision
from app.rooms.ledger.actions import sign_head
from app.vault.machine import load_or_create
from tests.support.answers import published_answer
from tests.support.appending import append_many
from tests.support.board import moment_of
from tests.support.decisions import Decided, accepted
from tests.support.organisation import CHEAP, NOW, World
from tests.support.serving import on_loopback
from tests.support.sign_in import actor_of

ZEROS = bytes(32)

Verify = Callable[[], tuple[int, str]]


@pytest.fixture
def verify(world: World, capsys: pytest.CaptureFixture[str]) -> Verify:
    """Each time a program that was just started, which remembers no page."""

    def run() -> tuple[int, str]:
        app = create_app(world.settings, database=world.database, costs=(CHEAP, CHEAP))
        with on_loopback(app) as address:
            status = main(["verify", address])
        return status, "".join(capsys.readouterr())

    append_many(world.database, 0, 12)
    with world.database.write() as session:
        sign_head(session, load_or_create(world.settings.data), today=NOW.date())
    append_many(world.database, 12, 3)
    return run


@contextmanager
def changed(world: World, row: str, column: str, value: object) -> Iterator[None]:
    """One value altered, as somebody with the database's password could; put back at the end."""
    where = f'{row.partition(" ")[0]} SET "{column}" = :value WHERE {row.partition(" ")[2]}'
    with world.database.write() as session:
        read = f'SELECT "{column}" FROM {row.replace(" ", " WHERE ", 1)}'  # noqa: S608  # our own words
        before = session.execute(text(read)).scalar_one()
        before = json.dumps(before) if isinstance(before, dict) else before
        session.execute(text(f"UPDATE {where}"), {"value": value})
    yield
    with world.database.write() as session:
        session.execute(text(f"UPDATE {where}"), {"value": before})


def remove(world: World, rows: str) -> None:
    """Rows taken away by SQL."""
    with world.database.write() as session:
        session.execute(text(f"DELETE FROM {rows}"))  # noqa: S608  # our own words


def test_the_program_serves_a_ledger_that_holds(world: World, verify: Verify) -> None:
    published_answer(world)
    status, said = verify()
    assert status == 0, said
    assert "the open data is the 1 public records" in said


def test_every_byte_of_a_leaf_that_sql_changes_is_named(world: World, verify: Verify) -> None:
    with world.database.read() as session:
        body: bytes = session.execute(text('SELECT body FROM ledger_leaf WHERE "index" = 13')).scalar_one()
    for place in (0, len(body) // 2, len(body) - 1):
        other = bytearray(body)
        other[place] ^= 1
        with changed(world, 'ledger_leaf "index" = 13', "body", bytes(other)):
            status, said = verify()
        assert status == 1
        assert "leaf 13 is not the one whose hash is stored" in said
        assert "WRONG the leaves give the root of every head" in said
    assert verify()[0] == 0


def test_every_hash_and_head_that_sql_changes_is_named(world: World, verify: Verify) -> None:
    for row, column, value, named in (
        ('ledger_leaf "index" = 5', "hash", ZEROS, "leaf 5 is not the one whose hash"),
        ('ledger_node level = 2 AND "index" = 1', "hash", ZEROS, "for leaves 4 to 7 is not theirs"),
        ("ledger_head size > 0", "root", ZEROS, "WRONG the key signed each of the 1 heads"),
        ("ledger_head size > 0", "signature", ZEROS + ZEROS, "WRONG the key signed each of the 1 heads"),
        ("ledger_head size > 0", "signature", ZEROS, "/ledger/head.json does not describe a ledger"),
        ("ledger_head size > 0", "day", "2026-11-22", "WRONG the key signed each of the 1 heads"),
        ("ledger_head size > 0", "size", 20, "WRONG the key signed each of the 1 heads"),
        ("ledger_state id = 1", "size", 20, "shorter than its newest head"),
        ("ledger_state id = 1", "size", 28, "leaf 27: "),
    ):
        with changed(world, row, column, value):
            status, said = verify()
        assert status == 1
        assert named in said
    assert verify()[0] == 0


def test_rows_of_the_ledger_that_sql_removes_are_named(world: World, verify: Verify) -> None:
    remove(world, "ledger_node WHERE level = 1")
    assert "the hashes that are stored from leaf 0 on are too few" in verify()[1]
    remove(world, 'ledger_leaf WHERE "index" = 13')
    status, said = verify()
    assert status == 1
    assert "leaf 13: " in said


def test_every_public_part_of_an_answer_that_sql_changes_is_named(world: World, verify: Verify) -> None:
    ref = published_answer(world)
    text_of_another = f"answer {ref}: its text is not the one that leaf 28 committed to"
    left_out = f"answer {ref}: leaf 28 made it public, but the open data leaves it out"
    for column, value, named in (
        ("title", "Another title", text_of_another),
        ("you_said", "Nobody asked.", text_of_another),
        ("you_said_is_quote", True, text_of_another),
        ("body", "More.", text_of_another),
        ("reason", "No reason.", text_of_another),
        ("outcome", "change_made", text_of_another),
        ("by_on", "2026-12-01", text_of_another),
        ("language", "es", text_of_another),
        ("signed_by", "The director", text_of_another),
        ("published_on", "2026-11-02", text_of_another),
        ("voices", 40, text_of_another),
        ("ledger_salt", ZEROS, text_of_another),
        ("ledger_leaf", 2, f"answer {ref}: it names leaf 2, but the latest that committed to it is leaf 28"),
        ("state", "draft", left_out),
        ("ref", "A-OTHER", left_out),
    ):
        with changed(world, f"answer id = {answer_id(world)}", column, value):
            status, said = verify()
        assert status == 1
        assert named in said
    assert verify()[0] == 0


def answer_id(world: World) -> int:
    """The key of the one answer."""
    with world.database.read() as session:
        found: int = session.execute(text("SELECT id FROM answer")).scalar_one()
    return found


def test_a_vote_a_result_a_reply_a_rule_and_minutes_that_sql_changes_are_named(
    world: World, verify: Verify
) -> None:
    done = with_everything(world)
    assert verify()[0] == 0
    vote = "motion_vote seat_id = (SELECT min(seat_id) FROM motion_vote WHERE by_hand)"
    for row, column, value, named in (
        (vote, "choice", "no", f"motion {done.motion}: its text is not"),
        (vote, "holder", "T-OTHER", f"motion {done.motion}: its text is not"),
        ("motion id > 0", "result", "{}", f"motion {done.motion}: its text is not"),
        ("motion id > 0", "result", "{}", f"decision {done.decision}: its text is not"),
        ("motion id > 0", "outcome", "tied", f"motion {done.motion}: its text is not"),
        ("leadership_reply id > 0", "reason", "Never.", f"decision {done.decision}: its text is not"),
        ("leadership_reply id > 0", "position", "declined", f"decision {done.decision}: its text is not"),
        ("policy_version id > 0", "text", "Closed.", "policy R-"),
        ("meeting id > 0", "minutes", "Nothing happened.", "meeting B-"),
        ("rulebook_version number = 1", "in_force_on", "2020-01-01", "rulebook 1: its text is not"),
    ):
        with changed(world, row, column, value):
            status, said = verify()
        assert status == 1, (row, column)
        assert named in said
    assert verify()[0] == 0


def with_everything(world: World) -> Decided:
    """A vote with its decision, a reply, a rule, and adopted minutes."""
    done, today = accepted(world, position="accepted_in_part", reason="One night first."), NOW.date()
    director, secretary, chair = (actor_of(world, name) for name in ("director", "secretary", "chair"))
    with world.database.write() as session:
        new = NewVersion("Hours", "Open until eight.", today, today + timedelta(days=90), "")
        decide_policy(session, director, get_decision(session, done.decision), new=new, today=today)
        meeting = session.scalars(select(Meeting)).one()
        close_meeting(session, chair, meeting, today=moment_of(world).on)
        draft_minutes(session, secretary, meeting, today=today)
        adopt_minutes(session, chair, meeting, version=meeting.version, today=today)
    return done
