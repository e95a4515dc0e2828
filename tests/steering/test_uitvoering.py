"""The message traffic is counted as a plain model counts it, in Dutch months and days, on both databases."""

from __future__ import annotations

import random
from collections import Counter, defaultdict
from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo

from sqlalchemy import Connection, insert, update

from app.steering.stuurcijfers import uitvoering
from app.store import tables as t
from tests.bank import Bank
from tests.steering.stuurmodel import JAAR, reken
from tests.steering.stuurwereld import AANBIEDERS, GEMEENTEN, Traject, Wereld, voeg_bericht_toe

NEDERLAND = ZoneInfo("Europe/Amsterdam")
OORDELEN = ("goedgekeurd", "deels_afgekeurd", "afgekeurd", "aangehouden")
RANDEN = (
    datetime(2025, 12, 31, 23, 30, tzinfo=UTC),
    datetime(2026, 3, 31, 22, 30, tzinfo=UTC),
    datetime(2026, 3, 31, 21, 30, tzinfo=UTC),
    datetime(2025, 5, 31, 22, 0, tzinfo=UTC),
    datetime(2025, 5, 31, 21, 59, tzinfo=UTC),
    datetime(2026, 5, 6, 21, 59, tzinfo=UTC),
    datetime(2026, 5, 6, 22, 0, tzinfo=UTC),
)
"""Around midnight in the Netherlands, in winter and in summer, and around the ends of the period."""


class Bericht(NamedTuple):
    """A message that was received."""

    code: str
    afzender: str
    ontvanger: str
    ontvangen: datetime
    oordeel: str
    codes: tuple[str, ...]
    beantwoord: bool

    @property
    def dag(self) -> date:
        """Dutch day of receipt."""
        return self.ontvangen.astimezone(NEDERLAND).date()


def _berichten(aantal: int = 300) -> list[Bericht]:
    kans = random.Random(4)
    alle = []
    for nummer in range(aantal):
        moment = datetime(2025, 4, 1, tzinfo=UTC) + timedelta(minutes=kans.randrange(60 * 24 * 420))
        partijen = (kans.choice(GEMEENTEN), kans.choice(AANBIEDERS[:3]))
        afzender, ontvanger = partijen if kans.random() < 0.5 else partijen[::-1]
        alle.append(
            Bericht(
                kans.choice(("JW301", "JW305", "JW321")),
                afzender,
                ontvanger,
                RANDEN[nummer] if nummer < len(RANDEN) else moment,
                kans.choice(OORDELEN),
                tuple(kans.sample(("9321", "0611", "9056"), kans.randrange(3))),
                kans.random() < 0.5,
            )
        )
    return alle


def _bewaar(verbinding: Connection, alle: Sequence[Bericht]) -> None:
    for een in alle:
        id = voeg_bericht_toe(verbinding, *een[:5], beantwoord=een.beantwoord)
        for nummer, code in enumerate(een.codes):
            # A code may be given by two rules, and on more than one class.
            for klasse in ("Prestatie", "Client")[: 1 + nummer]:
                telling = {"bericht_id": id, "regel": f"TR{nummer}", "retourcode": code, "klasse": klasse, "aantal": 2}
                verbinding.execute(insert(t.bevinding_telling), telling)


def test_messages_are_counted_in_the_month_in_which_they_came(elke_bank: Bank) -> None:
    Wereld(elke_bank).laad()
    alle = _berichten()
    with elke_bank.knoop.opslag.werkeenheid(schrijven=True) as werk:
        _bewaar(werk.verbinding, alle)
    for vraag, past in (
        ({}, lambda een: True),
        ({"regio": "DEMO"}, lambda een: False),
        ({"regio": "STUUR"}, lambda een: True),
        ({"gemeente": ["0384", "0503"]}, lambda een: {een.afzender, een.ontvanger} & {"0384", "0503"}),
        ({"aanbieder": AANBIEDERS[1]}, lambda een: AANBIEDERS[1] in (een.afzender, een.ontvanger)),
    ):
        gekozen = [een for een in alle if JAAR.van <= een.dag <= JAAR.tot and past(een)]
        per_soort: dict[Any, list[Bericht]] = defaultdict(list)
        per_code: Counter[Any] = Counter()
        per_afzender: Counter[Any] = Counter()
        for een in gekozen:
            maand = een.dag.replace(day=1)
            per_soort[maand, een.code].append(een)
            per_afzender[maand, een.afzender, een.code] += 1
            per_code.update((maand, een.afzender, een.code, code) for code in een.codes)
        with elke_bank.knoop.opslag.werkeenheid(schrijven=False) as werk:
            stroom = reken(werk, uitvoering.STROOM, **vraag)
            afkeuringen = reken(werk, uitvoering.AFKEURINGEN, **vraag)
        assert [(rij.maand, rij.bericht) for rij in stroom] == sorted(per_soort)
        for rij in stroom:
            lijst = per_soort[rij.maand, rij.bericht]
            tellen = Counter(een.oordeel for een in lijst)
            assert (rij.aantal, rij.beantwoord) == (len(lijst), sum(een.beantwoord for een in lijst))
            assert [getattr(rij, oordeel) for oordeel in OORDELEN] == [tellen[oordeel] for oordeel in OORDELEN]
            verwacht = round((tellen["afgekeurd"] + tellen["deels_afgekeurd"]) / len(lijst), 3)
            assert rij.aandeel_met_afkeuring == verwacht
        assert {
            (rij.maand, rij.afzender, rij.bericht, rij.retourcode): rij.berichten for rij in afkeuringen
        } == per_code
        for een_rij in afkeuringen:
            totaal = per_afzender[een_rij.maand, een_rij.afzender, een_rij.bericht]
            assert (een_rij.berichten_totaal, een_rij.aandeel) == (totaal, round(een_rij.berichten / totaal, 3))


