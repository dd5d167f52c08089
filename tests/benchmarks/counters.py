"""One count in a process of its own: ``python -m tests.benchmarks.counters PROGRAM METHOD FILE``.

Prints JSON with the seconds from the file to the result, the peak of resident memory and who was elected.
The others get their ballots from a quick reader that knows no broken file and hands over distinct ballots
with their weights where a library takes them. What is imported is imported before the clock starts.
"""

import json
import sys
import time
from collections import Counter
from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import Any

Ballots = Counter[tuple[int, ...]]


def read(file: Path) -> tuple[int, int, Ballots]:
    """(options, seats, ballots) of a file that the benchmark itself has written."""
    with file.open() as lines:
        size, seats = map(int, next(lines).split())
        ballots: Ballots = Counter()
        for line, times in Counter(iter(lambda: next(lines), "0\n")).items():
            ballots[tuple(int(field) - 1 for field in line.split()[1:-1])] += times
    return size, seats, ballots


def sayso(method: str, file: Path) -> list[int]:
    from app.domain.counting.formats.reading import read_ballots
    from app.domain.counting.methods import count

    with file.open("rb") as source:
        return list(count(read_ballots(source), method).elected)


def pyrankvote(method: str, size: int, seats: int, ballots: Ballots) -> list[int]:
    import pyrankvote as theirs

    options = [theirs.Candidate(str(place)) for place in range(size)]
    papers = [
        theirs.Ballot([options[place] for place in ballot])
        for ballot, times in ballots.items()
        for _ in range(times)
    ]
    if method == "irv":
        found = theirs.instant_runoff_voting(options, papers)
    else:
        found = theirs.single_transferable_vote(options, papers, number_of_seats=seats)
    return [int(option.name) for option in found.get_winners()]


def pref_voting(method: str, size: int, seats: int, ballots: Ballots) -> list[int]:
    from pref_voting import iterative_methods, margin_based_methods, scoring_methods
    from pref_voting.profiles_with_ties import ProfileWithTies

    rankings = [{place: rank for rank, place in enumerate(ballot, start=1)} for ballot in ballots]
    profile = ProfileWithTies(rankings, rcounts=list(ballots.values()), candidates=list(range(size)))
    profile.use_extended_strict_preference()
    if method == "schulze":
        return list(margin_based_methods.beat_path(profile, strength_function=profile.support))
    counts = {
        "irv": iterative_methods.instant_runoff_for_truncated_linear_orders,
        "ranked-pairs": margin_based_methods.ranked_pairs,
        "borda": scoring_methods.borda_for_profile_with_ties,
        "plurality": scoring_methods.plurality,
    }
    return list(counts[method](profile))


def stvpoll(method: str, size: int, seats: int, ballots: Ballots) -> list[int]:
    from stvpoll.scottish_stv import ScottishSTV

    poll = ScottishSTV(seats=seats, candidates=list(range(size)))
    for ballot, times in ballots.items():
        poll.add_ballot(list(ballot), times)
    return list(poll.calculate().elected_as_tuple())


def votekit(method: str, size: int, seats: int, ballots: Ballots) -> list[int]:
    from votekit import elections
    from votekit.ballot import RankBallot
    from votekit.pref_profile import RankProfile

    papers = tuple(
        RankBallot(ranking=tuple(frozenset({str(place)}) for place in ballot), weight=times)
        for ballot, times in ballots.items()
    )
    profile = RankProfile(ballots=papers, candidates=tuple(map(str, range(size))))
    counts: dict[str, Callable[[], Any]] = {  # Any: no types
        "irv": lambda: elections.IRV(profile),
        "scottish-stv": lambda: elections.STV(profile, n_seats=seats),
        "ranked-pairs": lambda: elections.RankedPairs(profile, n_seats=1),
        "borda": lambda: elections.Borda(profile, n_seats=1),
        "plurality": lambda: elections.Plurality(profile, n_seats=1),
    }
    poll = counts[method]()
    return [int(name) for group in poll.get_elected() for name in group]


PEERS: dict[str, Callable[[str, int, int, Ballots], list[int]]] = {
    "pyrankvote": pyrankvote,
    "pref-voting": pref_voting,
    "stvpoll": stvpoll,
    "votekit": votekit,
}


MODULES = {
    "sayso": ("app.domain.counting.formats.reading", "app.domain.counting.methods"),
    "pyrankvote": ("pyrankvote",),
    "pref-voting": (
        "pref_voting.iterative_methods",
        "pref_voting.margin_based_methods",
        "pref_voting.scoring_methods",
        "pref_voting.profiles_with_ties",
    ),
    "stvpoll": ("stvpoll.scottish_stv",),
    "votekit": ("votekit.ballot", "votekit.elections", "votekit.pref_profile"),
}


def main(program: str, method: str, file: Path) -> None:
    """Count once and print what it took."""
    for name in MODULES[program]:
        import_module(name)
    begun = _clocks()
    elected = sayso(method, file) if program == "sayso" else PEERS[program](method, *read(file))
    seconds, processor = (now - then for now, then in zip(_clocks(), begun, strict=True))
    figures = {"seconds": seconds, "processor": processor, "megabytes": peak(), "elected": sorted(elected)}
    sys.stdout.write(json.dumps(figures) + "\n")


def _clocks() -> tuple[float, float]:
    return time.perf_counter(), time.process_time()


def peak() -> int:
    """Most resident memory of this process in MB (getrusage would also count the one that started it)."""
    status = Path("/proc/self/status").read_text()
    return int(status.split("VmHWM:")[1].split()[0]) // 1024


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], Path(sys.argv[3]))
