"""Series for tests: short tables of series, periods and counts, and simulated families."""

from collections.abc import Iterable
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa

from peelian.ground.time import Month


def months(first: str, count: int) -> list[str]:
    start = Month.parse(first)
    return [str(start.plus(i)) for i in range(count)]


def table(series: dict[str, Iterable[float]], labels: list[str], **columns: Any) -> pa.Table:
    """One row per series and period; NaN leaves the row out."""
    rows = [
        {"series": name, "period": label, "count": value}
        for name, values in series.items()
        for label, value in zip(labels, values, strict=True)
        if not np.isnan(value)
    ]
    made = pa.Table.from_pylist(rows)
    for name, values in columns.items():
        made = made.append_column(name, pa.array(values))
    return made


def write(path: Path, rows: Iterable[tuple[Any, ...]], header: str = "series,period,count") -> Path:
    lines = [header, *(",".join(map(str, row)) for row in rows)]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def world(
    rng: np.random.Generator, areas: int, types: int, periods: int = 36
) -> tuple[np.ndarray, np.ndarray, np.ndarray, tuple[str, ...]]:
    """Police-like monthly counts: mean, overdispersion and names too. Negative binomial."""
    base = np.exp(rng.uniform(np.log(0.03), np.log(6.0), types))
    area = rng.gamma(3.0, 1 / 3, areas)[:, None] * rng.gamma(4.0, 0.25, (areas, types))
    size, phase = rng.uniform(0, 0.3, types), rng.uniform(0, 2 * np.pi, types)
    growth, t = rng.normal(0, 0.05, types), np.arange(periods)
    season = np.exp(
        size[:, None] * np.cos(2 * np.pi * t / 12 - phase[:, None]) + growth[:, None] * t / 12
    )
    mean = ((area * base)[:, :, None] * season).reshape(-1, periods)
    phi = 1.0 + mean * rng.gamma(2.0, 0.05, (areas * types, 1))
    counts = rng.poisson(rng.gamma(mean / (phi - 1), phi - 1)).astype(float)
    names = tuple(f"A{a:04d}|T{k:02d}" for a in range(areas) for k in range(types))
    return counts, mean, phi, names
