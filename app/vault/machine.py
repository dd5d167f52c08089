"""The machine's own keys: they sign ledger heads, pepper receipts and mark forms. They open nothing sealed.

One file for all of them, so that no two processes ever start with halves of different sets.
"""

import json
import os
import secrets
from dataclasses import asdict, dataclass, field
from pathlib import Path

from nacl.signing import SigningKey

_NAME = "machine.json"
_KEY_BYTES = 32


class MachineKeysUnusable(Exception):
    """The key file cannot be read or written, or is not one. Says which file and why."""


class MachineKeysMissing(MachineKeysUnusable):
    """There is no key file yet, or no longer."""


@dataclass(frozen=True)
class MachineKeys:
    """32 bytes each."""

    ledger_seed: bytes = field(repr=False)
    pepper: bytes = field(repr=False)
    form_key: bytes = field(repr=False)

    @property
    def ledger_public(self) -> bytes:
        """The Ed25519 public key printed beside each head (32 bytes)."""
        return bytes(SigningKey(self.ledger_seed).verify_key)

    def sign(self, message: bytes) -> bytes:
        """Ed25519 (RFC 8032) signature, 64 bytes."""
        return SigningKey(self.ledger_seed).sign(message).signature


def new_machine_keys() -> MachineKeys:
    return MachineKeys(*(secrets.token_bytes(_KEY_BYTES) for _ in range(3)))


def load_or_create(folder: Path) -> MachineKeys:
    """The keys in the data folder; made when there are none. Processes that race get the same ones."""
    try:
        return load(folder)
    except MachineKeysMissing:
        store(folder, new_machine_keys())
        return load(folder)


def load(folder: Path) -> MachineKeys:
    """The keys in the data folder, else ``MachineKeysUnusable``."""
    path = _file(folder)
    try:
        if path.stat().st_mode & 0o077:
            path.chmod(0o600)
        return decode(path.read_text(encoding="ascii"))
    except FileNotFoundError:
        raise MachineKeysMissing(f"There are no machine keys: {path}") from None
    except OSError as error:
        raise MachineKeysUnusable(f"The machine keys cannot be read: {path}: {error.strerror}") from None
    except ValueError:
        raise MachineKeysUnusable(f"This is not a file of machine keys: {path}") from None


def encode(keys: MachineKeys) -> str:
    """As they stand in their file."""
    return json.dumps({name: key.hex() for name, key in asdict(keys).items()}, indent=1) + "\n"


def decode(text: str) -> MachineKeys:
    """From such a text, else ``ValueError``."""
    try:
        keys = MachineKeys(**{name: bytes.fromhex(value) for name, value in json.loads(text).items()})
    except (TypeError, AttributeError):
        raise ValueError("these are no machine keys") from None
    if {len(key) for key in asdict(keys).values()} != {_KEY_BYTES}:
        raise ValueError("these are no machine keys")
    return keys


def store(folder: Path, keys: MachineKeys) -> bool:
    """Write the keys, readable by their owner only; False, changing nothing, when there are some already."""
    path = _file(folder)
    draft = path.with_name(f".{_NAME}.{secrets.token_hex(8)}")
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        try:
            _write(draft, keys)
            return _name_it(draft, path)
        finally:
            draft.unlink(missing_ok=True)
    except OSError as error:
        raise MachineKeysUnusable(f"The machine keys cannot be written: {path}: {error.strerror}") from None


def _file(folder: Path) -> Path:
    return folder / "keys" / _NAME


def _write(draft: Path, keys: MachineKeys) -> None:
    opened = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(opened, "w", encoding="ascii") as file:
        file.write(encode(keys))
        file.flush()
        os.fsync(file.fileno())


def _name_it(draft: Path, path: Path) -> bool:
    # A hard link, unlike a rename, fails when another process was first.
    try:
        path.hardlink_to(draft)
    except FileExistsError:
        return False
    folder = os.open(path.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)
    return True
