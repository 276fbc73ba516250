"""Who works with Peelian. A role is a plain class: what it is called and what it may do.

A person has one role. ``tools`` names rooms or single tools; everything unlisted is refused.
"""

from typing import ClassVar, Final


class Role:
    """A kind of user."""

    name: ClassVar[str]  # as kept with the person
    label: ClassVar[str]  # as people read it
    tools: ClassVar[tuple[str, ...]] = ()  # "room" or "room.tool"
    sees_rows: ClassVar[bool] = False  # single incidents, not only counts
    decides_on: ClassVar[tuple[str, ...]] = ()  # tools whose recommendations this role decides
    sees_audit_log: ClassVar[bool] = False
    manages_people: ClassVar[bool] = False


class Analyst(Role):
    """Brings data in and prepares the work of others."""

    name, label = "analyst", "Analyst"
    tools = ("hub", "insight", "patrol", "evidence", "assist", "sample")
    sees_rows = True


class Sergeant(Role):
    """Decides where patrols go."""

    name, label = "sergeant", "Sergeant"
    tools = ("insight", "patrol")
    decides_on = ("patrol.plan",)


class Officer(Role):
    """Carries out patrols."""

    name, label = "officer", "Officer"
    tools = ("insight.hotspots",)


class ControlRoom(Role):
    """Sends callsigns and re-plans on the day."""

    name, label = "control-room", "Control room"
    tools = ("insight", "patrol")
    decides_on = ("patrol.plan",)


class Disclosure(Role):
    """Prepares documents for others to see."""

    name, label = "disclosure", "Disclosure"
    tools = ("assist", "hub.read")
    sees_rows = True


class AiLead(Role):
    """Answers for the tools: approvals, checks and the register."""

    name, label = "ai-lead", "AI lead"
    tools = ("insight", "evidence", "assure")
    sees_audit_log = True


class ChiefOfficer(Role):
    """Approves what bears on people, and answers for the force."""

    name, label = "chief-officer", "Chief officer"
    sees_audit_log = True


class DataProtection(Role):
    """Advises on data protection and agrees evaluations."""

    name, label = "data-protection", "Data protection"
    sees_audit_log = True


class EthicsGuest(Role):
    """A member of the ethics committee: a guest who reads, asks and advises."""

    name, label = "ethics", "Ethics committee"


class Standards(Role):
    """Professional standards: looks into misuse."""

    name, label = "standards", "Professional standards"
    tools = ("assure.lookups",)
    sees_audit_log = True


class Admin(Role):
    """Runs the installation."""

    name, label = "admin", "IT administrator"
    tools = ("hub.ingest", "sample", "assure.verify", "assure.export")
    sees_audit_log = True
    manages_people = True


class Public(Role):
    """Anybody: sees what is published and nothing else."""

    name, label = "public", "Public"


ROLES: Final[dict[str, type[Role]]] = {
    role.name: role
    for role in (
        Analyst,
        Sergeant,
        Officer,
        ControlRoom,
        Disclosure,
        AiLead,
        ChiefOfficer,
        DataProtection,
        EthicsGuest,
        Standards,
        Admin,
        Public,
    )
}
