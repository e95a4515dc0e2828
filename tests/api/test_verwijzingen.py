"""What is known of a toewijzing beside its messages: told, told anew, read, and closing signals that wait for it."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date
from typing import Any
from uuid import UUID

import pytest
from httpx import Response
from sqlalchemy import select

from app.contracts.regiobestand import lees_regio, meegeleverd
from app.contracts.verwijzing import Verwijzingsdeel
from app.messages.pakket import Pakket
from app.messages.records import Omvang, Verwijzer
from app.standard.elfproef import test_bsn
from app.store import tables as t
from tests.api.conftest import Deur, Tikkend, probleem
from tests.bank import AANGEVRAAGD, GEMEENTE, KIND, TOEWIJZING
from tests.contracts.tweeling import proef

BSN = test_bsn(3)
PLAN = "8f2b6a0e-2d0f-4c0c-9a57-3f6d1f0c7b11"
ALLES: dict[str, Any] = {
    "verwijzersoort": "01",
    "lokaal_team": "CENTRUM-1",
    "lokaal_team_op": "2026-04-20",
    "gezinsplan": PLAN,
    "jeugd_overstijgend": True,
    "brede_screening_op": "2026-04-21",
    "perspectiefplan_op": "2026-04-22",
    "verlengde_jeugdhulp": True,
    "uit_gesloten": False,
    "plan": {"op": "2026-04-23", "tot": "2026-06-30", "doelen": 3},
}
OPEN = Omvang(2, "04", "1")
"""Two hours a day: needs no Einddatum."""
ZESTIEN = replace(KIND, geboortedatum=date(2010, 4, 15))
ACHTTIEN = replace(KIND, geboortedatum=date(2008, 4, 15))


def leg_vast(deur: Deur, inhoud: dict[str, Any], nummer: int = 1001, gemeente: str = GEMEENTE) -> Response:
    """Tell something of a toewijzing."""
    antwoord: Response = deur.http.put(f"/api/v1/verwijzingen/{gemeente}/{nummer}", json=inhoud)
    return antwoord


def signalen(deur: Deur, toestand: str = "open", **vraag: str) -> list[str]:
    """Codes of the signals in a state, oldest first."""
    gevonden = deur.get("signalen", toestand=toestand, **vraag)["signalen"]
    return [een["code"] for een in reversed(gevonden)]


def gemeld(deur: Deur, bericht: Pakket) -> list[str]:
    """Codes of our own signals on a message that has to be approved."""
    oordeel = deur.beoordeling(bericht)
    assert oordeel["oordeel"] == "goedgekeurd", oordeel["bevindingen"]
    return [een["code"] for een in oordeel["signalen"] if een["code"].startswith("SIG-")]


def spoor(deur: Deur, code: str) -> list[tuple[str, str, str, str]]:
    """The trail of the only signal of a kind."""
    (een,) = deur.get("signalen", code=code)["signalen"]
    stappen = deur.get(f"signalen/{een['id']}")["spoor"]
    return [(stap["van"], stap["naar"], stap["door"], stap["toelichting"]) for stap in stappen]


def vraag_van_elke(deur: Deur, *delen: Verwijzingsdeel) -> None:
    """Let the demo regio ask something of each verwijzing."""
    demo = lees_regio(meegeleverd()["demo"])
    deur.bank.knoop.laad_regio(replace(demo, verwijzing_vereist=delen))


def test_what_is_told_is_read_and_the_same_again_changes_nothing(elke_deur: Deur) -> None:
    deur = elke_deur
    deur.bank.goed(deur.bank.jw301())
    assert leg_vast(deur, ALLES).json() == {"versie": 1, "nieuw": True, "gesloten_signalen": []}
    assert leg_vast(deur, ALLES).json() == {"versie": 1, "nieuw": False, "gesloten_signalen": []}
    assert leg_vast(deur, {"lokaal_team": "CENTRUM-2"}).json()["versie"] == 2
    pad = deur.get(f"toewijzingen/{GEMEENTE}/1001")["verwijzing"]
    gelezen = deur.get(pad.removeprefix("/api/v1/"))
    assert gelezen["toewijzing"] == f"/api/v1/toewijzingen/{GEMEENTE}/1001"
    assert gelezen["geldend"]["lokaal_team"] == "CENTRUM-2"
    assert gelezen["geldend"]["vervangen"] is None
    assert (gelezen["geldend"]["met_gezinsplan"], gelezen["geldend"]["plan"]) == (False, None)
    (eerder,) = gelezen["eerder"]
    assert eerder.pop("vervangen") == gelezen["geldend"]["bekend"]
    assert eerder.pop("bekend") < gelezen["geldend"]["bekend"]
    zonder_plan = {naam: waarde for naam, waarde in ALLES.items() if naam != "gezinsplan"}
    assert eerder == zonder_plan | {"versie": 1, "met_gezinsplan": True}


def test_a_gezinsplan_is_never_shown_nor_kept_and_tells_nothing_outside_its_gemeente(elke_deur: Deur) -> None:
    deur = elke_deur
    for gemeente, nummer in ((GEMEENTE, 1001), (GEMEENTE, 1002), ("0503", 1001)):
        assert PLAN not in leg_vast(deur, {"gezinsplan": PLAN}, nummer, gemeente).text
    assert PLAN not in deur.http.get(f"/api/v1/verwijzingen/{GEMEENTE}/1001").text
    with deur.bank.knoop.opslag.werkeenheid(schrijven=False) as werk:
        eerste, broer, elders = werk.verbinding.scalars(select(t.verwijzing.c.gezinsplan).order_by(t.verwijzing.c.id))
    assert eerste == broer != elders
    assert UUID(PLAN).hex not in (eerste, elders)


@pytest.mark.parametrize(
    ("anders", "pad", "melding"),
    [
        ({"verwijzersoort": "07"}, "verwijzersoort", "02 (Huisarts)"),
        ({"verwijzersoort": "huisarts"}, "verwijzersoort", "verwacht"),
        ({"lokaal_team": "Wijkteam Centrum"}, "lokaal_team", "verwacht"),
        ({"lokaal_team_op": "2026-05-07"}, "lokaal_team_op", "tot en met 2026-05-06"),
        ({"brede_screening_op": "2026-06-01"}, "brede_screening_op", "toekomst"),
        ({"perspectiefplan_op": "2026-06-01"}, "perspectiefplan_op", "toekomst"),
        ({"perspectiefplan_op": "2014-12-31"}, "perspectiefplan_op", "minstens 2015-01-01"),
        ({"gezinsplan": "gezin 12"}, "gezinsplan", "UUID"),
        ({"gezinsplan": "00000000-0000-0000-0000-000000000012"}, "gezinsplan", "versie 4 of 7"),
        ({"plan": {"op": "2026-05-01", "tot": "2026-04-30"}}, "plan.tot", "vanaf 2026-05-01"),
        ({"plan": {"op": "2026-05-07"}}, "plan.op", "toekomst"),
        ({"plan": {"op": "2026-05-01", "doelen": 0}}, "plan.doelen", "minstens 1"),
        ({"plan": {"doelen": 2}}, "plan.op", "verplicht"),
        ({"verlengde_jeugdhulp": "misschien"}, "verlengde_jeugdhulp", "true of false"),
        ({"toelichting": "Het gaat goed met Sam."}, "toelichting", "niet bekend"),
    ],
)
def test_what_is_wrong_is_told_by_field_and_nothing_is_kept(
    deur: Deur, anders: dict[str, Any], pad: str, melding: str
) -> None:
    antwoord = leg_vast(deur, ALLES | anders)
    naam = antwoord.json()["type"].rpartition(":")[2]
    assert naam in ("onjuiste-vraag", "verwijzing-geweigerd")
    fouten = {fout["pad"]: fout["melding"] for fout in probleem(antwoord, 422, naam)["fouten"]}
    assert melding in fouten[pad]
    assert "Sam" not in antwoord.text
    probleem(deur.http.get(f"/api/v1/verwijzingen/{GEMEENTE}/1001"), 404, "niet-gevonden")


def test_a_bsn_is_no_team_and_no_number_of_an_unknown_toewijzing(deur: Deur) -> None:
    for antwoord in (leg_vast(deur, {"lokaal_team": BSN}), leg_vast(deur, {}, int(BSN))):
        assert BSN not in antwoord.text
        probleem(antwoord, 422, "persoonsgegevens")
    deur.bank.goed(deur.bank.jw301(TOEWIJZING._replace(toewijzingnummer=int(BSN))))
    assert leg_vast(deur, {}, int(BSN)).json()["versie"] == 1


def test_two_at_the_same_moment_follow_each_other(elke_deur: Deur) -> None:
    with ThreadPoolExecutor(8) as draden:
        antwoorden = list(draden.map(lambda een: leg_vast(elke_deur, {"lokaal_team": f"T{een % 5}"}), range(20)))
    assert {antwoord.status_code for antwoord in antwoorden} == {200}
    gelezen = elke_deur.get(f"verwijzingen/{GEMEENTE}/1001")
    versies = [*(een["versie"] for een in gelezen["eerder"]), gelezen["geldend"]["versie"]]
    assert versies == list(range(1, len(versies) + 1))


def test_what_the_regio_asks_is_signalled_until_it_is_told(elke_deur: Deur) -> None:
    deur = elke_deur
    vraag_van_elke(deur, *Verwijzingsdeel)
    (signaal,) = deur.beoordeling(deur.bank.jw301())["signalen"]
    assert (signaal["code"], signaal["voor"]) == ("SIG-VERWIJZING-ONVOLLEDIG", "gemeente")
    for woord in ("soort verwijzer", "gezinsplan", "meer dan jeugdhulp", "doelen"):
        assert woord in signaal["uitleg"]
    assert "lokaal team" not in signaal["uitleg"]
    assert "einddatum" not in signaal["uitleg"]
    assert leg_vast(deur, ALLES | {"plan": {"op": "2026-04-23"}}).json()["gesloten_signalen"] == []
    assert leg_vast(deur, ALLES).json()["gesloten_signalen"] == ["SIG-VERWIJZING-ONVOLLEDIG"]
    assert spoor(deur, "SIG-VERWIJZING-ONVOLLEDIG") == [
        ("open", "gesloten", "knoop", "Alles wat de regio van een verwijzing vraagt is vastgelegd.")
    ]


def test_what_was_told_before_the_jw301_is_not_asked_again(elke_deur: Deur) -> None:
    deur = elke_deur
    vraag_van_elke(deur, *Verwijzingsdeel)
    assert leg_vast(deur, ALLES).json()["gesloten_signalen"] == []
    assert deur.get(f"verwijzingen/{GEMEENTE}/1001")["toewijzing"] is None
    assert deur.beoordeling(deur.bank.jw301())["signalen"] == []


def test_a_lokaal_team_is_asked_of_what_the_gemeente_referred_only(deur: Deur) -> None:
    """The demo regio asks it; a huisarts or a gecertificeerde instelling needs none (R007, R029)."""
    bank = deur.bank
    for nummer, (soort, codes) in enumerate((("01", ["SIG-VERWIJZING-ONVOLLEDIG"]), ("04", []), ("03", [])), 1001):
        leg_vast(deur, {"verwijzersoort": soort}, nummer)
        assert gemeld(deur, bank.jw301(TOEWIJZING._replace(toewijzingnummer=nummer))) == codes


def test_a_huisarts_who_passed_the_lokaal_team_asks_for_broad_screening(elke_deur: Deur) -> None:
    deur, bank = elke_deur, elke_deur.bank
    bank.goed(bank.jw315())
    product = TOEWIJZING._replace(
        referentie_aanbieder="VOT1", ingangsdatum=AANGEVRAAGD.ingangsdatum, einddatum=AANGEVRAAGD.einddatum
    )
    (signaal,) = deur.beoordeling(bank.jw301(product))["signalen"]
    assert (signaal["code"], signaal["voor"]) == ("SIG-BREDE-SCREENING", "aanbieder")
    # The register cannot say otherwise than the JW315: what it says of the verwijzer does not count.
    assert leg_vast(deur, {"verwijzersoort": "01"}).json()["gesloten_signalen"] == []
    assert leg_vast(deur, {"brede_screening_op": "2026-05-05"}).json()["gesloten_signalen"] == ["SIG-BREDE-SCREENING"]
    assert spoor(deur, "SIG-BREDE-SCREENING")[0][3] == "Vastgelegd is dat er op 2026-05-05 breed is gescreend."
    later = product._replace(
        referentie_aanbieder=None, reden_wijziging="10", toewijzingstijd="11:00:00", einddatum=date(2026, 9, 30)
    )
    assert "SIG-BREDE-SCREENING" not in gemeld(deur, bank.jw301(later))


def test_a_lokaal_team_or_another_verwijzer_needs_no_screening(deur: Deur) -> None:
    bank = deur.bank
    gevallen: list[dict[str, Any]] = [
        {"verwijzersoort": "02", "lokaal_team": "OOST"},
        {"verwijzersoort": "02", "lokaal_team_op": "2026-04-02"},
        {"verwijzersoort": "05"},
    ]
    for nummer, inhoud in enumerate(gevallen, 1001):
        leg_vast(deur, {"verwijzersoort": "02"}, nummer)
        assert gemeld(deur, bank.jw301(TOEWIJZING._replace(toewijzingnummer=nummer))) == ["SIG-BREDE-SCREENING"]
        assert leg_vast(deur, inhoud, nummer).json()["gesloten_signalen"] == ["SIG-BREDE-SCREENING"]


def test_an_earlier_version_says_who_referred_when_a_later_one_does_not(deur: Deur) -> None:
    bank = deur.bank
    bank.goed(bank.jw315(AANGEVRAAGD._replace(verwijzer=Verwijzer("04", naam=True, zorgverlenercode=None))))
    vraag_van_elke(deur, Verwijzingsdeel.VERWIJZERSOORT)
    product = TOEWIJZING._replace(
        referentie_aanbieder="VOT1", ingangsdatum=AANGEVRAAGD.ingangsdatum, einddatum=AANGEVRAAGD.einddatum
    )
    assert deur.beoordeling(bank.jw301(product))["signalen"] == []
    later = product._replace(referentie_aanbieder=None, reden_wijziging="10", toewijzingstijd="11:00:00")
    assert signalen(deur) == []
    bank.goed(bank.jw301(later))
    assert "SIG-VERWIJZING-ONVOLLEDIG" not in signalen(deur)


def test_a_perspectiefplan_and_an_extension_close_what_age_signalled(elke_deur: Deur) -> None:
    deur, bank = elke_deur, elke_deur.bank
    for nummer, kind, code, inhoud in (
        (1001, ZESTIEN, "SIG-LEEFTIJD-16", {"perspectiefplan_op": "2026-05-01"}),
        (1002, ACHTTIEN, "SIG-LEEFTIJD-18", {"verlengde_jeugdhulp": True}),
    ):
        kind = replace(kind, bsn=test_bsn(nummer))
        product = TOEWIJZING._replace(toewijzingnummer=nummer)
        assert code in gemeld(deur, bank.jw301(product, kind=kind))
        assert (
            leg_vast(deur, {"verlengde_jeugdhulp": False, "jeugd_overstijgend": False}, nummer).json()[
                "gesloten_signalen"
            ]
            == []
        )
        assert leg_vast(deur, inhoud, nummer).json()["gesloten_signalen"] == [code]
        weer = product._replace(reden_wijziging="10", toewijzingstijd="11:00:00", einddatum=date(2026, 6, 29))
        assert code not in gemeld(deur, bank.jw301(weer, kind=kind))
    assert {"SIG-LEEFTIJD-16", "SIG-LEEFTIJD-18"} <= set(signalen(deur, "gesloten"))


def test_a_signal_that_was_explained_is_closed_too_and_one_that_was_closed_stays_as_it_was(deur: Deur) -> None:
    deur.bank.goed(deur.bank.jw301(kind=ZESTIEN))
    (signaal,) = deur.get("signalen")["signalen"]
    pad = f"/api/v1/signalen/{signaal['id']}/toestand"
    verklaard = {"toestand": "verklaard", "toelichting": "Volgt volgende maand.", "door": "gemeente"}
    assert deur.http.post(pad, json=verklaard).status_code == 200
    assert deur.http.post(pad, json=verklaard | {"door": "knoop"}).status_code == 422
    assert leg_vast(deur, {"perspectiefplan_op": "2026-05-01"}).json()["gesloten_signalen"] == ["SIG-LEEFTIJD-16"]
    assert [stap[:3] for stap in spoor(deur, "SIG-LEEFTIJD-16")] == [
        ("open", "verklaard", "gemeente"),
        ("verklaard", "gesloten", "knoop"),
    ]
    assert leg_vast(deur, {"perspectiefplan_op": "2026-05-02"}).json()["gesloten_signalen"] == []


def test_a_pic_label_closes_the_signal_that_asks_for_one_and_keeps_it_away(elke_deur: Deur) -> None:
    """R045, R007: whoever referred, a toewijzing without a PIC is signalled until it has a label."""
    deur, bank = elke_deur, elke_deur.bank
    westland = proef(deur, "haaglanden", 6, "1783", "50500001")
    product = westland.wijs_toe("43A07", "2020-09-01", "2020-12-31", Omvang(122, "14", "6"))
    nummer = product.toewijzingnummer
    assert westland.signalen[nummer] == ["SIG-PROFIEL-ONTBREEKT"]
    label = {"perceel": "HOOG", "profiel": "3", "intensiteit": "B"}
    geweigerd = deur.http.put(f"/api/v1/piclabels/1783/{nummer}", json=label | {"profiel": "99", "perceel": "HOOGST"})
    fouten = {fout["pad"]: fout["melding"] for fout in probleem(geweigerd, 422, "label-geweigerd")["fouten"]}
    assert fouten.keys() == {"perceel", "profiel"}
    assert fouten["perceel"] == "perceel is er niet in regio HAAGLANDEN; verwacht: SPEC, HOOG."
    assert signalen(deur) == ["SIG-VERWIJZING-ONVOLLEDIG", "SIG-PROFIEL-ONTBREEKT"][::-1]
    assert deur.http.put(f"/api/v1/piclabels/1783/{nummer}", json=label).status_code == 200
    assert spoor(deur, "SIG-PROFIEL-ONTBREEKT") == [
        ("open", "gesloten", "knoop", "Vastgelegd is welke PIC het is: HOOG 3 B.")
    ]
    later = product._replace(reden_wijziging="10", toewijzingstijd="11:00:00", einddatum=westland.dag("2020-12-30"))
    assert "SIG-PROFIEL-ONTBREEKT" not in gemeld(deur, bank.jw301(later, afzender="1783", ontvanger="50500001"))


def test_a_version_that_mends_nothing_opens_no_second_signal(elke_deur: Deur) -> None:
    deur, bank = elke_deur, elke_deur.bank
    westland = proef(deur, "haaglanden", 6, "1783", "50500001")
    product = westland.wijs_toe("43A07", "2020-09-01", "2020-12-31", Omvang(122, "14", "6"))
    later = product._replace(reden_wijziging="10", toewijzingstijd="11:00:00", einddatum=westland.dag("2020-12-30"))
    assert "SIG-PROFIEL-ONTBREEKT" in gemeld(deur, bank.jw301(later, afzender="1783", ontvanger="50500001"))
    assert signalen(deur, code="SIG-PROFIEL-ONTBREEKT") == ["SIG-PROFIEL-ONTBREEKT"]


def test_the_list_of_a_gemeente_says_what_is_open_of_each_toewijzing(elke_deur: Deur) -> None:
    """R027, R030, R128: until somebody tells it; a toewijzing that ended or was withdrawn is not listed."""
    deur, bank = elke_deur, elke_deur.bank
    vraag_van_elke(deur, Verwijzingsdeel.VERWIJZERSOORT, Verwijzingsdeel.PLAN)
    bank.goed(bank.jw301(TOEWIJZING, kind=ZESTIEN))
    bank.goed(bank.jw301(TOEWIJZING._replace(toewijzingnummer=1002, einddatum=date(2026, 5, 5))))
    bank.goed(bank.jw301(TOEWIJZING._replace(toewijzingnummer=1003)))
    leg_vast(deur, {"verwijzersoort": "02", "plan": ALLES["plan"]}, 1003)
    leeg = deur.get("verwijzingen/0437")
    assert (leeg["toewijzingen"], leeg["rijen"], leeg["fictief"]) == (0, [], True)
    lijst = deur.get(f"verwijzingen/{GEMEENTE}")
    assert (lijst["toewijzingen"], lijst["regio"], lijst["verwijzing_vereist"]) == (
        2,
        "DEMO",
        ["verwijzersoort", "plan"],
    )
    assert [(rij["toewijzingnummer"], rij["verwijzer"], rij["openstaand"]) for rij in lijst["rijen"]] == [
        (1001, None, ["verwijzersoort", "plan", "perspectiefplan"]),
        (1003, "02", ["brede_screening"]),
    ]
    assert [rij["toewijzingnummer"] for rij in deur.get(f"verwijzingen/{GEMEENTE}", deel="plan")["rijen"]] == [1001]
    assert len(deur.get(f"verwijzingen/{GEMEENTE}", op="2026-05-05")["rijen"]) == 3
    antwoord = deur.http.get(f"/api/v1/verwijzingen/{GEMEENTE}", headers={"Accept": "text/csv"})
    kop, eerste, _ = antwoord.text.splitlines()
    assert kop == "toewijzingnummer;aanbieder;ingangsdatum;einddatum;verwijzer;openstaand;fictief"
    assert eerste == "1001;42420001;2026-04-01;2026-06-30;;verwijzersoort plan perspectiefplan;ja"
    leg_vast(deur, {"verwijzersoort": "05", "plan": ALLES["plan"]}, 1003)
    leg_vast(deur, ALLES, 1001)
    assert deur.get(f"verwijzingen/{GEMEENTE}")["rijen"] == []


@pytest.mark.parametrize(
    ("pad", "vraag", "waar"),
    [
        ("verwijzingen/38", {}, "gemeente"),
        ("verwijzingen/0384", {"deel": "naam"}, "deel"),
        ("verwijzingen/0384", {"op": "vandaag"}, "op"),
        ("verwijzingen/0384", {"client": "1"}, "client"),
        ("gezinsplannen", {}, "periode"),
        ("gezinsplannen", {"periode": "2026-05"}, "periode"),
        ("gezinsplannen", {"periode": "2026", "gemeente": "0384"}, "gemeente"),
    ],
)
def test_a_question_that_cannot_be_is_refused(deur: Deur, pad: str, vraag: dict[str, str], waar: str) -> None:
    antwoord = deur.http.get(f"/api/v1/{pad}", params=vraag)
    assert waar in {fout["pad"].rpartition(".")[2] for fout in probleem(antwoord, 422, "onjuiste-vraag")["fouten"]}


def test_a_new_version_of_the_toewijzing_closes_what_it_mends_and_nothing_else(elke_deur: Deur) -> None:
    deur, bank = elke_deur, elke_deur.bank
    vraag_van_elke(deur, Verwijzingsdeel.EINDDATUM)
    product = TOEWIJZING._replace(einddatum=None, omvang=OPEN)
    ander = product._replace(toewijzingnummer=1002, code="45A53")
    bank.goed(bank.jw301(product, ander))
    assert signalen(deur) == ["SIG-VERWIJZING-ONVOLLEDIG"] * 2
    # An older version that comes late says nothing of how things are now.
    laat = product._replace(toewijzingsdatum=date(2026, 3, 1), einddatum=date(2026, 6, 30))
    bank.goed(bank.jw301(laat, ander._replace(reden_wijziging="10", toewijzingstijd="10:30:00")))
    assert signalen(deur, code="SIG-VERWIJZING-ONVOLLEDIG") == ["SIG-VERWIJZING-ONVOLLEDIG"] * 2
    nieuw = product._replace(reden_wijziging="10", toewijzingstijd="11:00:00", einddatum=date(2026, 6, 30))
    bank.goed(bank.jw301(nieuw))
    (open_,) = deur.get("signalen", code="SIG-VERWIJZING-ONVOLLEDIG", toestand="open")["signalen"]
    assert open_["toewijzing"].endswith("/1002")
    weg = ander._replace(reden_wijziging="13", toewijzingstijd="11:00:00", einddatum=ander.ingangsdatum)
    bank.goed(bank.jw301(weg))
    assert signalen(deur, code="SIG-VERWIJZING-ONVOLLEDIG") == []
    for een in deur.get("signalen", code="SIG-VERWIJZING-ONVOLLEDIG")["signalen"]:
        (stap,) = deur.get(f"signalen/{een['id']}")["spoor"]
        assert stap["door"] == "knoop"
        assert stap["toelichting"] == "Het JW301 van 2026-05-06 wijzigt de toewijzing; het is niet meer zo."


def test_the_end_of_a_plan_is_told_until_its_outcome_is_there(elke_deur: Deur) -> None:
    """R095: on the last day of its term or of the toewijzing; a new plan or the outcome closes it."""
    deur, bank = elke_deur, elke_deur.bank
    bank.goed(bank.jw301())
    bank.goed(bank.jw301(TOEWIJZING._replace(toewijzingnummer=1002)))
    leg_vast(deur, {"plan": {"op": "2026-04-01", "tot": "2026-05-07", "doelen": 1}})
    leg_vast(deur, {"plan": {"op": "2026-04-01"}}, 1002)

    def ronde(dag: date) -> list[str]:
        bank.klok.dag = dag
        klok = Tikkend()
        klok.dag = dag
        deur.zet_klok(klok)
        assert all(een.mislukt is None for een in bank.knoop.draai_dagronde())
        gevonden = deur.get("signalen", code="SIG-PLAN-EINDE", toestand="open")["signalen"]
        assert {een["voor"] for een in gevonden} <= {"aanbieder"}
        return [een["uitleg"] for een in reversed(gevonden)]

    assert ronde(date(2026, 5, 6)) == []
    (uitleg,) = ronde(date(2026, 5, 7))
    assert "toewijzing 1001 met 1 doel liep tot en met 2026-05-07" in uitleg
    leg_vast(deur, {"plan": {"op": "2026-05-07", "tot": "2026-06-29", "doelen": 2}})
    assert ronde(date(2026, 5, 8)) == []
    assert len(ronde(date(2026, 6, 29))) == 1
    assert len(ronde(date(2026, 6, 30))) == 2
    eind = {
        "gemeente": GEMEENTE,
        "moment": "EIND",
        "datum": "2026-06-30",
        "gedwongen_kader": False,
        "doelen": [{"soort": "BEHANDEL", "resultaat": "bereikt"}],
    }
    uitkomsten = {"trajecten": [eind | {"toewijzingnummer": nummer} for nummer in (1001, 1002)]}
    assert deur.http.put("/api/v1/uitkomsten/trajecten", json=uitkomsten).status_code == 200
    assert ronde(date(2026, 7, 1)) == []


def test_an_aanbieder_adds_what_it_knows_and_the_rest_stays(elke_deur: Deur) -> None:
    deur, bank = elke_deur, elke_deur.bank
    pad = f"/api/v1/verwijzingen/{GEMEENTE}/1001"
    screening = {"brede_screening_op": "2026-05-05"}
    probleem(deur.http.patch(pad, json=screening), 404, "niet-gevonden")
    leg_vast(deur, {"verwijzersoort": "02", "gezinsplan": PLAN, "plan": ALLES["plan"]})
    assert gemeld(deur, bank.jw301()) == ["SIG-BREDE-SCREENING"]
    antwoord = deur.http.patch(pad, json=screening)
    assert antwoord.json() == {"versie": 2, "nieuw": True, "gesloten_signalen": ["SIG-BREDE-SCREENING"]}
    assert deur.http.patch(pad, json=screening).json() == {"versie": 2, "nieuw": False, "gesloten_signalen": []}
    geldend = deur.get(f"verwijzingen/{GEMEENTE}/1001")["geldend"]
    assert (geldend["verwijzersoort"], geldend["met_gezinsplan"], geldend["plan"]) == ("02", True, ALLES["plan"])
    deur.http.patch(pad, json={"plan": None, "lokaal_team_op": "2026-05-06"})
    geldend = deur.get(f"verwijzingen/{GEMEENTE}/1001")["geldend"]
    assert (geldend["plan"], geldend["lokaal_team_op"]) == (None, "2026-05-06")
    assert (geldend["brede_screening_op"], geldend["met_gezinsplan"]) == ("2026-05-05", True)


@pytest.mark.parametrize(
    ("inhoud", "pad", "naam"),
    [
        ({}, "", "verwijzing-geweigerd"),
        ({"brede_screening_op": "2026-05-07"}, "brede_screening_op", "verwijzing-geweigerd"),
        ({"plan": {"op": "2026-05-01", "tot": "2026-04-30"}}, "plan.tot", "verwijzing-geweigerd"),
        ({"verwijzersoort": "01"}, "verwijzersoort", "onjuiste-vraag"),
        ({"verlengde_jeugdhulp": True}, "verlengde_jeugdhulp", "onjuiste-vraag"),
        ({"gezinsplan": PLAN}, "gezinsplan", "onjuiste-vraag"),
    ],
)
def test_an_aanbieder_tells_nothing_that_is_for_the_gemeente(
    deur: Deur, inhoud: dict[str, Any], pad: str, naam: str
) -> None:
    deur.bank.goed(deur.bank.jw301())
    antwoord = deur.http.patch(f"/api/v1/verwijzingen/{GEMEENTE}/1001", json=inhoud)
    assert [fout["pad"] for fout in probleem(antwoord, 422, naam)["fouten"]] == [pad]
    probleem(deur.http.get(f"/api/v1/verwijzingen/{GEMEENTE}/1001"), 404, "niet-gevonden")
