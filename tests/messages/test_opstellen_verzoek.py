"""Composing JW315, JW317 and JW319: valid against the XSD, and read back as what was composed."""

from __future__ import annotations

from datetime import date

from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from app.messages.lees_verzoek import lees_toewijzingsverzoek, lees_verzoekantwoord, lees_wijzigingsverzoek
from app.messages.opstellen import Kind
from app.messages.opstellen_verzoek import (
    stel_toewijzingsverzoek_op,
    stel_verzoekantwoord_op,
    stel_wijzigingsverzoek_op,
)
from app.messages.pakket import Pakket
from app.messages.records import (
    AangevraagdProduct,
    Antwoord,
    Header,
    NieuwProduct,
    Omvang,
    OngewijzigdProduct,
    TeWijzigenProduct,
    Verwijzer,
    Verzoek,
    Woonplaatsbeginsel,
    XsdVersie,
)
from app.messages.xsd import Schemas
from app.standard.elfproef import test_bsn
from app.standard.release import laad_release

RELEASE = laad_release()
SCHEMAS = Schemas(RELEASE.schemas)
KIND = Kind(test_bsn(0))
VAN_AANBIEDER = Header("42420001", "0384", "ID1", date(2026, 5, 6), XsdVersie("1.0.0", "1.0.0"))
VAN_GEMEENTE = Header("0384", "42420001", "ID1", date(2026, 5, 6), XsdVersie("1.0.0", "1.0.0"))

DATUMS = st.dates(date(2020, 1, 1), date(2030, 12, 31))
REFERENTIES = st.from_regex(r"\A[A-Za-z0-9&<>]{1,20}\Z")
NUMMERS = st.integers(1, 999_999_999)
PRODUCTEN = st.sampled_from([(None, None), ("45", None), ("45", "45A04"), ("43", "43A07")])
HOEVEEL = st.one_of(
    st.just((None, None)),
    st.tuples(st.none(), st.integers(1, 99_999_999)),
    st.tuples(
        st.builds(
            Omvang,
            st.integers(1, 99_999_999),
            st.sampled_from(["01", "04", "14", "16", "82", "83", "84"]),
            st.sampled_from(["1", "2", "4", "6"]),
        ),
        st.none(),
    ),
)
VERWIJZERS = st.builds(
    Verwijzer, st.sampled_from(["01", "02", "08"]), st.booleans(), st.sampled_from([None, "01012345"])
)


@st.composite
def aangevraagde_producten(trek: st.DrawFn) -> tuple[AangevraagdProduct, ...]:
    """What a JW315 asks for."""
    producten = []
    for nummer in range(1, trek(st.integers(1, 3)) + 1):
        categorie, code = trek(PRODUCTEN)
        omvang, budget = trek(HOEVEEL)
        producten.append(
            AangevraagdProduct(
                f"/Bericht/Client/AangevraagdeProducten/AangevraagdProduct[{nummer}]",
                trek(REFERENTIES),
                trek(st.none() | NUMMERS),
                categorie,
                code,
                trek(st.none() | DATUMS),
                trek(DATUMS),
                trek(st.none() | DATUMS),
                omvang,
                budget,
                trek(VERWIJZERS),
                trek(st.sampled_from([None, "1", "2"])),
            )
        )
    return tuple(producten)


@st.composite
def te_wijzigen_producten(trek: st.DrawFn) -> tuple[TeWijzigenProduct, ...]:
    """What a JW317 wants to change."""
    pad = "/Bericht/Client/Verzoek/TeWijzigenProducten/TeWijzigenProduct"
    return tuple(
        TeWijzigenProduct(f"{pad}[{nummer}]", trek(NUMMERS), trek(DATUMS), trek(st.none() | DATUMS), *trek(HOEVEEL))
        for nummer in range(1, trek(st.integers(0, 3)) + 1)
    )


@st.composite
def nieuwe_producten(trek: st.DrawFn) -> tuple[NieuwProduct, ...]:
    """What a JW317 asks for anew."""
    pad = "/Bericht/Client/Verzoek/NieuweProducten/NieuwProduct"
    return tuple(
        NieuwProduct(f"{pad}[{nummer}]", *trek(PRODUCTEN), trek(DATUMS), trek(st.none() | DATUMS), *trek(HOEVEEL))
        for nummer in range(1, trek(st.integers(0, 3)) + 1)
    )


ONGEWIJZIGDE_PRODUCTEN = st.lists(NUMMERS, max_size=3).map(
    lambda nummers: tuple(
        OngewijzigdProduct(f"/Bericht/Client/Verzoek/OngewijzigdeProducten/OngewijzigdProduct[{plaats}]", nummer)
        for plaats, nummer in enumerate(nummers, 1)
    )
)


def _geldig(code: str, pakket: Pakket) -> etree._Element:
    wortel = etree.fromstring(pakket.bytes())
    SCHEMAS.schema(RELEASE.berichten[code].schema).assertValid(wortel)
    return wortel


@given(aangevraagde_producten())
def test_a_jw315_reads_back_as_it_was_composed(producten: tuple[AangevraagdProduct, ...]) -> None:
    bericht = lees_toewijzingsverzoek(
        _geldig("JW315", stel_toewijzingsverzoek_op(RELEASE, VAN_AANBIEDER, KIND, producten))
    )
    assert bericht.header == VAN_AANBIEDER
    assert bericht.client.bsn == KIND.bsn
    assert bericht.client.geboortedatum.datum == KIND.geboortedatum
    assert bericht.producten == producten


@given(
    st.builds(Verzoek, REFERENTIES, st.sampled_from(["1", "2"])),
    ONGEWIJZIGDE_PRODUCTEN,
    te_wijzigen_producten(),
    nieuwe_producten(),
)
def test_a_jw317_reads_back_as_it_was_composed(
    verzoek: Verzoek,
    ongewijzigd: tuple[OngewijzigdProduct, ...],
    te_wijzigen: tuple[TeWijzigenProduct, ...],
    nieuw: tuple[NieuwProduct, ...],
) -> None:
    pakket = stel_wijzigingsverzoek_op(
        RELEASE, VAN_AANBIEDER, KIND.bsn, verzoek, ongewijzigd=ongewijzigd, te_wijzigen=te_wijzigen, nieuw=nieuw
    )
    bericht = lees_wijzigingsverzoek(_geldig("JW317", pakket))
    assert (bericht.header, bericht.client.bsn, bericht.verzoek) == (VAN_AANBIEDER, KIND.bsn, verzoek)
    assert (bericht.ongewijzigd, bericht.te_wijzigen, bericht.nieuw) == (ongewijzigd, te_wijzigen, nieuw)


@given(
    st.builds(Antwoord, REFERENTIES, st.sampled_from(["1", "2"]), st.sampled_from([None, "1", "2", "8"])),
    st.none() | st.builds(Woonplaatsbeginsel, st.sampled_from(["0384", "0503"])),
)
def test_a_jw319_reads_back_as_it_was_composed(
    antwoord: Antwoord, woonplaatsbeginsel: Woonplaatsbeginsel | None
) -> None:
    pakket = stel_verzoekantwoord_op(RELEASE, VAN_GEMEENTE, antwoord, woonplaatsbeginsel)
    bericht = lees_verzoekantwoord(_geldig("JW319", pakket))
    assert (bericht.header, bericht.antwoord) == (VAN_GEMEENTE, antwoord)
    assert bericht.woonplaatsbeginsel == woonplaatsbeginsel
