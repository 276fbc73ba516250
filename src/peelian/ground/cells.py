"""Spreadsheet cells that cannot run: text that looks like a formula is kept as text."""

from typing import Final

_FORMULA_STARTS: Final = ("=", "+", "-", "@", "\t", "\r")


def safe(value: object) -> object:
    """Return ``value`` so that Excel and LibreOffice show it and never evaluate it.

    A leading apostrophe marks the cell as text (OWASP, *CSV Injection*). Numbers pass unchanged.
    """
    if isinstance(value, str) and value.startswith(_FORMULA_STARTS):
        return "'" + value
    return value
