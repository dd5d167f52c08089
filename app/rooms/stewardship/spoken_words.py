"""A word that a person may say once to one member of staff, so that something of theirs gets done.

The steward knows what was said, the member of staff sees a face and a task; the program joins neither to the
other. What is stored of the word finds it again when it is said, and is erased then.
"""

import secrets
from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.errors import IllegalMove, InvalidInput, NotAllowed
from app.domain.lifecycles import SPOKEN, SpokenState
from app.domain.permissions import Permission
from app.domain.weeks import Week
from app.models.feedback import Thread
from app.models.intake import SpokenWord
from app.models.people import Account
from app.rooms.accounts.circles import CircleName, get_circle
from app.rooms.feedback.messages import check_text, seal_for_participant
from app.rooms.ledger.unnamed import note_unnamed
from app.rooms.stewardship.reading import may_act_on
from app.vault.boxes import open_text, seal_text
from app.vault.derivation import keyed_hash
from app.vault.passphrases import normalise_passphrase, word_list
from app.web.actors import Actor
from app.web.limits import count_one, require_room

WORDS = 2
MOST_TRIES = 20
"""Wrong words of one account in ten minutes: two of 7,776 are too few to be guessed so."""


@dataclass(frozen=True)
class Here:
    """The installation's pepper, and when it is."""

    pepper: bytes = field(repr=False)
    now: datetime
    week: Week


@dataclass(frozen=True)
class Offer:
    """Who hears the word (a sign-in name), and what is to be done."""

    hears: str
    note: str = field(repr=False)


@dataclass(frozen=True)
class Task:
    """What a heard word asks for."""

    week: str
    note: str = field(repr=False)


def offer_word(session: Session, actor: Actor, *, thread: Thread, offer: Offer, here: Here) -> str:
    """Make a word for this person to say to one account; their code shows it. Returns it."""
    role = may_act_on(session, thread, actor=actor, permission=Permission.FEEDBACK_SCREEN)
    account = session.scalars(
        select(Account).where(Account.name == offer.hears, Account.is_active)
    ).one_or_none()
    if account is None:
        raise InvalidInput("word.nobody", field="hears")
    desk = get_circle(session, CircleName.DESK)
    word = " ".join(secrets.choice(word_list()) for _ in range(WORDS))
    session.add(
        SpokenWord(
            thread_id=thread.id,
            account_id=account.id,
            word_hash=_hash(account.id, word, here.pepper),
            sealed_word=seal_for_participant(thread, word),
            desk_circle_id=desk.id,
            sealed_note=seal_text(desk.public_key, check_text(offer.note, field="note")),
            state=SPOKEN.first.value,
            week=str(here.week),
        )
    )
    session.flush()
    # A leaf that names the voice, or stands next to its opening, would tell who hears the word whose it is.
    note_unnamed(session, "spoken_word.offer", by=role.value, week=here.week)
    return word


def take_back_words(session: Session, actor: Actor, *, thread: Thread, week: Week) -> int:
    """What was offered and not said yet opens nothing any more; returns how many."""
    role = may_act_on(session, thread, actor=actor, permission=Permission.FEEDBACK_SCREEN)
    rows = select(SpokenWord).where(
        SpokenWord.thread_id == thread.id, SpokenWord.state == SpokenState.OFFERED.value
    )
    offered = list(session.scalars(rows.with_for_update()))
    for word in offered:
        _end(word, SpokenState.TAKEN_BACK)
        word.sealed_note = None
    if not offered:
        raise IllegalMove("illegal_move")
    session.flush()
    note_unnamed(session, "spoken_word.take_back", by=role.value, week=week)
    return len(offered)


def hear_word(session: Session, actor: Actor, *, word: str, here: Here) -> bool:
    """The word is said to this account: its task is theirs from now on. False when nobody has given it."""
    actor.require(Permission.WORD_HEAR)
    bucket = f"spoken-word:{actor.account_id}"
    require_room(session, bucket, most=MOST_TRIES, now=here.now)
    rows = select(SpokenWord).where(SpokenWord.word_hash == _hash(actor.account_id, word, here.pepper))
    found = session.scalars(rows.with_for_update()).one_or_none()
    if found is None or found.state != SpokenState.OFFERED.value:
        count_one(session, bucket, now=here.now)
        return False
    _end(found, SpokenState.SAID)
    session.flush()
    note_unnamed(session, "spoken_word.say", by=min(actor.roles).value, week=here.week)
    return True


def list_tasks(session: Session, actor: Actor) -> list[Task]:
    """What was asked of this account by a word, the newest first."""
    actor.require(Permission.WORD_HEAR)
    rows = select(SpokenWord).where(
        SpokenWord.account_id == actor.account_id, SpokenWord.state == SpokenState.SAID.value
    )
    said = session.scalars(rows.order_by(SpokenWord.week.desc(), SpokenWord.id))
    return [Task(one.week, _note(one, actor)) for one in said if one.sealed_note]


def _note(word: SpokenWord, actor: Actor) -> str:
    if word.desk_circle_id not in actor.circle_keys:
        raise NotAllowed("feedback.key_not_granted")
    return open_text(actor.key_of_circle(word.desk_circle_id), word.sealed_note or b"")


def _end(word: SpokenWord, to: SpokenState) -> None:
    word.state = SPOKEN.move(SpokenState(word.state), to).value
    word.sealed_word = None
    # Two words are few: by this hash and the machine's key somebody could find them out.
    word.word_hash = secrets.token_bytes(32)


def _hash(account_id: int, word: str, pepper: bytes) -> bytes:
    return keyed_hash(pepper, "spoken word", str(account_id).encode(), normalise_passphrase(word).encode())
