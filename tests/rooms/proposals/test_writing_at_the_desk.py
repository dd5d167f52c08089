"""Writing a proposal: from an agreed copy, within the mandate, by two editors at once."""

from dataclasses import replace
from html import unescape

import pytest

from app.domain.lifecycles import ProposalState
from app.domain.rulebook import DEMONSTRATION_RULEBOOK
from app.domain.rulebook_document import to_json
from app.models.board import RulebookVersion
from app.rooms.proposals.drafts import get_newest_version
from app.rooms.proposals.queries import get_proposal_by_ref
from tests.pages.contract import check_page
from tests.support.organisation import World
from tests.support.participant import text_of, typed_in
from tests.support.proposals import (
    CHANGE,
    TITLE,
    WORDS,
    begin,
    editor_fields,
    in_state,
    new_version,
    proposal_of,
    proposed_voice,
    put_up,
)
from tests.support.sign_in import desk_post, signed_in
from tests.support.voices import speak

DESK = "/desk/proposals"


def test_no_draft_word_lies_on_the_disk_in_clear(world: World) -> None:
    ref = begin(world)
    with world.database.read() as session:
        row = get_newest_version(session, get_proposal_by_ref(session, ref))
        assert row.sealed_draft is not None
        assert CHANGE.encode() not in row.sealed_draft
        assert (row.title, row.change, row.problem, row.trade_off) == (None,) * 4


def test_a_participants_draft_begins_with_the_agreed_copy_in_its_parts(world: World) -> None:
    voice = proposed_voice(world)
    client = signed_in(world, "steward")
    made = desk_post(client, f"{DESK}/from/{voice.ref}")
    page = client.get(made.headers["location"])
    assert typed_in(page, "title") == TITLE
    assert typed_in(page, "change").strip() == CHANGE
    again = desk_post(client, f"{DESK}/from/{voice.ref}")
    assert again.headers["location"] == made.headers["location"]


def test_before_the_person_agreed_nothing_is_made_of_their_words(world: World) -> None:
    voice = speak(world, asks_board=True)
    answer = desk_post(signed_in(world, "steward"), f"{DESK}/from/{voice.ref}")
    assert answer.status_code == 409
    assert "has not agreed" in text_of(answer)


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"title": "t" * 201}, "too long"),
        ({"power": "decide"}, "has not bound itself"),
        ({"power": "rule"}, "choose one"),
        ({"matter": "weather"}, "choose one"),
        ({"sum_needed": "-1"}, "choose one"),
        ({"sum_needed": "a lot"}, "choose one"),
    ],
)
def test_a_draft_that_cannot_be_kept_is_shown_again_with_what_was_typed(
    world: World, typed: dict[str, str], sentence: str
) -> None:
    ref = begin(world)
    form = editor_fields(world, ref, **{"change": "Something quite new.", **typed})
    answer = desk_post(signed_in(world, "member1"), f"{DESK}/{ref}", form)
    assert answer.status_code == 422
    assert sentence in text_of(answer)
    assert typed_in(answer, "change").strip() == "Something quite new."
    assert not check_page(answer.text, may_have_script=True)


@pytest.mark.parametrize("typed", [{"power": "rule"}, {"matter": "weather"}])
def test_what_is_not_offered_is_refused_also_where_the_words_can_only_be_read(
    world: World, typed: dict[str, str]
) -> None:
    ref = put_up(world, by="steward")
    in_state(world, ref, ProposalState.ADOPTED)
    answer = desk_post(signed_in(world, "member1"), f"{DESK}/{ref}", {"version": "0", **typed})
    assert answer.status_code == 409
    assert not check_page(answer.text, may_have_script=True)


def test_decide_can_be_chosen_inside_the_mandate(world: World) -> None:
    with world.database.write() as session:
        document = to_json(DEMONSTRATION_RULEBOOK)
        session.add(RulebookVersion(number=1, document=document, in_force_on=world.now.date()))
    ref = begin(world)
    client = signed_in(world, "member1")
    inside = desk_post(client, f"{DESK}/{ref}", editor_fields(world, ref, power="decide", matter="supplies"))
    assert inside.status_code == 303
    outside = desk_post(client, f"{DESK}/{ref}", editor_fields(world, ref, power="decide", matter="safety"))
    assert outside.status_code == 422


