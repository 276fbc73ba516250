"""The tools these pages offer."""

from functools import cache

from peelian import catalogue


@cache
def tools() -> tuple[str, ...]:
    """List the catalogued tools that can be loaded here.

    A tool whose extra is not installed is left out, so that it cannot keep the others from working.
    """
    return tuple(name for name in catalogue.TOOLS if _loads(name))


def _loads(name: str) -> bool:
    try:
        catalogue.card(name)
        catalogue.parameters(name)
    except ImportError:
        return False
    return True
