"""Implementation of the facts port: everything that the rules of one message ask, in a few bulk queries."""

from __future__ import annotations

from datetime import date
from typing import Any

from sqlalchemy import Connection, Select

from app.contracts.boek import Contractboek
from app.messages.records import (
    Bericht,
    Declaratieantwoordbericht,
    Declaratiebericht,
    Geboortedatum,
    Startbericht,
    Stopbericht,
    Toewijzingsbericht,
    Toewijzingsverzoek,
    Verzoekantwoord,
    Wijzigingsverzoek,
)
from app.rules.facts import (
    BekendeStart,
    BekendeStop,
    BekendeToewijzing,
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
)
from app.standard.gemeenten import laad_gemeenten
from app.standard.release import Release
from app.store.betaalfacts import betaalstand, oude_rechten, uitzonderingen
from app.store.bulk import SLEUTELS, sleutelwaarde
from app.store.contracten import Contractarchief
from app.store.dagen import nederlandse_dag
from app.store.geboren import lees_geboren
from app.store.lees_toewijzingen import ingangsdata, toewijzingen_op_nummer, verzonden_versies
from app.store.privacy import Kluis
from app.store.verzoekfacts import antwoord_facts, verzoek_facts, verzoeken_op_referentie
from app.store.vragen import (
    CLIENT,
    EERDER_BERICHT,
    EERDERE_DECLARATIE,
    LAATSTE_PERIODE,
    STARTS,
    STOPS,
    clienten_vraag,
    debetregels_vraag,
    gebruikte_referenties_vraag,
    ingangsdata_vraag,
    met_toewijzing_vraag,
    open_debetten_vraag,
)


class Factsbron:
    """Fetches the facts for a message, as they are in a transaction."""

    def __init__(self, kluis: Kluis):
        self._kluis = kluis
        self.contracten = Contractarchief()

    def haal(self, verbinding: Connection, bericht: Bericht, release: Release, vandaag: date) -> Facts:
        """All facts that the rules of this release ask about a message."""
        header = HeaderFacts(vandaag, _eerder_bericht(verbinding, bericht), laad_gemeenten(release))
        boek = self.contracten.boek(verbinding, bericht.gemeente, bericht.aanbieder, vandaag)
        if isinstance(bericht, Declaratiebericht):
            return _declaratie_facts(verbinding, self._kluis, bericht, header, boek)
        if isinstance(bericht, Verzoekantwoord):
            return antwoord_facts(verbinding, bericht, header)
        client, geboren = _client(verbinding, self._kluis, bericht.client.bsn)
        if isinstance(bericht, Toewijzingsbericht):
            return _toewijzing_facts(verbinding, bericht, header, boek, client, geboren)
        if isinstance(bericht, Toewijzingsverzoek | Wijzigingsverzoek):
            return verzoek_facts(verbinding, bericht, header, boek, client)
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
    geboren: Geboortedatum | None,
) -> ToewijzingFacts:
    header.peildata = tuple({product.ingangsdatum: None for product in bericht.producten})
    nummers = {product.toewijzingnummer for product in bericht.producten}
    toewijzingen = toewijzingen_op_nummer(verbinding, bericht.gemeente, nummers)
    referenties = {product.referentie_aanbieder for product in bericht.producten if product.referentie_aanbieder}
    return ToewijzingFacts(
        bericht=bericht,
        header=header,
        boek=boek,
        client=client,
        toewijzingen=toewijzingen,
        verzoeken=verzoeken_op_referentie(verbinding, bericht.aanbieder, referenties),
        verzonden=verzonden_versies(verbinding, toewijzingen.values()) if referenties else frozenset(),
        geboren=geboren,
    )


