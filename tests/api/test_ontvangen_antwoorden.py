"""Answers of partners at the HTTP door: nothing is sent back, and what they say is shown on both sides."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.api.conftest import Deur, codes, probleem
from tests.bank import PRESTATIE, Bank, maak_bank
from tests.rules.berichten import DRIE_MAANDEN, MAARTREGEL

_TE_VEEL = MAARTREGEL._replace(referentienummer="RN2", volume=13, bedrag=13 * 8800)


@pytest.fixture
def partner(tmp_path: Path) -> Iterator[Bank]:
    """The service of the partner."""
    bank = maak_bank(tmp_path / "partner")
    yield bank
    bank.knoop.sluit()


def test_a_sender_that_asks_for_xml_gets_no_body_and_the_place(elke_deur: Deur, partner: Bank) -> None:
    deur = elke_deur
    bericht = deur.bank.jw301()
    heen = deur.post(bericht).headers["location"]
    retour = partner.goed(bericht).antwoord.pakket.bytes()
    antwoord = deur.post(retour, Idempotency_Key="een")
    assert (antwoord.status_code, antwoord.content) == (204, b"")
    plek = antwoord.headers["location"]
    assert deur.http.get(f"{plek}/xml").content == retour
    probleem(deur.http.get(f"{plek}/retour"), 404, "niet-gevonden")
    (op_heen,) = deur.http.get(heen).json()["antwoorden"]
    assert (op_heen["code"], op_heen["oordeel"], op_heen["link"]) == ("JW302", "goedgekeurd", plek)

    nogmaals = deur.post(retour, Idempotency_Key="een")
    assert (nogmaals.status_code, nogmaals.headers["location"]) == (204, plek)
    assert len(deur.http.get(heen).json()["antwoorden"]) == 1


def test_a_dry_run_of_an_answer_has_no_body_either(deur: Deur, partner: Bank) -> None:
    antwoord = deur.post(partner.goed(deur.bank.jw301()).antwoord.pakket.bytes(), "toetsingen")
    assert (antwoord.status_code, antwoord.content) == (204, b"")
    assert "location" not in antwoord.headers
    assert deur.get("berichten")["berichten"] == []


def test_a_jw325_is_shown_with_every_line_and_beside_our_own_verdict(elke_deur: Deur, partner: Bank) -> None:
    deur, bank = elke_deur, elke_deur.bank
    deur.post(bank.jw301(DRIE_MAANDEN))
    partner.goed(bank.jw301(DRIE_MAANDEN))
    declaratie = bank.jw323(PRESTATIE, _TE_VEEL)
    heen = deur.post(declaratie).headers["location"]
    oordeel = deur.beoordeling(partner.verwerk(declaratie).antwoord.pakket.bytes())
    assert (oordeel["oordeel"], oordeel["retour"], oordeel["signalen"]) == ("goedgekeurd", None, [])
    gezegd = oordeel["partner"]
    assert (gezegd["op"]["link"], gezegd["oordeel"]) == (heen, "deels_afgekeurd")
    per_regel = {een["pad"]: een for een in gezegd["bevindingen"] if een["klasse"] == "Prestatie"}
    (bevinding,) = per_regel.values()
    assert bevinding["retourcode"] == "9321"
    assert [regel["regel"] for regel in bevinding["regels"]] == ["TR321"]
    complement = gezegd["complement"]
    bedragen = [complement[naam] for naam in ("ingediend", "toegekend", "afgewezen", "verschil", "sluit")]
    assert bedragen == [193_600, 79_200, 114_400, 0, True]
    assert [(een["referentienummer"], een["uitkomst"], een["retourcodes"]) for een in complement["prestaties"]] == [
        ("RN1", "toegekend", []),
        ("RN2", "afgekeurd", ["9321"]),
    ]
    assert deur.get(f"berichten/{oordeel['id']}") == {**oordeel, "keten": None}

    op_declaratie = deur.http.get(heen).json()
    (antwoord,) = op_declaratie["antwoorden"]
    assert op_declaratie["oordeel"] == antwoord["oordeel"] == "deels_afgekeurd"
    assert (antwoord["toegekend"], antwoord["afgewezen"], antwoord["sluit"]) == (79_200, 114_400, True)
    assert antwoord["link"].endswith(oordeel["id"])


def test_a_jw316_that_rejects_the_verzoek_that_we_approved(elke_deur: Deur, partner: Bank) -> None:
    """The gemeente knows an earlier verzoek with the same reference, we do not: its JW316 differs from ours."""
    deur, bank = elke_deur, elke_deur.bank
    partner.goed(bank.jw315())
    verzoek = bank.jw315()
    onze = deur.post(verzoek)
    assert codes(onze.content) == []  # approved
    heen = onze.headers["location"]
    jw316 = partner.verwerk(verzoek).antwoord
    assert jw316.code == "JW316"
    oordeel = deur.beoordeling(jw316.pakket.bytes())
    assert (oordeel["bericht"]["code"], oordeel["oordeel"], oordeel["retour"]) == ("JW316", "goedgekeurd", None)
    gezegd = oordeel["partner"]
    assert (gezegd["op"]["link"], gezegd["oordeel"]) == (heen, "afgekeurd")
    uitleg = {een["retourcode"]: [regel["regel"] for regel in een["regels"]] for een in gezegd["bevindingen"]}
    afgekeurd = {code: regels for code, regels in uitleg.items() if code not in ("0200", "0233")}
    assert "TR347" in {regel for regels in afgekeurd.values() for regel in regels}
    (signaal,) = oordeel["signalen"]
    assert (signaal["code"], signaal["voor"]) == ("OORDEEL-VERSCHILT", "aanbieder")
    assert all(code in signaal["uitleg"] for code in afgekeurd)

    op_verzoek = deur.http.get(heen).json()
    assert op_verzoek["oordeel"] == "goedgekeurd"
    (antwoord,) = op_verzoek["antwoorden"]
    assert (antwoord["code"], antwoord["oordeel"]) == ("JW316", "afgekeurd")
    keten = deur.http.get(op_verzoek["keten"]).json()
    (een,) = keten["verzoeken"]
    assert een["toestand"] == "ingediend"
    assert [bericht["code"] for bericht in keten["berichten"]] == ["JW315", "JW316"]
    (in_register,) = deur.get("signalen", code="OORDEEL-VERSCHILT")["signalen"]
    assert in_register["toestand"] == "open"
