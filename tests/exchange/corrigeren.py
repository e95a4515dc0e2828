"""Composes corrections on a bench and sends them in, message after message."""

from __future__ import annotations

from collections.abc import Callable
from itertools import count
from typing import Any

from lxml import etree

from app.exchange.correctie.berichten import schrijf
from app.exchange.correctie.gegevens import Actie, CorrectieGeweigerd, Nieuw, Verzoek, Wens
from app.exchange.correctie.opsteller import Omgeving
from app.exchange.correctie.voorstel import Correctie, stel_correctie_op
from app.exchange.ports import Aangehouden, Afhandeling
from app.messages.problems import Fout
from app.store.correctie import SqlCorrectiebron
from tests.bank import AANBIEDER, Bank


def teller(begin: str = "C") -> Callable[[], str]:
    """Numbers in order, so that a test can name them."""
    nummers = count(1)
    return lambda: f"{begin}{next(nummers):04d}"


def wens(nummer: str, actie: str = "opnieuw", **nieuw: Any) -> Wens:
    """What is wanted with a line."""
    return Wens(nummer, Actie(actie), Nieuw(**nieuw))


def corrigeer(
    bank: Bank,
    *wensen: Wens,
    van: Afhandeling | Aangehouden | None = None,
    nummer: Callable[[], str] | None = None,
    aanbieder: str = AANBIEDER,
) -> Correctie:
    """What to send; ``van`` is the message of which all rejected lines go again."""
    loket = bank.knoop.loket
    verzoek = Verzoek(aanbieder, None if van is None else van.id, wensen)
    omgeving = Omgeving(loket.releases.eerste, loket.klok.nu().date(), loket.xsd_versie)
    if nummer is not None:
        omgeving = Omgeving(omgeving.release, omgeving.vandaag, omgeving.xsd_versie, nummer)
    with bank.knoop.opslag.werkeenheid(schrijven=False) as werk:
        return stel_correctie_op(verzoek, SqlCorrectiebron(werk, bank.knoop.opslag.kluis), omgeving)


def geweigerd(bank: Bank, *wensen: Wens, **anders: Any) -> tuple[Fout, ...]:
    """Why a correction cannot be made."""
    try:
        corrigeer(bank, *wensen, **anders)
    except CorrectieGeweigerd as fout:
        return fout.fouten
    raise AssertionError("the correction was composed")


def stuur(bank: Bank, correctie: Correctie) -> list[Afhandeling]:
    """Hand in the messages in their order; each has to be valid against its XSD."""
    release = bank.knoop.loket.releases.eerste
    schema = bank.knoop.loket.releases.schemas(release).schema("JW323.xsd")
    afhandelingen = []
    for een in correctie.berichten:
        xml = schrijf(release, een.bericht).bytes()
        schema.assertValid(etree.fromstring(xml))
        afhandelingen.append(bank.verwerk(xml))
    return afhandelingen


def stuur_goed(bank: Bank, correctie: Correctie) -> list[Afhandeling]:
    """Hand in the messages; every one has to be granted in full, as the correction said."""
    assert correctie.wordt_toegekend
    afhandelingen = stuur(bank, correctie)
    for afhandeling in afhandelingen:
        assert afhandeling.oordeel.bevindingen == ()
    return afhandelingen
