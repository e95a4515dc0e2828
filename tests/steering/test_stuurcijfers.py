"""Each figure from the store is what a plain model in Python makes of the same trajectories, on both databases."""

from __future__ import annotations

import random
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from typing import Any, TypeVar

import pytest

from app.contracts.uitkomst import schaduwprijs
from app.exchange.weergavebasis import Weergave
from app.standard.kalender import laatste_van_maand, maand_verder
from app.steering.stuurcijfers import (
    doorplaatsingen,
    duur,
    financien,
    populatie,
    prognose,
    schaling,
    segmenten,
    tariefmonitor,
    uitval,
    vergelijking,
    verwijzingen,
    wachttijden,
    zwaarte,
)
from app.steering.stuurcijfers.stuurcijfer import Peiling, Stuurcijfer
from app.store.opslag import SqlWerkeenheid
from app.store.stuurcijfers.basis import Selectie
from tests.bank import Bank
from tests.steering.stuurwereld import (
    AANBIEDERS,
    ETMAAL,
    GEMEENTEN,
    PROFIELEN,
    TARIEVEN,
    TREDEN,
    Traject,
    Wereld,
)

VANDAAG = date(2026, 5, 6)
JAAR = Selectie(date(2025, 6, 1), VANDAAG)
ZWAAR = ("C", "D")


def _trajecten(zaad: int, aantal: int = 250) -> list[Traject]:
    """Chance made the same every time."""
    kans = random.Random(zaad)
    alle = []
    for _ in range(aantal):
        ingang = date(2025, 1, 1) + timedelta(days=kans.randrange(480))
        einde = None if kans.random() < 0.1 else ingang + timedelta(days=kans.randrange(200))
        perceel = kans.choice(("SPEC", "HOOG"))
        pic = (perceel, kans.choice(PROFIELEN), kans.choice(TREDEN))
        stop = ingang + timedelta(days=kans.randrange(250))
        alle.append(
            Traject(
                gemeente=kans.choice(GEMEENTEN),
                aanbieder=kans.choice(AANBIEDERS[:4]),
                client=kans.randrange(1, 90),
                pic=None if perceel == "HOOG" and kans.random() < 0.1 else pic,
                ingang=ingang,
                einde=einde,
                toegewezen=ingang - timedelta(days=kans.randrange(20)),
                bedragen=tuple(
                    (date(2026, kans.randrange(1, 6), 1), kans.randrange(-5_000, 900_000))
                    for _ in range(kans.randrange(4))
                ),
                afgekeurd=((date(2026, 1, 1), kans.randrange(1000)),) if kans.random() < 0.2 else (),
                gestart=ingang + timedelta(days=kans.randrange(30)) if kans.random() < 0.8 else None,
                gestopt=(stop, kans.choice(("31", "32", "33", "34", "35", "02", "36", "20")))
                if stop < VANDAAG
                else None,
                verwijzer=kans.choice((None, "01", "02")),
                verzocht=ingang - timedelta(days=30),
                verwijderd=kans.random() < 0.05,
                volume=kans.randrange(1, 40),
            )
        )
    return alle


class Model:
    """The same trajectories, in plain Python."""

    def __init__(self, alle: Iterable[Traject]):
        self.alle = [een for een in alle if not een.verwijderd]

    @staticmethod
    def verplicht(een: Traject) -> int:
        if een.per_eenheid or een.pic is None:
            return (een.volume or 1) * ETMAAL
        return TARIEVEN[een.pic[2]]

    def perceel(self, een: Traject) -> str:
        return "HOOG" if een.pic is None else een.pic[0]

    def begonnen(self) -> list[Traject]:
        return [een for een in self.alle if JAAR.van <= een.ingang <= JAAR.tot]


R = TypeVar("R", bound=Weergave)


def _reken(werk: SqlWerkeenheid, cijfer: Stuurcijfer[Any, R], **vraag: Any) -> Sequence[R]:
    """The rows of a figure over the year up to today."""
    return cijfer.bereken(Peiling(werk, cijfer.vraag(**vraag), JAAR, VANDAAG))


