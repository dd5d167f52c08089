"""A proposal, from the first draft to the review of what it changed."""

from enum import StrEnum

from app.domain.lifecycles.lifecycle import Lifecycle


class ProposalState(StrEnum):
    """``refused`` is screened out on a stated ground; ``not_adopted`` is the board's own no."""

    DRAFT = "draft"
    REFUSED = "refused"
    APPEALED = "appealed"
    REFUSED_ON_APPEAL = "refused_on_appeal"
    OPEN_FOR_SUPPORT = "open_for_support"
    ON_AGENDA = "on_agenda"
    DEFERRED = "deferred"
    ADOPTED = "adopted"
    RECOMMENDED = "recommended"
    NOT_ADOPTED = "not_adopted"
    WITHDRAWN = "withdrawn"
    ACCEPTED = "accepted"
    ACCEPTED_IN_PART = "accepted_in_part"
    DECLINED = "declined"
    IN_EFFECT = "in_effect"
    REVIEWED_KEEP = "reviewed_keep"
    REVIEWED_CHANGE = "reviewed_change"
    REVIEWED_STOP = "reviewed_stop"


_P = ProposalState
_LEADERSHIP = frozenset({_P.ACCEPTED, _P.ACCEPTED_IN_PART, _P.DECLINED})

# "Decide" needs nobody's consent, so adopted may take effect without a reply. Leadership may later
# give more than it first did, never less: taking back needs a new proposal.
PROPOSAL = Lifecycle(
    "proposal",
    _P.DRAFT,
    {
        _P.DRAFT: frozenset({_P.OPEN_FOR_SUPPORT, _P.REFUSED, _P.WITHDRAWN}),
        _P.REFUSED: frozenset({_P.APPEALED}),
        _P.APPEALED: frozenset({_P.OPEN_FOR_SUPPORT, _P.REFUSED_ON_APPEAL}),
        _P.REFUSED_ON_APPEAL: frozenset(),
        _P.OPEN_FOR_SUPPORT: frozenset({_P.ON_AGENDA, _P.WITHDRAWN}),
        _P.ON_AGENDA: frozenset({_P.ADOPTED, _P.RECOMMENDED, _P.DEFERRED, _P.NOT_ADOPTED, _P.WITHDRAWN}),
        _P.DEFERRED: frozenset({_P.ON_AGENDA, _P.WITHDRAWN}),
        _P.ADOPTED: _LEADERSHIP | {_P.IN_EFFECT},
        _P.RECOMMENDED: _LEADERSHIP,
        _P.NOT_ADOPTED: frozenset(),
        _P.WITHDRAWN: frozenset(),
        _P.ACCEPTED: frozenset({_P.IN_EFFECT}),
        _P.ACCEPTED_IN_PART: frozenset({_P.IN_EFFECT, _P.ACCEPTED, _P.ON_AGENDA}),
        _P.DECLINED: frozenset({_P.ACCEPTED, _P.ACCEPTED_IN_PART, _P.ON_AGENDA}),
        _P.IN_EFFECT: frozenset({_P.REVIEWED_KEEP, _P.REVIEWED_CHANGE, _P.REVIEWED_STOP}),
        _P.REVIEWED_KEEP: frozenset({_P.REVIEWED_CHANGE, _P.REVIEWED_STOP}),
        _P.REVIEWED_CHANGE: frozenset({_P.ON_AGENDA}),
        _P.REVIEWED_STOP: frozenset(),
    },
)
