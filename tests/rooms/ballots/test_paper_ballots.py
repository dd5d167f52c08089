"""The card as a paper ballot: entered by two people, its code retired, its vote like any other."""

from pathlib import Path

import pytest
from sqlalchemy import select

from app.domain.ballots.votes import Vote
from app.domain.errors import IllegalMove, InvalidInput, Refusal
from app.models.cards import Card, CardBatch, PaperEntry
from app.rooms.ballots.paper_votes import Entered, PaperVote, enter_paper
from app.rooms.ballots.queries import get_ballot
from app.vault.cards import CardCode, new_card
from tests.support.ballots import OpenBallot, cast, choose, clock_of, close, counted, opened
from tests.support.board import leaves_of, moment_of
from tests.support.bundles import bundled, files_of, verified
from tests.support.cards import pepper_of
from tests.support.organisation import PEOPLE, World
from tests.support.participant import text_of
from tests.support.sign_in import actor_of, desk_post, signed_in

YES, NO = Vote("choice", "yes"), Vote("choice", "no")
HANDLERS = {"chair", "secretary", "steward", "steward2", "teller1", "teller2"}


@pytest.fixture
def ballot(world: World) -> OpenBallot:
    """An open yes or no with fourteen cards."""
    return opened(world, cards=14)


def entered(world: World, ballot: OpenBallot, card: CardCode, vote: Vote, by: str) -> Entered:
    actor, today = actor_of(world, by), moment_of(world).on
    with world.database.write() as session:
        row = get_ballot(session, ballot.ref)
        paper = PaperVote(card, vote)
        return enter_paper(session, actor, row, paper, clock=clock_of(world), today=today)


def waiting(world: World) -> list[PaperEntry]:
    with world.database.read() as session:
        return list(session.scalars(select(PaperEntry)))


def tally(world: World, ballot: OpenBallot) -> dict[str, str]:
    result = counted(world, ballot).result
    assert result is not None
    return dict(result["chambers"]["participants"]["count"]["rounds"][0]["tally"])


def test_two_people_who_enter_the_same_put_it_into_the_box(world: World, ballot: OpenBallot) -> None:
    choose(world, ballot, *["no"] * 12)
    card = ballot.cards[12]
    assert entered(world, ballot, card, YES, "teller1") is Entered.WAITS
    assert entered(world, ballot, card, YES, "steward") is Entered.IN_BOX
    assert waiting(world) == []
    assert tally(world, ballot) == {"yes": "1", "no": "12"}


def test_one_person_alone_puts_nothing_into_the_box(world: World, ballot: OpenBallot) -> None:
    choose(world, ballot, *["no"] * 12)
    entered(world, ballot, ballot.cards[12], YES, "teller1")
    with pytest.raises(IllegalMove, match="paper_needs_second"):
        entered(world, ballot, ballot.cards[12], YES, "teller1")
    assert tally(world, ballot) == {"yes": "0", "no": "12"}


def test_entries_that_differ_wait_until_two_people_agree(world: World, ballot: OpenBallot) -> None:
    choose(world, ballot, *["no"] * 12)
    card = ballot.cards[12]
    entered(world, ballot, card, YES, "teller1")
    assert entered(world, ballot, card, NO, "teller2") is Entered.DIFFERS
    assert entered(world, ballot, card, YES, "teller1") is Entered.DIFFERS
    assert entered(world, ballot, card, YES, "teller2") is Entered.IN_BOX
    assert tally(world, ballot) == {"yes": "1", "no": "12"}


def test_a_card_that_was_handed_in_votes_no_more_online(world: World, ballot: OpenBallot) -> None:
    card = ballot.cards[0]
    cast(world, ballot.ref, card, {"choice": ["no"]})
    entered(world, ballot, card, YES, "teller1")
    with pytest.raises(InvalidInput, match="card_cannot_vote"):
        cast(world, ballot.ref, card, {"choice": ["no"]})
    entered(world, ballot, card, YES, "teller2")
    with pytest.raises(InvalidInput, match="paper_card_cannot_vote"):
        entered(world, ballot, card, NO, "teller1")


