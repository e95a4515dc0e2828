"""The composer of the scenarios: any message, in the order of its XSD, and nothing that a message does not have."""

from __future__ import annotations

from datetime import date

import pytest
from lxml import etree

from tests.api.scenarios.samenstellen import Kenmerk, Klasse, OnbekendVeld, stel_op, stel_retour_op
from tests.schemas.corpus import compiled

DAG = date(2026, 5, 6)
KENMERK = Kenmerk("SC1", DAG)
CLIENT: Klasse = ("Client", {"Bsn": "999900006"})
START = {"StatusAanlevering": "1", "Begindatum": "2026-05-04", "Product/Code": "45A04", "Product/Categorie": "45"}


def test_fields_come_in_the_order_of_the_xsd() -> None:
    wortel = etree.fromstring(stel_op("JW305", [CLIENT, ("StartProduct", START)], KENMERK))
    compiled("JW305").assertValid(wortel)
    product = wortel.find(".//{*}StartProduct")
    assert [etree.QName(veld).localname for veld in product] == ["Product", "Begindatum", "StatusAanlevering"]


def test_a_class_goes_below_the_one_before_it() -> None:
    klassen: list[Klasse] = [
        ("Client", {"Bsn": "999900006"}),
        ("Prestatie", {"ToewijzingNummer": "1"}),
        ("Client", {"Bsn": "999996770"}),
        ("Prestatie", {"ToewijzingNummer": "2"}),
        ("Prestatie", {"ToewijzingNummer": "3"}),
    ]
    wortel = etree.fromstring(stel_op("JW323", klassen, KENMERK))
    per_client = {
        client.findtext("{*}Bsn"): [een.text for een in client.iter("{*}ToewijzingNummer")]
        for client in wortel.iter("{*}Client")
    }
    assert per_client == {"999900006": ["1"], "999996770": ["2", "3"]}


@pytest.mark.parametrize("klasse", [("StartProduct", {"Einddatum": "2026-05-06"}), ("StopProduct", {})])
def test_what_a_message_does_not_have_is_an_error(klasse: Klasse) -> None:
    with pytest.raises(OnbekendVeld):
        stel_op("JW305", [CLIENT, klasse], KENMERK)


@pytest.mark.parametrize("code", ["JW302", "JW306", "JW308", "JW316", "JW318", "JW320"])
def test_a_retour_of_full_acceptance_is_valid_and_names_its_message(code: str) -> None:
    wortel = etree.fromstring(stel_retour_op(code, [], KENMERK, Kenmerk("PR1", date(2026, 5, 7))))
    compiled(code).assertValid(wortel)
    (kop,) = wortel
    assert [een.text for een in kop.find("{*}BerichtIdentificatie")] == ["SC1", "2026-05-06"]
    assert (kop.findtext("{*}IdentificatieRetour"), kop.findtext("{*}DagtekeningRetour")) == ("PR1", "2026-05-07")
    assert kop.find("{*}RetourCodes") is None
