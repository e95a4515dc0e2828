"""What lies just beside the flows, as scenarios of our own: messages that are turned down, or only signalled."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from tests.api.scenarios.berichten import (
    GESTART,
    NIEUW_NUMMER,
    TIJDELIJK,
    TOEGEWEZEN,
    VOT,
    afwijzing,
    anders,
    in_onderzoek,
    samen,
    start,
    stop,
    toewijzing,
    verwijdering,
    vot,
    vow,
)
from tests.api.scenarios.scenario import Codes, Scenario, Stap


def zijweg(id: str, *stappen: Stap, vooraf: tuple[Stap, ...] = ()) -> Scenario:
    """A scenario by what it shows. A step that is turned down leaves everything as it stood."""
    eerder = vooraf[-1:]
    for nummer, stap in enumerate(stappen, 1):
        if stap.codes and eerder:
            stap = replace(stap, levering=eerder[-1].levering, verzoeken=eerder[-1].verzoeken)
        eerder = (*eerder, replace(stap, nummer=nummer))
    return Scenario(id, eerder[len(vooraf[-1:]) :], vooraf)


def afgekeurd(stap: Stap, klasse: str, *codes: str) -> Stap:
    """The step turned down in situation D: all its classes come back, one of them with these codes."""
    klassen: list[tuple[str, str]] = [("Header", "0200")]
    for naam in _klassen(stap):
        klassen += [(naam, code) for code in (codes if naam == klasse else ("0200",))]
    return replace(stap, codes=tuple(klassen), levering=None, verzoeken=None)


def _klassen(stap: Stap) -> list[str]:
    """Its classes below the Header; a JW301 also has the Contact that the sources leave out."""
    namen = [naam for naam, _ in stap.klassen]
    return [namen[0], "Contact", *namen[1:]] if stap.bericht == "JW301" else namen


def technisch(stap: Stap) -> Stap:
    """The step turned down in situation B."""
    alleen_header: Codes = (("Header", "0001"),)
    return replace(stap, codes=alleen_header, levering=None, verzoeken=None)


def gesignaleerd(stap: Stap, *codes: str) -> Stap:
    """The step accepted, with these signals."""
    return replace(stap, signalen=frozenset(codes))


MAART, APRIL = date(2026, 3, 9), date(2026, 4, 7)

REGIE = (
    zijweg(
        "TR326: start van wat loopt",
        afgekeurd(start(MAART, "2026-03-09"), "StartProduct", "9326"),
        vooraf=GESTART,
    ),
    zijweg(
        "TR071: verwijderen van een start die gestopt is",
        stop(),
        afgekeurd(verwijdering(start(), APRIL, "geen"), "StartProduct", "9071"),
        vooraf=GESTART,
    ),
    zijweg(
        "TR382: stop zonder start",
        afgekeurd(stop(), "StopProduct", "9069"),
        vooraf=TOEGEWEZEN,
    ),
    zijweg(
        "TR413: tweede tijdelijke stop",
        stop(reden=TIJDELIJK),
        afgekeurd(stop(APRIL, TIJDELIJK, "2026-04-02"), "StopProduct", "9413"),
        vooraf=GESTART,
    ),
    zijweg(
        "TR414: definitieve stop voor de tijdelijke",
        stop(reden=TIJDELIJK),
        afgekeurd(stop(APRIL, eind="2026-03-31"), "StopProduct", "9414"),
        vooraf=GESTART,
    ),
    zijweg(
        "TR415: stop na een definitieve stop",
        stop(),
        afgekeurd(stop(APRIL, eind="2026-04-02"), "StopProduct", "9415"),
        vooraf=GESTART,
    ),
    zijweg(
        "IV008: correctie van de sleutel van een start in een bericht",
        samen(verwijdering(start(), MAART, "geen"), start(MAART, "2026-03-02")),
        vooraf=GESTART,
    ),
    zijweg(
        "IV008: correctie buiten de sleutel van een start in een bericht",
        technisch(
            samen(verwijdering(start(), MAART, "geen"), anders(start(MAART), ToewijzingIngangsdatum="2026-03-01"))
        ),
        vooraf=GESTART,
    ),
)
"""Start and stop."""

VERZOEKEN = (
    zijweg(
        "TR374: tweede verzoek terwijl het eerste openstaat",
        vot(),
        afgekeurd(anders(vot(date(2026, 2, 24)), ReferentieAanbieder="VOT-2"), "Client", "9374"),
    ),
    zijweg(
        "TR349: wijziging die een lopende toewijzing niet noemt",
        afgekeurd(vow(), "Verzoek", "9349"),
        vooraf=(samen(toewijzing(), anders(toewijzing(), ToewijzingNummer=NIEUW_NUMMER, **{"Product/Code": "45A48"})),),
    ),
    zijweg("TR355: antwoord zonder verzoek", afgekeurd(afwijzing(VOT, MAART), "Antwoord", "9355")),
    zijweg(
        "TR360: twee keer in onderzoek",
        vot(),
        in_onderzoek(VOT, date(2026, 2, 25)),
        afgekeurd(in_onderzoek(VOT, MAART), "Antwoord", "9360"),
    ),
    zijweg(
        "TR365: twee keer afgewezen",
        vot(),
        afwijzing(VOT, date(2026, 2, 25)),
        afgekeurd(afwijzing(VOT, MAART), "Antwoord", "9365"),
    ),
    zijweg(
        "TR359: afgewezen na toewijzen",
        vot(),
        toewijzing(referentie=VOT),
        afgekeurd(afwijzing(VOT, MAART), "Antwoord", "9359"),
    ),
    zijweg(
        "TR379: toegewezen na afwijzen",
        vot(),
        afwijzing(VOT, date(2026, 2, 25)),
        afgekeurd(toewijzing(MAART, VOT), "ToegewezenProduct", "9379"),
    ),
)
"""Verzoeken and their answers."""

SIGNALEN = (
    zijweg(
        "OP380: een nieuwe toewijzing waar de oude verlengd moet worden",
        gesignaleerd(
            samen(
                toewijzing(APRIL),
                anders(
                    toewijzing(APRIL), ToewijzingNummer=NIEUW_NUMMER, Ingangsdatum="2026-08-31", Einddatum="2026-12-31"
                ),
            ),
            "OP380",
        ),
        vooraf=GESTART,
    ),
    zijweg(
        "OP087: een toewijzing zonder de andere die loopt",
        gesignaleerd(
            anders(toewijzing(APRIL), ToewijzingNummer=NIEUW_NUMMER, **{"Product/Code": "45A48"}),
            "OP087",
        ),
        vooraf=GESTART,
    ),
    zijweg(
        "OP257: een andere omvang onder hetzelfde nummer",
        gesignaleerd(anders(toewijzing(APRIL), RedenWijziging="14", **{"Omvang/Volume": "4"}), "OP257"),
        vooraf=GESTART,
    ),
)
"""Accepted, and signalled: rules of procedure have no retourcode."""

ZIJWEGEN = (*REGIE, *VERZOEKEN, *SIGNALEN)
