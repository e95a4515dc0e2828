"""Reads the toewijzingen that rules ask about, in bulk."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import date
from functools import partial
from typing import Any

from sqlalchemy import Connection, Select

from app.rules.facts import BekendeToewijzing, VerzondenVersie
from app.store.bulk import SLEUTELS, datumlezer, sleutelwaarde
from app.store.vragen import TOEWIJZINGEN_VAN_CLIENT, toewijzingen_vraag, verzonden_versies_vraag

_RIJEN_PER_KEER = 1000
_maak_toewijzing = partial(tuple.__new__, BekendeToewijzing)
"""A BekendeToewijzing of a tuple of its fields, at half the price of the class itself."""


def toewijzingen_op_nummer(
    verbinding: Connection, gemeente: str, nummers: Collection[int], aanbieder: str | None = None
) -> dict[int, BekendeToewijzing]:
    """By number: of one aanbieder, or of all when none is given.

    Texts and dates that come back in row after row are kept once: on 30,000 rows that is half the memory.
    """
    if not nummers:
        return {}
    vraag = toewijzingen_vraag(verbinding.dialect.name, van_aanbieder=aanbieder is not None)
    waarden = {SLEUTELS: sleutelwaarde(verbinding, nummers), "gemeente": gemeente, "aanbieder": aanbieder}
    return _lees(verbinding, vraag, waarden, veel=len(nummers) > _RIJEN_PER_KEER)


def toewijzingen_van_client(
    verbinding: Connection, gemeente: str, aanbieder: str, client: int
) -> dict[int, BekendeToewijzing]:
    """All of a gemeente to an aanbieder for a client, by number."""
    waarden = {"gemeente": gemeente, "aanbieder": aanbieder, "client": client}
    return _lees(verbinding, TOEWIJZINGEN_VAN_CLIENT, waarden)


def verzonden_versies(verbinding: Connection, toewijzingen: Iterable[BekendeToewijzing]) -> set[VerzondenVersie]:
    """Versions of these toewijzingen that carried a ReferentieAanbieder."""
    bekend = {toewijzing.id for toewijzing in toewijzingen}
    if not bekend:
        return set()
    vraag = verzonden_versies_vraag(verbinding.dialect.name)
    rijen = verbinding.execute(vraag, {SLEUTELS: sleutelwaarde(verbinding, bekend)})
    return set(map(VerzondenVersie._make, rijen))


def ingangsdata(toewijzingen: Iterable[BekendeToewijzing]) -> tuple[date, ...]:
    """Each once, in order (TR378)."""
    return tuple(sorted({toewijzing.ingangsdatum for toewijzing in toewijzingen}))


def _lees(
    verbinding: Connection, vraag: Select[Any], waarden: dict[str, Any], *, veel: bool = False
) -> dict[int, BekendeToewijzing]:
    gemeente = waarden["gemeente"]
    stroom = {"stream_results": veel}  # else PostgreSQL's driver holds all rows at once
    lees_datum = datumlezer(verbinding)
    teksten: dict[str | None, str | None] = {}
    eigen = teksten.setdefault
    toewijzingen: dict[int, BekendeToewijzing] = {}
    for rijen in verbinding.execute(vraag, waarden, execution_options=stroom).partitions(_RIJEN_PER_KEER):
        for rij in rijen:
            id, nummer, van, client, categorie, code, ingang, einde, reden, volume, eenheid, frequentie, *rest = rij
            toewijzingen[nummer] = _maak_toewijzing(
                (
                    *(id, gemeente, nummer, eigen(van, van), client, eigen(categorie, categorie), eigen(code, code)),
                    lees_datum(ingang),
                    None if einde is None else lees_datum(einde),
                    *(eigen(reden, reden), volume, eigen(eenheid, eenheid), eigen(frequentie, frequentie)),
                    *rest,
                )
            )
    return toewijzingen
