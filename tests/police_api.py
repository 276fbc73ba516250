"""A stand-in for the API of data.police.uk that replays recorded answers on this machine.

It answers for any polygon with the recorded crimes inside it, refuses areas with too many of them,
notes when it was asked, and can be told to be slow, cut its answers short or break down.
"""

import json
import threading
import time
import urllib.parse
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import shapely


class Replay:
    """What the server knows and what it was asked."""

    def __init__(self, crimes, *, limit=10_000):
        self.limit = limit
        self.crimes = crimes
        self.asked = []  # monotonic times
        self.areas = []  # answered ones
        self.refused = 0
        self.trouble = []  # what to do with the next requests: a status, "slow" or "cut"
        points = [
            (float(c["location"]["longitude"]), float(c["location"]["latitude"])) for c in crimes
        ]
        self.points = shapely.points(points) if points else []

    def within(self, polygon, month):
        inside = shapely.intersects(polygon, self.points)
        return [
            c for c, yes in zip(self.crimes, inside, strict=True) if yes and c["month"] == month
        ]

    @property
    def months(self):
        return sorted({c["month"] for c in self.crimes})

    @contextmanager
    def serving(self):
        """Yield the address."""
        server = ThreadingHTTPServer(("127.0.0.1", 0), _handler(self))
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_port}/api"
        finally:
            server.shutdown()
            server.server_close()
            thread.join()


def _polygon(text):
    corners = [tuple(map(float, pair.split(",")))[::-1] for pair in text.split(":")]
    return shapely.Polygon(corners)


def _handler(replay):  # noqa: C901 - one small class of short methods
    class Handler(BaseHTTPRequestHandler):
        def log_message(self, *_):
            pass

        def do_GET(self):
            if self._trouble():
                return
            self._send(200, [{"date": month, "stop-and-search": []} for month in replay.months])

        def do_POST(self):
            sent = self.rfile.read(int(self.headers["Content-Length"])).decode()
            form = {k: v[0] for k, v in urllib.parse.parse_qs(sent).items()}
            if self._trouble():
                return
            found = replay.within(_polygon(form["poly"]), form["date"])
            if len(found) > replay.limit:
                replay.refused += 1
                self._send(503, None)
                return
            replay.areas.append((form["date"], form["poly"]))
            self._send(200, found)

        def _trouble(self):
            replay.asked.append(time.monotonic())
            kind = replay.trouble.pop(0) if replay.trouble else None
            if kind == "slow":
                time.sleep(1)
                return True
            if kind == "cut":
                self.send_response(200)
                self.send_header("Content-Length", "1000")
                self.end_headers()
                self.wfile.write(b'[{"category"')
                return True
            if isinstance(kind, int):
                self._send(kind, None)
            return kind is not None

        def _send(self, status, body):
            raw = json.dumps(body).encode()
            self.send_response(status)
            self.send_header("Content-Length", str(len(raw)))
            self.end_headers()
            self.wfile.write(raw)

    return Handler
