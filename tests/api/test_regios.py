"""Regios over HTTP: loading them as JSON or zip, seeing them, and asking how help is claimed."""

from __future__ import annotations

import io
import zipfile
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from httpx import Response

from app.contracts.model import Pic
from app.contracts.regiobestand import demoregio, lees_bestanden, lees_regio, meegeleverd
from tests.api.conftest import Deur, probleem
from tests.bank import PRESTATIE, gevonden
from tests.contracts.test_controle import KAPOT


def bestanden(naam: str) -> dict[str, str]:
    """The files of a regio that comes with the product."""
    return lees_bestanden(meegeleverd()[naam])


def laad(deur: Deur, code: str, teksten: dict[str, str]) -> Response:
    """Load files as JSON."""
    antwoord: Response = deur.http.put(f"/api/v1/regios/{code}", json={"bestanden": teksten})
    return antwoord


def ingepakt(teksten: dict[str, str], map_: str = "") -> bytes:
    """Files as a zip."""
    doel = io.BytesIO()
    with zipfile.ZipFile(doel, "w", zipfile.ZIP_DEFLATED) as archief:
        for naam, tekst in teksten.items():
            archief.writestr(map_ + naam, tekst)
    return doel.getvalue()


def laad_zip(deur: Deur, code: str, data: bytes) -> Response:
    """Load files as a zip."""
    kop = {"Content-Type": "application/zip"}
    antwoord: Response = deur.http.put(f"/api/v1/regios/{code}", content=data, headers=kop)
    return antwoord


def test_a_regio_is_loaded_as_json_or_zip_and_each_load_is_a_version(elke_deur: Deur) -> None:
    deur = elke_deur
    for versie, antwoord in enumerate(
        (
            laad(deur, "RIJNMOND", bestanden("rijnmond")),
            laad_zip(deur, "RIJNMOND", ingepakt(bestanden("rijnmond"), "rijnmond/")),
        ),
        1,
    ):
        assert antwoord.status_code == 200, antwoord.text
        inhoud = antwoord.json()
        assert (inhoud["code"], inhoud["versie"], inhoud["fictief"]) == ("RIJNMOND", versie, True)
        assert inhoud["gemeenten"] == 16
    assert [(een["code"], een["versie"]) for een in deur.get("regios")["regios"]] == [("DEMO", 1), ("RIJNMOND", 2)]
    regio = deur.get("regios/RIJNMOND")
    assert [een["versie"] for een in regio["ladingen"]] == [1, 2]
    assert regio["fictief"]
    assert {een["code"] for een in regio["regio"]["percelen"]} == {*"ABCDEF", "LOKAAL", "JZPLUS"}
    probleem(deur.http.get("/api/v1/regios/NIETS"), 404, "niet-gevonden")


def test_a_regio_with_mistakes_is_refused_with_all_of_them_and_nothing_is_loaded(deur: Deur) -> None:
    fouten = probleem(laad(deur, "KAPOT", lees_bestanden(KAPOT)), 422, "regio-onjuist")
    assert fouten["aantal"] == 22
    assert len(fouten["fouten"]) == 22
    assert {"regelnummer": 13, "pad": "regio.toml"}.items() <= fouten["fouten"][3].items()
    assert [een["code"] for een in deur.get("regios")["regios"]] == ["DEMO"]


def test_the_code_in_the_address_is_that_of_the_files(deur: Deur) -> None:
    fouten = probleem(laad(deur, "WBW", bestanden("proefland")), 422, "regio-onjuist")
    assert "regio PROEFLAND, gevraagd is WBW" in fouten["fouten"][0]["melding"]


def test_a_gemeente_belongs_to_one_regio_at_a_time(elke_deur: Deur) -> None:
    ander = bestanden("demo")
    ander["regio.toml"] = ander["regio.toml"].replace('code = "DEMO"', 'code = "ANDERS"').replace('"0437"', '"0439"')
    ander["tarieven.csv"] = ander["tarieven.csv"].replace(";0437;", ";0439;")
    fouten = probleem(laad(elke_deur, "ANDERS", ander), 422, "regio-onjuist")
    assert [een["melding"] for een in fouten["fouten"]] == [
        "Gemeente 0384 hoort op die dagen al bij regio DEMO. Laat het lidmaatschap daar eerst eindigen."
    ]
    assert laad(elke_deur, "DEMO", bestanden("demo")).status_code == 200


