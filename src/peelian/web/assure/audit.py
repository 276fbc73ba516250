"""Searching the audit log: with a purpose, and recorded as what it is: a consultation."""

from collections import deque
from itertools import islice
from typing import Final

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path
from django.views.decorators.http import require_http_methods

from peelian.assure.ledger import Event, Stream
from peelian.ground.errors import InputError
from peelian.web import desk, people, permissions
from peelian.web.assure.fields import Field, words

PURPOSES: Final = {
    Stream.STATUTORY: (
        ("lawfulness", "To check that processing was lawful"),
        ("self-monitoring", "Self-monitoring, including internal discipline"),
        ("security", "Integrity and security of the data"),
        ("criminal-proceedings", "Criminal proceedings"),
    ),
    Stream.RECORD: (
        ("review", "Review of a tool's use"),
        ("incident", "An incident or complaint"),
        ("inspection", "Inspection or audit"),
    ),
}
_MOST: Final = 200


@require_http_methods(["GET", "POST"])
def search(request: HttpRequest) -> HttpResponse:
    """The form, and what it finds."""
    permissions.check_may_see_audit_log(request.user)
    found: list[dict[str, str]] | None = None
    if request.method == "POST":
        found = _find(request)
    every = tuple(o for part in PURPOSES.values() for o in part)
    context = {
        "fields": [
            Field(
                "stream",
                "Which log",
                kind="select",
                options=(
                    ("record", "Runs and decisions"),
                    ("statutory", "Statutory log of what was done to data"),
                ),
                value=words(request.POST, "stream"),
            ),
            Field("purpose", "What for", kind="select", options=every),
            Field("tool", "Tool (optional)", value=words(request.POST, "tool")),
            Field("kind", "What was done (optional)", value=words(request.POST, "kind")),
        ],
        "found": found,
        "most": _MOST,
    }
    return render(request, "web/assure/audit.html", context)


def _find(request: HttpRequest) -> list[dict[str, str]]:
    workspace, given = desk.workspace(request), request.POST
    known = words(given, "stream") in set(Stream)
    stream = Stream(words(given, "stream")) if known else Stream.RECORD
    why = words(given, "purpose")
    if not known or why not in dict(PURPOSES[stream]):
        raise InputError(
            "The audit log was not searched.",
            "A search needs a purpose, and the law lists those the statutory log may serve.",
            "Go back and choose one that fits this log.",
        )
    tool, kind = words(given, "tool")[:80], words(given, "kind")[:80]
    asked = {"purpose": why, "tool": tool, "kind": kind, "stream": stream.value}
    workspace.ledger.append(
        Event("audit.consulted", workspace.session.actor, "", "", asked, Stream.STATUTORY)
    )
    wanted = (
        e
        for e in workspace.ledger.entries(stream)
        if (not tool or e.payload["tool"] == tool) and kind in e.payload["kind"]
    )
    newest = reversed(deque(wanted, maxlen=_MOST))
    return [
        {
            "sequence": str(e.sequence),
            "at": e.at[:19].replace("T", " "),
            "kind": e.payload["kind"],
            "tool": e.payload["tool"],
            "who": people.name_of(e.payload["actor"]),
        }
        for e in islice(newest, _MOST)
    ]


URLS = [path("audit", search, name="audit")]
