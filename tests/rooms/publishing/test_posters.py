"""The name on a poster leads anybody to its answer, without a code."""

from starlette.testclient import TestClient

from tests.pages.contract import check_page
from tests.support.answers import add_theme, heard, published_answer
from tests.support.organisation import World
from tests.support.participant import Participant, text_of

BODY = "The chairs are higher now, and there is one without arms."


def answered(world: World) -> str:
    theme = add_theme(world, "Chairs")
    heard(world, themes=[theme])
    return published_answer(world, themes=[theme], body=BODY)


def test_an_answer_has_a_sheet_for_the_wall_with_its_name(world: World, client: TestClient) -> None:
    ref = answered(world)
    sheet = client.get(f"/answers/{ref}/poster")
    assert check_page(sheet.text) == []
    assert BODY in text_of(sheet)
    assert ref in text_of(sheet)
    assert "testserver/answers" in text_of(sheet)
    assert "<svg" in sheet.text
    assert f"/answers/{ref}/poster" in client.get(f"/answers/{ref}").text
    assert client.get("/answers/A-222222/poster").status_code == 404


def test_the_name_is_found_however_it_is_copied(world: World, client: TestClient) -> None:
    ref = answered(world)
    for typed in (ref, ref.lower(), ref.replace("-", ""), f" {ref.replace('-', ' ')} "):
        found = client.get("/answers", params={"ref": typed})
        assert (found.status_code, found.headers["location"]) == (303, f"/answers/{ref}")
    missed = client.get("/answers", params={"ref": "A-222222"})
    assert missed.status_code == 404
    assert "No answer has this name." in text_of(missed)
    assert check_page(missed.text) == []


def test_the_name_typed_in_place_of_a_code_leads_there_too(world: World, client: TestClient) -> None:
    ref = answered(world)
    sent = Participant(client).open(ref)
    assert (sent.status_code, sent.headers["location"]) == (303, f"/answers?ref={ref}")
    assert Participant(client).open("A-22").status_code == 422
