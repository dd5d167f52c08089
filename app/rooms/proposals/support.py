"""Open support: a press of a button without a card. It shows interest and counts toward nothing."""

from datetime import datetime

from sqlalchemy import update
from sqlalchemy.orm import Session

from app.domain.errors import IllegalMove
from app.domain.lifecycles import ProposalState
from app.models.proposals import Proposal
from app.web.limits import count_one, require_room
from app.web.public_version import raise_public_version

MOST_FOR_ONE = 60
MOST_FOR_ALL = 600


def support(session: Session, proposal: Proposal, *, now: datetime) -> None:
    """Count one press; ``IllegalMove`` unless it is open, ``TooMany`` beyond so many in ten minutes.

    Nothing is stored of who pressed: the same person may press twice, and the page says so.
    """
    if proposal.state != ProposalState.OPEN_FOR_SUPPORT.value:
        raise IllegalMove("proposal_not_open")
    limits = ((f"support:{proposal.ref}", MOST_FOR_ONE), ("support", MOST_FOR_ALL))
    for name, most in limits:
        require_room(session, name, most=most, now=now)
    for name, _most in limits:
        count_one(session, name, now=now)
    # The database does the adding, so that none of many at once is lost.
    session.execute(
        update(Proposal).where(Proposal.id == proposal.id).values(open_supports=Proposal.open_supports + 1)
    )
    raise_public_version(session)
    session.refresh(proposal)
