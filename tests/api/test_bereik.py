"""Nobody sees or changes what is not theirs: every operation of the API, asked by strangers about somebody else."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from app.api.app import maak_app
from app.api.rechten import RECHTEN, Grens, Waar
from app.store.toegang import Rol
from tests.api.conftest import probleem
from tests.api.dicht import Beller
from tests.api.dichtewereld import (
    ANDER_KIND,
    ANDER_NUMMER,
    ANDERE_GEMEENTE,
    NUMMER,
    OPERATIES,
    TEAM,
    Wereld,
    maak_wereld,
    onbekend,
)
from tests.bank import AANBIEDER, ANDERE_AANBIEDER, GEMEENTE, KIND, maak_bank

VREEMDEN = [
    (Rol.GEMEENTE, ANDERE_GEMEENTE, None),
    (Rol.AANBIEDER, ANDERE_AANBIEDER, None),
    (Rol.REGIO, "PROEFLAND", None),
    (Rol.LOKAAL_TEAM, ANDERE_GEMEENTE, "OOST"),
    (Rol.LOKAAL_TEAM, GEMEENTE, "OOST"),
]
SAMEN = {"leesRegio", "leesRegiowijzigingen", "zoekTariefversies"}
"""What gemeenten of one regio agreed together."""


@pytest.fixture(params=["sqlite", "postgresql"])
def wereld(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Wereld]:
    url = "" if request.param == "sqlite" else request.getfixturevalue("postgres_url")
    bank = maak_bank(tmp_path, url, toegang="sleutel")
    with TestClient(maak_app(bank.knoop)) as http:
        yield maak_wereld(http, bank)
    bank.knoop.sluit()


def test_a_stranger_finds_nothing_and_changes_nothing(wereld: Wereld) -> None:
    voor = wereld.inhoud()
    lekken = []
    for rol, code, team in VREEMDEN:
        vreemde = wereld.bel(rol, code, team)
        for operatie in OPERATIES:
            geheim = wereld.sporen
            # Who is contracted is for everyone to see; what was agreed, for the gemeenten together.
            if not _voor_iedereen(operatie.naam) and not (rol is Rol.GEMEENTE and operatie.naam in SAMEN):
                geheim = (*geheim, *wereld.afspraken)
            for vraag in wereld.vragen(operatie):
                antwoord = vreemde.vraag(**vraag)
                # Whom an answer is about is no news to who asked about them.
                bekend = [spoor for spoor in wereld.afspraken if spoor in vraag["pad"]]
                assert antwoord.status_code < 500, (operatie.naam, antwoord.text)
                gezien = [spoor for spoor in geheim if spoor in antwoord.text and spoor not in bekend]
                if antwoord.status_code < 300 and gezien:
                    lekken.append((rol.value, operatie.naam, vraag["params"], gezien))
    assert not lekken
    assert wereld.inhoud() == voor


def _voor_iedereen(naam: str) -> bool:
    recht = RECHTEN[naam]
    return recht.openbaar or all(recht.rollen.get(rol) == Grens(Waar.OVERAL) for rol in Rol)


def test_who_may_not_know_a_child_never_does(wereld: Wereld) -> None:
    for rol, code, team in (
        (Rol.TOEZICHT, None, None),
        (Rol.BEHEERDER, None, None),
        (Rol.REGIO, "DEMO", None),
        (Rol.LOKAAL_TEAM, GEMEENTE, TEAM),
    ):
        beller = wereld.bel(rol, code, team)
        for operatie in OPERATIES:
            for vraag in wereld.vragen(operatie):
                if operatie.naam == "trekToegangIn":
                    continue  # the beheerder would revoke the key of the gemeente
                antwoord = beller.vraag(**vraag)
                for kind in (KIND, ANDER_KIND):
                    assert kind.bsn not in antwoord.text, (rol, operatie.naam)
                if rol is Rol.TOEZICHT and operatie.methode != "GET" and not RECHTEN[operatie.naam].openbaar:
                    assert antwoord.status_code == 403, operatie.naam


def test_everyone_reads_what_is_theirs(wereld: Wereld) -> None:
    bellers = {
        Rol.GEMEENTE: wereld.gemeente,
        Rol.AANBIEDER: wereld.aanbieder,
        Rol.REGIO: wereld.bel(Rol.REGIO, "DEMO"),
        Rol.TOEZICHT: wereld.bel(Rol.TOEZICHT),
        Rol.KNOOPPUNT: wereld.bel(Rol.KNOOPPUNT),
    }
    for operatie in OPERATIES:
        for rol, beller in bellers.items():
            if operatie.methode != "GET" or rol not in RECHTEN[operatie.naam].rollen:
                continue
            antwoord = beller.vraag(**next(wereld.vragen(operatie)))
            # The signal is for the gemeente, a regio has no cases about one child, and nothing was settled.
            elders = {(Rol.AANBIEDER, "leesSignaal"), (Rol.REGIO, "leesZaak")}
            verwacht = 404 if (rol, operatie.naam) in elders or operatie.naam == "leesAfrekening" else 200
            assert antwoord.status_code == verwacht, (rol, operatie.naam, antwoord.text)


def test_what_is_anothers_is_told_in_the_words_of_what_is_not_there(wereld: Wereld) -> None:
    id = onbekend()
    for vreemde in (wereld.bel(Rol.GEMEENTE, ANDERE_GEMEENTE), wereld.bel(Rol.AANBIEDER, ANDERE_AANBIEDER)):
        for pad, weg in (
            (f"berichten/{wereld.bericht}", wereld.bericht),
            (f"berichten/{wereld.bericht}/xml", wereld.bericht),
            (f"berichten/{wereld.bericht}/retour", wereld.bericht),
            (f"signalen/{wereld.signaal}", wereld.signaal),
            (f"zaken/{wereld.zaak}", wereld.zaak),
            (f"ketens/{GEMEENTE}/{AANBIEDER}/{wereld.client}", wereld.client),
        ):
            _zelfde(vreemde, pad, weg, id)
        for pad in ("toewijzingen/{}/{}", "toewijzingen/{}/{}/prijs", "verwijzingen/{}/{}"):
            _zelfde(vreemde, pad.format(GEMEENTE, NUMMER), str(NUMMER), "4711")
    _zelfde(wereld.bel(Rol.REGIO, "PROEFLAND"), "regios/DEMO", "DEMO", "NERGENS")


def _zelfde(vreemde: Beller, pad: str, weg: str, onbekend: str) -> None:
    van_ander, van_niemand = vreemde.get(pad), vreemde.get(pad.replace(weg, onbekend))
    detail = probleem(van_ander, 404, "niet-gevonden")["detail"]
    assert detail.replace(weg, onbekend) == probleem(van_niemand, 404, "niet-gevonden")["detail"]


def test_a_case_about_an_aanbieder_is_seen_by_it_once_it_may_act(wereld: Wereld) -> None:
    regio = wereld.bel(Rol.REGIO, "DEMO")
    onderwerp = {"soort": "aanbieder", "aanbieder": AANBIEDER, "regio": "DEMO"}
    vraag = {"soort": "misstand", "onderwerp": onderwerp, "door": "regio", "toelichting": "Er is iets gemeld."}
    probleem(wereld.aanbieder.vraag("POST", "/api/v1/zaken", json=vraag), 403, "geen-toegang")
    elders = wereld.bel(Rol.REGIO, "PROEFLAND").vraag("POST", "/api/v1/zaken", json=vraag)
    detail = probleem(elders, 422, "onderwerp-onbekend")["detail"]
    assert detail == "Met deze toegang kan een zaak alleen gaan over regio PROEFLAND."
    id = regio.vraag("POST", "/api/v1/zaken", json=vraag).json()["id"]

    def gezien() -> list[int]:
        lijst = wereld.aanbieder.get("zaken", soort="misstand").json()["zaken"]
        return [len(lijst), wereld.aanbieder.get(f"zaken/{id}").status_code]

    assert gezien() == [0, 404]
    stap = {"stap": "reageren", "door": "aanbieder", "toelichting": "Dat is anders gegaan."}
    probleem(wereld.aanbieder.vraag("POST", f"/api/v1/zaken/{id}/stappen", json=stap), 404, "niet-gevonden")
    onderzoek = {"stap": "onderzoeken", "door": "regio", "toelichting": "We kijken ernaar."}
    assert regio.vraag("POST", f"/api/v1/zaken/{id}/stappen", json=onderzoek).status_code == 200
    assert gezien() == [1, 200]
    assert wereld.aanbieder.vraag("POST", f"/api/v1/zaken/{id}/stappen", json=stap).status_code == 200
    assert wereld.bel(Rol.AANBIEDER, ANDERE_AANBIEDER).get("zaken").json()["zaken"] == []


def test_a_problem_with_a_pic_is_brought_in_by_who_it_troubles(wereld: Wereld) -> None:
    """R074: an aanbieder and a gemeente bring in their own, and a regio sees all of its own."""
    pic = {"soort": "pic", "regio": "DEMO", "pic": "ARRANGEMENT 3B"}
    vraag = {"soort": "knelpunt", "onderwerp": pic, "door": "aanbieder", "toelichting": "De uren passen niet."}
    zonder = wereld.aanbieder.vraag("POST", "/api/v1/zaken", json=vraag)
    detail = probleem(zonder, 422, "onderwerp-onbekend")["detail"]
    assert detail == "Noem bij het onderwerp ook de aanbieder of gemeente van deze toegang."
    eigen = wereld.aanbieder.vraag("POST", "/api/v1/zaken", json=vraag | {"onderwerp": pic | {"aanbieder": AANBIEDER}})
    assert eigen.status_code == 201, eigen.text
    id = eigen.json()["id"]
    ander = vraag | {"onderwerp": pic | {"aanbieder": ANDERE_AANBIEDER}}
    probleem(wereld.aanbieder.vraag("POST", "/api/v1/zaken", json=ander), 422, "onderwerp-onbekend")
    assert wereld.bel(Rol.REGIO, "DEMO").get(f"zaken/{id}").status_code == 200
    for vreemde in (wereld.bel(Rol.REGIO, "PROEFLAND"), wereld.bel(Rol.AANBIEDER, ANDERE_AANBIEDER)):
        probleem(vreemde.get(f"zaken/{id}"), 404, "niet-gevonden")


def test_a_lokaal_team_tells_of_its_own_toewijzingen(wereld: Wereld) -> None:
    pad = f"/api/v1/verwijzingen/{GEMEENTE}/4711"
    noord, zuid = (wereld.bel(Rol.LOKAAL_TEAM, GEMEENTE, team) for team in ("NOORD", "ZUID"))
    for vreemd in ({}, {"lokaal_team": "ZUID"}):
        fout = probleem(noord.vraag("PUT", pad, json={"verwijzersoort": "02", **vreemd}), 422, "verwijzing-geweigerd")
        assert fout["fouten"][0]["melding"] == "lokaal_team is niet uw team; verwacht: NOORD."
    van_noord = {"verwijzersoort": "02", "lokaal_team": "NOORD", "lokaal_team_op": "2026-04-01"}
    assert noord.vraag("PUT", pad, json=van_noord).status_code == 200
    assert noord.vraag("GET", pad).status_code == 200
    probleem(zuid.vraag("GET", pad), 404, "niet-gevonden")
    van_zuid = {**van_noord, "lokaal_team": "ZUID"}
    probleem(zuid.vraag("PUT", pad, json=van_zuid), 422, "verwijzing-geweigerd")
    assert wereld.gemeente.vraag("PUT", pad, json=van_zuid).status_code == 200
    assert [zuid.vraag("GET", pad).status_code, noord.vraag("GET", pad).status_code] == [200, 404]


def test_a_list_without_filter_is_narrowed_and_one_outside_is_refused(wereld: Wereld) -> None:
    ander = wereld.bel(Rol.AANBIEDER, ANDERE_AANBIEDER)
    (rij,) = ander.get("betalingen").json()["betalingen"]
    assert rij["toewijzingnummer"] == ANDER_NUMMER
    assert rij == ander.get("betalingen", gemeente=ANDERE_GEMEENTE).json()["betalingen"][0]
    detail = probleem(ander.get("betalingen", aanbieder=AANBIEDER), 403, "geen-toegang")["detail"]
    assert (
        detail
        == f"Uw toegang is die van aanbieder {ANDERE_AANBIEDER}: aanbieder kan hier alleen {ANDERE_AANBIEDER} zijn."
    )
    gemeente = wereld.gemeente
    probleem(gemeente.get("stuurcijfers/populatie", gemeente=[GEMEENTE, ANDERE_GEMEENTE]), 403, "geen-toegang")
    assert gemeente.get("stuurcijfers/populatie", gemeente=GEMEENTE).status_code == 200
    berichten = {een["bericht"]["afzender"] for een in gemeente.get("berichten").json()["berichten"]}
    assert berichten == {GEMEENTE, AANBIEDER}
    assert len(wereld.bel(Rol.TOEZICHT).get("berichten").json()["berichten"]) == len(wereld.berichten) + 3


def test_an_aanbieder_sees_what_is_agreed_with_all_and_with_itself(wereld: Wereld) -> None:
    regio = wereld.aanbieder.get("regios/DEMO").json()["regio"]
    assert {een["nummer"] for een in regio["contracten"]} == {"DEMO-2024-01"}
    assert {een["agb"] for een in regio["aanbieders"]} == {AANBIEDER}
    assert {een["contract"] for een in regio["tarieven"]} == {None, "DEMO-2024-01"}
    assert {een["contract"] for een in regio["volumeplafonds"]} == {"DEMO-2024-01"}
    heel = wereld.gemeente.get("regios/DEMO").json()["regio"]
    assert {een["nummer"] for een in heel["contracten"]} == {"DEMO-2024-01", "DEMO-2024-02"}
    probleem(wereld.bel(Rol.AANBIEDER, "99990000").get("regios/DEMO"), 404, "niet-gevonden")


def test_a_gemeente_sees_plafonds_of_its_own_and_of_the_regio(wereld: Wereld) -> None:
    def contracten(beller: Beller) -> list[str]:
        return [een["contract"] for een in beller.get("plafonds").json()["plafonds"]]

    assert contracten(wereld.gemeente) == ["DEMO-2024-01", "DEMO-2024-02"]
    assert contracten(wereld.bel(Rol.GEMEENTE, ANDERE_GEMEENTE)) == ["DEMO-2024-02"]
    assert contracten(wereld.bel(Rol.GEMEENTE, "0363")) == []
    assert contracten(wereld.aanbieder) == ["DEMO-2024-01"]


def test_an_aanbieder_asks_the_mirror_about_itself_only(wereld: Wereld) -> None:
    spiegel = "stuurcijfers/spiegel"
    assert wereld.aanbieder.get(spiegel).json() == wereld.aanbieder.get(spiegel, aanbieder=AANBIEDER).json()
    probleem(wereld.aanbieder.get(spiegel, aanbieder=ANDERE_AANBIEDER), 403, "geen-toegang")
    for naam in ("benchmark", "zwaarte", "clientstromen"):
        probleem(wereld.aanbieder.get(f"stuurcijfers/{naam}"), 403, "geen-toegang")


def test_saying_it_twice_does_not_help(wereld: Wereld) -> None:
    ander = wereld.bel(Rol.AANBIEDER, ANDERE_AANBIEDER)
    for paar in ((ANDERE_AANBIEDER, AANBIEDER), (AANBIEDER, ANDERE_AANBIEDER)):
        probleem(ander.get("betalingen", aanbieder=list(paar)), 403, "geen-toegang")
    dubbel = f'{{"aanbieder": "{ANDERE_AANBIEDER}", "aanbieder": "{AANBIEDER}", "regels": []}}'
    kop = {"Content-Type": "application/json"}
    probleem(ander.vraag("POST", "/api/v1/correcties", content=dubbel, headers=kop), 403, "geen-toegang")


def test_a_correction_starts_from_messages_of_ones_own(wereld: Wereld) -> None:
    ander = wereld.bel(Rol.AANBIEDER, ANDERE_AANBIEDER)

    def fouten(bericht: str) -> str:
        vraag = {"aanbieder": ANDERE_AANBIEDER, "bericht_id": bericht}
        fout = probleem(ander.vraag("POST", "/api/v1/correcties", json=vraag), 422, "correctie-kan-niet")
        return str(fout["fouten"]).replace(bericht, "")

    assert fouten(wereld.berichten[3]) == fouten(onbekend())


def test_retourcodes_are_of_messages_between_the_parties_that_are_asked_for(wereld: Wereld) -> None:
    def afzenders(beller: Beller, **vraag: str) -> set[str]:
        rijen = beller.get("stuurcijfers/retourcodes", **vraag).json()["rijen"]
        return {een["afzender"] for een in rijen}

    toezicht = wereld.bel(Rol.TOEZICHT)
    assert afzenders(toezicht) == {AANBIEDER}
    assert afzenders(toezicht, regio="DEMO", gemeente=GEMEENTE) == {AANBIEDER}
    assert afzenders(toezicht, gemeente=ANDERE_GEMEENTE, aanbieder=AANBIEDER) == set()
    assert afzenders(wereld.bel(Rol.REGIO, "PROEFLAND")) == set()
    assert afzenders(wereld.bel(Rol.GEMEENTE, ANDERE_GEMEENTE), aanbieder=AANBIEDER) == set()
