"""Units of work: one transaction a message, and writers on the same parties one after another."""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from datetime import date, datetime
from functools import partial
from hashlib import blake2b
from uuid import UUID

from sqlalchemy import Connection, Engine, func, insert, select

from app.contracts.regio import Regio
from app.exchange.judgement import Complement
from app.exchange.ports import (
    Aangehouden,
    Afhandeling,
    Beantwoord,
    Botsing,
    Idempotentie,
    SleutelBezig,
    SleutelHergebruikt,
)
from app.messages.records import (
    Antwoordbericht,
    Bericht,
    Declaratieantwoordbericht,
    Declaratiebericht,
    Ontvangen,
    Toewijzingsbericht,
    Verzoekantwoord,
)
from app.rules.facts import DeclaratieantwoordFacts, Facts
from app.rules.procedure.feiten import Procedurefeiten
from app.standard.release import Release
from app.standard.werkdagen import Werkkalender
from app.store import tables as t
from app.store.antwoorden import zoek_beantwoord
from app.store.bewaren import bewaar, bewaar_aangehouden
from app.store.contracten import Contractarchief, bewaar_regio
from app.store.database import SCHRIJVEN
from app.store.duiding import duid_ontbrekende, duid_regio, is_volledig
from app.store.facts import Factsbron
from app.store.navolgen import Gevolgd, volg_na, zoek_botsing
from app.store.privacy import Kluis
from app.store.procedure import haal_procedurefeiten

_KLUISPROEF = "kluisproef"


class SqlWerkeenheid:
    """A unit of work on one connection (port ``Werkeenheid``)."""

    def __init__(self, verbinding: Connection, kluis: Kluis, facts: Factsbron):
        self.verbinding = verbinding
        self._kluis = kluis
        self._facts = facts

    @property
    def contracten(self) -> Contractarchief:
        """The agreements, as they are in this transaction."""
        return self._facts.contracten

    @property
    def kluis(self) -> Kluis:
        """What decrypts dates of birth."""
        return self._kluis

    def eerder(self, idempotentie: Idempotentie) -> UUID | None:
        """The message that was handled under this key; raises SleutelHergebruikt."""
        k = t.idempotentie.c
        rij = self.verbinding.execute(select(k.sha256, k.bericht_id).where(k.sleutel == idempotentie.sleutel)).first()
        if rij is None:
            return None
        if rij.sha256 != idempotentie.sha256:
            raise SleutelHergebruikt
        id: UUID = rij.bericht_id
        return id

    def facts(self, bericht: Bericht, release: Release, vandaag: date) -> Facts:
        """All facts that the rules of this message ask."""
        return self._facts.haal(self.verbinding, bericht, release, vandaag)

    def beantwoord(self, codes: Collection[str], antwoord: Antwoordbericht) -> Beantwoord | None:
        """The message with one of these codes that an answer of a partner is about; None when it is not known."""
        return zoek_beantwoord(self.verbinding, self._kluis, codes, antwoord)

    def antwoord_facts(
        self, bericht: Declaratieantwoordbericht, declaratie: Declaratiebericht | None, release: Release, vandaag: date
    ) -> DeclaratieantwoordFacts:
        """All facts that the rules ask about a JW325 on this JW323."""
        return self._facts.haal_voor_antwoord(self.verbinding, bericht, declaratie, release, vandaag)

    def botsing(self, heen_id: UUID, declaratie: Declaratiebericht, complement: Complement) -> Botsing:
        """What would keep us from following a JW325 on this JW323."""
        return zoek_botsing(self.verbinding, heen_id, declaratie, complement)

    def procedurefeiten(self, facts: Facts, kalender: Werkkalender) -> Procedurefeiten:
        """What the rules of procedure of this message ask beside its facts."""
        return haal_procedurefeiten(self.verbinding, facts, kalender)

    def bewaar(self, afhandeling: Afhandeling, facts: Facts | None, idempotentie: Idempotentie | None) -> None:
        """Keep message, judgement, records and answer."""
        bewaar(self.verbinding, self._kluis, afhandeling, facts, idempotentie)
        partner, complement, heen = afhandeling.oordeel.partner, afhandeling.oordeel.complement, afhandeling.heen
        if partner is None or not partner.telt or partner.heen is None or complement is None:
            return
        if isinstance(heen, Declaratiebericht):
            haal_facts = partial(self.facts, heen, afhandeling.release, afhandeling.ontvangen.date())
            volg_na(self.verbinding, Gevolgd(partner.heen, heen, complement, afhandeling.ontvangen), haal_facts)

    def laad_regio(self, regio: Regio, moment: datetime) -> int:
        """Put the agreements of a regio in force, and see what its toewijzingen come to; gives the version."""
        versie = bewaar_regio(self.verbinding, regio, moment)
        duid_regio(self.verbinding, self.contracten, regio)
        return versie

    def houd_aan(self, aangehouden: Aangehouden) -> None:
        """Keep a message without verdict."""
        bewaar_aangehouden(self.verbinding, self._kluis, aangehouden)


