"""Standing for a lived-experience seat: by a code or on paper, read, on the ballot, chosen, seated."""

import json
from datetime import timedelta

import httpx
import pytest
from sqlalchemy import select

from app.domain.ballots.paper import BallotMethod
from app.domain.errors import IllegalMove
from app.models.ballots import Ballot
from app.models.feedback import Thread
from app.models.nominations import Nomination
from app.models.schema import Model
from app.rooms.board.seats import list_seats
from app.rooms.feedback.erasing import erase_words
from app.web.scrub_requests import get_scrub_state
from tests.pages.contract import check_page
from tests.support.ballots import OpenBallot, ballot_of, cast, counted, freeze, printed
from tests.support.board import found_board, leaves_of, moment_of
from tests.support.nominations import ALIAS, SAYS, accepted, asked, names_of, on_a_draft, stood
from tests.support.organisation import World
from tests.support.participant import Participant, text_of, token_on, typed_in
from tests.support.sign_in import desk_post, signed_in
from tests.support.voices import speak

OTHERS = (("Sorrel", "More benches."), ("Birch", "I know the night shift."))


@pytest.fixture
def ref(world: World) -> str:
    """One seat is open for names."""
    found_board(world)
    return asked(world)


def receipt(world: World, code: str, **more: str) -> httpx.Response:
    return Participant(world.browser()).open(code, **more)


def read(world: World, ref: str, which: int, choice: str, *, by: str = "steward", ground: str = ""):
    sent = {"which": str(which), "choice": choice, "ground": ground}
    return desk_post(signed_in(world, by), f"/desk/nominations/{ref}/read", sent)


def three_stand(world: World) -> list[str]:
    """The codes of three who stand, in the order of ``(ALIAS, *OTHERS)``."""
    codes = [speak(world).code for _ in range(3)]
    for code, (alias, says) in zip(codes, ((ALIAS, SAYS), *OTHERS), strict=True):
        assert stood(world, code, alias, says).status_code == 200
    return codes


def test_the_board_page_says_so_while_names_are_taken(world: World, ref: str) -> None:
    page = world.browser().get("/board")
    assert "1 seat is open for people with lived experience" in page.text
    assert not check_page(page.text)


def test_the_board_page_says_nothing_once_it_is_closed(world: World, ref: str) -> None:
    assert desk_post(signed_in(world, "chair"), f"/desk/nominations/{ref}/close").status_code == 303
    assert desk_post(signed_in(world, "chair"), f"/desk/nominations/{ref}/close").status_code == 409
    assert "Presentarse para un puesto" not in world.browser().get("/es/board").text


def test_the_day_closes_it_without_anybody(world: World, ref: str) -> None:
    code = speak(world).code
    world.now += timedelta(days=15)
    assert "Stand for a seat" not in receipt(world, code).text
    assert stood(world, code).status_code == 409
    assert names_of(world) == []


def test_a_receipt_is_enough_and_stands_once(world: World, ref: str) -> None:
    code = speak(world).code
    page = receipt(world, code)
    assert "What becomes public" in text_of(page)
    again = {"action": "stand", "alias": ALIAS, "statement": SAYS, "token": token_on(page)}
    first = receipt(world, code, **again)
    assert first.status_code == 200
    assert not check_page(first.text)
    assert f"You stand as {ALIAS}" in text_of(first)
    assert "We already have this" in text_of(receipt(world, code, **again))
    assert stood(world, code).status_code == 409
    assert [one.state for one in names_of(world)] == ["waiting"]


@pytest.mark.parametrize(
    ("alias", "statement", "field", "words"),
    [
        ("", SAYS, "alias", "Please fill this in"),
        ("x" * 61, SAYS, "alias", "The most is 60"),
        ("A: B", SAYS, "alias", "without a colon"),
        (ALIAS, "   ", "statement", "Please fill this in"),
        (ALIAS, "y" * 601, "statement", "The most is 600"),
    ],
)
def test_bad_input_is_refused_and_kept(
    world: World, ref: str, alias: str, statement: str, field: str, words: str
) -> None:
    page = stood(world, speak(world).code, alias, statement)
    assert page.status_code == 422
    assert words in text_of(page)
    assert typed_in(page, "alias") == alias
    assert typed_in(page, "statement").strip() == statement.strip()
    assert not check_page(page.text)
    assert names_of(world) == []


