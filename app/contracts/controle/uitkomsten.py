"""Indicators and results of profielen."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

from app.contracts.controle.dossier import Dossier
from app.contracts.geldigheid import dag_na
from app.contracts.indicatoren import PROCENT, Indicator, Maat, begint_een_kwartaal
from app.contracts.regiobron import Melding, Rij


def controleer_uitkomsten(dossier: Dossier) -> Iterator[Melding]:
    """Everything about what is measured."""
    rijen = list(dossier.met_rij("indicator", dossier.regio.indicatoren))
    for een, rij in rijen:
        yield from _indicator(een, rij)
    for eerste, tweede in combinations(rijen, 2):
        yield from _versies(*sorted((eerste, tweede), key=lambda paar: paar[0].geldig.van))
    yield from _resultaten(dossier)


def _indicator(een: Indicator, rij: Rij) -> Iterator[Melding]:
    einde = een.geldig.tot
    if not begint_een_kwartaal(een.geldig.van) or (einde is not None and not begint_een_kwartaal(dag_na(einde))):
        yield Melding(
            rij.plaats_van("van"),
            f"Indicator {een.code} versie {een.versie} geldt {een.geldig}: dat zijn geen hele kwartalen.",
            "Laat hem ingaan op de eerste en eindigen op de laatste dag van een kwartaal.",
        )
    if een.maat in (Maat.DOELREALISATIE, Maat.UITVAL) and een.schaal != PROCENT:
        yield Melding(
            rij.plaats_van("schaal"),
            f"Indicator {een.code} meet {een.maat.value}, en dat zijn procenten.",
            f"Schrijf schaal {PROCENT}.",
        )
    elif een.maat is Maat.WACHTTIJD and een.schaal is not None:
        yield Melding(
            rij.plaats_van("schaal"), f"Indicator {een.code} meet dagen en heeft geen schaal.", "Haal de schaal weg."
        )
    elif een.maat is not Maat.WACHTTIJD and een.schaal is None:
        yield Melding(rij.plaats, f"Indicator {een.code} heeft geen schaal.", "Schrijf er een, zoals 1-10.")


def _versies(eerder: tuple[Indicator, Rij], later: tuple[Indicator, Rij]) -> Iterator[Melding]:
    (een, _), (ander, rij) = eerder, later
    zelfde = een.code == ander.code
    if zelfde and een.maat is not ander.maat:
        yield Melding(
            rij.plaats_van("maat"),
            f"Indicator {ander.code} versie {ander.versie} meet {ander.maat.value} en versie {een.versie} "
            f"{een.maat.value}.",
            "Geef wat iets anders meet een andere code.",
        )
    elif zelfde and een.versie >= ander.versie:
        yield Melding(
            rij.plaats_van("versie"),
            f"Indicator {ander.code} heeft na versie {een.versie} versie {ander.versie}.",
            "Geef een latere versie een hoger nummer.",
        )
    if een.geldig.overlapt(ander.geldig) and (zelfde or (een.maat is ander.maat and een.maat is not Maat.METING)):
        yield Melding(
            rij.plaats_van("van"),
            f"Indicator {ander.code} versie {ander.versie} geldt tegelijk met {een.code} versie {een.versie}, die "
            "hetzelfde meet.",
            "Laat de ene eindigen voor de andere begint.",
        )


def _resultaten(dossier: Dossier) -> Iterator[Melding]:
    rijen = list(dossier.met_rij("resultaat", dossier.regio.resultaten))
    for een, rij in rijen:
        if dossier.onbekend(een.profiel, dossier.profielen, "profiel"):
            yield Melding(
                rij.plaats_van("profiel"),
                f"Resultaat {een.code} hoort bij profiel {een.profiel}, dat hier niet bekend is.",
                f"Er zijn: {', '.join(sorted(dossier.profielen))}.",
            )
    for (een, _), (ander, rij) in combinations(rijen, 2):
        if een.code == ander.code and (een.geldig.overlapt(ander.geldig) or een.profiel != ander.profiel):
            yield Melding(
                rij.plaats_van("code"), f"Resultaat {ander.code} staat er al.", "Geef dit resultaat een andere code."
            )