@pytest.fixture(params=[1, 2])
def wereld(request: pytest.FixtureRequest, elke_bank: Bank) -> Iterator[tuple[SqlWerkeenheid, Model]]:
    wereld, alle = Wereld(elke_bank), _trajecten(request.param)
    wereld.laad()
    wereld.plaats(alle)
    with elke_bank.knoop.opslag.werkeenheid(schrijven=False) as werk:
        yield werk, Model(alle)


def test_every_figure_is_that_of_the_model(wereld: tuple[SqlWerkeenheid, Model]) -> None:
    """One world for all figures: to make it costs more than to ask it."""
    werk, model = wereld
    _populatie(werk, model)
    _financien(werk, model)
    _segmenten(werk, model)
    _tariefmonitor(werk, model)
    _zwaarte(werk, model)
    _verwijzingen(werk, model)
    _wachttijden(werk, model)
    _uitval(werk, model)
    _schaling(werk, model)
    _doorplaatsingen(werk, model)
    _duur(werk, model)
    _vergelijking(werk, model)
    _prognose(werk, model)


def _populatie(werk: SqlWerkeenheid, model: Model) -> None:
    gevonden = {
        (rij.gemeente, rij.maand, rij.perceel, rij.profiel, rij.intensiteit): rij
        for rij in _reken(werk, populatie.CIJFER)
    }
    maanden = [maand_verder(JAAR.van, aantal) for aantal in range(12)]
    verwacht: dict[Any, list[Traject]] = defaultdict(list)
    for een in model.alle:
        for maand in maanden:
            if een.ingang <= laatste_van_maand(maand) and (een.einde is None or een.einde >= maand):
                pic = een.pic or ("HOOG", None, None)
                verwacht[een.gemeente, maand, *pic].append(een)
    assert gevonden.keys() == verwacht.keys()
    for sleutel, lijst in verwacht.items():
        rij = gevonden[sleutel]
        nieuw = [een for een in lijst if een.ingang >= sleutel[1]]
        assert (rij.clienten, rij.toewijzingen, rij.instroom, rij.verplicht, rij.zwaar) == (
            len({een.client for een in lijst}),
            len(lijst),
            len(nieuw),
            sum(model.verplicht(een) for een in nieuw),
            sleutel[4] in ZWAAR,
        )


def _financien(werk: SqlWerkeenheid, model: Model) -> None:
    tellers: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    for een in model.alle:
        teller = tellers[een.gemeente, model.perceel(een)]
        if JAAR.van <= een.ingang <= JAAR.tot:
            teller["toewijzingen"] += 1
            teller["ongebruikt"] += een.toegekend == 0
            teller["verplicht"] += model.verplicht(een)
        for maand, bedrag in een.bedragen:
            if maand <= JAAR.tot:
                teller["toegekend"] += bedrag
                teller["ingediend"] += bedrag
        for maand, bedrag in een.afgekeurd:
            if maand <= JAAR.tot:
                teller["ingediend"] += bedrag
    for rij in _reken(werk, financien.CIJFER):
        teller = tellers.pop((rij.gemeente, rij.perceel or ""))
        for naam in ("toewijzingen", "ongebruikt", "verplicht", "ingediend", "toegekend"):
            assert getattr(rij, naam) == teller[naam], naam
    assert not any(any(teller.values()) for teller in tellers.values())


def _segmenten(werk: SqlWerkeenheid, model: Model) -> None:
    lopend = [een for een in model.alle if een.ingang <= JAAR.tot and (een.einde is None or een.einde >= JAAR.van)]
    clienten = len({een.client for een in lopend})
    for rij in _reken(werk, segmenten.CIJFER):
        eigen = {een.client for een in lopend if model.perceel(een) == rij.perceel}
        assert (rij.clienten, rij.aandeel_clienten) == (len(eigen), round(len(eigen) / clienten, 3))
    assert sum(rij.aandeel_toegekend for rij in _reken(werk, segmenten.CIJFER)) == pytest.approx(1, abs=0.002)


