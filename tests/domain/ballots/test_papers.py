"""A ballot paper keeps every word, and what cannot be put to a vote is refused."""

from datetime import timedelta

import pytest

from app.domain.ballots.document import paper_from_json, paper_to_json
from app.domain.ballots.lots import draw_lot, read_seed
from app.domain.ballots.paper import BallotKind, BallotMethod, Chamber, TieWay
from app.domain.ballots.rules import check_paper, check_tellers, warnings
from app.domain.errors import InvalidInput
from app.domain.ledger import canonical
from app.domain.mandate import MandateLine, Matter, Power
from tests.domain.ballots.papers import BOARD, paper, with_options

BOTH = (Chamber.PARTICIPANTS, Chamber.BOARD)


@pytest.mark.parametrize(
    "one",
    [
        paper(),
        paper(chambers=BOTH, board=BOARD, motion="M-AAAAAA"),
        with_options(BallotMethod.RANK_SEVERAL, seats=2, kind=BallotKind.ELECTION, tie=TieWay.LOT),
    ],
)
def test_a_paper_is_the_same_after_it_was_written_and_read(one):
    written = canonical.encode(paper_to_json(one))
    assert paper_from_json(canonical.decode(written)) == one


@pytest.mark.parametrize(
    ("one", "field", "key"),
    [
        (paper(question={"en": " "}), "question", "field.required"),
        (paper(power=Power.DECIDE), "power", "decide_outside_mandate"),
        (paper(closes_at=paper().opens_at), "closes_at", "ballot_closes_before_it_opens"),
        (paper(closes_at=paper().opens_at + timedelta(days=400)), "closes_at", "ballot_too_long"),
        (paper(tie=TieWay.LOT), "tie", "ballot_tie_is_no"),
        (paper(is_checkable=True), "checkable", "ballot_checkable_board_only"),
        (with_options(BallotMethod.APPROVAL, chambers=BOTH), "method", "ballot_both_chambers_majority"),
        (with_options(BallotMethod.APPROVAL, names=["Soup"]), "options", "ballot_needs_options"),
        (with_options(BallotMethod.APPROVAL, names=["Soup", "soup "]), "options", "ballot_option_twice"),
        (with_options(BallotMethod.RANK_ONE, seats=2), "seats", "ballot_seats"),
        (with_options(BallotMethod.RANK_SEVERAL, seats=7), "seats", "ballot_seats"),
        (paper(kind=BallotKind.ELECTION), "method", "ballot_election_method"),
    ],
)
def test_what_cannot_be_put_to_a_vote_is_refused_beside_its_field(one, field, key):
    with pytest.raises(InvalidInput) as refused:
        check_paper(one, mandate=(MandateLine(Matter.SUPPLIES),))
    assert (refused.value.field, refused.value.key) == (field, key)


def test_leadership_bound_itself_so_the_paper_may_say_decide():
    deciding = paper(power=Power.DECIDE, matter=Matter.SUPPLIES)
    check_paper(deciding, mandate=(MandateLine(Matter.SUPPLIES),))
    with pytest.raises(InvalidInput):
        check_paper(deciding, mandate=())


def test_one_teller_is_not_enough():
    check_tellers(2)
    with pytest.raises(InvalidInput):
        check_tellers(1)


def test_everybody_is_warned_when_few_cards_are_out():
    said = {one.key: one.number for one in warnings(paper(), cards_out=9, entitled=0)}
    assert said == {"too_few_cards": 9, "unanimous": 0}
    assert {one.key for one in warnings(paper(), cards_out=12, entitled=0)} == {"few_cards", "unanimous"}
    assert {one.key for one in warnings(paper(), cards_out=80, entitled=0)} == {"unanimous"}


def test_a_lot_is_the_same_for_everybody_who_draws_it_again_and_no_name_is_always_first():
    names = ["Ash", "Birch", "Cedar"]
    drawn = [draw_lot(names, seed=f"{seed:012}") for seed in range(60)]
    assert drawn == [draw_lot(reversed(names), seed=f"{seed:012}") for seed in range(60)]
    assert {order[0] for order in drawn} == set(names)


@pytest.mark.parametrize("typed", ["", "12345", "12345678901x", "١٢٣٤٥٦٧٨٩٠١٢"])
def test_a_seed_that_nobody_could_have_thrown_is_refused(typed):
    with pytest.raises(InvalidInput):
        read_seed(typed)


def test_a_seed_is_read_as_it_is_called_out():
    assert read_seed("6 1 4  2 3 5 1 1 6 2 4 3") == "614235116243"
