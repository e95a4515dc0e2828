"""Each rule on the form of a value (RS) is in force: a value that breaks it is refused by our own compiled type."""

from functools import cache
from random import Random

import pytest
from lxml import etree

from app.messages.elementen import WaardeOnbruikbaar, tijd
from app.standard.release import laad_release
from app.standard.voorschriften import Voorschrift, laad_voorschriften
from tests.schemas.generate import BASE_NAMESPACE, Generator, random_valid
from tests.schemas.structure import BASE_FILE, SCHEMAS, ComplexType, SimpleType, named_types, read_message

RELEASE = laad_release("3.2")
TYPEREGELS = [een for een in laad_voorschriften(RELEASE).values() if een.facet]
GEVALLEN = [(een, naam) for een in TYPEREGELS if een.id != "RS047" for naam in een.gedekt_door("xsd")]
BREEKT = {
    "RS031": (" ", "\n\t "),
    "RS032": ("2026-01-01Z", "2026-01-01+01:00"),
    "RS033": (" ", "\t"),
    "RS034": ("10:00:00Z", "10:00:00+01:00"),
    "RS035": ("034", "00345", "o344"),
    "RS036": ("1234567", "123456789", "1234567a"),
    "RS037": ("99990001", "9999000011", "9999-0001"),
    "RS045": ("A.B", "A B", "A1"),
    "RS046": ("06-12345", "06 12345", "+316"),
    "RS048": ("1.0", "1.0.0.0", "01.0.0", "v1.0.0"),
}
"""Values that break a pattern. Of RS034 not a time west of Greenwich: libxml2 overlooks the last hyphen of the pattern,
so app/messages/elementen.py refuses that one when it reads the value."""


@cache
def _elementen() -> etree.XMLSchema:
    """A schema with one element for each simple type of the base schema."""
    regels = "".join(
        f'<xs:element name="{naam}" type="b:{naam}"/>'
        for naam, soort in named_types().items()
        if isinstance(soort, SimpleType)
    )
    bron = (
        f'<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:b="{BASE_NAMESPACE}">'
        f'<xs:import namespace="{BASE_NAMESPACE}" schemaLocation="{BASE_FILE}"/>{regels}</xs:schema>'
    )
    return etree.XMLSchema(etree.fromstring(bron, base_url=(SCHEMAS / "elementen.xsd").as_uri()))


def _fouten(naam: str, waarde: str) -> list[str]:
    element = etree.Element(naam)
    element.text = waarde
    schema = _elementen()
    return [] if schema.validate(element) else [fout.message for fout in schema.error_log]


def _type(naam: str) -> SimpleType:
    soort = named_types()[naam]
    assert isinstance(soort, SimpleType)
    return soort


def _brekend(een: Voorschrift) -> tuple[str, ...]:
    assert een.facet is not None
    match een.facet.naam:
        case "minInclusive":
            return (str(int(een.facet.waarde) - 1),)
        case "maxInclusive":
            return (str(int(een.facet.waarde) + 1),)
        case "maxLength":
            return ("a" * (int(een.facet.waarde) + 1), "1" * (int(een.facet.waarde) + 1))
        case _:
            return BREEKT[een.id]


@pytest.mark.parametrize(("een", "naam"), GEVALLEN, ids=[f"{een.id}-{naam}" for een, naam in GEVALLEN])
def test_a_value_that_breaks_the_rule_is_refused_for_that_facet(een: Voorschrift, naam: str) -> None:
    assert een.facet is not None
    for waarde in _brekend(een):
        assert any(f"[facet '{een.facet.naam}']" in fout for fout in _fouten(naam, waarde)), waarde


@pytest.mark.parametrize(("een", "naam"), GEVALLEN, ids=[f"{een.id}-{naam}" for een, naam in GEVALLEN])
def test_the_facet_of_the_type_has_the_value_of_the_rule(een: Voorschrift, naam: str) -> None:
    assert een.facet is not None
    soort = _type(naam)
    gevonden = {
        "minInclusive": soort.minimum,
        "maxInclusive": soort.maximum,
        "maxLength": soort.max_length,
        "pattern": soort.patterns[0] if soort.patterns else None,
    }
    assert str(gevonden[een.facet.naam]) == een.facet.waarde


@pytest.mark.parametrize("naam", sorted({naam for _, naam in GEVALLEN}))
def test_a_value_that_keeps_to_all_rules_of_a_type_is_accepted(naam: str) -> None:
    maker = Generator("JW301", Random(naam))
    for _ in range(20):
        assert _fouten(naam, maker.value(_type(naam))) == []


@pytest.mark.parametrize("naam", sorted({naam for een, naam in GEVALLEN if een.id == "RS033"}))
def test_a_limit_itself_is_accepted(naam: str) -> None:
    assert _fouten(naam, "a" * (_type(naam).max_length or 0)) == []


@pytest.mark.parametrize("waar", next(een for een in TYPEREGELS if een.id == "RS047").gedekt_door("xsd"))
def test_a_message_with_the_code_of_another_is_refused(waar: str) -> None:
    """RS047."""
    bericht, _, pad = waar.partition(" ")
    schema = etree.XMLSchema(file=str(SCHEMAS / RELEASE.berichten[bericht].schema))
    wortel = etree.fromstring(random_valid(bericht, Random(bericht)))
    schema.assertValid(wortel)
    klasse, element = pad.split("/")
    (code,) = wortel.iterfind(f"{{*}}{klasse}/{{*}}{element}")
    assert code.text == RELEASE.berichten[bericht].berichtcode
    code.text = "999"
    assert not schema.validate(wortel)
    assert [fout.line for fout in schema.error_log] == [code.sourceline] * len(schema.error_log)


def test_no_element_has_the_rules_that_hang_on_none() -> None:
    """RS003 and RS039 are the value of no facet; RS007 is on every text, and yet attached to no element."""
    soorten = [soort for soort in named_types().values() if isinstance(soort, SimpleType)]
    los = {een.id: een.facet for een in TYPEREGELS if not een.dekking}
    assert set(los) == {"RS003", "RS007", "RS039"}
    assert 9999 not in {soort.maximum for soort in soorten}
    assert 14 not in {soort.max_length for soort in soorten}
    assert {soort.min_length for soort in soorten} == {None, 1}


def test_every_message_is_made_of_the_types_of_the_base_schema() -> None:
    """So that a facet that is in force there is in force in the messages."""

    def bladen(soort: ComplexType) -> set[str]:
        namen: set[str] = set()
        for onder in soort.elements:
            namen |= bladen(onder.type) if isinstance(onder.type, ComplexType) else {onder.type.name}
        return namen

    for code in RELEASE.berichten:
        soort = read_message(code).type
        assert isinstance(soort, ComplexType)
        assert bladen(soort) <= set(named_types())


def test_a_time_west_of_greenwich_is_refused_when_it_is_read() -> None:
    """RS034, where libxml2 lets it through."""
    element = etree.Element("Toewijzingstijd")
    element.text = "10:00:00-02:00"
    with pytest.raises(WaardeOnbruikbaar) as fout:
        tijd(element)
    assert "tijdzone" in fout.value.melding
