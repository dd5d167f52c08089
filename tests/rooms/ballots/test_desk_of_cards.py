import re
from typing import Any

import httpx
import pytest
from sqlalchemy import select

from app.domain.lifecycles import BallotState
from app.models.cards import Card, CardBatch
from app.rooms.ballots.cards import new_reference
from app.vault.cards import read_card
from tests.support.ballots import choose, counted, opened
from tests.support.board import found_board, moment_of
from tests.support.bundles import held
from tests.support.cards import batch_of, in_state, made, pepper_of, prepared, typed
from tests.support.organisation import PEOPLE, World
from tests.support.participant import text_of
from tests.support.sign_in import desk_post, signed_in

MAKERS = {"chair", "secretary"}
HANDLERS = MAKERS | {"steward", "steward2", "teller1", "teller2"}
CODE = re.compile(r"<span>([0-9A-Z]{4})</span> ?" * 4)


def asked(world: World, **chosen: Any) -> dict[str, Any]:
    today = moment_of(world).on
    form = {
        "ref": new_reference(),
        "purpose": "period",
        "starts_on": today.isoformat(),
        "last_on": today.replace(year=today.year + 1).isoformat(),
        "count": "10",
        "language": "en",
        "second_language": "es",
    }
    return form | chosen


def printed(answer: httpx.Response) -> list[str]:
    return ["".join(found.groups()) for found in CODE.finditer(answer.text)]


def batches(world: World) -> list[CardBatch]:
    with world.database.read() as session:
        return list(session.scalars(select(CardBatch)))


@pytest.mark.parametrize("name", sorted(PEOPLE))
def test_only_those_who_handle_cards_see_them_and_only_chair_and_secretary_print(
    world: World, name: str
) -> None:
    client = signed_in(world, name)
    assert client.get("/desk/cards").status_code == (200 if name in HANDLERS else 403)
    answer = desk_post(client, "/desk/cards", asked(world))
    assert answer.status_code == (200 if name in MAKERS else 403)
    assert len(batches(world)) == (1 if name in MAKERS else 0)


def test_a_stranger_is_sent_to_sign_in(world: World) -> None:
    batch = made(world, 3)
    for path in ("/desk/cards", f"/desk/cards/{batch.batch.ref}"):
        assert world.browser().get(path).status_code == 303


def test_the_sheets_are_the_answer_and_every_code_on_them_is_a_card(world: World) -> None:
    answer = desk_post(signed_in(world, "secretary"), "/desk/cards", asked(world))
    assert answer.headers["cache-control"] == "no-store"
    codes = printed(answer)
    assert len(set(codes)) == 10
    with world.database.read() as session:
        stored = set(session.scalars(select(Card.hash)))
    assert {read_card(code, pepper_of(world)).lookup for code in codes} == stored
    assert "Keep it until" in answer.text
    assert "luego rómpala" in answer.text


def test_the_same_form_sent_twice_prints_once(world: World) -> None:
    client, form = signed_in(world, "secretary"), asked(world)
    assert desk_post(client, "/desk/cards", form).status_code == 200
    again = desk_post(client, "/desk/cards", form)
    assert again.status_code == 409
    assert "made already" in again.text
    assert len(batches(world)) == 1


@pytest.mark.parametrize(
    ("wrong", "says"),
    [
        ({"count": "0"}, "between 1 and 2000"),
        ({"count": "many"}, "choose one of what is offered"),
        ({"last_on": ""}, "first and last day"),
        ({"last_on": "2020-01-01"}, "ends before it begins"),
        ({"purpose": "ballot", "ballot": "V-NOBODY"}, "no such ballot"),
        ({"second_language": "xx"}, "one of what is offered"),
        ({"ref": "nonsense"}, "made already"),
    ],
)
def test_what_cannot_be_printed_is_said_and_what_was_typed_is_kept(
    world: World, wrong: dict[str, str], says: str
) -> None:
    answer = desk_post(signed_in(world, "secretary"), "/desk/cards", asked(world) | wrong)
    assert answer.status_code in (409, 422)
    assert says in answer.text
    if answer.status_code == 422:
        assert all(f'value="{value}"' in answer.text for value in wrong.values() if value.isdigit())
    assert batches(world) == []


