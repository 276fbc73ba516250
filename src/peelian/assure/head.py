"""The signed end of the ledger, kept outside so that a rebuilt ledger is found out.

A head file holds one JSON object per line; every line is a promise that stays true: the entry
with that number has that digest. Lines are added, never replaced.
"""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from peelian.assure.canonical import canonical
from peelian.assure.keys import Keys, signed_by
from peelian.assure.ledger import Head, Stream
from peelian.ground.errors import InputError


@dataclass(frozen=True, slots=True)
class SignedHead:
    """A head with its signature and the public key to check it with."""

    head: Head
    signature: str
    public_key: str

    @property
    def genuine(self) -> bool:
        """Whether the signature is by that key."""
        return signed_by(self.public_key, signable(self.head), self.signature)


def signable(head: Head) -> bytes:
    """The bytes a head's signature covers."""
    return canonical(
        {
            "stream": head.stream.value,
            "sequence": head.sequence,
            "digest": head.digest,
            "at": head.at,
        }
    )


def sign(head: Head, keys: Keys) -> SignedHead:
    """Sign a head with a folder's key."""
    return SignedHead(head, keys.sign(signable(head)), keys.public)


def export(heads: Iterable[SignedHead], path: Path) -> int:
    """Add heads to the file an operator keeps elsewhere; return how many lines were added."""
    lines = [json.dumps(_line(h), sort_keys=True) for h in heads]
    with path.open("a", encoding="ascii") as out:
        out.writelines(f"{line}\n" for line in lines)
    return len(lines)


def read(path: Path) -> list[SignedHead]:
    """Read a head file.

    Raises:
        InputError: when it cannot be read.
    """
    try:
        lines = [json.loads(x) for x in path.read_text("ascii").splitlines() if x.strip()]
        return [
            SignedHead(
                Head(Stream(x["stream"]), int(x["sequence"]), x["digest"], x["at"]),
                x["signature"],
                x["public_key"],
            )
            for x in lines
        ]
    except (OSError, ValueError, KeyError, TypeError):
        raise InputError(
            "The head file could not be read.",
            "It is missing, or not one signed head per line.",
            "Give the file that `peelian assure head` wrote.",
        ) from None


def _line(signed: SignedHead) -> dict[str, object]:
    head = signed.head
    return {
        "stream": head.stream.value,
        "sequence": head.sequence,
        "digest": head.digest,
        "at": head.at,
        "signature": signed.signature,
        "public_key": signed.public_key,
    }
