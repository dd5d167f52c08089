"""The public list: what is open for support first, then what the board has, what it decided, what ended."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from heapq import merge
from itertools import islice

from sqlalchemy import select, tuple_
from sqlalchemy.orm import Session

from app.domain.disclosure import LEAST_SHOWN
from app.domain.lifecycles import ProposalState
from app.domain.trail import draw_trail
from app.models.proposals import Proposal
from app.rooms.feedback.trails import list_trail_facts
from app.rooms.proposals.queries import list_newest_versions
from app.web.trails import ShownBead, shown_beads

PAGE_SIZE = 20
_S = ProposalState


class Group(StrEnum):
    """The groups of the list, in their order."""

    OPEN = "open"
    BOARD = "board"
    DECIDED = "decided"
    ENDED = "ended"


GROUPS: Mapping[Group, tuple[ProposalState, ...]] = {
    Group.OPEN: (_S.OPEN_FOR_SUPPORT,),
    Group.BOARD: (_S.ON_AGENDA, _S.DEFERRED),
    Group.DECIDED: (
        _S.ADOPTED,
        _S.RECOMMENDED,
        _S.NOT_ADOPTED,
        _S.ACCEPTED,
        _S.ACCEPTED_IN_PART,
        _S.DECLINED,
        _S.IN_EFFECT,
        _S.REVIEWED_KEEP,
        _S.REVIEWED_CHANGE,
        _S.REVIEWED_STOP,
    ),
    Group.ENDED: (_S.REFUSED, _S.APPEALED, _S.REFUSED_ON_APPEAL, _S.WITHDRAWN),
}
_GROUP_OF = {state.value: group for group, states in GROUPS.items() for state in states}


@dataclass(frozen=True)
class Row:
    """One line of the list. ``title`` None: not put up, so that none of its words are public."""

    ref: str
    title: str | None
    state: str
    proposed_by: str
    supports: int | None
    beads: Sequence[ShownBead] = field(repr=False)


@dataclass(frozen=True)
class Listing:
    """A page in groups, and the reference after which the next one begins, or nothing."""

    groups: Sequence[tuple[Group, Sequence[Row]]]
    older: str


def list_public(session: Session, *, after: Proposal | None, today: date) -> Listing:
    """A page; each group newest first. Each state costs one look into its index, however long the list."""
    found = list(islice(_in_order(session, after), PAGE_SIZE + 1))
    shown = found[:PAGE_SIZE]
    titles = list_newest_versions(session, shown)
    facts = list_trail_facts(session, shown, today=today)
    rows: dict[Group, list[Row]] = {}
    for proposal in shown:
        rows.setdefault(_GROUP_OF[proposal.state], []).append(
            Row(
                ref=proposal.ref,
                title=titles[proposal.id].title,
                state=proposal.state,
                proposed_by=proposal.proposed_by,
                supports=shown_supports(proposal),
                beads=shown_beads(draw_trail(facts[proposal.id])),
            )
        )
    return Listing(list(rows.items()), shown[-1].ref if len(found) > PAGE_SIZE else "")


@dataclass(frozen=True)
class NewProposal:
    """An entry of the feed."""

    ref: str
    title: str
    change: str
    opened_on: date


def list_newly_opened(session: Session, *, most: int = PAGE_SIZE) -> list[NewProposal]:
    """What opened last and still waits for support, the newest first."""
    newest = _of_state(session, ProposalState.OPEN_FOR_SUPPORT, after=None)[:most]
    words = list_newest_versions(session, newest)
    return [
        NewProposal(one.ref, words[one.id].title or "", words[one.id].change or "", one.opened_on)
        for one in newest
        if one.opened_on
    ]


def shown_supports(proposal: Proposal) -> int | None:
    """Presses of the button; None is "fewer than 10"."""
    return proposal.open_supports if proposal.open_supports >= LEAST_SHOWN else None


def _in_order(session: Session, after: Proposal | None) -> Iterator[Proposal]:
    groups = list(GROUPS)
    first = groups.index(_GROUP_OF[after.state]) if after else 0
    for place, group in enumerate(groups[first:], first):
        start = after if place == first else None
        by_state = [_of_state(session, state, after=start) for state in GROUPS[group]]
        yield from merge(*by_state, key=_key, reverse=True)


def _of_state(session: Session, state: ProposalState, *, after: Proposal | None) -> Sequence[Proposal]:
    rows = select(Proposal).where(Proposal.state == state.value, Proposal.public_on.is_not(None))
    if after is not None:
        rows = rows.where(tuple_(Proposal.public_on, Proposal.id) < (after.public_on, after.id))
    newest = rows.order_by(Proposal.public_on.desc(), Proposal.id.desc())
    return session.scalars(newest.limit(PAGE_SIZE + 1)).all()


def _key(proposal: Proposal) -> tuple[date, int]:
    return proposal.public_on or date.min, proposal.id
