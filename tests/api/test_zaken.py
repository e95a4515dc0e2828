"""Cases of people from outside: opened, taken further by who may, and linked to what they are about."""

from __future__ import annotations

import csv
import io
import logging
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from typing import Any
from uuid import uuid4

import pytest
from httpx import Response

from app.exchange.judgement import Signaal, VoorWie
from app.store.signalen import Signaalplek, bewaar_signalen
from tests.api.conftest import Deur, probleem
from tests.bank import AANBIEDER, ANDERE_AANBIEDER, GEMEENTE, KIND, PRESTATIE, TOEWIJZING

OP_TOEWIJZING = {"soort": "toewijzing", "gemeente": GEMEENTE, "toewijzingnummer": 1001}
OP_AANBIEDER = {"soort": "aanbieder", "aanbieder": AANBIEDER, "regio": "DEMO"}
ANDERE_GEMEENTE = "0437"
"""Also of the demo regio."""
PIC = {"soort": "pic", "regio": "DEMO", "pic": "ARRANGEMENT 3B"}


def _open(deur: Deur, soort: str, onderwerp: dict[str, Any], door: str, **anders: Any) -> Response:
    vraag = {"soort": soort, "onderwerp": onderwerp, "door": door, "toelichting": "Het loopt vast.", **anders}
    antwoord: Response = deur.http.post("/api/v1/zaken", json=vraag)
    return antwoord


def _geopend(deur: Deur, soort: str, onderwerp: dict[str, Any], door: str, **anders: Any) -> dict[str, Any]:
    antwoord = _open(deur, soort, onderwerp, door, **anders)
    assert antwoord.status_code == 201, antwoord.text
    zaak: dict[str, Any] = antwoord.json()
    assert antwoord.headers["location"] == zaak["link"]
    assert deur.http.get(zaak["link"]).json() == zaak
    return zaak


def _stap(deur: Deur, zaak: dict[str, Any], stap: str, door: str, **gegevens: Any) -> Response:
    vraag = {"stap": stap, "door": door, "toelichting": f"Nu {stap}.", "gegevens": gegevens}
    antwoord: Response = deur.http.post(f"{zaak['link']}/stappen", json=vraag)
    return antwoord


def _gezet(deur: Deur, zaak: dict[str, Any], stap: str, door: str, **gegevens: Any) -> dict[str, Any]:
    antwoord = _stap(deur, zaak, stap, door, **gegevens)
    assert antwoord.status_code == 200, antwoord.text
    na: dict[str, Any] = antwoord.json()
    assert na["spoor"][:-1] == zaak["spoor"]
    return na


def test_the_kinds_say_who_may_do_what(deur: Deur) -> None:
    soorten = {een["code"]: een for een in deur.get("zaaksoorten")["zaaksoorten"]}
    assert set(soorten) == {
        *("escalatie", "bezwaar", "misstand", "knelpunt", "verbeterplan", "goede_praktijk", "zwaarte"),
    }
    bezwaar = soorten["bezwaar"]
    assert (bezwaar["over"], bezwaar["openen"]["door"]) == (["prestatie"], ["aanbieder"])
    (opleggen,) = [een for een in soorten["misstand"]["stappen"] if een["naam"] == "maatregel_opleggen"]
    assert [een["naam"] for een in opleggen["vraagt"]] == ["maatregel", "vanaf"]
    assert "stop_nieuwe_toewijzingen" in opleggen["vraagt"][0]["verwacht"]


