"""A week at a real server in which everything that is typed bears a mark that can be searched for."""

import re
import socket
import time
from base64 import urlsafe_b64decode
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from html import unescape
from pathlib import Path
from urllib.parse import urlsplit

import httpx
from sqlalchemy import create_engine, text

from app.rooms.feedback.photos import make_anew_now
from app.settings import Settings
from app.vault import crockford
from app.vault.session_keys import csrf_token
from tests.support.desk_browser import DeskBrowser
from tests.support.organisation import PASSPHRASE
from tests.support.participant import Participant, code_on, text_of, token_on
from tests.support.photos import noise, pieces
from tests.support.server import Server

STEM = "zqkestrel"
PUBLIC = "Zqheron opening hours"
ADDRESS = "127.0.0.77"
AGENT = "NosyPhone/77.7"
FORWARDED = "203.0.113.77"
TELLING = {
    "User-Agent": AGENT,
    "X-Forwarded-For": FORWARDED,
    "Forwarded": f"for={FORWARDED}",
    "X-Real-IP": FORWARDED,
    "Referer": f"https://example.org/{STEM}referer",
}
MADE = re.compile(r'id="passphrase">([^<]+)<')
REF = re.compile(r"/desk/feedback/(F-[0-9A-Z]+)")


def marked(label: str) -> str:
    """A sentence with a word in it that stands nowhere else."""
    return f"The night van {STEM}{label} came late on Tuesday."


