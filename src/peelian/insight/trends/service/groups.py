"""Which series share a season and a typical level, told from their names."""

from collections import Counter
from typing import Final

import numpy as np
from numpy.typing import NDArray

SEPARATORS: Final = ("|", " · ", "/", ";", ":", "__", " - ", ".", "_", "-", " ")
_FIRST, _LAST = 0, 2  # places of the parts that str.partition gives
_MOST: Final = 200
_EACH: Final = 20


def split(name: str) -> tuple[str, str]:
    """Area and crime type of a series named ``AREA|TYPE``; the type is empty otherwise."""
    area, mark, kind = name.rpartition("|")
    return (area, kind) if mark else (name, "")


def of(names: tuple[str, ...], given: tuple[str, ...] | None) -> NDArray[np.int64]:
    """Number the group of each series, shape (S,): as given, else by the end of its name."""
    words = given or _ends(names) or ("",) * len(names)
    index = {word: i for i, word in enumerate(dict.fromkeys(words))}
    return np.array([index[word] for word in words], dtype=np.int64)


def _ends(names: tuple[str, ...]) -> tuple[str, ...] | None:
    """What follows (or comes before) a separator, when it repeats like a crime type does."""
    for mark in SEPARATORS:
        for part in (_LAST, _FIRST):
            words = [
                name.rpartition(mark) if part == _LAST else name.partition(mark) for name in names
            ]
            if not all(w[1] for w in words):
                continue
            kinds = Counter(w[part] for w in words)
            enough = all(size >= _EACH for size in kinds.values())
            if 1 < len(kinds) <= _MOST and enough:
                return tuple(w[part] for w in words)
    return None
