"""The backup of each night: made once, kept thirty days, missed loudly; a restore that is rehearsed."""

from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy import select

from app.models.backups import Rehearsal
from app.models.ledger import LedgerLeaf
from app.rooms.safekeeping.backup_rehearsing import rehearse
from app.rooms.safekeeping.backup_writing import PART
from app.ticking import OUTSIDE, tick_outside
from app.vault.machine import load
from tests.support.backups import RECOVERY, TYPED, use_known_recovery_key
from tests.support.command import sayso
from tests.support.organisation import World
from tests.support.participant import Participant
from tests.support.setup import text_of
from tests.support.sign_in import desk_post, signed_in

LATE = "For seven days nothing was backed up."


def tick(world: World) -> list[str]:
    """The work that lasts, as a running server does it each minute."""
    return tick_outside(
        world.database, world.settings, load(world.settings.data), now=world.now, work=OUTSIDE
    )


def files(world: World) -> list[Path]:
    return sorted(world.settings.effective_backups.glob("*.backup"))


def page(world: World, name: str = "administrator", path: str = "/desk/backups") -> str:
    answer = signed_in(world, name).get(path)
    assert answer.status_code == 200
    return text_of(answer.text, "main")


def test_one_is_made_at_once_and_then_each_night_and_each_can_be_restored(world: World) -> None:
    use_known_recovery_key(world.database)
    tick(world)
    assert len(files(world)) == 1
    world.pass_time(hours=2)
    tick(world)
    assert len(files(world)) == 1
    for night in range(2, 4):
        world.pass_time(days=1)
        tick(world)
        world.pass_time(minutes=20)
        tick(world)
        assert len(files(world)) == night
    with files(world)[-1].open("rb") as source:
        assert rehearse(source, RECOVERY.private).problems == ()


def test_files_older_than_thirty_days_go_and_others_stay(world: World) -> None:
    tick(world)
    (first,) = files(world)
    not_ours = world.settings.effective_backups / "kept by hand.backup"
    not_ours.touch()
    broken_off = world.settings.effective_backups / f".x{PART}"
    broken_off.touch()
    world.pass_time(days=30)
    tick(world)
    assert first.exists()
    world.pass_time(days=1)
    tick(world)
    assert not first.exists()
    assert not_ours.exists()
    assert broken_off.exists()  # it may be one that is being written


def test_the_whole_workspace_says_so_after_seven_days_without_one(world: World) -> None:
    tick(world)
    world.pass_time(days=8)
    steward = signed_in(world, "steward")
    for path in ("/desk/inbox", "/desk"):
        assert LATE in steward.get(path).text
    administrator = signed_in(world, "administrator")
    assert "/desk/backups" in administrator.get("/desk").text
    assert LATE not in world.browser().get("/").text
    assert desk_post(administrator, "/desk/backups").status_code == 303
    assert LATE not in signed_in(world, "steward").get("/desk").text
    assert len(files(world)) == 2


def test_only_an_administrator_sees_and_makes_backups(world: World) -> None:
    assert world.browser().get("/desk/backups").status_code == 303
    steward = signed_in(world, "steward")
    assert steward.get("/desk/backups").status_code == 403
    for path in ("/desk/backups", "/desk/backups/rehearse"):
        assert desk_post(steward, path).status_code == 403
    assert files(world) == []


def test_a_folder_that_cannot_be_written_to_is_said_and_other_work_goes_on(world: World) -> None:
    world.settings.effective_backups.write_text("a file stands where the folder should be")
    assert "nightly-backup" in tick(world)
    answer = desk_post(signed_in(world, "administrator"), "/desk/backups")
    assert answer.status_code == 503
    assert "No backup was written" in answer.text


def test_a_rehearsal_with_one_press_tells_what_came_back(world: World) -> None:
    Participant(world.browser()).say("The van came late.")
    tick(world)
    administrator = signed_in(world, "administrator")
    assert "Nobody has tried it yet." in page(world)
    for _ in range(2):
        assert desk_post(administrator, "/desk/backups/rehearse").status_code == 303
    assert "It is being tried" in page(world)
    world.pass_time(minutes=1)
    tick(world)
    told = page(world)
    assert "It came back whole" in told
    assert "Voices1" in told
    with world.database.read() as session:
        assert len(session.scalars(select(Rehearsal)).all()) == 1
        assert any(b"backup.rehearse" in body for body in session.scalars(select(LedgerLeaf.body)))
    assert [path.suffix for path in world.settings.effective_backups.iterdir()].count(".backup") == 1


def _damage(world: World) -> None:
    (file,) = files(world)
    data = bytearray(file.read_bytes())
    data[5000] ^= 1
    file.write_bytes(data)


@pytest.mark.parametrize(
    ("harm", "words"),
    [
        (_damage, "The newest file is not as it was written"),
        (lambda world: files(world)[0].unlink(), "not in the folder of this machine"),
        (lambda world: use_known_recovery_key(world.database), "sealed to an older recovery key"),
    ],
    ids=["damaged", "gone", "other key"],
)
def test_a_rehearsal_finds_what_is_wrong_with_the_newest_file(
    world: World, harm: Callable[[World], object], words: str
) -> None:
    tick(world)
    harm(world)
    desk_post(signed_in(world, "administrator"), "/desk/backups/rehearse")
    world.pass_time(minutes=1)
    tick(world)
    told = page(world)
    assert "Something is wrong" in told
    assert words in told


def test_a_rehearsal_finds_a_ledger_that_was_changed(world: World) -> None:
    tick(world)
    with world.database.write() as session:
        leaf = session.scalars(select(LedgerLeaf)).first()
        assert leaf is not None
        leaf.body = leaf.body.replace(b"founded", b"changed")
    desk_post(signed_in(world, "administrator"), "/desk/backups/rehearse")
    world.pass_time(minutes=1)
    tick(world)
    assert "does not fit its own hashes" in page(world)


def test_a_rehearsal_with_the_paper_opens_the_file_itself(world: World, tmp_path: Path) -> None:
    use_known_recovery_key(world.database)
    tick(world)
    (file,) = files(world)
    elsewhere = world.settings.model_copy(update={"data": tmp_path / "another-machine", "database_url": ""})
    done = sayso(elsewhere, "backup", "--rehearse", file, typed=TYPED)
    assert (done.status, done.err) == (0, "")
    assert "leaves of the ledger" in done.out
    assert sayso(elsewhere, "backup", "--rehearse", file, typed="no\nno\n").is_refused_in_one_line
    assert not elsewhere.data.exists()
