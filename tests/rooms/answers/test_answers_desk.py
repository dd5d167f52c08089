"""The answers desk through its pages: who may, what is kept, what two editors see of each other."""

import re

import httpx
import pytest
from starlette.testclient import TestClient

from tests.pages.contract import check_page
from tests.support.answers import (
    REASON,
    add_theme,
    answer_row,
    draft_answer,
    heard,
    publish,
    published_answer,
    state_of,
)
from tests.support.organisation import PEOPLE, World
from tests.support.sign_in import desk_post, signed_in

WRITERS = {"steward", "steward2", "responder", "director"}
PUBLISHERS = {"responder", "director"}
GET_PAGES = ("", "/new", "/{draft}", "/{draft}/preview", "/{published}", "/{replaced}", "/{dropped}")
COPY = "The van comes so late that people leave before it is there."


def fields_of(page: httpx.Response, **changed: str) -> dict[str, str | list[str]]:
    """What the editor's form would send, as a browser without a script does."""
    ref = page.url.path.rsplit("/", 1)[-1]
    form = page.text.split(f'action="/desk/answers/{ref}"')[1].split("</form>")[0]
    fields: dict[str, str | list[str]] = dict(
        re.findall(r'<input type="hidden" name="(\w+)" value="(.*?)"', form)
    )
    fields |= dict(re.findall(r'<(?:input|textarea)[^>]* name="(title|by_on)"[^>]* value="(.*?)"', form))
    fields |= dict(re.findall(r'<textarea[^>]* name="(\w+)"[^>]*>\n(.*?)</textarea>', form, re.S))
    fields["voice"] = re.findall(r'name="voice" value="(.*?)" checked', form)
    fields["themes"] = re.findall(r'name="themes" value="(.*?)" checked', form)
    return fields | changed


@pytest.fixture
def refs(world: World) -> dict[str, str]:
    """An answer in each state."""
    editor = signed_in(world, "responder")
    replaced = published_answer(world)
    desk_post(editor, f"/desk/answers/{replaced}/correct")
    correction = re.findall(r"/desk/answers/(A-\w{6})", editor.get("/desk/answers").text)[0]
    publish(world, correction)
    dropped = draft_answer(world, to=[heard(world)])
    desk_post(editor, f"/desk/answers/{dropped}/drop", {"version": "2"})
    return {
        "draft": draft_answer(world, to=[heard(world)]),
        "published": published_answer(world),
        "replaced": replaced,
        "dropped": dropped,
    }


def test_strangers_are_sent_to_sign_in_and_other_roles_are_told_no(
    world: World, client: TestClient, refs: dict[str, str]
) -> None:
    for page in GET_PAGES:
        path = "/desk/answers" + page.format(**refs)
        assert client.get(path).headers["location"].startswith("/desk/sign-in")
        for name in sorted(PEOPLE.keys() - WRITERS):
            assert signed_in(world, name).get(path).status_code == 403, (name, path)


@pytest.mark.parametrize("name", sorted(WRITERS))
def test_each_page_keeps_the_contract_with_and_without_a_script(
    world: World, refs: dict[str, str], name: str
) -> None:
    plain, scripted = signed_in(world, name), signed_in(world, name, script=True)
    for page in GET_PAGES:
        path = "/desk/answers" + page.format(**refs)
        answer = plain.get(path, follow_redirects=True)
        assert (answer.status_code, check_page(answer.text, may_have_script=True)) == (200, []), path
        fragment = scripted.get(path, follow_redirects=True)
        heading = re.search(r"<h1>.*?</h1>", answer.text, re.S)
        assert heading is not None
        assert heading.group() in fragment.text
        assert "<html" not in fragment.text


