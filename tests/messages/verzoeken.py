"""Random records of JW315, JW317 and JW319: few values, so that they meet, and all that rules look at."""

from __future__ import annotations

from datetime import date

from hypothesis import strategies as st

from app.messages.records import (
    AangevraagdProduct,
    Antwoord,
    NieuwProduct,
    Omvang,
    OngewijzigdProduct,
    TeWijzigenProduct,
    Verwijzer,
    Verzoek,
    Woonplaatsbeginsel,
)

DAGTEKENING = date(2026, 5, 6)
DATUMS = st.sampled_from(
    [
        date(2020, 12, 30),
        date(2020, 12, 31),
        date(2021, 1, 1),
        DAGTEKENING,
        date(2026, 5, 7),
        date(2026, 5, 8),
        date(2026, 6, 30),
        date(2026, 7, 1),
    ]
)
REFERENTIES = st.sampled_from(["VOT1", "VOT2", "vot1"]) | st.from_regex(r"\A[A-Za-z0-9&<>]{1,20}\Z")
NUMMERS = st.integers(1, 3) | st.integers(1, 999_999_999)
PRODUCTEN = st.sampled_from([(None, None), ("45", None), ("43", None), ("45", "45A04"), ("45", "45A53")])
OMVANGEN = st.builds(
    Omvang,
    st.integers(1, 99_999_999),
    st.sampled_from(["01", "04", "14", "16", "82", "83", "84"]),
    st.sampled_from(["1", "2", "4", "6"]),
)
BUDGETTEN = st.integers(1, 99_999_999)
VERWIJZERS = st.builds(
    Verwijzer,
    st.sampled_from(["01", "02", "03", "04", "05", "06", "08"]),
    st.booleans(),
    st.sampled_from([None, "01012345"]),
)


@st.composite
def aangevraagde_producten(trek: st.DrawFn) -> tuple[AangevraagdProduct, ...]:
    """What a JW315 asks for."""
    pad = "/Bericht/Client/AangevraagdeProducten/AangevraagdProduct"
    return tuple(
        AangevraagdProduct(
            f"{pad}[{nummer}]",
            trek(REFERENTIES),
            trek(st.none() | NUMMERS),
            *trek(PRODUCTEN),
            trek(st.none() | DATUMS),
            trek(DATUMS),
            trek(st.none() | DATUMS),
            trek(st.none() | OMVANGEN),
            trek(st.none() | BUDGETTEN),
            trek(VERWIJZERS),
            trek(st.sampled_from([None, "1", "2"])),
        )
        for nummer in range(1, trek(st.integers(1, 4)) + 1)
    )


@st.composite
def ongewijzigde_producten(trek: st.DrawFn) -> tuple[OngewijzigdProduct, ...]:
    """What a JW317 leaves as it is."""
    pad = "/Bericht/Client/Verzoek/OngewijzigdeProducten/OngewijzigdProduct"
    return tuple(
        OngewijzigdProduct(f"{pad}[{nummer}]", trek(NUMMERS)) for nummer in range(1, trek(st.integers(0, 3)) + 1)
    )


@st.composite
def te_wijzigen_producten(trek: st.DrawFn) -> tuple[TeWijzigenProduct, ...]:
    """What a JW317 wants to change."""
    pad = "/Bericht/Client/Verzoek/TeWijzigenProducten/TeWijzigenProduct"
    return tuple(
        TeWijzigenProduct(
            f"{pad}[{nummer}]",
            trek(NUMMERS),
            trek(DATUMS),
            trek(st.none() | DATUMS),
            trek(st.none() | OMVANGEN),
            trek(st.none() | BUDGETTEN),
        )
        for nummer in range(1, trek(st.integers(0, 3)) + 1)
    )


@st.composite
def nieuwe_producten(trek: st.DrawFn) -> tuple[NieuwProduct, ...]:
    """What a JW317 asks for anew."""
    pad = "/Bericht/Client/Verzoek/NieuweProducten/NieuwProduct"
    return tuple(
        NieuwProduct(
            f"{pad}[{nummer}]",
            *trek(PRODUCTEN),
            trek(DATUMS),
            trek(st.none() | DATUMS),
            trek(st.none() | OMVANGEN),
            trek(st.none() | BUDGETTEN),
        )
        for nummer in range(1, trek(st.integers(0, 4)) + 1)
    )


VERZOEKEN = st.builds(Verzoek, REFERENTIES, st.sampled_from(["1", "2"]))
ANTWOORDEN = st.builds(Antwoord, REFERENTIES, st.sampled_from(["1", "2"]), st.sampled_from([None, "1", "5", "8"]))
WOONPLAATSBEGINSELEN = st.none() | st.builds(Woonplaatsbeginsel, st.sampled_from(["0384", "0503"]))
