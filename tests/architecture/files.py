"""Rules about files as functions: each takes what it looks at and lists what breaks the rule.

They take a root, so that the same rules run on this checkout and on a scratch copy in which a
violation was planted.
"""

import re
import subprocess
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
CEILING = 400  # lines of a file: beyond a sitting
DRAWERS = {"utils", "util", "common", "core", "helpers", "helper", "manager", "misc"}

# Written in pieces, so that this file keeps the rule it states.
_REGISTRIES = ("py|pi.org", "python|hosted.", "npm|js.", "registry.|npm", "deb|ian.org")
HOSTS = tuple(host.replace("|", "") for host in _REGISTRIES)
_FOLDERS = ("wo~rk", "fa~rm", "ro~ot", "ho~me", "Us~ers", "tm~p")
MACHINE = re.compile(
    r"(?<![\w.~-])/(?:" + "|".join(folder.replace("~", "") for folder in _FOLDERS) + r")/\w"
)
_SIGNS = ("TO~DO", "FIX~ME", "XX~X", "NotImplemented~Error", r"\bfor n~ow\b", "in a re~al")
UNFINISHED = re.compile("|".join(sign.replace("~", "") for sign in _SIGNS))
IGNORED = re.compile(
    r"#\s*(?:noqa(?::\s*[A-Z]+\d+(?:\s*,\s*[A-Z]+\d+)*)?|type:\s*ignore(?:\[[\w,\s-]+\])?"
    r"|pragma:\s*no cover)"
)


def tracked(root: Path) -> list[Path]:
    """Files under version control; in a copy without it, every file."""
    if not (root / ".git").exists():
        return sorted(p for p in root.rglob("*") if p.is_file())
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=root,
        capture_output=True,
        check=True,
    ).stdout.decode()
    return sorted(p for p in (root / n for n in listed.split("\0") if n) if p.is_file())


def ours(root: Path, *endings: str) -> list[Path]:
    """Files we wrote: no third-party files."""
    return [
        p
        for p in tracked(root)
        if p.suffix in endings and not {"vendor", "licences"} & set(p.relative_to(root).parts)
    ]


def text(path: Path) -> str:
    """The file's text; empty when it holds none."""
    try:
        return path.read_text(encoding="utf-8")
    except UnicodeDecodeError:
        return ""


def too_long(root: Path) -> list[str]:
    """Files past the ceiling."""
    found = []
    for path in ours(root, ".py", ".js", ".mjs", ".css", ".scss", ".html"):
        lines = text(path).count("\n")
        if lines > CEILING:
            found.append(f"{path.relative_to(root)}: {lines} lines")
    return found


def drawers(root: Path) -> list[str]:
    """Files and folders whose name holds anything."""
    return [
        str(path.relative_to(root))
        for path in ours(root, ".py")
        if DRAWERS & {Path(part).stem for part in path.relative_to(root).parts}
    ]


def places(root: Path) -> list[str]:
    """Paths of one machine and hosts of registries; both make a checkout depend on its author."""
    found = []
    for path in ours(root, *{p.suffix for p in tracked(root)}):
        for number, line in enumerate(text(path).splitlines(), 1):
            if MACHINE.search(line) or any(host in line.lower() for host in HOSTS):
                found.append(f"{path.relative_to(root)}:{number}")
    return found


def unfinished(root: Path) -> list[str]:
    """Source that says of itself that it is not done."""
    return [
        f"{path.relative_to(root)}:{number}"
        for path in ours(root, ".py")
        if "src" in path.relative_to(root).parts
        for number, line in enumerate(text(path).splitlines(), 1)
        if UNFINISHED.search(line)
    ]


def unexplained(root: Path) -> list[str]:
    """Switched-off checks without a reason on the same line."""
    found = []
    for path in ours(root, ".py"):
        for number, line in enumerate(text(path).splitlines(), 1):
            if not IGNORED.search(line) or path == Path(__file__):
                continue
            reason = re.sub(r"^.*?#", "", IGNORED.sub("#", line, count=1), count=1)
            reason = IGNORED.sub("", reason).strip(" #-:")
            if len(reason.split()) < 2:
                found.append(f"{path.relative_to(root)}:{number}")
    return found
