"""Somebody takes the machine while a vote runs, or after it was counted: what the files give away."""

import itertools
import os
import random
import statistics
import time
from collections.abc import Iterator, Sequence

import pytest
from nacl.bindings import crypto_scalarmult_base
from sqlalchemy import LargeBinary, func, inspect, select, text

from app.domain.ballots.paper import BallotMethod
from app.models import Model
from app.models.ballots import Ballot, BallotKey, Envelope, Opening
from app.rooms.ballots.preparing import NewOption
from app.vault.ballots import open_vote
from app.vault.boxes import CannotOpen
from app.vault.cards import CardCode, nullifier
from tests.support.ballots import (
    OpenBallot,
    ballot_of,
    cast,
    choose,
    close,
    count,
    new_ballot,
    opened,
    publish,
)
from tests.support.organisation import World
from tests.support.raid import content_of, files_of_database, raid, written_at

FOOD = ("Soup", "Bread", "Fruit", "Tea", "Rice", "Beans")
RANKINGS = list(itertools.permutations("abcdef", 3))
VOTES = 24


def candidates(world: World) -> Iterator[bytes]:
    """Every 32 bytes in a row of every stored value but the envelopes, and of the machine's own files."""
    for table in Model.metadata.sorted_tables:
        columns = [column for column in table.columns if isinstance(column.type, LargeBinary)]
        if table.name == "envelope" or not columns:
            continue
        with world.database.read() as session:
            values = [value for row in session.execute(select(*columns)) for value in row if value]
        for value in values:
            yield from _windows(value)
    for file in (world.settings.data / "keys").iterdir():
        yield from _windows(file.read_bytes())
        yield from (bytes.fromhex(word) for word in file.read_text().split('"') if len(word) == 64)


def _windows(value: bytes) -> Iterator[bytes]:
    return (value[start : start + 32] for start in range(len(value) - 31))


def test_nothing_on_a_machine_that_is_off_opens_an_envelope(world: World):
    ballot = opened(world)
    choose(world, ballot, *["yes"] * 6, *["no"] * 6)
    row = ballot_of(world, ballot.ref)
    with world.database.read() as session:
        sealed = session.scalars(select(Envelope.sealed)).first()
        teller_copy = session.scalars(select(BallotKey.sealed_private_key)).first()
    assert sealed and teller_copy
    tried = set(candidates(world))
    assert len(tried) > 1000
    assert not [key for key in tried if crypto_scalarmult_base(key) == row.public_key]
    for key in random.sample(sorted(tried), 200):
        with pytest.raises(CannotOpen):
            open_vote(key, sealed)


def test_no_file_holds_a_choice_or_a_card_while_a_vote_runs(world: World):
    words = [b'{"choice":"yes"}', b'{"choice":"no"}', b'{"choice"']
    ballot = opened(world)
    choose(world, ballot, *["yes"] * 6, *["no"] * 6)
    cards = [card.secret for card in ballot.cards] + [card.code for card in ballot.cards]
    assert raid(world.settings, [*words, *cards]) == []


@pytest.mark.long
def test_no_32_bytes_of_any_file_that_was_written_meanwhile_are_the_key_of_the_vote(world: World):
    begun = time.time() - 1
    ballot = opened(world)
    choose(world, ballot, *["yes"] * 12)
    public = ballot_of(world, ballot.ref).public_key
    written = [path for path in files_of_database(world.settings) if written_at(path) >= begun]
    assert written
    for path in written:
        content = content_of(path).replace(bytes(4096), b"")
        assert not any(crypto_scalarmult_base(key) == public for key in set(_windows(content)))


def test_after_the_scrub_no_file_holds_an_envelope_a_key_or_a_card(world: World):
    ballot = opened(world)
    choose(world, ballot, *["yes"] * 12)
    with world.database.read() as session:
        gone = [sealed[:40] for sealed in session.scalars(select(Envelope.sealed))]
        gone += [sealed[:40] for sealed in session.scalars(select(BallotKey.sealed_private_key))]
    # Without the control a search that finds nothing would prove nothing.
    assert [path for path in files_of_database(world.settings) if gone[0] in content_of(path)]
    close(world, ballot.ref)
    count(world, ballot.ref)
    assert publish(world) == [ballot.ref]
    gone += [card.secret for card in ballot.cards]
    for path in files_of_database(world.settings):
        content = content_of(path)
        assert not [needle for needle in gone if needle in content], path


def ranked(world: World) -> OpenBallot:
    """A ballot in which every card says something that no other says, so that each vote could be told."""
    options = [NewOption({"en": name}) for name in FOOD]
    new = new_ballot(world, method=BallotMethod.RANK_ONE, options=options)
    return opened(world, new, cards=VOTES)


