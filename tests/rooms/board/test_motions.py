"""Motions: whose votes count, how a round ends, and what the result says to everybody."""

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import select, update

from app.domain.counting.consent import Stance
from app.domain.counting.majority import Choice
from app.domain.errors import IllegalMove
from app.domain.ledger.commitments import opens
from app.domain.ledger.leaves import decode
from app.domain.lifecycles import MOTION, MotionState
from app.domain.mandate import Matter, Power
from app.domain.motion_rules import Method
from app.domain.outcomes import Outcome
from app.domain.quorum import Movement
from app.domain.rulebook import DEMONSTRATION_RULEBOOK
from app.models.board import BoardSeat, Meeting, Motion, MotionVote, Term
from app.models.ledger import LedgerLeaf
from app.rooms.board.closing import join_participants
from app.rooms.board.motion_queries import list_without_decision
from app.rooms.board.motions import get_motion
from app.rooms.board.records import is_as_counted, motion_record
from app.rooms.board.votes import Said, record_vote
from tests.support.board import (
    EVERYBODY,
    LIVED,
    all_vote,
    closed,
    found_board,
    held_meeting,
    leaves_of,
    moment_of,
    motion_of,
    opened,
    passes,
    planned_meeting,
    put,
    seat_of,
    term_of,
    votes,
)
from tests.support.organisation import World
from tests.support.sign_in import actor_of, desk_post, signed_in

ACTS = {
    "open": MotionState.OPEN,
    "close": MotionState.CLOSED,
    "publish": MotionState.PUBLISHED,
    "withdraw": MotionState.WITHDRAWN,
}


@pytest.mark.parametrize("state", MotionState)
def test_a_motion_moves_only_along_its_lifecycle(world: World, state: MotionState) -> None:
    found_board(world)
    ref, chair = opened(world, held_meeting(world)), signed_in(world, "chair")
    if state in (MotionState.CLOSED, MotionState.PUBLISHED):
        closed(world, ref)
    for act, to in ACTS.items():
        with world.database.write() as session:
            get_motion(session, ref).state = state.value
        leaves = len(leaves_of(world, f"motion:{ref}"))
        answer = desk_post(chair, f"/desk/motions/{ref}/{act}")
        moved = MOTION.may_move(state, to)
        assert answer.status_code == (303 if moved else 409), act
        assert motion_of(world, ref).state == (to if moved else state).value
        assert len(leaves_of(world, f"motion:{ref}")) == leaves + moved


@pytest.mark.parametrize("state", [state for state in MotionState if state is not MotionState.OPEN])
def test_a_vote_is_refused_unless_the_motion_is_open(world: World, state: MotionState) -> None:
    found_board(world)
    ref = opened(world, held_meeting(world))
    with world.database.write() as session:
        get_motion(session, ref).state = state.value
    refused = desk_post(signed_in(world, "member1"), f"/desk/motions/{ref}/vote", {"choice": "yes"})
    assert refused.status_code == 409
    assert "The vote is not open" in refused.text
    with world.database.read() as session:
        assert session.scalars(select(MotionVote)).all() == []


def test_members_vote_themselves_and_the_secretary_records_hands(world: World) -> None:
    found_board(world)
    ref = opened(world, held_meeting(world))
    member, secretary = signed_in(world, "member1"), signed_in(world, "secretary")
    path = f"/desk/motions/{ref}/vote"
    assert desk_post(member, path, {"choice": "no"}).status_code == 303
    assert desk_post(member, path, {"choice": "yes"}).status_code == 303
    assert "You said: Yes." in member.get(f"/desk/motions/{ref}").text
    hand = {"choice": "yes", "seat": seat_of(world, "Luz")}
    assert desk_post(secretary, path, hand).status_code == 303
    refused = desk_post(secretary, path, {"choice": "no", "seat": seat_of(world, "Rook")})
    assert refused.status_code == 409
    assert "votes with their own account" in refused.text
    with world.database.read() as session:
        rows = {(vote.choice, vote.by_hand) for vote in session.scalars(select(MotionVote))}
    assert rows == {("yes", False), ("yes", True)}


