"""What anyone reads of proposals: the list, one of them, its source, its versions, its refusal."""

from dataclasses import replace

import pytest
from sqlalchemy.orm import Session
from starlette.testclient import TestClient

from app.domain.lifecycles import ProposalState
from app.domain.word_use import WordUse
from app.models.proposals import Proposal, ProposalVersion
from app.rooms.accounts.circles import CircleName, get_circle
from tests.pages.contract import check_page
from tests.support.organisation import World
from tests.support.participant import text_of
from tests.support.proposals import (
    CHANGE,
    TITLE,
    WORDS,
    agreed_voice,
    begin,
    change_words,
    from_voice,
    in_state,
    link,
    open_it,
    proposed_voice,
    put_up,
    refuse,
    theme,
)


def test_an_empty_list_says_what_comes_next(client: TestClient) -> None:
    page = client.get("/proposals")
    assert page.status_code == 200
    assert not check_page(page.text)
    assert "There is no proposal yet." in text_of(page)


def test_a_draft_is_nowhere_in_public(world: World, client: TestClient) -> None:
    ref = begin(world)
    assert ref not in client.get("/proposals").text
    assert client.get(f"/proposals/{ref}").status_code == 404
    assert client.post(f"/proposals/{ref}/support").status_code == 404


def test_what_is_open_for_support_stands_first(world: World, client: TestClient) -> None:
    older = put_up(world, words=replace(WORDS, title="The open one"))
    decided = put_up(world, words=replace(WORDS, title="The decided one"))
    in_state(world, decided, ProposalState.ACCEPTED)
    refuse(world, begin(world))
    page = text_of(client.get("/proposals"))
    assert page.index("The open one") < page.index("The decided one") < page.index("Not put up, with")
    assert older in client.get("/proposals").text


@pytest.mark.parametrize("state", [state for state in ProposalState if state is not ProposalState.DRAFT])
def test_a_public_proposal_can_be_read_in_every_state(
    world: World, client: TestClient, state: ProposalState
) -> None:
    ref = put_up(world)
    in_state(world, ref, state)
    for path in ("/proposals", f"/proposals/{ref}", f"/es/proposals/{ref}"):
        page = client.get(path)
        assert page.status_code == 200
        assert not check_page(page.text)


def test_the_list_goes_on_page_by_page_without_a_gap(world: World, client: TestClient) -> None:
    with world.database.write() as session:
        for number in range(45):
            state = ("open_for_support", "on_agenda", "accepted")[number % 3]
            _add(session, world, number, state)
    seen: list[str] = []
    path = "/proposals"
    while path:
        page = client.get(path)
        seen += [part.split('"')[0] for part in page.text.split('href="/proposals/P-')[1:]]
        following = page.text.partition('href="/proposals?older=')[2]
        path = f"/proposals?older={following.partition(chr(34))[0]}" if following else ""
    assert len(seen) == len(set(seen)) == 45


def test_an_unknown_place_in_the_list_shows_its_beginning(world: World, client: TestClient) -> None:
    ref = put_up(world)
    assert ref in client.get("/proposals?older=P-ZZZZZZ").text


def test_the_page_says_the_power_and_the_price_plainly(world: World, client: TestClient) -> None:
    page = text_of(client.get(f"/proposals/{put_up(world)}"))
    assert page.startswith(TITLE)
    assert CHANGE in page
    assert WORDS.trade_off in page
    assert "The board recommends. The director must answer" in page


def test_no_client_source_is_said_as_openly(world: World, client: TestClient) -> None:
    assert "No client source" in text_of(client.get(f"/proposals/{put_up(world)}"))
    own = from_voice(world, proposed_voice(world))
    open_it(world, own)
    page = text_of(client.get(f"/proposals/{own}"))
    assert "No client source" not in page
    assert "Fewer than 10 people said something" in page


