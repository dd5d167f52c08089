"""Every door that moves a proposal, a motion, a meeting, a reply, a step or a review, and when it may not."""

from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from app.domain.lifecycles import (
    MEETING,
    MOTION,
    PROPOSAL,
    REPLY,
    REVIEW,
    STEP,
    MeetingState,
    MotionState,
    ProposalState,
    ReplyState,
    ReviewState,
    StepState,
)
from app.domain.lifecycles.lifecycle import Lifecycle

Fields = dict[str, str | list[str]]


@dataclass(frozen=True)
class Mover:
    """One door of a lifecycle. ``to``: where it leads, None where it only works in ``only`` these states.

    ``only`` beside ``to``: of the states that may move there, those from which this door does it.
    ``by_way_of``: a state that it passes on its way. ``typed``: a good form, in which ``{name}`` stands
    for something of the story.
    """

    lifecycle: Lifecycle[Any]  # Any: each lifecycle has its own states
    door: str
    by: str
    to: StrEnum | None = None
    typed: Fields = field(default_factory=dict)
    act: str = ""
    by_way_of: StrEnum | None = None
    only: frozenset[StrEnum] = frozenset()

    def refused_in(self) -> list[StrEnum]:
        """The states in which it must do nothing, from the lifecycle."""
        return [state for state in self.lifecycle.states if not self._may_act_in(state)]

    def _may_act_in(self, state: StrEnum) -> bool:
        if self.to is None:
            return state in self.only
        if self.by_way_of and self.lifecycle.may_move(state, self.by_way_of):
            return True
        return self.lifecycle.may_move(state, self.to) and (not self.only or state in self.only)

    def __str__(self) -> str:
        return f"{self.door} {self.act}".strip()


_P, _M, _O = ProposalState, MeetingState, MotionState
_BEFORE = frozenset({_M.PLANNED, _M.NOTICE_GIVEN})
_NOT_OVER = _BEFORE | {_M.OPEN}
_WRITTEN = frozenset({_P.DRAFT, _P.OPEN_FOR_SUPPORT})
_IS_OPEN: frozenset[StrEnum] = frozenset({_O.OPEN})
_REPLIED = frozenset({ReplyState.ACCEPTED, ReplyState.ACCEPTED_IN_PART, ReplyState.DECLINED})
_ACCEPTED = _REPLIED - {ReplyState.DECLINED}
_WORDS: Fields = {"title": "Later", "change": "Open later.", "why_changed": "It was asked.", "base": ""}
_SEEN: Fields = {"version": "{version}"}
_LATER: Fields = {"to": "{later}", "reason": "It needs a quote."}
_MEETING: Fields = {"place": "Van", "held_on": "{later}", "starts": "17:30", "ends": "19:30"}
_RULE: Fields = {"title": "Hours", "text": "Open late.", "effective_on": "{today}", "review_on": "{later}"}

