"""The daily round: opened once, closed with a reason, and made again without harm."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta

import pytest

from app.exchange.judgement import Signaal, VoorWie
from app.steering.dagronde.controle import Controle, Vervallen
from app.steering.dagronde.controles import CONTROLES
from app.steering.dagronde.ronde import MISLUKT, DagGeweigerd, draai
from app.store import dagronde as register
from app.store.dagronde import Domein, Gevonden, Uitkomst, zoek_uitkomsten
from app.store.signalen import (
    Signaalfilter,
    Signaalplek,
    Signaalrij,
    Spoor,
    Stap,
    bewaar_signalen,
    lees_signaal,
    zet_toestand,
    zoek_signalen,
)
from tests.bank import AANBIEDER, GEMEENTE, Bank
from tests.steering.stuurwereld import AANBIEDERS, GEMEENTEN, Traject, Wereld

CODE = "SIG-ZWAARTE"


@dataclass
class Proef:
    """A round with one check, of which the test says what is true."""

    bank: Bank
    waar: list[Gevonden | Vervallen] = field(default_factory=list)

    def ronde(self, op: date | None = None) -> Uitkomst:
        """Make the round and give what the check came to."""
        controle = Controle("proef", "Wat waar is.", Domein((CODE,), "proef "), "Het geldt niet meer.", self._zoek)
        loket = self.bank.knoop.loket
        (uitkomst,) = draai(self.bank.knoop.opslag, loket.kalender, self.bank.klok.nu(), op, [controle])
        return uitkomst

    def _zoek(self, *_: object) -> Iterator[Gevonden | Vervallen]:
        yield from self.waar

    def rijen(self) -> list[Signaalrij]:
        """The register, newest first."""
        with self.bank.knoop.opslag.werkeenheid(schrijven=False) as werk:
            return zoek_signalen(werk.verbinding, Signaalfilter(), 5000, None)

    def spoor(self, rij: Signaalrij) -> tuple[Spoor, ...]:
        """What became of a signal."""
        opslag = self.bank.knoop.opslag
        with opslag.werkeenheid(schrijven=False) as werk:
            gelezen = lees_signaal(werk.verbinding, opslag.kluis, rij.openbaar)
        assert gelezen is not None
        return gelezen[1]

    def zet(self, rij: Signaalrij, naar: str) -> None:
        """Somebody does something about it."""
        opslag = self.bank.knoop.opslag
        with opslag.werkeenheid(schrijven=True) as werk:
            zet_toestand(
                werk.verbinding, opslag.kluis, rij.openbaar, Stap(self.bank.klok.nu(), naar, "gemeente", "Gedaan.")
            )

    def later(self, dagen: int = 1) -> None:
        """Let days go by."""
        self.bank.klok.dag += timedelta(days=dagen)


def een(kenmerk: str, voor: VoorWie = VoorWie.GEMEENTE) -> Gevonden:
    """Something that is true."""
    return Gevonden(CODE, voor, f"proef {kenmerk}", f"Het geldt: {kenmerk}.", GEMEENTE, AANBIEDER)


@pytest.fixture
def proef(elke_bank: Bank) -> Proef:
    """A round on SQLite, and then on PostgreSQL."""
    return Proef(elke_bank)


def _telt(uitkomst: Uitkomst) -> tuple[int, int, int]:
    return uitkomst.gevonden, uitkomst.geopend, uitkomst.gesloten


def test_what_is_found_is_opened_once_for_each_party(proef: Proef) -> None:
    proef.waar = [een("a"), een("a", VoorWie.AANBIEDER), een("b")]
    assert _telt(proef.ronde()) == (3, 3, 0)
    assert _telt(proef.ronde()) == (3, 0, 0)
    proef.later()
    assert _telt(proef.ronde()) == (3, 0, 0)
    assert {(rij.voor, rij.uitleg, rij.toestand, rij.gemeente) for rij in proef.rijen()} == {
        ("gemeente", "Het geldt: a.", "open", GEMEENTE),
        ("aanbieder", "Het geldt: a.", "open", GEMEENTE),
        ("gemeente", "Het geldt: b.", "open", GEMEENTE),
    }


def test_what_is_no_longer_found_is_closed_with_the_reason(proef: Proef) -> None:
    proef.waar = [een("a"), een("b"), een("c")]
    proef.ronde()
    c, b, a = proef.rijen()
    proef.zet(b, "verklaard")
    proef.later()
    proef.waar = [een("c"), Vervallen("proef b", "Van 40 zijn er 12.")]
    assert _telt(proef.ronde()) == (1, 0, 2)
    assert [rij.toestand for rij in proef.rijen()] == ["open", "gesloten", "gesloten"]
    (stap,) = proef.spoor(a)
    assert (stap.van, stap.stap.naar, stap.stap.door) == ("open", "gesloten", "dagronde")
    assert stap.stap.toelichting == f"Gesloten door de dagronde van {proef.bank.klok.dag}. Het geldt niet meer."
    assert [(stap.van, stap.stap.door) for stap in proef.spoor(b)] == [("open", "gemeente"), ("verklaard", "dagronde")]
    assert proef.spoor(b)[-1].stap.toelichting.endswith("Van 40 zijn er 12.")
    assert proef.spoor(c) == ()


def test_what_the_round_closed_comes_again_and_what_a_person_closed_does_not(proef: Proef) -> None:
    proef.waar = [een("a"), een("b")]
    proef.ronde()
    b, _ = proef.rijen()
    proef.zet(b, "gesloten")
    assert _telt(proef.ronde()) == (2, 0, 0)
    proef.waar = []
    assert _telt(proef.ronde()) == (0, 0, 1)
    proef.waar = [een("a"), een("b")]
    assert _telt(proef.ronde()) == (2, 1, 0)
    assert [(rij.uitleg, rij.toestand) for rij in proef.rijen()] == [
        ("Het geldt: a.", "open"),
        ("Het geldt: b.", "gesloten"),
        ("Het geldt: a.", "gesloten"),
    ]


def test_signals_of_others_are_left_alone(proef: Proef) -> None:
    """Another code, another kenmerk and none at all: no check of this round keeps them."""
    signaal = Signaal(CODE, VoorWie.GEMEENTE, "", "Iets anders.", None, "elders a")
    with proef.bank.knoop.opslag.werkeenheid(schrijven=True) as werk:
        anders = (
            signaal,
            signaal._replace(kenmerk=None),
            signaal._replace(code="SIG-OVERGANG", kenmerk="proef a"),
            signaal._replace(kenmerk="proef%"),
        )
        bewaar_signalen(werk.verbinding, anders, Signaalplek(proef.bank.klok.nu()))
    assert _telt(proef.ronde()) == (0, 0, 0)
    assert {rij.toestand for rij in proef.rijen()} == {"open"}


def test_a_signal_that_a_message_opened_is_taken_over(proef: Proef) -> None:
    signaal = Signaal(CODE, VoorWie.GEMEENTE, "/Bericht", "Uit een bericht.", None, "proef a")
    with proef.bank.knoop.opslag.werkeenheid(schrijven=True) as werk:
        bewaar_signalen(werk.verbinding, (signaal,), Signaalplek(proef.bank.klok.nu()))
    proef.waar = [een("a")]
    assert _telt(proef.ronde()) == (1, 0, 0)
    proef.waar = []
    assert _telt(proef.ronde()) == (0, 0, 1)
    assert [rij.toestand for rij in proef.rijen()] == ["gesloten"]


def test_a_round_that_breaks_off_is_made_again(proef: Proef, monkeypatch: pytest.MonkeyPatch) -> None:
    """The process ends between two transactions; the next round does the rest, and only that."""
    proef.waar = [een(str(nummer)) for nummer in range(1201)]
    echt, keren = register.open_signalen, []

    def breekt_af(*args: object) -> int:
        keren.append(args)
        if len(keren) == 3:
            raise KeyboardInterrupt
        return echt(*args)  # type: ignore[arg-type]  # handed through as they came

    with monkeypatch.context() as omgeving:
        omgeving.setattr("app.steering.dagronde.ronde.open_signalen", breekt_af)
        with pytest.raises(KeyboardInterrupt):
            proef.ronde()
    assert len(proef.rijen()) == 1000
    assert _telt(proef.ronde()) == (1201, 201, 0)
    proef.waar = []
    assert _telt(proef.ronde()) == (0, 0, 1201)


def test_a_check_that_goes_wrong_stops_no_other_and_is_told(proef: Proef) -> None:
    def stuk(*_: object) -> Iterator[Gevonden]:
        yield een("a")
        raise ValueError("tells what is in a message")

    proef.waar = [een("a")]
    proef.ronde()
    loket, opslag = proef.bank.knoop.loket, proef.bank.knoop.opslag
    controles = [
        Controle("stuk", "Gaat mis.", Domein((CODE,), "proef "), "Weg.", stuk),
        Controle(
            "heel", "Gaat goed.", Domein((CODE,), "heel "), "Weg.", lambda *_: [een("x")._replace(kenmerk="heel")]
        ),
    ]
    uitkomsten = draai(opslag, loket.kalender, proef.bank.klok.nu(), None, controles)
    assert [(een.controle, een.mislukt, een.geopend) for een in uitkomsten] == [
        ("stuk", "ValueError", 0),
        ("heel", None, 1),
    ]
    melding, _, eerste = proef.rijen()
    assert (melding.code, melding.voor, melding.toestand) == (MISLUKT, "beheerder", "open")
    assert "tells what" not in melding.uitleg
    assert eerste.toestand == "open"
    draai(opslag, loket.kalender, proef.bank.klok.nu(), None, controles[1:])
    assert proef.rijen()[0].toestand == "gesloten"


def test_no_round_for_a_day_to_come_or_before_the_last_one(proef: Proef) -> None:
    vandaag = proef.bank.klok.dag
    with pytest.raises(DagGeweigerd, match="moet nog komen"):
        proef.ronde(vandaag + timedelta(days=1))
    proef.ronde(vandaag - timedelta(days=3))
    proef.ronde(vandaag - timedelta(days=1))
    with pytest.raises(DagGeweigerd, match="al een ronde gemaakt"):
        proef.ronde(vandaag - timedelta(days=2))
    proef.ronde()
    with proef.bank.knoop.opslag.werkeenheid(schrijven=False) as werk:
        dagen = [een.dag for een in zoek_uitkomsten(werk.verbinding, 10)]
    assert dagen == [vandaag, vandaag - timedelta(days=1), vandaag - timedelta(days=3)]


def test_no_two_checks_keep_the_same_signals() -> None:
    """Else one would close what the other opens."""
    namen = [controle.naam for controle in CONTROLES]
    assert len(set(namen)) == len(namen)
    assert all(len(naam) <= 32 for naam in namen)
    alle = [(code, controle.domein.begin) for controle in CONTROLES for code in controle.domein.codes]
    for plaats, (code, begin) in enumerate(alle):
        for ander, ander_begin in alle[plaats + 1 :]:
            assert code != ander or not (begin.startswith(ander_begin) or ander_begin.startswith(begin))


def _zwaar(wereld: Wereld, aanbieder: str, profiel: str, zwaar: int, licht: int, client: int) -> int:
    tredes = ["C"] * zwaar + ["A"] * licht
    wereld.plaats(
        Traject(aanbieder=aanbieder, client=client + plaats, pic=("SPEC", profiel, trede))
        for plaats, trede in enumerate(tredes)
    )
    return client + len(tredes)


def test_an_aanbieder_that_the_benchmark_flags_is_told_with_the_numbers(elke_bank: Bank) -> None:
    """The worked example: 33 heavy where 22 are expected; later the peers turn out to be as heavy."""
    proef, wereld, knoop = Proef(elke_bank), Wereld(elke_bank), elke_bank.knoop
    wereld.laad()
    x, y = AANBIEDERS[:2]
    volgende = _zwaar(wereld, x, "3", 20, 20, 1)
    volgende = _zwaar(wereld, x, "5", 13, 7, volgende)
    volgende = _zwaar(wereld, y, "3", 30, 70, volgende)
    volgende = _zwaar(wereld, y, "5", 25, 25, volgende)
    knoop.draai_dagronde()
    rijen = proef.rijen()
    assert {(rij.code, rij.voor, rij.gemeente, rij.aanbieder, rij.toestand) for rij in rijen} == {
        *(("SIG-ZWAARTE", "gemeente", gemeente, x, "open") for gemeente in GEMEENTEN),
        ("SIG-ZWAARTE", "aanbieder", None, x, "open"),
    }
    assert rijen[0].uitleg == (
        "Van 60 trajecten in 2026 (regio STUUR) zijn er 33 zwaar; bij vergelijkbare aanbieders zouden het er 22,00 "
        "zijn. Verhouding 1,50 (grens 1,20), z 3,00 (grens 1,96), n 60 (minstens 20), variantie 13,40. Per profiel: "
        "/api/v1/stuurcijfers/zwaarte."
    )
    _zwaar(wereld, y, "3", 400, 0, volgende)
    knoop.draai_dagronde()
    for rij in proef.rijen():
        if rij.aanbieder == x:
            assert rij.toestand == "gesloten"
            assert "Van 60 trajecten in 2026 (regio STUUR) zijn er 33 zwaar" in proef.spoor(rij)[-1].stap.toelichting
