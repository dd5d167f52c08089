"""The page of numbers, and the same numbers as open data."""

import csv
import io
import re
from typing import Any

from sqlalchemy import update
from starlette.testclient import TestClient

from app.domain.weeks import Week
from app.models.care import StaffHandover
from app.rooms.publishing.numbers import FIELDS, HIDDEN
from tests.pages.contract import check_page
from tests.support.answers import add_theme
from tests.support.board import found_board, held_meeting, planned_meeting
from tests.support.many_voices import LONG_AGO, add_voices
from tests.support.organisation import World

Item = dict[str, Any]


def items(client: TestClient) -> dict[tuple[str, str], Item]:
    found = client.get("/open-data/numbers.json").json()["items"]
    return {(item["table"], item["row"]): item for item in found}


def number(client: TestClient, table: str, row: str) -> tuple[str, int | None, int | None]:
    item = items(client)[table, row]
    return item["shown"], item["number"], item["of"]


def test_an_empty_organisation_says_what_will_be_counted_in_both_languages(client: TestClient) -> None:
    for path, words in (
        ("/numbers", "nothing to count yet"),
        ("/es/numbers", "Todavía no hay nada que contar"),
    ):
        page = client.get(path)
        assert (page.status_code, check_page(page.text)) == (200, [])
        assert words in page.text
        assert "<script" not in page.text and "set-cookie" not in page.headers


def test_every_sentence_of_the_page_is_spanish_in_spanish(world: World, client: TestClient) -> None:
    fill(world)
    english, spanish = (
        re.findall(r">([^<>]{12,})<", client.get(path).text) for path in ("/numbers", "/es/numbers")
    )
    same = {words.strip() for words in english} & {words.strip() for words in spanish}
    assert same <= {"numbers.json", "numbers.csv"}


def fill(world: World) -> None:
    found_board(world)
    theme = add_theme(world, "Late nights")
    answered = {"answered_week": str(LONG_AGO.next), "state": "change_made", "verdict": "answered"}
    add_voices(world, 20, theme=theme, **answered)
    add_voices(world, 12)
    add_voices(world, 11, channel="paper", language="es", kind="praise")
    add_voices(world, 4, kind="question", safety_level="danger")


def test_each_number_stands_on_the_page_and_in_the_files_alike(world: World, client: TestClient) -> None:
    fill(world)
    assert number(client, "measures", "answered_within_7_days") == ("exactly", 20, 47)
    assert number(client, "measures", "led_to_change") == ("exactly", 20, 32)
    assert number(client, "measures", "lived_seats_filled") == ("exactly", 6, 7)
    page = client.get("/numbers").text
    assert check_page(page) == []
    assert "20 of 47 (43 %)" in page
    assert "6 of 7 (86 %)" in page
    assert "others publish 5 to 7 %" in page and "target 80 %" in page
    rows = list(csv.DictReader(io.StringIO(client.get("/open-data/numbers.csv").text)))
    assert tuple(rows[0]) == FIELDS
    assert [(row["table"], row["row"]) for row in rows] == list(items(client))


def test_a_few_are_hidden_with_what_would_give_them_away(world: World, client: TestClient) -> None:
    fill(world)
    assert number(client, "voices_by_kind", "question") == (HIDDEN, None, 47)
    assert number(client, "voices_by_kind", "praise") == (HIDDEN, None, 47)
    assert number(client, "measures", "safety_in_time") == ("too_few", None, None)


def test_what_is_about_staff_and_what_leadership_was_told_of_stand_in_public(
    world: World, client: TestClient
) -> None:
    add_voices(world, 20)
    add_voices(world, 11, is_about_staff=True)
    add_voices(world, 13, is_about_staff=True, told="paraphrase")
    add_voices(world, 12, is_about_staff=True, told="count")
    assert number(client, "measures", "about_staff") == ("exactly", 36, 56)
    assert number(client, "measures", "leadership_told") == ("exactly", 25, 36)
    assert number(client, "measures", "told_as_number") == ("exactly", 12, 25)
    page = client.get("/numbers").text
    told = page.split("Leadership was told of it")[1]
    assert (
        told.index("25 of 36") < told.index("the director or the chair was told of.") < told.index("12 of 25")
    )


def test_what_was_given_back_to_the_stewards_is_not_counted_as_told(world: World, client: TestClient) -> None:
    add_voices(world, 20, told="count")
    add_voices(world, 14, is_about_staff=True, told="count")
    add_voices(world, 22, is_about_staff=True)
    assert number(client, "measures", "leadership_told") == ("exactly", 14, 36)


def test_what_leadership_was_told_of_this_month_is_not_counted_yet(world: World, client: TestClient) -> None:
    add_voices(world, 20)
    add_voices(world, 36, is_about_staff=True, told="count")
    with world.database.write() as session:
        session.execute(update(StaffHandover).values(week=str(Week.of(world.now.date()))))
    assert number(client, "measures", "leadership_told") == ("fewer_than_ten", None, 36)


def test_a_few_about_staff_are_hidden_with_everything_that_counts_them(
    world: World, client: TestClient
) -> None:
    add_voices(world, 30)
    add_voices(world, 9, is_about_staff=True, told="count")
    assert number(client, "measures", "about_staff") == ("fewer_than_ten", None, 39)
    assert number(client, "measures", "leadership_told") == ("too_few", None, None)
    assert number(client, "measures", "told_as_number") == ("too_few", None, None)


def test_a_single_voice_moves_no_number_before_its_month_is_over(world: World, client: TestClient) -> None:
    add_voices(world, 30)
    before = client.get("/open-data/numbers.json?look=before").content
    add_voices(world, 1, week=Week.of(world.now.date()), language="es")
    assert client.get("/open-data/numbers.json").content == before
    world.pass_time(days=80)
    assert number(client, "measures", "still_waiting")[2] == 31


def test_taken_back_voices_do_not_count(world: World, client: TestClient) -> None:
    add_voices(world, 15)
    add_voices(world, 15, state="withdrawn")
    assert number(client, "measures", "still_waiting") == ("all_but_few", None, 15)


def test_a_page_kept_from_yesterday_is_drawn_anew(world: World, client: TestClient) -> None:
    assert "November 23, 2026" in client.get("/numbers").text
    world.pass_time(days=1)
    assert "November 24, 2026" in client.get("/numbers").text


def test_no_place_and_no_week_stands_among_the_numbers(world: World, client: TestClient) -> None:
    add_voices(world, 40, place_id=1)
    body = client.get("/numbers").text + client.get("/open-data/numbers.json").text
    assert "Drop-in" not in body
    assert not re.search(r"20\d\d-W\d\d|week 30", body)


def test_the_first_page_leads_to_proposals_and_to_the_next_meeting(world: World, client: TestClient) -> None:
    found_board(world)
    planned_meeting(world)
    assert "The board meets next" not in client.get("/?look=before").text
    ref = held_meeting(world)
    page = client.get("/").text
    assert check_page(page) == []
    assert f'href="/board/meetings/{ref}"' in page and 'href="/proposals/new"' in page
