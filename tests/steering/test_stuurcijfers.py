"""Each figure from the store is what a plain model in Python makes of the same trajectories, on both databases."""

from __future__ import annotations

from collections import Counter, defaultdict
from datetime import date
from typing import Any

import pytest

from app.standard.kalender import laatste_van_maand, maand_verder
from app.steering.stuurcijfers import (
    benchmark,
    clientstromen,
    doorplaatsingen,
    duur,
    financien,
    kerncijfers,
    populatie,
    prognose,
    schaling,
    segmenten,
    spiegel,
    tariefmonitor,
    uitval,
    verblijf,
    vergelijking,
    verwijzingen,
    wachtlijsten,
    wachttijden,
    zwaarte,
)
from app.store.opslag import SqlWerkeenheid
from tests.contracts.schaduwmodel import schaduwprijs
from tests.steering.stuurmodel import JAAR, VANDAAG, ZWAAR, Model, reken
from tests.steering.stuurwereld import GEMEENTEN, TARIEVEN, TREDEN, VERBLIJF, Traject


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
    _per_pic(werk, model)
    _schaling(werk, model)
    _doorplaatsingen(werk, model)
    _duur(werk, model)
    _vergelijking(werk, model)
    _prognose(werk, model)
    _benchmark(werk, model)
    _spiegel(werk, model)
    _wachtlijsten(werk, model)
    _clientstromen(werk, model)
    _kerncijfers(werk, model)
    _verblijf(werk, model)


