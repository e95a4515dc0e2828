"""What became of each verzoek and toewijzing follows from what was sent, whatever the order of receipt."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.standard.werkdagen import laad_werkkalender
from app.steering.keten import Ketentoestand, Sinds, Toewijzingtoestand, Verzoektoestand, leid_keten_af
from app.steering.klokken import klokken_van, signalen_van
from tests.steering.stukken import Dossier

EERSTE, LAATSTE = date(2026, 4, 1), date(2026, 6, 30)
VANDAAG = date(2026, 5, 6)


def _toegewezen(dossier: Dossier) -> None:
    dossier.toewijzing(EERSTE, LAATSTE, date(2026, 3, 30))


def _gestart(dossier: Dossier) -> None:
    _toegewezen(dossier)
    dossier.start(EERSTE, date(2026, 4, 2))


def _tijdelijk_gestopt(dossier: Dossier) -> None:
    _gestart(dossier)
    dossier.stop(EERSTE, date(2026, 4, 20), date(2026, 4, 21), "20")


def _hervat(dossier: Dossier) -> None:
    _tijdelijk_gestopt(dossier)
    dossier.start(date(2026, 4, 28), date(2026, 4, 28))


def _definitief_na_tijdelijk(dossier: Dossier) -> None:
    _tijdelijk_gestopt(dossier)
    dossier.stop(EERSTE, date(2026, 4, 20), date(2026, 5, 4), "32")


def _verlopen(dossier: Dossier) -> None:
    dossier.toewijzing(EERSTE, date(2026, 5, 5), date(2026, 3, 30))


def _loopt_vandaag_af(dossier: Dossier) -> None:
    dossier.toewijzing(EERSTE, VANDAAG, date(2026, 3, 30))


def _verwijderd(dossier: Dossier) -> None:
    dossier.toewijzing(EERSTE, EERSTE, date(2026, 3, 30), date(2026, 4, 10), reden="13")


def _vervallen(dossier: Dossier) -> None:
    dossier.toewijzing(EERSTE, EERSTE, date(2026, 3, 30), date(2026, 4, 10), reden="01")


def _open_eind(dossier: Dossier) -> None:
    dossier.toewijzing(EERSTE, None, date(2026, 3, 30))


@pytest.mark.parametrize(
    ("maak", "toestand", "dag", "door", "keten"),
    [
        (_toegewezen, "toegewezen", date(2026, 3, 30), "JW301", "toegewezen"),
        (_open_eind, "toegewezen", date(2026, 3, 30), "JW301", "toegewezen"),
        (_loopt_vandaag_af, "toegewezen", date(2026, 3, 30), "JW301", "toegewezen"),
        (_verlopen, "verlopen", VANDAAG, "JW301", "verlopen"),
        (_gestart, "gestart", EERSTE, "JW305", "in_zorg"),
        (_tijdelijk_gestopt, "tijdelijk_gestopt", date(2026, 4, 20), "JW307", "tijdelijk_gestopt"),
        (_hervat, "gestart", date(2026, 4, 28), "JW305", "in_zorg"),
        (_definitief_na_tijdelijk, "beeindigd", date(2026, 4, 20), "JW307", "beeindigd"),
        (_verwijderd, "verwijderd", date(2026, 4, 10), "JW301", "verwijderd"),
        (_vervallen, "verwijderd", date(2026, 4, 10), "JW301", "verwijderd"),
    ],
)
def test_a_toewijzing_has_a_state_and_tells_since_when_and_why(
    maak: Callable[[Dossier], None], toestand: str, dag: date, door: str, keten: str
) -> None:
    dossier = Dossier()
    maak(dossier)
    stukken = dossier.stukken()
    afgeleid = leid_keten_af(stukken, VANDAAG)
    (een,) = afgeleid.toewijzingen
    assert (een.toestand, een.sinds.dag) == (Toewijzingtoestand(toestand), dag)
    assert een.sinds.door is not None
    assert stukken.berichten[een.sinds.door].code == door
    assert afgeleid.toestand is Ketentoestand(keten)


@pytest.mark.parametrize(
    ("dagen", "toestand", "door", "keten"),
    [
        ({}, "ingediend", "JW315", "aangevraagd"),
        ({"onderzoek": date(2026, 4, 3)}, "in_onderzoek", "JW319", "aangevraagd"),
        ({"toegewezen": date(2026, 4, 3)}, "toegewezen", "JW301", "leeg"),
        ({"afgewezen": date(2026, 4, 3)}, "afgewezen", "JW319", "afgewezen"),
        ({"onderzoek": date(2026, 4, 3), "afgewezen": date(2026, 4, 10)}, "afgewezen", "JW319", "afgewezen"),
        ({"onderzoek": date(2026, 4, 10), "toegewezen": date(2026, 4, 3)}, "toegewezen", "JW301", "leeg"),
    ],
)
def test_a_verzoek_has_a_state(dagen: dict[str, date], toestand: str, door: str, keten: str) -> None:
    dossier = Dossier()
    dossier.verzoek(
        "JW315",
        date(2026, 4, 1),
        afgewezen=dagen.get("afgewezen"),
        onderzoek=dagen.get("onderzoek"),
        toegewezen=dagen.get("toegewezen"),
    )
    stukken = dossier.stukken()
    afgeleid = leid_keten_af(stukken, VANDAAG)
    (een,) = afgeleid.verzoeken
    assert een.toestand is Verzoektoestand(toestand)
    assert een.sinds.door is not None
    assert stukken.berichten[een.sinds.door].code == door
    assert een.sinds == Sinds(stukken.berichten[een.sinds.door].dagtekening, een.sinds.door)
    assert afgeleid.toestand is Ketentoestand(keten)


def test_what_runs_tells_how_the_chain_stands() -> None:
    """A second toewijzing that ended, and a verzoek that was refused, do not hide that there is care."""
    dossier = Dossier()
    _gestart(dossier)
    dossier.toewijzing(EERSTE, date(2026, 4, 30), date(2026, 3, 30), nummer=1002)
    dossier.verzoek("JW317", date(2026, 4, 1), afgewezen=date(2026, 4, 2))
    assert leid_keten_af(dossier.stukken(), VANDAAG).toestand is Ketentoestand.IN_ZORG


def test_delivery_without_a_number_is_a_chain_too() -> None:
    dossier = Dossier()
    dossier.start(EERSTE, EERSTE, nummer=None)
    afgeleid = leid_keten_af(dossier.stukken(), VANDAAG)
    assert [een.toestand for een in afgeleid.losse_leveringen] == [Toewijzingtoestand.GESTART]
    assert afgeleid.toestand is Ketentoestand.IN_ZORG


def test_a_chain_of_rejected_messages_is_empty() -> None:
    dossier = Dossier()
    dossier.bericht("JW305", VANDAAG)
    assert leid_keten_af(dossier.stukken(), VANDAAG).toestand is Ketentoestand.LEEG


@given(st.permutations(range(12)), st.integers(0, 120))
def test_the_order_in_which_things_came_does_not_matter(volgorde: list[int], dagen: int) -> None:
    """OP080: the same messages give the same states, clocks and signals."""
    dossier = Dossier()
    claims = dossier.claim(date(2026, 4, 30), date(2026, 5, 4))
    dossier.verzoek("JW315", date(2026, 3, 2), onderzoek=date(2026, 3, 5), toegewezen=date(2026, 3, 30))
    dossier.verzoek("JW317", date(2026, 4, 20))
    _definitief_na_tijdelijk(dossier)
    dossier.start(date(2026, 4, 28), date(2026, 4, 28))
    dossier.toewijzing(date(2026, 4, 15), date(2026, 5, 15), date(2026, 4, 14), nummer=1002, claims=claims)
    dossier.toewijzing(EERSTE, EERSTE, date(2026, 3, 30), date(2026, 4, 10), nummer=1003, reden="13")
    dossier.start(EERSTE, EERSTE, nummer=None)
    dag, kalender = date(2026, 3, 30) + timedelta(days=dagen), laad_werkkalender()
    recht, geschud = (leid_keten_af(stukken, dag) for stukken in (dossier.stukken(), dossier.stukken(volgorde)))
    assert (recht.verzoeken, recht.toewijzingen, recht.losse_leveringen, recht.toestand) == (
        geschud.verzoeken,
        geschud.toewijzingen,
        geschud.losse_leveringen,
        geschud.toestand,
    )
    klokken = klokken_van(recht, dag, kalender)
    assert set(klokken) == set(klokken_van(geschud, dag, kalender))
    assert set(signalen_van(klokken)) == set(signalen_van(klokken_van(geschud, dag, kalender)))
