"""Everything that is sealed to a circle, for tests: one of each kind, and what its boxes hold."""

from collections.abc import Mapping
from datetime import time

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.models.board import Meeting
from app.models.intake import SpokenWord
from app.models.nominations import Nomination, SeatCall
from app.models.people import Circle, CircleGrant
from app.models.proposals import Proposal, ProposalVersion
from app.models.schema import random_reference
from app.models.stewardship import Hold
from app.rooms.accounts.circles import CircleName, get_circle
from app.rooms.accounts.queries import find_account_by_name, wrapped_of
from app.rooms.feedback.threads import get_thread_by_ref
from app.rooms.safekeeping.sealed_things import SEALED_THINGS
from app.vault.accounts import unwrap
from app.vault.boxes import CannotOpen, open_sealed, seal_text
from app.vault.circles import open_grant
from tests.support.answers import draft_answer, heard
from tests.support.organisation import CHEAP, PASSPHRASE, World
from tests.support.voices import Voice

Boxes = dict[tuple[str, int, str], bytes]


def seal_one_of_each(world: World) -> Voice:
    """A voice with a safe copy, a hold, a draft of an answer, a proposal, minutes and a note."""
    voice = heard(world, copy="The van is late.", message="The van came late. My name is Rosa.")
    draft_answer(world, to=[voice])
    with world.database.write() as session:
        thread = get_thread_by_ref(session, voice.ref)
        desk = get_circle(session, CircleName.DESK)
        outside = get_circle(session, CircleName.OUTSIDE)
        ref = random_reference("P")
        proposal = Proposal(
            ref=ref,
            state="draft",
            proposed_by="staff",
            matter="hours",
            power="recommend",
            started_on=world.now.date(),
        )
        call = SeatCall(ref=random_reference("N"), state="open", seats=1, until_on=world.now.date())
        session.add_all([proposal, call])
        session.flush()
        session.add_all(
            [
                Hold(
                    ref=random_reference("H"),
                    thread_id=thread.id,
                    state="asked",
                    ground="names_someone",
                    circle_id=outside.id,
                    sealed_reason=seal_text(outside.public_key, "A name."),
                    asked_by_id=1,
                    asked_week=thread.week,
                    words_for_outside=seal_text(outside.public_key, "stands for a key"),
                    reply_for_outside=seal_text(outside.public_key, "stands for another"),
                ),
                ProposalVersion(
                    proposal_id=proposal.id,
                    number=1,
                    desk_circle_id=desk.id,
                    sealed_draft=seal_text(desk.public_key, '{"title": "Later hours"}'),
                    by_role="steward",
                    made_on=world.now.date(),
                ),
                Meeting(
                    ref=random_reference("M"),
                    state="closed",
                    place="Drop-in",
                    held_on=world.now.date(),
                    starts=time(18),
                    ends=time(20),
                    desk_circle_id=desk.id,
                    sealed_minutes=seal_text(desk.public_key, "We spoke of the van."),
                ),
                Nomination(
                    call_id=call.id,
                    thread_id=thread.id,
                    state="waiting",
                    desk_circle_id=desk.id,
                    sealed_words=seal_text(desk.public_key, '["Rosa", "I know the van."]'),
                ),
                SpokenWord(
                    thread_id=thread.id,
                    account_id=1,
                    word_hash=ref.encode(),
                    sealed_word=None,
                    desk_circle_id=desk.id,
                    sealed_note=seal_text(desk.public_key, "Keeps a key for her."),
                    state="open",
                    week=thread.week,
                ),
            ]
        )
    return voice


def keys_held_by(world: World, *names: str) -> dict[int, bytes]:
    """The private keys of every circle that these people are granted now, by the circle's id."""
    found = {}
    with world.database.read() as session:
        for name in names:
            account = find_account_by_name(session, name)
            assert account is not None
            private = unwrap(wrapped_of(account), PASSPHRASE, cost=CHEAP)
            held = select(CircleGrant).where(CircleGrant.account_id == account.id)
            for grant in session.scalars(held):
                found[grant.circle_id] = open_grant(private, grant.sealed_private_key)
    return found


def open_everything(session: Session, keys: Mapping[int, bytes]) -> Boxes:
    """What each box holds, by (table, id, column); ``CannotOpen`` where one of the keys does not open one."""
    found = {}
    for thing in SEALED_THINGS:
        for row in session.scalars(select(thing.model)):
            for column in thing.boxes:
                box = getattr(row, column)
                if box:
                    private = keys[getattr(row, thing.circle)]
                    found[(thing.model.__tablename__, row.id, column)] = open_sealed(private, box)
    return found


def count_opened_by(session: Session, keys: Mapping[int, bytes]) -> int:
    """How many boxes of any table one of these keys opens, whatever circle the row names."""
    opened = 0
    for thing in SEALED_THINGS:
        for row in session.scalars(select(thing.model)):
            boxes = [box for column in thing.boxes if (box := getattr(row, column))]
            opened += sum(_opens(private, box) for box in boxes for private in keys.values())
    return opened


def epochs(world: World, name: CircleName) -> list[Circle]:
    """Every epoch of a circle, the oldest first."""
    with world.database.read() as session:
        every = select(Circle).where(Circle.name == name.value).order_by(Circle.epoch)
        return list(session.scalars(every))


def _opens(private: bytes, box: bytes) -> bool:
    try:
        open_sealed(private, box)
    except CannotOpen:
        return False
    return True
