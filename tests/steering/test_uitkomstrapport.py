"""The report counts trajectories that ended for good, and hides what is about fewer than ten."""

from __future__ import annotations

import csv
import io
import time
from collections import Counter
from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from random import Random
from statistics import median

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import event, literal, select

from app.standard.codelijsten import laad_codelijst
from app.standard.release import Release
from app.steering.uitkomsten.bestand import als_csv
from app.steering.uitkomsten.rapport import Rapportvraag, maak_rapport
from app.steering.uitkomsten.uitkomst import Uitvalklasse, lees_periode, uitvalklasse
from app.steering.uitkomsten.vormen import UitkomstRapport, UitkomstRij
from app.steering.uitkomsten.weergave import mediaan, toon_rapport
from app.store import tables as t
from app.store.dagen import dag_in_sql, nederlandse_dag
from app.store.tables import UtcMoment
from tests.bank import AANBIEDER, ANDERE_AANBIEDER, GEMEENTE, Bank
from tests.steering.trajecten import Einde, Traject, vul

JAAR = lees_periode("2026")


def _rapport(bank: Bank, trajecten: Sequence[Traject] = (), **vraag: object) -> UitkomstRapport:
    with bank.knoop.opslag.werkeenheid(schrijven=True) as werk:
        vul(werk.verbinding, trajecten)
    with bank.knoop.opslag.werkeenheid(schrijven=False) as werk:
        return toon_rapport(maak_rapport(werk, Rapportvraag(JAAR)._replace(**vraag)))  # type: ignore[arg-type]


def _tabel(rapport: UitkomstRapport, per: str) -> dict[str, UitkomstRij]:
    (regio,) = rapport.regios
    (tabel,) = (een for een in regio.tabellen if een.per == per)
    return {rij.sleutel: rij for rij in tabel.rijen}


@pytest.mark.parametrize(
    ("reden", "klasse"),
    [
        ("31", "volgens_plan"),
        ("34", "in_overeenstemming"),
        ("32", "eenzijdig_client"),
        ("33", "eenzijdig_aanbieder"),
        ("35", "extern"),
        ("02", "extern"),
        ("36", "administratief"),
        ("37", "administratief"),
        ("38", "administratief"),
        ("39", "administratief"),
        ("20", None),
    ],
)
def test_each_reason_has_its_class(reden: str, klasse: str | None) -> None:
    gevonden = uitvalklasse(reden)
    assert (gevonden and gevonden.value) == klasse


def test_every_reason_of_the_standard_has_a_class(bank: Bank) -> None:
    release: Release = bank.release
    klassen = {code: uitvalklasse(code) for code in laad_codelijst(release, "JZ588").codes}
    assert [code for code, klasse in klassen.items() if klasse is None] == ["20"]
    assert set(klassen.values()) == {None, *Uitvalklasse}


@pytest.mark.parametrize(
    ("naam", "van", "tot", "kwartalen"),
    [
        ("2026", date(2026, 1, 1), date(2026, 12, 31), 4),
        ("2026-K1", date(2026, 1, 1), date(2026, 3, 31), 1),
        ("2024-K2", date(2024, 4, 1), date(2024, 6, 30), 1),
        ("2026-K4", date(2026, 10, 1), date(2026, 12, 31), 1),
    ],
)
def test_a_period_is_a_year_or_a_quarter(naam: str, van: date, tot: date, kwartalen: int) -> None:
    periode = lees_periode(naam)
    assert (periode.naam, periode.van, periode.tot, len(periode.kwartalen)) == (naam, van, tot, kwartalen)


