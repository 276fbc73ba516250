"""From the working square to metres on the British National Grid, bent so no town is a grid."""

from dataclasses import dataclass

import numpy as np
from numpy.random import Generator

from peelian.sample.force.chance import Floats


@dataclass(frozen=True, slots=True)
class Warp:
    """A smooth one-to-one bending of the square around a centre in metres."""

    east: float
    north: float
    half_side: float
    turn: float
    waves: Floats  # (k, 5): frequency x, y, phase, strength east, strength north

    def apply(self, x: Floats, y: Floats) -> tuple[Floats, Floats]:
        """Metres (easting, northing) for points of the square, rounded to 0.1 m."""
        u = x * (0.42 + 0.58 * np.sqrt(1 - y * y / 2))
        v = y * (0.42 + 0.58 * np.sqrt(1 - x * x / 2))
        du, dv = np.zeros_like(u), np.zeros_like(v)
        for fx, fy, phase, east, north in self.waves:
            wave = np.sin(fx * u + fy * v + phase)
            du, dv = du + east * wave, dv + north * wave
        u, v = (u + du) * self.half_side, (v + dv) * self.half_side
        cos, sin = np.cos(self.turn), np.sin(self.turn)
        return (
            (self.east + u * cos - v * sin).round(1),
            (self.north + u * sin + v * cos).round(1),
        )


def make(rng: Generator, east: float, north: float, half_side: float) -> Warp:
    """Draw a bending; its slopes stay below one half, so nothing folds over."""
    waves = np.empty((5, 5))
    waves[:, :2] = rng.uniform(-3.2, 3.2, (5, 2))
    waves[:, 2] = rng.uniform(0, 2 * np.pi, 5)
    waves[:, 3:] = rng.uniform(-0.03, 0.03, (5, 2))
    return Warp(east, north, half_side, float(rng.uniform(0, np.pi / 2)), waves.round(6))