def test_an_escalation_runs_from_who_escalated_to_how_it_was_solved(elke_deur: Deur) -> None:
    deur = elke_deur
    deur.beoordeling(deur.bank.jw301())
    zaak = _geopend(deur, "escalatie", OP_TOEWIJZING, "aanbieder", toelichting="De start blijft uit.")
    assert (zaak["toestand"], zaak["gemeente"], zaak["aanbieder"]) == ("geescaleerd", GEMEENTE, AANBIEDER)
    assert zaak["toewijzing"] == f"/api/v1/toewijzingen/{GEMEENTE}/1001"
    zaak = _gezet(deur, zaak, "oppakken", "gemeente", uiterlijk="2026-05-20")
    zaak = _gezet(deur, zaak, "oplossen", "gemeente")
    assert (zaak["toestand"], zaak["gesloten"]) == ("opgelost", True)
    assert [(een["van"], een["naar"], een["door"], een["toelichting"]) for een in zaak["spoor"]] == [
        (None, "geescaleerd", "aanbieder", "De start blijft uit."),
        ("geescaleerd", "in_behandeling", "gemeente", "Nu oppakken."),
        ("in_behandeling", "opgelost", "gemeente", "Nu oplossen."),
    ]
    assert zaak["spoor"][1]["gegevens"] == {"uiterlijk": "2026-05-20"}
    assert all(een["moment"].startswith("2026-05-06T10:") for een in zaak["spoor"])
    zaak = _gezet(deur, zaak, "heropenen", "aanbieder")
    assert (zaak["toestand"], zaak["gesloten"], len(zaak["spoor"])) == ("in_behandeling", False, 4)
    assert KIND.bsn not in str(zaak)


def test_a_step_that_cannot_be_taken_tells_which_can(elke_deur: Deur) -> None:
    deur = elke_deur
    deur.beoordeling(deur.bank.jw301())
    zaak = _geopend(deur, "escalatie", OP_TOEWIJZING, "aanbieder")
    for stap, door in (("oppakken", "aanbieder"), ("heropenen", "gemeente"), ("verzinnen", "gemeente")):
        fout = probleem(_stap(deur, zaak, stap, door), 409, "stap-kan-niet")
        assert [een["pad"] for een in fout["fouten"]] == ["oppakken", "aanvullen", "oplossen", "intrekken"]
        assert fout["fouten"][0]["melding"] == "Oppakken: door gemeente."
    zaak = _gezet(deur, zaak, "intrekken", "aanbieder")
    fout = probleem(_stap(deur, zaak, "heropenen", "aanbieder"), 409, "stap-kan-niet")
    assert (fout["detail"], fout.get("fouten")) == ("De zaak is afgesloten; er kan niets meer.", None)
    assert deur.get(f"zaken/{zaak['id']}")["spoor"] == zaak["spoor"]
    probleem(_open(deur, "misstand", OP_AANBIEDER, "aanbieder"), 409, "stap-kan-niet")


def test_an_objection_leads_to_the_correction_and_finds_the_line_that_was_granted(elke_deur: Deur) -> None:
    deur = elke_deur
    deur.beoordeling(deur.bank.jw301())
    te_veel = PRESTATIE._replace(volume=11, bedrag=96800)
    afgekeurd = deur.beoordeling(deur.bank.jw323(te_veel, nummer="DN77"))
    onderwerp = {
        "soort": "prestatie",
        "aanbieder": AANBIEDER,
        "declaratienummer": "DN77",
        "referentienummer": "RN1",
    }
    zaak = _geopend(deur, "bezwaar", onderwerp, "aanbieder")
    assert (zaak["gemeente"], zaak["toewijzingnummer"], zaak["correctie"]) == (GEMEENTE, 1001, None)
    assert zaak["afgekeurd_in"] == f"/api/v1/berichten/{afgekeurd['id']}"
    zaak = _gezet(deur, _gezet(deur, zaak, "oppakken", "gemeente"), "gegrond_verklaren", "gemeente")
    fout = probleem(_stap(deur, zaak, "afronden", "aanbieder"), 409, "stap-kan-niet")
    assert fout["detail"].startswith("Er is nog geen gecorrigeerde prestatie toegekend")
    vraag = zaak["correctie"]["vraag"]
    vraag["regels"][0]["nieuw"] = {"volume": 10}
    opgesteld = deur.http.post(zaak["correctie"]["link"], json=vraag)
    assert opgesteld.status_code == 200, opgesteld.text
    (bericht,) = opgesteld.json()["berichten"]
    later = deur.beoordeling(bericht["xml"].encode())
    zaak = deur.get(f"zaken/{zaak['id']}")
    (hersteld,) = zaak["hersteld_door"]
    assert (hersteld["bericht"], hersteld["bedrag"]) == (f"/api/v1/berichten/{later['id']}", 88000)
    assert zaak["correctie"] is None
    assert _gezet(deur, zaak, "afronden", "aanbieder")["toestand"] == "hersteld"


