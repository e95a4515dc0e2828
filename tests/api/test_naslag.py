"""The national example messages through the door (needs the reference material)."""

from __future__ import annotations

import pytest

from tests.api.conftest import Deur, codes, probleem
from tests.shared import require_shared


def _voorbeeld(code: str) -> bytes:
    return (require_shared() / "standard" / "ijw-3.2" / "examples" / f"{code}.xml").read_bytes()


def test_jw315_is_refused_with_both_its_faults(deur: Deur) -> None:
    inhoud = probleem(deur.post(_voorbeeld("JW315")), 422, "niet-volgens-xsd")
    assert [(een["regelnummer"], een["pad"].rpartition("/")[2]) for een in inhoud["fouten"]] == [
        (44, "ToewijzingEinddatum"),
        (66, "ToewijzingEinddatum"),
    ]
    assert all("2027-06-31" in een["melding"] for een in inhoud["fouten"])
    assert inhoud["aantal"] == 2


def test_jw318_is_refused_with_its_fault(deur: Deur) -> None:
    inhoud = probleem(deur.post(_voorbeeld("JW318")), 422, "niet-volgens-xsd")
    (fout,) = inhoud["fouten"]
    assert (fout["regelnummer"], fout["pad"].rpartition("/")[2]) == (33, "RetourCode")
    assert "RetourCodes" in fout["melding"]


@pytest.mark.parametrize("code", ["JW302", "JW306", "JW308", "JW316", "JW320", "JW325"])
def test_a_valid_message_of_another_kind_is_not_taken(deur: Deur, code: str) -> None:
    inhoud = probleem(deur.post(_voorbeeld(code)), 422, "onbekend-bericht")
    assert f"{code} wordt hier niet aangenomen" in inhoud["detail"]


@pytest.mark.parametrize("code", ["JW301", "JW305", "JW307", "JW317", "JW319"])
def test_a_valid_message_is_judged(deur: Deur, code: str) -> None:
    antwoord = deur.post(_voorbeeld(code))
    assert antwoord.status_code == 200
    assert deur.http.get(antwoord.headers["location"]).json()["bericht"]["code"] == code


def test_jw323_is_answered_with_a_header_0001(deur: Deur) -> None:
    antwoord = deur.post(_voorbeeld("JW323"))
    assert codes(antwoord.content) == ["0001"]
    oordeel = deur.http.get(antwoord.headers["location"]).json()
    assert "TR101" in {een["regel"] for een in oordeel["bevindingen"]}
