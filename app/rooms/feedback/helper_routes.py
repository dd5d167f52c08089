"""Told to a helper: a peer writes for somebody, and the code goes to the one who spoke."""

from dataclasses import replace
from typing import Annotated

from fastapi import APIRouter, Depends, Request
from sqlalchemy.orm import Session
from starlette.responses import Response

from app.domain.feedback_kinds import Channel
from app.rooms.feedback.arrival import NewVoice
from app.rooms.feedback.forms import HelperForm, SayForm
from app.rooms.feedback.pages import FormFace
from app.rooms.feedback.routes import NewBlank, code_answer, draw_form
from app.rooms.feedback.sending import Arriving, Sending, prepare, voice_of_form
from app.web.requests import ReadSession, WriteSession
from app.web.uploads import WithFile, form_with_file

router = APIRouter()
FACE = FormFace("feedback/helper.html")
Sent = Annotated[WithFile[SayForm], Depends(form_with_file(HelperForm, "photo"))]


def _voice(session: Session, data: SayForm, language: str) -> NewVoice:
    return replace(voice_of_form(session, data, language), channel=Channel.PEER_SCRIBE)


async def _prepare(request: Request, sent: Sent, here: Arriving) -> Sending[SayForm]:
    # The helper's page does not keep the code, so the same form does not show it again either.
    return await prepare(
        request, sent.form, here=here, voice_of=_voice, upload=sent.upload, shows_again=False
    )


Told = Annotated[Sending[SayForm], Depends(_prepare)]


@router.get("/say/for-someone", name="say_for_someone")
def form(request: Request, session: ReadSession, blank: NewBlank) -> Response:
    """The form for a helper, with the sentence that asks whether the person knows."""
    return draw_form(request, session, blank, face=FACE)


@router.post("/say/for-someone", name="say_for_someone_send")
def send(
    request: Request, sending: Told, reading: ReadSession, session: WriteSession, blank: NewBlank
) -> Response:
    """The code, once, to be handed over; a refused form keeps its words."""
    template = "feedback/helper_code.html"
    code = code_answer(request, sending, reading=reading, writing=session, week=blank.week, template=template)
    return code or draw_form(request, reading, blank, sending, face=FACE)
