"""``bundle.zip`` of ballots that were really held: what holds, what is found, what is refused."""

import io
import random
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from app.cli import main
from app.domain.ballots import bundle
from app.domain.ballots.paper import BallotMethod, Chamber
from app.domain.lifecycles import BallotState
from app.vault.machine import load
from app.verifier.archive import verify_pyz
from app.verifier.bundle_file import NoBundle, read_bundle
from tests.support.ballots import ballot_of, freeze, prepared, printed
from tests.support.bundles import Files, bundled, changed, files_of, held, signed_again, verified
from tests.support.organisation import World

EVERY_METHOD = [
    (BallotMethod.MAJORITY, 1),
    (BallotMethod.PLURALITY, 1),
    (BallotMethod.APPROVAL, 2),
    (BallotMethod.RANK_ONE, 1),
    (BallotMethod.RANK_SEVERAL, 2),
]
UNSIGNED_AGAIN = tuple(name for name in bundle.ORDER if name != bundle.HEADS)


def written(folder: Path, archive: bytes) -> Path:
    path = folder / "bundle.zip"
    path.write_bytes(archive)
    return path


def missed(world: World, ref: str, folder: Path, *, changes: int, seed: int) -> list[str]:
    """Changes that the verifier did not see, out of so many; half are signed again by the key's holder."""
    chance, machine = random.Random(seed), load(world.settings.data)  # noqa: S311  # to be repeated
    files = files_of(bundled(world, ref), folder)
    assert verified(written(folder, bundle.pack(signed_again(files, machine))))[0]
    unseen = []
    for number in range(changes):
        again = number % 2 == 1
        other = changed(files, chance, among=UNSIGNED_AGAIN if again else bundle.ORDER)
        if again:
            other = signed_again(other, machine)
        if verified(written(folder, bundle.pack(other)))[0]:
            unseen.append(difference(files, other))
    return unseen


def difference(old: Files, new: Files) -> str:
    names = [name for name in bundle.ORDER if old.get(name) != new.get(name)]
    return ", ".join(f"{name}: {old.get(name, b'')[:200]!r} → {new.get(name, b'')[:200]!r}" for name in names)


@pytest.mark.parametrize(("method", "seats"), EVERY_METHOD)
def test_a_ballot_that_was_held_is_recounted_by_every_method(
    world: World, tmp_path: Path, method: BallotMethod, seats: int
) -> None:
    ref = held(world, method=method, seats=seats)
    holds, said = verified(written(tmp_path, bundled(world, ref)))
    assert holds, said
    assert "the recount gives the published result byte for byte" in said
    assert "one effective envelope for each of 14 nullifiers" in said
    assert "WRONG" not in said


def test_the_page_gives_the_same_bytes_again_also_after_the_ledger_has_grown(
    world: World, tmp_path: Path
) -> None:
    ref = held(world)
    address = f"/ballots/{ref}/bundle.zip"
    first = world.browser().get(address)
    assert first.headers["content-type"] == "application/zip"
    assert verified(written(tmp_path, first.content))[0]
    held_too = held_again(world)
    assert held_too != ref
    assert world.browser().get(address).content == first.content


def held_again(world: World) -> str:
    """Another ballot, whose acts make the ledger longer."""
    ref = prepared(world)
    printed(world, ref, 3)
    freeze(world, ref)
    return ref


def test_a_change_of_anything_is_found_even_if_it_is_signed_again(world: World, tmp_path: Path) -> None:
    ref = held(world, method=BallotMethod.RANK_SEVERAL, seats=2)
    assert missed(world, ref, tmp_path, changes=100, seed=1) == []


@pytest.mark.long
@pytest.mark.parametrize(("method", "seats"), EVERY_METHOD)
def test_of_a_thousand_changes_none_is_missed(
    world: World, tmp_path: Path, method: BallotMethod, seats: int
) -> None:
    ref = held(world, method=method, seats=seats)
    assert missed(world, ref, tmp_path, changes=1000, seed=seats) == []


def test_below_ten_it_says_why_there_is_nothing_to_recount(world: World, tmp_path: Path) -> None:
    ref = held(world, 6)
    holds, said = verified(written(tmp_path, bundled(world, ref)))
    assert holds, said
    assert "fewer than ten votes" in said
    assert "nothing to recount" in said
    assert not any(name.startswith("openings") for name in read_bundle(tmp_path / "bundle.zip"))


def test_bare_python_recounts_it_with_nothing_installed(world: World, tmp_path: Path) -> None:
    ref = held(world)
    program, archive = tmp_path / "verify.pyz", written(tmp_path, bundled(world, ref))
    program.write_bytes(verify_pyz())
    bare = [sys.executable, "-I", "-S", str(program), str(archive)]
    done = subprocess.run(bare, capture_output=True, text=True, check=False, cwd="/")
    assert done.returncode == 0, done.stdout + done.stderr
    assert "checks hold." in done.stdout