def test_a_line_for_other_help_is_not_taken_for_the_corrected_one(deur: Deur) -> None:
    deur.beoordeling(deur.bank.jw301())
    deur.beoordeling(deur.bank.jw323(PRESTATIE._replace(volume=11, bedrag=96800), nummer="DN77"))
    onderwerp = {
        "soort": "prestatie",
        "aanbieder": AANBIEDER,
        "declaratienummer": "DN77",
        "referentienummer": "RN1",
    }
    zaak = _geopend(deur, "bezwaar", onderwerp, "aanbieder")
    deur.bank.klok.dag = deur.bank.dagtekening = date(2026, 6, 3)
    mei = PRESTATIE._replace(referentienummer="RN5", begindatum=date(2026, 5, 1), einddatum=date(2026, 5, 31))
    deur.beoordeling(deur.bank.jw323(mei, maand=date(2026, 5, 1)))
    assert deur.get(f"zaken/{zaak['id']}")["hersteld_door"] == []


def test_only_a_rejected_line_can_be_disputed(deur: Deur) -> None:
    deur.beoordeling(deur.bank.jw301())
    deur.beoordeling(deur.bank.jw323(nummer="DN77"))
    onderwerp = {"soort": "prestatie", "aanbieder": AANBIEDER, "declaratienummer": "DN77", "referentienummer": "RN1"}
    fout = probleem(_open(deur, "bezwaar", onderwerp, "aanbieder"), 422, "onderwerp-onbekend")
    assert "toegekend" in fout["detail"]
    onderwerp["referentienummer"] = "RN9"
    probleem(_open(deur, "bezwaar", onderwerp, "aanbieder"), 422, "onderwerp-onbekend")


def _met_stop(deur: Deur, vanaf: str, **anders: Any) -> dict[str, Any]:
    zaak = _geopend(deur, "misstand", anders.get("onderwerp", OP_AANBIEDER), "regio")
    for stap in ("onderzoeken", "vaststellen"):
        zaak = _gezet(deur, zaak, stap, "regio")
    return _gezet(deur, zaak, "maatregel_opleggen", "regio", maatregel="stop_nieuwe_toewijzingen", vanaf=vanaf)


def _codes(oordeel: dict[str, Any]) -> list[str]:
    return [een["code"] for een in oordeel["signalen"]]


def test_a_stop_gives_a_signal_on_a_new_toewijzing_and_rejects_nothing(elke_deur: Deur) -> None:
    deur = elke_deur
    deur.beoordeling(deur.bank.jw301(TOEWIJZING._replace(toewijzingnummer=1000)))
    zaak = _met_stop(deur, "2026-03-30")
    assert zaak["maatregelen"] == [
        {"maatregel": "stop_nieuwe_toewijzingen", "van": "2026-03-30", "tot": None, "bedrag": None}
    ]
    oordeel = deur.beoordeling(deur.bank.jw301())
    assert (oordeel["oordeel"], oordeel["bevindingen"]) == ("goedgekeurd", [])
    assert "SIG-MAATREGEL" in _codes(oordeel)
    (signaal,) = deur.get("signalen", code="SIG-MAATREGEL")["signalen"]
    assert signaal["uitleg"].startswith("Toewijzing 1001 is op 2026-03-30 gegeven, terwijl")
    weer = TOEWIJZING._replace(toewijzingnummer=1000, toewijzingsdatum=date(2026, 5, 4), reden_wijziging="02")
    assert "SIG-MAATREGEL" not in _codes(deur.beoordeling(deur.bank.jw301(weer)))
    _gezet(deur, zaak, "sluiten", "regio")
    nieuw = TOEWIJZING._replace(toewijzingnummer=1003, toewijzingsdatum=date(2026, 5, 6))
    assert "SIG-MAATREGEL" in _codes(deur.beoordeling(deur.bank.jw301(nieuw)))
    deur.bank.dagtekening = deur.bank.klok.dag = date(2026, 5, 7)
    morgen = nieuw._replace(toewijzingnummer=1004, toewijzingsdatum=date(2026, 5, 7))
    assert "SIG-MAATREGEL" not in _codes(deur.beoordeling(deur.bank.jw301(morgen)))