@dataclass
class Visit:
    """Everything that people type and are shown while a server runs; ``secrets`` is what nobody may find."""

    server: Server
    settings: Settings
    secrets: list[str | bytes] = field(default_factory=lambda: [STEM, ADDRESS, AGENT, FORWARDED])

    @contextmanager
    def browser(self) -> Iterator[httpx.Client]:
        """A browser that tells much of itself."""
        transport = httpx.HTTPTransport(local_address=ADDRESS)
        address = self.server.address
        with httpx.Client(base_url=address, transport=transport, headers=TELLING, timeout=60) as client:
            client.cookies.set("old", f"{STEM}cookie")
            yield client

    def participants_speak(self) -> None:
        """Voices of each kind, words that are refused, replies, wrong codes, codes in wrong places."""
        with self.browser() as client:
            person = Participant(client)
            codes = [
                self.keep_code(code_on(person.say(marked(f"voice{number}"), **chosen)))
                for number, chosen in enumerate(
                    ({"keep_words": "yes"}, {}, {"about_staff": "yes"}, {"ask": "board", "word_use": "quote"})
                )
            ]
            for refused in ("place", "kind", "word_use"):
                assert person.say(marked("refused"), **{refused: f"{STEM}{refused}"}).status_code == 422
            for code in codes:
                assert person.open(code, reply=marked("reply")).status_code == 200
            assert person.open(f"{STEM}-typed-into-the-code").status_code == 422
            wrong = self.keep_code("7K2M9QX4TB8R5W3C")
            assert person.open(wrong, reply=marked("lost")).status_code == 404
            assert person.open(codes[1], action="word_use", word_use=f"{STEM}choice").status_code == 422
            for place in (
                f"/receipt?code={codes[0]}",
                f"/{codes[0]}",
                f"/{STEM}path",
                f"/say?message={STEM}",
            ):
                client.get(place)

    def bodies_are_large_or_broken(self) -> None:
        """Two megabytes in each form of body, a body without an end, and one that is cut off on the way."""
        with self.browser() as client:
            large = marked("large") * 45_000
            token = token_on(client.get("/say"))
            sent = {"message": large, "token": token}
            photo = {"photo": (f"{STEM}.jpg", large.encode(), "image/jpeg")}
            for how in (
                {"data": sent},
                {"data": {"token": token}, "files": {"message": (None, large)}},
                {"data": sent, "files": photo},
            ):
                assert STEM in client.post("/say", **how).text
            head = {"Content-Type": "multipart/form-data; boundary=edge"}
            broken = f'--edge\r\nContent-Disposition: form-data; name="message"\r\n\r\n{marked("broken")}'
            assert client.post("/say", content=broken.encode(), headers=head).status_code == 422
        self.is_cut_off()

    def is_cut_off(self) -> None:
        """While a photo is half there no file of it is open; then the line breaks."""
        there = urlsplit(self.server.address)
        head = (
            f"POST /say HTTP/1.1\r\nHost: {there.netloc}\r\nUser-Agent: {AGENT}\r\n"
            "Content-Length: 6000000\r\nContent-Type: multipart/form-data; boundary=edge\r\n\r\n"
            '--edge\r\nContent-Disposition: form-data; name="photo"; filename="a.jpg"\r\n\r\n'
        )
        with socket.create_connection((there.hostname, there.port), source_address=(ADDRESS, 0)) as line:
            line.sendall(head.encode() + marked("photo").encode() * 60_000)
            # The server has read it all once it answers somebody else whom it heard later.
            for _ in range(3):
                time.sleep(0.1)
                assert httpx.get(f"{self.server.address}/healthz").status_code == 200
            assert open_uploads(self.server) == []

    def a_request_fails_in_the_middle(self) -> None:
        """The table of messages is away while a voice is stored: the transaction has begun and cannot end."""
        with self.browser() as client:
            token = token_on(client.get("/say"))
            self._sql("ALTER TABLE message RENAME TO message_away")
            failed = client.post("/say", data={"message": marked("failed"), "token": token})
            self._sql("ALTER TABLE message_away RENAME TO message")
            assert failed.status_code in (500, 503)
            stored = client.post("/say", data={"message": marked("again"), "token": token})
            assert stored.status_code == 201
            self.keep_code(code_on(stored))

    def staff_work(self, *, signs_out: bool) -> None:
        """Wrong and right passphrases, a new one, sealed words opened, copies, replies, a hold, a draft."""
        with self.browser() as client:
            steward = DeskBrowser(client)
            assert steward.sign_in("steward", marked("passphrase")).status_code == 422
            assert steward.sign_in(f"{STEM} typed as a name", "wrong").status_code == 422
            passphrase = self._with_a_new_passphrase(steward)
            self._steward_screens(steward)
            if signs_out:
                assert (
                    client.post("/desk/sign-out", data={"csrf": csrf_token(steward.token)}).status_code == 303
                )
                assert steward.sign_in("steward", passphrase).status_code == 303
                self.keep_session(steward)
                assert (
                    client.post("/desk/sign-out", data={"csrf": csrf_token(steward.token)}).status_code == 303
                )
        with self.browser() as client:
            responder = DeskBrowser(client)
            assert responder.sign_in("responder", PASSPHRASE).status_code == 303
            self.keep_session(responder)
            self._responder_drafts(responder)

    def photos_arrive(self) -> None:
        """One with the words and one with a reply: neither the upload nor the new picture may be found."""
        shot = noise(1600, 1200)
        self.secrets += [*pieces(shot), *pieces(make_anew_now(shot))]
        with self.browser() as client:
            sent = {
                "message": marked("withphoto"),
                "token": token_on(client.get("/say")),
                "keep_words": "yes",
            }
            photo = {"photo": (f"{STEM}.jpg", shot, f"image/{STEM}")}
            code = self.keep_code(code_on(client.post("/say", data=sent, files=photo)))
            more = {"code": code, "reply": marked("photoreply")}
            assert client.post("/receipt", data=more, files=photo).status_code == 200
            shown = client.post("/receipt/photo", data={"code": code, "number": "2"})
            assert shown.content == make_anew_now(shot)
            broken = {"photo": ("x.jpg", shot[:200_000], "image/jpeg")}
            assert client.post("/receipt", data=more, files=broken).status_code == 422

    def keep_code(self, code: str) -> str:
        """Remember a code in each form that it could be written in."""
        groups = crockford.groups(code)
        written = (code.lower(), " ".join(groups), "-".join(groups))
        self.secrets += [code, *(form.encode() for form in written), crockford.decode(code)]
        return code

    def keep_session(self, browser: DeskBrowser) -> None:
        """Remember what a cookie holds, and the token of its forms."""
        token = browser.token
        self.secrets += [token, urlsafe_b64decode(token + "=="), csrf_token(token).encode()]

    def keep_passphrase(self, passphrase: str) -> str:
        """Remember a passphrase as typed, as joined and as a form sends it."""
        words = passphrase.split()
        self.secrets += [passphrase, *(glue.join(words).encode() for glue in ("-", "+", ""))]
        return passphrase

    def _with_a_new_passphrase(self, steward: DeskBrowser) -> str:
        assert steward.sign_in("steward", self.keep_passphrase(PASSPHRASE)).status_code == 303
        self.keep_session(steward)
        here = "/desk/account/passphrase"
        page = steward.page(here)
        made = MADE.search(page)
        assert made
        new = self.keep_passphrase(unescape(made[1]))
        hidden = dict(re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)">', page))
        changed = steward.client.post(here, data={**hidden, "current": PASSPHRASE, "again": new})
        assert changed.status_code == 303
        self.keep_session(steward)
        return new

    def _steward_screens(self, steward: DeskBrowser) -> None:
        first, second, *_ = dict.fromkeys(REF.findall(steward.page("/desk/inbox")))
        for ref in (first, second):
            here = f"/desk/feedback/{ref}"
            assert steward.press(f"{here}/open", on=here).status_code == 303
            assert STEM in steward.page(here)
            assert steward.press(f"{here}/look", on=here).status_code == 303
        here = f"/desk/feedback/{first}"
        for act, label in (("keep", "draftcopy"), ("show", "safecopy")):
            done = steward.press(
                f"{here}/screen",
                on=here,
                act=act,
                copy=marked(label),
                new_theme=PUBLIC if act == "show" else "",
            )
            assert done.status_code == 303
        assert steward.press(f"{here}/reply", on=here, reply=marked("staffreply")).status_code == 303
        assert steward.press(f"{here}/reply", on=here, reply=f"{STEM}addict " * 20_000).status_code == 422
        here = f"/desk/feedback/{second}"
        held = steward.press(
            f"{here}/hold", on=f"{here}/hold", ground="names_someone", reason=marked("holdreason")
        )
        assert held.status_code == 303, text_of(held)

    def _responder_drafts(self, responder: DeskBrowser) -> None:
        slug = PUBLIC.lower().replace(" ", "-")
        begun = responder.press("/desk/answers/new", on="/desk/answers/new", themes=slug)
        assert begun.status_code == 303
        here = begun.headers["location"]
        fields = {name: marked(name) for name in ("title", "you_said", "body", "reason")} | {"themes": slug}
        kept = responder.press(here, on=here, then="keep", language="en", outcome="explained", **fields)
        assert kept.status_code == 303, text_of(kept)
        assert STEM in responder.page(f"{here}/preview")
        assert responder.press(here, on=here, then="keep", by_on=f"{STEM}day", **fields).status_code == 422

    def _sql(self, statement: str) -> None:
        engine = create_engine(self.settings.effective_database_url)
        with engine.begin() as connection:
            connection.execute(text(statement))
        engine.dispose()


def open_uploads(server: Server) -> list[str]:
    """Files that the server holds open and nobody could find by name, or in its temporary folder."""
    held = []
    for handle in Path(f"/proc/{server.process.pid}/fd").iterdir():
        try:
            held.append(str(handle.readlink()))
        except FileNotFoundError:
            continue
    return [name for name in held if name.startswith("/") and ("(deleted)" in name or "/temporary/" in name)]