def test_the_pics_are_those_of_the_loaded_agreements(elke_bank: Bank) -> None:
    bank = elke_bank
    with bank.knoop.opslag.werkeenheid(schrijven=True) as werk:
        rij = {
            "regio": "DEMO",
            "code": "59Z9Z",
            "categorie": "50",
            "eenheid": "82",
            "naam": "",
            "buiten_stelsel": False,
        }
        oud = {"van": date(2020, 1, 1), "perceel": "P", "profiel": "3", "intensiteit": "A"}
        nieuw = {"van": date(2025, 1, 1), "perceel": "P", "profiel": "3", "intensiteit": "B"}
        werk.verbinding.execute(t.productcode.insert(), [rij | nieuw, rij | oud])
    trajecten = [Traject(code=code) for code in ["59Z9Z"] * 10 + ["45000"] * 11]
    rapport = _rapport(bank, trajecten, per=("pic",))
    assert {sleutel: een.n for sleutel, een in _tabel(rapport, "pic").items()} == {"P 3B": 10, "45000": 11}


@pytest.mark.parametrize("naam", ["2026-K5", "2026-04", "1999", "", "2026-K2 "])
def test_no_other_period_exists(naam: str) -> None:
    with pytest.raises(ValueError, match="year or quarter"):
        lees_periode(naam)


def test_an_empty_period_is_told_as_nothing(elke_bank: Bank) -> None:
    rapport = _rapport(elke_bank)
    assert (rapport.totaal.n, rapport.totaal.onderdrukt, rapport.regios) == (0, False, ())


def test_a_row_tells_what_its_trajectories_gave(elke_bank: Bank) -> None:
    """Twenty according to plan, ten before, each number to be worked out by hand."""
    goed = Einde(tevredenheid_jeugdige=8, tevredenheid_opvoeder=9, behandel_bereikt=2, maatschappelijk_bereikt=1)
    slecht = Einde(gedwongen_kader=True, tevredenheid_jeugdige=5, behandel_bereikt=0, behandel_niet=1)
    rapport = _rapport(
        elke_bank,
        [
            *[Traject(bedrag=100_000, start=True, einde=goed)] * 20,
            *[Traject(bedrag=40_000, begin=date(2026, 4, 11), reden="32", einde=slecht)] * 10,
        ],
    )
    rij = rapport.totaal
    assert rij.n == 30
    assert rij.volledigheid is not None
    assert rij.volledigheid.model_dump() == {"verwacht": 30, "start": 20, "eind": 30}
    assert rij.uitval is not None
    assert rij.uitval.model_dump() == {
        "volgens_plan": 20,
        "voortijdig": 10,
        "administratief": 0,
        "in_overeenstemming": 0,
        "eenzijdig_client": 10,
        "eenzijdig_aanbieder": 0,
        "extern": 0,
    }
    behandel = rij.behandel.model_dump()
    assert behandel["alle"] == {"n": 30, "bereikt": 80, "deels": 0, "niet": 20}  # 40 of 50 goals
    assert behandel["volgens_plan"] == {"n": 20, "bereikt": 100, "deels": 0, "niet": 0}
    assert behandel["voortijdig"] == {"n": 10, "bereikt": 0, "deels": 0, "niet": 100}
    assert behandel["gedwongen"] == {"n": 10, "bereikt": 0, "deels": 0, "niet": 100}
    assert rij.maatschappelijk.model_dump()["alle"] == {"n": 20, "bereikt": 100, "deels": 0, "niet": 0}
    jeugdige = rij.tevredenheid_jeugdige.model_dump()
    assert jeugdige["alle"] == {"n": 30, "gemiddelde": 7.0}  # (20 x 8 + 10 x 5) / 30
    assert jeugdige["vrijwillig"] == {"n": 20, "gemiddelde": 8.0}
    assert rij.tevredenheid_opvoeder.model_dump()["gedwongen"] == {"n": 0, "gemiddelde": None}
    assert rij.wachttijd is not None
    assert rij.wachttijd.model_dump() == {"n": 30, "gemiddelde": 5.3, "mediaan": 2.0}  # (20 x 2 + 10 x 12) / 30
    assert rij.toegekend_per_traject == 80_000
    assert [regio.regio for regio in rapport.regios] == ["DEMO"]


