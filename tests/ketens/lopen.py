"""Carries out the steps of a chain, and holds what the service says against what the model says."""

from __future__ import annotations

from collections import defaultdict

from app.exchange.ports import Afhandeling
from app.messages.records import Declaratiebericht
from tests.bank import Bank
from tests.ketens.keten import Stap


def voer_uit(bank: Bank, stap: Stap) -> Afhandeling:
    """Hand in the message; fails when not exactly the codes of the model are found."""
    afhandeling = bank.verwerk(stap.pakket)
    per_plaats: dict[str, set[str]] = defaultdict(set)
    for bevinding in afhandeling.oordeel.bevindingen:
        per_plaats[bevinding.klasse_pad].add(bevinding.retourcode)
    toelichting = "\n".join(f"{een.regel} {een.pad}: {een.uitleg}" for een in afhandeling.oordeel.bevindingen)
    if stap.regels is None:
        assert set().union(*per_plaats.values()) == stap.codes, f"{stap.naam}\n{toelichting}"
    else:
        bericht = afhandeling.bericht
        assert isinstance(bericht, Declaratiebericht)
        gevonden = tuple(frozenset(per_plaats.pop(regel.pad, ())) for regel in bericht.prestaties)
        assert (gevonden, dict(per_plaats)) == (stap.regels, {}), f"{stap.naam}\n{toelichting}"
    return afhandeling
