"""Proposals to take along: `/open-data/proposals.{json,csv}` and `/feeds/proposals.atom`."""

from dataclasses import dataclass
from datetime import date

from fastapi import APIRouter, Request
from starlette.responses import Response

from app.rooms.proposals.listing import NewProposal, list_newly_opened
from app.rooms.proposals.records import proposal_records
from app.rooms.publishing import queries
from app.rooms.publishing.open_data import as_csv, as_json
from app.web.page_cache import keep
from app.web.render import render
from app.web.requests import ReadSession

router = APIRouter()

# The versions, the quotes and the screening are lists of records, which only the JSON file holds.
COLUMNS = (
    "ref",
    "state",
    "opened_on",
    "proposed_by",
    "title",
    "change",
    "problem",
    "trade_off",
    "matter",
    "power",
    "sum_needed",
    "themes",
)


@dataclass(frozen=True)
class ProposalsFeedPage:
    """The newest proposals; ``base`` is the address that absolute links begin with."""

    base: str
    proposals: list[NewProposal]
    updated_on: date


@router.get("/open-data/proposals.json", name="proposals_json")
def proposals_json(request: Request, session: ReadSession) -> Response:
    """All public proposals with what opens their commitments."""
    keep(request)
    return Response(as_json(proposal_records(session)), media_type="application/json")


@router.get("/open-data/proposals.csv", name="proposals_csv")
def proposals_csv(request: Request, session: ReadSession) -> Response:
    """The same as a table, without the fields that hold lists of records."""
    keep(request)
    as_file = {"Content-Disposition": 'inline; filename="proposals.csv"'}
    return Response(as_csv(proposal_records(session), COLUMNS), media_type="text/csv", headers=as_file)


@router.get("/feeds/proposals.atom", name="proposals_feed")
def proposals_feed(request: Request, session: ReadSession) -> Response:
    """The proposals that opened last, for a feed reader (RFC 4287)."""
    keep(request)
    newest = list_newly_opened(session)
    page = ProposalsFeedPage(
        base=request.app.state.settings.effective_base_url,
        proposals=newest,
        updated_on=max((one.opened_on for one in newest), default=None) or queries.get_founding_day(session),
    )
    feed = render(request, "publishing/proposals.atom", page)
    feed.headers["Content-Type"] = "application/atom+xml; charset=utf-8"
    return feed