def test_what_did_not_end_for_good_in_the_period_is_not_counted(elke_bank: Bank) -> None:
    telt = [Traject(eind=date(2026, 1, 1)), *[Traject()] * 9, Traject(eind=date(2026, 12, 31))]
    telt_niet = [
        Traject(reden="20"),
        Traject(eind=None),
        Traject(eind=date(2025, 12, 31)),
        Traject(eind=date(2027, 1, 1)),
        Traject(reden_wijziging="13"),
    ]
    assert _rapport(elke_bank, [*telt, *telt_niet]).totaal.n == 11


def test_the_last_delivery_decides_and_a_removed_message_does_not(elke_bank: Bank) -> None:
    """A stop that was removed, one after a pause, and one after which help began again."""
    bank = elke_bank
    with bank.knoop.opslag.werkeenheid(schrijven=True) as werk:
        vul(werk.verbinding, [Traject(reden="20")] * 12)
        stop = dict(werk.verbinding.execute(select(t.stop).where(t.stop.c.toewijzingnummer == 1)).mappings().one())
        stop.pop("id")
        klaar = stop | {"reden_beeindiging": "34", "einddatum": date(2026, 6, 30)}
        rijen = [klaar | {"toewijzingnummer": nummer, "client_id": nummer} for nummer in range(1, 13)]
        werk.verbinding.execute(t.stop.insert(), rijen)
    assert _rapport(bank).totaal.n == 12
    with bank.knoop.opslag.werkeenheid(schrijven=True) as werk:
        start = dict(werk.verbinding.execute(select(t.start).where(t.start.c.toewijzingnummer == 1)).mappings().one())
        start.pop("id")
        werk.verbinding.execute(t.start.insert(), start | {"begindatum": date(2026, 9, 1)})
        van_twaalf = (t.stop.c.toewijzingnummer == 12) & (t.stop.c.reden_beeindiging == "34")
        werk.verbinding.execute(t.stop.update().where(van_twaalf).values(verwijderd_door=stop["bericht_id"]))
    assert _rapport(bank).totaal.n == 10


def test_waiting_begins_on_the_dutch_day_and_is_never_less_than_nothing(elke_bank: Bank) -> None:
    nacht = datetime(2026, 3, 31, 22, 30, tzinfo=UTC)  # half past midnight on 1 April
    rapport = _rapport(
        elke_bank,
        [
            *[Traject(ontvangen=nacht, begin=date(2026, 4, 5))] * 10,
            *[Traject(begin=date(2026, 3, 1))] * 5,
            *[Traject(begin=None)] * 3,
        ],
    )
    assert rapport.totaal.wachttijd is not None
    assert rapport.totaal.wachttijd.model_dump() == {"n": 15, "gemiddelde": 2.7, "mediaan": 4.0}


def test_small_groups_are_hidden_with_a_second_one(elke_bank: Bank) -> None:
    trajecten = [
        *[Traject(code="45A04")] * 9,
        *[Traject(code="45A53", aanbieder=ANDERE_AANBIEDER)] * 12,
        *[Traject(code="43A07")] * 40,
        *[Traject(code=None, eind=date(2026, 8, 1))] * 11,
    ]
    rapport = _rapport(elke_bank, trajecten, per=("product", "aanbieder", "kwartaal"))
    assert rapport.totaal.n == 72
    assert {sleutel: rij.n for sleutel, rij in _tabel(rapport, "product").items()} == {
        "45A04": None,
        "45": None,
        "45A53": 12,
        "43A07": 40,
    }
    assert {sleutel: rij.n for sleutel, rij in _tabel(rapport, "aanbieder").items()} == {
        AANBIEDER: 60,
        ANDERE_AANBIEDER: 12,
    }
    assert {sleutel: rij.n for sleutel, rij in _tabel(rapport, "kwartaal").items()} == {"2026-K2": 61, "2026-K3": 11}
    hidden = _tabel(rapport, "product")["45"]
    assert hidden.onderdrukt
    assert set(hidden.model_dump(exclude={"sleutel", "onderdrukt"}, exclude_none=True)) <= {
        *("maatschappelijk", "behandel", "tevredenheid_jeugdige", "tevredenheid_opvoeder"),
        *("metingen", "resultaten"),
    }
    assert (hidden.metingen, hidden.resultaten) == ((), ())


