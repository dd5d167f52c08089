"""PostgreSQL's settings are looked at before anything is served on them."""

import re
from pathlib import Path

import pytest
from sqlalchemy import text

from app.database_check import FAULT_NAMES, list_database_faults, not_accepted
from app.db import Database
from app.rooms.safekeeping.database_words import FAULT_WORDS, UnsafeDatabase, require_safe_database
from app.settings import Settings
from tests.support.organisation import World
from tests.support.sign_in import signed_in

DOCS = Path(__file__).parent.parent.parent / "docs" / "settings.md"
# The server of the tests loses everything anyway: it is told not to wait for the disk.
OF_THE_TEST_SERVER = frozenset({"fsync", "full_page_writes", "log_error_verbosity"})


def faults_with(database: Database, **settings: str) -> set[str]:
    """The names of the faults while this connection has these settings, beside those of the test server."""
    with database.read() as session:
        for name, value in settings.items():
            session.execute(text(f"SET LOCAL {name} = '{value}'"))
        return {fault.name for fault in list_database_faults(session)} - OF_THE_TEST_SERVER


@pytest.mark.parametrize("backend", ["postgresql"], indirect=True)
@pytest.mark.parametrize(
    ("settings_of_server", "faults"),
    [
        ({}, set()),
        ({"wal_recycle": "on"}, {"wal_recycle"}),
        ({"log_statement": "mod"}, {"log_values"}),
        ({"log_statement": "ddl"}, set()),
        ({"log_min_duration_statement": "250"}, {"log_values"}),
        ({"log_min_duration_sample": "0"}, {"log_values"}),
        ({"log_transaction_sample_rate": "0.01"}, {"log_values"}),
        ({"log_statement": "all", "log_parameter_max_length": "0"}, set()),
        ({"log_parameter_max_length_on_error": "-1"}, {"log_values_on_error"}),
    ],
)
def test_each_setting_that_breaks_a_promise_is_named(
    database: Database, settings_of_server: dict[str, str], faults: set[str]
) -> None:
    assert faults_with(database, **settings_of_server) == faults


@pytest.mark.parametrize("backend", ["postgresql"], indirect=True)
def test_a_role_that_may_not_throw_the_log_away_and_a_copying_server_are_named(database: Database) -> None:
    with database.read() as session:
        session.execute(text("CREATE ROLE poor_role"))
        session.execute(text("SET LOCAL ROLE poor_role"))
        assert "scrub_rights" in {fault.name for fault in list_database_faults(session)}
        session.execute(text("RESET ROLE"))
        session.execute(text("GRANT pg_checkpoint TO poor_role"))
        session.execute(text("GRANT EXECUTE ON FUNCTION pg_switch_wal() TO poor_role"))
        session.execute(text("SET LOCAL ROLE poor_role"))
        assert "scrub_rights" not in {fault.name for fault in list_database_faults(session)}
        session.execute(text("RESET ROLE"))
        session.execute(text("SELECT pg_create_physical_replication_slot('trial', false, true)"))
        assert "replication" in {fault.name for fault in list_database_faults(session)}
        session.execute(text("SELECT pg_drop_replication_slot('trial')"))


def test_serving_is_refused_until_each_fault_is_mended_or_accepted_by_name(
    settings: Settings, database: Database
) -> None:
    if database.is_sqlite:
        require_safe_database(database, settings)
        return
    with pytest.raises(UnsafeDatabase) as refusal:
        require_safe_database(database, settings)
    told = str(refusal.value)
    assert "ALTER SYSTEM SET fsync = on;" in told
    offered = re.search(r"SAYSO_ACCEPT_DATABASE=(\S+)", told)
    assert offered
    accepted = Settings(data=settings.data, database_url=settings.database_url, accept_database=offered[1])
    require_safe_database(database, accepted)
    with database.read() as session:
        faults = list_database_faults(session)
    assert not_accepted(faults, frozenset({"fsync"})) == [one for one in faults if one.name != "fsync"]


def test_the_workspace_says_to_its_administrator_what_is_accepted_but_broken(world: World) -> None:
    page = signed_in(world, "administrator").get("/desk").text
    assert ("may be lost in a power cut" in page) is not world.database.is_sqlite
    assert "may be lost in a power cut" not in signed_in(world, "responder").get("/desk").text


def test_every_fault_has_words_and_stands_in_the_documentation() -> None:
    assert set(FAULT_WORDS) == FAULT_NAMES
    row = next(line for line in DOCS.read_text().splitlines() if "`SAYSO_ACCEPT_DATABASE`" in line)
    assert set(re.findall(r"`(\w+)`", row)) - {"SAYSO_ACCEPT_DATABASE"} == FAULT_NAMES