def test_nothing_stands_in_clear_and_no_row_says_when(world: World, ref: str) -> None:
    stood(world, speak(world).code)
    accepted(world, ref)
    with world.database.read() as session:
        everything = [
            repr(row)
            for table in Model.metadata.sorted_tables
            for row in session.execute(select(table)).all()
        ]
    assert not [row for row in everything if ALIAS in row or SAYS in row]
    assert not [one.name for one in Nomination.__table__.columns if "week" in one.name or "_at" in one.name]


def test_a_name_is_taken_back_by_its_code_and_may_be_given_anew(world: World, ref: str) -> None:
    code = speak(world).code
    stood(world, code)
    assert "You do not stand any more" in receipt(world, code, action="stand_back").text
    (mine,) = names_of(world)
    assert (mine.state, mine.sealed_words, mine.sealed_alias) == ("withdrawn", None, None)
    assert receipt(world, code, action="stand_back").status_code == 409
    assert stood(world, code, "Fern").status_code == 200
    assert [one.state for one in names_of(world)] == ["waiting"]


def test_erasing_the_words_takes_the_name_back(world: World, ref: str) -> None:
    voice = speak(world)
    stood(world, voice.code)
    with world.database.write() as session:
        erase_words(session, session.scalars(select(Thread)).one())
    (mine,) = names_of(world)
    assert (mine.state, mine.sealed_words, mine.sealed_alias) == ("withdrawn", None, None)
    assert "Stand for a seat" not in receipt(world, voice.code).text


@pytest.mark.parametrize("ground", ["names_others", "same_name", "too_long", "other_seat"])
def test_a_refusal_needs_a_ground_which_the_receipt_tells(world: World, ref: str, ground: str) -> None:
    code = speak(world).code
    stood(world, code)
    (mine,) = names_of(world)
    missing = read(world, ref, mine.id, "refuse")
    assert missing.status_code == 422
    assert "Choose the ground" in missing.text
    assert read(world, ref, mine.id, "refuse", ground=ground).status_code == 303
    page = receipt(world, code)
    assert "It does not go onto the ballot" in text_of(page)
    assert not check_page(page.text)
    (mine,) = names_of(world)
    assert (mine.state, mine.ground, mine.sealed_words) == ("refused", ground, None)
    assert read(world, ref, mine.id, "accept").status_code == 409
    assert stood(world, code, "Fern").status_code == 200


def test_two_never_stand_under_one_name(world: World, ref: str) -> None:
    for alias in (ALIAS, ALIAS.upper(), "rook"):  # Rook sits on the board
        stood(world, speak(world).code, alias)
    answers = [read(world, ref, one.id, "accept").status_code for one in names_of(world)]
    assert sorted(answers) == [303, 409, 409]


@pytest.mark.parametrize(
    ("name", "may_open", "may_read", "may_type"),
    [
        ("secretary", True, False, True),
        ("chair", True, False, True),
        ("steward", False, True, True),
        ("outside", False, False, False),
        ("member1", False, False, False),
        ("responder", False, False, False),
        ("director", False, False, False),
        ("teller1", False, False, False),
        ("administrator", False, False, False),
    ],
)
def test_each_role_does_its_part_and_no_more(
    world: World, name: str, may_open: bool, may_read: bool, may_type: bool
) -> None:
    found_board(world)
    browser, today = signed_in(world, name), moment_of(world).on
    sent = {"seats": "1", "until_on": (today + timedelta(days=9)).isoformat()}
    opened = desk_post(browser, "/desk/nominations", sent)
    assert opened.status_code == (303 if may_open else 403)
    ref = opened.headers["location"].rpartition("/")[2] if may_open else asked(world)
    stood(world, speak(world).code)
    page = browser.get(f"/desk/nominations/{ref}")
    assert page.status_code == (403 if name == "administrator" else 200)
    assert (ALIAS in page.text) is may_type
    if page.status_code == 200:
        assert check_page(page.text, may_have_script=True) == []
    typed = desk_post(browser, f"/desk/nominations/{ref}/names", {"alias": "Fern", "statement": "Tea."})
    assert typed.status_code == (303 if may_type else 403)
    which = next(one.id for one in names_of(world) if one.thread_id)
    assert read(world, ref, which, "accept", by=name).status_code == (303 if may_read else 403)
    for act in ("close", "ballot", "anew", "off"):
        answer = desk_post(browser, f"/desk/nominations/{ref}/{act}", {"question": "Who?"})
        assert (answer.status_code == 403) is (not may_open), act


