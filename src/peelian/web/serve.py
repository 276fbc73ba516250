"""Serve a data folder's pages with waitress; works offline, from the installed package alone."""

import logging
import sys
from pathlib import Path
from typing import TextIO

import waitress
from django.core.wsgi import get_wsgi_application

from peelian.web import wiring


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
    logging.getLogger("waitress").setLevel(logging.ERROR)
    server = waitress.create_server(
        application, host=host, port=port, threads=8, ident="", max_request_body_size=4 * 2**30
    )
    scheme = "https" if home.https else "http"
    print(f"Peelian is at {scheme}://{host}:{server.effective_port}/", file=out, flush=True)
    server.run()
