"""Adding a passkey: the one page of the workspace whose work needs a script. An app does the same without."""

from dataclasses import dataclass, field
from typing import Annotated

from fastapi import APIRouter, Depends, Request
from sqlalchemy.orm import Session
from starlette.responses import Response

from app.domain.errors import InvalidInput, NotFound
from app.rooms.accounts.factor_pages import PasskeyAsk
from app.rooms.accounts.factors import add_passkey, list_factors
from app.rooms.accounts.forms import PasskeyForm
from app.rooms.accounts.proving import REGISTER
from app.rooms.accounts.second_factor_routes import added
from app.vault.derivation import plain_hash
from app.vault.passkeys import PasskeyRefused, Question, registration_options, verify_registration
from app.web.actors import Actor
from app.web.forms import Submitted, form_of
from app.web.languages import current
from app.web.passkey_place import passkey_place
from app.web.render import NO_STORE, render
from app.web.requests import Now, ReadSession, Today, WriteSession
from app.web.sessions import RecentlyProved, SessionToken

router = APIRouter()


def question(request: Request, token: SessionToken, now: Now) -> Question:
    """What this session asks for a new passkey, else ``NotFound`` where the address can have none."""
    place = passkey_place(request.app.state.settings)
    if place is None:
        raise NotFound("not_found")
    return Question(place, token, REGISTER, now)


Asked = Annotated[Question, Depends(question)]


@dataclass(frozen=True)
class PasskeyPage:
    """``label`` is what was typed; ``passkey`` what the script asks the browser."""

    passkey: PasskeyAsk
    label: str = ""
    errors: list[tuple[str, str]] = field(default_factory=list)

    def error(self, name: str) -> str:
        """What is wrong with a field, or nothing."""
        return dict(self.errors).get(name, "")


@router.get("/desk/account/second-factor/passkey", name="new_passkey")
def new_passkey(request: Request, session: ReadSession, actor: RecentlyProved, asked: Asked) -> Response:
    """The form, and the question for the browser."""
    page = PasskeyPage(_ask(session, actor, asked))
    return render(request, "accounts/desk/new_passkey.html", page, headers=NO_STORE)


@router.post("/desk/account/second-factor/passkey", name="add_passkey")
def add(
    request: Request,
    session: WriteSession,
    actor: RecentlyProved,
    asked: Asked,
    form: Annotated[Submitted[PasskeyForm], Depends(form_of(PasskeyForm))],
    today: Today,
) -> Response:
    """Keep it: all my other sessions end, and this browser gets a new token."""
    try:
        if form.data is not None:
            codes = _add(session, actor, asked, form.data, today)
            return added(request, session, asked.token, codes, now=asked.now)
    except InvalidInput as refusal:
        form = form.refused(refusal)
    errors = [(name, sentence.words(current())) for name, sentence in form.errors.items()]
    page = PasskeyPage(_ask(session, actor, asked), form.value("label"), errors)
    return render(request, "accounts/desk/new_passkey.html", page, status=422, headers=NO_STORE)


def _add(session: Session, actor: Actor, asked: Question, typed: PasskeyForm, today: Today) -> list[str]:
    try:
        passkey = verify_registration(asked, typed.passkey)
    except PasskeyRefused:
        raise InvalidInput("second_factor.passkey_refused", field="label") from None
    return add_passkey(session, actor, passkey, label=typed.label.strip(), today=today)


def _ask(session: Session, actor: Actor, asked: Question) -> PasskeyAsk:
    known = [one.id for one in list_factors(session, actor.account_id).passkeys]
    # No name and no number of the account: only that it is the same one again.
    user = plain_hash(b"passkey user", str(actor.account_id).encode())
    return PasskeyAsk.of(registration_options(asked, name=actor.name, user=user, known=known))
