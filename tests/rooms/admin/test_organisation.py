"""The organisation at the desk, the rehearsal of the recovery key, and what the start page reminds of."""

import pytest

from app.models.organisation import Organisation
from app.rooms.admin.queries import list_offered_languages, list_places
from app.vault.recovery import new_recovery_key, split
from app.web.public_version import get_public_version
from tests.pages.contract import check_page
from tests.support.acts import acts_since, count_acts
from tests.support.organisation import PEOPLE, World
from tests.support.sign_in import desk_post, signed_in

Form = dict[str, str | list[str]]
CHANGED: Form = {
    "name": "Lantern Street",
    "about": "A place to sit.",
    "languages": ["en", "es", "ar"],
    "default_language": "es",
    "place-1": "Drop-in",
    "open-1": "yes",
    "place-2": "Van",
    "new_places": "Clinic\n\nDrop-in",
}


@pytest.mark.parametrize("name", sorted(set(PEOPLE) - {"administrator"}))
def test_nobody_but_an_administrator_changes_the_organisation(world: World, name: str) -> None:
    client, before = signed_in(world, name), count_acts(world)
    for path in ("/desk/organisation", "/desk/recovery"):
        assert client.get(path).status_code == 403
        assert desk_post(client, path, {**CHANGED, "half_1": "x", "half_2": "y"}).status_code == 403
    assert count_acts(world) == before


@pytest.mark.parametrize("path", ["/desk/organisation", "/desk/recovery", "/desk"])
def test_the_pages_keep_the_contract_with_and_without_a_script(world: World, path: str) -> None:
    client = signed_in(world, "administrator")
    page = client.get(path)
    assert check_page(page.text, may_have_script=True) == []
    fragment = client.get(path, headers={"HX-Request": "true", "HX-Request-Type": "partial"})
    assert fragment.text.startswith("<h1>")
    assert fragment.text.strip() in page.text


def test_name_languages_and_places_change_with_one_leaf(world: World) -> None:
    before, version = count_acts(world), _version(world)
    answer = desk_post(signed_in(world, "administrator"), "/desk/organisation", _with_mark(world, CHANGED))
    assert answer.status_code == 303
    with world.database.read() as session:
        row = session.get_one(Organisation, 1)
        assert (row.name, row.about, row.default_language) == ("Lantern Street", "A place to sit.", "es")
        assert list_offered_languages(session) == ["es", "en", "ar"]
        places = [(place.slug, place.name, place.is_open) for place in list_places(session)]
    assert places == [
        ("drop-in", "Drop-in", True),
        ("night-van", "Van", False),
        ("clinic", "Clinic", True),
        ("drop-in-2", "Drop-in", True),
    ]
    assert [leaf.act for leaf in acts_since(world, before)] == ["organisation.edit"]
    assert _version(world) == version + 1
    assert "Lantern Street" in world.browser().get("/ledger").text


@pytest.mark.parametrize(
    ("more", "field"),
    [
        ({"name": ""}, "name"),
        ({"languages": []}, "languages"),
        ({"default_language": "zh"}, "default_language"),
        ({"place-2": " "}, "place-2"),
        ({"new_places": "x" * 61}, "new_places"),
        ({"about": "x" * 501}, "about"),
    ],
)
def test_what_cannot_stand_is_refused_and_kept(world: World, more: Form, field: str) -> None:
    form = _with_mark(world, {**CHANGED, **more})
    page = desk_post(signed_in(world, "administrator"), "/desk/organisation", form)
    assert page.status_code == 422
    assert f'href="#{field}"' in page.text
    assert 'value="Drop-in"' in page.text
    assert check_page(page.text, may_have_script=True) == []


def test_two_administrators_overwrite_nothing_and_both_are_shown(world: World) -> None:
    client, form = signed_in(world, "administrator"), _with_mark(world, CHANGED)
    desk_post(client, "/desk/organisation", {**form, "name": "The first"})
    page = desk_post(client, "/desk/organisation", {**form, "name": "The second"})
    assert page.status_code == 409
    assert "The first" in page.text
    assert 'value="The second"' in page.text
    assert check_page(page.text, may_have_script=True) == []


def test_both_halves_typed_back_end_the_reminder(world: World) -> None:
    first, second = _give_recovery_key(world)
    client = signed_in(world, "administrator")
    assert "Nobody has tried the recovery key" in client.get("/desk").text
    before = count_acts(world)
    answer = desk_post(client, "/desk/recovery", {"half_1": second.lower(), "half_2": first})
    assert answer.status_code == 303
    assert "Tried, and it was right" in client.get("/desk/recovery").text
    assert "Nobody has tried the recovery key" not in client.get("/desk").text
    assert [leaf.act for leaf in acts_since(world, before)] == ["recovery.rehearse"]


def test_wrong_halves_are_named_and_change_nothing(world: World) -> None:
    first, second = _give_recovery_key(world)
    other = [" ".join(half) for half in split(new_recovery_key())]
    client = signed_in(world, "administrator")
    for half_1, half_2, words in (
        (first, first, "the same half twice"),
        (first, other[1], "do not belong together"),
        (other[0], other[1], "not to this organisation"),
        (first, second[:-1], "Half 2 is not copied rightly"),
        (first, "", "Please fill this in."),
    ):
        page = desk_post(client, "/desk/recovery", {"half_1": half_1, "half_2": half_2})
        assert page.status_code == 422
        assert words in page.text
    assert "Not tried yet" in client.get("/desk/recovery").text


def test_a_steward_is_not_reminded_of_what_only_an_administrator_can_do(world: World) -> None:
    assert "recovery key" not in signed_in(world, "steward").get("/desk").text


def _give_recovery_key(world: World) -> tuple[str, str]:
    recovery = new_recovery_key()
    with world.database.write() as session:
        session.get_one(Organisation, 1).recovery_public_key = recovery.public
    first, second = split(recovery)
    return " ".join(first), " ".join(second)


def _with_mark(world: World, form: Form) -> Form:
    page = signed_in(world, "administrator").get("/desk/organisation").text
    start = page.index('name="seen" value="') + len('name="seen" value="')
    return {**form, "seen": page[start : page.index('"', start)]}


def _version(world: World) -> int:
    with world.database.read() as session:
        return get_public_version(session)
