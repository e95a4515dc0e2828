"""The states of one chain: what became of each verzoek and each toewijzing, by whom and since when.

They follow from what counts as sent and from the dates in it, never from the order in which messages came
(OP080). Where the standard gives an order it is that order: versions of a toewijzing by Toewijzingsdatum and
Toewijzingstijd (IV013), deliveries by Begindatum.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import Enum
from itertools import groupby
from typing import NamedTuple
from uuid import UUID

from app.store.ketenstukken import Ketenstukken, Startstuk, Stopstuk, Toewijzingstuk, Verzoekstuk

_VERVALLEN = "01"
"""RedenWijziging of a toewijzing that was taken back before it existed; since then 13 is used."""


class Verzoektoestand(Enum):
    """What became of a verzoek."""

    INGEDIEND = "ingediend"
    IN_ONDERZOEK = "in_onderzoek"
    TOEGEWEZEN = "toegewezen"
    AFGEWEZEN = "afgewezen"


class Toewijzingtoestand(Enum):
    """How far a toewijzing is."""

    TOEGEWEZEN = "toegewezen"
    """No start was reported yet, and it has not ended."""
    GESTART = "gestart"
    TIJDELIJK_GESTOPT = "tijdelijk_gestopt"
    BEEINDIGD = "beeindigd"
    """Its last delivery was stopped for good."""
    VERLOPEN = "verlopen"
    """Its Einddatum has passed without a start."""
    VERWIJDERD = "verwijderd"
    """The gemeente removed it: it counts as never given."""


class Ketentoestand(Enum):
    """How a chain stands as a whole: the first of these that holds for one of its parts."""

    IN_ZORG = "in_zorg"
    TIJDELIJK_GESTOPT = "tijdelijk_gestopt"
    TOEGEWEZEN = "toegewezen"
    AANGEVRAAGD = "aangevraagd"
    """A verzoek awaits its final answer."""
    BEEINDIGD = "beeindigd"
    VERLOPEN = "verlopen"
    AFGEWEZEN = "afgewezen"
    VERWIJDERD = "verwijderd"
    LEEG = "leeg"
    """No message of the chain counts as sent, or none that brings about a state."""


class Sinds(NamedTuple):
    """From which day a state holds, and the message that brought it about."""

    dag: date
    door: UUID


class Verzoekketen(NamedTuple):
    """A verzoek and its state."""

    stuk: Verzoekstuk
    toestand: Verzoektoestand
    sinds: Sinds

    @property
    def open(self) -> bool:
        """Whether its final answer is awaited (OP344)."""
        return self.toestand in (Verzoektoestand.INGEDIEND, Verzoektoestand.IN_ONDERZOEK)


class Levering(NamedTuple):
    """A delivery: from a start to its stop."""

    toewijzingnummer: int | None
    categorie: str | None
    code: str | None
    begindatum: date
    start: Startstuk | None
    tijdelijke_stop: Stopstuk | None
    stop: Stopstuk | None
    """For good."""

    @property
    def toestand(self) -> Toewijzingtoestand:
        """GESTART, TIJDELIJK_GESTOPT or BEEINDIGD."""
        if self.stop is not None:
            return Toewijzingtoestand.BEEINDIGD
        if self.tijdelijke_stop is not None:
            return Toewijzingtoestand.TIJDELIJK_GESTOPT
        return Toewijzingtoestand.GESTART

    @property
    def sinds(self) -> Sinds | None:
        """Since when; None for one of which neither start nor stop is known."""
        stop = self.stop or self.tijdelijke_stop
        if stop is not None:
            return Sinds(stop.einddatum, stop.bericht_id)
        return None if self.start is None else Sinds(self.begindatum, self.start.bericht_id)


class Toewijzingketen(NamedTuple):
    """A toewijzing, its deliveries by Begindatum, and its state."""

    stuk: Toewijzingstuk
    leveringen: tuple[Levering, ...]
    toestand: Toewijzingtoestand
    sinds: Sinds


@dataclass(frozen=True, slots=True)
class Keten:
    """A chain with its states as they are on a day."""

    stukken: Ketenstukken
    verzoeken: tuple[Verzoekketen, ...]
    """By Dagtekening."""
    toewijzingen: tuple[Toewijzingketen, ...]
    """By Ingangsdatum."""
    losse_leveringen: tuple[Levering, ...]
    """Deliveries without ToewijzingNummer (taakgericht), by Begindatum."""
    toestand: Ketentoestand


def leid_keten_af(stukken: Ketenstukken, vandaag: date) -> Keten:
    """The chain as it stands at ``vandaag``."""
    leveringen = leveringen_van(stukken.starts, stukken.stops)
    per_nummer: dict[int | None, list[Levering]] = {}
    for levering in leveringen:
        per_nummer.setdefault(levering.toewijzingnummer, []).append(levering)
    toewijzingen = tuple(
        toewijzingketen(stuk, tuple(per_nummer.get(stuk.toewijzing.nummer, ())), vandaag)
        for stuk in sorted(stukken.toewijzingen, key=_begin_van_toewijzing)
    )
    verzoeken = tuple(
        verzoekketen(stuk, stukken) for stuk in sorted(stukken.verzoeken, key=lambda een: (een[3], een.referentie))
    )
    los = tuple(per_nummer.get(None, ()))
    return Keten(stukken, verzoeken, toewijzingen, los, _ketentoestand(verzoeken, toewijzingen, los))


def verzoekketen(stuk: Verzoekstuk, stukken: Ketenstukken) -> Verzoekketen:
    """What became of a verzoek; a final answer outweighs in onderzoek, whichever came first."""
    for door, toestand in (
        (stuk.toegewezen_door, Verzoektoestand.TOEGEWEZEN),
        (stuk.afgewezen_door, Verzoektoestand.AFGEWEZEN),
        (stuk.in_onderzoek_door, Verzoektoestand.IN_ONDERZOEK),
        (stuk.bericht_id, Verzoektoestand.INGEDIEND),
    ):
        if door is not None:
            return Verzoekketen(stuk, toestand, Sinds(stukken.berichten[door].dagtekening, door))
    raise ValueError("a verzoek without a message")


def leveringen_van(starts: Iterable[Startstuk], stops: Iterable[Stopstuk]) -> tuple[Levering, ...]:
    """Starts and stops by their common key (IV008), by Begindatum."""
    return tuple(_leveringen(sorted([*starts, *stops], key=_sorteersleutel)))


def _leveringen(stukken: list[Startstuk | Stopstuk]) -> Iterator[Levering]:
    for sleutel, groep in groupby(stukken, key=_sleutel):
        leden = list(groep)
        stops = sorted((een for een in leden if isinstance(een, Stopstuk)), key=lambda stop: stop.einddatum)
        tijdelijk = [stop for stop in stops if stop.tijdelijk]
        definitief = [stop for stop in stops if not stop.tijdelijk]
        yield Levering(
            *sleutel,
            start=next((een for een in leden if isinstance(een, Startstuk)), None),
            tijdelijke_stop=tijdelijk[-1] if tijdelijk else None,
            stop=definitief[-1] if definitief else None,
        )


def _sleutel(stuk: Startstuk | Stopstuk) -> tuple[int | None, str | None, str | None, date]:
    return stuk.toewijzingnummer, stuk.categorie, stuk.code, stuk.begindatum


def _sorteersleutel(stuk: Startstuk | Stopstuk) -> tuple[date, int, str, str]:
    return stuk.begindatum, stuk.toewijzingnummer or 0, stuk.categorie or "", stuk.code or ""


def _begin_van_toewijzing(stuk: Toewijzingstuk) -> tuple[date, int]:
    return stuk.toewijzing.ingangsdatum, stuk.toewijzing.nummer


def toewijzingketen(stuk: Toewijzingstuk, leveringen: tuple[Levering, ...], vandaag: date) -> Toewijzingketen:
    """A toewijzing with its state: removed, else that of its last delivery, else whether it has passed."""
    toewijzing, laatste = stuk.toewijzing, stuk.versies[-1]
    if is_verwijderd(stuk):
        return Toewijzingketen(
            stuk, leveringen, Toewijzingtoestand.VERWIJDERD, Sinds(laatste.toewijzingsdatum, laatste.bericht_id)
        )
    levering = leveringen[-1] if leveringen else None
    if levering is not None and levering.sinds is not None:
        return Toewijzingketen(stuk, leveringen, levering.toestand, levering.sinds)
    if toewijzing.einddatum is not None and toewijzing.einddatum < vandaag:
        sinds = Sinds(toewijzing.einddatum + timedelta(days=1), laatste.bericht_id)
        return Toewijzingketen(stuk, leveringen, Toewijzingtoestand.VERLOPEN, sinds)
    eerste = stuk.versies[0]
    sinds = Sinds(eerste.toewijzingsdatum, eerste.bericht_id)
    return Toewijzingketen(stuk, leveringen, Toewijzingtoestand.TOEGEWEZEN, sinds)


def is_verwijderd(stuk: Toewijzingstuk) -> bool:
    """Whether the gemeente removed it: RedenWijziging 13, or formerly 01 with an end on its first day (OP087)."""
    een = stuk.toewijzing
    return een.verwijderd or (een.reden_wijziging == _VERVALLEN and een.einddatum == een.ingangsdatum)


_VAN_TOEWIJZING = {
    Toewijzingtoestand.GESTART: Ketentoestand.IN_ZORG,
    Toewijzingtoestand.TIJDELIJK_GESTOPT: Ketentoestand.TIJDELIJK_GESTOPT,
    Toewijzingtoestand.TOEGEWEZEN: Ketentoestand.TOEGEWEZEN,
    Toewijzingtoestand.BEEINDIGD: Ketentoestand.BEEINDIGD,
    Toewijzingtoestand.VERLOPEN: Ketentoestand.VERLOPEN,
    Toewijzingtoestand.VERWIJDERD: Ketentoestand.VERWIJDERD,
}


def _ketentoestand(
    verzoeken: tuple[Verzoekketen, ...], toewijzingen: tuple[Toewijzingketen, ...], los: tuple[Levering, ...]
) -> Ketentoestand:
    delen = {_VAN_TOEWIJZING[een.toestand] for een in toewijzingen}
    delen |= {_VAN_TOEWIJZING[een.toestand] for een in los[-1:]}
    if any(verzoek.open for verzoek in verzoeken):
        delen.add(Ketentoestand.AANGEVRAAGD)
    if any(verzoek.toestand is Verzoektoestand.AFGEWEZEN for verzoek in verzoeken):
        delen.add(Ketentoestand.AFGEWEZEN)
    return next((toestand for toestand in Ketentoestand if toestand in delen), Ketentoestand.LEEG)
