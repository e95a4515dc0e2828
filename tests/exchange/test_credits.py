"""What claims and credits do to what was granted before (OP366, IV085, IV091), and which numbers stay used."""

from __future__ import annotations

from datetime import date
from typing import Any

from app.exchange.judgement import Oordeel
from app.messages.records import Prestatie
from tests.bank import ANDERE_AANBIEDER, PRESTATIE, Bank, gevonden
from tests.exchange.antwoord import antwoord_van, controleer_antwoord_op_inhoud, retourcodes
from tests.exchange.stand import stand
from tests.rules.berichten import APRIL, BUDGET, CREDIT, DRIE_MAANDEN, MAART, MAARTREGEL, TOTAAL, jw301

_FEBRUARI = PRESTATIE._replace(begindatum=date(2026, 2, 1), einddatum=date(2026, 2, 28))


def _uren(volume: int, nummer: str, regel: Prestatie = PRESTATIE, **anders: Any) -> Prestatie:
    return regel._replace(volume=volume, bedrag=volume * 8800, referentienummer=nummer, **anders)


def _credit(regel: Prestatie, nummer: str, **anders: Any) -> Prestatie:
    return regel._replace(
        referentienummer=nummer, vorig_referentienummer=regel.referentienummer, debet_credit="C", **anders
    )


def test_a_credit_gives_back_exactly_what_the_line_took(elke_bank: Bank) -> None:
    bank = elke_bank
    bank.goed(bank.jw301(TOTAAL))
    eerst, tweede = _uren(8, "A"), _uren(7, "B", MAARTREGEL)
    bank.goed(bank.jw323(eerst, tweede))
    vol = stand(bank)
    assert vol == (900, 132_000, 2)
    een_meer = _uren(1, "C", _FEBRUARI)
    assert gevonden(bank.toets(bank.jw323(een_meer))) == [("TR322", "9322", "Prestatie")]
    bank.goed(bank.jw323(_credit(eerst, "D")))
    assert stand(bank) == (420, 61_600, 1)
    assert gevonden(bank.toets(bank.jw323(_uren(9, "E")))) == [("TR322", "9322", "Prestatie")]
    bank.goed(bank.jw323(_uren(8, "E")))
    assert stand(bank) == vol


def test_a_line_is_credited_once(elke_bank: Bank) -> None:
    bank = elke_bank
    bank.goed(bank.jw301())
    bank.goed(bank.jw323())
    bank.goed(bank.jw323(CREDIT))
    na_credit = stand(bank)
    afhandeling = bank.verwerk(bank.jw323(CREDIT._replace(referentienummer="RN3")))
    assert gevonden(afhandeling) == [("TR390", "9390", "Prestatie")]
    assert stand(bank) == na_credit == (0, 0, 0)
    controleer_antwoord_op_inhoud(afhandeling)


def test_a_rejected_line_cannot_be_credited(elke_bank: Bank) -> None:
    bank = elke_bank
    bank.goed(bank.jw301())
    afgekeurd = PRESTATIE._replace(tarief=8801, bedrag=9 * 8801)
    assert bank.verwerk(bank.jw323(afgekeurd)).oordeel.bevindingen
    afhandeling = bank.verwerk(bank.jw323(_credit(afgekeurd, "RN2")))
    assert gevonden(afhandeling) == [("TR323", "8017", "Prestatie")]
    assert stand(bank) == (0, 0, 0)


def test_a_credit_cannot_be_credited(elke_bank: Bank) -> None:
    bank = elke_bank
    bank.goed(bank.jw301())
    bank.goed(bank.jw323())
    bank.goed(bank.jw323(CREDIT))
    dubbel = CREDIT._replace(referentienummer="RN3", vorig_referentienummer="RN2")
    assert gevonden(bank.verwerk(bank.jw323(dubbel))) == [("TR323", "8017", "Prestatie")]


