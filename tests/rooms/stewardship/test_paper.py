"""Paper forms with a stub: printed once, typed in by a steward, opened by the code on the stub."""

import re

import pytest
from sqlalchemy import func, select

from app.models.feedback import Thread
from app.models.intake import PaperStub
from tests.pages.contract import check_page
from tests.support.organisation import World
from tests.support.participant import Participant, text_of, token_on, typed_in
from tests.support.screening import leaves_about, ledger_size, totals, totals_written
from tests.support.sign_in import desk_post, signed_in

STUB = re.compile(r'<p class="no" translate="no">([0-9A-Z ]{19})</p>')
WORDS = "The form at the desk is too long. I stopped at the second page."


def printed(world: World, count: int = 3, language: str = "en") -> list[str]:
    sheet = desk_post(
        signed_in(world, "steward"), "/desk/paper/sheet", {"count": str(count), "language": language}
    )
    assert (sheet.status_code, check_page(sheet.text)) == (200, [])
    assert sheet.headers["cache-control"] == "no-store"
    return STUB.findall(sheet.text)


def enter(world: World, code: str = "", message: str = WORDS, **chosen: str):  # type: ignore[no-untyped-def]
    steward = signed_in(world, "steward")
    token = token_on(steward.get("/desk/paper"))
    return desk_post(steward, "/desk/paper", {"code": code, "message": message, "token": token, **chosen})


def stubs(world: World) -> int:
    with world.database.read() as session:
        return session.scalar(select(func.count()).select_from(PaperStub)) or 0


def test_a_stub_opens_nothing_until_its_paper_is_typed_in_and_then_its_answer(world: World) -> None:
    first, second, _ = printed(world)
    person = Participant(world.browser())
    assert person.open(first).status_code == 404
    done = enter(world, first.lower(), place="drop-in", language="es", about_staff="yes")
    assert done.status_code == 303
    assert "place=drop-in" in done.headers["location"]
    page = signed_in(world, "steward").get(done.headers["location"])
    assert check_page(page.text, may_have_script=True) == []
    assert "Destroy the paper now." in text_of(page)
    assert 'value="es" selected' in page.text
    opened = person.open(first)
    assert opened.status_code == 200
    assert WORDS not in opened.text
    assert person.open(second).status_code == 404
    with world.database.read() as session:
        thread = session.scalars(select(Thread)).one()
    assert (thread.channel, thread.language, thread.is_about_staff) == ("paper", "es", True)
    assert signed_in(world, "steward").get(f"/desk/feedback/{thread.ref}").status_code == 404
    assert stubs(world) == 2


def test_the_ledger_counts_papers_by_the_week_and_names_no_voice(world: World) -> None:
    begun = ledger_size(world)
    for number in range(2):
        assert enter(world, message=f"Paper {number}.").status_code == 303
    assert ledger_size(world) == begun
    with world.database.read() as session:
        refs = session.scalars(select(Thread.ref)).all()
    world.pass_time(days=7)
    totals_written(world)
    assert ("paper.enter", 2) in totals(world)
    assert [leaves_about(world, ref) for ref in refs] == [[], []]


@pytest.mark.parametrize("code", ["7K2M9QX4TB8R5W3C", "7K2M", "used"])
def test_a_code_that_stands_on_no_unused_stub_is_refused_and_the_words_stay(world: World, code: str) -> None:
    if code == "used":
        code = printed(world, 1)[0]
        assert enter(world, code).status_code == 303
    refused = enter(world, code, "Another paper.")
    assert refused.status_code == 422
    assert typed_in(refused, "message").strip() == "Another paper."
    assert 'aria-invalid="true"' in refused.text


def test_a_paper_without_a_stub_comes_in_and_nobody_has_its_code(world: World) -> None:
    assert enter(world).status_code == 303
    with world.database.read() as session:
        assert session.scalars(select(Thread.channel)).all() == ["paper"]


def test_the_same_paper_pressed_twice_is_one_voice(world: World) -> None:
    steward = signed_in(world, "steward")
    sent = {"message": WORDS, "token": token_on(steward.get("/desk/paper")), "code": ""}
    assert [desk_post(steward, "/desk/paper", sent).status_code for _ in range(2)] == [303, 303]
    with world.database.read() as session:
        assert session.scalar(select(func.count()).select_from(Thread)) == 1


def test_forms_are_printed_in_the_language_of_those_who_fill_them_in(world: World) -> None:
    steward = signed_in(world, "steward")
    sheet = desk_post(steward, "/desk/paper/sheet", {"count": "1", "language": "es"})
    assert 'lang="es"' in sheet.text
    assert "¿Qué quiere decir?" in sheet.text
    for wrong in ("0", "101", "x", ""):
        assert desk_post(steward, "/desk/paper/sheet", {"count": wrong}).status_code == 422
    assert stubs(world) == 1


def test_only_stewards_print_and_type_in(world: World) -> None:
    assert world.browser().get("/desk/paper").status_code == 303
    for name in ("responder", "administrator", "outside", "director"):
        client = signed_in(world, name)
        assert client.get("/desk/paper").status_code == 403
        assert desk_post(client, "/desk/paper", {"message": WORDS}).status_code == 403
        assert desk_post(client, "/desk/paper/sheet", {"count": "2"}).status_code == 403
    assert stubs(world) == 0
