"""What is still open of the verwijzingen of a gemeente: what the regio asks, broad screening, plans for later."""

from __future__ import annotations

from datetime import date
from typing import Literal

from pydantic import Field

from app.contracts.regio import Regio
from app.contracts.verwijzing import moet_breed_screenen, ontbrekend, verwijzer_van
from app.exchange.weergavebasis import Weergave
from app.store.opslag import SqlWerkeenheid
from app.store.verwijzingen import Lopend, lopende_verwijzingen, verwijzers_van_toewijzingen

Openstaand = Literal[
    "verwijzersoort",
    "lokaal_team",
    "gezinsplan",
    "jeugd_overstijgend",
    "plan",
    "einddatum",
    "brede_screening",
    "perspectiefplan",
]
"""Parts that a regio can ask of a verwijzing, and what somebody still has to do."""


class OnvolledigeVerwijzing(Weergave):
    """Een toewijzing waarvan nog iets openstaat."""

    toewijzingnummer: int
    aanbieder: str = Field(description="AGB-code van de aanbieder.")
    ingangsdatum: date
    einddatum: date | None
    verwijzer: str | None = Field(description="Soort verwijzer (COD327); leeg: niet bekend.")
    openstaand: tuple[Openstaand, ...] = Field(
        description="Wat de regio van een verwijzing vraagt en niet vastligt; brede_screening: de huisarts verwees "
        "buiten het lokale team om; perspectiefplan: erom gevraagd (SIG-LEEFTIJD-16) en niet vastgelegd."
    )


class Onvolledigenlijst(Weergave):
    """Wat er van de lopende en komende toewijzingen van een gemeente nog openstaat."""

    gemeente: str
    op: date = Field(description="Toewijzingen die op deze dag of later gelden.")
    regio: str | None = Field(description="Code van de regio; leeg: er zijn geen afspraken geladen.")
    fictief: bool = Field(description="Of de afspraken van de regio zijn verzonnen.")
    verwijzing_vereist: tuple[str, ...] = Field(description="Wat de regio van elke verwijzing vraagt.")
    toewijzingen: int = Field(description="Hoeveel toewijzingen er gelden.")
    rijen: tuple[OnvolledigeVerwijzing, ...] = Field(description="Die waarvan iets openstaat, op nummer.")


def lees_onvolledige(werk: SqlWerkeenheid, gemeente: str, dag: date, deel: Openstaand | None) -> Onvolledigenlijst:
    """What is open of the toewijzingen that hold on a day or later; with ``deel`` only those that miss that."""
    afspraken = werk.contracten.boek(werk.verbinding, gemeente, "", dag).afspraken
    regio = None if afspraken is None else afspraken.regio
    lopend = lopende_verwijzingen(werk.verbinding, gemeente, dag)
    verwijzers = verwijzers_van_toewijzingen(werk.verbinding, [een.id for een in lopend])
    rijen = (_rij(regio, een, verwijzer_van(een.verwijzing, verwijzers.get(een.id))) for een in lopend)
    return Onvolledigenlijst(
        gemeente=gemeente,
        op=dag,
        regio=None if regio is None else regio.code,
        fictief=regio is not None and regio.fictief,
        verwijzing_vereist=() if regio is None else tuple(een.value for een in regio.verwijzing_vereist),
        toewijzingen=len(lopend),
        rijen=tuple(rij for rij in rijen if (rij.openstaand if deel is None else deel in rij.openstaand)),
    )


def _rij(regio: Regio | None, een: Lopend, verwijzer: str | None) -> OnvolledigeVerwijzing:
    return OnvolledigeVerwijzing(
        toewijzingnummer=een.nummer,
        aanbieder=een.aanbieder,
        ingangsdatum=een.ingangsdatum,
        einddatum=een.einddatum,
        verwijzer=verwijzer,
        openstaand=_openstaand(regio, een, verwijzer),
    )


def _openstaand(regio: Regio | None, een: Lopend, verwijzer: str | None) -> tuple[Openstaand, ...]:
    open_: list[Openstaand] = []
    if regio is not None:
        weg = ontbrekend(regio.verwijzing_vereist, een.verwijzing, verwijzer, een.einddatum)
        open_ += [deel.value for deel in weg]
        if regio.brede_screening and moet_breed_screenen(een.verwijzing, verwijzer):
            open_.append("brede_screening")
    if een.perspectiefplan_gevraagd and een.verwijzing.perspectiefplan_op is None:
        open_.append("perspectiefplan")
    return tuple(open_)
