"""Ed25519 verification by RFC 8032, section 5.1.7, so that the verifier needs nothing but Python.

Strict: S below the group order, canonical points only, no point of small order, and the equation without
the cofactor. It verifies only: nothing here is secret, so nothing needs constant time.
"""

import hashlib
from functools import lru_cache
from typing import TypeAlias

KEY_BYTES = 32
SIGNATURE_BYTES = 64

_P = 2**255 - 19
_ORDER = 2**252 + 27742317777372353535851937790883648493
_D = -121665 * pow(121666, -1, _P) % _P
_SQRT_MINUS_ONE = pow(2, (_P - 1) // 4, _P)
_BASE_X = 15112221349535400772501151409588531511454012693041857206046113283949847762202
_BASE_Y = 46316835694926478169428394003475163141307993866256225615783033603165251855960
_WINDOW = 4
_WINDOWS = range(256 // _WINDOW)

# Extended coordinates X, Y, Z, T with x = X/Z, y = Y/Z, xy = T/Z.
_Point: TypeAlias = tuple[int, int, int, int]
_NEUTRAL: _Point = (0, 1, 1, 0)


def verifies(key: bytes, message: bytes, signature: bytes) -> bool:
    """True when the 64-byte signature over the message is the 32-byte key's."""
    if len(key) != KEY_BYTES or len(signature) != SIGNATURE_BYTES:
        return False
    encoded_r, s = signature[:32], int.from_bytes(signature[32:], "little")
    table = _negated_key_table(key)
    if table is None or s >= _ORDER:
        return False
    digest = hashlib.sha512(encoded_r + key + message).digest()
    h = int.from_bytes(digest, "little") % _ORDER
    # R must be [S]B - [h]A. Comparing encodings also refuses every R that is not canonical.
    r = _add(_times(_base_table(), s), _times(table, h))
    return _encode(r) == encoded_r and not _has_small_order(r)


def _add(a: _Point, b: _Point) -> _Point:
    x1, y1, z1, t1 = a
    x2, y2, z2, t2 = b
    e = (y1 - x1) * (y2 - x2) % _P
    f = (y1 + x1) * (y2 + x2) % _P
    g = 2 * _D * t1 * t2 % _P
    h = 2 * z1 * z2 % _P
    left, low, high, right = f - e, h - g, h + g, f + e
    return left * low % _P, high * right % _P, low * high % _P, left * right % _P


def _has_small_order(point: _Point) -> bool:
    for _ in range(3):
        point = _add(point, point)
    return point[0] == 0 and point[1] == point[2]


def _encode(point: _Point) -> bytes:
    x, y, z, _ = point
    inverse = pow(z, -1, _P)
    x, y = x * inverse % _P, y * inverse % _P
    return (y | (x & 1) << 255).to_bytes(32, "little")


def _decode(encoded: bytes) -> _Point | None:
    """The point (5.1.3), or None when the bytes are not the one encoding of a point on the curve."""
    number = int.from_bytes(encoded, "little")
    y, sign = number & ((1 << 255) - 1), number >> 255
    x = _x_of(y) if y < _P else None
    if x is None or (x == 0 and sign):
        return None
    if x & 1 != sign:
        x = _P - x
    return x, y, 1, x * y % _P


def _x_of(y: int) -> int | None:
    u, v = (y * y - 1) % _P, (_D * y * y + 1) % _P
    x = u * pow(v, 3, _P) * pow(u * pow(v, 7, _P), (_P - 5) // 8, _P) % _P
    square = v * x * x % _P
    if square == u:
        return x
    if square == -u % _P:
        return x * _SQRT_MINUS_ONE % _P
    return None


_Table: TypeAlias = list[list[_Point]]


def _table_of(point: _Point) -> _Table:
    """For each window of four bits, the point's multiples 0 to 15 at that place."""
    table = []
    for _ in _WINDOWS:
        row = [_NEUTRAL]
        for _ in range((1 << _WINDOW) - 1):
            row.append(_add(row[-1], point))
        table.append(row)
        point = _add(row[-1], point)
    return table


def _times(table: _Table, number: int) -> _Point:
    total = _NEUTRAL
    for row in table:
        total = _add(total, row[number & 15])
        number >>= _WINDOW
    return total


@lru_cache(maxsize=1)
def _base_table() -> _Table:
    return _table_of((_BASE_X, _BASE_Y, 1, _BASE_X * _BASE_Y % _P))


@lru_cache(maxsize=4)
def _negated_key_table(key: bytes) -> _Table | None:
    point = _decode(key)
    if point is None or _has_small_order(point):
        return None
    x, y, z, t = point
    return _table_of((-x % _P, y, z, -t % _P))
