"""Draw three years of incidents for one county: the record, and the truth beside it."""

from dataclasses import dataclass, fields
from datetime import date
from typing import Any, Final, Self

import numpy as np
from numpy.random import Generator

from peelian.sample.force import calendar
from peelian.sample.force.chance import Flags, Floats, Ints, choose, expand, stream
from peelian.sample.force.crime import risk
from peelian.sample.force.crime.risk import Risk, Spots
from peelian.sample.force.crime.types import SLUGS, SUBTYPES, TYPES, CrimeType
from peelian.sample.force.incidents import dynamics, outcomes, timing
from peelian.sample.force.programmes import effects
from peelian.sample.force.programmes.plan import Programmes

ORIGINS: Final = ("background", "hot place", "near repeat", "displaced")
BACKGROUND, HOT, REPEAT, MOVED = range(4)
PRACTICE_CHANGE: Final = date(2025, 1, 1)
_MISRECORDED: Final = 0.30  # of stalking and harassment, until the practice changed


@dataclass(frozen=True, slots=True)
class Drawn:
    """Crimes as they truly happened, before anything is recorded. Rows of equal length."""

    kind: Ints
    subtype: Ints
    moment: Ints
    origin: Ints
    parent: Ints  # row of the crime that set it off, -1 for none
    hot: Ints  # hot place, -1 for none
    spots: Spots

    def take(self, rows: Ints) -> Self:
        """Chosen rows; parents keep pointing at the old numbering."""
        whole: dict[str, Any] = {f.name: getattr(self, f.name) for f in fields(self)}
        chosen: dict[str, Any] = {
            name: column.take(rows) if isinstance(column, Spots) else column[rows]
            for name, column in whole.items()
        }
        return type(self)(**chosen)


@dataclass(frozen=True, slots=True)
class Incidents:
    """The record (times in wall-clock seconds) and its truth, in order of reporting."""

    uid: Ints
    true: Drawn
    kind: Ints  # as recorded
    occurred_from: Ints
    occurred_to: Ints
    is_window: Ints
    reported: Ints
    found: Flags  # discovered by an officer
    outcome: Ints
    outcome_at: Ints
    located: Flags
    zone: Ints
    prevented: Drawn
    prevented_by: Ints
    hot: dynamics.HotPlaces


def draw(surface: Risk, seed: int, yearly: float, programmes: Programmes, hot: int) -> Incidents:
    """Draw everything for one county.

    Args:
        surface: the county's risk.
        seed: the run's seed.
        yearly: expected incidents a year.
        programmes: what was done about crime.
        hot: number of hot places over three years.
    """
    name = surface.place.force
    hot_places = dynamics.plan(stream(seed, "hot", name), surface, hot)
    parts = [
        _one_type(stream(seed, "crime", name, kind.slug), surface, hot_places, number, yearly)
        for number, kind in enumerate(TYPES)
    ]
    everything = _join(parts)
    rng = stream(seed, "effects", name)
    cause, _ = effects.prevented(
        rng, programmes, surface, everything.kind, everything.moment, everything.spots
    )
    happened, lost = np.flatnonzero(cause == 0), np.flatnonzero(cause > 0)
    rows, spots = effects.displaced(rng, programmes, surface, cause, everything.spots)
    moved = everything.take(rows)
    moved = Drawn(
        moved.kind,
        moved.subtype,
        moved.moment,
        np.full(rows.size, MOVED),
        np.full(rows.size, -1),
        np.full(rows.size, -1),
        spots,
    )
    kept = everything.take(happened)
    where = np.full(everything.kind.size + 1, -1)
    where[happened] = np.arange(happened.size)
    kept = Drawn(
        kept.kind, kept.subtype, kept.moment, kept.origin, where[kept.parent], kept.hot, kept.spots
    )
    true = _end_to_end([kept, moved])
    gone = (everything.take(lost), cause[lost])
    zone = effects.zone_of(programmes.zones, true.spots)
    return _record(stream(seed, "record", name), true, zone, gone, hot_places)


def _one_type(
    rng: Generator, surface: Risk, hot: dynamics.HotPlaces, number: int, yearly: float
) -> Drawn:
    kind = TYPES[number]
    rate = timing.daily_rate(rng, kind, yearly * kind.share)
    hot_share = dynamics.SHARES.get(kind.slug, 0.0)
    share = (1 - kind.repeat) * (1 - hot_share)
    day = timing.day_draws(rng, rate, share)
    subtype, spots = _subtypes(rng, surface, number, day.size)
    owner = np.full(day.size, -1)
    if hot_share:
        chosen = np.flatnonzero(hot.kind == dynamics.HOT_TYPES.index(kind.slug))
        total = float(rate.sum()) * (1 - kind.repeat) * hot_share
        more, extra_owner, extra = dynamics.draw(rng, surface, hot, chosen, total)
        day, owner = np.concatenate([day, more]), np.concatenate([owner, extra_owner])
        main = np.flatnonzero([t == number for t, _ in SUBTYPES])[0]
        subtype = np.concatenate([subtype, np.full(more.size, main)])
        spots = risk.join([spots, extra])
    moment = calendar.START + day * calendar.DAY + timing.hours(rng, kind, day)
    origin = np.where(owner >= 0, HOT, BACKGROUND)
    seedbed = Drawn(
        np.full(day.size, number), subtype, moment, origin, np.full(day.size, -1), owner, spots
    )
    return _with_repeats(rng, surface, kind, seedbed)


