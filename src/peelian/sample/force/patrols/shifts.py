"""One callsign's shift, task by task: a path of straight pieces and a list of statuses."""

from dataclasses import dataclass, field
from typing import Final

import numpy as np
from numpy.random import Generator

from peelian.sample.force.patrols.routes import Ground

LENGTH: Final = 8 * 3600
STARTS: Final = (7 * 3600, 15 * 3600, 23 * 3600)  # wall clock
LATE: Final = 1
_DRIVE, _RESPOND, _WALK = 8.5, 13.0, 1.25  # metres a second
STATUSES: Final = ("on duty", "available", "committed", "at scene", "refreshments", "off duty")
ON, FREE, COMMITTED, SCENE, MEAL, OFF = range(6)
ACTIVITIES: Final = (
    *(
        "foot patrol",
        "talking with the public",
        "premises check",
        "stop and account",
        "static presence",
    ),
)


@dataclass(frozen=True, slots=True)
class Job:
    """An incident to attend: row, second of the shift, place in metres."""

    incident: int
    due: int
    x: float
    y: float


@dataclass(frozen=True, slots=True)
class Visit:
    """A planned visit to a zone: its number, second of the shift, minutes, centre in metres."""

    zone: int
    due: int
    minutes: int
    x: float
    y: float


@dataclass(slots=True)
class Path:
    """What one callsign did in one shift, written as it happens. Times are seconds of the shift."""

    t: list[float] = field(default_factory=list)
    x: list[float] = field(default_factory=list)
    y: list[float] = field(default_factory=list)
    statuses: list[tuple[int, int, int]] = field(default_factory=list)  # from, status, incident
    visits: list[tuple[int, int, int, int]] = field(
        default_factory=list
    )  # zone, from, to, activity
    node: int = 0

    def go(self, x: float, y: float, speed: float) -> None:
        """Move in a straight line."""
        away = ((x - self.x[-1]) ** 2 + (y - self.y[-1]) ** 2) ** 0.5
        self.stop(x, y, away / speed)

    def stop(self, x: float, y: float, seconds: float) -> None:
        """Be at a point some seconds later."""
        self.t.append(self.t[-1] + max(seconds, 0.01))
        self.x.append(x)
        self.y.append(y)

    def status(self, status: int, incident: int = -1) -> None:
        """Change status now."""
        self.statuses.append((int(self.t[-1]), status, incident))


class Shift:
    """Walks one shift through its tasks."""

    def __init__(self, rng: Generator, ground: Ground, base: int) -> None:
        self.rng, self.ground, self.base = rng, ground, base
        hub = int(ground.base_hub[base])
        node = int(ground.hubs[hub])
        self.path = Path([0.0], [float(ground.x[node])], [float(ground.y[node])], node=node)
        self.ate = False

    def run(self, jobs: list[Job], visits: list[Visit]) -> Path:
        """Do the shift: incidents first, then planned visits, then general patrol."""
        path, jobs, visits = self.path, list(jobs), list(visits)
        path.status(ON)
        path.stop(path.x[-1], path.y[-1], 300 + 600 * self.rng.random())
        path.status(FREE)
        while path.t[-1] < LENGTH - 2400:
            now = path.t[-1]
            if jobs and jobs[0].due <= now:
                self._attend(jobs.pop(0))
            elif visits and visits[0].due <= now:
                self._visit(visits.pop(0))
            elif not self.ate and now > LENGTH * 0.45:
                self._eat()
            else:
                self._roam()
        self._drive(int(self.ground.base_hub[self.base]), _DRIVE)
        path.status(ON)
        if path.t[-1] < LENGTH:
            path.stop(path.x[-1], path.y[-1], LENGTH - path.t[-1])
        path.status(OFF)
        return path

    def _drive(self, hub: int, speed: float) -> None:
        """Follow the streets to a hub."""
        ground, path = self.ground, self.path
        for node in ground.way(path.node, hub):
            path.go(float(ground.x[node]), float(ground.y[node]), speed)
        path.node = int(ground.hubs[hub])

    def _nearest_hub(self, x: float, y: float) -> int:
        """The zone or beat point of this base nearest to a point; ways start or end at hubs."""
        ground = self.ground
        own = np.concatenate([ground.beat_hubs[self.base], [ground.base_hub[self.base]]])
        nodes = ground.hubs[own]
        return int(own[np.argmin(np.hypot(ground.x[nodes] - x, ground.y[nodes] - y))])

    def _attend(self, job: Job) -> None:
        path, ground = self.path, self.ground
        path.status(COMMITTED, job.incident)
        hub = self._nearest_hub(job.x, job.y)
        self._drive(hub, _RESPOND)
        scene = int(ground.tree.query((job.x, job.y))[1])
        for node in reversed(ground.way(scene, hub)):
            path.go(float(ground.x[node]), float(ground.y[node]), _RESPOND)
        path.node = scene
        path.go(job.x, job.y, _WALK * 2)
        path.status(SCENE, job.incident)
        path.stop(job.x, job.y, 600 + 2400 * self.rng.random() ** 2)
        path.status(FREE)
        path.go(float(ground.x[scene]), float(ground.y[scene]), _WALK * 2)

    def _visit(self, visit: Visit) -> None:
        """Drive to the zone and walk about in it."""
        path = self.path
        self._drive(int(self.ground.zone_hub[visit.zone]), _DRIVE)
        begin = int(path.t[-1])
        until = begin + visit.minutes * 60 * (0.65 + 0.6 * self.rng.random())
        draws = self.rng.random((40, 3)).tolist()
        for angle, reach, pause in draws:
            if path.t[-1] >= until:
                break
            turn, out = angle * 2 * np.pi, 95 * reach**0.5
            path.go(visit.x + out * float(np.cos(turn)), visit.y + out * float(np.sin(turn)), _WALK)
            if pause < 0.4:  # people stop and talk
                path.stop(path.x[-1], path.y[-1], 20 + 200 * pause)
        activity = int(draws[0][2] * len(ACTIVITIES))
        path.visits.append((visit.zone, begin, int(path.t[-1]), activity))
        path.go(float(self.ground.x[path.node]), float(self.ground.y[path.node]), _WALK * 1.5)

    def _eat(self) -> None:
        self._drive(int(self.ground.base_hub[self.base]), _DRIVE)
        self.path.status(MEAL)
        self.path.stop(self.path.x[-1], self.path.y[-1], 2400)
        self.path.status(FREE)
        self.ate = True

    def _roam(self) -> None:
        beats = self.ground.beat_hubs[self.base]
        self._drive(int(beats[int(self.rng.integers(0, beats.size))]), _DRIVE * 0.8)
        self.path.stop(self.path.x[-1], self.path.y[-1], 120 + 480 * self.rng.random())
