"""Records of governance in the database: versions are only added."""

import json
from collections.abc import Collection
from datetime import UTC, datetime
from typing import Any, Final

from django.db import connections

from peelian.assure.port import R
from peelian.assure.records import Record, from_json, to_json
from peelian.web.models import GovernanceRecord

_COLUMNS: Final = frozenset({"tool", "force", "state", "about"})


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
    found = some(alias, kind, (uid,))
    return found.get(uid)


def every(alias: str, kind: type[R], where: dict[str, str]) -> list[R]:
    """The newest versions of all records that match, oldest first."""
    wanted = {k: v for k, v in where.items() if v and k in _COLUMNS}
    sql = "kind = %s AND newest" + "".join(f" AND {name} = %s" for name in wanted)
    rows = _select(alias, "body", f"{sql} ORDER BY first_kept_at, id", kind.KIND, *wanted.values())
    return [from_json(kind, json.loads(body)) for (body,) in rows]


def some(alias: str, kind: type[R], uids: tuple[str, ...]) -> dict[str, R]:
    """The newest versions of those named that exist."""
    if not uids:
        return {}
    sql = f"kind = %s AND newest AND uid IN ({_places(uids)})"
    rows = _select(alias, "uid, body", sql, kind.KIND, *uids)
    return {uid: from_json(kind, json.loads(body)) for uid, body in rows}


def concerning(alias: str, about: str, kinds: tuple[type[Record], ...]) -> list[Record]:
    """The newest versions of the records of several kinds about one thing, oldest first."""
    by_name = {k.KIND: k for k in kinds}
    sql = f"about = %s AND newest AND kind IN ({_places(by_name)}) ORDER BY first_kept_at, id"
    rows = _select(alias, "kind, body", sql, about, *by_name)
    return [from_json(by_name[kind], json.loads(body)) for kind, body in rows]


def count(
    alias: str, kind: type[Record], about: str, since: datetime
) -> tuple[int, datetime | None]:
    """How many records about something were first kept since then, and when the last was."""
    rows = GovernanceRecord.objects.using(alias).filter(
        kind=kind.KIND, newest=True, about=about, first_kept_at__gte=since
    )
    times = list(rows.order_by("-first_kept_at").values_list("first_kept_at", flat=True))
    return len(times), times[0] if times else None


def history(alias: str, kind: type[R], uid: str) -> list[R]:
    """Every version of a record, oldest first."""
    rows = _select(alias, "body", "kind = %s AND uid = %s ORDER BY version", kind.KIND, uid)
    return [from_json(kind, json.loads(body)) for (body,) in rows]


def _select(alias: str, columns: str, where: str, *given: str) -> list[tuple[Any, ...]]:
    """Read without building a query each time: this is on the way of every run."""
    with connections[alias].cursor() as cursor:
        cursor.execute(f"SELECT {columns} FROM governance WHERE {where}", given)
        found: list[tuple[Any, ...]] = cursor.fetchall()
        return found


def _places(values: Collection[str]) -> str:
    return ", ".join(["%s"] * len(values))
