"""Finds what looks like a Bsn in what was sent, wherever it stands: outcomes are delivered without."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from app.messages.problems import Fout
from app.standard.elfproef import lijkt_bsn
from app.steering.geweigerd import UitkomstGeweigerd

_MELDING = (
    "lijkt een burgerservicenummer te bevatten (negen cijfers die aan de elfproef voldoen). Uitkomsten worden zonder "
    "persoonsgegevens geleverd; noem een traject met gemeente en toewijzingnummer."
)


def weiger_bsn(inhoud: Any, *, behalve: frozenset[str] = frozenset()) -> None:
    """Raise UitkomstGeweigerd when anything in JSON looks like a Bsn: a value, or the name of a field.

    ``behalve``: names of fields with whole numbers that are checked in another way.
    """
    fouten = tuple(Fout(None, pad, f"{pad or 'De vraag'} {_MELDING}") for pad in _zoek(inhoud, (), behalve))
    if fouten:
        raise UitkomstGeweigerd(fouten, mogelijk_bsn=True)


def _zoek(inhoud: Any, stappen: tuple[str, ...], behalve: frozenset[str]) -> Iterator[str]:
    """Paths of what looks like a Bsn; a path never repeats a name that looks like one."""
    if isinstance(inhoud, dict):
        for naam, waarde in inhoud.items():
            if lijkt_bsn(naam):
                yield ".".join((*stappen, "(naam van een veld)"))
            elif not (naam in behalve and type(waarde) is int):
                yield from _zoek(waarde, (*stappen, str(naam)), behalve)
    elif isinstance(inhoud, list):
        for nummer, een in enumerate(inhoud):
            yield from _zoek(een, (*stappen, str(nummer)), behalve)
    elif lijkt_bsn(inhoud):
        yield ".".join(stappen)
