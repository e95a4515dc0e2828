"""Answers of partners: what one service answered is handed in at another, that had received the same messages."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import select

from app.api.tonen import toon_bewaard
from app.exchange.judgement import Oordeel, Partnercode, Partneroordeel, Regelstaat
from app.exchange.ports import Afhandeling
from app.exchange.weergave import toon
from app.messages.pakket import Pakket
from app.messages.problems import BerichtGeweigerd
from app.store import tables as t
from app.store.raadplegen import BewaardBericht, lees_bericht
from tests.bank import PRESTATIE, START, TOEWIJZING, Bank, gevonden, maak_bank
from tests.rules.berichten import DRIE_MAANDEN, MAARTREGEL


@pytest.fixture
def partner(tmp_path: Path) -> Iterator[Bank]:
    """The service of the partner: it answers."""
    bank = maak_bank(tmp_path / "partner")
    yield bank
    bank.knoop.sluit()


def antwoord_van(partner: Bank, bericht: Pakket) -> bytes:
    """What the partner answers to a message."""
    return partner.verwerk(bericht).antwoord.pakket.bytes()


def signalen(afhandeling: Afhandeling) -> list[tuple[str, str]]:
    return [(een.code, een.voor) for een in afhandeling.oordeel.signalen]


def bewaard(bank: Bank, afhandeling: Afhandeling) -> BewaardBericht:
    with bank.knoop.opslag.werkeenheid(schrijven=False) as werk:
        bericht = lees_bericht(werk.verbinding, bank.knoop.opslag.kluis, afhandeling.id)
    assert bericht is not None
    return bericht


def _heen(bank: Bank, code: str) -> tuple[list[Pakket], Pakket]:
    """What goes before a message, and the message."""
    if code == "JW301":
        return [], bank.jw301()
    if code == "JW305":
        return [bank.jw301()], bank.jw305()
    if code == "JW307":
        return [bank.jw301(), bank.jw305()], bank.jw307()
    if code == "JW315":
        return [], bank.jw315()
    if code == "JW317":
        return [bank.jw301()], bank.jw317()
    return [bank.jw315()], bank.jw319()


@pytest.mark.parametrize("code", ["JW301", "JW305", "JW307", "JW315", "JW317", "JW319"])
def test_a_retour_on_an_approved_message_is_matched_and_says_the_same(
    elke_bank: Bank, partner: Bank, code: str
) -> None:
    bank = elke_bank
    vooraf, bericht = _heen(bank, code)
    for eerder in vooraf:
        bank.goed(eerder)
        partner.goed(eerder)
    heen = bank.goed(bericht)
    retour = bank.verwerk(antwoord_van(partner, bericht))
    assert retour.retour is None
    assert retour.oordeel.oordeel is Oordeel.GOEDGEKEURD
    assert retour.oordeel.partner == Partneroordeel(heen.id, Oordeel.GOEDGEKEURD, ())
    assert retour.oordeel.signalen == ()
    (antwoord,) = bewaard(bank, heen).antwoorden
    assert (antwoord.id, antwoord.oordeel, antwoord.telt) == (retour.id, "goedgekeurd", False)
    assert bewaard(bank, retour).partner == retour.oordeel.partner


@pytest.mark.parametrize(
    ("code", "klasse", "retourcode", "voor"),
    [
        ("JW305", "StartProduct", "9019", "aanbieder"),
        ("JW307", "StopProduct", "9019", "aanbieder"),
        ("JW317", "TeWijzigenProduct", "9351", "aanbieder"),
        ("JW319", "Antwoord", "9355", "gemeente"),
    ],
)
def test_a_retour_that_rejects_what_we_approved_is_kept_with_its_codes_and_signalled(
    elke_bank: Bank, partner: Bank, code: str, klasse: str, retourcode: str, voor: str
) -> None:
    bank = elke_bank
    vooraf, bericht = _heen(bank, code)
    for eerder in vooraf:
        bank.goed(eerder)  # and not at the partner
    heen = bank.goed(bericht)
    retour = bank.verwerk(antwoord_van(partner, bericht))
    gemeld = retour.oordeel.partner
    assert gemeld is not None
    assert (gemeld.heen, gemeld.oordeel) == (heen.id, Oordeel.AFGEKEURD)
    assert {een.klasse for een in gemeld.codes if een.code == retourcode} == {klasse}
    assert gemeld.codes[0] == Partnercode("Header", "/Bericht/Header", "0200")
    assert signalen(retour) == [("OORDEEL-VERSCHILT", voor)]
    assert retourcode in retour.oordeel.signalen[0].uitleg
    assert bewaard(bank, retour).signalen == retour.oordeel.signalen
    with bank.knoop.opslag.werkeenheid(schrijven=False) as werk:
        assert werk.verbinding.scalars(select(t.signaal.c.code)).all() == ["OORDEEL-VERSCHILT"]


def test_a_code_is_shown_with_the_rules_that_give_it_on_that_class(bank: Bank, partner: Bank) -> None:
    vooraf, bericht = _heen(bank, "JW305")
    bank.goed(vooraf[0])
    bank.goed(bericht)
    getoond = toon(bank.verwerk(antwoord_van(partner, bericht)), "/berichten").partner
    assert getoond is not None
    assert getoond.op is not None
    assert getoond.op.link == f"/berichten/{getoond.op.id}"
    uitleg = {(een.klasse, een.retourcode): [regel.regel for regel in een.regels] for een in getoond.bevindingen}
    assert uitleg == {("Header", "0200"): [], ("Client", "0200"): [], ("StartProduct", "9019"): ["TR019"]}
    assert all(een.omschrijving for een in getoond.bevindingen)


def test_a_retour_that_approves_what_we_rejected_is_signalled_to_the_gemeente(bank: Bank, partner: Bank) -> None:
    bank.goed(bank.jw301())
    bericht = bank.jw301(TOEWIJZING._replace(categorie="46", code="46A01"), identificatie="ANDERS")
    assert bank.verwerk(bericht).oordeel.oordeel is Oordeel.AFGEKEURD
    retour = bank.verwerk(antwoord_van(partner, bank.jw301(identificatie="ANDERS")))
    assert signalen(retour) == [("OORDEEL-VERSCHILT", "gemeente")]


def test_a_retour_on_an_unknown_message_is_kept_and_signalled(elke_bank: Bank, partner: Bank) -> None:
    bank = elke_bank
    retour = bank.verwerk(antwoord_van(partner, bank.jw301()))
    assert retour.oordeel.oordeel is Oordeel.GOEDGEKEURD
    assert signalen(retour) == [("ANTWOORD-ONBEKEND", "gemeente")]
    gelezen = bewaard(bank, retour)
    assert gelezen.partner == Partneroordeel(None, Oordeel.GOEDGEKEURD, ())
    assert gelezen.inhoud.bytes() == retour.levering.pakket.bytes()


def test_a_second_retour_is_kept_and_signalled(elke_bank: Bank, partner: Bank) -> None:
    bank = elke_bank
    bericht = bank.jw301()
    heen = bank.goed(bericht)
    data = antwoord_van(partner, bericht)
    eerste, tweede = bank.verwerk(data), bank.verwerk(data)
    assert signalen(eerste) == []
    assert signalen(tweede) == [("ANTWOORD-HERHAALD", "gemeente")]
    assert {een.id for een in bewaard(bank, heen).antwoorden} == {eerste.id, tweede.id}


def test_a_retour_belongs_to_the_message_that_did_not_repeat_an_identificatie_unless_it_says_9056(
    elke_bank: Bank, partner: Bank
) -> None:
    bank = elke_bank
    bericht = bank.jw301()
    heen, herhaling = bank.goed(bericht), bank.verwerk(bericht)
    assert gevonden(herhaling) == [("TR056", "9056", "Header")]
    goed, fout = antwoord_van(partner, bericht), antwoord_van(partner, bericht)
    assert b"9056" in fout
    for data, beantwoord in ((fout, herhaling), (goed, heen)):
        retour = bank.verwerk(data)
        assert retour.oordeel.partner is not None
        assert retour.oordeel.partner.heen == beantwoord.id
        assert retour.oordeel.signalen == ()


def test_a_class_that_is_not_in_the_message_is_signalled(bank: Bank, partner: Bank) -> None:
    vooraf, _ = _heen(bank, "JW305")
    bank.goed(vooraf[0])
    bank.goed(bank.jw305(identificatie="EEN"))
    twee = bank.jw305(START, START._replace(begindatum=START.begindatum.replace(day=2)), identificatie="EEN")
    retour = bank.verwerk(antwoord_van(partner, twee))
    assert signalen(retour) == [("KLASSE-ONBEKEND", "aanbieder"), ("OORDEEL-VERSCHILT", "aanbieder")]
    assert retour.oordeel.signalen[0].pad == "/Bericht/Client/StartProducten/StartProduct[2]"


def test_a_retour_that_is_not_valid_is_refused(bank: Bank, partner: Bank) -> None:
    data = antwoord_van(partner, bank.jw301()).replace(b"IdentificatieRetour>", b"IdentificatieTerug>")
    with pytest.raises(BerichtGeweigerd) as geweigerd:
        bank.verwerk(data)
    assert geweigerd.value.fouten[0].pad == "/Bericht/Header/IdentificatieTerug"


def test_a_dry_run_says_the_same_and_keeps_nothing(bank: Bank, partner: Bank) -> None:
    bericht = bank.jw301()
    heen = bank.goed(bericht)
    data = antwoord_van(partner, bericht)
    bank.toets(data)
    assert bewaard(bank, heen).antwoorden == ()
    proef = bank.toets(data).oordeel
    assert bank.verwerk(data).oordeel == proef


# --- JW325 --------------------------------------------------------------------------------------------


_TE_VEEL = MAARTREGEL._replace(referentienummer="RN2", volume=13, bedrag=13 * 8800)


def test_a_jw325_with_a_rejected_line_is_complemented_with_the_granted_one(elke_bank: Bank, partner: Bank) -> None:
    bank = elke_bank
    bank.goed(bank.jw301(DRIE_MAANDEN))
    partner.goed(bank.jw301(DRIE_MAANDEN))
    declaratie = bank.jw323(PRESTATIE, _TE_VEEL)
    heen = bank.verwerk(declaratie)
    antwoord = bank.verwerk(antwoord_van(partner, declaratie))
    assert antwoord.oordeel.bevindingen == ()
    complement = antwoord.oordeel.complement
    assert complement is not None
    assert list(complement.staten) == [Regelstaat.TOEGEKEND, Regelstaat.AFGEKEURD]
    assert (complement.ingediend, complement.toegekend, complement.afgewezen) == (193_600, 79_200, 114_400)
    assert complement.sluit
    assert antwoord.oordeel.signalen == ()
    gelezen = bewaard(bank, antwoord)
    assert gelezen.complement == complement
    assert toon_bewaard(gelezen, "/b", bank.knoop.loket.releases) == toon(antwoord, "/b")
    (rij,) = bewaard(bank, heen).antwoorden
    assert (rij.code, rij.oordeel, rij.telt, rij.sluit) == ("JW325", "deels_afgekeurd", False, True)
    assert (rij.ingediend, rij.toegekend, rij.afgewezen) == (193_600, 79_200, 114_400)


def test_a_jw325_that_decides_otherwise_than_we_did_is_signalled(elke_bank: Bank) -> None:
    bank = elke_bank
    bank.goed(bank.jw301(DRIE_MAANDEN))
    declaratie = bank.jw323(PRESTATIE, _TE_VEEL)
    bank.verwerk(declaratie)
    antwoord = bank.verwerk(bank.jw325(declaratie, {0: ("0611",)}))
    assert signalen(antwoord) == [("OORDEEL-VERSCHILT", "aanbieder")]
    assert "1 hier toegekend en door de gemeente niet, en 1 andersom" in antwoord.oordeel.signalen[0].uitleg


def test_a_jw325_that_does_not_close_derives_nothing_and_tells_the_difference(elke_bank: Bank) -> None:
    bank = elke_bank
    bank.goed(bank.jw301(DRIE_MAANDEN))
    declaratie = bank.jw323(PRESTATIE)
    bank.goed(declaratie)
    data = bank.jw325(declaratie).bytes().replace(b"<ijw:TotaalBedrag>79200<", b"<ijw:TotaalBedrag>79100<")
    data = data.replace(b"79100", b"79200", 1)
    antwoord = bank.verwerk(data)
    assert gevonden(antwoord) == [("TR342", "0001", "DeclaratieAntwoord")]
    complement = antwoord.oordeel.complement
    assert complement is not None
    assert (list(complement.staten), complement.verschil, complement.sluit) == ([Regelstaat.ONBEKEND], 100, False)
    assert signalen(antwoord) == [("TR342", "aanbieder"), ("BEDRAG-SLUIT-NIET", "aanbieder")]
    assert "€ 1,00" in antwoord.oordeel.signalen[1].uitleg
    assert bewaard(bank, antwoord).complement == complement


def test_a_jw325_on_a_declaratie_that_was_rejected_as_a_whole_closes_on_nothing(elke_bank: Bank, partner: Bank) -> None:
    bank = elke_bank
    bank.goed(bank.jw301(DRIE_MAANDEN))
    for totaal in (None, 1):  # a wrong sum is a fault of level 2: then there is no DeclaratieAntwoord
        declaratie = bank.jw323(PRESTATIE, totaal=totaal)
        bank.verwerk(declaratie)
        antwoord = bank.verwerk(antwoord_van(partner, declaratie))
        complement = antwoord.oordeel.complement
        assert complement is not None
        assert complement.sluit
        assert (complement.toegekend, complement.afgewezen) == (0, complement.ingediend)
