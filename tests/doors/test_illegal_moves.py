"""Every door that moves something, in every state in which its lifecycle forbids it: nothing happens."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum

import httpx
import pytest
from sqlalchemy import select, update
from sqlalchemy.orm import Session

from app.models import Model
from app.models.board import AgendaItem, Meeting, Motion
from app.models.decisions import Decision, Review, Step
from app.models.ledger import LedgerLeaf
from app.models.proposals import Proposal
from app.rooms.decisions.recording import get_decision
from app.rooms.decisions.steps import NewStep, add_step, plan_review
from tests.support.board import held_meeting, moment_of, opened, planned_meeting, seat_of
from tests.support.decisions import accepted
from tests.support.doors import Door, desk_doors
from tests.support.moves import MOVERS, WITHOUT_A_STATE, Fields, Mover
from tests.support.organisation import World
from tests.support.proposals import begin, refuse
from tests.support.sign_in import actor_of, desk_post, signed_in

ROOMS = ("/desk/proposals", "/desk/board", "/desk/meetings", "/desk/motions", "/desk/decisions")
OF = {
    "proposal": Proposal.state,
    "meeting": Meeting.state,
    "motion": Motion.state,
    "reply": Decision.reply_state,
    "step": Step.state,
    "review": Review.state,
}
WATCHED = ("proposal", "board", "meeting", "motion", "agenda", "decision", "leadership", "policy", "step")
WATCHED += ("review", "report", "extension", "recusal", "attendance", "screening", "ledger_leaf", "thread")
Tables = dict[str, list[tuple[object, ...]]]


@dataclass
class Story:
    """One of each, by the names in ``Mover.typed`` and in addresses."""

    world: World
    names: dict[str, str]

    def stand(self, mover: Mover, state: StrEnum) -> None:
        """Set the state as it stands in the row, whatever led there."""
        column = OF[mover.lifecycle.name]
        with self.world.database.write() as session:
            row = column.class_.id == self._key(session, mover)
            session.execute(update(column.class_).where(row).values({column.key: state.value}))

    def values(self, mover: Mover) -> dict[str, str]:
        """What ``{name}`` stands for now; ``version`` is that of the row."""
        kind = OF[mover.lifecycle.name].class_
        with self.world.database.read() as session:
            row = session.get_one(kind, self._key(session, mover))
        return {**self.names, "version": str(getattr(row, "version", 1))}

    def address(self, mover: Mover, door: Door) -> str:
        """Where this door is for the story."""
        known = self.names
        first = "meeting" if mover.door == "put_on_agenda" else mover.lifecycle.name
        ref = known["decision"] if mover.lifecycle.name in ("reply", "step", "review") else known[first]
        return door.at({"ref": ref, "act": mover.act, "item": known["item"], "step_ref": known["step"]})

    def tables(self, only: str = "") -> Tables:
        """Every row that any of these doors could change; of one table, if that is asked for."""
        found: Tables = {}
        with self.world.database.read() as session:
            for table in Model.metadata.sorted_tables:
                if table.name.startswith(WATCHED) and only in ("", table.name):
                    rows = session.execute(select(table).order_by(*table.primary_key.columns))
                    found[table.name] = [tuple(row) for row in rows]
        return found

    def _key(self, session: Session, mover: Mover) -> int:
        kind = OF[mover.lifecycle.name].class_
        if kind is Review:
            return session.scalars(select(Review.id)).one()
        ref = self.names["decision" if kind is Decision else mover.lifecycle.name]
        return session.scalars(select(kind.id).where(kind.ref == ref)).one()


@pytest.fixture
def story(world: World) -> Story:
    """A decision with reply, step and review; a motion that is open; a meeting; a refused proposal."""
    decision = accepted(world).decision
    proposal = begin(world)
    refuse(world, proposal)
    motion, meeting = opened(world, held_meeting(world)), planned_meeting(world)
    today, director = moment_of(world).on, actor_of(world, "director")
    later = today + timedelta(days=60)
    with world.database.write() as session:
        row = get_decision(session, decision)
        step = add_step(session, director, row, new=NewStep("A sign", "Site lead", later), today=today).ref
        plan_review(session, director, row, planned_on=later, today=today)
        of_meeting = select(AgendaItem.id).join(Meeting).where(Meeting.ref == meeting)
        item = session.scalars(of_meeting.order_by(AgendaItem.position.desc()).limit(1)).one()
    names = {"proposal": proposal, "motion": motion, "meeting": meeting, "decision": decision, "step": step}
    days = {"today": today.isoformat(), "later": later.isoformat()}
    return Story(world, {**names, **days, "item": str(item), "seat": seat_of(world, "Luz")})


def moving_doors() -> dict[str, Door]:
    """The doors of these rooms that take a form, by name."""
    return {door.name: door for door in desk_doors("POST") if door.path.startswith(ROOMS)}


def fill(typed: Fields, values: dict[str, str]) -> Fields:
    return {key: value.format(**values) if isinstance(value, str) else value for key, value in typed.items()}


def illegal_moves() -> Iterator[tuple[Mover, StrEnum]]:
    return ((mover, state) for mover in MOVERS for state in mover.refused_in())


def is_refused_in_words(answer: httpx.Response) -> bool:
    """A page that says that it was not done and why, never a fault and never a bare status."""
    said = "Something changed meanwhile" in answer.text or 'role="alert"' in answer.text
    return answer.status_code in (409, 422) and said


def test_every_door_of_the_trail_is_known_by_the_states_that_close_it() -> None:
    assert {mover.door for mover in MOVERS} | set(WITHOUT_A_STATE) == set(moving_doors())


def test_nothing_that_has_come_to_its_end_is_left_without_a_door_to_try() -> None:
    closed = {(mover.lifecycle.name, state) for mover, state in illegal_moves()}
    ended = {(mover.lifecycle.name, state) for mover in MOVERS for state in mover.lifecycle.final_states}
    assert ended <= closed
    assert len(list(illegal_moves())) > 200


@pytest.mark.postgresql_is_long
def test_no_move_that_a_lifecycle_forbids_happens_through_any_door(story: Story) -> None:
    doors, faults = moving_doors(), []
    people = {name: signed_in(story.world, name) for name in sorted({mover.by for mover in MOVERS})}
    before = story.tables()
    for mover, state in illegal_moves():
        story.stand(mover, state)
        before |= story.tables(OF[mover.lifecycle.name].class_.__tablename__)
        values = story.values(mover)
        answer = desk_post(
            people[mover.by], story.address(mover, doors[mover.door]), fill(mover.typed, values)
        )
        after = story.tables()
        changed = [name for name, rows in after.items() if rows != before[name]]
        if changed or not is_refused_in_words(answer):
            faults.append(f"{mover} in {state}: {answer.status_code}, changed {changed}")
        before = after
    assert faults == []


def test_the_same_doors_do_act_in_a_state_that_allows_it(story: Story) -> None:
    doors, refused = moving_doors(), []
    with story.world.database.read() as session:
        before = session.query(LedgerLeaf).count()
    allowed = ("appeal_proposal", "finish_step", "end_review", "send_meeting_change", "put_motion")
    for mover in MOVERS:
        if mover.door in allowed:
            client, values = signed_in(story.world, mover.by), story.values(mover)
            answer = desk_post(client, story.address(mover, doors[mover.door]), fill(mover.typed, values))
            refused += [str(mover)] if answer.status_code != 303 else []
            allowed = tuple(name for name in allowed if name != mover.door)
    with story.world.database.read() as session:
        assert session.query(LedgerLeaf).count() > before + 4
    assert refused == []
