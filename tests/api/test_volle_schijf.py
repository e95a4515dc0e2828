"""A disk that fills in the middle of a bundle: who was answered is kept, and who is not kept is told."""

from __future__ import annotations

from concurrent.futures import Future
from functools import partial
from threading import Event

from sqlalchemy import Connection, event, func, select

from app.api.bundelaar import Bundelaar
from app.exchange.ports import Afhandeling
from app.messages.intake import neem_aan
from app.messages.opstellen import Kind
from app.standard.elfproef import bulk_bsn
from app.store import tables as t
from tests.bank import TOEWIJZING, Bank

BERICHTEN = 24


def test_no_message_of_a_bundle_is_answered_that_the_disk_could_not_take(bank: Bank) -> None:
    """SQLite undoes the whole transaction then, and what comes after it in the bundle may not be committed alone."""
    opslag, leveringen = bank.knoop.opslag, [neem_aan(_toewijzing(bank, nummer)) for nummer in range(1, BERICHTEN + 1)]
    bundelaar, klaar = Bundelaar(opslag), Event()
    try:
        with opslag.engine.connect() as verbinding:
            bladen = verbinding.exec_driver_sql("PRAGMA page_count").scalar_one()
        beperk = _Beperking(bladen + 4)
        event.listen(opslag.engine, "begin", beperk)
        bundelaar.neem(klaar.wait)  # so that the rest waits together
        toekomsten = [bundelaar.neem(partial(bank.knoop.loket.verwerk, een)) for een in leveringen]
        klaar.set()
        uitkomsten = [_uitkomst(een) for een in toekomsten]
        assert set(uitkomsten) - {"answered"} == {"database or disk is full"}
        assert _bewaard(bank) == uitkomsten.count("answered")
        event.remove(opslag.engine, "begin", beperk)
        opslag.engine.dispose()  # the limit holds for a connection
        for uitkomst, een in zip(uitkomsten, leveringen, strict=True):
            if uitkomst != "answered":
                assert bundelaar.neem(partial(bank.knoop.loket.verwerk, een)).result(20).oordeel.verwerkt
        assert _bewaard(bank) == BERICHTEN
    finally:
        bundelaar.sluit()


class _Beperking:
    """Gives each transaction no more than this many pages."""

    def __init__(self, bladen: int) -> None:
        self.bladen = bladen

    def __call__(self, verbinding: Connection) -> None:
        verbinding.exec_driver_sql(f"PRAGMA max_page_count={self.bladen}")


def _toewijzing(bank: Bank, nummer: int) -> bytes:
    product = TOEWIJZING._replace(toewijzingnummer=nummer)
    return bank.jw301(product, kind=Kind(bulk_bsn(nummer))).bytes()


def _uitkomst(toekomst: Future[Afhandeling]) -> str:
    fout = toekomst.exception(20)
    return "answered" if fout is None else str(getattr(fout, "orig", fout))


def _bewaard(bank: Bank) -> int:
    with bank.knoop.opslag.werkeenheid(schrijven=False) as werk:
        return werk.verbinding.execute(select(func.count()).select_from(t.bericht)).scalar_one()
