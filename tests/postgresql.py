"""A PostgreSQL server of the tests' own, on a socket in a temporary folder."""

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


def programs() -> Path | None:
    """Where initdb is, if PostgreSQL is installed."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"))
    named = shutil.which("initdb")
    return found[-1].parent if found else Path(named).parent if named else None


@contextmanager
def server(home: Path) -> Iterator[str]:
    """Start a server and yield the url of an empty database in it."""
    where = Path(tempfile.mkdtemp(prefix="pg-"))  # a socket's path must be short
    path = os.pathsep.join((os.environ.get("PATH", ""), "/usr/sbin", "/sbin"))
    runuser = shutil.which("runuser", path=path) or "runuser"  # it is not on every PATH
    as_user = [runuser, "-u", "postgres", "--"] if os.geteuid() == 0 else []
    if as_user:
        shutil.chown(where, "postgres")

    def call(program: str, *options: str) -> None:
        done = subprocess.run(
            [*as_user, str(home / program), *options],
            capture_output=True,
            text=True,
            check=False,
            cwd=where,
        )
        assert done.returncode == 0, done.stderr

    data, log = str(where / "data"), str(where / "log")
    call("initdb", "--pgdata", data, "--username", "tester", "--auth", "trust", "--no-sync")
    start = f"-c listen_addresses='' -k {where} -c fsync=off"
    call("pg_ctl", "start", "-w", "-D", data, "-l", log, "-o", start)
    try:
        yield f"postgresql://tester@{str(where).replace('/', '%2F')}/postgres"
    finally:
        call("pg_ctl", "stop", "-D", data, "-m", "immediate")
        shutil.rmtree(where, ignore_errors=True)
