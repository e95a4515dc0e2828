"""Every rule of the catalogue, through the whole service: silent on one message, firing on its mutation."""

from __future__ import annotations

import re

import pytest

from app.exchange.judgement import Finding
from app.exchange.ports import Afhandeling
from app.exchange.weergave import toon
from app.messages.problems import BerichtGeweigerd, Soort
from app.standard.release import NIVEAU_XSD, laad_release
from tests.bank import Bank
from tests.exchange.antwoord import controleer_antwoord_op_inhoud, heen_van, klassen, naam
from tests.rules.geval import Geval, OntoetsbaarGeval, Stap, Treffer, XsdGeval, klassepad
from tests.rules.gevallen import GEVALLEN, ONTOETSBARE_GEVALLEN, XSD_GEVALLEN
from tests.schemas.structure import ComplexType, read_message


def _bereid_voor(bank: Bank, opzet: tuple[Stap, ...]) -> None:
    for stap in opzet:
        stap(bank)


@pytest.mark.parametrize("geval", GEVALLEN, ids=[geval.id for geval in GEVALLEN])
def test_a_rule_is_silent_and_after_a_mutation_exactly_it_fires(bank: Bank, geval: Geval) -> None:
    _bereid_voor(bank, geval.opzet)
    stil = bank.toets(geval.basis(bank))
    assert stil.oordeel.bevindingen == ()
    assert geval.regel not in {een.regel for een in stil.oordeel.niet_toetsbaar}
    controleer_antwoord_op_inhoud(stil)

    afhandeling = bank.verwerk(geval.mutatie(bank))
    bevindingen = afhandeling.oordeel.bevindingen
    assert {Treffer(een.regel, een.klasse_pad) for een in bevindingen} == set(geval.treffers)
    assert len(bevindingen) == len(geval.treffers)
    eigen = next(een for een in bevindingen if (een.regel, een.klasse_pad) == (geval.regel, geval.pad))
    assert (eigen.retourcode, eigen.niveau, eigen.klasse) == (geval.retourcode, geval.niveau, geval.klasse)
    for getal in geval.getallen:
        assert getal in _teksten(eigen), f"{getal} is not in the explanation"
    controleer_antwoord_op_inhoud(afhandeling)
    for een in bevindingen:
        _controleer_teksten(een, afhandeling)
    _controleer_plaatsen(afhandeling)


def _teksten(bevinding: Finding) -> str:
    delen = (bevinding.uitleg, bevinding.gevonden, bevinding.verwacht, bevinding.vergeleken_met or "")
    return " | ".join(delen)


def _controleer_teksten(bevinding: Finding, afhandeling: Afhandeling) -> None:
    """Dutch sentences, and no Bsn."""
    assert re.fullmatch(r"[A-Z0-9€].{15,}\.", bevinding.uitleg, re.DOTALL)
    assert bevinding.gevonden
    assert bevinding.verwacht
    tekst = _teksten(bevinding)
    assert "None" not in tekst
    bsns = {element.text for _, element in klassen(heen_van(afhandeling)) if naam(element) == "Bsn"}
    assert not [bsn for bsn in bsns if bsn and bsn in tekst]
    assert not [getal for getal in re.findall(r"\d{9,}", tekst) if getal.startswith("9999")]


def _controleer_plaatsen(afhandeling: Afhandeling) -> None:
    """Each finding is shown with the line of its element, or of the nearest one above that is there."""
    regels = afhandeling.levering.pakket.bytes().decode().splitlines()
    for bevinding, getoond in zip(afhandeling.oordeel.bevindingen, toon(afhandeling).bevindingen, strict=True):
        assert getoond.regelnummer is not None
        stappen = re.sub(r"\[\d+\]", "", bevinding.pad).split("/")[1:]
        stap = re.search(r"<(?:\w+:)?(\w+)", regels[getoond.regelnummer - 1])
        assert stap is not None
        assert stap[1] in stappen[len(klassepad(bevinding.klasse_pad).split("/")) :]
        _controleer_pad(afhandeling.soort.code, stappen)


def _controleer_pad(code: str, stappen: list[str]) -> None:
    """Whatever a finding points at is an element that the XSD of the message knows."""
    element = read_message(code)
    assert element.name == stappen[0]
    for stap in stappen[1:]:
        assert isinstance(element.type, ComplexType)
        element = next(onder for onder in element.type.elements if onder.name == stap)


@pytest.mark.parametrize("geval", XSD_GEVALLEN, ids=[f"{een.regel}-{een.bericht}-{een.vuurt}" for een in XSD_GEVALLEN])
def test_what_the_xsd_holds_is_refused_without_a_national_answer(bank: Bank, geval: XsdGeval) -> None:
    _bereid_voor(bank, geval.opzet)
    assert bank.toets(geval.basis(bank)).oordeel.bevindingen == ()
    with pytest.raises(BerichtGeweigerd) as geweigerd:
        bank.verwerk(geval.mutatie(bank))
    assert geweigerd.value.soort is Soort.NIET_VOLGENS_XSD
    assert [fout.pad for fout in geweigerd.value.fouten] == [geval.element_pad]
    assert geweigerd.value.fouten[0].regelnummer is not None


@pytest.mark.parametrize(
    "geval",
    ONTOETSBARE_GEVALLEN,
    ids=[f"{een.regel}-{een.bericht}-{een.wanneer.replace(' ', '_')}" for een in ONTOETSBARE_GEVALLEN],
)
def test_what_cannot_be_decided_is_told_and_rejects_nothing(bank: Bank, geval: OntoetsbaarGeval) -> None:
    _bereid_voor(bank, geval.opzet)
    afhandeling = bank.goed(geval.bericht_maker(bank))
    notities = {een.regel: een for een in afhandeling.oordeel.niet_toetsbaar}
    assert set(notities) == {geval.regel, *geval.ook}
    notitie = notities[geval.regel]
    assert geval.reden in notitie.reden
    assert re.fullmatch(r"[A-Z].*\.", notitie.reden)
    assert notitie.aantal == geval.aantal
    assert notitie.pad in dict(klassen(heen_van(afhandeling)))
    controleer_antwoord_op_inhoud(afhandeling)


def test_every_attachment_of_the_catalogue_has_a_case() -> None:
    plaatsen = {
        (regel.id, plaats.bericht, plaats.pad) for regel in laad_release().regels.values() for plaats in regel.plaatsen
    }
    met_geval = {(een.regel, een.bericht, een.klassepad) for een in GEVALLEN}
    met_geval |= {(een.regel, een.bericht, klassepad(een.pad)) for een in XSD_GEVALLEN}
    assert met_geval == plaatsen


def test_every_case_is_named_once_and_tells_why_it_has_company() -> None:
    ids = [geval.id for geval in GEVALLEN]
    assert [een for een in set(ids) if ids.count(een) > 1] == []
    assert all(len(een.gezelschap.reden) > 40 for een in GEVALLEN if een.gezelschap)


def test_the_xsd_holds_the_rules_of_level_1_and_that_a_client_of_jw317_is_not_double() -> None:
    niveau_1 = {regel.id for regel in laad_release().regels.values() if regel.niveau == NIVEAU_XSD}
    hoger = {(geval.regel, geval.bericht) for geval in XSD_GEVALLEN if geval.regel not in niveau_1}
    assert {geval.regel for geval in XSD_GEVALLEN} == niveau_1 | {"TR101"}
    assert hoger == {("TR101", "JW317")}
