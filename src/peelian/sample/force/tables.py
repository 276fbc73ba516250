"""Arrays into Arrow tables and Parquet files, in the one shape every table of the sample has."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final, TypeAlias

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
from numpy.typing import NDArray

from peelian.sample.force.chance import Ints

NEVER: Final = np.iinfo(np.int64).min  # an instant that is not known


@dataclass(frozen=True, slots=True)
class Words:
    """A column of text held as codes into a list; code -1 is a missing value."""

    codes: NDArray[Any]
    values: Sequence[str]

    def arrow(self) -> pa.Array:
        """The column as an Arrow dictionary of strings."""
        codes = np.asarray(self.codes, dtype=np.int32)
        index = pa.array(codes, mask=codes < 0)
        return pa.DictionaryArray.from_arrays(index, pa.array(self.values, pa.string()))


@dataclass(frozen=True, slots=True)
class Instants:
    """A column of instants as whole seconds since 1970 in UTC; :data:`NEVER` is missing."""

    seconds: Ints

    def arrow(self) -> pa.Array:
        """The column as UTC timestamps."""
        missing = self.seconds == NEVER
        safe = np.where(missing, 0, self.seconds)
        return pa.array(safe * 1000, pa.int64(), mask=missing).cast(pa.timestamp("ms", "UTC"))


@dataclass(frozen=True, slots=True)
class Numbers:
    """A column of decimals rounded to ``places``; NaN is missing."""

    values: NDArray[np.float64]
    places: int = 1

    def arrow(self) -> pa.Array:
        """The column as doubles."""
        return pa.array(np.round(self.values, self.places) + 0.0, pa.float64(), from_pandas=True)


Column: TypeAlias = Words | Instants | Numbers | NDArray[Any] | Sequence[Any]


def table(columns: Mapping[str, Column]) -> pa.Table:
    """Build an Arrow table from columns of equal length."""
    return pa.table({name: _array(column) for name, column in columns.items()})


def _array(column: Column) -> pa.Array:
    if isinstance(column, Words | Instants | Numbers):
        return column.arrow()
    if isinstance(column, np.ndarray | pa.Array):
        return pa.array(column)
    return pa.array(list(column))


def _writer(path: Path, schema: pa.Schema) -> Any:
    """A Parquet file with the encodings that suit instants in order and smooth decimals."""
    kinds = {field.name: field.type for field in schema}
    encoding = {
        name: "DELTA_BINARY_PACKED" for name, t in kinds.items() if pa.types.is_timestamp(t)
    }
    encoding |= {name: "BYTE_STREAM_SPLIT" for name, t in kinds.items() if pa.types.is_floating(t)}
    return pq.ParquetWriter(
        path,
        schema,
        compression="zstd",
        use_dictionary=[name for name in kinds if name not in encoding],
        column_encoding=encoding,
    )


class Writer:
    """Row groups into one Parquet file; only a finished file has its final name."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._open: Any = None
        self.rows = 0

    def add(self, part: pa.Table) -> None:
        """Append a part; every part has the same columns."""
        if self._open is None:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            self._open = _writer(self._path, part.schema)
        self._open.write_table(part)
        self.rows += part.num_rows

    def close(self) -> None:
        """Finish the file."""
        if self._open is not None:
            self._open.close()


def write(path: Path, columns: Mapping[str, Column]) -> int:
    """Write one whole table and return its number of rows."""
    writer = Writer(path)
    writer.add(table(columns))
    writer.close()
    return writer.rows
