"""Who comes in: keys over HTTP, on both databases."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

import pytest
from fastapi.testclient import TestClient
from sqlalchemy import select

from app.api.app import maak_app
from app.api.geheugen import Toegangsgeheugen
from app.api.vangnet import houd_log_schoon
from app.store import tables as t
from app.store.toegang import SLEUTELPATROON, NieuweToegang, Rol, sleutelkenmerk
from tests.api.conftest import Deur, probleem
from tests.api.dicht import Beller, bel
from tests.bank import AANBIEDER, ANDERE_AANBIEDER, GEMEENTE, KIND, TOEWIJZING, Bank, maak_bank

LANGER = TOEWIJZING._replace(toewijzingsdatum=date(2026, 5, 4), einddatum=date(2026, 9, 30))


@dataclass
class Dicht:
    """A service that asks for keys."""

    http: TestClient
    bank: Bank

    def bel(self, rol: Rol, code: str | None = None, team: str | None = None) -> Beller:
        """A system with a new key."""
        return bel(self.http, self.bank, rol, code, team)


@pytest.fixture(params=["sqlite", "postgresql"])
def dicht(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Dicht]:
    url = "" if request.param == "sqlite" else request.getfixturevalue("postgres_url")
    bank = maak_bank(tmp_path, url, toegang="sleutel")
    with TestClient(maak_app(bank.knoop)) as http:
        yield Dicht(http, bank)
    bank.knoop.sluit()


def test_without_a_key_only_what_is_the_same_for_all_is_told(dicht: Dicht) -> None:
    for pad in ("/healthz", "/readyz", "/docs", "/openapi.json", "/api/v1/retourcodes/9321", "/api/v1/regels"):
        assert dicht.http.get(pad).status_code == 200, pad
    for pad in ("berichten", "regios", "stuurcijfers/populatie", "toegangen", "toegangen/eigen"):
        antwoord = dicht.http.get(f"/api/v1/{pad}")
        fout = probleem(antwoord, 401, "niet-aangemeld")
        assert antwoord.headers["www-authenticate"] == 'Bearer realm="jeugdknoop"'
        assert "Authorization" in fout["detail"]


def test_what_is_no_key_of_ours_opens_nothing(dicht: Dicht) -> None:
    verzonnen = "jkn_" + "x" * 43
    for kop in ("Bearer jkn_onbekend", f"Bearer {verzonnen}", "Basic amtuOg==", "Bearer", verzonnen):
        antwoord = dicht.http.get("/api/v1/berichten", headers={"Authorization": kop})
        probleem(antwoord, 401, "niet-aangemeld")
        assert antwoord.headers["www-authenticate"].startswith("Bearer")
        assert "xxx" not in antwoord.text


def test_a_key_tells_whose_it_is(dicht: Dicht) -> None:
    beller = dicht.bel(Rol.LOKAAL_TEAM, GEMEENTE, "NOORD")
    eigen = beller.get("toegangen/eigen").json()
    assert (eigen["rol"], eigen["code"], eigen["team"]) == ("lokaal_team", GEMEENTE, "NOORD")
    assert "sleutel" not in eigen
    assert beller.sleutel not in beller.get("toegangen/eigen").text


def test_a_key_is_kept_as_a_digest_only(dicht: Dicht) -> None:
    beller = dicht.bel(Rol.TOEZICHT)
    assert SLEUTELPATROON.fullmatch(beller.sleutel)
    with dicht.bank.knoop.opslag.werkeenheid(schrijven=False) as werk:
        (rij,) = werk.verbinding.execute(select(t.toegang)).all()
    assert rij.kenmerk == sleutelkenmerk(beller.sleutel)
    assert all(beller.sleutel not in str(waarde) for waarde in rij)
    assert len({dicht.bel(Rol.TOEZICHT).sleutel for _ in range(50)}) == 50


def test_a_key_holds_from_its_first_day_to_its_last(dicht: Dicht) -> None:
    dag = dicht.bank.klok.dag
    nieuw = NieuweToegang(Rol.TOEZICHT, None, None, "dashboard", dag + timedelta(1), dag + timedelta(3))
    beller = Beller(dicht.http, *dicht.bank.knoop.maak_toegang(nieuw))
    statussen = []
    for later in range(5):
        dicht.bank.klok.dag = dag + timedelta(later)
        statussen.append(beller.get("berichten").status_code)
    assert statussen == [401, 200, 200, 200, 401]


def test_the_beheerder_makes_lists_and_revokes(dicht: Dicht) -> None:
    beheerder = dicht.bel(Rol.BEHEERDER)
    vraag = {"rol": "aanbieder", "code": AANBIEDER, "naam": "ECD", "tot": "2027-01-01"}
    antwoord = beheerder.vraag("POST", "/api/v1/toegangen", json=vraag)
    assert antwoord.status_code == 201, antwoord.text
    assert antwoord.headers["cache-control"] == "no-store"
    nieuw = antwoord.json()
    kop = {"Authorization": f"Bearer {nieuw['sleutel']}"}
    assert dicht.http.get("/api/v1/berichten", headers=kop).status_code == 200
    lijst = beheerder.get("toegangen").json()["toegangen"]
    assert [een["naam"] for een in lijst] == ["proefsysteem beheerder", "ECD"]
    assert lijst[1] == {naam: waarde for naam, waarde in nieuw.items() if naam != "sleutel"}
    ingetrokken = beheerder.vraag("POST", f"/api/v1/toegangen/{nieuw['id']}/intrekking").json()
    assert ingetrokken["ingetrokken"] is not None
    assert dicht.http.get("/api/v1/berichten", headers=kop).status_code == 401
    assert beheerder.vraag("POST", f"/api/v1/toegangen/{nieuw['id']}/intrekking").json() == ingetrokken
    probleem(beheerder.vraag("POST", "/api/v1/toegangen/4711/intrekking"), 404, "niet-gevonden")


PAST_NIET: list[tuple[dict[str, str | None], str]] = [
    ({"code": "4242"}, "code"),
    ({"code": None}, "code"),
    ({"rol": "toezicht"}, "code"),
    ({"team": "NOORD"}, "team"),
    ({"rol": "lokaal_team", "code": GEMEENTE}, "team"),
    ({"naam": " "}, "naam"),
    ({"naam": f"systeem {KIND.bsn}"}, "naam"),
    ({"naam": "x" * 81}, "naam"),
    ({"tot": "2026-05-05"}, "tot"),
]


def test_an_access_that_does_not_fit_is_not_made(dicht: Dicht) -> None:
    beheerder = dicht.bel(Rol.BEHEERDER)
    for anders, veld in PAST_NIET:
        vraag = {"rol": "aanbieder", "code": AANBIEDER, "naam": "ECD", **anders}
        antwoord = beheerder.vraag("POST", "/api/v1/toegangen", json=vraag)
        fout = probleem(antwoord, 422, "toegang-onjuist")
        assert [een["pad"] for een in fout["fouten"]] == [veld]
        assert KIND.bsn not in antwoord.text
    assert len(beheerder.get("toegangen").json()["toegangen"]) == 1


def test_others_may_not_manage_accesses_and_are_told_who_may(dicht: Dicht) -> None:
    for rol, code in ((Rol.GEMEENTE, GEMEENTE), (Rol.REGIO, "DEMO"), (Rol.TOEZICHT, None), (Rol.KNOOPPUNT, None)):
        beller = dicht.bel(rol, code)
        for methode, pad in (("GET", "toegangen"), ("POST", "toegangen"), ("POST", "toegangen/1/intrekking")):
            antwoord = beller.vraag(methode, f"/api/v1/{pad}", json={"rol": "beheerder", "naam": "ik"})
            fout = probleem(antwoord, 403, "geen-toegang")
            assert fout["detail"] == f"De rol {rol} mag dit niet. Rollen die dit wel mogen: beheerder."


def test_a_message_has_to_come_from_who_hands_it_in(dicht: Dicht) -> None:
    gemeente, aanbieder = dicht.bel(Rol.GEMEENTE, GEMEENTE), dicht.bel(Rol.AANBIEDER, AANBIEDER)
    ander = dicht.bel(Rol.AANBIEDER, ANDERE_AANBIEDER)
    jw301 = dicht.bank.jw301()
    for beller in (aanbieder, ander, dicht.bel(Rol.GEMEENTE, "0503")):
        for pad in ("berichten", "toetsingen"):
            fout = probleem(beller.post(jw301, pad), 403, "geen-toegang")
            assert "knooppunt" in fout["detail"]
    with dicht.bank.knoop.opslag.werkeenheid(schrijven=False) as werk:
        assert werk.verbinding.execute(select(t.bericht.c.id)).all() == []
    oordeel = gemeente.goed(jw301)
    assert oordeel["oordeel"] == "goedgekeurd"
    # The retour that the aanbieder sends repeats the Header of the gemeente: the aanbieder sends it all the same.
    retour = gemeente.get(f"berichten/{oordeel['id']}/retour").content
    assert aanbieder.post(retour).status_code == 204
    probleem(gemeente.post(retour), 403, "geen-toegang")
    assert aanbieder.goed(dicht.bank.jw323())["oordeel"] == "goedgekeurd"


def test_a_knooppunt_delivers_for_anyone_and_fetches_the_answers(dicht: Dicht) -> None:
    knooppunt = dicht.bel(Rol.KNOOPPUNT)
    ids = [knooppunt.goed(bericht)["id"] for bericht in (dicht.bank.jw301(), dicht.bank.jw323())]
    for id in ids:
        assert knooppunt.get(f"berichten/{id}/retour").status_code == 200
        assert knooppunt.get(f"berichten/{id}/xml").status_code == 200
    for pad in ("ketens", "betalingen", "stuurcijfers/populatie", f"toewijzingen/{GEMEENTE}/1001"):
        probleem(knooppunt.get(pad), 403, "geen-toegang")


def test_an_idempotency_key_is_of_the_party_that_gave_it(dicht: Dicht) -> None:
    gemeente, aanbieder = dicht.bel(Rol.GEMEENTE, GEMEENTE), dicht.bel(Rol.AANBIEDER, AANBIEDER)
    jw301, jw305 = dicht.bank.jw301(), dicht.bank.jw305()
    eerste = gemeente.post(jw301, Idempotency_Key="1")
    assert aanbieder.post(jw305, Idempotency_Key="1").status_code == 200
    # Another key of the same party still gets the stored answer.
    opnieuw = dicht.bel(Rol.GEMEENTE, GEMEENTE).post(jw301, Idempotency_Key="1")
    assert (opnieuw.content, opnieuw.headers["location"]) == (eerste.content, eerste.headers["location"])


def test_each_sees_the_signals_on_which_it_has_to_act(dicht: Dicht) -> None:
    gemeente, aanbieder = dicht.bel(Rol.GEMEENTE, GEMEENTE), dicht.bel(Rol.AANBIEDER, AANBIEDER)
    toezicht = dicht.bel(Rol.TOEZICHT)
    gemeente.goed(dicht.bank.jw301())
    langer = dicht.bank.jw301(LANGER)
    in_oordeel = gemeente.goed(langer)["signalen"]
    alle = toezicht.get("signalen").json()["signalen"]
    assert {een["voor"] for een in alle} == {"gemeente"}
    assert [een["code"] for een in in_oordeel] == ["IV099"]
    (signaal,) = gemeente.get("signalen").json()["signalen"]
    assert aanbieder.get("signalen").json()["signalen"] == []
    id, bericht = signaal["id"], signaal["bericht"].rpartition("/")[2]
    assert aanbieder.get(f"berichten/{bericht}").json()["signalen"] == []
    assert gemeente.get(f"berichten/{bericht}").json()["signalen"] == in_oordeel
    onbekend = probleem(aanbieder.get(f"signalen/{id}"), 404, "niet-gevonden")
    assert onbekend["detail"] == f"Er is geen signaal {id}."
    wijziging = {"toestand": "gesloten", "toelichting": "Klaar.", "door": "aanbieder"}
    pad = f"/api/v1/signalen/{id}/toestand"
    probleem(aanbieder.vraag("POST", pad, json=wijziging), 404, "niet-gevonden")
    probleem(gemeente.vraag("POST", pad, json=wijziging), 403, "geen-toegang")
    assert gemeente.vraag("POST", pad, json={**wijziging, "door": "gemeente"}).json()["toestand"] == "gesloten"


def test_a_key_is_looked_up_once_in_a_few_seconds(dicht: Dicht, monkeypatch: pytest.MonkeyPatch) -> None:
    nu = [1000.0]
    monkeypatch.setattr("app.api.geheugen.time.monotonic", lambda: nu[0])
    beller = dicht.bel(Rol.TOEZICHT)
    assert beller.get("toegangen/eigen").status_code == 200
    dicht.bank.knoop.trek_toegang_in(beller.toegang.id)  # as another process would
    assert beller.get("toegangen/eigen").status_code == 200
    nu[0] += Toegangsgeheugen.SECONDEN
    assert beller.get("toegangen/eigen").status_code == 401


def test_what_is_remembered_has_an_end(monkeypatch: pytest.MonkeyPatch, bank: Bank) -> None:
    monkeypatch.setattr(Toegangsgeheugen, "_MEESTE", 2)
    toegang, _ = bank.knoop.maak_toegang(NieuweToegang(Rol.TOEZICHT, None, None, "x", date(2026, 5, 6)))
    geheugen = Toegangsgeheugen()
    for kenmerk in (b"a", b"b", b"c"):
        geheugen.onthoud(kenmerk, toegang)
    assert [geheugen.geef(kenmerk) for kenmerk in (b"a", b"b", b"c")] == [None, None, toegang]


def test_no_log_line_holds_a_key(dicht: Dicht, caplog: pytest.LogCaptureFixture) -> None:
    houd_log_schoon()
    beller = dicht.bel(Rol.TOEZICHT)
    with caplog.at_level(logging.DEBUG):
        beller.get("berichten")
        beller.get("bestaat-niet")
        for naam in ("uvicorn.access", "uvicorn.error", "jeugdknoop.api"):
            logging.getLogger(naam).error("GET /%s HTTP", f"api/v1/x/{beller.sleutel}")
            logging.getLogger(naam).error(f"kapot bij {beller.sleutel}!")
    assert beller.sleutel not in caplog.text
    assert caplog.text.count("jkn_...") == 6


def test_where_no_keys_are_asked_that_is_said_and_none_can_be_made(
    bank: Bank, caplog: pytest.LogCaptureFixture
) -> None:
    with TestClient(maak_app(bank.knoop)) as http:
        deur = Deur(http, bank)
        assert [regel.levelname for regel in caplog.records if "IJW_TOEGANG=open" in regel.getMessage()] == ["WARNING"]
        assert deur.get("berichten") == {"berichten": [], "volgende": None}
        antwoord = http.post("/api/v1/toegangen", json={"rol": "beheerder", "naam": "later"})
        assert "ijw toegang" in probleem(antwoord, 403, "geen-toegang")["detail"]
        probleem(http.get("/api/v1/toegangen"), 403, "geen-toegang")
