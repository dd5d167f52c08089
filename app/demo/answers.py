"""What the organisation answered, each in its week, signed by whoever owned it."""

from collections.abc import Iterator
from datetime import datetime
from functools import partial
from typing import Any

from sqlalchemy.orm import Session

from app.demo.stage import Moment, Stage, day_of, on
from app.demo.voices import WORD_USE
from app.domain.answers import Outcome
from app.domain.word_use import WordUse
from app.rooms.answers.actions import Typed, keep_draft, start_draft
from app.rooms.answers.drafts import Draft
from app.rooms.answers.publication import publish_answer
from app.rooms.answers.targets import Targets

OUTCOMES = {
    "thanks": Outcome.THANKS,
    "explained": Outcome.EXPLAINED,
    "change_made": Outcome.CHANGE_MADE,
    "change_planned": Outcome.CHANGE_PLANNED,
    "no_change_with_reason": Outcome.NO_CHANGE,
}

# Title, what it answers (where nobody may be quoted), and the reason, in the words of whoever owned it.
OWN_WORDS = {
    "F-001": ("Open later on Thursdays", "", "The board recommended it; we have staff for one night."),
    "F-004": (
        "Names and pronouns on the van",
        "Someone praised how the van team speaks to people.",
        "Praise belongs to the people it is about.",
    ),
    "F-005": ("Calmer bathroom checks", "", "The board wants it calm and still safe, so it is tested first."),
    "F-008": (
        "Spring cards were left unanswered",
        "",
        "The cards sat in a box, and nobody was named to answer.",
    ),
    "F-013": ("Hot food on Fridays", "", "The crew should hear what people like."),
    "F-014": ("We do not give names to the city", "", "People deserve to know what leaves this house."),
    "F-015": (
        "When the wound care nurse is here",
        "Someone asked when the nurse is here.",
        "The hours were known, and nowhere to be read.",
    ),
    "F-016": ("How to get a seat on the board", "", "The way to a seat was never written down."),
    "F-020": (
        "The Tuesday group",
        "Someone said what the Tuesday group means to them.",
        "The people who run it should know.",
    ),
    "F-021": ("Your name at the clinic", "", "The board voted for it, and the director accepted."),
    "F-022": ("Supplies are never a penalty", "", "The board decided it; refusing supplies harms everyone."),
    "F-026": ("Bus passes", "", "Our grants do not pay for them, and two funders said no."),
}
PLANNED_BY = {"F-005": "2026-12-10"}
BY_DIRECTOR = {"executive_director"}
Entry = dict[str, Any]  # Any: one entry of the data file


def moments_of_answers(data: Entry) -> Iterator[Moment]:
    """Every answer in the week that it was published."""
    for order, entry in enumerate(data["feedback"], 1000):
        if "response" in entry:
            at = on(entry["response"]["published_week"], 4, hour=15)
            yield Moment(at, order, partial(_answer, entry))


def _answer(entry: Entry, stage: Stage, session: Session, now: datetime) -> None:
    response = entry["response"]
    name = "director" if response["by_role"] in BY_DIRECTOR else "responder"
    actor = stage.actor(name, title=response["by_role"].replace("_", " ").capitalize())
    targets = Targets(voices=(stage.refs[entry["id"]],))
    answer = start_draft(session, actor, targets=targets, today=day_of(now))
    title, you_said, reason = OWN_WORDS[entry["id"]]
    is_quote = WORD_USE[entry["use_permission"]] is WordUse.QUOTE
    draft = Draft(
        outcome=OUTCOMES[response["outcome"]].value,
        title=title,
        quote_of=stage.refs[entry["id"]] if is_quote else "",
        you_said=you_said,
        body=response["text"],
        reason=reason,
        by_on=PLANNED_BY.get(entry["id"], ""),
    )
    keep_draft(
        session, actor, answer, typed=Typed(draft, answer.language), version=answer.version, today=day_of(now)
    )
    publish_answer(session, actor, answer, version=answer.version, today=day_of(now))
    stage.refs[f"A-{entry['id']}"] = answer.ref
