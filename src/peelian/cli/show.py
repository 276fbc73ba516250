"""A result for a person's eyes in the terminal: figures first, short tables after."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, Final

_ROWS: Final = 15
_WIDTH: Final = 41
_SPACES: Final = 4  # more of them make a sentence; names of files and places have fewer


def readable(label: str, marking: str, summary: Mapping[str, Any], saved: Sequence[Path]) -> str:
    """Lay a summary out as text.

    Args:
        label: what people call the tool.
        marking: what every output of the session carries; empty when operational.
        summary: plain JSON types.
        saved: files and folders written.
    """
    lines = [label, *([marking] if marking else []), ""]
    for name, value in summary.items():
        if value != marking or not marking:  # said above
            lines += _entry(_words(name), value)
    lines += [f"Saved: {path}" for path in saved]
    return "\n".join(lines).rstrip()


def _entry(name: str, value: Any, indent: str = "") -> list[str]:
    if isinstance(value, Mapping):
        inner = [line for key, v in value.items() for line in _entry(_words(key), v, indent + "  ")]
        return [f"{indent}{name}:", *inner] if inner else [f"{indent}{name}: none"]
    if isinstance(value, list | tuple):
        return _several(name, value, indent)
    return [f"{indent}{name}: {_cell(value)}"]


def _several(name: str, values: Sequence[Any], indent: str) -> list[str]:
    if not values:
        return [f"{indent}{name}: none"]
    if all(isinstance(v, Mapping) for v in values):
        return [f"{indent}{name}:", *_table(values[:_ROWS], indent + "  "), *_more(values, indent)]
    if any(isinstance(v, Mapping | list | tuple) for v in values):
        return [f"{indent}{name}: {len(values):,}"]
    shown = [_cell(v) for v in values[:_ROWS]]
    if any(len(text) > _WIDTH for text in shown):
        return [f"{indent}{name}:", *(f"{indent}  - {t}" for t in shown), *_more(values, indent)]
    return [f"{indent}{name}: {', '.join(shown)}", *_more(values, indent)]


def _more(values: Sequence[Any], indent: str) -> list[str]:
    left = len(values) - _ROWS
    return [f"{indent}  … and {left:,} more (--json or --out has them all)"] if left > 0 else []


def _table(rows: Sequence[Mapping[str, Any]], indent: str) -> list[str]:
    """Columns of short values side by side; sentences below the row they belong to."""
    plain = [c for c in rows[0] if not isinstance(rows[0][c], Mapping | list | tuple)]
    filled = [c for c in plain if any(r.get(c) not in (None, "") for r in rows)]
    sentences = [c for c in filled if any(_is_sentence(r.get(c)) for r in rows)]
    columns = [c for c in filled if c not in sentences]
    body = [[_shortened(_cell(r.get(c))) for c in columns] for r in rows]
    cells = [[_words(c) for c in columns], *body]
    widths = [max(len(row[i]) for row in cells) for i in range(len(columns))]
    right = [isinstance(rows[0][c], int | float) for c in columns]
    lines = []
    for number, row in enumerate(cells):
        texts = (
            text.rjust(width) if figures else text.ljust(width)
            for text, width, figures in zip(row, widths, right, strict=True)
        )
        lines.append(indent + "  ".join(texts).rstrip())
        if number:
            told = (_cell(rows[number - 1].get(c)) for c in sentences)
            lines += [f"{indent}    {text}" for text in told]
    return lines


def _is_sentence(value: Any) -> bool:
    return isinstance(value, str) and len(value) > _WIDTH and value.count(" ") > _SPACES


def _words(name: str) -> str:
    return str(name).replace("_", " ").capitalize()


def _cell(value: Any) -> str:
    if value is None or value == "":
        return "-"
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, int):
        return f"{value:,}"
    if isinstance(value, float):
        return f"{value:,.3g}" if abs(value) < 1000 else f"{value:,.0f}"  # noqa: PLR2004 - where decimals stop helping
    return " ".join(str(value).split())


def _shortened(text: str) -> str:
    """Cut the middle out: names of files differ at both ends."""
    half = (_WIDTH - 1) // 2
    return text if len(text) <= _WIDTH else f"{text[:half]}…{text[-half:]}"
