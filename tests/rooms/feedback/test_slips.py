"""A code to print or to save: neither the sheet nor the file says what it is for."""

from starlette.testclient import TestClient

from tests.pages.contract import check_page
from tests.support.organisation import World
from tests.support.participant import Participant, code_on, text_of
from tests.support.voices import speak

CODE = "7K2M9QX4TB8R5W3C"


def test_a_sheet_and_a_file_hold_the_code_and_no_name(client: TestClient) -> None:
    code = code_on(Participant(client).say("The lamp is broken."))
    sheet = client.post("/receipt/slip", data={"code": code})
    assert (sheet.status_code, sheet.headers["cache-control"]) == (200, "no-store")
    assert check_page(sheet.text) == []
    assert code_on(sheet) == code
    for name in ("sayso", "test corner", "feedback"):
        assert name not in text_of(sheet).lower()
    assert "<title>A note</title>" in sheet.text
    file = client.post("/receipt/slip", data={"code": code, "save": "yes"})
    assert file.headers["content-disposition"] == 'attachment; filename="note.txt"'
    assert file.text.replace(" ", "").startswith(code)
    assert file.text.endswith("testserver/receipt\n")


def test_a_half_code_is_refused_with_what_was_typed(client: TestClient) -> None:
    refused = client.post("/receipt/slip", data={"code": "7K2M 9QX"})
    assert refused.status_code == 422
    assert 'value="7K2M 9QX"' in refused.text
    assert client.post("/receipt/slip").status_code == 422


def test_a_sheet_never_tells_whether_a_code_opens_anything(client: TestClient) -> None:
    assert client.post("/receipt/slip", data={"code": CODE}).status_code == 200


def test_the_page_asks_before_leaving_whether_the_code_was_kept(world: World, client: TestClient) -> None:
    voice = speak(world)
    page = Participant(client).open(voice.code)
    assert "Have you kept your code?" in text_of(page)
    groups = " ".join(voice.code[at : at + 4] for at in range(0, 16, 4))
    assert groups in text_of(page)
