"""What is stored of one chain: the messages between a gemeente and an aanbieder about one client.

The states that follow from it are worked out in ``app.steering``. Days are Dutch, amounts whole eurocents.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import NamedTuple
from uuid import UUID

from app.rules.facts import BekendeToewijzing
from app.store.raadplegen import Versie


class Ketensleutel(NamedTuple):
    """Whom a chain is about. Sorts the way chains are listed."""

    client: int
    """Our key of the client, never a Bsn."""
    gemeente: str
    aanbieder: str


class Ketenbericht(NamedTuple):
    """A message of the chain, counting as sent or not."""

    id: UUID
    code: str
    afzender: str
    ontvanger: str
    identificatie: str
    dagtekening: date
    ontvangen: datetime
    """In Dutch time."""
    oordeel: str
    verwerkt: bool
    """Whether it counts as sent."""
    antwoord_code: str | None
    antwoord_ontvangen: datetime | None = None
    """When the other party's own answer to it came in, or the same message once more after it was held."""
    antwoord_door: UUID | None = None
    """The message that did."""

    @property
    def dag(self) -> date:
        """The day of receipt."""
        return self.ontvangen.date()


class Berichtsignaal(NamedTuple):
    """A signal on a message."""

    code: str
    voor: str
    uitleg: str


class Verzoekstuk(NamedTuple):
    """A verzoek that counts as sent: a JW317, or one AangevraagdProduct of a JW315."""

    bericht_id: UUID
    code: str
    referentie: str
    dagtekening: date
    in_onderzoek_door: UUID | None = None
    """The JW319 that said so; likewise below, where a JW301 may have honoured it."""
    afgewezen_door: UUID | None = None
    reden_afwijzing: str | None = None
    toegewezen_door: UUID | None = None


class Afloop(NamedTuple):
    """What came after the help of a toewijzing."""

    geevalueerd: date | None = None
    """Day of the talk about results at the end (EIND)."""
    afgerekend: date | None = None
    """Dutch day on which its result-dependent share was decided on."""
    deel_open: bool = False
    """A share depends on the result, and nobody decided on it yet."""


class Toewijzingstuk(NamedTuple):
    """A toewijzing as it is now, and its versions in order of IV013; ``claims`` None when nothing was claimed."""

    toewijzing: BekendeToewijzing
    versies: tuple[Versie, ...]
    claims: Claimtelling | None = None
    volgt_op: tuple[int, ...] = ()
    """Numbers of the old toewijzingen that it took the place of, to whatever aanbieder."""
    opgevolgd_door: tuple[int, ...] = ()
    """Numbers of the toewijzingen in a new system that took its place."""
    afloop: Afloop = Afloop()


class Startstuk(NamedTuple):
    """A start that counts."""

    bericht_id: UUID
    toewijzingnummer: int | None
    categorie: str | None
    code: str | None
    begindatum: date


class Stopstuk(NamedTuple):
    """A stop that counts."""

    bericht_id: UUID
    toewijzingnummer: int | None
    categorie: str | None
    code: str | None
    begindatum: date
    reden_beeindiging: str
    einddatum: date

    @property
    def tijdelijk(self) -> bool:
        """Whether delivery is only interrupted (reden 20)."""
        return self.reden_beeindiging == "20"


class Claimtelling(NamedTuple):
    """What was claimed on one toewijzing, in eurocents; declaraties that do not count as sent left out."""

    regels: int
    """Claim lines, debet and credit, granted or not."""
    ingediend: int
    """Debet amounts."""
    toegekend: int
    """Debet amounts that were granted, credited since or not."""
    afgekeurd: int
    """Debet amounts that were not granted."""
    gecrediteerd: int
    """Credit amounts that were granted."""
    geleverd_op: date | None
    """Last day of the earliest ProductPeriode that was granted and not credited: by then there was care."""
    geleverd_door: UUID | None
    """The declaratie that says so."""
    toegekend_tot: date | None = None
    """Last day of the latest ProductPeriode that was granted and not credited."""
    toegekend_op: date | None = None
    """Dutch day on which that one was received."""
    toegekend_door: UUID | None = None
    """The declaratie of that one."""


@dataclass(frozen=True, slots=True)
class Ketenstukken:
    """All that is stored of one chain."""

    gemeente: str
    aanbieder: str
    client: UUID
    """The public key of the client."""
    berichten: Mapping[UUID, Ketenbericht]
    """In order of receipt."""
    verzoeken: tuple[Verzoekstuk, ...] = ()
    toewijzingen: tuple[Toewijzingstuk, ...] = ()
    starts: tuple[Startstuk, ...] = ()
    stops: tuple[Stopstuk, ...] = ()
    signalen: Mapping[UUID, Sequence[Berichtsignaal]] = field(default_factory=dict)
    """By message; of a declaratie none, for those are about many clients."""
