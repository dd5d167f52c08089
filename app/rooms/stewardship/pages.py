"""What the templates of this room are given."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from sqlalchemy.orm import Session

from app.domain.errors import IllegalMove, NotAllowed
from app.domain.holding import HoldGround
from app.domain.lifecycles import FEEDBACK, FeedbackState, HoldState, SafeCopyState
from app.domain.permissions import Permission
from app.domain.redaction import Mark
from app.domain.screening import check_ready_for_board
from app.domain.stigma import Stigma
from app.domain.weeks import Week
from app.domain.word_use import WordUse, needs_safe_copy
from app.models.feedback import Thread
from app.models.organisation import Place
from app.models.people import Account
from app.models.stewardship import SafeCopy, Theme
from app.rooms.feedback.messages import OpenMessage
from app.rooms.feedback.photos import list_photo_numbers
from app.rooms.feedback.safe_copies import find_safe_copy
from app.rooms.feedback.spoken import list_hearers, list_spoken_words
from app.rooms.stewardship.alike import Alike, list_alike
from app.rooms.stewardship.counts import Sealed
from app.rooms.stewardship.filters import Filters
from app.rooms.stewardship.holds import Decision, list_decisions, read_reason
from app.rooms.stewardship.queries import Envelope, Inbox, get_envelope
from app.rooms.stewardship.reading import Reader, find_hold, get_reader, has_opened, read_words
from app.rooms.stewardship.safe_copies import copy_version, may_write_copy, read_copy
from app.rooms.stewardship.themes import list_themes, list_themes_of
from app.web.actors import Actor
from app.web.languages import SOURCE
from app.web.words import Sentence


@dataclass(frozen=True)
class InboxPage:
    """``older`` is the address of the next page, or empty."""

    inbox: Inbox
    filters: Filters
    themes: Sequence[Theme]
    places: Sequence[Place]
    languages: Sequence[str]
    sealed: Sealed
    reads_outside: bool
    older: str


@dataclass(frozen=True)
class Typed:
    """What was typed and not taken, to be drawn again; ``clashes``: another steward was first."""

    values: Mapping[str, Sequence[str]] = field(default_factory=dict, repr=False)
    errors: Mapping[str, Sentence] = field(default_factory=dict)
    copy_stigma: Sequence[Stigma] = ()
    reply_stigma: Sequence[Stigma] = ()
    clashes: bool = False
    marks: Sequence[Mark] = field(default=(), repr=False)
    was_searched: bool = False

    def value(self, name: str, stored: str = "") -> str:
        """What was typed into a field, else what is stored."""
        values = self.values.get(name)
        return values[0] if values else stored

    def error(self, name: str) -> str:
        """The words beside a field, or nothing; the workspace speaks English."""
        sentence = self.errors.get(name)
        return sentence.words(SOURCE) if sentence and not self.clashes else ""


@dataclass(frozen=True)
class CopyPart:
    """The safe copy as the desk has it. ``may_write``: staff may draft now."""

    state: str | None
    version: int
    text: str = field(repr=False)
    shown_week: str | None
    may_write: bool
    is_wanted: bool


@dataclass(frozen=True)
class HoldPart:
    """A request to hold back. ``reason`` and ``decisions`` are empty for who may not decide."""

    state: str
    ground: str
    reason: str = field(repr=False)
    decisions: Sequence[Decision]


@dataclass(frozen=True)
class FeedbackPage:
    """One voice. ``messages`` None: the words are not open to this reader this week.

    ``photos``: numbers of the messages that came with one. ``hearers`` may be told a one-time word, of which
    ``words_offered`` wait to be said.
    """

    envelope: Envelope
    version: int
    messages: Sequence[OpenMessage] | None = field(repr=False)
    photos: frozenset[int]
    is_purged: bool
    waits_for_key: bool
    may_look: bool
    may_act: bool
    may_pass: bool
    may_ask_hold: bool
    copy: CopyPart
    hold: HoldPart | None
    themes: Sequence[Theme]
    given: Sequence[str]
    hearers: Sequence[Account]
    words_offered: int
    typed: Typed
    alike: Sequence[Alike] = ()
    is_about_staff: bool = False


@dataclass(frozen=True)
class HoldPage:
    """The form that asks for a voice to be held back."""

    ref: str
    version: int
    grounds: Sequence[HoldGround]
    typed: Typed


@dataclass(frozen=True)
class ThemesPage:
    """All themes with how many voices have each."""

    themes: Sequence[tuple[Theme, int]]
    typed: Typed


def feedback_page(
    session: Session, actor: Actor, thread: Thread, *, week: Week, typed: Typed | None = None
) -> FeedbackPage:
    """The page of a voice for this reader; ``NotFound`` when it is sealed to others."""
    actor.require(Permission.FEEDBACK_LIST)
    reader = get_reader(session, thread, actor=actor)
    holds_key = reader.circle_id in actor.circle_keys
    is_purged = thread.words_for_circle is None
    is_open = holds_key and not is_purged and thread.state != FeedbackState.WITHDRAWN.value
    is_open = is_open and has_opened(session, thread, actor=actor, week=week)
    copy = find_safe_copy(session, thread)
    hold = _hold_part(session, thread, actor, is_open=is_open)
    acts = is_open and reader.asked is None and (hold is None or hold.state != HoldState.ASKED.value)
    given = list_themes_of(session, thread)
    state = FeedbackState(thread.state)
    messages = read_words(session, thread, actor=actor) if is_open else None
    return FeedbackPage(
        envelope=get_envelope(session, thread, now=week),
        version=thread.version,
        messages=messages,
        photos=list_photo_numbers(session, thread),
        is_purged=is_purged,
        waits_for_key=not holds_key,
        may_look=acts and _may_look(state),
        may_act=acts,
        may_pass=acts and _may_pass(thread, copy, has_theme=bool(given)),
        may_ask_hold=acts and _may_ask(actor, state),
        copy=_copy_part(thread, copy, actor, reader),
        hold=hold,
        themes=list_themes(session),
        given=(typed.values.get("theme", ()) if typed and typed.values else [one.slug for one in given]),
        hearers=list_hearers(session),
        words_offered=sum(one.is_offered for one in list_spoken_words(session, thread)),
        typed=typed or Typed(),
        is_about_staff=thread.is_about_staff,
        alike=list_alike(session, actor, thread, messages) if messages else (),
    )


def _may_look(state: FeedbackState) -> bool:
    return state is not FeedbackState.HELD_BACK and FEEDBACK.may_move(state, FeedbackState.BEING_LOOKED_AT)


def _may_ask(actor: Actor, state: FeedbackState) -> bool:
    return actor.may(Permission.HOLD_ASK) and FEEDBACK.may_move(state, FeedbackState.HELD_BACK)


def _may_pass(thread: Thread, copy: SafeCopy | None, *, has_theme: bool) -> bool:
    if not FEEDBACK.may_move(FeedbackState(thread.state), FeedbackState.WITH_BOARD):
        return False
    try:
        check_ready_for_board(
            WordUse(thread.word_use), SafeCopyState(copy.state) if copy else None, has_theme=has_theme
        )
    except IllegalMove:
        return False
    return True


def _copy_part(thread: Thread, copy: SafeCopy | None, actor: Actor, reader: Reader) -> CopyPart:
    try:
        text = "" if reader.asked else read_copy(copy, actor=actor)
    except NotAllowed:
        text = ""
    return CopyPart(
        state=copy.state if copy else None,
        version=copy_version(copy),
        text=text,
        shown_week=copy.shown_week if copy else None,
        may_write=actor.may(Permission.SAFE_COPY_WRITE) and may_write_copy(thread, copy),
        is_wanted=needs_safe_copy(WordUse(thread.word_use)),
    )


def _hold_part(session: Session, thread: Thread, actor: Actor, *, is_open: bool) -> HoldPart | None:
    hold = find_hold(session, thread)
    if hold is None:
        return None
    decides = is_open and actor.may(Permission.HOLD_CONFIRM) and hold.circle_id in actor.circle_keys
    return HoldPart(
        state=hold.state,
        ground=hold.ground,
        reason=read_reason(hold, actor=actor) if decides else "",
        decisions=list_decisions(session, hold, actor=actor) if decides else (),
    )
