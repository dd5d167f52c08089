"""Bundles for tests: of ballots that were really held, and a hand that changes something in them."""

import json
import random
from collections.abc import Callable
from pathlib import Path
from typing import Any

from app.domain.ballots import bundle
from app.domain.ballots.paper import BallotMethod
from app.domain.cards import Witness
from app.domain.ledger import canonical
from app.rooms.ballots.bundles import make_bundle
from app.rooms.ballots.card_queries import get_batch, list_roll
from app.rooms.ballots.drawing import NewShift, begin_shift, end_shift
from app.rooms.ballots.kept_back import count_kept_back
from app.vault.machine import MachineKeys, load
from app.verifier.bundle_check import check_bundle
from app.verifier.bundle_file import NoBundle, read_bundle
from app.verifier.ledger_check import Kept
from app.verifier.report import Report
from tests.support.ballots import (
    ballot_of,
    cast,
    close,
    count,
    freeze,
    new_ballot,
    prepared,
    printed,
    publish,
    with_options,
)
from tests.support.board import found_board, moment_of
from tests.support.organisation import World
from tests.support.sign_in import actor_of

Files = dict[str, bytes]


def held(
    world: World, votes: int = 14, *, method: BallotMethod = BallotMethod.MAJORITY, seats: int = 1
) -> str:
    """A ballot that went its whole way, with cards drawn from a bag and counted by two; its reference."""
    found_board(world)
    new = new_ballot(world) if method is BallotMethod.MAJORITY else with_options(world, method, seats=seats)
    ref = prepared(world, new)
    codes = printed(world, ref, votes + 6)
    freeze(world, ref)
    draw(world, ref, codes[: votes + 2], left=codes[votes : votes + 2])
    for place, card in enumerate(codes[:votes]):
        cast(world, ref, card, _typed(method, place))
    close(world, ref)
    count(world, ref)
    publish(world)
    count_rest(world, ref, codes[votes + 2 :])
    assert ballot_of(world, ref).state == "published"
    return ref


def draw(world: World, ref: str, bag: Any, *, left: Any) -> None:
    """A shift: these go into the bag, those are left over."""
    secretary, today = actor_of(world, "secretary"), moment_of(world).on
    shift = NewShift(len(bag), Witness.LIVED_EXPERIENCE_SEAT, Witness.TELLER)
    with world.database.write() as session:
        (batch,) = list_roll(session, ref)
        begin_shift(session, secretary, batch, shift, today=today)
        end_shift(session, secretary, batch, list(left), today=today)


def count_rest(world: World, ref: str, codes: Any) -> None:
    """Two people count what was kept back."""
    with world.database.read() as session:
        (batch,) = list_roll(session, ref)
    for person in ("teller1", "teller2"):
        actor, today = actor_of(world, person), moment_of(world).on
        with world.database.write() as session:
            count_kept_back(session, actor, get_batch(session, batch.ref), list(codes), today=today)


def bundled(world: World, ref: str) -> bytes:
    """The archive as the page gives it."""
    with world.database.read() as session:
        return make_bundle(session, ballot_of(world, ref), load(world.settings.data))


def verified(path: Path) -> tuple[bool, str]:
    """Whether all checks hold (a file that is refused does not), and what was said."""
    said: list[str] = []
    try:
        return check_bundle(path, Report(said.append), Kept()), "\n".join(said)
    except NoBundle as refusal:
        return False, str(refusal)


def changed(files: Files, chance: random.Random, *, among: tuple[str, ...] = bundle.ORDER) -> Files:
    """The same files with one thing changed: a value, a line, a field, an order, a whole file."""
    while True:
        name = chance.choice([one for one in among if one in files])
        data = _other(files, name, chance)
        new = {**files, name: data} if data is not None else {k: v for k, v in files.items() if k != name}
        if new != files:
            return new


def signed_again(files: Files, machine: MachineKeys) -> Files:
    """What whoever holds the key can do: sign the changed files."""
    heads = json.loads(files[bundle.HEADS])
    heads["files"] = bundle.digests(files)
    heads["signature"] = machine.sign(bundle.signed_bytes(heads)).hex()
    return {**files, bundle.HEADS: canonical.encode(heads)}