def test_a_word_is_quoted_only_from_five_voices_on_and_only_by_choice(
    world: World, client: TestClient
) -> None:
    quoted = [agreed_voice(world, f"The night is long {n}.", word_use=WordUse.QUOTE) for n in range(1)]
    others = [agreed_voice(world, f"Only for the board {n}.") for n in range(3)]
    ref = begin(world)
    link(world, ref, voices=tuple(voice.ref for voice in (*quoted, *others)))
    open_it(world, ref)
    # With a query of its own, so that no kept page of a moment ago is what is read afterwards.
    assert "The night is long" not in client.get(f"/proposals/{ref}?look=before").text
    fifth = agreed_voice(world, "Only for the board, too.")
    link(world, ref, voices=tuple(voice.ref for voice in (*quoted, *others, fifth)))
    page = client.get(f"/proposals/{ref}").text
    assert "The night is long 0." in page
    assert "Only for the board" not in page


@pytest.mark.parametrize("warned", [True, False])
def test_among_few_only_who_was_warned_of_it_is_quoted(
    world: World, client: TestClient, warned: bool
) -> None:
    words, use = "The night is long.", WordUse.QUOTE
    alone = agreed_voice(world, words, word_use=use, was_warned=warned)
    ref = begin(world)
    link(world, ref, voices=(alone.ref,))
    open_it(world, ref)
    assert (words in client.get(f"/proposals/{ref}").text) is warned


def test_a_voice_never_stands_there_with_its_reference(world: World, client: TestClient) -> None:
    voices = [agreed_voice(world, f"Words {n}.", word_use=WordUse.QUOTE) for n in range(6)]
    ref = begin(world)
    link(world, ref, voices=tuple(voice.ref for voice in voices))
    open_it(world, ref)
    page = client.get(f"/proposals/{ref}").text
    assert not any(voice.ref in page for voice in voices)


def test_themes_stand_in_public_and_bring_their_voices(world: World, client: TestClient) -> None:
    voices = [agreed_voice(world, f"Late {n}.") for n in range(11)]
    theme(world, "opening-hours", "Opening hours", *voices)
    ref = begin(world)
    link(world, ref, themes=("opening-hours",))
    open_it(world, ref)
    page = text_of(client.get(f"/proposals/{ref}"))
    assert "What they spoke about: Opening hours." in page
    assert "11 people said something about this." in page


def test_what_a_version_changed_can_be_read_without_colour(world: World, client: TestClient) -> None:
    ref = put_up(world)
    later = replace(WORDS, change=CHANGE.replace("eight", "nine"))
    change_words(world, ref, later, why="Buses run till ten.")
    page = client.get(f"/proposals/{ref}")
    assert '<del><span class="hide">Gone: </span>eight</del>' in page.text
    assert '<ins><span class="hide">New: </span>nine</ins>' in page.text
    assert "Why: Buses run till ten." in text_of(page)


def test_a_refusal_is_public_with_its_ground_and_without_the_words(world: World, client: TestClient) -> None:
    ref = begin(world)
    refuse(world, ref, words="It tells who lives at number four.")
    page = client.get(f"/proposals/{ref}")
    assert "It names somebody, or shows who is meant." in text_of(page)
    assert "It tells who lives at number four." in text_of(page)
    assert "ask us to look again" in text_of(page)
    assert CHANGE not in page.text
    assert TITLE not in page.text
    assert TITLE not in client.get("/proposals").text


def _add(session: Session, world: World, number: int, state: str) -> None:
    today = world.now.date()
    proposal = Proposal(
        ref=f"P-{number:06}",
        state=state,
        proposed_by="staff",
        matter="other",
        power="inform",
        started_on=today,
        opened_on=today,
        public_on=today,
    )
    session.add(proposal)
    session.flush()
    desk = get_circle(session, CircleName.DESK).id
    words = ProposalVersion(
        proposal_id=proposal.id, number=1, desk_circle_id=desk, title="One", change="One", by_role="steward"
    )
    words.made_on = today
    session.add(words)
