"""What fits which state: from an earlier line and a wish to a credit, a new debet, both, or a reason why not."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from app.contracts.prijs import EUROS, MINUUT, euro
from app.exchange.correctie.gegevens import Actie, EerdereRegel, Nieuw, Opdracht, Staat
from app.messages.records import Prestatie

HOOGSTE_BEDRAG = 99_999_999
"""Eurocents that fit in one line (LDT_Bedrag)."""

_NIET_CREDITEREN = "een afgekeurde prestatie wordt nooit gecrediteerd, maar opnieuw gedeclareerd (IV085): kies opnieuw"
_NIET_BEOORDEELD = (
    "deze prestatie is niet beoordeeld omdat haar client werd afgekeurd, dus zij is niet toegekend; zij wordt niet "
    "gecrediteerd maar opnieuw gedeclareerd (IV085): kies opnieuw"
)
_NIET_VERWERKT = (
    "het bericht van deze prestatie is in zijn geheel afgekeurd en telt als niet verzonden; er is niets te crediteren. "
    "Kies opnieuw"
)
_WEGLATEN = "weglaten is er voor afgekeurde prestaties; deze is toegekend. Kies crediteren om haar terug te nemen"
_BEZWAREN: Mapping[tuple[Actie, Staat], str] = {
    **{(actie, Staat.AFGEKEURD): _NIET_CREDITEREN for actie in (Actie.CREDITEREN, Actie.VERVANGEN)},
    **{(actie, Staat.NIET_BEOORDEELD): _NIET_BEOORDEELD for actie in (Actie.CREDITEREN, Actie.VERVANGEN)},
    **{(actie, Staat.NIET_VERWERKT): _NIET_VERWERKT for actie in (Actie.CREDITEREN, Actie.VERVANGEN)},
    (Actie.CREDITEREN, Staat.GECREDITEERD): "deze prestatie is al gecrediteerd; dat kan maar een keer (OP360)",
    (Actie.VERVANGEN, Staat.GECREDITEERD): "deze prestatie is al gecrediteerd (OP360); kies opnieuw om haar weer te "
    "declareren",
    (
        Actie.OPNIEUW,
        Staat.TOEGEKEND,
    ): "deze prestatie is toegekend en kan pas na een credit nog eens worden "
    "gedeclareerd (TR389, OP366); kies vervangen, of laat haar staan",
    (Actie.WEGLATEN, Staat.TOEGEKEND): _WEGLATEN,
    (Actie.WEGLATEN, Staat.GECREDITEERD): "deze prestatie is al gecrediteerd; er is niets weg te laten",
}
"""Debet lines: what cannot be done with them, and why."""


@dataclass(frozen=True, slots=True)
class Wending:
    """What comes of one line. New lines have no number yet; ``bsn`` is that of the new debet."""

    opdracht: Opdracht
    credit: EerdereRegel | None = None
    """The granted debet line that is taken back."""
    debet: Prestatie | None = None
    bsn: str = field(default="", repr=False)
    wijzigingen: tuple[str, ...] = ()
    """In words: what the new debet has otherwise than the earlier line."""


@dataclass(frozen=True, slots=True)
class Bezwaar:
    """Why nothing comes of a line."""

    opdracht: Opdracht
    reden: str


def bezwaar(actie: Actie, regel: EerdereRegel) -> str:
    """Why this cannot be done with a line in its state, in Dutch; an empty string when it can."""
    if regel.is_credit:
        return _bezwaar_tegen_credit(actie, regel)
    reden = _BEZWAREN.get((actie, regel.staat), "")
    if not reden and actie in (Actie.CREDITEREN, Actie.VERVANGEN) and regel.prestatie.bedrag == 0:
        return (
            f"een prestatie van {euro(0)} kan niet worden gecrediteerd, want een bedrag van 0 is altijd debet (CS325); "
            "neem buiten het berichtenverkeer contact op met de gemeente"
        )
    return reden


def _bezwaar_tegen_credit(actie: Actie, regel: EerdereRegel) -> str:
    vorig = regel.prestatie.vorig_referentienummer
    if regel.staat.ooit_toegekend:
        return (
            f"dit is een creditregel, en die is toegekend; een credit wordt niet gecrediteerd. Declareer "
            f"prestatie {vorig} opnieuw"
        )
    if actie in (Actie.CREDITEREN, Actie.VERVANGEN):
        return f"dit is zelf een creditregel; kies opnieuw, of kies {actie.value} bij prestatie {vorig}"
    return ""


def weeg(opdracht: Opdracht, debetregels: Mapping[str, EerdereRegel]) -> Wending | Bezwaar:
    """What comes of one line; ``debetregels`` are the granted lines that rejected credits want to take back."""
    regel, actie, nieuw = opdracht.regel, opdracht.actie, opdracht.nieuw
    reden = bezwaar(actie, regel) or _bezwaar_tegen_waarden(opdracht)
    if reden:
        return Bezwaar(opdracht, reden)
    if actie is Actie.WEGLATEN:
        return Wending(opdracht)
    if regel.is_credit:
        return _credit_opnieuw(opdracht, debetregels)
    credit = regel if actie in (Actie.CREDITEREN, Actie.VERVANGEN) else None
    if actie is Actie.CREDITEREN:
        return Wending(opdracht, credit)
    debet = pas_toe(regel.prestatie, nieuw)
    if isinstance(debet, str):
        return Bezwaar(opdracht, debet)
    bsn = nieuw.bsn or regel.bsn
    wijzigingen = _wijzigingen(regel.prestatie, debet) + (("een ander Bsn",) if bsn != regel.bsn else ())
    if actie is Actie.VERVANGEN and not wijzigingen:
        return Bezwaar(opdracht, "de nieuwe waarden zijn gelijk aan de oude; er is niets te vervangen")
    return Wending(opdracht, credit, debet, bsn, wijzigingen)


def _bezwaar_tegen_waarden(opdracht: Opdracht) -> str:
    actie, leeg = opdracht.actie, opdracht.nieuw.leeg
    if actie is Actie.VERVANGEN and leeg:
        return "geef onder nieuw wat er anders moet worden, of kies crediteren"
    if leeg or actie is Actie.VERVANGEN or (actie is Actie.OPNIEUW and not opdracht.regel.is_credit):
        return ""
    if actie is Actie.WEGLATEN:
        return "bij weglaten horen geen nieuwe waarden"
    return "een creditregel herhaalt haar debetregel precies (IV091): laat nieuw weg, of kies vervangen"


def _credit_opnieuw(opdracht: Opdracht, debetregels: Mapping[str, EerdereRegel]) -> Wending | Bezwaar:
    """A rejected credit goes again as the exact copy that it should have been."""
    vorig = opdracht.regel.prestatie.vorig_referentienummer or ""
    debet = debetregels.get(vorig)
    if debet is None or debet.is_credit or not debet.staat.ooit_toegekend:
        return Bezwaar(
            opdracht, f"prestatie {vorig} die deze creditregel terugneemt is niet toegekend; er is niets te crediteren"
        )
    reden = bezwaar(Actie.CREDITEREN, debet)
    return Bezwaar(opdracht, f"bij prestatie {vorig}: {reden}") if reden else Wending(opdracht, debet)


def pas_toe(oud: Prestatie, nieuw: Nieuw) -> Prestatie | str:
    """The line with its new values, or why there is no such line.

    Without a new amount it is reckoned anew as soon as volume, tarief or eenheid change (TR346, CS339).
    """
    waarden = {naam: getattr(nieuw, naam) for naam in _WAARDEN}
    regel = oud._replace(**{naam: waarde for naam, waarde in waarden.items() if waarde is not None})
    if regel.eenheid == EUROS and nieuw.tarief is None:
        regel = regel._replace(tarief=None)
    if nieuw.bedrag is not None:
        return regel._replace(bedrag=nieuw.bedrag)
    if (regel.volume, regel.tarief, regel.eenheid) == (oud.volume, oud.tarief, oud.eenheid):
        return regel
    return _met_bedrag(regel)


def _met_bedrag(regel: Prestatie) -> Prestatie | str:
    if regel.eenheid == MINUUT:
        return "geef ook het bedrag: bij minuten volgt dat uit het uurtarief van het contract, eenmaal afgerond (IV081)"
    if regel.eenheid == EUROS:
        bedrag = regel.volume
    elif regel.tarief is None:
        return f"geef ook het tarief: bij eenheid {regel.eenheid} hoort een tarief (CD087)"
    else:
        bedrag = regel.volume * regel.tarief
    if bedrag > HOOGSTE_BEDRAG:
        return f"het bedrag wordt {euro(bedrag)}; in een prestatie past hoogstens {euro(HOOGSTE_BEDRAG)}"
    return regel._replace(bedrag=bedrag)


_WAARDEN = {
    "toewijzingnummer": "toewijzing",
    "categorie": "productcategorie",
    "code": "productcode",
    "begindatum": "begindatum",
    "einddatum": "einddatum",
    "volume": "volume",
    "eenheid": "eenheid",
    "tarief": "tarief",
    "bedrag": "bedrag",
}
"""Fields of a line that may change, and what people call them."""
_BEDRAGEN = ("tarief", "bedrag")


def _wijzigingen(oud: Prestatie, nieuw: Prestatie) -> tuple[str, ...]:
    def toon(naam: str, regel: Prestatie) -> str:
        waarde = getattr(regel, naam)
        if waarde is None:
            return "leeg"
        return euro(waarde) if naam in _BEDRAGEN else str(waarde)

    return tuple(
        f"{noem} {toon(naam, nieuw)} in plaats van {toon(naam, oud)}"
        for naam, noem in _WAARDEN.items()
        if getattr(oud, naam) != getattr(nieuw, naam)
    )
