"""What a participant reads of a decision in w3m: its trail, its rule, its meeting, and one's own page."""

import re
from datetime import timedelta

import pytest
from sqlalchemy import select

from app.domain.lifecycles import FeedbackState
from app.models.board import Meeting
from app.models.decisions import Helped, Policy
from app.models.feedback import Thread
from app.rooms.decisions.policies import NewVersion, decide_policy
from app.rooms.decisions.recording import get_decision
from app.rooms.decisions.steps import NewStep, add_step, finish_step, report_back
from app.rooms.feedback.threads import move_thread
from tests.support import w3m
from tests.support.decisions import WORDS, Decided, accepted
from tests.support.organisation import NOW, World
from tests.support.participant import TOKEN
from tests.support.proposals import TITLE, begin, link, open_it
from tests.support.server import served
from tests.support.sign_in import actor_of
from tests.support.voices import week_now

SAID = "You close before I wake up."
RULE = "The drop-in stays open until eight on Thursdays."
TOLD = "The sign on the door says eight now."
LATER = NOW + timedelta(days=38)


def say(address: str, world: World) -> str:
    """Say something by the form; the code."""
    token = TOKEN.search(w3m.read(f"{address}/say", source=True))
    assert token
    fields = {"message": SAID, "keep_words": "yes", "token": token[1]}
    shown = w3m.send(f"{address}/say", fields, folder=world.settings.data)
    code = re.search(r"^\s*((?:[0-9A-Z]{4}\s+){3}[0-9A-Z]{4})\s*$", shown, re.M)
    assert code, shown
    return code[1]


def decide_on_it(world: World) -> Decided:
    """The board decides on a proposal with that voice behind it, and the change is made and told."""
    with world.database.write() as session:
        thread = session.scalars(select(Thread)).one()
        move_thread(session, thread, to=FeedbackState.BEING_LOOKED_AT, week=week_now(world))
        voice = thread.ref
    ref = begin(world)
    link(world, ref, voices=(voice,))
    open_it(world, ref)
    done, director, today = accepted(world, proposal=ref), actor_of(world, "director"), NOW.date()
    with world.database.write() as session:
        decision = get_decision(session, done.decision)
        rule = NewVersion("Hours", RULE, today, today + timedelta(days=90))
        decide_policy(session, director, decision, new=rule, today=today)
        step = add_step(session, director, decision, new=NewStep("A sign", "Site lead", today), today=today)
        finish_step(session, director, step, today=today)
        report_back(session, director, decision, words=TOLD, how="", today=today)
    return done


@pytest.mark.postgresql_is_long
def test_in_w3m_a_person_follows_a_decision_and_says_that_it_did_not_help(world: World) -> None:
    with served(world.settings, SAYSO_TEST_NOW=NOW.isoformat()) as server:
        code = say(server.address, world)
    done = decide_on_it(world)
    with served(world.settings, SAYSO_TEST_NOW=LATER.isoformat()) as server:
        read_everything(server.address, world, done)
        receipt = f"{server.address}/receipt"
        own = w3m.send(receipt, {"code": code}, folder=world.settings.data)
        for words in ("This changed because of you", TITLE, RULE[:5], TOLD, "Did it help?", SAID):
            assert words in own, (words, own)
        said = {"code": code, "action": "helped", "decision": done.decision, "helped": "no"}
        assert "Thank you for saying so" in w3m.send(receipt, said, folder=world.settings.data)
    with world.database.read() as session:
        assert session.scalars(select(Helped.answer)).all() == ["no"]


def read_everything(address: str, world: World, done: Decided) -> None:
    """The public pages say in words, one under another, what a picture shows to others."""
    with world.database.read() as session:
        rule, meeting = session.scalars(select(Policy.ref)).one(), session.scalars(select(Meeting.ref)).one()
    assert TITLE in w3m.read(f"{address}/decisions")
    shown = w3m.read(f"{address}/decisions/{done.decision}")
    trail = shown[shown.index("The trail") :]
    for words in ("The vote", WORDS.reasons, WORDS.minority_view, "A sign", TOLD):
        assert words in " ".join(trail.split()), (words, shown)
    assert "Hours" in w3m.read(f"{address}/policies")
    assert RULE in " ".join(w3m.read(f"{address}/policies/{rule}").split())
    room = w3m.read(f"{address}/board/meetings/{meeting}")
    assert room.index("Agenda") < room.index("Who was in the room for this vote")
    assert SAID not in shown and SAID not in room
