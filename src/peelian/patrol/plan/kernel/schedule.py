"""Time the visits: one pass through the shift in which the callsign free first chooses next."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from peelian.patrol.plan.kernel.dose import releases
from peelian.patrol.plan.kernel.sectors import Bools, sectors

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

IDLE = 10  # minutes a callsign waits before it looks again when nothing is due
FAR = 5  # minutes overdue that one minute of travel into another sector costs
BREAK_FROM, BREAK_TO = 0.30, 0.65  # part of the shift within which breaks begin


@dataclass(frozen=True, slots=True)
class Problem:
    """What the visits have to respect; whole minutes throughout.

    ``x`` and ``y`` are (n,) metres; ``travel`` is (n + 1, n + 1) between areas, the station last.
    Without a station (``station=False``) a callsign appears in its first area and is back there
    by the end.
    """

    x: Floats
    y: Floats
    travel: Ints
    visits: Ints  # (n,) wanted
    units: int
    shift: int
    shortest: int
    longest: int
    apart: int
    pause: int  # length of the break, 0 for none
    station: bool


@dataclass(frozen=True, slots=True)
class Weights:
    """What a callsign minds when it chooses, in minutes of travel."""

    wait: float = 0.5  # a minute of waiting
    overdue: float = 0.3  # a minute a visit is overdue, which speaks for it
    noise: float = 2.0  # standard deviation of chance
    most_wait: float = 2.0 * IDLE  # longest wait worth committing to, minutes
    patience: float = 45.0  # minutes overdue before callsigns of other sectors come


@dataclass(frozen=True, slots=True)
class Timetable:
    """Visits in order of choice: (v,) unit, area, start, minutes, travel; (units,) break start.

    A break start of -1 means none.
    """

    unit: Ints
    area: Ints
    start: Ints
    minutes: Ints
    travel: Ints
    pause: Ints


def travel_minutes(x: Floats, y: Floats, metres_a_minute: float, detour: float) -> Ints:
    """Whole minutes between places, rounded up: straight line times ``detour`` at one speed."""
    metres = np.hypot(x[:, None] - x[None, :], y[:, None] - y[None, :]) * detour
    return np.ceil(np.round(metres / metres_a_minute, 6)).astype(np.int64)


def nearest_neighbour(problem: Problem, rng: np.random.Generator) -> Timetable:
    """The baseline: always the nearest area that may be visited, as early as it may be."""
    weights = Weights(wait=1.0, overdue=0.0, noise=0.0, patience=-np.inf, most_wait=np.inf)
    due = np.zeros((len(problem.visits), int(problem.visits.max(initial=1))), dtype=np.int64)
    home = np.ones((problem.units, len(problem.visits)), dtype=np.bool_)
    return _Shift(problem, weights, due, home, rng).play()


def schedule(problem: Problem, rng: np.random.Generator, tries: int = 8) -> Timetable:
    """Play the shift ``tries`` times with fresh chance and keep the best.

    Best is: most areas visited at least once, then most visits, then least travel.
    """
    best: tuple[tuple[int, int, int], Timetable] | None = None
    for _ in range(tries):
        found = _attempt(problem, rng)
        score = (-len(np.unique(found.area)), -len(found.area), int(found.travel.sum()))
        if best is None or score < best[0]:
            best = score, found
    assert best is not None
    return best[1]


def _attempt(problem: Problem, rng: np.random.Generator) -> Timetable:
    """One shift with fresh sectors and fresh times at which visits fall due."""
    p = problem
    home = sectors(p.x, p.y, p.visits, p.units, float(rng.uniform(0, np.pi)))
    home = home[rng.permutation(p.units)]
    group = np.argmax(home, axis=0).astype(np.int64)
    due = releases(p.visits, group, p.shift, p.longest, p.apart, rng)
    return _Shift(p, Weights(), due, home, rng).play()


class _Shift:
    """One pass. Positions: 0..n-1 an area, n the station, -1 not yet anywhere."""

    def __init__(
        self,
        problem: Problem,
        weights: Weights,
        due: Ints,
        mine: Bools,
        rng: np.random.Generator,
    ) -> None:
        n, units = len(problem.visits), problem.units
        self.p, self.w, self.rng, self.mine = problem, weights, rng, mine
        self.due = np.column_stack([due, np.full(n, problem.shift)])
        self.made = np.zeros(n, dtype=np.int64)
        self.ended = np.full(n, -problem.apart - 1, dtype=np.int64)
        self.free = np.zeros(units, dtype=np.int64)
        home = n if problem.station else -1
        self.at = np.full(units, home, dtype=np.int64)
        self.base = np.full(units, home, dtype=np.int64)
        self.pause = np.full(units, -1, dtype=np.int64)
        spread = rng.permutation(units) + rng.random(units)
        window = BREAK_FROM + (BREAK_TO - BREAK_FROM) * spread / units
        self.pause_due = (window * problem.shift).astype(np.int64)
        self.rows: list[tuple[int, int, int, int, int]] = []

    def play(self) -> Timetable:
        """Let the callsign that is free first choose, until none can fit another visit."""
        working = np.ones(self.p.units, dtype=bool)
        while working.any():
            first = int(np.argmin(np.where(working, self.free, self.p.shift * 2)))
            working[first] = self._step(first)
        unit, area, start, minutes, travel = np.array(self.rows, dtype=np.int64).reshape(-1, 5).T
        return Timetable(unit, area, start, minutes, travel, self.pause)

    def _step(self, unit: int) -> bool:
        """Take a break, make a visit or wait; false when the callsign is done."""
        now = int(self.free[unit])
        if self._owes_break(unit) and now >= self.pause_due[unit]:
            return self._rest(unit)
        minutes = int(self.rng.integers(self.p.shortest, self.p.longest + 1))
        go, begin, home = self._options(unit, now)
        owed = self.p.pause if self._owes_break(unit) else 0
        fits = (self.made < self.p.visits) & (begin + minutes + home + owed <= self.p.shift)
        if not fits.any():
            return self._rest(unit) if self._owes_break(unit) else False
        overdue = np.maximum(0, now + go - self.due[np.arange(len(go)), self.made])
        wait = begin - now - go
        cost = go + self.w.wait * wait - self.w.overdue * overdue
        cost = cost + self.rng.normal(0.0, 1.0, len(cost)) * self.w.noise
        worth = (
            fits
            & (wait <= self.w.most_wait)
            & (self.mine[unit] | (overdue > self.w.patience + FAR * go))
        )
        if not worth.any():
            return self._idle(unit)
        area = int(np.argmin(np.where(worth, cost, np.inf)))
        if self._owes_break(unit) and begin[area] + minutes > BREAK_TO * self.p.shift:
            return self._rest(unit)
        self._visit(unit, area, int(begin[area]), minutes, int(go[area]))
        return True

    def _options(self, unit: int, now: int) -> tuple[Ints, Ints, Ints]:
        """(n,) travel there, earliest start, and travel from there to where the unit ends."""
        n = len(self.p.visits)
        at, base = int(self.at[unit]), int(self.base[unit])
        go = self.p.travel[at, :n] if at >= 0 else np.zeros(n, dtype=np.int64)
        home = self.p.travel[:n, base] if base >= 0 else np.zeros(n, dtype=np.int64)
        due = self.due[np.arange(n), self.made]
        begin = np.maximum(np.maximum(now + go, self.ended + self.p.apart), due)
        return go, begin, home

    def _owes_break(self, unit: int) -> bool:
        return self.p.pause > 0 and bool(self.pause[unit] < 0)

    def _idle(self, unit: int) -> bool:
        """Wait a little, unless that would leave no time for the break and the way back."""
        at, base = int(self.at[unit]), int(self.base[unit])
        home = int(self.p.travel[at, base]) if at >= 0 and base >= 0 else 0
        if self._owes_break(unit) and self.free[unit] + IDLE + self.p.pause + home > self.p.shift:
            return self._rest(unit)
        self.free[unit] += IDLE
        return True

    def _rest(self, unit: int) -> bool:
        self.pause[unit] = self.free[unit]
        self.free[unit] += self.p.pause
        return True

    def _visit(self, unit: int, area: int, begin: int, minutes: int, go: int) -> None:
        self.rows.append((unit, area, begin, minutes, go))
        self.made[area] += 1
        self.ended[area] = self.free[unit] = begin + minutes
        self.at[unit] = area
        if self.base[unit] < 0:
            self.base[unit] = area