def test_the_command_says_which_check_does_not_hold(
    world: World, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    files = files_of(bundled(world, held(world)), tmp_path)
    opened = bundle.openings_name(Chamber.PARTICIPANTS)
    files[opened] = files[opened].replace(b'"no"', b'"yes"', 2)
    archive = written(tmp_path, bundle.pack(signed_again(files, load(world.settings.data))))
    assert main(["verify", str(archive)]) == 1
    out = capsys.readouterr().out
    assert "WRONG the 14 openings are those that the count wrote down" in out
    assert "WRONG the recount gives the published result byte for byte" in out


def test_a_ballot_that_is_not_counted_has_no_bundle(world: World) -> None:
    ref = held_again(world)
    assert ballot_of(world, ref).state == BallotState.OPEN.value
    assert world.browser().get(f"/ballots/{ref}/bundle.zip").status_code == 404
    assert world.browser().get("/ballots/V-NOBODY/bundle.zip").status_code == 404


def bomb() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(bundle.PAPER, bytes(50_000_000))
    return out.getvalue()


def zipped(*entries: tuple[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, data in entries:
            archive.writestr(name, data)
    return out.getvalue()


def lying_about_size() -> bytes:
    whole = bytearray(zipped((bundle.PAPER, b"{}")))
    central = whole.rfind(b"PK\x01\x02")
    whole[central + 20 : central + 28] = (2**31 - 1).to_bytes(4, "little") * 2
    return bytes(whole)


EMPTY = [(name, b"{}") for name in (bundle.PAPER, bundle.RECORD, bundle.RESULT, bundle.CARDS, bundle.HEADS)]
EMPTY += [(bundle.NULLIFIERS, b""), (bundle.LEAVES, b"")]
HOSTILE = {
    "no zip": b"not a zip",
    "nothing": b"",
    "a bomb": bomb(),
    "a path": zipped(("../../etc/passwd", b"x")),
    "an absolute path": zipped(("/etc/passwd", b"x")),
    "a lie about size": lying_about_size(),
    "many files": zipped(*((f"file-{number}", b"") for number in range(5_000))),
    "missing files": zipped((bundle.PAPER, b"{}")),
    "empty records": zipped(*EMPTY),
    "deep nesting": zipped(
        *[(bundle.RECORD, b"[" * 100_000), *[one for one in EMPTY if one[0] != bundle.RECORD]]
    ),
    "huge numbers": zipped(
        *[
            (bundle.RECORD, b'{"leaf":' + b"9" * 100_000 + b"}"),
            *[one for one in EMPTY if one[0] != bundle.RECORD],
        ]
    ),
    "no utf-8": zipped(*[(bundle.RECORD, b"\xff\xfe"), *[one for one in EMPTY if one[0] != bundle.RECORD]]),
}


@pytest.mark.parametrize("archive", HOSTILE.values(), ids=HOSTILE)
def test_a_hostile_file_is_refused_in_one_sentence(
    archive: bytes, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["verify", str(written(tmp_path, archive))]) == 1
    said = capsys.readouterr()
    assert said.err.startswith("NO BUNDLE: ")
    assert said.err.count("\n") == 1
    assert len(said.err) < 400
    assert sorted(path.name for path in tmp_path.iterdir()) == ["bundle.zip"]


def test_the_same_file_twice_in_an_archive_is_refused(world: World, tmp_path: Path) -> None:
    files = files_of(bundled(world, held(world)), tmp_path)
    out = io.BytesIO(bundle.pack(files))
    with zipfile.ZipFile(out, "a") as archive, pytest.warns(UserWarning, match="Duplicate"):
        archive.writestr(bundle.RESULT, b"{}")
    with pytest.raises(NoBundle, match=r"twice|more files"):
        read_bundle(written(tmp_path, out.getvalue()))


def test_a_file_that_is_not_there_is_said(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["verify", str(tmp_path / "none.zip")]) == 2
    assert "There is no file" in capsys.readouterr().err


def test_broken_archives_never_end_in_a_fault(world: World, tmp_path: Path) -> None:
    whole, chance = bundled(world, held(world, 10)), random.Random(3)  # noqa: S311  # to be repeated
    for _ in range(300):
        data = bytearray(whole)
        for _ in range(chance.randrange(1, 6)):
            data[chance.randrange(len(data))] = chance.randrange(256)
        if bytes(data) != whole:
            assert not verified(written(tmp_path, bytes(data)))[0]
    for cut in chance.sample(range(len(whole)), 40):
        assert not verified(written(tmp_path, whole[:cut]))[0]
