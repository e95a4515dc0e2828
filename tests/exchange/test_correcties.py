"""What an aanbieder sends after a rejection or a mistake, proven by sending it in (IV085, IV090, IV091, OP366)."""

from __future__ import annotations

from datetime import date
from functools import partial
from typing import Any

import pytest

from app.exchange import judge
from app.exchange.correctie import opsteller
from app.exchange.correctie.berichten import schrijf, verdeel
from app.exchange.correctie.voorstel import Correctie
from app.exchange.judgement import Oordeel, RuleError
from app.exchange.steps import BerichtAangehouden
from app.messages.records import Prestatie
from tests.bank import AANBIEDER, ANDER_KIND, ANDERE_AANBIEDER, KIND, PRESTATIE, TOEWIJZING, Bank, gevonden
from tests.exchange.corrigeren import corrigeer, geweigerd, stuur, stuur_goed, teller, wens
from tests.exchange.stand import Stand, stand
from tests.rules.berichten import BUDGET, DRIE_MAANDEN, MAART, MAARTREGEL, TOTAAL

MEER = TOEWIJZING._replace(toewijzingnummer=1002)
"""A second toewijzing, for the other child."""


def _uren(volume: int, nummer: str = "RN1", regel: Prestatie = PRESTATIE, **anders: Any) -> Prestatie:
    return regel._replace(referentienummer=nummer, volume=volume, bedrag=volume * 8800, **anders)


def _soorten(correctie: Correctie) -> list[str]:
    return [een.soort for een in correctie.berichten]


def _uitkomsten(correctie: Correctie) -> dict[str, str]:
    return {een.regel.prestatie.referentienummer: een.uitkomst for een in correctie.regels}


def test_a_rejected_line_goes_again_with_a_lower_volume_and_is_never_credited(elke_bank: Bank) -> None:
    bank = elke_bank
    bank.goed(bank.jw301())
    te_veel = bank.verwerk(bank.jw323(_uren(11)))
    assert gevonden(te_veel) == [("TR321", "9321", "Prestatie")]
    correctie = corrigeer(bank, wens("RN1", volume=10), nummer=teller())
    assert _soorten(correctie) == ["debet"]
    (regel,) = correctie.regels
    assert regel.uitleg == (
        "Afgekeurd, dus zonder credit (IV085): opnieuw als prestatie C0001 in bericht 1 met volume 10 in plaats van "
        "11, bedrag € 880,00 in plaats van € 968,00."
    )
    (advies,) = regel.adviezen
    assert (advies.retourcode, advies.verwacht) == ("9321", "hoogstens 10 uur")
    assert advies.advies.startswith("Verlaag het volume")
    (bericht,) = correctie.berichten
    assert bericht.bericht.declaratie.totaal == 88000
    assert bericht.wacht_op == ()
    stuur_goed(bank, correctie)
    assert stand(bank) == Stand(10 * 60, 88000, 1)


def test_unchanged_it_says_what_will_happen_again(elke_bank: Bank) -> None:
    bank = elke_bank
    bank.goed(bank.jw301())
    bank.verwerk(bank.jw323(_uren(11)))
    correctie = corrigeer(bank, wens("RN1"))
    assert not correctie.wordt_toegekend
    (verwacht,) = correctie.regels[0].verwacht
    assert (verwacht.regel, verwacht.retourcode) == ("TR321", "9321")
    (afhandeling,) = stuur(bank, correctie)
    assert gevonden(afhandeling) == [("TR321", "9321", "Prestatie")]


