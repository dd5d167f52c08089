"""Open data of decisions and rules: what a program reads is what the ledger committed to, and no other."""

import csv
import io
from collections.abc import Callable
from xml.etree import ElementTree

import pytest
from sqlalchemy import text
from starlette.testclient import TestClient

from app.cli import main
from app.main import create_app
from app.rooms.decisions.policies import NewVersion, decide_policy
from app.rooms.decisions.recording import get_decision
from app.rooms.publishing.records import DECISION_FIELDS, POLICY_FIELDS
from tests.support.board import moment_of
from tests.support.decisions import Decided, accepted
from tests.support.organisation import CHEAP, World
from tests.support.serving import on_loopback
from tests.support.sign_in import actor_of

ATOM = "{http://www.w3.org/2005/Atom}"
Verify = Callable[[], tuple[int, str]]


@pytest.fixture
def verify(world: World, capsys: pytest.CaptureFixture[str]) -> Verify:
    """`sayso verify` against a program that was just started, which remembers no page."""

    def run() -> tuple[int, str]:
        app = create_app(world.settings, database=world.database, costs=(CHEAP, CHEAP))
        with on_loopback(app) as address:
            status = main(["verify", address])
        return status, "".join(capsys.readouterr())

    return run


def with_rule(world: World) -> Decided:
    """An accepted decision that made a rule, and changed it the same day."""
    done, today = accepted(world), moment_of(world).on
    secretary, review = actor_of(world, "secretary"), today.replace(year=today.year + 1)
    with world.database.write() as session:
        decision = get_decision(session, done.decision)
        first = NewVersion("Late evenings", "Open until eight on Thursdays.", today, review)
        version = decide_policy(session, secretary, decision, new=first, today=today)
        ref = session.execute(
            text("SELECT ref FROM policy WHERE id = :id"), {"id": version.policy_id}
        ).scalar_one()
        second = NewVersion("", "Open until nine on Thursdays.", today, review, ref)
        decide_policy(session, secretary, decision, new=second, today=today)
    return done


def test_the_files_hold_every_decision_and_every_version(world: World, client: TestClient) -> None:
    done = with_rule(world)
    decisions = client.get("/open-data/decisions.json").json()["items"]
    policies = client.get("/open-data/policies.json").json()["items"]
    assert [(one["ref"], one["proposal"]) for one in decisions] == [(done.decision, done.proposal)]
    assert decisions[0].keys() == {*DECISION_FIELDS, "ledger"}
    assert [(one["number"], one["state"]) for one in policies] == [(1, "replaced"), (2, "in_effect")]
    assert policies[0].keys() == {*POLICY_FIELDS, "ledger"}
    for name, columns in (("decisions", DECISION_FIELDS), ("policies", POLICY_FIELDS)):
        rows = list(csv.reader(io.StringIO(client.get(f"/open-data/{name}.csv").text)))
        assert rows[0] == [*columns, "ledger_leaf", "ledger_salt"]
        assert len(rows) == 1 + len(client.get(f"/open-data/{name}.json").json()["items"])


def test_the_feed_tells_what_was_decided(world: World, client: TestClient) -> None:
    empty = client.get("/feeds/decisions.atom?look=before")
    assert not list(ElementTree.fromstring(empty.text).iter(f"{ATOM}entry"))  # noqa: S314  # our own
    ref = accepted(world).decision
    feed = client.get("/feeds/decisions.atom")
    assert feed.headers["content-type"].startswith("application/atom+xml")
    entry = next(ElementTree.fromstring(feed.text).iter(f"{ATOM}entry"))  # noqa: S314  # our own
    assert (entry.findtext(f"{ATOM}id") or "").endswith(f"/decisions/{ref}")


def test_each_public_row_of_the_second_half_that_sql_changes_is_named(world: World, verify: Verify) -> None:
    done = with_rule(world)
    status, said = verify()
    assert status == 0, said
    for change, named in (
        ("UPDATE decision SET reasons = 'Others.'", f"decision {done.decision}: its text is not the one"),
        ("UPDATE leadership_reply SET reason = 'No.'", f"decision {done.decision}: its text is not the one"),
        ("UPDATE policy_version SET text = 'Closed.' WHERE number = 1", ".1: its text is not the one"),
        ("UPDATE policy_version SET text = 'Closed.' WHERE number = 2", ".2: its text is not the one"),
        (
            "UPDATE proposal_version SET change = 'None.'",
            f"proposal {done.proposal}: its text is not the one",
        ),
    ):
        with world.database.write() as session:
            session.execute(text(change))
        status, said = verify()
        assert (status, named in said) == (1, True), (change, said)
