"""``sayso purge``: erases what is due, cleans the files, writes the list, and says so."""

import pytest
import time_machine

from app.cli import main
from tests.support.organisation import World
from tests.support.voices import speak, thread_of


@pytest.fixture
def house(world: World, monkeypatch: pytest.MonkeyPatch) -> World:
    """The founded organisation, as the command finds it in the environment."""
    monkeypatch.setenv("SAYSO_DATA", str(world.settings.data))
    monkeypatch.setenv("SAYSO_DATABASE_URL", world.settings.effective_database_url)
    return world


def test_it_erases_what_is_due_and_nothing_else(house: World, capsys: pytest.CaptureFixture[str]) -> None:
    old = speak(house)
    house.pass_time(days=98)
    new = speak(house)
    with time_machine.travel(house.now, tick=True):
        assert main(["purge"]) == 0
        assert capsys.readouterr().out.startswith("1 voices and 0 receipts erased, 1 lines written")
        assert main(["purge"]) == 0
        assert capsys.readouterr().out.startswith("0 voices and 0 receipts erased, 0 lines")
    assert thread_of(house, old).words_for_circle is None
    assert thread_of(house, new).words_for_circle is not None
    assert (house.settings.data / "purged.list").read_text() == f"{old.ref}\n"


def test_it_refuses_where_there_is_no_organisation(
    empty_world: World, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("SAYSO_DATA", str(empty_world.settings.data))
    monkeypatch.setenv("SAYSO_DATABASE_URL", empty_world.settings.effective_database_url)
    assert main(["purge"]) == 1
    assert "no organisation" in capsys.readouterr().err
