"""A ballot from its paper to its result: who may do what, in which state, and what is left of the votes."""

from datetime import timedelta

import pytest
from sqlalchemy import func, select

from app.domain.ballots.paper import BallotMethod, Chamber, TieWay
from app.domain.counting.majority import Choice
from app.domain.errors import IllegalMove, InvalidInput, NotAllowed
from app.domain.mandate import Power
from app.models.ballots import Ballot, BallotKey, Envelope, Opening
from app.rooms.ballots.counting import count_ballot
from app.rooms.ballots.freezing import freeze_ballot
from app.rooms.ballots.preparing import change_ballot, prepare_ballot, withdraw_ballot
from app.rooms.ballots.queries import get_ballot, get_nullifiers, get_openings
from app.rooms.ballots.ties import draw_for_tie, list_elected, list_tied, prepare_run_off
from app.rooms.ballots.voiding import void_ballot, void_keyless
from app.rooms.board.closing import is_waiting_for_participants
from tests.support.ballots import (
    ballot_of,
    cast,
    choose,
    close,
    count,
    counted,
    freeze,
    new_ballot,
    opened,
    prepared,
    printed,
    publish,
    with_options,
)
from tests.support.board import all_vote, closed, found_board, held_meeting, leaves_of, moment_of, motion_of
from tests.support.board import opened as motion_opened
from tests.support.organisation import World
from tests.support.sign_in import actor_of

YES, NO = "yes", "no"


def rows(world: World, table: type) -> int:
    with world.database.read() as session:
        return session.scalar(select(func.count()).select_from(table)) or 0


def test_a_ballot_goes_its_whole_way_and_nothing_links_a_vote_to_a_card(world: World):
    ballot = opened(world, cards=14)
    choose(world, ballot, *[YES] * 8, *[NO] * 3, "abstain")
    assert rows(world, Envelope) == 12
    row = counted(world, ballot)
    assert (row.state, row.outcome) == ("published", "adopted")
    assert row.result["chambers"]["participants"]["cast"] == 12
    assert (rows(world, Envelope), rows(world, BallotKey), rows(world, Opening)) == (0, 0, 12)
    acts = [leaf.act for leaf in leaves_of(world, f"ballot:{ballot.ref}")]
    assert acts == [f"ballot.{act}" for act in ("prepare", "freeze", "open", "close", "count", "publish")]


def test_the_same_card_again_replaces_its_vote_and_the_receipt_stays_the_same(world: World):
    ballot = opened(world)
    first = cast(world, ballot.ref, ballot.cards[0], {"choice": [YES]})
    second = cast(world, ballot.ref, ballot.cards[0], {"choice": [NO]})
    assert first == second
    assert rows(world, Envelope) == 1
    choose(world, ballot, *[NO] * 11)
    row = counted(world, ballot)
    tally = row.result["chambers"]["participants"]["count"]["rounds"][0]["tally"]
    assert tally == {"yes": "0", "no": "11"}
    with world.database.read() as session:
        assert bytes.fromhex(first.nullifier) in get_nullifiers(session, row)


def test_fewer_than_ten_votes_are_never_opened_one_by_one(world: World):
    ballot = opened(world)
    choose(world, ballot, *[YES] * 5, *[NO] * 4)
    row = counted(world, ballot)
    assert row.outcome == "adopted"
    assert row.result["chambers"]["participants"]["opened"] is False
    assert rows(world, Opening) == 0


def test_a_vote_in_the_last_second_is_in_and_one_at_the_closing_moment_is_refused(world: World):
    ballot = opened(world)
    world.now = ballot_of(world, ballot.ref).closes_at - timedelta(microseconds=1)
    cast(world, ballot.ref, ballot.cards[0], {"choice": [YES]})
    world.now += timedelta(microseconds=1)
    with pytest.raises(IllegalMove):
        cast(world, ballot.ref, ballot.cards[1], {"choice": [YES]})
    close(world, ballot.ref)
    assert ballot_of(world, ballot.ref).envelopes == 1


def test_nobody_votes_before_it_opens(world: World):
    later = new_ballot(world, opens_at=world.now + timedelta(hours=1))
    ballot = opened(world, later)
    assert ballot_of(world, ballot.ref).state == "created"
    with pytest.raises(IllegalMove):
        cast(world, ballot.ref, ballot.cards[0], {"choice": [YES]})


