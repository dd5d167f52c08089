"""The recovery key opens what nobody holds any more, and a new one takes its place only when it is whole."""

import os
import re
import subprocess
import sys
from collections.abc import Sequence

import httpx
import pytest
from sqlalchemy import select

from app.models.organisation import Organisation
from app.models.people import Circle, CircleGrant, RoleGrant
from app.models.safekeeping import NextRecoveryKey
from app.rooms.accounts.actions import end_account
from app.rooms.accounts.circles import list_circles
from app.rooms.accounts.queries import find_account_by_name
from app.vault.boxes import KeyPair, key_pair_from_private, open_sealed, seal
from app.vault.recovery import join_halves, new_recovery_key, split
from tests.support.organisation import World
from tests.support.screening import opened
from tests.support.sealed import keys_held_by
from tests.support.server import ROOT
from tests.support.sign_in import desk_post, signed_in
from tests.support.voices import speak

HERE = "/desk/keys/recovery"
HALF = re.compile(r'<code id="half-[12]">([^<]+)</code>')


def with_known_recovery(world: World) -> tuple[KeyPair, tuple[str, str]]:
    """Put a recovery key in place whose halves the test holds."""
    recovery = new_recovery_key()
    held = keys_held_by(world, "steward", "outside")
    with world.database.write() as session:
        session.get_one(Organisation, 1).recovery_public_key = recovery.public
        for circle in list_circles(session):
            circle.sealed_for_recovery = seal(recovery.public, held[circle.id])
    first, second = split(recovery)
    return recovery, (" ".join(first), " ".join(second))


def lose_the_stewards(world: World) -> None:
    """Everybody who held the stewards' key leaves; somebody new has the role and not the key."""
    with world.database.write() as session:
        for name in ("steward", "steward2"):
            account = find_account_by_name(session, name)
            assert account
            end_account(session, account, by="administrator", today=world.now.date())
        responder = find_account_by_name(session, "responder")
        assert responder
        session.add(RoleGrant(account_id=responder.id, role="steward"))


def account_id(world: World, name: str) -> str:
    """As the form sends it."""
    with world.database.read() as session:
        account = find_account_by_name(session, name)
        assert account
        return str(account.id)


def test_both_halves_give_the_keys_of_lost_stewards_to_a_new_one(world: World) -> None:
    _, (first, second) = with_known_recovery(world)
    voice = speak(world, "The light in the yard is broken.")
    lose_the_stewards(world)
    administrator = signed_in(world, "administrator")
    typed = {
        "half_1": second.lower(),
        "half_2": first,
        "account": account_id(world, "responder"),
        "act": "use",
    }
    assert desk_post(administrator, HERE, typed).status_code == 303
    assert "The light in the yard" in opened(signed_in(world, "responder"), voice)
    again = desk_post(administrator, HERE, typed)
    assert (again.status_code, "has every key" in again.text) == (422, True)


def test_one_half_twice_another_key_and_another_role_are_refused_and_not_shown_again(world: World) -> None:
    _, (first, second) = with_known_recovery(world)
    other = [" ".join(half) for half in split(new_recovery_key())]
    administrator, to = signed_in(world, "administrator"), account_id(world, "steward")
    for halves in ((first, first), (first, "abc"), (other[0], other[1]), (first, other[1]), ("", "")):
        refused = desk_post(
            administrator, HERE, dict(zip(("half_1", "half_2"), halves, strict=True)) | {"account": to}
        )
        assert refused.status_code == 422
        assert first not in refused.text
    good = {"half_1": first, "half_2": second}
    for account in ("", "x", "999999", "9" * 40, "١"):
        assert desk_post(administrator, HERE, good | {"account": account}).status_code in (404, 422)
    for name in ("steward", "outside", "responder"):
        assert signed_in(world, name).get(HERE).status_code == 403
        assert desk_post(signed_in(world, name), HERE, good | {"account": to}).status_code == 403


def test_a_new_key_counts_once_it_was_typed_back_and_opens_every_circle(world: World) -> None:
    old, _ = with_known_recovery(world)
    administrator = signed_in(world, "administrator")
    new, halves = made_anew(administrator)
    assert counting(world) == old.public
    assert desk_post(administrator, HERE, halves | {"act": "rehearse"}).status_code == 303
    for name in ("steward", "outside"):
        assert counting(world) == old.public
        assert "Seal my keys" in signed_in(world, name).get("/desk/keys").text
        assert desk_post(signed_in(world, name), f"{HERE}/mine").status_code == 303
    assert_only(world, new, old)


def test_the_old_halves_open_every_circle_to_the_new_key_in_one_go(world: World) -> None:
    old, (first, second) = with_known_recovery(world)
    administrator = signed_in(world, "administrator")
    new, halves = made_anew(administrator)
    assert (
        desk_post(administrator, HERE, {"half_1": first, "half_2": second, "act": "open"}).status_code == 303
    )
    assert counting(world) == old.public
    assert (
        desk_post(administrator, HERE, {"half_1": first, "half_2": second, "act": "rehearse"}).status_code
        == 422
    )
    assert desk_post(administrator, HERE, halves | {"act": "rehearse"}).status_code == 303
    assert_only(world, new, old)


@pytest.mark.postgresql_is_long
def test_the_command_reads_the_halves_from_its_input_and_never_from_arguments(world: World) -> None:
    _, halves = with_known_recovery(world)
    lose_the_stewards(world)
    refused = recover(world, ["responder"], "ABCD\nEFGH\n")
    assert (refused.returncode, "not copied rightly" in refused.stderr) == (1, True)
    assert recover(world, ["nobody"], "\n".join(halves)).returncode == 1
    assert recover(world, ["responder", *halves], "").returncode == 2
    done = recover(world, ["responder"], "\n".join(halves) + "\n")
    assert (done.returncode, "what participants say" in done.stdout) == (0, True)
    with world.database.read() as session:
        stewards = session.scalars(select(Circle).where(Circle.name == "stewards")).one()
        assert session.get(CircleGrant, (stewards.id, int(account_id(world, "responder")))) is not None


def recover(world: World, words: Sequence[str], typed: str) -> subprocess.CompletedProcess[str]:
    """``sayso recover`` in a process of its own."""
    environment = os.environ | {
        "SAYSO_DATA": str(world.settings.data),
        "SAYSO_DATABASE_URL": world.settings.database_url,
    }
    command = [sys.executable, "-m", "app.cli", "recover", *words]
    return subprocess.run(
        command, input=typed, env=environment, cwd=ROOT, capture_output=True, text=True, check=False
    )


def made_anew(administrator: httpx.Client) -> tuple[KeyPair, dict[str, str]]:
    """Press the button, and copy the halves from the page."""
    shown = desk_post(administrator, f"{HERE}/new")
    assert shown.headers["cache-control"] == "no-store"
    first, second = HALF.findall(shown.text)
    return join_halves(first, second), {"half_1": first, "half_2": second}


def counting(world: World) -> bytes:
    """The public half of the key that counts."""
    with world.database.read() as session:
        return session.scalars(select(Organisation.recovery_public_key)).one()


def assert_only(world: World, new: KeyPair, old: KeyPair) -> None:
    """Everything opens with the new key alone, and no key is being made any more."""
    assert counting(world) == new.public != old.public
    with world.database.read() as session:
        assert session.get(NextRecoveryKey, 1) is None
        for circle in list_circles(session):
            private = open_sealed(new.private, circle.sealed_for_recovery)
            assert key_pair_from_private(private).public == circle.public_key
            assert circle.sealed_for_next_recovery is None
