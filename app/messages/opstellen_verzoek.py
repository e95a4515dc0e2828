"""Composes JW315 and JW317, by which an aanbieder asks for a toewijzing, and JW319, the answer to them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from app.messages.opstellen import Kind, begin_bericht, clientvelden, omvang_of_budget
from app.messages.pakket import Pakket
from app.messages.records import (
    AangevraagdProduct,
    Antwoord,
    Header,
    NieuwProduct,
    OngewijzigdProduct,
    TeWijzigenProduct,
    Verzoek,
    Woonplaatsbeginsel,
)
from app.messages.schrijver import Schrijver
from app.standard.release import Release


def stel_toewijzingsverzoek_op(
    release: Release, header: Header, kind: Kind, producten: Iterable[AangevraagdProduct]
) -> Pakket:
    """A JW315."""
    schrijver = begin_bericht(release, release.berichten["JW315"], header)
    clientvelden(schrijver, kind, volledig=False)
    schrijver.begin("AangevraagdeProducten")
    for product in producten:
        _aangevraagd_product(schrijver, product)
    return schrijver.sluit()


def stel_wijzigingsverzoek_op(
    release: Release,
    header: Header,
    bsn: str,
    verzoek: Verzoek,
    *,
    ongewijzigd: Sequence[OngewijzigdProduct] = (),
    te_wijzigen: Sequence[TeWijzigenProduct] = (),
    nieuw: Sequence[NieuwProduct] = (),
) -> Pakket:
    """A JW317; a container of which there is no product is left out."""
    schrijver = begin_bericht(release, release.berichten["JW317"], header)
    schrijver.begin("Client")
    schrijver.veld("Bsn", bsn)
    schrijver.begin("Verzoek")
    schrijver.velden(ReferentieAanbieder=verzoek.referentie_aanbieder, RedenVerzoek=verzoek.reden)
    if ongewijzigd:
        schrijver.begin("OngewijzigdeProducten")
        for blijft in ongewijzigd:
            schrijver.begin("OngewijzigdProduct")
            schrijver.veld("ToewijzingNummer", blijft.toewijzingnummer)
            schrijver.eind()
        schrijver.eind()
    if te_wijzigen:
        schrijver.begin("TeWijzigenProducten")
        for wordt in te_wijzigen:
            schrijver.begin("TeWijzigenProduct")
            schrijver.veld("ToewijzingNummer", wordt.toewijzingnummer)
            _gewenst(schrijver, wordt)
            schrijver.eind()
        schrijver.eind()
    if nieuw:
        schrijver.begin("NieuweProducten")
        for komt in nieuw:
            schrijver.begin("NieuwProduct")
            schrijver.groep("Product", Categorie=komt.categorie, Code=komt.code)
            _gewenst(schrijver, komt)
            schrijver.eind()
        schrijver.eind()
    return schrijver.sluit()


def stel_verzoekantwoord_op(
    release: Release, header: Header, antwoord: Antwoord, woonplaatsbeginsel: Woonplaatsbeginsel | None = None
) -> Pakket:
    """A JW319."""
    schrijver = begin_bericht(release, release.berichten["JW319"], header)
    schrijver.begin("Antwoord")
    schrijver.velden(
        ReferentieAanbieder=antwoord.referentie_aanbieder,
        VerzoekAntwoord=antwoord.verzoek_antwoord,
        RedenAfwijzingVerzoek=antwoord.reden_afwijzing,
    )
    if woonplaatsbeginsel is not None:
        schrijver.begin("Woonplaatsbeginsel")
        schrijver.veld("Gemeente", woonplaatsbeginsel.gemeente)
    return schrijver.sluit()


def _aangevraagd_product(schrijver: Schrijver, product: AangevraagdProduct) -> None:
    schrijver.begin("AangevraagdProduct")
    schrijver.velden(ReferentieAanbieder=product.referentie_aanbieder, BeschikkingNummer=product.beschikkingnummer)
    schrijver.groep("Product", Categorie=product.categorie, Code=product.code)
    schrijver.velden(
        BeschikkingIngangsdatum=product.beschikking_ingangsdatum,
        ToewijzingIngangsdatum=product.ingangsdatum,
        ToewijzingEinddatum=product.einddatum,
    )
    omvang_of_budget(schrijver, product.omvang, product.budget)
    verwijzer = product.verwijzer
    schrijver.groep(
        "Verwijzer",
        Type=verwijzer.type,
        Naam="Praktijk Voorbeeld" if verwijzer.naam else None,
        ZorgverlenerCode=verwijzer.zorgverlenercode,
    )
    schrijver.veld("Raamcontract", product.raamcontract)
    schrijver.eind()


def _gewenst(schrijver: Schrijver, product: TeWijzigenProduct | NieuwProduct) -> None:
    schrijver.velden(GewensteIngangsdatum=product.ingangsdatum, Einddatum=product.einddatum)
    omvang_of_budget(schrijver, product.omvang, product.budget)
