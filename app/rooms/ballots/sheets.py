"""Sheets of cards: what is printed on each, and how many stand on a page. They are never stored."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum

from babel.dates import format_date
from markupsafe import Markup

from app.models.cards import CardBatch
from app.vault.cards import CardCode
from app.web import languages
from app.web.languages import mark as _
from app.web.languages import translate
from app.web.render import make_environment


class PaperSize(StrEnum):
    """The paper in the printer."""

    A4 = "a4"
    LETTER = "letter"


class Letters(StrEnum):
    """Eight cards a page, or four with large letters."""

    NORMAL = "normal"
    LARGE = "large"


PER_PAGE = {Letters.NORMAL: 8, Letters.LARGE: 4}
_LONGEST_QUESTION = 80

_TITLE = _("One card, one vote")
_SUPPORT_TITLE = _("Your card: to vote, and to back proposals")
_HOW = _("Vote at %(address)s, at the kiosk, or ask a helper. No name is asked.")
_KEEP = _("Keep it until the vote closes, then tear it up. Whoever holds it can vote with it.")
_KEEP_PERIOD = _("Keep it until %(last)s, then tear it up. Whoever holds it can vote with it.")
_PERIOD = _("Valid from %(first)s to %(last)s")


@dataclass(frozen=True)
class SheetLook:
    """How the sheets are laid out; ``languages`` are one or two codes, the first one leading."""

    paper: PaperSize = PaperSize.A4
    letters: Letters = Letters.NORMAL
    languages: tuple[str, ...] = ("en",)


@dataclass(frozen=True)
class Purpose:
    """What stands on every card of the batch. ``question``: words of the ballot by language."""

    organisation: str
    address: str
    question: Mapping[str, str] = field(default_factory=dict)
    chamber: str = "participants"


@dataclass(frozen=True)
class CardText:
    """One language's lines of a card."""

    language: str
    direction: str
    title: str
    what: str
    how: str
    keep: str


@dataclass(frozen=True)
class PrintedCard:
    """One card: its groups, and the bare code as a picture for our scanner."""

    groups: Sequence[str] = field(repr=False)
    picture: Markup = field(repr=False)


@dataclass(frozen=True)
class SheetPage:
    """For ``ballots/sheet.html``. ``style`` is the whole style sheet where the document stands alone."""

    ref: str
    look: SheetLook
    organisation: str
    texts: Sequence[CardText]
    pages: Sequence[Sequence[PrintedCard]] = field(repr=False)
    style: str = field(default="", repr=False)

    @property
    def count(self) -> int:
        """Cards on all pages."""
        return sum(len(page) for page in self.pages)


def sheet_page(
    batch: CardBatch, codes: Sequence[CardCode], *, purpose: Purpose, look: SheetLook, style: str = ""
) -> SheetPage:
    """All sheets of a batch. Keep it no longer than the answer that it goes into."""
    per_page = PER_PAGE[look.letters]
    cards = [PrintedCard(code.groups, qr_picture(code.code)) for code in codes]
    return SheetPage(
        ref=batch.ref,
        look=look,
        organisation=purpose.organisation,
        texts=[_text(batch, purpose, language) for language in look.languages],
        pages=[cards[at : at + per_page] for at in range(0, len(cards), per_page)],
        style=style,
    )


def draw_document(page: SheetPage) -> str:
    """The sheets as one document of HTML that needs nothing else, for a file or a PDF."""
    languages.speak(page.look.languages[0])
    context = {"page": page, "request_language": page.look.languages[0], "direction": page.texts[0].direction}
    return make_environment().get_template("ballots/sheet.html").render(context)


def qr_picture(code: str) -> Markup:
    """The bare code, nothing before it, as SVG: version 1 at level Q, so that a worn card still reads."""
    import segno  # on use: few pages draw one

    drawn = segno.make(code, error="q", micro=False, boost_error=False)
    # From segno, of 16 symbols of our own alphabet.
    return Markup(drawn.svg_inline(border=4, omitsize=True, svgclass="qr", lineclass=None))  # noqa: S704


def _text(batch: CardBatch, purpose: Purpose, language: str) -> CardText:
    days = dict(_days(batch, language))
    is_period = batch.ballot_ref is None
    return CardText(
        language=language,
        direction=languages.direction(language),
        title=translate(_SUPPORT_TITLE if is_period else _TITLE, language),
        what=translate(_PERIOD, language) % days if is_period else _question(purpose, language),
        how=translate(_HOW, language) % {"address": purpose.address},
        keep=translate(_KEEP_PERIOD, language) % days if is_period else translate(_KEEP, language),
    )


def _question(purpose: Purpose, language: str) -> str:
    words = purpose.question.get(language) or next(iter(purpose.question.values()), "")
    if len(words) <= _LONGEST_QUESTION:
        return words
    return words[:_LONGEST_QUESTION].rsplit(" ", 1)[0] + " …"


def _days(batch: CardBatch, language: str) -> Iterator[tuple[str, str]]:
    if batch.starts_on and batch.ends_on:
        yield "first", _day(batch.starts_on, language)
        yield "last", _day(batch.ends_on - timedelta(days=1), language)


def _day(value: date, language: str) -> str:
    return format_date(value, format="long", locale=languages.locale(language))
