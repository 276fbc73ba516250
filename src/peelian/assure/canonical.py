"""JSON in one way only, so that the same content always has the same hash.

Rules: keys sorted; no spaces; ASCII; text in Unicode form NFC; whole numbers only up to 2^53, so
that every reader gets the same number; fractions are written as text (Python's shortest form);
NaN and infinities do not exist; two keys that become one under NFC are refused.
"""

import json
import math
import unicodedata
from collections.abc import Mapping
from typing import Any, Final

from peelian.ground.errors import InputError

_EXACT: Final = 2**53
LARGEST: Final = 16_384  # bytes of one entry: ids and counts, not prose


class NotKeptError(InputError, ValueError):
    """The audit log cannot hold a value the same way everywhere."""


def canonical(value: Any) -> bytes:
    """Write ``value`` as canonical JSON.

    Raises:
        NotKeptError: when it holds something JSON cannot hold the same way everywhere.
    """
    text = json.dumps(
        plain(value), sort_keys=True, separators=(",", ":"), ensure_ascii=True, allow_nan=False
    )
    return text.encode("ascii")


def plain(value: Any) -> Any:
    """Return ``value`` in the one form that is kept.

    Raises:
        NotKeptError: see :func:`canonical`.
    """
    if value is None or isinstance(value, bool):
        return value
    if isinstance(value, str):
        return _text(value)
    if isinstance(value, int):
        return _whole(value)
    if isinstance(value, float):
        return _fraction(value)
    if isinstance(value, Mapping):
        return _keyed(value)
    if isinstance(value, list | tuple):
        return [plain(v) for v in value]
    raise _refused(f"A value is of a kind JSON does not have ({type(value).__name__}).")


def _text(value: str) -> str:
    if value.isascii():
        folded = str(value)
    else:
        folded = unicodedata.normalize("NFC", value)
        if any("\ud800" <= c <= "\udfff" for c in folded):
            raise _refused("A text holds half of a character.")
    return folded


def small(value: Any) -> Any:
    """Return ``value`` in the form that is kept, if it is small enough for one entry.

    Raises:
        NotKeptError: see :func:`canonical`.
    """
    kept = plain(value)
    if len(canonical(kept)) > LARGEST:
        raise _refused(f"It is larger than {LARGEST:,} bytes.")
    return kept


def _whole(value: int) -> int:
    if abs(value) > _EXACT:
        raise _refused("A number is too large to be read the same everywhere.")
    return int(value)


def _fraction(value: float) -> str:
    if not math.isfinite(value):
        raise _refused("A number is not finite, which JSON cannot hold.")
    return repr(value + 0.0)  # -0.0 becomes 0.0


def _keyed(value: Mapping[Any, Any]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for key, item in value.items():
        if not isinstance(key, str):
            raise _refused("A key is not a text.")
        name = _text(key)
        if name in found:
            raise _refused("Two keys are the same text.")
        found[name] = plain(item)
    return found


def _refused(why: str) -> NotKeptError:
    return NotKeptError(
        "The audit log did not record this.",
        why,
        "Record ids, counts, dates and short words only.",
    )
