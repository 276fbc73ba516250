"""Rules about dependencies and documents."""

import re
import tomllib
from pathlib import Path

from tests.architecture.files import ours, text

LINK = re.compile(r"\]\((?!https?:|mailto:|#)([^)\s]+)\)")


def reasons(root: Path) -> list[str]:
    """Dependencies and ignored rules whose line gives no reason."""
    words = text(root / "pyproject.toml")
    told = tomllib.loads(words)
    listed = [*told["project"]["dependencies"], *told["tool"]["ruff"]["lint"]["ignore"]]
    for extra in told["project"]["optional-dependencies"].values():
        listed += extra
    return [
        one
        for one in listed
        if not re.search(rf'^ +"{re.escape(one)}", +# \S+ \S+', words, re.MULTILINE)
    ]


def _name(requirement: str) -> str:
    return re.split(r"[<>=!~;\[ ]", requirement, maxsplit=1)[0].lower().replace("_", "-")


def unlocked(root: Path) -> list[str]:
    """Declared dependencies that a lock file lacks, and locked ones without a hash."""
    project = tomllib.loads(text(root / "pyproject.toml"))["project"]
    extras = project["optional-dependencies"]
    wanted = {
        "requirements.lock": project["dependencies"] + extras["build"],
        "requirements-dev.lock": project["dependencies"] + extras["build"] + extras["dev"],
    }
    found = []
    for lock, requirements in wanted.items():
        pins = re.findall(r"^([\w.-]+)==((?:.*\\\n)*.*)", text(root / lock), re.MULTILINE)
        locked = {name.lower() for name, _ in pins}
        found += [f"{lock}: {_name(r)} is missing" for r in requirements if _name(r) not in locked]
        found += [f"{lock}: {name} has no hash" for name, rest in pins if "--hash=" not in rest]
    return found


def dead_links(root: Path) -> list[str]:
    """Links between our own pages that lead nowhere."""
    found = []
    for page in ours(root, ".md"):
        for target in LINK.findall(text(page)):
            goal = (page.parent / target.split("#")[0]).resolve()
            if not goal.exists():
                found.append(f"{page.relative_to(root)}: {target}")
    return found


def unlisted_pages(root: Path) -> list[str]:
    """Pages of the manual that its navigation does not reach, and entries without a page."""
    config = text(root / "zensical.toml")
    listed = set(re.findall(r'"([\w/.-]+\.md)"', config))
    pages = {
        str(p.relative_to(root / "docs")) for p in ours(root, ".md") if root / "docs" in p.parents
    }
    return [f"not in the navigation: {p}" for p in sorted(pages - listed)] + [
        f"no such page: {p}" for p in sorted(listed - pages)
    ]
