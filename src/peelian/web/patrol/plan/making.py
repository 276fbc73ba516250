"""Make a plan from the hot spots an address asks for and what the form says."""

import re
import secrets
import uuid
from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from django.http import HttpRequest

from peelian import catalogue
from peelian.assure import run as runner
from peelian.assure.casework import Recommendation
from peelian.assure.ledger import Event
from peelian.assure.workspace import Workspace
from peelian.ground.errors import InputError
from peelian.ground.parameters import parse
from peelian.ground.time import LONDON
from peelian.patrol.plan import edits
from peelian.patrol.plan.model import Plan
from peelian.web import desk, permissions

TOOL: Final = "patrol.plan"
SHIFTS: Final = (6, 14, 22)  # hours at which shifts often start
FIELDS: Final = (
    "callsigns",
    "date",
    "time",
    "hours",
    "areas",
    "minutes_min",
    "minutes_max",
    "apart_minutes",
    "visits_min",
    "share",
    "break_minutes",
    "mode",
    "station",
    "max_distance_km",
    "seed",
)
_ASIDE: Final = {"callsigns", "date", "time", "share"}
_SEEDS: Final = 1_000_000
_CALLSIGN: Final = re.compile(r"[,;\n]+")


def defaults() -> dict[str, str]:
    """What the form shows before anything is typed."""
    start = next_shift(datetime.now(LONDON))
    return {
        "callsigns": "P1, P2, P3, P4",
        "date": f"{start:%Y-%m-%d}",
        "time": f"{start:%H:%M}",
        "hours": "8",
        "areas": "",
        "minutes_min": "10",
        "minutes_max": "15",
        "apart_minutes": "120",
        "visits_min": "1",
        "share": "75",
        "break_minutes": "30",
        "mode": "car",
        "station": "",
        "max_distance_km": "",
        "seed": str(secrets.randbelow(_SEEDS)),
    }


def next_shift(now: datetime) -> datetime:
    """The next usual start of a shift."""
    day = now.replace(minute=0, second=0, microsecond=0)
    starts = [(day + timedelta(days=d)).replace(hour=h) for d in (0, 1) for h in SHIFTS]
    return next(start for start in starts if start > now)


def make(request: HttpRequest, hotspots: bytes, form: Mapping[str, str]) -> Plan:
    """Make the plan; nothing is kept yet.

    Args:
        request: who asks.
        hotspots: the hot spots as GeoJSON.
        form: the fields as typed.

    Raises:
        PeelianError: when the form cannot be used or no plan meets its limits.
    """
    permissions.check_may_run(request.user, TOOL)
    given = _given(form)
    with TemporaryDirectory(prefix="peelian-") as folder:
        path = Path(folder) / "hotspots.geojson"
        path.write_bytes(hotspots)
        parameters: object = parse(catalogue.parameters(TOOL), {**given, "hotspots": path})
        made = runner.run(catalogue.tool(TOOL), desk.workspace(request), parameters)
    assert isinstance(made, Plan)
    return made


def propose(workspace: Workspace, plan: Plan, force: str, query: str) -> Recommendation:
    """Keep the plan as a recommendation that waits for a named decision."""
    session = workspace.session
    made = Recommendation(
        uid=uuid.uuid4().hex,
        tool=TOOL,
        title=plan.title,
        force=force,
        mode=session.mode.value,
        created_by=session.actor,
        payload={**plan.to_payload(), "hot_spots_asked": query},
    )
    counts = {"areas": len(plan.areas), "visits": len(plan.visits)}
    return workspace.casework.propose(
        made, Event("plan.proposed", session.actor, TOOL, made.uid, counts)
    )


def callsigns(text: str) -> list[str]:
    """The names in a list separated by commas or lines."""
    return [name.strip() for name in _CALLSIGN.split(text) if name.strip()]


def _given(form: Mapping[str, str]) -> dict[str, str]:
    names = callsigns(form.get("callsigns", ""))
    if not names:
        raise InputError(
            "No plan was made.",
            "No callsign is on duty.",
            "Write at least one callsign, or several separated by commas.",
        )
    given = {name: form.get(name, "").strip() for name in FIELDS if name not in _ASIDE}
    return {
        **given,
        "units": str(len(names)),
        "callsigns": ",".join(names),
        "start": f"{form.get('date', '').strip()} {form.get('time', '').strip()}",
        "share": _fraction(form.get("share", "")),
    }


def _fraction(percent: str) -> str:
    try:
        return str(float(percent.strip().removesuffix("%")) / 100)
    except ValueError:
        return percent  # refused with the other values, by name


def as_it_stands(kept: Recommendation, name: str) -> Plan:
    """The plan, with the decision printed on it once there is one.

    Args:
        kept: the recommendation.
        name: who decided, as it is to be printed.
    """
    plan = Plan.from_payload(kept.payload)
    if kept.decided_at is None:
        return replace(plan, decision=None)
    when = kept.decided_at.astimezone(LONDON)
    on = f"{when.day} {when:%B %Y at %H:%M}"
    return edits.decide(plan, kept.status.value, name, on, kept.reason)
