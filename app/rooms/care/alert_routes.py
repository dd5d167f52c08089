"""Warnings: the public page, its feed and its sheet."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from fastapi import APIRouter, Request
from starlette.responses import Response

from app.models.care import Alert
from app.models.organisation import Organisation
from app.rooms.care.alerts import list_current
from app.web.page_cache import keep
from app.web.render import render
from app.web.requests import Facts, Now, ReadSession

router = APIRouter()


@dataclass(frozen=True)
class AlertsPage:
    """``base`` is the public address for absolute links; ``updated_on`` for the feed."""

    alerts: Sequence[Alert]
    today: date
    base: str
    updated_on: date


@router.get("/alerts", name="alerts")
def alerts(request: Request, session: ReadSession, facts: Facts, now: Now) -> Response:
    """What people should know today; kept until midnight, when one may end."""
    return render(request, "care/alerts.html", _page(request, session, facts, now))


@router.get("/alerts/print", name="alerts_sheet")
def sheet(request: Request, session: ReadSession, facts: Facts, now: Now) -> Response:
    """The same on a sheet for the door."""
    return render(request, "care/alerts_sheet.html", _page(request, session, facts, now))


@router.get("/feeds/alerts.atom", name="alerts_feed")
def feed(request: Request, session: ReadSession, facts: Facts, now: Now) -> Response:
    """The same for a feed reader (RFC 4287)."""
    answer = render(request, "care/alerts.atom", _page(request, session, facts, now))
    answer.headers["Content-Type"] = "application/atom+xml; charset=utf-8"
    return answer


def _page(request: Request, session: ReadSession, facts: Facts, now: Now) -> AlertsPage:
    keep(request, until=facts.day_ends_at(now))
    today = facts.today(now)
    current = list_current(session, today)
    founded = session.get(Organisation, 1)
    first = founded.founded_on if founded else today
    return AlertsPage(
        alerts=current,
        today=today,
        base=request.app.state.settings.effective_base_url,
        updated_on=max((one.published_on for one in current), default=first),
    )