def test_a_stop_of_one_gemeente_or_to_come_does_not_reach_others(deur: Deur) -> None:
    ander = {"soort": "aanbieder_in_gemeente", "aanbieder": AANBIEDER, "gemeente": ANDERE_GEMEENTE}
    zaak = _met_stop(deur, "2026-01-01", onderwerp=ander)
    assert (zaak["regio"], zaak["gemeente"], zaak["onderwerp"]) == ("DEMO", ANDERE_GEMEENTE, "aanbieder")
    _met_stop(deur, "2026-12-31")
    assert "SIG-MAATREGEL" not in _codes(deur.beoordeling(deur.bank.jw301()))
    bij_ander = deur.bank.jw301(TOEWIJZING._replace(toewijzingnummer=7), afzender=ANDERE_GEMEENTE)
    assert "SIG-MAATREGEL" in _codes(deur.beoordeling(bij_ander))


def test_a_problem_with_a_tariff_ends_with_the_version_that_came_of_it(elke_deur: Deur) -> None:
    deur = elke_deur
    zaak = _geopend(deur, "knelpunt", {**PIC, "aanbieder": AANBIEDER}, "aanbieder")
    assert (zaak["regio"], zaak["aanbieder"], zaak["pic"]) == ("DEMO", AANBIEDER, "ARRANGEMENT 3B")
    for stap in ("bespreken", "besluiten"):
        zaak = _gezet(deur, zaak, stap, "regio")
    code = "50D3B"
    fout = probleem(_stap(deur, zaak, "verwerken", "regio", productcode=code, versie=9), 422, "onderwerp-onbekend")
    assert "versie 9" in fout["detail"]
    zaak = _gezet(deur, zaak, "verwerken", "regio", productcode=code, versie=1)
    assert (zaak["toestand"], zaak["spoor"][-1]["gegevens"]) == ("verwerkt", {"productcode": code, "versie": 1})


def _zwaarte_gesignaleerd(deur: Deur) -> dict[str, Any]:
    opslag = deur.bank.knoop.opslag
    signaal = Signaal("SIG-ZWAARTE", VoorWie.GEMEENTE, "", "33 zwaar, verwacht 22.")
    with opslag.werkeenheid(schrijven=True) as werk:
        bewaar_signalen(werk.verbinding, [signaal], Signaalplek(deur.bank.klok.nu(), aanbieder=AANBIEDER))
    (gevonden,) = deur.get("signalen", code="SIG-ZWAARTE")["signalen"]
    return dict(gevonden)


def test_heavy_help_that_nobody_explains_leads_to_a_measure(elke_deur: Deur) -> None:
    """R147: signalled, an explanation asked for, not explained, measure."""
    deur = elke_deur
    signaal = _zwaarte_gesignaleerd(deur)
    zaak = _geopend(deur, "zwaarte", OP_AANBIEDER, "beheerder", signaal=signaal["id"], gegevens={"periode": "2026"})
    assert (zaak["toestand"], zaak["signaal"]) == ("gesignaleerd", signaal["link"])
    (gevonden,) = deur.http.get(deur.http.get(signaal["link"]).json()["zaken"]).json()["zaken"]
    assert gevonden["id"] == zaak["id"]
    zaak = _gezet(deur, zaak, "verklaring_vragen", "regio", uiterlijk="2026-06-01")
    zaak = _gezet(deur, zaak, "verklaring_geven", "aanbieder")
    zaak = _gezet(deur, zaak, "verklaring_afwijzen", "regio")
    zaak = _gezet(deur, zaak, "maatregel_opleggen", "regio", maatregel="verbeterplan", vanaf="2026-06-15")
    assert [een["naar"] for een in zaak["spoor"]] == [
        "gesignaleerd",
        "verklaring_gevraagd",
        "verklaring_gevraagd",
        "niet_verklaard",
        "maatregel",
    ]
    assert [een["maatregel"] for een in zaak["maatregelen"]] == ["verbeterplan"]


