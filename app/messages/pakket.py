"""Bytes that may be many: hashed and compressed as they come, never held whole when they are large."""

from __future__ import annotations

import hashlib
import io
import threading
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
        self._klein: list[bytes] | None = []
        self._compressor: zstandard.ZstdCompressionObj | None = None
        self._gecomprimeerd: list[bytes] = []

    def voeg_toe(self, blok: bytes) -> None:
        """Take the next piece."""
        self.omvang += len(blok)
        self._hash.update(blok)
        if self._klein is not None:
            self._klein.append(blok)
            if self.omvang <= KLEIN:
                return
            blok = b"".join(self._klein)
            self._klein = None
            self._compressor = zstandard.ZstdCompressor(level=_NIVEAU).compressobj()
        if self._compressor is not None:
            self._gecomprimeerd.append(self._compressor.compress(blok))

    def sluit(self) -> Pakket:
        """The package, once all bytes are in."""
        if self._compressor is not None:
            self._gecomprimeerd.append(self._compressor.flush())
        klein = None if self._klein is None else b"".join(self._klein)
        return Pakket(
            omvang=self.omvang,
            sha256=self._hash.digest(),
            gecomprimeerd=b"".join(self._gecomprimeerd) if klein is None else comprimeer(klein),
            klein=klein,
        )


_NIVEAU = 1
_per_draad = threading.local()


def comprimeer(data: bytes) -> bytes:
    """A few bytes, compressed. A compressor takes longer to make than to use, so each thread keeps one."""
    compressor: zstandard.ZstdCompressor | None = getattr(_per_draad, "compressor", None)
    if compressor is None:
        compressor = _per_draad.compressor = zstandard.ZstdCompressor(level=_NIVEAU)
    return compressor.compress(data)


def uit_opslag(gecomprimeerd: bytes, omvang: int, sha256: bytes) -> Pakket:
    """The package of compressed bytes that were kept."""
    klein = None
    if omvang <= KLEIN:
        klein = zstandard.ZstdDecompressor().stream_reader(gecomprimeerd).read()
    return Pakket(omvang, sha256, gecomprimeerd, klein)