def test_a_member_may_not_record_for_another(world: World) -> None:
    found_board(world)
    ref = opened(world, held_meeting(world))
    hand = {"choice": "yes", "seat": seat_of(world, "Luz")}
    assert desk_post(signed_in(world, "member1"), f"/desk/motions/{ref}/vote", hand).status_code == 403


def test_a_result_is_exact_and_tells_how_it_was_reached(world: World) -> None:
    found_board(world)
    ref = opened(world, held_meeting(world))
    for alias in LIVED[:5]:
        votes(world, ref, alias, Choice.YES)
    votes(world, ref, "Quill", Choice.NO)
    votes(world, ref, "J. Marsh", Choice.ABSTAIN)
    row = closed(world, ref)
    assert row.outcome == "adopted"
    assert row.result is not None
    assert row.result["votes"] == {"yes": 5, "no": 1, "abstain": 1}
    assert (row.result["whole"], row.result["needed"]) == (6, 4)
    desk_post(signed_in(world, "chair"), f"/desk/motions/{ref}/publish")
    with world.database.read() as session:
        meeting = session.get_one(Motion, row.id).meeting_id
    page = world.browser().get(f"/board/meetings/{meeting_ref(world, meeting)}").text
    for words in ("Yes 5, no 1, neither 1.", "6 votes said yes or no. Yes needed 4 of them.", "Recommended"):
        assert words in page
    assert "Quill" not in page


def meeting_ref(world: World, meeting_id: int) -> str:
    """The reference of a meeting's row."""
    with world.database.read() as session:
        return session.get_one(Meeting, meeting_id).ref


@pytest.mark.parametrize(
    ("yes", "no", "outcome"),
    [(0, 0, "not_adopted"), (4, 4, "tied"), (5, 3, "adopted"), (3, 5, "not_adopted"), (1, 0, "adopted")],
)
def test_ties_and_silence_never_adopt(world: World, yes: int, no: int, outcome: str) -> None:
    found_board(world)
    ref = opened(world, held_meeting(world))
    for number, alias in enumerate(EVERYBODY):
        choice = Choice.YES if number < yes else Choice.NO if number < yes + no else Choice.ABSTAIN
        votes(world, ref, alias, choice)
    assert closed(world, ref).outcome == outcome


def test_without_enough_lived_experience_in_the_room_nothing_is_decided(world: World) -> None:
    found_board(world)
    ref = opened(world, held_meeting(world, "Ms. Tee", "Rook", "J. Marsh", "P. Oyelaran", "Program manager"))
    for alias in ("Ms. Tee", "Rook", "J. Marsh", "P. Oyelaran"):
        votes(world, ref, alias, Choice.YES)
    row = closed(world, ref)
    assert row.outcome == "inquorate"
    with world.database.read() as session:
        assert list_without_decision(session) == []


def test_who_left_before_the_close_is_not_counted(world: World) -> None:
    found_board(world)
    meeting = held_meeting(world)
    ref = opened(world, meeting)
    all_vote(world, ref)
    world.pass_time(minutes=1)
    passes(world, meeting, "Luz", Movement.LEFT)
    row = closed(world, ref)
    assert row.result is not None
    assert row.result["votes"]["yes"] == 7
    assert row.result["left_out"] == [{"who": "", "why": "not_in_the_room"}]


def test_a_recused_member_says_why_and_is_not_counted(world: World) -> None:
    found_board(world)
    ref = opened(world, held_meeting(world))
    chair, path = signed_in(world, "chair"), f"/desk/motions/{ref}/recuse"
    seat = seat_of(world, "J. Marsh")
    refused = desk_post(chair, path, {"seat": seat, "reason": " "})
    assert refused.status_code == 422
    assert "The reason is published" in refused.text
    assert desk_post(chair, path, {"seat": seat, "reason": "Works for the lab"}).status_code == 303
    assert desk_post(chair, path, {"seat": seat, "reason": "Again"}).status_code == 409
    with pytest.raises(IllegalMove, match="cannot_count_recused"):
        votes(world, ref, "J. Marsh", Choice.NO)
    all_vote(world, ref, but="J. Marsh")
    row = closed(world, ref)
    assert row.result is not None
    assert row.result["quorum"]["present"] == 7
    assert row.result["recusals"] == [{"who": "", "reason": "Works for the lab"}]
    assert "You stepped out" not in chair.get(f"/desk/motions/{ref}").text


