"""A thread as the person with the code sees it."""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, field

from sqlalchemy.orm import Session

from app.domain.clock_history import ClockHistory
from app.domain.clocks import Clocks, acknowledge_due, appeal_due
from app.domain.lifecycles import HOLD, SAFE_COPY, FeedbackState, FloodState, HoldState, SafeCopyState
from app.domain.receipt_trail import ReceiptFacts, ReceiptStop, draw_receipt_trail
from app.domain.trail import TrailFacts
from app.domain.waiting import answer_timing, answer_week
from app.domain.weeks import Week
from app.domain.word_use import may_change_word_use, may_withdraw
from app.models.answers import Answer, AnswerThread
from app.models.feedback import Message, Thread
from app.models.intake import Photo, SpokenWord
from app.models.proposals import Proposal, ProposalThread
from app.models.stewardship import Hold, SafeCopy
from app.rooms.feedback.became import ShownProposal, find_trail, list_proposals_of
from app.rooms.feedback.clocks import dates_of, get_clock_history
from app.rooms.feedback.decided import ShownDecision, list_decisions_of
from app.rooms.feedback.hanging import Hanging
from app.rooms.feedback.longer import MoreTime, list_more_time_of
from app.rooms.feedback.messages import PARTICIPANT, list_messages
from app.rooms.feedback.photos import list_photo_numbers
from app.rooms.feedback.queries import find_hold, list_answers
from app.rooms.feedback.safe_copies import copy_mark, find_safe_copy
from app.rooms.feedback.spoken import ShownWord, list_spoken_words
from app.rooms.feedback.threads import keys_left, may_reopen
from app.vault.boxes import CannotOpen, open_text
from app.vault.thread_keys import ThreadKeys, open_reply_for_receipt, open_words_for_receipt

_CHOICES = {
    "right": SafeCopyState.AGREED,
    "change": SafeCopyState.CHANGE_ASKED,
    "no": SafeCopyState.REFUSED,
}


@dataclass(frozen=True)
class ShownMessage:
    """``text`` None: the code does not open it, because the person chose so."""

    author: str
    week: str
    text: str | None = field(repr=False)
    number: int = 0
    has_photo: bool = False

    @property
    def is_mine(self) -> bool:
        """Written by the person themselves."""
        return self.author == PARTICIPANT


@dataclass(frozen=True)
class ShownCopy:
    """The safe copy, what was said to it, and what may be said now (right, change, no)."""

    text: str = field(repr=False)
    state: str
    choices: tuple[str, ...]
    mark: str


@dataclass(frozen=True)
class ShownHold:
    """Why it is held back (``domain.holding.HoldGround``) and how far an appeal got."""

    ground: str
    state: str
    may_appeal: bool
    heard_by: Week | None


@dataclass(frozen=True)
class ThreadView:
    """All that the page tells; the ``may_`` fields say which forms are offered."""

    state: str
    stops: Sequence[ReceiptStop]
    read_by: Week
    answered_by: Week
    more_time: Sequence[MoreTime]
    silence_weeks: int
    messages: Sequence[ShownMessage]
    shows_words: bool
    is_erased: bool
    erased_because: str
    copy: ShownCopy | None
    hold: ShownHold | None
    is_set_aside: bool
    spoken: Sequence[ShownWord]
    answers: Sequence[Answer]
    proposals: Sequence[ShownProposal]
    decisions: Sequence[ShownDecision]
    verdict: str
    may_reopen: bool
    word_use: str
    may_change_word_use: bool
    may_withdraw: bool

    @property
    def first_words(self) -> str:
        """What was said first, when the code shows it."""
        first = self.messages[0] if self.messages else None
        return first.text or "" if first and first.is_mine else ""

    @property
    def shown_photos(self) -> Sequence[int]:
        """Numbers of the messages whose photo this code opens."""
        return [one.number for one in self.messages if one.has_photo and one.is_mine and one.text is not None]

    @property
    def later_messages(self) -> Sequence[ShownMessage]:
        """What was written since, on both sides."""
        return self.messages[1:] if self.messages and self.messages[0].is_mine else self.messages

    @property
    def may_reply(self) -> bool:
        """As long as the words' key exists there is somebody who can read more."""
        return not self.is_erased


