"""Puts a message of one release into another: namespaces, BerichtVersie and BerichtSubversie; nothing else changes.

For a replay under another release. What the other release cannot read is then refused by its XSD, as it
should be.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from app.messages.intake import Levering, Ontvangst
from app.messages.pakket import Pakket
from app.standard.release import Release


class NietVertaalbaar(Exception):
    """A message cannot be put into another release; the text says why, in Dutch."""


def heropen(inhoud: Pakket) -> Levering:
    """A message that was taken in before, as a delivery: the same bytes."""
    return _levering(inhoud.omvang, inhoud.blokken())


def vertaal(inhoud: Pakket, code: str, van: Release, naar: Release) -> Levering:
    """The same message in another release; raises NietVertaalbaar."""
    if code not in naar.berichten:
        raise NietVertaalbaar(f"iJw {naar.naam} kent geen {code}.")
    soort, doel = van.berichten[code], naar.berichten[code]
    data = inhoud.bytes()
    for oud, nieuw in ((soort.namespace, doel.namespace), (van.basisschema, naar.basisschema)):
        data = _declaratie_van(oud).sub(rb"\g<1>\g<2>" + nieuw.encode() + rb"\g<2>", data)
    for element, waarde in (("BerichtVersie", naar.versie), ("BerichtSubversie", naar.subversie)):
        data = _eerste(element).sub(rb"\g<1>" + waarde.encode() + rb"\g<2>", data, count=1)
    levering = _levering(len(data), (data,))
    if levering.wortel.namespace != doel.namespace:
        raise NietVertaalbaar(f"De namespace van het bericht is niet om te zetten naar iJw {naar.naam}.")
    return levering


def _declaratie_van(namespace: str) -> re.Pattern[bytes]:
    """Where the namespace is declared: attribute and quote are kept."""
    return re.compile(rb"""(\sxmlns(?::[^\s=<>]+)?\s*=\s*)(["'])""" + re.escape(namespace.encode()) + rb"\2")


def _eerste(element: str) -> re.Pattern[bytes]:
    """The text of an element of the Header, which stands before anything else of its name."""
    naam = element.encode()
    return re.compile(rb"(<(?:[^\s<>/:!?]+:)?" + naam + rb"\s*>)[^<]*(</)")


def _levering(omvang: int, blokken: Iterable[bytes]) -> Levering:
    ontvangst = Ontvangst(omvang)
    for blok in blokken:
        ontvangst.voeg_toe(blok)
    return ontvangst.sluit()
