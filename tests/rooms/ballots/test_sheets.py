"""What is printed is read back: from the PDF, by a library that reads QR codes from pictures."""

from datetime import date

import pypdfium2
import pytest
import zxingcpp

from app.models.cards import CardBatch
from app.rooms.ballots.sheet_pdf import make_pdf
from app.rooms.ballots.sheets import (
    Letters,
    PaperSize,
    Purpose,
    SheetLook,
    SheetPage,
    draw_document,
    sheet_page,
)
from app.vault.cards import CardCode, new_card
from app.web.addresses import STATIC

PEPPER = b"p" * 32
POINTS = {PaperSize.A4: (595, 842), PaperSize.LETTER: (612, 792)}
QUESTION = {
    "en": "Should the drop-in stay open until eight in the evening on Thursdays and on Fridays all winter?",
    "es": "¿Debe el centro de día quedar abierto hasta las ocho los jueves y los viernes todo el invierno?",
}


def sheets(cards: list[CardCode], paper: PaperSize, letters: Letters, *, season: bool = False) -> SheetPage:
    day = date(2026, 11, 24)
    batch = CardBatch(ref="C-TEST23", made_on=day, ballot_ref=None if season else "V-FIRST1")
    if season:
        batch.starts_on, batch.ends_on = day, date(2027, 2, 24)
    purpose = Purpose("Harbor Street Drop-in Centre", "harborstreet.example.org/vote", QUESTION)
    look = SheetLook(paper, letters, ("en", "es"))
    style = (STATIC / "cards.css").read_text()
    return sheet_page(batch, cards, purpose=purpose, look=look, style=style)


def lowest_ink(pdf: bytes) -> float:
    """Points from the top of the first page to the foot of the lowest letter."""
    with pypdfium2.PdfDocument(pdf) as document:
        page = document[0]
        text = page.get_textpage()
        return float(page.get_height() - min(text.get_charbox(at)[1] for at in range(text.count_chars())))


@pytest.mark.parametrize("letters", Letters)
@pytest.mark.parametrize("paper", PaperSize)
def test_every_card_reads_back_from_the_rendered_pdf(paper: PaperSize, letters: Letters) -> None:
    cards = [new_card(PEPPER) for _ in range(9)]
    pdf = make_pdf(draw_document(sheets(cards, paper, letters)))
    scanned = []
    with pypdfium2.PdfDocument(pdf) as document:
        assert len(document) == (2 if letters is Letters.NORMAL else 3)
        for page in document:
            assert tuple(map(round, page.get_size())) == POINTS[paper]
            scanned += [found.text for found in zxingcpp.read_barcodes(page.render(scale=2).to_pil())]
    assert sorted(scanned) == sorted(card.code for card in cards)


@pytest.mark.parametrize(("letters", "height"), [(Letters.NORMAL, 65.5), (Letters.LARGE, 131)])
@pytest.mark.parametrize("season", [False, True])
def test_two_languages_and_a_long_question_fit_on_a_card(
    letters: Letters, height: float, season: bool
) -> None:
    page = sheets([new_card(PEPPER)], PaperSize.LETTER, letters, season=season)
    margin, points = 8, 72 / 25.4
    assert lowest_ink(make_pdf(draw_document(page))) < (margin + height) * points


def test_a_season_is_named_by_its_last_day_not_the_day_after() -> None:
    page = sheets([new_card(PEPPER)], PaperSize.A4, Letters.NORMAL, season=True)
    assert page.texts[0].what == "Valid from November 24, 2026 to February 23, 2027"
    assert "February 23, 2027" in page.texts[0].keep


def test_a_sheet_asks_nothing_of_anywhere_else() -> None:
    document = draw_document(sheets([new_card(PEPPER)], PaperSize.A4, Letters.NORMAL))
    assert "http" not in document.replace("http://www.w3.org", "")
