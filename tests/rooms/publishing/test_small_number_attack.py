"""Small-number attack: random small organisations, and somebody with all their public numbers and algebra."""

import random
from collections import Counter
from fractions import Fraction
from typing import Any

import pytest
from starlette.testclient import TestClient

from app.domain.clocks import Clocks
from app.domain.disclosure import LEAST_SHOWN
from app.domain.feedback_kinds import CONCERNS, Channel, Kind
from app.domain.holding import HoldGround
from app.domain.lifecycles import HoldState
from tests.domain.attack import reduced
from tests.support.many_voices import LONG_AGO, replace_voices
from tests.support.organisation import World

Voice = dict[str, Any]
Equation = tuple[dict[str, int], int]
N = "N"
LISTS = {"voices_by_kind": "kind", "voices_by_channel": "channel", "voices_by_language": "language"}
ASKING = [*(kind.value for kind in CONCERNS), "not_said"]
WITHIN = ("answered_within_7_days", "answered_within_14_days", "answered_within_30_days")
HELD_BACK = 0.4
NO_ANSWER = ("still_waiting", "held_back")
OF_SOME = ("real_answer", "safety_in_time")
TOLD = {"count": "as_number", "paraphrase": "in_words"}


def organisation(dice: random.Random) -> list[Voice]:
    """Up to ninety voices; some values are rare, so that small cells stand beside large ones."""
    often = dice.choice((0.1, 0.3, 0.6))
    return [voice(dice, often) for _ in range(dice.choice((0, 5, 10, 11, 20, 30, 60, 90)))]


def voice(dice: random.Random, often_about_staff: float) -> Voice:
    after = dice.choice((None, 0, 1, 2, 2, 4, 6))
    state = dice.choice(("change_made", "answered")) if after is not None else "being_looked_at"
    answered = None if after is None else str(LONG_AGO.plus(after))
    held = hold(dice) if dice.random() < HELD_BACK else None
    if held and held["state"] != HoldState.RELEASED:
        state, answered = "held_back", None
    about_staff = dice.random() < often_about_staff
    return {
        "hold": held,
        "is_about_staff": about_staff,
        "told": dice.choices((None, *TOLD), (1, 1, 2))[0] if about_staff else None,
        "kind": dice.choices(("", *Kind), (9, 4, 9, dice.randint(0, 3), 1, 1))[0],
        "channel": dice.choices(tuple(Channel), (12, 2, 3, 1, 0))[0].value,
        "language": dice.choices(("en", "es", "am"), (9, 3, 1))[0],
        "answered_week": answered,
        "state": state,
        "verdict": dice.choice(("answered", "not_really", None)) if answered else None,
        "safety_level": dice.choices(("none", "danger"), (4, 1))[0],
        "acknowledged_week": dice.choice((None, str(LONG_AGO), str(LONG_AGO.plus(3)))),
    }


def hold(dice: random.Random) -> dict[str, Any]:
    """Held back; half of the people ask to look again, and are heard in time, late, or not yet."""
    ground = dice.choices(tuple(HoldGround), range(len(HoldGround), 0, -1))[0].value
    if dice.random() < 0.5:
        return {"ground": ground, "state": HoldState.CONFIRMED.value}
    heard = dice.choice((None, 0, 1, 2, 3, 5))
    ends = dice.choice((HoldState.UPHELD, HoldState.RELEASED))
    return {
        "ground": ground,
        "state": (HoldState.APPEALED if heard is None else ends).value,
        "appealed_week": str(LONG_AGO),
        "appeal_decided_week": None if heard is None else str(LONG_AGO.plus(heard)),
    }


def truth(voices: list[Voice]) -> Counter[str]:
    """Every cell that a table of the page is about, by name."""
    cells: Counter[str] = Counter()
    for one in voices:
        cells[f"kind:{one['kind'] or 'not_said'}"] += 1
        cells[f"channel:{one['channel']}"] += 1
        cells[f"language:{one['language'] if one['language'] != 'am' else 'other'}"] += 1
        cells[f"time:{time_taken(one)}"] += 1
        cells[
            f"real_answer:{'yes' if one['verdict'] == 'answered' else 'no' if one['verdict'] else 'out'}"
        ] += 1
        if one["hold"]:
            cells[f"appeals_in_time:{heard_in_time(one['hold'])}"] += 1
            still = one["hold"]["state"] != HoldState.RELEASED
            cells[f"ground:{one['hold']['ground']}" if still else "released"] += 1
        cells[f"staff:{staff(one)}"] += 1
        in_time = one["acknowledged_week"] == str(LONG_AGO)
        cells[f"safety_in_time:{'out' if one['safety_level'] == 'none' else 'yes' if in_time else 'no'}"] += 1
    return cells


def staff(one: Voice) -> str:
    """Whether it is about staff, and what leadership got of it."""
    return TOLD[one["told"]] if one["told"] else ("out", "not_told")[one["is_about_staff"]]


def heard_in_time(held: dict[str, Any]) -> str:
    if "appealed_week" not in held:
        return "out"
    heard = held["appeal_decided_week"]
    return "yes" if heard and heard <= str(LONG_AGO.plus(Clocks().appeal_weeks)) else "no"


def time_taken(one: Voice) -> str:
    for name, weeks in zip(WITHIN, (1, 2, 4), strict=True):
        if one["answered_week"] and one["answered_week"] <= str(LONG_AGO.plus(weeks)):
            return name
    return "later" if one["answered_week"] else NO_ANSWER[one["state"] == "held_back"]