def test_without_a_title_it_is_not_put_up(world: World) -> None:
    ref = begin(world, words=replace(WORDS, title=""))
    version = str(proposal_of(world, ref).version)
    answer = desk_post(signed_in(world, "steward"), f"{DESK}/{ref}/open", {"version": version})
    assert answer.status_code == 422
    assert "Give it a title first" in text_of(answer)
    assert proposal_of(world, ref).state == "draft"


def test_two_editors_of_different_places_get_both_changes(world: World) -> None:
    ref = put_up(world)
    first, second = signed_in(world, "member1"), signed_in(world, "steward")
    page = second.get(f"{DESK}/{ref}")
    began = {"version": typed_in(page, "version"), "base": unescape(typed_in(page, "base"))}
    theirs = CHANGE.replace("eight", "nine")
    kept = desk_post(first, f"{DESK}/{ref}", new_version(world, ref, change=theirs))
    assert kept.status_code == 303
    mine = {**new_version(world, ref, problem="Four is too early."), **began}
    clash = desk_post(second, f"{DESK}/{ref}", mine)
    assert clash.status_code == 409
    assert "both changes fit together" in text_of(clash)
    assert typed_in(clash, "change").strip() == theirs
    assert typed_in(clash, "problem").strip() == "Four is too early."
    assert not check_page(clash.text, may_have_script=True)
    saved = {**mine, "change": theirs, "version": typed_in(clash, "version")}
    assert desk_post(second, f"{DESK}/{ref}", saved).status_code == 303
    public = text_of(world.browser().get(f"/proposals/{ref}"))
    assert theirs in public
    assert "Four is too early." in public


def test_where_both_changed_the_same_both_texts_are_shown(world: World) -> None:
    ref = put_up(world)
    first, second = signed_in(world, "member1"), signed_in(world, "steward")
    page = second.get(f"{DESK}/{ref}")
    began = {"version": typed_in(page, "version"), "base": unescape(typed_in(page, "base"))}
    desk_post(first, f"{DESK}/{ref}", new_version(world, ref, change="Open until nine."))
    mine = {**new_version(world, ref, change="Open until ten."), **began}
    clash = desk_post(second, f"{DESK}/{ref}", mine)
    assert clash.status_code == 409
    for words in ("Open until nine.", "Open until ten.", CHANGE):
        assert words in text_of(clash)
    assert typed_in(clash, "change").strip() == "Open until ten."
    with world.database.read() as session:
        proposal = get_proposal_by_ref(session, ref)
        assert get_newest_version(session, proposal).change == "Open until nine."


def test_looking_first_saves_nothing(world: World) -> None:
    ref = put_up(world)
    typed = new_version(world, ref, change=CHANGE.replace("eight", "nine"), then="look")
    looked = desk_post(signed_in(world, "member1"), f"{DESK}/{ref}", typed)
    assert looked.status_code == 200
    assert "What would change" in text_of(looked)
    assert "nine" not in world.browser().get(f"/proposals/{ref}").text


@pytest.mark.parametrize("field", ["why_changed", "change", "title"])
def test_a_new_version_needs_words_and_a_reason(world: World, field: str) -> None:
    ref = put_up(world)
    form = new_version(world, ref, **{"change": "Open until nine.", field: ""})
    answer = desk_post(signed_in(world, "member1"), f"{DESK}/{ref}", form)
    assert answer.status_code == 422
    assert f'href="#{field}"' in answer.text


@pytest.mark.parametrize("typed", ["F-ZZZZZZ", "nonsense", "F-ZZZZZZ, F-YYYYYY"])
def test_an_unknown_voice_is_named_and_nothing_is_linked(world: World, typed: str) -> None:
    ref = begin(world)
    form = editor_fields(world, ref, voices=typed)
    answer = desk_post(signed_in(world, "member1"), f"{DESK}/{ref}/links", form)
    assert answer.status_code == 422
    assert typed_in(answer, "voices") == typed
