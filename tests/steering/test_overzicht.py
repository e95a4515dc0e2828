"""The list of what is due is found in bulk, and says what the chains say one by one."""

from __future__ import annotations

import random
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest

from app.messages.opstellen import Kind
from app.messages.pakket import Pakket
from app.standard.elfproef import test_bsn
from app.steering.overzicht import OpenTermijn, Termijnvraag, zoek_termijnen
from app.steering.termijnen import Kloktoestand, Termijnsoort
from app.steering.zoeken import Kader, zoek
from app.store.ketens import Ketenfilter
from app.store.opslag import SqlWerkeenheid
from tests.bank import (
    AANBIEDER,
    AANGEVRAAGD,
    AFWIJZING,
    ANDERE_AANBIEDER,
    GEMEENTE,
    IN_ONDERZOEK,
    PRESTATIE,
    START,
    STOP,
    TOEWIJZING,
    Bank,
)

BEGIN = date(2026, 3, 2)
Sleutel = tuple[str, str, str, Termijnsoort, date, date, Kloktoestand, str]


def _speel(bank: Bank, kans: random.Random, nummer: int) -> None:
    """Some of the steps of a chain, each a while after the one before; some are rejected, and that is fine."""
    kind, aanbieder = Kind(test_bsn(nummer)), kans.choice((AANBIEDER, ANDERE_AANBIEDER))
    van: dict[str, Any] = {"afzender": aanbieder}
    naar: dict[str, Any] = {"ontvanger": aanbieder}
    eind = kans.choice((date(2026, 4, 30), date(2026, 5, 31), date(2026, 6, 30)))
    toewijzing = TOEWIJZING._replace(toewijzingnummer=5000 + nummer, einddatum=eind)
    start = START._replace(toewijzingnummer=5000 + nummer)
    stop = STOP._replace(toewijzingnummer=5000 + nummer, einddatum=date(2026, 4, 20))
    referentie = f"V{nummer}"
    stappen: list[Callable[[], Pakket]] = [
        lambda: bank.jw315(AANGEVRAAGD._replace(referentie_aanbieder=referentie), kind=kind, **van),
        lambda: bank.jw319(IN_ONDERZOEK._replace(referentie_aanbieder=referentie), **naar),
        lambda: bank.jw319(AFWIJZING._replace(referentie_aanbieder=referentie), **naar),
        lambda: bank.jw301(toewijzing, kind=kind, **naar),
        lambda: bank.jw305(start, kind=kind, **van),
        lambda: bank.jw307(stop._replace(reden_beeindiging="20"), kind=kind, **van),
        lambda: bank.jw307(stop, kind=kind, **van),
        lambda: bank.jw323(
            per_bsn=[
                (
                    kind.bsn,
                    [PRESTATIE._replace(referentienummer=f"R{nummer}", toewijzingnummer=5000 + nummer)],
                )
            ],
            **van,
        ),
    ]
    for stap in stappen:
        bank.klok.dag += timedelta(days=kans.choice((0, 1, 3)))
        bank.dagtekening = bank.klok.dag
        if kans.random() < 0.7:
            bank.verwerk(stap())
    bank.klok.dag = BEGIN + timedelta(days=kans.randrange(60))


def _sleutel(termijn: OpenTermijn) -> Sleutel:
    klok, over = termijn
    return (
        *(over.gemeente, over.aanbieder, str(over.client), klok.soort, klok.van, klok.uiterlijk),
        *(klok.toestand, f"{klok.onderwerp} {klok.gestart_door}"),
    )


def _van_ketens(bank: Bank, kader: Kader) -> set[Sleutel]:
    with bank.knoop.opslag.werkeenheid(schrijven=False) as werk:
        pagina = zoek(werk, Ketenfilter(), None, kader, 100, None)
    assert pagina.verder is None
    return {
        (
            *(beeld.keten.stukken.gemeente, beeld.keten.stukken.aanbieder, str(beeld.keten.stukken.client)),
            *(klok.soort, klok.van, klok.uiterlijk, klok.toestand, f"{klok.onderwerp} {klok.gestart_door}"),
        )
        for beeld in pagina.ketens
        for klok in beeld.klokken
        if klok.open
    }


@pytest.mark.parametrize("zaad", [1, 2])
def test_the_list_is_what_the_chains_say(elke_bank: Bank, zaad: int) -> None:
    bank, kans = elke_bank, random.Random(zaad)
    for nummer in range(20):
        _speel(bank, kans, 10 * zaad + nummer)
    loket, gezien = bank.knoop.loket, set[Termijnsoort]()
    for dagen in (3, 9, 35, 62, 90, 150):
        kader = Kader(BEGIN + timedelta(days=dagen), loket.kalender, antwoorden_van_partner=False)
        verwacht = _van_ketens(bank, kader)
        gezien |= {een[3] for een in verwacht}
        with bank.knoop.opslag.werkeenheid(schrijven=False) as werk:

            def lijst(vraag: Termijnvraag, kader: Kader = kader, werk: SqlWerkeenheid = werk) -> list[OpenTermijn]:
                return zoek_termijnen(werk, vraag, kader, 10_000)

            alle = lijst(Termijnvraag())
            assert {_sleutel(een) for een in alle} == verwacht
            assert len(alle) == len(verwacht)
            assert [een.klok.uiterlijk for een in alle] == sorted(een.klok.uiterlijk for een in alle)
            for toestand in (Kloktoestand.LOOPT, Kloktoestand.TE_LAAT):
                assert {_sleutel(een) for een in lijst(Termijnvraag(toestand=toestand))} == {
                    een for een in verwacht if een[6] is toestand
                }
            for soort in Termijnsoort:
                assert {_sleutel(een) for een in lijst(Termijnvraag(soort=soort))} == {
                    een for een in verwacht if een[3] is soort
                }
            for tot in (kader.vandaag - timedelta(days=9), kader.vandaag, kader.vandaag + timedelta(days=5)):
                assert {_sleutel(een) for een in lijst(Termijnvraag(tot=tot))} == {
                    een for een in verwacht if een[5] <= tot
                }
            van = lijst(Termijnvraag(gemeente=GEMEENTE, aanbieder=AANBIEDER))
            assert {_sleutel(een) for een in van} == {een for een in verwacht if een[1] == AANBIEDER}
            assert lijst(Termijnvraag(toestand=Kloktoestand.GEHAALD)) == []
    assert gezien == set(Termijnsoort) - {Termijnsoort.RETOUR, Termijnsoort.DECLARATIEANTWOORD}
