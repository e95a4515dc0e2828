"""What trajectories per unit cost beside the tariff of their PIC (R071, R072, R075)."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from datetime import date
from math import sqrt
from typing import Any

from pydantic import Field

from app.contracts.afspraken import Afspraken
from app.contracts.geldigheid import Geldigheid
from app.contracts.prijs import STUKS, deel_half_omhoog, euro
from app.exchange.weergavebasis import Weergave
from app.steering.stuurcijfers.stuurcijfer import Peiling, Stuurcijfer, Stuurvraag
from app.steering.stuurcijfers.velden import Intensiteit, Perceel, Profiel, Regio, deel
from app.store.contracten import bekende_regios
from app.store.stuurcijfers import tijden
from app.store.stuurcijfers.basis import Spreiding


class Schaduwvraag(Stuurvraag):
    """Ook vanaf hoeveel trajecten."""

    drempel: int = Field(10, ge=1, description="Van kleinere groepen worden geen bedragen gegeven.")
    hoogste_marge: int = Field(
        10,
        ge=1,
        le=100,
        description="Een tarief is gereed als de marge hoogstens dit percentage van het gemiddelde is.",
    )
    ook_zonder: bool = Field(False, description="Ook elke PIC met een verplicht label die nog geen traject heeft.")


class Schaduwtarief(Weergave):
    """Wat trajecten per eenheid kostten naast het tarief van hun PIC."""

    regio: Regio
    perceel: Perceel
    profiel: Profiel
    intensiteit: Intensiteit
    aantal: int = Field(description="Afgesloten trajecten met dit PIC-label.")
    gepubliceerd: bool = Field(description="Of er genoeg trajecten zijn; zo niet, dan blijven de bedragen leeg.")
    gemiddelde: int | None = Field(description="Gemiddelde kosten, in eurocent.")
    mediaan: int | None = Field(description="Middelste kosten, in eurocent.")
    p10: int | None = Field(description="Een op de tien trajecten kostte minder, in eurocent.")
    p90: int | None = Field(description="Een op de tien trajecten kostte meer, in eurocent.")
    tarief: int | None = Field(description="Tarief van de PIC op de laatste dag van de periode, in eurocent.")
    verhouding: float | None = Field(description="Gemiddelde kosten gedeeld door het tarief.")
    boven_dubbel: int | None = Field(description="Trajecten die meer dan twee keer het tarief kostten.")
    onder_helft: int | None = Field(description="Trajecten die minder dan de helft van het tarief kostten.")
    aandeel_uitschieters: float | None = Field(description="Deel van de trajecten dat zo ver afwijkt.")
    marge: int | None = Field(description="Onzekerheid van het gemiddelde (95 %), aan weerszijden, in eurocent.")
    gereed: bool = Field(description="Of er genoeg ervaring is om een tarief vast te stellen.")
    waarom: str = Field(description="Waarom wel of nog niet, met de getallen.")


def bereken(peiling: Peiling[Schaduwvraag]) -> list[Schaduwtarief]:
    """Cost per unit beside the PIC tariff; small groups are not published."""
    werk, selectie = peiling.werk, peiling.selectie
    tarieven: dict[tijden.Picsleutel, int] = {}
    for regio in bekende_regios(peiling.werk.verbinding):
        afspraken = werk.contracten.afspraken(peiling.werk.verbinding, regio.code)
        if afspraken is not None and selectie.regio in (None, regio.code):
            tarieven |= _pictarieven(afspraken, selectie.tot)
    gevonden = tijden.schaduwkosten(werk.verbinding, selectie, tarieven)
    rijen = [_schaduwtarief(een, een.kosten, peiling.vraag) for een in gevonden]
    if peiling.vraag.ook_zonder:
        rijen += _zonder_trajecten(peiling, tarieven, {_sleutel(rij) for rij in rijen})
    return sorted(rijen, key=lambda rij: tuple(deel_ or "" for deel_ in _sleutel(rij)))


def _sleutel(rij: Schaduwtarief) -> tuple[str | None, ...]:
    return rij.regio, rij.perceel, rij.profiel, rij.intensiteit


def _zonder_trajecten(
    peiling: Peiling[Schaduwvraag],
    tarieven: Mapping[tijden.Picsleutel, int],
    bekend: Collection[tuple[str | None, ...]],
) -> Iterator[Schaduwtarief]:
    """PICs of percelen that ask for a label in the period, on which nothing was learned yet."""
    werk, selectie = peiling.werk, peiling.selectie
    periode = Geldigheid(selectie.van, selectie.tot)
    for regio in bekende_regios(werk.verbinding):
        afspraken = werk.contracten.afspraken(werk.verbinding, regio.code)
        if afspraken is None or selectie.regio not in (None, regio.code):
            continue
        gelabeld = {
            een.perceel
            for een in afspraken.regio.bekostigingen
            if een.pic_label_verplicht and een.geldig.overlapt(periode) and selectie.perceel in (None, een.perceel)
        }
        for pic in afspraken.regio.pics:
            sleutel = (regio.code, *pic.sleutel)
            if pic.perceel in gelabeld and sleutel not in bekend:
                groep = dict(zip(tijden.PER_PIC, sleutel, strict=True))
                leeg = Spreiding(groep, 0, 0, 0.0, 0, 0, 0)
                yield _schaduwtarief(tijden.Schaduw(leeg, tarieven.get(sleutel), 0, 0), leeg, peiling.vraag)


def _pictarieven(afspraken: Afspraken, dag: date) -> Iterator[tuple[tijden.Picsleutel, int]]:
    """The tariff of each PIC that holds in the whole regio on a day, or is drafted for later: the first after it."""
    for code, producten in sorted(afspraken.productcodes.items()):
        pic = next((een.pic for een in producten if een.pic is not None), None)
        if pic is None:
            continue
        tarief = afspraken.tarief(code, STUKS, "", None, dag) or min(
            (
                een
                for een in afspraken.tarieven.get(code, ())
                if een.eenheid == STUKS and een.contract is None and een.gemeente is None and een.geldig.van > dag
            ),
            key=lambda een: (een.geldig.van, -een.versie),
            default=None,
        )
        if tarief is not None:
            yield (afspraken.regio.code, *pic), tarief.bedrag


def _schaduwtarief(schaduw: tijden.Schaduw, kosten: Spreiding, vraag: Schaduwvraag) -> Schaduwtarief:
    genoeg, tarief = kosten.aantal >= vraag.drempel, schaduw.tarief
    met_tarief = genoeg and tarief is not None and tarief > 0
    afwijkend = schaduw.boven + schaduw.onder
    return Schaduwtarief(
        **kosten.groep,
        aantal=kosten.aantal,
        gepubliceerd=genoeg,
        gemiddelde=deel_half_omhoog(kosten.som, kosten.aantal) if genoeg else None,
        mediaan=kosten.mediaan if genoeg else None,
        p10=kosten.p10 if genoeg else None,
        p90=kosten.p90 if genoeg else None,
        tarief=tarief,
        verhouding=deel(kosten.som, kosten.aantal * (tarief or 0)) if met_tarief else None,
        boven_dubbel=schaduw.boven if met_tarief else None,
        onder_helft=schaduw.onder if met_tarief else None,
        aandeel_uitschieters=deel(afwijkend, kosten.aantal) if met_tarief else None,
        marge=round(_marge(kosten)) if genoeg and kosten.aantal > 1 else None,
        **_gereedheid(kosten, vraag),
    )


def _gereedheid(kosten: Spreiding, vraag: Schaduwvraag) -> dict[str, Any]:
    """Whether a tariff can be fixed on these trajectories (R075, decision 164), and why or why not yet."""
    aantal, minstens = f"Afgesloten trajecten: {kosten.aantal}", max(vraag.drempel, 2)
    if kosten.aantal < minstens:
        return {"gereed": False, "waarom": f"{aantal}; nodig: {minstens}."}
    gemiddelde, marge = deel_half_omhoog(kosten.som, kosten.aantal), round(_marge(kosten))
    if gemiddelde <= 0:
        return {"gereed": False, "waarom": f"{aantal}; zij kostten samen niets."}
    gereed = 100 * marge <= vraag.hoogste_marge * gemiddelde
    heel, honderdsten = divmod(10_000 * marge // gemiddelde, 100)
    return {
        "gereed": gereed,
        "waarom": f"{aantal}; de marge {euro(marge)} is {heel},{honderdsten:02d}% van het gemiddelde "
        f"{euro(gemiddelde)}, {'niet ' if gereed else ''}meer dan {vraag.hoogste_marge}%.",
    }


def _marge(kosten: Spreiding) -> float:
    """Half the width of the 95 % interval of the mean."""
    n = kosten.aantal
    variantie = max(0.0, (kosten.kwadraten - kosten.som * kosten.som / n) / (n - 1))
    return 1.96 * sqrt(variantie / n)


CIJFER = Stuurcijfer(
    naam="tariefmonitor",
    titel="Kosten van trajecten per eenheid naast het PIC-tarief, in eurocent",
    uitleg=(
        "Trajecten onder PXQ met een PIC-label waarvan de hulp in de periode eindigde, naast het tarief van die "
        "PIC op de laatste dag van de periode (of, als het er dan nog niet is, het eerste daarna). Meer dan twee "
        "keer of minder dan de helft van het tarief is een uitschieter. De marge is de helft van het 95 "
        "%-interval van het gemiddelde: 1,96 x sd / wortel n."
    ),
    eisen=("R071", "R072", "R075"),
    vraag=Schaduwvraag,
    rij=Schaduwtarief,
    bereken=bereken,
)
