"""The last few answers, each made once."""

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Any


class Shelf:
    """The last few answers. Asked for twice at once, an answer is made once.

    Args:
        most: how many are kept; the one unused for longest goes first.
    """

    def __init__(self, most: int) -> None:
        self._most = most
        self._kept: OrderedDict[Hashable, Future[Any]] = OrderedDict()
        self._lock = threading.Lock()

    def answer(self, key: Hashable, make: Callable[[], Any]) -> Any:
        """Return what is kept under ``key``, or make it; a failure is told once and forgotten."""
        place, mine = self._place(key)
        if mine:
            self._fill(place, make)
        try:
            return place.result()
        except BaseException:
            with self._lock:
                if self._kept.get(key) is place:
                    del self._kept[key]
            raise

    def begin(
        self, key: Hashable, make: Callable[[], Any], workers: ThreadPoolExecutor
    ) -> Future[Any]:
        """Return the place of an answer; when nobody is at it, a worker starts."""
        place, mine = self._place(key)
        if mine:
            workers.submit(self._fill, place, make)
        return place

    def _place(self, key: Hashable) -> tuple[Future[Any], bool]:
        with self._lock:
            place = self._kept.get(key)
            mine = place is None
            if place is None:
                place = self._kept[key] = Future()
                while len(self._kept) > self._most:
                    self._kept.popitem(last=False)
            self._kept.move_to_end(key)
        return place, mine

    @staticmethod
    def _fill(place: Future[Any], make: Callable[[], Any]) -> None:
        try:
            place.set_result(make())
        except BaseException as error:  # noqa: BLE001 - whoever waits for the answer is told
            place.set_exception(error)