def test_a_wrong_granted_line_is_taken_back_and_claimed_anew_in_two_messages(elke_bank: Bank) -> None:
    bank = elke_bank
    bank.goed(bank.jw301())
    bank.goed(bank.jw323(_uren(9)))
    correctie = corrigeer(bank, wens("RN1", "vervangen", volume=10), nummer=teller())
    assert _soorten(correctie) == ["credit", "debet"]
    assert [een.wacht_op for een in correctie.berichten] == [(), (1,)]
    credit, debet = (een.bericht for een in correctie.berichten)
    assert credit.prestaties == [_uren(9, "C0001", vorig_referentienummer="RN1", debet_credit="C")], (
        "a credit repeats its debet (IV091)"
    )
    assert (credit.declaratie.totaalbedrag, credit.declaratie.debet_credit) == (79200, "C")
    assert debet.prestaties == [_uren(10, "C0002")]
    voor = stand(bank)
    bank.goed(schrijf(bank.release, credit))
    assert stand(bank) == Stand(0, 0, 0), "all of the volume is free again"
    bank.goed(schrijf(bank.release, debet))
    assert stand(bank) == Stand(10 * 60, 88000, 1)
    assert voor == Stand(9 * 60, 79200, 1)


def test_a_line_can_be_taken_back_for_good(elke_bank: Bank) -> None:
    bank = elke_bank
    bank.goed(bank.jw301())
    bank.goed(bank.jw323())
    correctie = corrigeer(bank, wens("RN1", "crediteren"))
    assert _soorten(correctie) == ["credit"]
    stuur_goed(bank, correctie)
    assert stand(bank) == Stand(0, 0, 0)


def test_what_was_taken_back_can_be_claimed_again(bank: Bank) -> None:
    bank.goed(bank.jw301())
    bank.goed(bank.jw323())
    stuur_goed(bank, corrigeer(bank, wens("RN1", "crediteren")))
    correctie = corrigeer(bank, wens("RN1", volume=8))
    assert _soorten(correctie) == ["debet"]
    stuur_goed(bank, correctie)
    assert stand(bank) == Stand(8 * 60, 8 * 8800, 1)


def test_all_rejected_lines_of_a_message_go_again_and_the_granted_ones_stay(elke_bank: Bank) -> None:
    bank = elke_bank
    bank.goed(bank.jw301(DRIE_MAANDEN))
    bank.goed(bank.jw301(MEER, kind=ANDER_KIND))
    afhandeling = bank.verwerk(
        bank.jw323(
            per_bsn=[
                (KIND.bsn, [_uren(9), _uren(13, "RN2", MAARTREGEL)]),
                (ANDER_KIND.bsn, [_uren(2, "RN3", toewijzingnummer=1002, tarief=8700)._replace(bedrag=17400)]),
            ]
        )
    )
    assert afhandeling.oordeel.oordeel is Oordeel.DEELS_AFGEKEURD
    correctie = corrigeer(bank, wens("RN2", volume=12), wens("RN3", tarief=8800), van=afhandeling)
    assert _uitkomsten(correctie) == {"RN2": "opnieuw", "RN3": "opnieuw"}
    (bericht,) = correctie.berichten
    assert [client.bsn for client in bericht.bericht.clienten] == [KIND.bsn, ANDER_KIND.bsn]
    stuur_goed(bank, correctie)
    assert stand(bank) == Stand(21 * 60, 21 * 8800, 2)
    assert stand(bank, 1002) == Stand(2 * 60, 2 * 8800, 1)


def test_resending_credit_and_replacement_mix_in_one_correction(elke_bank: Bank) -> None:
    bank = elke_bank
    bank.goed(bank.jw301(TOTAAL))  # 15 hours in all
    februari = MAARTREGEL._replace(begindatum=date(2026, 2, 1), einddatum=date(2026, 2, 28))
    bank.goed(bank.jw323(_uren(6), _uren(5, "RN2", MAARTREGEL)))
    te_veel = bank.verwerk(bank.jw323(_uren(5, "RN3", februari)))
    assert gevonden(te_veel) == [("TR322", "9322", "Prestatie")]
    correctie = corrigeer(bank, wens("RN1", "vervangen", volume=4), wens("RN2", "crediteren"), wens("RN3", volume=11))
    assert _soorten(correctie) == ["credit", "debet"]
    assert _uitkomsten(correctie) == {"RN1": "vervangen", "RN2": "gecrediteerd", "RN3": "opnieuw"}
    stuur_goed(bank, correctie)
    assert stand(bank) == Stand(15 * 60, 15 * 8800, 2)