def _gesloten(model: Model) -> list[tuple[Traject, date, str]]:
    return [
        (een, een.gestopt[0], een.gestopt[1])
        for een in model.alle
        if een.gestopt and een.gestopt[1] != "20" and een.pic and JAAR.van <= een.gestopt[0] <= JAAR.tot
    ]


def _tariefmonitor(werk: SqlWerkeenheid, model: Model) -> None:
    kosten: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for een, _, _ in _gesloten(model):
        if een.pic and een.pic[0] == "HOOG":
            kosten[een.pic].append(een.toegekend)
    gevonden = _reken(werk, tariefmonitor.CIJFER, drempel=3)
    assert {(rij.perceel, rij.profiel, rij.intensiteit) for rij in gevonden} == kosten.keys()
    for rij in gevonden:
        lijst = kosten[rij.perceel or "", rij.profiel or "", rij.intensiteit or ""]
        tarief = TARIEVEN[rij.intensiteit or ""]
        prijs = schaduwprijs(lijst, tarief)
        assert prijs is not None
        assert (rij.aantal, rij.gepubliceerd, rij.tarief) == (len(lijst), len(lijst) >= 3, tarief)
        if rij.gepubliceerd:
            assert (rij.gemiddelde, rij.mediaan, rij.p10, rij.p90) == (
                *(prijs.gemiddelde, prijs.mediaan, prijs.p10, prijs.p90),
            )
            assert rij.boven_dubbel == sum(een > 2 * tarief for een in lijst)
            assert rij.onder_helft == sum(2 * een < tarief for een in lijst)
        else:
            assert (rij.gemiddelde, rij.mediaan, rij.boven_dubbel, rij.marge) == (None, None, None, None)


def _zwaarte(werk: SqlWerkeenheid, model: Model) -> None:
    per_aanbieder: dict[str, list[Traject]] = defaultdict(list)
    for een in model.begonnen():
        if een.pic:
            per_aanbieder[een.aanbieder].append(een)
    gevonden = _reken(werk, zwaarte.CIJFER)
    assert {rij.aanbieder for rij in gevonden} == per_aanbieder.keys()
    for rij in gevonden:
        eigen = per_aanbieder[rij.aanbieder]
        verwacht = 0.0
        for een in eigen:
            assert een.pic is not None
            anderen = [
                ander.pic[2] in ZWAAR
                for aanbieder, lijst in per_aanbieder.items()
                for ander in lijst
                if aanbieder != rij.aanbieder and ander.pic and ander.pic[:2] == een.pic[:2]
            ]
            verwacht += sum(anderen) / len(anderen)
        assert rij.waargenomen == sum(een.pic is not None and een.pic[2] in ZWAAR for een in eigen)
        assert rij.verwacht == pytest.approx(verwacht, abs=0.001)


def _verwijzingen(werk: SqlWerkeenheid, model: Model) -> None:
    groepen: dict[Any, list[Traject]] = defaultdict(list)
    for een in model.begonnen():
        kwartaal = f"{een.ingang.year}-K{(een.ingang.month + 2) // 3}"
        groepen[een.gemeente, kwartaal, een.verwijzer].append(een)
    gevonden = {(rij.gemeente, rij.kwartaal, rij.verwijzer): rij for rij in _reken(werk, verwijzingen.CIJFER)}
    assert gevonden.keys() == groepen.keys()
    for sleutel, lijst in groepen.items():
        rij = gevonden[sleutel]
        assert (rij.toewijzingen, rij.clienten, rij.met_pic, rij.zwaar, rij.verplicht) == (
            len(lijst),
            len({een.client for een in lijst}),
            sum(een.pic is not None for een in lijst),
            sum(een.pic is not None and een.pic[2] in ZWAAR for een in lijst),
            sum(model.verplicht(een) for een in lijst),
        )


