"""Level 2 on random JW315, JW317 and JW319 says exactly what a model says that knows the rules from their words."""

from __future__ import annotations

from collections.abc import Callable

from hypothesis import given, settings
from lxml import etree

from app.exchange.judge import judge_content
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
    Bericht,
    Header,
    NieuwProduct,
    OngewijzigdProduct,
    TeWijzigenProduct,
    Verzoek,
    Woonplaatsbeginsel,
    XsdVersie,
)
from app.rules.ruleset import regelset
from app.standard.elfproef import test_bsn
from app.standard.release import laad_release
from tests.messages.verzoeken import (
    ANTWOORDEN,
    DAGTEKENING,
    VERZOEKEN,
    WOONPLAATSBEGINSELEN,
    aangevraagde_producten,
    nieuwe_producten,
    ongewijzigde_producten,
    te_wijzigen_producten,
)
from tests.rules.geval import Treffer
from tests.rules.verzoekmodel import treffers

RELEASE = laad_release()
KIND = Kind(test_bsn(0))
HEADER = Header("42420001", "0384", "ID1", DAGTEKENING, XsdVersie("1.0.0", "1.0.0"))
VAN_GEMEENTE = HEADER._replace(afzender="0384", ontvanger="42420001")


def _zeggen_hetzelfde(code: str, pakket: Pakket, lees: Callable[[etree._Element], Bericht]) -> None:
    wortel = etree.fromstring(pakket.bytes())
    bevindingen = judge_content(lees(wortel), regelset(RELEASE, code)).bevindingen
    gevonden = [Treffer(een.regel, een.klasse_pad) for een in bevindingen]
    assert sorted(gevonden) == sorted(treffers(wortel))
    paden = list(dict.fromkeys(een.pad for een in gevonden))
    op_volgorde = sorted(gevonden, key=lambda een: (paden.index(een.pad), RELEASE.volgorde(een.regel)))
    assert gevonden == op_volgorde, "the findings of one class stand together, in the order of the catalogue"


@settings(max_examples=300)
@given(aangevraagde_producten())
def test_of_a_jw315(producten: tuple[AangevraagdProduct, ...]) -> None:
    pakket = stel_toewijzingsverzoek_op(RELEASE, HEADER, KIND, producten)
    _zeggen_hetzelfde("JW315", pakket, lees_toewijzingsverzoek)


@settings(max_examples=300)
@given(VERZOEKEN, ongewijzigde_producten(), te_wijzigen_producten(), nieuwe_producten())
def test_of_a_jw317(
    verzoek: Verzoek,
    blijft: tuple[OngewijzigdProduct, ...],
    wordt: tuple[TeWijzigenProduct, ...],
    nieuw: tuple[NieuwProduct, ...],
) -> None:
    pakket = stel_wijzigingsverzoek_op(
        RELEASE, HEADER, KIND.bsn, verzoek, ongewijzigd=blijft, te_wijzigen=wordt, nieuw=nieuw
    )
    _zeggen_hetzelfde("JW317", pakket, lees_wijzigingsverzoek)


@given(ANTWOORDEN, WOONPLAATSBEGINSELEN)
def test_of_a_jw319(antwoord: Antwoord, woonplaatsbeginsel: Woonplaatsbeginsel | None) -> None:
    pakket = stel_verzoekantwoord_op(RELEASE, VAN_GEMEENTE, antwoord, woonplaatsbeginsel)
    _zeggen_hetzelfde("JW319", pakket, lees_verzoekantwoord)
