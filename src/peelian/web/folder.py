"""What a data folder says about itself: its database, its secret key, where it may be reached.

``peelian.toml`` in the folder is optional::

    [database]
    url = "postgresql://user:password@host:5432/name"   # casework; else SQLite in the folder

    [web]
    hosts = ["peelian.example.police.uk"]   # besides this machine's own names
    https = true                           # behind TLS: cookies and links are for https only
    proxy = "127.0.0.1"                    # the web server in front, whose word on who asks we take
"""

import os
import secrets
import tomllib
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final
from urllib.parse import unquote, urlsplit

from peelian.ground.errors import InputError

SETTINGS: Final = "peelian.toml"
CASEWORK: Final = "casework.sqlite3"
SECRET: Final = "secret.key"  # noqa: S105 - the name of the file, not the secret
_PRAGMAS: Final = (
    "PRAGMA journal_mode = WAL; PRAGMA secure_delete = ON; "
    "PRAGMA synchronous = FULL; PRAGMA busy_timeout = 20000;"
)


@dataclass(frozen=True, slots=True)
class Folder:
    """The settings of one data folder."""

    root: Path
    database: dict[str, Any]
    hosts: tuple[str, ...]
    https: bool
    proxy: str


def read(root: Path) -> Folder:
    """Read a data folder's settings; all of them have defaults.

    Raises:
        InputError: when ``peelian.toml`` cannot be read or names a database we do not support.
    """
    home = root.resolve()
    path = home / SETTINGS
    try:
        given = tomllib.loads(path.read_text("utf-8")) if path.exists() else {}
    except (tomllib.TOMLDecodeError, UnicodeDecodeError):
        raise InputError(
            f"The settings file {SETTINGS} could not be read.",
            "It is not valid TOML.",
            "Correct it, or move it away to use the defaults.",
        ) from None
    web = given.get("web", {})
    url = given.get("database", {}).get("url", "")
    database = _postgresql(url) if url else _sqlite(home / CASEWORK)
    hosts, https = tuple(web.get("hosts", ())), bool(web.get("https", False))
    return Folder(home, database, hosts, https, str(web.get("proxy", "127.0.0.1")))


def secret_key(root: Path) -> str:
    """Return the folder's secret key; make it on first use, readable by its owner only."""
    path = root / SECRET
    if not path.exists():
        fresh = root / f".{SECRET}.{secrets.token_hex(8)}"
        handle = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(handle, "w", encoding="ascii") as out:
            out.write(secrets.token_urlsafe(48))
        with suppress(FileExistsError):
            os.link(fresh, path)  # whole or not at all; the first of two processes wins
        fresh.unlink()
    return path.read_text("ascii")


def _sqlite(path: Path) -> dict[str, Any]:
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": str(path),
        # Every transaction takes the writer's place at its start, so two cannot both read first.
        "OPTIONS": {"transaction_mode": "IMMEDIATE", "init_command": _PRAGMAS, "timeout": 20},
    }


def _postgresql(url: str) -> dict[str, Any]:
    parts = urlsplit(url)
    if parts.scheme not in ("postgresql", "postgres") or not parts.path.strip("/"):
        raise InputError(
            "The database in peelian.toml cannot be used.",
            "Its url is not of the form postgresql://user:password@host/name.",
            "Correct it, or remove it to keep casework in this folder.",
        )
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.lstrip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": unquote(parts.hostname or ""),
        "PORT": str(parts.port or ""),
        "CONN_HEALTH_CHECKS": True,
    }
