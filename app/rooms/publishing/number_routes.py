"""`/numbers` and the same numbers as open data: kept until midnight, because clocks run in days."""

from fastapi import APIRouter, Request
from starlette.responses import Response

from app.rooms.publishing.numbers import FIELDS, NumbersPage, number_items, numbers_page
from app.rooms.publishing.open_data import as_csv, as_json
from app.web.page_cache import keep
from app.web.render import render
from app.web.requests import Facts, Now, ReadSession

router = APIRouter()


@router.get("/numbers", name="numbers")
def numbers(request: Request, session: ReadSession, facts: Facts, now: Now) -> Response:
    """The measures as charts with their tables."""
    return render(request, "publishing/numbers.html", _page(request, session, facts, now))


@router.get("/open-data/numbers.json", name="numbers_json")
def numbers_json(request: Request, session: ReadSession, facts: Facts, now: Now) -> Response:
    """The same numbers; nothing of them is committed to, because everybody can count most of them again."""
    items = number_items(_page(request, session, facts, now))
    return Response(as_json(items), media_type="application/json")


@router.get("/open-data/numbers.csv", name="numbers_csv")
def numbers_csv(request: Request, session: ReadSession, facts: Facts, now: Now) -> Response:
    """The same as a table."""
    body = as_csv(number_items(_page(request, session, facts, now)), FIELDS, on_ledger=False)
    as_file = {"Content-Disposition": 'inline; filename="numbers.csv"'}
    return Response(body, media_type="text/csv", headers=as_file)


def _page(request: Request, session: ReadSession, facts: Facts, now: Now) -> NumbersPage:
    keep(request, until=facts.day_ends_at(now))
    return numbers_page(session, languages=facts.languages, today=facts.today(now))
