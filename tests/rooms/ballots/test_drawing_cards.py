import pytest
from sqlalchemy import select

from app.domain.cards import Incident, Witness
from app.domain.errors import IllegalMove, InvalidInput
from app.domain.lifecycles import BallotState, BatchState
from app.models.cards import CardIncident, KeptBackCount
from app.rooms.ballots.card_queries import count_cards, find_usable_card, reconciliation_of
from app.rooms.ballots.cards import MadeBatch
from app.rooms.ballots.drawing import NewShift, begin_shift, end_shift, read_codes
from app.rooms.ballots.kept_back import Counted, count_kept_back, void_whole_batch
from app.vault.cards import CardCode
from tests.support.board import found_board, leaves_of, moment_of
from tests.support.cards import batch_of, frozen, in_state, made, pepper_of, put_in_box, typed
from tests.support.organisation import World
from tests.support.sign_in import actor_of

BALLOT = "V-FIRST1"
LIVED, SECRETARY = Witness.LIVED_EXPERIENCE_SEAT, Witness.SECRETARY


@pytest.fixture
def batch(world: World) -> MadeBatch:
    """Twelve cards for a ballot whose roll is fixed."""
    found_board(world)
    cards = made(world, 12, ballot=BALLOT)
    frozen(world, BALLOT)
    return cards


def opened(
    world: World, batch: MadeBatch, count: int, first: Witness = LIVED, second: Witness = SECRETARY
) -> None:
    with world.database.write() as session:
        shift = NewShift(count, first, second)
        begin_shift(session, actor_of(world, "secretary"), batch.batch, shift, today=moment_of(world).on)


def ended(world: World, batch: MadeBatch, left: list[CardCode]) -> None:
    with world.database.write() as session:
        end_shift(session, actor_of(world, "secretary"), batch.batch, left, today=moment_of(world).on)


def counted(world: World, batch: MadeBatch, cards: list[CardCode], by: str) -> Counted:
    with world.database.write() as session:
        return count_kept_back(session, actor_of(world, by), batch.batch, cards, today=moment_of(world).on)


def incidents(world: World) -> list[tuple[str, int, str | None]]:
    with world.database.read() as session:
        return [(one.kind, one.number, one.ballot_ref) for one in session.scalars(select(CardIncident))]


def test_one_of_two_witnesses_must_come_from_a_lived_experience_seat(world: World, batch: MadeBatch) -> None:
    with pytest.raises(InvalidInput, match="cards_need_lived_experience"):
        opened(world, batch, 8, Witness.STEWARD, SECRETARY)
    opened(world, batch, 8)
    leaf = leaves_of(world, f"card_batch:{batch.batch.ref}")[-1]
    assert leaf.facts["witnesses"] == ["lived_experience_seat", "secretary"]


def test_without_a_filled_lived_experience_seat_no_bag_is_opened(world: World) -> None:
    cards = made(world, 12)
    with pytest.raises(InvalidInput, match="cards_no_lived_experience_seat"):
        opened(world, cards, 8)


def test_what_nobody_drew_votes_no_more_and_what_was_drawn_does(world: World, batch: MadeBatch) -> None:
    opened(world, batch, 8)
    ended(world, batch, list(batch.codes[5:8]))
    with world.database.read() as session:
        usable = [find_usable_card(session, code, row(BALLOT)) is not None for code in batch.codes]
    assert usable == [True] * 5 + [False] * 3 + [True] * 4


@pytest.mark.parametrize("count", [0, 13])
def test_a_bag_holds_only_cards_that_are_there(world: World, batch: MadeBatch, count: int) -> None:
    with pytest.raises(InvalidInput, match="cards_in_bag"):
        opened(world, batch, count)


def test_a_second_bag_waits_until_the_first_is_closed(world: World, batch: MadeBatch) -> None:
    opened(world, batch, 4)
    with pytest.raises(IllegalMove, match="cards_shift_is_open"):
        opened(world, batch, 4)
    ended(world, batch, [])
    opened(world, batch, 8)
    with pytest.raises(IllegalMove, match="cards_no_shift_is_open"):
        ended(world, batch, [])
        ended(world, batch, [])


def test_a_card_of_another_batch_is_no_left_over_of_this_one(world: World, batch: MadeBatch) -> None:
    other = made(world, 3)
    opened(world, batch, 8)
    with pytest.raises(InvalidInput, match="cards_not_of_this_batch"):
        ended(world, batch, [batch.codes[0], other.codes[0]])
    with world.database.read() as session:
        assert count_cards(session, batch.batch).voided == 0


def test_codes_are_read_one_a_line_and_each_once(world: World, batch: MadeBatch) -> None:
    cards = list(batch.codes[:3])
    text = typed(cards) + "\n\n  " + typed(cards[:1]).lower() + "\n"
    assert read_codes(text, pepper_of(world)) == cards
    with pytest.raises(InvalidInput) as refusal:
        read_codes("\n" + typed(cards[:1]) + "\nnonsense", pepper_of(world))
    assert (refusal.value.key, refusal.value.facts["line"]) == ("cards_line_is_no_code", 3)


