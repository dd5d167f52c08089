"""Publishing an answer: what is checked, whom it reaches, and what stands on the ledger afterwards."""

import secrets
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from sqlalchemy.orm import Session

from app.domain.answer_reach import moves_of_answer, moves_of_correction, theme_reaches
from app.domain.answers import CheckedAnswer, Outcome, check_answer, state_after
from app.domain.borrowed_words import find_borrowed
from app.domain.errors import IllegalMove, InvalidInput
from app.domain.ledger.canonical import Value
from app.domain.ledger.commitments import SALT_BYTES, commitment
from app.domain.ledger.leaves import RECORD, Leaf
from app.domain.lifecycles import ANSWER, AnswerState, FeedbackState, SafeCopyState
from app.domain.permissions import Permission
from app.domain.weeks import Week
from app.models.answers import Answer
from app.models.feedback import Thread
from app.models.stewardship import SafeCopy, Theme
from app.rooms.answers.actions import lock_draft, office_of
from app.rooms.answers.copies import ReadCopy, list_copies
from app.rooms.answers.drafts import KEPT_QUOTE, Draft, open_draft, read_date
from app.rooms.answers.records import Shelf, public_record
from app.rooms.answers.targets import list_named, list_themes_of, list_waiting_in, lock_threads, set_targets
from app.rooms.feedback.safe_copies import move_safe_copy
from app.rooms.feedback.threads import move_thread
from app.rooms.ledger.actions import append
from app.web.actors import Actor
from app.web.public_version import raise_public_version

CHECKED_FIELDS = ("you_said", "title", "body", "reason")


@dataclass(frozen=True)
class Reached:
    """A voice that the answer reaches, and the moves that it makes."""

    thread: Thread = field(repr=False)
    moves: tuple[FeedbackState, ...]


@dataclass(frozen=True)
class Quote:
    """Words that the public may read as they stand. ``copy`` None: they are public already."""

    text: str = field(repr=False)
    copy: SafeCopy | None = field(repr=False)


@dataclass(frozen=True)
class Prepared:
    """A draft that may be published as it stands. ``skipped`` counts named voices that it cannot reach."""

    draft: Draft = field(repr=False)
    checked: CheckedAnswer
    quote: Quote | None
    reached: Sequence[Reached]
    skipped: int
    themes: Sequence[Theme]


def prepare(session: Session, actor: Actor, answer: Answer, *, lock: bool = False) -> Prepared:
    """Everything that publishing would check; writes nothing.

    ``InvalidInput`` names the field that is not ready, ``IllegalMove`` says why nobody can be reached.
    """
    draft = open_draft(answer, actor)
    checked = check_answer(draft.outcome, draft.reason, by_on=read_date(draft.by_on))
    themes = list_themes_of(session, answer)
    reached, skipped = _reach(session, answer, themes, outcome=checked.outcome, lock=lock)
    copies = list_copies(session, actor, [one.thread for one in reached])
    quote = _find_quote(session, answer, draft, copies=copies)
    if quote is None and not draft.you_said.strip() and not themes:
        raise InvalidInput("answer_needs_you_said", field="you_said")
    _check_own_words(draft, [one for one in copies if quote is None or one.copy is not quote.copy])
    return Prepared(draft, checked, quote, reached, skipped, themes)


def publish_answer(session: Session, actor: Actor, answer: Answer, *, version: int, today: date) -> Answer:
    """Make it public: every voice it reaches moves on, and whoever holds a code of one reads it.

    ``ChangedMeanwhile`` when ``version`` is not what stands there; else as ``prepare``.
    """
    actor.require(Permission.ANSWER_PUBLISH)
    lock_draft(session, answer, version=version)
    prepared = prepare(session, actor, answer, lock=True)
    week = Week.of(today)
    if prepared.quote and prepared.quote.copy:
        move_safe_copy(session, prepared.quote.copy, to=SafeCopyState.PUBLISHED)
    for one in prepared.reached:
        for state in one.moves:
            move_thread(session, one.thread, to=state, week=week)
    set_targets(session, answer, [one.thread for one in prepared.reached], prepared.themes)
    _fill(answer, prepared, signed_by=actor.signature, today=today)
    replaced = _replace(session, answer)
    raise_public_version(session)
    _append(session, answer, replaced, prepared=prepared, by=office_of(actor, Permission.ANSWER_PUBLISH))
    return answer


