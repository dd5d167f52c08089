"""A real mail server for tests, on loopback: it answers as it is told and keeps what it took."""

import socket
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email import message_from_bytes
from email.message import Message

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session


@dataclass
class Mailbox:
    """``answers`` are given to DATA one after another, then "250 OK"; ``rejects`` to every recipient."""

    answers: list[str] = field(default_factory=list)
    rejects: str = ""
    taken: list[Message] = field(default_factory=list)
    raw: list[bytes] = field(default_factory=list)
    asked: int = 0
    port: int = 0

    async def handle_RCPT(
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        """Take the recipient, or not."""
        if self.rejects:
            self.asked += 1
            return self.rejects
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:
        """Take the letter, or say what was scripted."""
        self.asked += 1
        answer = self.answers.pop(0) if self.answers else "250 OK"
        if answer.startswith("250"):
            content = envelope.content
            assert isinstance(content, bytes)
            self.raw.append(content)
            self.taken.append(message_from_bytes(content))
        return answer


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


@contextmanager
def mail_server(mailbox: Mailbox) -> Iterator[Mailbox]:
    """Listen on a free port of loopback until the end."""
    mailbox.port = _free_port()
    controller = Controller(mailbox, hostname="127.0.0.1", port=mailbox.port)
    controller.start()
    try:
        yield mailbox
    finally:
        controller.stop()