def test_a_credit_that_differs_from_its_line_is_rejected(elke_bank: Bank) -> None:
    bank = elke_bank
    bank.goed(bank.jw301())
    bank.goed(bank.jw323())
    voor = stand(bank)
    for anders in ({"volume": 8}, {"bedrag": 70_400}, {"code": "45A53"}, {"eenheid": "01"}, {"begindatum": MAART}):
        fout = CREDIT._replace(**anders)
        if fout.begindatum == MAART:
            fout = fout._replace(einddatum=date(2026, 3, 31))
        assert gevonden(bank.verwerk(bank.jw323(fout))) == [("TR323", "8017", "Prestatie")]
        assert stand(bank) == voor


def test_a_line_of_another_aanbieder_cannot_be_credited(elke_bank: Bank) -> None:
    bank = elke_bank
    bank.goed(bank.jw301())
    bank.goed(bank.jw323())
    bank.goed(jw301(DRIE_MAANDEN._replace(toewijzingnummer=1002), ontvanger=ANDERE_AANBIEDER)(bank))
    fout = CREDIT._replace(toewijzingnummer=1002)
    afhandeling = bank.verwerk(bank.jw323(fout, afzender=ANDERE_AANBIEDER))
    assert gevonden(afhandeling) == [("TR323", "8017", "Prestatie")]
    assert stand(bank) == (540, 79_200, 1)


def test_credits_are_taken_before_debets_whatever_their_place(elke_bank: Bank) -> None:
    """A line is corrected in one message, also with the new line above the credit (OP366)."""
    bank = elke_bank
    bank.goed(bank.jw301(TOTAAL))
    eerst = _uren(15, "A")
    bank.goed(bank.jw323(eerst))
    bank.goed(bank.jw323(_uren(14, "B"), _credit(eerst, "C")))
    assert stand(bank) == (840, 14 * 8800, 1)


def test_a_rejected_credit_makes_no_room(elke_bank: Bank) -> None:
    bank = elke_bank
    bank.goed(bank.jw301(TOTAAL))
    eerst = _uren(15, "A")
    bank.goed(bank.jw323(eerst))
    afhandeling = bank.verwerk(bank.jw323(_credit(eerst, "C", volume=14), _uren(14, "B")))
    assert gevonden(afhandeling) == [
        ("TR323", "8017", "Prestatie"),
        ("TR322", "9322", "Prestatie"),
        ("TR389", "9389", "Prestatie"),
    ]
    assert stand(bank) == (900, 132_000, 1)


def test_of_several_lines_that_pass_the_maximum_a_later_smaller_one_may_still_fit(elke_bank: Bank) -> None:
    bank = elke_bank
    bank.goed(bank.jw301(TOTAAL))
    afhandeling = bank.verwerk(bank.jw323(_uren(9, "A"), _uren(7, "B", MAARTREGEL), _uren(6, "C", _FEBRUARI)))
    assert [(een.regel, een.klasse_pad[-3:]) for een in afhandeling.oordeel.bevindingen] == [("TR322", "[2]")]
    assert afhandeling.oordeel.oordeel is Oordeel.DEELS_AFGEKEURD
    assert stand(bank) == (900, 132_000, 2)
    controleer_antwoord_op_inhoud(afhandeling)


def test_of_several_products_on_a_budget_a_later_cheaper_one_may_still_fit(elke_bank: Bank) -> None:
    bank = elke_bank
    bank.goed(bank.jw301(BUDGET))
    afhandeling = bank.verwerk(bank.jw323(_uren(9, "A"), _uren(3, "B", MAARTREGEL), _uren(2, "C", _FEBRUARI)))
    assert [(een.regel, een.klasse_pad[-3:]) for een in afhandeling.oordeel.bevindingen] == [("TR369", "[2]")]
    assert stand(bank) == (11 * 60, 11 * 8800, 2)


