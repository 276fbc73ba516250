"""Series from a table: read, checked, and laid out as arrays."""

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, Final

import narwhals as nw
import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray
from pyarrow import csv as arrow_csv

from peelian.ground.errors import InputError
from peelian.insight.trends.model import Period
from peelian.insight.trends.service import periods

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

NEEDED: Final = ("series", "period", "count")
OPTIONAL: Final = ("exposure", "incomplete", "group")
_LARGEST: Final = 1e8
_CELLS: Final = 200_000_000  # series times periods that fit in memory
_TRUE: Final = ("1", "1.0", "true", "yes", "y", "t", "x", "incomplete")
_FALSE: Final = ("", "0", "0.0", "false", "no", "n", "f")


@dataclass(frozen=True, slots=True, eq=False)
class Table:
    """Series as arrays: NaN where a period has no row; incomplete periods keep their count."""

    names: tuple[str, ...]
    first: int
    counts: Floats  # (S, T)
    exposure: Floats  # (S, T), ones when none was given
    incomplete: NDArray[np.bool_]  # (S, T)
    groups: tuple[str, ...] | None  # one word per series, when given


def read(path: Path, period: Period, today: date) -> Table:
    """Read a CSV file, plain or gzipped.

    Raises:
        InputError: when it is not a table of series.
    """
    strings = dict.fromkeys((*NEEDED, *OPTIONAL), pa.string())
    convert = arrow_csv.ConvertOptions(column_types=strings, strings_can_be_null=False)
    dialect = arrow_csv.ParseOptions(delimiter=",", quote_char='"', double_quote=True)
    try:
        table = arrow_csv.read_csv(path, parse_options=dialect, convert_options=convert)
    except (pa.ArrowInvalid, OSError, UnicodeError, csv.Error):
        raise InputError(
            "The file of series could not be read.",
            "It is not a comma-separated table, or its rows differ in length.",
            "Save it as CSV with the columns series, period, count.",
        ) from None
    return arrange(table, period, today)


def from_frame(frame: Any, period: Period, today: date) -> Table:
    """Take any data frame with the columns of the file."""
    return arrange(nw.from_native(frame, eager_only=True).to_arrow(), period, today)


def arrange(table: pa.Table, period: Period, today: date) -> Table:
    """Check the rows and lay them out.

    Raises:
        InputError: naming what is wrong and in how many rows.
    """
    columns = {str(name).strip().lower(): name for name in table.column_names}
    missing = [name for name in NEEDED if name not in columns]
    if missing:
        raise _unusable(
            f"It lacks the column {missing[0]}.", "Name the columns series, period, count."
        )
    if table.num_rows == 0:
        raise _unusable("It has no rows.", "Check the export, and that the area has incidents.")
    data: dict[str, Any] = {
        name: table[columns[name]] for name in (*NEEDED, *OPTIONAL) if name in columns
    }
    names, of_series = _encode(data["series"], "series")
    words, of_word = _encode(data["period"], "period")
    number = np.array([periods.number(word, period) for word in words])
    _check_future(number, period, today)
    of_period = number[of_word]
    counts = _counts(data["count"])
    first, width = int(of_period.min()), int(np.ptp(of_period)) + 1
    if len(names) * width > _CELLS:
        raise _unusable(
            f"{len(names):,} series over {width:,} periods do not fit in memory.",
            "Split the file, or leave out periods far in the past.",
        )
    cell = of_series * width + of_period - first
    _check_once(cell, len(names) * width)
    shape = (len(names), width)
    return Table(
        names,
        first,
        _scatter(counts, cell, shape, np.nan),
        _scatter(_exposure(data), cell, shape, np.nan if "exposure" in data else 1.0),
        _scatter(_flags(data), cell, shape, 0.0) > 0.0,
        _group_words(data, of_series, len(names)),
    )