class _Bundel:
    """A transaction of several units of work on SQLite.

    When the disk is full SQLite undoes the whole transaction, also the parts that went well. From then on nothing of
    the bundle holds: every later part, and the end of the bundle, raise what was the cause.
    """

    def __init__(self, verbinding: Connection):
        self.verbinding = verbinding
        self._oorzaak: Exception | None = None

    @contextmanager
    def deel(self) -> Iterator[None]:
        """A part that is undone on its own when it goes wrong.

        As ``begin_nested``, which takes a tenth of the time of a JW301 for its two statements.
        """
        self.controleer()
        self.verbinding.exec_driver_sql("SAVEPOINT deel")
        try:
            yield
        except BaseException as fout:
            if not self._loopt():
                self._oorzaak = fout if isinstance(fout, Exception) else None
                raise
            self.verbinding.exec_driver_sql("ROLLBACK TO SAVEPOINT deel")
            self.verbinding.exec_driver_sql("RELEASE SAVEPOINT deel")
            raise
        self.verbinding.exec_driver_sql("RELEASE SAVEPOINT deel")

    def controleer(self) -> None:
        """Raises what undid the transaction, when it was undone."""
        if not self._loopt():
            raise self._oorzaak or RuntimeError("the transaction of a bundle was undone")

    def _loopt(self) -> bool:
        driver = self.verbinding.connection.driver_connection
        return isinstance(driver, sqlite3.Connection) and driver.in_transaction


