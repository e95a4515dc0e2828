"""What a toewijzing commits a gemeente to, and whether its volume is the contract amount."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from app.contracts.afspraken import Afspraken, Vondst, Vraag
from app.contracts.bekostiging import Termijnschema, Termijnsoort, Vorm
from app.contracts.declaratieprijs import Afwijking, Toewijzing, schema_van
from app.contracts.overgang import OudRecht
from app.contracts.prijs import EUROS, MINUUT, UUR, deel_half_omhoog
from app.contracts.stappen import Stap, Stapnaam
from app.contracts.tarieven import Tarief
from app.contracts.termijnen import termijn
from app.contracts.volume import PER_MAAND, output_weken, totaal_maximum
from app.standard.kalender import maanden_geraakt


@dataclass(frozen=True, slots=True)
class Verplichting:
    """The most that a toewijzing can cost, in eurocents; None when nobody can tell (no tariff, no end)."""

    bedrag: int | None
    stappen: tuple[Stap, ...]
    vondst: Vondst


def verplichting(afspraken: Afspraken, toewijzing: Toewijzing, bekend_op: date | None = None) -> Verplichting:
    """What a toewijzing commits to, with the steps: a PIC amount, weeks by Sundays, or volume times tariff."""
    vondst = _zoek(afspraken, toewijzing, bekend_op)
    stap = None if vondst.tarief is None else _bereken(vondst, vondst.tarief, toewijzing)
    if stap is None:
        return Verplichting(None, vondst.stappen, vondst)
    bedrag = stap.waarden["bedrag_ct"]
    return Verplichting(bedrag if isinstance(bedrag, int) else None, (*vondst.stappen, stap), vondst)


def toets_toewijzing(afspraken: Afspraken, toewijzing: Toewijzing, bekend_op: date | None = None) -> Afwijking | None:
    """A toewijzing in euros (83) of another amount than the contract amount: a signal, for no code exists."""
    if toewijzing.eenheid != EUROS or toewijzing.volume is None:
        return None
    vondst = _zoek(afspraken, toewijzing, bekend_op)
    if vondst.tarief is None or vondst.bekostiging is None or not vondst.bekostiging.vorm.is_arrangement:
        return None
    bedrag = vondst.tarief.bedrag
    schema = schema_van(vondst.product, vondst.bekostiging)
    if toewijzing.frequentie == PER_MAAND and schema is not None and schema.soort is Termijnsoort.MAANDELIJKS:
        bedrag = termijn(bedrag, schema, 0) or 0
    if toewijzing.volume == bedrag:
        return None
    verschil = toewijzing.volume - bedrag
    return Afwijking(
        Stap(
            Stapnaam.TOEWIJZING_ANDERS,
            {
                "toegewezen_ct": toewijzing.volume,
                "tarief_ct": bedrag,
                "verschil_ct": abs(verschil),
                "richting": "boven" if verschil > 0 else "onder",
            },
        )
    )


def _zoek(afspraken: Afspraken, toewijzing: Toewijzing, bekend_op: date | None) -> Vondst:
    begin = toewijzing.ingangsdatum
    recht = OudRecht(
        toewijzing.code,
        toewijzing.toewijzingsdatum or begin,
        begin,
        toewijzing.eerste_levering or begin,
        begin,
    )
    return afspraken.zoek(
        Vraag(
            toewijzing.gemeente,
            toewijzing.aanbieder,
            toewijzing.code,
            toewijzing.eenheid or EUROS,
            begin,
            begin,
            recht,
            bekend_op,
        )
    )


def _bereken(vondst: Vondst, tarief: Tarief, toewijzing: Toewijzing) -> Stap | None:
    vorm = None if vondst.bekostiging is None or vondst.overgang is not None else vondst.bekostiging.vorm
    if vorm is Vorm.WEEKTARIEF:
        return _weken(tarief, toewijzing)
    if vorm in (Vorm.PIC, Vorm.VAST_ARRANGEMENT):
        schema = schema_van(vondst.product, vondst.bekostiging)
        if schema is not None and schema.soort is Termijnsoort.MAANDELIJKS:
            return _maanden(tarief, toewijzing, schema)
        return Stap(Stapnaam.ARRANGEMENT, {"bedrag_ct": tarief.bedrag})
    return _eenheden(tarief, toewijzing)


def _weken(tarief: Tarief, toewijzing: Toewijzing) -> Stap | None:
    if toewijzing.einddatum is None:
        return None
    weken = output_weken(toewijzing, toewijzing.ingangsdatum, toewijzing.einddatum)
    volume = 1 if toewijzing.eenheid == EUROS else toewijzing.volume or 0
    bedrag = weken * volume * tarief.bedrag
    return Stap(Stapnaam.WEKEN, {"weken": weken, "volume": volume, "tarief_ct": tarief.bedrag, "bedrag_ct": bedrag})


def _maanden(tarief: Tarief, toewijzing: Toewijzing, schema: Termijnschema) -> Stap | None:
    if toewijzing.einddatum is None:
        return None
    maanden = maanden_geraakt(toewijzing.ingangsdatum, toewijzing.einddatum)
    bedrag = sum(termijn(tarief.bedrag, schema, nummer) or 0 for nummer in range(maanden))
    eerste = termijn(tarief.bedrag, schema, 0)
    return Stap(
        Stapnaam.MAANDEN,
        {"maanden": maanden, "tarief_ct": eerste, "schema": str(schema), "bedrag_ct": bedrag},
    )


def _eenheden(tarief: Tarief, toewijzing: Toewijzing) -> Stap | None:
    maximum = totaal_maximum(toewijzing)
    if maximum is None or toewijzing.eenheid == EUROS:
        return None
    volume = maximum.aantal * maximum.volume
    bedrag = volume * tarief.bedrag
    if toewijzing.eenheid == MINUUT and tarief.eenheid == UUR:
        bedrag = deel_half_omhoog(bedrag, 60)
    return Stap(Stapnaam.EENHEDEN, {"volume": volume, "tarief_ct": tarief.bedrag, "bedrag_ct": bedrag})
