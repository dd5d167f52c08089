"""Voting with a card, as a phone without a script sees it."""

from datetime import timedelta

import pytest
from sqlalchemy import select
from starlette.testclient import TestClient

from app.domain.ballots.paper import BallotMethod
from app.models.ballots import Envelope
from app.models.cards import Card
from tests.pages.contract import check_page
from tests.rooms.ballots.test_a_ballot import rows
from tests.support.ballots import ballot_of, counted, new_ballot, opened, with_options
from tests.support.organisation import World
from tests.support.setup import fields_of, text_of


def vote(client: TestClient, code: str, ballot: str, **marks: object):
    fields = {name.replace("_", "-"): value for name, value in marks.items()}
    return client.post("/vote", data={"code": code, "ballot": ballot, **fields})


def forms_of(page: str) -> dict[str, str | list[str]]:
    return fields_of(page)


def test_a_phone_without_a_script_votes_in_four_pages(world: World, client: TestClient):
    ballot = opened(world)
    first = client.get("/vote")
    assert "Shall the drop-in stay open late?" in first.text
    assert check_page(first.text) == []
    code = " ".join(ballot.cards[0].groups).lower()
    papers = client.post("/vote", data={"code": code})
    assert check_page(papers.text) == []
    assert papers.headers["cache-control"] == "no-store"
    look = client.post("/vote", data={**forms_of(papers.text), "choice": "yes"})
    assert check_page(look.text) == []
    assert "Is this right?" in look.text
    assert rows(world, Envelope) == 0
    done = client.post("/vote", data=forms_of(look.text))
    assert check_page(done.text) == []
    assert "Counted" in done.text
    assert rows(world, Envelope) == 1
    assert not done.cookies
    assert "set-cookie" not in done.headers


def test_the_contract_of_the_address_is_one_post(world: World, client: TestClient):
    ballot = opened(world)
    done = vote(client, ballot.cards[0].code, ballot.ref, choice="no")
    assert done.status_code == 200
    assert "Counted" in done.text


@pytest.mark.parametrize("method", [BallotMethod.APPROVAL, BallotMethod.RANK_SEVERAL])
def test_ticks_and_numbers_are_shown_once_more_before_they_count(
    world: World, client: TestClient, method: BallotMethod
):
    ballot = opened(world, with_options(world, method))
    marks = {"approve": ["d", "b"]} if method is BallotMethod.APPROVAL else {"rank-d": "1", "rank-b": "2"}
    look = client.post(
        "/vote", data={"code": ballot.cards[0].code, "ballot": ballot.ref, "look": "yes", **marks}
    )
    assert "Tea" in look.text
    assert "Bread" in look.text
    assert "Soup" not in look.text
    assert "Counted" in client.post("/vote", data=forms_of(look.text)).text


def test_the_receipt_is_the_same_for_every_choice_and_never_says_one(world: World, client: TestClient):
    ballot = opened(world)
    pages = [vote(client, ballot.cards[0].code, ballot.ref, choice=said).text for said in ("yes", "no")]
    assert pages[0] == pages[1]


def test_an_earlier_choice_is_never_shown(world: World, client: TestClient):
    ballot = opened(world)
    vote(client, ballot.cards[0].code, ballot.ref, choice="yes")
    again = client.post("/vote", data={"code": ballot.cards[0].code}).text
    fresh = client.post("/vote", data={"code": ballot.cards[1].code}).text
    assert again.replace(ballot.cards[0].code, "") == fresh.replace(ballot.cards[1].code, "")
    assert "checked" not in again


def test_malformed_unknown_voided_and_foreign_cards_get_the_same_words(world: World, client: TestClient):
    ballot, other = opened(world), opened(world)
    voided = ballot.cards[0]
    with world.database.write() as session:
        card = session.scalars(select(Card).where(Card.hash == voided.lookup)).one()
        card.state = "voided"
    codes = ["what", "0" * 16, voided.code, "", "0000 0000 0000 000u"]
    answers = [client.post("/vote", data={"code": code}) for code in codes]
    answers += [vote(client, code, ballot.ref, choice="yes") for code in [*codes, other.cards[0].code]]
    answers += [vote(client, code, ballot.ref, choice="yes", look="yes") for code in codes]
    assert {answer.status_code for answer in answers} == {422}
    assert len({text_of(answer.text, "code-error") for answer in answers}) == 1
    assert rows(world, Envelope) == 0


