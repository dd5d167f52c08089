"""Every lifecycle of the product in one place. States change only through these."""

from typing import Any

from app.domain.lifecycles.board import BALLOT, MEETING, MOTION, BallotState, MeetingState, MotionState
from app.domain.lifecycles.cards import BATCH, CARD, BatchState, CardState
from app.domain.lifecycles.decisions import (
    POLICY,
    REPLY,
    REVIEW,
    STEP,
    PolicyState,
    ReplyState,
    ReviewState,
    StepState,
)
from app.domain.lifecycles.feedback import (
    ANSWER,
    FEEDBACK,
    HOLD,
    SAFE_COPY,
    AnswerState,
    FeedbackState,
    HoldState,
    SafeCopyState,
)
from app.domain.lifecycles.intake import FLOOD, SPOKEN, FloodState, SpokenState
from app.domain.lifecycles.lifecycle import Lifecycle
from app.domain.lifecycles.nominations import CALL, NOMINATION, CallState, NominationState
from app.domain.lifecycles.proposals import PROPOSAL, ProposalState
from app.domain.lifecycles.safekeeping import ROTATION, RotationState

# Any: each lifecycle has its own states, and one tuple holds them all.
LIFECYCLES: tuple[Lifecycle[Any], ...] = (
    FEEDBACK,
    SAFE_COPY,
    HOLD,
    FLOOD,
    SPOKEN,
    ANSWER,
    PROPOSAL,
    MOTION,
    BALLOT,
    CALL,
    NOMINATION,
    BATCH,
    CARD,
    MEETING,
    REPLY,
    POLICY,
    STEP,
    REVIEW,
    ROTATION,
)

__all__ = [
    "ANSWER",
    "BALLOT",
    "BATCH",
    "CALL",
    "CARD",
    "FEEDBACK",
    "FLOOD",
    "HOLD",
    "LIFECYCLES",
    "MEETING",
    "MOTION",
    "NOMINATION",
    "POLICY",
    "PROPOSAL",
    "REPLY",
    "REVIEW",
    "ROTATION",
    "SAFE_COPY",
    "SPOKEN",
    "STEP",
    "AnswerState",
    "BallotState",
    "BatchState",
    "CallState",
    "CardState",
    "FeedbackState",
    "FloodState",
    "HoldState",
    "Lifecycle",
    "MeetingState",
    "MotionState",
    "NominationState",
    "PolicyState",
    "ProposalState",
    "ReplyState",
    "ReviewState",
    "RotationState",
    "SafeCopyState",
    "SpokenState",
    "StepState",
]