def test_the_regios_that_come_with_it_live_side_by_side(elke_deur: Deur) -> None:
    for naam in meegeleverd():
        code = bestanden(naam)["regio.toml"].split('code = "', 1)[1].split('"', 1)[0]
        assert laad(elke_deur, code, bestanden(naam)).status_code == 200
    assert len(elke_deur.get("regios")["regios"]) == len(meegeleverd())


@pytest.mark.parametrize(
    ("soort", "data", "status", "naam"),
    [
        ("application/json", b"{}", 422, "onjuiste-vraag"),
        ("application/json", b"[", 422, "onjuiste-vraag"),
        ("application/zip", b"PK geen zip", 422, "onjuiste-vraag"),
        ("application/zip", b"", 422, "onjuiste-vraag"),
        ("application/zip", ingepakt({"regio.toml": " " * (21 << 20)}), 413, "te-groot"),
        ("application/zip", ingepakt({"a/regio.toml": "", "b/regio.toml": ""}), 422, "onjuiste-vraag"),
        ("application/zip", ingepakt({"LEESMIJ.txt": "x"}), 422, "regio-onjuist"),
        ("application/json", b'{"bestanden": {"regio.toml": "' + b" " * (6 << 20) + b'"}}', 413, "te-groot"),
        ("text/csv", b"code", 415, "mediatype"),
    ],
)
def test_what_is_no_regio_is_a_problem(deur: Deur, soort: str, data: bytes, status: int, naam: str) -> None:
    antwoord = deur.http.put("/api/v1/regios/X", content=data, headers={"Content-Type": soort})
    probleem(antwoord, status, naam)


def test_a_load_changes_nothing_that_was_decided(deur: Deur) -> None:
    deur.bank.goed(deur.bank.jw301())
    eerste = deur.bank.verwerk(deur.bank.jw323(PRESTATIE))
    assert gevonden(eerste) == []
    voor = deur.get(f"berichten/{eerste.id}")
    duurder = {**bestanden("demo")}
    duurder["tarieven.csv"] = duurder["tarieven.csv"].replace(";8800;", ";8900;")
    assert laad(deur, "DEMO", duurder).json()["versie"] == 2
    assert deur.get(f"berichten/{eerste.id}") == voor
    opnieuw = deur.bank.verwerk(deur.bank.jw323(PRESTATIE._replace(referentienummer="RN2")))
    assert "TR418" in {regel for regel, _, _ in gevonden(opnieuw)}


@pytest.fixture
def vol(deur: Deur) -> Deur:
    """A door with every regio that fits beside the demo."""
    leeg = bestanden("demo")
    leeg["regio.toml"] = leeg["regio.toml"].replace(
        'naam = "Delft"\nvan = 2020-01-01', 'naam = "Delft"\nvan = 2014-01-01\ntot = 2014-12-31'
    )
    assert laad(deur, "DEMO", leeg).status_code == 200
    for naam, code in (
        ("haaglanden", "HAAGLANDEN"),
        ("rijnmond", "RIJNMOND"),
        ("west-brabant-west", "WBW"),
        ("proefland", "PROEFLAND"),
    ):
        antwoord = laad(deur, code, bestanden(naam))
        assert antwoord.status_code == 200, antwoord.text
    return deur


def wijze(deur: Deur, gemeente: str, segment: str, datum: str) -> dict[str, Any]:
    """How help is claimed."""
    inhoud: dict[str, Any] = deur.get("declareerwijze", gemeente=gemeente, segment=segment, datum=datum)
    return inhoud


def product(inhoud: dict[str, Any], code: str, eenheid: str) -> dict[str, Any]:
    """One code in one unit."""
    (een,) = (een for een in inhoud["producten"] if (een["code"], een["eenheid"]) == (code, eenheid))
    assert isinstance(een, dict)
    return een


def test_how_help_is_claimed_in_every_form(vol: Deur) -> None:
    vormen = {
        ("0503", "SPEC", "2019-12-31"): "PXQ",
        ("0503", "SPEC", "2020-01-01"): "PIC",
        ("0518", "SPEC", "2020-12-31"): "PXQ",
        ("0518", "SPEC", "2021-01-01"): "PIC",
        ("1783", "HOOG", "2020-12-31"): "PXQ",
        ("1783", "HOOG", "2021-01-01"): "PIC",
        ("0501", "E", "2022-12-31"): "WEEKTARIEF",
        ("1992", "E", "2023-01-01"): "WEEKTARIEF",
        ("0599", "F", "2018-01-01"): "PXQ",
        ("1674", "LAAG", "2015-12-31"): "PXQ",
        ("1674", "LAAG", "2016-01-01"): "VAST_ARRANGEMENT",
        ("0085", "WIJK", "2020-01-01"): "TAAKGERICHT",
    }
    for (gemeente, segment, datum), vorm in vormen.items():
        assert wijze(vol, gemeente, segment, datum)["vorm"] == vorm


