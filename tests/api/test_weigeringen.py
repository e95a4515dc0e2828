"""Bytes that are no message: each refusal says what and where, and none repeats a Bsn."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import replace

import pytest
from fastapi.testclient import TestClient

from app.api.app import maak_app
from tests.api.conftest import XML, Deur, probleem
from tests.bank import KIND, Bank

DOCTYPE = '<?xml version="1.0"?>\n<!DOCTYPE x [<!ENTITY e "e">]>\n<x>&e;</x>'
LACHER = (
    '<!DOCTYPE l [<!ENTITY a "ha">'
    + "".join(f'<!ENTITY a{n} "{f"&a{n - 1 if n > 1 else str()};" * 10}">' for n in range(1, 10))
    + "]><l>&a9;</l>"
)
JW301 = "http://www.istandaarden.nl/ijw/3_2/jw301/schema"


@pytest.mark.parametrize(
    ("data", "status", "naam", "woord"),
    [
        (b"", 400, "geen-xml", "leeg"),
        (b"hallo", 400, "geen-xml", "welgevormde"),
        (b'{"a": 1}', 400, "geen-xml", "welgevormde"),
        (b"<a><b></a>", 422, "onbekend-bericht", "Bericht"),
        (DOCTYPE.encode(), 400, "geweigerde-xml", "DOCTYPE"),
        (DOCTYPE.encode("utf-16"), 400, "geweigerde-xml", "UTF-16"),
        (DOCTYPE.encode("utf-16-le"), 400, "geweigerde-xml", "UTF-16"),
        (DOCTYPE.encode("utf-32"), 400, "geweigerde-xml", "UTF-32"),
        (LACHER.encode(), 400, "geweigerde-xml", "DOCTYPE"),
        (b'<!DOCTYPE x SYSTEM "file:///etc/passwd"><x/>', 400, "geweigerde-xml", "DOCTYPE"),
        (b"\xef\xbb\xbf<a/>", 400, "geweigerde-xml", "byte-order-mark"),
        (b'<?xml version="1.0" encoding="ISO-8859-1"?><a/>', 400, "geweigerde-xml", "ISO-8859-1"),
        (f'<Bericht xmlns="{JW301}">'.encode() + b"<a>" * 9999, 400, "geweigerde-xml", "diep"),
        (f'<Bericht xmlns="{JW301}" a="{"x" * 70_000}"/>'.encode(), 400, "geweigerde-xml", "64 kB"),
        (f'<Bericht xmlns="{JW301}">{"x" * 70_000}</Bericht>'.encode(), 400, "geweigerde-xml", "64 kB"),
        (b'<Bericht xmlns="http://www.istandaarden.nl/ijw/3_1/jw301/schema"/>', 422, "onbekend-bericht", "3_1"),
        (f'<Antwoord xmlns="{JW301}"/>'.encode(), 422, "onbekend-bericht", "Antwoord"),
    ],
)  # fmt: skip
def test_hostile_or_foreign_bytes_are_refused(deur: Deur, data: bytes, status: int, naam: str, woord: str) -> None:
    for pad in ("berichten", "toetsingen"):
        inhoud = probleem(deur.post(data, pad), status, naam)
        assert woord in inhoud["detail"]
    assert deur.get("berichten")["berichten"] == []


def test_a_truncated_message_is_refused_with_its_line(deur: Deur) -> None:
    bericht = deur.bank.jw301().bytes()
    half = bericht[: bericht.index(b"</jw301:Client>")]
    (fout,) = probleem(deur.post(half), 400, "geen-xml")["fouten"]
    assert fout["regelnummer"] == half.count(b"\n") + 1


class _Stroom:
    """A body that counts how much of it was read."""

    def __init__(self, blokken: int):
        self.blokken, self.gelezen = blokken, 0

    def __iter__(self) -> Iterator[bytes]:
        yield f'<Bericht xmlns="{JW301}">'.encode()
        for _ in range(self.blokken):
            self.gelezen += 1
            yield b"<a>12345</a>" * 5461  # 64 kB


def test_a_message_above_the_limit_is_refused_without_reading_on(deur: Deur) -> None:
    stroom = _Stroom(26 * 16)
    inhoud = probleem(deur.http.post("/api/v1/berichten", content=iter(stroom), headers=XML), 413, "te-groot")
    assert "25 MB" in inhoud["detail"]


def test_a_message_that_announces_too_much_is_refused_at_once(deur: Deur) -> None:
    headers = {**XML, "Content-Length": str(26 * 1024 * 1024)}
    probleem(deur.http.post("/api/v1/berichten", content=b"<a/>", headers=headers), 413, "te-groot")


def test_the_limit_is_a_setting(bank: Bank) -> None:
    klein = bank.knoop.settings.model_copy(update={"max_bericht_mb": 1})
    knoop = replace(bank.knoop, settings=klein)
    with TestClient(maak_app(knoop)) as http:
        antwoord = http.post("/api/v1/toetsingen", content=b"<a>" + b"<b/>" * 300_000 + b"</a>", headers=XML)
        assert "1 MB" in probleem(antwoord, 413, "te-groot")["detail"]


def test_every_xsd_fault_is_listed_with_its_line_and_path(deur: Deur) -> None:
    tekst = deur.bank.jw301().bytes().decode()
    for oud, nieuw in (
        ("Geslacht>2<", "Geslacht>7<"),
        ("Huisnummer>12<", "Huisnummer>12a<"),
        ("Toewijzingsdatum>2026-03-30<", "Toewijzingsdatum>2026-02-30<"),
        ("Volume>2<", "Volumen>2<"),
        ("Volume>\r", "Volumen>\r"),
    ):
        tekst = tekst.replace(oud, nieuw)
    tekst = re.sub("Volumen>2</(.*?)Volume>", r"Volumen>2</\1Volumen>", tekst)
    inhoud = probleem(deur.post(tekst.encode()), 422, "niet-volgens-xsd")
    regels = tekst.split("\r\n")
    assert inhoud["aantal"] == len(inhoud["fouten"]) == 4
    for fout, naam in zip(inhoud["fouten"], ("Geslacht", "Huisnummer", "Toewijzingsdatum", "Volumen"), strict=True):
        assert fout["pad"].endswith(f"/{naam}")
        assert naam in fout["melding"]
        assert f":{naam}>" in regels[fout["regelnummer"] - 1]


def test_a_retour_that_is_invalid_hears_that_first(deur: Deur) -> None:
    retour = deur.post(deur.bank.jw301()).content.replace(b"Afzender>0384<", b"Afzender>384x<")
    assert probleem(deur.post(retour), 422, "niet-volgens-xsd")["aantal"] == 1


BSN = KIND.bsn
_VERMINKT: dict[str, Callable[[str], str]] = {
    "te lang": lambda tekst: tekst.replace(f"Bsn>{BSN}<", f"Bsn>{BSN}1<"),
    "met letter": lambda tekst: tekst.replace(f"Bsn>{BSN}<", f"Bsn>{BSN}a<"),
    "dubbel": lambda tekst: re.sub(rf"(<jw301:Bsn>{BSN}</jw301:Bsn>)", r"\1\1", tekst),
    "andere prefix": lambda tekst: re.sub(
        rf"<jw301:Bsn>{BSN}</jw301:Bsn>", f'<q:Bsn xmlns:q="{JW301}">{BSN}x</q:Bsn>', tekst
    ),
    "zonder prefix": lambda tekst: re.sub(
        rf"<jw301:Bsn>{BSN}</jw301:Bsn>", f'<Bsn xmlns="{JW301}">{BSN}x</Bsn>', tekst
    ),
    "vreemde namespace": lambda tekst: re.sub(
        rf"<jw301:Bsn>{BSN}</jw301:Bsn>", f'<q:Bsn xmlns:q="urn:x">{BSN}</q:Bsn>', tekst
    ),
    "met kind": lambda tekst: tekst.replace(f"Bsn>{BSN}<", f"Bsn>{BSN}<b/><"),
    "met attribuut": lambda tekst: tekst.replace("<jw301:Bsn>", f'<jw301:Bsn nummer="{BSN}">'),
    "op een andere plaats": lambda tekst: tekst.replace("Geslacht>2<", f"Geslacht>{BSN}<"),
    "in een datum": lambda tekst: re.sub(r"Ingangsdatum>[^<]*<", f"Ingangsdatum>{BSN}<", tekst),
    "afgebroken": lambda tekst: tekst[: tekst.index(BSN) + 9],
    "elfproef": lambda tekst: tekst.replace(BSN, "999900001"),
}


@pytest.mark.parametrize("soort", _VERMINKT)
def test_no_answer_repeats_a_bsn(deur: Deur, soort: str, caplog: pytest.LogCaptureFixture) -> None:
    tekst = _VERMINKT[soort](deur.bank.jw301().bytes().decode())
    antwoord = deur.post(tekst.encode(), Accept="application/json")
    assert BSN not in antwoord.text
    assert "999900001" not in antwoord.text
    assert BSN not in caplog.text
