"""Points of acceptance and figures of the worked examples that need whole chains of messages, over HTTP.

Points 1, 2, 4 to 8 are in test_contractvoorbeelden, 10 in test_uitkomsten, 11 in test_herzieningen.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

from app.messages.opstellen import Kind
from app.messages.records import Omvang, StartProduct, StopProduct, ToegewezenProduct
from app.standard.elfproef import test_bsn
from tests.api.conftest import Deur
from tests.bank import AANGEVRAAGD, KIND, TOEWIJZING
from tests.contracts.tweeling import Proef, proef

HOFSTAD, DUINZICHT = "50500001", "50500003"
RIJNMOND, ZONDER_CONTRACT = "60600001", "60600009"
WBW = "70700001"
ZES, ELF, TIEN = 6, 11, 10
TARIEVEN = (12_000, 8_000, 15_000)
"""A week of R1 middel, R3 licht and O2 licht: together 35000."""


def lever(waar: Proef, product: ToegewezenProduct, tot: str) -> None:
    """The aanbieder reports that help began on the first day, and that it ended for good because the goals are met."""
    bank, ingang = waar.deur.bank, product.ingangsdatum
    wat = ("", product.toewijzingnummer, product.categorie, product.code, ingang, ingang)
    kop: dict[str, Any] = {"afzender": waar.aanbieder, "ontvanger": waar.gemeente}
    for bericht in (
        bank.jw305(StartProduct(*wat, "1"), **kop),
        bank.jw307(StopProduct(*wat, "31", waar.dag(tot), "1"), **kop),
    ):
        oordeel = waar.deur.beoordeling(bericht)
        assert oordeel["oordeel"] == "goedgekeurd", oordeel["bevindingen"]


def test_acceptance_point_3_a_year_per_unit_feeds_the_monitor_and_the_next_is_paid_by_pic(elke_deur: Deur) -> None:
    """Example 5.3: 122 etmalen of 31000 with label 9D cost 1.051 times the PIC; from then on the PIC is paid."""
    deur = elke_deur
    westland = proef(deur, "haaglanden", ZES, "1783", HOFSTAD)
    t3 = westland.wijs_toe("43A07", "2020-09-01", "2020-12-31", Omvang(122, "14", "6"))
    assert "SIG-PROFIEL-ONTBREEKT" in westland.signalen[t3.toewijzingnummer]
    label = {"perceel": "HOOG", "profiel": "9", "intensiteit": "D"}
    assert deur.http.put(f"/api/v1/piclabels/1783/{t3.toewijzingnummer}", json=label).status_code == 200
    duurder = westland.regel(t3, "2020-09", 30, 31_500)
    assert duurder.bedrag == 945_000
    assert westland.codes(duurder) == ["0611"]
    for maand, etmalen in (("2020-09", 30), ("2020-10", 31), ("2020-11", 30)):
        assert westland.codes(westland.regel(t3, maand, etmalen, 31_000)) == []
    een_te_veel = westland.declareer(westland.regel(t3, "2020-12", 32, 31_000))
    assert [een["retourcode"] for een in een_te_veel["bevindingen"]] == ["9322"]
    assert "123 etmalen" in een_te_veel["bevindingen"][0]["uitleg"]
    assert westland.codes(westland.regel(t3, "2020-12", 31, 31_000)) == []
    assert westland.toegekend(t3) == 122 * 31_000 == 3_782_000
    lever(westland, t3, "2020-12-31")
    vraag = {"regio": "HAAGLANDEN", "van": "2026-01-01", "tot": "2026-12-31", "drempel": "1"}
    (rij,) = deur.get("stuurcijfers/tariefmonitor", **vraag)["rijen"]
    assert (rij["perceel"], rij["profiel"], rij["intensiteit"], rij["aantal"]) == ("HOOG", "9", "D", 1)
    assert (rij["gemiddelde"], rij["mediaan"], rij["tarief"], rij["verhouding"]) == (
        *(3_782_000, 3_782_000, 3_600_000),
        1.051,
    )
    t4 = westland.wijs_toe("50J9D", "2021-01-01", "2021-12-31", Omvang(1, "82", "6"))
    assert {"0611", "9308"} <= set(westland.codes(westland.regel(t3, "2021-01", 31, 31_000)))
    assert westland.codes(westland.regel(t4, "2021-12", 1, 3_600_000)) == []
    assert westland.toegekend(t4) == 3_600_000


def test_acceptance_point_9_one_aanbieder_is_flagged_by_the_messages_that_it_got(elke_deur: Deur) -> None:
    """Example 5.7 from toewijzingen alone: X has 33 heavy ones of 60 where its peers would have 22."""
    deur, bank = elke_deur, elke_deur.bank
    waar = proef(deur, "haaglanden", ZES, "0503", HOFSTAD)
    nummer = 0
    for aanbieder, profiel, aantal, zwaar in (
        *((HOFSTAD, "3", 40, 20), (HOFSTAD, "5", 20, 13)),
        *((DUINZICHT, "3", 20, 6), (DUINZICHT, "5", 20, 10)),
    ):
        for plaats in range(aantal):
            product = TOEWIJZING._replace(
                toewijzingnummer=5000 + nummer,
                categorie="50",
                code=f"50H{profiel}{'D' if plaats < zwaar else 'A'}",
                toewijzingsdatum=waar.dag("2020-08-01"),
                ingangsdatum=waar.dag("2020-09-01"),
                einddatum=waar.dag("2020-12-31"),
                omvang=Omvang(1, "82", "6"),
            )
            kop: dict[str, Any] = {"afzender": "0503", "ontvanger": aanbieder, "kind": Kind(test_bsn(nummer))}
            assert deur.post(bank.jw301(product, **kop)).status_code == 200
            nummer += 1
    vraag = {"regio": "HAAGLANDEN", "van": "2026-01-01", "tot": "2026-12-31"}
    rijen = {rij["aanbieder"]: rij for rij in deur.get("stuurcijfers/zwaarte", **vraag)["rijen"]}
    assert {wie: rij["signaal"] for wie, rij in rijen.items()} == {HOFSTAD: "SIG-ZWAARTE", DUINZICHT: None}
    x = rijen[HOFSTAD]
    assert (x["trajecten"], x["verwacht"], x["waargenomen"], x["verhouding"]) == (60, 22.0, 33, 1.5)
    assert (x["variantie"], round(x["standaarddeviatie"], 2), round(x["z"], 1)) == (13.4, 3.66, 3.0)


def test_acceptance_point_12_ages_are_signalled_when_they_come_in_the_period(elke_deur: Deur) -> None:
    """Sixteen, eighteen, twenty-three, and ggz for who is eighteen; silent for who stays younger to the last day."""
    deur, bank = elke_deur, elke_deur.bank
    begin, einde = TOEWIJZING.ingangsdatum, date(2026, 6, 30)
    ggz = TOEWIJZING._replace(categorie="54", code=None, omvang=None, budget=500_000)

    def gemeld(product: ToegewezenProduct, geboren: date) -> set[str]:
        bericht = bank.jw301(product, kind=replace(KIND, geboortedatum=geboren))
        oordeel = deur.beoordeling(bericht, "toetsingen")
        assert oordeel["oordeel"] == "goedgekeurd", oordeel["bevindingen"]
        codes = {een["code"] for een in oordeel["signalen"]}
        return {code for code in codes if "LEEFTIJD" in code or "ZVW" in code}

    assert gemeld(TOEWIJZING, date(2010, 7, 1)) == set()
    assert gemeld(TOEWIJZING, date(2010, 6, 30)) == {"SIG-LEEFTIJD-16"}
    assert "SIG-LEEFTIJD-18" not in gemeld(TOEWIJZING, date(2008, 7, 1))
    assert "SIG-LEEFTIJD-18" in gemeld(TOEWIJZING, date(2008, 6, 29))
    assert "SIG-LEEFTIJD-23" not in gemeld(TOEWIJZING, date(2003, 7, 1))
    assert "SIG-LEEFTIJD-23" in gemeld(TOEWIJZING, date(2003, 6, 29))
    assert "SIG-ZVW-VOORLIGGEND" not in gemeld(ggz, einde.replace(year=2008, month=7, day=1))
    assert "SIG-ZVW-VOORLIGGEND" in gemeld(ggz, begin.replace(year=2008))
    verzoek = bank.jw315(AANGEVRAAGD, kind=replace(KIND, geboortedatum=date(2003, 5, 31)))
    assert "SIG-LEEFTIJD-23" in {een["code"] for een in deur.beoordeling(verzoek, "toetsingen")["signalen"]}


def test_the_plafond_of_perceel_e_with_its_own_figures(elke_deur: Deur) -> None:
    """Example 5.4: 39850000 + 175000 is 80.05 % of 50000000; 60000 and 40000 fill it exactly, 75000 does not fit."""
    deur = elke_deur
    waar = proef(deur, "rijnmond", ELF, "0599", RIJNMOND)
    veel, week = Omvang(1105, "82", "2"), Omvang(1, "82", "2")
    r1, r3, o2 = (waar.wijs_toe(code, "2018-03-05", "2018-05-27", veel) for code in ("50R1M", "50R3L", "50R5L"))
    gewoon = [waar.wijs_toe(code, "2018-03-05", "2018-05-27", week) for code in ("50R1M", "50R3L", "50R5L")]

    def realiseer(maand: str, *aantallen: int) -> None:
        regels = zip((r1, r3, o2), aantallen, TARIEVEN, strict=True)
        assert waar.codes(*(waar.regel(product, maand, *rest) for product, *rest in regels)) == []

    def stand() -> tuple[int, int]:
        lijst = deur.get("plafonds", regio="RIJNMOND", jaar=str(2018 + ELF))["plafonds"]
        (een,) = (een for een in lijst if een["perceel"] == "E")
        assert een["plafond"] == 50_000_000
        return een["gerealiseerd"], een["honderdsten_procent"]

    realiseer("2018-03", 3315, 5, 2)
    assert stand() == (39_850_000, 7970)
    april = waar.declareer(
        *(waar.regel(een, "2018-04", 5, tarief) for een, tarief in zip(gewoon, TARIEVEN, strict=True))
    )
    assert stand() == (40_025_000, 8005)
    meldingen = [een for een in april["signalen"] if een["code"] == "SIG-PLAFOND-80"]
    assert {een["voor"] for een in meldingen} == {"gemeente", "aanbieder"}
    assert "€ 400.250,00 van € 500.000,00 (80,05%)" in meldingen[0]["uitleg"]
    realiseer("2018-05", 821, 1, 1)
    assert stand() == (49_900_000, 9980)
    realiseer("2018-04", 5, 5, 5)
    betalingen = deur.get("betalingen", gemeente="0599")["betalingen"][-3:]
    assert [(een["bedrag"], een["betaalbaar"]) for een in betalingen] == [
        (60_000, True),
        (40_000, True),
        (75_000, False),
    ]
    assert "€ 500.750,00" in betalingen[2]["reden"]
    assert stand() == (50_000_000, 10_000)


def test_help_that_ends_early_because_the_goals_are_met_keeps_its_second_half(elke_deur: Deur) -> None:
    """Example 5.5: a stop with reason 31 in August, and the EIND of 300000 is due all the same."""
    roosendaal = proef(elke_deur, "west-brabant-west", TIEN, "1674", WBW)
    t5 = roosendaal.wijs_toe("50W2B", "2016-03-01", "2016-11-30", Omvang(600_000, "83", "6"))
    assert roosendaal.codes(roosendaal.regel(t5, "2016-03", 300_000, None)) == []
    lever(roosendaal, t5, "2016-08-31")
    eind = roosendaal.declareer(roosendaal.regel(t5, "2016-08", 300_000, None))
    assert eind["oordeel"] == "goedgekeurd"
    assert "SIG-TERMIJN" not in [een["code"] for een in eind["signalen"]]
    assert roosendaal.toegekend(t5) == 600_000


def test_an_old_right_in_2019_is_paid_only_for_hardship(elke_deur: Deur) -> None:
    """Example 5.4: 0611 after the last day of the transition, unless somebody decided otherwise."""
    rotterdam = proef(elke_deur, "rijnmond", ELF, "0599", ZONDER_CONTRACT)
    lopend = rotterdam.wijs_toe("45A48", "2017-12-31", "2019-06-30", Omvang(20, "04", "2"))
    assert rotterdam.codes(rotterdam.regel(lopend, "2018-06", 4, 7900)) == []
    assert "0611" in rotterdam.codes(rotterdam.regel(lopend, "2019-01", 4, 7900))
    besluit = {
        "gemeente": "0599",
        "toewijzingnummer": lopend.toewijzingnummer,
        "soort": "HARDHEID",
        "bedrag": 7900,
        "reden": "Omzetten zou de hulp afbreken.",
        "goedgekeurd_door": "beleidsmedewerker jeugd",
        "tot": str(rotterdam.dag("2019-01-31")),
    }
    assert elke_deur.http.post("/api/v1/uitzonderingen", json=besluit).status_code == 201
    assert "0611" not in rotterdam.codes(rotterdam.regel(lopend, "2019-01", 4, 7900))
    assert "0611" in rotterdam.codes(rotterdam.regel(lopend, "2019-02", 4, 7900))
    (rij,) = elke_deur.get("omzettingen", gemeente="0599")["omzettingen"]
    assert (rij["toewijzingnummer"], rij["uitzondering_tot"]) == (lopend.toewijzingnummer, besluit["tot"])
