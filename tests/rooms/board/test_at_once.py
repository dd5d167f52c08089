"""Two people at the same moment: one result of two closes, a vote that is in or refused, one rulebook."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from threading import Barrier

from sqlalchemy import select

from app.db import WriteSession
from app.domain.counting.majority import Choice
from app.domain.errors import IllegalMove
from app.domain.quorum import Movement
from app.models.board import Attendance, MotionVote
from app.rooms.board.attendance import note_passage
from app.rooms.board.closing import close_motion
from app.rooms.board.meeting_queries import get_meeting
from app.rooms.board.moments import Moment
from app.rooms.board.motions import get_motion
from app.rooms.board.votes import Said, cast_vote
from app.web.actors import Actor
from tests.support.board import (
    EVERYBODY,
    found_board,
    held_meeting,
    leaves_of,
    moment_of,
    motion_of,
    opened,
    seat_of,
    votes,
)
from tests.support.organisation import World
from tests.support.sign_in import actor_of


def at_once(world: World, *acts: Callable[[WriteSession], object]) -> list[str]:
    """Run each act in its own transaction, all begun together; "done" or the key of the refusal."""
    gate = Barrier(len(acts))

    def run(act: Callable[[WriteSession], object]) -> str:
        gate.wait()
        try:
            with world.database.write() as session:
                act(session)
        except IllegalMove as refusal:
            return refusal.key
        return "done"

    with ThreadPoolExecutor(len(acts)) as pool:
        return list(pool.map(run, acts))


def _close(session: WriteSession, *, ref: str, chair: Actor, moment: Moment) -> None:
    close_motion(session, chair, get_motion(session, ref), moment=moment)


def _vote(session: WriteSession, *, ref: str, member: Actor, moment: Moment) -> None:
    cast_vote(session, member, get_motion(session, ref), Said(Choice.NO), moment=moment)


def test_two_chairs_who_close_one_motion_at_once_make_one_result(world: World) -> None:
    found_board(world)
    ref = opened(world, held_meeting(world))
    for alias in EVERYBODY[:5]:
        votes(world, ref, alias, Choice.YES)
    moment = moment_of(world)
    closers = [actor_of(world, name) for name in ("chair", "secretary", "chair", "secretary")]
    ended = at_once(
        world,
        *(partial(_close, ref=ref, chair=by, moment=moment) for by in closers),
    )
    assert sorted(ended) == ["done", "illegal_move", "illegal_move", "illegal_move"]
    assert [leaf.act for leaf in leaves_of(world, f"motion:{ref}")].count("motion.close") == 1
    assert motion_of(world, ref).outcome == "adopted"


def test_a_vote_at_the_moment_of_closing_is_in_or_refused_never_half(world: World) -> None:
    found_board(world)
    meeting = held_meeting(world)
    chair, member = actor_of(world, "chair"), actor_of(world, "member1")
    for _ in range(6):
        ref = opened(world, meeting)
        for alias in ("Ms. Tee", "Luz", "Deac", "Hanna", "J. Marsh"):
            votes(world, ref, alias, Choice.YES)
        moment = moment_of(world)
        closing, voting = at_once(
            world,
            partial(_close, ref=ref, chair=chair, moment=moment),
            partial(_vote, ref=ref, member=member, moment=moment),
        )
        assert closing == "done"
        assert voting in ("done", "motion_not_open")
        row = motion_of(world, ref)
        assert row.result is not None
        with world.database.read() as session:
            stored = session.scalars(select(MotionVote).where(MotionVote.motion_id == row.id)).all()
        assert len(stored) == (6 if voting == "done" else 5)
        assert row.result["votes"]["no"] == (1 if voting == "done" else 0)


def test_one_arrival_pressed_by_two_people_is_noted_once(world: World) -> None:
    found_board(world)
    meeting = held_meeting(world, "Ms. Tee")
    moment, seat = moment_of(world), seat_of(world, "Rook")
    presses = [actor_of(world, name) for name in ("chair", "secretary")]
    ended = at_once(
        world,
        *(
            lambda session, by=by: note_passage(
                session,
                by,
                get_meeting(session, meeting),
                seat_ref=seat,
                move=Movement.ARRIVED,
                moment=moment,
            )
            for by in presses
        ),
    )
    assert sorted(ended) == ["already_in_the_room", "done"]
    with world.database.read() as session:
        assert len(session.scalars(select(Attendance)).all()) == 2