def test_lines_of_a_rejected_client_go_again_with_the_right_bsn(elke_bank: Bank) -> None:
    bank = elke_bank
    bank.goed(bank.jw301())
    afhandeling = bank.verwerk(bank.jw323(per_bsn=[(ANDER_KIND.bsn, [PRESTATIE])]))
    assert gevonden(afhandeling) == [("TR304", "8187", "Client")]
    (fout,) = geweigerd(bank, wens("RN1", "crediteren"))
    assert "niet beoordeeld" in fout.melding
    assert "opnieuw" in fout.melding
    ongewijzigd = corrigeer(bank, van=afhandeling)
    assert [een.regel for een in ongewijzigd.regels[0].verwacht] == ["TR304"]
    correctie = corrigeer(bank, wens("RN1", bsn=KIND.bsn), van=afhandeling)
    assert "een ander Bsn" in correctie.regels[0].uitleg
    assert correctie.regels[0].adviezen[0].retourcode == "8187"
    assert KIND.bsn not in str(correctie)
    assert ANDER_KIND.bsn not in str(correctie)
    stuur_goed(bank, correctie)
    assert stand(bank) == Stand(9 * 60, 79200, 1)


def test_a_claim_from_before_the_toewijzing_goes_again_as_it_was(elke_bank: Bank) -> None:
    """The Bsn is then in no table: it is read from the message itself."""
    bank = elke_bank
    afhandeling = bank.verwerk(bank.jw323())
    assert gevonden(afhandeling) == [("TR304", "8187", "Client")]
    bank.goed(bank.jw301())
    correctie = corrigeer(bank, van=afhandeling)
    assert "met dezelfde waarden" in correctie.regels[0].uitleg
    stuur_goed(bank, correctie)


def test_a_message_that_was_rejected_as_a_whole_goes_again_as_a_whole(elke_bank: Bank) -> None:
    """0001: nothing of it counts as sent, so there are no lines in the tables."""
    bank = elke_bank
    bank.goed(bank.jw301())
    afhandeling = bank.verwerk(bank.jw323(totaal=1))
    assert gevonden(afhandeling) == [("TR358", "0001", "Declaratie")]
    assert geweigerd(bank, wens("RN1"))[0].melding.startswith("Er is geen prestatie RN1")
    assert "telt als niet verzonden" in geweigerd(bank, wens("RN1", "crediteren"), van=afhandeling)[0].melding
    correctie = corrigeer(bank, van=afhandeling)
    assert [een.retourcode for een in correctie.adviezen] == ["0001"]
    assert correctie.regels[0].uitleg.startswith("Niet verwerkt, dus zonder credit")
    stuur_goed(bank, correctie)


def test_a_used_identificatie_and_declaratienummer_are_made_new(bank: Bank) -> None:
    bank.goed(bank.jw301(DRIE_MAANDEN))
    bank.goed(bank.jw323(_uren(9), nummer="D1", identificatie="I1"))
    dubbel = bank.verwerk(bank.jw323(_uren(9, "RN2", MAARTREGEL), identificatie="I1"))
    assert gevonden(dubbel) == [("TR056", "9056", "Header")]
    stuur_goed(bank, corrigeer(bank, van=dubbel))
    dubbel = bank.verwerk(bank.jw323(_uren(9, "RN3"), nummer="D1"))
    assert gevonden(dubbel) == [("TR333", "9333", "Declaratie")]
    correctie = corrigeer(bank, van=dubbel)
    assert _uitkomsten(correctie) == {"RN3": "overgeslagen"}, "April was granted already"
    assert correctie.berichten == ()
    assert correctie.regels[0].uitleg.startswith("Overgeslagen: prestatie RN1")