def test_a_card_of_another_ballot_may_not_vote(world: World):
    ballot, other = opened(world), opened(world)
    with pytest.raises(InvalidInput):
        cast(world, ballot.ref, other.cards[0], {"choice": [YES]})


@pytest.mark.parametrize("who", ["member1", "steward", "director", "administrator", "teller1"])
def test_only_chair_and_secretary_prepare(world: World, who: str):
    actor = actor_of(world, who)
    with pytest.raises(NotAllowed), world.database.write() as session:
        prepare_ballot(session, actor, new_ballot(world), today=moment_of(world).on)


def test_only_a_named_teller_counts(world: World):
    ballot = opened(world)
    close(world, ballot.ref)
    with pytest.raises(NotAllowed):
        count(world, ballot.ref, by="chair")
    with pytest.raises(IllegalMove):
        count(world, opened(world).ref)


def test_a_teller_who_was_not_named_cannot_open_it(world: World):
    ballot = opened(world)
    close(world, ballot.ref)
    with world.database.write() as session:
        session.delete(session.scalars(select(BallotKey)).first())
    tellers = ["teller1", "teller2"]
    refused = []
    for name in tellers:
        try:
            count(world, ballot.ref, by=name)
        except IllegalMove as refusal:
            refused.append(refusal.key)
    assert refused == ["ballot_not_your_count"] or refused == ["ballot_already_counted"]


def test_a_second_count_changes_nothing(world: World):
    ballot = opened(world)
    choose(world, ballot, *[YES] * 10)
    row = counted(world, ballot)
    teller = actor_of(world, "teller2")
    with pytest.raises(IllegalMove), world.database.write() as session:
        count_ballot(session, teller, get_ballot(session, ballot.ref), moment=moment_of(world))
    assert ballot_of(world, ballot.ref).result == row.result
    assert rows(world, Opening) == 10


def test_two_tellers_and_cards_are_needed_before_it_is_frozen(world: World):
    with pytest.raises(InvalidInput):
        prepared(world, new_ballot(world, tellers=("teller1",)))
    ref = prepared(world)
    with pytest.raises(IllegalMove, match="ballot_has_no_cards"):
        freeze(world, ref)


def test_a_frozen_paper_never_changes_and_no_card_is_made_for_it_any_more(world: World):
    ballot = opened(world)
    chair, today = actor_of(world, "chair"), moment_of(world).on
    with pytest.raises(IllegalMove), world.database.write() as session:
        change_ballot(session, chair, get_ballot(session, ballot.ref), new_ballot(world), today=today)
    with pytest.raises(IllegalMove), world.database.write() as session:
        freeze_ballot(session, chair, get_ballot(session, ballot.ref), moment=moment_of(world))
    with pytest.raises(IllegalMove):
        printed(world, ballot.ref, 3)


def test_decide_is_refused_outside_the_mandate(world: World):
    with pytest.raises(InvalidInput, match="decide_outside_mandate"):
        prepared(world, new_ballot(world, power=Power.DECIDE))


def test_a_ballot_may_be_withdrawn_until_it_opens(world: World):
    ref = prepared(world)
    chair, today = actor_of(world, "chair"), moment_of(world).on
    with world.database.write() as session:
        withdraw_ballot(session, chair, get_ballot(session, ref), today=today)
    assert ballot_of(world, ref).state == "withdrawn"
    ballot = opened(world)
    with pytest.raises(IllegalMove), world.database.write() as session:
        withdraw_ballot(session, chair, get_ballot(session, ballot.ref), today=today)


def test_a_void_ballot_destroys_its_envelopes_and_says_why(world: World):
    ballot = opened(world)
    choose(world, ballot, YES, NO)
    chair = actor_of(world, "chair")
    with world.database.write() as session:
        void_ballot(
            session, chair, get_ballot(session, ballot.ref), reason="A bag was lost.", moment=moment_of(world)
        )
    row = ballot_of(world, ballot.ref)
    assert (row.state, row.outcome, row.reason) == ("published", "void", "A bag was lost.")
    assert (rows(world, Envelope), rows(world, BallotKey)) == (0, 0)


