import stat
import sys
from pathlib import Path

import pypdfium2
import pytest
import zxingcpp
from sqlalchemy import select

from app.cli import main
from app.models.cards import Card
from app.vault.cards import read_card
from tests.support.cards import frozen, made, pepper_of, prepared
from tests.support.organisation import World

BALLOT = "V-FIRST1"


@pytest.fixture(autouse=True)
def here(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    """The command on this organisation."""
    monkeypatch.setenv("SAYSO_DATA", str(world.settings.data))
    monkeypatch.setenv("SAYSO_DATABASE_URL", world.settings.effective_database_url)


def make(out: Path, *more: str, count: int = 3) -> int:
    return main(["cards", "make", "--ballot", BALLOT, "--count", str(count), "--out", str(out), *more])


def stored(world: World) -> set[bytes]:
    with world.database.read() as session:
        return set(session.scalars(select(Card.hash)))


def test_the_file_has_the_cards_and_only_its_owner_reads_it(world: World, tmp_path: Path) -> None:
    prepared(world, BALLOT)
    out = tmp_path / "cards.pdf"
    assert make(out) == 0
    assert stat.S_IMODE(out.stat().st_mode) == 0o600
    with pypdfium2.PdfDocument(out.read_bytes()) as document:
        codes = [found.text for found in zxingcpp.read_barcodes(document[0].render(scale=2).to_pil())]
    assert {read_card(code, pepper_of(world)).lookup for code in codes} == stored(world)
    assert len(codes) == 3


def test_a_page_needs_no_pdf_and_stands_alone(world: World, tmp_path: Path) -> None:
    prepared(world, BALLOT)
    out = tmp_path / "cards.html"
    assert make(out, "--large", "--paper", "a4") == 0
    assert "<style>" in out.read_text()
    assert '<ul class="cards a4 large">' in out.read_text()


def test_a_file_that_is_there_is_not_overwritten(
    world: World, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    prepared(world, BALLOT)
    out = tmp_path / "cards.html"
    out.write_text("mine")
    assert make(out) == 2
    assert capsys.readouterr().err == f"sayso cards: {out}: File exists\n"
    assert out.read_text() == "mine"
    assert stored(world) == set()


def test_after_the_roll_is_fixed_no_card_is_made_and_no_file_left(
    world: World, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    made(world, 3, ballot=BALLOT)
    frozen(world, BALLOT)
    before, out = stored(world), tmp_path / "cards.html"
    assert make(out) == 1
    assert "The roll of this ballot is fixed" in capsys.readouterr().err
    assert not out.exists()
    assert stored(world) == before


def test_standing_cards_need_both_days(
    world: World, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    arguments = ["cards", "make", "--count", "3", "--out", str(tmp_path / "c.html"), "--from", "2026-12-01"]
    assert main(arguments) == 1
    assert "first and last day" in capsys.readouterr().err
    assert main([*arguments, "--until", "2027-02-28"]) == 0
    assert len(stored(world)) == 3


def test_without_weasyprint_a_pdf_is_refused_before_anything_is_made(
    world: World, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    prepared(world, BALLOT)
    # As Python marks a module that cannot be imported.
    monkeypatch.setitem(sys.modules, "weasyprint", None)
    assert make(tmp_path / "cards.pdf") == 1
    assert "install sayso[pdf]" in capsys.readouterr().err
    assert stored(world) == set()
