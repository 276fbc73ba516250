"""The people of the register: who they are to the force, not what they are called.

A person may have several accounts; every rule compares persons, so a second account is the same
person. Names live with sign-in; here are opaque ids and dates.
"""

from dataclasses import dataclass
from datetime import date
from enum import IntEnum, StrEnum
from typing import ClassVar

from peelian.assure.port import Casework
from peelian.assure.records import Record


class Role(StrEnum):
    """What a person may be asked to decide. The value is stored; ``words`` is read."""

    USER = "user"
    OWNER = "owner"
    AI_LEAD = "ai-lead"
    CHIEF_OFFICER = "chief-officer"
    ETHICS_CHAIR = "ethics-chair"
    ETHICS_MEMBER = "ethics-member"
    DATA_PROTECTION = "data-protection"
    SUPERVISOR = "supervisor"
    VERIFIER = "verifier"
    STANDARDS = "professional-standards"
    REGISTRAR = "registrar"

    @property
    def words(self) -> str:
        """The role as people read it."""
        return "AI lead" if self is Role.AI_LEAD else self.value.replace("-", " ")


class Vetting(IntEnum):
    """How far a person has been vetted."""

    NONE = 0
    STANDARD = 1
    ENHANCED = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Person(Record):
    """One member of a force, or a guest of its ethics committee. Dates are the last valid day."""

    KIND: ClassVar[str] = "person"

    roles: frozenset[Role] = frozenset()
    active_until: date | None = None  # None: still here
    trained_until: date | None = None
    vetting: Vetting = Vetting.NONE
    vetted_until: date | None = None
    conflicts: frozenset[str] = frozenset()  # tools this person has declared an interest in

    def active(self, today: date) -> bool:
        """Whether the person still works here on ``today``."""
        return self.active_until is None or today <= self.active_until

    def trained(self, today: date) -> bool:
        """Whether the person's training is in date."""
        return self.trained_until is not None and today <= self.trained_until

    def vetted(self, today: date, least: Vetting) -> bool:
        """Whether the person's vetting is in date and high enough."""
        in_date = self.vetted_until is not None and today <= self.vetted_until
        return least is Vetting.NONE or (in_date and self.vetting >= least)

    def problems(self, today: date, least: Vetting, who: str) -> list[str]:
        """Say in plain English why the person may not act, if so."""
        found = []
        if not self.active(today):
            found.append(f"{who} no longer works here.")
        if not self.trained(today):
            found.append(f"The training of {who.lower()} is not in date.")
        if not self.vetted(today, least):
            found.append(f"The vetting of {who.lower()} is missing, too low or out of date.")
        return found


@dataclass(frozen=True, slots=True, kw_only=True)
class Account(Record):
    """A sign-in (``uid``) and the one person it belongs to (``about``)."""

    KIND: ClassVar[str] = "account"


def find_person(casework: Casework, account: str) -> Person | None:
    """Return the person behind an account, or the person whose id is given."""
    link = casework.one(Account, account)
    return casework.one(Person, link.about if link else account)


def person_id(casework: Casework, account: str) -> str:
    """The person behind an account; the account itself when nobody is registered for it."""
    link = casework.one(Account, account)
    return link.about if link else account
