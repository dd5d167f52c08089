"""Sizes that tell little: what is sealed is first filled up to one of a few lengths."""

STEPS = (256, 1024, 4096, 16384, 65536)
_MARK = b"\x80"


class BadPadding(ValueError):
    """What was opened was not made by ``pad``."""


def padded_size(length: int) -> int:
    """Bytes after padding: the first step with room for the mark, above the last step its multiples."""
    for step in STEPS:
        if length < step:
            return step
    return (length // STEPS[-1] + 1) * STEPS[-1]


def pad(plain: bytes) -> bytes:
    """ISO/IEC 7816-4: the bytes, 0x80, then zeros up to a step."""
    return (plain + _MARK).ljust(padded_size(len(plain)), b"\x00")


def unpad(padded: bytes) -> bytes:
    """Undo ``pad``; ``BadPadding`` for anything that it did not make."""
    filled = padded.rstrip(b"\x00")
    if not filled.endswith(_MARK) or len(padded) != padded_size(len(filled) - 1):
        raise BadPadding("the padding is not ours")
    return filled[:-1]
