"""Adding people who sign in."""

import secrets
from typing import Final

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError

from peelian.assure.ledger import Event
from peelian.ground.errors import InputError
from peelian.web.casework import append, one_writer
from peelian.web.models import Person
from peelian.web.roles import ROLES

_WORDS: Final = 4  # groups of a made-up password: 4 x 20 bits


def create_person(
    username: str, role: str, password: str, *, force: str = "", by: str = "installation"
) -> Person:
    """Add somebody who can sign in to the served folder.

    Raises:
        InputError: when the name is taken, the role unknown or the password too weak.
    """
    if role not in ROLES:
        raise _refused("There is no such role.", f"Choose one of: {', '.join(ROLES)}.")
    person = Person(username=username, role=role, force=force)
    try:
        validate_password(password, person)
    except ValidationError as error:
        raise _refused(" ".join(error.messages), "Choose another password.") from None
    person.set_password(password)
    with one_writer("default"):
        if Person.objects.filter(username=username).exists():
            raise _refused("The user name is taken.", "Choose another user name.")
        person.save()
        append("default", Event("person.added", by, subject=person.uid, detail={"role": role}))
    return person


def create_demo_users(force: str = "") -> dict[str, tuple[str, str]]:
    """Make sure there is one demo user per role, each with a new random password.

    Returns:
        The role as people read it, with user name and password. The passwords are kept nowhere
        else: show them once. An existing demo user gets a new password and is signed out.
    """
    made = {}
    for role in ROLES.values():
        password = _password()
        person = Person.objects.filter(username=role.name).first()
        if person is None:
            create_person(role.name, role.name, password, force=force)
        else:
            person.set_password(password)
            with one_writer("default"):
                person.save()
                append("default", Event("person.password-set", "installation", "", person.uid))
        made[role.label] = (role.name, password)
    return made


def _password() -> str:
    """Four groups of four letters and digits that cannot be confused: 80 bits."""
    letters = "abcdefghjkmnpqrstuvwxyz23456789"
    groups = ["".join(secrets.choice(letters) for _ in range(4)) for _ in range(_WORDS)]
    return "-".join(groups)


def _refused(why: str, next_step: str) -> InputError:
    return InputError("The person was not added.", why, next_step)


def name_of(uid: str) -> str:
    """The name a person signs in with, for pages; the id itself for anybody else."""
    found = Person.objects.filter(uid=uid).values_list("username", flat=True).first()
    return found or uid
