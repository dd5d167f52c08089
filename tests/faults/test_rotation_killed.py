"""The change of a key is killed in the middle, again and again, while people speak and staff write."""

import random
import subprocess
import sys

import pytest

from app.domain.lifecycles import RotationState
from app.models.safekeeping import Rotation
from app.rooms.accounts.circles import CircleName
from app.rooms.safekeeping.rotation import begin_rotation
from tests.support.organisation import World
from tests.support.screening import opened
from tests.support.sealed import count_opened_by, keys_held_by, open_everything, seal_one_of_each
from tests.support.server import ROOT
from tests.support.sign_in import actor_of, signed_in, token_of
from tests.support.voices import Voice, speak

ALL = ("steward", "outside")


def go_on_until_killed(world: World, rotation_id: int, *, steps: int) -> None:
    """Start the process, and pull its cable after so many steps and a moment more; it may be done before."""
    command = [sys.executable, "-m", "tests.support.rotating", world.settings.effective_database_url]
    command += [token_of(world, "steward"), str(rotation_id), world.now.isoformat()]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        for _ in range(steps):
            if not process.stdout.readline():
                break
        process.kill()


def state_of(world: World, rotation_id: int) -> str:
    """How far it is."""
    with world.database.read() as session:
        return session.get_one(Rotation, rotation_id).state


def require_nothing_lost(world: World, *, kills: int, voices: int) -> None:
    """Kill it this often; each time everything opens, and at the end with the new keys alone."""
    said = [speak(world, f"Voice {number} of the night.") for number in range(voices)]
    seal_one_of_each(world)
    old = keys_held_by(world, *ALL)
    actor = actor_of(world, "steward")
    with world.database.write() as session:
        rotation_id = begin_rotation(session, actor, CircleName.STEWARDS, today=world.now.date()).id
    killed = 0
    late: list[Voice] = []
    while state_of(world, rotation_id) == RotationState.RESEALING.value:
        in_the_middle = killed < kills
        go_on_until_killed(world, rotation_id, steps=random.randint(1, 2) if in_the_middle else 10_000)  # noqa: S311
        killed += in_the_middle
        late.append(speak(world, f"Late voice {killed}."))
        held = keys_held_by(world, *ALL)
        with world.database.read() as session:
            open_everything(session, held)
    assert killed == kills
    stewards = {key: private for key, private in old.items() if key not in held}
    with world.database.read() as session:
        assert len(stewards) == 1
        assert count_opened_by(session, stewards) == 0
    reader = signed_in(world, "steward2")
    assert "Voice 0 of the night." in opened(reader, said[0])
    assert "Late voice 1." in opened(reader, late[0])


@pytest.mark.postgresql_is_long
def test_nothing_is_lost_when_the_change_of_a_key_is_killed_a_few_times(world: World) -> None:
    require_nothing_lost(world, kills=4, voices=35)


@pytest.mark.long
def test_nothing_is_lost_when_the_change_of_a_key_is_killed_a_hundred_times(world: World) -> None:
    require_nothing_lost(world, kills=100, voices=700)
