"""The worked examples of contracts over HTTP, with their figures, on twins of the regios in later years."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from app.assembly import herhaal_geschiedenis
from app.contracts.partijen import Plafondafhandeling
from app.contracts.regio import Regio
from app.exchange.ports import Afhandeling
from app.messages.records import Omvang
from tests.api.conftest import Deur
from tests.bank import KIND
from tests.contracts.tweeling import Proef, proef, tweeling

HOFSTAD, WESTERKADE, DUINZICHT, DE_VLIET = "50500001", "50500002", "50500003", "50500004"
RIJNMOND, ZONDER_CONTRACT, ONDERAANNEMER = "60600001", "60600009", "60600004"
WBW = "70700001"
ZES, ELF, TIEN = 6, 11, 10
"""Years that the timelines move: 2026 has the weekdays of 2020 from March on, 2029 those of 2018."""


def haaglanden(deur: Deur, gemeente: str, jaren: int = ZES, aanbieder: str = HOFSTAD) -> Proef:
    return proef(deur, "haaglanden", jaren, gemeente, aanbieder)


def stuk(volume: int = 1) -> Omvang:
    return Omvang(volume, "82", "6")


def euros(centen: int, frequentie: str = "6") -> Omvang:
    return Omvang(centen, "83", frequentie)


def uitleg(oordeel: dict[str, object]) -> str:
    bevindingen = oordeel["bevindingen"]
    assert isinstance(bevindingen, list)
    return " ".join(een["uitleg"] for een in bevindingen)


def test_delft_pic_in_tariff_and_one_cent_over(elke_deur: Deur) -> None:
    """Example 5.1, acceptance point 1."""
    delft = haaglanden(elke_deur, "0503")
    t1 = delft.wijs_toe("50H3B", "2020-02-01", "2020-10-31", stuk())
    duurder = delft.declareer(delft.regel(t1, "2020-10", 1, 400_001))
    assert [(een["retourcode"], een["regel"]) for een in duurder["bevindingen"]] == [("0611", "TR418")]
    assert "€ 0,01 boven het tarief" in uitleg(duurder)
    goedkoper = delft.declareer(delft.regel(t1, "2020-10", 1, 399_999))
    assert "€ 0,01 onder het tarief" in uitleg(goedkoper)
    assert delft.codes(delft.regel(t1, "2020-10", 1, 400_000, bedrag=425_000)) == ["9346"]
    assert delft.toegekend(t1) == 0
    assert delft.antwoord(delft.regel(t1, "2020-10", 1, 400_000)) == ["0200", "8001"]
    assert delft.toegekend(t1) == 400_000
    nog_een = delft.declareer(delft.regel(t1, "2020-09", 1, 400_000))
    assert [een["retourcode"] for een in nog_een["bevindingen"]] == ["9322"]
    assert "2 stuks" in uitleg(nog_een)


def test_delft_traject_in_two_instalments_and_long_help_by_the_month(deur: Deur) -> None:
    """Example 5.1: 70/30, and a year tariff of 960000 in twelve parts."""
    delft = haaglanden(deur, "0503")
    traject = delft.wijs_toe("50H3B", "2020-02-01", "2020-10-31", euros(400_000))
    assert delft.codes(delft.regel(traject, "2020-02", 280_000, None)) == []
    te_hoog = delft.declareer(delft.regel(traject, "2020-10", 130_000, None))
    assert [een["retourcode"] for een in te_hoog["bevindingen"]] == ["9322"]
    assert "€ 4.100,00" in uitleg(te_hoog)
    assert delft.codes(delft.regel(traject, "2020-10", 120_000, None)) == []
    assert delft.toegekend(traject) == 400_000
    lang = delft.wijs_toe("50H3C", "2020-02-01", "2020-10-31", euros(80_000, "4"))
    assert delft.codes(delft.regel(lang, "2020-03", 81_000, None)) == ["9321"]
    assert delft.codes(delft.regel(lang, "2020-03", 80_000, None)) == []


def test_den_haag_pays_per_unit_for_a_year_and_then_by_pic(elke_deur: Deur) -> None:
    """Example 5.2, acceptance point 2: the same care, two ways to claim, and the mirror a year later."""
    den_haag = haaglanden(elke_deur, "0518")
    t2 = den_haag.wijs_toe("45A53", "2020-03-02", "2020-05-31", Omvang(2, "04", "2"))
    assert (t2.einddatum or t2.ingangsdatum) - t2.ingangsdatum == timedelta(days=91 - 1)
    stand = elke_deur.get(f"toewijzingen/0518/{t2.toewijzingnummer}")["resterend"]
    assert (stand["eenheid"], stand["maximum"]) == ("minuten", 26 * 60)
    assert "13 weken x 2 uur = 26 uur" in " ".join(stand["stappen"])
    assert den_haag.codes(den_haag.regel(t2, "2020-03", 9, 9800)) == ["0611"]
    te_veel = den_haag.declareer(den_haag.regel(t2, "2020-03", 11, 9500))
    assert [een["retourcode"] for een in te_veel["bevindingen"]] == ["9321"]
    assert "5 weken x 2 uur = 10 uur" in uitleg(te_veel)
    als_pic = den_haag.regel(t2, "2020-03", 1, 400_000, categorie="50", code="50H3B", eenheid="82")
    oordeel = den_haag.declareer(als_pic)
    assert sorted({een["retourcode"] for een in oordeel["bevindingen"]}) == ["0611", "9339", "9340", "9341"]
    assert "50H3B past niet bij de bekostiging PXQ" in uitleg(oordeel)
    assert den_haag.codes(den_haag.regel(t2, "2020-03", 9, 9500)) == []
    assert den_haag.toegekend(t2) == 85_500
    minuten = den_haag.regel(t2, "2020-04", 500, 158, eenheid="01", bedrag=79_167)
    assert den_haag.codes(minuten._replace(bedrag=79_000)) == ["9346"]
    assert den_haag.codes(minuten) == []
    later = den_haag.wijs_toe("50H3B", "2021-01-01", "2021-03-31", stuk())
    assert den_haag.codes(den_haag.regel(later, "2021-03", 1, 400_000)) == []
    pic = den_haag.wijs_toe("50H3B", "2021-01-01", "2021-03-31", stuk())
    uren = den_haag.regel(pic, "2021-01", 9, 9500, categorie="45", code="45A53", eenheid="04")
    assert den_haag.codes(uren) == ["0611", "9339", "9340", "9341", "S329"]


def test_westland_pays_etmalen_for_a_year_and_then_by_pic(deur: Deur) -> None:
    """Example 5.3; acceptance point 3 is shown whole in test_acceptatie."""
    westland = haaglanden(deur, "1783")
    t3 = westland.wijs_toe("43A07", "2020-09-01", "2020-12-31", Omvang(122, "14", "6"))
    assert westland.codes(westland.regel(t3, "2020-09", 30, 31_500)) == ["0611"]
    assert westland.codes(westland.regel(t3, "2020-09", 30, 31_000)) == []
    assert westland.toegekend(t3) == 930_000
    assert westland.codes(westland.regel(t3, "2020-10", 93, 31_000)) == ["9322"]
    t4 = westland.wijs_toe("50J9D", "2021-01-01", "2021-12-31", stuk())
    te_laat = westland.regel(t3, "2021-01", 31, 31_000)
    assert {"0611", "9308"} <= set(westland.codes(te_laat))
    assert westland.codes(westland.regel(t4, "2021-01", 1, 3_600_000)) == []


def test_haaglanden_itself_in_2021(deur: Deur) -> None:
    """All is PIC from 2021 on: the built-in regio, in its own year."""
    delft = haaglanden(deur, "0503", jaren=0)
    product = delft.wijs_toe("50H3B", "2021-02-01", "2021-10-31", stuk())
    assert delft.codes(delft.regel(product, "2021-10", 1, 400_001)) == ["0611"]
    assert delft.codes(delft.regel(product, "2021-10", 1, 400_000)) == []


def test_a_pic_keeps_the_tariff_of_the_day_on_which_the_toewijzing_began(deur: Deur) -> None:
    """The tariff on the Ingangsdatum holds for the whole trajectory; per unit that of the ProductPeriode."""
    delft = haaglanden(deur, "0503")
    uren = delft.wijs_toe("45A53", "2019-11-01", "2019-12-31", Omvang(2, "04", "2"))
    assert delft.codes(delft.regel(uren, "2019-12", 4, 9100)) == []
    assert delft.codes(delft.regel(uren, "2019-11", 4, 9500)) == ["0611"]


def test_wbw_pays_a_fixed_amount_in_two_halves(elke_deur: Deur) -> None:
    """Example 5.5, acceptance point 4."""
    roosendaal = proef(elke_deur, "west-brabant-west", TIEN, "1674", WBW)
    t5 = roosendaal.wijs_toe("50W2B", "2016-03-01", "2016-11-30", euros(600_000))
    assert roosendaal.codes(roosendaal.regel(t5, "2016-03", 300_000, None)) == []
    assert roosendaal.codes(roosendaal.regel(t5, "2016-11", 300_000, None)) == []
    assert roosendaal.codes(roosendaal.regel(t5, "2016-10", 50_000, None)) == ["9322"]
    assert roosendaal.toegekend(t5) == 600_000
    hoger = roosendaal.wijs_toe("50W2B", "2016-03-01", "2016-11-30", euros(650_000))
    assert "SIG-TARIEF-TOEWIJZING" in roosendaal.signalen[hoger.toewijzingnummer]
    assert roosendaal.codes(roosendaal.regel(hoger, "2016-03", 600_000, None)) == []
    erboven = roosendaal.declareer(roosendaal.regel(hoger, "2016-11", 50_000, None))
    assert [een["retourcode"] for een in erboven["bevindingen"]] == ["0611"]
    assert "plaatselijke uitleg" in uitleg(erboven)


def test_rijnmond_counts_weeks_by_sundays(elke_deur: Deur) -> None:
    """Example 5.4, acceptance point 5."""
    rotterdam = proef(elke_deur, "rijnmond", ELF, "0599", RIJNMOND)
    week = Omvang(1, "82", "2")
    r1, r3, o2 = (rotterdam.wijs_toe(code, "2018-03-05", "2018-05-27", week) for code in ("50R1M", "50R3L", "50R5L"))
    duurder = rotterdam.declareer(
        rotterdam.regel(r1, "2018-04", 5, 12_500),
        rotterdam.regel(r3, "2018-04", 5, 8_000),
        rotterdam.regel(o2, "2018-04", 5, 15_000),
    )
    assert [een["retourcode"] for een in duurder["bevindingen"]] == ["0611"]
    assert duurder["oordeel"] == "deels_afgekeurd"
    assert [rotterdam.toegekend(een) for een in (r1, r3, o2)] == [0, 40_000, 75_000]
    assert sum(rotterdam.toegekend(een) for een in (r1, r3, o2)) == 115_000
    assert rotterdam.codes(rotterdam.regel(r1, "2018-04", 6, 12_000)) == ["9321"]
    assert "9340" in rotterdam.codes(rotterdam.regel(r1, "2018-04", 5, 17_500, code="50R1Z"))
    assert rotterdam.codes(rotterdam.regel(r1, "2018-04", 5, 12_000)) == []
    assert sum(rotterdam.toegekend(een) for een in (r1, r3, o2)) == 175_000
    maart_en_mei = (
        rotterdam.regel(product, maand, weken, tarief)
        for product, tarief in ((r1, 12_000), (r3, 8_000), (o2, 15_000))
        for maand, weken in (("2018-03", 3), ("2018-05", 4))
    )
    assert rotterdam.codes(*maart_en_mei) == []
    assert sum(rotterdam.toegekend(een) for een in (r1, r3, o2)) == 12 * 35_000 == 420_000


def test_who_has_no_contract_and_who_is_onderaannemer_cannot_claim(elke_deur: Deur) -> None:
    """Acceptance point 8."""
    delft = haaglanden(elke_deur, "0503")
    onder = delft.wijs_toe("50H3B", "2020-02-01", "2020-10-31", stuk(), aanbieder=DE_VLIET)
    oordeel = delft.declareer(delft.regel(onder, "2020-10", 1, 400_000), aanbieder=DE_VLIET)
    assert [een["retourcode"] for een in oordeel["bevindingen"]] == ["0611"]
    assert "onderaannemer" in uitleg(oordeel)
    zonder = delft.wijs_toe("50H3B", "2020-02-01", "2020-10-31", stuk(), aanbieder="99990001")
    oordeel = delft.declareer(delft.regel(zonder, "2020-10", 1, 400_000), aanbieder="99990001")
    assert [een["retourcode"] for een in oordeel["bevindingen"]] == ["0611"]
    assert "geen contract" in uitleg(oordeel)
    ander = delft.wijs_toe("50H3B", "2020-02-01", "2020-10-31", stuk(), aanbieder=WESTERKADE)
    oordeel = delft.declareer(delft.regel(ander, "2020-10", 1, 400_000), aanbieder=WESTERKADE)
    assert [een["retourcode"] for een in oordeel["bevindingen"]] == ["0611"]
    assert "geen contract voor perceel SPEC" in uitleg(oordeel)
    t1 = delft.wijs_toe("50H3B", "2020-02-01", "2020-10-31", stuk())
    assert "9338" in delft.codes(delft.regel(t1, "2020-10", 1, 400_000), aanbieder=DE_VLIET)


def test_maximum_lets_a_lower_tariff_pass(deur: Deur) -> None:
    delft = haaglanden(deur, "0503", aanbieder=DUINZICHT)
    t1 = delft.wijs_toe("50H3B", "2020-08-01", "2020-10-31", stuk())
    assert delft.codes(delft.regel(t1, "2020-09", 1, 400_001)) == ["0611"]
    assert delft.codes(delft.regel(t1, "2020-10", 1, 390_000)) == []


def test_old_rights_in_rijnmond_on_the_boundary_days(elke_deur: Deur) -> None:
    """Example 5.4 and acceptance point 7: 31-12-2017, 31-03-2018, 01-04-2018, 31-12-2018 and 01-01-2019."""
    rotterdam = proef(elke_deur, "rijnmond", ELF, "0599", ZONDER_CONTRACT)
    uren = Omvang(20, "04", "2")
    lopend = rotterdam.wijs_toe("45A48", "2017-12-31", "2019-06-30", uren)
    assert rotterdam.codes(rotterdam.regel(lopend, "2018-06", 4, 7900)) == []
    assert rotterdam.codes(rotterdam.regel(lopend, "2018-12", 4, 7900)) == []
    assert rotterdam.codes(rotterdam.regel(lopend, "2018-07", 4, 8000)) == ["0611"]
    assert rotterdam.codes(rotterdam.regel(lopend, "2019-01", 4, 7900)) == ["0611", "S329"]
    op_tijd = rotterdam.wijs_toe("45A48", "2018-03-31", "2018-12-31", uren, toegewezen="2017-12-31")
    assert rotterdam.codes(rotterdam.regel(op_tijd, "2018-04", 4, 7900)) == ["0611"]
    assert rotterdam.codes(rotterdam.regel(op_tijd, "2018-03", 1, 7900)) == []
    assert rotterdam.codes(rotterdam.regel(op_tijd, "2018-04", 4, 7900)) == []
    te_laat = rotterdam.wijs_toe("45A48", "2018-04-01", "2018-12-31", uren, toegewezen="2017-12-31")
    assert rotterdam.codes(rotterdam.regel(te_laat, "2018-04", 4, 7900)) == ["0611"]
    te_nieuw = rotterdam.wijs_toe("45A48", "2018-03-01", "2018-12-31", uren, toegewezen="2018-01-01")
    assert rotterdam.codes(rotterdam.regel(te_nieuw, "2018-03", 4, 7900)) == ["0611"]


def met_plafond(deur: Deur, bedrag: int, afhandeling: Plafondafhandeling = Plafondafhandeling.NIET_BETAALBAAR) -> Proef:
    """Rijnmond, with this plafond on perceel E."""
    rotterdam = proef(deur, "rijnmond", ELF, "0599", RIJNMOND)
    deur.bank.knoop.laad_regio(met_e(bedrag, afhandeling))
    return rotterdam


def met_e(bedrag: int, afhandeling: Plafondafhandeling = Plafondafhandeling.NIET_BETAALBAAR) -> Regio:
    """The twin with this plafond on perceel E."""
    regio = tweeling("rijnmond", ELF)
    plafonds = tuple(replace(een, bedrag=bedrag) if een.perceel == "E" else een for een in regio.volumeplafonds)
    contracten = tuple(replace(een, plafondafhandeling=afhandeling) for een in regio.contracten)
    return replace(regio, volumeplafonds=plafonds, contracten=contracten)


def test_perceel_e_signals_at_80_percent_and_does_not_pay_above_its_plafond(elke_deur: Deur) -> None:
    """Example 5.4, acceptance point 6: exactly at the plafond is paid, a cent above is not; perceel A has none."""
    rotterdam = met_plafond(elke_deur, 175_000)
    week = Omvang(1, "82", "2")
    r1, r3, o2 = (rotterdam.wijs_toe(code, "2018-03-05", "2018-05-27", week) for code in ("50R1M", "50R3L", "50R5L"))
    eerste = rotterdam.declareer(rotterdam.regel(r1, "2018-04", 5, 12_000), rotterdam.regel(r3, "2018-04", 5, 8_000))
    assert "SIG-PLAFOND-80" not in [een["code"] for een in eerste["signalen"]]
    tweede = rotterdam.declareer(rotterdam.regel(o2, "2018-04", 5, 15_000))
    meldingen = [een for een in tweede["signalen"] if een["code"] == "SIG-PLAFOND-80"]
    assert sorted(een["voor"] for een in meldingen) == ["aanbieder", "gemeente"]
    assert "€ 1.750,00 van € 1.750,00 (100,00%)" in meldingen[0]["uitleg"]
    erboven = rotterdam.regel(r3, "2018-03", 3, 8_000)
    derde = rotterdam.declareer(erboven)
    assert (derde["oordeel"], derde["signalen"]) == ("goedgekeurd", [])
    lijst = elke_deur.get("betalingen", gemeente="0599", aanbieder=RIJNMOND)
    assert [(een["bedrag"], een["betaalbaar"]) for een in lijst["betalingen"]] == [
        (60_000, True),
        (40_000, True),
        (75_000, True),
        (24_000, False),
    ]
    assert "PLAFOND: gerealiseerd € 1.750,00 + € 240,00 = € 1.990,00, € 240,00 boven" in lijst["betalingen"][3]["reden"]
    assert lijst["totaal"] == {
        "regels": 4,
        "betaalbaar": 175_000,
        "niet_betaalbaar": 24_000,
        "afrekeningen": 0,
        "te_betalen": 175_000,
    }
    (geld,) = elke_deur.get("stuurcijfers/financien", gemeente="0599", van="2029-01-01", tot="2030-12-31")["rijen"]
    assert (geld["toegekend"], geld["tegengehouden"], geld["betaalbaar"]) == (199_000, 24_000, 175_000)
    (stand,) = (een for een in elke_deur.get("plafonds", zonder_melding="true")["plafonds"] if een["perceel"] == "E")
    assert (stand["gerealiseerd"], stand["over"], stand["honderdsten_procent"]) == (175_000, 0, 10_000)
    assert (stand["niet_betaalbaar"], stand["gemeld"]) == (24_000, None)
    melding = {naam: stand[naam] for naam in ("regio", "contract", "perceel", "jaar")} | {"datum": "2030-01-02"}
    assert elke_deur.http.post("/api/v1/plafonds/meldingen", json=melding).status_code == 204
    assert elke_deur.get("plafonds", zonder_melding="true")["plafonds"] == []
    assert elke_deur.http.post("/api/v1/plafonds/meldingen", json=melding | {"perceel": "A"}).status_code == 404
    bestand = elke_deur.http.get("/api/v1/betalingen", params={"gemeente": "0599"}, headers={"Accept": "text/csv"})
    assert bestand.headers["content-type"].startswith("text/csv")
    assert len(bestand.text.splitlines()) == 5
    assert KIND.bsn not in bestand.text
    pagina = elke_deur.get("betalingen", gemeente="0599", limit="3")
    assert [een["bedrag"] for een in pagina["betalingen"]] == [60_000, 40_000, 75_000]
    vervolg = elke_deur.http.get(pagina["volgende"]).json()
    assert ([een["bedrag"] for een in vervolg["betalingen"]], vervolg["volgende"]) == ([24_000], None)
    assert vervolg["totaal"] == pagina["totaal"]
    terug = erboven._replace(referentienummer="RNC", vorig_referentienummer=erboven.referentienummer, debet_credit="C")
    assert rotterdam.codes(terug) == []
    lijst = elke_deur.get("betalingen", gemeente="0599", aanbieder=RIJNMOND)
    assert (lijst["betalingen"][4]["bedrag"], lijst["betalingen"][4]["betaalbaar"]) == (-24_000, False)


def test_what_is_assigned_warns_before_it_is_claimed(elke_deur: Deur) -> None:
    """R081: 12 weeks of 120 euros are 1,440 euros, before anything is claimed."""
    rotterdam = met_plafond(elke_deur, 180_000)
    dit_jaar = tuple(replace(een, jaar=2020 + ELF) for een in met_e(180_000).volumeplafonds)
    elke_deur.bank.knoop.laad_regio(replace(met_e(180_000), volumeplafonds=dit_jaar))
    week = Omvang(1, "82", "2")

    def plafond_e() -> dict[str, Any]:
        lijst = elke_deur.get("plafonds", jaar=str(2020 + ELF))
        assert lijst["fictief"]
        return next(een for een in lijst["plafonds"] if een["perceel"] == "E")

    def signalen(toestand: str = "open") -> list[tuple[str, str]]:
        assert elke_deur.http.post("/api/v1/dagronde", json={}).status_code == 200
        lijst = elke_deur.get("signalen", code="SIG-PLAFOND-TOEGEZEGD", toestand=toestand)["signalen"]
        return sorted((een["voor"], een["uitleg"]) for een in lijst)

    assert (plafond_e()["toegezegd"], plafond_e()["toewijzingen"], signalen()) == (0, 0, [])
    rotterdam.wijs_toe("50R1M", "2020-03-03", "2020-05-25", week)
    stand = plafond_e()
    assert (stand["toegezegd"], stand["toegezegd_honderdsten_procent"], stand["gerealiseerd"]) == (144_000, 8_000, 0)
    eerste = signalen()
    leden = [een for een in met_e(180_000).gemeenten if een.geldig.omvat(date(2031, 6, 1))]
    assert [voor for voor, _ in eerste] == ["aanbieder", *["gemeente"] * len(leden)]
    eigen = elke_deur.get("signalen", code="SIG-PLAFOND-TOEGEZEGD", gemeente="0599")["signalen"]
    assert len(eigen) == 1
    assert "toewijzingen verplichten tot € 1.440,00 van € 1.800,00 (80,00%); de grens is 80%." in eerste[0][1]
    rotterdam.wijs_toe("50R3L", "2020-03-03", "2020-05-25", week)
    assert plafond_e()["toegezegd"] == 240_000
    meer = signalen()
    assert len(meer) == 2 * len(eerste)
    assert "(133,33%); de grens is 100%. Wat boven het plafond" in meer[1][1]
    for een in elke_deur.get("signalen", code="SIG-PLAFOND-TOEGEZEGD")["signalen"]:
        gesloten = {"toestand": "gesloten", "toelichting": "Besproken.", "door": "gemeente"}
        assert elke_deur.http.post(f"/api/v1/signalen/{een['id']}/toestand", json=gesloten).status_code == 200
    assert signalen() == []


def test_a_credit_makes_room_under_the_plafond(deur: Deur) -> None:
    rotterdam = met_plafond(deur, 60_000)
    r1 = rotterdam.wijs_toe("50R1M", "2018-03-05", "2018-05-27", Omvang(1, "82", "2"))
    april = rotterdam.regel(r1, "2018-04", 5, 12_000)
    assert rotterdam.codes(april) == []
    terug = april._replace(referentienummer="RNC", vorig_referentienummer=april.referentienummer, debet_credit="C")
    assert rotterdam.codes(terug) == []
    assert rotterdam.codes(rotterdam.regel(r1, "2018-04", 5, 12_000)) == []
    lijst = deur.get("betalingen", gemeente="0599")["betalingen"]
    assert [(een["bedrag"], een["betaalbaar"]) for een in lijst] == [(60_000, True), (-60_000, True), (60_000, True)]


def test_a_strict_contract_rejects_what_passes_its_plafond(deur: Deur) -> None:
    rotterdam = met_plafond(deur, 60_000, Plafondafhandeling.AFKEUR)
    week = Omvang(1, "82", "2")
    r1, r3 = (rotterdam.wijs_toe(code, "2018-03-05", "2018-05-27", week) for code in ("50R1M", "50R3L"))
    oordeel = rotterdam.declareer(rotterdam.regel(r1, "2018-04", 5, 12_000), rotterdam.regel(r3, "2018-04", 5, 8_000))
    assert [een["retourcode"] for een in oordeel["bevindingen"]] == ["0611"]
    assert "€ 400,00 boven het plafond" in uitleg(oordeel)


def test_perceel_a_has_no_plafond(elke_deur: Deur) -> None:
    """Acceptance point 6, the other half."""
    rotterdam = met_plafond(elke_deur, 1)
    code = next(
        een
        for een in tweeling("rijnmond", ELF).productcodes
        if een.perceel == "A" and een.eenheid == "82" and een.profiel == "R1"
    )
    afspraak = next(een for een in tweeling("rijnmond", ELF).tarieven if een.code == code.code)
    product = rotterdam.wijs_toe(code.code, "2018-03-05", "2018-05-27", Omvang(1, "82", "2"))
    assert rotterdam.codes(rotterdam.regel(product, "2018-04", 5, afspraak.bedrag)) == []
    assert elke_deur.get("betalingen", gemeente="0599")["totaal"]["betaalbaar"] == 5 * afspraak.bedrag


def test_a_toewijzing_signals_what_does_not_fit_the_agreements(elke_deur: Deur) -> None:
    roosendaal = proef(elke_deur, "west-brabant-west", TIEN, "1674", WBW)
    goed = roosendaal.wijs_toe("50W2B", "2016-03-01", "2016-11-30", euros(600_000))
    hoog = roosendaal.wijs_toe("50W3B", "2017-03-01", "2017-11-30", euros(950_000))
    later = roosendaal.wijs_toe("50W2B", "2016-06-01", "2016-10-31", euros(600_000))
    assert roosendaal.signalen == {
        goed.toewijzingnummer: [],
        hoog.toewijzingnummer: ["SIG-TARIEF-TOEWIJZING"],
        later.toewijzingnummer: ["SIG-NAFACTUUR"],
    }


def test_help_by_result_without_a_term_is_signalled_until_it_has_one(elke_deur: Deur) -> None:
    """R035: a PIC has an Einddatum; help per hour need not have one."""
    delft = haaglanden(elke_deur, "0503")
    zonder = delft.wijs_toe("50H3B", "2020-05-01", None, stuk())
    met = delft.wijs_toe("50H5A", "2020-05-01", "2020-12-31", stuk())
    per_uur = delft.wijs_toe("45A53", "2019-09-01", None, Omvang(2, "04", "4"))
    assert "SIG-EINDDATUM" in delft.signalen[zonder.toewijzingnummer]
    assert "SIG-EINDDATUM" not in delft.signalen[met.toewijzingnummer] + delft.signalen[per_uur.toewijzingnummer]
    (signaal,) = elke_deur.get("signalen", code="SIG-EINDDATUM")["signalen"]
    assert signaal["toestand"] == "open"
    assert f"Toewijzing {zonder.toewijzingnummer} voor PIC 3B van perceel SPEC" in signaal["uitleg"]


def test_haaglanden_signals_a_missing_profiel_a_second_hoofdaannemer_and_the_transition(elke_deur: Deur) -> None:
    westland = haaglanden(elke_deur, "1783")
    zonder_label = westland.wijs_toe("43A07", "2020-09-01", "2020-12-31", Omvang(122, "14", "6"))
    te_lang = westland.wijs_toe("43A07", "2020-10-01", "2021-01-31", Omvang(122, "14", "6"))
    voor_die_tijd = westland.wijs_toe("45A53", "2019-09-01", "2019-12-31", Omvang(2, "04", "2"))
    eerste = westland.wijs_toe("50J9D", "2021-02-01", "2021-12-31", stuk())
    tweede = westland.wijs_toe("50J9D", "2021-06-01", "2021-12-31", stuk(), aanbieder=WESTERKADE)
    assert westland.signalen == {
        zonder_label.toewijzingnummer: ["SIG-PROFIEL-ONTBREEKT"],
        te_lang.toewijzingnummer: ["SIG-PROFIEL-ONTBREEKT", "SIG-OVERGANG"],
        voor_die_tijd.toewijzingnummer: [],
        eerste.toewijzingnummer: [],
        tweede.toewijzingnummer: ["SIG-DUBBEL"],
    }


def test_rijnmond_signals_an_element_without_resultaatgebied_and_old_rights(elke_deur: Deur) -> None:
    rotterdam = proef(elke_deur, "rijnmond", ELF, "0599", RIJNMOND)
    week = Omvang(1, "82", "2")
    los = rotterdam.wijs_toe("50R5L", "2018-03-05", "2018-05-27", week)
    r1 = rotterdam.wijs_toe("50R1M", "2018-03-05", "2018-05-27", week)
    ernaast = rotterdam.wijs_toe("50R5L", "2018-04-02", "2018-05-27", week)
    uren = Omvang(20, "04", "2")
    op_tijd = rotterdam.wijs_toe("45A48", "2018-03-31", "2018-12-31", uren, toegewezen="2017-12-31")
    te_laat = rotterdam.wijs_toe("45A48", "2018-04-01", "2018-12-31", uren, toegewezen="2017-12-31")
    om_te_zetten = rotterdam.wijs_toe("45A48", "2017-12-31", "2019-01-01", uren)
    assert rotterdam.signalen == {
        los.toewijzingnummer: ["SIG-ARRANGEMENT-ONVOLLEDIG"],
        r1.toewijzingnummer: [],
        ernaast.toewijzingnummer: [],
        op_tijd.toewijzingnummer: [],
        te_laat.toewijzingnummer: ["SIG-OVERGANG"],
        om_te_zetten.toewijzingnummer: ["SIG-OVERGANG"],
    }


def test_another_instalment_is_signalled_and_paid(deur: Deur) -> None:
    """Example 5.1: START 300000 and EIND 100000 add up, and are not 70/30."""
    delft = haaglanden(deur, "0503")
    traject = delft.wijs_toe("50H3B", "2020-02-01", "2020-10-31", euros(400_000))
    start = delft.declareer(delft.regel(traject, "2020-02", 300_000, None))
    assert [een["code"] for een in start["signalen"]] == ["SIG-TERMIJN"]
    assert "termijn 1 volgens schema START 70 EIND 30 is € 2.800,00" in start["signalen"][0]["uitleg"]
    eind = delft.declareer(delft.regel(traject, "2020-10", 100_000, None))
    assert (eind["oordeel"], [een["code"] for een in eind["signalen"]]) == ("goedgekeurd", ["SIG-TERMIJN"])
    assert delft.toegekend(traject) == 400_000
    ander = delft.wijs_toe("50H3B", "2021-02-01", "2021-10-31", euros(400_000))
    assert delft.declareer(delft.regel(ander, "2021-02", 280_000, None))["signalen"] == []
    assert delft.declareer(delft.regel(ander, "2021-10", 120_000, None))["signalen"] == []


def test_an_exception_takes_the_place_of_contract_and_tariff(elke_deur: Deur) -> None:
    """Hardheid after the transition: 0611 until somebody decided otherwise, and only for that toewijzing."""
    rotterdam = proef(elke_deur, "rijnmond", ELF, "0599", ZONDER_CONTRACT)
    te_laat = rotterdam.wijs_toe("45A48", "2018-04-01", "2018-12-31", Omvang(20, "04", "2"))
    assert rotterdam.codes(rotterdam.regel(te_laat, "2018-04", 4, 7900)) == ["0611"]
    besluit = {
        "gemeente": "0599",
        "toewijzingnummer": te_laat.toewijzingnummer,
        "soort": "HARDHEID",
        "bedrag": 7900,
        "reden": "Omzetten zou de hulp afbreken.",
        "goedgekeurd_door": "beleidsmedewerker jeugd",
        "tot": str(rotterdam.dag("2018-06-30")),
    }
    met_bsn = elke_deur.http.post("/api/v1/uitzonderingen", json=besluit | {"reden": f"Voor {KIND.bsn}."})
    assert met_bsn.status_code == 422
    antwoord = elke_deur.http.post("/api/v1/uitzonderingen", json=besluit)
    assert antwoord.status_code == 201, antwoord.text
    assert rotterdam.codes(rotterdam.regel(te_laat, "2018-04", 4, 8000)) == ["0611"]
    goed = rotterdam.declareer(rotterdam.regel(te_laat, "2018-04", 4, 7900))
    assert goed["oordeel"] == "goedgekeurd"
    assert "HARDHEID" in goed["niet_toetsbaar"][0]["reden"]
    assert rotterdam.codes(rotterdam.regel(te_laat, "2018-07", 4, 7900)) == ["0611"]
    lijst = elke_deur.get("uitzonderingen", gemeente="0599")["uitzonderingen"]
    assert [(een["soort"], een["toewijzingnummer"]) for een in lijst] == [("HARDHEID", te_laat.toewijzingnummer)]
    for eerder, uitkomst in herhaal_geschiedenis(elke_deur.bank.knoop, lambda eerder: eerder.release):
        assert isinstance(uitkomst, Afhandeling)
        assert uitkomst.oordeel.bevindingen == eerder.bevindingen
    onbekend = elke_deur.http.post("/api/v1/uitzonderingen", json={**besluit, "toewijzingnummer": 1})
    assert onbekend.status_code == 404


def test_the_price_of_a_toewijzing_is_told_step_by_step(deur: Deur) -> None:
    delft = haaglanden(deur, "0503")
    traject = delft.wijs_toe("50H3B", "2020-02-01", "2020-10-31", euros(400_000))
    delft.declareer(delft.regel(traject, "2020-02", 280_000, None))
    delft.declareer(delft.regel(traject, "2020-10", 130_000, None))
    prijs = deur.get(f"toewijzingen/0503/{traject.toewijzingnummer}/prijs")
    assert (prijs["regio"], prijs["perceel"], prijs["vorm"]) == ("HAAGLANDEN", "SPEC", "PIC")
    assert (prijs["profiel"], prijs["intensiteit"], prijs["pic"]) == ("3", "B", "3B")
    assert (prijs["peildatum"], prijs["tariefversie"]) == ("2026-02-01", 1)
    assert (prijs["verplichting"], prijs["toegekend"], prijs["over"]) == (400_000, 280_000, 120_000)
    start, eind = prijs["regels"]
    assert (start["verwacht"], start["toegekend"], start["afwijkingen"]) == (280_000, 280_000, [])
    assert "Termijn 1 volgens schema START 70 EIND 30 is € 2.800,00 van € 4.000,00." in start["stappen"]
    assert [een["code"] for een in eind["afwijkingen"]] == ["SIG-TERMIJN", "9322"]
    assert eind["toegekend"] == 0