def _wachttijden(werk: SqlWerkeenheid, model: Model) -> None:
    dagen: dict[tuple[str, str], list[int]] = defaultdict(list)
    wachtend: Counter[tuple[str, str]] = Counter()
    for een in model.alle:
        plek = een.aanbieder, model.perceel(een)
        if een.gestart and JAAR.van <= een.gestart <= JAAR.tot:
            dagen[plek].append((een.gestart - (een.toegewezen or een.ingang)).days)
        if een.gestart is None and een.ingang <= VANDAAG and (een.einde is None or een.einde >= VANDAAG):
            wachtend[plek] += 1
    for rij in _reken(werk, wachttijden.CIJFER):
        plek = rij.aanbieder, rij.perceel or ""
        lijst = dagen.pop(plek, [])
        assert (rij.gestart, rij.wachtend) == (len(lijst), wachtend[plek])
        if lijst:
            assert rij.gemiddelde == round(sum(lijst) / len(lijst), 3)
            assert sorted(lijst)[0] <= (rij.mediaan or 0) <= (rij.p90 or 0) <= sorted(lijst)[-1]
        if rij.verwezen:
            assert rij.verzoek_tot_toewijzing is not None
            assert 10 <= rij.verzoek_tot_toewijzing <= 30
    assert not dagen


def _uitval(werk: SqlWerkeenheid, model: Model) -> None:
    redenen: Counter[str] = Counter()
    for een in model.alle:
        if een.gestopt and JAAR.van <= een.gestopt[0] <= JAAR.tot:
            redenen[een.gestopt[1]] += 1
    gevonden = _reken(werk, uitval.CIJFER)

    def som(naam: str) -> int:
        return sum(getattr(rij, naam) for rij in gevonden)

    assert som("volgens_plan") == redenen["31"]
    assert som("in_overeenstemming") == redenen["34"]
    assert som("eenzijdig_client") == redenen["32"]
    assert som("eenzijdig_aanbieder") == redenen["33"]
    assert som("extern") == redenen["35"] + redenen["02"]
    assert som("administratief") == redenen["36"]
    assert som("tijdelijk") == redenen["20"]
    assert som("uitval") == redenen["32"] + redenen["33"]


def _schaling(werk: SqlWerkeenheid, model: Model) -> None:
    per_client: dict[int, dict[date, list[Traject]]] = defaultdict(lambda: defaultdict(list))
    for een in model.alle:
        if een.pic and een.ingang <= JAAR.tot:
            per_client[een.client][een.ingang].append(een)
    verwacht: dict[str, Counter[str]] = defaultdict(Counter)
    for dagen in per_client.values():
        vorige: tuple[int, str] | None = None
        for dag in sorted(dagen):
            rang = max(TREDEN.index(een.pic[2]) for een in dagen[dag] if een.pic)
            aanbieder = min(een.aanbieder for een in dagen[dag])
            if vorige is not None and dag >= JAAR.van:
                soort = "gelijk" if rang == vorige[0] else "opgeschaald" if rang > vorige[0] else "afgeschaald"
                verwacht[aanbieder][soort] += 1
                verwacht[aanbieder]["van_ander"] += aanbieder != vorige[1]
            vorige = rang, aanbieder
    gevonden = _reken(werk, schaling.CIJFER)
    assert {rij.aanbieder for rij in gevonden} == verwacht.keys()
    for rij in gevonden:
        for naam in ("opgeschaald", "afgeschaald", "gelijk", "van_ander"):
            assert getattr(rij, naam) == verwacht[rij.aanbieder][naam]


