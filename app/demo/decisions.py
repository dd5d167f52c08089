"""What followed the votes: decisions, replies, rules, steps, what people were told, second looks."""

from collections.abc import Iterator
from datetime import date, datetime
from functools import partial
from typing import Any

from sqlalchemy.orm import Session

from app.demo.stage import Moment, Stage, at, day_of, week_of
from app.demo.voices import thread_of
from app.models.decisions import Decision
from app.rooms.board.motions import get_motion
from app.rooms.decisions.policies import NewVersion, decide_policy
from app.rooms.decisions.recording import Reasons, get_decision, record_decision
from app.rooms.decisions.replies import answer_the_reply, reply_to_decision
from app.rooms.decisions.steps import NewStep, add_step, finish_step, get_step, plan_review, report_back
from app.rooms.feedback.forms import Act, ReceiptForm
from app.rooms.feedback.participant_acts import do_act

Entry = dict[str, Any]  # Any: one entry of the data file

IN_FORCE = {
    "D-01": date(2026, 9, 21),
    "D-02": date(2026, 10, 22),
    "D-03": date(2026, 10, 26),
    "D-05": date(2026, 12, 1),
}
BOARD_REPLIES = {"D-02": date(2026, 10, 20)}
TOLD = {
    "D-01": (date(2026, 10, 1), "Nobody is refused supplies any more. Ask at the side window or the van."),
    "D-03": (date(2026, 11, 5), "The clinic calls a number or the name you gave. Cards are at the window."),
}
HELPED = (("F-022", date(2026, 11, 2), "yes"), ("F-001", date(2026, 11, 21), "some"))


def moments_of_decisions(data: Entry) -> Iterator[Moment]:
    """Everything after a vote, each on its day."""
    held = {entry["id"]: date.fromisoformat(entry["date"]) for entry in data["meetings"]}
    reviews = {entry["id"]: entry.get("review_date") for entry in data["proposals"]}
    for place, entry in enumerate(data["decisions"]):
        order = 4000 + 100 * place
        review = reviews[entry["proposal"]]
        for offset, (when, act) in enumerate(_steps_of(entry, held[entry["meeting"]], review)):
            yield Moment(when, order + offset, partial(act, entry))
    for name, day, answer in HELPED:
        yield Moment(at(day, 18), 5000, partial(_helped, name, answer))


def _steps_of(entry: Entry, held: date, review: str) -> Iterator[tuple[datetime, Any]]:  # Any: one of ours
    yield at(date.fromordinal(held.toordinal() + 1), 13), partial(_record, review=date.fromisoformat(review))
    if entry["id"] != "D-01":  # the board decided that one by itself
        yield at(date.fromisoformat(entry["leadership_response"]["date"]), 14), _reply
    if entry["id"] in BOARD_REPLIES:
        yield at(BOARD_REPLIES[entry["id"]], 11), _write_back
    for number, step in enumerate(entry["implementation"]):
        if step["done"]:
            yield at(date.fromisoformat(step["due"]), 11), partial(_finish, number=number)
    if entry["id"] in TOLD:
        yield at(TOLD[entry["id"]][0], 11), _tell


def _record(entry: Entry, stage: Stage, session: Session, now: datetime, *, review: date) -> None:
    secretary, today = stage.actor("secretary"), day_of(now)
    motion = get_motion(session, stage.refs[f"{entry['id']}-motion"])
    words = Reasons(
        entry["reasons"],
        entry.get("minority_view", ""),
        entry["policy_text"] or "",
        entry.get("interim", ""),
    )
    decision = record_decision(session, secretary, motion, words=words, today=today)
    stage.refs[entry["id"]] = decision.ref
    for number, step in enumerate(entry["implementation"]):
        owner = step["owner"].replace("_", " ").capitalize()
        new = NewStep(step["step"], owner, date.fromisoformat(step["due"]))
        added = add_step(session, secretary, decision, new=new, today=today)
        stage.refs[f"{entry['id']}-step-{number}"] = added.ref
    plan_review(session, secretary, decision, planned_on=review, today=today)
    if entry["id"] == "D-01":
        _make_rule(entry, stage, session, decision, today)


def _reply(entry: Entry, stage: Stage, session: Session, now: datetime) -> None:
    said = entry["leadership_response"]
    decision = _decision(entry, stage, session)
    reply_to_decision(
        session,
        stage.actor("director"),
        decision,
        position=said["position"],
        reason=said.get("reason", ""),
        today=day_of(now),
    )
    if entry["policy_text"]:
        _make_rule(entry, stage, session, decision, day_of(now))


def _make_rule(entry: Entry, stage: Stage, session: Session, decision: Decision, today: date) -> None:
    review = next(one for one in stage.data["proposals"] if one["id"] == entry["proposal"])["review_date"]
    new = NewVersion(decision.title, entry["policy_text"], IN_FORCE[entry["id"]], date.fromisoformat(review))
    decide_policy(session, stage.actor("secretary"), decision, new=new, today=today)


def _write_back(entry: Entry, stage: Stage, session: Session, now: datetime) -> None:
    words = entry["leadership_response"]["board_reply"]
    answer_the_reply(
        session, stage.actor("chair"), _decision(entry, stage, session), words=words, today=day_of(now)
    )


def _finish(entry: Entry, stage: Stage, session: Session, now: datetime, *, number: int) -> None:
    step = get_step(session, stage.refs[f"{entry['id']}-step-{number}"])
    finish_step(session, stage.actor("responder"), step, today=day_of(now))


def _tell(entry: Entry, stage: Stage, session: Session, now: datetime) -> None:
    words = TOLD[entry["id"]][1]
    how = entry["report_back"].replace("+", ", ")
    decision = _decision(entry, stage, session)
    report_back(session, stage.actor("responder"), decision, words=words, how=how, today=day_of(now))


def _helped(name: str, answer: str, stage: Stage, session: Session, now: datetime) -> None:
    form = ReceiptForm.model_validate({"code": stage.codes[name], "action": Act.HELPED, "helped": answer})
    do_act(session, thread_of(stage, session, name), form=form, week=week_of(now))


def _decision(entry: Entry, stage: Stage, session: Session) -> Decision:
    return get_decision(session, stage.refs[entry["id"]], lock=True)
