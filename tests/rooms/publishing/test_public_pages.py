"""What everybody reads: pages, languages, what is said to nobody, and how soon a change is there."""

import gzip
import time

import pytest
from starlette.testclient import TestClient

from app.rooms.publishing.queries import A_PAGE
from tests.pages.contract import check_page
from tests.support.answers import (
    REASON,
    add_theme,
    answer_row,
    draft_answer,
    heard,
    publish,
    published_answer,
)
from tests.support.organisation import World
from tests.support.sign_in import desk_post, signed_in

PAGES = ("/", "/answers", "/about/privacy", "/open-data")
FILES = ("/open-data/answers.json", "/open-data/answers.csv", "/feeds/answers.atom")
COPY = "Clinic calls my legal name out loud in the line."


@pytest.mark.parametrize("language", ["", "/en", "/es"])
def test_every_page_keeps_the_contract_empty_and_full(
    world: World, client: TestClient, language: str
) -> None:
    for _ in range(2):
        for path in PAGES:
            page = client.get(language + path)
            assert (page.status_code, check_page(page.text)) == (200, []), path
            assert "set-cookie" not in page.headers
        theme = add_theme(world, f"Theme {time.monotonic_ns()}")
        voice = heard(world, copy=COPY, word_use="quote", themes=[theme])
        ref = published_answer(world, to=[voice], themes=[theme], quote_of=voice.ref, title="Use my name")
        page = client.get(f"{language}/answers/{ref}")
        assert (page.status_code, check_page(page.text)) == (200, [])


def test_pages_speak_the_language_of_the_prefix_or_of_the_reader(client: TestClient) -> None:
    assert "Usted dijo, nosotros hicimos" in client.get("/es/answers").text
    spanish = client.get("/answers", headers={"Accept-Language": "es-MX,es;q=0.9,en;q=0.5"})
    assert 'lang="es"' in spanish.text
    assert "Accept-Language" in spanish.headers["vary"]
    assert 'lang="en"' in client.get("/answers", headers={"Accept-Language": "de"}).text
    assert "Lo que no podemos proteger" in client.get("/es/about/privacy").text


def test_there_is_nothing_at_the_address_of_what_was_never_published(
    world: World, client: TestClient
) -> None:
    draft = draft_answer(world, to=[heard(world)])
    for ref in (draft, "A-AAAAAA", "%00", "F-AAAAAA", "<script>"):
        assert client.get(f"/answers/{ref}").status_code == 404
    for query in ("theme=none", "older=A-AAAAAA", f"newer={draft}"):
        assert client.get(f"/answers?{query}").status_code == 404
    assert draft not in "".join(client.get(path).text for path in PAGES + FILES)


@pytest.mark.parametrize("path", [*PAGES, *FILES])
@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE"])
def test_the_public_pages_are_only_for_reading(client: TestClient, path: str, method: str) -> None:
    assert client.request(method, path).status_code in (404, 405)


def test_an_answer_is_read_as_you_said_and_we_did(world: World, client: TestClient) -> None:
    voice = heard(world, copy=COPY, word_use="quote")
    published_answer(
        world,
        to=[voice],
        quote_of=voice.ref,
        outcome="change_planned",
        by_on="2026-12-10",
        body="A number is called.",
        title="Use my name",
    )
    page = client.get("/").text
    for words in (COPY, "You said", "We will, by", "December 10, 2026", "A number is called.", REASON):
        assert words in page
    assert page.index("A number is called.") < page.index(REASON)
    assert "The responder" in page


def test_a_no_says_why_first(world: World, client: TestClient) -> None:
    published_answer(world, outcome="no_change", body="We ask again in March.")
    page = client.get("/answers").text
    assert page.index("We will not, because") < page.index(REASON) < page.index("We ask again in March.")


def test_words_that_are_no_quote_never_lie_on_yellow(world: World, client: TestClient) -> None:
    published_answer(world, you_said="Some ask about names.")
    page = client.get("/answers").text
    assert "You said, in our words" in page
    assert 'class="slip"' not in page


def test_fewer_than_ten_voices_are_not_counted_in_public(world: World, client: TestClient) -> None:
    few = published_answer(world, to=[heard(world) for _ in range(9)])
    many = published_answer(world, to=[heard(world) for _ in range(10)])
    assert "fewer than 10" in client.get(f"/answers/{few}").text
    assert "<dd>10</dd>" in client.get(f"/answers/{many}").text


