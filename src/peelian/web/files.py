"""Results as files a browser can keep."""

from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Final

from django.http import HttpResponse

from peelian import catalogue

_TYPES: Final = {
    "geojson": "application/geo+json",
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "pdf": "application/pdf",
}


def written(tool: str, result: Any, kind: str) -> bytes:
    """Return a tool's result in one of its file formats ("geojson", "xlsx")."""
    with TemporaryDirectory(prefix="peelian-") as folder:
        path = Path(folder) / f"result.{kind}"
        catalogue.tool(tool).formats[f".{kind}"](result, path)
        return path.read_bytes()


def attachment(body: bytes, name: str) -> HttpResponse:
    """Answer with a file to save under ``name``, which holds letters, digits, dots and dashes."""
    kind = name.rpartition(".")[2]
    response = HttpResponse(body, content_type=_TYPES[kind])
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
