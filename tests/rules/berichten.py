"""The messages that the cases start from, as makers: each takes the bench that numbers and dates it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from app.contracts.regiobestand import demoregio, lees_regio
from app.messages.opstellen import Kind
from app.messages.records import (
    AangevraagdProduct,
    Antwoord,
    NieuwProduct,
    Omvang,
    OngewijzigdProduct,
    Prestatie,
    StartProduct,
    StopProduct,
    TeWijzigenProduct,
    ToegewezenProduct,
    Verzoek,
    Woonplaatsbeginsel,
)
from tests.bank import AFWIJZING, KIND, PRESTATIE, START, STOP, TOEWIJZING, VERZOEK, Bank
from tests.rules.bewerken import Maker, bewerkt, erin, na
from tests.rules.geval import Stap

APRIL, MAART, MEI = date(2026, 4, 1), date(2026, 3, 1), date(2026, 5, 1)


def jw301(*producten: ToegewezenProduct, kind: Kind = KIND, **kop: Any) -> Maker:
    """A JW301."""
    return lambda bank: bank.jw301(*producten, kind=kind, **kop).bytes()


def jw305(*producten: StartProduct, kind: Kind = KIND, **kop: Any) -> Maker:
    """A JW305."""
    return lambda bank: bank.jw305(*producten, kind=kind, **kop).bytes()


def jw307(*producten: StopProduct, kind: Kind = KIND, **kop: Any) -> Maker:
    """A JW307."""
    return lambda bank: bank.jw307(*producten, kind=kind, **kop).bytes()


def jw315(*producten: AangevraagdProduct, kind: Kind = KIND, **kop: Any) -> Maker:
    """A JW315."""
    return lambda bank: bank.jw315(*producten, kind=kind, **kop).bytes()


def jw317(
    *producten: OngewijzigdProduct | TeWijzigenProduct | NieuwProduct,
    verzoek: Verzoek = VERZOEK,
    kind: Kind = KIND,
    **kop: Any,
) -> Maker:
    """A JW317."""
    return lambda bank: bank.jw317(*producten, verzoek=verzoek, kind=kind, **kop).bytes()


def jw319(antwoord: Antwoord = AFWIJZING, woonplaatsbeginsel: Woonplaatsbeginsel | None = None, **kop: Any) -> Maker:
    """A JW319."""
    return lambda bank: bank.jw319(antwoord, woonplaatsbeginsel, **kop).bytes()


def jw323(
    *regels: Prestatie,
    maand: date = APRIL,
    nummer: str | None = None,
    totaal: int | None = None,
    per_bsn: Sequence[tuple[str, Sequence[Prestatie]]] | None = None,
    **kop: Any,
) -> Maker:
    """A JW323."""
    return lambda bank: bank.jw323(*regels, maand=maand, nummer=nummer, totaal=totaal, per_bsn=per_bsn, **kop).bytes()


def contact(soort: str, *, adres: str | None = None, telefoon: bool = False, periode: str = "") -> str:
    """A Contact as fragment; ``adres`` is what the Adres holds (None: no Adres)."""
    return (
        f"<m:Contact><m:Soort>{soort}</m:Soort>"
        + ("" if adres is None else f"<m:Adres>{adres}</m:Adres>")
        + (
            "<m:Telefoon><ijw:Telefoon01><ijw:Telefoonnummer>0201234567</ijw:Telefoonnummer>"
            "<ijw:Landnummer>31</ijw:Landnummer></ijw:Telefoon01></m:Telefoon>"
            if telefoon
            else ""
        )
        + (f"<m:Periode>{periode}</m:Periode>" if periode else "")
        + "</m:Contact>"
    )


HUIS = "<ijw:Huis><ijw:Huisnummer>7</ijw:Huisnummer></ijw:Huis>"
POSTCODE = "<ijw:Postcode>1111AA</ijw:Postcode>"
NEDERLAND = "<ijw:LandCode>NL</ijw:LandCode>"
ADRES = HUIS + POSTCODE + NEDERLAND
RELATIE = (
    "<m:Relatie><m:Nummer>R1</m:Nummer><m:Soort>03</m:Soort>"
    "<m:Geboortedatum><ijw:Datum>1980-02-03</ijw:Datum></m:Geboortedatum>"
    "<m:Naam><ijw:Geslachtsnaam><ijw:Achternaam>Voorbeeld</ijw:Achternaam></ijw:Geslachtsnaam>"
    "<ijw:NaamGebruik>1</ijw:NaamGebruik></m:Naam>"
    f"{contact('01', adres=ADRES)}</m:Relatie>"
)

VOLLEDIG = bewerkt(
    jw301(),
    na("Client/Naam", f"<m:Relaties>{RELATIE}</m:Relaties>"),
    erin("Client/Contactgegevens", contact("02", adres=ADRES)),
)
"""A JW301 with a Relatie and two Contacten of the client."""

DRIE_MAANDEN = TOEWIJZING._replace(ingangsdatum=date(2026, 2, 1), toewijzingsdatum=date(2026, 1, 30))
"""As TOEWIJZING, from February: more than one month can be claimed on the bench's day."""
TOTAAL = DRIE_MAANDEN._replace(omvang=Omvang(15, "04", "6"))
"""15 hours in all."""
BUDGET = DRIE_MAANDEN._replace(categorie=None, code=None, omvang=None, budget=100_000)
"""A generic toewijzing: 1000 euro, no product."""
ASPECIFIEK = DRIE_MAANDEN._replace(code=None, omvang=None)
"""A toewijzing on categorie, without product code and volume."""
STUKS = DRIE_MAANDEN._replace(categorie="50", code="50D3B", omvang=Omvang(1, "82", "4"))
"""An output product: 1 piece a month."""

MAARTREGEL = PRESTATIE._replace(begindatum=MAART, einddatum=date(2026, 3, 31))
CREDIT = PRESTATIE._replace(referentienummer="RN2", vorig_referentienummer="RN1", debet_credit="C")
TIJDELIJKE_STOP = STOP._replace(reden_beeindiging="20")
START_ZONDER = START._replace(toewijzingnummer=None)
STOP_ZONDER = STOP._replace(toewijzingnummer=None)


def zonder(product: ToegewezenProduct, **anders: Any) -> ToegewezenProduct:
    """The toewijzing as its removal (RedenWijziging 13) repeats it."""
    return product._replace(
        **{
            "reden_wijziging": "13",
            "einddatum": product.ingangsdatum,
            "toewijzingsdatum": date(2026, 4, 20),
            **anders,
        }
    )


def op(dag: date) -> Stap:
    """A set-up step: it is another day, and messages carry that date."""

    def stap(bank: Bank) -> None:
        bank.klok.dag = bank.dagtekening = dag

    return stap


def zonder_productcode(code: str) -> Stap:
    """A set-up step: a day later the regio drops a product code from its list."""

    def stap(bank: Bank) -> None:
        bank.klok.dag = date(2026, 5, 7)
        regio = lees_regio(demoregio())
        codes = tuple(product for product in regio.productcodes if product.code != code)
        bank.knoop.laad_regio(replace(regio, productcodes=codes))

    return stap
