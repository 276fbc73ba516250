"""When crimes happen: seasons, weekends, holidays, noise and hours; and what people report."""

import numpy as np
from numpy.random import Generator

from peelian.sample.force import calendar
from peelian.sample.force.chance import Floats, Ints, choose, choose_rows, exponential
from peelian.sample.force.crime.types import CrimeType, hourly

_EVENTS = {
    "match day": {"public-order": 1.9, "violence-and-sexual-offences": 1.25},
    "summer fair": {"theft-from-the-person": 2.6, "anti-social-behaviour": 1.5, "drugs": 1.8},
    "halloween": {"anti-social-behaviour": 2.0, "criminal-damage-and-arson": 1.6},
    "bonfire night": {"anti-social-behaviour": 2.2, "criminal-damage-and-arson": 1.7},
    "new year": {"violence-and-sexual-offences": 1.7, "public-order": 1.5},
    "christmas": {"shoplifting": 0.05, "violence-and-sexual-offences": 1.1, "burglary": 0.8},
}  # fmt: skip
_WEEK = np.array([0.985, 0.975, 0.98, 0.99, 1.03, 1.04, 1.0])


def daily_rate(rng: Generator, kind: CrimeType, yearly: float) -> Floats:
    """Expected incidents on each day of the sample, with the day-to-day noise drawn."""
    month = calendar.month_of_day()
    rate = np.full(calendar.DAYS, yearly / 365.25)
    rate *= calendar.season_by_month(kind.peak, kind.depth)[month % 12]
    rate *= (1 + kind.trend) ** (np.arange(calendar.DAYS) / 365.25 - 1.5)
    day = calendar.weekday_of_day()
    rate *= _WEEK[day] * np.where(day >= 5, kind.weekend, 1.0)  # Saturday, Sunday
    rate *= np.where(calendar.bank_holidays(), 0.5 + 0.5 * kind.weekend, 1.0)
    for name, days in calendar.events().items():
        rate[days] *= _EVENTS[name].get(kind.slug, 1.0)
    return (rate * _drift(rng, kind.noise)).round(9)


def _drift(rng: Generator, strength: float) -> Floats:
    """A slow random wander around one: months differ by more than chance alone."""
    steps = rng.standard_normal(calendar.DAYS // 7 + 2)
    level = np.empty_like(steps)
    level[0] = steps[0]
    for i in range(1, len(steps)):
        level[i] = 0.8 * level[i - 1] + 0.6 * steps[i]
    weekly = np.exp(strength * level - strength * strength / 2)
    drift: Floats = np.interp(np.arange(calendar.DAYS) / 7, np.arange(len(steps)), weekly)
    return drift


def hours(rng: Generator, kind: CrimeType, day: Ints) -> Ints:
    """Draw the wall-clock second of the day each crime happened."""
    plain = hourly(kind.hours)
    late = plain * np.where(np.isin(np.arange(24), [22, 23, 0, 1, 2, 3]), 1.7, 0.95)
    weekend = np.isin(calendar.weekday_of_day()[day], [4, 5, 6]).astype(np.int64)
    lively = kind.hours in {"evening", "night life"}
    hour = choose_rows(rng, np.array([plain, late if lively else plain]), weekend)
    return hour * 3600 + rng.integers(0, 3600, day.size)


def reported_window(rng: Generator, kind: CrimeType, moment: Ints) -> tuple[Ints, Ints, Ints, Ints]:
    """What the caller knew: from, to, whether it is a window, and when it was reported.

    Args:
        rng: the stream.
        kind: the crime type.
        moment: (n,) true wall-clock seconds.

    Returns:
        ``occurred_from``, ``occurred_to`` (half-open), ``is_window`` (0 or 1) and ``reported``,
        all wall-clock seconds.
    """
    n = moment.size
    window = (rng.random(n) < kind.window).astype(np.int64)
    before = exponential(rng, 5.5 * 3600, n)
    after = exponential(rng, 5.5 * 3600, n)
    begin = _round_to(moment - np.rint(before).astype(np.int64), 1800)
    finish = _round_to(moment + np.rint(after).astype(np.int64), 1800) + 1800
    heaped = choose(rng, np.array([0.30, 0.35, 0.35]), n)
    minute = np.choose(
        heaped, [_round_to(moment, 60), _round_to(moment, 300), _round_to(moment, 900)]
    )
    start = np.where(window == 1, begin, minute)
    end = np.where(window == 1, np.maximum(finish, begin + 3600), minute + 60)
    wait = exponential(rng, kind.delay * 3600 / np.log(2), n)
    slow = rng.random(n) < min(0.3, kind.delay / 60)
    wait = np.where(slow, wait * 30, wait)
    reported = np.where(window == 1, end, np.maximum(moment, minute)) + 60 + wait.astype(np.int64)
    return start, end, window, _round_to(reported, 60)


def _round_to(seconds: Ints, step: int) -> Ints:
    down: Ints = seconds // step * step
    return down


def day_draws(rng: Generator, rate: Floats, share: float) -> Ints:
    """Draw the days of a Poisson number of crimes: ``share`` of the expected total."""
    count = int(rng.poisson(float(rate.sum()) * share))
    return choose(rng, rate, count)
