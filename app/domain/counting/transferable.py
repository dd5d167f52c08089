"""Counting in rounds: instant runoff, and single transferable vote as in Scotland.

Source: The Scottish Local Government Elections Order 2007 (SSI 2007/42), Schedule 1, rules 45 to 52
(unchanged in SSI 2011/399): quota 46, election 47, surpluses 48 and 49, exclusion 50 and 51, last
vacancies 52. Values are whole units of 1/100,000. Where the Order draws lots (49(3), 51(2)(b)) nothing is
drawn: every choice is followed to its end; if all ends agree, the tie changed nothing and the count goes
on, and otherwise it stops and says who is level.

The same with exact fractions and without the look back at earlier stages stands beside it, to show what
rounding does.
Instant runoff is the same without quota and surpluses, for one seat: more than half of the votes still in
play wins, and level options are not told apart by earlier rounds.
"""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from fractions import Fraction

from app.domain.counting.piles import Piles, Units
from app.domain.counting.profile import Profile
from app.domain.counting.result import Move, Result, Round, Tie, Transfer

SCOTTISH_UNIT = 100_000
# Work (in papers) that may go into following ties; past it a tie is reported as deciding.
MOST_WORK = 40_000_000


def count_irv(profile: Profile, seats: int) -> Result:
    """Instant runoff for one seat."""
    return _count("irv", profile, Piles(profile, 1), seats=seats)


def count_scottish_stv(profile: Profile, seats: int) -> Result:
    """Weighted inclusive Gregory transfers, five decimals, remainders ignored."""
    return _count("scottish-stv", profile, Piles(profile, SCOTTISH_UNIT), seats=seats)


def count_exact_stv(profile: Profile, seats: int) -> Result:
    """The Scottish rules with exact fractions as transfer values, and ties left to nobody's earlier votes."""
    return _count("stv-exact", profile, Piles(profile, 1, exact=True), seats=seats)


def _count(method: str, profile: Profile, piles: Piles, *, seats: int) -> Result:
    valid = piles.deal()
    quota = None if method == "irv" else valid // (seats + 1) + 1
    count = Count(piles, seats, valid, quota)
    ended = count.run() if valid else count
    return Result(
        method=method,
        options=profile.options,
        seats=seats,
        ballots=profile.ballots,
        valid=valid,
        quota=quota,
        elected=tuple(ended.elected),
        tied=ended.tied,
        order=None,
        rounds=tuple(ended.rounds),
    )