def test_the_list_is_turned_by_key_in_both_directions_and_narrowed_by_theme(
    world: World, client: TestClient
) -> None:
    theme = add_theme(world, "Hours")
    refs = [published_answer(world, title=f"Answer {n}") for n in range(A_PAGE + 2)]
    themed = published_answer(world, to=[heard(world)], themes=[theme], title="Late nights")
    newest_first = [themed, *reversed(refs)]

    def shown(path: str) -> list[str]:
        page = client.get(path).text
        return sorted((ref for ref in newest_first if f"/answers/{ref}" in page), key=newest_first.index)

    assert shown("/answers") == newest_first[:A_PAGE]
    older = f"/answers?older={newest_first[A_PAGE - 1]}"
    assert older in client.get("/answers").text
    assert shown(older) == newest_first[A_PAGE:]
    newer = f"/answers?newer={newest_first[A_PAGE]}"
    assert newer in client.get(older).text
    assert shown(newer) == newest_first[:A_PAGE]
    assert 'rel="prev"' not in client.get(newer).text
    assert shown(f"/answers?theme={theme}") == [themed]


def test_a_corrected_answer_stays_readable_and_leads_to_the_new_one(world: World, client: TestClient) -> None:
    editor = signed_in(world, "responder")
    old = published_answer(world, title="As it was")
    begun = desk_post(editor, f"/desk/answers/{old}/correct")
    new = begun.headers["location"].rsplit("/", 1)[-1]
    publish(world, new)
    page = client.get(f"/answers/{old}").text
    assert "This answer was corrected." in page
    assert f"/answers/{new}" in page
    assert f"/answers/{old}" in client.get(f"/answers/{new}").text
    assert f"/answers/{old}" not in client.get("/answers").text


def test_what_is_published_here_is_there_at_the_next_request(world: World, client: TestClient) -> None:
    ref = draft_answer(world, to=[heard(world)], title="Thursdays until 8")
    editor = signed_in(world, "responder")
    for path in ("/", "/answers", "/open-data/answers.json", "/feeds/answers.atom"):
        assert "Thursdays until 8" not in client.get(path).text
    tag = client.get("/").headers["etag"]
    assert client.get("/", headers={"If-None-Match": tag}).status_code == 304
    desk_post(editor, f"/desk/answers/{ref}/publish", {"version": "2"})
    for path in ("/", "/answers", "/open-data/answers.json", "/feeds/answers.atom"):
        assert "Thursdays until 8" in client.get(path).text
    assert client.get("/", headers={"If-None-Match": tag}).status_code == 200


def test_what_another_process_publishes_is_there_at_once_or_within_a_second(
    world: World, client: TestClient
) -> None:
    ref = draft_answer(world, to=[heard(world)], title="Thursdays until 8")
    assert "Thursdays until 8" not in client.get("/answers").text
    publish(world, ref)
    if not world.database.is_sqlite:
        time.sleep(1.05)
    assert "Thursdays until 8" in client.get("/answers").text


def test_the_first_page_and_the_sheet_weigh_fourteen_kilobytes_at_most(
    world: World, client: TestClient
) -> None:
    long = "A sentence that takes about as much room as such sentences do. " * 6
    for _ in range(3):
        voice = heard(world, copy=long, word_use="quote")
        published_answer(world, to=[voice], quote_of=voice.ref, body=long, title="A title of some words")
    page = client.get("/es/")
    sheet = page.text.split('rel="stylesheet" href="')[1].split('"')[0]
    style = client.get(sheet)
    assert style.headers["content-encoding"] == "gzip"
    assert len(gzip.compress(page.content, 9)) + len(gzip.compress(style.content, 9)) <= 14 * 1024


def test_public_words_of_staff_are_escaped(world: World, client: TestClient) -> None:
    words = "<b>bold</b> & \"quoted\" 'single'"
    ref = published_answer(world, title=words, body=words, you_said=words)
    for path in ("/", "/answers", f"/answers/{ref}", "/feeds/answers.atom"):
        assert "<b>bold" not in client.get(path).text
    assert answer_row(world, ref).title == words