def test_the_period_is_the_last_one_submitted_or_later(elke_bank: Bank) -> None:
    """IV090: March cannot be declared as March once April was."""
    bank = elke_bank
    bank.goed(bank.jw301(DRIE_MAANDEN))
    terug = bank.verwerk(bank.jw323(_uren(13, "RN2", MAARTREGEL), maand=MAART))
    bank.goed(bank.jw323())
    laat = bank.verwerk(bank.jw323(_uren(9, "RN3", MAARTREGEL), maand=MAART))
    assert gevonden(laat) == [("TR318", "8214", "Declaratie")]
    correctie = corrigeer(bank, wens("RN2", volume=12))
    assert correctie.berichten[0].bericht.declaratie.begindatum == date(2026, 4, 1)
    assert correctie.berichten[0].bericht.declaratie.einddatum == date(2026, 4, 30)
    stuur_goed(bank, correctie)
    assert _uitkomsten(corrigeer(bank, van=laat)) == {"RN3": "overgeslagen"}
    assert terug.oordeel.oordeel is Oordeel.AFGEKEURD


def test_without_an_earlier_declaratie_the_period_is_that_of_the_last_line(bank: Bank) -> None:
    bank.goed(bank.jw301(DRIE_MAANDEN))
    afhandeling = bank.verwerk(bank.jw323(_uren(9, "RN2", MAARTREGEL), totaal=1))
    assert corrigeer(bank, van=afhandeling).berichten[0].bericht.declaratie.begindatum == MAART


def test_each_gemeente_gets_messages_of_its_own(elke_bank: Bank) -> None:
    bank = elke_bank
    for gemeente in ("0384", "0362"):
        bank.goed(bank.jw301(afzender=gemeente))
        bank.goed(bank.jw323(_uren(9, f"RN{gemeente}"), ontvanger=gemeente))
    correctie = corrigeer(bank, wens("RN0384", "vervangen", volume=8), wens("RN0362", "vervangen", volume=7))
    assert [(een.soort, een.bericht.gemeente, een.wacht_op) for een in correctie.berichten] == [
        ("credit", "0362", ()),
        ("debet", "0362", (1,)),
        ("credit", "0384", ()),
        ("debet", "0384", (3,)),
    ]
    stuur_goed(bank, correctie)


def test_a_rejected_credit_goes_again_as_the_copy_that_it_should_have_been(elke_bank: Bank) -> None:
    bank = elke_bank
    bank.goed(bank.jw301())
    bank.goed(bank.jw323())
    fout = _uren(8, "RN2", vorig_referentienummer="RN1", debet_credit="C")
    afhandeling = bank.verwerk(bank.jw323(fout))
    assert gevonden(afhandeling) == [("TR323", "8017", "Prestatie")]
    (reden,) = geweigerd(bank, wens("RN2", volume=9))
    assert "herhaalt haar debetregel precies" in reden.melding
    correctie = corrigeer(bank, van=afhandeling)
    stuur_goed(bank, correctie)
    assert stand(bank) == Stand(0, 0, 0)
    assert _uitkomsten(corrigeer(bank, van=afhandeling)) == {"RN2": "overgeslagen"}
    assert "al gecrediteerd" in geweigerd(bank, wens("RN2"))[0].melding


def test_a_credit_that_went_to_another_gemeente_goes_to_the_right_one(bank: Bank) -> None:
    for gemeente in ("0384", "0362"):
        bank.goed(bank.jw301(afzender=gemeente))
    bank.goed(bank.jw323())
    verdwaald = _uren(9, "RN2", vorig_referentienummer="RN1", debet_credit="C")
    afhandeling = bank.verwerk(bank.jw323(verdwaald, ontvanger="0362"))
    assert gevonden(afhandeling) == [("TR323", "8017", "Prestatie")]
    correctie = corrigeer(bank, van=afhandeling)
    assert [een.bericht.gemeente for een in correctie.berichten] == ["0384"]
    stuur_goed(bank, correctie)


def test_a_credit_of_a_rejected_line_is_not_sent_again(bank: Bank) -> None:
    bank.goed(bank.jw301())
    bank.verwerk(bank.jw323(_uren(11)))
    credit = bank.verwerk(bank.jw323(_uren(11, "RN2", vorig_referentienummer="RN1", debet_credit="C")))
    (regel,) = corrigeer(bank, van=credit).regels
    assert regel.uitleg.startswith("Overgeslagen: prestatie RN1 die deze creditregel terugneemt is niet toegekend")


