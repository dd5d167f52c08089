"""Voting on a shared device: pages that clear themselves, and nothing of the one before."""

import httpx
import pytest
from sqlalchemy import select
from starlette.testclient import TestClient

from app.models.ballots import Envelope
from app.models.feedback import FormUse
from tests.pages.contract import check_page
from tests.rooms.ballots.test_a_ballot import rows
from tests.support.ballots import OpenBallot, opened
from tests.support.organisation import World
from tests.support.setup import fields_of

START = "/vote/kiosk/start"


@pytest.fixture
def ballot(world: World) -> OpenBallot:
    return opened(world)


def send(client: TestClient, page: httpx.Response, **more: str) -> httpx.Response:
    """The first form of a page, as it stands there, with what was marked."""
    answer: httpx.Response = client.post("/vote/kiosk", data={**fields_of(page.text), **more})
    return answer


def papers_of(client: TestClient, ballot: OpenBallot) -> httpx.Response:
    return send(client, client.get("/vote/kiosk"), code=ballot.cards[0].code)


def envelope(world: World) -> bytes:
    with world.database.read() as session:
        return session.scalars(select(Envelope.sealed)).one()


def leads_to_the_start(answer: httpx.Response) -> bool:
    return (answer.status_code, answer.headers.get("location")) == (303, START)


def test_every_page_of_a_vote_on_a_kiosk_clears_itself_and_leads_nowhere_else(
    world: World, client: TestClient, ballot: OpenBallot
) -> None:
    first = client.get("/vote/kiosk")
    papers = papers_of(client, ballot)
    look = send(client, papers, choice="yes")
    done = send(client, look)
    assert "Counted" in done.text
    assert rows(world, Envelope) == 1
    for page in (first, papers, look, done):
        assert page.headers["refresh"] == f"300; url={START}"
        assert page.headers["cache-control"] == "no-store"
        assert "set-cookie" not in page.headers
        assert check_page(page.text) == []
        assert 'href="/ballots' not in page.text
        assert 'action="/vote"' not in page.text
    assert ballot.cards[0].code not in done.text


def test_the_page_that_waits_has_no_end_and_makes_the_browser_forget(client: TestClient) -> None:
    waits = client.get(START)
    assert "refresh" not in waits.headers
    assert waits.headers["clear-site-data"] == '"cache", "storage"'
    assert check_page(waits.text) == []
    assert 'href="/vote/kiosk"' in waits.text


def test_a_form_that_was_sent_opens_no_paper_and_casts_no_old_vote_again(
    world: World, client: TestClient, ballot: OpenBallot
) -> None:
    first = client.get("/vote/kiosk")
    papers = send(client, first, code=ballot.cards[0].code)
    look = send(client, papers, choice="yes")
    assert "Counted" in send(client, look).text
    again = {"code": ballot.cards[0].code, "ballot": ballot.ref, "choice": "no"}
    assert client.post("/vote", data=again).status_code == 200
    kept = envelope(world)
    for page, more in ((first, {"code": ballot.cards[0].code}), (papers, {"choice": "yes"}), (look, {})):
        assert leads_to_the_start(send(client, page, **more))
    assert envelope(world) == kept


@pytest.mark.parametrize("token", ["", "made-up", "x" * 48])
def test_a_form_that_is_not_ours_is_not_taken(client: TestClient, ballot: OpenBallot, token: str) -> None:
    sent = {"code": ballot.cards[0].code, "token": token}
    assert leads_to_the_start(client.post("/vote/kiosk", data=sent))


def test_who_needs_more_time_or_marked_nothing_finds_the_paper_with_what_was_marked(
    world: World, client: TestClient, ballot: OpenBallot
) -> None:
    more = send(client, papers_of(client, ballot), choice="no", more="yes")
    assert (more.status_code, more.headers["refresh"]) == (200, f"300; url={START}")
    assert 'value="no" checked' in more.text
    assert 'role="alert"' not in more.text
    fields = {name: value for name, value in fields_of(more.text).items() if name != "choice"}
    refused = client.post("/vote/kiosk", data=fields)
    assert (refused.status_code, check_page(refused.text)) == (422, [])
    assert "Is this right?" in send(client, refused, choice="no").text
    assert rows(world, Envelope) == 0


def test_a_wrong_card_stays_at_the_kiosk(client: TestClient, ballot: OpenBallot) -> None:
    wrong = send(client, client.get("/vote/kiosk"), code="AAAA BBBB CCCC DDDD")
    assert (wrong.status_code, wrong.headers["refresh"]) == (422, f"300; url={START}")
    assert check_page(wrong.text) == []
    assert 'action="/vote/kiosk"' in wrong.text


def test_what_is_kept_of_a_sent_form_says_nothing_of_a_card(
    world: World, client: TestClient, ballot: OpenBallot
) -> None:
    look = send(client, papers_of(client, ballot), choice="yes")
    assert "Counted" in send(client, look).text
    with world.database.read() as session:
        kept = session.scalars(select(FormUse)).all()
    assert len(kept) == 3
    assert {(one.reshow_key_id, one.week) for one in kept} == {(0, kept[0].week)}
