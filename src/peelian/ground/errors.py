"""Errors a person can act on: what happened, why, and what to do next.

No message may hold personal data: name files, columns, rows and counts, never values of a row.
"""

from typing import ClassVar


class PeelianError(Exception):
    """Base of every error a user can meet.

    Args:
        what: what happened, one sentence.
        why: the reason, one sentence.
        next_step: what the reader can do about it, one sentence.
    """

    exit_code: ClassVar[int] = 1

    def __init__(self, what: str, why: str, next_step: str) -> None:
        super().__init__(what, why, next_step)
        self.what = what
        self.why = why
        self.next_step = next_step

    def __str__(self) -> str:
        return f"{self.what} {self.why} {self.next_step}"


class InputError(PeelianError):
    """The input or a parameter cannot be used as it is."""

    exit_code = 2


class VerificationError(PeelianError):
    """Something that should be intact is not (a ledger entry, a stored file)."""

    exit_code = 3


class RefusedError(PeelianError):
    """The data cannot support what was asked, so no answer is given."""

    exit_code = 4


class NotAllowedError(PeelianError):
    """The session or the checks before use do not allow this."""

    exit_code = 5


class BusyError(PeelianError):
    """Somebody else is doing the same work at this moment."""

    exit_code = 6
