"""The rulebook: in plain sentences, in versions, changed only by a decision, never reaching back."""

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given

from app.domain.counting.majority import TWO_THIRDS, Base, Choice, MajorityRule
from app.domain.errors import InvalidInput
from app.domain.mandate import Matter
from app.domain.rulebook import DEMONSTRATION_RULEBOOK, Rulebook
from app.domain.rulebook_sentences import clauses
from app.models.decisions import Decision
from app.rooms.board.rulebook_form import field_of, form_values, read_form
from app.rooms.board.rulebooks import enter_rulebook, list_versions
from app.rooms.board.sentence_words import in_words
from app.web import languages
from tests.domain.test_rulebook import rulebooks
from tests.support.board import (
    all_vote,
    closed,
    found_board,
    held_meeting,
    leaves_of,
    moment_of,
    motion_of,
    opened,
    votes,
)
from tests.support.organisation import World
from tests.support.sign_in import actor_of, desk_post, signed_in


def decide(world: World, *, matter: Matter = Matter.RULEBOOK) -> str:
    """The board adopts a motion; its decision is on the books."""
    motion = opened(world, held_meeting(world), matter=matter)
    all_vote(world, motion)
    row = closed(world, motion)
    with world.database.write() as session:
        session.add(
            Decision(
                ref="D-ABC234",
                motion_id=row.id,
                title=row.title,
                outcome=row.outcome,
                power=row.power,
                decided_on=moment_of(world).on,
                reply_state="awaited",
                version=1,
            )
        )
    return "D-ABC234"


def typed(rulebook: Rulebook, **more: str) -> dict[str, Any]:
    """The form as a browser sends it."""
    return {**form_values(rulebook), "in_force_on": "2026-11-23", **more}


@given(rulebooks)
def test_the_form_gives_back_the_rulebook_that_it_was_filled_with(rulebook: Rulebook) -> None:
    assert read_form(form_values(rulebook), version=rulebook.version) == rulebook


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("voting_seats", "two"),
        ("voting_seats", "2"),
        ("quorum.all_seats.fraction", "half"),
        ("quorum.all_seats.fraction", "3/2"),
        ("majority.fraction", "1/3"),
        ("clocks.reply_days", "0"),
        ("terms.years", ""),
        ("mandate", "weather"),
        ("mandate.supplies.up_to", "much"),
    ],
)
def test_a_rule_that_cannot_be_is_named_as_the_form_names_it(field: str, value: str) -> None:
    values = form_values(DEMONSTRATION_RULEBOOK) | {field: [value]}
    with pytest.raises(InvalidInput) as refused:
        read_form(values, version=1)
    assert field_of(refused.value) == field


@given(rulebooks)
def test_every_rule_has_its_words(rulebook: Rulebook) -> None:
    for language in ("en", "es"):
        languages.speak(language)
        said = [in_words(clause.says) for clause in clauses(rulebook)]
        assert all(words and "%" not in words for words in said)
    languages.speak("en")


def test_the_first_rulebook_is_adopted_without_a_decision(world: World) -> None:
    chair = signed_in(world, "chair")
    page = chair.get("/desk/board/rulebook/new").text
    assert "Decision that made it" not in page
    answer = desk_post(chair, "/desk/board/rulebook/new", typed(DEMONSTRATION_RULEBOOK))
    assert answer.status_code == 303
    with world.database.read() as session:
        assert [one.number for one in list_versions(session)] == [1]
    leaf = leaves_of(world, "rulebook:1")[0]
    assert (leaf.by, leaf.facts) == ("chair", {"decision": "founding"})
    assert set(leaf.commitments) == {"record"}
    assert "Seats kept for people with lived experience: 7." in world.browser().get("/board").text


def test_a_change_without_its_decision_is_refused_and_what_was_typed_is_kept(world: World) -> None:
    found_board(world)
    changed = typed(DEMONSTRATION_RULEBOOK, card_supports="21")
    refused = desk_post(signed_in(world, "chair"), "/desk/board/rulebook/new", changed)
    assert refused.status_code == 422
    assert "itself a decision of the board" in refused.text
    assert 'value="21"' in refused.text


def test_a_change_by_a_decision_on_something_else_is_refused(world: World) -> None:
    found_board(world)
    ref = decide(world, matter=Matter.SERVICES)
    changed = typed(DEMONSTRATION_RULEBOOK, card_supports="21", decision_ref=ref)
    refused = desk_post(signed_in(world, "chair"), "/desk/board/rulebook/new", changed)
    assert refused.status_code == 422
    assert "did not adopt a motion on the rulebook" in refused.text


def test_a_decided_change_is_a_version_with_its_difference_for_everybody(world: World) -> None:
    found_board(world)
    ref = decide(world)
    changed = typed(DEMONSTRATION_RULEBOOK, card_supports="21", decision_ref=ref)
    chair = signed_in(world, "chair")
    assert desk_post(chair, "/desk/board/rulebook/new", changed).status_code == 303
    for page in (chair.get("/desk/board/rulebook").text, world.browser().get("/board").text):
        assert "<del>15 cards in support put a proposal on the agenda.</del>" in page
        assert "<ins>21 cards in support put a proposal on the agenda.</ins>" in page
    again = desk_post(chair, "/desk/board/rulebook/new", changed | {"card_supports": "22"})
    assert again.status_code == 422
    assert "has made a version already" in again.text


def test_a_changed_rulebook_never_reaches_back_to_an_open_motion(world: World) -> None:
    found_board(world)
    ref = decide(world)
    meeting = held_meeting(world)
    motion = opened(world, meeting)
    harder = replace(DEMONSTRATION_RULEBOOK, version=2, majority=MajorityRule(TWO_THIRDS, Base.PRESENT))
    chair, today = actor_of(world, "chair"), moment_of(world).on
    with world.database.write() as session:
        enter_rulebook(session, chair, harder, decision_ref=ref, in_force_on=today, today=today)
    for alias, choice in (
        *((alias, Choice.YES) for alias in ("Ms. Tee", "Rook", "Luz")),
        *((alias, Choice.NO) for alias in ("Deac", "Hanna")),
    ):
        votes(world, motion, alias, choice)
    assert closed(world, motion).outcome == "adopted"
    later = opened(world, meeting)
    votes(world, later, "Ms. Tee", Choice.YES)
    assert closed(world, later).outcome == "not_adopted"
    rules = motion_of(world, motion).rules
    assert rules is not None and rules["rulebook_version"] == 1
