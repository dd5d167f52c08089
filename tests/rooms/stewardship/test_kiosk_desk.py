"""Staff set up a kiosk at a place and end it again."""

import re

from tests.pages.contract import check_page
from tests.support.organisation import World
from tests.support.screening import leaves_about
from tests.support.sign_in import desk_post, signed_in

ADDRESS = re.compile(r"testserver(/kiosk/(K-[0-9A-Z]{6})-[0-9A-Z]{16}/start)")


def test_staff_set_up_a_kiosk_and_end_it(world: World) -> None:
    for name in ("steward", "administrator"):
        client = signed_in(world, name)
        assert desk_post(client, "/desk/kiosks", {"place": "drop-in"}).status_code == 303
        page = client.get("/desk/kiosks")
        assert check_page(page.text, may_have_script=True) == []
        found = ADDRESS.search(page.text)
        assert found is not None
        device = world.browser()
        assert "Drop-in" in device.get(found[1]).text
        assert desk_post(client, f"/desk/kiosks/{found[2]}/end").status_code == 303
        assert device.get(found[1]).status_code == 404
        assert desk_post(client, f"/desk/kiosks/{found[2]}/end").status_code == 409
        assert [leaf.act for leaf in leaves_about(world, found[2])] == ["kiosk.add", "kiosk.end"]


def test_others_and_wrong_places_are_refused(world: World) -> None:
    assert world.browser().get("/desk/kiosks").status_code == 303
    assert signed_in(world, "responder").get("/desk/kiosks").status_code == 403
    assert desk_post(signed_in(world, "director"), "/desk/kiosks", {"place": "drop-in"}).status_code == 403
    wrong = desk_post(signed_in(world, "steward"), "/desk/kiosks", {"place": "nowhere"})
    assert wrong.status_code == 422
    assert desk_post(signed_in(world, "steward"), "/desk/kiosks/K-222222/end").status_code == 404


def test_the_menu_leads_to_every_door_that_a_person_may_open(world: World) -> None:
    page = signed_in(world, "steward").get("/desk").text
    for there in ("/desk/kiosks", "/desk/paper", "/desk/words"):
        assert f'href="{there}"' in page
    other = signed_in(world, "responder").get("/desk").text
    assert 'href="/desk/words"' in other
    assert 'href="/desk/kiosks"' not in other
