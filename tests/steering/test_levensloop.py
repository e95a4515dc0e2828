"""A trajectory goes from referral to settlement (R089), and its state is the furthest that its help allows."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.steering.keten import Keten, Toewijzingtoestand, Trajectstap, leid_keten_af, levensloop
from app.store.ketenstukken import Afloop, Claimtelling
from tests.steering.stukken import Dossier

EERSTE, LAATSTE = date(2026, 4, 1), date(2026, 6, 30)
STOP, VANDAAG = date(2026, 5, 4), date(2026, 5, 20)
GESPREK, DECLARATIE, BESLUIT = date(2026, 5, 6), date(2026, 5, 11), date(2026, 5, 12)


def _traject(
    *,
    gestart: bool = True,
    stop: str | None = "31",
    afloop: Afloop | None = None,
    tot: date | None = None,
    geheel: tuple[int, int] | None = None,
    vandaag: date = VANDAAG,
) -> Keten:
    """A toewijzing with its delivery; ``tot``: last day granted; ``geheel``: volume of pieces, and what was granted."""
    dossier = Dossier()
    dossier.verzoek("JW315", date(2026, 3, 2), toegewezen=date(2026, 3, 30))
    claims = None
    if tot is not None:
        door = dossier.bericht("JW323", DECLARATIE)
        claims = Claimtelling(1, 79_200, 79_200, 0, 0, tot, door, tot, DECLARATIE, door)
    dossier.toewijzing(EERSTE, LAATSTE, date(2026, 3, 30), claims=claims)
    stuk = dossier.toewijzingen[0]._replace(afloop=afloop or Afloop())
    stuk = stuk._replace(versies=(stuk.versies[0]._replace(referentie_aanbieder="R1"),))
    if geheel is not None:
        volume, toegekend = geheel
        wat = stuk.toewijzing._replace(eenheid="82", frequentie="6", volume=volume, toegekend_volume=toegekend)
        stuk = stuk._replace(toewijzing=wat)
    dossier.toewijzingen[0] = stuk
    if gestart:
        dossier.start(EERSTE, EERSTE)
    if gestart and stop is not None:
        dossier.stop(EERSTE, STOP, STOP, stop)
    return leid_keten_af(dossier.stukken(), vandaag)


def _toestand(keten: Keten) -> tuple[str, date]:
    (een,) = keten.toewijzingen
    return een.toestand.value, een.sinds.dag


def test_a_trajectory_comes_to_each_step_in_order() -> None:
    keten = _traject(afloop=Afloop(GESPREK, BESLUIT))
    (een,) = keten.toewijzingen
    assert {stap.value: sinds.dag for stap, sinds in levensloop(een, keten.verzoeken).items()} == {
        "verwezen": date(2026, 3, 2),
        "toegewezen": date(2026, 3, 30),
        "gestart": EERSTE,
        "gestopt": STOP,
        "geevalueerd": GESPREK,
        "afgerekend": BESLUIT,
    }
    assert list(levensloop(een, keten.verzoeken)) == [
        stap for stap in Trajectstap if stap is not Trajectstap.TIJDELIJK_GESTOPT
    ]
    assert (een.toestand, keten.toestand.value) == (Toewijzingtoestand.AFGEREKEND, "afgerekend")


@pytest.mark.parametrize(
    ("keten", "verwacht"),
    [
        (_traject(), ("beeindigd", STOP)),
        (_traject(afloop=Afloop(GESPREK)), ("geevalueerd", GESPREK)),
        # Help that goes on, or only pauses, is not over because there was a talk.
        (_traject(stop=None, afloop=Afloop(GESPREK)), ("gestart", EERSTE)),
        (_traject(stop="20", afloop=Afloop(GESPREK, BESLUIT)), ("tijdelijk_gestopt", STOP)),
        (_traject(gestart=False, afloop=Afloop(GESPREK)), ("toegewezen", date(2026, 3, 30))),
        # Past its Einddatum it is over, whatever was reported.
        (_traject(stop=None, afloop=Afloop(GESPREK), vandaag=date(2026, 7, 1)), ("geevalueerd", GESPREK)),
        # Per unit: granted until the last day of help, or not yet.
        (_traject(tot=STOP), ("afgerekend", DECLARATIE)),
        (_traject(tot=date(2026, 4, 30), afloop=Afloop(GESPREK)), ("geevalueerd", GESPREK)),
        (_traject(tot=LAATSTE, stop=None), ("gestart", EERSTE)),
        # An amount as a whole is due in full, however early the help ended.
        (_traject(tot=STOP, geheel=(2, 1)), ("beeindigd", STOP)),
        (_traject(tot=STOP, geheel=(1, 1)), ("afgerekend", DECLARATIE)),
        # A share that depends on the result waits for its decision.
        (_traject(tot=STOP, geheel=(1, 1), afloop=Afloop(GESPREK, deel_open=True)), ("geevalueerd", GESPREK)),
        (_traject(tot=STOP, geheel=(1, 1), afloop=Afloop(GESPREK, BESLUIT)), ("afgerekend", BESLUIT)),
    ],
)
def test_the_state_is_the_furthest_that_its_help_allows(keten: Keten, verwacht: tuple[str, date]) -> None:
    assert _toestand(keten) == verwacht


@given(
    gestart=st.booleans(),
    stop=st.sampled_from([None, "20", "31"]),
    geevalueerd=st.none() | st.just(GESPREK),
    afgerekend=st.none() | st.just(BESLUIT),
    deel_open=st.booleans(),
    tot=st.none() | st.dates(EERSTE, LAATSTE),
    vandaag=st.dates(EERSTE, date(2026, 8, 1)),
)
def test_nothing_is_settled_or_evaluated_while_help_goes_on(
    gestart: bool,
    stop: str | None,
    geevalueerd: date | None,
    afgerekend: date | None,
    deel_open: bool,
    tot: date | None,
    vandaag: date,
) -> None:
    afloop = Afloop(geevalueerd, afgerekend, deel_open=deel_open)
    keten = _traject(gestart=gestart, stop=stop, afloop=afloop, tot=tot, vandaag=vandaag)
    (een,) = keten.toewijzingen
    loopt = vandaag <= LAATSTE and not (gestart and stop == "31")
    if een.toestand in (Toewijzingtoestand.GEEVALUEERD, Toewijzingtoestand.AFGEREKEND):
        assert not loopt
    if een.toestand is Toewijzingtoestand.AFGEREKEND:
        assert afgerekend is not None or (tot is not None and not deel_open)
    assert (Trajectstap.AFGEREKEND in levensloop(een, keten.verzoeken)) == (
        een.toestand is Toewijzingtoestand.AFGEREKEND
    )