def test_a_double_number_in_one_message_gets_a_new_one(bank: Bank) -> None:
    bank.goed(bank.jw301(DRIE_MAANDEN))
    bank.goed(bank.jw301(MEER, kind=ANDER_KIND))
    regels = [(KIND.bsn, [_uren(9)]), (ANDER_KIND.bsn, [_uren(9, toewijzingnummer=1002)])]
    afhandeling = bank.verwerk(bank.jw323(per_bsn=regels))
    assert gevonden(afhandeling) == [("TR314", "8021", "Prestatie")]
    correctie = corrigeer(bank, wens("RN1", volume=8), van=afhandeling)
    assert correctie.regels[0].regel.bsn == ANDER_KIND.bsn, "the rejected one of the two"
    stuur_goed(bank, correctie)
    assert stand(bank, 1002) == Stand(8 * 60, 8 * 8800, 1)


def test_a_number_twice_among_the_rejected_lines_names_none_of_them(bank: Bank) -> None:
    bank.goed(bank.jw301(DRIE_MAANDEN))
    bank.goed(bank.jw301(MEER, kind=ANDER_KIND))
    regels = [(KIND.bsn, [_uren(11)]), (ANDER_KIND.bsn, [_uren(11, toewijzingnummer=1002)])]
    afhandeling = bank.verwerk(bank.jw323(per_bsn=regels))
    (fout,) = geweigerd(bank, wens("RN1", volume=8), van=afhandeling)
    assert "staat 2 keer in het bericht" in fout.melding
    assert len(corrigeer(bank, van=afhandeling).regels) == 2


def test_left_out_on_request(bank: Bank) -> None:
    bank.goed(bank.jw301(DRIE_MAANDEN))
    afhandeling = bank.verwerk(bank.jw323(_uren(11), _uren(13, "RN2", MAARTREGEL)))
    correctie = corrigeer(bank, wens("RN1", "weglaten"), wens("RN2", volume=12), van=afhandeling)
    assert _uitkomsten(correctie) == {"RN1": "weggelaten", "RN2": "opnieuw"}
    stuur_goed(bank, correctie)


def test_what_fits_no_state_is_refused_with_its_reason(elke_bank: Bank) -> None:
    bank = elke_bank
    bank.goed(bank.jw301(DRIE_MAANDEN))
    bank.goed(bank.jw323(_uren(9), _uren(0, "NUL", MAARTREGEL)))
    bank.verwerk(bank.jw323(_uren(13, "FOUT", MAARTREGEL)))
    redenen = {
        ("FOUT", "crediteren"): "nooit gecrediteerd, maar opnieuw gedeclareerd (IV085)",
        ("RN1", "opnieuw"): "pas na een credit",
        ("RN1", "weglaten"): "weglaten is er voor afgekeurde",
        ("RN1", "vervangen"): "geef onder nieuw wat er anders moet worden",
        ("NUL", "crediteren"): "een bedrag van 0 is altijd debet (CS325)",
        ("WEG", "crediteren"): f"geen prestatie WEG van aanbieder {AANBIEDER}",
    }
    for (nummer, actie), reden in redenen.items():
        (fout,) = geweigerd(bank, wens(nummer, actie))
        assert fout.pad == "regels.0"
        assert reden in fout.melding
    stuur_goed(bank, corrigeer(bank, wens("RN1", "crediteren")))
    assert "al gecrediteerd; dat kan maar een keer (OP360)" in geweigerd(bank, wens("RN1", "crediteren"))[0].melding
    assert "kies opnieuw om haar weer" in geweigerd(bank, wens("RN1", "vervangen", volume=1))[0].melding


def test_refusals_come_all_at_once_with_their_places(bank: Bank) -> None:
    bank.goed(bank.jw301())
    bank.goed(bank.jw323())
    fouten = geweigerd(bank, wens("RN1"), wens("WEG"))
    assert [fout.pad for fout in fouten] == ["regels.1"], "first the lines have to be known"
    bank.verwerk(bank.jw323(_uren(11, "RN2")))
    fouten = geweigerd(bank, wens("RN1"), wens("RN2", "crediteren"), wens("RN2"))
    assert [fout.pad for fout in fouten] == ["regels.1", "regels.2"]
    assert "meer dan eens" in fouten[0].melding
    fouten = geweigerd(bank, wens("RN1"), wens("RN2", "crediteren"))
    assert [fout.pad for fout in fouten] == ["regels.0", "regels.1"]


