"""A shared device: the same form, which clears itself, and a code that is shown once.

A page that nobody touches is asked to lead back to the start by the header `Refresh`, so that it needs no
script (docs/decisions/0130). The start page waits for ever: the time runs only after somebody pressed.
"""

from dataclasses import dataclass, replace
from typing import Annotated

from fastapi import APIRouter, Depends, Request
from sqlalchemy.orm import Session
from starlette.responses import RedirectResponse, Response

from app.domain.errors import NotFound
from app.domain.feedback_kinds import Channel
from app.domain.floods import Way
from app.domain.weeks import Week
from app.rooms.feedback.arrival import Door, NewVoice
from app.rooms.feedback.form_marks import FormMark, mark_of, take_once
from app.rooms.feedback.forms import SayForm
from app.rooms.feedback.kiosks import find_kiosk
from app.rooms.feedback.pages import FormFace, KioskPart
from app.rooms.feedback.routes import NewBlank, code_answer, draw_form
from app.rooms.feedback.sending import Arriving, Here, Sending, prepare, voice_of_form
from app.vault.form_tokens import ForgedToken
from app.web.forms import Submitted, form_of
from app.web.render import NO_STORE, render
from app.web.requests import Machine, ReadSession, WriteSession

router = APIRouter()

FORM_MINUTES = 5
CODE_SECONDS = 120
ANY_DEVICE = Door()
FORGET = {"Clear-Site-Data": '"cache", "storage"'}


@dataclass(frozen=True)
class AtDevice:
    """This kiosk. Without a mark it is a shared device that nobody set up: it has no place of its own."""

    part: KioskPart
    place_id: int | None = None
    door: Door = ANY_DEVICE


def _kiosk(session: ReadSession, machine: Machine, mark: str = "") -> AtDevice:
    if not mark:
        return AtDevice(KioskPart("", "", FORM_MINUTES))
    found = find_kiosk(session, mark, machine.form_key)
    if found is None:
        raise NotFound("not_found")
    kiosk, place = found
    return AtDevice(KioskPart(mark, place.name, FORM_MINUTES), place.id, Door(Way.KIOSK, kiosk.ref))


AtKiosk = Annotated[AtDevice, Depends(_kiosk)]


async def _prepare(
    request: Request,
    form: Annotated[Submitted[SayForm], Depends(form_of(SayForm))],
    here: Arriving,
    kiosk: AtKiosk,
) -> Sending[SayForm]:
    drawn = _mark(form, here)
    if form.value("more"):
        return Sending(replace(form, data=None, errors={}), status=200, drawn=drawn)

    def voice_of(session: Session, data: SayForm, language: str) -> NewVoice:
        voice = voice_of_form(session, data, language)
        door = replace(kiosk.door, is_trapped=voice.door.is_trapped)
        place_id = kiosk.place_id or voice.place_id
        return replace(voice, channel=Channel.KIOSK, door=door, place_id=place_id)

    sending = await prepare(request, form, here=here, voice_of=voice_of, shows_again=False)
    return replace(sending, drawn=drawn)


def _mark(form: Submitted[SayForm], here: Here) -> FormMark | None:
    try:
        # Not the mark of the voice itself: what was only drawn again may still be sent.
        return mark_of(here.machine.form_key, {**form.typed, "drawn": ["yes"]}, here.now)
    except ForgedToken:  # no form of ours: nothing on this device holds it
        return None


AtHand = Annotated[Sending[SayForm], Depends(_prepare)]


@router.get("/kiosk/start", name="kiosk_start")
@router.get("/kiosk/{mark}/start", name="kiosk_start_at")
def start(request: Request, kiosk: AtKiosk) -> Response:
    """The page that waits for the next person; it asks the browser to forget the one before."""
    return render(request, "feedback/kiosk_start.html", kiosk.part, headers=NO_STORE | FORGET)


@router.get("/kiosk", name="kiosk")
@router.get("/kiosk/{mark}", name="kiosk_at")
def form(request: Request, kiosk: AtKiosk, session: ReadSession, blank: NewBlank) -> Response:
    """The form, which clears itself."""
    return draw_form(request, session, blank, face=_face(request, kiosk))


@router.post("/kiosk", name="kiosk_send")
@router.post("/kiosk/{mark}", name="kiosk_send_at")
def send(
    request: Request,
    kiosk: AtKiosk,
    sending: AtHand,
    reading: ReadSession,
    session: WriteSession,
    blank: NewBlank,
) -> Response:
    """The code, once; or the form again with what was typed: refused, or more time was asked for."""
    template = "feedback/kiosk_code.html"
    code = code_answer(request, sending, reading=reading, writing=session, week=blank.week, template=template)
    if code is not None:
        code.headers.update(_clears_after(request, kiosk, CODE_SECONDS))
        return code
    if not _is_first_drawing(session, sending, blank.week):
        return RedirectResponse(_start_of(request, kiosk), 303)
    return draw_form(request, reading, blank, sending, face=_face(request, kiosk))


def _is_first_drawing(session: WriteSession, sending: Sending[SayForm], week: Week) -> bool:
    # Who goes back and sends a form again must not be shown the words that it held: each is drawn once.
    return sending.drawn is None or take_once(session, sending.drawn, week=week)


def _face(request: Request, kiosk: AtDevice) -> FormFace:
    headers = NO_STORE | _clears_after(request, kiosk, FORM_MINUTES * 60)
    return FormFace("feedback/kiosk.html", kiosk.part, headers)


def _clears_after(request: Request, kiosk: AtDevice, seconds: int) -> dict[str, str]:
    return {"Refresh": f"{seconds}; url={_start_of(request, kiosk)}"}


def _start_of(request: Request, kiosk: AtDevice) -> str:
    mark, url = kiosk.part.mark, request.app.url_path_for
    return str(url("kiosk_start_at", mark=mark) if mark else url("kiosk_start"))
