"""What exactly was approved: hashes of a tool's settings, code and model files.

The code hash covers every first-party module the tool can import, found by reading the source,
so that a change below the tool counts as a change of the tool. Files are read again only when
their size or time of change (which no program may set) differs.
"""

import ast
import dataclasses
import hashlib
import os
import sys
from collections.abc import Iterable, Mapping
from functools import cache, lru_cache
from pathlib import Path
from typing import Any, Final

from peelian.assure.canonical import canonical
from peelian.assure.card import Card
from peelian.assure.records import to_json
from peelian.assure.use import Version
from peelian.ground.parameters import Governance, declared

_PACKAGE: Final = "peelian"
_ROOT: Final = Path(__file__).resolve().parents[1]
_CODE: Final = ".py"


@dataclasses.dataclass(frozen=True, slots=True)
class Offered:
    """A tool as this build offers it: its record and the declaration of its parameters."""

    card: Card
    parameters: type


@dataclasses.dataclass(frozen=True, slots=True)
class _Seen:
    """A version computed before, and how everything it was read from stood then."""

    watched: tuple[str, ...]
    stood: tuple[tuple[int, int, int], ...]
    version: Version


_SEEN: Final[dict[tuple[str, str, type, Path], _Seen]] = {}


def version_of(offered: Offered, root: Path = _ROOT) -> Version:
    """Hash a tool as it stands on disk now; read again only what changed since the last time."""
    key = (offered.card.name, offered.card.version, offered.parameters, root)
    seen = _SEEN.get(key)
    if seen is not None and _stand(seen.watched) == seen.stood:
        return seen.version
    version = _read(offered, root)
    watched = _watched(offered.card.name, root)
    _SEEN[key] = _Seen(watched, _stand(watched), version)
    return version


def _stand(paths: Iterable[str]) -> tuple[tuple[int, int, int], ...]:
    found = []
    for path in paths:
        try:
            stat = os.stat(path)  # noqa: PTH116 - quicker than a Path, and this is on every run
        except OSError:
            return ()
        found.append((stat.st_ctime_ns, stat.st_size, stat.st_ino))
    return tuple(found)


def _watched(name: str, root: Path) -> tuple[str, ...]:
    """What a version is read from, and the folders in which a new file would count."""
    own = {*own_files(name, root), *artefacts(name, root)}
    home = root.joinpath(*name.split("."))
    folders = {home, *(p.parent for p in own)} if home.is_dir() else set()
    return tuple(sorted(str(p) for p in {*own, *folders, *closure(name, root)}))


def _read(offered: Offered, root: Path) -> Version:
    name = offered.card.name
    code = closure(name, root)
    return Version(
        card=offered.card.version,
        governed=governed_hash(offered.parameters),
        closure=_hash_files(code, root),
        artefacts=_hash_files(artefacts(name, root), root),
        lock=lock_hash(),
        content=_content(own_files(name, root)),
    )


def governed_values(parameters: object) -> dict[str, Any]:
    """The governed parameters' values of one request, as plain JSON."""
    return {
        d.name: _plain(getattr(parameters, d.name))
        for d in declared(type(parameters))
        if d.spec.governance is Governance.GOVERNED
    }


def governed_defaults(parameters: type) -> dict[str, Any]:
    """The governed parameters' declared values: what an approval without changes approves."""
    return {
        d.name: None if d.default is dataclasses.MISSING else _plain(d.default)
        for d in declared(parameters)
        if d.spec.governance is Governance.GOVERNED
    }


@cache
def governed_hash(parameters: type) -> str:
    """Hash what is governed: names, limits, units and declared values."""
    found = [
        {"name": d.name, "default": repr(d.default), "spec": repr(to_json(d.spec))}
        for d in declared(parameters)
        if d.spec.governance is Governance.GOVERNED
    ]
    return hashlib.sha256(canonical(found)).hexdigest()


