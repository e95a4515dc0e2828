"""Practice mode: judged and answered, and nothing is booked or paid."""

from __future__ import annotations

from pathlib import Path

from fastapi.testclient import TestClient

from app.api.app import maak_app
from tests.api.conftest import Deur
from tests.bank import PRESTATIE, maak_bank


def test_in_practice_mode_every_answer_says_so_and_nothing_is_booked(tmp_path: Path) -> None:
    echt = maak_bank(tmp_path)
    echt.goed(echt.jw301())
    jw323 = echt.jw323()
    echt.knoop.sluit()
    bank = maak_bank(tmp_path, oefenmodus=True)
    with TestClient(maak_app(bank.knoop)) as http:
        deur = Deur(http, bank)
        xml = deur.post(jw323)
        assert (xml.status_code, xml.headers["Jeugdknoop-Oefening"]) == (200, "ja")
        assert "Location" not in xml.headers
        for _ in range(2):  # the same message twice, for it was not kept
            oordeel = deur.beoordeling(jw323)
            assert (oordeel["oordeel"], oordeel["oefening"], oordeel["retour"]["link"]) == ("goedgekeurd", True, None)
        duurder = deur.beoordeling(bank.jw323(PRESTATIE._replace(tarief=8801, bedrag=9 * 8801)))
        assert [een["retourcode"] for een in duurder["bevindingen"]] == ["0611"]
        assert deur.get("betalingen", gemeente="0384")["totaal"]["regels"] == 0
        assert deur.get("toewijzingen/0384/1001")["toegekend_bedrag"] == 0
        assert len(deur.get("berichten")["berichten"]) == 1
    bank.knoop.sluit()


def test_otherwise_no_answer_speaks_of_practice(deur: Deur) -> None:
    antwoord = deur.post(deur.bank.jw301())
    assert "Jeugdknoop-Oefening" not in antwoord.headers
    assert deur.beoordeling(deur.bank.jw323())["oefening"] is False
