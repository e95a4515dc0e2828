"""The same delivery twice does no harm."""

from __future__ import annotations

import threading
from datetime import datetime

import pytest

from tests.api.conftest import Deur, probleem
from tests.bank import PRESTATIE, Stilstaand


@pytest.mark.parametrize("vorm", ["application/xml", "application/json"])
def test_the_same_key_and_bytes_give_the_stored_answer(elke_deur: Deur, vorm: str) -> None:
    elke_deur.post(elke_deur.bank.jw301())
    bericht = elke_deur.bank.jw323(PRESTATIE._replace(volume=11, bedrag=11 * 8800)).bytes()
    eerst = elke_deur.post(bericht, Idempotency_Key="sleutel-1", Accept=vorm)
    weer = elke_deur.post(bericht, Idempotency_Key="sleutel-1", Accept=vorm)
    assert weer.status_code == eerst.status_code == 200
    assert weer.content == eerst.content
    assert weer.headers["location"] == eerst.headers["location"]
    assert weer.headers["content-type"] == eerst.headers["content-type"]
    assert len(elke_deur.get("berichten")["berichten"]) == 2


def test_without_a_key_the_same_message_is_9056(deur: Deur) -> None:
    bericht = deur.bank.jw301()
    deur.post(bericht)
    assert [een["retourcode"] for een in deur.beoordeling(bericht)["bevindingen"]] == ["9056"]


def test_the_same_key_with_other_bytes_is_refused(elke_deur: Deur) -> None:
    elke_deur.post(elke_deur.bank.jw301(), Idempotency_Key="sleutel-1")
    antwoord = elke_deur.post(elke_deur.bank.jw301(), Idempotency_Key="sleutel-1")
    probleem(antwoord, 422, "sleutel-hergebruikt")
    assert len(elke_deur.get("berichten")["berichten"]) == 1


def test_a_delivery_that_was_refused_leaves_its_key_free(deur: Deur) -> None:
    goed = deur.bank.jw301().bytes()
    assert deur.post(goed.replace(b"<ijw:Dagtekening>", b"<ijw:Datum>"), Idempotency_Key="k").status_code != 200
    assert deur.post(goed, Idempotency_Key="k").status_code == 200


@pytest.mark.parametrize("sleutel", ["", "twee woorden", "x" * 256, "caf\u00e9"])
def test_a_key_that_is_none_is_refused(deur: Deur, sleutel: str) -> None:
    antwoord = deur.http.post(
        "/api/v1/berichten",
        content=deur.bank.jw301().bytes(),
        headers=[(b"content-type", b"application/xml"), (b"idempotency-key", sleutel.encode("latin-1"))],
    )
    probleem(antwoord, 400, "sleutel-ongeldig")


class _Wachtend(Stilstaand):
    """A clock that stops a message halfway until it is told to go on."""

    def __init__(self) -> None:
        super().__init__()
        self.bereikt, self.verder = threading.Event(), threading.Event()

    def nu(self) -> datetime:
        """Ten in the morning, when it may go on."""
        self.bereikt.set()
        assert self.verder.wait(20)
        return super().nu()


def test_a_key_that_is_in_use_is_told_so(elke_deur: Deur) -> None:
    klok = _Wachtend()
    elke_deur.zet_klok(klok)
    bericht = elke_deur.bank.jw301().bytes()
    antwoorden = []
    eerste = threading.Thread(target=lambda: antwoorden.append(elke_deur.post(bericht, Idempotency_Key="sleutel-1")))
    eerste.start()
    assert klok.bereikt.wait(20)
    bezig = elke_deur.post(bericht, Idempotency_Key="sleutel-1")
    klok.verder.set()
    eerste.join(20)
    probleem(bezig, 409, "sleutel-bezig")
    assert bezig.headers["retry-after"] == "1"
    assert antwoorden[0].status_code == 200
    assert elke_deur.post(bericht, Idempotency_Key="sleutel-1").content == antwoorden[0].content
