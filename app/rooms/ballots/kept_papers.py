"""Frozen papers, and the receipt's page without its mark, kept by a process: neither ever changes.

Casting has to be quick when a room full of people votes at once. Whether a ballot is open is never kept: the
database decides that with every vote.
"""

from collections import OrderedDict
from threading import Lock
from typing import TypeVar

from fastapi import Request
from starlette.responses import HTMLResponse, Response

from app.db import Database
from app.rooms.ballots.casting import Cast
from app.rooms.ballots.pages import CountedPage, VotingPlace, grouped
from app.rooms.ballots.queries import find_ballot, paper_of
from app.rooms.ballots.speech import BallotSpeech
from app.rooms.ballots.voting import Marked
from app.web.render import NO_STORE, language_of, render

MOST = 64
_NULLIFIER, _TRACKER = "nullifier-goes-here", "tracker-goes-here"

K = TypeVar("K")
V = TypeVar("V")


class KeptPapers:
    """One for a process; what was not used for longest goes first."""

    def __init__(self) -> None:
        self._papers: OrderedDict[str, Marked] = OrderedDict()
        self._receipts: OrderedDict[tuple[object, ...], bytes] = OrderedDict()
        self._lock = Lock()

    def find(self, database: Database, ref: str) -> Marked | None:
        """The frozen ballot of this reference; None where there is none."""
        kept = self._papers.get(ref)
        if kept is not None:
            return kept
        with database.read() as session:
            ballot = find_ballot(session, ref)
        if ballot is None or ballot.frozen_at is None:
            return None
        found = Marked(ballot, paper_of(ballot))
        self._put(self._papers, ref, found)
        return found

    def receipt(
        self, request: Request, marked: Marked, cast: Cast, *, say: BallotSpeech, at: VotingPlace
    ) -> Response:
        """The page "counted" with this card's mark in it."""
        language = language_of(request)
        key = (marked.ballot.ref, language, at.layout, request.app.state.house.facts())
        page = self._receipts.get(key)
        if page is None:
            tracker = _TRACKER if marked.paper.is_checkable else ""
            blank = CountedPage(say, marked.ballot, marked.paper, _NULLIFIER, tracker, at)
            page = bytes(render(request, "ballots/counted.html", blank).body)
            self._put(self._receipts, key, page)
        filled = page.replace(_NULLIFIER.encode(), grouped(cast.nullifier).encode())
        filled = filled.replace(_TRACKER.encode(), cast.tracker.encode())
        return HTMLResponse(filled, headers={"Content-Language": language} | NO_STORE | at.headers)

    def _put(self, kept: OrderedDict[K, V], key: K, value: V) -> None:
        with self._lock:
            kept[key] = value
            if len(kept) > MOST:
                kept.popitem(last=False)