def closure(name: str, root: Path = _ROOT) -> tuple[Path, ...]:
    """Every first-party source file the tool can reach by imports, sorted."""
    seen: set[Path] = set()
    todo = list(own_files(name, root))
    while todo:
        path = todo.pop()
        if path in seen or path.suffix != _CODE:
            continue
        seen.add(path)
        stat = path.stat()
        for module in _imports(str(path), stat.st_ctime_ns, stat.st_size):
            todo.extend(_sources(module, root))
    return tuple(sorted(seen))


def own_files(name: str, root: Path = _ROOT) -> tuple[Path, ...]:
    """The tool's own source files."""
    home = root.joinpath(*name.split("."))
    if home.is_dir():
        return tuple(sorted(home.rglob(f"*{_CODE}")))
    single = home.with_suffix(_CODE)
    return (single,) if single.exists() else ()


def artefacts(name: str, root: Path = _ROOT) -> tuple[Path, ...]:
    """Files beside the tool's code that are not code: models, tables, templates."""
    home = root.joinpath(*name.split("."))
    if not home.is_dir():
        return ()
    skip = {_CODE, ".pyc", ".md"}
    return tuple(sorted(p for p in home.rglob("*") if p.is_file() and p.suffix not in skip))


@cache
def lock_hash() -> str:
    """Hash the names and versions of everything installed."""
    folders = [Path(p) for p in sys.path if p]
    found = sorted({d.stem for f in folders if f.is_dir() for d in f.glob("*.dist-info")})
    return hashlib.sha256("\n".join(found).encode()).hexdigest()


def within(bounds: Mapping[str, Any], parameters: object) -> list[str]:
    """Say which request parameters lie outside the approved bounds."""
    wrong = []
    for item in declared(type(parameters)):
        bound = bounds.get(item.name)
        value = getattr(parameters, item.name)
        if bound is None or value is None:
            continue
        values = value if item.many else (value,)
        if not all(_inside(bound, v) for v in values):
            wrong.append(item.public_name)
    return wrong


def _inside(bound: Mapping[str, Any], value: Any) -> bool:
    low, high, choices = bound.get("low"), bound.get("high"), bound.get("choices")
    if choices and str(value) not in choices:
        return False
    number = isinstance(value, int | float) and not isinstance(value, bool)
    if low is not None and not (number and value >= low):
        return False
    return high is None or (number and value <= high)


def _plain(value: Any) -> Any:
    return list(value) if isinstance(value, tuple) else value


@lru_cache(maxsize=4_096)
def _imports(path: str, changed: int, size: int) -> tuple[str, ...]:  # noqa: ARG001 - cache key
    tree = ast.parse(Path(path).read_bytes())
    found: set[str] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            found.update(a.name for a in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            found.add(node.module)
            found.update(f"{node.module}.{a.name}" for a in node.names)
    return tuple(sorted(m for m in found if m.split(".")[0] == _PACKAGE))


def _sources(module: str, root: Path) -> Iterable[Path]:
    parts = module.split(".")[1:]
    for depth in range(1, len(parts) + 1):  # importing a.b.c runs a and a.b too
        home = root.joinpath(*parts[:depth])
        for path in (home / "__init__.py", home.with_suffix(_CODE)):
            if path.exists():
                yield path


@lru_cache(maxsize=8_192)
def _digest(path: str, changed: int, size: int) -> str:  # noqa: ARG001 - cache key
    return hashlib.sha256(Path(path).read_bytes()).hexdigest()


def _hash_files(paths: Iterable[Path], root: Path) -> str:
    total = hashlib.sha256()
    for path in paths:
        stat = path.stat()
        digest = _digest(str(path), stat.st_ctime_ns, stat.st_size)
        total.update(f"{path.relative_to(root).as_posix()}\0{digest}\n".encode())
    return total.hexdigest()


def _content(paths: Iterable[Path]) -> str:
    found = []
    for path in paths:
        stat = path.stat()
        found.append(_digest(str(path), stat.st_ctime_ns, stat.st_size))
    return hashlib.sha256("\n".join(sorted(found)).encode()).hexdigest() if found else ""