class SqlOpslag:
    """Storage on SQLite or PostgreSQL (port ``Opslag``).

    Messages on the same aanbieder follow each other, so that what one decides the next one sees: on
    SQLite because there is one writer at a time, on PostgreSQL through an advisory lock on the
    aanbieder (and on the gemeente when it is the sender), which every claim on its toewijzingen and
    every use of its numbers takes.
    """

    def __init__(self, engine: Engine, kluis: Kluis):
        self.engine = engine
        self.kluis = kluis
        self._facts = Factsbron(kluis)
        self._sqlite = engine.dialect.name == "sqlite"
        self._schrijver = threading.Lock()
        self._bundel = threading.local()
        self._bezige_sleutels: set[str] = set()
        self._sleutelslot = threading.Lock()

    def controleer_sleutel(self) -> None:
        """Raises KluisFout when this database was filled with another key than ours.

        With another key no client would be found again, and claims would be rejected that are right.
        """
        with self._transactie(schrijven=True) as verbinding:
            waarde = verbinding.scalar(select(t.kluisproef.c.waarde))
            if waarde is not None:
                self.kluis.ontsleutel(waarde, _KLUISPROEF)
            else:
                bewijs = self.kluis.versleutel(_KLUISPROEF.encode(), _KLUISPROEF)
                verbinding.execute(insert(t.kluisproef), {"id": 1, "waarde": bewijs})

    def werk_bij(self) -> None:
        """Derive what figures ask and messages left to be derived; writes only when there is something."""
        with self.werkeenheid(schrijven=False) as werk:
            if is_volledig(werk.verbinding):
                return
        with self.werkeenheid(schrijven=True) as werk:
            duid_ontbrekende(werk.verbinding, werk.contracten)

    @contextmanager
    def werkeenheid(self, bericht: Ontvangen | None = None, *, schrijven: bool) -> Iterator[SqlWerkeenheid]:
        """A transaction that is committed at the end, or undone when anything goes wrong."""
        bundel: _Bundel | None = getattr(self._bundel, "loopt", None)
        if bundel is not None:
            with bundel.deel():
                yield SqlWerkeenheid(bundel.verbinding, self.kluis, self._facts)
        elif schrijven and self._sqlite:
            # Waiting here costs nothing; waiting in SQLite is a sleep that may come too late.
            with self._schrijver, self._transactie(schrijven=True) as verbinding:
                yield SqlWerkeenheid(verbinding, self.kluis, self._facts)
        else:
            with self._transactie(schrijven=schrijven) as verbinding:
                if schrijven and bericht is not None:
                    self._neem_partijen(verbinding, bericht)
                yield SqlWerkeenheid(verbinding, self.kluis, self._facts)

    @property
    def bundelt(self) -> bool:
        """Whether bundling pays: where there is one writer at a time, and each commit waits for the disk."""
        return self._sqlite

    @contextmanager
    def bundel(self) -> Iterator[None]:
        """Units of work in this thread become parts of one transaction with one commit at the end.

        A part that goes wrong is undone on its own. Nothing is kept, and nobody may be answered, before
        the end of the bundle.
        """
        with self._schrijver, self._transactie(schrijven=True) as verbinding:
            bundel = self._bundel.loopt = _Bundel(verbinding)
            try:
                yield
            finally:
                self._bundel.loopt = None
            bundel.controleer()

    @contextmanager
    def regioslot(self) -> Iterator[SqlWerkeenheid]:
        """A transaction in which agreements are loaded: it waits for messages that are being handled, and they for it.

        So every message that comes after the moment of a load is judged by it, and none before, as in a replay.
        """
        with self.werkeenheid(schrijven=True) as werk:
            if not self._sqlite:
                werk.verbinding.execute(select(func.pg_advisory_xact_lock(_REGIOSLOT)))
            yield werk

    @contextmanager
    def gemeenteslot(self, gemeente: str) -> Iterator[SqlWerkeenheid]:
        """A transaction in which no JW301 of a gemeente is handled: what it changes is seen by the next one.

        So a signal that is solved by what is told here was made before it, and is closed, or is never made.
        """
        with self.werkeenheid(schrijven=True) as werk:
            if not self._sqlite:
                slot = _slot("gemeente", gemeente)
                werk.verbinding.execute(
                    select(func.pg_advisory_xact_lock_shared(_REGIOSLOT), func.pg_advisory_xact_lock(slot))
                )
            yield werk

    @contextmanager
    def sleutel_bezet(self, idempotentie: Idempotentie | None) -> Iterator[None]:
        """Holds an idempotency key, here and (on PostgreSQL) in other processes; raises SleutelBezig."""
        if idempotentie is None:
            yield
            return
        sleutel = idempotentie.sleutel
        with self._sleutelslot:
            if sleutel in self._bezige_sleutels:
                raise SleutelBezig
            self._bezige_sleutels.add(sleutel)
        try:
            if self._sqlite:
                yield
            else:
                with self._transactie(schrijven=False) as verbinding:
                    if not verbinding.scalar(select(func.pg_try_advisory_xact_lock(_slot("sleutel", sleutel)))):
                        raise SleutelBezig
                    yield
        finally:
            self._bezige_sleutels.discard(sleutel)

    @contextmanager
    def _transactie(self, *, schrijven: bool) -> Iterator[Connection]:
        with self.engine.connect() as verbinding:
            verbinding = verbinding.execution_options(**{SCHRIJVEN: schrijven})
            with verbinding.begin():
                yield verbinding

    @staticmethod
    def _neem_partijen(verbinding: Connection, bericht: Ontvangen) -> None:
        sloten = [_slot("aanbieder", bericht.aanbieder)]
        if isinstance(bericht, Toewijzingsbericht | Verzoekantwoord):
            sloten.append(_slot("gemeente", bericht.gemeente))
        eerste, *rest = sorted(sloten)  # always in one order, so that two never wait for each other
        verbinding.execute(select(func.pg_advisory_xact_lock_shared(_REGIOSLOT), func.pg_advisory_xact_lock(eerste)))
        for slot in rest:
            verbinding.execute(select(func.pg_advisory_xact_lock(slot)))


def _slot(soort: str, naam: str) -> int:
    digest = blake2b(f"{soort} {naam}".encode(), digest_size=8).digest()
    return int.from_bytes(digest, "big", signed=True)


_REGIOSLOT = _slot("regio", "alle")
"""Shared by all messages, taken alone by a load of agreements."""
