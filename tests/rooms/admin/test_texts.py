"""The lines above the form: who writes, who confirms, and when the form is open."""

import pytest
from sqlalchemy import select

from app.models.organisation import IntakeText, IntakeWording, Organisation
from app.rooms.admin.queries import get_text_line, intake_is_open
from app.rooms.admin.texts import seen_mark
from tests.pages.contract import check_page
from tests.support.acts import acts_since, count_acts
from tests.support.organisation import PEOPLE, World
from tests.support.sign_in import desk_post, signed_in

HELP = {
    "en-lead": "Someone not breathing?",
    "en-body": "Shout. Call.",
    "es-lead": "¿No respira?",
    "es-body": "Grite. Llame.",
    "phone": "911",
    "police": "may",
}
Form = dict[str, str | list[str]]


def test_only_the_director_and_an_administrator_see_the_texts(world: World) -> None:
    seen = {name: signed_in(world, name).get("/desk/texts").status_code for name in PEOPLE}
    assert {name for name, status in seen.items() if status == 200} == {"director", "administrator"}
    assert set(seen.values()) == {200, 403}


@pytest.mark.parametrize("path", ["/desk/texts/1", "/desk/texts/new/help", "/desk/texts"])
def test_the_pages_keep_the_contract_with_and_without_a_script(world: World, path: str) -> None:
    client = signed_in(world, "administrator")
    page = client.get(path)
    assert check_page(page.text, may_have_script=True) == []
    fragment = client.get(path, headers={"HX-Request": "true", "HX-Request-Type": "partial"})
    assert fragment.text.startswith("<h1>")
    assert fragment.text.strip() in page.text


@pytest.mark.parametrize("name", sorted(set(PEOPLE) - {"administrator"}))
def test_nobody_but_an_administrator_writes_them(world: World, name: str) -> None:
    client, before = signed_in(world, name), count_acts(world)
    form: Form = {**HELP, "seen": _seen(world, 1)}
    for path in ("/desk/texts/1", "/desk/texts/new/help", "/desk/texts/1/remove"):
        assert desk_post(client, path, form).status_code == 403
    assert count_acts(world) == before


@pytest.mark.parametrize("name", sorted(set(PEOPLE) - {"director"}))
def test_nobody_but_the_director_confirms_them(world: World, name: str) -> None:
    _edit(world)
    form: Form = {"language": "en", "seen": _seen(world, 1)}
    assert desk_post(signed_in(world, name), "/desk/texts/1/confirm", form).status_code == 403


def test_an_edited_line_closes_the_form_until_the_director_confirms_it_in_its_own_language(
    world: World,
) -> None:
    assert _is_open(world)
    before = count_acts(world)
    assert _edit(world) == 303
    assert not _is_open(world)
    director = signed_in(world, "director")
    for language in ("es", "en"):
        assert not _is_open(world)
        form: Form = {"language": language, "seen": _seen(world, 1)}
        assert desk_post(director, "/desk/texts/1/confirm", form).status_code == 303
    assert _is_open(world)
    acts = [(leaf.act, leaf.by) for leaf in acts_since(world, before)]
    assert acts == [
        ("text.edit", "administrator"),
        ("text.confirm", "director"),
        ("text.confirm", "director"),
    ]


def test_only_the_wording_that_changed_waits(world: World) -> None:
    with world.database.read() as session:
        line = get_text_line(session, 2)
        words = {code: (w.lead, w.body) for code, w in line.wordings.items()}
    form = {
        f"{code}-{part}": text
        for code in words
        for part, text in zip(("lead", "body"), words[code], strict=True)
    }
    form["es-body"] = "Leemos los lunes."
    assert _edit(world, 2, form) == 303
    assert _confirmed(world, 2) == {"en": True, "es": False}


def test_another_number_makes_every_wording_wait(world: World) -> None:
    with world.database.read() as session:
        words = {code: (w.lead, w.body) for code, w in get_text_line(session, 1).wordings.items()}
    form = {
        f"{code}-{part}": text
        for code in words
        for part, text in zip(("lead", "body"), words[code], strict=True)
    }
    assert _edit(world, 1, {**form, "phone": "112", "police": "may"}) == 303
    assert _confirmed(world, 1) == {"en": False, "es": False}