def test_cards_for_a_ballot_name_its_question_in_both_languages(world: World) -> None:
    prepared(world, "V-FIRST1")
    form = asked(world, purpose="ballot", ballot="V-FIRST1")
    answer = desk_post(signed_in(world, "chair"), "/desk/cards", form)
    assert "Should we stay open until 8 pm?" in answer.text
    assert "¿Abrimos hasta las 8?" in answer.text


def test_a_pdf_is_sent_and_kept_by_no_browser(world: World) -> None:
    answer = desk_post(signed_in(world, "chair"), "/desk/cards", asked(world, output="pdf", count="2"))
    assert answer.headers["content-type"] == "application/pdf"
    assert answer.headers["cache-control"] == "no-store"
    assert answer.content.startswith(b"%PDF-")


def test_from_the_bag_to_the_sum_by_forms_alone(world: World) -> None:
    found_board(world)
    batch = made(world, 12, ballot="V-FIRST1")
    path, client = f"/desk/cards/{batch.batch.ref}", signed_in(world, "secretary")
    shift = {"in_bag": "8", "first_witness": "lived_experience_seat", "second_witness": "teller"}
    assert desk_post(client, f"{path}/shift", shift).status_code == 303
    assert "The bag was opened with 8 cards" in client.get(path).text
    wrong = desk_post(client, f"{path}/end", {"codes": "AAAA"})
    assert wrong.status_code == 422
    assert "Line 1 is no whole code" in wrong.text
    assert ">\nAAAA</textarea>" in wrong.text
    left = typed(list(batch.codes[6:8]))
    assert desk_post(client, f"{path}/end", {"codes": left}).status_code == 303
    assert desk_post(client, f"{path}/kept-back", {"codes": ""}).status_code == 409
    in_state(world, "V-FIRST1", BallotState.CLOSED)
    kept = typed(list(batch.codes[8:]))
    assert desk_post(client, f"{path}/kept-back", {"codes": kept}).status_code == 303
    assert "Your count is in" in client.get(path).text
    other = signed_in(world, "teller1")
    assert "You are the second" in other.get(path).text
    assert desk_post(other, f"{path}/kept-back", {"codes": kept}).status_code == 303
    assert "Printed = kept back + handed out." in client.get(path).text
    assert batch_of(world, batch).kept_back == 6


def test_a_bag_without_the_right_witnesses_stays_closed(world: World) -> None:
    found_board(world)
    batch = made(world, 12)
    shift = {"in_bag": "8", "first_witness": "steward", "second_witness": "teller"}
    answer = desk_post(signed_in(world, "secretary"), f"/desk/cards/{batch.batch.ref}/shift", shift)
    assert answer.status_code == 422
    assert "lived-experience seat" in answer.text


def test_a_batch_that_is_not_there_is_not_found(world: World) -> None:
    assert signed_in(world, "secretary").get("/desk/cards/C-NOBODY").status_code == 404


def test_everybody_reads_whether_the_cards_of_a_closed_ballot_add_up(world: World) -> None:
    ref = held(world)
    page = text_of(world.browser().get(f"/ballots/{ref}"))
    assert "Do the cards add up?" in page
    assert re.search(r"C-\w{6}\s*20\s*6\s*14\s*Yes", page), page
    assert "What did not add up" not in page


def test_cards_that_nobody_has_counted_are_said_to_be_so(world: World) -> None:
    ballot = opened(world, cards=12)
    assert "Do the cards add up?" not in text_of(world.browser().get(f"/ballots/{ballot.ref}"))
    choose(world, ballot, *["yes"] * 10)
    counted(world, ballot)
    assert "Not counted yet" in text_of(world.browser().get(f"/ballots/{ballot.ref}"))
