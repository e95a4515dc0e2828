"""What the product is said to do by itself, it does somewhere."""

from importlib import import_module

import pytest

from app.exchange.dekking import GEDRAG, gedragingen, signaalfuncties
from app.standard.release import laad_release
from app.standard.voorschriften import Voorschrift, laad_voorschriften
from app.steering.klokken import UITBLIJVEN
from app.steering.termijnen import TERMIJNREGELS

VOORSCHRIFTEN = laad_voorschriften(laad_release("3.2"))
VANZELF = {vorm for vorm, _ in GEDRAG}


@pytest.mark.parametrize("gedrag", GEDRAG.values(), ids=[f"{vorm}-{naam}" for vorm, naam in GEDRAG])
def test_what_the_product_does_is_where_it_is_said_to_be(gedrag: tuple[str, str]) -> None:
    wat, waar = gedrag
    assert wat.endswith(".")
    module, _, naam = waar.partition(":")
    assert hasattr(import_module(module), naam)


@pytest.mark.parametrize("een", VOORSCHRIFTEN.values(), ids=lambda een: een.id)
def test_what_a_rule_leaves_to_the_product_is_known(een: Voorschrift) -> None:
    for dekking in een.dekking:
        aantal = len(dekking.verwijzingen) if dekking.vorm in VANZELF else 0
        assert len(gedragingen(dekking)) == aantal


def test_every_signal_and_term_that_a_rule_names_is_given_by_something() -> None:
    signalen = {id for een in VOORSCHRIFTEN.values() for id in een.gedekt_door("signaal")}
    for id in signalen:
        assert bool(signaalfuncties(id)) != (id in UITBLIJVEN.values()), id
        assert id in VOORSCHRIFTEN[id].gedekt_door("signaal")
    assert {id for id in VOORSCHRIFTEN if signaalfuncties(id)} <= signalen
    termijnen = {id for een in VOORSCHRIFTEN.values() for id in een.gedekt_door("klok")}
    assert termijnen == {id for regels in TERMIJNREGELS.values() for id in regels}


def test_a_signal_is_given_by_its_own_function() -> None:
    assert signaalfuncties("OP087") == ("app.rules.procedure.toewijzing.op087",)
    assert signaalfuncties("OP192") == ("app.exchange.bestand.signalen_over_bestand",)
    assert signaalfuncties("OP001") == ()


def test_nothing_is_said_that_no_rule_asks() -> None:
    gevraagd = {(d.vorm, naam) for een in VOORSCHRIFTEN.values() for d in een.dekking for naam in d.verwijzingen}
    assert set(GEDRAG) <= gevraagd
