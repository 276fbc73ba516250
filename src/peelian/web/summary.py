"""A tool's ``summary()`` for a reader: figures, lists and tables with words for keys."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

MOST_ROWS: Final = 200  # shown of a table; the files hold them all
_NOTHING: Final = "none"
_ROUNDED: Final = 1000  # from here on, fractions say nothing


@dataclass(frozen=True, slots=True)
class Table:
    """Rows under one heading."""

    title: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    left_out: int
    numeric: tuple[bool, ...]

    @property
    def lines(self) -> list[list[tuple[str, bool]]]:
        """Each row as cells with whether they hold numbers."""
        return [list(zip(row, self.numeric, strict=True)) for row in self.rows]

    @property
    def heads(self) -> list[tuple[str, bool]]:
        """The column names with whether the column holds numbers."""
        return list(zip(self.columns, self.numeric, strict=True))


@dataclass(frozen=True, slots=True)
class Sections:
    """A summary taken apart."""

    facts: tuple[tuple[str, str], ...]
    tables: tuple[Table, ...]


def sections(summary: Mapping[str, Any], prefix: str = "") -> Sections:
    """Take a summary apart: single values first, then what is a list of records."""
    facts: list[tuple[str, str]] = []
    tables: list[Table] = []
    for key, value in summary.items():
        name = f"{prefix}{words(key)}" if not prefix else f"{prefix}, {words(key).lower()}"
        if isinstance(value, Mapping):
            inner = sections(value, name)
            facts += inner.facts
            tables += inner.tables
        elif isinstance(value, list | tuple) and any(isinstance(v, Mapping) for v in value):
            tables.append(_table(name, [v for v in value if isinstance(v, Mapping)]))
        else:
            facts.append((name, shown(value)))
    return Sections(tuple(facts), tuple(tables))


def words(key: str) -> str:
    """A key as people read it."""
    return key.replace("_", " ").replace("-", " ").strip().capitalize()


def shown(value: Any) -> str:
    """A value as people read it."""
    if isinstance(value, Mapping):
        text = "; ".join(f"{words(str(k))}: {shown(v)}" for k, v in value.items())
    elif isinstance(value, list | tuple):
        text = ", ".join(shown(v) for v in value)
    elif isinstance(value, bool):
        text = "yes" if value else "no"
    elif isinstance(value, int):
        text = f"{value:,}"
    elif isinstance(value, float):
        text = f"{value:,.4g}" if abs(value) < _ROUNDED else f"{value:,.0f}"
    else:
        text = "" if value is None else str(value)
    return text or _NOTHING


def _table(title: str, records: list[Mapping[str, Any]]) -> Table:
    columns = tuple(dict.fromkeys(key for record in records for key in record))
    kept = records[:MOST_ROWS]
    numeric = tuple(
        all(isinstance(r.get(c), int | float) and not isinstance(r.get(c), bool) for r in kept)
        for c in columns
    )
    rows = tuple(tuple(shown(r.get(c)) for c in columns) for r in kept)
    return Table(title, tuple(words(c) for c in columns), rows, len(records) - len(kept), numeric)
