"""The log says what was asked, never what was in it."""

from __future__ import annotations

import asyncio
import logging

import pytest
from starlette.types import Message, Receive, Scope, Send

from app.api.vangnet import AfgebrokenAntwoord, Vangnet, houd_log_schoon, plaatsen
from tests.api.conftest import Deur
from tests.bank import KIND


def test_the_access_log_shows_paths_only(caplog: pytest.LogCaptureFixture) -> None:
    houd_log_schoon()
    houd_log_schoon()
    with caplog.at_level(logging.INFO, "uvicorn.access"):
        logging.getLogger("uvicorn.access").info(
            '%s - "%s %s HTTP/%s" %d', "127.0.0.1:1", "GET", "/api/v1/berichten?identificatie=X", "1.1", 200
        )
    assert caplog.messages == ['127.0.0.1:1 - "GET /api/v1/berichten HTTP/1.1" 200']


def test_no_message_leaves_a_trace_in_the_log(deur: Deur, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.DEBUG):
        for bericht in (deur.bank.jw301().bytes(), deur.bank.jw301().bytes()[:-50], b"<a>" + KIND.bsn.encode()):
            deur.post(bericht)
    assert KIND.bsn not in caplog.text
    assert "Voorbeeldstraat" not in caplog.text


def test_an_answer_that_breaks_off_is_not_ended_as_if_it_were_whole() -> None:
    async def app(_scope: Scope, _receive: Receive, send: Send) -> None:
        await send({"type": "http.response.start", "status": 200, "headers": []})
        raise ValueError(KIND.bsn)

    verzonden: list[Message] = []

    async def send(bericht: Message) -> None:
        verzonden.append(bericht)

    async def receive() -> Message:
        return {"type": "http.disconnect"}

    with pytest.raises(AfgebrokenAntwoord) as gevangen:
        asyncio.run(Vangnet(app)({"type": "http"}, receive, send))
    assert gevangen.value.__cause__ is None
    assert len(verzonden) == 1


def _mislukt() -> None:
    try:
        int(KIND.bsn + "x")
    except ValueError as fout:
        raise KeyError(KIND.bsn) from fout


def test_places_tell_the_code_and_not_the_text() -> None:
    with pytest.raises(KeyError) as gevangen:
        _mislukt()
    tekst = plaatsen(gevangen.value)
    assert tekst.startswith("KeyError at test_logboek.py:")
    assert " from ValueError at test_logboek.py:" in tekst
    assert KIND.bsn not in tekst
