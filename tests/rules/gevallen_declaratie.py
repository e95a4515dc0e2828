"""Cases of the rules on Declaratie and Client of JW323."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from app.messages.records import Prestatie
from tests.bank import ANDER_KIND, KIND, PRESTATIE
from tests.rules.berichten import APRIL, CREDIT, DRIE_MAANDEN, MAART, MAARTREGEL, MEI, jw301, jw323, op
from tests.rules.bewerken import bewerkt, zet
from tests.rules.geval import DECLARATIE, DECLARATIECLIENT, Geval, Gezelschap, Stap, Treffer, goed

_TOEGEWEZEN = goed(jw301())
_LANG = goed(jw301(DRIE_MAANDEN))
_VANAF_2021 = DRIE_MAANDEN._replace(ingangsdatum=date(2021, 1, 1), toewijzingsdatum=date(2021, 1, 1))
_VAN_ANDER = goed(jw301(DRIE_MAANDEN._replace(toewijzingnummer=1002), kind=ANDER_KIND))
_FEBRUARI = MAARTREGEL._replace(begindatum=date(2026, 2, 1), einddatum=date(2026, 2, 28), volume=8, bedrag=70_400)
_NUL = PRESTATIE._replace(volume=0, bedrag=0)
_PERIODE = "Declaratie/DeclaratiePeriode"


def _inhoud() -> Iterator[Geval]:
    opzet: tuple[Stap, ...] = (_TOEGEWEZEN,)
    yield Geval(
        "CS100",
        "JW323",
        DECLARATIE,
        "DeclaratiePeriode January 2021",
        "DeclaratiePeriode December 2020",
        jw323(_in(2021, 1), maand=date(2021, 1, 1)),
        jw323(_in(2021, 1), maand=date(2020, 12, 1)),
        (op(date(2021, 3, 1)), goed(jw301(_VANAF_2021))),
        getallen=("2021-01-01",),
    )
    for vuurt, begin, eind in (
        ("begins on the second of the month", date(2026, 4, 2), date(2026, 4, 30)),
        ("ends before the last of the month", date(2026, 4, 1), date(2026, 4, 29)),
        ("is two months", date(2026, 3, 1), date(2026, 4, 30)),
    ):
        yield Geval(
            "CS340",
            "JW323",
            DECLARATIE,
            "DeclaratiePeriode is April",
            vuurt,
            jw323(),
            bewerkt(jw323(), zet(f"{_PERIODE}/Begindatum", begin), zet(f"{_PERIODE}/Einddatum", eind)),
            opzet,
        )
    yield Geval(
        "TR134",
        "JW323",
        DECLARATIE,
        "DeclaratiePeriode April, dated in May",
        "DeclaratiePeriode June, dated in May",
        jw323(),
        jw323(maand=date(2026, 6, 1)),
        opzet,
        gezelschap=Gezelschap(
            (Treffer("TR137", DECLARATIE),),
            "An Einddatum on or after a Begindatum in the future lies in the future too, and TR137 forbids both.",
        ),
        getallen=("2026-05-06",),
    )
    yield Geval(
        "TR137",
        "JW323",
        DECLARATIE,
        "DeclaratiePeriode April, dated in May",
        "DeclaratiePeriode May, dated before its end",
        jw323(),
        jw323(maand=MEI),
        opzet,
        getallen=("2026-05-06",),
    )
    for vuurt, dag in (("dated a day before its end", date(2026, 4, 29)), ("dated on its first day", APRIL)):
        yield Geval(
            "TR137",
            "JW323",
            DECLARATIE,
            "DeclaratiePeriode April, dated on its last day",
            f"DeclaratiePeriode April, {vuurt}",
            jw323(MAARTREGEL, dagtekening=date(2026, 4, 30)),
            jw323(MAARTREGEL, dagtekening=dag),
            (_LANG,),
            getallen=(str(dag),),
        )
    yield Geval(
        "TR137",
        "JW323",
        DECLARATIE,
        "DeclaratiePeriode April",
        "it ends before it begins",
        jw323(),
        bewerkt(jw323(), zet(f"{_PERIODE}/Einddatum", date(2026, 3, 31))),
        opzet,
        gezelschap=Gezelschap(
            (Treffer("CS340", DECLARATIE),), "A period that ends before it begins is no calendar month."
        ),
    )
    yield Geval(
        "CS325",
        "JW323",
        DECLARATIE,
        "a total of 0, debet",
        "a total of 0, credit",
        jw323(_NUL),
        bewerkt(jw323(_NUL), zet("Declaratie/TotaalIngediendBedrag/DebetCredit", "C")),
        opzet,
    )
    for vuurt, totaal in (("a total that is a cent too high", 79_201), ("the amount as a credit", -79_200)):
        yield Geval(
            "TR358",
            "JW323",
            DECLARATIE,
            "the total is the sum of the lines",
            vuurt,
            jw323(),
            jw323(totaal=totaal),
            opzet,
            getallen=("€ 792,00",),
        )
    nieuw = PRESTATIE._replace(referentienummer="RN3", volume=8, bedrag=70_400)
    yield Geval(
        "TR358",
        "JW323",
        DECLARATIE,
        "credits are subtracted",
        "credits are added",
        jw323(CREDIT, nieuw),
        jw323(CREDIT, nieuw, totaal=79_200 + 70_400),
        (_TOEGEWEZEN, goed(jw323())),
        getallen=("€ 704,00", "€ 792,00", "-€ 88,00"),
    )


def _in(jaar: int, maand: int) -> Prestatie:
    return PRESTATIE._replace(
        begindatum=date(jaar, maand, 1), einddatum=date(jaar, maand, 31), tarief=8500, bedrag=9 * 8500
    )


def _historie() -> Iterator[Geval]:
    april = PRESTATIE._replace(referentienummer="RN9")
    yield Geval(
        "TR318",
        "JW323",
        DECLARATIE,
        "the last claimed month once more, for a line of an earlier one",
        "that earlier month itself",
        jw323(MAARTREGEL, maand=APRIL),
        jw323(MAARTREGEL, maand=MAART),
        (_LANG, goed(jw323(april, maand=APRIL))),
        getallen=("2026-04",),
    )
    yield Geval(
        "TR318",
        "JW323",
        DECLARATIE,
        "the month after the last claimed one",
        "a month before it",
        jw323(maand=APRIL),
        jw323(_FEBRUARI, maand=date(2026, 2, 1)),
        (_LANG, goed(jw323(MAARTREGEL._replace(referentienummer="RN9"), maand=MAART))),
        getallen=("2026-03",),
    )
    yield Geval(
        "TR333",
        "JW323",
        DECLARATIE,
        "a DeclaratieNummer that is new",
        "one that was used before",
        jw323(nummer="DN2"),
        jw323(nummer="DN1"),
        (_LANG, goed(jw323(MAARTREGEL._replace(referentienummer="RN9"), maand=MAART, nummer="DN1"))),
        getallen=("DN1", "2026-05-06"),
    )


def _clienten() -> Iterator[Geval]:
    yield Geval(
        "TR101",
        "JW323",
        DECLARATIECLIENT.replace("[1]", "[2]"),
        "the lines of a client stand together",
        "the client stands in the message twice",
        jw323(PRESTATIE, MAARTREGEL._replace(referentienummer="RN2")),
        jw323(per_bsn=[(KIND.bsn, [PRESTATIE]), (KIND.bsn, [MAARTREGEL._replace(referentienummer="RN2")])]),
        (_LANG,),
    )
    yield Geval(
        "TR304",
        "JW323",
        DECLARATIECLIENT,
        "a client with a toewijzing",
        "a client without one",
        jw323(),
        jw323(per_bsn=[(ANDER_KIND.bsn, [PRESTATIE])]),
        (_TOEGEWEZEN,),
    )
    yield Geval(
        "TR304",
        "JW323",
        DECLARATIECLIENT,
        "each line is on a toewijzing of its client",
        "the client is known, a line is on the toewijzing of another",
        jw323(PRESTATIE, MAARTREGEL._replace(referentienummer="RN2")),
        jw323(PRESTATIE, MAARTREGEL._replace(referentienummer="RN2", toewijzingnummer=1002)),
        (_LANG, _VAN_ANDER),
        getallen=("1002", "RN2"),
    )


GEVALLEN = (*_inhoud(), *_historie(), *_clienten())
