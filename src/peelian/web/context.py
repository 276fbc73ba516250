"""What every page knows: who is signed in, where they can go, and how the data is marked."""

from collections.abc import Hashable
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Final, cast

from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse

from peelian import catalogue
from peelian.assure.card import Card
from peelian.engine.lake import Batch, Lake
from peelian.hub.quality.freshness import freshness
from peelian.web import desk, offered, permissions
from peelian.web.models import Person


@dataclass(frozen=True, slots=True)
class Link:
    """One entry of the navigation."""

    label: str
    url: str
    current: bool


# The words and order of the navigation; an entry shows when its page exists and the role uses it.
_NAVIGATION: Final = (
    ("Home", "home", ""),
    ("Data", "data", "data"),
    ("Find", "hub.find", "hub.find"),
    ("Hot spots", "insight.hotspots", "insight.hotspots"),
    ("Trends", "insight.trends", "insight.trends"),
    ("Patrols", "patrol.plan", "patrol.plan"),
    ("Redact", "assist.redact", "assist.redact"),
    ("Approvals", "approvals", "approvals"),
    ("Public register", "register", ""),
)


def every_page(request: HttpRequest) -> dict[str, Any]:
    """Return what ``base.html`` shows around every page."""
    user = getattr(request, "user", None)
    person = user if isinstance(user, Person) else None
    return {
        "person": person,
        "links": navigation(person, request.path) if person else (),
        "marking": desk.session(person).marking,
        "mode": desk.session(person).mode.words,
        "about": about(request.path),
        "fresh": freshness_of(desk.lake()) if person and permissions.may_see_data(person) else "",
    }


def freshness_of(lake: Lake) -> str:
    """Say up to when the data goes and when it came: every page that shows a number shows this."""
    return _fresh(cast("Hashable", lake), tuple(lake.batches()))


@lru_cache(maxsize=4)
def _fresh(same: Hashable, batches: tuple[Batch, ...]) -> str:
    return freshness(cast("Lake", same)).words if batches else ""


def navigation(person: Person, path: str) -> tuple[Link, ...]:
    """List the pages that exist and that the person's role uses."""
    found = []
    for label, name, needs in _NAVIGATION:
        url = _address(name)
        if url and _allowed(person, needs):
            within = path == url or (url != "/" and path.startswith(url.rstrip("/") + "/"))
            found.append(Link(label, url, current=within))
    return tuple(found)


def about(path: str) -> Card | None:
    """Return the card of the tool whose page ``path`` belongs to."""
    parts = path.strip("/").split("/")
    name = ".".join(parts[:2])
    return catalogue.card(name) if len(parts) > 1 and name in offered.tools() else None


def _address(name: str) -> str:
    """The page's address: its own, or the generic one of a listed tool; else empty."""
    try:
        return reverse(name)
    except NoReverseMatch:
        return f"/{name.replace('.', '/')}" if name in offered.tools() else ""


def _allowed(person: Person, needs: str) -> bool:
    if needs == "":
        return True
    if needs == "data":
        return permissions.may_see_data(person)
    if needs == "approvals":
        return permissions.may_see_approvals(person)
    return permissions.may_run(person, needs)