def test_two_people_who_count_the_same_reconcile_the_batch(world: World, batch: MadeBatch) -> None:
    opened(world, batch, 8)
    ended(world, batch, list(batch.codes[5:8]))
    in_state(world, BALLOT, BallotState.CLOSED)
    kept = list(batch.codes[8:])
    assert counted(world, batch, kept, "teller1") == Counted(False)
    assert counted(world, batch, kept, "teller1") == Counted(False), "one person alone is never two"
    assert counted(world, batch, kept[::-1], "steward") == Counted(True)
    with world.database.read() as session:
        sums = reconciliation_of(session, batch.batch)
        assert session.scalars(select(KeptBackCount)).all() == []
    assert (sums.printed, sums.kept_back, sums.handed_out, sums.missing) == (12, 7, 5, 0)
    assert batch_of(world, batch).state == BatchState.RECONCILED.value
    assert batch_of(world, batch).kept_back == 7
    facts = leaves_of(world, f"card_batch:{batch.batch.ref}")[-1].facts
    assert (facts["kept_back"], facts["handed_out"], facts["incidents"]) == (7, 5, [])


def test_two_people_who_count_differently_are_told_and_nothing_is_voided(
    world: World, batch: MadeBatch
) -> None:
    in_state(world, BALLOT, BallotState.CLOSED)
    counted(world, batch, list(batch.codes), "teller1")
    assert counted(world, batch, list(batch.codes[1:]), "teller2") == Counted(False, other=12)
    with world.database.read() as session:
        assert count_cards(session, batch.batch).voided == 0
    assert counted(world, batch, list(batch.codes), "teller2").is_reconciled


def test_cards_that_do_not_add_up_are_published(world: World, batch: MadeBatch) -> None:
    opened(world, batch, 8)
    ended(world, batch, [])
    in_state(world, BALLOT, BallotState.CLOSED)
    for person in ("teller1", "teller2"):
        counted(world, batch, list(batch.codes[10:]), person)
    assert incidents(world) == [(Incident.CARDS_DO_NOT_ADD_UP.value, 2, None)]


def test_a_kept_back_card_in_the_box_is_published_and_its_vote_stays(world: World, batch: MadeBatch) -> None:
    put_in_box(world, BALLOT, batch.codes[9])
    in_state(world, BALLOT, BallotState.CLOSED)
    for person in ("teller1", "teller2"):
        counted(world, batch, list(batch.codes), person)
    assert (Incident.KEPT_BACK_IN_BOX.value, 1, BALLOT) in incidents(world)
    assert leaves_of(world, f"card_batch:{batch.batch.ref}")[-1].facts["found_in_box"] == 1


def test_a_left_over_card_that_has_voted_is_published(world: World, batch: MadeBatch) -> None:
    opened(world, batch, 8)
    put_in_box(world, BALLOT, batch.codes[0])
    ended(world, batch, list(batch.codes[:2]))
    assert incidents(world) == [(Incident.KEPT_BACK_IN_BOX.value, 1, BALLOT)]


def test_what_was_kept_back_is_not_counted_while_the_vote_runs(world: World, batch: MadeBatch) -> None:
    in_state(world, BALLOT, BallotState.OPEN)
    with pytest.raises(IllegalMove, match="cards_vote_still_runs"):
        counted(world, batch, list(batch.codes), "teller1")


def test_standing_cards_are_counted_when_their_season_is_over(world: World) -> None:
    found_board(world)
    season = made(world, 4)
    with pytest.raises(IllegalMove, match="cards_vote_still_runs"):
        counted(world, season, [], "teller1")
    world.pass_time(days=91)
    counted(world, season, list(season.codes), "teller1")
    assert counted(world, season, list(season.codes), "teller2").is_reconciled


def test_a_batch_whose_print_failed_is_voided_as_a_whole(world: World, batch: MadeBatch) -> None:
    with world.database.write() as session:
        void_whole_batch(session, actor_of(world, "secretary"), batch.batch, today=moment_of(world).on)
    with world.database.read() as session:
        assert count_cards(session, batch.batch).voided == 12
        assert find_usable_card(session, batch.codes[0], row(BALLOT)) is None
    assert incidents(world) == []


def test_a_batch_that_was_drawn_from_is_not_voided_as_a_whole(world: World, batch: MadeBatch) -> None:
    opened(world, batch, 8)
    with pytest.raises(IllegalMove, match="cards_batch_was_drawn"), world.database.write() as session:
        void_whole_batch(session, actor_of(world, "secretary"), batch.batch, today=moment_of(world).on)


class row:
    """A ballot as far as its cards know it."""

    def __init__(self, ref: str) -> None:
        self.ref = ref
