"""All agreements of one regio together."""

from __future__ import annotations

from dataclasses import dataclass, replace

from app.contracts.bekostiging import Bekostiging
from app.contracts.budgetten import Budget
from app.contracts.geldigheid import Geldigheid
from app.contracts.indicatoren import Indicator, Profielresultaat
from app.contracts.overgang import Overgangsregel
from app.contracts.partijen import Aanbieder, Contract, Gemeente, Onderaanneming
from app.contracts.percelen import Perceel
from app.contracts.pic import Intensiteit, Pic, Productcode, Profiel
from app.contracts.plafonds import Volumeplafond
from app.contracts.tarieven import Tarief
from app.contracts.verwijzing import Verwijzingsdeel

STARTNORM_DAGEN = 28
"""Where a regio does not say: no source gives a number (decision 155 in docs/besluiten.md)."""


@dataclass(frozen=True, slots=True)
class Regio:
    """All agreements of one regio, as one readable file set holds them.

    A load is kept as JSON, so what is added here later needs a default.
    """

    code: str
    naam: str
    fictief: bool
    """Whether contracts, codes and amounts are made up; shown wherever they are shown."""
    gemeenten: tuple[Gemeente, ...]
    aanbieders: tuple[Aanbieder, ...]
    contracten: tuple[Contract, ...]
    productcodes: tuple[Productcode, ...]
    tarieven: tuple[Tarief, ...]
    geldig: Geldigheid | None = None
    """Days over which the timeline of bekostiging has to be complete; None: nobody said."""
    percelen: tuple[Perceel, ...] = ()
    bekostigingen: tuple[Bekostiging, ...] = ()
    profielen: tuple[Profiel, ...] = ()
    intensiteiten: tuple[Intensiteit, ...] = ()
    pics: tuple[Pic, ...] = ()
    onderaannemingen: tuple[Onderaanneming, ...] = ()
    volumeplafonds: tuple[Volumeplafond, ...] = ()
    overgangsregels: tuple[Overgangsregel, ...] = ()
    budgetten: tuple[Budget, ...] = ()
    verwijzing_vereist: tuple[Verwijzingsdeel, ...] = ()
    """What is asked of each verwijzing; what is not told is signalled (R027)."""
    brede_screening: bool = False
    """Whether an aanbieder has to screen broadly when a huisarts referred past the lokaal team (R030)."""
    indicatoren: tuple[Indicator, ...] = ()
    resultaten: tuple[Profielresultaat, ...] = ()
    startnorm_dagen: int = STARTNORM_DAGEN
    """Days after a JW301, or after the Ingangsdatum, within which help starts under an acceptatieplicht (R111)."""


def werkt_in(regio: Regio, aanbieder: str) -> bool:
    """Whether an aanbieder has a contract in the regio, or is onderaannemer under one."""
    return any(een.aanbieder == aanbieder for een in regio.contracten) or any(
        een.aanbieder == aanbieder for een in regio.onderaannemingen
    )


def zoals_gezien_door(regio: Regio, aanbieder: str) -> Regio:
    """What is agreed with all, and with one aanbieder; nothing of contracts of others, nor of budgets."""
    eigen = {een.nummer for een in regio.contracten if een.aanbieder == aanbieder}
    onder = tuple(een for een in regio.onderaannemingen if een.contract in eigen or een.aanbieder == aanbieder)
    partijen = {aanbieder, *(een.aanbieder for een in onder)}
    return replace(
        regio,
        aanbieders=tuple(een for een in regio.aanbieders if een.agb in partijen),
        contracten=tuple(een for een in regio.contracten if een.nummer in eigen),
        budgetten=(),
        onderaannemingen=onder,
        tarieven=tuple(een for een in regio.tarieven if een.contract is None or een.contract in eigen),
        volumeplafonds=tuple(een for een in regio.volumeplafonds if een.contract in eigen),
    )
