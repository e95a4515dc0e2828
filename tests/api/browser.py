"""A real browser, driven over the WebDriver protocol that chromedriver speaks; what it asked of the network is kept."""

from __future__ import annotations

import json
import shutil
import socket
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import httpx

_VLAGGEN = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--window-size=1400,1200",
)
_WACHTTIJD = 20.0


def is_er() -> bool:
    """Whether Chromium and its driver are on this machine."""
    return all(shutil.which(naam) for naam in ("chromium", "chromedriver"))


class Browser:
    """One window."""

    def __init__(self, driver: httpx.Client, sessie: str):
        self._driver, self._sessie = driver, sessie

    def open(self, adres: str) -> None:
        """Go to a page."""
        self._post("url", {"url": adres})

    def doe(self, script: str, *argumenten: Any) -> Any:
        """Run JavaScript in the page and give what it returns."""
        return self._post("execute/sync", {"script": script, "args": list(argumenten)})

    def wacht(self, script: str, *argumenten: Any) -> Any:
        """Run JavaScript until it returns something true."""
        einde = time.monotonic() + _WACHTTIJD
        while not (uitkomst := self.doe(script, *argumenten)):
            assert time.monotonic() < einde, f"waited in vain for {script}"
            time.sleep(0.05)
        return uitkomst

    def klik(self, kiezer: str) -> None:
        """Click like a person does: on what is visible."""
        element = self._post("element", {"using": "css selector", "value": kiezer})
        self._post(f"element/{next(iter(element.values()))}/click", {})

    def tekst(self, kiezer: str) -> str:
        """The visible text of an element."""
        return str(self.doe("return document.querySelector(arguments[0]).innerText", kiezer))

    def klachten(self) -> list[str]:
        """What the browser itself complained of, such as a breach of the Content-Security-Policy."""
        return [een["message"] for een in self._post("se/log", {"type": "browser"})]

    def bezocht(self) -> set[str]:
        """Every machine that was asked for something."""
        berichten = (json.loads(een["message"])["message"] for een in self._post("se/log", {"type": "performance"}))
        adressen = (
            een["params"]["request"]["url"] for een in berichten if een["method"] == "Network.requestWillBeSent"
        )
        return {
            str(urlsplit(adres).hostname) for adres in adressen if urlsplit(adres).scheme.startswith(("http", "ws"))
        }

    def _post(self, wat: str, inhoud: dict[str, Any]) -> Any:
        antwoord = self._driver.post(f"/session/{self._sessie}/{wat}", json=inhoud)
        waarde = antwoord.json()["value"]
        assert antwoord.status_code == 200, f"{wat}: {waarde}"
        return waarde


@contextmanager
def start_browser(map_: Path) -> Iterator[Browser]:
    """A browser with an empty profile."""
    poort = vrije_poort()
    with subprocess.Popen(("chromedriver", f"--port={poort}"), stdout=subprocess.DEVNULL) as proces:
        try:
            with httpx.Client(base_url=f"http://127.0.0.1:{poort}", timeout=60) as driver:
                wacht_op(lambda: driver.get("/status").json()["value"]["ready"])
                opties = {"args": [*_VLAGGEN, f"--user-data-dir={map_}"]}
                wensen = {
                    "goog:chromeOptions": opties,
                    "goog:loggingPrefs": {"browser": "ALL", "performance": "ALL"},
                }
                antwoord = driver.post("/session", json={"capabilities": {"alwaysMatch": wensen}}).json()["value"]
                sessie = str(antwoord["sessionId"])
                try:
                    yield Browser(driver, sessie)
                finally:
                    driver.delete(f"/session/{sessie}")
        finally:
            proces.terminate()


def vrije_poort() -> int:
    """A port that nobody uses."""
    with socket.socket() as kous:
        kous.bind(("127.0.0.1", 0))
        return int(kous.getsockname()[1])


def wacht_op(klaar: Callable[[], object]) -> None:
    """Wait until a server that was started answers."""
    einde = time.monotonic() + _WACHTTIJD
    while time.monotonic() < einde:
        with suppress(httpx.HTTPError):
            if klaar():
                return
        time.sleep(0.05)
    raise AssertionError("the server did not start")