def test_every_act_is_refused_to_strangers_and_to_roles_without_the_permission(
    world: World, client: TestClient, refs: dict[str, str]
) -> None:
    draft, published = refs["draft"], refs["published"]
    acts = {
        "/desk/answers/new": WRITERS,
        f"/desk/answers/{draft}": WRITERS,
        f"/desk/answers/{draft}/publish": PUBLISHERS,
        f"/desk/answers/{draft}/drop": WRITERS,
        f"/desk/answers/{published}/correct": WRITERS,
    }
    for path, allowed in acts.items():
        assert client.post(path, data={"version": "2"}).status_code in (303, 403)
        for name in sorted(PEOPLE.keys() - allowed):
            answer = desk_post(signed_in(world, name), path, {"version": "2"})
            assert answer.status_code == 403, (name, path)
    assert answer_row(world, draft).state == "draft"


def test_an_act_without_the_token_of_its_session_is_refused(world: World) -> None:
    ref = draft_answer(world, to=[heard(world)])
    answer = signed_in(world, "responder").post(f"/desk/answers/{ref}/publish", data={"version": "2"})
    assert (answer.status_code, answer_row(world, ref).state) == (403, "draft")


@pytest.mark.parametrize("state", ["published", "replaced", "dropped"])
def test_what_is_no_draft_can_be_neither_kept_nor_published_nor_dropped(
    world: World, refs: dict[str, str], state: str
) -> None:
    editor = signed_in(world, "responder")
    before = answer_row(world, refs[state])
    for act in ("", "/publish", "/drop"):
        answer = desk_post(
            editor, f"/desk/answers/{refs[state]}{act}", {"version": str(before.version), "title": "Other"}
        )
        assert answer.status_code == 409
    after = answer_row(world, refs[state])
    assert (after.state, after.version, after.title) == (before.state, before.version, before.title)


def test_an_answer_goes_from_the_voice_to_the_public_page(world: World) -> None:
    voice = heard(world, copy=COPY, word_use="quote")
    editor = signed_in(world, "responder")
    new = editor.get(f"/desk/answers/new?voice={voice.ref.lower()}")
    assert COPY in new.text
    begun = desk_post(editor, "/desk/answers/new", {"voice": [voice.ref]})
    page = editor.get(begun.headers["location"])
    kept = desk_post(
        editor,
        page.url.path,
        fields_of(
            page, outcome="change_made", quote_of=voice.ref, reason=REASON, title="The van", then="look"
        ),
    )
    preview = editor.get(kept.headers["location"])
    assert COPY in preview.text
    version = re.findall(r'name="version" value="(\d+)"', preview.text)[0]
    published = desk_post(editor, f"{page.url.path}/publish", {"version": version})
    assert published.status_code == 303
    assert state_of(world, voice) == "change_made"
    everybody = world.browser().get("/answers")
    assert COPY in everybody.text
    assert REASON in everybody.text


def test_a_theme_is_answered_without_naming_a_voice(world: World) -> None:
    theme = add_theme(world, "Late nights")
    voice = heard(world, themes=[theme])
    editor = signed_in(world, "director")
    assert "1 voice waits" in editor.get("/desk/answers/new").text
    begun = desk_post(editor, "/desk/answers/new", {"themes": [theme]})
    page = editor.get(begun.headers["location"])
    kept = desk_post(editor, page.url.path, fields_of(page, outcome="explained", reason=REASON, then="look"))
    assert "Fewer than five voices" in editor.get(kept.headers["location"]).text
    desk_post(editor, f"{page.url.path}/publish", {"version": "2"})
    assert state_of(world, voice) == "answered"


def test_a_draft_to_nobody_or_to_a_voice_that_is_not_there_is_drawn_again_with_what_was_typed(
    world: World,
) -> None:
    editor = signed_in(world, "responder")
    nobody = desk_post(editor, "/desk/answers/new", {})
    assert (nobody.status_code, "Choose at least one" in nobody.text) == (422, True)
    unknown = desk_post(editor, "/desk/answers/new", {"voices": "F-NOBODY"})
    assert unknown.status_code == 422
    assert unknown.text.count("F-NOBODY") >= 2