def test_a_kader_of_a_few_is_not_told_apart(bank: Bank) -> None:
    einden = [Einde(tevredenheid_jeugdige=8)] * 20 + [Einde(gedwongen_kader=True, tevredenheid_jeugdige=2)] * 3
    rij = _rapport(bank, [Traject(einde=einde) for einde in einden]).totaal
    assert rij.tevredenheid_jeugdige.alle is not None
    assert rij.tevredenheid_jeugdige.alle.n == 23
    assert (rij.tevredenheid_jeugdige.vrijwillig, rij.tevredenheid_jeugdige.gedwongen) == (None, None)


def test_marks_of_a_few_within_a_large_group_are_not_told(bank: Bank) -> None:
    einden = [Einde(tevredenheid_jeugdige=8 if nummer < 9 else None) for nummer in range(30)]
    rij = _rapport(bank, [Traject(einde=einde) for einde in einden]).totaal
    assert (rij.n, rij.tevredenheid_jeugdige.alle) == (30, None)


def test_codes_become_pics_where_a_mapping_says_so(bank: Bank) -> None:
    with bank.knoop.opslag.werkeenheid(schrijven=True) as werk:
        vul(
            werk.verbinding, [*[Traject(code="50H3B")] * 6, *[Traject(code="50H3C")] * 6, *[Traject(code="45A04")] * 20]
        )
        pics = {("DEMO", "50H3B"): "3B", ("DEMO", "50H3C"): "3B"}
        vraag = Rapportvraag(JAAR, per=("pic",))
        gevonden = toon_rapport(maak_rapport(werk, vraag, lambda regio, code: pics.get((regio, code))))
    assert {sleutel: rij.n for sleutel, rij in _tabel(gevonden, "pic").items()} == {"3B": 12, "45A04": 20}


def test_filters_choose_trajectories(elke_bank: Bank) -> None:
    trajecten = [*[Traject()] * 10, *[Traject(gemeente="0437", code="45A53")] * 14, *[Traject(gemeente="9999")] * 11]
    alles = _rapport(elke_bank, trajecten)
    assert alles.totaal.n == 35
    assert {regio.regio: regio.totaal.n for regio in alles.regios} == {"DEMO": 24, "": 11}
    for vraag, n in (
        ({"gemeente": "0437"}, 14),
        ({"gemeente": GEMEENTE}, 10),
        ({"regio": "DEMO"}, 24),
        ({"product": "45A53"}, 14),
        ({"aanbieder": AANBIEDER}, 35),
        ({"periode": lees_periode("2026-K2")}, 35),
        ({"periode": lees_periode("2026-K3")}, 0),
    ):
        assert _rapport(elke_bank, **vraag).totaal.n == n


def test_the_csv_has_a_line_a_row_and_is_empty_where_something_is_hidden(bank: Bank) -> None:
    trajecten = [
        *[Traject(code="45A04", einde=Einde(tevredenheid_jeugdige=7))] * 5,
        *[Traject(code="43A07", einde=Einde(tevredenheid_jeugdige=8))] * 12,
    ]
    rapport = _rapport(bank, trajecten, per=("product",))
    kop, *regels = csv.reader(io.StringIO(als_csv(rapport)), delimiter=";")
    assert [regel[:3] for regel in regels] == [
        ["", "totaal", "2026"],
        ["DEMO", "regio", "DEMO"],
        ["DEMO", "product", "43A07"],
        ["DEMO", "product", "45A04"],
    ]
    assert {len(regel) for regel in regels} == {len(kop)}
    per_kolom = [dict(zip(kop, regel, strict=True)) for regel in regels]
    assert [een["n"] for een in per_kolom] == ["17", "17", "", ""]
    assert [een["onderdrukt"] for een in per_kolom] == ["nee", "nee", "ja", "ja"]
    assert per_kolom[0]["tevredenheid_jeugdige_alle_gemiddelde"] == "7,7"
    assert per_kolom[2]["tevredenheid_jeugdige_alle_gemiddelde"] == ""


