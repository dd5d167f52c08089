"""Ballots to take along: files of records, as the ledger commits to them."""

from collections.abc import Mapping

from fastapi import APIRouter, Request
from sqlalchemy.orm import Session
from starlette.responses import Response

from app.domain.ledger.canonical import Value
from app.rooms.ballots.queries import list_public
from app.rooms.ballots.records import FIELDS, ballot_record
from app.rooms.publishing.open_data import as_csv, as_json
from app.web.page_cache import keep
from app.web.requests import ReadSession

router = APIRouter()


@router.get("/open-data/ballots.json", name="ballots_json")
def ballots_json(request: Request, session: ReadSession) -> Response:
    """Every frozen ballot: its paper, its box when it is closed, its result when it is published."""
    keep(request)
    return Response(as_json(_items(session)), media_type="application/json")


@router.get("/open-data/ballots.csv", name="ballots_csv")
def ballots_csv(request: Request, session: ReadSession) -> Response:
    """The same as a table."""
    keep(request)
    as_file = {"Content-Disposition": 'inline; filename="ballots.csv"'}
    return Response(as_csv(_items(session), FIELDS), media_type="text/csv", headers=as_file)


def _items(session: Session) -> list[Mapping[str, Value]]:
    return [
        ballot_record(ballot)
        | {"ledger": {"leaf": ballot.ledger_leaf, "salt": (ballot.ledger_salt or b"").hex()}}
        for ballot in list_public(session)
    ]
