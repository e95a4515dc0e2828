"""Coverage: who is contracted, who delivers, and what is used, waits and is refused, beside what is needed."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from app.contracts.model import Contractstatus, Statuswijziging
from app.steering.stuurcijfers.dekking import Dekking, bereken
from app.steering.stuurcijfers.stuurcijfer import Groepvraag, OnmogelijkeVraag, Peiling
from tests.bank import AFWIJZING, Bank
from tests.steering.stuurwereld import AANBIEDERS, Traject, Wereld, maak_regio

VANDAAG = date(2026, 5, 6)


def dekking(bank: Bank, **vraag: Any) -> list[Dekking]:
    """The figure over the first half of 2026."""
    gevraagd = Groepvraag.model_validate({"van": date(2026, 1, 1), "tot": date(2026, 6, 30), **vraag})
    with bank.knoop.opslag.werkeenheid(schrijven=False) as werk:
        return list(bereken(Peiling(werk, gevraagd, gevraagd.selectie(VANDAAG), VANDAAG)))


def test_supply_is_held_against_what_is_needed(elke_bank: Bank) -> None:
    """Eight aanbieders, of which one was given notice and one left; 100 trajectories a year are 50 in 181 days."""
    regio = maak_regio()
    opgezegd = Statuswijziging(Contractstatus.OPGEZEGD, date(2026, 2, 1))
    weg = Statuswijziging(Contractstatus.BEEINDIGD, date(2026, 4, 1))
    contracten = (
        replace(regio.contracten[0], statussen=(opgezegd,)),
        replace(regio.contracten[1], statussen=(weg,)),
        replace(regio.contracten[2], percelen=("HOOG",)),
        *regio.contracten[3:],
    )
    percelen = tuple(
        replace(een, benodigd_volume=100, minimum_aanbieders=7) if een.code == "SPEC" else een for een in regio.percelen
    )
    wereld = Wereld(elke_bank, replace(regio, contracten=contracten, percelen=percelen))
    wereld.laad()
    spec = Traject(pic=("SPEC", "3", "B"), ingang=date(2026, 1, 1), einde=date(2026, 12, 31))
    eerder = replace(spec, ingang=date(2025, 11, 1), einde=date(2025, 12, 31), aanbieder=AANBIEDERS[4])
    wereld.plaats(
        [
            replace(spec, client=1, gestart=date(2026, 1, 11)),
            replace(spec, client=2, gestart=date(2026, 1, 21), aanbieder=AANBIEDERS[3]),
            replace(spec, client=3, pic=("SPEC", "5", "A")),
            replace(
                spec, client=4, ingang=date(2025, 11, 1), gestopt=(date(2026, 3, 1), "33"), aanbieder=AANBIEDERS[4]
            ),
            replace(eerder, client=5, aanbieder=AANBIEDERS[5]),
            replace(spec, client=6, verwijderd=True),
        ]
    )
    rijen = {rij.perceel: rij for rij in dekking(elke_bank, regio="STUUR")}
    hier = rijen["SPEC"]
    assert (hier.minimum_aanbieders, hier.gecontracteerd, hier.waarvan_opgezegd) == (7, 6, 1)
    assert (hier.genoeg_aanbieders, hier.actief) == (False, 3)
    assert (hier.benodigd, hier.gebruikt, hier.deel_gebruikt) == (50, 3, 0.06)
    assert (hier.wachtend, hier.wachttijd, hier.gestopt_door_aanbieder) == (2, 15.0, 1)
    hoog = rijen["HOOG"]
    assert (hoog.gecontracteerd, hoog.minimum_aanbieders, hoog.genoeg_aanbieders) == (7, None, None)
    assert (hoog.benodigd, hoog.gebruikt, hoog.actief, hoog.wachttijd) == (None, 0, 0, None)
    per_pic = {(rij.profiel, rij.intensiteit): rij for rij in dekking(elke_bank, per="pic", perceel="SPEC")}
    assert len(per_pic) == len([pic for pic in regio.pics if pic.perceel == "SPEC"])
    assert (per_pic["3", "B"].gebruikt, per_pic["5", "A"].gebruikt, per_pic["5", "B"].gebruikt) == (2, 1, 0)
    assert (per_pic["3", "B"].minimum_aanbieders, per_pic["3", "B"].benodigd) == (None, None)
    (gemeente,) = dekking(elke_bank, regio="STUUR", perceel="SPEC", gemeente=["0503"])
    assert (gemeente.benodigd, gemeente.minimum_aanbieders, gemeente.gebruikt) == (None, 7, 0)
    with pytest.raises(OnmogelijkeVraag, match="laat aanbieder leeg"):
        dekking(elke_bank, aanbieder=AANBIEDERS[0])


def test_what_a_gemeente_refuses_is_told_of_the_perceel_that_was_asked(elke_bank: Bank) -> None:
    elke_bank.goed(elke_bank.jw315())
    elke_bank.goed(elke_bank.jw319(AFWIJZING))
    afgewezen = {rij.perceel: rij.afgewezen for rij in dekking(elke_bank)}
    assert afgewezen["AMBULANT"] == 1
    assert sum(afgewezen.values()) == 1
    assert [rij.afgewezen for rij in dekking(elke_bank, gemeente=["0437"], perceel="AMBULANT")] == [0]
