"""Decisions and policies to take along: files of records, and a feed of the newest decisions."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from fastapi import APIRouter, Request
from sqlalchemy.orm import Session
from starlette.responses import Response

from app.domain.ledger.canonical import Value
from app.models.decisions import Decision
from app.rooms.publishing.open_data import as_csv, as_json
from app.rooms.publishing.queries import get_founding_day
from app.rooms.publishing.records import (
    DECISION_FIELDS,
    MINUTES_FIELDS,
    MOTION_FIELDS,
    POLICY_FIELDS,
    RULEBOOK_FIELDS,
    list_decision_items,
    list_minutes_items,
    list_motion_items,
    list_newest_decisions,
    list_policy_items,
    list_rulebook_items,
)
from app.web.page_cache import keep
from app.web.render import render
from app.web.requests import ReadSession

router = APIRouter()


@dataclass(frozen=True)
class File:
    """One kind of record: where its items come from, and its columns."""

    items: Callable[[Session], Sequence[Mapping[str, Value]]]
    columns: Sequence[str]


@dataclass(frozen=True)
class DecisionsFeedPage:
    """``base`` is the public address without a slash at the end."""

    base: str
    decisions: Sequence[Decision]
    updated_on: date


FILES = {
    "decisions": File(list_decision_items, DECISION_FIELDS),
    "policies": File(list_policy_items, POLICY_FIELDS),
    "motions": File(list_motion_items, MOTION_FIELDS),
    "minutes": File(list_minutes_items, MINUTES_FIELDS),
    "rulebooks": File(list_rulebook_items, RULEBOOK_FIELDS),
}


@router.get("/open-data/decisions.json", name="decisions_json")
def decisions_json(request: Request, session: ReadSession) -> Response:
    """Every published decision with its replies, steps and reviews."""
    return _json(request, session, "decisions")


@router.get("/open-data/decisions.csv", name="decisions_csv")
def decisions_csv(request: Request, session: ReadSession) -> Response:
    """The same as a table."""
    return _csv(request, session, "decisions")


@router.get("/open-data/policies.json", name="policies_json")
def policies_json(request: Request, session: ReadSession) -> Response:
    """Every version of every policy."""
    return _json(request, session, "policies")


@router.get("/open-data/policies.csv", name="policies_csv")
def policies_csv(request: Request, session: ReadSession) -> Response:
    """The same as a table."""
    return _csv(request, session, "policies")


@router.get("/open-data/motions.json", name="motions_json")
def motions_json(request: Request, session: ReadSession) -> Response:
    """Every vote of the board with its rules and its result in exact numbers."""
    return _json(request, session, "motions")


@router.get("/open-data/motions.csv", name="motions_csv")
def motions_csv(request: Request, session: ReadSession) -> Response:
    """The same as a table."""
    return _csv(request, session, "motions")


@router.get("/open-data/minutes.json", name="minutes_json")
def minutes_json(request: Request, session: ReadSession) -> Response:
    """All minutes that the board adopted."""
    return _json(request, session, "minutes")


@router.get("/open-data/minutes.csv", name="minutes_csv")
def minutes_csv(request: Request, session: ReadSession) -> Response:
    """The same as a table."""
    return _csv(request, session, "minutes")


@router.get("/open-data/rulebooks.json", name="rulebooks_json")
def rulebooks_json(request: Request, session: ReadSession) -> Response:
    """Every version of the board's rulebook."""
    return _json(request, session, "rulebooks")


@router.get("/open-data/rulebooks.csv", name="rulebooks_csv")
def rulebooks_csv(request: Request, session: ReadSession) -> Response:
    """The same as a table."""
    return _csv(request, session, "rulebooks")


@router.get("/feeds/decisions.atom", name="decisions_feed")
def decisions_feed(request: Request, session: ReadSession) -> Response:
    """The newest decisions for a feed reader (RFC 4287)."""
    keep(request)
    newest = list_newest_decisions(session)
    page = DecisionsFeedPage(
        base=request.app.state.settings.effective_base_url,
        decisions=newest,
        updated_on=max((one.decided_on for one in newest), default=None) or get_founding_day(session),
    )
    feed = render(request, "publishing/decisions.atom", page)
    feed.headers["Content-Type"] = "application/atom+xml; charset=utf-8"
    return feed


def _json(request: Request, session: Session, name: str) -> Response:
    keep(request)
    return Response(as_json(FILES[name].items(session)), media_type="application/json")


def _csv(request: Request, session: Session, name: str) -> Response:
    keep(request)
    file = FILES[name]
    as_file = {"Content-Disposition": f'inline; filename="{name}.csv"'}
    return Response(as_csv(file.items(session), file.columns), media_type="text/csv", headers=as_file)
