"""While a vote runs, nothing that somebody sees, measures or finds in a log differs by what was chosen."""

import logging

import httpx
import pytest
from starlette.testclient import TestClient

from app.domain.ballots.paper import BallotMethod
from tests.support.ballots import opened, with_options
from tests.support.organisation import World

PLACES = ("/", "/vote", "/ballots", "/open-data/ballots.json", "/ledger")
WAYS = {
    BallotMethod.MAJORITY: ({"choice": "yes"}, {"choice": "no"}, {"choice": "abstain"}),
    BallotMethod.PLURALITY: ({"choice": "a"}, {"choice": "d"}, {"blank": "yes"}),
    BallotMethod.APPROVAL: ({"approve": ["a"]}, {"approve": ["b", "c", "d"]}, {"blank": "yes"}),
    BallotMethod.RANK_SEVERAL: (
        {"rank-a": "1"},
        {"rank-d": "1", "rank-c": "2", "rank-b": "3"},
        {"blank": "yes"},
    ),
}


def seen(answer: httpx.Response) -> tuple[int, str, list[tuple[str, str]]]:
    """All that comes back: state, words and every header."""
    return answer.status_code, answer.text, sorted(answer.headers.items())


@pytest.mark.parametrize("method", WAYS)
def test_the_answer_and_every_page_are_the_same_for_every_choice(
    world: World, client: TestClient, method: BallotMethod, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    ballot = opened(world, with_options(world, method) if method is not BallotMethod.MAJORITY else None)
    paths = [*PLACES, f"/ballots/{ballot.ref}"]
    form = {"code": ballot.cards[0].code, "ballot": ballot.ref}
    answers, pages, logs = [], [], []
    for marks in WAYS[method]:
        caplog.clear()
        answers.append(seen(client.post("/vote", data={**form, **marks})))
        pages.append([seen(client.get(path)) for path in paths])
        logs.append([(one.name, one.levelname, one.getMessage()) for one in caplog.records])
    assert answers[0][0] == 200
    assert "Counted" in answers[0][1]
    assert answers == [answers[0]] * 3
    assert pages == [pages[0]] * 3
    assert logs[0]
    assert logs == [logs[0]] * 3
    assert not [line for line in logs[0] if form["code"] in repr(line)]