def equations(items: list[dict[str, Any]]) -> list[Equation]:
    """What is published, as sums of cells; N is the number of all voices."""
    found: list[Equation] = []
    measures = {item["row"]: item for item in items if item["table"] == "measures"}
    for table, name in LISTS.items():
        rows = [item for item in items if item["table"] == table]
        found.append(({**{f"{name}:{row['row']}": 1 for row in rows}, N: -1}, 0))
        found += [({f"{name}:{row['row']}": 1}, row["number"]) for row in rows if row["number"] is not None]
        found += [({N: 1}, rows[0]["of"])] if rows[0]["of"] is not None else []
    found.append(({**{f"time:{part}": 1 for part in (*WITHIN, "later", *NO_ANSWER)}, N: -1}, 0))
    for place, name in enumerate(WITHIN, 1):
        found += known({f"time:{part}": 1 for part in WITHIN[:place]}, measures[name], {N: 1})
    found += known({"time:still_waiting": 1}, measures["still_waiting"], {N: 1})
    for name in OF_SOME:
        some = {f"{name}:yes": 1, f"{name}:no": 1}
        found.append(({**some, f"{name}:out": 1, N: -1}, 0))
        found += known({f"{name}:yes": 1}, measures[name], some)
    found += about_holds(items, measures)
    found += about_staff(measures)
    led = measures["led_to_change"]
    is_of_all = led["of"] is not None and led["of"] == measures["still_waiting"]["of"]
    found += known({"led": 1}, led, {N: 1} if is_of_all else {f"kind:{kind}": 1 for kind in ASKING})
    return found


def about_holds(items: list[dict[str, Any]], measures: dict[str, dict[str, Any]]) -> list[Equation]:
    """Who is held back now, by ground; whoever ever was, also by whether an appeal was heard in time."""
    rows = [item for item in items if item["table"] == "held_back"]
    now = {f"ground:{row['row']}": 1 for row in rows}
    appealed = {"appeals_in_time:yes": 1, "appeals_in_time:no": 1}
    found: list[Equation] = [({**appealed, "appeals_in_time:out": 1, "released": -1} | minus(now), 0)]
    found += [({f"ground:{row['row']}": 1}, row["number"]) for row in rows if row["number"] is not None]
    found += [(now, rows[0]["of"])] if rows[0]["of"] is not None else []
    return found + known({"appeals_in_time:yes": 1}, measures["appeals_in_time"], appealed)


def about_staff(measures: dict[str, dict[str, Any]]) -> list[Equation]:
    """Of all voices those about staff, of these what leadership was told of, of that what without words."""
    number = {"staff:as_number": 1}
    told = {**number, "staff:in_words": 1}
    about = {**told, "staff:not_told": 1}
    return [
        ({**about, "staff:out": 1, N: -1}, 0),
        *known(about, measures["about_staff"], {N: 1}),
        *known(told, measures["leadership_told"], about),
        *known(number, measures["told_as_number"], told),
    ]


def minus(cells: dict[str, int]) -> dict[str, int]:
    return {name: -factor for name, factor in cells.items()}


def known(part: dict[str, int], item: dict[str, Any], whole: dict[str, int]) -> list[Equation]:
    sums = ((part, item["number"]), (whole, item["of"]))
    return [(cells, number) for cells, number in sums if number is not None]


def recovered(system: list[Equation]) -> dict[str, Fraction]:
    """Each cell that the equations alone determine."""
    names = sorted({name for cells, _ in system for name in cells})
    matrix = [[*(Fraction(cells.get(name, 0)) for name in names), Fraction(total)] for cells, total in system]
    found = {}
    for line in reduced(matrix):
        used = [place for place, factor in enumerate(line[:-1]) if factor]
        if len(used) == 1:
            found[names[used[0]]] = line[-1] / line[used[0]]
    return found


def attack(world: World, client: TestClient, seeds: range) -> int:
    """How many numbers were shown in all; fails at the first small cell that comes out."""
    shown = 0
    for seed in seeds:
        voices = organisation(random.Random(seed))  # noqa: S311  # dice, not keys
        replace_voices(world, voices)
        items = client.get(f"/open-data/numbers.json?look={seed}").json()["items"]
        cells, found = truth(voices), recovered(equations(items))
        small = {name: value for name, value in found.items() if value < LEAST_SHOWN}
        assert not small, (seed, small)
        assert all(found[name] == cells[name] for name in found if ":" in name), seed
        shown += len(found)
        page = client.get(f"/numbers?look={seed}").text
        assert all(f">{count}<" not in page for count in range(LEAST_SHOWN)), seed
    return shown


def test_no_small_cell_of_forty_organisations_is_recovered(world: World, client: TestClient) -> None:
    assert attack(world, client, range(40)) > 40


@pytest.mark.long
@pytest.mark.parametrize("backend", ["sqlite"])
def test_no_small_cell_of_a_thousand_organisations_is_recovered(world: World, client: TestClient) -> None:
    assert attack(world, client, range(1000, 2000)) > 1000


def test_the_attacker_does_subtract() -> None:
    careless: list[Equation] = [({"a": 1, "b": 1, N: -1}, 0), ({N: 1}, 40), ({"a": 1}, 36)]
    assert recovered(careless)["b"] == 4
