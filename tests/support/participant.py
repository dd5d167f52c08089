"""A participant at a browser: says something, keeps the code, comes back with it."""

import re
from dataclasses import dataclass
from typing import Any

import httpx

from tests.pages.contract import parse

CODE = re.compile(r'id="receipt-code"[^>]*>(.*?)</p>', re.S)
TOKEN = re.compile(r'name="token" value="([^"]+)"')


def code_on(answer: httpx.Response) -> str:
    """The code that a page shows, as its sixteen symbols."""
    shown = CODE.search(answer.text)
    assert shown, f"no code on this page ({answer.status_code})"
    return re.sub(r"<[^>]+>|\s", "", shown[1])


def token_on(answer: httpx.Response) -> str:
    """The token of the first form on a page."""
    found = TOKEN.search(answer.text)
    assert found, f"no form on this page ({answer.status_code})"
    return found[1]


def text_of(answer: httpx.Response) -> str:
    """What a person reads in the page's main part, with single spaces."""
    main = parse(answer.text).find(".//main")
    assert main is not None
    return " ".join("".join(main.itertext()).split())


def typed_in(answer: httpx.Response, name: str) -> str:
    """What stands in a textarea or input of this name; the first one."""
    page = parse(answer.text)
    for field in page.iter():
        if field.tag in ("textarea", "input") and field.get("name") == name:
            return "".join(field.itertext()) if field.tag == "textarea" else field.get("value") or ""
    raise AssertionError(f"no field {name!r} on this page")


@dataclass
class Participant:
    """Fills our forms as a person does; ``client`` is any HTTP client on our origin."""

    client: Any  # Any: a TestClient, or an httpx client against a real server
    language: str = ""

    def form(self) -> httpx.Response:
        """The page with the form."""
        answer: httpx.Response = self.client.get(f"{self._prefix}/say")
        return answer

    def say(self, message: str, *, token: str | None = None, **chosen: str) -> httpx.Response:
        """Send the form with a token of its own, or with the one that is given."""
        token = token_on(self.form()) if token is None else token
        sent = {"message": message, "token": token, **chosen}
        answer: httpx.Response = self.client.post(f"{self._prefix}/say", data=sent)
        return answer

    def open(self, code: str, **more: str) -> httpx.Response:
        """Come back with a code, and perhaps do something."""
        answer: httpx.Response = self.client.post(f"{self._prefix}/receipt", data={"code": code, **more})
        return answer

    @property
    def _prefix(self) -> str:
        return f"/{self.language}" if self.language else ""