def test_the_alias_stands_beside_a_recusal_only_where_the_class_may_be_shown(world: World) -> None:
    found_board(world)
    with world.database.write() as session:
        session.execute(update(Term).where(Term.alias == "J. Marsh").values(shows_class=True))
    ref = opened(world, held_meeting(world))
    chair = signed_in(world, "chair")
    for alias in ("J. Marsh", "Luz"):
        reason = {"seat": seat_of(world, alias), "reason": "Has a stake"}
        desk_post(chair, f"/desk/motions/{ref}/recuse", reason)
    result = closed(world, ref).result
    assert result is not None
    assert sorted(one["who"] for one in result["recusals"]) == ["", "J. Marsh"]


def test_a_member_steps_out_by_themselves(world: World) -> None:
    found_board(world)
    ref, member = opened(world, held_meeting(world)), signed_in(world, "member1")
    assert desk_post(member, f"/desk/motions/{ref}/recuse", {"reason": "My cousin"}).status_code == 303
    assert "You stepped out of this: My cousin" in member.get(f"/desk/motions/{ref}").text
    assert desk_post(member, f"/desk/motions/{ref}/vote", {"choice": "yes"}).status_code == 409


def test_a_vote_of_a_term_that_ended_before_the_close_is_not_counted(world: World) -> None:
    found_board(world)
    ref = opened(world, held_meeting(world))
    all_vote(world, ref)
    term = term_of(world, "Rook")
    desk_post(signed_in(world, "chair"), f"/desk/board/terms/{term.ref}/end", {"ends_on": "2026-11-23"})
    row = closed(world, ref)
    assert row.result is not None
    assert row.result["votes"]["yes"] == 7
    assert row.result["quorum"]["filled"] == 7
    assert row.result["left_out"] == [{"who": "", "why": "vacant"}]


def test_a_successors_seat_does_not_carry_the_vote_of_the_one_before(world: World) -> None:
    found_board(world)
    ref = opened(world, held_meeting(world))
    all_vote(world, ref)
    chair, seat = signed_in(world, "chair"), seat_of(world, "Luz")
    desk_post(chair, f"/desk/board/terms/{term_of(world, 'Luz').ref}/end", {"ends_on": "2026-11-23"})
    desk_post(chair, f"/desk/board/seats/{seat}/fill", {"alias": "Bo", "starts_on": "2026-11-23"})
    row = closed(world, ref)
    assert row.result is not None
    assert row.result["left_out"] == [{"who": "", "why": "ended"}]
    assert row.result["votes"]["yes"] == 7


@pytest.mark.parametrize(
    ("alias", "key"),
    [("Program manager", "cannot_count_non_voting"), ("Deac", "cannot_count_not_in_the_room")],
)
def test_who_does_not_count_cannot_vote_by_hand(world: World, alias: str, key: str) -> None:
    found_board(world)
    ref = opened(world, held_meeting(world, "Ms. Tee", "Program manager"))
    secretary, seat, moment = actor_of(world, "secretary"), seat_of(world, alias), moment_of(world)
    with pytest.raises(IllegalMove, match=key), world.database.write() as session:
        record_vote(session, secretary, get_motion(session, ref), Said(Choice.YES, seat=seat), moment=moment)


def test_an_account_without_a_seat_has_nothing_to_vote_with(world: World) -> None:
    found_board(world)
    ref = opened(world, held_meeting(world))
    term = term_of(world, "Rook")
    with world.database.write() as session:
        session.execute(update(Term).where(Term.id == term.id).values(account_id=None))
    refused = desk_post(signed_in(world, "member1"), f"/desk/motions/{ref}/vote", {"choice": "yes"})
    assert refused.status_code == 409
    assert "You hold no seat today" in refused.text


