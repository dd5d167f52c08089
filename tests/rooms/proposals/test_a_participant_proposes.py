"""From the form to the public page by the code alone: agreed, put up, refused, asked again, taken back."""

import pytest
from sqlalchemy import select
from starlette.testclient import TestClient

from app.domain.proposal_parts import Parts, split_parts
from app.models.feedback import Thread
from app.models.ledger import LedgerLeaf
from app.models.organisation import IntakeWording
from app.rooms.feedback.messages import open_words
from tests.pages.contract import check_page
from tests.support.organisation import World
from tests.support.participant import code_on, text_of, token_on, typed_in
from tests.support.proposals import TITLE, from_voice, open_it, proposal_of, proposed_voice, refuse
from tests.support.sign_in import actor_of

FORM = "/proposals/new"
CHANGE = "Put a lamp over the back door."


@pytest.mark.parametrize("path", [FORM, f"/es{FORM}"])
def test_the_form_keeps_the_page_contract(client: TestClient, path: str) -> None:
    page = client.get(path)
    assert page.status_code == 200
    assert not check_page(page.text)


def test_only_the_change_is_needed_and_the_code_comes_back(world: World, client: TestClient) -> None:
    token = token_on(client.get(FORM))
    answer = client.post(FORM, data={"change": CHANGE, "token": token})
    assert answer.status_code == 201
    assert answer.headers["Cache-Control"] == "no-store"
    again = client.post(FORM, data={"change": CHANGE, "token": token})
    assert again.status_code == 200
    assert code_on(again) == code_on(answer)
    with world.database.read() as session:
        assert len(session.scalars(select(Thread)).all()) == 1


def test_the_words_are_sealed_and_a_steward_reads_them_in_their_parts(
    world: World, client: TestClient
) -> None:
    token = token_on(client.get(FORM))
    typed = {"change": CHANGE, "title": "A lamp", "problem": "It is dark there.", "token": token}
    client.post(FORM, data=typed)
    steward = actor_of(world, "steward")
    with world.database.read() as session:
        thread = session.scalars(select(Thread)).one()
        text = open_words(session, thread, actor=steward)[0].text
    assert thread.asks_board
    assert split_parts(text) == Parts(CHANGE, "A lamp", "It is dark there.")


@pytest.mark.parametrize(
    "typed",
    [
        {"change": "   "},
        {"title": "t" * 201},
        {"problem": "p" * 10_001},
        {"word_use": "shout"},
        {"token": "forged"},
        {"token": ""},
    ],
)
def test_bad_input_is_refused_and_what_was_typed_is_kept(
    world: World, client: TestClient, typed: dict[str, str]
) -> None:
    fields = {
        "change": CHANGE,
        "problem": "It is dark there.",
        "token": token_on(client.get(FORM)),
        **typed,
    }
    answer = client.post(FORM, data=fields)
    assert answer.status_code == 422
    assert not check_page(answer.text)
    for name in ("change", "problem"):
        assert typed_in(answer, name).strip() == fields[name].strip()
    with world.database.read() as session:
        assert session.scalars(select(Thread)).first() is None


def test_before_the_texts_are_confirmed_the_words_are_given_back(world: World, client: TestClient) -> None:
    token = token_on(client.get(FORM))
    with world.database.write() as session:
        for wording in session.scalars(select(IntakeWording)):
            wording.confirmed_on = None
            wording.confirmed_by_id = None
    assert "This is not open yet" in client.get(FORM).text
    answer = client.post(FORM, data={"change": CHANGE, "token": token})
    assert answer.status_code == 409
    assert CHANGE in answer.text


def test_the_receipt_leads_to_the_public_page(world: World, client: TestClient) -> None:
    voice = proposed_voice(world)
    ref = from_voice(world, voice)
    assert ref not in client.post("/receipt", data={"code": voice.code}).text
    open_it(world, ref)
    page = client.post("/receipt", data={"code": voice.code})
    assert not check_page(page.text)
    assert f'href="/proposals/{ref}"' in page.text
    for words in ("With the board", "Your proposal", "Open for support", TITLE, "It became a proposal"):
        assert words in text_of(page)


def test_a_refusal_can_be_appealed_with_the_code_and_the_reason_is_sealed(
    world: World, client: TestClient
) -> None:
    voice = proposed_voice(world)
    ref = from_voice(world, voice)
    refuse(world, ref, words="It names a neighbour.")
    page = client.post("/receipt", data={"code": voice.code})
    assert "It names a neighbour." in text_of(page)
    assert "Ask them to look again" in text_of(page)
    form = {"code": voice.code, "action": "appeal", "reply": "Nobody is named at all."}
    answer = client.post("/receipt", data=form)
    assert answer.status_code == 200
    assert "Somebody else reads your proposal" in text_of(answer)
    assert proposal_of(world, ref).state == "appealed"
    assert "Its author asked us to look again." in text_of(client.get(f"/proposals/{ref}"))
    again = client.post("/receipt", data={"code": voice.code, "action": "appeal"})
    assert again.status_code == 409


def test_taking_it_back_withdraws_the_proposal_and_erases_the_words(world: World, client: TestClient) -> None:
    voice = proposed_voice(world)
    ref = from_voice(world, voice)
    open_it(world, ref)
    answer = client.post("/receipt", data={"code": voice.code, "action": "withdraw"})
    assert answer.status_code == 200
    assert proposal_of(world, ref).state == "withdrawn"
    assert "Its author took it back." in text_of(client.get(f"/proposals/{ref}"))
    with world.database.read() as session:
        assert session.scalars(select(Thread)).one().words_for_circle is None


def test_taking_back_what_nobody_read_yet_leaves_no_leaf(world: World, client: TestClient) -> None:
    voice = proposed_voice(world)
    ref = from_voice(world, voice)
    before = _leaves(world)
    client.post("/receipt", data={"code": voice.code, "action": "withdraw"})
    assert proposal_of(world, ref).state == "withdrawn"
    assert _leaves(world) == before


def _leaves(world: World) -> int:
    with world.database.read() as session:
        return len(session.scalars(select(LedgerLeaf.index)).all())
