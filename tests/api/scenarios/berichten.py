"""The messages of the flows, as makers of steps: one client, one product, and numbers that belong together."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from tests.api.scenarios.samenstellen import Klasse
from tests.api.scenarios.scenario import Levering, Stap, Verzoek

CLIENT: Klasse = ("Client", {"Bsn": "999900006"})
NUMMER, NIEUW_NUMMER = "5001", "5002"
VOT, VOW = "VOT-1", "VOW-1"
TIJDELIJK, VOLGENS_PLAN = "20", "31"
GEEN_CONTRACT, WOONPLAATSBEGINSEL = "3", "8"

_PRODUCT = {"Product/Categorie": "45", "Product/Code": "45A04"}
_OMVANG = {"Omvang/Volume": "3", "Omvang/Eenheid": "04", "Omvang/Frequentie": "2"}
_MEER = _OMVANG | {"Omvang/Volume": "4"}
_PERIODE = {"Ingangsdatum": "2026-03-02", "Einddatum": "2026-08-30"}


def _stap(
    bericht: str,
    dag: date,
    *klassen: Klasse,
    levering: Levering | None = None,
    verzoeken: Mapping[str, Verzoek] | None = None,
) -> Stap:
    return Stap(0, bericht, dag, klassen, levering=levering, verzoeken=verzoeken)


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
    return _stap("JW315", dag, CLIENT, ("AangevraagdProduct", product), verzoeken={VOT: "ingediend"})


def vow(dag: date = date(2026, 4, 7)) -> Stap:
    """A verzoek om wijziging: an hour a week more, from May."""
    wijziging = {
        "ToewijzingNummer": NUMMER,
        "GewensteIngangsdatum": "2026-05-04",
        "Einddatum": _PERIODE["Einddatum"],
        **_MEER,
    }
    verzoek = {"ReferentieAanbieder": VOW, "RedenVerzoek": "1"}
    return _stap(
        "JW317", dag, CLIENT, ("Verzoek", verzoek), ("TeWijzigenProduct", wijziging), verzoeken={VOW: "ingediend"}
    )


def in_onderzoek(referentie: str, dag: date) -> Stap:
    """The answer that the gemeente needs more time."""
    antwoord = {"ReferentieAanbieder": referentie, "VerzoekAntwoord": "2"}
    return _stap("JW319", dag, ("Antwoord", antwoord), verzoeken={referentie: "in_onderzoek"})


def afwijzing(referentie: str, dag: date, reden: str = GEEN_CONTRACT) -> Stap:
    """The answer that the verzoek is refused; on the woonplaatsbeginsel it names the gemeente that has to pay."""
    antwoord = {"ReferentieAanbieder": referentie, "VerzoekAntwoord": "1", "RedenAfwijzingVerzoek": reden}
    gemeente = [("Woonplaatsbeginsel", {"Gemeente": "0384"})] if reden == WOONPLAATSBEGINSEL else []
    return _stap("JW319", dag, ("Antwoord", antwoord), *gemeente, verzoeken={referentie: "afgewezen"})


def toewijzing(dag: date = date(2026, 2, 26), referentie: str = "") -> Stap:
    """A toewijzing, honouring a verzoek when a reference is given."""
    product = _toegewezen(NUMMER, referentie, **_PERIODE, **_OMVANG)
    return _stap("JW301", dag, CLIENT, product, verzoeken={referentie: "toegewezen"} if referentie else None)


def gewijzigd(dag: date) -> Stap:
    """The verzoek om wijziging is honoured: the toewijzing ends, and one with the new volume follows it."""
    oud = _toegewezen(NUMMER, VOW, **_PERIODE, **_OMVANG, RedenWijziging="12")
    oud[1]["Einddatum"] = "2026-05-03"
    nieuw = _toegewezen(NIEUW_NUMMER, VOW, Ingangsdatum="2026-05-04", Einddatum=_PERIODE["Einddatum"], **_MEER)
    return _stap("JW301", dag, CLIENT, oud, nieuw, verzoeken={VOW: "toegewezen"})


def _toegewezen(nummer: str, referentie: str, **velden: str) -> tuple[str, dict[str, str]]:
    met = {"ReferentieAanbieder": referentie} if referentie else {}
    return "ToegewezenProduct", {"ToewijzingNummer": nummer, **met, **_PRODUCT, **velden}


_LEVERING = {"ToewijzingNummer": NUMMER, **_PRODUCT, "ToewijzingIngangsdatum": _PERIODE["Ingangsdatum"]}


def start(dag: date = date(2026, 3, 5), begin: str = "2026-03-03") -> Stap:
    """A start."""
    velden = {**_LEVERING, "Begindatum": begin, "StatusAanlevering": "1"}
    return _stap("JW305", dag, CLIENT, ("StartProduct", velden), levering="gestart")


def stop(dag: date = date(2026, 4, 2), reden: str = VOLGENS_PLAN, eind: str = "2026-04-01") -> Stap:
    """A stop of the start."""
    velden = {**_LEVERING, "Begindatum": "2026-03-03", "RedenBeeindiging": reden, "Einddatum": eind}
    staat: Levering = "tijdelijk_gestopt" if reden == TIJDELIJK else "beeindigd"
    return _stap("JW307", dag, CLIENT, ("StopProduct", velden | {"StatusAanlevering": "1"}), levering=staat)


def verwijdering(van: Stap, dag: date, levering: Levering) -> Stap:
    """What takes a start or stop back (StatusAanlevering 3); ``levering``: how the delivery stands without it."""
    return replace(anders(van, StatusAanlevering="3"), dag=dag, levering=levering)


def anders(van: Stap, **velden: str) -> Stap:
    """A step with other values in its last class."""
    *eerder, (naam, oud) = van.klassen
    return replace(van, klassen=(*eerder, (naam, {**oud, **velden})))


def samen(*stappen: Stap) -> Stap:
    """The classes of several steps of one kind in one message, on the day of the last."""
    return replace(stappen[-1], klassen=(CLIENT, *(stap.klassen[-1] for stap in stappen)))


TOEGEWEZEN = (toewijzing(),)
GESTART = (toewijzing(), start())
"""What goes before."""
