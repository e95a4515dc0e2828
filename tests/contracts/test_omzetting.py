"""Which toewijzingen have to be converted, and by when, against a walk over the days."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.contracts.bekostiging import Vorm
from app.contracts.omzetting import Recht, in_stelsel, omzetgrond, overgangsbezwaar
from tests.contracts.regios import NAMEN, afspraken

OUD = Recht("0599", "45A48", "04", date(2017, 12, 15), date(2017, 10, 1), date(2019, 6, 30))


@pytest.mark.parametrize(
    ("einddatum", "moet"),
    [(date(2018, 12, 31), False), (date(2019, 1, 1), True), (None, True)],
)
def test_an_old_right_of_rijnmond_is_converted_before_2019(einddatum: date | None, moet: bool) -> None:
    grond = omzetgrond(afspraken("rijnmond"), OUD._replace(einddatum=einddatum))
    assert (grond is not None) == moet
    if grond is not None:
        assert (grond.laatste_dag, grond.nieuw_vanaf) == (date(2018, 12, 31), date(2019, 1, 1))
        assert (grond.vorm, grond.nieuwe_vorm) == (None, Vorm.WEEKTARIEF)
        assert grond.regel is not None


@pytest.mark.parametrize(
    ("gemeente", "code", "eenheid", "ingang", "laatste"),
    [
        ("0503", "45A53", "04", date(2019, 12, 31), date(2019, 12, 31)),
        ("0503", "50H3B", "82", date(2020, 1, 1), None),
        ("0518", "45A53", "04", date(2019, 12, 31), date(2020, 12, 31)),
        ("0518", "45A53", "04", date(2020, 12, 31), date(2020, 12, 31)),
        ("1783", "43A07", "14", date(2019, 12, 31), date(2020, 12, 31)),
        ("1783", "43A07", "14", date(2020, 12, 31), date(2020, 12, 31)),
        ("1783", "50J9D", "82", date(2021, 1, 1), None),
    ],
)
def test_haaglanden_converts_on_two_days(
    gemeente: str, code: str, eenheid: str, ingang: date, laatste: date | None
) -> None:
    grond = omzetgrond(afspraken("haaglanden"), Recht(gemeente, code, eenheid, ingang, ingang, date(2022, 6, 30)))
    assert (None if grond is None else grond.laatste_dag) == laatste
    if laatste is not None:
        zonder = Recht(gemeente, code, eenheid, ingang, ingang, laatste)
        assert omzetgrond(afspraken("haaglanden"), zonder) is None


@st.composite
def rechten(draw: st.DrawFn, naam: str) -> Recht:
    """A toewijzing of a code that exists, in a gemeente of the regio, of at most three years."""
    boek = afspraken(naam)
    product = draw(st.sampled_from(boek.regio.productcodes))
    ingang = draw(st.dates(date(2017, 6, 1), date(2023, 12, 31)))
    einde = ingang + timedelta(days=draw(st.integers(0, 1100)))
    gemeente = draw(st.sampled_from(boek.regio.gemeenten)).code
    return Recht(gemeente, product.code, product.eenheid, ingang, ingang, einde)


@given(st.sampled_from(NAMEN), st.data())
def test_the_last_day_is_the_one_before_the_form_changes(naam: str, data: st.DataObject) -> None:
    boek = afspraken(naam)
    recht = data.draw(rechten(naam))
    grond = omzetgrond(boek, recht)
    product = boek.product_in(recht.code, recht.eenheid, recht.ingangsdatum)
    if product is None or product.perceel is None or product.buiten_stelsel or recht.einddatum is None:
        assert grond is None
        return
    if recht.code in boek.oude_codes:
        assert (grond is not None) == (recht.einddatum >= date(2019, 1, 1) > recht.ingangsdatum)
        return
    laatste = None
    dag, vorm = recht.ingangsdatum, boek.bekostiging(recht.gemeente, product.perceel, recht.ingangsdatum)
    while vorm is not None and dag < recht.einddatum:
        morgen = boek.bekostiging(recht.gemeente, product.perceel, dag + timedelta(days=1))
        if morgen is None:
            break
        if morgen.vorm is not vorm.vorm:
            laatste = dag
            break
        dag += timedelta(days=1)
    assert (None if grond is None else grond.laatste_dag) == laatste
    bezwaar = overgangsbezwaar(boek, 1, recht, None)
    assert (bezwaar is not None) == (grond is not None)
    if grond is not None and bezwaar is not None:
        assert f"Beeindig haar op {grond.laatste_dag} (reden wijziging 10)" in bezwaar


@given(st.sampled_from(NAMEN), st.data())
def test_what_is_in_the_system_can_be_claimed_there(naam: str, data: st.DataObject) -> None:
    boek = afspraken(naam)
    recht = data.draw(rechten(naam))
    product = boek.product_in(recht.code, recht.eenheid, recht.ingangsdatum)
    vorm = None
    if product is not None and product.perceel is not None:
        vorm = boek.bekostiging(recht.gemeente, product.perceel, recht.ingangsdatum)
    past = product is not None and vorm is not None and product.past_bij(vorm.vorm)
    assert in_stelsel(boek, recht) == (past and recht.code not in boek.oude_codes)


def test_an_old_code_that_no_rule_allows_is_told_until_it_is_converted() -> None:
    boek = afspraken("rijnmond")
    te_laat = OUD._replace(
        toewijzingsdatum=date(2018, 1, 15), ingangsdatum=date(2018, 4, 1), einddatum=date(2018, 9, 30)
    )
    assert "geen overgangsregel staat dat nog toe" in (overgangsbezwaar(boek, 7, te_laat, None) or "")
    assert "geen overgangsregel" in (overgangsbezwaar(boek, 7, te_laat, "05") or "")
    assert overgangsbezwaar(boek, 7, te_laat, "10") is None
    assert overgangsbezwaar(boek, 7, te_laat._replace(einddatum=date(2019, 1, 1)), "10") is not None
