"""Purposes are short names from a list, compared so that no spelling slips past the list."""

import re
import unicodedata
from typing import Final

from peelian.ground.errors import InputError

_NAME: Final = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


def purpose(text: str) -> str:
    """Return the one spelling of a purpose: lower case, hyphens, plain letters.

    Case, spaces and compatibility forms (full-width letters) are folded. Letters of another
    script that look alike stay different, and are therefore refused.

    Raises:
        InputError: when the text is not a purpose's name.
    """
    folded = unicodedata.normalize("NFKC", text).casefold().strip()
    name = re.sub(r"[\s_-]+", "-", folded)
    if len(name) > 80 or not _NAME.fullmatch(name):  # noqa: PLR2004 - longer is a sentence
        raise InputError(
            "The purpose could not be read.",
            "A purpose is a short name in plain letters, such as patrol-planning.",
            "Choose the purpose from the list of the approved use.",
        )
    return name


def is_purpose(text: str) -> bool:
    """Whether ``text`` is a purpose's name."""
    try:
        purpose(text)
    except InputError:
        return False
    return True
