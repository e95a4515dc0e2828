"""Keeps children's data private: keyed hash of a Bsn for look-up, encryption of everything else."""

from __future__ import annotations

import os
import secrets
from hashlib import blake2b
from pathlib import Path
from uuid import UUID

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

_SLEUTEL_BYTES = 32
_NONCE_BYTES = 12


class KluisFout(Exception):
    """The key does not fit the data, or is no key; the text says what to do."""


class Kluis:
    """Hashes and encrypts with keys that are derived from one secret of 32 bytes."""

    def __init__(self, geheim: bytes):
        if len(geheim) != _SLEUTEL_BYTES:
            raise KluisFout(f"the key has {len(geheim)} bytes, expected {_SLEUTEL_BYTES}")
        self._hash = blake2b(key=_afgeleid(geheim, b"jeugdknoop bsn hash"), digest_size=16)
        self._gezinshash = blake2b(key=_afgeleid(geheim, b"jeugdknoop gezinsplan hash"), digest_size=16)
        self._cipher = AESGCM(_afgeleid(geheim, b"jeugdknoop encryption"))

    def kenmerk(self, bsn: str) -> str:
        """The keyed hash of a Bsn: 32 hexadecimal characters."""
        hash_ = self._hash.copy()
        hash_.update(bsn.encode())
        return hash_.hexdigest()

    def gezinskenmerk(self, gemeente: str, plan: UUID) -> str:
        """The keyed hash of a gezinsplan of a gemeente: 32 hexadecimal characters.

        The same plan under two gemeenten has two, so that nobody can follow a family from one to the other.
        """
        hash_ = self._gezinshash.copy()
        hash_.update(f"{gemeente} {plan}".encode())
        return hash_.hexdigest()

    def versleutel(self, data: bytes, waarvoor: str) -> bytes:
        """Encrypted bytes, bound to what they are for: they cannot be put in another place."""
        nonce = os.urandom(_NONCE_BYTES)
        return nonce + self._cipher.encrypt(nonce, data, waarvoor.encode())

    def ontsleutel(self, data: bytes, waarvoor: str) -> bytes:
        """The bytes that were encrypted for this; raises KluisFout."""
        try:
            return self._cipher.decrypt(data[:_NONCE_BYTES], data[_NONCE_BYTES:], waarvoor.encode())
        except InvalidTag:
            raise KluisFout("stored data does not fit the key: is this the key file of this database?") from None


def open_kluis(bestand: Path) -> Kluis:
    """The vault of a key file (64 hexadecimal characters); the file is made, mode 600, when there is none."""
    try:
        descriptor = os.open(bestand, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        try:
            return Kluis(bytes.fromhex(bestand.read_text("ascii").strip()))
        except ValueError:
            raise KluisFout(f"{bestand} is no key file: expected 64 hexadecimal characters") from None
    geheim = secrets.token_bytes(_SLEUTEL_BYTES)
    with os.fdopen(descriptor, "w") as stroom:
        stroom.write(geheim.hex() + "\n")
        stroom.flush()
        os.fsync(stroom.fileno())
    return Kluis(geheim)


def _afgeleid(geheim: bytes, waarvoor: bytes) -> bytes:
    return HKDF(SHA256(), 32, salt=None, info=waarvoor).derive(geheim)
