"""Tests as rows."""

import numpy as np
import pyarrow as pa

from peelian.insight.trends.model import Result


def rows(result: Result) -> pa.Table:
    """Every test as a row, series by series: the columns of the saved CSV."""
    tests, width = len(result.names), len(result.periods)
    ids = pa.DictionaryArray.from_arrays(
        np.repeat(np.arange(tests, dtype=np.int32), width), pa.array(result.names)
    )
    when = pa.DictionaryArray.from_arrays(
        np.tile(np.arange(width, dtype=np.int32), tests), pa.array(result.periods)
    )
    flat = {
        "observed": result.observed,
        "expected": result.expected,
        "upper": result.upper,
    }
    numbers = {name: pa.array(v.ravel(), from_pandas=True) for name, v in flat.items()}
    return pa.table(
        {
            "series": ids.cast(pa.string()),
            "period": when.cast(pa.string()),
            **numbers,
            "alarm": pa.array(result.alarm.ravel().astype(np.int8)),
            "p_value": pa.array(result.p_value.ravel(), from_pandas=True),
            "overdispersion": pa.array(result.overdispersion.ravel(), from_pandas=True),
            "series_tested": pa.array(np.tile(result.series_tested, tests)),
        }
    )