def test_a_ballot_whose_keys_a_restore_lost_is_void_and_one_with_keys_is_not(world: World):
    lost, kept = opened(world), opened(world)
    with world.database.write() as session:
        for key in session.scalars(select(BallotKey).join(Ballot).where(Ballot.ref == lost.ref)):
            session.delete(key)
        session.flush()
        assert void_keyless(session, moment=moment_of(world)) == [lost.ref]
    assert ballot_of(world, lost.ref).outcome == "void"
    assert ballot_of(world, kept.ref).state == "open"


def test_ranked_ballots_are_counted_and_their_openings_published(world: World):
    ballot = opened(world, with_options(world, BallotMethod.RANK_SEVERAL, seats=2), cards=12)
    for number, card in enumerate(ballot.cards):
        first, second = ("a", "b") if number % 3 else ("c", "a")
        cast(world, ballot.ref, card, {f"rank-{first}": ["1"], f"rank-{second}": ["2"]})
    row = counted(world, ballot)
    assert list_elected(row) == ["Soup", "Fruit"]
    with world.database.read() as session:
        openings = get_openings(session, row, Chamber.PARTICIPANTS)
    assert openings.count(b'{"rank":["Soup","Bread"]}') == 8


def test_a_tie_ends_by_the_lot_that_the_paper_promised(world: World):
    ballot = opened(world, with_options(world, BallotMethod.APPROVAL, tie=TieWay.LOT), cards=4)
    for card, key in zip(ballot.cards, "aabb", strict=True):
        cast(world, ballot.ref, card, {"approve": [key]})
    row = counted(world, ballot)
    assert list_tied(row) == ["Soup", "Bread"]
    chair, moment = actor_of(world, "chair"), moment_of(world)
    with pytest.raises(IllegalMove), world.database.write() as session:
        prepare_run_off(session, chair, get_ballot(session, ballot.ref), moment=moment)
    with world.database.write() as session:
        draw_for_tie(session, chair, get_ballot(session, ballot.ref), seed="614235116243", moment=moment)
    row = ballot_of(world, ballot.ref)
    assert row.lot["seed"] == "614235116243"
    assert list_elected(row) == row.lot["order"][:1]
    with pytest.raises(IllegalMove), world.database.write() as session:
        draw_for_tie(session, chair, get_ballot(session, ballot.ref), seed="111111111111", moment=moment)


def test_a_run_off_is_between_those_who_were_level(world: World):
    ballot = opened(world, with_options(world, BallotMethod.APPROVAL, tie=TieWay.RUN_OFF), cards=2)
    for card, key in zip(ballot.cards, "ab", strict=True):
        cast(world, ballot.ref, card, {"approve": [key]})
    row = counted(world, ballot)
    with world.database.write() as session:
        again = prepare_run_off(session, actor_of(world, "chair"), row, moment=moment_of(world))
    assert [one["name"] for one in again.paper["options"]] == ["Soup", "Bread"]
    assert again.paper["run_off_of"] == ballot.ref


def test_a_motion_of_both_chambers_waits_for_the_participants_ballot(world: World):
    from dataclasses import replace

    from app.domain.mandate import Matter
    from app.domain.rulebook import DEMONSTRATION_RULEBOOK

    found_board(world, rulebook=replace(DEMONSTRATION_RULEBOOK, both_chambers=frozenset({Matter.SERVICES})))
    motion = motion_opened(world, held_meeting(world), matter=Matter.SERVICES)
    ballot = opened(world, new_ballot(world, motion=motion, matter=Matter.SERVICES))
    all_vote(world, motion, Choice.YES)
    assert is_waiting_for_participants(closed(world, motion))
    choose(world, ballot, *[NO] * 10)
    counted(world, ballot)
    joined = motion_of(world, motion)
    assert joined.outcome == "not_adopted"
    assert joined.result["chambers"] == {"board": "adopted", "participants": "not_adopted"}


def test_nothing_appears_until_it_is_scrubbed(world: World):
    ballot = opened(world)
    choose(world, ballot, *[YES] * 10)
    close(world, ballot.ref)
    count(world, ballot.ref)
    row = ballot_of(world, ballot.ref)
    assert (row.state, row.outcome) == ("closed", "adopted")
    assert publish(world) == [ballot.ref]
    assert publish(world) == []
