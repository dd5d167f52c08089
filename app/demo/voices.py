"""Thirty voices: they arrive, are looked at, get their safe copies, and go to the board or are held back."""

from collections.abc import Iterator
from datetime import datetime
from functools import partial
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.demo.doors import photo_of
from app.demo.stage import Moment, Stage, on, week_of
from app.domain.feedback_kinds import Channel, Kind
from app.domain.holding import HoldGround
from app.domain.weeks import Week
from app.domain.word_use import WordUse
from app.models.feedback import Thread
from app.models.organisation import Place
from app.rooms.feedback.arrival import NewVoice, take_in
from app.rooms.feedback.forms import Act, ReceiptForm
from app.rooms.feedback.participant_acts import do_act
from app.rooms.feedback.safe_copies import accept_silence, find_safe_copy
from app.rooms.feedback.threads import get_thread_by_ref
from app.rooms.stewardship.holds import Decision, HoldRequest, ask_to_hold, decide_hold
from app.rooms.stewardship.reading import open_feedback
from app.rooms.stewardship.screening import Act as ScreeningAct
from app.rooms.stewardship.screening import Screening, look_at, pass_to_board, screen
from app.rooms.stewardship.themes import add_theme, find_theme
from app.vault.receipts import derive_receipt, new_code

WORD_USE = {
    "quote_ok": WordUse.QUOTE,
    "board_paraphrase": WordUse.PARAPHRASE,
    "count_only": WordUse.COUNT,
}
TO_THE_BOARD = {"with_board", "change_planned", "change_made"}
HELD_BACK = "restricted"
ASKS_BOARD = {"F-002", "F-017", "F-021"}
LOOKED_AT_ONCE = {"F-021"}  # the board met that week

# What the steward writes for the board where the person did not want to be quoted.
PARAPHRASES = {
    "F-004": "Someone praises how a member of the van team used the right name and pronouns at once.",
    "F-009": "People are bothered at the door. An hour for women and trans people is asked for.",
    "F-015": "Someone missed the wound care nurse twice and asks that her hours are posted.",
    "F-020": "The Tuesday group carried someone through a hard month.",
    "F-024": "People were robbed in the side alley after leaving at night. The lights there are broken.",
}
Entry = dict[str, Any]  # Any: one entry of the data file


def moments_of_voices(data: Entry) -> Iterator[Moment]:
    """Every step of every voice up to the board."""
    order = 0
    for entry in data["feedback"]:
        for at, act in _steps(entry):
            order += 1
            yield Moment(at, order, partial(_play, act, entry))


def _steps(entry: Entry) -> list[tuple[datetime, Any]]:  # Any: one of ours
    arrived = Week.parse(entry["received_week"])
    is_quick = entry.get("response", {}).get("published_week") == str(arrived)
    is_quick = is_quick or entry["id"] in LOOKED_AT_ONCE
    looked = str(arrived if is_quick else arrived.next)
    steps: list[tuple[datetime, Any]] = [(on(str(arrived), 1), _arrive), (on(looked, 2), _look)]
    if entry["status"] == HELD_BACK:
        return [*steps, (on(looked, 3), _ask_to_hold), (on(looked, 4), _hold)]
    steps.append((on(looked, 3), _agree))
    if entry["status"] in TO_THE_BOARD:
        steps.append((on(looked, 4), _pass_on))
    return steps


def silence_until(data: Entry, last: Week) -> Iterator[Moment]:
    """Each Monday, two weeks of silence become agreement."""
    week = min(Week.parse(entry["received_week"]) for entry in data["feedback"])
    while week <= last:
        yield Moment(on(str(week), 0, hour=6), 0, _take_silence)
        week = week.next


def _play(act: Any, entry: Entry, stage: Stage, session: Session, now: datetime) -> None:  # Any: one of ours
    act(stage, session, entry, week_of(now))


