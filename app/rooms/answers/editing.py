"""Putting the editor's pages together: what stands in the row, what was typed, and where the two part."""

from collections.abc import Mapping
from dataclasses import asdict, fields
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.clocks import timing_in_days
from app.domain.errors import IllegalMove, InvalidInput
from app.domain.lifecycles import AnswerState
from app.domain.permissions import Permission
from app.domain.stigma import Stigma, find_stigma
from app.domain.weeks import Week
from app.models.answers import Answer
from app.rooms.answers.actions import Typed
from app.rooms.answers.copies import list_copies
from app.rooms.answers.drafts import Draft, open_draft
from app.rooms.answers.forms import DraftForm
from app.rooms.answers.pages import EditPage, PreviewPage, PublishedPage, QuoteOption
from app.rooms.answers.publication import prepare
from app.rooms.answers.queries import list_waiting_themes, list_waiting_voices
from app.rooms.answers.targets import (
    Targets,
    list_named,
    list_themes_of,
    list_waiting_in,
    read_references,
    targets_of,
)
from app.rooms.answers.views import view_of, view_of_prepared
from app.rooms.feedback.longer import answer_clock, find_longer
from app.web.actors import Actor
from app.web.forms import Submitted
from app.web.languages import KNOWN
from app.web.words import Sentence

_TEXTS = ("title", "you_said", "body", "reason")


def typed_from(form: Submitted[DraftForm], *, answer: Answer) -> Typed:
    """What the editor's form says, valid or not; an unknown language leaves the one before."""
    texts = {field.name: form.value(field.name) for field in fields(Draft)}
    language = form.value("language")
    return Typed(
        Draft(**texts),
        language if language in KNOWN else answer.language,
        Targets(read_references(form.values("voice"), form.value("voices")), tuple(form.values("themes"))),
    )


def edit_page(
    session: Session,
    actor: Actor,
    answer: Answer,
    *,
    today: date,
    typed: Typed | None = None,
    errors: Mapping[str, Sentence] | None = None,
) -> EditPage:
    """The editor with what is stored, or with what was ``typed`` and refused for ``errors``."""
    stored = open_draft(answer, actor)
    draft = typed.draft if typed else stored
    targets = typed.targets if typed and typed.targets else targets_of(session, answer)
    voices = list_waiting_voices(session, actor, week=Week.of(today), always=targets.voices)
    named = [voice for voice in voices if voice.ref in targets.voices]
    known = {voice.ref for voice in named}
    kept = _kept_quote(session, answer)
    return EditPage(
        ref=answer.ref,
        version=answer.version,
        draft=draft,
        language=typed.language if typed else answer.language,
        timing=timing_in_days(answer.due_on, today, extension=find_longer(session, answer_clock(answer))),
        due_on=answer.due_on,
        replaces=_ref_of(session, answer.replaces_id),
        voices=named,
        themes=list_waiting_themes(session),
        ticked=frozenset((*targets.voices, *targets.themes)),
        typed=" ".join(ref for ref in targets.voices if ref not in known),
        quotes=_quotes(session, actor, answer),
        kept_quote=kept,
        stigma=stigma_in(draft),
        may_extend=actor.may(Permission.ANSWER_PUBLISH),
        errors=errors or {},
        theirs=_changed(stored, typed.draft) if typed else (),
    )


def preview_page(session: Session, actor: Actor, answer: Answer) -> PreviewPage:
    """The answer as the public would read it, or what is missing."""
    may_publish = actor.may(Permission.ANSWER_PUBLISH)
    try:
        prepared = prepare(session, actor, answer)
    except (InvalidInput, IllegalMove) as refusal:
        problem = Sentence(refusal.key, refusal.facts)
        return PreviewPage(answer.ref, answer.version, None, 0, 0, may_publish, (), problem)
    return PreviewPage(
        ref=answer.ref,
        version=answer.version,
        view=view_of_prepared(answer, prepared, signed_by=actor.signature),
        reached=len(prepared.reached),
        skipped=prepared.skipped,
        may_publish=may_publish,
        stigma=stigma_in(prepared.draft),
    )


def published_page(session: Session, actor: Actor, answer: Answer) -> PublishedPage:
    """A published, replaced or dropped answer on the desk."""
    is_readable = answer.outcome is not None
    newer = select(Answer.ref).where(
        Answer.replaces_id == answer.id, Answer.state != AnswerState.DROPPED.value
    )
    return PublishedPage(
        ref=answer.ref,
        view=view_of(answer, list_themes_of(session, answer)) if is_readable else None,
        state=answer.state,
        voices=answer.voices or 0,
        replaces=_ref_of(session, answer.replaces_id),
        replaced_by=session.scalar(newer.limit(1)) or "",
        may_correct=answer.state == AnswerState.PUBLISHED.value and actor.may(Permission.ANSWER_DRAFT),
    )


def stigma_in(draft: Draft) -> tuple[Stigma, ...]:
    """Words of the draft that hurt, each once: advice, never a refusal."""
    return find_stigma("\n".join(asdict(draft)[name] for name in _TEXTS))


def _quotes(session: Session, actor: Actor, answer: Answer) -> list[QuoteOption]:
    threads = {thread.id: thread for thread in list_named(session, answer)}
    if answer.replaces_id is None:
        themes = list_themes_of(session, answer)
        threads |= {thread.id: thread for thread in list_waiting_in(session, themes)}
    copies = list_copies(session, actor, list(threads.values()))
    return [QuoteOption(one.thread.ref, one.text) for one in copies if one.is_quotable]


def _kept_quote(session: Session, answer: Answer) -> str:
    if answer.replaces_id is None:
        return ""
    corrected = session.get_one(Answer, answer.replaces_id)
    return corrected.you_said or "" if corrected.you_said_is_quote else ""


def _changed(stored: Draft, typed: Draft) -> tuple[tuple[str, str], ...]:
    now, then = asdict(stored), asdict(typed)
    return tuple((name, now[name]) for name in now if now[name].strip() != then[name].strip())


def _ref_of(session: Session, answer_id: int | None) -> str:
    if answer_id is None:
        return ""
    return session.get_one(Answer, answer_id).ref
