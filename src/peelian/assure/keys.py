"""The keys of a data folder: one seals text so that it cannot be guessed, one signs.

The sealing key makes keyed digests (HMAC-SHA-256): whoever destroys a text makes its digest in
the ledger meaningless. The signing key (Ed25519) signs ledger heads and register entries. Both
stay in the folder, readable by its owner only; the public half is exported with each head.
"""

import hashlib
import hmac
import os
import secrets
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Self

_SEAL: Final = "seal.key"
_SIGN: Final = "sign.key"
_SIZE: Final = 32


@dataclass(frozen=True, slots=True)
class Keys:
    """Both keys, in memory. Printing them shows nothing."""

    _seal: bytes
    _sign: bytes

    @classmethod
    def fresh(cls) -> Self:
        """Make keys that live as long as this process."""
        return cls(secrets.token_bytes(_SIZE), secrets.token_bytes(_SIZE))

    @classmethod
    def of(cls, folder: Path) -> Self:
        """Read a data folder's keys; make them on first use."""
        return cls(_kept(folder / _SEAL), _kept(folder / _SIGN))

    def seal(self, text: str) -> str:
        """Return the keyed digest (hex) of ``text``."""
        return hmac.new(self._seal, text.encode(), hashlib.sha256).hexdigest()

    def sign(self, content: bytes) -> str:
        """Return the Ed25519 signature (hex) of ``content``."""
        from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

        return Ed25519PrivateKey.from_private_bytes(self._sign).sign(content).hex()

    @property
    def public(self) -> str:
        """The public half of the signing key (hex)."""
        from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

        key = Ed25519PrivateKey.from_private_bytes(self._sign)
        return key.public_key().public_bytes_raw().hex()

    def __repr__(self) -> str:
        return "Keys(hidden)"


def signed_by(public: str, content: bytes, signature: str) -> bool:
    """Whether ``signature`` over ``content`` was made with the key whose public half is given."""
    from cryptography.exceptions import InvalidSignature
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

    try:
        key = Ed25519PublicKey.from_public_bytes(bytes.fromhex(public))
        key.verify(bytes.fromhex(signature), content)
    except (InvalidSignature, ValueError):
        return False
    return True


def _kept(path: Path, make: Callable[[int], bytes] = secrets.token_bytes) -> bytes:
    """Read 32 bytes kept as hex; write new ones for the owner's eyes only when missing."""
    try:
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return bytes.fromhex(path.read_text("ascii"))
    key = make(_SIZE)
    with os.fdopen(handle, "w", encoding="ascii") as out:
        out.write(key.hex())
    return key
