"""What everybody reads of decisions and rules, each with its whole trail."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from sqlalchemy.orm import Session

from app.domain.counting.sentences import Sentence
from app.domain.differences import Run, compare
from app.domain.trail import TrailFacts, draw_trail
from app.models.board import Meeting, Motion
from app.models.decisions import (
    Decision,
    Extension,
    LeadershipReply,
    Policy,
    PolicyVersion,
    ReportBack,
    Review,
    Step,
)
from app.models.proposals import Proposal
from app.rooms.board.public_pages import HeadCounts
from app.rooms.board.results import sentences_of
from app.rooms.board.speech import Speech
from app.rooms.decisions.policies import list_versions
from app.rooms.decisions.queries import (
    DecisionLine,
    RuleLine,
    list_report_backs,
    list_reviews,
    list_rules_of,
    list_steps,
    reply_timing,
)
from app.rooms.decisions.replies import find_reply_extension, list_replies
from app.rooms.feedback.longer import find_extension
from app.rooms.feedback.trails import Count, count_voices_behind, has_client_source, list_trail_facts
from app.rooms.proposals.behind import list_themes_behind, shown_number
from app.rooms.proposals.pages import Source
from app.rooms.proposals.queries import list_newest_versions
from app.rooms.proposals.quotes import list_quotes
from app.web.trails import ShownBead, shown_beads

NO_SOURCE = Source(has_client_source=False, voices=None, quotes=(), themes=())


@dataclass(frozen=True)
class TrailPart:
    """The nine beads with what is known of them, and the words it all came from."""

    facts: TrailFacts
    beads: Sequence[ShownBead]
    source: Source


@dataclass(frozen=True)
class DecisionPage:
    """One decision: result, reasons, reply, rules, steps, second looks."""

    line: DecisionLine
    meeting: Meeting
    motion: Motion
    proposal: Proposal | None
    proposal_title: str
    room: HeadCounts | None
    trail: TrailPart
    replies: Sequence[LeadershipReply]
    extension: Extension | None
    later_report: Extension | None
    rules: Sequence[RuleLine]
    steps: Sequence[Step]
    report_backs: Sequence[ReportBack]
    reviews: Sequence[Review]
    today: date
    say: Speech = field(default_factory=Speech)

    @property
    def result(self) -> Mapping[str, Any]:  # Any: as it was stored at the close
        """The result as it was counted."""
        return self.motion.result or {}

    @property
    def sentences(self) -> Sequence[Sentence]:
        """How it was counted."""
        return sentences_of(self.motion)


@dataclass(frozen=True)
class VersionLine:
    """One version of a rule, the decision that made it, and what it changed against the one before."""

    version: PolicyVersion
    decision: Decision
    changes: Sequence[Run] = field(default=(), repr=False)


@dataclass(frozen=True)
class PolicyPage:
    """One rule with its versions, the newest first, and the trail of the version that holds."""

    policy: Policy
    versions: Sequence[VersionLine]
    trail: TrailPart


def decision_page(session: Session, decision: Decision, *, today: date) -> DecisionPage:
    """All that anyone may read of a decision."""
    motion = session.get_one(Motion, decision.motion_id)
    proposal = session.get(Proposal, decision.proposal_id) if decision.proposal_id else None
    quorum = (motion.result or {}).get("quorum")
    return DecisionPage(
        line=DecisionLine(decision, reply_timing(session, decision, today)),
        meeting=session.get_one(Meeting, motion.meeting_id),
        motion=motion,
        proposal=proposal,
        proposal_title=_title(session, proposal),
        room=HeadCounts(**quorum) if quorum else None,
        trail=trail_part(session, decision, today=today),
        replies=list_replies(session, decision),
        extension=find_reply_extension(session, decision),
        later_report=find_extension(session, f"report:{decision.ref}"),
        rules=list_rules_of(session, decision),
        steps=list_steps(session, decision),
        report_backs=list_report_backs(session, decision),
        reviews=list_reviews(session, decision),
        today=today,
    )


def policy_page(session: Session, policy: Policy, *, today: date) -> PolicyPage:
    """A rule, whose words changed it, and how."""
    versions = list_versions(session, policy)
    texts = ["", *(version.text for version in versions)]
    lines = [
        VersionLine(
            version,
            session.get_one(Decision, version.decision_id),
            compare(texts[place], version.text) if place else (),
        )
        for place, version in enumerate(versions)
    ]
    return PolicyPage(policy, lines[::-1], trail_part(session, lines[-1].decision, today=today))


def trail_part(session: Session, decision: Decision, *, today: date) -> TrailPart:
    """The trail of a decision back to its voices, by the five-voices rule, and forward to its steps."""
    proposal = session.get(Proposal, decision.proposal_id) if decision.proposal_id else None
    if proposal is None:
        facts = TrailFacts(is_decided=True)
        return TrailPart(facts, shown_beads(draw_trail(facts)), NO_SOURCE)
    facts = list_trail_facts(session, [proposal], today=today)[proposal.id]
    count = count_voices_behind(session, [proposal]).get(proposal.id, Count())
    source = Source(
        has_client_source(proposal, count),
        shown_number(count),
        list_quotes(session, proposal),
        [theme.name for theme in list_themes_behind(session, proposal)],
    )
    return TrailPart(facts, shown_beads(draw_trail(facts)), source)


def _title(session: Session, proposal: Proposal | None) -> str:
    if proposal is None:
        return ""
    version = list_newest_versions(session, [proposal])[proposal.id]
    return version.title or proposal.ref
