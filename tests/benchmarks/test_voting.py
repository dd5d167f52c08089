"""Casting beside a bare form that stores one row, and counting a full box."""

import time
from datetime import UTC, datetime

import pytest
from sqlalchemy import insert

from app.domain.ballots.paper import BallotMethod, Chamber
from app.domain.ballots.votes import Vote, encode
from app.models.ballots import Envelope
from app.rooms.ballots.queries import get_openings
from app.settings import Settings
from app.vault.ballots import seal_vote
from tests.support.ballots import ballot_of, close, count, opened, publish, with_options
from tests.support.organisation import World
from tests.support.post_load import Sent, send_all
from tests.support.server import served

pytestmark = pytest.mark.bench

CARDS = 2000
ENVELOPES = 10_000


def in_milliseconds(sent: Sent, share: int) -> float:
    return 1000 * sent.latencies[min(len(sent.latencies) * share // 100, len(sent.latencies) - 1)]


def test_casting_beside_a_bare_form_that_stores_a_row(world: World, settings: Settings, backend: str) -> None:
    world.now = datetime.now(UTC)
    ballot = opened(world, cards=CARDS)
    forms = [{"code": card.code, "ballot": ballot.ref, "choice": "yes"} for card in ballot.cards]
    ours: list[Sent] = []
    peer: list[Sent] = []
    with served(settings) as server, served(settings, app="tests.support.bare_form") as bare:
        for address in (server.address, bare.address):
            send_all(f"{address}/vote", forms[:200])
        third = CARDS // 3
        for turn in range(3):
            part = forms[turn * third : (turn + 1) * third]
            ours.append(send_all(f"{server.address}/vote", part))
            peer.append(send_all(f"{bare.address}/vote", part))
    assert not [status for one in (*ours, *peer) for status in one.wrong]
    mine, theirs = sorted(one.per_second for one in ours)[1], sorted(one.per_second for one in peer)[1]
    print(f"(f) {backend}: {mine:.0f} votes/s of {theirs:.0f} bare forms/s: {mine / theirs:.2f} (limit 0.6);")
    print(f"    p99 {in_milliseconds(ours[1], 99):.0f} ms, bare {in_milliseconds(peer[1], 99):.0f} ms")


def test_counting_ten_thousand_envelopes(world: World, backend: str) -> None:
    ballot = opened(world, with_options(world, BallotMethod.RANK_SEVERAL, seats=2), cards=1)
    row = ballot_of(world, ballot.ref)
    assert row.public_key
    votes = [encode(Vote("rank", list(ranks))) for ranks in ("ab", "bc", "cd", "da", "acd", "b")]
    envelopes = [
        {
            "nullifier": number.to_bytes(32, "big"),
            "ballot_id": row.id,
            "chamber": "participants",
            "sealed": seal_vote(row.public_key, votes[number % len(votes)]),
        }
        for number in range(ENVELOPES)
    ]
    with world.database.write() as session:
        session.execute(insert(Envelope), envelopes)
    closing, counting = _seconds(lambda: close(world, ballot.ref)), _seconds(lambda: count(world, ballot.ref))
    shown = _seconds(lambda: publish(world))
    with world.database.read() as session:
        lines = get_openings(session, ballot_of(world, ballot.ref), Chamber.PARTICIPANTS).splitlines()
    assert len(lines) == ENVELOPES + 1
    print(f"(g) {backend}: {ENVELOPES} envelopes closed in {closing:.1f} s, counted in {counting:.1f} s")
    print(f"    (limit 30 s), scrubbed and shown in {shown:.1f} s")


def _seconds(work: object) -> float:
    begun = time.perf_counter()
    work()  # type: ignore[operator]
    return time.perf_counter() - begun