def test_codes_tariffs_and_instalments_are_told_with_sentences(vol: Deur) -> None:
    delft = wijze(vol, "0503", "SPEC", "2020-05-01")
    assert delft["peildatum"] == "TOEWIJZING"
    stuk, traject, lang = product(delft, "50H3B", "82"), product(delft, "50H3B", "83"), product(delft, "50H3C", "83")
    assert (stuk["tarief"], stuk["frequentie"], stuk["pic"], stuk["termijnen"]) == (400000, "6", "3B", [])
    assert traject["termijnen"] == [280000, 120000]
    assert "in termijnen van € 2.800,00 en € 1.200,00" in traject["zin"]
    assert (lang["frequentie"], lang["termijnen"]) == ("4", [80000] * 12)
    assert "in 12 termijnen van € 800,00" in lang["zin"]
    assert "in 12 termijnen: 11 van € 633,33 en de laatste van € 633,37" in product(delft, "50H1C", "83")["zin"]
    assert not any("geen enkel contract" in zin for zin in delft["zinnen"])
    assert any("geen enkel contract" in zin for zin in wijze(vol, "0503", "SPEC", "2025-01-01")["zinnen"])
    assert any("fictief" in zin for zin in delft["zinnen"])
    haag = wijze(vol, "0518", "SPEC", "2020-05-01")
    assert haag["pic_label_verplicht"]
    assert product(haag, "45A53", "04")["tarief"] == 9500
    assert not any(een["pic"] for een in haag["producten"])
    rotterdam = wijze(vol, "0599", "E", "2018-04-01")
    assert product(rotterdam, "50R1M", "82")["frequentie"] == "2"
    assert "zondag" in " ".join(rotterdam["zinnen"])
    roosendaal = wijze(vol, "1674", "LAAG", "2016-03-01")
    assert product(roosendaal, "50W2B", "83")["termijnen"] == [300000, 300000]


def test_asking_for_what_is_not_there(vol: Deur) -> None:
    for vraag in (
        {"gemeente": "0014", "segment": "SPEC"},
        {"gemeente": "0518", "segment": "NIETS"},
        {"gemeente": "0501", "segment": "E", "datum": "2023-01-01"},
        {"gemeente": "1992", "segment": "E", "datum": "2022-12-31"},
    ):
        probleem(vol.http.get("/api/v1/declareerwijze", params=vraag), 404, "niet-gevonden")
    antwoord = vol.http.get("/api/v1/declareerwijze", params={"gemeente": "518", "segment": "SPEC"})
    probleem(antwoord, 422, "onjuiste-vraag")
    probleem(vol.http.get("/api/v1/pic", params={"regio": "NIETS"}), 404, "niet-gevonden")
    probleem(vol.http.get("/api/v1/pic/HAAGLANDEN/SPEC/3/Z"), 404, "niet-gevonden")


def test_who_is_contracted_for_a_pic_on_a_day(vol: Deur) -> None:
    lijst = vol.get("pic", regio="HAAGLANDEN", perceel="SPEC", datum="2020-08-01")
    assert lijst["fictief"]
    assert len(lijst["pics"]) == 40
    (pic,) = (een for een in lijst["pics"] if een["label"] == "3B")
    assert pic["codes"] == ["50H3B"]
    assert pic["omschrijving"]
    inhoud = vol.http.get(pic["link"]).json()
    aanbieders = {een["aanbieder"]: een for een in inhoud["aanbieders"]}
    assert set(aanbieders) == {"50500001", "50500003"}
    assert aanbieders["50500001"]["acceptatieplicht"]
    assert aanbieders["50500001"]["onderaannemers"] == ["50500004"]
    eerder = vol.get("pic/HAAGLANDEN/SPEC/3/B", datum="2020-06-30")
    assert [een["aanbieder"] for een in eerder["aanbieders"]] == ["50500001"]
    wbw = vol.get("pic/WBW/LAAG/7/A", datum="2020-01-01")
    assert [een["aanbieder"] for een in wbw["aanbieders"]] == ["70700001"]


