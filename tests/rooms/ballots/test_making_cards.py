from dataclasses import dataclass

import pytest
from sqlalchemy import select, update

from app.domain.cards import hash_root
from app.domain.errors import IllegalMove, InvalidInput, Refusal
from app.domain.lifecycles import CardState
from app.models.cards import Card, CardBatch
from app.rooms.ballots.card_queries import find_cards_ballots, find_usable_card
from app.rooms.ballots.cards import NewBatch, make_batch
from app.vault.cards import CardCode, new_card
from tests.support.board import leaves_of, moment_of
from tests.support.cards import frozen, made, pepper_of, prepared
from tests.support.organisation import World


@dataclass
class Ballot:
    ref: str


def found(world: World, code: CardCode, ballot: str = "V-FIRST1") -> str | None:
    with world.database.read() as session:
        card = find_usable_card(session, code, Ballot(ballot))
        return card.chamber if card else None


def test_count_and_root_of_a_batch_stand_on_the_ledger(world: World) -> None:
    batch = made(world, 7, ballot="V-FIRST1")
    (leaf,) = leaves_of(world, f"card_batch:{batch.batch.ref}")
    assert leaf.facts["printed"] == 7
    assert leaf.facts["root"] == hash_root(code.lookup for code in batch.codes).hex()


def test_a_code_is_nowhere_in_the_database(world: World) -> None:
    batch = made(world, 5)
    with world.database.read() as session:
        stored = [row.hash for row in session.scalars(select(Card))]
    assert sorted(stored) == sorted(code.lookup for code in batch.codes)
    assert not {code.secret for code in batch.codes} & set(stored)


def test_a_card_votes_only_in_ballots_on_whose_roll_its_batch_stands(world: World) -> None:
    own, period, other = made(world, ballot="V-FIRST1"), made(world), made(world, ballot="V-OTHER1")
    roll = frozen(world, "V-FIRST1")
    assert {entry.ref for entry in roll} == {own.batch.ref, period.batch.ref}
    assert found(world, own.codes[0]) == found(world, period.codes[0]) == "participants"
    assert found(world, other.codes[0]) is None
    assert found(world, new_card(pepper_of(world))) is None


def test_cards_of_the_board_are_on_the_roll_of_a_ballot_of_the_board_only(world: World) -> None:
    board, period = made(world, chamber="board"), made(world)
    prepared(world, "V-BOARD1")
    assert [entry.ref for entry in frozen(world, "V-BOARD1", "board")] == [board.batch.ref]
    assert found(world, board.codes[0], "V-BOARD1") == "board"
    assert found(world, period.codes[0], "V-BOARD1") is None


def test_no_card_is_made_for_a_ballot_that_has_opened(world: World) -> None:
    made(world, ballot="V-FIRST1")
    frozen(world, "V-FIRST1")
    with pytest.raises(IllegalMove, match="cards_after_opening"):
        made(world, ballot="V-FIRST1")


def test_a_batch_of_the_period_made_after_the_opening_does_not_count_in_it(world: World) -> None:
    made(world, ballot="V-FIRST1")
    frozen(world, "V-FIRST1")
    late = made(world)
    assert found(world, late.codes[0]) is None


def test_a_period_that_is_over_counts_no_more(world: World) -> None:
    old = made(world)
    prepared(world, "V-FIRST1")
    world.pass_time(days=91)
    assert frozen(world, "V-FIRST1") == []
    assert found(world, old.codes[0]) is None


@pytest.mark.parametrize("state", [CardState.VOIDED, CardState.RETIRED])
def test_a_card_that_was_voided_or_handed_in_votes_no_more(world: World, state: CardState) -> None:
    batch = made(world, ballot="V-FIRST1")
    frozen(world, "V-FIRST1")
    with world.database.write() as session:
        session.execute(update(Card).values(state=state.value))
    assert found(world, batch.codes[0]) is None


def test_a_card_names_the_ballots_that_it_may_vote_in(world: World) -> None:
    card = made(world).codes[0]
    prepared(world, "V-FIRST1")
    prepared(world, "V-OTHER1")
    frozen(world, "V-FIRST1")
    frozen(world, "V-OTHER1")
    with world.database.read() as session:
        assert sorted(find_cards_ballots(session, card)) == ["V-FIRST1", "V-OTHER1"]
        assert find_cards_ballots(session, new_card(pepper_of(world))) == []


@pytest.mark.parametrize(
    ("new", "key"),
    [
        (NewBatch(0, "V-FIRST1"), "cards_count"),
        (NewBatch(2_001, "V-FIRST1"), "cards_count"),
        (NewBatch(5, "V-NOBODY"), "cards_unknown_ballot"),
        (NewBatch(5), "cards_ballot_or_period"),
    ],
)
def test_a_batch_without_sense_is_refused_and_nothing_is_made(world: World, new: NewBatch, key: str) -> None:
    with pytest.raises(Refusal, match=key), world.database.write() as session:
        make_batch(session, new, pepper=pepper_of(world), by="secretary", today=moment_of(world).on)
    with world.database.read() as session:
        assert session.scalars(select(CardBatch)).all() == []


def test_a_period_must_end_after_it_begins(world: World) -> None:
    today = moment_of(world).on
    new = NewBatch(5, starts_on=today, ends_on=today)
    with pytest.raises(InvalidInput, match="cards_period_backwards"), world.database.write() as session:
        make_batch(session, new, pepper=pepper_of(world), by="secretary", today=today)
