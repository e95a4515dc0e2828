"""Each term at the days around its last one, over weekends and holidays."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

import pytest

from app.exchange.judgement import VoorWie
from app.standard.werkdagen import laad_werkkalender
from app.steering.keten import leid_keten_af
from app.steering.klokken import klokken_van, signalen_van
from app.steering.termijnen import (
    WEKEN,
    WERKDAGEN,
    Klok,
    Kloktoestand,
    Termijnsoort,
    uiterlijk,
    uiterste_begin,
)
from tests.steering.stukken import Dossier

KALENDER = laad_werkkalender()
EERSTE, LAATSTE = date(2026, 4, 1), date(2026, 6, 30)
DAG = timedelta(days=1)


def _klokken(dossier: Dossier, vandaag: date, soort: Termijnsoort, *, partner: bool = False) -> list[Klok]:
    keten = leid_keten_af(dossier.stukken(), vandaag)
    alle = klokken_van(keten, vandaag, KALENDER, antwoorden_van_partner=partner)
    assert list(alle) == sorted(alle, key=lambda klok: klok.uiterlijk)
    return [klok for klok in alle if klok.soort is soort]


def _vot(dossier: Dossier) -> None:
    dossier.verzoek("JW315", date(2026, 4, 29), dagtekening=date(2026, 4, 28))


def _vow(dossier: Dossier) -> None:
    dossier.verzoek("JW317", date(2026, 5, 8))


def _onderzoek(dossier: Dossier) -> None:
    dossier.verzoek("JW315", date(2026, 4, 29), dagtekening=date(2026, 4, 28), onderzoek=date(2026, 5, 1))


def _vow_onderzoek(dossier: Dossier) -> None:
    dossier.verzoek("JW317", date(2026, 10, 14), onderzoek=date(2026, 10, 15))


def _aangehouden(dossier: Dossier) -> None:
    dossier.bericht("JW301", date(2026, 4, 24), antwoord=None)


def _declaratie_aangehouden(dossier: Dossier) -> None:
    dossier.bericht("JW323", date(2026, 12, 17), antwoord=None)


def _loopt_door(dossier: Dossier) -> None:
    dossier.toewijzing(EERSTE, LAATSTE, date(2026, 3, 30))
    dossier.start(EERSTE, EERSTE)


def _alsnog_korter(dossier: Dossier) -> None:
    """The Einddatum lay in the past when the aanbieder got it."""
    dossier.toewijzing(EERSTE, date(2026, 4, 10), date(2026, 4, 24))
    dossier.start(EERSTE, EERSTE)


def _tijdelijk_en_afgelopen(dossier: Dossier) -> None:
    _loopt_door(dossier)
    dossier.stop(EERSTE, date(2026, 5, 8), date(2026, 5, 8), "20")


def _zonder_start(dossier: Dossier) -> None:
    claims = dossier.claim(date(2026, 4, 30), date(2026, 5, 4))
    dossier.toewijzing(EERSTE, LAATSTE, date(2026, 3, 30), claims=claims)


def _zonder_start_met_terugwerkende_kracht(dossier: Dossier) -> None:
    claims = dossier.claim(date(2026, 4, 30), date(2026, 6, 4))
    dossier.toewijzing(EERSTE, LAATSTE, date(2026, 5, 11), claims=claims)


@pytest.mark.parametrize(
    ("maak", "soort", "regel", "signaal", "voor", "van", "laatste"),
    [
        # Wednesday; over the weekend and 5 May
        (_vot, "antwoord", "OP274", "OP344", "gemeente", date(2026, 4, 29), date(2026, 5, 7)),
        # Friday; over Ascension Day
        (_vow, "antwoord", "OP346", "OP344", "gemeente", date(2026, 5, 8), date(2026, 5, 18)),
        # 56 days after the Dagtekening, which is the day before receipt
        (_onderzoek, "onderzoek", "OP274", "OP344", "gemeente", date(2026, 4, 28), date(2026, 6, 23)),
        # the clocks go back within these weeks; days are counted, not hours
        (_vow_onderzoek, "onderzoek", "OP346", "OP344", "gemeente", date(2026, 10, 14), date(2026, 12, 9)),
        # Friday; King's Day is on Monday. Who sent it has to ask when the answer does not come.
        (_aangehouden, "retour", "OP090", "OP090", "gemeente", date(2026, 4, 24), date(2026, 4, 30)),
        # Thursday; Christmas is on Friday, New Year's Day too
        (
            *(_declaratie_aangehouden, "declaratieantwoord", "OP090x4", "OP090x4", "aanbieder"),
            *(date(2026, 12, 17), date(2027, 1, 4)),
        ),
        (_loopt_door, "stop", "OP272", "OP288", "aanbieder", LAATSTE, date(2026, 7, 7)),
        (_alsnog_korter, "stop", "OP272", "OP288", "aanbieder", date(2026, 4, 24), date(2026, 5, 4)),
        (_tijdelijk_en_afgelopen, "stop", "OP272", "OP288", "aanbieder", LAATSTE, date(2026, 7, 7)),
        (_zonder_start, "start", "OP271", "OP295", "aanbieder", date(2026, 4, 30), date(2026, 5, 8)),
        (
            *(_zonder_start_met_terugwerkende_kracht, "start", "OP271", "OP295", "aanbieder"),
            *(date(2026, 5, 11), date(2026, 5, 19)),
        ),
    ],
)
def test_a_clock_runs_to_its_last_day_and_then_signals(
    maak: Callable[[Dossier], None], soort: str, regel: str, signaal: str, voor: str, van: date, laatste: date
) -> None:
    dossier = Dossier()
    maak(dossier)

    def op(vandaag: date) -> Klok:
        (klok,) = (een for een in _klokken(dossier, vandaag, Termijnsoort(soort)) if een.open)
        return klok

    for vandaag in (van + DAG, laatste - DAG, laatste):
        klok = op(vandaag)
        assert (klok.regel, klok.van, klok.uiterlijk, klok.toestand) == (regel, van, laatste, Kloktoestand.LOOPT)
        assert signalen_van((klok,)) == ()
    klok = op(laatste + DAG)
    assert (klok.van, klok.uiterlijk, klok.toestand) == (van, laatste, Kloktoestand.TE_LAAT)
    (melding,) = signalen_van((klok,))
    assert (melding.regel, melding.voor, melding.bericht) == (signaal, VoorWie(voor), klok.gestart_door)
    assert str(laatste) in melding.uitleg
    assert klok.berekening.endswith(f"= {laatste}")


@pytest.mark.parametrize(("dagen", "toestand"), [(0, "gehaald"), (7, "gehaald"), (8, "gehaald"), (9, "te_laat")])
def test_an_answer_in_time_meets_the_clock_and_one_after_it_is_late(dagen: int, toestand: str) -> None:
    """29 April: five working days end on 7 May."""
    for hoe in ("toegewezen", "afgewezen", "onderzoek"):
        dossier = Dossier()
        gekomen = date(2026, 4, 29) + timedelta(days=dagen)
        dossier.verzoek(
            "JW315",
            date(2026, 4, 29),
            toegewezen=gekomen if hoe == "toegewezen" else None,
            afgewezen=gekomen if hoe == "afgewezen" else None,
            onderzoek=gekomen if hoe == "onderzoek" else None,
        )
        (klok,) = _klokken(dossier, date(2027, 1, 1), Termijnsoort.ANTWOORD)
        assert (klok.toestand, klok.gehaald_op) == (Kloktoestand(toestand), gekomen)
        assert klok.gehaald_door == dossier.berichten[-1].id
        assert signalen_van((klok,)) == ()


def test_the_first_answer_meets_the_first_clock_and_the_last_one_the_second() -> None:
    dossier = Dossier()
    dossier.verzoek("JW317", date(2026, 4, 1), onderzoek=date(2026, 4, 3), afgewezen=date(2026, 6, 1))
    (eerste,) = _klokken(dossier, date(2026, 6, 2), Termijnsoort.ANTWOORD)
    (tweede,) = _klokken(dossier, date(2026, 6, 2), Termijnsoort.ONDERZOEK)
    assert (eerste.gehaald_op, eerste.toestand) == (date(2026, 4, 3), Kloktoestand.GEHAALD)
    assert (tweede.gehaald_op, tweede.toestand) == (date(2026, 6, 1), Kloktoestand.TE_LAAT)  # due 27 May


def test_refusing_on_the_woonplaatsbeginsel_has_two_weeks() -> None:
    def klokken(vandaag: date, **gekomen: date) -> list[Klok]:
        dossier = Dossier()
        dossier.verzoek("JW315", date(2026, 4, 1), reden="8" if gekomen else None, **gekomen)
        return _klokken(dossier, vandaag, Termijnsoort.WOONPLAATSBEGINSEL)

    laatste = date(2026, 4, 15)
    (open_,) = klokken(laatste)
    assert (open_.regel, open_.uiterlijk, open_.toestand) == ("OP359", laatste, Kloktoestand.LOOPT)
    assert klokken(laatste + DAG) == []
    (op_tijd,) = klokken(date(2026, 5, 1), afgewezen=laatste)
    (te_laat,) = klokken(date(2026, 5, 1), afgewezen=laatste + DAG)
    assert (op_tijd.toestand, te_laat.toestand) == (Kloktoestand.GEHAALD, Kloktoestand.TE_LAAT)


def test_only_a_verzoek_om_toewijzing_is_refused_on_the_woonplaatsbeginsel() -> None:
    dossier = Dossier()
    dossier.verzoek("JW317", date(2026, 4, 1))
    dossier.verzoek("JW315", date(2026, 4, 1), afgewezen=date(2026, 4, 2), reden="3")
    assert _klokken(dossier, date(2026, 4, 3), Termijnsoort.WOONPLAATSBEGINSEL) == []


@pytest.mark.parametrize(
    ("begindatum", "toegewezen", "ontvangen", "van", "toestand"),
    [
        (EERSTE, date(2026, 3, 30), date(2026, 4, 9), EERSTE, "gehaald"),  # over Easter
        (EERSTE, date(2026, 3, 30), date(2026, 4, 10), EERSTE, "te_laat"),
        (EERSTE, date(2026, 4, 13), date(2026, 4, 20), date(2026, 4, 13), "gehaald"),  # given afterwards
        (EERSTE, date(2026, 4, 13), date(2026, 4, 21), date(2026, 4, 13), "te_laat"),
        (date(2026, 4, 15), date(2026, 4, 13), date(2026, 4, 22), date(2026, 4, 15), "gehaald"),
    ],
)
def test_a_start_has_five_working_days_from_begin_or_from_a_toewijzing_given_afterwards(
    begindatum: date, toegewezen: date, ontvangen: date, van: date, toestand: str
) -> None:
    dossier = Dossier()
    dossier.toewijzing(EERSTE, LAATSTE, toegewezen)
    dossier.start(begindatum, ontvangen)
    (klok,) = _klokken(dossier, date(2026, 6, 1), Termijnsoort.START)
    assert (klok.regel, klok.van, klok.toestand) == ("OP271", van, Kloktoestand(toestand))
    assert klok.gehaald_op == ontvangen


@pytest.mark.parametrize(("ontvangen", "toestand"), [(date(2026, 4, 30), "gehaald"), (date(2026, 5, 1), "te_laat")])
def test_a_stop_has_five_working_days_from_the_end(ontvangen: date, toestand: str) -> None:
    for reden in ("20", "31"):
        dossier = Dossier()
        _loopt_door(dossier)
        dossier.stop(EERSTE, date(2026, 4, 22), ontvangen, reden)
        (klok,) = _klokken(dossier, date(2026, 6, 1), Termijnsoort.STOP)
        assert (klok.regel, klok.van, klok.toestand) == ("OP272", date(2026, 4, 22), Kloktoestand(toestand))


def test_a_stop_for_good_after_a_temporary_one_has_no_clock_of_its_own() -> None:
    """It counts from when it was known to be for good, which no message says."""
    dossier = Dossier()
    _tijdelijk_en_afgelopen(dossier)
    dossier.stop(EERSTE, date(2026, 5, 8), date(2026, 8, 3), "31")
    (klok,) = _klokken(dossier, date(2026, 9, 1), Termijnsoort.STOP)
    assert (klok.van, klok.toestand) == (date(2026, 5, 8), Kloktoestand.GEHAALD)


def test_a_new_start_after_a_temporary_stop_ends_the_wait_for_its_stop() -> None:
    dossier = Dossier()
    _tijdelijk_en_afgelopen(dossier)
    dossier.start(date(2026, 6, 1), date(2026, 6, 1))
    dossier.stop(date(2026, 6, 1), LAATSTE, LAATSTE)
    assert [klok for klok in _klokken(dossier, date(2026, 9, 1), Termijnsoort.STOP) if klok.open] == []


@pytest.mark.parametrize("reden", ["13", "01"])
def test_nothing_is_due_on_a_toewijzing_that_was_removed(reden: str) -> None:
    dossier = Dossier()
    dossier.toewijzing(EERSTE, EERSTE, date(2026, 3, 30), reden=reden)
    dossier.start(EERSTE, EERSTE)
    assert [klok for klok in _klokken(dossier, date(2026, 9, 1), Termijnsoort.STOP) if klok.open] == []


def test_our_own_answer_meets_the_clock_at_once() -> None:
    dossier = Dossier()
    dossier.bericht("JW305", date(2026, 5, 8))
    (klok,) = _klokken(dossier, date(2026, 9, 1), Termijnsoort.RETOUR)
    assert (klok.toestand, klok.gehaald_op) == (Kloktoestand.GEHAALD, date(2026, 5, 8))


def test_the_answer_of_the_partner_is_awaited_where_it_answers() -> None:
    dossier = Dossier()
    dossier.bericht("JW301", date(2026, 5, 8))
    (klok,) = _klokken(dossier, date(2026, 5, 13), Termijnsoort.RETOUR, partner=True)
    assert (klok.uiterlijk, klok.toestand, klok.aan_zet) == (
        date(2026, 5, 13),
        Kloktoestand.LOOPT,
        VoorWie.AANBIEDER,
    )
    (klok,) = _klokken(dossier, date(2026, 5, 14), Termijnsoort.RETOUR, partner=True)
    assert (klok.toestand, klok.aan_zet) == (Kloktoestand.TE_LAAT, VoorWie.GEMEENTE)
    dossier.berichten[0] = dossier.berichten[0]._replace(
        antwoord_ontvangen=dossier.berichten[0].ontvangen + timedelta(days=5)
    )
    (klok,) = _klokken(dossier, date(2026, 5, 14), Termijnsoort.RETOUR, partner=True)
    assert (klok.toestand, klok.gehaald_op) == (Kloktoestand.GEHAALD, date(2026, 5, 13))


def test_a_retour_is_not_answered() -> None:
    dossier = Dossier()
    dossier.bericht("JW302", date(2026, 5, 8), antwoord=None)
    assert _klokken(dossier, date(2026, 9, 1), Termijnsoort.RETOUR) == []


@pytest.mark.parametrize("soort", [*WERKDAGEN, *WEKEN])
def test_the_threshold_of_a_term_is_the_other_side_of_its_last_day(soort: Termijnsoort) -> None:
    vandaag = date(2026, 5, 20)
    for dagen in range(80):
        van = vandaag - timedelta(days=dagen)
        over = uiterlijk(soort, van, KALENDER) <= vandaag
        assert over == (van <= uiterste_begin(soort, vandaag, KALENDER))
