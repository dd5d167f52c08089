"""Eight proposals: begun by a member or from a voice, linked to the words behind them, put up."""

from collections.abc import Iterator
from datetime import date, datetime
from functools import partial
from typing import Any

from sqlalchemy.orm import Session

from app.demo.stage import Moment, Stage, at, day_of, week_of
from app.demo.voices import theme_name, thread_of
from app.domain.mandate import Matter, Power
from app.domain.slugs import slug_of
from app.models.board import Meeting
from app.models.proposals import Proposal
from app.rooms.board.agendas import put_proposal_on
from app.rooms.proposals.behind import Links, link_voices
from app.rooms.proposals.drafts import Draft
from app.rooms.proposals.opening import open_for_support
from app.rooms.proposals.queries import get_proposal_by_ref
from app.rooms.proposals.writing import Typed, keep_draft, start_from_voice, start_own

Entry = dict[str, Any]  # Any: one entry of the data file

# When it was put up, what it is a matter of, and the voice that it began from (none: a member's own).
BEGUN: dict[str, tuple[date, Matter, str]] = {
    "P-04": (date(2026, 9, 2), Matter.SUPPLIES, ""),
    "P-01": (date(2026, 9, 28), Matter.SERVICES, ""),
    "P-03": (date(2026, 9, 28), Matter.SAFETY, ""),
    "P-06": (date(2026, 9, 30), Matter.HOUSE_RULES, ""),
    "P-08": (date(2026, 10, 1), Matter.SAFETY, ""),
    "P-05": (date(2026, 10, 3), Matter.HOUSE_RULES, "F-021"),
    "P-07": (date(2026, 10, 12), Matter.RESEARCH, "F-017"),
    "P-02": (date(2026, 10, 26), Matter.SERVICES, "F-002"),
}
TRADE_OFFS = {
    "P-01": "People who work nights can come in. Staff need a safe way home after eight.",
    "P-02": "Nobody waits in the cold for nothing. The sheet must not say who waits where.",
    "P-03": "Less fear behind the door. A slower check could cost a life, so the ten minutes stay.",
    "P-04": "Sterile supplies reach everybody. Staff at the side window work in pairs.",
    "P-05": "Nobody is outed in the line. Staff check the name on the screen before they act.",
    "P-08": "Nobody is seen reading it. The paper copy can be left lying about, so it carries no logo.",
}


def moments_of_proposals(data: Entry) -> Iterator[Moment]:
    """Each put up on its day."""
    for order, entry in enumerate(data["proposals"], 2000):
        yield Moment(at(BEGUN[entry["id"]][0], 16), order, partial(_put_up, entry))


def _put_up(entry: Entry, stage: Stage, session: Session, now: datetime) -> None:
    proposal = _begin(entry, stage, session, now)
    draft = Draft(
        title=entry["title"],
        change=entry["plain_summary"],
        trade_off=TRADE_OFFS.get(entry["id"], ""),
        matter=BEGUN[entry["id"]][1].value,
        power=Power(entry["power_level"]).value,
    )
    author = stage.actor("steward" if proposal.thread_id else "member2")
    keep_draft(session, author, proposal, typed=Typed(draft, proposal.version), today=day_of(now))
    voices = [stage.refs[name] for name in entry["from_feedback"] if name in stage.refs]
    themes = _themes(stage, entry)
    # A new theme brings all its open voices along; said twice, only those of the story stay.
    for links in (Links(voices, themes), Links(voices, themes)):
        link_voices(session, author, proposal, links=links, version=proposal.version, week=week_of(now))
    steward = stage.actor("steward")
    open_for_support(session, steward, proposal, version=proposal.version, today=day_of(now))
    stage.refs[entry["id"]] = proposal.ref


def _begin(entry: Entry, stage: Stage, session: Session, now: datetime) -> Proposal:
    own_voice = BEGUN[entry["id"]][2]
    if own_voice:
        thread = thread_of(stage, session, own_voice)
        return start_from_voice(session, stage.actor("steward"), thread, today=day_of(now))
    return start_own(session, stage.actor("member2"), today=day_of(now))


def _themes(stage: Stage, entry: Entry) -> list[str]:
    spoken = [one for one in stage.data["feedback"] if one["id"] in entry["from_feedback"]]
    arrived = [one for one in spoken if one["id"] in stage.refs]
    return sorted({slug_of(theme_name(slug)) for one in arrived for slug in one["themes"]})


def put_on_agenda_of(stage: Stage, session: Session, meeting: Meeting, name: str, today: date) -> None:
    """Take one of the story's proposals up at a meeting."""
    proposal = get_proposal_by_ref(session, stage.refs[name])
    put_proposal_on(session, stage.actor("chair"), meeting, proposal, minutes_planned=20, today=today)
