"""Support with a card: counted once, kept apart from presses, and at the rulebook's number on the agenda."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta

import httpx
import pytest
from sqlalchemy import func, select, update
from starlette.testclient import TestClient

from app.domain.agenda import ItemKind
from app.domain.errors import IllegalMove
from app.domain.lifecycles import CardState, MeetingState, ProposalState
from app.domain.rulebook import DEMONSTRATION_RULEBOOK
from app.models.board import AgendaItem, Meeting
from app.models.cards import Card, CardSupport
from app.rooms.board.agendas import note_item, take_off
from app.rooms.board.meetings import cancel_meeting
from app.vault.cards import CardCode, new_card
from tests.pages.contract import check_page
from tests.support.board import found_board, leaves_of, meeting_of, moment_of, planned_meeting
from tests.support.cards import made, pepper_of, prepared
from tests.support.organisation import World
from tests.support.participant import text_of
from tests.support.proposals import in_state, proposal_of, put_up
from tests.support.sign_in import actor_of

NEEDED = 12


@pytest.fixture
def proposal(world: World) -> str:
    """Open for support, under a rulebook that asks for twelve cards."""
    found_board(world, rulebook=replace(DEMONSTRATION_RULEBOOK, card_supports=NEEDED))
    return put_up(world)


def back(client: TestClient, ref: str, card: CardCode | str) -> httpx.Response:
    code = card if isinstance(card, str) else " ".join(card.groups).lower()
    return client.post(f"/proposals/{ref}/support", data={"card": code})


def number(world: World) -> int:
    with world.database.read() as session:
        return session.scalars(select(func.count()).select_from(CardSupport)).one()


def items(world: World) -> list[AgendaItem]:
    with world.database.read() as session:
        rows = select(AgendaItem).where(AgendaItem.proposal_id.is_not(None)).order_by(AgendaItem.id)
        return list(session.scalars(rows))


def forced(world: World, client: TestClient, ref: str) -> None:
    for card in made(world, NEEDED).codes:
        assert back(client, ref, card).status_code == 200


def test_a_card_counts_once_however_often_it_is_sent(world: World, client: TestClient, proposal: str) -> None:
    first, second = made(world, 2).codes
    for card in (first, first, second, first):
        answer = back(client, proposal, card)
        assert answer.status_code == 200
        assert "Your card stands behind this" in answer.text
        assert answer.headers["cache-control"] == "no-store"
    assert number(world) == 2
    assert proposal_of(world, proposal).open_supports == 0


def test_nothing_that_is_stored_leads_to_the_card(world: World, client: TestClient, proposal: str) -> None:
    card = made(world, 1).codes[0]
    back(client, proposal, card)
    with world.database.read() as session:
        mark = session.scalars(select(CardSupport.mark)).one()
        cards = session.scalars(select(Card.hash)).all()
    assert mark not in cards
    assert card.secret not in mark


def test_the_same_card_backs_another_proposal_too(world: World, client: TestClient, proposal: str) -> None:
    card, other = made(world, 1).codes[0], put_up(world)
    back(client, proposal, card)
    back(client, other, card)
    assert number(world) == 2


def test_only_a_usable_standing_card_of_this_season_counts(
    world: World, client: TestClient, proposal: str
) -> None:
    voided = made(world, 1).codes[0]
    with world.database.write() as session:
        session.execute(update(Card).values(state=CardState.VOIDED.value))
    prepared(world, "V-FIRST1")
    wrong = {
        "voided": voided,
        "for one ballot": made(world, 1, ballot="V-FIRST1").codes[0],
        "of the board": made(world, 1, chamber="board").codes[0],
        "unknown": new_card(pepper_of(world)),
        "malformed": "K7QM",
    }
    said = set()
    for card in wrong.values():
        answer = back(client, proposal, card)
        assert answer.status_code == 422
        assert not check_page(answer.text)
        typed = card if isinstance(card, str) else " ".join(card.groups).lower()
        assert f'value="{typed}"' in answer.text
        said.add(text_of(answer).replace(typed, ""))
    assert len(said) == 1, "wrong cards look alike"
    season = made(world, 1).codes[0]
    world.pass_time(days=91)
    assert back(client, proposal, season).status_code == 422
    assert number(world) == 0


def test_a_card_and_a_press_are_two_numbers(world: World, client: TestClient, proposal: str) -> None:
    for card in made(world, 10).codes:
        back(client, proposal, card)
    client.post(f"/proposals/{proposal}/support")
    page = text_of(client.get(f"/proposals/{proposal}"))
    assert "10 cards of 12 so far" in page
    assert "Fewer than 10 presses so far" in page


def test_few_cards_are_shown_as_fewer_than_ten(world: World, client: TestClient, proposal: str) -> None:
    for card in made(world, 9).codes:
        back(client, proposal, card)
    assert "Fewer than 10 cards of 12 so far" in text_of(client.get(f"/proposals/{proposal}"))


@pytest.mark.parametrize("state", [state for state in ProposalState if state.value != "open_for_support"])
def test_only_an_open_proposal_takes_cards(
    world: World, client: TestClient, proposal: str, state: ProposalState
) -> None:
    card = made(world, 1).codes[0]
    in_state(world, proposal, state)
    assert back(client, proposal, card).status_code == 409
    assert number(world) == 0


def test_enough_cards_put_it_on_the_next_agenda_by_itself(
    world: World, client: TestClient, proposal: str
) -> None:
    later = planned_meeting(world, held_on=moment_of(world).on + timedelta(days=20))
    sooner = planned_meeting(world, held_on=moment_of(world).on + timedelta(days=6))
    cards = made(world, NEEDED).codes
    for card in cards[:-1]:
        back(client, proposal, card)
    assert items(world) == []
    back(client, proposal, cards[-1])
    (item,) = items(world)
    assert item.kind == ItemKind.FORCED_BY_CARDS.value
    assert item.meeting_id == meeting_of(world, sooner).id != meeting_of(world, later).id
    assert proposal_of(world, proposal).state == ProposalState.ON_AGENDA.value
    leaf = leaves_of(world, f"proposal:{proposal}")[-1]
    assert (leaf.act, leaf.by) == ("proposal.put_on_agenda", "program")
    assert "Your cards put it on the agenda." in text_of(client.get(f"/proposals/{proposal}"))


def test_without_a_planned_meeting_it_is_on_the_next_one_that_is_planned(
    world: World, client: TestClient, proposal: str
) -> None:
    forced(world, client, proposal)
    assert proposal_of(world, proposal).state == ProposalState.OPEN_FOR_SUPPORT.value
    planned_meeting(world)
    assert [item.kind for item in items(world)] == [ItemKind.FORCED_BY_CARDS.value]
    assert proposal_of(world, proposal).state == ProposalState.ON_AGENDA.value


@pytest.mark.parametrize("is_done", [False, True])
def test_nobody_can_take_it_off_undecided(
    world: World, client: TestClient, proposal: str, is_done: bool
) -> None:
    meeting = planned_meeting(world)
    forced(world, client, proposal)
    (item,) = items(world)
    chair = actor_of(world, "chair")
    with world.database.write() as session:
        session.execute(update(Meeting).values(state=MeetingState.OPEN.value))
        row = session.get_one(AgendaItem, item.id)
        note_item(session, chair, row, notes="", is_done=is_done)
    for actor in (chair, actor_of(world, "secretary")):
        with pytest.raises(IllegalMove), world.database.write() as session:
            row = session.get_one(AgendaItem, item.id)
            take_off(session, actor, row, today=moment_of(world).on)
    assert len(items(world)) == 1
    assert meeting_of(world, meeting).id == item.meeting_id


def test_a_meeting_that_is_called_off_hands_it_to_the_next(
    world: World, client: TestClient, proposal: str
) -> None:
    meeting = planned_meeting(world)
    forced(world, client, proposal)
    chair = actor_of(world, "chair")
    with world.database.write() as session:
        row = session.scalars(select(Meeting).where(Meeting.ref == meeting)).one()
        cancel_meeting(session, chair, row, today=moment_of(world).on)
    planned_meeting(world)
    assert [item.kind for item in items(world)] == [ItemKind.FORCED_BY_CARDS.value] * 2


def test_what_the_board_puts_off_comes_back_as_forced(
    world: World, client: TestClient, proposal: str
) -> None:
    planned_meeting(world)
    forced(world, client, proposal)
    in_state(world, proposal, ProposalState.DEFERRED)
    planned_meeting(world)
    assert [item.kind for item in items(world)] == [ItemKind.FORCED_BY_CARDS.value] * 2
    assert proposal_of(world, proposal).state == ProposalState.ON_AGENDA.value


def test_cards_at_the_same_moment_are_all_counted_and_force_it_once(
    world: World, client: TestClient, proposal: str
) -> None:
    planned_meeting(world)
    cards = [card for card in made(world, NEEDED).codes for _ in range(2)]
    with ThreadPoolExecutor(8) as at_once:
        answers = list(at_once.map(lambda card: back(world.browser(), proposal, card).status_code, cards))
    assert set(answers) <= {200, 409}, "409: a card sent again after it was on the agenda"
    assert number(world) == NEEDED
    assert len(items(world)) == 1


def test_without_a_script_the_page_offers_both_ways(world: World, client: TestClient, proposal: str) -> None:
    page = client.get(f"/proposals/{proposal}")
    assert not check_page(page.text)
    assert "Back this with my card" in page.text
    assert "puts itself on the next agenda" in text_of(page)
    assert "<script" not in page.text