PROPOSAL_MOVERS = (
    Mover(PROPOSAL, "keep_proposal", "member1", None, {**_SEEN, **_WORDS}, only=_WRITTEN),
    Mover(PROPOSAL, "link_proposal", "steward", None, _SEEN, only=_WRITTEN),
    Mover(PROPOSAL, "open_proposal", "steward", _P.OPEN_FOR_SUPPORT, _SEEN, only=frozenset({_P.DRAFT})),
    Mover(
        PROPOSAL,
        "screen_proposal",
        "steward",
        _P.REFUSED,
        {**_SEEN, "ground": "names_someone", "words": "It names a neighbour."},
    ),
    Mover(PROPOSAL, "appeal_proposal", "member1", _P.APPEALED),
    Mover(
        PROPOSAL,
        "hear_proposal",
        "steward2",
        _P.OPEN_FOR_SUPPORT,
        {"outcome": "up", "heard_words": "Read again."},
        only=frozenset({_P.APPEALED}),
    ),
    Mover(
        PROPOSAL,
        "hear_proposal",
        "steward2",
        _P.REFUSED_ON_APPEAL,
        {"outcome": "refused", "heard_words": "Read again."},
    ),
    Mover(PROPOSAL, "withdraw_proposal", "member1", _P.WITHDRAWN),
    Mover(PROPOSAL, "put_on_agenda", "chair", _P.ON_AGENDA, {"proposal": "{proposal}"}),
)
MEETING_MOVERS = (
    Mover(MEETING, "move_meeting", "chair", _M.NOTICE_GIVEN, act="notice"),
    Mover(MEETING, "move_meeting", "chair", _M.OPEN, act="open"),
    Mover(MEETING, "move_meeting", "chair", _M.CLOSED, act="close"),
    Mover(MEETING, "move_meeting", "chair", _M.CANCELLED, act="cancel"),
    Mover(MEETING, "draft_minutes", "secretary", _M.MINUTES_DRAFTED),
    Mover(MEETING, "adopt_minutes", "chair", _M.MINUTES_ADOPTED, _SEEN),
    Mover(
        MEETING,
        "keep_minutes",
        "secretary",
        None,
        {**_SEEN, "text": "What was said."},
        only=frozenset({_M.MINUTES_DRAFTED}),
    ),
    Mover(
        MEETING,
        "extend_minutes",
        "secretary",
        None,
        _LATER,
        only=frozenset({_M.CLOSED, _M.MINUTES_DRAFTED}),
    ),
    Mover(MEETING, "send_meeting_change", "chair", None, _MEETING, only=_BEFORE),
    Mover(MEETING, "put_on_agenda", "chair", None, {"title": "The kettle", "kind": "other"}, only=_NOT_OVER),
    Mover(MEETING, "move_item", "chair", None, {"to": "up"}, only=_NOT_OVER),
    Mover(MEETING, "take_off_agenda", "chair", None, only=_NOT_OVER),
    Mover(MEETING, "note_item", "chair", None, {"notes": "Said."}, only=frozenset({_M.OPEN, _M.CLOSED})),
    Mover(
        MEETING,
        "note_passage",
        "chair",
        None,
        {"seat": "{seat}", "move": "arrived"},
        only=frozenset({_M.OPEN}),
    ),
    Mover(MEETING, "put_motion", "chair", None, {"title": "Late", "text": "Open late."}, only=_NOT_OVER),
)
MOTION_MOVERS = (
    Mover(MOTION, "move_motion", "chair", _O.OPEN, act="open"),
    Mover(MOTION, "move_motion", "chair", _O.WITHDRAWN, act="withdraw"),
    Mover(MOTION, "move_motion", "chair", _O.PUBLISHED, act="publish"),
    Mover(MOTION, "move_motion", "chair", None, act="round", only=_IS_OPEN),
    Mover(MOTION, "close_motion", "chair", _O.CLOSED),
    Mover(MOTION, "vote_on_motion", "chair", None, {"choice": "yes"}, only=_IS_OPEN),
    Mover(MOTION, "vote_on_motion", "secretary", None, {"choice": "no", "seat": "{seat}"}, only=_IS_OPEN),
    Mover(MOTION, "answer_motion", "chair", None, {"stance": "consent"}, only=_IS_OPEN),
    Mover(MOTION, "settle_objection", "chair", None, {"seat": "{seat}"}, only=_IS_OPEN),
    Mover(
        MOTION,
        "recuse_from_motion",
        "chair",
        None,
        {"reason": "My sister's shop."},
        only=frozenset({_O.CREATED, _O.OPEN}),
    ),
    Mover(
        MOTION,
        "record_decision_send",
        "secretary",
        None,
        {"reasons": "It was asked."},
        only=frozenset({_O.PUBLISHED}),
    ),
)
DECISION_MOVERS = (
    *(
        Mover(REPLY, "reply_to_decision", "director", to, {"position": to.value, "reason": "The budget."})
        for to in sorted(_REPLIED)
    ),
    Mover(REPLY, "extend_reply", "director", None, _LATER, only=frozenset({ReplyState.AWAITED})),
    Mover(REPLY, "board_reply", "chair", None, {"words": "We read it."}, only=_REPLIED),
    Mover(REPLY, "decide_policy", "director", None, _RULE, only=_ACCEPTED),
    Mover(STEP, "finish_step", "director", StepState.DONE),
    Mover(STEP, "drop_step", "director", StepState.DROPPED, {"reason": "No money."}),
    *(
        Mover(
            REVIEW,
            "end_review",
            "secretary",
            to,
            {"verdict": to.value, "words": "We looked again."},
            by_way_of=ReviewState.OPEN,
        )
        for to in (ReviewState.KEEP, ReviewState.CHANGE, ReviewState.STOP)
    ),
)
MOVERS = (*PROPOSAL_MOVERS, *MEETING_MOVERS, *MOTION_MOVERS, *DECISION_MOVERS)
WITHOUT_A_STATE = {
    "start_proposal": "begins one",
    "proposal_from_voice": "begins one, or goes to the one there is",
    "plan_meeting": "begins one",
    "pay_stipend": "a stipend is paid once, whatever its meeting became",
    "add_step": "begins one",
    "report_back": "may be said again at any time",
    "extend_report": "only while a report is owed, which no lifecycle holds",
    "plan_review": "begins one",
    "add_seat": "seats have dates, no states",
    "fill_seat": "the same",
    "close_seat": "the same",
    "end_term": "the same",
    "change_member": "the same",
    "enter_rulebook": "versions have dates, no states",
}
"""Doors of these rooms that no lifecycle's state opens or closes, and why."""