def _subtypes(rng: Generator, surface: Risk, number: int, count: int) -> tuple[Ints, Spots]:
    """Draw subtypes, and a spot of the right sort for each."""
    members = [i for i, (kind, _) in enumerate(SUBTYPES) if kind == number]
    weights = np.array([SUBTYPES[i][1].share for i in members])
    counts = np.bincount(choose(rng, weights, count), minlength=len(members))
    spots = [
        surface.draw(rng, SUBTYPES[i][1].where, int(n))
        for i, n in zip(members, counts, strict=True)
    ]
    order = rng.permutation(count)
    owner, _ = expand(counts)
    return np.array(members)[owner][order], risk.join(spots).take(order)


def _with_repeats(rng: Generator, surface: Risk, kind: CrimeType, first: Drawn) -> Drawn:
    """Add the crimes that crimes set off, generation by generation."""
    found, latest, offset = [first], first, 0
    while kind.repeat and latest.kind.size:
        parent, when, spots = dynamics.set_off(
            rng, surface, latest.moment, latest.spots, kind.repeat
        )
        day = (when - calendar.START) // calendar.DAY
        moment = calendar.START + day * calendar.DAY + timing.hours(rng, kind, day)
        moment = np.maximum(moment, latest.moment[parent] + 1800)
        inside = np.flatnonzero(moment < calendar.END)
        parent, moment, spots = parent[inside], moment[inside], spots.take(inside)
        following = Drawn(
            np.full(parent.size, first.kind[0] if first.kind.size else 0),
            latest.subtype[parent],
            moment,
            np.full(parent.size, REPEAT),
            parent + offset,
            latest.hot[parent],
            spots,
        )
        offset += latest.kind.size
        found.append(following)
        latest = following
    return _end_to_end(found)


def _end_to_end(parts: list[Drawn]) -> Drawn:
    joined: dict[str, Any] = {
        f.name: np.concatenate([getattr(p, f.name) for p in parts])
        for f in fields(Drawn)
        if f.name != "spots"
    }
    return Drawn(**joined, spots=risk.join([p.spots for p in parts]))


def _join(parts: list[Drawn]) -> Drawn:
    """Put the types end to end and shift the parents' rows."""
    joined, before = _end_to_end(parts), 0
    parent = joined.parent.copy()
    for part in parts:
        rows = slice(before, before + part.kind.size)
        parent[rows] = np.where(part.parent >= 0, part.parent + before, -1)
        before += part.kind.size
    return Drawn(
        joined.kind, joined.subtype, joined.moment, joined.origin, parent, joined.hot, joined.spots
    )


def _record(
    rng: Generator,
    true: Drawn,
    zone: Ints,
    gone: tuple[Drawn, Ints],
    hot: dynamics.HotPlaces,
) -> Incidents:
    """Write down what was reported, in the order it was reported."""
    n = true.kind.size
    begin, end, window, reported = (np.zeros(n, dtype=np.int64) for _ in range(4))
    for number, kind in enumerate(TYPES):
        rows = np.flatnonzero(true.kind == number)
        parts = timing.reported_window(rng, kind, true.moment[rows])
        begin[rows], end[rows], window[rows], reported[rows] = parts
    found = rng.random(n) < np.array([t.found for t in TYPES])[true.kind]
    window = np.where(found, 0, window)
    order = np.lexsort((true.moment, reported))
    order = order[reported[order] < calendar.END]
    place = np.full(n + 1, -1)
    place[order] = np.arange(order.size)
    true = true.take(order)
    true = Drawn(
        true.kind, true.subtype, true.moment, true.origin, place[true.parent], true.hot, true.spots
    )
    recorded = _practice(rng, true, reported[order])
    outcome, outcome_at = outcomes.draw(rng, recorded, reported[order])
    located = rng.random(order.size) >= np.array([t.no_place for t in TYPES])[recorded]
    first = np.where(found[order], true.moment // 60 * 60, begin[order])
    last = np.where(found[order], true.moment // 60 * 60 + 60, end[order])
    return Incidents(
        np.arange(1, order.size + 1),
        true,
        recorded,
        first,
        last,
        window[order],
        reported[order],
        found[order],
        outcome,
        outcome_at,
        located,
        zone[order],
        gone[0],
        gone[1],
        hot,
    )


def _practice(rng: Generator, true: Drawn, reported: Ints) -> Ints:
    """The recorded type: until practice changed, some harassment was recorded as something else."""
    names = [part.name for _, part in SUBTYPES]
    harassed = true.subtype == names.index("stalking and harassment")
    changed = calendar.START + calendar.day_number(PRACTICE_CHANGE) * calendar.DAY
    wrong = harassed & (reported < changed) & (rng.random(true.kind.size) < _MISRECORDED)
    other = np.where(
        rng.random(true.kind.size) < 0.7,  # most went to public order
        SLUGS.index("public-order"),
        SLUGS.index("anti-social-behaviour"),
    )
    return np.where(wrong, other, true.kind)


def harm(subtype: Ints) -> Floats:
    """The illustrative harm of each crime in days."""
    return np.array([float(part.harm) for _, part in SUBTYPES])[subtype]