def _doorplaatsingen(werk: SqlWerkeenheid, model: Model) -> None:
    aanbieders: dict[tuple[str, int], set[str]] = defaultdict(set)
    for een in model.begonnen():
        aanbieders[een.gemeente, een.client].add(een.aanbieder)
    for rij in _reken(werk, doorplaatsingen.CIJFER, vanaf=2):
        lijst = [len(wie) for (gemeente, _), wie in aanbieders.items() if gemeente == rij.gemeente]
        assert (rij.clienten, rij.met_veel_aanbieders, rij.meeste) == (
            len(lijst),
            sum(een >= 2 for een in lijst),
            max(lijst),
        )


def _duur(werk: SqlWerkeenheid, model: Model) -> None:
    per_pic: dict[Any, list[tuple[int, int | None]]] = defaultdict(list)
    for een, einde, _ in _gesloten(model):
        werkelijk = (einde - (een.gestart or een.ingang)).days + 1
        verwacht = None if een.einde is None else (een.einde - een.ingang).days + 1
        per_pic[een.pic].append((werkelijk, verwacht))
    gevonden = _reken(werk, duur.CIJFER)
    assert {(rij.perceel, rij.profiel, rij.intensiteit) for rij in gevonden} == per_pic.keys()
    for rij in gevonden:
        lijst = per_pic[rij.perceel, rij.profiel, rij.intensiteit]
        met = [(werkelijk, verwacht) for werkelijk, verwacht in lijst if verwacht is not None]
        assert (rij.aantal, rij.met_verwachting) == (len(lijst), len(met))
        assert rij.gemiddelde == round(sum(een for een, _ in lijst) / len(lijst), 3)
        assert rij.verwacht == (round(sum(een for _, een in met) / len(met), 3) if met else None)
        assert (rij.korter, rij.langer) == (
            sum(werkelijk < verwacht for werkelijk, verwacht in met),
            sum(werkelijk > verwacht for werkelijk, verwacht in met),
        )


def _vergelijking(werk: SqlWerkeenheid, model: Model) -> None:
    groepen: dict[Any, list[tuple[Traject, str]]] = defaultdict(list)
    for een, _, reden in _gesloten(model):
        groepen[een.pic, een.gemeente == GEMEENTEN[0]].append((een, reden))
    *per_pic, alles = _reken(werk, vergelijking.CIJFER, a=GEMEENTEN[:1], b=GEMEENTEN[1:])
    verwacht = 0.0
    beide = [0, 0]
    for rij in per_pic:
        pic = rij.perceel, rij.profiel, rij.intensiteit
        a, b = groepen[pic, True], groepen[pic, False]
        assert (rij.a_aantal, rij.b_aantal) == (len(a), len(b))
        if a:
            assert rij.a_uitval == round(sum(reden in ("32", "33") for _, reden in a) / len(a), 3)
        if a and b:
            verwacht += sum(een.toegekend for een, _ in a) / len(a) * len(b)
            beide[0] += sum(een.toegekend for een, _ in b)
            beide[1] += len(b)
    assert alles.perceel is None
    assert alles.b_aantal == beide[1]
    assert alles.verhouding == pytest.approx(beide[0] / verwacht, abs=0.001)


def _prognose(werk: SqlWerkeenheid, model: Model) -> None:
    """All that is left is spread somewhere: over a horizon beyond every end it is all there."""
    rest: Counter[str] = Counter()
    for een in model.alle:
        if een.einde is not None and een.einde < VANDAAG:
            continue
        if model.perceel(een) == "HOOG" and een.gestopt and een.gestopt[1] != "20":
            continue
        rest[een.gemeente] += max(0, model.verplicht(een) - een.toegekend)
    voorspeld = _reken(werk, prognose.CIJFER, maanden=36)
    for gemeente in GEMEENTEN:
        eigen: list[prognose.Prognose] = [rij for rij in voorspeld if rij.gemeente == gemeente]
        assert [rij.maand for rij in eigen][:2] == [date(2026, 5, 1), date(2026, 6, 1)]
        assert sum(rij.lopend for rij in eigen) == rest[gemeente]
        assert all(rij.totaal == rij.lopend + rij.nieuw for rij in eigen)
