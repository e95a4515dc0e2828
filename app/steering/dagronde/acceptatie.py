"""SIG-ACCEPTATIE: help that does not start within the norm, or was stopped by the aanbieder, under a duty (R111)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from functools import cache

from app.contracts.boek import Contractboek
from app.contracts.partijen import Contract
from app.contracts.regio import STARTNORM_DAGEN
from app.exchange.judgement import VoorWie
from app.rules.lokaal.levering import (
    DOOR_AANBIEDER,
    KENMERK,
    SIGNAAL,
    kenmerk_gestopt,
    verplichtend_contract,
    zin_gestopt,
)
from app.steering.dagronde.controle import Controle, Rondekader
from app.store.acceptatie import Gestopte, Wachtende, gestopt_om, zonder_begin
from app.store.dagronde import Domein, Gevonden
from app.store.opslag import SqlWerkeenheid


def _zoek(werk: SqlWerkeenheid, kader: Rondekader) -> Iterator[Gevonden]:
    @cache
    def boek(gemeente: str, aanbieder: str) -> Contractboek:
        return werk.contracten.boek(werk.verbinding, gemeente, aanbieder, kader.dag)

    for een in zonder_begin(werk.verbinding, kader.dag):
        van_hem = boek(een.gemeente, een.aanbieder)
        contract = verplichtend_contract(van_hem, een.ingangsdatum, een.code)
        if contract is not None:
            norm = STARTNORM_DAGEN if van_hem.afspraken is None else van_hem.afspraken.regio.startnorm_dagen
            yield from _zonder_begin(een, contract, norm, kader)
    for stop in gestopt_om(werk.verbinding, DOOR_AANBIEDER):
        contract = verplichtend_contract(boek(stop.gemeente, stop.aanbieder), stop.ingangsdatum, stop.code)
        if contract is not None:
            zin = zin_gestopt(stop.einddatum, contract.nummer)
            yield _gevonden(stop, VoorWie.GEMEENTE, kenmerk_gestopt(stop.gemeente, stop.nummer), zin)


def _zonder_begin(een: Wachtende, contract: Contract, norm: int, kader: Rondekader) -> Iterator[Gevonden]:
    van = max(een.bekend, een.ingangsdatum)
    uiterlijk = van + timedelta(days=norm)
    if kader.dag <= uiterlijk:
        return
    wat = "de ontvangst van de JW301" if een.bekend >= een.ingangsdatum else "de ingangsdatum"
    zin = (
        f"Van toewijzing {een.nummer} is geen start bekend. De norm is {norm} dagen na {wat} ({van}), dus uiterlijk "
        f"{uiterlijk}. Contract {contract.nummer} heeft een acceptatieplicht: de aanbieder neemt elke toegewezen "
        "cliënt aan, en een JW302 kan dat niet weigeren. Begin de hulp, of stuur de start."
    )
    for voor in (VoorWie.GEMEENTE, VoorWie.AANBIEDER):
        yield _gevonden(een, voor, f"{KENMERK}start {een.gemeente} {een.nummer}", zin)


def _gevonden(een: Wachtende | Gestopte, voor: VoorWie, kenmerk: str, uitleg: str) -> Gevonden:
    return Gevonden(
        code=SIGNAAL,
        voor=voor,
        kenmerk=kenmerk,
        uitleg=uitleg,
        gemeente=een.gemeente,
        aanbieder=een.aanbieder,
        client_id=een.client_id,
        verwijzing=f"toewijzing {een.nummer}",
    )


ACCEPTATIE = Controle(
    naam="acceptatie",
    titel="Toewijzingen onder een acceptatieplicht die niet op tijd beginnen of door de aanbieder zijn gestopt.",
    domein=Domein((SIGNAAL,), KENMERK),
    niet_meer="De hulp is begonnen, de toewijzing loopt niet meer, de stop is ingetrokken, of de plicht is vervallen.",
    zoek=_zoek,
)
"""Once help was claimed it has begun: a start that is missing then is told by SIG-REGIE."""
