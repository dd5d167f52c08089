"""What the participant's templates are given: one documented dataclass a page."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from app.domain.clocks import Clocks
from app.domain.weeks import Week
from app.rooms.feedback.forms import ReceiptForm, SayForm
from app.rooms.feedback.intake import Intake, Line
from app.rooms.feedback.standing import NO_SEATS, Seats
from app.rooms.feedback.thread_view import ThreadView
from app.rooms.feedback.warned import ShownWarning
from app.vault.receipts import group_code
from app.web import languages
from app.web.forms import Submitted
from app.web.render import NO_STORE


@dataclass(frozen=True)
class KioskPart:
    """A shared device: its mark ("" for one that nobody set up), its place, minutes until it clears."""

    mark: str
    place: str
    minutes: int


@dataclass(frozen=True)
class FormFace:
    """How the form looks at one of its doors."""

    template: str = "feedback/say.html"
    kiosk: KioskPart | None = None
    headers: Mapping[str, str] = field(default_factory=lambda: NO_STORE)


@dataclass(frozen=True)
class SayPage:
    """The form. ``form`` is what was typed and refused, or None on a first look; ``token`` is fresh.

    ``kiosk`` is set on a shared device alone.
    """

    intake: Intake
    has_outside_reader: bool
    token: str = field(repr=False)
    clocks: Clocks
    form: Submitted[SayForm] | None = None
    kiosk: KioskPart | None = None

    def value(self, name: str) -> str:
        """What was typed into a field, to be given back."""
        return self.form.value(name) if self.form else ""

    def error(self, name: str) -> str:
        """The sentence beside a field, or nothing."""
        return _sentence(self.form, name)

    @property
    def errors(self) -> Sequence[tuple[str, str]]:
        """For the summary: the field's id and its sentence."""
        return _sentences(self.form)

    @property
    def has_opened_more(self) -> bool:
        """True when something under "More" was chosen or is wrong, so that it must not be folded away."""
        names = ("kind", "place", "ask", "keep_words", "photo")
        return any(self.value(name) or self.error(name) for name in names)


@dataclass(frozen=True)
class ClosedPage:
    """The form is not open yet: the help lines that are confirmed, and what was typed to be copied."""

    intake: Intake
    typed: str = field(default="", repr=False)


@dataclass(frozen=True)
class Care:
    """Shown first of all when words spoke of danger: where help is. ``lines`` as the form shows them."""

    is_needed: bool = False
    lines: Sequence[Line] = ()


NO_CARE = Care()


@dataclass(frozen=True)
class AlreadyPage:
    """The same form came in before and its code cannot be shown again."""

    care: Care


@dataclass(frozen=True)
class CodePage:
    """A code in its four groups, by which week what happens, and the address where the code opens."""

    groups: Sequence[str] = field(repr=False)
    code: str = field(repr=False)
    shows_words: bool
    will_see_copy: bool
    read_by: Week
    answered_by: Week
    silence_weeks: int
    opens_at: str
    kiosk_mark: str = ""
    care: Care = NO_CARE


@dataclass(frozen=True)
class SlipPage:
    """A code to print or save, and the address where it opens."""

    groups: Sequence[str] = field(repr=False)
    code: str = field(repr=False)
    opens_at: str


@dataclass(frozen=True)
class ReceiptPage:
    """The form for a code, with what was typed when nothing opened."""

    form: Submitted[ReceiptForm] | None = None

    @property
    def code(self) -> str:
        """The code as typed, wrong or half as it may be."""
        return self.form.value("code") if self.form else ""

    @property
    def reply(self) -> str:
        """What was written beside a code that opened nothing."""
        return self.form.value("reply") if self.form else ""

    def error(self, name: str) -> str:
        """The sentence beside a field, or nothing."""
        return _sentence(self.form, name)

    @property
    def errors(self) -> Sequence[tuple[str, str]]:
        """For the summary: the field's id and its sentence."""
        return _sentences(self.form)


@dataclass(frozen=True)
class After:
    """What just happened to a thread: the key of a notice, or nothing, and where help is."""

    done: str = ""
    care: Care = NO_CARE


NOTHING_DONE = After()


@dataclass(frozen=True)
class ThreadPage:
    """A thread with its forms, after what was just done."""

    view: ThreadView
    code: str = field(repr=False)
    token: str = field(repr=False)
    form: Submitted[ReceiptForm]
    after: After = NOTHING_DONE
    seats: Seats = NO_SEATS
    warnings: Sequence[ShownWarning] | None = None

    @property
    def code_groups(self) -> Sequence[str]:
        """The code as it stands on paper."""
        return group_code(self.code)

    def typed(self, action: str) -> str:
        """What was written beside this act, when it was refused."""
        asked = self.form.value("action") or "reply"
        return self.form.value("reply") if self.form.errors and asked == action else ""

    def typed_field(self, name: str) -> str:
        """What stood in a field of one act alone, when the form was refused."""
        return self.form.value(name) if self.form.errors else ""

    def error(self, name: str) -> str:
        """The sentence beside a field, or nothing."""
        return _sentence(self.form, name)

    @property
    def errors(self) -> Sequence[tuple[str, str]]:
        """For the summary; the sentences lead nowhere, since a field stands in several forms."""
        return [("", words) for _, words in _sentences(self.form)]


def _sentence(form: Submitted[SayForm] | Submitted[ReceiptForm] | None, name: str) -> str:
    sentence = form.errors.get(name) if form else None
    return sentence.words(languages.current()) if sentence else ""


def _sentences(form: Submitted[SayForm] | Submitted[ReceiptForm] | None) -> Sequence[tuple[str, str]]:
    named = form.errors.items() if form else ()
    return [("" if name == "form" else name, sentence.words(languages.current())) for name, sentence in named]
