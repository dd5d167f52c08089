"""Whatever arrives at the two forms: a clear sentence, the words kept, nothing twice, never a 500."""

import httpx
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import func, select

from app.models.feedback import Message, Thread
from app.vault.form_tokens import issue_token
from tests.pages.contract import check_page
from tests.support.organisation import World
from tests.support.participant import Participant, code_on, text_of, token_on, typed_in
from tests.support.voices import speak

LOOK = settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
HOSTILE = {
    "html": "<script>alert(1)</script><h1>no</h1> &amp; \"quoted\" 'too'",
    "sql": "'; DROP TABLE thread; -- %s {0} %(limit)s {{ 7*7 }} {% raw %}",
    "right to left": "abc \u202e\u2067 cba \u2069 \u200f",
    "emoji": "👩🏾‍🚀🙏 it is ok 🏳️‍🌈",
    "nul": "before\x00after",
    "combining": "Z\u0363\u0364a\u0365l\u0366g\u0367o",
    "line ends": "one\r\ntwo\rthree\n\n\nfour",
}


@pytest.fixture
def person(world: World) -> Participant:
    return Participant(world.browser())


def count(world: World, model: type = Thread) -> int:
    with world.database.read() as session:
        return session.scalar(select(func.count()).select_from(model)) or 0


@pytest.mark.parametrize("words", HOSTILE.values(), ids=HOSTILE)
def test_strange_words_come_in_and_are_shown_as_they_were_written(person: Participant, words: str) -> None:
    said = person.say(words, keep_words="yes")
    assert said.status_code == 201
    page = person.open(code_on(said))
    shown = "".join(part for part in text_of(page).split() if part)
    kept = "".join(words.replace("\x00", "\ufffd").split())
    assert kept in shown
    assert check_page(page.text) == []


@pytest.mark.parametrize("words", ["", "   ", "\n\t \n"])
def test_an_empty_message_is_refused_beside_its_field_and_choices_are_kept(
    world: World, person: Participant, words: str
) -> None:
    answer = person.say(words, kind="praise", place="night-van", word_use="count", about_staff="yes")
    assert answer.status_code == 422
    assert 'id="message-error">Please fill this in.' in answer.text
    assert 'href="#message"' in answer.text
    assert 'value="praise" checked' in answer.text
    assert 'value="count" checked' in answer.text
    assert 'value="night-van" selected' in answer.text
    assert "<details open>" in answer.text
    assert check_page(answer.text) == []
    assert count(world) == 0


def test_a_message_of_20000_characters_comes_in_and_a_longer_one_is_given_back_whole(
    world: World, person: Participant
) -> None:
    assert person.say("ሀ" * 20_000).status_code == 201
    for length in (20_001, 100_000):
        answer = person.say("x" * length)
        assert answer.status_code == 422
        assert "The most is 20000 characters" in answer.text
        assert len(typed_in(answer, "message").strip()) == length
    assert count(world) == 1


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("kind", "<b>"),
        ("place", "nowhere"),
        ("word_use", "sell"),
        ("keep_words", "maybe"),
        ("about_staff", "1"),
        ("ask", "king"),
    ],
)
def test_an_unknown_choice_is_refused_and_the_words_are_kept(
    world: World, person: Participant, field: str, value: str
) -> None:
    answer = person.say("These words stay.", **{field: value})
    assert answer.status_code == 422
    assert "Please choose one of what is offered." in text_of(answer)
    assert typed_in(answer, "message").strip() == "These words stay."
    assert check_page(answer.text) == []
    assert count(world) == 0


def test_half_a_surrogate_pair_becomes_the_replacement_character(world: World, person: Participant) -> None:
    token = token_on(person.form())
    body = f"message=a%ED%A0%80b&token={token}&keep_words=yes"
    said = person.client.post(
        "/say", content=body, headers={"Content-Type": "application/x-www-form-urlencoded"}
    )
    assert said.status_code == 201
    assert "\ufffd" in person.open(code_on(said)).text


def test_a_form_without_a_token_or_with_a_forged_one_comes_back_with_its_words_and_a_fresh_token(
    world: World, person: Participant
) -> None:
    for token in ("", "x", "A" * 48, issue_token(b"another key" * 3, 0)):
        answer = person.say("These words stay.", token=token)
        assert answer.status_code == 422
        assert "Your words are still here. Press the button again." in text_of(answer)
        assert typed_in(answer, "message").strip() == "These words stay."
        assert count(world) == 0
        again = person.say("These words stay.", token=token_on(answer))
        assert again.status_code == 201
        world.pass_time(hours=1)
        with world.database.write() as session:
            session.delete(session.scalars(select(Thread)).one())


