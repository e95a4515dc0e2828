"""The message flows of the standard as scenarios: the sequence is the standard's, keys, days and amounts are ours.

A flow with a choice in it (a stop that is temporary or definitive) is here once for each choice.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from tests.api.scenarios.samenstellen import Klasse, Velden
from tests.api.scenarios.scenario import Codes, Levering, Scenario, Stap

CLIENT: Klasse = ("Client", {"Bsn": "999900006"})
NUMMER, NIEUW_NUMMER = "5001", "5002"
VOT, VOW = "VOT-1", "VOW-1"
TIJDELIJK, VOLGENS_PLAN = "20", "31"
GEEN_CONTRACT, WOONPLAATSBEGINSEL = "3", "8"

_PRODUCT = {"Product/Categorie": "45", "Product/Code": "45A04"}
_OMVANG = {"Omvang/Volume": "3", "Omvang/Eenheid": "04", "Omvang/Frequentie": "2"}
_MEER = _OMVANG | {"Omvang/Volume": "4"}
_PERIODE = {"Ingangsdatum": "2026-03-02", "Einddatum": "2026-08-30"}


@dataclass(frozen=True, slots=True)
class Stroom:
    """A flow by its name in the standard, and what is played for it."""

    groep: str
    naam: str
    scenario: Scenario

    @property
    def id(self) -> str:
        """Group and name, which together are unique in the standard."""
        return f"{self.groep}: {self.naam}"


def stroom(
    groep: str,
    naam: str,
    *stappen: Stap,
    vooraf: tuple[Stap, ...] = (),
    keuze: str = "",
    daarna: Mapping[int, Mapping[str, Any]] | None = None,
) -> Stroom:
    """A flow whose steps are numbered in their order."""
    genummerd = tuple(replace(stap, nummer=nummer) for nummer, stap in enumerate(stappen, 1))
    return Stroom(groep, naam, Scenario(f"{groep}: {naam}{keuze and f' ({keuze})'}", genummerd, vooraf, daarna))


def _stap(bericht: str, dag: date, *klassen: Klasse, codes: Codes = (), levering: Levering | None = None) -> Stap:
    return Stap(0, bericht, dag, klassen, codes, levering)


def vot(dag: date = date(2026, 2, 23)) -> Stap:
    """A verzoek om toewijzing for one product."""
    product = {
        "ReferentieAanbieder": VOT,
        **_PRODUCT,
        "ToewijzingIngangsdatum": _PERIODE["Ingangsdatum"],
        "ToewijzingEinddatum": _PERIODE["Einddatum"],
        **_OMVANG,
        "Verwijzer/Type": "01",
    }
    return _stap("JW315", dag, CLIENT, ("AangevraagdProduct", product))


def vow(dag: date = date(2026, 4, 7)) -> Stap:
    """A verzoek om wijziging: an hour a week more, from May."""
    wijziging = {
        "ToewijzingNummer": NUMMER,
        "GewensteIngangsdatum": "2026-05-04",
        "Einddatum": _PERIODE["Einddatum"],
        **_MEER,
    }
    verzoek = {"ReferentieAanbieder": VOW, "RedenVerzoek": "1"}
    return _stap("JW317", dag, CLIENT, ("Verzoek", verzoek), ("TeWijzigenProduct", wijziging))


def in_onderzoek(referentie: str, dag: date) -> Stap:
    """The answer that the gemeente needs more time."""
    return _stap("JW319", dag, ("Antwoord", {"ReferentieAanbieder": referentie, "VerzoekAntwoord": "2"}))


def afwijzing(referentie: str, dag: date, reden: str = GEEN_CONTRACT) -> Stap:
    """The answer that the verzoek is refused; on the woonplaatsbeginsel it names the gemeente that has to pay."""
    antwoord = {"ReferentieAanbieder": referentie, "VerzoekAntwoord": "1", "RedenAfwijzingVerzoek": reden}
    gemeente = [("Woonplaatsbeginsel", {"Gemeente": "0384"})] if reden == WOONPLAATSBEGINSEL else []
    return _stap("JW319", dag, ("Antwoord", antwoord), *gemeente)


def toewijzing(dag: date = date(2026, 2, 26), referentie: str = "") -> Stap:
    """A toewijzing, honouring a verzoek when a reference is given."""
    return _stap("JW301", dag, CLIENT, _toegewezen(NUMMER, referentie, **_PERIODE, **_OMVANG))


def gewijzigd(dag: date) -> Stap:
    """The verzoek om wijziging is honoured: the toewijzing ends, and one with the new volume follows it."""
    oud = _toegewezen(NUMMER, VOW, **_PERIODE, **_OMVANG, RedenWijziging="12")
    oud[1]["Einddatum"] = "2026-05-03"
    nieuw = _toegewezen(NIEUW_NUMMER, VOW, Ingangsdatum="2026-05-04", Einddatum=_PERIODE["Einddatum"], **_MEER)
    return _stap("JW301", dag, CLIENT, oud, nieuw)


def _toegewezen(nummer: str, referentie: str, **velden: str) -> tuple[str, dict[str, str]]:
    met = {"ReferentieAanbieder": referentie} if referentie else {}
    return "ToegewezenProduct", {"ToewijzingNummer": nummer, **met, **_PRODUCT, **velden}


_LEVERING = {"ToewijzingNummer": NUMMER, **_PRODUCT, "ToewijzingIngangsdatum": _PERIODE["Ingangsdatum"]}


def start(
    dag: date = date(2026, 3, 5),
    begin: str = "2026-03-03",
    *,
    status: str = "1",
    codes: Codes = (),
    levering: Levering | None = "loopt",
) -> Stap:
    """A start, or with status 3 its removal."""
    return _stap("JW305", dag, CLIENT, _startproduct(begin, status), codes=codes, levering=levering)


def _startproduct(begin: str, status: str = "1") -> Klasse:
    return "StartProduct", {**_LEVERING, "Begindatum": begin, "StatusAanlevering": status}


def stop(
    dag: date = date(2026, 4, 2),
    reden: str = VOLGENS_PLAN,
    *,
    eind: str = "2026-04-01",
    status: str = "1",
    levering: Levering | None = None,
) -> Stap:
    """A stop of the start, or with status 3 its removal."""
    staat: Levering = levering or ("tijdelijk gestopt" if reden == TIJDELIJK else "gestopt")
    return _stap("JW307", dag, CLIENT, _stopproduct(reden, eind, status), levering=staat)


def _stopproduct(reden: str, eind: str, status: str = "1") -> Klasse:
    velden: Velden = {**_LEVERING, "Begindatum": "2026-03-03"}
    return "StopProduct", {**velden, "RedenBeeindiging": reden, "Einddatum": eind, "StatusAanlevering": status}


TOEGEWEZEN = (toewijzing(),)
GESTART = (toewijzing(), start())

REGIE = (
    stroom("JW305", "Stop na start", start(), stop(), vooraf=TOEGEWEZEN),
    stroom("JW305", "tijdelijke Stop na start", start(), stop(reden=TIJDELIJK), vooraf=TOEGEWEZEN),
    stroom("JW305", "Definitieve Stop na start", start(), stop(), vooraf=TOEGEWEZEN),
    stroom(
        "JW305",
        "Definitieve Stop na tijdelijk stop",
        start(),
        stop(reden=TIJDELIJK),
        stop(date(2026, 4, 20)),
        vooraf=TOEGEWEZEN,
    ),
    stroom(
        "JW305",
        "Start na stop",
        start(),
        stop(reden=TIJDELIJK),
        start(date(2026, 4, 20), "2026-04-20"),
        vooraf=TOEGEWEZEN,
        keuze="tijdelijk",
    ),
    stroom(
        "JW305",
        "Start na stop",
        start(),
        stop(),
        start(date(2026, 4, 20), "2026-04-20"),
        vooraf=TOEGEWEZEN,
        keuze="definitief",
    ),
    stroom(
        "JW305", "Verwijderen Start", start(), start(date(2026, 3, 9), status="3", levering=None), vooraf=TOEGEWEZEN
    ),
    stroom(
        "JW305",
        "Correctie start",
        start(date(2026, 3, 4), "2026-03-02"),
        start(date(2026, 3, 9), "2026-03-02", status="3", levering=None),
        start(date(2026, 3, 9)),
        vooraf=TOEGEWEZEN,
    ),
    stroom(
        "JW305",
        "Verwijderen stop",
        stop(),
        stop(date(2026, 4, 7), status="3", levering="loopt"),
        vooraf=GESTART,
    ),
    stroom(
        "JW305",
        "Correctie stop",
        stop(),
        stop(date(2026, 4, 7), status="3", levering="loopt"),
        stop(date(2026, 4, 7), eind="2026-03-31"),
        vooraf=GESTART,
    ),
)
"""Start and stop."""

VERZOEKEN = (
    stroom("VOT", "Direct toewijzingen", vot(), toewijzing(referentie=VOT)),
    stroom(
        "VOT",
        "Toewijzen na onderzoek",
        vot(),
        in_onderzoek(VOT, date(2026, 2, 25)),
        toewijzing(date(2026, 3, 23), VOT),
    ),
    stroom("VOT", "Direct afwijzen", vot(), afwijzing(VOT, date(2026, 2, 25))),
    stroom(
        "VOT",
        "Afwijzen na onderzoek",
        vot(),
        in_onderzoek(VOT, date(2026, 2, 25)),
        afwijzing(VOT, date(2026, 3, 23)),
    ),
    stroom(
        "VOT",
        "Afwijzing nav woonplaatsbeginsel",
        vot(),
        in_onderzoek(VOT, date(2026, 2, 25)),
        afwijzing(VOT, date(2026, 3, 5), WOONPLAATSBEGINSEL),
    ),
    stroom("VOW", "Direct toewijzen", vow(), gewijzigd(date(2026, 4, 10)), vooraf=GESTART),
    stroom(
        "VOW",
        "Toewijzen na onderzoek",
        vow(),
        in_onderzoek(VOW, date(2026, 4, 10)),
        gewijzigd(date(2026, 4, 28)),
        vooraf=GESTART,
    ),
    stroom("VOW", "Direct afwijzen", vow(), afwijzing(VOW, date(2026, 4, 10)), vooraf=GESTART),
    stroom(
        "VOW",
        "Afwijzen na onderzoek",
        vow(),
        in_onderzoek(VOW, date(2026, 4, 10)),
        afwijzing(VOW, date(2026, 4, 28)),
        vooraf=GESTART,
    ),
)
"""Requests for a toewijzing (VOT) and for a change of one (VOW)."""

STROMEN = (*VERZOEKEN, *REGIE)
