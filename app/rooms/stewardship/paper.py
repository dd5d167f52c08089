"""Paper: blank forms with a stub that carries a code, and typing them in as any other voice."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from sqlalchemy import delete, insert
from sqlalchemy.orm import Session

from app.domain.errors import InvalidInput
from app.domain.ledger.leaves import Leaf
from app.domain.permissions import Permission, Role
from app.domain.weeks import Week
from app.models.feedback import Thread
from app.models.intake import PaperStub
from app.rooms.feedback.arrival import NewVoice, SentForm, take_in
from app.rooms.ledger.actions import append
from app.rooms.ledger.unnamed import note_unnamed
from app.vault.derivation import keyed_hash
from app.vault.receipts import ReceiptKeys, new_code
from app.web.actors import Actor

MOST_FORMS = 100


@dataclass(frozen=True)
class PaperVoice:
    """A typed-in form. ``code`` is the stub's, or empty where the paper had none: then nobody has a code."""

    voice: NewVoice
    form: SentForm
    code: str = field(repr=False)
    receipt: ReceiptKeys = field(repr=False)


def print_stubs(session: Session, actor: Actor, *, count: int, pepper: bytes, week: Week) -> Sequence[str]:
    """New codes for so many forms; only a keyed hash of each is kept until it is used."""
    actor.require(Permission.PAPER_ENTER)
    if not 1 <= count <= MOST_FORMS:
        raise InvalidInput("paper.count", field="count", most=MOST_FORMS)
    codes = [new_code() for _ in range(count)]
    rows = [{"code_hash": hash_of_stub(code, pepper), "week": str(week)} for code in codes]
    session.execute(insert(PaperStub), rows)
    append(
        session, Leaf("paper.print", f"week:{week}", None, Role.STEWARD.value, str(week), {"forms": count})
    )
    return codes


def enter_paper(
    session: Session, actor: Actor, *, paper: PaperVoice, pepper: bytes, week: Week
) -> Thread | None:
    """Seal what the paper says; the stub's code opens it from now on. None: this very form came before.

    ``InvalidInput`` for a code that stands on no unused stub: a mistyped one would open nothing.
    """
    actor.require(Permission.PAPER_ENTER)
    if paper.code:
        stub = delete(PaperStub).where(PaperStub.code_hash == hash_of_stub(paper.code, pepper))
        if session.execute(stub.returning(PaperStub.week)).first() is None:
            raise InvalidInput("paper.unknown_code", field="code")
    thread = take_in(session, paper.voice, receipt=paper.receipt, form=paper.form, week=week)
    if thread is not None:
        role = Role.STEWARD.value
        # A week's number: who was seen with the paper must not be found beside the name of the voice.
        note_unnamed(session, "paper.enter", by=role, week=week)
    return thread


def hash_of_stub(code: str, pepper: bytes) -> bytes:
    """What is kept of an unused code; 80 random bits need no slow hash."""
    return keyed_hash(pepper, "paper stub", code.encode())
