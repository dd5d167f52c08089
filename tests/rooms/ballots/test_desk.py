"""Ballots on the desk: prepared, looked at, frozen, voted in by seats, counted, seated."""

from datetime import timedelta

import pytest

from app.domain.ballots.paper import BallotKind, BallotMethod, Chamber
from app.domain.lifecycles import MotionState
from app.rooms.ballots.preparing import NewOption
from app.rooms.board.seats import list_seats
from tests.pages.contract import check_page
from tests.support.ballots import (
    OpenBallot,
    ballot_of,
    cast,
    choose,
    close,
    counted,
    freeze,
    new_ballot,
    opened,
    prepared,
    printed,
    publish,
    with_options,
)
from tests.support.board import found_board, held_meeting, moment_of, motion_of
from tests.support.board import opened as motion_opened
from tests.support.organisation import World
from tests.support.sign_in import desk_post, signed_in

BOARD = (Chamber.BOARD,)


def typed(world: World, **chosen: str | list[str]) -> dict[str, str | list[str]]:
    """The form as the chair fills it in."""
    today = moment_of(world).on
    return {
        "question": "Shall we open on Sundays?",
        "question-es": "¿Abrimos los domingos?",
        "method": "majority",
        "chambers": "participants",
        "power": "recommend",
        "matter": "services",
        "tie": "status_quo",
        "opens_on": today.isoformat(),
        "opens_time": "09:00",
        "closes_on": (today + timedelta(days=7)).isoformat(),
        "closes_time": "18:00",
        "tellers": ["teller1", "teller2"],
        **chosen,
    }


def test_the_chair_prepares_looks_and_freezes(world: World):
    chair = signed_in(world, "chair")
    assert check_page(chair.get("/desk/ballots/new").text, may_have_script=True) == []
    kept = desk_post(chair, "/desk/ballots/new", typed(world))
    assert kept.status_code == 303
    ref = kept.headers["location"].rpartition("/")[2]
    page = chair.get(f"/desk/ballots/{ref}")
    assert check_page(page.text, may_have_script=True) == []
    assert "Only 0 cards can vote" in page.text
    printed(world, ref, 40)
    assert "Only 0 cards can vote" not in chair.get(f"/desk/ballots/{ref}").text
    assert desk_post(chair, f"/desk/ballots/{ref}/freeze").status_code == 303
    assert ballot_of(world, ref).state == "open"
    assert "¿Abrimos los domingos?" in world.browser().get(f"/es/ballots/{ref}").text
    assert check_page(chair.get("/desk/ballots").text, may_have_script=True) == []


def test_a_refused_paper_keeps_what_was_typed(world: World):
    chair = signed_in(world, "chair")
    wrong = typed(world, tellers=["teller1"], method="scottish-stv", options="Soup: warm\nBread", tie="lot")
    page = desk_post(chair, "/desk/ballots/new", wrong)
    assert page.status_code == 422
    assert "Name at least 2 tellers" in page.text
    assert "Soup: warm" in page.text
    assert check_page(page.text, may_have_script=True) == []


@pytest.mark.parametrize(
    ("field", "value", "words"),
    [
        ("question", "", "Please fill this in"),
        ("opens_on", "soon", "Write a day and a time"),
        ("closes_on", "2020-01-01", "close before it opens"),
        ("power", "decide", "bound"),
        ("motion", "M-NOTHIN", "nothing with this reference"),
        ("seats", "nine", "choose one of what is offered"),
    ],
)
def test_each_wrong_field_gets_its_sentence(world: World, field: str, value: str, words: str):
    page = desk_post(signed_in(world, "secretary"), "/desk/ballots/new", typed(world, **{field: value}))
    assert page.status_code == 422
    assert words.casefold() in page.text.casefold()


def test_a_draft_is_changed_and_shown_as_it_was_kept(world: World):
    ref = prepared(world, with_options(world, BallotMethod.APPROVAL))
    chair = signed_in(world, "chair")
    page = chair.get(f"/desk/ballots/{ref}/edit")
    assert check_page(page.text, may_have_script=True) == []
    assert "Soup\nBread" in page.text
    changed = typed(
        world, method="approval", options="Rice: warm\nBeans", **{"options-es": "Arroz\nFrijoles"}
    )
    assert desk_post(chair, f"/desk/ballots/{ref}/edit", changed).status_code == 303
    options = ballot_of(world, ref).paper["options"]
    assert [one["title"] for one in options] == [
        {"en": "Rice", "es": "Arroz"},
        {"en": "Beans", "es": "Frijoles"},
    ]
    assert options[0]["meaning"] == {"en": "warm"}


def test_a_stranger_and_the_wrong_roles_are_refused(world: World):
    ref = prepared(world)
    assert world.browser().get(f"/desk/ballots/{ref}").status_code == 303
    assert world.browser().get(f"/ballots/{ref}").status_code == 404
    member = signed_in(world, "member1")
    assert member.get(f"/desk/ballots/{ref}").status_code == 200
    for act in ("freeze", "withdraw", "void", "count"):
        assert desk_post(member, f"/desk/ballots/{ref}/{act}", {"reason": "x"}).status_code == 403
    assert desk_post(member, "/desk/ballots/new", typed(world)).status_code == 403
    assert signed_in(world, "administrator").get("/desk/ballots").status_code == 403


