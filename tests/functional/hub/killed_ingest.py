"""Kill an ingest at every step of its batch and report what each kill left behind.

Run as a program: ``killed_ingest.py FIRST SECOND WORK``. It prints one JSON line per step. Every
attempt is a forked child, so that this process never holds an engine's threads when it forks.
"""

import functools
import json
import os
import shutil
import signal
import sys
from pathlib import Path

from peelian.assure.workspace import Workspace
from peelian.engine.delta import DeltaLake
from peelian.hub.ingest import intake, service, sources
from peelian.hub.ingest.model import Parameters

STEPS = (
    (sources.Bronze, "keep"),
    (DeltaLake, "begin"),
    (DeltaLake, "append"),
    (DeltaLake, "_record"),
    (intake.Intake, "find_gaps"),
    (DeltaLake, "commit"),
    (DeltaLake, "end"),
    (service, "_tell"),
)

MOST = 100  # more moments than one ingest has


class Fuse:
    """Count the moments before and after each step, and kill the process at one of them."""

    def __init__(self, at: int) -> None:
        self.at, self.passed = at, 0

    def burn(self, moment: str) -> None:
        if self.passed == self.at:
            os.write(2, moment.encode())
            os.kill(os.getpid(), signal.SIGKILL)
        self.passed += 1

    def lay(self) -> None:
        for owner, name in STEPS:
            wrapped = self._wrapped(getattr(owner, name), name)
            still = isinstance(vars(owner).get(name), staticmethod)
            setattr(owner, name, staticmethod(wrapped) if still else wrapped)

    def _wrapped(self, step, name):
        @functools.wraps(step)
        def wrapper(*given, **named):
            self.burn(f"before {name}")
            result = step(*given, **named)
            self.burn(f"after {name}")
            return result

        return wrapper


def in_child(work):
    """Run ``work`` in a fork; return (its JSON answer or None, what it wrote to stderr)."""
    out_r, out_w = os.pipe()
    err_r, err_w = os.pipe()
    pid = os.fork()
    if pid == 0:
        try:
            os.dup2(err_w, 2)
            os.write(out_w, json.dumps(work()).encode())
        except BaseException as error:  # noqa: BLE001 - a child must never return to the loop
            os.write(2, repr(error).encode())
        os._exit(0)
    os.close(out_w)
    os.close(err_w)
    answer, moment = b"", b""
    while chunk := os.read(out_r, 65536):
        answer += chunk
    while chunk := os.read(err_r, 65536):
        moment += chunk
    os.close(out_r)
    os.close(err_r)
    os.waitpid(pid, 0)
    return (json.loads(answer) if answer else None), moment.decode()


def bring(folder: Path, path: Path) -> dict:
    workspace = Workspace(DeltaLake(folder / "lake"), bronze=folder / "bronze")
    return service.run(workspace, Parameters((path,))).summary()


def seen(folder: Path) -> list:
    relation = DeltaLake(folder / "lake").read("incidents").order("uid")
    columns = "source_crime_id, source_last_outcome_category"
    return [list(row) for row in relation.project(columns).fetchall()]


def killed(folder: Path, path: Path, at: int):
    fuse = Fuse(at)
    fuse.lay()
    return bring(folder, path)


def aftermath(folder: Path, path: Path) -> dict:
    left = seen(folder)
    again = bring(folder, path)
    return {"left": left, "again": again, "then": seen(folder)}


def main() -> None:
    first, second, work = map(Path, sys.argv[1:])
    whole = work / "whole"
    in_child(functools.partial(bring, whole, first))
    for at in range(MOST):
        folder = work / f"kill-{at}"
        shutil.copytree(whole, folder)
        finished, moment = in_child(functools.partial(killed, folder, second, at))
        after, trouble = in_child(functools.partial(aftermath, folder, second))
        report = {"moment": moment, "trouble": trouble, **(after or {})}
        sys.stdout.write(json.dumps(report) + "\n")
        sys.stdout.flush()
        if finished:
            return


if __name__ == "__main__":
    main()
