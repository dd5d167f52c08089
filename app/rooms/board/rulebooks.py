"""Versions of the rulebook: what is in force, entering a new one, and what it changes."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.errors import NotFound
from app.domain.ledger.canonical import Value
from app.domain.ledger.leaves import RECORD
from app.domain.mandate import Matter
from app.domain.outcomes import Outcome
from app.domain.permissions import Permission
from app.domain.rulebook import TYPICAL_RULEBOOK, Rulebook
from app.domain.rulebook_changes import ChangeDecided, check_change, check_first_rulebook
from app.domain.rulebook_document import from_json, to_json
from app.domain.rulebook_sentences import Change, Clause, clauses, difference
from app.models.board import Motion, RulebookVersion
from app.models.decisions import Decision
from app.rooms.board.acts import Act, new_salt, write_down
from app.web.actors import Actor
from app.web.public_version import raise_public_version


@dataclass(frozen=True)
class VersionLine:
    """A version, its sentences, and what it changed of the one before it (nothing for the first)."""

    number: int
    in_force_on: date
    decision_ref: str | None
    clauses: Sequence[Clause]
    changes: Sequence[Change]


def find_rulebook(session: Session, on: date) -> Rulebook | None:
    """The rulebook in force on a day; None before the board adopted its first."""
    row = session.scalars(
        select(RulebookVersion)
        .where(RulebookVersion.in_force_on <= on)
        .order_by(RulebookVersion.number.desc())
        .limit(1)
    ).one_or_none()
    return from_json(row.document) if row else None


def get_rulebook(session: Session, on: date) -> Rulebook:
    """The rulebook in force on a day; until one is adopted, the typical one."""
    return find_rulebook(session, on) or TYPICAL_RULEBOOK


def find_newest(session: Session) -> RulebookVersion | None:
    """The newest version, also when it is not yet in force."""
    newest = select(RulebookVersion).order_by(RulebookVersion.number.desc()).limit(1)
    return session.scalars(newest).one_or_none()


def enter_rulebook(
    session: Session,
    actor: Actor,
    rulebook: Rulebook,
    *,
    decision_ref: str = "",
    in_force_on: date,
    today: date,
) -> RulebookVersion:
    """Enter the next version. Every one after the first needs the decision that made it."""
    actor.require(Permission.RULEBOOK_EDIT)
    raise_public_version(session)  # also keeps a second version from being entered meanwhile
    newest = find_newest(session)
    decided = _find_decision(session, decision_ref.strip().upper())
    if newest is None:
        check_first_rulebook(rulebook)
    else:
        check_change(rulebook, from_json(newest.document), decided=decided, in_force_on=in_force_on)
    version = RulebookVersion(
        number=rulebook.version,
        document=to_json(rulebook),
        in_force_on=in_force_on,
        decision_ref=decided.ref if decided else None,
        ledger_salt=new_salt(),
    )
    session.add(version)
    session.flush()
    written = Act(
        "rulebook.enter",
        f"rulebook:{version.number}",
        "in_force",
        facts={"decision": version.decision_ref or "founding"},
        records={RECORD: rulebook_record(version)},
        salt=version.ledger_salt or b"",
    )
    version.ledger_leaf = write_down(
        session, actor, written, permission=Permission.RULEBOOK_EDIT, today=today
    )
    return version


def rulebook_record(version: RulebookVersion) -> dict[str, Value]:
    """What the ledger commits to of a version: number, day, decision and the whole document."""
    return {
        "ref": str(version.number),
        "in_force_on": version.in_force_on.isoformat(),
        "decision": version.decision_ref,
        "document": version.document,
    }


def list_versions(session: Session) -> list[VersionLine]:
    """All versions, newest first, each with what it changed."""
    rows = list(session.scalars(select(RulebookVersion).order_by(RulebookVersion.number)))
    lines: list[VersionLine] = []
    before: Rulebook | None = None
    for row in rows:
        rulebook = from_json(row.document)
        changes = difference(before, rulebook) if before else ()
        lines.append(VersionLine(row.number, row.in_force_on, row.decision_ref, clauses(rulebook), changes))
        before = rulebook
    return lines[::-1]


def get_version(session: Session, number: int) -> VersionLine:
    """One version, else ``NotFound``."""
    line = next((one for one in list_versions(session) if one.number == number), None)
    if line is None:
        raise NotFound("not_found")
    return line


def _find_decision(session: Session, ref: str) -> ChangeDecided | None:
    found = session.execute(
        select(Decision, Motion.matter)
        .join(Motion, Motion.id == Decision.motion_id)
        .where(Decision.ref == ref)
    ).one_or_none()
    if found is None:
        return None
    decision, matter = found
    used = select(RulebookVersion.number).where(RulebookVersion.decision_ref == ref)
    return ChangeDecided(
        ref=decision.ref,
        matter=Matter(matter),
        outcome=Outcome(decision.outcome),
        decided_on=decision.decided_on,
        is_used=session.scalar(used) is not None,
    )
