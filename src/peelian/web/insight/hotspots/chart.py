"""The concentration curve as a drawing and as a table: how few places hold how much crime."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

WIDTH: Final = 600
HEIGHT: Final = 340
LEFT, RIGHT, TOP, BOTTOM = 56, 16, 14, 48
_STEPS: Final = (0, 20, 40, 60, 80, 100)  # percent
_ROWS: Final = (1, 2, 5, 10, 20, 50, 100)  # percent of places


@dataclass(frozen=True, slots=True)
class Tick:
    """A line of the grid: where it is in the drawing and what it says."""

    at: float
    words: str


@dataclass(frozen=True, slots=True)
class Mark:
    """A point to read off: "25% of crime is in 1.2% of places"."""

    x: float
    y: float
    words: str

    @property
    def words_x(self) -> float:
        """Where its words start."""
        return self.x + 12


@dataclass(frozen=True, slots=True)
class Chart:
    """Everything the template draws; positions are in the drawing's own units."""

    line: str
    even: str
    across: tuple[Tick, ...]
    up: tuple[Tick, ...]
    marks: tuple[Mark, ...]
    rows: tuple[tuple[str, str], ...]
    width: int = WIDTH
    height: int = HEIGHT
    left: int = LEFT
    right: int = WIDTH - RIGHT
    top: int = TOP
    bottom: int = HEIGHT - BOTTOM
    middle: float = (LEFT + WIDTH - RIGHT) / 2
    centre: float = (TOP + HEIGHT - BOTTOM) / 2
    tick_x: int = LEFT - 8
    tick_y: int = HEIGHT - BOTTOM + 20
    axis_y: int = HEIGHT - 6


def concentration(curve: Sequence[tuple[float, float]]) -> Chart:
    """Draw the curve of shares of places and shares of crime, hottest place first."""
    places = np.array([point[0] for point in curve], dtype=np.float64)
    crime = np.array([point[1] for point in curve], dtype=np.float64)
    points = " ".join(f"{_x(a):.1f},{_y(b):.1f}" for a, b in _thinned(places, crime))
    marks = []
    for share in (0.25, 0.5):
        at = float(np.interp(share, crime, places)) if len(curve) > 1 else 0.0
        marks.append(Mark(_x(at), _y(share), f"{share:.0%} of crime in {_percent(at)} of places"))
    return Chart(
        line=points,
        even=f"{_x(0)},{_y(0)} {_x(1)},{_y(1)}",
        across=tuple(Tick(_x(step / 100), f"{step}%") for step in _STEPS),
        up=tuple(Tick(_y(step / 100), f"{step}%") for step in _STEPS),
        marks=tuple(marks),
        rows=tuple(
            (f"{row}%", _percent(float(np.interp(row / 100, places, crime)))) for row in _ROWS
        ),
    )


def _thinned(places: np.ndarray, crime: np.ndarray) -> list[tuple[float, float]]:
    """Keep what a screen can show: at most about 400 points, ends included."""
    if len(places) == 0:
        return [(0.0, 0.0)]
    keep = np.unique(np.linspace(0, len(places) - 1, 400).astype(int))
    kept = list(zip(places[keep].tolist(), crime[keep].tolist(), strict=True))
    return kept if kept[-1][0] >= 1 else [*kept, (1.0, kept[-1][1])]


def _x(share: float) -> float:
    return LEFT + share * (WIDTH - LEFT - RIGHT)


def _y(share: float) -> float:
    return HEIGHT - BOTTOM - share * (HEIGHT - BOTTOM - TOP)


def _percent(share: float) -> str:
    return f"{share:.1%}" if share < 0.1 else f"{share:.0%}"  # noqa: PLR2004 - small shares need a decimal
