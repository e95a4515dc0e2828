"""Local signals: each silent on one message, and after one change exactly that one."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

import pytest

from app.messages.pakket import Pakket
from app.messages.records import (
    Antwoordbericht,
    Geboortedatum,
    Startbericht,
    Toewijzingsbericht,
    Toewijzingsverzoek,
)
from app.rules.lokaal import leeftijd
from app.rules.lokaal.leeftijd import VOLWASSEN, is_op, jarig_uiterlijk
from app.rules.procedure.feiten import Procedurefeiten
from app.rules.procedure.verzameling import Opmerking, Procedureregels
from app.store.signalen import Signaalfilter, zoek_signalen
from tests.bank import AANGEVRAAGD, KIND, START, TOEWIJZING, Bank

PER_BERICHT = {"JW301": leeftijd.JW301, "JW315": leeftijd.JW315}
Maker = Callable[[Bank, Any], Pakket]


def _301(**anders: Any) -> Maker:
    """A toewijzing for a client who is born on a day; April up to and including June 2026 unless changed."""
    return lambda bank, geboren: bank.jw301(TOEWIJZING._replace(**anders), kind=replace(KIND, geboortedatum=geboren))


def _315(**anders: Any) -> Maker:
    """A verzoek for June up to and including August 2026."""
    return lambda bank, geboren: bank.jw315(AANGEVRAAGD._replace(**anders), kind=replace(KIND, geboortedatum=geboren))


def _gemeld(bank: Bank, bericht: Pakket, gebruik: str | None = None) -> dict[str, Opmerking]:
    """What every local rule says of a message, by code."""
    gelezen = bank.toets(bericht).bericht
    assert not isinstance(gelezen, Antwoordbericht)
    if gebruik is not None and isinstance(gelezen, Toewijzingsbericht | Toewijzingsverzoek):
        client = gelezen.client
        gelezen = replace(gelezen, client=client._replace(geboortedatum=Geboortedatum(_datum(client), gebruik)))
    with bank.knoop.opslag.werkeenheid(schrijven=False) as werk:
        facts = werk.facts(gelezen, bank.release, bank.klok.dag)
        feiten = werk.procedurefeiten(facts, bank.knoop.loket.kalender)
    return _vraag(PER_BERICHT[gelezen.code], feiten)


def _datum(client: Any) -> date:
    datum: date = client.geboortedatum.datum
    return datum


def _vraag(regels: Procedureregels, feiten: Procedurefeiten) -> dict[str, Opmerking]:
    gevonden = {}
    for klasse in feiten.facts.bericht.klassen():
        for (id, naam), regel in regels.per_klasse.items():
            opmerking = regel(klasse, feiten) if naam == klasse.klasse else None
            if opmerking is not None:
                gevonden[id] = opmerking
    return gevonden


@dataclass(frozen=True)
class Geval:
    """Silent for who is born on ``stil``; for who is born on ``meldt`` exactly this one."""

    code: str
    maker: Maker
    stil: date
    meldt: date
    element: str
    getal: str


OPEN = {"einddatum": None}
GGZ = {"categorie": "54", "code": "54001"}
GEVALLEN = (
    Geval("SIG-LEEFTIJD-16", _301(), date(2010, 7, 1), date(2010, 6, 30), "", "1001"),
    Geval("SIG-LEEFTIJD-16", _301(**OPEN), date(2010, 5, 7), date(2010, 5, 6), "", "vanaf 2026-04-01"),
    Geval("SIG-LEEFTIJD-18", _301(), date(2003, 3, 31), date(2008, 3, 31), "Einddatum", "2026-06-30"),
    Geval("SIG-LEEFTIJD-18", _301(**OPEN), date(2003, 5, 5), date(2003, 5, 6), "Einddatum", "vanaf 2026-04-01"),
    Geval("SIG-LEEFTIJD-23", _301(), date(2012, 5, 17), date(2003, 4, 1), "Ingangsdatum", "2026-04-01"),
    Geval("SIG-LEEFTIJD-23", _301(**OPEN), date(2003, 5, 6), date(2003, 5, 5), "Einddatum", "drieëntwintigste"),
    Geval("SIG-LEEFTIJD-23", _315(), date(2003, 6, 2), date(2003, 6, 1), "Ingangsdatum", "reden 9"),
    Geval("SIG-ZVW-VOORLIGGEND", _315(**GGZ), date(2008, 6, 2), date(2008, 6, 1), "Product", "categorie 54"),
)


@pytest.mark.parametrize("geval", GEVALLEN, ids=[f"{nummer}-{een.code}" for nummer, een in enumerate(GEVALLEN)])
def test_a_rule_is_silent_and_after_a_birthday_exactly_it_fires(bank: Bank, geval: Geval) -> None:
    assert geval.code not in _gemeld(bank, geval.maker(bank, geval.stil))
    gemeld = _gemeld(bank, geval.maker(bank, geval.meldt))
    assert set(gemeld) == {geval.code}
    opmerking = gemeld[geval.code]
    assert (opmerking.voor, opmerking.element) == ("gemeente", geval.element)
    assert geval.getal in opmerking.uitleg
    assert re.fullmatch(r"[A-Z].{15,}\.", opmerking.uitleg)
    assert str(geval.meldt) not in opmerking.uitleg.replace(str(TOEWIJZING.ingangsdatum), "")


@pytest.mark.parametrize("categorie", ["51", "52", "54"])
def test_ggz_for_an_adult_is_for_the_zorgverzekeringswet(bank: Bank, categorie: str) -> None:
    ggz, geen = _301(categorie=categorie, code=None), _301()
    code = "SIG-ZVW-VOORLIGGEND"
    assert code in _gemeld(bank, ggz(bank, date(2008, 6, 30)))
    assert code not in _gemeld(bank, ggz(bank, date(2008, 7, 1)))
    assert code not in _gemeld(bank, geen(bank, date(2008, 6, 30)))


def test_help_that_will_go_on_after_the_twenty_third_birthday_is_told_before_it_comes(bank: Bank) -> None:
    """Until then it can be verlengde jeugdhulp, so eighteen is told as well."""
    assert set(_gemeld(bank, _301()(bank, date(2003, 6, 29)))) == {"SIG-LEEFTIJD-18", "SIG-LEEFTIJD-23"}
    assert set(_gemeld(bank, _301()(bank, date(2003, 6, 30)))) == {"SIG-LEEFTIJD-18"}


def test_a_toewijzing_that_is_withdrawn_asks_nothing(bank: Bank) -> None:
    weg = {"reden_wijziging": "13", "einddatum": TOEWIJZING.ingangsdatum}
    assert _gemeld(bank, _301(**weg)(bank, date(2003, 4, 1))) == {}


def test_nothing_is_asked_of_an_age_that_has_passed(bank: Bank) -> None:
    """Who is eighteen by now needs no perspectiefplan any more, though a part of the period lies before."""
    assert set(_gemeld(bank, _301()(bank, date(2008, 5, 6)))) == {"SIG-LEEFTIJD-18"}
    assert "SIG-LEEFTIJD-16" in _gemeld(bank, _301()(bank, date(2008, 5, 7)))


def test_who_turns_eighteen_on_the_last_day_needs_no_extension(bank: Bank) -> None:
    assert "SIG-LEEFTIJD-18" not in _gemeld(bank, _301()(bank, date(2008, 6, 30)))
    assert "SIG-LEEFTIJD-18" in _gemeld(bank, _301()(bank, date(2008, 6, 29)))


def test_a_young_client_gives_none(bank: Bank) -> None:
    for maker in (_301(), _301(**OPEN), _301(**GGZ), _315(), _315(**GGZ)):
        assert _gemeld(bank, maker(bank, date(2016, 5, 17))) == {}


def test_nobody_is_taken_for_older_than_is_certain(bank: Bank) -> None:
    bericht = _301()(bank, date(2008, 6, 1))
    for gebruik, verwacht in ((None, True), ("1", False), ("2", False), ("3", False)):
        assert ("SIG-LEEFTIJD-18" in _gemeld(bank, bericht, gebruik)) is verwacht, gebruik


@pytest.mark.parametrize(
    ("gebruik", "jarig"),
    [(None, date(2026, 3, 1)), ("1", date(2026, 3, 1)), ("2", date(2026, 12, 31)), ("3", None)],
)
def test_a_birthday_counts_as_late_as_it_can_be(gebruik: str | None, jarig: date | None) -> None:
    geboren = Geboortedatum(date(2008, 2, 29), gebruik)
    assert jarig_uiterlijk(geboren, VOLWASSEN) == jarig
    assert is_op(geboren, VOLWASSEN, date(2026, 2, 28)) is False
    assert is_op(geboren, VOLWASSEN, date(2027, 1, 1)) is (jarig is not None)


def test_a_message_without_date_of_birth_cannot_be_asked(bank: Bank) -> None:
    bank.goed(bank.jw301())
    gelezen = bank.toets(bank.jw305(START)).bericht
    assert isinstance(gelezen, Startbericht)
    with bank.knoop.opslag.werkeenheid(schrijven=False) as werk:
        facts = werk.facts(gelezen, bank.release, bank.klok.dag)
        feiten = werk.procedurefeiten(facts, bank.knoop.loket.kalender)
    with pytest.raises(TypeError, match="JW305"):
        leeftijd.JW301.per_klasse["SIG-LEEFTIJD-16", "ToegewezenProduct"](TOEWIJZING, feiten)


def test_it_is_in_the_judgement_and_kept_once_a_toewijzing(bank: Bank) -> None:
    geboren = date(2009, 5, 17)
    eerste = bank.goed(_301()(bank, geboren)).oordeel.signalen
    langer = {"einddatum": date(2026, 9, 30), "reden_wijziging": "04", "toewijzingsdatum": date(2026, 5, 4)}
    tweede = bank.goed(_301(**langer)(bank, geboren)).oordeel.signalen
    assert [een.code for een in (*eerste, *tweede)] == ["SIG-LEEFTIJD-16"] * 2
    with bank.knoop.opslag.werkeenheid(schrijven=False) as werk:
        (rij,) = zoek_signalen(werk.verbinding, Signaalfilter(), 10, None)
    assert (rij.code, rij.uitleg) == ("SIG-LEEFTIJD-16", eerste[0].uitleg)
