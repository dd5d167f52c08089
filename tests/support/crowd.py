"""A crowd: years of an organisation's rows, each like one that was really made, written directly."""

import random
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import timedelta
from itertools import islice
from typing import Any

from sqlalchemy import func, insert, select, text
from sqlalchemy.orm import Session

from app.domain.clocks import Clocks
from app.domain.waiting import arrivals_due
from app.domain.weeks import Week
from app.models import Model
from app.models.answers import Answer, AnswerTheme, AnswerThread
from app.models.board import AgendaItem, Attendance, Meeting, Motion
from app.models.care import SafetyItem
from app.models.decisions import Decision, LeadershipReply, Policy, PolicyVersion, ReportBack, Review, Step
from app.models.feedback import Message, Thread
from app.models.proposals import Proposal, ProposalTheme, ProposalThread, ProposalVersion
from app.models.schema import REFERENCE_LETTERS
from app.models.stewardship import SafeCopy, Theme, ThreadTheme
from tests.support.answers import add_theme, heard, published_answer
from tests.support.decisions import accepted
from tests.support.organisation import World

WEEKS = 150
RECENT_WEEKS = 4
THEMES = 12
MOTIONS_A_MEETING = 10
FULL_PAGE = 25
CHUNK = 5_000
STILL_HELD = 5
OPEN_STATES = ("received", "being_looked_at", "with_board")
ENDED_STATES = ("answered", "change_made", "no_change", "withdrawn", "change_planned")
PROPOSAL_STATES = ("open_for_support", "on_agenda", "deferred", "accepted", "declined", "in_effect")

Row = dict[str, Any]  # Any: a row of whichever table


