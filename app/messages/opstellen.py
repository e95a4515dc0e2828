"""Composes heenberichten from records: for the demo, the console's examples, tests and benchmarks.

What a record does not hold (names, an address) is filled with made-up values of a made-up child.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from app.messages.pakket import Pakket
from app.messages.records import (
    Declaratie,
    Header,
    Omvang,
    Prestatie,
    StartProduct,
    StopProduct,
    ToegewezenProduct,
)
from app.messages.schrijver import Schrijver, veilig
from app.standard.release import Berichtsoort, Release


@dataclass(frozen=True, slots=True)
class Kind:
    """A made-up client."""

    bsn: str
    geboortedatum: date = date(2012, 5, 17)
    geslacht: str = "2"
    achternaam: str = "Voorbeeld"
    voornamen: str = "Noor"


def stel_toewijzing_op(release: Release, header: Header, kind: Kind, producten: Iterable[ToegewezenProduct]) -> Pakket:
    """A JW301."""
    schrijver = begin_bericht(release, release.berichten["JW301"], header)
    clientvelden(schrijver, kind, volledig=True)
    schrijver.begin("Contactgegevens")
    schrijver.begin("Contact")
    schrijver.veld("Soort", "01")
    schrijver.begin("Adres")
    schrijver.begin("Huis", basis=True)
    schrijver.veld("Huisnummer", 12, basis=True)
    schrijver.eind()
    for naam, waarde in (
        ("Postcode", "1111AA"),
        ("Straatnaam", "Voorbeeldstraat"),
        ("Plaatsnaam", "Diemen"),
        ("LandCode", "NL"),
    ):
        schrijver.veld(naam, waarde, basis=True)
    for _ in range(3):
        schrijver.eind()
    schrijver.begin("ToegewezenProducten")
    for product in producten:
        toegewezen_product(schrijver, product)
    return schrijver.sluit()


def stel_start_op(release: Release, header: Header, kind: Kind, producten: Iterable[StartProduct]) -> Pakket:
    """A JW305."""
    schrijver = begin_bericht(release, release.berichten["JW305"], header)
    clientvelden(schrijver, kind, volledig=False)
    schrijver.begin("StartProducten")
    for product in producten:
        schrijver.begin("StartProduct")
        _regieproduct(schrijver, product)
        schrijver.velden(Begindatum=product.begindatum, StatusAanlevering=product.status)
        schrijver.eind()
    return schrijver.sluit()


def stel_stop_op(release: Release, header: Header, kind: Kind, producten: Iterable[StopProduct]) -> Pakket:
    """A JW307."""
    schrijver = begin_bericht(release, release.berichten["JW307"], header)
    clientvelden(schrijver, kind, volledig=False)
    schrijver.begin("StopProducten")
    for product in producten:
        schrijver.begin("StopProduct")
        _regieproduct(schrijver, product)
        schrijver.velden(
            Begindatum=product.begindatum,
            RedenBeeindiging=product.reden_beeindiging,
            Einddatum=product.einddatum,
            StatusAanlevering=product.status,
        )
        schrijver.eind()
    return schrijver.sluit()


def stel_declaratie_op(
    release: Release,
    header: Header,
    declaratie: Declaratie,
    regels: Iterable[tuple[str, Sequence[Prestatie]]],
) -> Pakket:
    """A JW323; ``regels`` are the lines per Bsn."""
    schrijver = begin_bericht(release, release.berichten["JW323"], header)
    schrijver.begin("Declaratie")
    schrijver.veld("DeclaratieNummer", declaratie.nummer)
    schrijver.groep("DeclaratiePeriode", Begindatum=declaratie.begindatum, Einddatum=declaratie.einddatum)
    schrijver.veld("DeclaratieDagtekening", declaratie.dagtekening)
    schrijver.groep("TotaalIngediendBedrag", TotaalBedrag=declaratie.totaalbedrag, DebetCredit=declaratie.debet_credit)
    schrijver.begin("Clienten")
    for bsn, prestaties in regels:
        schrijver.begin("Client")
        schrijver.veld("Bsn", bsn)
        schrijver.begin("Prestaties")
        for prestatie in prestaties:
            schrijver.begin("Prestatie")
            prestatievelden(schrijver, prestatie)
            schrijver.eind()
        schrijver.eind()
        schrijver.eind()
    return schrijver.sluit()


def prestatievelden(schrijver: Schrijver, regel: Prestatie) -> None:
    """The elements of a Prestatie in JW323 and JW325; written as one text, for there can be many."""
    r, p, i = schrijver.inspringing, schrijver.prefix, "ijw"
    vorig = regel.vorig_referentienummer
    vorig_regel = (
        "" if vorig is None else f"{r}\t<{i}:VorigReferentieNummer>{veilig(vorig)}</{i}:VorigReferentieNummer>\r\n"
    )
    tarief_regel = "" if regel.tarief is None else f"{r}<{p}:ProductTarief>{regel.tarief}</{p}:ProductTarief>\r\n"
    schrijver.ruw(
        f"{r}<{p}:ProductReferentie>\r\n"
        f"{r}\t<{i}:ReferentieNummer>{veilig(regel.referentienummer)}</{i}:ReferentieNummer>\r\n"
        f"{vorig_regel}"
        f"{r}</{p}:ProductReferentie>\r\n"
        f"{r}<{p}:ToewijzingNummer>{regel.toewijzingnummer}</{p}:ToewijzingNummer>\r\n"
        f"{r}<{p}:ProductCategorie>{regel.categorie}</{p}:ProductCategorie>\r\n"
        f"{r}<{p}:ProductCode>{veilig(regel.code)}</{p}:ProductCode>\r\n"
        f"{r}<{p}:ProductPeriode>\r\n"
        f"{r}\t<{i}:Begindatum>{regel.begindatum}</{i}:Begindatum>\r\n"
        f"{r}\t<{i}:Einddatum>{regel.einddatum}</{i}:Einddatum>\r\n"
        f"{r}</{p}:ProductPeriode>\r\n"
        f"{r}<{p}:GeleverdVolume>{regel.volume}</{p}:GeleverdVolume>\r\n"
        f"{r}<{p}:Eenheid>{regel.eenheid}</{p}:Eenheid>\r\n"
        f"{tarief_regel}"
        f"{r}<{p}:IngediendBedrag>\r\n"
        f"{r}\t<{i}:Bedrag>{regel.bedrag}</{i}:Bedrag>\r\n"
        f"{r}\t<{i}:DebetCredit>{regel.debet_credit}</{i}:DebetCredit>\r\n"
        f"{r}</{p}:IngediendBedrag>\r\n"
    )


def schrijver_voor(release: Release, soort: Berichtsoort) -> Schrijver:
    """A writer that has opened the root element of this kind of message."""
    return Schrijver(soort.code.lower(), soort.namespace, release.basisschema)


def begin_header(schrijver: Schrijver, release: Release, soort: Berichtsoort) -> None:
    """Open the Header and write what every message has in front."""
    schrijver.begin("Header")
    schrijver.velden(BerichtCode=soort.berichtcode, BerichtVersie=release.versie, BerichtSubversie=release.subversie)


def begin_bericht(release: Release, soort: Berichtsoort, header: Header) -> Schrijver:
    """A writer that has written the Header of a heenbericht."""
    schrijver = schrijver_voor(release, soort)
    begin_header(schrijver, release, soort)
    afzendervelden(schrijver, header)
    schrijver.eind()
    return schrijver


def afzendervelden(schrijver: Schrijver, header: Header) -> None:
    """The part of a Header that a retour repeats unchanged."""
    schrijver.velden(Afzender=header.afzender, Ontvanger=header.ontvanger)
    schrijver.groep("BerichtIdentificatie", Identificatie=header.identificatie, Dagtekening=header.dagtekening)
    schrijver.groep(
        "XsdVersie",
        BasisschemaXsdVersie=header.xsd_versie.basisschema,
        BerichtXsdVersie=header.xsd_versie.bericht,
    )


def clientvelden(schrijver: Schrijver, kind: Kind, *, volledig: bool) -> None:
    """Open the Client and write who it is; ``volledig`` as in JW301."""
    schrijver.begin("Client")
    schrijver.veld("Bsn", kind.bsn)
    schrijver.groep("Geboortedatum", Datum=kind.geboortedatum)
    schrijver.veld("Geslacht", kind.geslacht)
    schrijver.begin("Naam")
    schrijver.begin("Geslachtsnaam", basis=True)
    schrijver.veld("Achternaam", kind.achternaam, basis=True)
    schrijver.eind()
    schrijver.veld("Voornamen", kind.voornamen, basis=True)
    if volledig:
        schrijver.veld("NaamGebruik", "1", basis=True)
    schrijver.eind()


def toegewezen_product(schrijver: Schrijver, product: ToegewezenProduct) -> None:
    """A ToegewezenProduct of a JW301."""
    schrijver.begin("ToegewezenProduct")
    schrijver.velden(ToewijzingNummer=product.toewijzingnummer, ReferentieAanbieder=product.referentie_aanbieder)
    schrijver.groep("Product", Categorie=product.categorie, Code=product.code)
    schrijver.velden(
        Toewijzingsdatum=product.toewijzingsdatum,
        Toewijzingstijd=product.toewijzingstijd,
        Ingangsdatum=product.ingangsdatum,
        Einddatum=product.einddatum,
        RedenWijziging=product.reden_wijziging,
    )
    omvang_of_budget(schrijver, product.omvang, product.budget)
    schrijver.eind()


def omvang_of_budget(schrijver: Schrijver, omvang: Omvang | None, budget: int | None) -> None:
    """How much is assigned or asked for."""
    if omvang is not None:
        schrijver.groep("Omvang", Volume=omvang.volume, Eenheid=omvang.eenheid, Frequentie=omvang.frequentie)
    schrijver.veld("Budget", budget)


def _regieproduct(schrijver: Schrijver, product: StartProduct | StopProduct) -> None:
    schrijver.veld("ToewijzingNummer", product.toewijzingnummer)
    schrijver.groep("Product", Categorie=product.categorie, Code=product.code)
    schrijver.veld("ToewijzingIngangsdatum", product.toewijzing_ingangsdatum)
