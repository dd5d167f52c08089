"""The pages about keys: who may look, who may press, and what they then see."""

import httpx
import pytest
from starlette.testclient import TestClient

from app.models.safekeeping import Rotation
from app.rooms.accounts.circles import CircleName
from app.rooms.accounts.queries import find_account_by_name
from tests.pages.contract import check_page
from tests.support.organisation import World
from tests.support.screening import hidden_fields
from tests.support.sealed import epochs, seal_one_of_each
from tests.support.sign_in import desk_post, signed_in

KEYS = "/desk/keys"


def test_a_stranger_signs_in_first_and_other_roles_are_refused(world: World) -> None:
    assert world.browser().get(KEYS).status_code == 303
    for name in ("responder", "member1", "teller1"):
        assert signed_in(world, name).get(KEYS).status_code == 403
        assert desk_post(signed_in(world, name), f"{KEYS}/desk/change").status_code == 403
    assert len(epochs(world, CircleName.DESK)) == 1


def test_the_page_says_who_holds_each_key_and_offers_only_ones_own(world: World) -> None:
    page = signed_in(world, "steward").get(KEYS).text
    assert "Steward, Steward2" in page
    assert f'action="{KEYS}/stewards/change"' in page
    assert f'action="{KEYS}/outside/change"' not in page


@pytest.mark.parametrize("script", [False, True])
def test_a_key_is_changed_by_pressing_until_it_is_done(world: World, script: bool) -> None:
    for _ in range(4):
        seal_one_of_each(world)
    steward = signed_in(world, "steward", script=script)
    begun = desk_post(steward, f"{KEYS}/desk/change")
    assert begun.status_code == 303
    assert "sealed anew" in steward.get(begun.headers["location"]).text
    presses = 0
    while "Go on" in (page := steward.get(KEYS).text):
        press(steward, page)
        presses += 1
    assert 1 <= presses <= 3
    assert "Keys that were changed" in page
    assert epochs(world, CircleName.DESK)[0].retired_on == world.now.date()
    with world.database.read() as session:
        assert session.get_one(Rotation, 1).finished_on == world.now.date()


def test_what_does_not_exist_or_is_done_is_no_fault(world: World) -> None:
    steward = signed_in(world, "steward")
    for rotation_id in ("999", "0", "9" * 30, "x"):
        assert desk_post(steward, f"{KEYS}/changes/{rotation_id}/go-on").status_code in (404, 422)
    assert desk_post(steward, f"{KEYS}/nothing/change").status_code in (404, 422)


def press(client: TestClient, page: str) -> None:
    """Press "Go on" as it stands on the page."""
    action = f"{KEYS}/changes/1/go-on"
    assert client.post(action, data=hidden_fields(page, action)).status_code == 303


def faults_of(answer: httpx.Response) -> list[str]:
    """What is wrong with a page of the workspace."""
    return check_page(answer.text, may_have_script=True)


def test_every_page_about_keys_keeps_the_contract_of_pages(world: World) -> None:
    voice = seal_one_of_each(world)
    administrator, steward = signed_in(world, "administrator"), signed_in(world, "steward")
    desk_post(steward, f"{KEYS}/desk/change")
    pages = [(steward, KEYS), (steward, f"{KEYS}/sheet"), (steward, f"/desk/feedback/{voice.ref}/erase")]
    pages += [(administrator, KEYS), (administrator, f"{KEYS}/recovery"), (steward, "/desk")]
    for client, path in pages:
        assert faults_of(client.get(path)) == [], path
    shown = desk_post(administrator, f"{KEYS}/recovery/new")
    assert faults_of(shown) == []
    assert faults_of(administrator.get(f"{KEYS}/recovery")) == []
    assert "Begin again with another key" in administrator.get(f"{KEYS}/recovery").text
    assert faults_of(desk_post(administrator, f"{KEYS}/recovery", {"half_1": "x", "act": "rehearse"})) == []


def test_everybody_who_signs_in_can_print_the_sheet_and_it_names_buttons_that_exist(world: World) -> None:
    sheet = signed_in(world, "member1").get(f"{KEYS}/sheet").text
    administrator = signed_in(world, "administrator")
    with world.database.read() as session:
        somebody = find_account_by_name(session, "responder")
        assert somebody
    pages = {
        path: administrator.get(path).text
        for path in (KEYS, f"{KEYS}/recovery", "/desk/account", f"/desk/people/{somebody.id}")
    }
    for words, path in (
        ("Make a new passphrase", f"/desk/people/{somebody.id}"),
        ("End this account", f"/desk/people/{somebody.id}"),
        ("Save the roles", f"/desk/people/{somebody.id}"),
        ("Change this key", KEYS),
        ("Make a new recovery key and show its halves", f"{KEYS}/recovery"),
        ("Open the keys and give them", f"{KEYS}/recovery"),
    ):
        assert words in sheet
        assert words in pages[path], words
    assert "Lock</button>" in pages[KEYS]
