"""The rules of procedure of one kind of message in a release: catalogue and functions brought together."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import NamedTuple

from app.rules.lokaal import contract, contracteinde, leeftijd, levering, maatregel, verwijzing
from app.rules.procedure import declaratie, regie, toewijzing, verzoek
from app.rules.procedure.verzameling import OverBericht, Procedureregel, Procedureregels
from app.standard.release import Release
from app.standard.voorschriften import laad_voorschriften

PER_BERICHT: Mapping[str, Procedureregels] = {
    "JW301": toewijzing.REGELS,
    "JW305": regie.JW305,
    "JW307": regie.JW307,
    "JW315": verzoek.JW315,
    "JW317": verzoek.JW317,
    "JW323": declaratie.REGELS,
}
"""The functions by kind of message."""

LOKAAL: Mapping[str, tuple[Procedureregels, ...]] = {
    "JW301": (leeftijd.JW301, contract.JW301, contracteinde.JW301, verwijzing.JW301, maatregel.JW301),
    "JW307": (levering.JW307,),
    "JW315": (leeftijd.JW315,),
    "JW323": (contract.JW323, leeftijd.JW323),
}
"""The functions of local agreements by kind of message; no release knows them, so they are asked in each."""


class Procedureset(NamedTuple):
    """What one kind of message is asked, in catalogue order and then what is agreed locally."""

    per_klasse: Mapping[str, tuple[tuple[str, Procedureregel], ...]]
    """Class -> (id, function)."""
    over: tuple[tuple[str, OverBericht], ...]
    """(id, function) on the message as a whole."""


@lru_cache
def procedureset(release: Release, bericht: str) -> Procedureset:
    """The rules of procedure of a message; one that the catalogue of the release does not signal takes no part."""
    verzameling = PER_BERICHT.get(bericht)
    if verzameling is None:
        return Procedureset({}, ())
    ids = [een.id for een in laad_voorschriften(release).values() if een.id in een.gedekt_door("signaal")]
    per_klasse: dict[str, list[tuple[str, Procedureregel]]] = {}
    for id in ids:
        for (eigen, klasse), functie in verzameling.per_klasse.items():
            if eigen == id:
                per_klasse.setdefault(klasse, []).append((id, functie))
    over = [(id, verzameling.over[id]) for id in ids if id in verzameling.over]
    for lokaal in LOKAAL.get(bericht, ()):
        for (id, klasse), functie in lokaal.per_klasse.items():
            per_klasse.setdefault(klasse, []).append((id, functie))
        over += lokaal.over.items()
    return Procedureset(
        {klasse: tuple(regels) for klasse, regels in per_klasse.items()},
        tuple(over),
    )