def test_a_case_names_only_a_signal_that_leads_to_it(deur: Deur) -> None:
    _met_stop(deur, "2026-03-30")
    deur.beoordeling(deur.bank.jw301())
    (signaal,) = deur.get("signalen", code="SIG-MAATREGEL")["signalen"]
    fout = probleem(_open(deur, "zwaarte", OP_AANBIEDER, "regio", signaal=signaal["id"]), 422, "onderwerp-onbekend")
    assert fout["detail"] == "Een zwaarte komt voort uit SIG-ZWAARTE, niet uit SIG-MAATREGEL."
    probleem(_open(deur, "zwaarte", OP_AANBIEDER, "regio", signaal=str(uuid4())), 422, "onderwerp-onbekend")
    assert _geopend(deur, "misstand", OP_AANBIEDER, "regio", signaal=signaal["id"])["signaal"] == signaal["link"]


def test_steps_at_the_same_moment_follow_each_other(elke_deur: Deur) -> None:
    deur = elke_deur
    deur.beoordeling(deur.bank.jw301())
    zaak = _geopend(deur, "escalatie", OP_TOEWIJZING, "aanbieder")
    with ThreadPoolExecutor(8) as draden:
        antwoorden = list(draden.map(lambda _: _stap(deur, zaak, "oppakken", "gemeente"), range(8)))
    assert sorted(een.status_code for een in antwoorden) == [200] + [409] * 7
    assert len(deur.get(f"zaken/{zaak['id']}")["spoor"]) == 2


def test_pages_follow_each_other_and_filters_make_them_shorter(elke_deur: Deur) -> None:
    deur = elke_deur
    deur.beoordeling(deur.bank.jw301())
    escalatie = _geopend(deur, "escalatie", OP_TOEWIJZING, "gemeente")
    misstand = _geopend(deur, "misstand", OP_AANBIEDER, "regio")
    knelpunt = _gezet(deur, _geopend(deur, "knelpunt", PIC, "regio"), "afwijzen", "regio")
    alle = [knelpunt["id"], misstand["id"], escalatie["id"]]
    gelezen, link = [], "/api/v1/zaken?limit=2"
    while link:
        pagina = deur.http.get(link).json()
        gelezen += [een["id"] for een in pagina["zaken"]]
        link = pagina["volgende"]
    assert gelezen == alle
    for vraag, verwacht in (
        ({"soort": "escalatie"}, [escalatie]),
        ({"toestand": "gemeld"}, [misstand]),
        ({"gesloten": "true"}, [knelpunt]),
        ({"gesloten": "false"}, [misstand, escalatie]),
        ({"regio": "DEMO"}, [knelpunt, misstand]),
        ({"gemeente": GEMEENTE}, [escalatie]),
        ({"aanbieder": AANBIEDER}, [misstand, escalatie]),
        ({"gemeente": GEMEENTE, "toewijzingnummer": "1001"}, [escalatie]),
        ({"toewijzingnummer": "1002"}, []),
    ):
        gevonden = deur.get("zaken", **vraag)["zaken"]
        assert [een["id"] for een in gevonden] == [een["id"] for een in verwacht], vraag
    probleem(deur.http.get("/api/v1/zaken?kind=x"), 422, "onjuiste-vraag")
    probleem(deur.http.get(f"/api/v1/zaken/{uuid4()}"), 404, "niet-gevonden")


def test_the_list_as_csv_holds_no_explanations(deur: Deur) -> None:
    deur.beoordeling(deur.bank.jw301())
    zaak = _geopend(deur, "escalatie", OP_TOEWIJZING, "gemeente", toelichting="Vertrouwelijk besproken.")
    antwoord = deur.http.get("/api/v1/zaken", headers={"Accept": "text/csv"})
    assert antwoord.headers["content-type"].startswith("text/csv")
    (rij,) = csv.DictReader(io.StringIO(antwoord.text), delimiter=";")
    assert (rij["id"], rij["soort"], rij["toestand"], rij["gesloten"]) == (
        zaak["id"],
        "escalatie",
        "geescaleerd",
        "nee",
    )
    assert "Vertrouwelijk" not in antwoord.text


