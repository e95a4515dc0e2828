"""Gezinsplannen as they may be told: in groups of ten or more plans, also against subtraction (R011)."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from typing import Final

from pydantic import Field

from app.exchange.weergavebasis import Weergave
from app.steering.onderdrukking import Boom, Delen, Zichtbaar, wat_zichtbaar_is
from app.steering.stuurcijfers.stuurcijfer import is_fictief
from app.steering.stuurcijfers.velden import deel
from app.steering.uitkomsten.uitkomst import Periode
from app.store.opslag import SqlWerkeenheid
from app.store.stuurcijfers.gezinsplannen import Gezinsplantelling, tel_gezinsplannen


class Gezinsplanrij(Weergave):
    """Gezinsplannen van een gemeente of van een hele regio. Leeg: gaat over minder dan 10, of zou dat verraden."""

    regio: str = Field(description="Code van de regio.")
    gemeente: str | None = Field(description="CBS-code van de gemeente; leeg: de hele regio.")
    plannen: int | None = Field(description="Gezinsplannen met een toewijzing die in de periode geldt.")
    kinderen: int | None = Field(description="Verschillende kinderen per plan, opgeteld.")
    kinderen_per_plan: float | None = Field(description="Kinderen gedeeld door plannen.")
    meer_kinderen: int | None = Field(description="Plannen met meer dan een kind.")
    gedeelde_aanbieder: int | None = Field(description="Plannen waarin een aanbieder meer dan een kind helpt.")
    meer_aanbieders: int | None = Field(description="Plannen met meer dan een aanbieder.")
    aanbieders_per_plan: float | None = Field(description="Verschillende aanbieders per plan, gemiddeld.")
    jeugd_overstijgend: int | None = Field(description="Plannen die over meer gaan dan jeugdhulp.")


class Gezinsplannen(Weergave):
    """Gezinsplannen in een jaar of kwartaal."""

    periode: str
    van: date
    tot: date
    fictief: bool = Field(description="Of de afspraken van een regio zijn verzonnen.")
    rijen: tuple[Gezinsplanrij, ...] = Field(description="Per regio eerst de hele regio, dan haar gemeenten.")


Maat = Callable[[Gezinsplantelling], Delen]
PLANNEN: Final = "plannen"
MATEN: Final[Mapping[str, Maat]] = {
    PLANNEN: lambda een: (een.plannen,),
    "meer_kinderen": lambda een: (een.meer_kinderen, een.plannen - een.meer_kinderen),
    "gedeelde_aanbieder": lambda een: (een.gedeelde_aanbieder, een.plannen - een.gedeelde_aanbieder),
    "meer_aanbieders": lambda een: (een.meer_aanbieders, een.plannen - een.meer_aanbieders),
    "jeugd_overstijgend": lambda een: (een.jeugd_overstijgend, een.plannen - een.jeugd_overstijgend),
}
"""The parts into which each measure divides the plans: shown together or not at all."""
_TABEL: Final = "gemeente"


def lees_gezinsplannen(werk: SqlWerkeenheid, periode: Periode, regio: str | None) -> Gezinsplannen:
    """Count, and show what may be shown."""
    tellingen = tel_gezinsplannen(werk.verbinding, periode.van, periode.tot, regio)
    return Gezinsplannen(
        periode=periode.naam,
        van=periode.van,
        tot=periode.tot,
        fictief=is_fictief(werk, regio),
        rijen=tuple(toon_gezinsplannen(tellingen)),
    )


def toon_gezinsplannen(tellingen: Sequence[Gezinsplantelling]) -> Iterator[Gezinsplanrij]:
    """Each regio with its gemeenten; what is about fewer than ten plans is empty, and what would tell it."""
    per_regio: dict[str, list[Gezinsplantelling]] = {}
    for een in tellingen:
        per_regio.setdefault(een.regio, []).append(een)
    for regio, gemeenten in sorted(per_regio.items()):
        som = _som(regio, gemeenten)
        zichtbaar = _wat_zichtbaar_is(som, gemeenten)
        yield _toon(som, None, {naam for naam, waar in zichtbaar.items() if waar.totaal})
        for een in gemeenten:
            plek = (regio, _TABEL, een.gemeente)
            yield _toon(een, een.gemeente, {naam for naam, waar in zichtbaar.items() if plek in waar.rijen})


def _som(regio: str, gemeenten: Sequence[Gezinsplantelling]) -> Gezinsplantelling:
    getallen = (sum(kolom) for kolom in zip(*(een[2:] for een in gemeenten), strict=True))
    return Gezinsplantelling(regio, "", *getallen)


def _wat_zichtbaar_is(som: Gezinsplantelling, gemeenten: Sequence[Gezinsplantelling]) -> dict[str, Zichtbaar]:
    """Where each measure may be shown. A regio is a report by itself: nothing adds regios up."""
    gevonden: dict[str, Zichtbaar] = {}
    for naam, delen in MATEN.items():
        boom = Boom(
            delen(som),
            {som.regio: delen(som)},
            {(som.regio, _TABEL): {een.gemeente: delen(een) for een in gemeenten}},
        )
        gevonden[naam] = wat_zichtbaar_is(boom, gevonden.get(PLANNEN))
    return gevonden


def _toon(een: Gezinsplantelling, gemeente: str | None, zichtbaar: set[str]) -> Gezinsplanrij:
    def getal(maat: str, waarde: int) -> int | None:
        return waarde if maat in zichtbaar else None

    # How many children there are beside the first of each plan tells how many plans have more, when few do.
    met_kinderen, met_aanbieders = "meer_kinderen" in zichtbaar, "meer_aanbieders" in zichtbaar
    return Gezinsplanrij(
        regio=een.regio,
        gemeente=gemeente,
        plannen=getal(PLANNEN, een.plannen),
        kinderen=een.kinderen if met_kinderen else None,
        kinderen_per_plan=deel(een.kinderen, een.plannen) if met_kinderen else None,
        meer_kinderen=getal("meer_kinderen", een.meer_kinderen),
        gedeelde_aanbieder=getal("gedeelde_aanbieder", een.gedeelde_aanbieder),
        meer_aanbieders=getal("meer_aanbieders", een.meer_aanbieders),
        aanbieders_per_plan=deel(een.aanbieders, een.plannen) if met_aanbieders else None,
        jeugd_overstijgend=getal("jeugd_overstijgend", een.jeugd_overstijgend),
    )