def test_the_paper_replaces_what_the_same_card_said_before(world: World, ballot: OpenBallot) -> None:
    choose(world, ballot, *["no"] * 12)
    for person in ("teller1", "teller2"):
        entered(world, ballot, ballot.cards[0], YES, person)
    assert tally(world, ballot) == {"yes": "1", "no": "11"}


def test_between_the_two_nothing_tells_the_vote_without_the_card(world: World, ballot: OpenBallot) -> None:
    for card, vote in zip(ballot.cards, (YES, YES, NO), strict=False):
        entered(world, ballot, card, vote, "teller1")
    agreements = [entry.agreement for entry in waiting(world)]
    assert len(set(agreements)) == 3, "equal votes look different"
    with world.database.read() as session:
        hashes = set(session.scalars(select(Card.hash)))
    assert not hashes & {entry.nullifier for entry in waiting(world)}


def test_a_card_of_nobody_is_refused(world: World, ballot: OpenBallot) -> None:
    with pytest.raises(InvalidInput, match="paper_card_cannot_vote"):
        entered(world, ballot, new_card(pepper_of(world)), YES, "teller1")


def test_after_the_close_nothing_is_entered(world: World, ballot: OpenBallot) -> None:
    entered(world, ballot, ballot.cards[0], YES, "teller1")
    close(world, ballot.ref)
    with pytest.raises(Refusal, match="ballot_not_open"):
        entered(world, ballot, ballot.cards[0], YES, "teller2")


def test_paper_ballots_are_counted_in_the_bundle(world: World, ballot: OpenBallot, tmp_path: Path) -> None:
    choose(world, ballot, *["no"] * 12)
    for person in ("teller1", "teller2"):
        entered(world, ballot, ballot.cards[12], YES, person)
    counted(world, ballot)
    files = files_of(bundled(world, ballot.ref), tmp_path)
    assert b'"on_paper":1' in files["cards.json"]
    assert verified(tmp_path / "whole.zip")[0]


@pytest.mark.parametrize("name", sorted(PEOPLE))
def test_only_those_who_handle_cards_enter_them(world: World, ballot: OpenBallot, name: str) -> None:
    path, client = f"/desk/ballots/{ballot.ref}/paper", signed_in(world, name)
    form = {"code": ballot.cards[0].code, "choice": "yes"}
    assert client.get(path).status_code == (200 if name in HANDLERS else 403)
    assert desk_post(client, path, form).status_code == (200 if name in HANDLERS else 403)
    assert len(waiting(world)) == (1 if name in HANDLERS else 0)


def test_by_forms_alone(world: World, ballot: OpenBallot) -> None:
    path, first, second = (
        f"/desk/ballots/{ballot.ref}/paper",
        signed_in(world, "teller1"),
        signed_in(world, "chair"),
    )
    card = ballot.cards[0]
    missing = desk_post(first, path, {"code": card.code})
    assert missing.status_code == 422
    assert f'value="{card.code}"' in missing.text
    wrong = desk_post(first, path, {"code": "AAAA", "choice": "yes"})
    assert wrong.status_code == 422
    assert "This card cannot vote in this ballot" in wrong.text
    form = {"code": " ".join(card.groups).lower(), "choice": "yes"}
    assert "Entered once" in desk_post(first, path, form).text
    assert "1 card waits" in text_of(second.get(path))
    again = desk_post(first, path, form)
    assert again.status_code == 409
    assert "A second person has to enter it" in again.text
    done = desk_post(second, path, form)
    assert "In the box" in done.text
    assert card.code not in done.text
    (leaf,) = [one for one in leaves_of_cards(world) if one == "cards.enter_paper"]
    assert leaf


def leaves_of_cards(world: World) -> list[str]:
    with world.database.read() as session:
        ref = session.scalars(select(CardBatch.ref)).one()
    return [leaf.act for leaf in leaves_of(world, f"card_batch:{ref}")]
