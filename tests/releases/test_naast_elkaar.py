"""Two releases in one service: each message is judged by its own and answered in it, over one administration."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from fastapi.testclient import TestClient
from lxml import etree

from app.api.app import maak_app
from app.assembly import bouw, laad_releases
from app.messages.pakket import Pakket
from app.messages.problems import BerichtGeweigerd, Soort
from app.messages.records import Omvang
from app.messages.releases import Releases
from app.rules.ruleset import regelset
from app.settings import Settings
from app.standard.bestanden import ReleaseFout
from app.standard.release import laad_release, lees_release
from tests.bank import GEMEENTE, PRESTATIE, TOEWIJZING, Bank, gevonden, maak_bank
from tests.releases.release39 import maak_release_39

BOVEN_TARIEF = PRESTATIE._replace(tarief=8801, bedrag=9 * 8801)


@pytest.fixture
def samen(tmp_path: Path) -> Iterator[Bank]:
    """A bench with 3.2 and 3.9."""
    bank = maak_bank(tmp_path / "data", releases=("3.2", str(maak_release_39(tmp_path))))
    yield bank
    bank.knoop.sluit()


@pytest.fixture
def nieuw(samen: Bank) -> Bank:
    """The same service, with messages made in 3.9."""
    release = samen.knoop.loket.releases.met_naam("3.9")
    assert release is not None
    return replace(samen, release=release)


def _namespace(pakket: Pakket) -> str:
    return etree.QName(etree.fromstring(pakket.bytes())).namespace or ""


def test_a_message_is_answered_in_its_own_release(samen: Bank, nieuw: Bank) -> None:
    """The bench holds every answer against the XSD of the release of its namespace."""
    oud = samen.goed(samen.jw301())
    assert (oud.release.naam, _namespace(oud.antwoord.pakket).split("/")[4]) == ("3.2", "3_2")
    start = nieuw.goed(nieuw.jw305())
    assert (start.release.naam, _namespace(start.antwoord.pakket).split("/")[4]) == ("3.9", "3_9")
    wortel = etree.fromstring(start.antwoord.pakket.bytes())
    assert [element.text for element in wortel.iter("{*}BerichtSubversie")] == ["9"]


@pytest.mark.parametrize("eerst", ["3.2", "3.9"])
def test_a_toewijzing_of_one_release_is_claimed_on_in_the_other(samen: Bank, nieuw: Bank, eerst: str) -> None:
    een, ander = (samen, nieuw) if eerst == "3.2" else (nieuw, samen)
    een.goed(een.jw301())
    ander.goed(ander.jw305())
    assert ander.goed(ander.jw323()).antwoord.code == "JW325"
    credit = PRESTATIE._replace(referentienummer="RN2", vorig_referentienummer="RN1", debet_credit="C")
    een.goed(een.jw323(credit))


def test_an_identificatie_that_was_used_in_one_release_is_used_in_the_other(samen: Bank, nieuw: Bank) -> None:
    samen.goed(samen.jw301(identificatie="DEZELFDE"))
    assert gevonden(nieuw.verwerk(nieuw.jw301(identificatie="DEZELFDE"))) == [("TR056", "9056", "Header")]


def test_a_facet_that_was_changed_refuses_in_one_release_only(samen: Bank, nieuw: Bank) -> None:
    veel = TOEWIJZING._replace(omvang=Omvang(1001, "04", "2"))
    samen.goed(samen.jw301(veel))
    with pytest.raises(BerichtGeweigerd) as geweigerd:
        nieuw.verwerk(nieuw.jw301(veel))
    assert geweigerd.value.soort is Soort.NIET_VOLGENS_XSD
    assert "hoogstens 1000" in geweigerd.value.fouten[0].melding


def test_a_new_code_is_known_in_one_release_only(samen: Bank, nieuw: Bank) -> None:
    per_groep = TOEWIJZING._replace(omvang=Omvang(20, "85", "6"))
    with pytest.raises(BerichtGeweigerd, match="XSD"):
        samen.verwerk(samen.jw301(per_groep))
    nieuw.goed(nieuw.jw301(per_groep))
    with TestClient(maak_app(samen.knoop)) as http:
        rest = http.get(f"/api/v1/toewijzingen/{GEMEENTE}/{TOEWIJZING.toewijzingnummer}").json()["resterend"]
        assert rest["eenheid"] == "groepsdeel"


def test_a_rule_that_a_release_does_not_have_is_not_held(samen: Bank, nieuw: Bank) -> None:
    samen.goed(samen.jw301())
    assert gevonden(samen.toets(samen.jw323(BOVEN_TARIEF))) == [("TR418", "0611", "Prestatie")]
    nieuw.goed(nieuw.jw323(BOVEN_TARIEF))


def test_rules_and_codes_are_told_by_release(samen: Bank) -> None:
    with TestClient(maak_app(samen.knoop)) as http:

        def lees(pad: str, **vraag: str) -> tuple[int, dict[str, object]]:
            antwoord = http.get(f"/api/v1/{pad}", params=vraag)
            return antwoord.status_code, antwoord.json()

        assert lees("regels/TR418")[0] == 200
        assert lees("regels/TR418", release="3.2") == lees("regels/TR418")
        assert lees("regels/TR418", release="3.9")[0] == 404
        assert lees("regels", release="3.9")[1]["release"] == "3.9"
        assert lees("retourcodes/9341")[1]["omschrijving"] == "Eenheid past niet bij de toewijzing"
        assert lees("retourcodes/9341", release="3.9")[1]["omschrijving"] == "Eenheid is een andere"
        assert "Groepsdeel" in str(lees("codelijsten/WJ756", release="3.9"))
        assert "Groepsdeel" not in str(lees("codelijsten/WJ756"))
        status, probleem = lees("regels", release="4.0")
        assert (status, probleem["detail"]) == (404, "Deze release van iJw is hier niet bekend. Er zijn: 3.2, 3.9.")


def test_the_first_release_is_meant_where_nobody_names_one(tmp_path: Path) -> None:
    bank = maak_bank(tmp_path / "data", releases=(str(maak_release_39(tmp_path)), "3.2"))
    try:
        assert bank.release.naam == "3.9"
        with TestClient(maak_app(bank.knoop)) as http:
            assert b"/ijw/3_9/" in http.get("/api/v1/voorbeelden/toewijzing").content
    finally:
        bank.knoop.sluit()


def test_a_message_of_a_release_that_is_not_handled_is_refused_by_name(bank: Bank, tmp_path: Path) -> None:
    map_ = maak_release_39(tmp_path)
    vreemd = replace(bank, release=lees_release(map_, map_ / "xsd"))
    with pytest.raises(BerichtGeweigerd) as geweigerd:
        bank.verwerk(vreemd.jw301())
    assert geweigerd.value.soort is Soort.ONBEKEND_BERICHT
    assert "geen bericht van iJw 3.2;" in geweigerd.value.titel


def test_a_rule_without_a_function_stops_the_start(tmp_path: Path) -> None:
    map_ = maak_release_39(tmp_path)
    regels = map_ / "regels.toml"
    regels.write_text(regels.read_text("utf-8").replace('id = "TR321"', 'id = "TR999"'), "utf-8")
    with pytest.raises(ReleaseFout, match="TR999"):
        bouw(Settings(data_dir=tmp_path / "data", releases=("3.2", str(map_))))


def test_a_class_of_which_every_rule_is_gone_is_judged_without_rules(tmp_path: Path) -> None:
    map_ = maak_release_39(tmp_path)
    regels = map_ / "regels.toml"
    kop, *blokken = regels.read_text("utf-8").split("[[regel]]\n")
    over = [blok for blok in blokken if 'klasse = "Header"' not in blok and 'id = "TR101"' not in blok]
    assert len(over) < len(blokken)
    regels.write_text("[[regel]]\n".join((kop, *over)), "utf-8")
    bank = maak_bank(tmp_path / "data", releases=(str(map_),))
    try:
        assert regelset(bank.release, "JW301").historie["Header"].gebonden == ()
        bank.goed(bank.jw301(afzender="9999"))
    finally:
        bank.knoop.sluit()


@pytest.mark.parametrize(
    ("bestand", "woord"),
    [("berichten.toml", "berichten.toml"), ("retourcodes.toml", "retourcodes.toml"), ("xsd/JW319.xsd", "JW319.xsd")],
)
def test_a_file_that_is_not_there_is_named(tmp_path: Path, bestand: str, woord: str) -> None:
    map_ = maak_release_39(tmp_path)
    (map_ / bestand).unlink()
    with pytest.raises(ReleaseFout, match=woord):
        lees_release(map_, map_ / "xsd")


def test_an_xsd_that_does_not_compile_stops_the_start(tmp_path: Path) -> None:
    map_ = maak_release_39(tmp_path)
    schema = map_ / "xsd" / "JW319.xsd"
    schema.write_text(schema.read_text("utf-8").replace("ijw:LDT_AgbCode", "ijw:LDT_Bestaat_niet"), "utf-8")
    with pytest.raises(ReleaseFout, match=r"release 3\.9: .*JW319\.xsd"):
        bouw(Settings(data_dir=tmp_path / "data", releases=("3.2", str(map_))))


def test_a_release_is_called_by_a_number(tmp_path: Path) -> None:
    map_ = maak_release_39(tmp_path)
    berichten = map_ / "berichten.toml"
    berichten.write_text(berichten.read_text("utf-8").replace('naam = "3.9"', 'naam = "nieuw"'), "utf-8")
    with pytest.raises(ReleaseFout, match="'nieuw' is no name"):
        lees_release(map_, map_ / "xsd")


def test_a_folder_does_not_take_the_place_of_a_release_by_its_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "3.2").mkdir()
    monkeypatch.chdir(tmp_path)
    assert laad_releases(Settings(releases=("3.2",))).eerste is laad_release("3.2")


def test_releases_have_names_and_namespaces_of_their_own() -> None:
    oud = laad_release("3.2")
    with pytest.raises(ReleaseFout, match=r"two releases are called 3\.2"):
        Releases((oud, oud))
    with pytest.raises(ReleaseFout, match="both have namespace"):
        Releases((oud, replace(oud, naam="3.3")))
    with pytest.raises(ReleaseFout, match="no release"):
        Releases(())