def test_too_few_lived_experience_seats_filled_is_said_and_decides_nothing(world: World) -> None:
    found_board(world)
    ref = opened(world, held_meeting(world))
    all_vote(world, ref)
    with world.database.write() as session:
        session.execute(
            update(BoardSeat)
            .where(BoardSeat.seat_class == "lived_experience", BoardSeat.position > 2)
            .values(seat_class="community_ally")
        )
    assert closed(world, ref).outcome == "composition_not_met"


def test_decide_outside_the_mandate_is_refused_before_it_is_put(world: World) -> None:
    found_board(world)
    meeting = held_meeting(world)
    motion = {"title": "More staff", "text": "Hire two.", "matter": "staffing", "power": "decide"}
    refused = desk_post(signed_in(world, "chair"), f"/desk/meetings/{meeting}/motions/new", motion)
    assert refused.status_code == 422
    assert "has not bound themselves" in refused.text
    assert "Hire two." in refused.text
    allowed = desk_post(
        signed_in(world, "chair"), f"/desk/meetings/{meeting}/motions/new", {**motion, "matter": "supplies"}
    )
    assert allowed.status_code == 303


def test_a_motion_opens_only_while_people_sit_together(world: World) -> None:
    found_board(world)
    ref = put(world, planned_meeting(world))
    refused = desk_post(signed_in(world, "chair"), f"/desk/motions/{ref}/open")
    assert refused.status_code == 409
    assert "The meeting is not open" in refused.text
    assert motion_of(world, ref).state == "created"


def test_a_consent_round_ends_in_consent_and_keeps_concerns(world: World) -> None:
    found_board(world)
    ref = opened(world, held_meeting(world), method=Method.CONSENT)
    all_vote(world, ref, Stance.CONSENT, but="Quill")
    with pytest.raises(IllegalMove, match="round_not_finished"):
        closed(world, ref)
    votes(world, ref, "Quill", Stance.CONSENT, "Tell people early")
    row = closed(world, ref)
    assert row.result is not None
    assert row.outcome == "adopted"
    assert row.result["concerns"] == [{"who": "Quill", "reason": "Tell people early"}]


def test_an_upheld_objection_asks_for_another_round_and_then_defers(world: World) -> None:
    found_board(world)
    ref = opened(world, held_meeting(world), method=Method.CONSENT)
    all_vote(world, ref, Stance.CONSENT, but="Rook")
    votes(world, ref, "Rook", Stance.OBJECT, "Not safe enough yet")
    chair = signed_in(world, "chair")
    refused = desk_post(chair, f"/desk/motions/{ref}/close")
    assert refused.status_code == 409
    assert "begin the next round" in refused.text
    assert motion_of(world, ref).state == "open"
    assert desk_post(chair, f"/desk/motions/{ref}/round").status_code == 303
    assert desk_post(chair, f"/desk/motions/{ref}/round").status_code == 409
    row = closed(world, ref)
    assert row.result is not None
    assert row.outcome == "not_adopted"
    assert row.result["objections"] == [{"who": "Rook", "reason": "Not safe enough yet"}]
    assert "So it is deferred. It comes back." in chair.get(f"/desk/motions/{ref}").text


def test_an_answered_objection_is_recorded_and_does_not_stop_it(world: World) -> None:
    found_board(world)
    ref, chair = opened(world, held_meeting(world), method=Method.CONSENT), signed_in(world, "chair")
    all_vote(world, ref, Stance.CONSENT, but="Rook")
    votes(world, ref, "Rook", Stance.OBJECT, "Who pays?")
    settle = {"seat": seat_of(world, "Rook"), "is_answered": "yes"}
    assert desk_post(chair, f"/desk/motions/{ref}/settle", settle).status_code == 303
    row = closed(world, ref)
    assert row.result is not None
    assert row.outcome == "adopted"
    assert row.result["answered"] == [{"who": "Rook", "reason": "Who pays?"}]
    settle["seat"] = seat_of(world, "Luz")
    assert desk_post(chair, f"/desk/motions/{ref}/settle", settle).status_code == 409


