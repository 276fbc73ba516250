"""Who may do what. Functions come in pairs: ``check_x`` refuses, ``x`` asks.

*What the state allows* (a decided plan cannot change) is the business of casework, not of this
module. Somebody not signed in may do nothing here.
"""

from django.contrib.auth.models import AnonymousUser

from peelian.ground.errors import NotAllowedError
from peelian.web.models import Person
from peelian.web.roles import ROLES

Somebody = Person | AnonymousUser


def may_run(somebody: Somebody, tool: str) -> bool:
    """Whether the person's role uses ``tool`` ("room.tool")."""
    tools = somebody.acts_as.tools if isinstance(somebody, Person) else ()
    return tool in tools or tool.split(".", maxsplit=1)[0] in tools


def check_may_run(somebody: Somebody, tool: str) -> None:
    """Refuse a tool the person's role does not use.

    Raises:
        NotAllowedError: when it does not.
    """
    if not may_run(somebody, tool):
        raise _refusal("This page is not part of your role.")


def may_see_data(somebody: Somebody) -> bool:
    """Whether the person sees what the data folder holds, as counts."""
    return isinstance(somebody, Person) and bool(somebody.acts_as.tools)


def check_may_see_data(somebody: Somebody) -> None:
    """Refuse counts of the data.

    Raises:
        NotAllowedError: when the person's role does not work with data.
    """
    if not may_see_data(somebody):
        raise _refusal("The data is not open to your role.")


def may_see_rows(somebody: Somebody) -> bool:
    """Whether the person sees single incidents, not only counts."""
    return isinstance(somebody, Person) and somebody.acts_as.sees_rows


def check_may_see_rows(somebody: Somebody) -> None:
    """Refuse single incidents.

    Raises:
        NotAllowedError: when the person's role sees counts only.
    """
    if not may_see_rows(somebody):
        raise _refusal("Single incidents are not open to your role.")


def may_decide(somebody: Somebody, tool: str) -> bool:
    """Whether the person decides on what ``tool`` recommends."""
    return isinstance(somebody, Person) and tool in somebody.acts_as.decides_on


def check_may_decide(somebody: Somebody, tool: str) -> None:
    """Refuse a decision on what ``tool`` recommends.

    Raises:
        NotAllowedError: when the person's role does not decide on it.
    """
    if not may_decide(somebody, tool):
        raise _refusal("Your role does not decide on this.")


def may_see_approvals(somebody: Somebody) -> bool:
    """Whether the person sees uses of tools; what they may do there the people register says."""
    return isinstance(somebody, Person) and somebody.acts_as is not ROLES["public"]


def check_may_see_approvals(somebody: Somebody) -> None:
    """Refuse the pages of approvals.

    Raises:
        NotAllowedError: when the person is not one of the force or its ethics committee.
    """
    if not may_see_approvals(somebody):
        raise _refusal("Approvals are not open to your role.")


def may_see_audit_log(somebody: Somebody) -> bool:
    """Whether the person reads the record of what was done."""
    return isinstance(somebody, Person) and somebody.acts_as.sees_audit_log


def check_may_see_audit_log(somebody: Somebody) -> None:
    """Refuse the record of what was done.

    Raises:
        NotAllowedError: when the person's role does not read it.
    """
    if not may_see_audit_log(somebody):
        raise _refusal("The audit log is not open to your role.")


def _refusal(what: str) -> NotAllowedError:
    return NotAllowedError(
        what,
        "Each role sees the pages its work needs.",
        "Ask your IT administrator if your work has changed.",
    )
