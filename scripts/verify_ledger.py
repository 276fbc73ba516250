"""Check a Peelian audit log without Peelian: verify_ledger.py casework.sqlite3 [HEAD.json].

Reads the database only. Prints the first bad entry and exits with 3, or says how many were checked.
"""

import hashlib
import json
import sqlite3
import sys
from pathlib import Path

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

FIELDS = ("stream", "sequence", "digest", "at", "signature", "public_key")


def fail(why: str) -> None:
    """Say what is wrong and leave."""
    print(f"NOT INTACT: {why}")
    raise SystemExit(3)


def main(database: str, head_file: str | None = None) -> None:
    """Check each entry against the one before it, then all signed heads."""
    link = sqlite3.connect(f"file:{database}?mode=ro", uri=True)
    rows = link.execute(f"SELECT {','.join(FIELDS)} FROM ledger_head")
    inside = [dict(zip(FIELDS, row, strict=True)) for row in rows]
    lines = Path(head_file).read_text().splitlines() if head_file else []
    outside = [json.loads(line) for line in lines if line.strip()]
    for head in inside + outside:
        signed = {k: head[k] for k in ("stream", "sequence", "digest", "at")}
        text = json.dumps(signed, sort_keys=True, separators=(",", ":")).encode()
        try:
            key = Ed25519PublicKey.from_public_bytes(bytes.fromhex(head["public_key"]))
            key.verify(bytes.fromhex(head["signature"]), text)
        except (InvalidSignature, ValueError):
            fail(f"the head of stream {head['stream']} is not genuine")
    if len({h["public_key"] for h in inside + outside}) > 1:
        fail("the heads were signed with different keys")
    wanted = [(h["stream"], h["sequence"], h["digest"]) for h in inside + outside]
    ends, known = {}, {}
    query = "SELECT stream, sequence, at, payload, previous, digest FROM ledger ORDER BY id"
    for stream, sequence, at, payload, previous, digest in link.execute(query):
        number, last = ends.get(stream, (0, "0" * 64))
        text = f"{stream}\n{sequence}\n{at}\n{previous}\n{payload}".encode()
        good = hashlib.sha256(text).hexdigest()
        if (sequence, previous, digest) != (number + 1, last, good):
            fail(f"entry {number + 1} of stream {stream}")
        ends[stream], known[stream, sequence] = (sequence, digest), digest
    for stream, sequence, digest in wanted:
        if known.get((stream, sequence)) != digest:
            fail(f"entry {min(sequence, ends.get(stream, (0, ''))[0] + 1)} of stream {stream}")
    if {(s, n) for s, (n, _) in ends.items()} - {(h["stream"], h["sequence"]) for h in inside}:
        fail("there are entries after the signed head")
    print(f"Intact: {len(known)} entries, {len(wanted)} heads.")


if __name__ == "__main__":
    main(*sys.argv[1:3])
