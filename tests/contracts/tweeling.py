"""Twins of the regios that come with the product, their timelines moved to years that messages can be about (CS100)."""

from __future__ import annotations

from dataclasses import dataclass, field, fields, is_dataclass, replace
from datetime import date
from itertools import count
from typing import Any

from app.contracts.regio import Regio
from app.contracts.regiobestand import demoregio, lees_regio, meegeleverd
from app.messages.records import Omvang, Prestatie, ToegewezenProduct
from app.standard.kalender import laatste_van_maand
from tests.api.conftest import Deur, Tikkend, codes
from tests.bank import PRESTATIE, TOEWIJZING


def verschuif(waarde: Any, jaren: int) -> Any:
    """The same agreements, so many years later."""
    if isinstance(waarde, date):
        return waarde.replace(year=waarde.year + jaren)
    if isinstance(waarde, tuple):
        return tuple(verschuif(een, jaren) for een in waarde)
    if is_dataclass(waarde) and not isinstance(waarde, type):
        anders = {veld.name: verschuif(getattr(waarde, veld.name), jaren) for veld in fields(waarde)}
        return replace(waarde, **anders)
    return waarde


def tweeling(naam: str, jaren: int) -> Regio:
    """A twin by the name of its folder; the years of the plafonds move along."""
    regio: Regio = verschuif(lees_regio(meegeleverd()[naam]), jaren)
    plafonds = tuple(replace(een, jaar=een.jaar + jaren) for een in regio.volumeplafonds)
    return replace(regio, volumeplafonds=plafonds)


@dataclass
class Proef:
    """One gemeente and one aanbieder on a twin regio, over HTTP."""

    deur: Deur
    gemeente: str
    aanbieder: str
    jaren: int
    _nummers: count[int]
    signalen: dict[int, list[str]] = field(default_factory=dict)
    """Codes of our own signals on each JW301, by ToewijzingNummer."""

    def dag(self, tekst: str) -> date:
        """A day of the example, as it is in the twin."""
        dag: date = verschuif(date.fromisoformat(tekst), self.jaren)
        return dag

    def wijs_toe(
        self,
        code: str,
        van: str,
        tot: str | None,
        omvang: Omvang | None,
        *,
        aanbieder: str | None = None,
        toegewezen: str | None = None,
        **anders: Any,
    ) -> ToegewezenProduct:
        """A JW301 that has to be approved; days are those of the example."""
        product = TOEWIJZING._replace(
            toewijzingnummer=next(self._nummers),
            categorie=code[:2],
            code=code,
            toewijzingsdatum=self.dag(toegewezen or van),
            ingangsdatum=self.dag(van),
            einddatum=None if tot is None else self.dag(tot),
            omvang=omvang,
            **anders,
        )
        kop: dict[str, Any] = {"afzender": self.gemeente, "ontvanger": aanbieder or self.aanbieder}
        oordeel = self.deur.beoordeling(self.deur.bank.jw301(product, **kop))
        assert oordeel["oordeel"] == "goedgekeurd", oordeel["bevindingen"]
        self.signalen[product.toewijzingnummer] = [
            een["code"]
            for een in oordeel["signalen"]
            if een["code"].startswith("SIG-") and not een["code"].startswith(("SIG-LEEFTIJD", "SIG-VERWIJZING"))
        ]
        return product

    def regel(
        self, product: ToegewezenProduct, maand: str, volume: int, tarief: int | None, **anders: Any
    ) -> Prestatie:
        """A line over a month (year-month) cut to the toewijzing; the amount is volume x tarief."""
        eerste = self.dag(f"{maand}-01")
        laatste = laatste_van_maand(eerste)
        einde = product.einddatum
        return PRESTATIE._replace(
            referentienummer=f"RN{next(self._nummers)}",
            toewijzingnummer=product.toewijzingnummer,
            categorie=product.categorie or "",
            code=product.code or "",
            begindatum=max(eerste, product.ingangsdatum),
            einddatum=laatste if einde is None or einde < eerste else min(laatste, einde),
            volume=volume,
            eenheid=product.omvang.eenheid if product.omvang else "04",
            tarief=tarief,
            bedrag=volume if tarief is None else volume * tarief,
        )._replace(**anders)

    def declareer(self, *regels: Prestatie, aanbieder: str | None = None) -> dict[str, Any]:
        """A JW323 over a month after all of the example, so that the order of the lines is free."""
        maand = self.deur.bank.dagtekening.replace(month=5, day=1)
        kop: dict[str, Any] = {"afzender": aanbieder or self.aanbieder, "ontvanger": self.gemeente}
        return self.deur.beoordeling(self.deur.bank.jw323(*regels, maand=maand, **kop))

    def antwoord(self, *regels: Prestatie) -> list[str]:
        """Every RetourCode of the JW325 on a JW323, in document order."""
        maand = self.deur.bank.dagtekening.replace(month=5, day=1)
        kop: dict[str, Any] = {"afzender": self.aanbieder, "ontvanger": self.gemeente}
        return codes(self.deur.post(self.deur.bank.jw323(*regels, maand=maand, **kop)).content)

    def toegekend(self, product: ToegewezenProduct) -> int:
        """Eurocents granted on a toewijzing."""
        stand = self.deur.get(f"toewijzingen/{self.gemeente}/{product.toewijzingnummer}")
        bedrag: int = stand["toegekend_bedrag"]
        return bedrag

    def codes(self, *regels: Prestatie, aanbieder: str | None = None) -> list[str]:
        """The retourcodes on the lines of a JW323, in order."""
        oordeel = self.declareer(*regels, aanbieder=aanbieder)
        return sorted({een["retourcode"] for een in oordeel["bevindingen"]})


_NA = {"haaglanden": 2022, "rijnmond": 2020, "west-brabant-west": 2017}
"""A year after the examples of a regio, and no more than the years in which a claim may come (TR335)."""


def proef(deur: Deur, regio: str, jaren: int, gemeente: str, aanbieder: str) -> Proef:
    """Load the twin, and put the clock a year and more after the example."""
    knoop = deur.bank.knoop
    knoop.laad_regio(replace(lees_regio(demoregio()), gemeenten=()))  # a gemeente belongs to one regio at a time
    knoop.laad_regio(tweeling(regio, jaren))
    dag = date(_NA[regio] + jaren, 6, 1)
    klok = Tikkend()
    klok.dag = dag
    deur.zet_klok(klok)
    deur.bank.dagtekening = dag
    return Proef(deur, gemeente, aanbieder, jaren, count(2001))
