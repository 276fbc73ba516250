"""Serve a data folder's pages with waitress; works offline, from the installed package alone."""

import logging
import sys
import traceback
from pathlib import Path
from typing import Any, Final, TextIO

import waitress
from django.core.wsgi import get_wsgi_application

from peelian.web import wiring

LARGEST: Final = 4 * 2**30  # bytes of one upload


class Faults(logging.Formatter):
    """Writes a fault's kind and where it arose, never its message: that may quote a row."""

    def formatException(self, ei: Any) -> str:  # noqa: N802 - the name logging calls
        """Return one line per place of our own code, and the kind of the error."""
        places = [f for f in traceback.extract_tb(ei[2]) if "peelian" in f.filename]
        lines = [f"  {Path(f.filename).name}:{f.lineno} in {f.name}" for f in places]
        return "\n".join([*lines, f"  {ei[0].__name__}"])


def serve(data: Path, host: str = "127.0.0.1", port: int = 8000, out: TextIO = sys.stderr) -> None:
    """Serve ``data`` until interrupted; prints the address when it answers.

    Args:
        data: the folder; made when missing.
        host: where to listen. Beyond this machine, put TLS in front and name it in peelian.toml.
        port: 0 takes a free one.
        out: where the address is printed.
    """
    data.mkdir(parents=True, exist_ok=True)
    home = wiring.serve_folder(data, host)
    application = get_wsgi_application()
    from peelian.web import runs, warm  # models need Django set up

    runs.close_interrupted()
    warm.start()
    _log(out)
    server = waitress.create_server(
        application,
        host=host,
        port=port,
        threads=8,
        ident="",
        max_request_body_size=LARGEST,
        **(_behind(home.proxy) if home.https else {}),
    )
    scheme = "https" if home.https else "http"
    print(f"Peelian is at {scheme}://{host}:{server.effective_port}/", file=out, flush=True)
    server.run()


def _behind(proxy: str) -> dict[str, Any]:
    """Believe the web server in front, and nobody else, about who asks and over what."""
    return {
        "trusted_proxy": proxy,
        "trusted_proxy_count": 1,
        "trusted_proxy_headers": {"x-forwarded-for", "x-forwarded-proto"},
        "clear_untrusted_proxy_headers": True,
    }


def _log(out: TextIO) -> None:
    """Write faults, and nothing else, beside the address."""
    handler = logging.StreamHandler(out)
    handler.setFormatter(Faults("%(asctime)s A page failed with status %(status_code)s"))
    requests = logging.getLogger("django.request")
    requests.handlers, requests.propagate = [handler], False
    requests.setLevel(logging.ERROR)
    for quiet in ("waitress", "django.security"):
        logging.getLogger(quiet).setLevel(logging.CRITICAL)
