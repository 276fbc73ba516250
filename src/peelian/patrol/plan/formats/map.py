"""The map of a plan, drawn as lines: areas to scale on the National Grid, numbered and named."""

import math
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray
from reportlab.lib.colors import HexColor

from peelian.ground.geography import to_grid
from peelian.patrol.plan.formats.backdrop import boundaries
from peelian.patrol.plan.formats.page import (
    BOLD,
    INK,
    LINE,
    NAVY,
    PLAIN,
    SOFT,
    WARM,
    WHITE,
    Pen,
    fitted,
    printable,
    wide,
)  # fmt: skip
from peelian.patrol.plan.model import Plan

Floats = NDArray[np.float64]

_GROUND: Final = HexColor("#f7f5f0")
_EDGE: Final = HexColor("#cfc7b6")
_GRID: Final = HexColor("#e2ddd2")
_STEPS: Final = (100, 200, 500, 1000, 2000, 5000, 10_000, 20_000, 50_000)
_DOT: Final = 7.0  # radius of a number, points
_HEAD, _FOOT = 10.0, 20.0  # points kept free for the grid's figures and the scale bar
_NARROWEST: Final = 600.0  # metres shown at least


@dataclass(frozen=True, slots=True)
class View:
    """Where the map lies on the page and how metres become points."""

    x: float
    y: float
    width: float
    height: float
    west: float
    south: float
    scale: float  # points for each metre

    def at(self, east: Any, north: Any) -> tuple[Any, Any]:
        """Points on the page for metres on the grid."""
        return self.x + (east - self.west) * self.scale, self.y + (north - self.south) * self.scale


def draw_map(pen: Pen, plan: Plan, x: float, y: float, width: float, height: float) -> None:  # noqa: PLR0913, PLR0917 - what to draw and the four sides of where
    """Draw the map into the rectangle with its lower left corner at (x, y)."""
    rings = [_metres(area.outline) for area in plan.areas]
    view = _view(plan, rings, x, y, width, height)
    canvas = pen.canvas
    canvas.saveState()
    clip = canvas.beginPath()
    clip.rect(x, y, width, height)
    canvas.clipPath(clip, stroke=0, fill=0)
    pen.box(x, y, width, height, fill=_GROUND)
    _boundaries(pen, plan, view)
    _grid(pen, view)
    _bar(pen, view)
    for ring in rings:
        _outline(canvas, view, ring)
    dots = _dots(plan, view)
    _station(pen, plan, view)
    _names(pen, plan, view, dots)
    _numbers(pen, plan, view, dots)
    _north(pen, view)
    canvas.restoreState()
    pen.box(x, y, width, height, line=LINE)


def _metres(outline: tuple[tuple[float, float], ...]) -> Floats:
    points = np.array(outline)
    return np.column_stack(to_grid(points[:, 0], points[:, 1]))


def _view(  # noqa: PLR0913, PLR0917 - as draw_map
    plan: Plan, rings: list[Floats], x: float, y: float, width: float, height: float
) -> View:
    points = np.concatenate(rings)
    if plan.station is not None:
        points = np.vstack([points, [plan.station.easting, plan.station.northing]])
    low, high = points.min(axis=0), points.max(axis=0)
    span = np.maximum(high - low, _NARROWEST) * 1.12
    middle = (low + high) / 2
    tall = height - _FOOT - _HEAD
    scale = min(width / span[0], tall / span[1])
    return View(
        x, y, width, height,
        west=float(middle[0] - width / scale / 2),
        south=float(middle[1] - (_FOOT + tall / 2) / scale),
        scale=float(scale),
    )  # fmt: skip


