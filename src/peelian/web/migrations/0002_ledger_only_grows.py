"""Triggers that refuse to change, remove or slip in a ledger entry or a governance record.

They stop mistakes and our own code, not the owner of the database: the hash chain and its signed
head are what an outsider checks.
"""

from typing import ClassVar

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

_REFUSE = "BEGIN SELECT RAISE(ABORT, 'the audit log only grows'); END"

SQLITE = (
    f"CREATE TRIGGER ledger_no_update BEFORE UPDATE ON ledger {_REFUSE}",
    f"CREATE TRIGGER ledger_no_delete BEFORE DELETE ON ledger {_REFUSE}",
    # INSERT OR REPLACE removes the old row without firing the delete trigger.
    f"""CREATE TRIGGER ledger_in_order BEFORE INSERT ON ledger
    WHEN NEW.sequence IS NOT
    (SELECT coalesce(max(sequence), 0) + 1 FROM ledger WHERE stream = NEW.stream) {_REFUSE}""",
    f"CREATE TRIGGER governance_no_delete BEFORE DELETE ON governance {_REFUSE}",
    f"""CREATE TRIGGER governance_no_change BEFORE UPDATE ON governance
    WHEN OLD.body IS NOT NEW.body OR OLD.uid IS NOT NEW.uid OR OLD.kind IS NOT NEW.kind
    OR OLD.version IS NOT NEW.version OR OLD.state IS NOT NEW.state OR OLD.tool IS NOT NEW.tool
    OR OLD.force IS NOT NEW.force OR OLD.about IS NOT NEW.about {_REFUSE}""",
)
POSTGRESQL = (
    """CREATE FUNCTION ledger_refuse() RETURNS trigger LANGUAGE plpgsql AS
    $$ BEGIN RAISE EXCEPTION 'the audit log only grows'; END $$""",
    """CREATE TRIGGER ledger_no_change BEFORE UPDATE OR DELETE OR TRUNCATE ON ledger
    FOR EACH STATEMENT EXECUTE FUNCTION ledger_refuse()""",
    """CREATE TRIGGER governance_no_delete BEFORE DELETE OR TRUNCATE ON governance
    FOR EACH STATEMENT EXECUTE FUNCTION ledger_refuse()""",
    """CREATE TRIGGER governance_no_change BEFORE UPDATE ON governance FOR EACH ROW
    WHEN (ROW(OLD.body, OLD.uid, OLD.kind, OLD.version, OLD.state, OLD.tool, OLD.force, OLD.about)
    IS DISTINCT FROM
    ROW(NEW.body, NEW.uid, NEW.kind, NEW.version, NEW.state, NEW.tool, NEW.force, NEW.about))
    EXECUTE FUNCTION ledger_refuse()""",
    # The application's own role keeps insert and select only; its owner would have to grant more.
    "REVOKE UPDATE, DELETE, TRUNCATE ON ledger FROM CURRENT_USER",
)


def add(_apps: Apps, editor: BaseDatabaseSchemaEditor) -> None:
    """Create the triggers in the database's own dialect."""
    for statement in POSTGRESQL if editor.connection.vendor == "postgresql" else SQLITE:
        editor.execute(statement)


class Migration(migrations.Migration):
    """The ledger becomes append-only."""

    dependencies: ClassVar = [("web", "0001_first")]
    operations: ClassVar = [migrations.RunPython(add, migrations.RunPython.noop)]
