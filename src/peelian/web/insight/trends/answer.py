"""A result of trends in the words and figures of its page."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from peelian.assure.workspace import Workspace
from peelian.ground import outlines
from peelian.insight.trends.model import Alert, Result
from peelian.insight.trends.service import following
from peelian.insight.trends.service.following import DISMISSED, Following, Mark
from peelian.insight.trends.service.lake import areas_of
from peelian.insight.trends.service.words import area_words
from peelian.web.inventory import type_name

_CENTRES: Final = """
    SELECT lsoa_code, avg(longitude), avg(latitude), count(*)
    FROM incidents WHERE force_code = ? AND lsoa_code <> '' GROUP BY lsoa_code
"""
_LEVELS: Final = ((1e-6, 5), (1e-4, 4), (1e-3, 3), (5e-3, 2))


@dataclass(frozen=True, slots=True)
class Row:
    """One alert of the list."""

    number: int
    key: str
    alert: Alert
    place: str
    kind: str
    level: int
    mark: Mark | None
    told: int

    @property
    def dismissed(self) -> bool:
        """Whether somebody dismissed it."""
        return self.mark is not None and self.mark.state == DISMISSED


def rows(
    result: Result,
    names: Mapping[str, str],
    marks: Mapping[str, Mark],
    followed: Sequence[Following],
) -> list[Row]:
    """The alerts as listed: open ones first, dismissed ones last."""
    force = result.parameters.force
    found = [
        Row(
            number=number,
            key=following.key(force, alert.uid),
            alert=alert,
            place=names.get(alert.area, alert.area),
            kind=type_name(alert.kind) or alert.kind,
            level=level(alert.p_value),
            mark=marks.get(following.key(force, alert.uid)),
            told=len(following.who_should_know(alert, followed)),
        )
        for number, alert in enumerate(result.alerts, start=1)
    ]
    return sorted(found, key=lambda row: row.dismissed)


def level(p_value: float) -> int:
    """How dark an alert is on the map: 5 is the most surprising."""
    return next((shade for most, shade in _LEVELS if p_value < most), 1)


def places(workspace: Workspace, force: str, areas: Sequence[str]) -> dict[str, tuple[Any, ...]]:
    """The middle of the incidents and the name of each area."""
    connection = workspace.lake.connect()
    workspace.lake.attach(connection, "incidents")
    found = connection.execute(_CENTRES, [force]).fetchall()
    area_of, wanted = areas_of(row[0] for row in found), set(areas)
    middle: dict[str, tuple[Any, ...]] = {}
    for code, longitude, latitude, _ in found:
        area = area_of.get(code, code)
        if area in wanted:
            middle.setdefault(area, (longitude, latitude, area_words(area)))
    return middle


def features(result: Result, where: Mapping[str, tuple[Any, ...]]) -> dict[str, Any]:
    """The alerts as the map reads them; several of one area lie over each other."""
    force = result.parameters.force
    shapes = outlines.lsoas(force)
    found = []
    for number, alert in enumerate(result.alerts, start=1):
        longitude, latitude, name = where.get(alert.area, (None, None, alert.area))
        point = {"type": "Point", "coordinates": [longitude, latitude]}
        geometry = shapes.get(alert.area) or (point if longitude is not None else None)
        if geometry is None:
            continue
        properties = {
            "id": number,
            "number": number,
            "rank": number,
            "level": level(alert.p_value),
            "title": f"{number}. {type_name(alert.kind) or alert.kind}, {name}",
            "text": alert.sentence,
        }
        found.append({"type": "Feature", "properties": properties, "geometry": geometry})
    return {"type": "FeatureCollection", "features": found}
