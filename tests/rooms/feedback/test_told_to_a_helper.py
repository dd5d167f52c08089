"""A peer writes for somebody: marked so, with consent, and the code goes to the one who spoke."""

from sqlalchemy import select
from starlette.testclient import TestClient

from app.models.feedback import Thread
from tests.pages.contract import check_page
from tests.support.organisation import World
from tests.support.participant import Participant, code_on, text_of, token_on, typed_in

WORDS = "She says the nurse never looks up."
HERE = "/say/for-someone"


def test_a_helper_sends_words_and_hands_the_code_over(world: World, client: TestClient) -> None:
    form = client.get(HERE)
    assert check_page(form.text) == []
    sent = {"message": WORDS, "token": token_on(form), "consent": "yes"}
    shown = client.post(HERE, data=sent)
    assert (shown.status_code, check_page(shown.text)) == (201, [])
    code = code_on(shown)
    assert shown.text.count(code[:4]) == 1  # in the code alone: in no form and no link
    assert "testserver/receipt" in shown.text
    again = client.post(HERE, data=sent)
    assert 'id="receipt-code"' not in again.text
    with world.database.read() as session:
        thread = session.scalars(select(Thread)).one()
    assert thread.channel == "peer_scribe"
    assert Participant(client).open(code).status_code == 200


def test_without_consent_nothing_is_sent_and_the_words_stay(world: World, client: TestClient) -> None:
    refused = client.post(HERE, data={"message": WORDS, "token": token_on(client.get(HERE))})
    assert refused.status_code == 422
    assert "Ask them first, then tick this." in text_of(refused)
    assert typed_in(refused, "message").strip() == WORDS
    with world.database.read() as session:
        assert session.scalars(select(Thread)).all() == []


def test_a_helpers_form_does_not_say_that_the_speaker_was_warned(client: TestClient) -> None:
    assert 'name="quote_warning"' in client.get("/say").text
    assert 'name="quote_warning"' not in client.get(HERE).text


def test_the_form_leads_to_the_helpers_page(client: TestClient) -> None:
    assert f'href="{HERE}"' in client.get("/say").text