def _grid(pen: Pen, view: View) -> None:
    """Lines of the National Grid with their distance from its origin in kilometres."""
    metres = view.width / view.scale
    step = next((s for s in _STEPS if metres / s <= 7), _STEPS[-1])  # noqa: PLR2004 - lines across
    digits = 1 if step < 1000 else 0  # noqa: PLR2004 - metres in a kilometre
    pen.canvas.setLineWidth(0.5)
    for east in _multiples(view.west, metres, step):
        px, _ = view.at(east, 0)
        pen.canvas.setStrokeColor(_GRID)
        pen.canvas.line(px, view.y, px, view.y + view.height)
        if px < view.x + view.width - 50:
            words = f"{east / 1000:.{digits}f} km E"
            pen.text(px + 2, view.y + view.height - 7, words, size=5, colour=SOFT)
    for north in _multiples(view.south, view.height / view.scale, step):
        _, py = view.at(0, north)
        pen.canvas.setStrokeColor(_GRID)
        pen.canvas.line(view.x, py, view.x + view.width, py)
        if py > view.y + _FOOT:
            words = f"{north / 1000:.{digits}f} km N"
            pen.text(view.x + 2, py + 2, words, size=5, colour=SOFT)


def _multiples(first: float, length: float, step: int) -> list[float]:
    start = math.ceil(first / step)
    return [step * i for i in range(start, math.floor((first + length) / step) + 1)]


def _boundaries(pen: Pen, plan: Plan, view: View) -> None:
    east, north = view.west + view.width / view.scale, view.south + view.height / view.scale
    canvas = pen.canvas
    canvas.setStrokeColor(_EDGE)
    canvas.setLineWidth(0.5)
    rings = boundaries(plan, (view.west, view.south, east, north))
    for ring in rings:
        canvas.drawPath(_path(canvas, view, ring), stroke=1, fill=0)
    if rings:
        right = view.x + view.width - 6
        words = "Thin lines: boundaries of small areas (LSOA 2021), simplified"
        pen.text(right, view.y + 6, words, size=5.5, colour=SOFT, align="right")


def _outline(canvas: Any, view: View, ring: Floats) -> None:
    path = _path(canvas, view, ring)
    canvas.setFillColor(WARM, alpha=0.22)
    canvas.setStrokeColor(WARM)
    canvas.setLineWidth(0.9)
    canvas.drawPath(path, stroke=1, fill=1)
    canvas.setFillAlpha(1)


def _path(canvas: Any, view: View, ring: Floats) -> Any:
    px, py = view.at(ring[:, 0], ring[:, 1])
    path = canvas.beginPath()
    path.moveTo(px[0], py[0])
    for a, b in zip(px[1:], py[1:], strict=True):
        path.lineTo(a, b)
    path.close()
    return path


def _dots(plan: Plan, view: View) -> Floats:
    """(n, 2) points for the numbers, pushed apart where they would overlap."""
    there = np.array([view.at(area.easting, area.northing) for area in plan.areas])
    dots = there.copy()
    order = np.arange(len(dots))
    sideways = np.sign(order[:, None] - order[None, :])[..., None] * np.array([0.6, 0.8])
    for _ in range(60):
        apart = dots[:, None, :] - dots[None, :, :]
        far = np.hypot(apart[..., 0], apart[..., 1]) + np.eye(len(dots)) * 1e9
        if far.min() >= 2 * _DOT + 1:
            break
        same = far < 1e-6  # noqa: PLR2004 - the same spot: any direction will do
        apart = np.where(same[..., None], sideways, apart)
        push = np.clip(2 * _DOT + 1 - far, 0, None) / 2
        dots += (apart / np.maximum(far, 1.0)[..., None] * push[..., None]).sum(axis=1)
    edge = _DOT + 2
    low = [view.x + edge, view.y + edge + _FOOT / 2]
    high = [view.x + view.width - edge, view.y + view.height - edge]
    kept: Floats = np.clip(dots, low, high)
    return kept


def _numbers(pen: Pen, plan: Plan, view: View, dots: Floats) -> None:
    canvas = pen.canvas
    for area, (px, py) in zip(plan.areas, dots, strict=True):
        cx, cy = view.at(area.easting, area.northing)
        if math.hypot(cx - px, cy - py) > _DOT:
            canvas.setStrokeColor(NAVY)
            canvas.setLineWidth(0.6)
            canvas.line(cx, cy, px, py)
        canvas.setFillColor(NAVY)
        canvas.setStrokeColor(WHITE)
        canvas.setLineWidth(1)
        canvas.circle(px, py, _DOT, stroke=1, fill=1)
        size = 7.5 if area.number < 100 else 6  # noqa: PLR2004 - three digits need smaller type
        pen.text(
            px,
            py - size * 0.35,
            str(area.number),
            font=BOLD,
            size=size,
            colour=WHITE,
            align="centre",
        )