@dataclass(frozen=True)
class Size:
    """How many of each; the first four as the promise on speed names them."""

    voices: int = 100_000
    proposals: int = 5_000
    decisions: int = 2_000
    policies: int = 500
    answers: int = 2_000

    def divided(self, by: int) -> "Size":
        """The same in small; rules still fill a page, so that equal pages are compared."""
        return Size(
            voices=self.voices // by,
            proposals=self.proposals // by,
            decisions=self.decisions // by,
            policies=max(FULL_PAGE, self.policies // by),
            answers=self.answers // by,
        )


class Crowd:
    """Writes rows after the pattern of real ones. The same ``seed`` gives the same crowd."""

    def __init__(self, world: World, size: Size, *, seed: int = 4) -> None:
        self.size, self.rng = size, random.Random(seed)  # noqa: S311  # the same crowd each time
        self.today, self.week = world.now.date(), Week.of(world.now.date())
        _make_one_of_each(world)

    def write(self, session: Session) -> None:
        """Everything, into an organisation that has none of it but one of each."""
        self.themes = list(session.scalars(select(Theme.id)))
        self.threads = self._voices(session)
        self.proposals = self._proposals(session)
        self._board(session)
        self._policies(session)
        self._answers(session)

    def _voices(self, session: Session) -> list[int]:
        thread, copy, message = (_first(session, table) for table in (Thread, SafeCopy, Message))
        keys = [self.rng.getrandbits(61) + 1 for _ in range(self.size.voices)]
        voices = [self._voice(thread, n, key) for n, key in enumerate(keys)]
        weeks = {voice["id"]: voice["week"] for voice in voices}
        _fill(session, Thread, voices)
        _fill(session, ThreadTheme, ({"thread_id": key, "theme_id": self._theme()} for key in keys))
        _fill(
            session,
            Message,
            (message | self._sealed(message) | {"thread_id": key} for key in keys),
        )
        _fill(session, SafetyItem, self._dangers(keys, weeks))
        _fill(session, SafeCopy, (copy | {"id": 10 + n, "thread_id": key} for n, key in enumerate(keys[::5])))
        return keys

    def _dangers(self, keys: list[int], weeks: dict[int, str]) -> Iterator[Row]:
        """One voice in twenty was in the safety queue; all are decided but those that a month leaves."""
        for number, key in enumerate(keys[::20]):
            decided = {"state": "decided", "outcome": "wrote_back", "first_look": "in_time"}
            yield {"thread_id": key, "week": weeks[key], "version": 1} | decided | _still_held(number)

    def _sealed(self, pattern: Row) -> Row:
        """Bytes that no packing makes smaller, as those of a sealed box; nobody can open them."""
        return {
            "id": self.rng.getrandbits(61) + 1,
            "sealed": self.rng.randbytes(len(pattern["sealed"])),
        }

    def _voice(self, pattern: Row, number: int, key: int) -> Row:
        ago = self.rng.randrange(WEEKS)
        is_open = self.rng.random() < (0.8 if ago < RECENT_WEEKS else 0.02)
        state = self.rng.choice(OPEN_STATES if is_open else ENDED_STATES)
        arrived = self._week(ago)
        if number < FULL_PAGE:  # also the smallest crowd fills a page of what is due
            state, is_open = "received", True
            arrived = str(arrivals_due(self.week, Clocks()).unlooked)
        return pattern | {
            "id": key,
            "ref": _ref("F", number),
            "week": arrived,
            "last_week": arrived,
            "acknowledged_week": None if state == "received" else self._week(max(0, ago - 1)),
            "answered_week": None if is_open else self._week(max(0, ago - 2)),
            "state": state,
            "kind": self.rng.choice(("problem", "idea", "question", "thanks")),
            "language": self.rng.choice(("en", "en", "es")),
            "asks_board": self.rng.random() < 0.1,
        }

    def _proposals(self, session: Session) -> list[int]:
        proposal, version = _first(session, Proposal), _first(session, ProposalVersion)
        keys = list(range(10, 10 + self.size.proposals))
        rows = []
        for key in keys:
            opened = self.today - timedelta(days=self.rng.randrange(7 * WEEKS))
            dates = {"started_on": opened, "opened_on": opened, "public_on": opened}
            state = self.rng.choice(PROPOSAL_STATES)
            rows.append(proposal | dates | {"id": key, "ref": _ref("P", key), "state": state})
        _fill(session, Proposal, rows)
        _fill(session, ProposalVersion, (version | {"id": key, "proposal_id": key} for key in keys))
        behind = (
            {"proposal_id": key, "thread_id": t} for key in keys for t in self.rng.sample(self.threads, 3)
        )
        _fill(session, ProposalThread, behind)
        _fill(session, ProposalTheme, ({"proposal_id": key, "theme_id": self._theme()} for key in keys))
        return keys

    def _board(self, session: Session) -> None:
        meeting, item, motion = (_first(session, table) for table in (Meeting, AgendaItem, Motion))
        came = _first(session, Attendance)
        numbers = list(range(10, 10 + self.size.decisions))
        meetings = sorted({number // MOTIONS_A_MEETING for number in numbers})
        # Also the smallest crowd fills a page of meetings: those without a motion come before the others.
        meetings = [*range(len(meetings) - FULL_PAGE, 0), *meetings]
        days = {m: self.today - timedelta(days=1 + self.rng.randrange(7 * WEEKS)) for m in meetings}
        over = {"state": "minutes_adopted", "minutes": "What was said.", "minutes_adopted_on": self.today}
        over |= {"minutes_drafted_on": self.today, "head_counts": motion["result"]["quorum"]}
        _fill(
            session,
            Meeting,
            (
                meeting | over | {"id": 50 + m, "ref": _ref("M", 50 + m), "held_on": day, "notice_on": day}
                for m, day in days.items()
            ),
        )
        _fill(session, Attendance, (came | {"id": 1000 + m, "meeting_id": 50 + m} for m in meetings))
        of = {number: 50 + number // MOTIONS_A_MEETING for number in numbers}
        about = {number: self.rng.choice(self.proposals) for number in numbers}
        same = {n: {"id": n, "meeting_id": of[n], "proposal_id": about[n]} for n in numbers}
        _fill(session, AgendaItem, (item | same[n] | {"position": n, "is_done": True} for n in numbers))
        _fill(session, Motion, (motion | same[n] | {"ref": _ref("B", n), "item_id": n} for n in numbers))
        self._decisions(session, {n: (about[n], days[n // MOTIONS_A_MEETING]) for n in numbers})

    def _decisions(self, session: Session, made: dict[int, tuple[int, Any]]) -> None:
        decision, reply = _first(session, Decision), _first(session, LeadershipReply)
        _fill(
            session,
            Decision,
            (
                decision
                | {"id": n, "ref": _ref("D", n), "motion_id": n, "proposal_id": about, "decided_on": day}
                | {"reply_due_on": day + timedelta(days=30)}
                for n, (about, day) in made.items()
            ),
        )
        later = {n: day + timedelta(days=20) for n, (_, day) in made.items()}
        _fill(
            session,
            LeadershipReply,
            (reply | {"id": n, "decision_id": n, "replied_on": on} for n, on in later.items()),
        )
        _fill(session, Step, (self._step(n, on) for n, on in later.items()))
        told = (
            {"decision_id": n, "words": "It is done.", "how": "", "reported_on": on}
            for n, on in later.items()
        )
        _fill(session, ReportBack, told)
        again = (
            {"decision_id": n, "state": "planned", "planned_on": on + timedelta(days=365), "words": ""}
            for n, on in later.items()
        )
        _fill(session, Review, again)

    def _step(self, number: int, due: Any) -> Row:
        is_done = self.rng.random() < 0.9
        return {
            "ref": _ref("S", number),
            "decision_id": number,
            "what": "Change the sign.",
            "owner": "Program manager",
            "due_on": due,
            "state": "done" if is_done else "planned",
            "done_on": due if is_done else None,
            "report_due_on": due + timedelta(days=30) if is_done else None,
            "reported_on": due if is_done else None,
            "dropped_reason": "",
            "version": 1,
        }

    def _policies(self, session: Session) -> None:
        keys = range(10, 10 + self.size.policies)
        _fill(session, Policy, ({"id": n, "ref": _ref("R", n), "title": f"Rule {n}"} for n in keys))
        plain = {"number": 1, "text": "Open until eight on Thursdays.", "state": "in_effect"}
        since = {"effective_on": self.today, "review_on": self.today + timedelta(days=365)}
        made = (
            plain | since | {"id": n, "policy_id": n, "decision_id": 10 + n % self.size.decisions}
            for n in keys
        )
        _fill(session, PolicyVersion, made)

    def _answers(self, session: Session) -> None:
        answer = _first(session, Answer)
        keys = range(10, 10 + self.size.answers)
        rows = []
        for n in keys:
            day = self.today - timedelta(days=self.rng.randrange(7 * WEEKS))
            rows.append(answer | {"id": n, "ref": _ref("A", n), "published_on": day, "due_on": day})
        _fill(session, Answer, rows)
        _fill(session, AnswerTheme, ({"answer_id": n, "theme_id": self._theme()} for n in keys))
        reached = ({"answer_id": n, "thread_id": t} for n in keys for t in self.rng.sample(self.threads, 5))
        _fill(session, AnswerThread, reached)

    def _theme(self) -> int:
        return self.rng.choice(self.themes)

    def _week(self, ago: int) -> str:
        return str(Week.of(self.today - timedelta(weeks=ago)))


def gather(world: World, size: Size) -> None:
    """Write a crowd of this size, and let PostgreSQL count its rows as its housekeeping would."""
    crowd = Crowd(world, size)
    with world.database.write() as session:
        crowd.write(session)
        if not world.database.is_sqlite:
            _count_on(session)
    with world.database.write() as session:
        session.execute(text("ANALYZE" if not world.database.is_sqlite else "SELECT 1"))


def _count_on(session: Session) -> None:
    """Rows were written with their numbers, so PostgreSQL has yet to learn where to go on."""
    for table in (AgendaItem, Answer, Attendance, Decision, LeadershipReply, Meeting, Motion):
        name, most = table.__tablename__, func.max(table.__table__.c.id)
        session.execute(select(func.setval(f"{name}_id_seq", select(most).scalar_subquery())))


def _make_one_of_each(world: World) -> None:
    slugs = [add_theme(world, f"Subject {number}") for number in range(THEMES)]
    heard(world, copy="Open later.", themes=slugs[:1])
    published_answer(world, themes=slugs[:1])
    accepted(world)


def _still_held(number: int) -> Row:
    return {"state": "looked_at", "outcome": None} if number < STILL_HELD else {}


def _first(session: Session, table: type[Model]) -> Row:
    row = session.execute(select(table.__table__).limit(1)).mappings().one()
    return dict(row)


def _fill(session: Session, table: type[Model], rows: Iterable[Row]) -> None:
    left = iter(rows)
    while chunk := list(islice(left, CHUNK)):
        session.execute(insert(table.__table__), chunk)  # type: ignore[arg-type]


def _ref(prefix: str, number: int) -> str:
    """A reference that no other number has, scattered as random ones are."""
    left = (number * 104_729_041 + 12_345_678) % len(REFERENCE_LETTERS) ** 6
    letters = []
    for _ in range(6):
        left, letter = divmod(left, len(REFERENCE_LETTERS))
        letters.append(REFERENCE_LETTERS[letter])
    return f"{prefix}-{''.join(letters)}"
