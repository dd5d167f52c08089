"""Coming back with a code: the thread, and what its person does with it."""

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Annotated
from urllib.parse import urlencode

from fastapi import APIRouter, Depends, Request
from sqlalchemy.orm import Session
from starlette.responses import PlainTextResponse, RedirectResponse, Response

from app.domain.errors import IllegalMove, InvalidInput, NotFound, Refusal
from app.domain.feedback_kinds import SafetyLevel
from app.models.feedback import Thread
from app.rooms.feedback.danger_list import judge
from app.rooms.feedback.form_marks import take_once
from app.rooms.feedback.forms import ReceiptForm, SlipForm
from app.rooms.feedback.hanging import what_hangs_on
from app.rooms.feedback.intake import get_intake
from app.rooms.feedback.opening import Opened, Opening
from app.rooms.feedback.pages import NO_CARE, NOTHING_DONE, After, Care, ReceiptPage, SlipPage, ThreadPage
from app.rooms.feedback.participant_acts import ActElsewhere, do_act
from app.rooms.feedback.photos import keep_photo, open_photo
from app.rooms.feedback.queries import find_thread_by_lookup
from app.rooms.feedback.routes import Blank, NewBlank, opens_at
from app.rooms.feedback.safety import note_more_words
from app.rooms.feedback.standing import show_seats
from app.rooms.feedback.thread_view import get_thread_view
from app.rooms.feedback.threads import keys_left
from app.rooms.feedback.warned import list_warnings_since
from app.vault.boxes import CannotOpen
from app.vault.receipts import group_code, normalise_code
from app.vault.thread_keys import open_words_for_receipt
from app.web.addresses import has_path, path_for
from app.web.forms import Submitted, form_of, submitted
from app.web.pictures import picture
from app.web.render import NO_STORE, language_of, render
from app.web.requests import ReadSession, WriteSession
from app.web.uploads import asking_again
from app.web.words import Sentence

router = APIRouter()
ANSWER_NAME = re.compile(r"[Aa][- ]?[0-9A-Za-z]{6}")


@router.get("/receipt", name="receipt")
def receipt(request: Request) -> Response:
    """The form for a code."""
    return render(request, "feedback/receipt.html", ReceiptPage())


@router.post("/receipt", name="receipt_send")
def receipt_send(
    request: Request, opening: Opened, reading: ReadSession, writing: WriteSession, blank: NewBlank
) -> Response:
    """The thread of a code, after the act that the form asks for. The code stands in no address."""
    # Only the session that is used takes a connection.
    session = writing if opening.acts else reading
    thread = find_thread_by_lookup(session, opening.lookup) if opening.lookup else None
    if thread is None:
        return _nothing_opened(request, opening)
    try:
        elsewhere = request.app.state.receipt_acts
        done = _do_once(session, thread, opening, blank, elsewhere=elsewhere) if opening.acts else ""
    except (IllegalMove, InvalidInput) as refusal:
        session.refresh(thread)
        return _thread(request, session, thread, _refused(opening, refusal), blank)
    if done == "erased":
        return render(request, "feedback/erased.html", None, headers=NO_STORE)
    care = _care(request, session, thread, opening, blank, is_new=done != "already")
    after = After(done, care)
    return _thread(request, session, thread, opening, blank, after=after)


def _care(
    request: Request, session: Session, thread: Thread, opening: Opening, blank: Blank, *, is_new: bool
) -> Care:
    """What is written later is held against the list too; a form sent twice shows help and adds nothing."""
    words = opening.form.value("reply") if opening.acts else ""
    if not words or thread.words_for_circle is None:
        return NO_CARE
    level = note_more_words(session, thread, words, now=blank.now) if is_new else judge(session, words).level
    if level is SafetyLevel.NONE:
        return NO_CARE
    return Care(True, get_intake(session, blank.facts, language=language_of(request)).help)


