"""Rules about what a module may import and touch, beyond what import-linter can say."""

import ast
from collections.abc import Iterator
from pathlib import Path

from tests.architecture.files import text

ROOMS = ("hub", "insight", "patrol", "evidence", "assist", "identify", "risk", "sample")


def modules(root: Path) -> Iterator[tuple[str, Path, ast.Module]]:
    """Every module of the package with its dotted name below ``peelian``."""
    home = root / "src" / "peelian"
    for path in sorted(home.rglob("*.py")):
        parts = path.relative_to(home).with_suffix("").parts
        yield ".".join(parts), path, ast.parse(text(path))


def imported(tree: ast.Module) -> Iterator[tuple[str, int]]:
    """Absolute names of what a module imports, anywhere in it."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from ((alias.name, node.lineno) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            for alias in node.names:
                yield f"{node.module or ''}.{alias.name}", node.lineno


def loaders(root: Path) -> list[str]:
    """Import by name outside the two places that may: the catalogue and ``peelian.open``."""
    found = []
    for name, _path, tree in modules(root):
        if name in ("catalogue", "__init__"):
            continue
        for what, line in imported(tree):
            first, *rest = what.split(".")
            reads_data = rest[:1] in (["resources"], ["metadata"])
            if first in ("importlib", "pkgutil", "runpy") and not reads_data:
                found.append(f"{name}:{line}")
        found += [
            f"{name}:{node.lineno}"
            for node in ast.walk(tree)
            if isinstance(node, ast.Name) and node.id == "__import__"
        ]
    return found


def environment(root: Path) -> list[str]:
    """Reading the environment anywhere but in a door."""
    found = []
    for name, _path, tree in modules(root):
        if name.split(".")[0] in ("cli", "web"):
            continue
        found += [
            f"{name}:{node.lineno}"
            for node in ast.walk(tree)
            if isinstance(node, ast.Attribute) and node.attr in ("environ", "getenv")
        ]
    return found


PURE = {
    "numpy", "scipy", "numba", "math", "typing", "dataclasses", "collections", "functools",
    "itertools", "enum", "heapq", "bisect", "operator", "types", "fractions", "warnings",
}  # fmt: skip
ACTS = {"open", "print", "input", "exec", "eval"}


def kernels(root: Path, named: dict[str, set[str]] | None = None) -> list[str]:
    """Kernels that do more than arithmetic.

    ``named`` gives, by tool, the numerical libraries its card names beside the usual ones.
    """
    found = []
    for name, _path, tree in modules(root):
        room, tool, part, *_ = [*name.split("."), "", "", ""]
        if room not in ROOMS or part != "kernel":
            continue
        allowed = PURE | (named or {}).get(f"{room}.{tool}", set())
        for what, line in imported(tree):
            own = what.startswith((f"peelian.{room}.{tool}.kernel", f"peelian.{room}.{tool}.model"))
            if what.split(".")[0] not in allowed and not own:
                found.append(f"{name}:{line} imports {what}")
            if what.startswith("numpy.random.") and what != "numpy.random.Generator":
                found.append(f"{name}:{line} imports {what}")
        found += [f"{name}:{line} {what}" for what, line in _acts(tree)]
    return found


def _acts(tree: ast.Module) -> Iterator[tuple[str, int]]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in ACTS:
            yield f"calls {node.func.id}", node.lineno
        if isinstance(node, ast.Attribute):
            of_module = ast.unparse(node.value) in ("np.random", "numpy.random")
            if of_module and node.attr != "Generator":
                yield f"uses numpy.random.{node.attr}", node.lineno
        if isinstance(node, ast.Global):
            yield "keeps a global", node.lineno