def test_a_teller_finds_the_ballot_on_the_first_page_and_counts_it(world: World):
    ballot = opened(world, cards=12)
    choose(world, ballot, *["yes"] * 11)
    close(world, ballot.ref)
    teller = signed_in(world, "teller2")
    assert "Waits for your count" in teller.get("/desk").text
    page = teller.get(f"/desk/ballots/{ballot.ref}")
    assert "Count it now" in page.text
    assert desk_post(teller, f"/desk/ballots/{ballot.ref}/count").status_code == 303
    assert ballot_of(world, ballot.ref).state == "published"
    assert "11 cards voted." in world.browser().get(f"/ballots/{ballot.ref}").text
    again = desk_post(teller, f"/desk/ballots/{ballot.ref}/count")
    assert again.status_code == 409


def test_a_void_needs_its_reason_and_shows_it(world: World):
    ballot = opened(world)
    chair = signed_in(world, "chair")
    assert desk_post(chair, f"/desk/ballots/{ballot.ref}/void", {"reason": " "}).status_code == 422
    assert (
        desk_post(chair, f"/desk/ballots/{ballot.ref}/void", {"reason": "The bag tore."}).status_code == 303
    )
    assert "The bag tore." in world.browser().get(f"/ballots/{ballot.ref}").text


def board_ballot(world: World, **chosen: object) -> OpenBallot:
    """A ballot of the board alone, with five seat cards for members without an account."""
    found_board(world)
    ref = prepared(world, new_ballot(world, chambers=BOARD, **chosen))
    cards = printed(world, ref, 5, chamber="board")
    freeze(world, ref)
    return OpenBallot(ref, cards)


def test_members_vote_by_account_or_seat_card_and_nobody_sees_how(world: World):
    ballot = board_ballot(world)
    chair = signed_in(world, "chair")
    assert "Open to your seat" in chair.get("/desk").text
    pages = [desk_post(chair, f"/desk/ballots/{ballot.ref}/vote", {"choice": said}) for said in ("no", "yes")]
    assert check_page(pages[0].text, may_have_script=True) == []
    assert pages[0].text == pages[1].text
    for name in ("secretary", "member1"):
        done = desk_post(signed_in(world, name), f"/desk/ballots/{ballot.ref}/vote", {"choice": "yes"})
        assert "Counted" in done.text
    for card in ballot.cards:
        cast(world, ballot.ref, card, {"choice": ["yes"]})
    row = counted(world, ballot)
    assert row.result["chambers"]["board"]["cast"] == 8
    assert row.outcome == "adopted"


def test_an_account_without_a_seat_does_not_vote(world: World):
    ballot = board_ballot(world)
    refused = desk_post(signed_in(world, "steward"), f"/desk/ballots/{ballot.ref}/vote", {"choice": "yes"})
    assert refused.status_code == 409
    missing = desk_post(signed_in(world, "chair"), f"/desk/ballots/{ballot.ref}/vote", {})
    assert missing.status_code == 422
    assert check_page(missing.text, may_have_script=True) == []


def test_a_checkable_ballot_publishes_a_mark_beside_each_vote_and_warned_of_it(world: World):
    ballot = board_ballot(world, is_checkable=True)
    page = signed_in(world, "chair").get(f"/desk/ballots/{ballot.ref}")
    assert "Whoever sees your card then sees your vote" in page.text
    done = cast(world, ballot.ref, ballot.cards[0], {"choice": ["yes"]})
    assert len(done.tracker) == 10


def test_a_secret_ballot_ends_the_motion_that_asked_for_it(world: World):
    found_board(world)
    motion = motion_opened(world, held_meeting(world))
    ref = prepared(world, new_ballot(world, chambers=BOARD, motion=motion))
    cards = printed(world, ref, 8, chamber="board")
    freeze(world, ref)
    for number, card in enumerate(cards):
        cast(world, ref, card, {"choice": ["no" if number < 2 else "yes"]})
    counted(world, OpenBallot(ref, cards))
    ended = motion_of(world, motion)
    assert (ended.state, ended.outcome) == (MotionState.CLOSED.value, "adopted")
    assert ended.result["votes"] == {"yes": 6, "no": 2, "abstain": 0}
    page = signed_in(world, "chair").get(f"/desk/motions/{motion}")
    assert "This is not what was counted" not in page.text


def test_winners_take_the_empty_lived_experience_seats(world: World):
    found_board(world)
    options = [NewOption({"en": name}) for name in ("Ash", "Birch", "Cedar")]
    new = new_ballot(world, method=BallotMethod.APPROVAL, kind=BallotKind.ELECTION, options=options)
    ballot = opened(world, new, cards=10)
    for number, card in enumerate(ballot.cards):
        cast(world, ballot.ref, card, {"approve": ["b"] if number else ["a", "b"]})
    counted(world, ballot)
    secretary = signed_in(world, "secretary")
    assert "Elected: Birch" in secretary.get(f"/desk/ballots/{ballot.ref}").text
    assert desk_post(secretary, f"/desk/ballots/{ballot.ref}/seat").status_code == 303
    with world.database.read() as session:
        seated = [line.term.alias for line in list_seats(session, moment_of(world).on) if line.term]
    assert "Birch" in seated
    assert desk_post(secretary, f"/desk/ballots/{ballot.ref}/seat").status_code == 409


def test_nothing_more_is_published_when_nothing_is_counted(world: World):
    opened(world)
    assert publish(world) == []
