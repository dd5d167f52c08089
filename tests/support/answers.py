"""Answers for tests, and what they need: themes, voices that were looked at, agreed safe copies."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from sqlalchemy import select

from app.domain.lifecycles import FeedbackState
from app.domain.word_use import WordUse
from app.models.answers import Answer
from app.models.feedback import Thread
from app.models.stewardship import SafeCopy, Theme, ThreadTheme
from app.rooms.accounts.circles import CircleName, get_circle
from app.rooms.answers.actions import Typed, get_answer, keep_draft, start_draft
from app.rooms.answers.drafts import Draft
from app.rooms.answers.publication import publish_answer
from app.rooms.answers.targets import Targets
from app.rooms.feedback.threads import get_thread_by_ref, move_thread
from app.vault.boxes import seal_text
from app.web.house import get_organisation_facts
from tests.support.organisation import World
from tests.support.sign_in import actor_of
from tests.support.voices import Voice, speak, week_now

REASON = "The grant pays for one late night, and two people said they can work it."


def add_theme(world: World, name: str) -> str:
    """A theme; returns its slug."""
    slug = name.lower().replace(" ", "-")
    with world.database.write() as session:
        session.add(Theme(slug=slug, name=name))
    return slug


def heard(
    world: World,
    *,
    copy: str = "",
    copy_state: str = "agreed",
    themes: Iterable[str] = (),
    state: str = "being_looked_at",
    word_use: str = "paraphrase",
    **chosen: Any,
) -> Voice:
    """A voice that a steward looked at, with these themes and, if given, a safe copy in this state."""
    voice = speak(world, word_use=WordUse(word_use), **chosen)
    week = week_now(world)
    with world.database.write() as session:
        thread = get_thread_by_ref(session, voice.ref)
        if state != "received":
            move_thread(session, thread, to=FeedbackState.BEING_LOOKED_AT, week=week)
        if state not in ("received", "being_looked_at"):
            move_thread(session, thread, to=FeedbackState(state), week=week)
        for theme in session.scalars(select(Theme).where(Theme.slug.in_(list(themes)))):
            session.add(ThreadTheme(thread_id=thread.id, theme_id=theme.id))
        if copy:
            desk = get_circle(session, CircleName.DESK)
            session.add(
                SafeCopy(
                    thread_id=thread.id,
                    number=1,
                    state=copy_state,
                    desk_circle_id=desk.id,
                    sealed_for_desk=seal_text(desk.public_key, copy),
                    sealed_for_receipt=None,
                    shown_week=str(week),
                    author_id=1,
                )
            )
    return voice


def draft_answer(
    world: World,
    *,
    to: Iterable[Voice] = (),
    themes: Iterable[str] = (),
    by: str = "responder",
    **fields: str,
) -> str:
    """A draft with everything that publishing asks for, unless ``fields`` says otherwise; returns its ref."""
    actor, today = actor_of(world, by), today_of(world)
    filled = {"outcome": "explained", "you_said": "People ask about it.", "reason": REASON, **fields}
    with world.database.write() as session:
        targets = Targets(tuple(voice.ref for voice in to), tuple(themes))
        answer = start_draft(session, actor, targets=targets, today=today)
        language = filled.pop("language", "en")
        typed = Typed(Draft(**filled), language)
        keep_draft(session, actor, answer, typed=typed, version=1, today=today)
        return answer.ref


def publish(world: World, ref: str, *, by: str = "responder") -> None:
    """Publish a draft as it stands."""
    actor = actor_of(world, by)
    with world.database.write() as session:
        answer = get_answer(session, ref)
        publish_answer(session, actor, answer, version=answer.version, today=today_of(world))


def published_answer(world: World, **how: Any) -> str:
    """A published answer to a new voice, or as ``draft_answer`` is told; returns its ref."""
    if "to" not in how and "themes" not in how:
        how["to"] = [heard(world)]
    ref = draft_answer(world, **how)
    publish(world, ref)
    return ref


def answer_row(world: World, ref: str) -> Answer:
    """The row as it stands."""
    with world.database.read() as session:
        return get_answer(session, ref)


def state_of(world: World, voice: Voice) -> str:
    """The state of a voice."""
    with world.database.read() as session:
        return session.scalars(select(Thread.state).where(Thread.ref == voice.ref)).one()


def today_of(world: World) -> date:
    """The organisation's date by the world's clock."""
    with world.database.read() as session:
        return get_organisation_facts(session).today(world.now)