def _regie_facts(
    verbinding: Connection,
    bericht: Startbericht | Stopbericht,
    header: HeaderFacts,
    boek: Contractboek,
    client: int | None,
) -> RegieFacts:
    nummers = {product.toewijzingnummer for product in bericht.producten if product.toewijzingnummer is not None}
    toewijzingen = toewijzingen_op_nummer(verbinding, bericht.gemeente, nummers, bericht.aanbieder)
    header.peildata = ingangsdata(toewijzingen.values())
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
    toewijzingen = toewijzingen_op_nummer(verbinding, bericht.gemeente, nummers, bericht.aanbieder)
    header.peildata = ingangsdata(toewijzingen.values())
    partijen = {"gemeente": bericht.gemeente, "aanbieder": bericht.aanbieder}
    clienten, geboren = _clienten(verbinding, kluis, bericht, toewijzingen)
    return DeclaratieFacts(
        bericht=bericht,
        header=header,
        boek=boek,
        toewijzingen=toewijzingen,
        clienten=clienten,
        declaratie_eerder=_als_eerder_bericht(
            verbinding, EERDERE_DECLARATIE, aanbieder=bericht.aanbieder, nummer=bericht.declaratie.nummer
        ),
        laatste_periode=verbinding.scalar(LAATSTE_PERIODE, partijen),
        referentienummers=_gebruikte_referenties(verbinding, bericht),
        debetregels=_debetregels(verbinding, bericht),
        stand=Declaratiestand(open_debetten=_open_debetten(verbinding, bericht, toewijzingen)),
        oude_rechten=oude_rechten(verbinding, boek, bericht, toewijzingen),
        uitzonderingen=uitzonderingen(verbinding, bericht.gemeente, bericht.aanbieder),
        betaalstand=betaalstand(verbinding, boek, _vorige(bericht)),
        geboren=geboren,
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
    return None if rij is None else EerderBericht(str(rij.id), nederlandse_dag(rij.ontvangen))


def _client(verbinding: Connection, kluis: Kluis, bsn: str) -> tuple[int | None, Geboortedatum | None]:
    kenmerk = kluis.kenmerk(bsn)
    rij = verbinding.execute(CLIENT, {"kenmerk": kenmerk}).first()
    if rij is None:
        return None, None
    return rij.id, None if rij.geboren is None else lees_geboren(kluis, kenmerk, rij.geboren)


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
) -> tuple[dict[str, int], dict[int, Geboortedatum]]:
    """Those with a toewijzing here, and when they were born. Most are known from the toewijzingen at hand."""
    kenmerken = {kluis.kenmerk(client.bsn): client.bsn for client in bericht.clienten}
    dialect = verbinding.dialect.name
    gevonden = verbinding.execute(
        clienten_vraag(dialect), {SLEUTELS: sleutelwaarde(verbinding, kenmerken.keys())}
    ).all()
    hier = {toewijzing.client for toewijzing in toewijzingen.values()}
    rest = {id for _, id, _ in gevonden} - hier
    if rest:
        waarden = {
            SLEUTELS: sleutelwaarde(verbinding, rest),
            "gemeente": bericht.gemeente,
            "aanbieder": bericht.aanbieder,
        }
        hier |= set(verbinding.scalars(met_toewijzing_vraag(dialect), waarden))
    van_hier = [rij for rij in gevonden if rij[1] in hier]
    geboren = {id: lees_geboren(kluis, kenmerk, wanneer) for kenmerk, id, wanneer in van_hier if wanneer is not None}
    return {kenmerken[kenmerk]: id for kenmerk, id, _ in van_hier}, geboren


def _gebruikte_referenties(verbinding: Connection, bericht: Declaratiebericht) -> set[str]:
    nummers = {regel.referentienummer for regel in bericht.prestaties}
    waarden = {SLEUTELS: sleutelwaarde(verbinding, nummers), "aanbieder": bericht.aanbieder}
    return set(verbinding.scalars(gebruikte_referenties_vraag(verbinding.dialect.name), waarden))


def _vorige(bericht: Declaratiebericht) -> set[str]:
    return {regel.vorig_referentienummer for regel in bericht.prestaties if regel.vorig_referentienummer}


def _debetregels(verbinding: Connection, bericht: Declaratiebericht) -> dict[str, Debetregel]:
    vorige = _vorige(bericht)
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
