"""Handing in a message, and finding it back exactly as it was."""

from __future__ import annotations

from uuid import UUID

import pytest
from fastapi.testclient import TestClient

from app.api.app import maak_app
from app.exchange.uuid7 import uuid7
from tests.api.conftest import Deur, codes, probleem
from tests.bank import AANBIEDER, PRESTATIE, Bank


def test_the_chain_gets_its_national_answers_within_the_call(elke_deur: Deur) -> None:
    deur, bank = elke_deur, elke_deur.bank
    for bericht, verwacht in (
        (bank.jw301(), []),
        (bank.jw305(), []),
        (bank.jw323(PRESTATIE._replace(tarief=8801, bedrag=79209)), ["0611"]),
        (bank.jw323(), ["8001"]),
        (bank.jw307(), []),
    ):
        antwoord = deur.post(bericht)
        assert antwoord.status_code == 200, antwoord.text
        assert antwoord.headers["content-type"] == "application/xml"
        assert [code for code in codes(antwoord.content) if code != "0200"] == verwacht


def test_location_names_the_stored_message_with_both_sides_byte_for_byte(elke_deur: Deur) -> None:
    bericht = elke_deur.bank.jw301().bytes()
    antwoord = elke_deur.post(bericht)
    plek = antwoord.headers["location"]
    assert UUID(plek.rpartition("/")[2]).version == 7
    assert elke_deur.http.get(f"{plek}/xml").content == bericht
    assert elke_deur.http.get(f"{plek}/retour").content == antwoord.content
    assert elke_deur.http.get(f"{plek}/xml").headers["content-type"] == "application/xml"


def test_the_json_judgement_tells_code_place_and_computation(deur: Deur) -> None:
    deur.post(deur.bank.jw301())
    oordeel = deur.beoordeling(deur.bank.jw323(PRESTATIE._replace(volume=11, bedrag=11 * 8800)))
    assert oordeel["oordeel"] == "afgekeurd"
    assert oordeel["bericht"] == {
        "code": "JW323",
        "afzender": "42420001",
        "ontvanger": "0384",
        "identificatie": oordeel["bericht"]["identificatie"],
        "dagtekening": "2026-05-06",
    }
    (bevinding,) = oordeel["bevindingen"]
    assert (bevinding["regel"], bevinding["retourcode"], bevinding["klasse"]) == ("TR321", "9321", "Prestatie")
    assert bevinding["uitleg"].endswith("5 weken x 2 uur = 10 uur; ingediend is 11 uur.")
    regels = deur.http.get(f"/api/v1/berichten/{oordeel['id']}/xml").text.split("\r\n")
    assert "GeleverdVolume>11<" in regels[bevinding["regelnummer"] - 1]
    assert oordeel["retour"]["code"] == "JW325"
    assert oordeel["niet_toetsbaar"] == []


def test_the_stored_judgement_is_the_one_that_was_given(elke_deur: Deur) -> None:
    elke_deur.post(elke_deur.bank.jw301())
    fout = PRESTATIE._replace(volume=11, bedrag=11 * 8800)
    antwoord = elke_deur.post(elke_deur.bank.jw323(fout), Accept="application/json")
    bewaard = elke_deur.http.get(antwoord.headers["location"])
    assert bewaard.json() == {**antwoord.json(), "keten": None}
    assert bewaard.headers["cache-control"] == "no-store"


def test_the_link_in_the_judgement_leads_to_the_answer(deur: Deur) -> None:
    oordeel = deur.beoordeling(deur.bank.jw301())
    antwoord = deur.http.get(oordeel["retour"]["link"])
    assert deur.controleer(antwoord.content).findtext(".//{*}IdentificatieRetour") == oordeel["retour"]["identificatie"]


def test_links_keep_the_path_of_a_proxy(bank: Bank) -> None:
    with TestClient(maak_app(bank.knoop), root_path="/knoop") as http:
        antwoord = http.post("/api/v1/berichten", content=bank.jw301().bytes(), headers={"Content-Type": "text/xml"})
        assert antwoord.headers["location"].startswith("/knoop/api/v1/berichten/")
        assert http.get("/openapi.json").json()["servers"] == [{"url": "/knoop"}]


@pytest.mark.parametrize("deel", ["", "/xml", "/retour"])
def test_an_unknown_message_is_not_found(deur: Deur, deel: str) -> None:
    onbekend = uuid7(deur.bank.klok.nu())
    probleem(deur.http.get(f"/api/v1/berichten/{onbekend}{deel}"), 404, "niet-gevonden")


def test_an_id_that_is_none_is_told(deur: Deur) -> None:
    inhoud = probleem(deur.http.get("/api/v1/berichten/123"), 422, "onjuiste-vraag")
    assert inhoud["fouten"] == [{"regelnummer": None, "pad": "path.id", "melding": "id moet een UUID zijn."}]


def test_a_large_answer_comes_in_blocks_and_whole(deur: Deur) -> None:
    regels = [PRESTATIE._replace(referentienummer=f"RN{nummer}", toewijzingnummer=nummer) for nummer in range(4000)]
    antwoord = deur.post(deur.bank.jw323(*regels))
    assert len(antwoord.content) > 2 * 1024 * 1024
    assert int(antwoord.headers["content-length"]) == len(antwoord.content)
    assert len(deur.controleer(antwoord.content).findall(".//{*}Prestatie")) == 4000
    assert deur.http.get(antwoord.headers["location"] + "/retour").content == antwoord.content


