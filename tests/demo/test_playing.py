"""The demonstration is told by the forms' own actions, and its codes open what became of the words."""

from collections import Counter

import pytest
from sqlalchemy import func, select

from app.db import Database
from app.demo.playing import play
from app.demo.stage import Stage
from app.models.answers import Answer
from app.models.board import Meeting, Motion, Recusal
from app.models.decisions import Decision, PolicyVersion, Review, Step
from app.models.feedback import Thread
from app.models.intake import Kiosk, Photo
from app.models.proposals import Proposal
from app.settings import Settings
from app.vault.machine import load_or_create
from tests.support.organisation import CHEAP, World


@pytest.fixture
def told(empty_settings: Settings) -> tuple[Stage, Settings]:
    database = Database(empty_settings.effective_database_url)
    stage = play(database, load_or_create(empty_settings.data), costs=(CHEAP, CHEAP))
    return stage, empty_settings


def test_the_whole_story_is_there_and_every_code_opens(told: tuple[Stage, Settings]) -> None:
    stage, settings = told
    with stage.database.read() as session:
        states = Counter(session.scalars(select(Thread.state)))
        assert (sum(states.values()), states["held_back"], states["no_change"]) == (30, 1, 1)
        assert len(set(session.scalars(select(Thread.language)))) == 3
        counts = {
            model.__tablename__: session.scalar(select(func.count()).select_from(model))
            for model in (Answer, Proposal, Meeting, Motion, Recusal, Decision, PolicyVersion, Step, Review)
        }
        assert session.scalar(select(func.count()).select_from(Photo)) == 1
        assert session.scalar(select(func.count()).select_from(Kiosk)) == 1
        replies = Counter(session.scalars(select(Decision.reply_state)))
    assert counts == {
        "answer": 12,
        "proposal": 8,
        "meeting": 3,
        "motion": 5,
        "recusal": 1,
        "decision": 5,
        "policy_version": 4,
        "step": 6,
        "review": 5,
    }
    assert replies["accepted_in_part"] == 2
    world = World(settings, stage.database)
    with world.running():
        client = world.browser()
        for name, code in stage.codes.items():
            opened = client.post("/receipt", data={"code": code})
            assert opened.status_code == 200, name
        helped = client.post("/receipt", data={"code": stage.codes["F-022"]}).text
    stage.database.close()
    assert "This changed because of you" in helped
    assert "Did it help?" in helped


def test_a_consent_round_with_an_objection_is_deferred(told: tuple[Stage, Settings]) -> None:
    stage, _ = told
    with stage.database.read() as session:
        motion = session.scalars(select(Motion).where(Motion.ref == stage.refs["D-04-motion"])).one()
        proposal = session.scalars(select(Proposal).where(Proposal.ref == stage.refs["P-03"])).one()
    stage.database.close()
    assert (motion.outcome, proposal.state) == ("not_adopted", "deferred")
    assert motion.result is not None
    assert len(motion.result["objections"]) == 1
