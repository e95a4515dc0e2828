"""Figures on verwijzingen are what a plain model makes of the same trajectories, on both databases."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from app.contracts.verwijzing import ONBEKEND, Verwijzing
from app.exchange.judgement import Signaal, VoorWie
from app.steering.stuurcijfers import gesloten, lokaleteams, perspectief, verwijzingen
from app.store.opslag import SqlWerkeenheid
from app.store.signalen import Signaalfilter, Signaalplek, Stap, bewaar_signalen, zet_toestand, zoek_signalen
from tests.bank import Bank
from tests.steering.stuurmodel import JAAR, ZWAAR, Model, reken
from tests.steering.stuurwereld import GESLOTEN, GESLOTEN_PIC, Traject, Wereld


def kwartaal(een: Traject) -> str:
    return f"{een.ingang.year}-K{(een.ingang.month + 2) // 3}"


def team(een: Traject) -> str | None:
    return None if een.verwijzing is None else een.verwijzing.lokaal_team


def groepeer(alle: Iterable[Traject], *sleutels: Any) -> dict[tuple[Any, ...], list[Traject]]:
    groepen: dict[tuple[Any, ...], list[Traject]] = defaultdict(list)
    for een in alle:
        groepen[tuple(sleutel(een) for sleutel in sleutels)].append(een)
    return groepen


def test_every_figure_on_verwijzingen_is_that_of_the_model(wereld: tuple[SqlWerkeenheid, Model]) -> None:
    """One world for all figures: to make it costs more than to ask it."""
    werk, model = wereld
    _lokaal_team(werk, model)
    _per_maand(werk, model)
    _inzet(werk, model)
    _gesloten(werk, model)


def _lokaal_team(werk: SqlWerkeenheid, model: Model) -> None:
    """Involved: told, or the gemeente or a GI referred; not: another referred and nothing was told."""

    def betrokken(een: Traject) -> bool | None:
        if (een.verwijzing or ONBEKEND).met_lokaal_team or een.wie_verwees in ("01", "04"):
            return True
        return None if een.wie_verwees is None else False

    groepen = groepeer(model.begonnen(), lambda een: een.gemeente, kwartaal, lambda een: een.wie_verwees)
    samen = groepeer(model.begonnen(), lambda een: een.gemeente, kwartaal)
    rijen = list(reken(werk, verwijzingen.CIJFER))
    assert len(rijen) == len(groepen)
    assert any(rij.zonder_lokaal_team for rij in rijen)
    for rij in rijen:
        lijst = [betrokken(een) for een in groepen[rij.gemeente, rij.kwartaal, rij.verwijzer]]
        assert (rij.met_lokaal_team, rij.zonder_lokaal_team) == (lijst.count(True), lijst.count(False))
        alle = [betrokken(een) for een in samen[rij.gemeente, rij.kwartaal]]
        bekend = alle.count(True) + alle.count(False)
        verwacht = round(alle.count(False) / bekend, 3) if bekend else None
        assert rij.aandeel_zonder_lokaal_team == verwacht


def _per_maand(werk: SqlWerkeenheid, model: Model) -> None:
    groepen = groepeer(
        model.begonnen(),
        lambda een: een.gemeente,
        team,
        lambda een: een.ingang.replace(day=1),
        lambda een: een.pic or ("HOOG", None, None),
    )
    rijen = {
        (rij.gemeente, rij.lokaal_team, rij.maand, (rij.perceel, rij.profiel, rij.intensiteit)): rij
        for rij in reken(werk, lokaleteams.CIJFER)
    }
    assert rijen.keys() == groepen.keys()
    for sleutel, lijst in groepen.items():
        rij = rijen[sleutel]
        assert (rij.toewijzingen, rij.clienten, rij.verplicht, rij.toegekend, rij.zwaar) == (
            len(lijst),
            len({een.client for een in lijst}),
            sum(model.verplicht(een) for een in lijst),
            sum(een.toegekend for een in lijst),
            sleutel[3][2] in ZWAAR,
        )


def _inzet(werk: SqlWerkeenheid, model: Model) -> None:
    groepen = groepeer(model.begonnen(), lambda een: een.gemeente, team, kwartaal)
    rijen = {(rij.gemeente, rij.lokaal_team, rij.kwartaal): rij for rij in reken(werk, lokaleteams.INZET)}
    assert rijen.keys() == groepen.keys()
    for sleutel, lijst in groepen.items():
        rij = rijen[sleutel]
        met_pic = [een for een in lijst if een.pic is not None]
        zwaar = sum(een.pic is not None and een.pic[2] in ZWAAR for een in lijst)
        assert (rij.toewijzingen, rij.met_pic, rij.zwaar) == (len(lijst), len(met_pic), zwaar)
        assert rij.aandeel_zwaar == (round(zwaar / len(met_pic), 3) if met_pic else None)
        dagen = [_dagen(een, een.verwijzing.lokaal_team_op) for een in lijst if _met_dag(een) and een.verwijzing]
        erna = sorted(aantal for aantal in dagen if aantal > 0)
        assert (rij.met_dag, rij.vooraf) == (len(dagen), len(dagen) - len(erna))
        assert rij.erna_gemiddelde == (round(sum(erna) / len(erna), 3) if erna else None)
        if erna:
            assert erna[0] <= (rij.erna_mediaan or 0) <= (rij.erna_p90 or 0) <= erna[-1]


def _met_dag(een: Traject) -> bool:
    return een.verwijzing is not None and een.verwijzing.lokaal_team_op is not None


def _dagen(een: Traject, betrokken: date | None) -> int:
    """After the JW315, else after the first JW301."""
    assert betrokken is not None
    verzocht = (een.verzocht or een.ingang) if een.verwijzer else (een.toegewezen or een.ingang)
    return (betrokken - verzocht).days


def _gesloten(werk: SqlWerkeenheid, model: Model) -> None:
    def is_gesloten(een: Traject) -> bool:
        return een.pic is not None and een.pic[0] == GESLOTEN

    def eind(een: Traject) -> date | None:
        return een.einde if een.gestopt is None or een.gestopt[1] == "20" else een.gestopt[0]

    def volgt(een: Traject) -> bool:
        eerder = [ander for ander in model.alle if ander.client == een.client and is_gesloten(ander)]
        return any(
            ander.ingang < een.ingang and ((laatste := eind(ander)) is None or (een.ingang - laatste).days <= 92)
            for ander in eerder
        )

    open_ = [een for een in model.begonnen() if not is_gesloten(een)]
    groepen = groepeer(open_, lambda een: een.gemeente, kwartaal)
    rijen = {(rij.gemeente, rij.kwartaal): rij for rij in reken(werk, gesloten.CIJFER)}
    assert rijen.keys() == groepen.keys()
    assert sum(rij.afgeleid for rij in rijen.values()) > 0
    for sleutel, lijst in groepen.items():
        rij = rijen[sleutel]
        gezegd = [(een, (een.verwijzing or ONBEKEND).uit_gesloten) for een in lijst]
        verteld = [een for een, uit in gezegd if uit]
        afgeleid = [een for een, uit in gezegd if uit is None and volgt(een)]
        assert (rij.toewijzingen, rij.verteld, rij.afgeleid, rij.uit_gesloten) == (
            *(len(lijst), len(verteld), len(afgeleid)),
            len(verteld) + len(afgeleid),
        )
        assert rij.tegengesproken == sum(uit is False and volgt(een) for een, uit in gezegd)
        assert rij.clienten == len({een.client for een in (*verteld, *afgeleid)})
        assert rij.aandeel == round(rij.uit_gesloten / len(lijst), 3)


def test_help_that_follows_on_closed_care_counts_for_a_quarter(elke_bank: Bank) -> None:
    """92 days after the end it follows, 93 days after it does not; a stop comes before the Einddatum."""
    wereld = Wereld(elke_bank)
    wereld.laad()
    dicht = Traject(pic=GESLOTEN_PIC, ingang=date(2025, 6, 1), einde=date(2025, 9, 30))
    na = date(2025, 12, 31)
    wereld.plaats(
        [
            *(dicht, Traject(ingang=na)),
            *(_van(dicht, 2), Traject(client=2, ingang=date(2026, 1, 1))),
            *(_van(dicht, 3, gestopt=(date(2025, 9, 29), "31")), Traject(client=3, ingang=na)),
        ]
    )
    with elke_bank.knoop.opslag.werkeenheid(schrijven=False) as werk:
        rijen = {rij.kwartaal: rij for rij in reken(werk, gesloten.CIJFER)}
    assert (rijen["2025-K4"].toewijzingen, rijen["2025-K4"].afgeleid) == (2, 1)
    assert (rijen["2026-K1"].toewijzingen, rijen["2026-K1"].afgeleid) == (1, 0)


def _van(een: Traject, client: int, gestopt: tuple[date, str] | None = None) -> Traject:
    return Traject(pic=een.pic, ingang=een.ingang, einde=een.einde, client=client, gestopt=gestopt)


def test_perspectiefplannen_are_asked_told_open_or_explained(elke_bank: Bank) -> None:
    wereld, opslag = Wereld(elke_bank), elke_bank.knoop.opslag
    wereld.laad()
    plan = Verwijzing(perspectiefplan_op=date(2026, 1, 5))
    wereld.plaats([Traject(verwijzing=plan), Traject(verwijzing=plan), *(Traject() for _ in range(4))])
    nu: datetime = elke_bank.klok.nu()
    with opslag.werkeenheid(schrijven=True) as werk:
        for nummer in (2, 3, 4, 5):
            bewaar_signalen(
                werk.verbinding,
                [
                    Signaal(
                        "SIG-LEEFTIJD-16",
                        VoorWie.GEMEENTE,
                        "",
                        "Ga na.",
                        f"toewijzing {nummer}",
                        f"toewijzing 0384 {nummer}",
                    )
                ],
                Signaalplek(nu, "0384"),
            )
        gemeld = {een.verwijzing: een for een in zoek_signalen(werk.verbinding, Signaalfilter(), 9, None)}
        for nummer, naar in ((4, "verklaard"), (5, "gesloten")):
            stap = Stap(nu, naar, "gemeente", "Gezien.")
            zet_toestand(werk.verbinding, opslag.kluis, gemeld[f"toewijzing {nummer}"].openbaar, stap)
        (rij,) = reken(werk, perspectief.CIJFER)
    assert (rij.gevraagd, rij.met_plan, rij.zonder_plan, rij.open, rij.verklaard) == (5, 2, 3, 1, 1)
    assert rij.volledigheid == 0.4
    assert JAAR.van <= Traject().ingang <= JAAR.tot
