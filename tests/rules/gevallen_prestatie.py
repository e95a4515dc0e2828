"""Cases of the rules on Prestatie of JW323."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from app.messages.records import Omvang, Prestatie
from tests.bank import ANDER_KIND, ANDERE_AANBIEDER, KIND, PRESTATIE, TOEWIJZING
from tests.rules.berichten import (
    ASPECIFIEK,
    BUDGET,
    CREDIT,
    DRIE_MAANDEN,
    MAART,
    MAARTREGEL,
    STUKS,
    TOTAAL,
    jw301,
    jw323,
    op,
    zonder,
)
from tests.rules.bewerken import bewerkt, zet
from tests.rules.geval import REGEL, REGEL_2, Geval, Gezelschap, Stap, Treffer, goed

_TOEGEWEZEN, _LANG, _GEDECLAREERD = goed(jw301()), goed(jw301(DRIE_MAANDEN)), goed(jw323())
_MAART = MAARTREGEL._replace(referentienummer="RN2")
_EUROTOEWIJZING = DRIE_MAANDEN._replace(categorie="50", code="50D5A", omvang=Omvang(20_000, "83", "2"))
_EUROS = PRESTATIE._replace(categorie="50", code="50D5A", volume=80_000, eenheid="83", tarief=None, bedrag=80_000)
_MINUTEN = PRESTATIE._replace(volume=380, eenheid="01", tarief=147, bedrag=55_733)
"""380 minutes at 88,00 an hour: 557,333 euro."""
_STUK = PRESTATIE._replace(categorie="50", code="50D3B", volume=1, eenheid="82", tarief=400_000, bedrag=400_000)


def uren(volume: int, regel: Prestatie = PRESTATIE, **anders: Any) -> Prestatie:
    """A line of so many hours at the tariff of PRESTATIE."""
    return regel._replace(volume=volume, bedrag=volume * (regel.tarief or 0), **anders)


def _regel(
    regel: str,
    stil: str,
    basis: Prestatie,
    vuurt: str,
    mutatie: Prestatie,
    *opzet: Stap,
    gezelschap: Gezelschap | None = None,
    getallen: tuple[str, ...] = (),
) -> Geval:
    return Geval(
        regel,
        "JW323",
        REGEL,
        stil,
        vuurt,
        jw323(basis),
        jw323(mutatie),
        opzet or (_TOEGEWEZEN,),
        gezelschap=gezelschap,
        getallen=getallen,
    )


def _regels(
    regel: str,
    stil: str,
    basis: tuple[Prestatie, ...],
    vuurt: str,
    mutatie: tuple[Prestatie, ...],
    *opzet: Stap,
    pad: str = REGEL_2,
    getallen: tuple[str, ...] = (),
) -> Geval:
    return Geval(regel, "JW323", pad, stil, vuurt, jw323(*basis), jw323(*mutatie), opzet or (_LANG,), getallen=getallen)


def _vullen() -> Iterator[Geval]:
    yield _regel(
        "CD060",
        "a credit that names the line it takes back",
        CREDIT,
        "a credit that names none",
        CREDIT._replace(vorig_referentienummer=None),
        _TOEGEWEZEN,
        _GEDECLAREERD,
        getallen=("VorigReferentieNummer leeg | gevuld bij een creditregel",),
    )
    yield _regel(
        "CD060",
        "a debet without VorigReferentieNummer",
        PRESTATIE,
        "a debet with one",
        PRESTATIE._replace(vorig_referentienummer="RN0"),
        getallen=("VorigReferentieNummer gevuld | leeg bij een debetregel",),
    )
    yield _regel(
        "CD087",
        "hours with a tariff",
        PRESTATIE,
        "hours without",
        PRESTATIE._replace(tarief=None),
        getallen=("leeg | ProductTarief gevuld",),
    )
    euro = goed(jw301(_EUROTOEWIJZING))
    yield _regel(
        "CD087",
        "euros without a tariff",
        _EUROS,
        "euros with one",
        _EUROS._replace(tarief=1),
        euro,
        getallen=("gevuld | ProductTarief leeg",),
    )
    yield _regel(
        "CS339",
        "claimed in euros: volume = amount",
        _EUROS,
        "the amount is a cent more",
        _EUROS._replace(bedrag=80_001),
        euro,
        getallen=("80000", "€ 800,00", "€ 800,01"),
    )
    yield _regel(
        "CS325",
        "an amount of 0, debet",
        uren(0),
        "an amount of 0, credit",
        uren(0, CREDIT),
    )


def _perioden() -> Iterator[Geval]:
    januari = PRESTATIE._replace(begindatum=date(2021, 1, 1), einddatum=date(2021, 1, 31), tarief=8500, bedrag=9 * 8500)
    in_2021: dict[str, Any] = {"ingangsdatum": date(2020, 12, 1), "toewijzingsdatum": date(2020, 12, 1)}
    yield Geval(
        "CS100",
        "JW323",
        REGEL,
        "ProductPeriode January 2021",
        "ProductPeriode December 2020",
        jw323(januari, maand=date(2021, 1, 1)),
        jw323(januari._replace(begindatum=date(2020, 12, 1), einddatum=date(2020, 12, 31)), maand=date(2021, 1, 1)),
        # In January 2021 the code is on the list, in December 2020 not yet: assigned by categorie.
        (op(date(2021, 3, 1)), goed(jw301(ASPECIFIEK._replace(**in_2021)))),
        getallen=("2021-01-01",),
    )
    yield _regel(
        "CS337",
        "ProductPeriode April",
        PRESTATIE,
        "from April into May",
        PRESTATIE._replace(einddatum=date(2026, 5, 5)),
        getallen=("2026-04-30",),
    )
    yield _regel(
        "TR134",
        "ProductPeriode April, dated in May",
        PRESTATIE,
        "ProductPeriode June, dated in May",
        PRESTATIE._replace(begindatum=date(2026, 6, 1), einddatum=date(2026, 6, 30)),
        gezelschap=Gezelschap(
            (Treffer("TR137", REGEL),),
            "An Einddatum on or after a Begindatum in the future lies in the future too, and TR137 forbids both.",
        ),
        getallen=("2026-05-06",),
    )
    yield _regel(
        "TR137",
        "ProductPeriode April, dated in May",
        PRESTATIE,
        "ProductPeriode May, dated before its end",
        PRESTATIE._replace(begindatum=date(2026, 5, 1), einddatum=date(2026, 5, 31)),
        getallen=("2026-05-06",),
    )
    twee_dagen = PRESTATIE._replace(begindatum=date(2026, 4, 29), volume=2, bedrag=17_600)
    yield Geval(
        "TR137",
        "JW323",
        REGEL,
        "ProductPeriode of two days, dated on the second",
        "ProductPeriode of two days, dated on the first (and DeclaratiePeriode March, which is over)",
        jw323(twee_dagen, dagtekening=date(2026, 4, 30)),
        jw323(twee_dagen, maand=MAART, dagtekening=date(2026, 4, 29)),
        (goed(jw301(TOEWIJZING._replace(ingangsdatum=date(2026, 4, 29)))),),
        getallen=("2026-04-29", "2026-04-30"),
    )
    een_dag = PRESTATIE._replace(einddatum=date(2026, 4, 1), volume=2, bedrag=17_600)
    yield _regel(
        "TR137",
        "ProductPeriode of one day",
        een_dag,
        "ProductPeriode that ends the day before",
        een_dag._replace(begindatum=date(2026, 4, 2)),
        goed(jw301(TOEWIJZING._replace(einddatum=date(2026, 4, 1)))),
        getallen=("2026-04-01", "2026-04-02"),
    )
    yield _regel(
        "TR137",
        "ProductPeriode April",
        PRESTATIE,
        "it ends before it begins",
        PRESTATIE._replace(begindatum=date(2026, 4, 30), einddatum=date(2026, 4, 1)),
        getallen=("2026-04-30", "2026-04-01"),
    )
    vijf_jaar = PRESTATIE._replace(
        begindatum=date(2021, 4, 1), einddatum=date(2021, 4, 30), tarief=8500, bedrag=9 * 8500
    )
    dagtekening = "Declaratie/DeclaratieDagtekening"
    yield Geval(
        "TR335",
        "JW323",
        REGEL,
        "ProductPeriode ends five years before the DeclaratieDagtekening, to the day",
        "the DeclaratieDagtekening is a day later",
        bewerkt(jw323(vijf_jaar), zet(dagtekening, "2026-04-30")),
        bewerkt(jw323(vijf_jaar), zet(dagtekening, "2026-05-01")),
        (goed(jw301(DRIE_MAANDEN._replace(ingangsdatum=date(2021, 4, 1), toewijzingsdatum=date(2021, 4, 1)))),),
        getallen=("2026-05-01",),
    )


def _in_het_bericht() -> Iterator[Geval]:
    yield _regels(
        "TR101",
        "two lines with two ReferentieNummers",
        (PRESTATIE, _MAART),
        "two lines of a client with one",
        (PRESTATIE, _MAART._replace(referentienummer="RN1")),
    )
    maartcredit = CREDIT._replace(
        referentienummer="RN4",
        vorig_referentienummer="RN5",
        begindatum=MAART,
        einddatum=date(2026, 3, 31),
    )
    beide = (_LANG, goed(jw323(PRESTATIE, MAARTREGEL._replace(referentienummer="RN5"))))
    yield _regels(
        "TR315",
        "two credits of two lines",
        (CREDIT, maartcredit),
        "two credits of one line",
        (CREDIT, maartcredit._replace(vorig_referentienummer="RN1")),
        *beide,
    )
    februari = _FEBRUARI._replace(referentienummer="RN6")
    yield _regels(
        "TR316",
        "credits of lines of an earlier message",
        (februari, CREDIT),
        "a credit of a line in the same message",
        (februari, CREDIT._replace(vorig_referentienummer="RN6")),
        *beide,
    )
    yield _regels(
        "TR416",
        "a line per month",
        (PRESTATIE, _MAART),
        "two lines on one month, product and toewijzing",
        (uren(4), uren(5, referentienummer="RN2")),
    )


def _nummers() -> Iterator[Geval]:
    yield _regel(
        "TR314",
        "a ReferentieNummer that is new",
        PRESTATIE,
        "one of a line that was granted before",
        PRESTATIE._replace(referentienummer="RN2"),
        _LANG,
        goed(jw323(_MAART, maand=MAART)),
        getallen=("RN2",),
    )
    ander = goed(jw301(DRIE_MAANDEN._replace(toewijzingnummer=1002), kind=ANDER_KIND))
    regel_ander = PRESTATIE._replace(toewijzingnummer=1002)
    yield Geval(
        "TR314",
        "JW323",
        REGEL.replace("Client[1]", "Client[2]"),
        "two clients, two ReferentieNummers",
        "two clients with one ReferentieNummer",
        jw323(per_bsn=[(KIND.bsn, [PRESTATIE]), (ANDER_KIND.bsn, [regel_ander._replace(referentienummer="RN2")])]),
        jw323(per_bsn=[(KIND.bsn, [PRESTATIE]), (ANDER_KIND.bsn, [regel_ander])]),
        (_LANG, ander),
        getallen=("RN1",),
    )
    yield _regels(
        "TR314",
        "a credit and a debet with their own ReferentieNummers",
        (CREDIT, PRESTATIE._replace(referentienummer="RN3")),
        "the debet has that of the credit",
        (CREDIT, PRESTATIE._replace(referentienummer="RN2")),
        _TOEGEWEZEN,
        _GEDECLAREERD,
        getallen=("RN2",),
    )


def _credits() -> Iterator[Geval]:
    stil = "a credit that repeats a granted line"
    yield _regel(
        "TR323",
        stil,
        CREDIT,
        "a credit of a line that nobody knows",
        CREDIT._replace(vorig_referentienummer="RN0"),
        _TOEGEWEZEN,
        _GEDECLAREERD,
        getallen=("RN0",),
    )
    for wat, anders, getallen in (
        ("volume", {"volume": 8}, ("volume 8", "9")),
        ("amount", {"bedrag": 79_199}, ("€ 791,99", "€ 792,00")),
        ("tariff", {"tarief": 8799}, ("€ 87,99", "€ 88,00")),
        ("period", {"einddatum": date(2026, 4, 29)}, ("2026-04-29", "2026-04-30")),
        ("product", {"code": "45A53"}, ("45A53", "45A04")),
        ("unit", {"eenheid": "01"}, ("01", "04")),
    ):
        yield _regel(
            "TR323",
            stil,
            CREDIT,
            f"its {wat} is not that of the line",
            CREDIT._replace(**anders),
            _TOEGEWEZEN,
            _GEDECLAREERD,
            getallen=getallen,
        )
    afgekeurd = PRESTATIE._replace(referentienummer="RN8", tarief=8801, bedrag=9 * 8801)

    def keur_af(bank: Any) -> None:
        assert bank.verwerk(bank.jw323(afgekeurd)).oordeel.bevindingen

    yield _regel(
        "TR323",
        stil,
        CREDIT,
        "a credit of a line that was rejected",
        afgekeurd._replace(referentienummer="RN2", vorig_referentienummer="RN8", debet_credit="C"),
        _TOEGEWEZEN,
        keur_af,
        _GEDECLAREERD,
        getallen=("RN8",),
    )
    yield _regel(
        "TR390",
        "a credit of a line that stands",
        CREDIT._replace(referentienummer="RN5", vorig_referentienummer="RN4"),
        "a second credit of a line",
        CREDIT._replace(referentienummer="RN5"),
        _TOEGEWEZEN,
        _GEDECLAREERD,
        goed(jw323(CREDIT, PRESTATIE._replace(referentienummer="RN4"))),
        getallen=("RN1",),
    )
    yield _regel(
        "TR389",
        "another month",
        _MAART,
        "the same product and month, of which a line was granted",
        uren(1, referentienummer="RN2"),
        _LANG,
        _GEDECLAREERD,
        getallen=("RN1", "2026-04-01", "2026-04-30"),
    )


def _toewijzing() -> Iterator[Geval]:
    yield _regel(
        "TR338",
        "on a toewijzing",
        PRESTATIE,
        "on a number that is no toewijzing",
        PRESTATIE._replace(toewijzingnummer=4242),
        getallen=("4242", "0384", "42420001"),
    )
    elders = goed(jw301(TOEWIJZING._replace(toewijzingnummer=1002), ontvanger=ANDERE_AANBIEDER))
    yield _regel(
        "TR338",
        "on a toewijzing to this aanbieder",
        PRESTATIE,
        "on one to another aanbieder",
        PRESTATIE._replace(toewijzingnummer=1002),
        _TOEGEWEZEN,
        elders,
        getallen=("1002",),
    )
    een_dag: dict[str, Any] = {"begindatum": date(2026, 4, 1), "einddatum": date(2026, 4, 1)}
    op_een_dag = TOEWIJZING._replace(einddatum=date(2026, 4, 1))
    yield _regel(
        "TR384",
        "on a toewijzing of one day",
        uren(2, toewijzingnummer=1002, **een_dag),
        "on one that was removed (RedenWijziging 13)",
        uren(2, **een_dag),
        goed(jw301(op_een_dag._replace(toewijzingnummer=1002))),
        _TOEGEWEZEN,
        goed(jw301(zonder(TOEWIJZING))),
        getallen=("1001",),
    )
    verblijf = PRESTATIE._replace(categorie="43", code="43A07", volume=9, eenheid="14", tarief=31_000, bedrag=279_000)
    yield _regel(
        "TR339",
        "the categorie that was assigned",
        PRESTATIE,
        "another categorie, with a product of its own",
        verblijf,
        goed(jw301(ASPECIFIEK)),
        getallen=("45", "43"),
    )
    yield _regel(
        "TR340",
        "the product code that was assigned",
        PRESTATIE,
        "another code of the categorie, at its own tariff",
        PRESTATIE._replace(code="45A53", tarief=9500, bedrag=9 * 9500),
        getallen=("45A04", "45A53"),
    )
    yield _regel(
        "TR381",
        "a code of its categorie",
        PRESTATIE,
        "a code of another categorie",
        PRESTATIE._replace(categorie="43"),
        goed(jw301(BUDGET)),
        getallen=("45A04", "43"),
    )


def _eenheden() -> Iterator[Geval]:
    euro = PRESTATIE._replace(volume=900, eenheid="83", tarief=None, bedrag=900)
    yield _regel(
        "TR341",
        "assigned in hours, claimed in minutes",
        _MINUTEN,
        "assigned in hours, claimed in euros",
        euro,
        getallen=("eenheid 83 | eenheid 04 (of 01, minuten)",),
    )
    yield _regel(
        "TR341",
        "assigned in minutes, claimed in minutes",
        _MINUTEN,
        "assigned in minutes, claimed in hours",
        PRESTATIE,
        goed(jw301(TOEWIJZING._replace(omvang=Omvang(120, "01", "2")))),
        getallen=("eenheid 04 | eenheid 01 |",),
    )
    for wat, toewijzing in (("Budget", BUDGET), ("categorie", ASPECIFIEK)):
        yield _regel(
            "TR341",
            f"assigned by {wat}, claimed in a unit of the contract",
            PRESTATIE,
            f"assigned by {wat}, in a unit that the contract does not have for the code",
            euro,
            goed(jw301(toewijzing)),
            getallen=("45A04", "83"),
        )


def _binnen_de_toewijzing() -> Iterator[Geval]:
    yield _regel(
        "TR307",
        "a month of the toewijzing",
        PRESTATIE,
        "the month before it",
        MAARTREGEL,
        getallen=("2026-03-01", "2026-04-01"),
    )
    tot_april = DRIE_MAANDEN._replace(einddatum=date(2026, 3, 31))
    yield _regel(
        "TR308",
        "the last month of the toewijzing",
        MAARTREGEL,
        "the month after it",
        PRESTATIE,
        goed(jw301(tot_april)),
        getallen=("2026-04-30", "2026-03-31"),
    )
    halverwege = TOEWIJZING._replace(ingangsdatum=date(2026, 4, 13))
    vanaf = uren(6, begindatum=date(2026, 4, 13))
    yield _regel(
        "TR387",
        "begins with the toewijzing, in the month",
        vanaf,
        "begins a day later",
        vanaf._replace(begindatum=date(2026, 4, 14)),
        goed(jw301(halverwege)),
        getallen=("2026-04-13",),
    )
    yield _regel(
        "TR387",
        "begins on the first of the month",
        PRESTATIE,
        "begins on the second",
        PRESTATIE._replace(begindatum=date(2026, 4, 2)),
        getallen=("2026-04-01",),
    )
    tot = TOEWIJZING._replace(einddatum=date(2026, 4, 12))
    deel = uren(4, einddatum=date(2026, 4, 12))
    yield _regel(
        "TR388",
        "ends with the toewijzing, in the month",
        deel,
        "ends a day earlier",
        deel._replace(einddatum=date(2026, 4, 11)),
        goed(jw301(tot)),
        getallen=("2026-04-12",),
    )
    yield _regel(
        "TR388",
        "ends on the last of the month",
        PRESTATIE,
        "ends a day before it",
        PRESTATIE._replace(einddatum=date(2026, 4, 29)),
        getallen=("2026-04-30",),
    )
    yield Geval(
        "TR319",
        "JW323",
        REGEL,
        "a line over the month of the DeclaratiePeriode",
        "a line over a month after it",
        jw323(MAARTREGEL, maand=MAART),
        jw323(PRESTATIE, maand=MAART),
        (_LANG,),
        getallen=("2026-03-31",),
    )


_FEBRUARI = uren(8, begindatum=date(2026, 2, 1), einddatum=date(2026, 2, 28))


def _bedragen() -> Iterator[Geval]:
    for vuurt, tarief, kant, verschil in (
        ("a cent above it", 8801, "boven", "€ 0,01"),
        ("a cent below it", 8799, "onder", "€ 0,01"),
    ):
        yield _regel(
            "TR418",
            "the tariff of the contract (GELIJK)",
            PRESTATIE,
            vuurt,
            PRESTATIE._replace(tarief=tarief, bedrag=9 * tarief),
            getallen=(" | € 88,00 | ", f"{verschil} {kant}"),
        )
    yield Geval(
        "TR418",
        "JW323",
        REGEL,
        "below the tariff of the contract (MAXIMUM)",
        "a cent above that maximum",
        jw323(PRESTATIE._replace(tarief=8799, bedrag=9 * 8799), afzender=ANDERE_AANBIEDER),
        jw323(PRESTATIE._replace(tarief=8801, bedrag=9 * 8801), afzender=ANDERE_AANBIEDER),
        (goed(jw301(ontvanger=ANDERE_AANBIEDER)),),
        getallen=("€ 88,01 | hoogstens € 88,00 |", "€ 0,01 boven"),
    )
    yield _regel(
        "TR418",
        "minutes at the hourly tariff / 60, rounded (1,47)",
        _MINUTEN,
        "minutes at that tariff, rounded down",
        _MINUTEN._replace(tarief=146),
        getallen=("€ 88,00", "€ 1,47", "€ 1,46", "60"),
    )
    yield _regel(
        "TR418",
        "the tariff of the day: 85,00 until 2025",
        PRESTATIE._replace(begindatum=date(2025, 12, 1), einddatum=date(2025, 12, 31), tarief=8500, bedrag=9 * 8500),
        "the tariff of 2026 over December 2025",
        PRESTATIE._replace(begindatum=date(2025, 12, 1), einddatum=date(2025, 12, 31)),
        goed(jw301(DRIE_MAANDEN._replace(ingangsdatum=date(2025, 12, 1), toewijzingsdatum=date(2025, 12, 1)))),
        getallen=("€ 85,00", "€ 88,00", "€ 3,00", "2025-12-01"),
    )
    yield _regel(
        "TR418",
        "a unit in which the contract has a tariff",
        PRESTATIE,
        "a unit of the toewijzing in which it has none",
        PRESTATIE._replace(toewijzingnummer=1002, eenheid="14"),
        _TOEGEWEZEN,
        goed(jw301(TOEWIJZING._replace(toewijzingnummer=1002, omvang=Omvang(2, "14", "2")))),
        getallen=("45A04", "14"),
    )
    yield Geval(
        "TR418",
        "JW323",
        REGEL,
        "an aanbieder with a contract",
        "an aanbieder without contract",
        jw323(PRESTATIE, afzender=ANDERE_AANBIEDER),
        jw323(PRESTATIE._replace(toewijzingnummer=1002), afzender="99990001"),
        (
            goed(jw301(ontvanger=ANDERE_AANBIEDER)),
            goed(jw301(TOEWIJZING._replace(toewijzingnummer=1002), ontvanger="99990001")),
        ),
        getallen=("2026-04-01", "DEMO"),
    )
    yield _regel(
        "TR346",
        "amount = volume x tariff",
        PRESTATIE,
        "a cent more",
        PRESTATIE._replace(bedrag=79_201),
        getallen=("9 x € 88,00 = € 792,00", "€ 792,01"),
    )
    yield _regel(
        "TR346",
        "minutes: the hourly tariff x minutes / 60, rounded once",
        _MINUTEN,
        "minutes x the rounded tariff",
        _MINUTEN._replace(bedrag=380 * 147),
        getallen=("€ 88,00 x 380 minuten / 60 = € 557,33", "€ 558,60"),
    )


def _volumes() -> Iterator[Geval]:
    yield _regel(
        "TR321",
        "per week: 5 weeks x 2 hours",
        uren(10),
        "an hour more",
        uren(11),
        getallen=("5 weken x 2 uur = 10 uur", "11 uur"),
    )
    yield _regel(
        "TR321",
        "600 minutes on 10 hours",
        _MINUTEN._replace(volume=600, bedrag=88_000),
        "601 minutes",
        _MINUTEN._replace(volume=601, bedrag=88_147),
        getallen=("5 weken x 2 uur = 10 uur", "601 minuten"),
    )
    stukken = _STUK._replace(volume=4, bedrag=1_600_000)
    yield _regel(
        "TR321",
        "output per week: 4 Sundays in April",
        stukken,
        "a piece more",
        _STUK._replace(volume=5, bedrag=2_000_000),
        goed(jw301(STUKS._replace(omvang=Omvang(1, "82", "2")))),
        getallen=("4 weken x 1 stuks = 4 stuks", "5 stuks"),
    )
    yield _regel(
        "TR321",
        "output: the period with the last Sunday also holds the broken last week",
        _STUK._replace(volume=5, bedrag=2_000_000),
        "a piece more than with that week",
        _STUK._replace(volume=6, bedrag=2_400_000),
        goed(jw301(STUKS._replace(omvang=Omvang(1, "82", "2"), einddatum=date(2026, 5, 2)))),
        getallen=("5 weken x 1 stuks = 5 stuks", "6 stuks"),
    )
    yield _regel(
        "TR321",
        "per month",
        _STUK,
        "one more",
        _STUK._replace(volume=2, bedrag=800_000),
        goed(jw301(STUKS)),
        getallen=("1 maand x 1 stuks = 1 stuks", "2 stuks"),
    )
    yield _regel(
        "TR321",
        "per day: 30 days x 1 hour",
        uren(30),
        "per day: an hour more",
        uren(31),
        goed(jw301(TOEWIJZING._replace(omvang=Omvang(1, "04", "1")))),
        getallen=("30 dagen x 1 uur = 30 uur", "31 uur"),
    )
    yield _regel(
        "TR321",
        "in euros: 4 Sundays x 200 euro",
        _EUROS,
        "a cent more",
        _EUROS._replace(volume=80_001, bedrag=80_001),
        goed(jw301(_EUROTOEWIJZING)),
        getallen=("4 weken x € 200,00 = € 800,00", "€ 800,01"),
    )


def _totalen() -> Iterator[Geval]:
    yield _regel(
        "TR322",
        "15 hours in all, of which 9 were granted: 6 more",
        uren(6),
        "7 more",
        uren(7),
        goed(jw301(TOTAAL)),
        goed(jw323(_MAART, maand=MAART)),
        getallen=("15 uur", "9 uur", "6 uur", "7 uur", "16 uur"),
    )
    yield _regels(
        "TR322",
        "two lines in one message, together 15 of 15 hours",
        (PRESTATIE, uren(6, _MAART)),
        "together 16",
        (PRESTATIE, uren(7, _MAART)),
        goed(jw301(TOTAAL)),
        getallen=("15 uur", "9 uur", "6 uur", "16 uur"),
    )
    lang = goed(jw301(DRIE_MAANDEN._replace(ingangsdatum=date(2026, 3, 30), einddatum=date(2026, 5, 3))))
    yield _regel(
        "TR322",
        "per week: 5 weeks x 2 hours in all, 2 granted over the end of March",
        uren(8),
        "together more than 10, though each month is within its own weeks",
        uren(9),
        lang,
        goed(jw323(uren(2, _MAART, begindatum=date(2026, 3, 30)), maand=MAART)),
        getallen=("5 weken x 2 uur = 10 uur", "2 uur", "8 uur", "11 uur"),
    )
    yield _regel(
        "TR322",
        "minutes and hours are added: 15 hours, 9 granted, 360 minutes more",
        _MINUTEN._replace(volume=360, bedrag=52_800),
        "361 minutes more",
        _MINUTEN._replace(volume=361, bedrag=52_947),
        goed(jw301(TOTAAL)),
        goed(jw323(_MAART, maand=MAART)),
        getallen=("15 uur", "9 uur", "361 minuten", "901 minuten"),
    )
    precies = BUDGET._replace(budget=96_800)
    yield _regel(
        "TR369",
        "968 euro, 88 granted: 880 more",
        uren(10),
        "968 more",
        uren(11),
        goed(jw301(precies)),
        goed(jw323(uren(1, _MAART), maand=MAART)),
        getallen=("€ 968,00", "€ 88,00", "over € 880,00", "€ 1.056,00"),
    )
    yield _regels(
        "TR369",
        "two products within one Budget",
        (PRESTATIE, _verblijf(0)),
        "together more than the Budget",
        (PRESTATIE, _verblijf(1)),
        goed(jw301(BUDGET)),
        getallen=("€ 1.000,00", "€ 792,00", "€ 208,00", "€ 310,00", "€ 1.102,00"),
    )


def _verblijf(etmalen: int) -> Prestatie:
    return PRESTATIE._replace(
        referentienummer="RN2",
        categorie="43",
        code="43A07",
        volume=etmalen,
        eenheid="14",
        tarief=31_000,
        bedrag=etmalen * 31_000,
    )


GEVALLEN: tuple[Geval, ...] = (
    *_vullen(),
    *_perioden(),
    *_in_het_bericht(),
    *_nummers(),
    *_credits(),
    *_toewijzing(),
    *_eenheden(),
    *_binnen_de_toewijzing(),
    *_bedragen(),
    *_volumes(),
    *_totalen(),
)
