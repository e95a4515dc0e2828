"""The order in which messages come means nothing where the standard gives it no meaning (OP080)."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from random import Random
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from app.exchange.ports import Afhandeling
from app.messages.records import Declaratiebericht
from app.store import tables as t
from tests.bank import TOEWIJZING, Bank, maak_bank
from tests.ketens.keten import Stap
from tests.ketens.stappen import random_chain
from tests.ketens.wereld import VANDAAG, Wereld

_INSTELLINGEN = settings(max_examples=12, deadline=None, derandomize=True, database=None)


@contextmanager
def _bank(mappen: pytest.TempPathFactory) -> Iterator[Bank]:
    bank = maak_bank(mappen.mktemp("volgorde"))
    bank.klok.dag = VANDAAG
    try:
        yield bank
    finally:
        bank.knoop.sluit()


def _codes(afhandeling: Afhandeling) -> list[tuple[str, str, str]]:
    return [(een.regel, een.klasse_pad, een.uitleg) for een in afhandeling.oordeel.bevindingen]


def _stand(bank: Bank) -> list[Any]:
    """Every toewijzing as it is, apart from our own keys."""
    k = t.toewijzing.c
    kolommen = [kolom for kolom in k if kolom.name not in ("id", "client_id")]
    with bank.knoop.opslag.engine.connect() as verbinding:
        return list(map(tuple, verbinding.execute(select(*kolommen).order_by(k.gemeente, k.nummer))))


def _los(stap: Stap) -> bool:
    """Whether a step asks nothing of another chain; these use what the aanbieder did in any."""
    return stap.naam not in ("declaratienummer hergebruiken", "eerder declareren", "nogmaals sturen")


@_INSTELLINGEN
@given(zaad=st.integers(0, 2**32 - 1))
def test_chains_of_different_children_do_not_touch(tmp_path_factory: pytest.TempPathFactory, zaad: int) -> None:
    """Told one after the other or through each other: the same findings, and the same stand in the end."""
    rng = Random(zaad)
    ketens: list[list[tuple[Stap, list[tuple[str, str, str]]]]] = []
    with _bank(tmp_path_factory) as bank:
        wereld = Wereld(bank.release)
        for _ in range(3):
            keten = []
            for stap in filter(_los, random_chain(wereld, rng, 10, fout=0.3)):
                keten.append((stap, _codes(bank.verwerk(stap.pakket))))
                stap.voltooi()
            ketens.append(keten)
        stand = _stand(bank)
    with _bank(tmp_path_factory) as bank:
        while ketens := [keten for keten in ketens if keten]:
            stap, gezegd = rng.choice(ketens).pop(0)
            assert _codes(bank.verwerk(stap.pakket)) == gezegd, stap.naam
        assert _stand(bank) == stand


@_INSTELLINGEN
@given(volgorde=st.permutations(range(4)), einden=st.lists(st.integers(0, 90), min_size=4, max_size=4))
def test_the_last_version_assigned_counts(
    tmp_path_factory: pytest.TempPathFactory, volgorde: list[int], einden: list[int]
) -> None:
    """Not the last one received: what counts is when it was assigned (IV013)."""
    versies = [
        TOEWIJZING._replace(
            toewijzingsdatum=date(2026, 3, 1) + timedelta(days=nummer // 2),
            toewijzingstijd=f"1{nummer % 2}:00:00",
            einddatum=date(2026, 6, 30) + timedelta(days=einde),
            reden_wijziging=None if nummer == 0 else "04",
        )
        for nummer, einde in enumerate(einden)
    ]
    with _bank(tmp_path_factory) as bank:
        for plaats in volgorde:
            bank.goed(bank.jw301(versies[plaats]))
        (rij,) = _stand(bank)
    kolommen = [kolom.name for kolom in t.toewijzing.c if kolom.name not in ("id", "client_id")]
    assert dict(zip(kolommen, rij, strict=True))["einddatum"] == versies[3].einddatum


@_INSTELLINGEN
@given(zaad=st.integers(0, 2**32 - 1))
def test_lines_may_stand_in_any_order(tmp_path_factory: pytest.TempPathFactory, zaad: int) -> None:
    """What is said of a line does not depend on its place among lines that do not touch it."""
    rng = Random(zaad)
    with _bank(tmp_path_factory) as bank:
        wereld = Wereld(bank.release)
        for stap in random_chain(wereld, rng, 30, fout=0.3):
            if stap.regels is not None and len(stap.regels) > 1:
                assert _per_regel(bank.toets(stap.pakket)) == _per_regel(bank.toets(_omgekeerd(stap)))
            bank.verwerk(stap.pakket)
            stap.voltooi()


def _omgekeerd(stap: Stap) -> bytes:
    """The same message with its lines the other way round."""
    begin, *regels = stap.pakket.bytes().split(b"<jw323:Prestatie>")
    *rest, laatste = regels
    regel, einde = laatste.split(b"</jw323:Prestatie>")
    heel = [*rest, regel + b"</jw323:Prestatie>\r\n"]
    return begin + b"<jw323:Prestatie>" + b"<jw323:Prestatie>".join(reversed(heel)) + einde


def _per_regel(afhandeling: Afhandeling) -> dict[str, list[tuple[str, str]]]:
    bericht = afhandeling.bericht
    assert isinstance(bericht, Declaratiebericht)
    nummers = {regel.pad: regel.referentienummer for regel in bericht.prestaties}
    gezegd: dict[str, list[tuple[str, str]]] = {nummer: [] for nummer in nummers.values()}
    for bevinding in afhandeling.oordeel.bevindingen:
        gezegd[nummers[bevinding.klasse_pad]].append((bevinding.regel, bevinding.uitleg))
    return gezegd
