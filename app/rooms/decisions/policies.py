"""Rules of the organisation: each version has its decision, the day it begins, and the day of its review."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain import policies as rules
from app.domain.errors import IllegalMove, InvalidInput, NotFound
from app.domain.ledger.commitments import commitment
from app.domain.ledger.leaves import PROGRAM, RECORD, Leaf
from app.domain.lifecycles import POLICY, PROPOSAL, PolicyState, ProposalState, ReplyState
from app.domain.mandate import Power
from app.domain.outcomes import Outcome
from app.domain.permissions import Permission
from app.domain.weeks import Week
from app.models.decisions import Decision, Policy, PolicyVersion
from app.models.proposals import Proposal
from app.models.schema import random_reference
from app.rooms.board.acts import new_salt, office_of
from app.rooms.decisions.records import policy_record
from app.rooms.decisions.replies import ACCEPTING
from app.rooms.ledger.actions import append
from app.rooms.proposals.moves import move_proposal
from app.web.actors import Actor
from app.web.public_version import raise_public_version


@dataclass(frozen=True)
class NewVersion:
    """Words and days of a version; ``policy_ref`` empty makes a new rule with this title."""

    title: str
    text: str
    effective_on: date
    review_on: date
    policy_ref: str = ""


def decide_policy(
    session: Session, actor: Actor, decision: Decision, *, new: NewVersion, today: date
) -> PolicyVersion:
    """A new version by this decision; it takes effect on its day, at once when that has come.

    ``IllegalMove`` unless the board decided or leadership accepted.
    """
    actor.require(Permission.POLICY_EDIT)
    session.refresh(decision, with_for_update=True)
    if not may_become_policy(decision):
        raise IllegalMove("policy_not_accepted")
    policy = _policy(session, new)
    earlier = list_versions(session, policy)
    plain = rules.PolicyVersion(
        rules.next_number(map(_plain, earlier)), decision.ref, new.text, new.effective_on, new.review_on
    )
    rules.check_policy_version(plain, map(_plain, earlier))
    version = PolicyVersion(
        policy_id=policy.id,
        number=plain.number,
        decision_id=decision.id,
        text=new.text.strip(),
        state=PolicyState.DECIDED.value,
        effective_on=new.effective_on,
        review_on=new.review_on,
        ledger_salt=new_salt(),
    )
    session.add(version)
    session.flush()
    by = office_of(actor, Permission.POLICY_EDIT)
    _write(session, policy, version, act="policy.decide", by=by, today=today)
    if new.effective_on <= today:
        bring_into_effect(session, version, by=by, today=today)
    return version


def bring_due_into_effect(session: Session, today: date) -> int:
    """Begin every version whose day has come; returns how many. For the regular work."""
    due = select(PolicyVersion).where(
        PolicyVersion.state == PolicyState.DECIDED.value, PolicyVersion.effective_on <= today
    )
    rows = list(session.scalars(due.order_by(PolicyVersion.effective_on, PolicyVersion.id)))
    for version in rows:
        bring_into_effect(session, version, by=PROGRAM, today=today)
    return len(rows)


def bring_into_effect(session: Session, version: PolicyVersion, *, by: str, today: date) -> None:
    """The version holds from now on; the one before it is replaced, and its proposal is in effect."""
    session.refresh(version, with_for_update=True)
    policy = session.get_one(Policy, version.policy_id)
    for older in list_versions(session, policy):
        if older.state == PolicyState.IN_EFFECT.value:
            older.state = POLICY.move(PolicyState.IN_EFFECT, PolicyState.REPLACED).value
            _write(session, policy, older, act="policy.replace", by=by, today=today)
    version.state = POLICY.move(PolicyState(version.state), PolicyState.IN_EFFECT).value
    session.flush()
    decision = session.get_one(Decision, version.decision_id)
    proposal = session.get(Proposal, decision.proposal_id) if decision.proposal_id else None
    if proposal and PROPOSAL.may_move(ProposalState(proposal.state), ProposalState.IN_EFFECT):
        move_proposal(session, proposal, to=ProposalState.IN_EFFECT, by=by, today=today)
    _write(session, policy, version, act="policy.take_effect", by=by, today=today)


def may_become_policy(decision: Decision) -> bool:
    """The board decided by itself, or leadership accepted it or a part of it."""
    if decision.outcome != Outcome.ADOPTED.value:
        return False
    return decision.power == Power.DECIDE.value or ReplyState(decision.reply_state) in ACCEPTING


def get_policy(session: Session, ref: str) -> Policy:
    """The policy, else ``NotFound``."""
    policy = session.scalars(select(Policy).where(Policy.ref == ref)).one_or_none()
    if policy is None:
        raise NotFound("not_found")
    return policy


def list_versions(session: Session, policy: Policy) -> list[PolicyVersion]:
    """All versions, the first one first."""
    rows = select(PolicyVersion).where(PolicyVersion.policy_id == policy.id).order_by(PolicyVersion.number)
    return list(session.scalars(rows))


def _policy(session: Session, new: NewVersion) -> Policy:
    if new.policy_ref:
        policy = session.scalars(
            select(Policy).where(Policy.ref == new.policy_ref).with_for_update()
        ).one_or_none()
        if policy is None:
            raise InvalidInput("field.not_one_of_these", field="policy_ref")
        return policy
    if not new.title.strip():
        raise InvalidInput("field.required", field="title")
    policy = Policy(ref=random_reference("R"), title=new.title.strip())
    session.add(policy)
    session.flush()
    return policy


def _plain(row: PolicyVersion) -> rules.PolicyVersion:
    return rules.PolicyVersion(
        row.number, str(row.decision_id), row.text, row.effective_on, row.review_on, PolicyState(row.state)
    )


def _write(
    session: Session, policy: Policy, version: PolicyVersion, *, act: str, by: str, today: date
) -> None:
    session.flush()
    raise_public_version(session)
    salt = version.ledger_salt or new_salt()
    record = commitment(policy_record(session, policy, version), salt=salt)
    subject = f"policy:{policy.ref}.{version.number}"
    leaf = Leaf(act, subject, version.state, by, str(Week.of(today)), {}, {RECORD: record})
    version.ledger_salt, version.ledger_leaf = salt, append(session, leaf)
