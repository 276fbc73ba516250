"""Ask the API: never faster than it allows, again when the line fails, and never for ever."""

import json
import time
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Callable
from dataclasses import dataclass, field
from http import HTTPStatus
from typing import Any, Final

from peelian.ground.errors import PeelianError

PER_SECOND: Final = 15  # requests, as the API's documentation allows
TIMEOUT: Final = 60.0  # seconds
TRIES: Final = 6
_MOST: Final = 256 * 1024**2  # bytes of one answer
_LONGEST_WAIT: Final = 60.0  # seconds
_AGAIN: Final = (HTTPStatus.TOO_MANY_REQUESTS, 500, 502, 504)


class TooLargeError(Exception):
    """The API will not answer for so many crimes at once; it says the same when overloaded."""


class UnreachableError(PeelianError):
    """The API did not answer; what came so far is kept."""


@dataclass(slots=True)
class Client:
    """One caller of one API.

    Args:
        base_url: its address.
        timeout: seconds to wait for an answer.
        sleep, clock: replaced in tests.
    """

    base_url: str
    timeout: float = TIMEOUT
    sleep: Callable[[float], None] = time.sleep
    clock: Callable[[], float] = time.monotonic
    requests: int = 0
    _next: float = field(default=0.0)

    def ask(self, path: str, form: dict[str, str] | None = None) -> Any:
        """Return the JSON at ``path``; ``form`` is posted, because areas are long.

        Raises:
            TooLargeError: for an area with too many crimes.
            UnreachableError: when it still fails after several tries.
        """
        why = ""
        for tried in range(TRIES):
            if tried:
                self.sleep(min(0.5 * 2**tried, _LONGEST_WAIT))
            try:
                return self._once(path, form)
            except urllib.error.HTTPError as error:
                with error:
                    if error.code == HTTPStatus.SERVICE_UNAVAILABLE:
                        raise TooLargeError from None
                    if error.code not in _AGAIN:
                        raise self._failed(f"It answered {error.code} to the request.") from None
                    why = f"It answered {error.code}."
                    self.sleep(_asked_to_wait(error))
            except (OSError, ValueError) as error:  # no connection, cut short, or no JSON
                late = isinstance(error, TimeoutError) or "timed out" in str(error)
                why = "It did not answer in time." if late else "The answer did not come whole."
        raise self._failed(f"{why} {TRIES} tries were made.")

    def _once(self, path: str, form: dict[str, str] | None) -> Any:
        wait = self._next - self.clock()
        if wait > 0:
            self.sleep(wait)
        self._next = self.clock() + 1 / PER_SECOND
        self.requests += 1
        body = urllib.parse.urlencode(form).encode("ascii") if form else None
        request = urllib.request.Request(  # noqa: S310 - the scheme was checked with the parameters
            f"{self.base_url.rstrip('/')}/{path}", data=body, headers={"User-Agent": "Peelian"}
        )
        with urllib.request.urlopen(request, timeout=self.timeout) as answer:  # noqa: S310 - the same
            raw = answer.read(_MOST)
        return json.loads(raw)

    def _failed(self, why: str) -> UnreachableError:
        return UnreachableError(
            "The data could not be fetched.",
            why,
            "Run the same command again later: what has come is kept and not asked for again.",
        )


def _asked_to_wait(error: urllib.error.HTTPError) -> float:
    given = str(error.headers.get("Retry-After", "0"))
    return min(float(given), _LONGEST_WAIT) if given.isdigit() else 0.0