def _names(pen: Pen, plan: Plan, view: View, dots: Floats) -> None:
    """Write each area's street where there is room for it; the table has them all."""
    size = 6.5
    taken = [(px - _DOT, py - _DOT, px + _DOT, py + _DOT) for px, py in dots]
    taken.append((view.x, view.y, view.x + 170, view.y + _FOOT))
    taken.append((view.x + view.width - 30, view.y + view.height - 40, 1e9, 1e9))
    for area, (px, py) in zip(plan.areas, dots, strict=True):
        name = fitted(printable(area.name), PLAIN, size, 90)
        length = wide(name, PLAIN, size)
        for left, base in (
            (px + _DOT + 2, py - 2), (px - _DOT - 2 - length, py - 2),
            (px - length / 2, py + _DOT + 3), (px - length / 2, py - _DOT - 7),
        ):  # fmt: skip
            place = (left - 1, base - 2, left + length + 1, base + size)
            inside = left > view.x + 2 and place[2] < view.x + view.width - 2
            inside = inside and base > view.y + 2 and place[3] < view.y + view.height - 8
            if inside and not any(_overlap(place, other) for other in taken):
                taken.append(place)
                _haloed(pen, left, base, name, size)
                break


def _overlap(a: tuple[float, ...], b: tuple[float, ...]) -> bool:
    return a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3]


def _haloed(pen: Pen, x: float, y: float, name: str, size: float) -> None:
    """Write with a light edge, so that the name reads on lines and colours."""
    canvas = pen.canvas
    canvas.setStrokeColor(WHITE)
    canvas.setLineWidth(1.6)
    text = canvas.beginText(x, y)
    text.setFont(PLAIN, size)
    text.setTextRenderMode(1)
    text.textOut(name)
    text.setTextRenderMode(0)
    canvas.drawText(text)
    pen.text(x, y, name, size=size)


def _station(pen: Pen, plan: Plan, view: View) -> None:
    if plan.station is None:
        return
    px, py = view.at(plan.station.easting, plan.station.northing)
    pen.box(px - 5, py - 5, 10, 10, fill=INK, line=WHITE)
    pen.text(px, py - 2.6, "S", font=BOLD, size=7.5, colour=WHITE, align="centre")
    pen.text(px, py - 13, "Station", font=BOLD, size=6.5, align="centre")


def _north(pen: Pen, view: View) -> None:
    x, y = view.x + view.width - 15, view.y + view.height - 36
    path = pen.canvas.beginPath()
    path.moveTo(x, y + 18)
    path.lineTo(x + 5, y)
    path.lineTo(x, y + 4)
    path.lineTo(x - 5, y)
    path.close()
    pen.canvas.setFillColor(INK)
    pen.canvas.drawPath(path, stroke=0, fill=1)
    pen.text(x, y + 20, "N", font=BOLD, size=8, align="centre")


def _bar(pen: Pen, view: View) -> None:
    """The scale bar: a round distance about a fifth of the width."""
    wanted = view.width / 5 / view.scale
    length = max((s for s in _STEPS if s <= wanted), default=_STEPS[0])
    points = length * view.scale
    x, y = view.x + 10, view.y + 9
    pen.box(x - 5, y - 5, points + 50, 15, fill=_GROUND)
    pen.box(x, y, points / 2, 3.5, fill=INK, line=INK)
    pen.box(x + points / 2, y, points / 2, 3.5, fill=WHITE, line=INK)
    words = f"{length // 1000} km" if length >= 1000 else f"{length} m"  # noqa: PLR2004 - metres in a kilometre
    pen.text(x + points + 4, y - 1, words, size=6.5)
