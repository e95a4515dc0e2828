"""Composing JW315, JW317 and JW319: valid against the XSD, and read back as what was composed."""

from __future__ import annotations

from hypothesis import given
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
    OngewijzigdProduct,
    TeWijzigenProduct,
    Verzoek,
    Woonplaatsbeginsel,
    XsdVersie,
)
from app.messages.xsd import Schemas
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

RELEASE = laad_release()
SCHEMAS = Schemas(RELEASE.schemas)
KIND = Kind(test_bsn(0))
VAN_AANBIEDER = Header("42420001", "0384", "ID1", DAGTEKENING, XsdVersie("1.0.0", "1.0.0"))
VAN_GEMEENTE = Header("0384", "42420001", "ID1", DAGTEKENING, XsdVersie("1.0.0", "1.0.0"))


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


@given(VERZOEKEN, ongewijzigde_producten(), te_wijzigen_producten(), nieuwe_producten())
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


@given(ANTWOORDEN, WOONPLAATSBEGINSELEN)
def test_a_jw319_reads_back_as_it_was_composed(
    antwoord: Antwoord, woonplaatsbeginsel: Woonplaatsbeginsel | None
) -> None:
    pakket = stel_verzoekantwoord_op(RELEASE, VAN_GEMEENTE, antwoord, woonplaatsbeginsel)
    bericht = lees_verzoekantwoord(_geldig("JW319", pakket))
    assert (bericht.header, bericht.antwoord) == (VAN_GEMEENTE, antwoord)
    assert bericht.woonplaatsbeginsel == woonplaatsbeginsel
