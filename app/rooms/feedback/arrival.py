"""A voice comes in: its keys are made, its words sealed, and the same form is never stored twice."""

from dataclasses import dataclass, field, replace
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.danger import Judgement
from app.domain.feedback_kinds import Channel, Kind, SafetyLevel
from app.domain.floods import Way
from app.domain.lifecycles import FEEDBACK
from app.domain.weeks import Week
from app.domain.word_use import DEFAULT_WORD_USE, WordUse, chose_quote_warned
from app.models.feedback import FormUse, Receipt, ReshowKey, Thread
from app.models.organisation import Organisation
from app.models.people import Circle
from app.models.schema import random_reference
from app.rooms.accounts.circles import CircleName, get_circle
from app.rooms.feedback.danger_list import judge
from app.rooms.feedback.form_marks import FormMark, take_once
from app.rooms.feedback.messages import first_message
from app.rooms.feedback.photos import keep_photo
from app.rooms.feedback.safety import put_in_queue
from app.vault.receipts import ReceiptKeys, code_for_form
from app.vault.thread_keys import new_thread_keys


@dataclass(frozen=True)
class Door:
    """Where a voice comes in: by which way, at which kiosk, and whether it filled the trap for programs."""

    way: Way = Way.WEB
    kiosk: str = ""
    is_trapped: bool = False


@dataclass(frozen=True)
class NewVoice:
    """What a person says and chose. ``kind`` None: they did not say.

    ``judgement`` None: nobody has held the words against the list of danger words yet.
    """

    message: str = field(repr=False)
    language: str
    kind: Kind | None = None
    place_id: int | None = None
    word_use: WordUse = DEFAULT_WORD_USE
    was_warned: bool = False  # the page said beside "quote" that few may have said the same
    shows_words: bool = False
    is_about_staff: bool = False
    asks_board: bool = False
    channel: Channel = Channel.PHONE_WEB
    photo: bytes | None = field(default=None, repr=False)  # made anew (feedback.photos)
    door: Door = Door()
    says_danger: bool = False
    judgement: Judgement | None = field(default=None, repr=False)


@dataclass(frozen=True)
class SentForm:
    """One sending of the form, and the re-show key that its code is made with."""

    mark: FormMark
    reshow_key_id: int


def take_in(
    session: Session,
    voice: NewVoice,
    *,
    receipt: ReceiptKeys,
    form: SentForm | None,
    week: Week,
    now: datetime | None = None,
) -> Thread | None:
    """Store the voice with its receipt, or None when this very form was taken in before.

    ``form`` None: it did not come by a form (an import), so that nothing tells two apart. ``now`` None: a
    steward has it before them already (paper), so that the safety queue keeps no slot for it.
    """
    if form and not take_once(session, form.mark, week=week, reshow_key_id=form.reshow_key_id):
        return None
    judgement = judge(session, voice.message) if voice.judgement is None else voice.judgement
    said_staff = voice.is_about_staff
    voice = replace(voice, is_about_staff=said_staff or judgement.is_harm_by_staff)
    circle = circle_for(session, is_about_staff=voice.is_about_staff)
    thread = _thread(voice, circle, receipt, week)
    thread.ref = _free_reference(session)
    session.add(thread)
    session.flush()
    session.add(Receipt(lookup=receipt.lookup, thread_id=thread.id, public_key=receipt.keys.public))
    session.add(first_message(thread, voice.message, week=week))
    put_in_queue(session, thread, judgement, said_so=voice.says_danger, said_staff=said_staff, now=now)
    session.flush()
    if voice.photo:
        keep_photo(session, thread, voice.photo)
    return thread


def circle_for(session: Session, *, is_about_staff: bool) -> Circle:
    """Words about staff go to the outside reader alone, as soon as one is named."""
    if not is_about_staff:
        return get_circle(session, CircleName.STEWARDS)
    named = session.scalar(select(Organisation.outside_reader_named).where(Organisation.id == 1))
    return get_circle(session, CircleName.OUTSIDE if named else CircleName.STEWARDS)


def find_code_again(session: Session, mark: FormMark) -> str | None:
    """The code that this form got when it was taken in, while its re-show key lives."""
    key = session.scalar(
        select(ReshowKey.key)
        .join(FormUse, FormUse.reshow_key_id == ReshowKey.id)
        .where(FormUse.submission_key == mark.submission_key)
    )
    return None if key is None else code_for_form(key, mark.token, digest=mark.digest)


def _thread(voice: NewVoice, circle: Circle, receipt: ReceiptKeys, week: Week) -> Thread:
    keys = new_thread_keys(circle.public_key, receipt.keys.public, show_words=voice.shows_words)
    return Thread(
        week=str(week),
        last_week=str(week),
        channel=voice.channel.value,
        place_id=voice.place_id,
        language=voice.language,
        kind=voice.kind.value if voice.kind else "",
        word_use=voice.word_use.value,
        quote_after_warning=chose_quote_warned(voice.word_use, was_warned=voice.was_warned),
        is_about_staff=voice.is_about_staff,
        asks_board=voice.asks_board,
        state=FEEDBACK.first.value,
        safety_level=SafetyLevel.NONE.value,
        circle_id=circle.id,
        words_public_key=keys.words_public,
        words_for_circle=keys.words_for_circle,
        words_for_receipt=keys.words_for_receipt,
        reply_public_key=keys.reply_public,
        reply_for_circle=keys.reply_for_circle,
        reply_for_receipt=keys.reply_for_receipt,
    )


def _free_reference(session: Session) -> str:
    while True:
        ref = random_reference("F")
        if session.scalar(select(Thread.id).where(Thread.ref == ref)) is None:
            return ref
