"""Taking in a verwijzing: what is wrong with it, or keeping it and closing the signals that it solves."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import NamedTuple

from app.contracts.verwijzing import ONBEKEND, Verwijzing, moet_breed_screenen, ontbrekend, verwijzer_van
from app.messages.problems import Fout
from app.rules.facts import BekendeToewijzing
from app.standard.codelijsten import laad_codelijst
from app.standard.elfproef import lijkt_bsn
from app.standard.release import Release
from app.standard.signaalsoorten import Feit
from app.steering.geweigerd import VerwijzingGeweigerd
from app.steering.verwijzingen.invoer import AanvullingInvoer, VerwijzingInvoer
from app.store.bereik import Bereik
from app.store.lees_toewijzingen import toewijzingen_op_nummer
from app.store.oplossen import sluit_opgeloste
from app.store.opslag import SqlOpslag, SqlWerkeenheid
from app.store.privacy import Kluis
from app.store.verwijzingen import bewaar_verwijzing, verwijzers_van_toewijzingen, verwijzingen_op_nummer

_VERWIJZERS = "COD327"


class Vastgelegd(NamedTuple):
    """What became of what was told."""

    versie: int
    nieuw: bool
    """False when it says what was known already."""
    gesloten: tuple[str, ...]
    """Codes of signals that it solved."""


def leg_verwijzing_vast(
    opslag: SqlOpslag,
    release: Release,
    gemeente: str,
    nummer: int,
    invoer: VerwijzingInvoer,
    nu: datetime,
    team: str | None = None,
) -> Vastgelegd:
    """Keep what is told of a toewijzing, also before its JW301 comes; raises VerwijzingGeweigerd.

    It takes the place of all that was told of it before. A lokaal team tells of its own toewijzingen only.
    """
    verwijzing = invoer.als_verwijzing(lambda plan: opslag.kluis.gezinskenmerk(gemeente, plan))
    with opslag.gemeenteslot(gemeente) as werk:
        toewijzing = toewijzingen_op_nummer(werk.verbinding, gemeente, {nummer}).get(nummer)
        _weiger_bsn(nummer if toewijzing is None else None, invoer)
        van_team = () if team is None else _teamfouten(werk, gemeente, nummer, invoer, team)
        fouten = (*van_team, *_verwijzerfouten(release, invoer), *invoer.fouten(nu.date()))
        if fouten:
            raise VerwijzingGeweigerd(fouten)
        bewaard = bewaar_verwijzing(werk.verbinding, gemeente, nummer, verwijzing, nu)
        gesloten = () if toewijzing is None else _sluit(werk, opslag.kluis, toewijzing, verwijzing, nu)
    return Vastgelegd(*bewaard, gesloten)


def vul_verwijzing_aan(
    opslag: SqlOpslag, bereik: Bereik, gemeente: str, nummer: int, invoer: AanvullingInvoer, nu: datetime
) -> Vastgelegd | None:
    """Keep what an aanbieder tells of a toewijzing beside what is known; raises VerwijzingGeweigerd.

    None when there is no such toewijzing in the scope: an aanbieder tells of what was assigned to it.
    """
    with opslag.gemeenteslot(gemeente) as werk:
        toewijzing = toewijzingen_op_nummer(werk.verbinding, gemeente, {nummer}).get(nummer)
        if toewijzing is None or not bereik.heeft_toewijzing(werk.verbinding, gemeente, nummer):
            return None
        fouten = tuple(invoer.fouten(nu.date()))
        if not invoer.model_fields_set:
            fouten = (Fout(None, "", f"De aanvulling is leeg; verwacht: {', '.join(type(invoer).model_fields)}."),)
        if fouten:
            raise VerwijzingGeweigerd(fouten)
        eerder = verwijzingen_op_nummer(werk.verbinding, gemeente, {nummer}).get(nummer, ONBEKEND)
        verwijzing = invoer.vul_aan(eerder)
        bewaard = bewaar_verwijzing(werk.verbinding, gemeente, nummer, verwijzing, nu)
        return Vastgelegd(*bewaard, _sluit(werk, opslag.kluis, toewijzing, verwijzing, nu))


def _sluit(
    werk: SqlWerkeenheid, kluis: Kluis, toewijzing: BekendeToewijzing, verwijzing: Verwijzing, nu: datetime
) -> tuple[str, ...]:
    feiten = _feiten(werk, toewijzing, verwijzing, nu)
    plek = (toewijzing.gemeente, toewijzing.nummer)
    return tuple(sluit_opgeloste(werk.verbinding, kluis, *plek, feiten, nu))


def _feiten(
    werk: SqlWerkeenheid, toewijzing: BekendeToewijzing, verwijzing: Verwijzing, nu: datetime
) -> dict[Feit, str]:
    """What is now known of the toewijzing that signals may wait for."""
    boek = werk.contracten.boek(werk.verbinding, toewijzing.gemeente, toewijzing.aanbieder, nu.date())
    volgens_verzoek = verwijzers_van_toewijzingen(werk.verbinding, {toewijzing.id}).get(toewijzing.id)
    verwijzer = verwijzer_van(verwijzing, volgens_verzoek)
    vereist = () if boek.afspraken is None else boek.afspraken.regio.verwijzing_vereist
    feiten: dict[Feit, str] = {}
    if verwijzing.perspectiefplan_op is not None:
        feiten["perspectiefplan"] = f"Vastgelegd is dat er op {verwijzing.perspectiefplan_op} een perspectiefplan was."
    if verwijzing.verlengde_jeugdhulp:
        feiten["verlengde_jeugdhulp"] = "Vastgelegd is dat dit verlengde jeugdhulp is."
    if not moet_breed_screenen(verwijzing, verwijzer):
        feiten["brede_screening"] = (
            "Vastgelegd is dat een lokaal team is betrokken, of dat een ander dan de huisarts verwees."
            if verwijzing.brede_screening_op is None
            else f"Vastgelegd is dat er op {verwijzing.brede_screening_op} breed is gescreend."
        )
    if not ontbrekend(vereist, verwijzing, verwijzer, toewijzing.einddatum):
        feiten["verwijzing_volledig"] = "Alles wat de regio van een verwijzing vraagt is vastgelegd."
    return feiten


def _teamfouten(
    werk: SqlWerkeenheid, gemeente: str, nummer: int, invoer: VerwijzingInvoer, team: str
) -> Iterator[Fout]:
    eerder = verwijzingen_op_nummer(werk.verbinding, gemeente, {nummer}).get(nummer)
    if eerder is not None and eerder.lokaal_team != team:
        yield Fout(None, "lokaal_team", "Van deze toewijzing is al iets vastgelegd door een ander dan uw team.")
    elif invoer.lokaal_team != team:
        yield Fout(None, "lokaal_team", f"lokaal_team is niet uw team; verwacht: {team}.")


def _verwijzerfouten(release: Release, invoer: VerwijzingInvoer) -> Iterator[Fout]:
    codes = laad_codelijst(release, _VERWIJZERS).codes
    if invoer.verwijzersoort is not None and invoer.verwijzersoort not in codes:
        er_zijn = ", ".join(f"{code} ({een.omschrijving})" for code, een in codes.items())
        yield Fout(None, "verwijzersoort", f"verwijzersoort is geen code van {_VERWIJZERS}; verwacht: {er_zijn}.")


def _weiger_bsn(nummer: int | None, invoer: VerwijzingInvoer) -> None:
    """A team code or an unknown number may not look like a Bsn; the number of a toewijzing may."""
    verdacht = {"toewijzingnummer": nummer, "lokaal_team": invoer.lokaal_team}
    fouten = tuple(
        Fout(None, pad, f"{pad} voldoet aan de elfproef: het lijkt een burgerservicenummer. Gebruik dat hier nooit.")
        for pad, waarde in verdacht.items()
        if lijkt_bsn(waarde)
    )
    if fouten:
        raise VerwijzingGeweigerd(fouten, mogelijk_bsn=True)