def test_the_order_of_aanbieders_favours_nobody(vol: Deur) -> None:
    eersten = []
    for dag in range(60):
        datum = str(date(2021, 1, 1) + timedelta(days=dag))
        een, nog_eens = (vol.get("pic/HAAGLANDEN/SPEC/3/B", datum=datum)["aanbieders"] for _ in range(2))
        assert een == nog_eens
        eersten.append(een[0]["aanbieder"])
    assert min(eersten.count(agb) for agb in ("50500001", "50500003")) >= 15


def test_what_changed_between_two_loads_is_told_with_decision_and_reason(elke_deur: Deur) -> None:
    """R157: a profiel that is worded anew, a tariff that is revised, one that ends, and a PIC that is new."""
    eerste = lees_regio(demoregio())
    oud_profiel, oude_trede, weg = eerste.profielen[0], eerste.intensiteiten[0], eerste.tarieven[-1]
    oud_tarief = next(een for een in eerste.tarieven if een.code == "50D3B")
    nieuw_profiel = replace(oud_profiel, behoefte="Iets anders", besluit="Besluit 7", reden="Beter te begrijpen.")
    nieuw_tarief = replace(
        oud_tarief, bedrag=410_000, versie=2, besluit="Herziening", reden="Kosten", vastgesteld=date(2026, 5, 1)
    )
    tweede = replace(
        eerste,
        profielen=(nieuw_profiel, *eerste.profielen[1:]),
        intensiteiten=(replace(oude_trede, naam="Anders"), *eerste.intensiteiten[1:]),
        pics=(*eerste.pics, Pic("AMBULANT", oud_profiel.code, oude_trede.code, reden="Nieuw")),
        tarieven=(*eerste.tarieven[:-1], nieuw_tarief),
    )
    elke_deur.bank.knoop.laad_regio(tweede)
    inhoud = elke_deur.get("regios/DEMO/wijzigingen")
    assert (inhoud["van"]["versie"], inhoud["tot"]["versie"], inhoud["fictief"]) == (1, 2, True)
    per_soort = {(een["soort"], een["wat"]): een for een in inhoud["wijzigingen"]}
    assert len(inhoud["wijzigingen"]) == len(per_soort) == 5
    profiel = per_soort["profiel", "gewijzigd"]
    assert (profiel["naam"], profiel["besluit"]) == (oud_profiel.code, "Besluit 7")
    assert profiel["reden"] == "Beter te begrijpen."
    assert {"veld": "behoefte", "was": oud_profiel.behoefte or None, "wordt": "Iets anders"} in profiel["velden"]
    intensiteit = per_soort["intensiteit", "gewijzigd"]
    assert intensiteit["velden"] == [{"veld": "naam", "was": oude_trede.naam, "wordt": "Anders"}]
    assert per_soort["pic", "toegevoegd"]["reden"] == "Nieuw"
    erbij = per_soort["tarief", "toegevoegd"]
    assert (erbij["besluit"], erbij["reden"]) == ("Herziening", "Kosten")
    assert {"veld": "bedrag", "was": None, "wordt": "410000"} in erbij["velden"]
    assert {"veld": "bedrag", "was": str(weg.bedrag), "wordt": None} in per_soort["tarief", "vervallen"]["velden"]
    elke_deur.bank.knoop.laad_regio(tweede)
    assert elke_deur.get("regios/DEMO/wijzigingen")["wijzigingen"] == []
    assert len(elke_deur.get("regios/DEMO/wijzigingen", van="1")["wijzigingen"]) == 5
    alles = elke_deur.get("regios/DEMO/wijzigingen", van="0", tot="1")
    assert alles["van"] is None
    assert len([een for een in alles["wijzigingen"] if een["soort"] == "tarief"]) == len(eerste.tarieven)
    pad = "/api/v1/regios/DEMO/wijzigingen"
    probleem(elke_deur.http.get(pad, params={"van": 2, "tot": 2}), 422, "onjuiste-vraag")
    probleem(elke_deur.http.get(pad, params={"tot": 9}), 404, "niet-gevonden")
    probleem(elke_deur.http.get("/api/v1/regios/NIETS/wijzigingen"), 404, "niet-gevonden")
