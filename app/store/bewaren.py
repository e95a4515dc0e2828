"""Keeps a handled message: as received, its judgement, the records it brings about, and its answer."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, bindparam, delete, update

from app.exchange.judgement import Judgement, Regelstaat, Situatie
from app.exchange.ports import Aangehouden, Afhandeling, Idempotentie
from app.exchange.procedure import MISLUKT
from app.messages.intake import Levering
from app.messages.records import (
    StartProduct,
    StopProduct,
    ToegewezenProduct,
)
from app.rules.facts import AntwoordFacts, DeclaratieFacts, Facts, RegieFacts, ToewijzingFacts, VerzoekFacts
from app.standard.signaalsoorten import Feit
from app.store import tables as t
from app.store.antwoorden import bewaar_partnerantwoord
from app.store.beoordeling import tel, verpak
from app.store.bewaar_betaling import bewaar_betalingen
from app.store.bewaar_omzetting import Ontvangst, werk_omzettingen_bij
from app.store.bewaar_verzoek import bewaar_antwoord, bewaar_verzoeken, honoreer
from app.store.bulk import datumschrijver, voeg_rijen_toe, werk_rijen_bij
from app.store.clienten import client_van, client_van_bericht
from app.store.invoegen import TOEVOEGEN, nieuwe_rij
from app.store.oplossen import sluit_opgeloste
from app.store.privacy import Kluis
from app.store.signalen import Signaalplek, bewaar_signalen


def bewaar(
    verbinding: Connection,
    kluis: Kluis,
    afhandeling: Afhandeling,
    facts: Facts | None,
    idempotentie: Idempotentie | None,
) -> None:
    """Everything of one handled message, within the transaction of the connection."""
    partner = afhandeling.oordeel.partner
    if partner is None:
        client_id = client_van(verbinding, kluis, afhandeling.bericht, facts, telt=afhandeling.oordeel.verwerkt)
    else:
        client_id = client_van_bericht(verbinding, partner.heen)
    _bewaar_bericht(verbinding, kluis, afhandeling, client_id)
    if idempotentie is not None:
        verbinding.execute(
            TOEVOEGEN[t.idempotentie.name],
            {"sleutel": idempotentie.sleutel, "sha256": idempotentie.sha256, "bericht_id": afhandeling.id},
        )
    if partner is not None:
        bewaar_partnerantwoord(verbinding, afhandeling)
    elif afhandeling.oordeel.verwerkt:
        _bewaar_inhoud(verbinding, kluis, afhandeling, facts, client_id)
    bericht = afhandeling.bericht
    plek = Signaalplek(afhandeling.ontvangen, bericht.gemeente, bericht.aanbieder, client_id, afhandeling.id)
    bewaar_signalen(verbinding, afhandeling.oordeel.signalen, plek)


def _bewaar_inhoud(
    verbinding: Connection, kluis: Kluis, afhandeling: Afhandeling, facts: Facts | None, client_id: int | None
) -> None:
    """What a message that counts as sent says."""
    match facts:
        case ToewijzingFacts() if client_id is not None:
            gewijzigd = _bewaar_toewijzingen(verbinding, afhandeling.id, facts, client_id)
            _sluit_achterhaalde(verbinding, kluis, afhandeling, gewijzigd)
            ontvangst = Ontvangst(afhandeling.id, afhandeling.ontvangen, client_id)
            werk_omzettingen_bij(verbinding, kluis, facts, ontvangst)
        case RegieFacts() if client_id is not None:
            _bewaar_regie(verbinding, afhandeling.id, facts, client_id)
        case VerzoekFacts() if client_id is not None:
            bewaar_verzoeken(verbinding, afhandeling.id, afhandeling.ontvangen, facts, client_id)
        case AntwoordFacts():
            bewaar_antwoord(verbinding, afhandeling.id, facts)
        case DeclaratieFacts():
            declaratie_id = bewaar_declaratie(verbinding, afhandeling.id, afhandeling.oordeel, facts)
            bewaar_betalingen(verbinding, afhandeling.id, afhandeling.ontvangen, declaratie_id, facts)


def bewaar_aangehouden(verbinding: Connection, kluis: Kluis, aangehouden: Aangehouden) -> None:
    """A message without verdict and without answer."""
    leeg = Judgement(Situatie.GEEN_FOUT)
    verbinding.execute(
        TOEVOEGEN[t.bericht.name],
        {
            **_ontvangen(kluis, aangehouden),
            "client_id": client_van(verbinding, kluis, aangehouden.bericht, None),
            "oordeel": "aangehouden",
            "verwerkt": False,
            "beoordeling": verpak(leeg, kluis, f"beoordeling {aangehouden.id}"),
            "bevindingen": 0,
        },
    )


def _ontvangen(kluis: Kluis, bericht: Afhandeling | Aangehouden) -> dict[str, Any]:
    header, levering = bericht.bericht.header, bericht.levering
    return {
        "id": bericht.id,
        "release": bericht.release.naam,
        "code": bericht.soort.code,
        "afzender": header.afzender,
        "ontvanger": header.ontvanger,
        "identificatie": header.identificatie,
        "dagtekening": header.dagtekening,
        "ontvangen": bericht.ontvangen,
        **_inhoud(kluis, levering, bericht.id),
    }


def _inhoud(kluis: Kluis, levering: Levering, id: UUID) -> dict[str, Any]:
    pakket = levering.pakket
    return {
        "omvang": pakket.omvang,
        "sha256": pakket.sha256,
        "inhoud": kluis.versleutel(pakket.gecomprimeerd, f"inhoud {id}"),
    }


def _bewaar_bericht(verbinding: Connection, kluis: Kluis, afhandeling: Afhandeling, client_id: int | None) -> None:
    oordeel = afhandeling.oordeel
    verbinding.execute(
        TOEVOEGEN[t.bericht.name],
        {
            **_ontvangen(kluis, afhandeling),
            "client_id": client_id,
            "oordeel": oordeel.oordeel.value,
            "verwerkt": oordeel.verwerkt,
            "beoordeling": verpak(oordeel, kluis, f"beoordeling {afhandeling.id}"),
            "bevindingen": len(oordeel.bevindingen),
            **_antwoord(kluis, afhandeling),
        },
    )
    tellingen = [
        {"bericht_id": afhandeling.id, "regel": regel, "retourcode": code, "klasse": klasse, "aantal": aantal}
        for (regel, code, klasse), aantal in tel(oordeel).items()
    ]
    if tellingen:
        verbinding.execute(TOEVOEGEN[t.bevinding_telling.name], tellingen)


def _antwoord(kluis: Kluis, afhandeling: Afhandeling) -> dict[str, Any]:
    antwoord = afhandeling.retour
    if antwoord is None:
        return {}
    return {
        "antwoord_code": antwoord.code,
        "antwoord_identificatie": antwoord.identificatie,
        "antwoord_omvang": antwoord.pakket.omvang,
        "antwoord_sha256": antwoord.pakket.sha256,
        "antwoord": kluis.versleutel(antwoord.pakket.gecomprimeerd, f"antwoord {afhandeling.id}"),
    }


def _bewaar_toewijzingen(verbinding: Connection, bericht_id: UUID, facts: ToewijzingFacts, client_id: int) -> list[int]:
    """Keep the versions; gives the numbers of toewijzingen that were known and of which this is the current version."""
    bericht = facts.bericht
    versies, gewijzigd = [], []
    for product in bericht.producten:
        versie = _versie(product)
        bekend = facts.toewijzingen.get(product.toewijzingnummer)
        if bekend is None:
            toewijzing_id = nieuwe_rij(
                verbinding,
                t.toewijzing,
                {
                    "gemeente": bericht.gemeente,
                    "nummer": product.toewijzingnummer,
                    "aanbieder": bericht.aanbieder,
                    "client_id": client_id,
                    "categorie": product.categorie,
                    "code": product.code,
                    "ingangsdatum": product.ingangsdatum,
                    **versie,
                },
            )
        else:
            toewijzing_id = bekend.id
            if _volg_op(verbinding, toewijzing_id, versie):
                gewijzigd.append(product.toewijzingnummer)
        versies.append(
            {
                "toewijzing_id": toewijzing_id,
                "bericht_id": bericht_id,
                "referentie_aanbieder": product.referentie_aanbieder,
                **versie,
            }
        )
    verbinding.execute(TOEVOEGEN[t.toewijzing_versie.name], versies)
    genoemd = {product.referentie_aanbieder for product in bericht.producten if product.referentie_aanbieder}
    verzoeken = (facts.verzoek_van_client(referentie) for referentie in sorted(genoemd))
    honoreer(verbinding, [verzoek.id for verzoek in verzoeken if verzoek and verzoek.onderhanden], bericht_id)
    return gewijzigd


def _sluit_achterhaalde(
    verbinding: Connection, kluis: Kluis, afhandeling: Afhandeling, gewijzigd: Sequence[int]
) -> None:
    """Close what an earlier version of a toewijzing brought about and the rules do not say of this one."""
    signalen, bericht = afhandeling.oordeel.signalen, afhandeling.bericht
    if any(een.code == MISLUKT for een in signalen):
        return
    for nummer in gewijzigd:
        nog = {een.code for een in signalen if een.verwijzing == f"toewijzing {nummer}"}
        feit: dict[Feit, str] = {
            "nieuwe_versie": f"Het JW301 van {bericht.header.dagtekening} wijzigt de toewijzing; het is niet meer zo."
        }
        sluit_opgeloste(verbinding, kluis, bericht.gemeente, nummer, feit, afhandeling.ontvangen, nog)


def _versie(product: ToegewezenProduct) -> dict[str, Any]:
    omvang = product.omvang
    return {
        "toewijzingsdatum": product.toewijzingsdatum,
        "toewijzingstijd": product.toewijzingstijd,
        "einddatum": product.einddatum,
        "reden_wijziging": product.reden_wijziging,
        "volume": omvang and omvang.volume,
        "eenheid": omvang and omvang.eenheid,
        "frequentie": omvang and omvang.frequentie,
        "budget": product.budget,
    }


_ONTDUID = delete(t.duiding).where(t.duiding.c.toewijzing_id == bindparam("toewijzing"))
"""What a toewijzing stood for does not hold for its next version (``app.store.duiding``)."""


def _volg_op(verbinding: Connection, toewijzing_id: int, versie: dict[str, Any]) -> bool:
    """Make a version the current one, unless a more recent one is known (IV013: by date and time assigned)."""
    k = t.toewijzing.c
    datum, tijd = versie["toewijzingsdatum"], versie["toewijzingstijd"]
    gevolgd = verbinding.execute(
        update(t.toewijzing)
        .where(
            k.id == toewijzing_id,
            (k.toewijzingsdatum < datum) | ((k.toewijzingsdatum == datum) & (k.toewijzingstijd <= tijd)),
        )
        .values(**versie)
    )
    verbinding.execute(_ONTDUID, {"toewijzing": toewijzing_id})
    return gevolgd.rowcount == 1


def _bewaar_regie(verbinding: Connection, bericht_id: UUID, facts: RegieFacts, client_id: int) -> None:
    bericht = facts.bericht
    gemeen: dict[str, Any] = {
        "client_id": client_id,
        "gemeente": bericht.gemeente,
        "aanbieder": bericht.aanbieder,
    }
    producten: list[StartProduct | StopProduct] = list(bericht.producten)
    for product in sorted(producten, key=lambda product: product.status != "3"):
        tabel = t.start if isinstance(product, StartProduct) else t.stop
        velden: dict[str, Any] = {
            "toewijzingnummer": product.toewijzingnummer,
            "categorie": product.categorie,
            "code": product.code,
            "begindatum": product.begindatum,
        }
        if isinstance(product, StopProduct):
            velden |= {"reden_beeindiging": product.reden_beeindiging, "einddatum": product.einddatum}
        if product.status == "3":
            verbinding.execute(
                update(tabel)
                .where(
                    tabel.c.verwijderd_door.is_(None),
                    *(tabel.c[naam].is_not_distinct_from(waarde) for naam, waarde in (gemeen | velden).items()),
                )
                .values(verwijderd_door=bericht_id)
            )
        else:
            rij = {
                **gemeen,
                **velden,
                "bericht_id": bericht_id,
                "toewijzing_ingangsdatum": product.toewijzing_ingangsdatum,
            }
            verbinding.execute(TOEVOEGEN[tabel.name], rij)


_PRESTATIEKOLOMMEN = (
    *("declaratie_id", "volgnummer", "aanbieder", "client_id", "toewijzing_id"),
    # From here to debet_credit the order is that of a Prestatie, so that a row is cut out of it.
    *("referentienummer", "vorig_referentienummer", "toewijzingnummer", "categorie", "code"),
    *("begindatum", "einddatum"),
    *("volume", "eenheid", "tarief", "bedrag", "debet_credit"),
    *("staat", "retourcodes"),
)


def bewaar_declaratie(verbinding: Connection, bericht_id: UUID, oordeel: Judgement, facts: DeclaratieFacts) -> int:
    """The declaratie of a JW323 with its lines, and what they bring about; gives our key of it."""
    uitslag, bericht = oordeel.uitslag, facts.bericht
    if uitslag is None:
        raise ValueError("a declaratie that is kept was judged by its lines")
    declaratie = bericht.declaratie
    declaratie_id = nieuwe_rij(
        verbinding,
        t.declaratie,
        {
            "bericht_id": bericht_id,
            "aanbieder": bericht.aanbieder,
            "gemeente": bericht.gemeente,
            "nummer": declaratie.nummer,
            "begindatum": declaratie.begindatum,
            "einddatum": declaratie.einddatum,
            "dagtekening": declaratie.dagtekening,
            "ingediend": declaratie.totaal,
            "toegekend": uitslag.toegekend,
        },
    )
    _crediteer(verbinding, facts)
    voeg_rijen_toe(
        verbinding,
        t.prestatie,
        _PRESTATIEKOLOMMEN,
        _prestatierijen(verbinding, declaratie_id, oordeel, facts),
    )
    _werk_toewijzingen_bij(verbinding, facts)
    return declaratie_id


def _prestatierijen(
    verbinding: Connection, declaratie_id: int, oordeel: Judgement, facts: DeclaratieFacts
) -> Iterator[tuple[Any, ...]]:
    bericht, uitslag = facts.bericht, oordeel.uitslag
    codes = oordeel.codes_per_klasse() if oordeel.bevindingen else {}
    datum = datumschrijver(verbinding)
    clienten, toewijzingen, aanbieder = facts.clientsleutels, facts.toewijzingen, bericht.aanbieder
    staten = b"" if uitslag is None else uitslag.staten
    for volgnummer, (regel, staat) in enumerate(zip(bericht.prestaties, staten, strict=True), 1):
        toewijzing = toewijzingen.get(regel.toewijzingnummer)
        yield (
            declaratie_id,
            volgnummer,
            aanbieder,
            clienten[regel.client - 1],
            toewijzing and toewijzing.id,
            *regel[2:7],
            datum(regel.begindatum),
            datum(regel.einddatum),
            *regel[9:],
            staat,
            " ".join(codes[regel.pad]) if staat == Regelstaat.AFGEKEURD else None,
        )


def _crediteer(verbinding: Connection, facts: DeclaratieFacts) -> None:
    """Mark the lines that granted credits of this message take back."""
    for referentienummer in sorted(facts.stand.gecrediteerd):
        verbinding.execute(
            update(t.prestatie)
            .where(
                t.prestatie.c.aanbieder == facts.bericht.aanbieder,
                t.prestatie.c.referentienummer == referentienummer,
                t.prestatie.c.staat == Regelstaat.TOEGEKEND,
                t.prestatie.c.debet_credit == "D",
            )
            .values(staat=int(Regelstaat.GECREDITEERD))
        )


def _werk_toewijzingen_bij(verbinding: Connection, facts: DeclaratieFacts) -> None:
    """Put the new running totals on the toewijzingen that the message claimed on."""
    rijen = ((*stand, facts.toewijzingen[nummer].id) for nummer, stand in facts.stand.toegekend.items())
    werk_rijen_bij(verbinding, t.toewijzing, ("toegekend_volume", "toegekend_bedrag", "open_prestaties"), rijen)