def test_minutes_and_hours_add_up_on_one_toewijzing(elke_bank: Bank) -> None:
    bank = elke_bank
    bank.goed(bank.jw301(TOTAAL))
    minuten = PRESTATIE._replace(volume=380, eenheid="01", tarief=147, bedrag=55_733)
    bank.goed(bank.jw323(minuten, _uren(8, "B", MAARTREGEL)))
    assert stand(bank) == (380 + 480, 55_733 + 70_400, 2)
    bank.goed(bank.jw323(_credit(minuten, "C")))
    assert stand(bank) == (480, 70_400, 1)


def test_numbers_in_rejected_lines_and_messages_can_be_used_again(elke_bank: Bank) -> None:
    bank = elke_bank
    bank.goed(bank.jw301(DRIE_MAANDEN))
    fout = PRESTATIE._replace(tarief=8801, bedrag=9 * 8801)
    for niet_verwerkt in (
        bank.jw323(nummer="DN1", totaal=1),
        bank.jw323(nummer="DN1", dagtekening=date(2026, 5, 7)),
    ):
        assert not bank.verwerk(niet_verwerkt).oordeel.verwerkt
    assert gevonden(bank.verwerk(bank.jw323(fout, nummer="DN1"))) == [("TR418", "0611", "Prestatie")]
    # The line was rejected, the declaratie was not: its number is used, that of the line is not.
    assert gevonden(bank.toets(bank.jw323(nummer="DN1"))) == [("TR333", "9333", "Declaratie")]
    bank.goed(bank.jw323(nummer="DN2"))
    assert gevonden(bank.toets(bank.jw323(nummer="DN3"))) == [
        ("TR314", "8021", "Prestatie"),
        ("TR389", "9389", "Prestatie"),
    ]


def test_a_declaratie_that_is_rejected_as_a_whole_was_not_sent(elke_bank: Bank) -> None:
    """Its lines are not granted, its number and month do not count, its Identificatie does."""
    bank = elke_bank
    bank.goed(bank.jw301(DRIE_MAANDEN))
    bank.goed(bank.jw323(MAARTREGEL._replace(referentienummer="RN9"), maand=MAART, nummer="DN1"))
    afhandeling = bank.verwerk(bank.jw323(nummer="DN1", identificatie="D1", maand=APRIL))
    assert gevonden(afhandeling) == [("TR333", "9333", "Declaratie")]
    assert gevonden(bank.toets(bank.jw323(identificatie="D1"))) == [("TR056", "9056", "Header")]
    februari = _uren(8, "RN8", _FEBRUARI)
    bank.goed(bank.jw323(februari, maand=MAART))
    assert stand(bank) == (17 * 60, 17 * 8800, 2)


def test_the_codes_of_one_line_come_in_rule_order(elke_bank: Bank) -> None:
    bank = elke_bank
    bank.goed(bank.jw301())
    fout = PRESTATIE._replace(
        code="45A53",
        begindatum=date(2026, 3, 2),
        einddatum=date(2026, 3, 30),
        volume=99,
        tarief=1,
        bedrag=5,
    )
    afhandeling = bank.verwerk(bank.jw323(fout))
    (codes,) = (codes for sleutel, codes in retourcodes(antwoord_van(afhandeling)).items() if "RN1" in sleutel)
    assert codes == ("9307", "9321", "9322", "9340", "9346", "9387", "9388", "0611")
    assert [een.regel for een in afhandeling.oordeel.bevindingen] == [
        "TR307",
        "TR321",
        "TR322",
        "TR340",
        "TR346",
        "TR387",
        "TR388",
        "TR418",
    ]


def test_starts_and_stops_do_not_matter_to_a_claim(elke_bank: Bank) -> None:
    """OP364: claimed without a start, and over a month after the stop."""
    bank = elke_bank
    bank.goed(bank.jw301(DRIE_MAANDEN))
    bank.goed(bank.jw323(MAARTREGEL._replace(referentienummer="RN9"), maand=MAART))
    bank.goed(bank.jw305())
    bank.goed(bank.jw307())
    bank.goed(bank.jw323())