@given(st.lists(st.integers(0, 400), min_size=1, max_size=50))
def test_the_median_is_the_middle_one(dagen: list[int]) -> None:
    assert mediaan(Counter(dagen)) == median(dagen)


def test_the_database_knows_the_dutch_day(elke_bank: Bank) -> None:
    momenten = [
        datetime(jaar, maand, dag, uur, minuut, tzinfo=UTC)
        for jaar in range(2018, 2031)
        for maand in (1, 3, 7, 10, 12)
        for dag in (1, 24, 25, 26, 27, 28, 29, 30, 31)
        for uur, minuut in ((0, 59), (1, 0), (21, 59), (22, 0), (22, 30), (23, 0))
    ]
    with elke_bank.knoop.opslag.werkeenheid(schrijven=False) as werk:
        for begin in range(0, len(momenten), 200):
            deel = momenten[begin : begin + 200]
            kolommen = [dag_in_sql(werk.verbinding, literal(een, UtcMoment())) for een in deel]
            assert list(werk.verbinding.execute(select(*kolommen)).one()) == [nederlandse_dag(een) for een in deel]


def _veel(aantal: int) -> list[Traject]:
    """As many as there are children in the seeds, over 15 gemeenten, 155 aanbieders and 800 codes."""
    kans = Random(20260506)
    redenen = ("31", "31", "31", "34", "32", "33", "35", "37")
    begin = datetime(2025, 6, 1, 10, tzinfo=UTC)
    trajecten = []
    for _ in range(aantal):
        ontvangen = begin + timedelta(days=kans.randrange(200))
        start = ontvangen.date() + timedelta(days=kans.randrange(120))
        trajecten.append(
            Traject(
                gemeente=f"9{kans.randrange(15):03d}",
                aanbieder=f"42{kans.randrange(155):06d}",
                code=f"{45 + kans.randrange(8)}{kans.randrange(100):03d}",
                ontvangen=ontvangen,
                begin=start,
                eind=date(2026, 1, 1) + timedelta(days=kans.randrange(365)),
                reden=kans.choice(redenen),
                bedrag=kans.randrange(1_000_000),
                start=True,
                einde=Einde(kans.random() < 0.2, kans.randint(1, 10), kans.randint(1, 10), kans.randint(0, 3)),
            )
        )
    return trajecten


def test_27000_trajectories_are_told_within_two_seconds_in_a_few_queries(bank: Bank) -> None:
    vragen = list[str]()
    with bank.knoop.opslag.werkeenheid(schrijven=True) as werk:
        vul(werk.verbinding, _veel(27_000))
    event.listen(bank.knoop.opslag.engine, "before_cursor_execute", lambda *gegevens: vragen.append(gegevens[2]))
    for per in ((), ("gemeente", "aanbieder", "product", "kwartaal")):
        duur = 9.0
        for _ in range(2):
            vragen.clear()
            begonnen = time.process_time()  # not the clock: other programs run on this machine too
            rapport = _rapport(bank, per=per)
            duur = min(duur, time.process_time() - begonnen)
            assert rapport.totaal.n == 27_000
            assert len([vraag for vraag in vragen if not vraag.startswith("BEGIN")]) == 5
        assert duur < 2, f"{per}: {duur:.2f} s"
