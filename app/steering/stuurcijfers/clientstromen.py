"""Where clients go when contracts change: from which aanbieder to which (R120)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Literal

from pydantic import Field

from app.exchange.weergavebasis import Weergave
from app.steering.onderdrukking import verberg
from app.steering.stuurcijfers.stuurcijfer import EERSTE, LAATSTE, Peiling, Stuurcijfer, Stuurvraag
from app.steering.stuurcijfers.velden import Regio
from app.store.stuurcijfers.stromen import stromen

Cel = tuple[str, str]
"""Where from and where to; an empty text is no aanbieder."""


class Stroomvraag(Stuurvraag):
    """Ook om welke dag het gaat."""

    wissel: date | None = Field(
        None,
        ge=EERSTE,
        le=LAATSTE,
        description="Dag waarop contracten wisselden; leeg: 1 januari van het jaar van tot.",
    )
    dagen: int = Field(91, ge=1, le=731, description="Zoveel dagen na de wissel wordt weer gekeken.")


class Clientstroom(Weergave):
    """Cliënten die voor en na een wissel van contracten bij deze aanbieders waren."""

    regio: Regio
    van: str | None = Field(description="AGB-code van de aanbieder op de dag voor de wissel; leeg: geen hulp.")
    naar: str | None = Field(description="AGB-code van de aanbieder na de wissel; leeg: geen hulp.")
    soort: Literal["blijft", "stapt over", "komt erbij", "gaat weg"] = Field(description="Wat de cliënten deden.")
    clienten: int | None = Field(description="Hoeveel cliënten; leeg: te weinig om te tonen, of daaruit af te leiden.")


def bereken(peiling: Peiling[Stroomvraag]) -> list[Clientstroom]:
    """A line for each pair of aanbieders; numbers under ten are hidden, and those that would give them away."""
    selectie = peiling.selectie
    wissel = peiling.vraag.wissel or date(selectie.tot.year, 1, 1)
    gevonden = stromen(
        peiling.werk.verbinding, selectie, wissel - timedelta(days=1), wissel + timedelta(days=peiling.vraag.dagen)
    )
    per_regio: dict[str, dict[Cel, int]] = {}
    for een in gevonden:
        per_regio.setdefault(een.regio, {})[een.van or "", een.naar or ""] = een.clienten
    regels = []
    for regio, cellen in sorted(per_regio.items()):
        verborgen = verberg_kruising(cellen)
        for (van, naar), aantal in sorted(cellen.items()):
            if selectie.aanbieder in (None, van, naar):
                soort = _soort(van, naar)
                clienten = None if (van, naar) in verborgen else aantal
                regels.append(
                    Clientstroom(regio=regio, van=van or None, naar=naar or None, soort=soort, clienten=clienten)
                )
    return regels


def _soort(van: str, naar: str) -> Literal["blijft", "stapt over", "komt erbij", "gaat weg"]:
    if not van:
        return "komt erbij"
    if not naar:
        return "gaat weg"
    return "blijft" if van == naar else "stapt over"


def verberg_kruising(cellen: Mapping[Cel, int]) -> frozenset[Cel]:
    """Which cells of a table may not be shown, so that no total of a row or column gives a small one away.

    Totals are not shown, but somebody may know how many clients an aanbieder had.
    """
    verborgen: frozenset[Cel] = frozenset()
    while True:
        meer = set(verborgen)
        for kant in (0, 1):
            for wie in sorted({cel[kant] for cel in cellen}):
                lijn = {"\t".join(cel): (aantal,) for cel, aantal in cellen.items() if cel[kant] == wie}
                eerder = [sleutel for sleutel in lijn if _cel(sleutel) in meer]
                meer.update(_cel(sleutel) for sleutel in verberg(lijn, (sum(n for (n,) in lijn.values()),), eerder))
        if meer == verborgen:
            return verborgen
        verborgen = frozenset(meer)


def _cel(sleutel: str) -> Cel:
    van, _, naar = sleutel.partition("\t")
    return van, naar


CIJFER = Stuurcijfer(
    naam="clientstromen",
    titel="Van welke aanbieder naar welke cliënten gaan als contracten wisselen",
    uitleg=(
        "Waar cliënten waren op de dag voor de wissel, en waar 91 dagen na de wissel: bij de aanbieder van de "
        "toewijzing die op die dag geldt en het laatst inging. Getallen onder de 10 blijven leeg, en zoveel "
        "andere van dezelfde aanbieder dat niemand ze met een totaal kan uitrekenen. Van en tot doen hier niets "
        "dan de wissel kiezen."
    ),
    eisen=("R120",),
    vraag=Stroomvraag,
    rij=Clientstroom,
    bereken=bereken,
)
