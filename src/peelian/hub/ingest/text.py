"""A file's bytes made ready to read: UTF-8, and known for what stands in them."""

import codecs
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Final

from peelian.hub.ingest.sources import Source

_CHUNK: Final = 1 << 20
_UTF16: Final = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_NAMES: Final = {"utf-16": "UTF-16", "cp1252": "Windows-1252"}


def as_utf8(source: Source, scratch: Path) -> Source:
    """Return the source with UTF-8 bytes, rewritten into ``scratch`` when it has others.

    Lines are counted and NUL bytes noticed on the way, so that every row can be accounted for
    without reading the text twice.
    """
    encoding = _encoding(source.path)
    if encoding != "utf-8":
        copy = scratch / f"{source.sha256[:16]}-{source.path.name}"
        with (
            source.path.open(encoding=encoding, newline="", errors="replace") as old,
            copy.open("w", encoding="utf-8", newline="") as new,
        ):
            while text := old.read(_CHUNK):
                new.write(text)
        note = f"The file was not UTF-8; it was read as {_NAMES[encoding]}."
        source = replace(source, path=copy, note=note)
    return _scanned(source)


def _encoding(path: Path) -> str:
    decoder = codecs.getincrementaldecoder("utf-8")()
    for i, chunk in enumerate(_chunks(path)):
        if i == 0 and chunk.startswith(_UTF16):
            return "utf-16"
        if not chunk.isascii() or decoder.getstate()[0]:
            try:
                decoder.decode(chunk)
            except UnicodeDecodeError:
                return "cp1252"
    return "utf-8" if not decoder.getstate()[0] else "cp1252"


def _scanned(source: Source) -> Source:
    ends, last, nul = 0, b"\n", False
    for chunk in _chunks(source.path):
        ends += chunk.count(b"\n")
        nul = nul or b"\0" in chunk
        last = chunk[-1:]
    return replace(source, lines=ends + (last != b"\n") - 1, nul=nul)


def _chunks(path: Path) -> Iterator[bytes]:
    with path.open("rb") as opened:
        while chunk := opened.read(_CHUNK):
            yield chunk
