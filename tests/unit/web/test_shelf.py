import threading
import time
from concurrent.futures import ThreadPoolExecutor

import pytest

from peelian.ground.errors import InputError
from peelian.web.shelf import Shelf


def test_an_answer_is_made_once_and_kept():
    made = []
    shelf = Shelf(2)
    for _ in range(3):
        assert shelf.answer("q", lambda: made.append(1) or len(made)) == 1
    assert made == [1]


def test_the_answer_unused_for_longest_goes_first():
    shelf = Shelf(2)
    shelf.answer("a", lambda: 1)
    shelf.answer("b", lambda: 2)
    shelf.answer("a", lambda: 0)
    shelf.answer("c", lambda: 3)
    assert shelf.answer("a", lambda: "made again") == 1
    assert shelf.answer("b", lambda: "made again") == "made again"


def test_asked_twice_at_once_an_answer_is_made_once():
    made = []
    gate = threading.Event()

    def make():
        made.append(1)
        gate.wait(5)
        return "answer"

    shelf = Shelf(2)
    with ThreadPoolExecutor(4) as pool:
        waiting = [pool.submit(shelf.answer, "q", make) for _ in range(4)]
        time.sleep(0.05)
        gate.set()
        assert {w.result(5) for w in waiting} == {"answer"}
    assert made == [1]


def test_a_failure_is_told_and_not_kept():
    shelf = Shelf(2)

    def fail():
        raise InputError("a", "b", "c")

    with pytest.raises(InputError):
        shelf.answer("q", fail)
    assert shelf.answer("q", lambda: 1) == 1


def test_a_failure_in_the_background_reaches_the_next_who_asks():
    shelf = Shelf(2)

    def fail():
        raise InputError("a", "b", "c")

    with ThreadPoolExecutor(1) as pool:
        shelf.begin("q", fail, pool)
    with pytest.raises(InputError):
        shelf.answer("q", lambda: 1)
    assert shelf.answer("q", lambda: 1) == 1
