"""Reading a ``bundle.zip`` that anybody may have made: within limits, and only what a bundle may hold."""

import io
import zipfile
from pathlib import Path

from app.domain.ballots import bundle
from app.domain.ledger import canonical

LARGEST = 256 * 1024 * 1024
LARGEST_OPENINGS = 64 * 1024 * 1024


class NoBundle(Exception):
    """What is wrong with the file, in one sentence."""


def read_bundle(path: Path) -> dict[str, bytes]:
    """The files of a bundle by name, else ``NoBundle``. Nothing is unpacked onto the disk."""
    try:
        if path.stat().st_size > LARGEST:
            raise NoBundle(f"{path.name} is larger than a bundle can be")
        data = path.read_bytes()
    except OSError as error:
        raise NoBundle(f"{path} cannot be read: {error.strerror}") from None
    files = _unpack(data)
    missing = sorted(bundle.ALWAYS - files.keys())
    if missing:
        raise NoBundle(f"{missing[0]} is missing from the bundle")
    return files


def record_of(files: dict[str, bytes], name: str) -> dict[str, canonical.Value]:
    """A file that must hold one record in its one spelling."""
    record = value_of(files[name], name)
    if not isinstance(record, dict):
        raise NoBundle(f"{name} holds no record")
    return record


def value_of(data: bytes, name: str) -> canonical.Value:
    """JSON in its one spelling, else ``NoBundle`` with the name of the file."""
    try:
        return canonical.decode(data)
    except ValueError as error:
        raise NoBundle(f"{name} is not as Sayso writes it: {error}"[:300]) from None


def lines_of(files: dict[str, bytes], name: str) -> list[bytes]:
    """The lines of a file, each ended; ``NoBundle`` where the last one is not."""
    data = files[name]
    if data and not data.endswith(b"\n"):
        raise NoBundle(f"{name} breaks off in its last line")
    return data.split(b"\n")[:-1]


def _unpack(data: bytes) -> dict[str, bytes]:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            entries = archive.infolist()
            _check_entries(entries, len(data))
            return {entry.filename: archive.read(entry) for entry in entries}
    except NoBundle:
        raise
    # The library raises many kinds for a broken archive, also plain ones.
    except Exception:
        raise NoBundle("the file is no whole zip archive") from None


def _check_entries(entries: list[zipfile.ZipInfo], size: int) -> None:
    """Nothing is deflated, so nothing can swell; a name is one of ours, so no path leads anywhere."""
    if len(entries) > len(bundle.ORDER):
        raise NoBundle("the archive holds more files than a bundle has")
    names = [entry.filename for entry in entries]
    for entry in entries:
        if entry.filename not in bundle.ORDER:
            raise NoBundle("the archive holds a file that no bundle has")
        if entry.compress_type != zipfile.ZIP_STORED or entry.flag_bits & 0x1:
            raise NoBundle(f"{entry.filename} is compressed or encrypted; a bundle is neither")
        if entry.file_size > size or entry.compress_size != entry.file_size:
            raise NoBundle(f"{entry.filename} says that it is larger than the archive")
        if entry.filename.startswith("openings") and entry.file_size > LARGEST_OPENINGS:
            raise NoBundle(f"{entry.filename} is larger than openings can be")
    if len(set(names)) != len(names):
        raise NoBundle("a file is in the archive twice")
