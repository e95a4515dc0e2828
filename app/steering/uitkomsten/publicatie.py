"""The public report on the outcomes of a year (R140): made once, of everything, with nothing to choose.

Who could ask twice, before and after one more trajectory was told, would subtract the answers. So it is made by a
decision, when outcomes have had time to come, and stays as it was.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Final

from pydantic import Field

from app.exchange.weergavebasis import Weergave
from app.steering.stuurcijfers.stuurcijfer import is_fictief
from app.steering.uitkomsten.bestand import als_csv
from app.steering.uitkomsten.rapport import Rapportvraag, maak_rapport
from app.steering.uitkomsten.uitkomst import Periode
from app.steering.uitkomsten.vormen import UitkomstRapport
from app.steering.uitkomsten.weergave import toon_rapport
from app.store.contracten import lees_aanbiedernamen
from app.store.opslag import SqlOpslag, SqlWerkeenheid
from app.store.publicaties import bewaar_publicatie

TABELLEN: Final = ("gemeente", "aanbieder", "pic")
_EERSTE_DAG: Final = (4, 1)


class AanbiederNaam(Weergave):
    """Een aanbieder die in het rapport voorkomt."""

    agb: str
    naam: str


class OpenbareUitkomsten(UitkomstRapport):
    """Uitkomsten van trajecten die in een jaar eindigden, voor iedereen."""

    gepubliceerd: date = Field(description="Dag van publicatie; wat later is geleverd telt niet mee.")
    fictief: bool = Field(description="Of er afspraken bij zijn waarvan codes en bedragen zijn verzonnen.")
    aanbieders: tuple[AanbiederNaam, ...] = Field(description="Namen bij de AGB-codes in het rapport.")


class TeVroeg(Exception):
    """The year cannot be published yet."""

    def __init__(self, vanaf: date):
        super().__init__("too early")
        self.vanaf = vanaf


def vanaf(jaar: int) -> date:
    """The first day on which a year can be published."""
    return date(jaar + 1, *_EERSTE_DAG)


def publiceer(opslag: SqlOpslag, jaar: int, nu: datetime) -> None:
    """Publish the outcomes of a year; raises TeVroeg, and AlGepubliceerd when that was done before."""
    if nu.date() < vanaf(jaar):
        raise TeVroeg(vanaf(jaar))
    with opslag.werkeenheid(schrijven=True) as werk:
        bewaar_publicatie(werk.verbinding, jaar, nu, _maak(werk, jaar, nu.date()))


def _maak(werk: SqlWerkeenheid, jaar: int, dag: date) -> Mapping[str, bytes]:
    rapport = toon_rapport(maak_rapport(werk, Rapportvraag(Periode(jaar, None), TABELLEN)))
    agbs = {
        rij.sleutel
        for regio in rapport.regios
        for tabel in regio.tabellen
        if tabel.per == "aanbieder"
        for rij in tabel.rijen
    }
    namen = {agb: naam for agb, naam in lees_aanbiedernamen(werk.verbinding).items() if agb in agbs}
    fictief = is_fictief(werk, None)
    document = OpenbareUitkomsten(
        **dict(rapport),
        gepubliceerd=dag,
        fictief=fictief,
        aanbieders=tuple(AanbiederNaam(agb=agb, naam=naam) for agb, naam in sorted(namen.items())),
    )
    return {
        "json": document.model_dump_json().encode(),
        "csv": als_csv(rapport, {"fictief": "ja" if fictief else "nee"}, namen).encode(),
    }
