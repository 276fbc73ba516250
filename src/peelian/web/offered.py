"""The tools these pages offer."""

from functools import cache

from peelian import catalogue
from peelian.ground.parameters import Kind, declared


@cache
def tools() -> tuple[str, ...]:
    """List the catalogued tools that can be loaded here and write nothing but their result.

    A tool that writes to a folder of the caller's choice is for people who own the disk.

    A tool whose extra is not installed is left out, so that it cannot keep the others from working.
    """
    return tuple(name for name in catalogue.TOOLS if _loads(name))


def _loads(name: str) -> bool:
    try:
        catalogue.card(name)
        items = declared(catalogue.parameters(name))
    except ImportError:
        return False
    return all(item.spec.kind is not Kind.FOLDER for item in items)