def test_what_is_said_about_staff_stays_out_of_the_list_until_its_person_agreed_to_a_copy(
    world: World,
) -> None:
    secret = heard(world, is_about_staff=True, copy="A copy in the making.", copy_state="shown")
    agreed = heard(world, is_about_staff=True, copy="A copy that was agreed to.")
    editor = signed_in(world, "responder")
    page = editor.get("/desk/answers/new").text
    assert (secret.ref in page, agreed.ref in page) == (False, True)
    assert desk_post(editor, "/desk/answers/new", {"voices": secret.ref}).status_code == 422


def test_of_two_editors_neither_overwrites_the_other_unseen(world: World) -> None:
    ref = draft_answer(world, to=[heard(world)], title="Before")
    one, other = signed_in(world, "responder"), signed_in(world, "director")
    first, second = one.get(f"/desk/answers/{ref}"), other.get(f"/desk/answers/{ref}")
    assert desk_post(one, first.url.path, fields_of(first, title="Of the first")).status_code == 303
    answer = desk_post(other, second.url.path, fields_of(second, title="Of the second"))
    assert answer.status_code == 409
    assert "Of the first" in answer.text
    assert 'value="Of the second"' in answer.text
    again = desk_post(other, second.url.path, fields_of(answer, title="Of both"))
    assert again.status_code == 303
    assert "Of both" in one.get(first.url.path).text


def test_a_form_with_something_wrong_keeps_every_word_and_names_the_field(world: World) -> None:
    ref = draft_answer(world, to=[heard(world)])
    editor = signed_in(world, "responder")
    page = editor.get(f"/desk/answers/{ref}")
    typed = {"by_on": "soon", "reason": "Words that took an hour.", "title": "<b>&"}
    answer = desk_post(editor, page.url.path, fields_of(page, **typed))
    assert answer.status_code == 422
    assert "This is no date" in answer.text
    assert "Words that took an hour." in answer.text
    assert "&lt;b&gt;&amp;" in answer.text
    too_long = desk_post(editor, page.url.path, fields_of(page, title="x" * 201))
    assert (too_long.status_code, "The most is 200" in too_long.text) == (422, True)


def test_publishing_too_early_says_what_is_missing_and_changes_nothing(world: World) -> None:
    voice = heard(world)
    ref = draft_answer(world, to=[voice], reason="")
    editor = signed_in(world, "responder")
    answer = desk_post(editor, f"/desk/answers/{ref}/publish", {"version": "2"})
    assert (answer.status_code, "Give the reason" in answer.text) == (422, True)
    assert (answer_row(world, ref).state, state_of(world, voice)) == ("draft", "being_looked_at")


def test_the_late_drafts_come_first_and_a_dropped_one_goes(world: World) -> None:
    late = draft_answer(world, to=[heard(world)], title="Waits longest")
    world.pass_time(weeks=4)
    draft_answer(world, to=[heard(world)], title="Came later", by="director")
    editor = signed_in(world, "responder")
    page = editor.get("/desk/answers").text
    assert page.index("Waits longest") < page.index("Came later")
    assert "Late by" in page
    assert "Came later" not in editor.get("/desk/answers?whose=mine").text
    desk_post(editor, f"/desk/answers/{late}/drop", {"version": "2"})
    assert "Waits longest" not in editor.get("/desk/answers").text


def test_words_that_hurt_are_pointed_out_and_never_refused(world: World) -> None:
    ref = draft_answer(world, to=[heard(world)], reason="Addicts asked for it.")
    editor = signed_in(world, "responder")
    assert "person who uses drugs" in editor.get(f"/desk/answers/{ref}/preview").text
    assert desk_post(editor, f"/desk/answers/{ref}/publish", {"version": "2"}).status_code == 303


def test_the_start_page_tells_those_who_publish_what_they_owe(world: World) -> None:
    draft_answer(world, to=[heard(world)], title="Lights in the alley")
    world.pass_time(weeks=3)
    page = signed_in(world, "director").get("/desk").text
    assert "Lights in the alley" in page
    assert "1 voice has no answer in its time" in page
    assert "Answers owed" not in signed_in(world, "steward").get("/desk").text
