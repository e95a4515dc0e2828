"""A declaratie with more lines than any buffer holds: each line is judged on its own toewijzing, and kept."""

from __future__ import annotations

from dataclasses import replace

import pytest
from sqlalchemy import func, select

from app.exchange.judgement import Regelstaat
from app.messages.intake import neem_aan
from app.store import tables as t
from benchmarks.invoer import REGELS_PER_CLIENT, schrijf_declaratie, vul
from tests.bank import Bank, controleer_antwoord


@pytest.mark.parametrize("regels", [999, 1002, 2001, 6000])
def test_every_line_meets_its_toewijzing(elke_bank: Bank, regels: int) -> None:
    knoop = elke_bank.knoop
    vul(knoop, regels)
    elke_bank.klok.dag = elke_bank.klok.dag.replace(month=12)
    bestand = knoop.settings.data_dir / "declaratie.xml"
    schrijf_declaratie(knoop, bestand, regels, 1, 1 / REGELS_PER_CLIENT)
    afhandeling = knoop.loket.verwerk(neem_aan(bestand.read_bytes()))
    uitslag = afhandeling.oordeel.uitslag
    assert uitslag is not None
    afgekeurd = regels // REGELS_PER_CLIENT
    assert {een.regel for een in afhandeling.oordeel.bevindingen} == {"TR418"}
    assert uitslag.staten.count(Regelstaat.AFGEKEURD) == afgekeurd
    controleer_antwoord(knoop, "JW325", afhandeling.antwoord.pakket.bytes())
    with knoop.opslag.werkeenheid(schrijven=False) as werk:
        staten = select(t.prestatie.c.staat, func.count()).group_by(t.prestatie.c.staat)
        per_staat = {rij.staat: rij[1] for rij in werk.verbinding.execute(staten)}
        bedrag = werk.verbinding.scalar(select(func.sum(t.toewijzing.c.toegekend_bedrag)))
    assert per_staat == {1: regels - afgekeurd, 8: afgekeurd}
    assert bedrag == uitslag.toegekend


def test_a_large_answer_is_followed_line_by_line(elke_bank: Bank) -> None:
    knoop, regels = elke_bank.knoop, 6000
    vul(knoop, regels)
    elke_bank.klok.dag = elke_bank.dagtekening = elke_bank.klok.dag.replace(month=12)
    elke_bank.knoop = replace(knoop, loket=replace(knoop.loket, volg_partner=True))
    bestand = knoop.settings.data_dir / "declaratie.xml"
    schrijf_declaratie(knoop, bestand, regels, 1, 1 / REGELS_PER_CLIENT)
    uitslag = elke_bank.verwerk(bestand.read_bytes()).oordeel.uitslag
    assert uitslag is not None
    # What we rejected is granted, and of the rest every tenth line is rejected.
    geweigerd = {
        plaats: ("9321",)
        for plaats, staat in enumerate(uitslag.staten)
        if staat == Regelstaat.TOEGEKEND and plaats % 10 == 0
    }
    antwoord = elke_bank.goed(elke_bank.jw325(bestand.read_bytes(), geweigerd))
    complement = antwoord.oordeel.complement
    assert complement is not None
    assert complement.sluit
    p = t.prestatie.c
    with knoop.opslag.werkeenheid(schrijven=False) as werk:
        staten = bytes(werk.verbinding.scalars(select(p.staat).order_by(p.volgnummer)))
        bedrag = werk.verbinding.scalar(select(func.sum(t.toewijzing.c.toegekend_bedrag)))
        open_ = werk.verbinding.scalar(select(func.sum(t.toewijzing.c.open_prestaties)))
    assert staten == complement.staten
    assert (bedrag, open_) == (complement.toegekend, regels - len(geweigerd))
