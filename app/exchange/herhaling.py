"""Replays a stored history: every message once more through the same steps, with what was known when it came.

Clock, ids and Identificaties say what they said then, and agreements are loaded when they were loaded. So on an
empty store the same program gives the same judgements and answers, byte for byte. Two kinds of messages are
not replayed as they were: one that cannot be put into the release that is asked for, and one that was held. A
held message brought nothing about and had no answer, and its sender could send it again; it is judged, not kept.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple, Protocol
from uuid import UUID

from app.contracts.model import Regio
from app.contracts.uitzondering import NieuweUitzondering
from app.exchange.answer import nieuwe_identificatie
from app.exchange.judgement import Finding
from app.exchange.ports import Afhandeling
from app.exchange.steps import BerichtAangehouden, Loket
from app.exchange.uuid7 import uuid7
from app.messages.intake import Levering
from app.messages.pakket import Pakket
from app.messages.problems import BerichtGeweigerd
from app.messages.vertalen import NietVertaalbaar, heropen, vertaal

AANGEHOUDEN = "aangehouden"


@dataclass(frozen=True, slots=True)
class Behandeld:
    """A message in the store, as it was handled."""

    id: UUID
    ontvangen: datetime
    """In Dutch time."""
    release: str
    code: str
    afzender: str
    ontvanger: str
    identificatie: str
    oordeel: str
    bevindingen: tuple[Finding, ...]
    toegekend: int | None
    """Signed eurocents; None when no lines were judged."""
    antwoord_identificatie: str | None
    inhoud: Pakket


class Regiolading(NamedTuple):
    """Agreements that were put in force at a moment."""

    moment: datetime
    regio: Regio


class Vastlegging(NamedTuple):
    """An exception that was kept at a moment."""

    moment: datetime
    uitzondering: NieuweUitzondering


Gebeurtenis = Behandeld | Regiolading | Vastlegging
"""What a history consists of."""


class Beheer(Protocol):
    """Who puts agreements and exceptions in force."""

    def laad_regio(self, regio: Regio) -> None:
        """Put the agreements of a regio in force."""

    def leg_uitzondering_vast(self, nieuw: NieuweUitzondering) -> int | None:
        """Keep an exception; None when the toewijzing is not known."""


class Voorschrift:
    """Clock and numbering (ports ``Klok`` and ``Nummering``) that say what they said then."""

    def __init__(self) -> None:
        self._moment: datetime | None = None
        self._id: UUID | None = None
        self._antwoord: str | None = None

    def zet(self, moment: datetime, id: UUID | None = None, antwoord: str | None = None) -> None:
        """What to say until the next time."""
        self._moment, self._id, self._antwoord = moment, id, antwoord

    def nu(self) -> datetime:
        """The moment then; raises RuntimeError when none was set."""
        if self._moment is None:
            raise RuntimeError("a replay asks the time before its first event")
        return self._moment

    def bericht(self, nu: datetime) -> UUID:
        """The id that the message had."""
        return self._id or uuid7(nu)

    def antwoord(self) -> str:
        """The Identificatie that the answer had; a new one when there was none."""
        return self._antwoord or nieuwe_identificatie()


Uitkomst = Afhandeling | BerichtGeweigerd | BerichtAangehouden | NietVertaalbaar


class Herhaald(NamedTuple):
    """A message, and what comes of it now."""

    eerder: Behandeld
    uitkomst: Uitkomst


def herhaal(
    geschiedenis: Iterable[Gebeurtenis],
    loket: Loket,
    voorschrift: Voorschrift,
    beheer: Beheer,
    release_voor: Callable[[Behandeld], str],
) -> Iterator[Herhaald]:
    """Play a history, in order of time, at a desk that uses this clock and numbering.

    ``release_voor`` names the release in which a message is judged now.
    """
    for gebeurtenis in geschiedenis:
        if isinstance(gebeurtenis, Regiolading):
            voorschrift.zet(gebeurtenis.moment)
            beheer.laad_regio(gebeurtenis.regio)
        elif isinstance(gebeurtenis, Vastlegging):
            voorschrift.zet(gebeurtenis.moment)
            beheer.leg_uitzondering_vast(gebeurtenis.uitzondering)
        else:
            voorschrift.zet(gebeurtenis.ontvangen, gebeurtenis.id, gebeurtenis.antwoord_identificatie)
            yield Herhaald(gebeurtenis, _behandel(gebeurtenis, loket, release_voor(gebeurtenis)))


def _behandel(eerder: Behandeld, loket: Loket, release: str) -> Uitkomst:
    handeling = loket.toets if eerder.oordeel == AANGEHOUDEN else loket.verwerk
    try:
        return handeling(_levering(eerder, loket, release))
    except (BerichtGeweigerd, BerichtAangehouden, NietVertaalbaar) as fout:
        return fout


def _levering(eerder: Behandeld, loket: Loket, release: str) -> Levering:
    if release == eerder.release:
        return heropen(eerder.inhoud)
    van, naar = (loket.releases.met_naam(naam) for naam in (eerder.release, release))
    if van is None or naar is None:
        onbekend = eerder.release if van is None else release
        raise NietVertaalbaar(f"Release {onbekend} van iJw is hier niet bekend.")
    return vertaal(eerder.inhoud, eerder.code, van, naar)
