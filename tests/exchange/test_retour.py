"""JW302, JW306, JW308, JW316, JW318 and JW320: situations A to D of IV028, and a tree that comes back unchanged."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from random import Random
from typing import Any

import pytest
from lxml import etree

from app.exchange.answer import answer
from app.exchange.judgement import Finding, Judgement, Situatie
from app.exchange.ports import Afhandeling
from app.messages.intake import neem_aan
from app.messages.lezen import herken, lees
from app.messages.pakket import Pakket
from app.messages.records import Antwoordbericht, Woonplaatsbeginsel, XsdVersie
from tests.bank import (
    AANGEVRAAGD,
    AFWIJZING,
    NIEUW,
    ONGEWIJZIGD,
    START,
    STOP,
    TE_WIJZIGEN,
    TOEWIJZING,
    Bank,
    controleer_antwoord,
    gevonden,
)
from tests.exchange.antwoord import (
    antwoord_van,
    codes_bij,
    controleer_antwoord_op_inhoud,
    heen_van,
    kind,
    naam,
    retourcodes,
    tekst,
    wortel,
)
from tests.rules.berichten import VOLLEDIG
from tests.rules.bewerken import BASIS, Maker, bewerkt, erin, na, weg, zet
from tests.schemas.generate import random_valid

ANTWOORDEN = {
    "JW301": ("JW302", "437"),
    "JW305": ("JW306", "439"),
    "JW307": ("JW308", "441"),
    "JW315": ("JW316", "447"),
    "JW317": ("JW318", "487"),
    "JW319": ("JW320", "489"),
}
OVERGENOMEN = ("BerichtVersie", "BerichtSubversie", "Afzender", "Ontvanger", "BerichtIdentificatie", "XsdVersie")
VERSIE = XsdVersie("2.3.4", "10.0.345")
LASTIG = 'Punten &amp; &lt;komma\'s&gt;, "aanhaling", é, 漢, 😀 ]]&gt;\nen\teen tweede regel'


def _bereid_voor(bank: Bank, code: str) -> Callable[..., Pakket]:
    """Hand in what goes before; what makes a message of this kind."""
    match code:
        case "JW301":
            return bank.jw301
        case "JW315":
            return bank.jw315
        case "JW319":
            bank.goed(bank.jw315())
            return bank.jw319
    bank.goed(bank.jw301())
    if code == "JW305":
        return bank.jw305
    if code == "JW317":
        return bank.jw317
    bank.goed(bank.jw305())
    return bank.jw307


def _fout(code: str) -> tuple[Any, ...]:
    """A class below the Header that breaks a level 3 rule."""
    return {
        "JW301": (TOEWIJZING._replace(referentie_aanbieder="VOT1"),),
        "JW305": (START._replace(toewijzingnummer=4242),),
        "JW307": (STOP._replace(status="3"),),
        "JW315": (AANGEVRAAGD._replace(categorie="43"),),
        "JW317": (TE_WIJZIGEN, ONGEWIJZIGD._replace(toewijzingnummer=4242)),
        "JW319": (AFWIJZING._replace(referentie_aanbieder="VOT9"),),
    }[code]


_GEEN_BSN = zet("Client/Bsn", "999900007")
_INHOUDSFOUT = {"JW319": weg("Antwoord/RedenAfwijzingVerzoek")}
"""What breaks a level 2 rule, where there is no Bsn to do it with."""


def _bericht(bank: Bank, code: str, situatie: Situatie) -> bytes:
    """A message that ends up in the situation, dated on the first of May."""
    maak = _bereid_voor(bank, code)
    kop: dict[str, Any] = {"xsd_versie": VERSIE, "dagtekening": date(2026, 5, 5)}
    match situatie:
        case Situatie.INHOUD:
            return bewerkt(lambda _: maak(**kop).bytes(), _INHOUDSFOUT.get(code, _GEEN_BSN))(bank)
        case Situatie.HEADER:
            return maak(**kop | {"dagtekening": date(2026, 5, 7)}).bytes()
        case Situatie.KLASSEN:
            return maak(*_fout(code), **kop).bytes()
        case _:
            return maak(**kop).bytes()


def beeld(element: etree._Element) -> tuple[Any, ...]:
    """What an element says, apart from RetourCodes and the namespace of the message itself."""
    tag = etree.QName(element)
    kinderen = [onder for onder in element if naam(onder) != "RetourCodes"]
    inhoud = tuple(beeld(onder) for onder in kinderen) if kinderen else element.text or ""
    return tag.localname, tag.namespace == BASIS, inhoud


def _deel(boom: etree._Element, *namen: str) -> etree._Element:
    gevonden = kind(boom, *namen)
    assert gevonden is not None
    return gevonden


def _boom_komt_terug(afhandeling: Afhandeling) -> None:
    assert beeld(antwoord_van(afhandeling)[1]) == beeld(heen_van(afhandeling)[1])


@pytest.mark.parametrize("situatie", [een for een in Situatie if een is not Situatie.DECLARATIE])
@pytest.mark.parametrize("code", ANTWOORDEN)
def test_the_header_repeats_that_of_the_heenbericht(bank: Bank, code: str, situatie: Situatie) -> None:
    """Not swapped, and with an identification, a date and an XSD version of its own."""
    afhandeling = bank.verwerk(_bericht(bank, code, situatie))
    assert afhandeling.oordeel.situatie is situatie
    heen, terug = heen_van(afhandeling)[0], antwoord_van(afhandeling)[0]
    assert (afhandeling.antwoord.code, tekst(terug, "BerichtCode")) == ANTWOORDEN[code]
    for element in OVERGENOMEN:
        assert beeld(_deel(terug, element)) == beeld(_deel(heen, element))
    assert tekst(terug, "IdentificatieRetour") == afhandeling.antwoord.identificatie
    assert tekst(terug, "DagtekeningRetour") == "2026-05-06"
    assert tekst(terug, "XsdVersieRetour", "BerichtXsdVersie") == "1.0.0"
    assert kind(terug, "XsltVersie") is None
    controleer_antwoord_op_inhoud(afhandeling)


@pytest.mark.parametrize("code", ANTWOORDEN)
def test_a_without_faults_there_is_a_header_without_codes(bank: Bank, code: str) -> None:
    afhandeling = bank.goed(_bericht(bank, code, Situatie.GEEN_FOUT))
    assert [naam(element) for element in antwoord_van(afhandeling)] == ["Header"]
    assert retourcodes(antwoord_van(afhandeling)) == {}


@pytest.mark.parametrize(("situatie", "retourcode"), [(Situatie.INHOUD, "0001"), (Situatie.HEADER, "8848")])
@pytest.mark.parametrize("code", ANTWOORDEN)
def test_b_and_c_have_a_header_with_the_code_and_no_tree(
    bank: Bank, code: str, situatie: Situatie, retourcode: str
) -> None:
    afhandeling = bank.verwerk(_bericht(bank, code, situatie))
    assert [naam(element) for element in antwoord_van(afhandeling)] == ["Header"]
    assert retourcodes(antwoord_van(afhandeling)) == {"/Bericht/Header": (retourcode,)}


@pytest.mark.parametrize("code", ANTWOORDEN)
def test_d_returns_the_whole_tree_with_codes_on_every_class(bank: Bank, code: str) -> None:
    afhandeling = bank.verwerk(_bericht(bank, code, Situatie.KLASSEN))
    codes = retourcodes(antwoord_van(afhandeling))
    assert codes.pop("/Bericht/Header") == ("0200",)
    assert code == "JW319" or codes.pop("/Bericht/Client") == ("0200",)
    (retourcode,) = {een.retourcode for een in afhandeling.oordeel.bevindingen}
    assert (retourcode,) in codes.values()
    _boom_komt_terug(afhandeling)


def test_the_example_of_iv028_a_removal_of_a_start_that_was_never_sent(bank: Bank) -> None:
    bank.goed(bank.jw301())
    afhandeling = bank.verwerk(bank.jw305(START._replace(status="3")))
    assert retourcodes(antwoord_van(afhandeling)) == {
        "/Bericht/Header": ("0200",),
        "/Bericht/Client": ("0200",),
        "/Bericht/Client/StartProducten/StartProduct[1]": ("9063",),
    }


def test_a_verzoek_om_wijziging_comes_back_with_a_code_on_each_of_its_classes(bank: Bank) -> None:
    bank.goed(bank.jw301())
    bank.goed(bank.jw315())
    wordt = TE_WIJZIGEN._replace(toewijzingnummer=4242)
    afhandeling = bank.verwerk(bank.jw317(ONGEWIJZIGD, wordt, NIEUW._replace(categorie="43")))
    verzoek = "/Bericht/Client/Verzoek"
    assert retourcodes(antwoord_van(afhandeling)) == {
        "/Bericht/Header": ("0200",),
        "/Bericht/Client": ("0200",),
        verzoek: ("9374",),
        f"{verzoek}/OngewijzigdeProducten/OngewijzigdProduct[1]": ("0200",),
        f"{verzoek}/TeWijzigenProducten/TeWijzigenProduct[1]": ("9351",),
        f"{verzoek}/NieuweProducten/NieuwProduct[1]": ("S329",),
    }
    _boom_komt_terug(afhandeling)


def test_an_answer_on_a_verzoek_comes_back_with_a_code_on_both_its_classes(bank: Bank) -> None:
    bank.goed(bank.jw315())
    elders = bank.jw319(AFWIJZING._replace(reden_afwijzing="8"), Woonplaatsbeginsel("0999"))
    afhandeling = bank.verwerk(elders)
    assert retourcodes(antwoord_van(afhandeling)) == {
        "/Bericht/Header": ("0200",),
        "/Bericht/Antwoord": ("0200",),
        "/Bericht/Antwoord/Woonplaatsbeginsel": ("S300",),
    }
    _boom_komt_terug(afhandeling)


def test_relaties_contacten_and_comments_come_back_as_they_were(bank: Bank) -> None:
    maak: Maker = bewerkt(
        VOLLEDIG,
        na("Client/Naam", "<m:JuridischeStatus>01</m:JuridischeStatus>", f"<m:Commentaar>{LASTIG}</m:Commentaar>"),
        erin("Client/ToegewezenProducten/ToegewezenProduct", f"<m:Commentaar>{LASTIG}</m:Commentaar>"),
        na(
            "Client/ToegewezenProducten/ToegewezenProduct/ToewijzingNummer",
            "<m:ReferentieAanbieder>VOT &amp; 1</m:ReferentieAanbieder>",
        ),
    )
    afhandeling = bank.verwerk(maak(bank))
    assert gevonden(afhandeling) == [("TR379", "9379", "ToegewezenProduct")]
    _boom_komt_terug(afhandeling)
    commentaar = tekst(antwoord_van(afhandeling), "Client", "Commentaar")
    assert commentaar == wortel(f"<x>{LASTIG}</x>".encode()).text
    assert set(retourcodes(antwoord_van(afhandeling))) == {
        "/Bericht/Header",
        "/Bericht/Client",
        "/Bericht/Client/Relaties/Relatie[1]",
        "/Bericht/Client/Relaties/Relatie[1]/Contact",
        "/Bericht/Client/Contactgegevens/Contact[1]",
        "/Bericht/Client/Contactgegevens/Contact[2]",
        "/Bericht/Client/ToegewezenProducten/ToegewezenProduct[1]",
    }


def test_several_faults_stand_on_their_own_classes_in_rule_order(bank: Bank) -> None:
    bank.goed(bank.jw301())
    anders = TOEWIJZING._replace(referentie_aanbieder="VOT1", categorie="43")
    in_orde = TOEWIJZING._replace(toewijzingnummer=1002, code="45A53")
    afhandeling = bank.verwerk(bank.jw301(in_orde, anders))
    codes = retourcodes(antwoord_van(afhandeling))
    assert codes["/Bericht/Client/ToegewezenProducten/ToegewezenProduct[1]"] == ("0200",)
    assert codes["/Bericht/Client/ToegewezenProducten/ToegewezenProduct[2]"] == ("9332", "9379", "S329")
    controleer_antwoord_op_inhoud(afhandeling)


def test_every_answer_has_an_identification_of_its_own(bank: Bank) -> None:
    antwoorden = [bank.toets(bank.jw301()).antwoord.identificatie for _ in range(50)]
    assert len(set(antwoorden)) == 50
    assert {len(een) for een in antwoorden} == {12}


@pytest.mark.parametrize("code", ANTWOORDEN)
def test_random_valid_messages_get_a_valid_answer_whatever_the_verdict(bank: Bank, code: str) -> None:
    rng = Random(f"verdict {code}")
    for _ in range(60):
        afhandeling = bank.verwerk(random_valid(code, rng))
        controleer_antwoord_op_inhoud(afhandeling)
        if afhandeling.oordeel.situatie is Situatie.KLASSEN:
            _boom_komt_terug(afhandeling)


@pytest.mark.parametrize("code", ANTWOORDEN)
def test_the_tree_of_any_valid_message_comes_back_unchanged(bank: Bank, code: str) -> None:
    """Composed for a made-up finding on a class below the Header, for few random messages get that far."""
    rng = Random(f"tree {code}")
    for _ in range(80):
        _geef_terug(bank, random_valid(code, rng), rng)


def _geef_terug(bank: Bank, data: bytes, rng: Random) -> None:
    loket = bank.knoop.loket
    levering = neem_aan(data)
    release, soort = herken(levering, loket.releases)
    bericht = lees(levering, soort, loket.releases.schemas(release))
    assert not isinstance(bericht, Antwoordbericht)
    onder_de_header = list(bericht.klassen())[1:]
    bevindingen = tuple(
        Finding("TR000", 3, rng.choice(("9063", "9332", "S329")), een.klasse, een.pad, een.pad, "a", "b", "c", None)
        for een in rng.sample(onder_de_header, rng.randint(1, len(onder_de_header)))
    )
    oordeel = Judgement(Situatie.KLASSEN, bevindingen)
    antwoord = answer(
        release,
        soort,
        levering,
        bericht,
        oordeel,
        identificatie="NIEUW",
        vandaag=bank.klok.dag,
        xsd_versie=loket.xsd_versie,
    )
    controleer_antwoord(bank.knoop, antwoord.code, antwoord.pakket.bytes())
    heen, terug = wortel(data), wortel(antwoord.pakket.bytes())
    assert beeld(terug[1]) == beeld(heen[1])
    assert retourcodes(terug) == codes_bij(heen, bevindingen)
    for element in OVERGENOMEN:
        assert beeld(_deel(terug, "Header", element)) == beeld(_deel(heen, "Header", element))