def get_thread_view(
    session: Session, thread: Thread, *, has: Hanging, receipt_private: bytes, week: Week
) -> ThreadView:
    """Everything that the code opens, in this transaction's state. ``has``: what hangs on the thread."""
    keys = keys_left(thread)
    words = _private_or_none(open_words_for_receipt, keys, receipt_private)
    replies = _private_or_none(open_reply_for_receipt, keys, receipt_private)
    copy = find_safe_copy(session, thread) if SafeCopy in has else None
    state, copy_state = FeedbackState(thread.state), SafeCopyState(copy.state) if copy else None
    proposals = list_proposals_of(session, thread) if ProposalThread in has else []
    is_behind = not has.isdisjoint({Proposal, ProposalThread})
    decisions = list_decisions_of(session, thread, today=week.ends_on) if is_behind else []
    trail = find_trail(session, proposals, today=week.starts_on)
    history = get_clock_history(session)
    clocks = history.of_week(Week.parse(thread.week))
    return ThreadView(
        state=thread.state,
        stops=draw_receipt_trail(
            _facts(thread, week, trail, clocks, has_said=any(one.said for one in decisions))
        ),
        read_by=acknowledge_due(Week.parse(thread.week), clocks),
        answered_by=answer_week(dates_of(thread), clocks),
        more_time=list_more_time_of(session, thread),
        silence_weeks=clocks.silence_weeks,
        messages=_messages(
            session, thread, words, replies, list_photo_numbers(session, thread) if Photo in has else ()
        ),
        shows_words=words is not None,
        is_erased=thread.words_for_circle is None,
        erased_because=thread.erased_because or "",
        copy=_copy(copy, replies),
        hold=_hold(session, thread, history) if Hold in has else None,
        is_set_aside=thread.flood_state == FloodState.SET_ASIDE.value,
        spoken=list_spoken_words(session, thread, reply_private=replies) if SpokenWord in has else [],
        answers=list_answers(session, thread) if AnswerThread in has else [],
        proposals=proposals,
        decisions=decisions,
        verdict=thread.verdict or "",
        may_reopen=may_reopen(thread),
        word_use=thread.word_use,
        may_change_word_use=may_change_word_use(copy_state, state),
        may_withdraw=may_withdraw(copy_state, state) or any(one.may_withdraw for one in proposals),
    )


def _facts(
    thread: Thread, week: Week, trail: TrailFacts | None, clocks: Clocks, *, has_said: bool
) -> ReceiptFacts:
    return ReceiptFacts(
        FeedbackState(thread.state),
        answer_timing(dates_of(thread), now=week, clocks=clocks),
        has_said_if_it_helped=bool(thread.verdict) if trail is None else has_said,
        trail=trail,
    )


def _messages(
    session: Session, thread: Thread, words: bytes | None, replies: bytes | None, photos: Collection[int]
) -> list[ShownMessage]:
    return [
        _shown(message, words if message.author == PARTICIPANT else replies, photos)
        for message in list_messages(session, thread)
    ]


def _shown(message: Message, private: bytes | None, photos: Collection[int]) -> ShownMessage:
    text = open_text(private, message.sealed) if private else None
    return ShownMessage(message.author, message.week, text, message.number, message.number in photos)


def _copy(copy: SafeCopy | None, private: bytes | None) -> ShownCopy | None:
    if copy is None or copy.sealed_for_receipt is None or private is None:
        return None
    state = SafeCopyState(copy.state)
    if state is SafeCopyState.DRAFTED:
        return None
    choices = tuple(choice for choice, to in _CHOICES.items() if SAFE_COPY.may_move(state, to))
    return ShownCopy(open_text(private, copy.sealed_for_receipt), copy.state, choices, copy_mark(copy))


def _hold(session: Session, thread: Thread, history: ClockHistory) -> ShownHold | None:
    hold = find_hold(session, thread)
    if hold is None:
        return None
    asked = Week.parse(hold.appealed_week) if hold.appealed_week else None
    return ShownHold(
        hold.ground,
        hold.state,
        HOLD.may_move(HoldState(hold.state), HoldState.APPEALED),
        appeal_due(asked, history.of_week(asked)) if asked else None,
    )


def _private_or_none(
    open_key: Callable[[ThreadKeys, bytes], bytes], keys: ThreadKeys, receipt_private: bytes
) -> bytes | None:
    try:
        return open_key(keys, receipt_private)
    except CannotOpen:
        return None