def test_a_vote_is_no_answer_and_an_answer_no_vote(world: World) -> None:
    found_board(world)
    meeting, member = held_meeting(world), signed_in(world, "member1")
    vote, round_ = opened(world, meeting), opened(world, meeting, method=Method.CONSENT)
    assert desk_post(member, f"/desk/motions/{round_}/vote", {"choice": "yes"}).status_code == 409
    assert desk_post(member, f"/desk/motions/{vote}/answer", {"stance": "consent"}).status_code == 409


def test_a_void_vote_decides_nothing_and_is_published(world: World) -> None:
    found_board(world)
    ref, chair = opened(world, held_meeting(world)), signed_in(world, "chair")
    all_vote(world, ref)
    assert desk_post(chair, f"/desk/motions/{ref}/close", {"void": "yes"}).status_code == 303
    assert desk_post(chair, f"/desk/motions/{ref}/publish").status_code == 303
    assert motion_of(world, ref).outcome == "void"


def test_both_chambers_wait_for_the_participants(world: World) -> None:
    found_board(world, rulebook=replace(DEMONSTRATION_RULEBOOK, both_chambers=frozenset({Matter.SERVICES})))
    ref = opened(world, held_meeting(world), matter=Matter.SERVICES)
    all_vote(world, ref)
    closed(world, ref)
    chair = signed_in(world, "chair")
    assert "The participants vote as well" in chair.get(f"/desk/motions/{ref}").text
    assert desk_post(chair, f"/desk/motions/{ref}/publish").status_code == 409
    with world.database.write() as session:
        assert list_without_decision(session) == []
        join_participants(
            session,
            get_motion(session, ref),
            participants=Outcome.NOT_ADOPTED,
            by="teller",
            today=moment_of(world).on,
        )
    assert motion_of(world, ref).outcome == "not_adopted"
    with world.database.read() as session:
        row = get_motion(session, ref)
        assert is_as_counted(session, row)
        assert [one.ref for one in list_without_decision(session)] == [ref]
    assert desk_post(chair, f"/desk/motions/{ref}/publish").status_code == 303


def test_the_ledger_holds_rules_votes_and_result(world: World) -> None:
    found_board(world)
    ref = opened(world, held_meeting(world), matter=Matter.SUPPLIES, power=Power.DECIDE)
    all_vote(world, ref)
    closed(world, ref)
    desk_post(signed_in(world, "secretary"), f"/desk/motions/{ref}/publish")
    leaves = leaves_of(world, f"motion:{ref}")
    assert [(leaf.act, leaf.by) for leaf in leaves] == [
        ("motion.put", "chair"),
        ("motion.open", "chair"),
        ("motion.close", "chair"),
        ("motion.publish", "secretary"),
    ]
    with world.database.read() as session:
        row = get_motion(session, ref)
        leaf = decode(session.get_one(LedgerLeaf, row.ledger_leaf).body)
        assert opens(leaf.commitments["record"], motion_record(session, row), salt=row.ledger_salt or b"")
    assert not any(alias in str(leaves) for alias in EVERYBODY)


def test_a_vote_or_a_result_changed_in_the_table_is_noticed(world: World) -> None:
    found_board(world)
    ref = opened(world, held_meeting(world))
    all_vote(world, ref)
    closed(world, ref)
    chair = signed_in(world, "chair")
    assert "This is not what was counted" not in chair.get(f"/desk/motions/{ref}").text
    with world.database.write() as session:
        session.execute(update(MotionVote).values(choice="no"))
    assert "This is not what was counted" in chair.get(f"/desk/motions/{ref}").text


def test_a_free_motion_that_adopted_waits_for_its_decision(world: World) -> None:
    found_board(world)
    ref = opened(world, held_meeting(world))
    all_vote(world, ref)
    closed(world, ref)
    with world.database.read() as session:
        assert [one.ref for one in list_without_decision(session)] == [ref]


def test_the_instant_of_the_close_is_kept(world: World) -> None:
    found_board(world)
    ref = opened(world, held_meeting(world))
    world.pass_time(minutes=3)
    row = closed(world, ref)
    assert row.closed_at is not None and row.opened_at is not None
    assert row.closed_at - row.opened_at == timedelta(minutes=3)
