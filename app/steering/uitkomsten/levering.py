"""Taking in outcomes: what is wrong with a delivery, or keeping it. One that comes again changes nothing."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from app.messages.problems import Fout
from app.standard.elfproef import lijkt_bsn
from app.steering.bsnachtig import weiger_bsn
from app.steering.geweigerd import UitkomstGeweigerd
from app.steering.uitkomsten.invoer import AggregaatInvoer, OordeelInvoer, TrajectInvoer
from app.steering.uitkomsten.meetset import Meetsets, meetset_van
from app.steering.uitkomsten.uitkomst import lees_periode
from app.store.bereik import OVERAL, Bereik
from app.store.opslag import SqlOpslag
from app.store.uitkomsten import (
    bewaar_aggregaat,
    bewaar_teamoordeel,
    bewaar_uitkomst,
    lees_profielen,
    onbekende_trajecten,
)
from app.store.versies import Bewaard, neem_versieslot


def lever_trajecten(
    opslag: SqlOpslag, trajecten: Sequence[TrajectInvoer], nu: datetime, bereik: Bereik = OVERAL
) -> list[Bewaard]:
    """Keep all of them, or raise UitkomstGeweigerd and keep none. What is outside the scope is not known."""
    with opslag.werkeenheid(schrijven=True) as werk:
        neem_versieslot(werk.verbinding)
        onbekend = onbekende_trajecten(
            werk.verbinding, {(traject.gemeente, traject.toewijzingnummer) for traject in trajecten}, bereik
        )
        profielen = lees_profielen(werk.verbinding, {(een.gemeente, een.toewijzingnummer) for een in trajecten})
        meetsets = Meetsets(werk)
        fouten, bsn, gezien = list[Fout](), list[str](), set[tuple[str, int, str]]()
        for nummer, traject in enumerate(trajecten):
            voor = f"trajecten.{nummer}."
            meetset = meetsets.van_gemeente(traject.gemeente, traject.datum)
            profiel = profielen.get((traject.gemeente, traject.toewijzingnummer))
            fouten.extend(traject.fouten(nu.date(), voor, meetset, profiel))
            sleutel = (traject.gemeente, traject.toewijzingnummer, traject.moment)
            if sleutel in gezien:
                fouten.append(Fout(None, f"{voor}moment", "Dit moment van dit traject staat al eerder in de lijst."))
            gezien.add(sleutel)
            if sleutel[:2] in onbekend:
                if lijkt_bsn(traject.toewijzingnummer):
                    bsn.append(f"{voor}toewijzingnummer")
                melding = (
                    "toewijzingnummer is van geen toewijzing van deze gemeente; verwacht: het nummer uit de JW301."
                )
                fouten.append(Fout(None, f"{voor}toewijzingnummer", melding))
        if bsn:
            raise UitkomstGeweigerd(tuple(Fout(None, een, _MOGELIJK_BSN) for een in bsn), mogelijk_bsn=True)
        _weiger(fouten)
        return [
            bewaar_uitkomst(
                werk.verbinding,
                {"gemeente": een.gemeente, "toewijzingnummer": een.toewijzingnummer, "moment": een.moment},
                een.als_uitkomst(meetsets.van_gemeente(een.gemeente, een.datum)),
                nu,
            )
            for een in trajecten
        ]


_MOGELIJK_BSN = (
    "toewijzingnummer voldoet aan de elfproef en is van geen toewijzing van deze gemeente: het lijkt een "
    "burgerservicenummer."
)


def lever_aggregaat(
    opslag: SqlOpslag, regio: str, aanbieder: str, periode: str, levering: AggregaatInvoer, nu: datetime
) -> Bewaard:
    """Keep what an aanbieder tells of a quarter; raises UitkomstGeweigerd."""
    weiger_bsn({"regio": regio})
    fouten = _periodefouten(periode, nu)
    with opslag.werkeenheid(schrijven=True) as werk:
        neem_versieslot(werk.verbinding)
        afspraken = werk.contracten.afspraken(werk.verbinding, regio)
        if afspraken is None:
            fouten.append(Fout(None, "regio", "regio is hier niet bekend; verwacht: de code van een geladen regio."))
        meetset = meetset_van(None if afspraken is None else afspraken.regio, lees_periode(periode).van)
        fouten.extend(levering.fouten(meetset))
        _weiger(fouten)
        return bewaar_aggregaat(
            werk.verbinding,
            {"regio": regio, "aanbieder": aanbieder, "periode": periode},
            [een.als_regel() for een in levering.regels],
            meetset.versies,
            nu,
        )


def lever_oordeel(
    opslag: SqlOpslag, gemeente: str, team: str, aanbieder: str, periode: str, oordeel: OordeelInvoer, nu: datetime
) -> Bewaard:
    """Keep the mark of a lokaal team; raises UitkomstGeweigerd."""
    weiger_bsn({"team": team})
    _weiger(_periodefouten(periode, nu))
    with opslag.werkeenheid(schrijven=True) as werk:
        neem_versieslot(werk.verbinding)
        sleutel = {"gemeente": gemeente, "team": team, "aanbieder": aanbieder, "periode": periode}
        return bewaar_teamoordeel(werk.verbinding, sleutel, oordeel.cijfer, nu)


def _periodefouten(periode: str, nu: datetime) -> list[Fout]:
    if lees_periode(periode).van <= nu.date():
        return []
    return [Fout(None, "periode", "periode is nog niet begonnen; verwacht: een kwartaal tot en met dat van vandaag.")]


def _weiger(fouten: Sequence[Fout]) -> None:
    if fouten:
        raise UitkomstGeweigerd(tuple(fouten))
