"""Many voices at once, as rows: what numbers are counted from, without words and without keys."""

import secrets
from typing import Any

from sqlalchemy import delete, select

from app.domain.feedback_kinds import SafetyLevel
from app.domain.handing_over import HandoverState
from app.domain.safety import FirstLook, SafetyState
from app.domain.weeks import Week
from app.models.care import SafetyItem, StaffHandover
from app.models.feedback import Thread
from app.models.people import Account, Circle
from app.models.schema import random_key, random_reference
from app.models.stewardship import Hold, Theme, ThreadTheme
from app.rooms.accounts.circles import CircleName, get_circle
from app.web.public_version import raise_public_version
from tests.support.organisation import World

LONG_AGO = Week(2026, 30)


def row(circle: Circle, **chosen: Any) -> Thread:
    """One voice of a week long ago that waits, unless ``chosen`` says otherwise."""
    week = str(chosen.pop("week", LONG_AGO))
    filled: dict[str, Any] = {
        "last_week": week,
        "channel": "phone_web",
        "language": "en",
        "kind": "concern",
        "word_use": "paraphrase",
        "is_about_staff": False,
        "asks_board": False,
        "state": "being_looked_at",
        **chosen,
    }
    key = secrets.token_bytes(32)
    return Thread(
        id=random_key(),
        ref=random_reference("F"),
        week=week,
        circle_id=circle.id,
        words_public_key=key,
        reply_public_key=key,
        **filled,
    )


def add_voices(world: World, number: int, *, theme: str = "", **chosen: Any) -> None:
    """So many voices that are alike; with a theme they are all given to it."""
    replace_voices(world, [chosen] * number, theme=theme, keep=True)


def replace_voices(
    world: World, voices: list[dict[str, Any]], *, theme: str = "", keep: bool = False
) -> None:
    """These voices, one row each, instead of (or beside) those that are there.

    ``hold``: columns of a hold; ``told``: leadership was told, with this word use of what it got.
    """
    with world.database.write() as session:
        if not keep:
            session.execute(delete(SafetyItem))
            session.execute(delete(StaffHandover))
            session.execute(delete(ThreadTheme))
            session.execute(delete(Hold))
            session.execute(delete(Thread))
        circle = get_circle(session, CircleName.STEWARDS)
        columns = [{**chosen} for chosen in voices]
        holds = [chosen.pop("hold", None) for chosen in columns]
        told = [chosen.pop("told", None) for chosen in columns]
        rows = [row(circle, **chosen) for chosen in columns]
        session.add_all(rows)
        session.flush()
        reader = session.scalars(select(Account.id).limit(1)).one()
        both = zip(rows, holds, strict=True)
        session.add_all(_hold(circle, one, reader, **held) for one, held in both if held)
        session.add_all(_handover(one, use, reader) for one, use in zip(rows, told, strict=True) if use)
        session.add_all(_entry(one) for one in rows if one.safety_level != SafetyLevel.NONE.value)
        if theme:
            found = session.scalars(select(Theme).where(Theme.slug == theme)).one()
            session.add_all(ThreadTheme(thread_id=one.id, theme_id=found.id) for one in rows)
        raise_public_version(session)


def _hold(circle: Circle, thread: Thread, reader: int, **chosen: Any) -> Hold:
    """Held back in the week of arrival, on whatever ground and with whatever came of it."""
    return Hold(
        ref=random_reference("H"),
        thread_id=thread.id,
        circle_id=circle.id,
        sealed_reason=b"",
        asked_by_id=reader,
        asked_week=thread.week,
        decided_week=thread.week,
        **chosen,
    )


def _handover(thread: Thread, word_use: str, by: int) -> StaffHandover:
    """Handed to leadership in the week of arrival."""
    handed = HandoverState.HANDED.value
    ref = random_reference("L")
    return StaffHandover(
        ref=ref, thread_id=thread.id, state=handed, word_use=word_use, week=thread.week, by_id=by
    )


def _entry(thread: Thread) -> SafetyItem:
    """Its entry of the safety queue: in time when somebody looked in the week of arrival."""
    looked = thread.acknowledged_week
    first = None if looked is None else FirstLook.IN_TIME if looked == thread.week else FirstLook.LATE
    state = SafetyState.WAITING if first is None else SafetyState.DECIDED
    looked = first.value if first else None
    return SafetyItem(thread_id=thread.id, week=thread.week, state=state.value, first_look=looked)
