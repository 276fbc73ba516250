"""Records of governance in the database: versions are only added."""

import json
from datetime import UTC, datetime
from typing import Any

from peelian.assure.port import R
from peelian.assure.records import Record, from_json, to_json
from peelian.web.models import GovernanceRecord


def keep(alias: str, record: Record) -> None:
    """Add a version; call inside ``one_writer``."""
    rows = GovernanceRecord.objects.using(alias)
    mine = rows.filter(kind=record.KIND, uid=record.uid)
    last = mine.filter(newest=True).values_list("version", "first_kept_at").first()
    if last is not None:
        mine.filter(newest=True).update(newest=False)
    rows.create(
        kind=record.KIND,
        uid=record.uid,
        version=last[0] + 1 if last else 1,
        newest=True,
        tool=record.tool,
        force=record.force,
        state=record.state,
        about=record.about,
        first_kept_at=last[1] if last else datetime.now(UTC),
        body=json.dumps(to_json(record), allow_nan=False),
    )


def one(alias: str, kind: type[R], uid: str) -> R | None:
    """The newest version of one record."""
    bodies = _rows(alias, kind).filter(uid=uid).order_by("-version").values_list("body", flat=True)
    body = bodies.first()
    return None if body is None else from_json(kind, json.loads(body))


def every(alias: str, kind: type[R], where: dict[str, str]) -> list[R]:
    """The newest versions of all records that match, oldest first."""
    wanted: dict[str, Any] = {k: v for k, v in where.items() if v}
    rows = _rows(alias, kind).filter(newest=True, **wanted).order_by("first_kept_at", "id")
    return [from_json(kind, json.loads(b)) for b in rows.values_list("body", flat=True)]


def count(
    alias: str, kind: type[Record], about: str, since: datetime
) -> tuple[int, datetime | None]:
    """How many records about something were first kept since then, and when the last was."""
    rows = _rows(alias, kind).filter(newest=True, about=about, first_kept_at__gte=since)
    times = list(rows.order_by("-first_kept_at").values_list("first_kept_at", flat=True))
    return len(times), times[0] if times else None


def history(alias: str, kind: type[R], uid: str) -> list[R]:
    """Every version of a record, oldest first."""
    rows = _rows(alias, kind).filter(uid=uid).order_by("version")
    return [from_json(kind, json.loads(b)) for b in rows.values_list("body", flat=True)]


def _rows(alias: str, kind: type[Record]) -> Any:
    return GovernanceRecord.objects.using(alias).filter(kind=kind.KIND)