def _reach(
    session: Session, answer: Answer, themes: Sequence[Theme], *, outcome: Outcome, lock: bool
) -> tuple[list[Reached], int]:
    is_correction = answer.replaces_id is not None
    named = list_named(session, answer)
    waiting = [] if is_correction else list_waiting_in(session, themes)
    if lock:
        lock_threads(session, [*named, *waiting])
    reached = {
        thread.id: Reached(thread, (state_after(outcome),))
        for thread in waiting
        if theme_reaches(FeedbackState(thread.state), outcome)
    }
    moves = {thread.id: _moves(thread, outcome, is_correction=is_correction) for thread in named}
    reached |= {thread.id: Reached(thread, to) for thread in named if (to := moves[thread.id]) is not None}
    if not reached and not is_correction:
        raise IllegalMove("answer_reaches_nobody")
    return [reached[key] for key in sorted(reached)], list(moves.values()).count(None)


def _moves(thread: Thread, outcome: Outcome, *, is_correction: bool) -> tuple[FeedbackState, ...] | None:
    rule = moves_of_correction if is_correction else moves_of_answer
    try:
        return rule(FeedbackState(thread.state), outcome)
    except IllegalMove as refusal:
        raise IllegalMove(refusal.key, ref=thread.ref) from None


def _find_quote(
    session: Session, answer: Answer, draft: Draft, *, copies: Sequence[ReadCopy]
) -> Quote | None:
    if not draft.quote_of:
        return None
    if draft.quote_of == KEPT_QUOTE and answer.replaces_id is not None:
        corrected = session.get_one(Answer, answer.replaces_id)
        if corrected.you_said_is_quote:
            return Quote(corrected.you_said or "", None)
    one = next((one for one in copies if one.thread.ref == draft.quote_of), None)
    if one is None or not one.is_quotable:
        raise InvalidInput("answer_quote_not_allowed", field="quote_of", ref=draft.quote_of)
    return Quote(one.text, None if one.is_public else one.copy)


def _check_own_words(draft: Draft, copies: Sequence[ReadCopy]) -> None:
    for name in CHECKED_FIELDS:
        if name == "you_said" and draft.quote_of:
            continue
        for one in copies:
            if not one.is_public and find_borrowed(getattr(draft, name), one.text):
                raise InvalidInput("answer_repeats_safe_copy", field=name, ref=one.thread.ref)


def _fill(answer: Answer, prepared: Prepared, *, signed_by: str, today: date) -> None:
    draft, checked, quote = prepared.draft, prepared.checked, prepared.quote
    answer.state = ANSWER.move(AnswerState(answer.state), AnswerState.PUBLISHED).value
    answer.sealed_draft = None
    answer.outcome = checked.outcome.value
    answer.title = draft.title.strip()
    answer.you_said = quote.text if quote else draft.you_said.strip()
    answer.you_said_is_quote = quote is not None
    answer.body = draft.body.strip()
    answer.reason = checked.reason
    answer.by_on = checked.by_on
    answer.voices = len(prepared.reached)
    answer.signed_by = signed_by
    answer.published_on = today
    answer.version += 1


def _replace(session: Session, answer: Answer) -> Answer | None:
    if answer.replaces_id is None:
        return None
    old = session.get_one(Answer, answer.replaces_id, with_for_update=True, populate_existing=True)
    old.state = ANSWER.move(AnswerState(old.state), AnswerState.REPLACED).value
    old.version += 1
    return old


def _append(
    session: Session, answer: Answer, replaced: Answer | None, *, prepared: Prepared, by: str
) -> None:
    assert answer.published_on is not None and answer.outcome is not None  # noqa: S101  # `_fill` set both
    week = str(Week.of(answer.published_on))
    slugs = sorted(theme.slug for theme in prepared.themes)
    answer.ledger_salt = secrets.token_bytes(SALT_BYTES)
    record = public_record(answer, Shelf(slugs, replaced.ref if replaced else None))
    if replaced:
        facts: dict[str, Value] = {"replaced_by": answer.ref, "taken_back": True}
        append(session, Leaf("answer.replace", f"answer:{replaced.ref}", replaced.state, by, week, facts))
    # No voice is named: a reference beside a quote would tell the week in which its person spoke.
    answer.ledger_leaf = append(
        session,
        Leaf(
            "answer.publish",
            f"answer:{answer.ref}",
            answer.state,
            by,
            week,
            {"outcome": answer.outcome, "themes": slugs},
            {RECORD: commitment(record, salt=answer.ledger_salt)},
        ),
    )
