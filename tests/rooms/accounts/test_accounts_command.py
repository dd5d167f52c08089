"""``sayso accounts``: what it prints, what it refuses, and its exit status."""

import pytest

from app.cli import main
from app.db import Database
from app.rooms.accounts.queries import find_account_by_name, list_colleagues, wrapped_of
from app.settings import Settings
from app.vault.accounts import unwrap


@pytest.fixture
def house(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> Settings:
    """The founded organisation, as the command finds it in the environment."""
    monkeypatch.setenv("SAYSO_DATA", str(settings.data))
    monkeypatch.setenv("SAYSO_DATABASE_URL", settings.effective_database_url)
    return settings


def test_the_list_names_people_with_their_roles(house: Settings, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["accounts", "list"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert "chair\tBoard member, Chair" in lines
    assert len(lines) == 11


def test_an_added_account_signs_in_and_waits_for_every_key(
    house: Settings, database: Database, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["accounts", "add", "rio", "--role", "steward", "--role", "teller"]) == 0
    passphrase = capsys.readouterr().out.splitlines()[-1]
    with database.read() as session:
        account = find_account_by_name(session, "rio")
        assert account is not None
        unwrap(wrapped_of(account), passphrase)
        (waiting,) = (row.waits_for for row in list_colleagues(session) if row.account.name == "rio")
    assert waiting == ("desk", "stewards")
    main(["accounts", "list"])
    assert "rio\tSteward, Teller\twaits for: what participants say, drafts" in capsys.readouterr().out


def test_a_revoked_account_is_listed_as_ended(house: Settings, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["accounts", "revoke", "teller1"]) == 0
    main(["accounts", "list"])
    assert "teller1\tTeller\tended" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("words", "status"),
    [
        (["add", "steward", "--role", "teller"], 1),
        (["add", "Not A Name", "--role", "teller"], 1),
        (["revoke", "nobody"], 1),
        (["revoke", "administrator"], 1),
        (["add", "rio"], 2),
        (["add", "rio", "--role", "emperor"], 2),
        (["revoke"], 2),
        ([], 2),
        (["--help"], 0),
    ],
)
def test_what_cannot_be_is_said_in_one_line(
    house: Settings, capsys: pytest.CaptureFixture[str], words: list[str], status: int
) -> None:
    assert main(["accounts", *words]) == status
    said = capsys.readouterr()
    if status == 1:
        assert len(said.err.splitlines()) == 1
        assert said.out == ""


def test_before_the_first_start_it_refuses(
    empty_settings: Settings, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("SAYSO_DATA", str(empty_settings.data))
    monkeypatch.setenv("SAYSO_DATABASE_URL", empty_settings.effective_database_url)
    assert main(["accounts", "list"]) == 1
    assert "set-up" in capsys.readouterr().err


def test_the_circles_say_who_holds_each_key_and_which_must_be_changed(
    house: Settings, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["accounts", "circles"]) == 0
    assert "stewards 1\twhat participants say\tsteward, steward2\n" in capsys.readouterr().out
    assert main(["accounts", "revoke", "steward2"]) == 0
    main(["accounts", "circles"])
    lines = capsys.readouterr().out.splitlines()
    assert [line.split("\t")[0] for line in lines if "must be changed" in line] == ["desk 1", "stewards 1"]