def test_the_public_has_no_way_in(world: World, ref: str) -> None:
    for path in ("/desk/nominations", f"/desk/nominations/{ref}"):
        assert world.browser().get(path, follow_redirects=False).status_code in (303, 401, 403)


def test_bad_input_on_the_desk_is_kept(world: World, ref: str) -> None:
    steward, chair = signed_in(world, "steward"), signed_in(world, "chair")
    page = desk_post(steward, f"/desk/nominations/{ref}/names", {"alias": "Fern", "statement": "z" * 601})
    assert page.status_code == 422
    assert typed_in(page, "alias") == "Fern"
    for sent in ({"seats": "0", "until_on": ""}, {"seats": "9", "until_on": "2999-01-01"}, {"seats": "x"}):
        assert desk_post(chair, "/desk/nominations", sent).status_code == 422
    assert desk_post(chair, "/desk/nominations", {"seats": "1", "until_on": "2000-01-01"}).status_code == 422
    tomorrow = (moment_of(world).on + timedelta(days=1)).isoformat()
    twice = desk_post(chair, "/desk/nominations", {"seats": "1", "until_on": tomorrow})
    assert twice.status_code == 409
    assert desk_post(chair, f"/desk/nominations/{ref}/ballot", {"question": ""}).status_code == 422
    assert chair.get("/desk/nominations/N-NOTHIN").status_code == 404


def test_a_name_from_paper_is_read_like_any_other_and_taken_back_at_the_desk(world: World, ref: str) -> None:
    steward = signed_in(world, "steward")
    assert "Waits to be read" not in steward.get("/desk").text
    desk_post(steward, f"/desk/nominations/{ref}/names", {"alias": ALIAS, "statement": SAYS})
    assert "1 name for a seat" in steward.get("/desk").text
    (typed,) = names_of(world)
    assert typed.thread_id is None
    assert read(world, ref, typed.id, "back", by="secretary").status_code == 303
    assert names_of(world)[0].state == "withdrawn"
    stood(world, speak(world).code)
    by_code = next(one.id for one in names_of(world) if one.thread_id)
    assert read(world, ref, by_code, "back").status_code == 409  # only its code does that


def test_the_ballot_waits_until_all_are_read(world: World, ref: str) -> None:
    three_stand(world)
    with pytest.raises(IllegalMove, match="nominations_wait"):
        on_a_draft(world, ref)


def test_one_name_alone_makes_no_ballot_and_the_page_says_so(world: World, ref: str) -> None:
    stood(world, speak(world).code)
    accepted(world, ref)
    secretary = signed_in(world, "secretary")
    desk_post(secretary, f"/desk/nominations/{ref}/close")
    page = secretary.get(f"/desk/nominations/{ref}")
    assert check_page(page.text, may_have_script=True) == []
    assert "A vote needs two names at least." in page.text
    assert f'action="/desk/nominations/{ref}/ballot"' not in page.text
    with pytest.raises(IllegalMove, match="nominations_too_few"):
        on_a_draft(world, ref)


def test_a_name_taken_back_before_freezing_leaves_the_draft(world: World, ref: str) -> None:
    codes = three_stand(world)
    accepted(world, ref)
    ballot = on_a_draft(world, ref)
    printed(world, ballot, 12)
    assert receipt(world, codes[0], action="stand_back").status_code == 200
    assert ALIAS not in json.dumps(ballot_of(world, ballot).paper)
    with world.database.read() as session:
        assert get_scrub_state(session).asked > get_scrub_state(session).done
    chair = signed_in(world, "chair")
    assert check_page(chair.get(f"/desk/ballots/{ballot}").text, may_have_script=True) == []
    assert desk_post(chair, f"/desk/ballots/{ballot}/freeze").status_code == 409
    assert "The names have changed" in chair.get(f"/desk/nominations/{ref}").text
    assert desk_post(chair, f"/desk/nominations/{ref}/anew").status_code == 303
    names = {one["name"] for one in ballot_of(world, ballot).paper["options"]}
    assert names == {alias for alias, _ in OTHERS}
    assert desk_post(chair, f"/desk/ballots/{ballot}/freeze").status_code == 303