def _arrive(stage: Stage, session: Session, entry: Entry, week: Week) -> None:
    code = new_code()
    voice = NewVoice(
        message=entry["text"],
        language=entry["lang"],
        kind=Kind(entry["kind"]),
        place_id=session.scalar(select(Place.id).where(Place.slug == entry["site"])),
        word_use=WORD_USE[entry["use_permission"]],
        shows_words=True,
        asks_board=entry["id"] in ASKS_BOARD,
        channel=Channel(entry["channel"]),
        photo=photo_of(entry["id"]),
    )
    receipt = derive_receipt(code, stage.machine.pepper, cost=stage.costs[0])
    thread = take_in(session, voice, receipt=receipt, form=None, week=week)
    if thread is None:
        raise LookupError(entry["id"])
    stage.codes[entry["id"]] = code
    stage.refs[entry["id"]] = thread.ref


def _look(stage: Stage, session: Session, entry: Entry, week: Week) -> None:
    steward, thread = stage.actor("steward"), thread_of(stage, session, entry["id"])
    open_feedback(session, steward, thread=thread, week=week)
    look_at(session, steward, thread=thread, version=thread.version, week=week)
    text = safe_text(entry)
    screening = Screening(
        act=ScreeningAct.SHOW if text else ScreeningAct.THEMES,
        version=thread.version,
        themes=tuple(_theme(stage, session, slug, week) for slug in entry["themes"]),
        copy=text,
    )
    screen(session, steward, thread=thread, screening=screening, week=week)


def _agree(stage: Stage, session: Session, entry: Entry, week: Week) -> None:
    # Who wanted to be quoted says so; the others stay silent for two weeks.
    thread = thread_of(stage, session, entry["id"])
    if thread.word_use == WordUse.QUOTE.value and find_safe_copy(session, thread):
        do_act(session, thread, form=_that_is_right(stage, entry), week=week)


def _pass_on(stage: Stage, session: Session, entry: Entry, week: Week) -> None:
    thread = thread_of(stage, session, entry["id"])
    if thread.word_use == WordUse.PARAPHRASE.value:
        do_act(session, thread, form=_that_is_right(stage, entry), week=week)
    pass_to_board(session, stage.actor("steward"), thread=thread, version=thread.version, week=week)


def _ask_to_hold(stage: Stage, session: Session, entry: Entry, week: Week) -> None:
    thread = thread_of(stage, session, entry["id"])
    reason = "It points to one person at one door; their supervisor hears it without these words."
    request = HoldRequest(HoldGround.POINTS_TO_ONE_PERSON.value, reason, thread.version)
    ask_to_hold(session, stage.actor("steward"), thread=thread, request=request, week=week)


def _hold(stage: Stage, session: Session, entry: Entry, week: Week) -> None:
    thread, reader = thread_of(stage, session, entry["id"]), stage.actor("outside")
    open_feedback(session, reader, thread=thread, week=week)
    decide_hold(session, reader, thread=thread, decision=Decision.CONFIRM, week=week)


def _take_silence(stage: Stage, session: Session, now: datetime) -> None:
    accept_silence(session, week=week_of(now))


def thread_of(stage: Stage, session: Session, name: str) -> Thread:
    """The thread of one of the story's voices."""
    return get_thread_by_ref(session, stage.refs[name])


def safe_text(entry: Entry) -> str:
    """The safe copy: the words with their English sense, a paraphrase, or nothing for a number."""
    if entry["use_permission"] == "count_only":
        return ""
    text = PARAPHRASES.get(entry["id"]) or str(entry["text"])
    gloss = entry.get("english_gloss")
    return f"{text}\n\n({gloss})" if gloss and entry["id"] not in PARAPHRASES else text


def _theme(stage: Stage, session: Session, slug: str, week: Week) -> str:
    name = theme_name(slug)
    theme = find_theme(session, name)
    if theme is None:
        outside = slug in {"transport"}
        theme = add_theme(session, stage.actor("steward"), name=name, is_outside_control=outside, week=week)
    return theme.slug


def _that_is_right(stage: Stage, entry: Entry) -> ReceiptForm:
    return ReceiptForm(code=stage.codes[entry["id"]], action=Act.APPROVE, choice="right")


def theme_name(slug: str) -> str:
    """The name of one of the story's themes."""
    return slug.replace("-", " ").replace("bars and bans", "bars").capitalize()
