"""The ballot paper as a plain document, ``ballot/1``, and back."""

from collections.abc import Mapping
from dataclasses import asdict
from datetime import UTC, datetime

from app.domain.ballots.paper import (
    BallotKind,
    BallotMethod,
    BoardAtOpening,
    CardsOfBatch,
    Chamber,
    Option,
    Paper,
    TieWay,
)
from app.domain.errors import InvalidInput
from app.domain.mandate import Matter, Power
from app.domain.rulebook_document import (
    Plain,
    exactly,
    integer,
    majority_from_json,
    majority_to_json,
    one_of,
    quorum_from_json,
    quorum_to_json,
    yes_or_no,
)

FORMAT = "ballot/1"
_NAMES = {
    "sayso", "ref", "kind", "question", "about", "options", "method", "seats", "chambers", "power", "matter",
    "sum_needed", "tie", "checkable", "opens_at", "closes_at", "rulebook", "rule", "board", "motion",
    "proposal", "run_off_of", "key", "cards", "tellers",
}  # fmt: skip


def paper_to_json(paper: Paper) -> dict[str, Plain]:
    """Integers, strings, lists and mappings only; the same paper gives the same document."""
    return {
        "sayso": FORMAT,
        "ref": paper.ref,
        "kind": paper.kind.value,
        "question": dict(paper.question),
        "about": dict(paper.about),
        "options": [_option_to_json(one) for one in paper.options],
        "method": paper.method.value,
        "seats": paper.seats,
        "chambers": [one.value for one in paper.chambers],
        "power": paper.power.value,
        "matter": paper.matter.value,
        "sum_needed": paper.sum_needed,
        "tie": paper.tie.value,
        "checkable": paper.is_checkable,
        "opens_at": _instant(paper.opens_at),
        "closes_at": _instant(paper.closes_at),
        "rulebook": paper.rulebook,
        "rule": majority_to_json(paper.rule),
        "board": _board_to_json(paper.board) if paper.board else None,
        "motion": paper.motion,
        "proposal": paper.proposal,
        "run_off_of": paper.run_off_of,
        "key": paper.key,
        "cards": [dict(asdict(one)) | {"chamber": one.chamber.value} for one in paper.cards],
        "tellers": list(paper.tellers),
    }


def paper_from_json(document: object) -> Paper:
    """Read what ``paper_to_json`` wrote; ``InvalidInput`` names what it cannot use."""
    read = exactly(document, _NAMES, at="paper")
    if read["sayso"] != FORMAT:
        raise InvalidInput("rule_not_of_its_type", field="sayso")
    return Paper(
        ref=_text(read["ref"], at="ref"),
        kind=one_of(BallotKind, read["kind"], at="kind"),
        question=_words(read["question"], at="question"),
        about=_words(read["about"], at="about"),
        options=tuple(_option_from_json(one) for one in _list(read["options"], at="options")),
        method=one_of(BallotMethod, read["method"], at="method"),
        seats=integer(read["seats"], at="seats"),
        chambers=tuple(one_of(Chamber, one, at="chambers") for one in _list(read["chambers"], at="chambers")),
        power=one_of(Power, read["power"], at="power"),
        matter=one_of(Matter, read["matter"], at="matter"),
        sum_needed=integer(read["sum_needed"], at="sum_needed"),
        tie=one_of(TieWay, read["tie"], at="tie"),
        is_checkable=yes_or_no(read["checkable"], at="checkable"),
        opens_at=one_of(datetime.fromisoformat, read["opens_at"], at="opens_at"),
        closes_at=one_of(datetime.fromisoformat, read["closes_at"], at="closes_at"),
        rulebook=integer(read["rulebook"], at="rulebook"),
        rule=majority_from_json(read["rule"], at="rule"),
        board=_board_from_json(read["board"]) if read["board"] is not None else None,
        motion=_maybe(read["motion"], at="motion"),
        proposal=_maybe(read["proposal"], at="proposal"),
        run_off_of=_maybe(read["run_off_of"], at="run_off_of"),
        key=_text(read["key"], at="key"),
        cards=tuple(_cards_from_json(one) for one in _list(read["cards"], at="cards")),
        tellers=tuple(_text(one, at="tellers") for one in _list(read["tellers"], at="tellers")),
    )


def _instant(value: datetime) -> str:
    return value.astimezone(UTC).isoformat(timespec="seconds")


def _option_to_json(option: Option) -> dict[str, Plain]:
    return {
        "key": option.key,
        "name": option.name,
        "title": dict(option.title),
        "meaning": dict(option.meaning),
    }


def _option_from_json(value: object) -> Option:
    read = exactly(value, {"key", "name", "title", "meaning"}, at="options")
    return Option(
        _text(read["key"], at="options.key"),
        _text(read["name"], at="options.name"),
        _words(read["title"], at="options.title"),
        _words(read["meaning"], at="options.meaning"),
    )


def _board_to_json(board: BoardAtOpening) -> dict[str, Plain]:
    return {
        "filled": board.filled,
        "lived_filled": board.lived_filled,
        "quorum": quorum_to_json(board.quorum),
        "composition_met": board.composition_met,
    }


def _board_from_json(value: object) -> BoardAtOpening:
    read = exactly(value, {"filled", "lived_filled", "quorum", "composition_met"}, at="board")
    return BoardAtOpening(
        integer(read["filled"], at="board.filled"),
        integer(read["lived_filled"], at="board.lived_filled"),
        quorum_from_json(read["quorum"], at="board.quorum"),
        yes_or_no(read["composition_met"], at="board.composition_met"),
    )


def _cards_from_json(value: object) -> CardsOfBatch:
    read = exactly(value, {"ref", "chamber", "printed", "root"}, at="cards")
    return CardsOfBatch(
        _text(read["ref"], at="cards.ref"),
        one_of(Chamber, read["chamber"], at="cards.chamber"),
        integer(read["printed"], at="cards.printed"),
        _text(read["root"], at="cards.root"),
    )


def _text(value: object, *, at: str) -> str:
    if not isinstance(value, str):
        raise InvalidInput("rule_not_of_its_type", field=at)
    return value


def _maybe(value: object, *, at: str) -> str | None:
    return None if value is None else _text(value, at=at)


def _list(value: object, *, at: str) -> list[object]:
    if not isinstance(value, list):
        raise InvalidInput("rule_not_of_its_type", field=at)
    return value


def _words(value: object, *, at: str) -> Mapping[str, str]:
    if not isinstance(value, dict):
        raise InvalidInput("rule_not_of_its_type", field=at)
    return {_text(code, at=at): _text(words, at=at) for code, words in value.items()}