def test_what_cannot_be_is_told_with_its_place(deur: Deur, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    deur.beoordeling(deur.bank.jw301())
    fout = probleem(_open(deur, "ruzie", OP_TOEWIJZING, "gemeente"), 422, "onjuiste-vraag")
    assert [een["pad"] for een in fout["fouten"]] == ["soort"]
    fout = probleem(_open(deur, "escalatie", OP_AANBIEDER, "gemeente"), 422, "onjuiste-vraag")
    assert fout["fouten"][0]["melding"] == "Een escalatie gaat over toewijzing, niet over aanbieder."
    fout = probleem(_open(deur, "verbeterplan", OP_AANBIEDER, "regio"), 422, "onjuiste-vraag")
    assert [een["pad"] for een in fout["fouten"]] == ["gegevens.indicator", "gegevens.periode"]
    for anders in ({"door": "Jan"}, {"toelichting": " "}, {"onderwerp": {"soort": "weer"}}, {"extra": 1}):
        probleem(
            _open(deur, **{"soort": "escalatie", "onderwerp": OP_TOEWIJZING, "door": "regio"} | anders),
            422,
            "onjuiste-vraag",
        )
    for onderwerp, soort in (
        ({**OP_TOEWIJZING, "toewijzingnummer": 9}, "escalatie"),
        ({**OP_AANBIEDER, "regio": "NERGENS"}, "misstand"),
        ({**OP_AANBIEDER, "aanbieder": "11111111"}, "misstand"),
        ({"soort": "contract", "regio": "DEMO", "contract": "geen"}, "misstand"),
        ({**PIC, "pic": "ARRANGEMENT 9Z"}, "knelpunt"),
        ({**PIC, "aanbieder": "11111111"}, "knelpunt"),
        ({**PIC, "gemeente": "0503"}, "knelpunt"),
    ):
        door = "gemeente" if soort == "escalatie" else "regio"
        probleem(_open(deur, soort, onderwerp, door), 422, "onderwerp-onbekend")
    zaak = _geopend(deur, "escalatie", OP_TOEWIJZING, "gemeente")
    for antwoord in (
        _open(deur, "escalatie", OP_TOEWIJZING, "gemeente", toelichting=f"Het gaat om {KIND.bsn}."),
        deur.http.post(
            f"{zaak['link']}/stappen", json={"stap": "aanvullen", "door": "gemeente", "toelichting": f"Kind {KIND.bsn}"}
        ),
        _stap(deur, zaak, "oppakken", "gemeente", uiterlijk=KIND.bsn),
    ):
        assert KIND.bsn not in str(probleem(antwoord, 422, "persoonsgegevens"))
    probleem(_stap(deur, {"link": f"/api/v1/zaken/{uuid4()}"}, "oppakken", "regio"), 404, "niet-gevonden")
    assert deur.get(f"zaken/{zaak['id']}")["spoor"] == zaak["spoor"]
    assert KIND.bsn not in caplog.text


def test_a_contract_names_its_aanbieder(deur: Deur) -> None:
    onderwerp = {"soort": "contract", "regio": "DEMO", "contract": "DEMO-2024-02"}
    zaak = _geopend(deur, "misstand", onderwerp, "gemeente")
    assert (zaak["contract"], zaak["onderwerp"]) == ("DEMO-2024-02", "contract")
    assert zaak["aanbieder"] == ANDERE_AANBIEDER


def test_what_was_explained_is_encrypted_where_it_is_kept(deur: Deur) -> None:
    deur.beoordeling(deur.bank.jw301())
    _geopend(deur, "escalatie", OP_TOEWIJZING, "gemeente", toelichting="Vertrouwelijk besproken.")
    bestanden = deur.bank.knoop.settings.data_dir.glob("*.db*")
    assert not any(b"Vertrouwelijk" in bestand.read_bytes() for bestand in bestanden)
