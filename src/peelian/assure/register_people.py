"""Keeping the people register: who may change it, and what nobody may do to themselves."""

from dataclasses import replace
from datetime import UTC, datetime

from peelian.assure.ledger import Event
from peelian.assure.people import Account, Person, Role, find_person, person_id
from peelian.assure.port import Casework
from peelian.ground.errors import InputError, NotAllowedError


def enrol(casework: Casework, person: Person, actor: str, accounts: tuple[str, ...] = ()) -> Person:
    """Add a person or change one; link their accounts.

    The first person ever enrolled may be anybody with the role of registrar.

    Raises:
        NotAllowedError: when ``actor`` is not a registrar, or changes their own entry.
        InputError: when an account belongs to somebody else already.
    """
    with casework.together():
        _check_registrar(casework, person, actor)
        for account in accounts:
            link = casework.one(Account, account)
            if link is not None and link.about not in ("", person.uid):
                raise InputError(
                    "The account was not linked.",
                    "It belongs to another person, and one account is one person's.",
                    "Give each person an account of their own.",
                )
        detail = {"roles": sorted(r.value for r in person.roles), "force": person.force}
        casework.keep(person, Event("person.enrolled", actor, "", person.uid, detail))
        for account in accounts:
            link = Account(uid=account, about=person.uid, force=person.force)
            event = Event("account.linked", actor, "", person.uid, {"account": account})
            casework.keep(link, event)
        return person


def declare_conflict(casework: Casework, actor: str, tool: str) -> Person:
    """Record that ``actor`` has an interest in ``tool``; anybody may, for themselves."""
    with casework.together():
        person = find_person(casework, actor)
        if person is None:
            raise InputError(
                "The conflict of interest was not recorded.",
                "Your account is not in the people register.",
                "Ask whoever keeps the people register to add you.",
            )
        now = replace(person, conflicts=person.conflicts | {tool})
        casework.keep(now, Event("conflict.declared", actor, tool, person.uid))
        return now


def leave(casework: Casework, uid: str, actor: str, last_day: datetime | None = None) -> Person:
    """Record a person's last day."""
    with casework.together():
        person = casework.one(Person, uid)
        if person is None:
            raise InputError(
                "The last day was not recorded.",
                "Nobody with this number is in the people register.",
                "Choose a person from the register.",
            )
        day = (last_day or datetime.now(UTC)).date()
        return enrol(casework, replace(person, active_until=day), actor)


def _check_registrar(casework: Casework, person: Person, actor: str) -> None:
    registrars = [p for p in casework.every(Person) if Role.REGISTRAR in p.roles]
    if not registrars and Role.REGISTRAR in person.roles:
        return  # the first one
    who = find_person(casework, actor)
    today = datetime.now(UTC).date()
    if who is None or Role.REGISTRAR not in who.roles or not who.active(today):
        raise NotAllowedError(
            "The people register was not changed.",
            "Only its registrar may change it.",
            "Ask a registrar.",
        )
    if person_id(casework, actor) == person.uid:
        raise NotAllowedError(
            "The people register was not changed.",
            "Nobody may change their own entry, whatever their role.",
            "Ask another registrar.",
        )
