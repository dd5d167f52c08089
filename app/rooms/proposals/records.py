"""The public record of a proposal: exactly what is committed to on the ledger and given as open data."""

import secrets
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.ledger.canonical import Value
from app.domain.ledger.commitments import SALT_BYTES, commitment
from app.domain.ledger.leaves import RECORD, Leaf
from app.domain.weeks import Week
from app.models.proposals import Proposal, ProposalQuote, ProposalTheme, ProposalVersion, Screening
from app.models.stewardship import Theme
from app.rooms.ledger.actions import append
from app.web.public_version import raise_public_version


@dataclass
class Shelf:
    """What stands beside one proposal in its record."""

    versions: list[ProposalVersion] = field(default_factory=list)
    themes: list[str] = field(default_factory=list)
    quotes: list[str] = field(default_factory=list)
    screening: Screening | None = None


def append_act(
    session: Session,
    proposal: Proposal,
    *,
    act: str,
    by: str,
    week: Week,
    facts: Mapping[str, Value] | None = None,
) -> None:
    """Append the leaf of an act; from the day that it is public on, with a commitment to its record.

    Call it last. ``by`` is a role, or "program" where a participant's act changed what the public reads.
    """
    session.flush()
    commitments = {}
    if proposal.public_on is not None:
        proposal.ledger_salt = secrets.token_bytes(SALT_BYTES)
        record = public_record(proposal, list_shelves(session, [proposal])[proposal.id])
        commitments = {RECORD: commitment(record, salt=proposal.ledger_salt)}
        raise_public_version(session)
    leaf = Leaf(act, f"proposal:{proposal.ref}", proposal.state, by, str(week), facts or {}, commitments)
    index = append(session, leaf)
    if commitments:
        proposal.ledger_leaf = index
        session.flush()


def proposal_records(session: Session) -> list[dict[str, Value]]:
    """Every public proposal for ``/open-data/proposals.json``, oldest first, each with its "ledger"."""
    public = select(Proposal).where(Proposal.ledger_leaf.is_not(None)).order_by(Proposal.id)
    proposals = list(session.scalars(public))
    shelves = list_shelves(session, proposals)
    return [
        {
            **public_record(proposal, shelves[proposal.id]),
            "ledger": {"leaf": proposal.ledger_leaf, "salt": (proposal.ledger_salt or b"").hex()},
        }
        for proposal in proposals
    ]


def public_record(proposal: Proposal, shelf: Shelf) -> dict[str, Value]:
    """Fields and values as the public reads them; dates as ISO text. Refused: no words of its author."""
    newest = shelf.versions[-1] if shelf.versions else None
    return {
        "change": newest.change if newest else None,
        "matter": proposal.matter,
        "opened_on": _iso(proposal.opened_on),
        "power": proposal.power,
        "problem": newest.problem if newest else None,
        "proposed_by": proposal.proposed_by,
        "quotes": list(shelf.quotes),
        "ref": proposal.ref,
        "screening": _screening(shelf.screening),
        "state": proposal.state,
        "sum_needed": proposal.sum_needed,
        "themes": sorted(shelf.themes),
        "title": newest.title if newest else None,
        "trade_off": newest.trade_off if newest else None,
        "versions": [_version(version) for version in shelf.versions],
    }


def list_shelves(session: Session, proposals: Sequence[Proposal]) -> Mapping[int, Shelf]:
    """What stands beside each of these, by id; only versions that are public."""
    shelves: dict[int, Shelf] = defaultdict(Shelf)
    wanted = [proposal.id for proposal in proposals]
    versions = select(ProposalVersion).where(
        ProposalVersion.proposal_id.in_(wanted), ProposalVersion.change.is_not(None)
    )
    for version in session.scalars(versions.order_by(ProposalVersion.number)):
        shelves[version.proposal_id].versions.append(version)
    themes = select(ProposalTheme.proposal_id, Theme.slug).join(Theme, Theme.id == ProposalTheme.theme_id)
    for proposal_id, slug in session.execute(themes.where(ProposalTheme.proposal_id.in_(wanted))):
        shelves[proposal_id].themes.append(slug)
    quotes = select(ProposalQuote).where(ProposalQuote.proposal_id.in_(wanted)).order_by(ProposalQuote.id)
    for quote in session.scalars(quotes):
        shelves[quote.proposal_id].quotes.append(quote.words)
    screenings = select(Screening).where(Screening.proposal_id.in_(wanted)).order_by(Screening.id)
    for screening in session.scalars(screenings):
        shelves[screening.proposal_id].screening = screening
    return shelves


def _version(version: ProposalVersion) -> dict[str, Value]:
    return {
        "by": version.by_role,
        "change": version.change,
        "made_on": version.made_on.isoformat(),
        "number": version.number,
        "problem": version.problem,
        "title": version.title,
        "trade_off": version.trade_off,
        "why_changed": version.why_changed,
    }


def _screening(screening: Screening | None) -> dict[str, Value] | None:
    if screening is None:
        return None
    return {
        "ground": screening.ground,
        "heard_on": _iso(screening.heard_on),
        "heard_words": screening.heard_words,
        "screened_on": screening.screened_on.isoformat(),
        "words": screening.words,
    }


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None
