"""Where Django meets a data folder: set up once, one database connection name per folder.

Any number of folders can be open in one process: each has its own connection name, made from its
path. The web server serves one of them, under the name ``default``.
"""

import hashlib
import os
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import django
from django.apps import apps
from django.conf import settings
from django.db import connections
from django.db.migrations.executor import MigrationExecutor
from filelock import FileLock

from peelian.assure.keys import Keys
from peelian.web import folder
from peelian.web import settings as ours

if TYPE_CHECKING:
    from peelian.web.casework import DjangoCasework

_UNUSED: Final = {"ENGINE": "django.db.backends.dummy"}


def set_up() -> None:
    """Set Django up, once per process, without a folder.

    Raises:
        RuntimeError: inside another project's Django, whose settings are not ours to change.
    """
    if not settings.configured:
        fixed = {name: getattr(ours, name) for name in dir(ours) if name.isupper()}
        settings.configure(**fixed, DATABASES={"default": dict(_UNUSED)})
    elif settings.ROOT_URLCONF != ours.ROOT_URLCONF:
        raise RuntimeError("Peelian cannot share a process with another Django project.")
    if not apps.ready:
        django.setup()


def open_casework(root: Path) -> "DjangoCasework":
    """Open a folder's casework for scripts and notebooks; database work has its own thread."""
    set_up()
    from peelian.web.casework import DjangoCasework, on_thread  # models need Django set up

    home = folder.read(root)
    alias = "folder-" + hashlib.sha256(os.fsencode(home.root)).hexdigest()[:16]
    _connect(alias, home.database)
    executor = ThreadPoolExecutor(1, thread_name_prefix="peelian-casework")
    call = on_thread(executor)

    def release() -> None:
        connections[alias].close()  # a connection belongs to the thread that looks it up

    def close() -> None:
        call(release)
        executor.shutdown()

    try:
        call(lambda: migrate(alias, home.root))
    except BaseException:
        close()
        raise
    return DjangoCasework(alias, call, close)


def serve_folder(root: Path, *hosts: str) -> folder.Folder:
    """Make ``root`` the folder that this process's web pages show."""
    set_up()
    home = folder.read(root)
    settings.PEELIAN_DATA = home.root
    settings.SECRET_KEY = folder.secret_key(home.root)
    settings.ALLOWED_HOSTS = ["localhost", "127.0.0.1", "[::1]", *hosts, *home.hosts]
    settings.SESSION_COOKIE_SECURE = settings.CSRF_COOKIE_SECURE = home.https
    settings.SECURE_HSTS_SECONDS = 31_536_000 if home.https else 0
    settings.CSRF_TRUSTED_ORIGINS = [f"https://{name}" for name in home.hosts] if home.https else []
    _connect("default", home.database)
    migrate("default", home.root)
    return home


def migrate(alias: str, root: Path) -> None:
    """Bring a folder's database up to date and its keys into use; quick when all is there."""
    from peelian.web.ledger import use_keys  # models need Django set up

    use_keys(alias, Keys.of(root))
    if _expected() <= _applied(alias):
        return
    with FileLock(root / ".migrate.lock"):
        executor = MigrationExecutor(connections[alias])
        executor.migrate(executor.loader.graph.leaf_nodes())


def _connect(alias: str, database: dict[str, Any]) -> None:
    """Give Django a connection name, or point it somewhere else."""
    known: dict[str, Any] = connections.settings
    whole = connections.configure_settings({"default": dict(_UNUSED), alias: dict(database)})
    if known.get(alias) == whole[alias]:
        return
    if alias in known:
        connections[alias].close()
        del connections[alias]
    known[alias] = whole[alias]


def _expected() -> set[tuple[str, str]]:
    """The migrations this build has, by file name: nothing is imported."""
    found = set()
    for app in apps.get_app_configs():
        home = Path(app.path) / "migrations"
        if app.label not in settings.MIGRATION_MODULES and home.is_dir():
            found |= {(app.label, f.stem) for f in home.glob("[0-9]*.py")}
    return found


def _applied(alias: str) -> set[tuple[str, str]]:
    connection = connections[alias]
    with connection.cursor() as cursor:
        if "django_migrations" not in connection.introspection.table_names(cursor):
            return set()
        cursor.execute("SELECT app, name FROM django_migrations")
        return set(cursor.fetchall())
