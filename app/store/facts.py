"""Implementation of the facts port: everything that the rules of one message ask, in a few bulk queries."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from datetime import date, datetime
from functools import partial
from typing import Any

from sqlalchemy import Connection, Select

from app.contracts.boek import Contractboek
from app.exchange.steps import NEDERLAND
from app.messages.records import (
    Bericht,
    Declaratieantwoordbericht,
    Declaratiebericht,
    Startbericht,
    Stopbericht,
    Toewijzingsbericht,
    Toewijzingsverzoek,
    Verzoekantwoord,
    Wijzigingsverzoek,
)
from app.rules.facts import (
    AntwoordFacts,
    BekendeStart,
    BekendeStop,
    BekendeToewijzing,
    BekendVerzoek,
    Debetregel,
    Debetsleutel,
    DeclaratieantwoordFacts,
    DeclaratieFacts,
    Declaratiestand,
    EerderBericht,
    Facts,
    HeaderFacts,
    RegieFacts,
    Regiestand,
    ToewijzingFacts,
    VerzoekFacts,
    VerzondenVersie,
)
from app.standard.gemeenten import laad_gemeenten
from app.standard.release import Release
from app.store.bulk import SLEUTELS, datumlezer, sleutelwaarde
from app.store.contracten import Contractarchief
from app.store.privacy import Kluis
from app.store.vragen import (
    CLIENT,
    EERDER_BERICHT,
    EERDERE_DECLARATIE,
    INGANGSDATA_VAN_VERZOEK,
    LAATSTE_PERIODE,
    STARTS,
    STOPS,
    TOEWIJZINGEN_VAN_CLIENT,
    VERZOEKEN_ONDERHANDEN,
    clienten_vraag,
    debetregels_vraag,
    gebruikte_referenties_vraag,
    ingangsdata_vraag,
    met_toewijzing_vraag,
    open_debetten_vraag,
    toewijzingen_vraag,
    verzoeken_vraag,
    verzonden_versies_vraag,
)

_RIJEN_PER_KEER = 1000
_maak_toewijzing = partial(tuple.__new__, BekendeToewijzing)
"""A BekendeToewijzing of a tuple of its fields, at half the price of the class itself."""


class Factsbron:
    """Fetches the facts for a message, as they are in a transaction."""

    def __init__(self, kluis: Kluis):
        self._kluis = kluis
        self._contracten = Contractarchief()

    def haal(self, verbinding: Connection, bericht: Bericht, release: Release, vandaag: date) -> Facts:
        """All facts that the rules of this release ask about a message."""
        header = HeaderFacts(vandaag, _eerder_bericht(verbinding, bericht), laad_gemeenten(release))
        boek = self._contracten.boek(verbinding, bericht.gemeente, bericht.aanbieder)
        if isinstance(bericht, Declaratiebericht):
            return _declaratie_facts(verbinding, self._kluis, bericht, header, boek)
        if isinstance(bericht, Verzoekantwoord):
            return _antwoord_facts(verbinding, bericht, header)
        client = _client(verbinding, self._kluis, bericht.client.bsn)
        if isinstance(bericht, Toewijzingsbericht):
            return _toewijzing_facts(verbinding, bericht, header, boek, client)
        if isinstance(bericht, Toewijzingsverzoek | Wijzigingsverzoek):
            return _verzoek_facts(verbinding, bericht, header, boek, client)
        return _regie_facts(verbinding, bericht, header, boek, client)

    def haal_voor_antwoord(
        self,
        verbinding: Connection,
        bericht: Declaratieantwoordbericht,
        declaratie: Declaratiebericht | None,
        release: Release,
        vandaag: date,
    ) -> DeclaratieantwoordFacts:
        """All facts that the rules ask about a JW325 on this JW323."""
        nummers = {regel.toewijzingnummer for regel in bericht.prestaties}
        waarden = {
            SLEUTELS: sleutelwaarde(verbinding, nummers),
            "gemeente": bericht.gemeente,
            "aanbieder": bericht.aanbieder,
        }
        ingangsdata = verbinding.scalars(ingangsdata_vraag(verbinding.dialect.name), waarden) if nummers else ()
        header = HeaderFacts(
            vandaag, _eerder_bericht(verbinding, bericht), laad_gemeenten(release), tuple(sorted(ingangsdata))
        )
        return DeclaratieantwoordFacts(bericht, header, declaratie)


def _toewijzing_facts(
    verbinding: Connection,
    bericht: Toewijzingsbericht,
    header: HeaderFacts,
    boek: Contractboek,
    client: int | None,
) -> ToewijzingFacts:
    header.peildata = tuple({product.ingangsdatum: None for product in bericht.producten})
    nummers = {product.toewijzingnummer for product in bericht.producten}
    toewijzingen = _toewijzingen(verbinding, bericht.gemeente, nummers)
    referenties = {product.referentie_aanbieder for product in bericht.producten if product.referentie_aanbieder}
    return ToewijzingFacts(
        bericht=bericht,
        header=header,
        boek=boek,
        client=client,
        toewijzingen=toewijzingen,
        verzoeken=_verzoeken(verbinding, bericht.aanbieder, referenties),
        verzonden=_verzonden(verbinding, toewijzingen.values()) if referenties else frozenset(),
    )


def _verzoek_facts(
    verbinding: Connection,
    bericht: Toewijzingsverzoek | Wijzigingsverzoek,
    header: HeaderFacts,
    boek: Contractboek,
    client: int | None,
) -> VerzoekFacts:
    toewijzingen: dict[int, BekendeToewijzing] = {}
    onderhanden: tuple[BekendVerzoek, ...] = ()
    if client is not None:
        van_client = {"client": client, "gemeente": bericht.gemeente, "aanbieder": bericht.aanbieder}
        onderhanden = tuple(_lees_verzoeken(verbinding, VERZOEKEN_ONDERHANDEN, van_client))
        if isinstance(bericht, Wijzigingsverzoek):
            toewijzingen = _lees_toewijzingen(verbinding, TOEWIJZINGEN_VAN_CLIENT, van_client)
    if isinstance(bericht, Wijzigingsverzoek):
        genoemd = bericht.toewijzingnummers
        header.peildata = _ingangsdata(een for een in toewijzingen.values() if een.nummer in genoemd)
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
        verzoeken=_verzoeken(verbinding, bericht.aanbieder, referenties),
        onderhanden=onderhanden,
    )


def _antwoord_facts(verbinding: Connection, bericht: Verzoekantwoord, header: HeaderFacts) -> AntwoordFacts:
    referentie = bericht.antwoord.referentie_aanbieder
    verzoek = _verzoeken(verbinding, bericht.aanbieder, {referentie}).get(referentie)
    if verzoek is not None and verzoek.gemeente != bericht.gemeente:
        verzoek = None
    if verzoek is not None:
        waarden = {"gemeente": bericht.gemeente, "verzoek": verzoek.id}
        header.peildata = tuple(sorted(verbinding.scalars(INGANGSDATA_VAN_VERZOEK, waarden)))
    return AntwoordFacts(bericht, header, verzoek)


def _regie_facts(
    verbinding: Connection,
    bericht: Startbericht | Stopbericht,
    header: HeaderFacts,
    boek: Contractboek,
    client: int | None,
) -> RegieFacts:
    nummers = {product.toewijzingnummer for product in bericht.producten if product.toewijzingnummer is not None}
    toewijzingen = _toewijzingen(verbinding, bericht.gemeente, nummers, bericht.aanbieder)
    header.peildata = _ingangsdata(toewijzingen.values())
    return RegieFacts(
        bericht=bericht,
        header=header,
        boek=boek,
        client=client,
        toewijzingen=toewijzingen,
        stand=Regiestand() if client is None else _regiestand(verbinding, bericht, client),
    )


def _declaratie_facts(
    verbinding: Connection, kluis: Kluis, bericht: Declaratiebericht, header: HeaderFacts, boek: Contractboek
) -> DeclaratieFacts:
    nummers = {regel.toewijzingnummer for regel in bericht.prestaties}
    toewijzingen = _toewijzingen(verbinding, bericht.gemeente, nummers, bericht.aanbieder)
    header.peildata = _ingangsdata(toewijzingen.values())
    partijen = {"gemeente": bericht.gemeente, "aanbieder": bericht.aanbieder}
    return DeclaratieFacts(
        bericht=bericht,
        header=header,
        boek=boek,
        toewijzingen=toewijzingen,
        clienten=_clienten(verbinding, kluis, bericht, toewijzingen),
        declaratie_eerder=_als_eerder_bericht(
            verbinding, EERDERE_DECLARATIE, aanbieder=bericht.aanbieder, nummer=bericht.declaratie.nummer
        ),
        laatste_periode=verbinding.scalar(LAATSTE_PERIODE, partijen),
        referentienummers=_gebruikte_referenties(verbinding, bericht),
        debetregels=_debetregels(verbinding, bericht),
        stand=Declaratiestand(open_debetten=_open_debetten(verbinding, bericht, toewijzingen)),
    )


def _eerder_bericht(verbinding: Connection, bericht: Bericht | Declaratieantwoordbericht) -> EerderBericht | None:
    header = bericht.header
    return _als_eerder_bericht(
        verbinding,
        EERDER_BERICHT,
        afzender=header.afzender,
        code=bericht.code,
        identificatie=header.identificatie,
    )


def _als_eerder_bericht(verbinding: Connection, vraag: Select[Any], **sleutel: str) -> EerderBericht | None:
    rij = verbinding.execute(vraag, sleutel).first()
    return None if rij is None else EerderBericht(str(rij.id), _nederlandse_dag(rij.ontvangen))


def _nederlandse_dag(moment: datetime) -> date:
    return moment.astimezone(NEDERLAND).date()


def _verzoeken(verbinding: Connection, aanbieder: str, referenties: Collection[str]) -> dict[str, BekendVerzoek]:
    """Of an aanbieder, at whatever gemeente, by ReferentieAanbieder."""
    if not referenties:
        return {}
    waarden = {SLEUTELS: sleutelwaarde(verbinding, referenties), "aanbieder": aanbieder}
    vraag = verzoeken_vraag(verbinding.dialect.name)
    return {verzoek.referentie: verzoek for verzoek in _lees_verzoeken(verbinding, vraag, waarden)}


def _lees_verzoeken(verbinding: Connection, vraag: Select[Any], waarden: dict[str, Any]) -> Iterator[BekendVerzoek]:
    for rij in verbinding.execute(vraag, waarden):
        yield BekendVerzoek._make(rij)._replace(ontvangen=_nederlandse_dag(rij.ontvangen))


def _verzonden(verbinding: Connection, toewijzingen: Iterable[BekendeToewijzing]) -> set[VerzondenVersie]:
    """Versions of these toewijzingen that carried a ReferentieAanbieder."""
    bekend = {toewijzing.id for toewijzing in toewijzingen}
    if not bekend:
        return set()
    vraag = verzonden_versies_vraag(verbinding.dialect.name)
    rijen = verbinding.execute(vraag, {SLEUTELS: sleutelwaarde(verbinding, bekend)})
    return set(map(VerzondenVersie._make, rijen))


def _client(verbinding: Connection, kluis: Kluis, bsn: str) -> int | None:
    return verbinding.scalar(CLIENT, {"kenmerk": kluis.kenmerk(bsn)})


def _toewijzingen(
    verbinding: Connection, gemeente: str, nummers: Collection[int], aanbieder: str | None = None
) -> dict[int, BekendeToewijzing]:
    """By number: of one aanbieder, or of all when none is given.

    Texts and dates that come back in row after row are kept once: on 30,000 rows that is half the memory.
    """
    if not nummers:
        return {}
    vraag = toewijzingen_vraag(verbinding.dialect.name, van_aanbieder=aanbieder is not None)
    waarden = {SLEUTELS: sleutelwaarde(verbinding, nummers), "gemeente": gemeente, "aanbieder": aanbieder}
    return _lees_toewijzingen(verbinding, vraag, waarden, veel=len(nummers) > _RIJEN_PER_KEER)


def _lees_toewijzingen(
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


def _ingangsdata(toewijzingen: Iterable[BekendeToewijzing]) -> tuple[date, ...]:
    return tuple(sorted({toewijzing.ingangsdatum for toewijzing in toewijzingen}))


def _regiestand(verbinding: Connection, bericht: Startbericht | Stopbericht, client: int) -> Regiestand:
    van_client = {"client": client, "gemeente": bericht.gemeente, "aanbieder": bericht.aanbieder}
    return Regiestand(
        [BekendeStart._make(rij) for rij in verbinding.execute(STARTS, van_client)],
        [BekendeStop._make(rij) for rij in verbinding.execute(STOPS, van_client)],
    )


def _clienten(
    verbinding: Connection,
    kluis: Kluis,
    bericht: Declaratiebericht,
    toewijzingen: dict[int, BekendeToewijzing],
) -> dict[str, int]:
    """Those with a toewijzing here: known from the toewijzingen at hand, the others are asked for."""
    kenmerken = {kluis.kenmerk(client.bsn): client.bsn for client in bericht.clienten}
    dialect = verbinding.dialect.name
    gevonden = verbinding.execute(
        clienten_vraag(dialect), {SLEUTELS: sleutelwaarde(verbinding, kenmerken.keys())}
    ).all()
    hier = {toewijzing.client for toewijzing in toewijzingen.values()}
    rest = {id for _, id in gevonden} - hier
    if rest:
        waarden = {
            SLEUTELS: sleutelwaarde(verbinding, rest),
            "gemeente": bericht.gemeente,
            "aanbieder": bericht.aanbieder,
        }
        hier |= set(verbinding.scalars(met_toewijzing_vraag(dialect), waarden))
    return {kenmerken[kenmerk]: id for kenmerk, id in gevonden if id in hier}


def _gebruikte_referenties(verbinding: Connection, bericht: Declaratiebericht) -> set[str]:
    nummers = {regel.referentienummer for regel in bericht.prestaties}
    waarden = {SLEUTELS: sleutelwaarde(verbinding, nummers), "aanbieder": bericht.aanbieder}
    return set(verbinding.scalars(gebruikte_referenties_vraag(verbinding.dialect.name), waarden))


def _debetregels(verbinding: Connection, bericht: Declaratiebericht) -> dict[str, Debetregel]:
    vorige = {regel.vorig_referentienummer for regel in bericht.prestaties if regel.vorig_referentienummer}
    if not vorige:
        return {}
    waarden = {SLEUTELS: sleutelwaarde(verbinding, vorige), "aanbieder": bericht.aanbieder}
    rijen = verbinding.execute(debetregels_vraag(verbinding.dialect.name), waarden)
    return {debet.referentienummer: debet for debet in map(Debetregel._make, rijen)}


def _open_debetten(
    verbinding: Connection, bericht: Declaratiebericht, toewijzingen: dict[int, BekendeToewijzing]
) -> dict[Debetsleutel, str]:
    """Granted, not credited debets on these toewijzingen in the months that are claimed."""
    bezet = {toewijzing.id for toewijzing in toewijzingen.values() if toewijzing.open_prestaties}
    if not bezet:
        return {}
    waarden = {
        SLEUTELS: sleutelwaarde(verbinding, bezet),
        "eerste": min(regel.begindatum for regel in bericht.prestaties),
        "laatste": max(regel.begindatum for regel in bericht.prestaties),
    }
    rijen = verbinding.execute(open_debetten_vraag(verbinding.dialect.name), waarden)
    return {Debetsleutel(*rij[:5]): rij[5] for rij in rijen}
