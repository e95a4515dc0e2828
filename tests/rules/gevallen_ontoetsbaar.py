"""Cases in which a rule cannot be decided: no finding, and the reason is told."""

from __future__ import annotations

from datetime import date
from typing import Any

from app.messages.records import Omvang, Woonplaatsbeginsel
from tests.bank import AANGEVRAAGD, AFWIJZING, NIEUW, ONGEWIJZIGD, PRESTATIE, TE_WIJZIGEN, TOEWIJZING
from tests.rules.berichten import (
    APRIL,
    ASPECIFIEK,
    BUDGET,
    DRIE_MAANDEN,
    START_ZONDER,
    STOP_ZONDER,
    STUKS,
    jw301,
    jw305,
    jw307,
    jw315,
    jw317,
    jw319,
    jw323,
)
from tests.rules.geval import OntoetsbaarGeval, goed

_ELDERS = "0363"
"""Amsterdam: no regio is loaded for it."""
_HIER_NIET: dict[str, Any] = {"ontvanger": _ELDERS}
_TOEGEWEZEN = goed(jw301(afzender=_ELDERS))
_OUD_VERZOEK = AANGEVRAAGD._replace(ingangsdatum=date(2022, 12, 31))
_FEBRUARI = PRESTATIE._replace(
    referentienummer="RN9", begindatum=date(2026, 2, 1), einddatum=date(2026, 2, 28), volume=8, bedrag=70_400
)
_MINUTEN = PRESTATIE._replace(volume=380, eenheid="01", tarief=147, bedrag=55_860)
_STUK = PRESTATIE._replace(
    categorie="50",
    code="50D3B",
    einddatum=date(2026, 4, 12),
    volume=1,
    eenheid="82",
    tarief=400_000,
    bedrag=400_000,
)

