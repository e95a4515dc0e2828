"""Properties that hold whatever is sent: running totals, maxima, dry runs, and the same verdict every time."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from random import Random
from typing import NamedTuple, get_args

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from app.exchange.judgement import Regelstaat
from app.exchange.ports import Afhandeling
from app.messages.records import Bericht, Omvang, Prestatie
from app.standard.kalender import laatste_van_maand
from tests.bank import PRESTATIE, TOEWIJZING, Bank, maak_bank
from tests.exchange.antwoord import antwoord_van, controleer_antwoord_op_inhoud, naam
from tests.exchange.stand import Stand, stand
from tests.rules.geval import Geval
from tests.rules.gevallen import GEVALLEN
from tests.schemas.generate import random_valid

_INSTELLINGEN = settings(max_examples=25, deadline=None, derandomize=True, database=None)
MAXIMUM = 20
"""Hours in all."""
TOEWIJZING_TOTAAL = TOEWIJZING._replace(
    ingangsdatum=date(2025, 1, 1), toewijzingsdatum=date(2025, 1, 1), omvang=Omvang(MAXIMUM, "04", "6")
)


class Debet(NamedTuple):
    """A month (0 = January 2025) and hours, or minutes, that are claimed."""

    maand: int
    aantal: int
    minuten: bool


class Credit(NamedTuple):
    """The how-manieth claim so far is taken back (counted round)."""

    welke: int


_OPDRACHTEN = st.lists(
    st.lists(
        st.one_of(
            st.builds(Debet, maand=st.integers(0, 15), aantal=st.integers(0, 9), minuten=st.just(False)),
            st.builds(Debet, maand=st.integers(0, 15), aantal=st.integers(1, 600), minuten=st.just(True)),
            st.builds(Credit, welke=st.integers(0, 40)),
        ),
        min_size=1,
        max_size=5,
    ),
    min_size=1,
    max_size=5,
)


@contextmanager
def _verse_bank(mappen: pytest.TempPathFactory) -> Iterator[Bank]:
    bank = maak_bank(mappen.mktemp("bank"))
    try:
        yield bank
    finally:
        bank.knoop.sluit()


def _debet(opdracht: Debet, nummer: str) -> Prestatie:
    jaar, maand = divmod(opdracht.maand, 12)
    begin = date(2025 + jaar, maand + 1, 1)
    uurtarief = 8500 if jaar == 0 else 8800
    regel = PRESTATIE._replace(referentienummer=nummer, begindatum=begin, einddatum=laatste_van_maand(begin))
    if not opdracht.minuten:
        return regel._replace(volume=opdracht.aantal, tarief=uurtarief, bedrag=opdracht.aantal * uurtarief)
    return regel._replace(
        volume=opdracht.aantal,
        eenheid="01",
        tarief=(uurtarief + 30) // 60,
        bedrag=(uurtarief * opdracht.aantal + 30) // 60,
    )


def _minuten(regel: Prestatie) -> int:
    return regel.volume * (60 if regel.eenheid == "04" else 1)


class Boekhouding:
    """What has to happen, worked out by hand: credits first, then each debet that still fits."""

    def __init__(self) -> None:
        self.ooit: list[Prestatie] = []
        """Every claim that was sent."""
        self.open: dict[str, Prestatie] = {}
        """Granted and not credited, by ReferentieNummer."""

    @property
    def stand(self) -> Stand:
        regels = self.open.values()
        return Stand(sum(map(_minuten, regels)), sum(regel.bedrag for regel in regels), len(regels))

    def verwacht(self, regels: list[Prestatie]) -> list[bool]:
        """Which lines of a message are granted; takes them in."""
        toegekend: dict[str, bool] = {}
        for regel in sorted(regels, key=lambda regel: regel.debet_credit != "C"):
            if regel.vorig_referentienummer is not None:
                goed = self.open.pop(regel.vorig_referentienummer, None) is not None
            else:
                bezet = any(ander.begindatum == regel.begindatum for ander in self.open.values())
                goed = not bezet and self.stand.volume + _minuten(regel) <= MAXIMUM * 60
                if goed:
                    self.open[regel.referentienummer] = regel
                self.ooit.append(regel)
            toegekend[regel.referentienummer] = goed
        return [toegekend[regel.referentienummer] for regel in regels]


def _regels(opdrachten: list[Debet | Credit], ooit: list[Prestatie], bericht: int) -> list[Prestatie]:
    """The lines of a message that level 2 lets through: a month once, an earlier line once."""
    regels: dict[object, Prestatie] = {}
    for volgnummer, opdracht in enumerate(opdrachten):
        nummer = f"R{bericht}-{volgnummer}"
        if isinstance(opdracht, Debet):
            regels.setdefault(opdracht.maand, _debet(opdracht, nummer))
        else:
            lijst = [regel for regel in ooit if regel.bedrag]
            if lijst:
                vorig = lijst[opdracht.welke % len(lijst)]
                credit = vorig._replace(
                    referentienummer=nummer, vorig_referentienummer=vorig.referentienummer, debet_credit="C"
                )
                regels.setdefault(vorig.referentienummer, credit)
    return list(regels.values())


@_INSTELLINGEN
@given(berichten=_OPDRACHTEN)
def test_what_is_granted_never_passes_the_maximum_and_credits_give_back_exactly(
    tmp_path_factory: pytest.TempPathFactory, berichten: list[list[Debet | Credit]]
) -> None:
    with _verse_bank(tmp_path_factory) as bank:
        bank.goed(bank.jw301(TOEWIJZING_TOTAAL))
        boekhouding = Boekhouding()
        for nummer, opdrachten in enumerate(berichten):
            regels = _regels(opdrachten, boekhouding.ooit, nummer)
            if not regels:
                continue
            afhandeling = bank.verwerk(bank.jw323(*regels))
            uitslag = afhandeling.oordeel.uitslag
            assert uitslag is not None
            toegekend = [staat == Regelstaat.TOEGEKEND for staat in uitslag.staten]
            assert toegekend == boekhouding.verwacht(regels)
            assert stand(bank) == boekhouding.stand
            assert boekhouding.stand.volume <= MAXIMUM * 60
            controleer_antwoord_op_inhoud(afhandeling)


@_INSTELLINGEN
@given(aantallen=st.lists(st.integers(1, 10), min_size=1, max_size=8), volgorde=st.randoms(use_true_random=False))
def test_crediting_all_claims_in_any_order_leaves_nothing(
    tmp_path_factory: pytest.TempPathFactory, aantallen: list[int], volgorde: Random
) -> None:
    with _verse_bank(tmp_path_factory) as bank:
        bank.goed(bank.jw301(TOEWIJZING_TOTAAL))
        regels = [_debet(Debet(maand, uren, False), f"D{maand}") for maand, uren in enumerate(aantallen)]
        boekhouding = Boekhouding()
        boekhouding.verwacht(regels)
        bank.verwerk(bank.jw323(*regels))
        toegekend = list(boekhouding.open.values())
        volgorde.shuffle(toegekend)
        for regel in toegekend:
            voor = stand(bank)
            credit = regel._replace(
                referentienummer=f"C{regel.referentienummer}",
                vorig_referentienummer=regel.referentienummer,
                debet_credit="C",
            )
            bank.goed(bank.jw323(credit))
            assert stand(bank) == (voor.volume - _minuten(regel), voor.bedrag - regel.bedrag, voor.open_prestaties - 1)
        assert stand(bank) == (0, 0, 0)


def _zonder_kenmerk(afhandeling: Afhandeling) -> bytes:
    """The answer without the identification that every answer has for itself; nothing when none is sent."""
    if afhandeling.retour is None:
        return b""
    boom = antwoord_van(afhandeling)
    for element in boom[0]:
        if naam(element) == "IdentificatieRetour":
            element.text = ""
        elif naam(element) == "BerichtIdentificatie" and afhandeling.antwoord.code == "JW325":
            element[0].text = ""
    tekst: bytes = etree.tostring(boom)
    return tekst


_EEN_PER_REGEL = tuple({(geval.regel, geval.bericht == "JW325"): geval for geval in GEVALLEN}.values())
"""Of a rule that also holds for the answer of a partner, one case on each."""


@pytest.mark.parametrize("geval", _EEN_PER_REGEL, ids=[geval.id for geval in _EEN_PER_REGEL])
def test_a_dry_run_says_what_handing_in_would_say_and_keeps_nothing(bank: Bank, geval: Geval) -> None:
    """Twice the same dry run, then the real thing: one judgement, one answer but for its identification."""
    for stap in geval.opzet:
        stap(bank)
    data = geval.mutatie(bank)
    proef, nogmaals, echt = bank.toets(data), bank.toets(data), bank.verwerk(data)
    assert proef.oordeel == nogmaals.oordeel == echt.oordeel
    assert _zonder_kenmerk(proef) == _zonder_kenmerk(nogmaals) == _zonder_kenmerk(echt)
    assert proef.id != echt.id
    assert proef.retour is None or proef.antwoord.identificatie != echt.antwoord.identificatie


@pytest.mark.parametrize("code", [soort.code for soort in get_args(Bericht)])
def test_judging_any_valid_message_is_deterministic(bank: Bank, code: str) -> None:
    rng = Random(f"deterministic {code}")
    for _ in range(25):
        data = random_valid(code, rng)
        een, twee = bank.toets(data), bank.toets(data)
        assert een.oordeel == twee.oordeel
        assert _zonder_kenmerk(een) == _zonder_kenmerk(twee)
        controleer_antwoord_op_inhoud(een)