def vote_each_differently(world: World, ballot: OpenBallot) -> list[tuple[CardCode, bytes]]:
    """Cards in the order in which they voted, each with its vote as it will be opened."""
    said = random.sample(RANKINGS, VOTES)
    voters = random.sample(list(ballot.cards), VOTES)
    for card, ranks in zip(voters, said, strict=True):
        marks = {f"rank-{key}": [str(place)] for place, key in enumerate(ranks, start=1)}
        cast(world, ballot.ref, card, marks)
    names = dict(zip("abcdef", FOOD, strict=True))
    return [
        (card, ('{"rank":["' + '","'.join(names[key] for key in ranks) + '"]}\n').encode())
        for card, ranks in zip(voters, said, strict=True)
    ]


def orders_of_openings(world: World, row: Ballot) -> dict[str, list[bytes]]:
    """Opened votes in each order that the database or its files know."""
    with world.database.read() as session:
        mine = select(Opening.vote).where(Opening.ballot_id == row.id)
        orders = {"key": list(session.scalars(mine.order_by(Opening.id)))}
        hidden = ["rowid"] if world.database.is_sqlite else ["ctid", "xmin::text::bigint, ctid"]
        for column in hidden:
            found = f"SELECT vote FROM opening WHERE ballot_id = {row.id} ORDER BY {column}"  # noqa: S608
            orders[column] = [bytes(vote) for vote in session.scalars(text(found))]
    votes = orders["key"]
    for path in files_of_database(world.settings):
        content = content_of(path)
        if all(vote in content for vote in votes):
            orders[f"file {path.name}"] = sorted(votes, key=content.index)
    return orders


def agreement(expected: Sequence[bytes], found: Sequence[bytes]) -> float:
    """Spearman's correlation of two orders: 1 the same, -1 turned round, about 0 by chance."""
    places = {vote: place for place, vote in enumerate(found)}
    return statistics.correlation(range(len(expected)), [places[vote] for vote in expected])


def require_no_better_than_chance(world: World, *, runs: int) -> None:
    """Guess by every order that a thief could know beside every order that is left, in this many votes."""
    seen: dict[tuple[str, str], list[float]] = {}
    for _ in range(runs):
        ballot = ranked(world)
        voted = vote_each_differently(world, ballot)
        with world.database.read() as session:
            assert session.scalar(select(func.count()).select_from(Envelope)) == VOTES
        close(world, ballot.ref)
        count(world, ballot.ref)
        assert publish(world) == [ballot.ref]
        known = orders_of_cards(ballot, voted)
        for (name, expected), (place, found) in itertools.product(
            known.items(), orders_of_openings(world, ballot_of(world, ballot.ref)).items()
        ):
            seen.setdefault((name, place.split(" ")[0]), []).append(agreement(expected, found))
    assert {place for _, place in seen} >= {"key", "file"}
    for pair, values in seen.items():
        # The correlation of chance has variance 1/(n - 1). Five of its deviations: once in two million runs.
        assert abs(statistics.fmean(values)) < 5 / ((VOTES - 1) * len(values)) ** 0.5, pair


def orders_of_cards(ballot: OpenBallot, voted: Sequence[tuple[CardCode, bytes]]) -> dict[str, list[bytes]]:
    """The votes in the orders that somebody could know of the cards."""
    printed = {card.code: place for place, card in enumerate(ballot.cards)}
    return {
        "cast": [vote for _, vote in voted],
        "printed": [vote for card, vote in sorted(voted, key=lambda one: printed[one[0].code])],
        "nullifier": [v for _, v in sorted(voted, key=lambda one: nullifier(one[0].secret, ballot.ref))],
        "hash": [vote for _, vote in sorted(voted, key=lambda one: one[0].lookup)],
    }


def test_no_order_that_is_left_tells_whose_vote_is_whose(world: World):
    require_no_better_than_chance(world, runs=2)


@pytest.mark.long
def test_no_order_tells_whose_vote_is_whose_in_thirty_runs(world: World):
    require_no_better_than_chance(world, runs=30)


def test_the_guess_by_order_would_have_found_votes_that_were_stored_as_they_came():
    votes = [os.urandom(8) for _ in range(VOTES)]
    assert agreement(votes, votes) == 1
    assert agreement(votes, votes[::-1]) == -1


def test_an_envelope_table_has_no_column_that_says_when(world: World):
    columns = {column["name"] for column in inspect(world.database.engine).get_columns("envelope")}
    assert columns == {"nullifier", "ballot_id", "chamber", "sealed"}