GEVALLEN = (
    OntoetsbaarGeval("TR019", "JW305", "no ToewijzingNummer", jw305(START_ZONDER), "taakgericht"),
    OntoetsbaarGeval(
        "TR019",
        "JW307",
        "no ToewijzingNummer",
        jw307(STOP_ZONDER),
        "taakgericht",
        (goed(jw305(START_ZONDER)),),
    ),
    OntoetsbaarGeval(
        "TR019",
        "JW305",
        "two starts without ToewijzingNummer",
        jw305(START_ZONDER, START_ZONDER._replace(code="45A53")),
        "taakgericht",
        aantal=2,
    ),
    OntoetsbaarGeval(
        "TR318",
        "JW323",
        "a month was passed over since the last claimed one",
        jw323(maand=APRIL),
        "niet gedeclareerd",
        (goed(jw301(DRIE_MAANDEN)), goed(jw323(_FEBRUARI, maand=date(2026, 2, 1)))),
    ),
    OntoetsbaarGeval(
        "TR321",
        "JW323",
        "an output product per month, over a broken month",
        jw323(_STUK),
        "gebroken maand",
        (goed(jw301(STUKS._replace(einddatum=date(2026, 4, 12)))),),
    ),
    OntoetsbaarGeval(
        "TR381", "JW301", "no regio loaded", jw301(afzender=_ELDERS), "lijst van afgesproken productcodes"
    ),
    OntoetsbaarGeval(
        "TR381",
        "JW301",
        "no regio loaded, two products",
        jw301(
            TOEWIJZING,
            TOEWIJZING._replace(toewijzingnummer=1002, code="45A53", omvang=Omvang(1, "04", "2")),
            afzender=_ELDERS,
        ),
        "lijst van afgesproken productcodes",
        aantal=2,
    ),
    OntoetsbaarGeval(
        "TR381",
        "JW305",
        "no regio loaded",
        jw305(**_HIER_NIET),
        "lijst van afgesproken productcodes",
        (_TOEGEWEZEN,),
    ),
    OntoetsbaarGeval(
        "TR381",
        "JW307",
        "no regio loaded",
        jw307(**_HIER_NIET),
        "lijst van afgesproken productcodes",
        (_TOEGEWEZEN, goed(jw305(**_HIER_NIET))),
    ),
    OntoetsbaarGeval("TR381", "JW315", "no regio loaded", jw315(**_HIER_NIET), "lijst van afgesproken productcodes"),
    OntoetsbaarGeval(
        "TR381",
        "JW317",
        "no regio loaded",
        jw317(ONGEWIJZIGD, NIEUW, **_HIER_NIET),
        "lijst van afgesproken productcodes",
        (_TOEGEWEZEN,),
    ),
    OntoetsbaarGeval(
        "TR381",
        "JW323",
        "no regio loaded",
        jw323(**_HIER_NIET),
        "lijst van afgesproken productcodes",
        (_TOEGEWEZEN,),
        ook=("TR418",),
    ),
    OntoetsbaarGeval(
        "TR418",
        "JW323",
        "no regio loaded",
        jw323(**_HIER_NIET),
        "geen contracten en tarieven geladen",
        (_TOEGEWEZEN,),
        ook=("TR381",),
    ),
    OntoetsbaarGeval(
        "TR346",
        "JW323",
        "no regio loaded, minutes: perhaps at an hourly tariff",
        jw323(_MINUTEN, **_HIER_NIET),
        "uurtarief",
        (_TOEGEWEZEN,),
        ook=("TR381", "TR418"),
    ),
    OntoetsbaarGeval(
        "TR341",
        "JW323",
        "no regio loaded, assigned by Budget",
        jw323(**_HIER_NIET),
        "eenheid bij een toewijzing zonder omvang",
        (goed(jw301(BUDGET, afzender=_ELDERS)),),
        ook=("TR381", "TR418"),
    ),
    OntoetsbaarGeval(
        "TR341",
        "JW323",
        "no regio loaded, assigned by categorie",
        jw323(**_HIER_NIET),
        "eenheid bij een toewijzing zonder omvang",
        (goed(jw301(ASPECIFIEK, afzender=_ELDERS)),),
        ook=("TR381", "TR418"),
    ),
    OntoetsbaarGeval(
        "TR378",
        "JW301",
        "an unknown gemeente, the toewijzing begins before the CBS list is complete",
        jw301(TOEWIJZING._replace(ingangsdatum=date(2022, 12, 31)), afzender="0999"),
        "CBS-lijst",
        ook=("TR381",),
    ),
    OntoetsbaarGeval(
        "TR378",
        "JW315",
        "an unknown gemeente, the toewijzing should begin before the CBS list is complete",
        jw315(_OUD_VERZOEK, ontvanger="0999"),
        "CBS-lijst",
        ook=("TR381",),
    ),
    OntoetsbaarGeval(
        "TR378",
        "JW317",
        "an unknown gemeente, the toewijzing begins before the CBS list is complete",
        jw317(TE_WIJZIGEN._replace(ingangsdatum=date(2022, 12, 31)), ontvanger="0999"),
        "CBS-lijst",
        (goed(jw301(TOEWIJZING._replace(ingangsdatum=date(2022, 12, 31)), afzender="0999")),),
    ),
    OntoetsbaarGeval(
        "TR378",
        "JW319",
        "an unknown gemeente, the verzoek is for a toewijzing from before the CBS list is complete",
        jw319(afzender="0999"),
        "CBS-lijst",
        (goed(jw315(_OUD_VERZOEK, ontvanger="0999")),),
    ),
    OntoetsbaarGeval(
        "TR378",
        "JW319",
        "an unknown gemeente has to pay, for a toewijzing from before the CBS list is complete",
        jw319(AFWIJZING._replace(reden_afwijzing="8"), Woonplaatsbeginsel("0999")),
        "CBS-lijst",
        (goed(jw315(_OUD_VERZOEK)),),
    ),
    OntoetsbaarGeval(
        "TR378",
        "JW323",
        "an unknown gemeente, the toewijzing begins before the CBS list is complete",
        jw323(ontvanger="0999"),
        "CBS-lijst",
        (goed(jw301(TOEWIJZING._replace(ingangsdatum=date(2022, 12, 31)), afzender="0999")),),
        ook=("TR381", "TR418"),
    ),
)
