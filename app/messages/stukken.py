"""Divides a large JW323 or JW325 into small ones: the same head, some of the clients, the same end.

A small tree is parsed and validated faster than a stream of events, and costs no memory to speak of.
Where to cut is found by looking for an end tag in the bytes. Should that text be no end tag (in a
comment, say), then the piece before the cut is not well-formed; whoever parses it notices, and reads
the message as a whole. So no cut can change what a message says: when every piece is valid with the
head and an end, a Clienten that holds all their clients is valid too.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import BinaryIO, NamedTuple

_BLOK = 256 * 1024
_HOOFDELEMENT = re.compile(rb"<(?:([^\s<>/:!?]+):)?Bericht[\s>]")


class Ondeelbaar(Exception):
    """No place to cut was found; the message has to be read as a whole."""


def verdeel(stroom: BinaryIO, grootte: int, slot: str) -> Iterator[bytes]:
    """Documents of at least so many bytes, each with whole clients; together they hold all clients once.

    ``slot`` is what makes a valid end after any client, with {p} for the prefix of the message.
    Raises Ondeelbaar when the start of the first client is not found in the first piece.
    """
    buffer = bytearray()
    vorm: _Vorm | None = None
    wacht = b""  # the clients of a piece, held back because the end may follow without another client
    while blok := stroom.read(_BLOK):
        buffer += blok
        if len(buffer) < grootte:
            continue
        if vorm is None:
            vorm = _vorm_van(buffer, slot)
            del buffer[: len(vorm.kop)]
        snede = buffer.rfind(vorm.einde) + len(vorm.einde)
        if snede >= len(vorm.einde):
            if wacht:
                yield vorm.kop + wacht + vorm.slot
            wacht = bytes(buffer[:snede])
            del buffer[:snede]
    if vorm is None:
        raise Ondeelbaar
    if wacht and vorm.einde in buffer:
        yield vorm.kop + wacht + vorm.slot
        wacht = b""
    yield vorm.kop + wacht + buffer


class _Vorm(NamedTuple):
    kop: bytes
    """What stands before the first client."""
    einde: bytes
    """The end tag of a client."""
    slot: bytes
    """What closes the message after a client."""


def _vorm_van(begin: bytearray, slot: str) -> _Vorm:
    hoofdelement = _HOOFDELEMENT.search(begin)
    if hoofdelement is None:
        raise Ondeelbaar
    prefix = b"" if hoofdelement[1] is None else hoofdelement[1] + b":"
    client = re.search(rb"<" + re.escape(prefix) + rb"Client[\s>]", begin)
    if client is None:
        raise Ondeelbaar
    einde = slot.replace("{p}", prefix.decode()).encode()
    return _Vorm(bytes(begin[: client.start()]), b"</" + prefix + b"Client>", einde)