def files_of(archive: bytes, folder: Path) -> Files:
    """What lies in an archive."""
    path = folder / "whole.zip"
    path.write_bytes(archive)
    return read_bundle(path)


def _typed(method: BallotMethod, place: int) -> dict[str, list[str]]:
    if method is BallotMethod.MAJORITY:
        return {"choice": [("yes", "no", "yes", "abstain")[place % 4]]}
    if method is BallotMethod.APPROVAL:
        return {"approve": [("a", "b", "c", "d")[place % 4], ("b", "a", "d", "a")[place % 4]]}
    if method is BallotMethod.PLURALITY:
        return {"choice": [("a", "b", "a", "c")[place % 4]]}
    first, second = ("a", "b", "c", "b")[place % 4], ("d", "a", "b", "c")[place % 4]
    return {f"rank-{first}": ["1"], f"rank-{second}": ["2"]}


def _other(files: Files, name: str, chance: random.Random) -> bytes | None:
    if chance.random() < 0.03:
        return None
    if chance.random() < 0.1:
        return _flipped(files[name], chance)
    if name.endswith(".json"):
        return canonical.encode(_changed_value(json.loads(files[name]), chance))
    return _changed_lines(files[name], chance, as_json=name.endswith(".jsonl"))


def _flipped(data: bytes, chance: random.Random) -> bytes:
    place = chance.randrange(len(data)) if data else 0
    return data[:place] + bytes([chance.randrange(256)]) + data[place + 1 :]


def _changed_lines(data: bytes, chance: random.Random, *, as_json: bool) -> bytes:
    lines = data.split(b"\n")[:-1]
    at = chance.randrange(len(lines))
    ways: list[Callable[[], list[bytes]]] = [
        lambda: lines[:at] + lines[at + 1 :],
        lambda: [*lines, lines[at]],
        lambda: [*lines[:at], lines[at], *lines[at:]],
        lambda: chance.sample(lines, len(lines)),
        lambda: [*lines[:at], _changed_line(lines[at], chance, as_json=as_json), *lines[at + 1 :]],
        lambda: [*lines[:at], _changed_line(lines[at], chance, as_json=as_json), *lines[at + 1 :]],
    ]
    return bundle.lines(chance.choice(ways)())


def _changed_line(line: bytes, chance: random.Random, *, as_json: bool) -> bytes:
    if as_json:
        return canonical.encode(_changed_value(json.loads(line), chance))
    return _changed_text(line.decode(), chance).encode()


def _changed_value(value: Any, chance: random.Random) -> Any:
    """Another value of the same kind, somewhere inside."""
    if isinstance(value, dict) and value and chance.random() < 0.9:
        key = chance.choice(sorted(value))
        return {**value, key: _changed_value(value[key], chance)}
    if isinstance(value, list) and value and chance.random() < 0.8:
        at = chance.randrange(len(value))
        return [*value[:at], _changed_value(value[at], chance), *value[at + 1 :]]
    return _replaced(value, chance)


def _replaced(value: Any, chance: random.Random) -> Any:
    if isinstance(value, bool):
        return not value
    if isinstance(value, int):
        return value + chance.choice([-1, 1, 7, 2**40])
    if isinstance(value, str):
        return _changed_text(value, chance)
    if isinstance(value, list):
        return chance.choice([[*value, *value[:1]], value[1:], value[::-1]])
    if isinstance(value, dict):
        kept = dict(value)
        if kept and chance.random() < 0.5:
            kept.pop(chance.choice(sorted(kept)))
            return kept
        return {**kept, "more": 1}
    return chance.choice([0, "", [], {}])


def _changed_text(text: str, chance: random.Random) -> str:
    if not text:
        return "x"
    at = chance.randrange(len(text))
    other = chance.choice("0123456789abcdef" if text[at] in "0123456789abcdef" else "abxyz")
    return chance.choice([text[:at] + other + text[at + 1 :], text[:at] + text[at + 1 :], text + "0"])
