"""Bytes that may be many: hashed and compressed as they come, never held whole when they are large."""

from __future__ import annotations

import hashlib
import io
from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO

import zstandard

KLEIN = 2 * 1024 * 1024
"""Up to this many bytes a package also keeps its bytes as they are."""
_BLOK = 256 * 1024


@dataclass(frozen=True, slots=True)
class Pakket:
    """A finished package."""

    omvang: int
    """Number of bytes, uncompressed."""
    sha256: bytes
    gecomprimeerd: bytes
    """The bytes, zstandard-compressed."""
    klein: bytes | None
    """The bytes when they are few, else None."""

    def open(self) -> BinaryIO:
        """A stream of the bytes."""
        if self.klein is not None:
            return io.BytesIO(self.klein)
        return zstandard.ZstdDecompressor().stream_reader(self.gecomprimeerd)

    def blokken(self) -> Iterator[bytes]:
        """The bytes in pieces."""
        if self.klein is not None:
            yield self.klein
            return
        stroom = self.open()
        while blok := stroom.read(_BLOK):
            yield blok

    def bytes(self) -> bytes:
        """The bytes in one piece."""
        return self.klein if self.klein is not None else b"".join(self.blokken())


class Pakketbouwer:
    """Takes bytes in order and makes a package of them."""

    def __init__(self) -> None:
        self.omvang = 0
        self._hash = hashlib.sha256()
        self._compressor = zstandard.ZstdCompressor(level=1).compressobj()
        self._gecomprimeerd: list[bytes] = []
        self._klein: list[bytes] | None = []

    def voeg_toe(self, blok: bytes) -> None:
        """Take the next piece."""
        self.omvang += len(blok)
        self._hash.update(blok)
        self._gecomprimeerd.append(self._compressor.compress(blok))
        if self._klein is not None:
            self._klein.append(blok)
            if self.omvang > KLEIN:
                self._klein = None

    def sluit(self) -> Pakket:
        """The package, once all bytes are in."""
        self._gecomprimeerd.append(self._compressor.flush())
        return Pakket(
            omvang=self.omvang,
            sha256=self._hash.digest(),
            gecomprimeerd=b"".join(self._gecomprimeerd),
            klein=None if self._klein is None else b"".join(self._klein),
        )


def uit_opslag(gecomprimeerd: bytes, omvang: int, sha256: bytes) -> Pakket:
    """The package of compressed bytes that were kept."""
    klein = None
    if omvang <= KLEIN:
        klein = zstandard.ZstdDecompressor().stream_reader(gecomprimeerd).read()
    return Pakket(omvang, sha256, gecomprimeerd, klein)
