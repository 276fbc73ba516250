"""Charts as plain SVG, for pages of the manual: lines and bars, two series, no script, no font."""

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

WIDTH, HEIGHT = 640, 300
LEFT, RIGHT, TOP, BOTTOM = 56, 12, 46, 58
COLOURS = ("#1d70b8", "#d4351c")  # readable side by side also without colour: line and dashes


@dataclass(frozen=True)
class Chart:
    """What is drawn: a title, names along the bottom, and two or fewer named series."""

    title: str
    names: Sequence[str]
    series: dict[str, Sequence[float]]
    percent: bool = True
    bars: bool = False


def draw(chart: Chart) -> str:
    """Return the chart as SVG."""
    top = max(max(values) for values in chart.series.values()) * 1.08 or 1
    frame = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" role="img" '
        f'font-family="sans-serif" font-size="12"><title>{escape(chart.title)}</title>'
        f'<rect width="{WIDTH}" height="{HEIGHT}" fill="#fff"/>'
        f'<text x="{LEFT}" y="18" font-size="14" font-weight="bold">{escape(chart.title)}</text>'
    )
    parts = [frame, *_axes(chart, top)]
    for number, (name, values) in enumerate(chart.series.items()):
        shape = _bars if chart.bars else _line
        parts += [_key(name, number, bars=chart.bars), *shape(chart, values, number, top)]
    return "\n".join([*parts, "</svg>\n"])


def _x(chart: Chart, place: float) -> float:
    return LEFT + (WIDTH - LEFT - RIGHT) * (place + 0.5) / len(chart.names)


def _y(value: float, top: float) -> float:
    return HEIGHT - BOTTOM - (HEIGHT - TOP - BOTTOM) * value / top


def _axes(chart: Chart, top: float) -> list[str]:
    found = []
    for step in range(5):
        value = top / 1.08 * step / 4
        y = _y(value, top)
        said = f"{100 * value:.3g}%" if chart.percent else f"{value:.3g}"
        found.append(f'<path d="M{LEFT} {y:.1f}H{WIDTH - RIGHT}" stroke="#b1b4b6"/>')
        found.append(f'<text x="{LEFT - 6}" y="{y + 4:.1f}" text-anchor="end">{said}</text>')
    every = max(1, round(len(chart.names) / 12))
    for place, name in enumerate(chart.names):
        if place % every == 0:
            x, y = _x(chart, place), HEIGHT - BOTTOM + 16
            turn = f' transform="rotate(-24 {x:.1f} {y})"' if len(name) > 8 else ""  # noqa: PLR2004 - letters that fit
            anchor = "end" if turn else "middle"
            found.append(
                f'<text x="{x:.1f}" y="{y}" text-anchor="{anchor}"{turn}>{escape(name)}</text>'
            )
    return found


def _key(name: str, number: int, *, bars: bool) -> str:
    x = LEFT + number * 250
    dash = ' stroke-dasharray="6 4"' if number and not bars else ""
    return (
        f'<path d="M{x} 33h26" stroke="{COLOURS[number]}" stroke-width="{9 if bars else 3}"{dash}/>'
        f'<text x="{x + 32}" y="37">{escape(name)}</text>'
    )


def _line(chart: Chart, values: Sequence[float], number: int, top: float) -> list[str]:
    at = " ".join(f"{_x(chart, i):.1f},{_y(v, top):.1f}" for i, v in enumerate(values))
    dash = ' stroke-dasharray="6 4"' if number else ""
    return [
        f'<polyline points="{at}" fill="none" stroke="{COLOURS[number]}" stroke-width="2.5"{dash}/>'
    ]


def _bars(chart: Chart, values: Sequence[float], number: int, top: float) -> list[str]:
    room = (WIDTH - LEFT - RIGHT) / len(chart.names)
    wide = room * 0.8 / len(chart.series)
    found = []
    for place, value in enumerate(values):
        x = _x(chart, place) - room * 0.4 + number * wide
        y = _y(value, top)
        found.append(
            f'<rect x="{x:.1f}" y="{y:.1f}" width="{wide:.1f}" '
            f'height="{HEIGHT - BOTTOM - y:.1f}" fill="{COLOURS[number]}"/>'
        )
    return found
