"""The door on the command line: ``peelian ROOM TOOL …``, generated from the tools' records."""

from peelian.cli.main import main

__all__ = ["main"]
