"""``sayso count``: count a file of ballots, on any machine, by the same rules as the official count."""

import json
import sys
from argparse import ArgumentParser, ArgumentTypeError, Namespace
from collections.abc import Iterator
from pathlib import Path

from app.domain.counting.formats.broken import BrokenFile
from app.domain.counting.formats.reading import read_ballots
from app.domain.counting.methods import METHODS, ONE_SEAT_ONLY, count
from app.domain.counting.result import Result, as_json, exact_decimal

HELP = "Count ballots from a BLT, ABIF or openings.jsonl file; ties are reported, never broken."

DONE, REFUSED, WRONG_USE = 0, 1, 2


def add_arguments(parser: ArgumentParser) -> None:
    """The arguments of ``sayso count``."""
    parser.add_argument("file", metavar="FILE", type=Path, help="BLT, ABIF or openings.jsonl")
    parser.add_argument("--method", required=True, choices=METHODS, metavar="M", help=", ".join(METHODS))
    parser.add_argument(
        "--seats", type=_seats, metavar="N", help="places to fill (default: what the file says)"
    )
    parser.add_argument("--json", action="store_true", help="print the whole result as JSON")


def run(args: Namespace) -> int:
    """0 counted (a tie is a result), 1 a broken file, 2 wrong use."""
    if args.method in ONE_SEAT_ONLY and (args.seats or 1) != 1:
        return _complain(f"{args.method} fills one seat", WRONG_USE)
    try:
        with args.file.open("rb") as file:
            result = count(read_ballots(file), args.method, seats=args.seats)
    except BrokenFile as broken:
        return _complain(_broken(args.file, broken), REFUSED)
    except OSError as error:
        return _complain(f"{args.file}: {error.strerror}", WRONG_USE)
    if args.json:
        sys.stdout.write(json.dumps(as_json(result), ensure_ascii=False, indent=1) + "\n")
    else:
        sys.stdout.write("\n".join(_table(result)) + "\n")
    return DONE


def _seats(text: str) -> int:
    if not text.isdecimal() or int(text) < 1:
        raise ArgumentTypeError("seats must be a whole number of one or more")
    return int(text)


def _complain(words: str, status: int) -> int:
    sys.stderr.write(f"sayso count: {words}\n")
    return status


def _broken(file: Path, broken: BrokenFile) -> str:
    from app.rooms.ballots.explanations import FILE_WORDS

    place = f"{file}, line {broken.line}" if broken.line else str(file)
    return f"{place}: {FILE_WORDS[broken.reason]}"


def _table(result: Result) -> Iterator[str]:
    """Sentences first, then the figures of every round side by side."""
    from app.rooms.ballots.explanations import METHOD_NAMES, explain_in_words

    yield METHOD_NAMES[result.method]
    yield ""
    yield from (explain_in_words(one) for one in result.sentences)
    if len(result.rounds) > 1:
        yield ""
        yield from _lay_out(_rows(result))


def _rows(result: Result) -> list[list[str]]:
    rows = [["Round", *(str(number) for number in range(1, len(result.rounds) + 1))]]
    for place, name in enumerate(result.options):
        if place in result.rounds[0].tally:
            cells = [one.tally.get(place) for one in result.rounds]
            rows.append([name, *("-" if votes is None else exact_decimal(votes) for votes in cells)])
    rows.append(["No further choice", *(exact_decimal(one.exhausted) for one in result.rounds)])
    return rows


def _lay_out(rows: list[list[str]]) -> Iterator[str]:
    widths = [max(len(row[column]) for row in rows) for column in range(len(rows[0]))]
    for name, *cells in rows:
        figures = (cell.rjust(width) for cell, width in zip(cells, widths[1:], strict=True))
        yield "  ".join([name.ljust(widths[0]), *figures])
