"""Verwijzingen as people and programs read them: without the gezinsplan itself."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from pydantic import Field

from app.contracts.verwijzing import Verwijzing
from app.exchange.weergavebasis import Weergave
from app.store.verwijzingen import Verwijzingversie


class PlanWeergave(Weergave):
    """Het hulpverleningsplan, zonder inhoud."""

    op: date = Field(description="Dag waarop het plan is vastgesteld.")
    tot: date | None = Field(description="Laatste dag van de termijn.")
    doelen: int | None = Field(description="Hoeveel doelen er in staan.")


class VerwijzingVersieWeergave(Weergave):
    """Wat er van een toewijzing is vastgelegd. Leeg: niet bekend."""

    versie: int
    bekend: datetime = Field(description="Sinds wanneer dit vastligt.")
    vervangen: datetime | None = Field(description="Tot wanneer; leeg: dit geldt.")
    verwijzersoort: str | None = Field(description="Soort verwijzer (COD327).")
    lokaal_team: str | None
    lokaal_team_op: date | None
    met_gezinsplan: bool = Field(description="Of er een gezinsplan is genoemd; welk wordt nooit getoond.")
    jeugd_overstijgend: bool | None
    brede_screening_op: date | None
    perspectiefplan_op: date | None
    verlengde_jeugdhulp: bool | None
    uit_gesloten: bool | None
    plan: PlanWeergave | None


class VerwijzingWeergave(Weergave):
    """Wat er van een toewijzing bekend is en in geen landelijk bericht staat."""

    gemeente: str
    toewijzingnummer: int
    toewijzing: str | None = Field(description="Link naar de toewijzing; leeg: haar JW301 is er nog niet.")
    geldend: VerwijzingVersieWeergave
    eerder: tuple[VerwijzingVersieWeergave, ...] = Field(description="Wat eerder gold, oudste eerst.")


class VastgelegdWeergave(Weergave):
    """Wat er van de levering is geworden."""

    versie: int
    nieuw: bool = Field(description="Onwaar als precies dit al vastlag.")
    gesloten_signalen: tuple[str, ...] = Field(description="Soorten signalen die hiermee zijn opgelost en gesloten.")


def toon_verwijzing(
    gemeente: str, nummer: int, toewijzing: str | None, versies: Sequence[Verwijzingversie]
) -> VerwijzingWeergave:
    """All versions of a verwijzing, of which the last one holds."""
    *eerder, geldend = map(_toon_versie, versies)
    return VerwijzingWeergave(
        gemeente=gemeente, toewijzingnummer=nummer, toewijzing=toewijzing, geldend=geldend, eerder=tuple(eerder)
    )


def _toon_versie(versie: Verwijzingversie) -> VerwijzingVersieWeergave:
    inhoud = versie.inhoud
    velden = {naam: waarde for naam, waarde in inhoud._asdict().items() if not naam.startswith(("plan_", "gezins"))}
    return VerwijzingVersieWeergave(
        versie=versie.versie,
        bekend=versie.bekend,
        vervangen=versie.vervangen,
        met_gezinsplan=inhoud.gezinsplan is not None,
        plan=_toon_plan(inhoud),
        **velden,
    )


def _toon_plan(inhoud: Verwijzing) -> PlanWeergave | None:
    if inhoud.plan_op is None:
        return None
    return PlanWeergave(op=inhoud.plan_op, tot=inhoud.plan_tot, doelen=inhoud.plan_doelen)