def test_a_form_that_was_open_for_more_than_two_days_comes_back_with_its_words(
    world: World, person: Participant
) -> None:
    token = token_on(person.form())
    world.pass_time(hours=49)
    answer = person.say("These words stay.", token=token)
    assert answer.status_code == 422
    assert "This page was open for a long time." in text_of(answer)
    assert person.say("These words stay.", token=token_on(answer)).status_code == 201
    assert count(world) == 1


def test_a_huge_body_is_refused_before_it_is_read(world: World) -> None:
    answer = world.browser().post("/say", data={"message": "x" * (world.settings.max_body + 1)})
    assert answer.status_code == 413
    assert count(world) == 0


@pytest.mark.parametrize(
    "sent",
    [
        {"json": {"message": "not a form"}},
        {"content": b"\xff\xfe\x00", "headers": {"Content-Type": "application/x-www-form-urlencoded"}},
        {"content": b"--x", "headers": {"Content-Type": "multipart/form-data; boundary=x"}},
        {"content": b"message=a", "headers": {"Content-Type": "multipart/form-data"}},
        {"files": {"message": ("a.txt", b"words in a file")}},
        {"data": {f"field{n}": "x" for n in range(500)}},
        {"data": {"message": ["one", "two"]}},
    ],
    ids=["json", "binary", "broken multipart", "no boundary", "file", "many fields", "twice"],
)
def test_what_is_not_our_form_is_refused_in_words(world: World, sent: dict[str, object]) -> None:
    for path in ("/say", "/receipt"):
        answer: httpx.Response = world.browser().post(path, **sent)
        assert 400 <= answer.status_code < 500
        assert check_page(answer.text) == []
    assert count(world) == 0


@pytest.mark.parametrize("written", ["{lower}", "{spaced}", " {hyphens} ", "{oil}", "{wide}"])
def test_a_code_is_read_as_people_write_it(world: World, person: Participant, written: str) -> None:
    code = speak(world).code
    groups = [code[start : start + 4] for start in range(0, 16, 4)]
    ways = {
        "lower": code.lower(),
        "spaced": " ".join(groups),
        "hyphens": "-".join(groups),
        "oil": code.replace("0", "O").replace("1", "l"),
        "wide": "".join(chr(ord(sign) + 0xFEE0) for sign in code),
    }
    assert person.open(written.format(**ways)).status_code == 200


@pytest.mark.parametrize(
    ("typed", "status", "sentence"),
    [
        ("", 422, "Please fill this in."),
        ("K7QM 4XTR", 422, "That is not a whole code."),
        ("K7QM-4XTR-9WDA-2HCU", 422, "That is not a whole code."),
        ("x" * 10_000, 422, "That is not a whole code."),
        ("<script>", 422, "That is not a whole code."),
        ("K7QM 4XTR 9WDA 2HCE", 404, "No page opens with this code."),
    ],
)
def test_a_wrong_or_half_code_is_answered_in_words_and_given_back(
    person: Participant, typed: str, status: int, sentence: str
) -> None:
    answer = person.open(typed, reply="And these words stay too.")
    assert answer.status_code == status
    assert sentence in text_of(answer)
    assert typed_in(answer, "code") == typed
    assert typed_in(answer, "reply").strip() == "And these words stay too."
    assert answer.headers["cache-control"] == "no-store"
    assert check_page(answer.text) == []


@LOOK
@given(words=st.text(st.characters(exclude_categories=()), max_size=300))
def test_any_words_are_stored_once_and_come_back_or_are_refused(world: World, words: str) -> None:
    person = Participant(world.browser())
    before = count(world, Message)
    said = person.say(words.encode("utf-8", "replace").decode(), keep_words="yes")
    if said.status_code == 422:
        assert count(world, Message) == before
        return
    assert count(world, Message) == before + 1
    assert person.open(code_on(said)).status_code == 200


@LOOK
@given(typed=st.text(max_size=60))
def test_no_typed_code_breaks_the_page(world: World, typed: str) -> None:
    answer = Participant(world.browser()).open(typed.encode("utf-8", "replace").decode())
    assert answer.status_code in (404, 422)