@router.post("/receipt/photo", name="receipt_photo")
def receipt_photo(request: Request, opening: Opened, session: ReadSession) -> Response:
    """A photo of one's own, when the code shows one's own words; else as if there were none."""
    thread = find_thread_by_lookup(session, opening.lookup) if opening.lookup else None
    if thread is None or opening.keys is None:
        return _nothing_opened(request, opening)
    try:
        words = open_words_for_receipt(keys_left(thread), opening.keys.private)
    except CannotOpen:
        raise NotFound("not_found") from None
    number = opening.form.data.number if opening.form.data else 0
    return picture(open_photo(session, thread, number=number, words_private=words))


@router.post("/receipt/slip", name="receipt_slip")
def receipt_slip(
    request: Request, form: Annotated[Submitted[SlipForm], Depends(form_of(SlipForm))]
) -> Response:
    """The code as a sheet to print, or as a file to save; neither says what it is. Nothing is looked up."""
    try:
        code = normalise_code(form.value("code"))
    except InvalidInput as refusal:
        again = replace(submitted(ReceiptForm, form.typed), data=None).refused(refusal)
        return render(request, "feedback/receipt.html", ReceiptPage(again), status=422, headers=NO_STORE)
    page = SlipPage(group_code(code), code, opens_at(request))
    if form.value("save"):
        headers = NO_STORE | {"Content-Disposition": 'attachment; filename="note.txt"'}
        return PlainTextResponse(f"{' '.join(page.groups)}\n{page.opens_at}\n", headers=headers)
    return render(request, "feedback/slip.html", page, headers=NO_STORE)


def _do_once(
    session: Session, thread: Thread, opening: Opening, blank: Blank, *, elsewhere: Sequence[ActElsewhere]
) -> str:
    """The key of the notice; a refusal leaves nothing behind, so that the form may be sent again."""
    form = opening.form.data
    if form is None:
        return ""
    with session.begin_nested():
        if opening.mark and not take_once(session, opening.mark, week=blank.week):
            return "already"
        done = do_act(session, thread, form=form, week=blank.week, today=blank.today, elsewhere=elsewhere)
        if opening.photo and thread.words_for_circle is not None:
            keep_photo(session, thread, opening.photo)
        return done


def _thread(
    request: Request,
    session: Session,
    thread: Thread,
    opening: Opening,
    blank: Blank,
    *,
    after: After = NOTHING_DONE,
) -> Response:
    assert opening.keys is not None  # noqa: S101  # a thread was found by them
    has, private = what_hangs_on(session, thread), opening.keys.private
    page = ThreadPage(
        get_thread_view(session, thread, has=has, receipt_private=private, week=blank.week),
        code=opening.code,
        token=blank.token,
        form=asking_again(opening.form, "photo"),
        after=after,
        seats=show_seats(session, thread, has=has, receipt_private=private, today=blank.today),
        warnings=list_warnings_since(session, thread, today=blank.today),
    )
    status = opening.status if opening.form.errors else 200
    return render(request, "feedback/thread.html", page, status=status, headers=NO_STORE)


def _nothing_opened(request: Request, opening: Opening) -> Response:
    typed = opening.form.value("code").strip()
    if ANSWER_NAME.fullmatch(typed) and has_path(request, "answers"):
        # The name on a poster is public, so that it may stand in an address.
        return RedirectResponse(f"{path_for(request, 'answers')}?{urlencode({'ref': typed})}", 303)
    form, status = opening.form, opening.status
    if opening.keys:
        form, status = replace(form, errors={"code": Sentence("receipt.unknown_code")}), 404
    headers = NO_STORE | ({"Retry-After": "5"} if status == 429 else {})
    return render(request, "feedback/receipt.html", ReceiptPage(form), status=status, headers=headers)


def _refused(opening: Opening, refusal: Refusal) -> Opening:
    if isinstance(refusal, InvalidInput):
        return replace(opening, form=opening.form.refused(refusal))
    form = replace(opening.form, errors={"form": Sentence(refusal.key, refusal.facts)})
    return replace(opening, form=form, status=409)