def _encode(column: Any, name: str) -> tuple[tuple[str, ...], Ints]:
    text = pc.utf8_trim_whitespace(column.cast(pa.string()))
    empty = pc.sum(pc.or_kleene(pc.is_null(text), pc.equal(text, ""))).as_py()
    if empty:
        raise _unusable(f"{empty:,} rows have no {name}.", "Fill them in, or leave the rows out.")
    encoded = text.combine_chunks().dictionary_encode()
    if isinstance(encoded, pa.ChunkedArray):
        encoded = encoded.unify_dictionaries().combine_chunks()
    return tuple(encoded.dictionary.to_pylist()), encoded.indices.to_numpy().astype(np.int64)


def _numbers(column: Any, name: str) -> Floats:
    if pa.types.is_string(column.type) or pa.types.is_large_string(column.type):
        column = pc.utf8_trim_whitespace(column)
        column = pc.if_else(pc.equal(column, ""), None, column)
    try:
        values = column.cast(pa.float64())
    except pa.ArrowInvalid:
        raise _unusable(
            f"A {name} is not a number.", "Write numbers with digits and a point only."
        ) from None
    return np.asarray(values.to_numpy(zero_copy_only=False), dtype=np.float64)


def _counts(column: Any) -> Floats:
    values = _numbers(column, "count")
    bad = {
        "are empty": np.isnan(values),
        "are negative": values < 0,
        "are not whole numbers": np.isfinite(values) & (values != np.floor(values)),
        "are larger than a hundred million": values > _LARGEST,
    }
    for words, where in bad.items():
        if where.any():
            row = int(np.argmax(where)) + 2
            raise _unusable(
                f"{int(where.sum()):,} counts {words} (first in line {row}).",
                "Correct them; leave the row out when the count is not known.",
            )
    return values


def _exposure(data: Mapping[str, Any]) -> Floats:
    if "exposure" not in data:
        return np.ones(len(data["count"]))
    values = _numbers(data["exposure"], "exposure")
    bad = ~(values > 0)
    if bad.any():
        raise _unusable(
            f"{int(bad.sum()):,} exposures are empty, zero or negative.",
            "Give the people, addresses or days at risk in every row, or leave the column out.",
        )
    return values


def _flags(data: Mapping[str, Any]) -> Floats:
    if "incomplete" not in data:
        return np.zeros(len(data["count"]))
    text = pc.utf8_lower(pc.utf8_trim_whitespace(data["incomplete"].cast(pa.string())))
    text = pc.fill_null(text, "")
    true = pc.is_in(text, pa.array(_TRUE)).to_numpy(zero_copy_only=False)
    false = pc.is_in(text, pa.array(_FALSE)).to_numpy(zero_copy_only=False)
    if not (true | false).all():
        raise _unusable("The column incomplete holds other words.", "Write 1 or 0, yes or no.")
    return np.asarray(true, dtype=np.float64)


def _group_words(data: Mapping[str, Any], of_series: Ints, series: int) -> tuple[str, ...] | None:
    if "group" not in data:
        return None
    words, code = _encode(data["group"], "group")
    of = np.zeros(series, dtype=np.int64)
    of[of_series] = code
    return tuple(words[i] for i in of)


def _scatter(values: Floats, cell: Ints, shape: tuple[int, int], empty: float) -> Floats:
    flat = np.full(shape[0] * shape[1], empty)
    flat[cell] = values
    return flat.reshape(shape)


def _check_once(cell: Ints, cells: int) -> None:
    seen = np.bincount(cell, minlength=cells)
    twice = int((seen > 1).sum())
    if twice:
        raise _unusable(
            f"{twice:,} periods of a series have more than one row.",
            "Add them up or remove the wrong one; Peelian does not guess which is right.",
        )


def _check_future(number: Ints, period: Period, today: date) -> None:
    newest = periods.newest(today, period)
    if newest is not None and (number > newest).any():
        raise _unusable("It has periods that lie in the future.", "Correct the dates.")


def _unusable(why: str, next_step: str) -> InputError:
    return InputError("The series cannot be used as they are.", why, next_step)
