"""When a rule itself fails, or anything else of ours: nothing is called right or wrong, and nothing leaks."""

from __future__ import annotations

import logging
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy.exc import OperationalError

from app.exchange import steps
from app.exchange.judgement import RuleError
from app.exchange.steps import Loket
from tests.api.conftest import Deur, probleem
from tests.bank import KIND


def _mislukt(*_: Any, **__: Any) -> Any:
    try:
        raise ValueError(f"cannot handle {KIND.bsn}")
    except ValueError as fout:
        raise RuleError("TR418", "/Bericht/Client") from fout


def test_a_message_on_which_a_rule_fails_is_kept_without_verdict(
    elke_deur: Deur, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    bericht = elke_deur.bank.jw301().bytes()
    with monkeypatch.context() as ingreep:
        ingreep.setattr(steps, "judge_history", _mislukt)
        antwoord = elke_deur.post(bericht, Idempotency_Key="k")
    inhoud = probleem(antwoord, 500, "bericht-aangehouden")
    plek = antwoord.headers["location"]
    assert inhoud["instance"] == plek
    assert "TR418" in inhoud["detail"]
    assert plek.rpartition("/")[2] in inhoud["detail"]
    bewaard = elke_deur.http.get(plek).json()
    assert (bewaard["oordeel"], bewaard["retour"], bewaard["bevindingen"]) == ("aangehouden", None, [])
    assert elke_deur.http.get(f"{plek}/xml").content == bericht
    probleem(elke_deur.http.get(f"{plek}/retour"), 404, "niet-gevonden")
    assert [een["id"] for een in elke_deur.get("berichten", oordeel="aangehouden")["berichten"]] == [bewaard["id"]]
    assert KIND.bsn not in antwoord.text + caplog.text
    # Once the rule is mended, the same delivery is handled after all.
    assert elke_deur.post(bericht, Idempotency_Key="k").status_code == 200


def test_a_held_message_is_told_to_whoever_watches_the_log(
    deur: Deur, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(steps, "judge_history", _mislukt)
    with caplog.at_level(logging.ERROR):
        antwoord = deur.post(deur.bank.jw301())
    id = UUID(antwoord.headers["location"].rpartition("/")[2])
    assert f"message {id} is held: rule TR418 failed on /Bericht/Client" in caplog.text


def test_a_dry_run_on_which_a_rule_fails_keeps_nothing(deur: Deur, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(steps, "judge_history", _mislukt)
    antwoord = deur.post(deur.bank.jw301(), "toetsingen")
    assert "niets bewaard" in probleem(antwoord, 500, "bericht-aangehouden")["detail"]
    assert "location" not in antwoord.headers
    assert deur.get("berichten")["berichten"] == []


def test_an_unforeseen_error_tells_nobody_what_the_message_said(
    deur: Deur, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def stuk(*_: Any) -> Any:
        raise KeyError(KIND.bsn)

    monkeypatch.setattr(Loket, "verwerk", stuk)
    with caplog.at_level(logging.DEBUG):
        antwoord = deur.post(deur.bank.jw301())
    probleem(antwoord, 500, "storing")
    assert "Traceback" not in antwoord.text
    assert KIND.bsn not in antwoord.text + caplog.text
    assert "KeyError at" in caplog.text
    assert "inleveren.py" in caplog.text


def test_a_database_that_is_away_is_told_as_such(deur: Deur, monkeypatch: pytest.MonkeyPatch) -> None:
    def weg(*_: Any) -> Any:
        raise OperationalError(f"SELECT '{KIND.bsn}'", {}, Exception("away"))

    monkeypatch.setattr(Loket, "verwerk", weg)
    antwoord = deur.post(deur.bank.jw301())
    probleem(antwoord, 503, "opslag-onbereikbaar")
    assert antwoord.headers["retry-after"] == "5"