@dataclass
class Count:
    """One count under way. ``quota`` is None for instant runoff."""

    piles: Piles
    seats: int
    valid: int
    quota: int | None
    continuing: list[int] = field(default_factory=list)
    elected: list[int] = field(default_factory=list)
    pending: list[int] = field(default_factory=list)
    tied: tuple[int, ...] = ()
    rounds: list[Round] = field(default_factory=list)
    stages: list[dict[int, Units]] = field(default_factory=list)
    nested: bool = False

    def __post_init__(self) -> None:
        self.continuing = self.continuing or list(self.piles.votes)

    def run(self) -> "Count":
        """Count to the end. Returns the count that ended: itself, or the one that followed a tie."""
        while not self._is_over():
            self._open_round()
            if self._is_over():
                break
            move = Move.SURPLUS if self.pending else Move.EXCLUSION
            level = self._level_for(move)
            tie = None
            if len(level) > 1:
                level, tie = self._by_earlier_stage(move, level)
            if len(level) > 1 and not self._all_without_votes(level):
                return self._follow(move, level)
            self._take(move, level[0], tie)
        return self

    def _open_round(self) -> None:
        """Put down the tally and elect on it (rules 47 and 52)."""
        votes = self.piles.votes
        self.stages.append(dict(votes))
        reached = sorted(
            (place for place in self.continuing if self._has_won(place)), key=lambda place: -votes[place]
        )
        self._elect(reached)
        self.pending.extend(place for place in reached if self._surplus(place) > 0)
        tally = {place: self._number(units) for place, units in votes.items()}
        won = reached + self._fill_last_vacancies()
        spent = self.valid - sum(tally.values(), Fraction(0))
        self.rounds.append(Round(tally, elected=tuple(won), exhausted=spent))

    def _fill_last_vacancies(self) -> list[int]:
        """No more continuing options than vacancies: all are elected and no paper moves any more (52)."""
        if self._stopped_by_reopening() or len(self.continuing) > self.seats - len(self.elected):
            return []
        last = sorted(self.continuing, key=lambda place: -self.piles.votes[place])
        self._elect(last)
        return last

    def _elect(self, places: list[int]) -> None:
        self.elected.extend(places)
        self.continuing = [place for place in self.continuing if place not in places]

    def _has_won(self, place: int) -> bool:
        votes = self.piles.votes
        if self.quota is None:
            return votes[place] * 2 > sum(votes.values())
        return votes[place] >= self.quota * self.piles.unit

    def _surplus(self, place: int) -> Units:
        return 0 if self.quota is None else self.piles.votes[place] - self.quota * self.piles.unit

    def _stopped_by_reopening(self) -> bool:
        return self.piles.profile.reopen in self.elected

    def _is_over(self) -> bool:
        return len(self.elected) >= self.seats or not self.continuing or self._stopped_by_reopening()

    def _number(self, units: Units) -> Fraction:
        return Fraction(units) / self.piles.unit

    def _level_for(self, move: Move) -> list[int]:
        """Largest surplus (49(1)), or fewest votes (50(1))."""
        votes = self.piles.votes
        among = self.pending if move is Move.SURPLUS else self.continuing
        best = (max if move is Move.SURPLUS else min)(votes[place] for place in among)
        return [place for place in among if votes[place] == best]

    def _by_earlier_stage(self, move: Move, level: list[int]) -> tuple[list[int], Tie | None]:
        """The most recent stage at which they were unequal decides (49(2), 51(2)(a)); Scottish only."""
        if self.quota is None or self.piles.exact:
            return level, None
        pick: Callable[..., Units] = max if move is Move.SURPLUS else min
        left = level
        self.piles.work += len(level) * len(self.stages)
        for stage in range(len(self.stages) - 1, 0, -1):
            tally = self.stages[stage - 1]
            best = pick(tally[place] for place in left)
            left = [place for place in left if tally[place] == best]
            if len(left) == 1:
                return left, Tie(move, tuple(level), stage=stage)
        return left, None

    def _all_without_votes(self, level: list[int]) -> bool:
        """Options without one vote hand on nothing, so their order is nothing, if all of them can go."""
        votes = self.piles.votes
        vacancies = self.seats - len(self.elected)
        return not any(votes[place] for place in level) and len(self.continuing) - len(level) >= vacancies

    def _take(self, move: Move, place: int, tie: Tie | None) -> None:
        """Transfer a surplus or exclude an option, and note it in the round that decided it."""
        if move is Move.EXCLUSION:
            self.continuing.remove(place)
            last = self._fill_last_vacancies()
            elected = (*self.rounds[-1].elected, *last)
            self.rounds[-1] = replace(self.rounds[-1], elected=elected, excluded=(place,), tie=tie)
            if last:
                return
        else:
            self.pending.remove(place)
        self.rounds[-1] = replace(self.rounds[-1], transfer=self._transfer(move, place), tie=tie)

    def _transfer(self, move: Move, place: int) -> Transfer:
        surplus = self._surplus(place) if move is Move.SURPLUS else None
        for gone in [*self.elected, place]:
            if gone not in self.piles.gone:
                self.piles.retire(gone)
        leaving = self.piles.votes[place] if surplus is None else surplus
        gained = self.piles.hand_on(place, surplus=surplus)
        if surplus is None:
            del self.piles.votes[place]
        else:
            self.piles.votes[place] -= surplus
        moved = {target: self._number(units) for target, units in gained.items()}
        return Transfer(place, move, moved, self._number(leaving - sum(gained.values())))

    def _follow(self, move: Move, level: list[int]) -> "Count":
        """Take each of the level options in turn to the end of the count, and compare the ends."""
        ends: list[Count] = []
        tie = Tie(move, tuple(level), same_either_way=True)
        for place in level:
            branch = self._branch()
            branch._take(move, place, tie)
            ends.append(branch.run())
            self.piles.work = branch.piles.work
            if self.piles.work > MOST_WORK or (self.nested and not _agree(ends)):
                break
        complete = len(ends) == len(level)
        return ends[0] if complete and _agree(ends) else self._stop(tie, ends, complete=complete)

    def _stop(self, tie: Tie, ends: list["Count"], *, complete: bool) -> "Count":
        """End here. Whoever is elected at every end is elected all the same.

        Tied are the options that were level for exclusion; after a tie of surpluses, whose owners are elected
        already, everybody whom only some of the ends elect.
        """
        if complete:
            certain = frozenset.intersection(*(frozenset(end.elected) for end in ends))
            self.elected.extend(sorted(certain.difference(self.elected)))
        self.tied = tie.level
        if tie.move is Move.SURPLUS:
            named = {place for end in ends for place in (*end.elected, *end.tied)}
            self.tied = tuple(sorted(named.difference(self.elected))) or tuple(self.continuing)
        self.rounds[-1] = replace(self.rounds[-1], tie=replace(tie, same_either_way=False))
        return self

    def _branch(self) -> "Count":
        return Count(
            self.piles.copy(),
            self.seats,
            self.valid,
            self.quota,
            list(self.continuing),
            list(self.elected),
            list(self.pending),
            (),
            list(self.rounds),
            list(self.stages),
            nested=True,
        )


def _agree(ends: list[Count]) -> bool:
    return len({(frozenset(end.elected), frozenset(end.tied)) for end in ends}) == 1
