"""What a ballot must have before it may be frozen, and what everybody is warned of."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from app.domain.ballots.paper import MOST_OPTIONS, BallotKind, BallotMethod, Chamber, Paper, TieWay
from app.domain.ballots.results import LEAST_OPENED
from app.domain.errors import InvalidInput
from app.domain.mandate import MandateLine, check_power

LEAST_TELLERS = 2
FEW_CARDS = 2 * LEAST_OPENED
LONGEST = timedelta(days=366)


@dataclass(frozen=True)
class Warned:
    """Something to know before a ballot opens: ``key`` picks the words, ``number`` fills them."""

    key: str
    number: int = 0


def check_paper(paper: Paper, *, mandate: tuple[MandateLine, ...]) -> None:
    """Raise ``InvalidInput`` with the field for the first thing that cannot be put to a vote."""
    if not any(words.strip() for words in paper.question.values()):
        raise InvalidInput("field.required", field="question")
    check_power(paper.power, paper.matter, mandate, sum_needed=paper.sum_needed)
    _check_chambers(paper)
    _check_options(paper)
    _check_times(paper)
    if paper.method is BallotMethod.MAJORITY and paper.tie is not TieWay.STATUS_QUO:
        raise InvalidInput("ballot_tie_is_no", field="tie")


def check_tellers(count: int) -> None:
    """At least two, so that nobody can lose or hold up the count alone."""
    if count < LEAST_TELLERS:
        raise InvalidInput("ballot_needs_tellers", field="tellers", least=LEAST_TELLERS)


def check_still_to_come(paper: Paper, now: datetime) -> None:
    """A ballot that would be over when it opens is refused."""
    if paper.closes_at <= now:
        raise InvalidInput("ballot_closes_in_the_past", field="closes_at")


def warnings(paper: Paper, *, cards_out: int, entitled: int) -> Iterator[Warned]:
    """``cards_out``: cards on the roll; ``entitled``: board seats that may vote."""
    if Chamber.PARTICIPANTS in paper.chambers and cards_out < LEAST_OPENED:
        yield Warned("too_few_cards", cards_out)
    elif Chamber.PARTICIPANTS in paper.chambers and cards_out < FEW_CARDS:
        yield Warned("few_cards", cards_out)
    if Chamber.BOARD in paper.chambers and entitled < LEAST_OPENED:
        yield Warned("small_board", entitled)
    yield Warned("unanimous")
    if paper.is_checkable:
        yield Warned("checkable")


def promises(paper: Paper) -> tuple[str, ...]:
    """What a page says of secrecy before somebody votes: keys, made from what the paper does."""
    small = Chamber.BOARD in paper.chambers and paper.board is not None and paper.board.filled < LEAST_OPENED
    cards = sum(one.printed for one in paper.cards if one.chamber is Chamber.PARTICIPANTS)
    few = small or (Chamber.PARTICIPANTS in paper.chambers and cards < FEW_CARDS)
    return (
        "one_envelope",
        "sealed_until_close",
        "link_destroyed",
        "last_counts",
        "checkable" if paper.is_checkable else "receipt_proves_nothing",
        *(("few_votes",) if few else ()),
        "unanimous",
    )


def _check_chambers(paper: Paper) -> None:
    if not paper.chambers or len(set(paper.chambers)) != len(paper.chambers):
        raise InvalidInput("field.required", field="chambers")
    if len(paper.chambers) > 1 and paper.method is not BallotMethod.MAJORITY:
        raise InvalidInput("ballot_both_chambers_majority", field="method")
    if paper.is_checkable and paper.chambers != (Chamber.BOARD,):
        raise InvalidInput("ballot_checkable_board_only", field="checkable")
    if paper.kind is BallotKind.ELECTION and paper.method is BallotMethod.MAJORITY:
        raise InvalidInput("ballot_election_method", field="method")


def _check_options(paper: Paper) -> None:
    if paper.method is BallotMethod.MAJORITY:
        return
    names = [one.name.strip().casefold() for one in paper.options]
    if len([name for name in names if name]) < 2:
        raise InvalidInput("ballot_needs_options", field="options")
    if len(names) > MOST_OPTIONS:
        raise InvalidInput("ballot_too_many_options", field="options", most=MOST_OPTIONS)
    if len(set(names)) != len(names) or "abstain" in names:
        raise InvalidInput("ballot_option_twice", field="options")
    one_seat = paper.method in (BallotMethod.PLURALITY, BallotMethod.RANK_ONE)
    if paper.seats < 1 or (one_seat and paper.seats != 1) or paper.seats >= len(names):
        raise InvalidInput("ballot_seats", field="seats", most=max(1, len(names) - 1))


def _check_times(paper: Paper) -> None:
    if paper.closes_at <= paper.opens_at:
        raise InvalidInput("ballot_closes_before_it_opens", field="closes_at")
    if paper.closes_at - paper.opens_at > LONGEST:
        raise InvalidInput("ballot_too_long", field="closes_at")
