"""One spelling for each record: JSON with sorted keys, no spaces and UTF-8, so that equal records hash alike.

Text is kept as it was typed (no Unicode normalisation). Keys sort by code point. Integers stay within
±(2**53 - 1), which every JSON reader holds exactly; fractions are written as text.
"""

import json
from collections.abc import Mapping, Sequence
from typing import NoReturn, TypeAlias

Value: TypeAlias = "bool | int | str | Sequence[Value] | Mapping[str, Value] | None"

MAX_INTEGER = 2**53 - 1
_MAX_DEPTH = 16

_ENCODER = json.JSONEncoder(
    sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False, check_circular=False
)


def encode(value: Value) -> bytes:
    """The canonical bytes of plain dicts, lists, tuples, strings, integers, booleans and None.

    ValueError for floats, other types, keys that are not text, integers beyond MAX_INTEGER, lone surrogates
    and anything nested more than 16 deep.
    """
    _check(value, 0)
    return _ENCODER.encode(value).encode("utf-8")


def decode(data: bytes) -> Value:
    """Read canonical bytes back; ValueError if `encode` would not have written exactly these bytes."""
    value = parse(data)
    if _ENCODER.encode(value).encode("utf-8") != data:
        raise ValueError("not in canonical form")
    return value


def parse(data: bytes) -> Value:
    """Read JSON in any spelling, with the limits of `encode` on numbers; ValueError for all else."""
    try:
        value: Value = _DECODER.decode(data.decode("utf-8"))
    except RecursionError as error:
        raise ValueError("nested too deeply") from error
    return value


def _check(value: object, depth: int) -> None:
    if depth > _MAX_DEPTH:
        raise ValueError("nested too deeply")
    if isinstance(value, dict):
        if not all(isinstance(key, str) for key in value):
            raise ValueError("a key is not text")
        value = tuple(value.values())
    if isinstance(value, list | tuple):
        for item in value:
            _check(item, depth + 1)
    elif isinstance(value, int):
        _within_limits(value)
    elif not (value is None or isinstance(value, str)):
        raise ValueError(f"{type(value).__name__} has no canonical form")


def _within_limits(number: int) -> int:
    if abs(number) > MAX_INTEGER:
        raise ValueError("an integer is too large")
    return number


def _read_integer(digits: str) -> int:
    return _within_limits(int(digits))


def _refuse_number(digits: str) -> NoReturn:
    raise ValueError(f"{digits} is not an integer")


_DECODER = json.JSONDecoder(
    parse_int=_read_integer, parse_float=_refuse_number, parse_constant=_refuse_number
)
