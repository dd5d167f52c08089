"""Error pages as the application serves them."""

from starlette.testclient import TestClient

from tests.pages.contract import check_page, parse, words_of


def test_a_page_that_is_not_there_answers_in_plain_words(client: TestClient) -> None:
    answer = client.get("/nothing-of-the-kind")
    assert answer.status_code == 404
    assert check_page(answer.text) == []
    assert words_of(next(parse(answer.text).iter("h1"))) == "There is nothing here"
    assert "Test Corner" in answer.text


def test_the_sheet_that_a_page_asks_for_is_served(client: TestClient) -> None:
    page = parse(client.get("/nothing-of-the-kind").text)
    address = next(link.get("href") for link in page.iter("link") if link.get("rel") == "stylesheet")
    sheet = client.get(address or "")
    assert sheet.status_code == 200
    assert sheet.headers["content-type"].startswith("text/css")


def test_an_error_page_stays_in_the_reader_s_language_and_offers_the_others(client: TestClient) -> None:
    page = parse(client.get("/es/nothing-of-the-kind").text)
    current = [link for link in page.iter("a") if link.get("aria-current") == "true"]
    assert [link.get("hreflang") for link in current] == ["es"]
