"""Seats, terms and vacancies: on the desk with every class, in public as totals and aliases."""

from datetime import date

from app.domain.terms import Office
from tests.support.board import (
    found_board,
    leaves_of,
    seat_of,
    seats,
    term_of,
    vacant_seat,
)
from tests.support.organisation import World
from tests.support.sign_in import desk_post, signed_in

TAKES = {"alias": "Bo", "starts_on": "2026-11-23", "office": "member"}


def test_a_vacant_seat_is_filled_under_an_alias_without_an_account(world: World) -> None:
    found_board(world)
    seat, secretary = vacant_seat(world), signed_in(world, "secretary")
    assert desk_post(secretary, f"/desk/board/seats/{seat}/fill", TAKES).status_code == 303
    term = term_of(world, "Bo")
    assert (term.account_id, term.starts_on, term.ends_on) == (None, date(2026, 11, 23), date(2028, 11, 23))
    assert seat_of(world, "Bo") == seat


def test_a_term_that_ends_today_leaves_the_seat_vacant_today(world: World) -> None:
    found_board(world)
    seat, secretary = seat_of(world, "Rook"), signed_in(world, "secretary")
    answer = desk_post(
        secretary, f"/desk/board/terms/{term_of(world, 'Rook').ref}/end", {"ends_on": "2026-11-23"}
    )
    assert answer.status_code == 303
    assert "Who takes this seat" in secretary.get(f"/desk/board/seats/{seat}").text
    assert "2 voting seats are empty" in world.browser().get("/board").text


def test_a_filled_seat_is_refused_to_a_second_member_and_keeps_what_was_typed(world: World) -> None:
    found_board(world)
    seat, secretary = seat_of(world, "Rook"), signed_in(world, "secretary")
    refused = desk_post(secretary, f"/desk/board/seats/{seat}/fill", TAKES)
    assert refused.status_code == 422
    assert "Somebody holds this seat in that time" in refused.text


def test_an_alias_is_needed_and_the_error_stands_beside_its_field(world: World) -> None:
    found_board(world)
    path = f"/desk/board/seats/{vacant_seat(world)}/fill"
    refused = desk_post(
        signed_in(world, "secretary"), path, {**TAKES, "alias": "", "interests": "Runs a lab"}
    )
    assert refused.status_code == 422
    assert 'id="fill-alias-error"' in refused.text
    assert "Runs a lab" in refused.text


def test_a_third_term_in_a_row_is_refused_by_alias(world: World) -> None:
    found_board(world)
    seat, secretary = vacant_seat(world), signed_in(world, "secretary")
    path = f"/desk/board/seats/{seat}/fill"
    for starts, ends in (("2022-11-23", "2024-11-23"), ("2024-11-23", "2026-11-23")):
        assert desk_post(secretary, path, {**TAKES, "starts_on": starts, "ends_on": ends}).status_code == 303
    refused = desk_post(secretary, path, {**TAKES, "alias": " BO "})
    assert refused.status_code == 422
    assert "2 terms in a row" in refused.text


def test_one_account_holds_one_seat(world: World) -> None:
    found_board(world)
    path = f"/desk/board/seats/{vacant_seat(world)}/fill"
    refused = desk_post(signed_in(world, "secretary"), path, {**TAKES, "account": "member1"})
    assert refused.status_code == 422
    assert "holds another seat" in refused.text


def test_only_an_empty_seat_is_taken_away(world: World) -> None:
    found_board(world)
    chair = signed_in(world, "chair")
    assert desk_post(chair, f"/desk/board/seats/{seat_of(world, 'Rook')}/close").status_code == 409
    assert desk_post(chair, f"/desk/board/seats/{vacant_seat(world)}/close").status_code == 303
    assert "6 of 6 seats filled" in world.browser().get("/board").text


def test_the_public_reads_aliases_and_totals_but_a_class_only_where_it_was_chosen(world: World) -> None:
    found_board(world)
    assert "Rook</b>." not in world.browser().get("/board").text
    path = f"/desk/board/terms/{term_of(world, 'Rook').ref}"
    shown = {"office": Office.CO_CHAIR.value, "shows_class": "yes", "interests": "Works at the lab"}
    assert desk_post(signed_in(world, "secretary"), path, shown).status_code == 303
    page = world.browser().get("/board").text
    assert "<b>Rook</b>, Co-chair. Lived experience" in page
    assert "Works at the lab" in page
    assert page.count(". Lived experience") == 1
    for seat in seats(world):
        assert seat.ref not in page


def test_no_leaf_brings_an_alias_or_an_office_to_a_seat(world: World) -> None:
    found_board(world)
    for seat in seats(world):
        for leaf in leaves_of(world, f"seat:{seat.ref}"):
            assert set(leaf.facts) <= {"seat_class", "voting"}
    seat = vacant_seat(world)
    desk_post(signed_in(world, "secretary"), f"/desk/board/seats/{seat}/fill", TAKES)
    assert [(leaf.act, leaf.by) for leaf in leaves_of(world, f"seat:{seat}")] == [
        ("seat.add", "chair"),
        ("seat.fill", "secretary"),
    ]


def test_an_ended_term_is_ended_once(world: World) -> None:
    found_board(world)
    chair, path = signed_in(world, "chair"), f"/desk/board/terms/{term_of(world, 'Luz').ref}/end"
    assert desk_post(chair, path, {"ends_on": "2026-11-23"}).status_code == 303
    assert desk_post(chair, path, {"ends_on": "2026-11-23"}).status_code == 409
    assert desk_post(chair, path.replace("/T-", "/T-0"), {"ends_on": "2026-11-23"}).status_code == 404