def test_new_values_that_level_2_would_reject_are_refused(bank: Bank) -> None:
    bank.goed(bank.jw301())
    afhandeling = bank.verwerk(bank.jw323(_uren(11)))
    (fout,) = geweigerd(bank, wens("RN1", einddatum=date(2026, 5, 2)), van=afhandeling)
    assert fout.pad == "regels.0"
    assert "(CS337)" in fout.melding
    assert "uiterlijk 2026-04-30" in fout.melding
    assert "elfproef" in geweigerd(bank, wens("RN1", bsn="999900000"))[0].melding
    assert "geef ook het bedrag" in geweigerd(bank, wens("RN1", eenheid="01", volume=500))[0].melding
    assert "past hoogstens" in geweigerd(bank, wens("RN1", volume=99_999_999))[0].melding


def test_a_line_that_breaks_level_2_itself_has_to_be_named(bank: Bank) -> None:
    bank.goed(bank.jw301())
    afhandeling = bank.verwerk(bank.jw323(_uren(9, einddatum=date(2026, 5, 2))))
    (fout,) = geweigerd(bank, van=afhandeling)
    assert fout.pad == "bericht_id"
    assert "Noem deze regel onder regels" in fout.melding
    stuur_goed(bank, corrigeer(bank, wens("RN1", einddatum=date(2026, 4, 30)), van=afhandeling))


def test_euros_and_minutes_are_reckoned_by_their_own_rules(bank: Bank) -> None:
    bank.goed(bank.jw301(BUDGET))
    bank.goed(bank.jw323(_uren(9)))
    minuten = wens("RN1", "vervangen", eenheid="01", volume=100, tarief=147, bedrag=14667)
    stuur_goed(bank, corrigeer(bank, minuten))
    assert stand(bank).bedrag == 14667


def test_a_message_that_cannot_be_corrected_says_why(bank: Bank) -> None:
    bank.goed(bank.jw301())
    assert "is een JW305" in geweigerd(bank, van=bank.goed(bank.jw305()))[0].melding
    declaratie = bank.goed(bank.jw323())
    assert "niets afgekeurd" in geweigerd(bank, van=declaratie)[0].melding
    (fout,) = geweigerd(bank, van=declaratie, aanbieder=ANDERE_AANBIEDER)
    assert fout.melding == f"Aanbieder {ANDERE_AANBIEDER} heeft geen bericht {declaratie.id} gestuurd."
    assert "niets gevraagd" in geweigerd(bank)[0].melding
    assert "geen prestatie RN1" in geweigerd(bank, wens("RN1"), aanbieder=ANDERE_AANBIEDER)[0].melding


def test_numbers_in_use_are_passed_over(elke_bank: Bank) -> None:
    bank = elke_bank
    bank.goed(bank.jw301(DRIE_MAANDEN))
    bank.verwerk(bank.jw323(_uren(13, "C0003", MAARTREGEL), nummer="C0001", identificatie="C0002"))
    correctie = corrigeer(bank, wens("C0003", volume=12), nummer=teller())
    (bericht,) = correctie.berichten
    gebruikt = {bericht.bericht.prestaties[0].referentienummer, bericht.bericht.header.identificatie}
    gebruikt.add(bericht.bericht.declaratie.nummer)
    assert len(gebruikt) == 3
    assert not gebruikt & {"C0001", "C0002", "C0003"}
    stuur_goed(bank, correctie)