def test_stored_xml_may_run_nothing_in_a_browser(deur: Deur) -> None:
    antwoord = deur.http.get(deur.post(deur.bank.jw301()).headers["location"] + "/xml")
    assert antwoord.headers["content-security-policy"] == "default-src 'none'; sandbox"
    assert antwoord.headers["x-content-type-options"] == "nosniff"


class TestZoeken:
    """The list of messages."""

    def test_it_shows_the_newest_first(self, elke_deur: Deur) -> None:
        ids = [elke_deur.beoordeling(elke_deur.bank.jw301())["id"] for _ in range(3)]
        lijst = elke_deur.get("berichten")
        assert [een["id"] for een in lijst["berichten"]] == ids[::-1]
        assert lijst["volgende"] is None

    def test_pages_follow_each_other_without_gap_or_overlap(self, elke_deur: Deur) -> None:
        ids = [elke_deur.beoordeling(elke_deur.bank.jw301())["id"] for _ in range(7)]
        elke_deur.beoordeling(elke_deur.bank.jw305())
        gezien: list[str] = []
        pad: str | None = "/api/v1/berichten?limit=3&code=JW301"
        paginas = 0
        while pad:
            pagina = elke_deur.http.get(pad).json()
            gezien += [een["id"] for een in pagina["berichten"]]
            pad, paginas = pagina["volgende"], paginas + 1
        assert gezien == ids[::-1]
        assert paginas == 3

    def test_each_filter_chooses(self, elke_deur: Deur) -> None:
        bank = elke_deur.bank
        goed = elke_deur.beoordeling(bank.jw301())
        fout = elke_deur.beoordeling(bank.jw305(identificatie="KENMERK1", dagtekening=bank.klok.dag.replace(day=7)))
        assert fout["oordeel"] == "afgekeurd"
        for vraag, verwacht in (
            ({"code": "JW305"}, [fout]),
            ({"afzender": "0384"}, [goed]),
            ({"ontvanger": "0384"}, [fout]),
            ({"oordeel": "goedgekeurd"}, [goed]),
            ({"oordeel": "aangehouden"}, []),
            ({"identificatie": "KENMERK1"}, [fout]),
            ({"van": "2026-05-06", "tot": "2026-05-06"}, [fout, goed]),
            ({"van": "2026-05-07"}, []),
            ({"tot": "2026-05-05"}, []),
        ):
            gevonden = elke_deur.get("berichten", **vraag)["berichten"]
            assert [een["id"] for een in gevonden] == [een["id"] for een in verwacht], vraag

    def test_a_row_tells_what_it_is_without_its_contents(self, deur: Deur) -> None:
        oordeel = deur.beoordeling(deur.bank.jw301())
        (rij,) = deur.get("berichten")["berichten"]
        assert rij["bericht"] == oordeel["bericht"]
        assert rij["retour"] == oordeel["retour"]
        assert rij["bevindingen"] == 0
        bewaard = deur.http.get(rij["link"]).json()
        assert bewaard.pop("keten").startswith("/api/v1/ketens/")
        assert bewaard == oordeel

    @pytest.mark.parametrize(
        ("vraag", "melding"),
        [
            ({"limit": "201"}, "limit is te groot; hoogstens 200."),
            ({"limit": "0"}, "limit is te klein; minstens 1."),
            ({"limit": "veel"}, "limit moet een geheel getal zijn."),
            ({"cod": "JW301"}, "cod is hier niet bekend."),
            ({"van": "gisteren"}, "van moet een datum zijn, zoals 2026-05-06."),
            ({"code": "301"}, r"code heeft niet de juiste vorm; verwacht: ^JW\d{3}$."),
            (
                {"oordeel": "mooi"},
                "oordeel moet een zijn van: 'goedgekeurd', 'afgekeurd', 'deels_afgekeurd' of 'aangehouden'.",
            ),
        ],
    )
    def test_a_wrong_question_is_told_in_dutch(self, deur: Deur, vraag: dict[str, str], melding: str) -> None:
        inhoud = probleem(deur.http.get("/api/v1/berichten", params=vraag), 422, "onjuiste-vraag")
        assert [fout["melding"] for fout in inhoud["fouten"]] == [melding]


def test_a_declaratie_that_does_not_count_as_sent_is_found_at_its_aanbieder(elke_deur: Deur) -> None:
    """Its lines are in no chain (decision 205); one that was judged and rejected line by line does count."""
    deur, bank = elke_deur, elke_deur.bank
    deur.post(bank.jw301())
    geteld = deur.beoordeling(bank.jw323(PRESTATIE._replace(tarief=8801, bedrag=9 * 8801), nummer="DN1"))
    assert (geteld["oordeel"], geteld["bevindingen"][0]["klasse"]) == ("afgekeurd", "Prestatie")
    nogmaals = deur.beoordeling(bank.jw323(nummer="DN1"))
    assert [een["regel"] for een in nogmaals["bevindingen"]] == ["TR333"]
    lijst = deur.get("berichten", code="JW323", afzender=AANBIEDER)["berichten"]
    assert {een["id"]: een["telt"] for een in lijst} == {geteld["id"]: True, nogmaals["id"]: False}
    for telt, verwacht in (("false", nogmaals), ("true", geteld)):
        (een,) = deur.get("berichten", code="JW323", afzender=AANBIEDER, telt=telt)["berichten"]
        assert een["id"] == verwacht["id"]
    (keten,) = deur.get("ketens", aanbieder=AANBIEDER)["ketens"]
    berichten = deur.http.get(keten["link"]).json()["berichten"]
    assert [een["id"] for een in berichten if een["code"] == "JW323"] == [geteld["id"]]