def test_nobody_leaves_out_a_name_by_writing_the_draft_anew(world: World, ref: str) -> None:
    three_stand(world)
    accepted(world, ref)
    ballot = on_a_draft(world, ref)
    printed(world, ballot, 12)
    with world.database.write() as session:
        row = session.scalars(select(Ballot).where(Ballot.ref == ballot)).one()
        row.paper = {**row.paper, "options": row.paper["options"][:2]}
    refused = desk_post(signed_in(world, "chair"), f"/desk/ballots/{ballot}/freeze")
    assert refused.status_code == 409
    assert "take them anew" in refused.text


def test_after_freezing_nobody_takes_a_name_back_and_nothing_ties_it_to_a_voice(
    world: World, ref: str
) -> None:
    codes = three_stand(world)
    accepted(world, ref)
    ballot = on_a_draft(world, ref)
    printed(world, ballot, 12)
    freeze(world, ballot)
    assert [one.sealed_words for one in names_of(world)] == [None] * 3
    assert receipt(world, codes[0], action="stand_back").status_code == 409
    page = receipt(world, codes[0])
    assert "You are on the ballot" in text_of(page)
    assert f"/ballots/{ballot}" in page.text
    shown = world.browser().get(f"/ballots/{ballot}").text
    assert ALIAS in shown
    assert SAYS in shown
    desk = signed_in(world, "steward").get(f"/desk/nominations/{ref}")
    assert ALIAS not in desk.text


@pytest.mark.parametrize("method", [BallotMethod.APPROVAL, BallotMethod.RANK_SEVERAL])
def test_the_chosen_one_sits_and_each_code_tells_its_end(
    world: World, ref: str, method: BallotMethod
) -> None:
    codes = three_stand(world)
    accepted(world, ref)
    ballot = on_a_draft(world, ref, method=method)
    cards = printed(world, ballot, 12)
    freeze(world, ballot)
    paper = ballot_of(world, ballot).paper
    assert (paper["kind"], paper["seats"]) == ("election", 1)
    key = next(one["key"] for one in paper["options"] if one["name"] == ALIAS)
    mark = {"approve": [key]} if method is BallotMethod.APPROVAL else {f"rank-{key}": ["1"]}
    for card in cards:
        cast(world, ballot, card, mark)
    counted(world, OpenBallot(ballot, cards))
    secretary = signed_in(world, "secretary")
    assert desk_post(secretary, f"/desk/ballots/{ballot}/seat").status_code == 303
    with world.database.read() as session:
        terms = [one.term for one in list_seats(session, moment_of(world).on) if one.term]
        assert [one.account_id for one in terms if one.alias == ALIAS] == [None]
    assert "You were chosen" in text_of(receipt(world, codes[0]))
    assert "Others were chosen this time" in text_of(receipt(world, codes[1]))
    assert not check_page(receipt(world, codes[1]).text)


def test_the_leaves_name_no_voice_and_no_name(world: World, ref: str) -> None:
    three_stand(world)
    accepted(world, ref)
    on_a_draft(world, ref)
    ours = leaves_of(world, f"seat_call:{ref}")
    with world.database.read() as session:
        refs = session.scalars(select(Thread.ref)).all()
    assert [one.act.removeprefix("seat_call.") for one in ours] == [
        "open",
        *["accept"] * 3,
        "close",
        "prepare",
    ]
    assert not [one for one in ours for word in (*refs, ALIAS) if word in repr(one)]


def test_a_call_that_is_called_off_tells_the_code(world: World, ref: str) -> None:
    code = speak(world).code
    stood(world, code)
    assert desk_post(signed_in(world, "chair"), f"/desk/nominations/{ref}/off").status_code == 303
    assert "called off" in text_of(receipt(world, code))