def test_what_was_marked_wrongly_comes_back_with_a_sentence(world: World, client: TestClient):
    ballot = opened(world, with_options(world, BallotMethod.RANK_SEVERAL))
    wrong = vote(client, ballot.cards[0].code, ballot.ref, rank_a="1", rank_b="1")
    assert wrong.status_code == 422
    assert "The number 1 stands twice" in wrong.text
    assert check_page(wrong.text) == []
    nothing = vote(client, ballot.cards[0].code, ballot.ref)
    assert nothing.status_code == 422
    assert "Write a 1 beside" in nothing.text


def test_a_vote_after_the_close_is_refused_with_words_and_changes_nothing(world: World, client: TestClient):
    ballot = opened(world)
    world.now = ballot_of(world, ballot.ref).closes_at
    late = vote(client, ballot.cards[0].code, ballot.ref, choice="yes")
    assert late.status_code == 409
    assert "not open now" in late.text
    assert rows(world, Envelope) == 0
    assert "The box is closed" in client.get(f"/ballots/{ballot.ref}").text
    assert ballot_of(world, ballot.ref).state == "closed"


def test_the_clock_opens_a_ballot_when_somebody_looks(world: World, client: TestClient):
    ballot = opened(
        world, with_options(world, BallotMethod.PLURALITY, opens_at=world.now + timedelta(hours=1))
    )
    assert client.post("/vote", data={"code": ballot.cards[0].code}).status_code == 422
    world.pass_time(hours=1)
    assert client.post("/vote", data={"code": ballot.cards[0].code}).status_code == 200


def test_the_first_vote_after_the_opening_hour_opens_the_ballot(world: World, client: TestClient):
    ballot = opened(world, new_ballot(world, opens_at=world.now + timedelta(hours=1)))
    assert vote(client, ballot.cards[0].code, ballot.ref, choice="yes").status_code == 409
    world.pass_time(hours=1)
    assert vote(client, ballot.cards[0].code, ballot.ref, choice="yes").status_code == 200


@pytest.mark.parametrize("junk", ["\x00", "🦊" * 4000, "'; DROP TABLE card", "٠" * 16])
def test_hostile_input_gets_a_clear_page(world: World, client: TestClient, junk: str):
    ballot = opened(world, cards=1)
    assert client.post("/vote", data={"code": junk}).status_code == 422
    assert vote(client, ballot.cards[0].code, junk, choice="yes").status_code == 422
    assert vote(client, ballot.cards[0].code, ballot.ref, choice=junk).status_code == 422


def test_no_page_or_file_tells_a_part_of_the_result_before_the_count(world: World, client: TestClient):
    ballot = opened(world, cards=14)
    pages = ["/vote", "/ballots", f"/ballots/{ballot.ref}", "/open-data/ballots.json", "/"]
    before = [client.get(page).text for page in pages]
    for number, card in enumerate(ballot.cards):
        vote(client, card.code, ballot.ref, choice="yes" if number % 3 else "no")
    assert [client.get(page).text for page in pages] == before
    for file in ("nullifiers.txt", "openings-participants.jsonl"):
        assert client.get(f"/ballots/{ballot.ref}/{file}").status_code == 404
    with world.database.read() as session:
        assert len({len(sealed) for sealed in session.scalars(select(Envelope.sealed))}) == 1


def test_the_result_is_explained_and_may_be_counted_again(world: World, client: TestClient):
    ballot = opened(world, with_options(world, BallotMethod.RANK_SEVERAL, seats=2), cards=14)
    for number, card in enumerate(ballot.cards):
        best = "abc"[number % 3]
        vote(client, card.code, ballot.ref, **{f"rank-{best}": "1", "rank-d": "2"})
    counted(world, ballot)
    page = client.get(f"/ballots/{ballot.ref}")
    assert check_page(page.text) == []
    assert "14 cards voted." in page.text
    assert "Votes in each round" in page.text
    openings = client.get(f"/ballots/{ballot.ref}/openings-participants.jsonl").text
    assert len(openings.splitlines()) == 15
    assert len(client.get(f"/ballots/{ballot.ref}/nullifiers.txt").text.splitlines()) == 14
    assert "Check it yourself" in page.text


def test_the_pages_speak_spanish_with_the_words_of_the_paper(world: World, client: TestClient):
    ballot = opened(world)
    page = client.post("/es/vote", data={"code": ballot.cards[0].code})
    assert "¿Debe abrir más tarde el centro?" in page.text
    assert "Seguir y mirarlo una vez más" in page.text
