"""What happens to a sent form before any transaction: it is checked, its code made, its keys derived."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Annotated, Generic

from fastapi import Depends, Request
from sqlalchemy.orm import Session
from starlette.concurrency import run_in_threadpool

from app.db import Database
from app.domain.errors import InvalidInput, TooMany
from app.domain.feedback_kinds import SafetyLevel
from app.domain.word_use import DEFAULT_WORD_USE
from app.models.feedback import ReshowKey
from app.rooms.feedback.arrival import Door, NewVoice, SentForm
from app.rooms.feedback.danger_list import judge
from app.rooms.feedback.form_marks import NO_RESHOW_KEY, FormMark, is_taken, mark_of
from app.rooms.feedback.forms import SayForm
from app.rooms.feedback.intake import find_place_id, is_intake_open
from app.rooms.feedback.photos import make_anew
from app.rooms.feedback.reshow import find_reshow_key, get_or_make_reshow_key
from app.vault.derivation import Cost
from app.vault.machine import MachineKeys
from app.vault.receipts import ReceiptKeys, code_for_form, derive_receipt, new_code
from app.web.forms import F, Submitted
from app.web.house import OrganisationFacts
from app.web.render import language_of
from app.web.requests import Facts, Machine, Now, argon_costs, argon_lane
from app.web.uploads import Upload, WithFile, form_with_file
from app.web.words import Sentence


@dataclass(frozen=True)
class Ready:
    """A voice that only has to be stored. ``code_once``: its code, where it is shown this one time only."""

    voice: NewVoice
    form: SentForm
    receipt: ReceiptKeys = field(repr=False)
    at: datetime
    code_once: str = field(default="", repr=False)


@dataclass(frozen=True)
class Sending(Generic[F]):
    """``ready`` to store; or ``known``: this very form came before; or refused with ``status``.

    ``is_in_danger``: the next page shows where help is before anything else. ``drawn`` is the mark by which a
    shared device shows a form's words again only once.
    """

    form: Submitted[F]
    ready: Ready | None = None
    known: FormMark | None = None
    status: int = 422
    is_closed: bool = False
    is_in_danger: bool = False
    drawn: FormMark | None = None


@dataclass(frozen=True)
class Here:
    """Where and when the form arrived."""

    database: Database
    facts: OrganisationFacts
    machine: MachineKeys
    now: datetime
    language: str


@dataclass(frozen=True)
class _Checked:
    """A form that may become a voice."""

    mark: FormMark
    voice: NewVoice
    reshow: ReshowKey = field(repr=False)
    is_in_danger: bool = False


OWN_WORDS = ("message", "change", "title", "problem")
"""The fields in which people write freely, on the form and on the one for proposals."""

VoiceOf = Callable[[Session, F, str], NewVoice]
"""What a valid form says, in the reader's language; may raise ``InvalidInput``."""


def _here(request: Request, now: Now, facts: Facts, machine: Machine) -> Here:
    return Here(request.app.state.database, facts, machine, now, language_of(request))


Arriving = Annotated[Here, Depends(_here)]


Sent = Annotated[WithFile[SayForm], Depends(form_with_file(SayForm, "photo"))]


async def prepare_voice(request: Request, sent: Sent, here: Arriving) -> Sending[SayForm]:
    """The form of ``/say``."""
    return await prepare(request, sent.form, here=here, voice_of=voice_of_form, upload=sent.upload)


async def prepare(
    request: Request,
    form: Submitted[F],
    *,
    here: Here,
    voice_of: VoiceOf[F],
    upload: Upload | None = None,
    shows_again: bool = True,
) -> Sending[F]:
    """Never raises for what was typed, nor when too many come at once: the form is shown again with it.

    ``shows_again`` False: a shared device, where the same form never shows its code a second time.
    """
    if form.data is None:
        return Sending(form)
    try:
        found = await run_in_threadpool(_check, here, form, form.data, voice_of)
        if isinstance(found, Sending):
            return found
        voice = await with_photo(request, found.voice, upload)
        code = _code_of(found) if shows_again else new_code()
        cost, _ = argon_costs(request)
        receipt = await argon_lane(request).in_argon(_derive, code, here.machine, cost)
    except InvalidInput as refusal:
        return Sending(form.refused(refusal))
    except TooMany as busy:
        return Sending(_kept(form, busy), status=429)
    sent = SentForm(found.mark, found.reshow.id if shows_again else NO_RESHOW_KEY)
    ready = Ready(voice, sent, receipt, here.now, "" if shows_again else code)
    return Sending(form, ready=ready, is_in_danger=found.is_in_danger)


Prepared = Annotated[Sending[SayForm], Depends(prepare_voice)]


def _code_of(found: _Checked) -> str:
    return code_for_form(found.reshow.key, found.mark.token, digest=found.mark.digest)


def _check(here: Here, form: Submitted[F], data: F, voice_of: VoiceOf[F]) -> _Checked | Sending[F]:
    mark = mark_of(here.machine.form_key, form.typed, here.now)
    with here.database.read() as session:
        judgement = judge(session, _words_of(form))
        in_danger = judgement.level is not SafetyLevel.NONE or form.value("danger") == "yes"
        if is_taken(session, mark):
            return Sending(form, known=mark, is_in_danger=in_danger)
        if not is_intake_open(session, here.facts):
            return Sending(form, status=409, is_closed=True)
        mark.require_fresh()
        voice = replace(voice_of(session, data, here.language), judgement=judgement)
        reshow = find_reshow_key(session, here.now)
    return _Checked(mark, voice, reshow or _make_reshow_key(here), in_danger)


def _words_of(form: Submitted[F]) -> str:
    """All that was typed in the person's own words, whichever form it is."""
    return "\n".join(form.value(name) for name in OWN_WORDS if form.value(name))


async def with_photo(request: Request, voice: NewVoice, upload: Upload | None) -> NewVoice:
    """The voice with its photo made anew, if one was sent; ``InvalidInput`` when it is none."""
    return replace(voice, photo=await make_anew(request, upload)) if upload else voice


def voice_of_form(session: Session, data: SayForm, language: str) -> NewVoice:
    """What the form says; ``InvalidInput`` for a place that is not there."""
    place_id = find_place_id(session, data.place) if data.place else None
    if data.place and place_id is None:
        raise InvalidInput("field.not_one_of_these", field="place")
    return NewVoice(
        message=data.message,
        language=language,
        kind=data.kind,
        place_id=place_id,
        word_use=data.word_use or DEFAULT_WORD_USE,
        was_warned=data.quote_warning == "shown",
        shows_words=data.keep_words == "yes",
        is_about_staff=data.about_staff == "yes",
        asks_board=data.ask == "board",
        door=Door(is_trapped=bool(data.website)),
        says_danger=data.danger == "yes",
    )


def _make_reshow_key(here: Here) -> ReshowKey:
    with here.database.write() as session:
        return get_or_make_reshow_key(session, here.now)


def _derive(code: str, machine: MachineKeys, cost: Cost) -> ReceiptKeys:
    return derive_receipt(code, machine.pepper, cost=cost)


def _kept(form: Submitted[F], busy: TooMany) -> Submitted[F]:
    return replace(form, data=None, errors={"form": Sentence(busy.key, busy.facts)})
