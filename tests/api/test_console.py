"""The console in a real browser: one click sends an example, and nothing asks the internet for anything."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager

import httpx
import pytest
import uvicorn

from app.api.app import maak_app
from app.exchange.voorbeelden import VOORBEELDEN
from app.store.toegang import NieuweToegang, Rol
from tests.api import browser
from tests.api.browser import Browser
from tests.api.conftest import Deur
from tests.api.test_openapi import OPERATIES
from tests.bank import Bank, maak_bank
from tests.conftest import demand_or_skip


def test_the_front_door_leads_to_the_console(deur: Deur) -> None:
    antwoord = deur.http.get("/", follow_redirects=False)
    assert (antwoord.status_code, antwoord.headers["location"]) == (307, "/docs")


def test_the_page_names_only_files_of_its_own(deur: Deur) -> None:
    pagina = deur.http.get("/docs")
    assert "unsafe" not in pagina.headers["content-security-policy"]
    assert "://" not in pagina.text
    assert "onclick" not in pagina.text
    for een in VOORBEELDEN:
        assert f'data-naam="{een.naam}"' in pagina.text
    for naam in ("console.css", "console.js", "icoon.svg", "swagger-ui.css", "swagger-ui-bundle.js"):
        assert f"docs/{naam}" in pagina.text
        assert deur.http.get(f"/docs/{naam}").status_code == 200


@pytest.fixture(scope="module")
def bank_(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Bank]:
    bank = maak_bank(tmp_path_factory.mktemp("console"))
    yield bank
    bank.knoop.sluit()


@pytest.fixture(scope="module")
def adres(bank_: Bank) -> Iterator[str]:
    with _dienst(bank_) as plek:
        yield plek


@contextmanager
def _dienst(bank: Bank) -> Iterator[str]:
    """A service that listens, as `ijw serve` would make it."""
    poort = browser.vrije_poort()
    server = uvicorn.Server(uvicorn.Config(maak_app(bank.knoop), port=poort, log_level="warning", ws="none"))
    draad = threading.Thread(target=server.run)
    draad.start()
    plek = f"http://127.0.0.1:{poort}"
    browser.wacht_op(lambda: httpx.get(f"{plek}/healthz").status_code == 200)
    yield plek
    server.should_exit = True
    draad.join(20)


@pytest.fixture(scope="module")
def venster(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    if not browser.is_er():
        demand_or_skip("chromium and chromedriver are not installed, so the console is not tried in a browser")
    with browser.start_browser(tmp_path_factory.mktemp("profiel")) as gestart:
        yield gestart


@pytest.fixture
def console(venster: Browser, adres: str) -> Browser:
    """The console in a browser, as it is when it has just been opened."""
    venster.open(f"{adres}/docs")
    venster.wacht("return document.querySelectorAll('.opblock').length")
    return venster


def _klik(console: Browser, naam: str) -> str:
    """Click an example and wait for its answer; the whole outcome as text."""
    console.klik(f"[data-naam={naam}]")
    console.wacht("return !document.querySelector('.voorbeeld:disabled') && !document.querySelector('#uitslag').hidden")
    return console.tekst("#uitslag")


def test_every_address_is_shown(console: Browser) -> None:
    assert console.doe("return document.querySelectorAll('.opblock').length") == len(OPERATIES)
    assert console.klachten() == []


def test_one_click_sends_an_example_and_shows_the_whole_answer(console: Browser, bank_: Bank) -> None:
    uitslag = _klik(console, "toewijzing")
    assert "Goedgekeurd\nJW301 beantwoord met JW302" in uitslag.replace("\n\n", "\n")
    assert "<jw302:Bericht" in uitslag
    assert "<jw301:Bericht" in uitslag
    uitslag = _klik(console, "declaratie-boven-tarief")
    assert "Afgekeurd" in uitslag
    assert "0611 Tarief wijkt af van het contract" in uitslag
    assert "€ 0,01 boven het tarief" in uitslag
    assert "<jw325:RetourCode>0611</jw325:RetourCode>" in uitslag
    plek = console.doe("return document.querySelector('#uitslag a').href")
    assert httpx.get(plek).json()["oordeel"] == "afgekeurd"


def test_the_whole_chain_gives_what_its_buttons_promise(console: Browser) -> None:
    console.klik("#nieuwe-reeks")
    for een in VOORBEELDEN:
        uitslag = _klik(console, een.naam)
        assert (een.verwacht or "Goedgekeurd") in uitslag


def test_trying_only_keeps_nothing(console: Browser, adres: str) -> None:
    def aantal() -> int:
        return len(httpx.get(f"{adres}/api/v1/berichten?limit=200").json()["berichten"])

    console.klik("#nieuwe-reeks")
    console.klik("#alleen-toetsen")
    voor = aantal()
    assert "Er is niets bewaard." in _klik(console, "toewijzing")
    assert "Goedgekeurd" in _klik(console, "toewijzing")
    assert aantal() == voor
    console.klik("#alleen-toetsen")


def test_a_second_time_is_refused_and_a_new_reeks_starts_again(console: Browser) -> None:
    console.klik("#nieuwe-reeks")
    eerste = console.tekst("#reeks")
    _klik(console, "toewijzing")
    assert "9056" in _klik(console, "toewijzing")
    console.klik("#nieuwe-reeks")
    assert console.tekst("#reeks") != eerste
    assert "Goedgekeurd" in _klik(console, "toewijzing")


def test_the_editor_of_swagger_starts_with_a_real_message(console: Browser) -> None:
    console.klik("#operations-Berichten-toetsBericht button")
    invoer = "#operations-Berichten-toetsBericht textarea"
    console.wacht("return document.querySelector(arguments[0])", invoer)
    assert "<jw301:Bericht" in console.doe("return document.querySelector(arguments[0]).value", invoer)
    console.doe(
        "document.querySelector('#operations-Berichten-toetsBericht .execute').scrollIntoView({block: 'center'})"
    )
    console.klik("#operations-Berichten-toetsBericht .execute")
    antwoord = "#operations-Berichten-toetsBericht .responses-wrapper"
    console.wacht("return document.querySelector(arguments[0])?.innerText.includes('<jw302:Bericht')", antwoord)


def test_a_problem_is_told_in_its_own_words(console: Browser) -> None:
    console.doe("document.querySelector('[data-naam=start]').dataset.naam = 'beschikking'")
    console.klik("[data-naam=beschikking]")
    console.wacht("return document.querySelector('#melding.fout')")
    assert console.tekst("#melding").startswith("Niet gevonden. Er zijn: toewijzing")


def test_a_key_under_authorize_goes_along_with_every_click(
    venster: Browser, tmp_path_factory: pytest.TempPathFactory
) -> None:
    bank = maak_bank(tmp_path_factory.mktemp("dicht"), toegang="sleutel")
    nieuw = NieuweToegang(Rol.KNOOPPUNT, None, None, "console", bank.klok.dag)
    _, sleutel = bank.knoop.maak_toegang(nieuw)
    with _dienst(bank) as plek:
        venster.open(f"{plek}/docs")
        venster.wacht("return document.querySelector('.auth-wrapper .authorize')")
        venster.klik("[data-naam=toewijzing]")
        venster.wacht("return document.querySelector('#melding.fout')")
        assert venster.tekst("#melding").startswith("Hier is een geldige sleutel nodig.")
        venster.doe(
            "swagger.authActions.authorize({sleutel: {name: 'sleutel', value: arguments[0], "
            "schema: {type: 'http', scheme: 'bearer'}}})",
            sleutel,
        )
        assert "Goedgekeurd" in _klik(venster, "toewijzing")
    bank.knoop.sluit()


def test_nothing_was_asked_of_another_machine(console: Browser) -> None:
    assert console.bezocht() <= {"127.0.0.1"}
    assert [een for een in console.klachten() if "Content Security" in een] == []
