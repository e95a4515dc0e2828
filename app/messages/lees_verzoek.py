"""Readers of JW315 and JW317, by which an aanbieder asks for a toewijzing, and JW319, the answer to them."""

from __future__ import annotations

from collections.abc import Iterable

from lxml import etree

from app.messages.elementen import (
    Kinderen,
    datum,
    datum_of_niets,
    getal,
    getal_of_niets,
    kinderen,
    tekst,
    tekst_of_niets,
)
from app.messages.lees_client import lees_client, lees_header, lees_omvang, lees_product
from app.messages.records import (
    AangevraagdProduct,
    Antwoord,
    NieuwProduct,
    OngewijzigdProduct,
    TeWijzigenProduct,
    Toewijzingsverzoek,
    Verwijzer,
    Verzoek,
    Verzoekantwoord,
    Verzoekclient,
    Wijzigingsverzoek,
    Woonplaatsbeginsel,
)


def lees_toewijzingsverzoek(wortel: etree._Element) -> Toewijzingsverzoek:
    """The records of a valid JW315 tree."""
    header, client = wortel
    velden = kinderen(client)
    return Toewijzingsverzoek(
        header=lees_header(header),
        client=lees_client(velden),
        producten=tuple(
            _lees_aangevraagd(kinderen(element), pad)
            for pad, element in _genummerd(
                velden["AangevraagdeProducten"], "/Bericht/Client/AangevraagdeProducten/AangevraagdProduct"
            )
        ),
    )


def lees_wijzigingsverzoek(wortel: etree._Element) -> Wijzigingsverzoek:
    """The records of a valid JW317 tree."""
    header, client = wortel
    bsn, verzoek = client
    velden = kinderen(verzoek)
    basis = "/Bericht/Client/Verzoek"
    return Wijzigingsverzoek(
        header=lees_header(header),
        client=Verzoekclient(tekst(bsn)),
        verzoek=Verzoek(tekst(velden["ReferentieAanbieder"]), tekst(velden["RedenVerzoek"])),
        ongewijzigd=tuple(
            OngewijzigdProduct(pad, getal(kinderen(element)["ToewijzingNummer"]))
            for pad, element in _genummerd(
                velden.get("OngewijzigdeProducten", ()), f"{basis}/OngewijzigdeProducten/OngewijzigdProduct"
            )
        ),
        te_wijzigen=tuple(
            _lees_te_wijzigen(kinderen(element), pad)
            for pad, element in _genummerd(
                velden.get("TeWijzigenProducten", ()), f"{basis}/TeWijzigenProducten/TeWijzigenProduct"
            )
        ),
        nieuw=tuple(
            _lees_nieuw(kinderen(element), pad)
            for pad, element in _genummerd(velden.get("NieuweProducten", ()), f"{basis}/NieuweProducten/NieuwProduct")
        ),
    )


def lees_verzoekantwoord(wortel: etree._Element) -> Verzoekantwoord:
    """The records of a valid JW319 tree."""
    header, antwoord = wortel
    velden = kinderen(antwoord)
    woonplaats = velden.get("Woonplaatsbeginsel")
    return Verzoekantwoord(
        header=lees_header(header),
        antwoord=Antwoord(
            referentie_aanbieder=tekst(velden["ReferentieAanbieder"]),
            verzoek_antwoord=tekst(velden["VerzoekAntwoord"]),
            reden_afwijzing=tekst_of_niets(velden, "RedenAfwijzingVerzoek"),
        ),
        woonplaatsbeginsel=None if woonplaats is None else Woonplaatsbeginsel(tekst(kinderen(woonplaats)["Gemeente"])),
    )


def _genummerd(elementen: Iterable[etree._Element], pad: str) -> Iterable[tuple[str, etree._Element]]:
    return ((f"{pad}[{nummer}]", element) for nummer, element in enumerate(elementen, 1))


def _lees_aangevraagd(velden: Kinderen, pad: str) -> AangevraagdProduct:
    categorie, code = lees_product(velden)
    verwijzer = kinderen(velden["Verwijzer"])
    return AangevraagdProduct(
        pad=pad,
        referentie_aanbieder=tekst(velden["ReferentieAanbieder"]),
        beschikkingnummer=getal_of_niets(velden, "BeschikkingNummer"),
        categorie=categorie,
        code=code,
        beschikking_ingangsdatum=datum_of_niets(velden, "BeschikkingIngangsdatum"),
        ingangsdatum=datum(tekst(velden["ToewijzingIngangsdatum"])),
        einddatum=datum_of_niets(velden, "ToewijzingEinddatum"),
        omvang=lees_omvang(velden),
        budget=getal_of_niets(velden, "Budget"),
        verwijzer=Verwijzer(
            tekst(verwijzer["Type"]), "Naam" in verwijzer, tekst_of_niets(verwijzer, "ZorgverlenerCode")
        ),
        raamcontract=tekst_of_niets(velden, "Raamcontract"),
    )


def _lees_te_wijzigen(velden: Kinderen, pad: str) -> TeWijzigenProduct:
    return TeWijzigenProduct(
        pad=pad,
        toewijzingnummer=getal(velden["ToewijzingNummer"]),
        ingangsdatum=datum(tekst(velden["GewensteIngangsdatum"])),
        einddatum=datum_of_niets(velden, "Einddatum"),
        omvang=lees_omvang(velden),
        budget=getal_of_niets(velden, "Budget"),
    )


def _lees_nieuw(velden: Kinderen, pad: str) -> NieuwProduct:
    categorie, code = lees_product(velden)
    return NieuwProduct(
        pad=pad,
        categorie=categorie,
        code=code,
        ingangsdatum=datum(tekst(velden["GewensteIngangsdatum"])),
        einddatum=datum_of_niets(velden, "Einddatum"),
        omvang=lees_omvang(velden),
        budget=getal_of_niets(velden, "Budget"),
    )