def test_what_stands_already_is_not_claimed_beside_it(elke_bank: Bank) -> None:
    """TR389, also when a new period puts a line on that of another."""
    bank = elke_bank
    bank.goed(bank.jw301(DRIE_MAANDEN))
    bank.goed(bank.jw323(_uren(9), _uren(8, "RN2", MAARTREGEL)))
    bank.verwerk(bank.jw323(_uren(11, "RN3")))
    (fout,) = geweigerd(bank, wens("RN3", volume=1))
    assert fout.melding == (
        "Prestatie RN3: prestatie RN1 over hetzelfde product en dezelfde periode is toegekend en niet gecrediteerd "
        "(TR389); vervang of crediteer RN1, of laat deze weg."
    )
    naar_april = {"begindatum": date(2026, 4, 1), "einddatum": date(2026, 4, 30)}
    assert "prestatie RN1 over" in geweigerd(bank, wens("RN2", "vervangen", **naar_april))[0].melding
    stuur_goed(bank, corrigeer(bank, wens("RN1", "crediteren"), wens("RN2", "vervangen", **naar_april)))
    assert stand(bank) == Stand(8 * 60, 8 * 8800, 1)


def test_two_lines_put_on_one_period_are_refused(bank: Bank) -> None:
    bank.goed(bank.jw301(DRIE_MAANDEN))
    bank.goed(bank.jw323(_uren(9), _uren(8, "RN2", MAARTREGEL)))
    naar_april = {"begindatum": date(2026, 4, 1), "einddatum": date(2026, 4, 30)}
    fouten = geweigerd(bank, wens("RN1", "vervangen", volume=1), wens("RN2", "vervangen", **naar_april))
    assert [fout.pad for fout in fouten] == ["regels.1"]
    assert "(TR416)" in fouten[0].melding


def test_what_does_not_fit_in_one_message_comes_in_more(bank: Bank, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(opsteller, "verdeel", partial(verdeel, meeste=1))
    bank.goed(bank.jw301(DRIE_MAANDEN))
    bank.goed(bank.jw323(_uren(9), _uren(8, "RN2", MAARTREGEL)))
    correctie = corrigeer(bank, wens("RN1", "vervangen", volume=7), wens("RN2", "vervangen", volume=6))
    assert [(een.soort, een.wacht_op) for een in correctie.berichten] == [
        ("credit", ()),
        ("credit", ()),
        ("debet", (1, 2)),
        ("debet", (1, 2)),
    ]
    stuur_goed(bank, correctie)
    assert stand(bank) == Stand(13 * 60, 13 * 8800, 2)


def test_a_held_message_has_to_be_judged_first(bank: Bank, monkeypatch: pytest.MonkeyPatch) -> None:
    bank.goed(bank.jw301())

    def valt_om(*_: object) -> bool:
        raise RuleError("TR056", "/Bericht/Header")

    monkeypatch.setattr(judge._Notes, "apply", valt_om)
    with pytest.raises(BerichtAangehouden) as gevangen:
        bank.verwerk(bank.jw323())
    (fout,) = geweigerd(bank, van=gevangen.value.aangehouden)
    assert "aangehouden en nog niet beoordeeld" in fout.melding


def test_a_message_that_would_be_rejected_as_a_whole_says_so(bank: Bank) -> None:
    """Composing gives new numbers, but no other gemeente."""
    onbekend = bank.verwerk(bank.jw323(ontvanger="9999"))
    assert gevonden(onbekend) == [("TR378", "S300", "Header")]
    correctie = corrigeer(bank, van=onbekend)
    assert not correctie.wordt_toegekend
    assert [een.regel for een in correctie.berichten[0].verwacht] == ["TR378"]
    assert [een.retourcode for een in correctie.adviezen] == ["S300"]


def test_a_large_message_goes_again_as_a_whole(bank: Bank) -> None:
    """More than two megabytes: it is read in pieces, and so is what comes of it."""
    bank.goed(bank.jw301())
    regels = [_uren(9, f"G{nummer}", toewijzingnummer=5000 + nummer) for nummer in range(3000)]
    afhandeling = bank.verwerk(bank.jw323(_uren(9), *regels))
    assert afhandeling.levering.pakket.klein is None
    correctie = corrigeer(bank, van=afhandeling)
    assert len(correctie.regels) == 3000
    assert [een.regel.prestatie.referentienummer for een in correctie.regels] == [f"G{n}" for n in range(3000)]
    assert {een.verwacht[0].regel for een in correctie.regels} == {"TR338"}