def _populatie(werk: SqlWerkeenheid, model: Model) -> None:
    gevonden = {
        (rij.gemeente, rij.maand, rij.perceel, rij.profiel, rij.intensiteit): rij
        for rij in reken(werk, populatie.CIJFER)
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
            teller["benut"] += een.toegekend
        for maand, bedrag in een.bedragen:
            if maand <= JAAR.tot:
                teller["toegekend"] += bedrag
                teller["ingediend"] += bedrag
        for maand, bedrag in een.afgekeurd:
            if maand <= JAAR.tot:
                teller["ingediend"] += bedrag
    for rij in reken(werk, financien.CIJFER):
        teller = tellers.pop((rij.gemeente, rij.perceel or ""))
        for naam in ("toewijzingen", "ongebruikt", "verplicht", "benut", "ingediend", "toegekend"):
            assert getattr(rij, naam) == teller[naam], naam
    assert not any(any(teller.values()) for teller in tellers.values())


def _segmenten(werk: SqlWerkeenheid, model: Model) -> None:
    lopend = [een for een in model.alle if een.ingang <= JAAR.tot and (een.einde is None or een.einde >= JAAR.van)]
    clienten = len({een.client for een in lopend})
    for rij in reken(werk, segmenten.CIJFER):
        eigen = {een.client for een in lopend if model.perceel(een) == rij.perceel}
        assert (rij.clienten, rij.aandeel_clienten) == (len(eigen), round(len(eigen) / clienten, 3))
    assert sum(rij.aandeel_toegekend for rij in reken(werk, segmenten.CIJFER)) == pytest.approx(1, abs=0.002)


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
    gevonden = reken(werk, tariefmonitor.CIJFER, drempel=3)
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
    gevonden = reken(werk, zwaarte.CIJFER)
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
        groepen[een.gemeente, kwartaal, een.wie_verwees].append(een)
    gevonden = {(rij.gemeente, rij.kwartaal, rij.verwijzer): rij for rij in reken(werk, verwijzingen.CIJFER)}
    assert gevonden.keys() == groepen.keys()
    for sleutel, lijst in groepen.items():
        rij = gevonden[sleutel]
        assert (rij.toewijzingen, rij.clienten, rij.met_pic, rij.zwaar, rij.verplicht, rij.toegekend) == (
            len(lijst),
            len({een.client for een in lijst}),
            sum(een.pic is not None for een in lijst),
            sum(een.pic is not None and een.pic[2] in ZWAAR for een in lijst),
            sum(model.verplicht(een) for een in lijst),
            sum(een.toegekend for een in lijst),
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
    for rij in reken(werk, wachttijden.CIJFER):
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


def _per_pic(werk: SqlWerkeenheid, model: Model) -> None:
    """Waiting times and ends per PIC."""
    dagen: dict[Any, list[int]] = defaultdict(list)
    redenen: dict[Any, Counter[str]] = defaultdict(Counter)
    for een in model.alle:
        pic = een.pic or ("HOOG", None, None)
        if een.gestart and JAAR.van <= een.gestart <= JAAR.tot:
            dagen[een.aanbieder, *pic].append((een.gestart - (een.toegewezen or een.ingang)).days)
        if een.gestopt and JAAR.van <= een.gestopt[0] <= JAAR.tot:
            redenen[een.gemeente, een.aanbieder, *pic][een.gestopt[1]] += 1
    gestart = {
        (rij.aanbieder, rij.perceel, rij.profiel, rij.intensiteit): rij
        for rij in reken(werk, wachttijden.CIJFER, per="pic")
        if rij.gestart
    }
    assert {sleutel: (rij.gestart, rij.gemiddelde) for sleutel, rij in gestart.items()} == {
        sleutel: (len(lijst), round(sum(lijst) / len(lijst), 3)) for sleutel, lijst in dagen.items()
    }
    geeindigd = {
        (rij.gemeente, rij.aanbieder, rij.perceel, rij.profiel, rij.intensiteit): rij
        for rij in reken(werk, uitval.CIJFER, per="pic")
    }
    assert {sleutel: (rij.volgens_plan, rij.uitval) for sleutel, rij in geeindigd.items()} == {
        sleutel: (teller["31"], teller["32"] + teller["33"]) for sleutel, teller in redenen.items()
    }


def _uitval(werk: SqlWerkeenheid, model: Model) -> None:
    redenen: Counter[str] = Counter()
    for een in model.alle:
        if een.gestopt and JAAR.van <= een.gestopt[0] <= JAAR.tot:
            redenen[een.gestopt[1]] += 1
    gevonden = reken(werk, uitval.CIJFER)

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
    gevonden = reken(werk, schaling.CIJFER)
    assert {rij.aanbieder for rij in gevonden} == verwacht.keys()
    for rij in gevonden:
        for naam in ("opgeschaald", "afgeschaald", "gelijk", "van_ander"):
            assert getattr(rij, naam) == verwacht[rij.aanbieder][naam]


def _doorplaatsingen(werk: SqlWerkeenheid, model: Model) -> None:
    aanbieders: dict[tuple[str, int], set[str]] = defaultdict(set)
    for een in model.begonnen():
        aanbieders[een.gemeente, een.client].add(een.aanbieder)
    for rij in reken(werk, doorplaatsingen.CIJFER, vanaf=2):
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
    gevonden = reken(werk, duur.CIJFER)
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
    *per_pic, alles = reken(werk, vergelijking.CIJFER, a=GEMEENTEN[:1], b=GEMEENTEN[1:])
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
    voorspeld = reken(werk, prognose.CIJFER, maanden=36)
    for gemeente in GEMEENTEN:
        eigen: list[prognose.Prognose] = [rij for rij in voorspeld if rij.gemeente == gemeente]
        assert [rij.maand for rij in eigen][:2] == [date(2026, 5, 1), date(2026, 6, 1)]
        assert sum(rij.lopend for rij in eigen) == rest[gemeente]
        assert all(rij.totaal == rij.lopend + rij.nieuw for rij in eigen)


def _benchmark(werk: SqlWerkeenheid, model: Model) -> None:
    groepen: dict[Any, list[tuple[Traject, date, str]]] = defaultdict(list)
    for een, einde, reden in _gesloten(model):
        groepen[een.pic, een.aanbieder].append((een, einde, reden))
        groepen[een.pic, None].append((een, einde, reden))

    def sommen(sleutel: Any) -> tuple[int, int, float, float | None]:
        lijst = groepen[sleutel]
        echt = [reden for *_, reden in lijst if reden != "36"]
        duur = sum((einde - (een.gestart or een.ingang)).days + 1 for een, einde, _ in lijst) / len(lijst)
        uitgevallen = round(sum(reden in ("32", "33") for reden in echt) / len(echt), 3) if echt else None
        kosten = sum(een.toegekend for een, *_ in lijst) / len(lijst)
        return len(lijst), round(kosten + 1e-9), round(duur, 3), uitgevallen

    gevonden = reken(werk, benchmark.CIJFER)
    assert {((rij.perceel, rij.profiel, rij.intensiteit), rij.aanbieder) for rij in gevonden} == {
        sleutel for sleutel in groepen if sleutel[1] is not None
    }
    for rij in gevonden:
        pic = rij.perceel, rij.profiel, rij.intensiteit
        aantal, kosten, dagen, uitgevallen = sommen((pic, rij.aanbieder))
        assert (rij.aantal, rij.duur, rij.aandeel_uitval) == (aantal, dagen, uitgevallen)
        assert abs(rij.kosten - kosten) <= 1
        _, kosten, dagen, uitgevallen = sommen((pic, None))
        assert (rij.duur_regio, rij.aandeel_uitval_regio) == (dagen, uitgevallen)
        assert abs(rij.kosten_regio - kosten) <= 1


def _spiegel(werk: SqlWerkeenheid, model: Model) -> None:
    """Own values; four aanbieders give no band."""
    wie = model.alle[0].aanbieder
    begonnen: dict[Any, list[bool]] = defaultdict(list)
    gewacht: dict[Any, list[int]] = defaultdict(list)
    kosten: dict[Any, list[int]] = defaultdict(list)
    for een in model.alle:
        if een.pic is None or een.aanbieder != wie:
            continue
        if JAAR.van <= een.ingang <= JAAR.tot:
            begonnen[een.pic[:2]].append(een.pic[2] in ZWAAR)
        if een.gestart and JAAR.van <= een.gestart <= JAAR.tot:
            gewacht[een.pic].append((een.gestart - (een.toegewezen or een.ingang)).days)
    for een, *_ in _gesloten(model):
        if een.aanbieder == wie:
            kosten[een.pic].append(een.toegekend)
    gevonden = reken(werk, spiegel.CIJFER, aanbieder=wie)
    for maat, verwacht in (("zwaar", begonnen), ("wachttijd", gewacht), ("kosten", kosten)):
        eigen = {
            (rij.perceel, rij.profiel, *([] if rij.intensiteit is None else [rij.intensiteit])): rij
            for rij in gevonden
            if rij.maat == maat
        }
        assert {plek: (rij.aantal, rij.eigen) for plek, rij in eigen.items()} == {
            plek: (len(lijst), round(sum(lijst) / len(lijst), 3)) for plek, lijst in verwacht.items()
        }
    assert all(rij.anderen < 5 and rij.p25 is rij.mediaan is rij.p75 is None for rij in gevonden)


def _wachtlijsten(werk: SqlWerkeenheid, model: Model) -> None:
    """The last whole quarter before 6 May 2026 is the first of that year."""
    kwartalen = [(2025, 1), (2025, 2), (2025, 3), (2026, 0)]
    dagen: dict[Any, dict[tuple[int, int], list[int]]] = defaultdict(lambda: defaultdict(list))
    wachtend: dict[Any, list[int]] = defaultdict(list)
    for een in model.alle:
        if een.pic is None:
            continue
        plek, toegewezen = (*een.pic, een.aanbieder), een.toegewezen or een.ingang
        if een.gestart:
            kwartaal = een.gestart.year, (een.gestart.month - 1) // 3
            if kwartaal in kwartalen:
                dagen[plek][kwartaal].append((een.gestart - toegewezen).days)
        elif een.ingang <= VANDAAG and (een.einde is None or een.einde >= VANDAAG):
            wachtend[plek].append((VANDAAG - toegewezen).days)
    gevonden = {
        (rij.perceel, rij.profiel, rij.intensiteit, rij.aanbieder): rij for rij in reken(werk, wachtlijsten.CIJFER)
    }
    assert gevonden.keys() == dagen.keys() | wachtend.keys()
    for plek, rij in gevonden.items():
        reeks = [dagen[plek][kwartaal] for kwartaal in kwartalen]
        assert rij.laatste_kwartaal == "2026-K1"
        assert [rij.begonnen_1, rij.begonnen_2, rij.begonnen_3, rij.begonnen_4] == [len(lijst) for lijst in reeks]
        assert [rij.dagen_1, rij.dagen_2, rij.dagen_3, rij.dagen_4] == [
            round(sum(lijst) / len(lijst), 3) if lijst else None for lijst in reeks
        ]
        assert rij.wachtend == len(wachtend[plek])
        if wachtend[plek]:
            assert rij.wachten_al == round(sum(wachtend[plek]) / len(wachtend[plek]), 3)


def _clientstromen(werk: SqlWerkeenheid, model: Model) -> None:
    voor, na = date(2025, 12, 31), date(2026, 4, 2)

    def waar(client: int, dag: date) -> str | None:
        geldig = [
            een
            for een in model.alle
            if een.client == client and een.ingang <= dag and (een.einde is None or een.einde >= dag)
        ]
        laatste = max((een.ingang for een in geldig), default=None)
        return min((een.aanbieder for een in geldig if een.ingang == laatste), default=None)

    verwacht = Counter((waar(client, voor), waar(client, na)) for client in {een.client for een in model.alle})
    del verwacht[None, None]
    gevonden = reken(werk, clientstromen.CIJFER)
    assert {(rij.van, rij.naar) for rij in gevonden} == verwacht.keys()
    for rij in gevonden:
        aantal = verwacht[rij.van, rij.naar]
        assert rij.clienten is None or (rij.clienten == aantal and aantal >= 10)
        assert (rij.soort == "blijft") == (rij.van == rij.naar)


def _kerncijfers(werk: SqlWerkeenheid, model: Model) -> None:
    lopend = {
        een.client for een in model.alle if een.ingang <= JAAR.tot and (een.einde is None or een.einde >= JAAR.van)
    }
    toegekend = sum(bedrag for een in model.alle for maand, bedrag in een.bedragen if maand <= JAAR.tot)
    (rij,) = reken(werk, kerncijfers.CIJFER)
    assert (rij.gemeenten, rij.clienten, rij.dagen) == (3, len(lopend), 340)
    assert (rij.toewijzingen, rij.toegekend) == (len(model.begonnen()), toegekend)
    assert rij.per_client_per_jaar == pytest.approx(toegekend / len(lopend) * 365 / 340, abs=1)


def _verblijf(werk: SqlWerkeenheid, model: Model) -> None:
    for alleen_zwaar in (True, False):
        tellers: dict[Any, Counter[bool | None]] = defaultdict(Counter)
        for een in model.begonnen():
            if not alleen_zwaar or (een.pic and een.pic[2] in ZWAAR):
                soort = None if een.pic is None else VERBLIJF[een.pic[2]]
                tellers[model.perceel(een), een.aanbieder][soort] += 1
                tellers[model.perceel(een), None][soort] += 1
        gevonden = reken(werk, verblijf.CIJFER, alleen_zwaar=alleen_zwaar)
        assert {(rij.perceel, rij.aanbieder) for rij in gevonden} == {plek for plek in tellers if plek[1]}
        for rij in gevonden:
            tellen, samen = tellers[rij.perceel, rij.aanbieder], tellers[rij.perceel, None]
            assert (rij.ambulant, rij.met_verblijf, rij.onbekend) == (tellen[False], tellen[True], tellen[None])
            assert rij.trajecten == tellen.total()
            assert rij.verhouding == (round(tellen[False] / tellen[True], 3) if tellen[True] else None)
            assert rij.aandeel_verblijf_regio == round(samen[True] / (samen[True] + samen[False]), 3)
