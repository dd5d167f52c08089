"""What the pages around second factors show."""

from base64 import b64encode
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from functools import cache
from hashlib import sha384
from typing import TypeVar

from fastapi import Request
from sqlalchemy.orm import Session

from app.rooms.accounts.factors import list_factors
from app.rooms.accounts.forms import LONGEST_CODE
from app.rooms.accounts.proving import Shown
from app.vault.passkeys import Question, authentication_options
from app.vault.session_keys import csrf_token
from app.web.addresses import STATIC, static_path
from app.web.forms import FormModel, Submitted
from app.web.languages import current
from app.web.passkey_place import SCRIPT, passkey_place
from app.web.words import Sentence

Form = TypeVar("Form", bound=FormModel)


@dataclass(frozen=True)
class PasskeyAsk:
    """What the one script of ours asks the browser: JSON options, and where the script lies."""

    options: str
    src: str
    integrity: str

    @classmethod
    def of(cls, options: str) -> "PasskeyAsk":
        """These options with our script."""
        return cls(options, static_path(SCRIPT), _integrity())


@dataclass(frozen=True)
class FactorPage:
    """``asks_factor``: the account has one; ``has_app``: its app's code is asked, else a paper code alone.

    ``passkey``: set where the account has passkeys that this address can use.
    """

    next: str
    csrf: str = field(repr=False)
    asks_factor: bool
    has_app: bool
    passkey: PasskeyAsk | None = None
    errors: Mapping[str, Sentence] = field(default_factory=dict)

    @property
    def error_list(self) -> list[tuple[str, str]]:
        """Field and sentence, for the summary."""
        return [(name, sentence.words(current())) for name, sentence in self.errors.items()]

    def error(self, name: str) -> str:
        """What is wrong with a field, or nothing."""
        return dict(self.error_list).get(name, "")


@dataclass(frozen=True)
class Asking:
    """Who is asked for what, and where they go afterwards."""

    account_id: int
    token: str = field(repr=False)
    purpose: str
    next: str
    now: datetime


def factor_page(request: Request, session: Session, asking: Asking) -> FactorPage:
    """The form for one account: code, passkey, or neither where it has no factor."""
    factors = list_factors(session, asking.account_id)
    place = passkey_place(request.app.state.settings)
    passkey = None
    if place and factors.passkeys:
        question = Question(place, asking.token, asking.purpose, asking.now)
        known = [one.id for one in factors.passkeys]
        passkey = PasskeyAsk.of(authentication_options(question, known=known))
    has_app = factors.app_since is not None
    return FactorPage(asking.next, csrf_token(asking.token), factors.is_any, has_app, passkey)


def shown_in(request: Request, form: Submitted[Form]) -> Shown:
    """What the form of such a page gives."""
    place = passkey_place(request.app.state.settings)
    return Shown(form.value("code")[:LONGEST_CODE], form.value("passkey"), place)


@cache
def _integrity() -> str:
    return "sha384-" + b64encode(sha384((STATIC / SCRIPT).read_bytes()).digest()).decode()