def test_saving_without_a_change_says_nothing_on_the_ledger(world: World) -> None:
    with world.database.read() as session:
        words = {code: (w.lead, w.body) for code, w in get_text_line(session, 1).wordings.items()}
    form = {
        f"{code}-{part}": text
        for code in words
        for part, text in zip(("lead", "body"), words[code], strict=True)
    }
    before = count_acts(world)
    assert _edit(world, 1, {**form, "phone": "911", "police": "may"}) == 303
    assert (count_acts(world), _is_open(world)) == (before, True)


def test_the_director_confirms_only_what_was_on_the_page(world: World) -> None:
    _edit(world)
    seen = _seen(world, 1)
    _edit(world, 1, {**HELP, "en-body": "Something else."})
    form: Form = {"language": "en", "seen": seen}
    assert desk_post(signed_in(world, "director"), "/desk/texts/1/confirm", form).status_code == 409
    assert _confirmed(world, 1) == {"en": False, "es": False}


def test_two_editors_overwrite_nothing_and_both_texts_are_shown(world: World) -> None:
    client, seen = signed_in(world, "administrator"), _seen(world, 1)
    _edit(world, 1, {**HELP, "en-body": "The first one saved this."})
    page = desk_post(client, "/desk/texts/1", {**HELP, "en-body": "The second typed this.", "seen": seen})
    assert page.status_code == 409
    assert "The first one saved this." in page.text
    assert "The second typed this." in page.text
    assert check_page(page.text, may_have_script=True) == []


@pytest.mark.parametrize(
    ("more", "field"),
    [
        ({"en-lead": ""}, "en-lead"),
        ({"es-body": ""}, "es-body"),
        ({"phone": "call"}, "phone"),
        ({"police": "none"}, "police"),
        ({"en-body": "x" * 501}, "en-body"),
    ],
)
def test_words_that_cannot_stand_are_refused_and_kept(world: World, more: dict[str, str], field: str) -> None:
    client = signed_in(world, "administrator")
    page = desk_post(client, "/desk/texts/1", {**HELP, **more, "seen": _seen(world, 1)})
    assert page.status_code == 422
    assert f'href="#{field}"' in page.text
    assert _is_open(world)


def test_a_new_line_waits_and_may_be_taken_away_but_not_the_last_of_its_kind(world: World) -> None:
    client = signed_in(world, "administrator")
    assert desk_post(client, "/desk/texts/new/help", dict(HELP)).status_code == 303
    assert not _is_open(world)
    with world.database.read() as session:
        (new,) = session.scalars(select(IntakeText.id).where(IntakeText.id > 3))
    assert desk_post(client, f"/desk/texts/{new}/remove").status_code == 303
    assert _is_open(world)
    assert desk_post(client, "/desk/texts/1/remove").status_code == 409
    assert [leaf.act for leaf in acts_since(world)][-2:] == ["text.add", "text.remove"]


def test_confirming_twice_is_refused(world: World) -> None:
    form: Form = {"language": "en", "seen": _seen(world, 1)}
    assert desk_post(signed_in(world, "director"), "/desk/texts/1/confirm", form).status_code == 409


def test_a_line_or_kind_that_is_not_there_is_not_found(world: World) -> None:
    client = signed_in(world, "administrator")
    for path in ("/desk/texts/999", f"/desk/texts/{10**30}", "/desk/texts/new/poem"):
        assert client.get(path).status_code == 404
        assert desk_post(client, path, dict(HELP)).status_code == 404


def test_without_words_in_its_own_language_the_form_is_closed(world: World) -> None:
    with world.database.write() as session:
        session.get_one(Organisation, 1).default_language = "am"
    assert not _is_open(world)


def _is_open(world: World) -> bool:
    with world.database.read() as session:
        is_open = intake_is_open(session)
    assert ("<textarea" in world.browser().get("/say").text) == is_open
    return is_open


def _seen(world: World, text_id: int) -> str:
    with world.database.read() as session:
        return seen_mark(get_text_line(session, text_id))


def _edit(world: World, text_id: int = 1, words: dict[str, str] = HELP) -> int:
    form: Form = {**words, "seen": _seen(world, text_id)}
    return desk_post(signed_in(world, "administrator"), f"/desk/texts/{text_id}", form).status_code


def _confirmed(world: World, text_id: int) -> dict[str, bool]:
    with world.database.read() as session:
        rows = session.scalars(select(IntakeWording).where(IntakeWording.text_id == text_id))
        return {row.language: row.confirmed_on is not None for row in rows}
