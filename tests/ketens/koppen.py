"""Steps with a message that is right below its Header."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from random import Random
from typing import Any

from tests.ketens import leveren, toewijzen
from tests.ketens.keten import Keten, Stap
from tests.ketens.wereld import VANDAAG


def nogmaals_sturen(keten: Keten, rng: Random) -> Stap | None:
    """The last message again: its Identificatie was used, also when it was rejected (TR056); its Header stays wrong."""
    laatste = keten.laatste
    if laatste is None or laatste.codes == {"0001"}:
        return None
    return Stap("nogmaals sturen", laatste.pakket, frozenset({"9056"}) | (laatste.codes & {"8848", "S300"}))


def uit_de_toekomst(keten: Keten, rng: Random) -> Stap | None:
    """A Dagtekening after today (TR135)."""
    return _met_kop(keten, rng, "8848", dagtekening=VANDAAG + timedelta(days=rng.randint(1, 9)))


def onbekende_gemeente(keten: Keten, rng: Random) -> Stap | None:
    """A code that no gemeente ever had (TR378)."""
    return _met_kop(keten, rng, "S300", afzender="9998")


def _met_kop(keten: Keten, rng: Random, code: str, **kop: Any) -> Stap | None:
    maker = toewijzen.toewijzen if "afzender" in kop else rng.choice((toewijzen.toewijzen, leveren.starten))
    keten.wereld.kop = kop
    try:
        stap = maker(keten, rng)
    finally:
        keten.wereld.kop = {}
    return stap and replace(stap, naam=f"{stap.naam} met kop {code}", codes=frozenset({code}))
