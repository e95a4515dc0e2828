"""A case only takes steps that its kind allows, and what was done stays as it was."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.contracts.zaak import (
    Maatregel,
    StapGeweigerd,
    Waarde,
    ZaakGeweigerd,
    Zaakstap,
    Zaakverloop,
    lees_gegevens,
    neem_stap,
    open_zaak,
)
from app.standard.rollen import Rol
from app.standard.zaaksoorten import OPENEN, Gegeven, Stapsoort, Zaaksoort, laad_zaaksoorten

SOORTEN = laad_zaaksoorten()
MISSTAND = SOORTEN["misstand"]
BEGIN = datetime(2026, 5, 6, 10, tzinfo=ZoneInfo("Europe/Amsterdam"))
DAG = BEGIN.date()
ROLLEN: tuple[Rol, ...] = ("gemeente", "aanbieder", "regio", "beheerder")
_NAMEN = sorted({stap.naam for soort in SOORTEN.values() for stap in soort.stappen} | {OPENEN, "bestaat_niet"})
_WAARDEN: dict[str, st.SearchStrategy[Waarde]] = {
    "datum": st.dates(date(2026, 1, 1), date(2026, 12, 31)),
    "bedrag": st.integers(1, 10**6),
    "aantal": st.integers(1, 9),
    "code": st.just("x"),
}


def _stap(naam: str, door: Rol = "regio", dagen: int = 0, **gegevens: Any) -> Zaakstap:
    return Zaakstap(BEGIN + timedelta(days=dagen), naam, door, "Omdat.", gegevens)


def _loop(soort: Zaaksoort, *stappen: Zaakstap) -> Zaakverloop:
    verloop = open_zaak(soort, _stap(OPENEN))
    for stap in stappen:
        verloop = neem_stap(verloop, stap)
    return verloop


def _opgelegd(*verder: Zaakstap) -> Zaakverloop:
    stop = _stap("maatregel_opleggen", maatregel="stop_nieuwe_toewijzingen", vanaf=DAG)
    return _loop(MISSTAND, _stap("onderzoeken"), _stap("vaststellen"), stop, *verder)


@st.composite
def _gevraagd(draw: st.DrawFn, soort: Zaaksoort) -> Zaakstap:
    """A step, mostly with what it asks; right or wrong for the state is left to chance."""
    naam = draw(st.sampled_from(_NAMEN))
    stap = next((een for een in soort.stappen if een.naam == naam), None)
    gegevens: dict[str, Any] = {}
    for gegeven in () if stap is None else (*stap.vraagt, *stap.mag):
        if draw(st.integers(0, 4)):
            gegevens[gegeven.naam] = draw(_waarde(gegeven))
    dagen = draw(st.integers(0, 200))
    return _stap(naam, draw(st.sampled_from(ROLLEN)), dagen, **gegevens)


def _waarde(gegeven: Gegeven) -> st.SearchStrategy[Waarde]:
    return st.sampled_from(gegeven.keuzes) if gegeven.soort == "keuze" else _WAARDEN[gegeven.soort]


def _mag(stap: Stapsoort | None, toestand: str, door: Rol) -> bool:
    return stap is not None and toestand in stap.van and door in stap.door


@given(st.data())
def test_no_steps_reach_a_state_that_is_not_listed_and_the_trail_never_becomes_shorter(data: st.DataObject) -> None:
    soort = data.draw(st.sampled_from(list(SOORTEN.values())))
    opening: dict[str, Any] = {een.naam: data.draw(_waarde(een)) for een in soort.openen.vraagt}
    verloop = open_zaak(soort, _stap(OPENEN, soort.openen.door[0], **opening))
    for _ in range(data.draw(st.integers(0, 25))):
        voor, stap = verloop, data.draw(_gevraagd(soort))
        hersteld = data.draw(st.booleans())
        bedoeld = next((een for een in soort.stappen if een.naam == stap.naam), None)
        mag = _mag(bedoeld, voor.toestand, stap.door)
        try:
            verloop = neem_stap(voor, stap, hersteld=hersteld)
        except StapGeweigerd:
            assert not mag or (bedoeld is not None and bedoeld.herstel and not hersteld)
            continue
        except ZaakGeweigerd:
            assert mag
            continue
        assert mag
        assert bedoeld is not None
        assert verloop.stappen[:-1] == voor.stappen
        assert verloop.stappen[-1].stap == stap
        assert verloop.stappen[-1].van == voor.toestand
        assert verloop.toestand == (bedoeld.naar or voor.toestand)
        assert verloop.toestand in {een.naam for een in soort.toestanden}
        assert verloop.gesloten or verloop.mogelijk
        for een in verloop.maatregelen:
            assert een.tot is None or een.van <= een.tot
            assert not (verloop.gesloten and een.geldt_op(stap.moment.date() + timedelta(days=1)))


@pytest.mark.parametrize("soort", SOORTEN.values(), ids=lambda soort: soort.code)
def test_every_state_but_the_first_is_reached_by_a_step(soort: Zaaksoort) -> None:
    """The catalogue was read, so each can be; this walks there."""
    gezien, wachtend = set[str](), [soort.toestanden[0].naam]
    while wachtend:
        toestand = wachtend.pop()
        gezien.add(toestand)
        wachtend += [een.naar for een in soort.stappen_van(toestand) if een.naar and een.naar not in gezien]
    assert gezien == {een.naam for een in soort.toestanden}


def test_who_may_not_open_does_not() -> None:
    with pytest.raises(StapGeweigerd) as fout:
        open_zaak(MISSTAND, _stap(OPENEN, "aanbieder"))
    assert fout.value.mogelijk == (MISSTAND.openen,)
    with pytest.raises(StapGeweigerd):
        open_zaak(MISSTAND, _stap("onderzoeken"))


def test_a_stop_holds_from_its_first_day_until_it_is_lifted() -> None:
    stop = Maatregel("stop_nieuwe_toewijzingen", DAG)
    assert _opgelegd().maatregelen == (stop,)
    assert [stop.geldt_op(DAG + timedelta(days=een)) for een in (-1, 0, 999)] == [False, True, True]
    later = DAG + timedelta(days=10)
    gelicht = _opgelegd(_stap("maatregel_opheffen", maatregel="stop_nieuwe_toewijzingen", tot=later))
    (een,) = gelicht.maatregelen
    assert (een.geldt_op(later), een.geldt_op(later + timedelta(days=1))) == (True, False)
    assert gelicht.toestand == "maatregel"


def test_a_case_that_closes_ends_its_measures_and_one_to_come_never_holds() -> None:
    straks = _stap("maatregel_opleggen", maatregel="waarschuwing", vanaf=DAG + timedelta(days=90))
    dicht = _opgelegd(straks, _stap("sluiten", dagen=30))
    assert dicht.maatregelen == (Maatregel("stop_nieuwe_toewijzingen", DAG, DAG + timedelta(days=30)),)


def test_what_a_measure_asks() -> None:
    klaar = _loop(MISSTAND, _stap("onderzoeken"), _stap("vaststellen"))
    for gegevens, pad in (
        ({"vanaf": DAG}, "gegevens.maatregel"),
        ({"maatregel": "waarschuwing"}, "gegevens.vanaf"),
        ({"maatregel": "waarschuwing", "vanaf": DAG, "tot": DAG - timedelta(days=1)}, "gegevens.tot"),
        ({"maatregel": "terugvordering", "vanaf": DAG}, "gegevens.bedrag"),
        ({"maatregel": "waarschuwing", "vanaf": DAG, "bedrag": 5}, "gegevens.bedrag"),
    ):
        with pytest.raises(ZaakGeweigerd) as fout:
            neem_stap(klaar, _stap("maatregel_opleggen", **gegevens))
        assert [een.pad for een in fout.value.fouten] == [pad]
    terug = neem_stap(klaar, _stap("maatregel_opleggen", maatregel="terugvordering", vanaf=DAG, bedrag=12345))
    assert terug.maatregelen == (Maatregel("terugvordering", DAG, None, 12345),)
    with pytest.raises(ZaakGeweigerd) as fout:
        neem_stap(terug, _stap("maatregel_opheffen", maatregel="waarschuwing", tot=DAG))
    assert [een.pad for een in fout.value.fouten] == ["gegevens.maatregel"]


def test_values_are_read_as_the_catalogue_says() -> None:
    opleggen = next(een for een in MISSTAND.stappen if een.naam == "maatregel_opleggen")
    goed = lees_gegevens({"maatregel": "terugvordering", "vanaf": "2026-06-01", "bedrag": 100}, opleggen)
    assert goed == {"maatregel": "terugvordering", "vanaf": date(2026, 6, 1), "bedrag": 100}
    with pytest.raises(ZaakGeweigerd) as fout:
        lees_gegevens({"maatregel": "boete", "vanaf": "juni", "tot": 3, "bedrag": True, "naam": "x"}, opleggen)
    assert [een.pad for een in fout.value.fouten] == [
        "gegevens.maatregel",
        "gegevens.vanaf",
        "gegevens.tot",
        "gegevens.bedrag",
        "gegevens",
    ]
    assert "terugvordering" in fout.value.fouten[0].melding
    verwerken = next(een for een in SOORTEN["knelpunt"].stappen if een.naam == "verwerken")
    assert lees_gegevens({"productcode": "50H3B", "versie": 2}, verwerken) == {"productcode": "50H3B", "versie": 2}
    with pytest.raises(ZaakGeweigerd):
        lees_gegevens({"productcode": "50h3b; drop", "versie": 0}, verwerken)


def test_an_objection_is_only_finished_when_the_line_was_granted() -> None:
    bezwaar = SOORTEN["bezwaar"]
    verloop = open_zaak(bezwaar, _stap(OPENEN, "aanbieder"))
    for naam in ("oppakken", "gegrond_verklaren"):
        verloop = neem_stap(verloop, _stap(naam, "gemeente"))
    with pytest.raises(StapGeweigerd) as fout:
        neem_stap(verloop, _stap("afronden", "aanbieder"))
    assert fout.value.herstel
    assert neem_stap(verloop, _stap("afronden", "aanbieder"), hersteld=True).gesloten
