"""Facts for JW315, JW317 and JW319: what was asked before, and what became of it."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import Any

from sqlalchemy import Connection, Select

from app.contracts.boek import Contractboek
from app.messages.records import Toewijzingsverzoek, Verzoekantwoord, Wijzigingsverzoek
from app.rules.facts import AntwoordFacts, BekendeToewijzing, BekendVerzoek, HeaderFacts, VerzoekFacts
from app.store.bulk import SLEUTELS, sleutelwaarde
from app.store.dagen import nederlandse_dag
from app.store.lees_toewijzingen import ingangsdata, toewijzingen_van_client
from app.store.vragen import INGANGSDATA_VAN_VERZOEK, VERZOEKEN_ONDERHANDEN, verzoeken_vraag


def verzoek_facts(
    verbinding: Connection,
    bericht: Toewijzingsverzoek | Wijzigingsverzoek,
    header: HeaderFacts,
    boek: Contractboek,
    client: int | None,
) -> VerzoekFacts:
    """Facts for a JW315 or JW317."""
    toewijzingen: dict[int, BekendeToewijzing] = {}
    onderhanden: tuple[BekendVerzoek, ...] = ()
    if client is not None:
        van_client = {"client": client, "gemeente": bericht.gemeente, "aanbieder": bericht.aanbieder}
        onderhanden = tuple(_lees(verbinding, VERZOEKEN_ONDERHANDEN, van_client))
        if isinstance(bericht, Wijzigingsverzoek):
            toewijzingen = toewijzingen_van_client(verbinding, bericht.gemeente, bericht.aanbieder, client)
    if isinstance(bericht, Wijzigingsverzoek):
        genoemd = bericht.toewijzingnummers
        header.peildata = ingangsdata(een for een in toewijzingen.values() if een.nummer in genoemd)
        referenties = {bericht.verzoek.referentie_aanbieder}
    else:
        header.peildata = tuple({product.ingangsdatum: None for product in bericht.producten})
        referenties = {product.referentie_aanbieder for product in bericht.producten}
    return VerzoekFacts(
        bericht=bericht,
        header=header,
        boek=boek,
        client=client,
        toewijzingen=toewijzingen,
        verzoeken=verzoeken_op_referentie(verbinding, bericht.aanbieder, referenties),
        onderhanden=onderhanden,
    )


def antwoord_facts(verbinding: Connection, bericht: Verzoekantwoord, header: HeaderFacts) -> AntwoordFacts:
    """Facts for a JW319."""
    referentie = bericht.antwoord.referentie_aanbieder
    verzoek = verzoeken_op_referentie(verbinding, bericht.aanbieder, {referentie}).get(referentie)
    if verzoek is not None and verzoek.gemeente != bericht.gemeente:
        verzoek = None
    if verzoek is not None:
        waarden = {"gemeente": bericht.gemeente, "verzoek": verzoek.id}
        header.peildata = tuple(sorted(verbinding.scalars(INGANGSDATA_VAN_VERZOEK, waarden)))
    return AntwoordFacts(bericht, header, verzoek)


def verzoeken_op_referentie(
    verbinding: Connection, aanbieder: str, referenties: Collection[str]
) -> dict[str, BekendVerzoek]:
    """Of an aanbieder, at whatever gemeente, by ReferentieAanbieder."""
    if not referenties:
        return {}
    waarden = {SLEUTELS: sleutelwaarde(verbinding, referenties), "aanbieder": aanbieder}
    vraag = verzoeken_vraag(verbinding.dialect.name)
    return {verzoek.referentie: verzoek for verzoek in _lees(verbinding, vraag, waarden)}


def _lees(verbinding: Connection, vraag: Select[Any], waarden: dict[str, Any]) -> Iterator[BekendVerzoek]:
    for rij in verbinding.execute(vraag, waarden):
        yield BekendVerzoek._make(rij)._replace(ontvangen=nederlandse_dag(rij.ontvangen))
