"""What the casework database holds.

Times are UTC. JSON is kept as text exactly as it was hashed, so that every database gives back the
same characters.
"""

import secrets
from typing import ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models

from peelian.assure.session import Mode
from peelian.web.roles import ROLES, Role


def new_uid() -> str:
    """An opaque id."""
    return secrets.token_hex(8)


class PersonManager(BaseUserManager["Person"]):
    """How Django finds a person at sign-in."""


class Person(AbstractBaseUser):
    """Somebody who signs in. The ledger knows them by ``uid`` only."""

    uid = models.CharField(max_length=32, unique=True, default=new_uid, editable=False)
    username = models.CharField(max_length=150, unique=True)
    role = models.CharField(max_length=40)
    force = models.CharField(max_length=60, blank=True)
    is_active = models.BooleanField(default=True)

    work = (Mode.SANDBOX, "practice")  # mode and purpose chosen for this sign-in; never stored

    USERNAME_FIELD = "username"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["role"]
    objects: ClassVar[PersonManager] = PersonManager()

    @property
    def acts_as(self) -> type[Role]:
        """The person's role."""
        return ROLES[self.role]


class SignInAttempt(models.Model):
    """One failed or pending sign-in, counted for lockout and rate limits; pruned after a day."""

    name_digest = models.CharField(max_length=64, db_index=True)
    address = models.CharField(max_length=64, db_index=True)
    at = models.DateTimeField(db_index=True)


class LedgerEntry(models.Model):
    """One entry of the append-only, hash-chained record (see ``assure.ledger``)."""

    stream = models.CharField(max_length=12)
    sequence = models.BigIntegerField()
    at = models.CharField(max_length=40)
    payload = models.TextField()
    previous = models.CharField(max_length=64)
    digest = models.CharField(max_length=64, unique=True)

    class Meta:
        db_table = "ledger"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["stream", "sequence"], name="ledger_one_place"),
            models.UniqueConstraint(fields=["stream", "previous"], name="ledger_one_next"),
        ]


class LedgerHead(models.Model):
    """The signed end of each stream: the next entry follows this, whatever the table says."""

    stream = models.CharField(max_length=12, primary_key=True)
    sequence = models.BigIntegerField()
    digest = models.CharField(max_length=64)
    at = models.CharField(max_length=40)
    signature = models.CharField(max_length=128)
    public_key = models.CharField(max_length=64)

    class Meta:
        db_table = "ledger_head"


class GovernanceRecord(models.Model):
    """One version of a record of governance (see ``assure.records``); versions are only added."""

    kind = models.CharField(max_length=24)
    uid = models.CharField(max_length=200)
    version = models.PositiveIntegerField()
    newest = models.BooleanField()
    tool = models.CharField(max_length=80)
    force = models.CharField(max_length=60)
    state = models.CharField(max_length=40)
    about = models.CharField(max_length=200)
    first_kept_at = models.DateTimeField()
    body = models.TextField()

    class Meta:
        db_table = "governance"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["kind", "uid", "version"], name="governance_version"),
        ]
        indexes: ClassVar = [
            models.Index(fields=["kind", "about", "newest"], name="governance_about"),
            models.Index(fields=["kind", "tool", "force", "newest"], name="governance_tool"),
            models.Index(fields=["kind", "state", "newest"], name="governance_state"),
        ]


class RecommendationRow(models.Model):
    """One recommendation and the decision on it (see ``assure.casework``)."""

    uid = models.CharField(max_length=64, primary_key=True)
    tool = models.CharField(max_length=80, db_index=True)
    title = models.TextField()
    force = models.CharField(max_length=60)
    mode = models.CharField(max_length=20)
    created_by = models.CharField(max_length=64)
    payload = models.TextField()
    status = models.CharField(max_length=40, db_index=True)
    version = models.PositiveIntegerField()
    created_at = models.DateTimeField()
    decided_by = models.CharField(max_length=64, blank=True)
    decided_at = models.DateTimeField(null=True)
    reason = models.TextField(blank=True)
    terms = models.TextField(default="{}")

    class Meta:
        db_table = "recommendation"


class ProblemReport(models.Model):
    """What somebody told a tool's owner. The words stay here; the ledger holds the id."""

    uid = models.CharField(max_length=32, primary_key=True, default=new_uid)
    tool = models.CharField(max_length=80, blank=True, db_index=True)
    page = models.CharField(max_length=300)
    words = models.TextField()
    reported_by = models.CharField(max_length=64)
    reported_at = models.DateTimeField()

    class Meta:
        db_table = "problem_report"


class ToolRun(models.Model):
    """A run started in the browser: how far it is and what came of it. Never the data itself."""

    uid = models.CharField(max_length=32, primary_key=True, default=new_uid)
    tool = models.CharField(max_length=80, db_index=True)
    started_by = models.CharField(max_length=64)
    started_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    state = models.CharField(max_length=20, db_index=True)
    doing = models.CharField(max_length=200, blank=True)
    done = models.BigIntegerField(default=0)
    total = models.BigIntegerField(null=True)
    summary = models.TextField(blank=True)
    error = models.TextField(blank=True)
    files = models.TextField(default="[]")

    class Meta:
        db_table = "tool_run"