def _moment(dag: date, uur: int = 12) -> datetime:
    return datetime(dag.year, dag.month, dag.day, uur, tzinfo=UTC)


def test_lead_times_run_from_receipt_to_receipt(elke_bank: Bank) -> None:
    """Of two toewijzingen help began 3 and 13 Dutch days later; one verzoek was honoured, one refused, one is open."""
    wereld = Wereld(elke_bank)
    wereld.laad()
    dag = date(2026, 2, 10)
    wereld.plaats(
        Traject(client=nummer, aanbieder=AANBIEDERS[nummer % 2], gestart=dag, verwijzer="01") for nummer in range(1, 4)
    )
    v, s, z = t.toewijzing_versie.c, t.start.c, t.verzoek.c
    with elke_bank.knoop.opslag.werkeenheid(schrijven=True) as werk:
        doe = werk.verbinding.execute

        def bericht(code: str, moment: datetime, afzender: str = AANBIEDERS[0], *, beantwoord: bool = False) -> Any:
            return voeg_bericht_toe(werk.verbinding, code, afzender, "0384", moment, beantwoord=beantwoord)

        start = None
        for nummer, dagen in ((1, 3), (2, 13)):
            # 23:30 in the Netherlands: the same evening, not the next day in UTC.
            laat = datetime(2026, 2, 10, 22, 30, tzinfo=UTC)
            doe(update(t.toewijzing_versie).where(v.toewijzing_id == nummer).values(bericht_id=bericht("JW301", laat)))
            start = bericht("JW305", _moment(dag + timedelta(days=dagen), 0))
            doe(update(t.start).where(s.client_id == nummer).values(bericht_id=start))
        doe(update(t.start).where(s.client_id == 3).values(verwijderd_door=start))
        for nummer, kolom, dagen in ((1, "toegewezen_door", 7), (2, "afgewezen_door", 20), (3, None, 0)):
            antwoord = bericht("JW301", _moment(dag + timedelta(days=dagen)))
            gevuld = {"toegewezen_door": None} | ({} if kolom is None else {kolom: antwoord})
            doe(update(t.verzoek).where(z.id == nummer).values(ontvangen=_moment(dag), **gevuld))
        bericht("JW323", _moment(date(2026, 3, 2)), beantwoord=True)
        heen = bericht("JW323", _moment(date(2026, 3, 3)), AANBIEDERS[1])
        terug = bericht("JW325", _moment(date(2026, 3, 23)), "0384")
        bericht("JW323", _moment(date(2026, 3, 4)))
        heen_en_terug = {"bericht_id": terug, "heen_id": heen, "identificatie": "1", "dagtekening": dag}
        doe(insert(t.ontvangen_antwoord), {**heen_en_terug, "oordeel": "goedgekeurd", "telt": True})
    with elke_bank.knoop.opslag.werkeenheid(schrijven=False) as werk:
        per_maand = reken(werk, uitvoering.DOORLOOPTIJDEN)
        per_aanbieder = reken(werk, uitvoering.DOORLOOPTIJDEN, per="aanbieder", aanbieder=AANBIEDERS[1])
        elders = reken(werk, uitvoering.DOORLOOPTIJDEN, gemeente=["0503"])
    februari, maart = date(2026, 2, 1), date(2026, 3, 1)
    assert [(rij.stap, rij.maand, rij.aantal, rij.gemiddelde, rij.mediaan) for rij in per_maand] == [
        ("JW301 tot JW305", februari, 2, 8.0, 8),
        ("JW315 tot antwoord", februari, 1, 7.0, 7),
        ("JW315 tot antwoord", maart, 1, 20.0, 20),
        ("JW323 tot JW325", maart, 2, 10.0, 10),
    ]
    assert [(rij.stap, rij.aanbieder, rij.maand, rij.gemiddelde) for rij in per_aanbieder] == [
        ("JW301 tot JW305", AANBIEDERS[1], None, 3.0),
        ("JW315 tot antwoord", AANBIEDERS[1], None, 7.0),
        ("JW323 tot JW325", AANBIEDERS[1], None, 20.0),
    ]
    assert elders == []
