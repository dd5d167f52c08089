"""A colleague at a browser against a real server: signs in with a name and a passphrase, presses buttons."""

from dataclasses import dataclass

import httpx

from tests.support.factors import next_paper_code
from tests.support.screening import hidden_fields


@dataclass
class DeskBrowser:
    """``client`` keeps the cookie; it speaks to one real server and follows no redirect."""

    client: httpx.Client

    def sign_in(self, name: str, passphrase: str) -> httpx.Response:
        """Send the sign-in form and, where the second step is asked, a code from this person's paper."""
        answer = self.client.post("/desk/sign-in", data={"name": name, "passphrase": passphrase})
        step = answer.headers.get("location", "")
        if not step.startswith("/desk/sign-in/factor"):
            return answer
        code = next_paper_code(str(self.client.base_url), name)
        fields = {**hidden_fields(self.page(step), "/desk/sign-in/factor"), "code": code}
        return self.client.post("/desk/sign-in/factor", data=fields)

    @property
    def token(self) -> str:
        """The token of the session's cookie."""
        return next(value for name, value in self.client.cookies.items() if name.endswith("session"))

    def page(self, path: str) -> str:
        """A page of the workspace."""
        answer = self.client.get(path)
        assert answer.status_code == 200, (path, answer.status_code)
        return answer.text

    def press(self, action: str, *, on: str, **typed: str | list[str]) -> httpx.Response:
        """Fill the form that leads to ``action`` on the page ``on`` and send it."""
        fields = {**hidden_fields(self.page(on), action), **typed}
        return self.client.post(action, data=fields)
