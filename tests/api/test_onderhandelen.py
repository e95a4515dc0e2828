"""What is taken in and what is given back."""

from __future__ import annotations

import pytest

from app.api.onderhandelen import kies_vorm
from app.api.problemen import ProbleemFout
from tests.api.conftest import Deur, probleem


@pytest.mark.parametrize(
    ("accept", "vorm"),
    [
        (None, "application/xml"),
        ("", "application/xml"),
        ("*/*", "application/xml"),
        ("application/*", "application/xml"),
        ("application/xml", "application/xml"),
        ("text/xml", "text/xml"),
        ("text/*", "text/xml"),
        ("application/json", "application/json"),
        ("application/json, application/xml", "application/xml"),
        ("application/json, */*;q=0.1", "application/json"),
        ("application/xml;q=0.5, application/json", "application/json"),
        ("application/xml; q=0.5 , application/json ; q=0.4", "application/xml"),
        ("*/*, application/xml;q=0", "text/xml"),
        ("APPLICATION/JSON", "application/json"),
        ("text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8", "application/xml"),
    ],
)
def test_the_form_that_is_liked_best_is_chosen(accept: str | None, vorm: str) -> None:
    assert kies_vorm(accept) == vorm


@pytest.mark.parametrize("accept", ["text/html", "application/xml;q=0", "application/pdf, image/*", "*/*;q=x", ",;"])
def test_a_form_that_is_not_there_is_told(deur: Deur, accept: str) -> None:
    with pytest.raises(ProbleemFout):
        kies_vorm(accept)
    for pad in ("berichten", "toetsingen"):
        probleem(deur.post(deur.bank.jw301(), pad, Accept=accept), 406, "niet-aan-te-bieden")


def test_text_xml_is_answered_as_such(deur: Deur) -> None:
    antwoord = deur.post(deur.bank.jw301(), Accept="text/xml")
    assert antwoord.headers["content-type"] == "text/xml; charset=utf-8"
    assert antwoord.headers["vary"] == "Accept"


@pytest.mark.parametrize(
    "soort",
    [
        "application/xml",
        "text/xml",
        "Application/XML; charset=UTF-8",
        'text/xml;charset="utf-8"',
        "text/xml ; charset=utf8",
    ],
)
def test_xml_in_utf_8_is_taken(deur: Deur, soort: str) -> None:
    assert deur.post(deur.bank.jw301(), Content_Type=soort).status_code == 200


@pytest.mark.parametrize(
    "soort",
    ["", "application/json", "text/plain", "multipart/form-data", "application/xml; charset=iso-8859-1"],
)
def test_another_media_type_is_refused(deur: Deur, soort: str) -> None:
    for pad in ("berichten", "toetsingen"):
        probleem(deur.post(deur.bank.jw301(), pad, Content_Type=soort), 415, "mediatype")


def test_a_compressed_body_is_refused(deur: Deur) -> None:
    probleem(deur.post(deur.bank.jw301(), Content_Encoding="gzip"), 415, "mediatype")


def test_a_wrong_method_is_told(deur: Deur) -> None:
    antwoord = deur.http.put("/api/v1/berichten")
    probleem(antwoord, 405, "methode-niet-toegestaan")
    assert "POST" in antwoord.headers["allow"] or "GET" in antwoord.headers["allow"]


def test_an_unknown_address_is_told(deur: Deur) -> None:
    for pad in ("/api/v1/bericht", "/docs/../../etc/passwd", "/docs/console.py", "/redoc"):
        probleem(deur.http.get(pad), 404, "niet-gevonden")
