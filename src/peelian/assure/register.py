"""The public entry of one use: written for a citizen, signed, and never quietly removed."""

import html
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, ClassVar

from peelian.assure.canonical import canonical
from peelian.assure.card import Card, Output
from peelian.assure.keys import Keys, signed_by
from peelian.assure.records import Record
from peelian.assure.use import ApprovedUse


@dataclass(frozen=True, slots=True, kw_only=True)
class RegisterEntry(Record):
    """One entry; ``about`` is the use and ``state`` "published", "withheld" or "withdrawn"."""

    KIND: ClassVar[str] = "register"

    body: Mapping[str, Any] = field(default_factory=dict)
    signature: str = ""
    public_key: str = ""
    version: str = ""  # hash of the approved version it describes
    by: str
    at: datetime
    ground: str = ""
    review_on: datetime | None = None
    trace: tuple[str, ...] = ()  # what a reader sees of earlier states, with dates


def written(card: Card, use: ApprovedUse, contact: str) -> dict[str, Any]:
    """Write an entry's body from the tool's record and the approval; nothing is typed twice."""
    person = "a named person decides whether to act on it"
    used_on_me = (
        "It may be about you. Ask the force: it must look and answer you."
        if card.tier >= 2  # noqa: PLR2004 - documents and people
        else "No. It looks at places and resources, never at a named person."
    )
    return {
        "tool": card.name,
        "name": card.label,
        "force": use.force,
        "what_it_does": card.purpose,
        "what_it_does_not_do": card.not_purpose,
        "used_for": list(use.purposes),
        "never_used_for": list(use.prohibited),
        "who_decides": "Its result is shown as analysis; people decide what to do."
        if card.output is Output.ANALYSIS
        else f"Its result does nothing until {person}.",
        "legal_basis": card.legal_basis,
        "data": card.data_needed,
        "limits": list(card.limits),
        "was_it_used_on_me": used_on_me,
        "how_to_ask_or_complain": contact,
        "how_to_challenge": card.human_route,
        "if_stopped": card.if_stopped,
        "state": use.state,
        "approved": use.approved_at.date().isoformat() if use.approved_at else "",
        "expires": use.expires_at.date().isoformat() if use.expires_at else "",
        "published_reasons": use.published_reasons,
    }


def signable(body: Mapping[str, Any]) -> bytes:
    """The bytes an entry's signature covers."""
    return canonical(body)


def is_genuine(entry: RegisterEntry) -> bool:
    """Whether the entry still says what was signed."""
    return signed_by(entry.public_key, signable(entry.body), entry.signature)


def sign(body: Mapping[str, Any], keys: Keys) -> tuple[str, str]:
    """Return the signature of ``body`` and the public key to check it with."""
    return keys.sign(signable(body)), keys.public


def as_json(entry: RegisterEntry) -> str:
    """The signed entry as a reader's program takes it."""
    keep = {"body": dict(entry.body), "state": entry.state, "trace": list(entry.trace)}
    keep |= {"signature": entry.signature, "public_key": entry.public_key}
    return json.dumps(keep, indent=2, sort_keys=True, ensure_ascii=False)


_HEADINGS = {
    "what_it_does": "What it does",
    "what_it_does_not_do": "What it does not do",
    "who_decides": "Who decides",
    "was_it_used_on_me": "Was it used on me?",
    "how_to_ask_or_complain": "How to ask or complain",
    "how_to_challenge": "How to challenge it",
    "used_for": "What it may be used for",
    "never_used_for": "What it may never be used for",
    "data": "What data it uses",
    "limits": "What it cannot do well",
    "legal_basis": "The law it relies on",
    "if_stopped": "What people do when it is stopped",
    "published_reasons": "Why it is used although the ethics committee advised against it",
    "expires": "When the approval ends",
}


def sections(entry: RegisterEntry) -> list[tuple[str, list[str]]]:
    """The entry as headings and lines, in the order a citizen asks."""
    found = []
    for key, heading in _HEADINGS.items():
        value = entry.body.get(key)
        lines = [str(v) for v in value] if isinstance(value, list) else [str(value or "")]
        if any(lines):
            found.append((heading, lines))
    return found


def as_html(entry: RegisterEntry) -> str:
    """The entry as one page that stands alone."""
    name = html.escape(str(entry.body.get("name", entry.tool)))
    parts = [
        '<!doctype html><html lang="en-GB"><meta charset="utf-8">',
        '<meta name="viewport" content="width=device-width, initial-scale=1">',
        f"<title>{name}: public register</title><body><main><h1>{name}</h1>",
        f"<p>{html.escape(entry.force)}: {html.escape(entry.state)}</p>",
    ]
    for heading, lines in sections(entry):
        body = "".join(f"<p>{html.escape(line)}</p>" for line in lines if line)
        parts.append(f"<h2>{html.escape(heading)}</h2>{body}")
    parts += [f"<p><small>{html.escape(line)}</small></p>" for line in entry.trace]
    return "".join(parts) + "</main></body></html>\n"
