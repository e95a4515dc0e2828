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

from app.contracts.prijs import EUROS, STUKS
from app.contracts.volume import TOTAAL, totaal_maximum
from app.rules.facts import BekendeToewijzing
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
    GEEVALUEERD = "geevalueerd"
    """The help has ended, and what it brought about was told (EIND)."""
    AFGEREKEND = "afgerekend"
    """The help has ended, and nothing is left to pay or to decide on (decision 174)."""
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
    GEEVALUEERD = "geevalueerd"
    AFGEREKEND = "afgerekend"
    VERLOPEN = "verlopen"
    AFGEWEZEN = "afgewezen"
    VERWIJDERD = "verwijderd"
    LEEG = "leeg"
    """No message of the chain counts as sent, or none that brings about a state."""


class Sinds(NamedTuple):
    """From which day a state holds, and the message that brought it about; None: it was told without a message."""

    dag: date
    door: UUID | None


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


class Trajectstap(Enum):
    """The steps of a trajectory (R089), in their order."""

    VERWEZEN = "verwezen"
    """Asked for in a verzoek that the toewijzing answers."""
    TOEGEWEZEN = "toegewezen"
    GESTART = "gestart"
    TIJDELIJK_GESTOPT = "tijdelijk_gestopt"
    GESTOPT = "gestopt"
    GEEVALUEERD = "geevalueerd"
    AFGEREKEND = "afgerekend"


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
    """A toewijzing with its state: removed, else that of its last delivery, else whether it has passed.

    Once its help has ended, what came after goes before: settled, else evaluated.
    """
    keten = _in_hulp(stuk, leveringen, vandaag)
    sinds = _afgerekend(keten, vandaag)
    if sinds is not None:
        return keten._replace(toestand=Toewijzingtoestand.AFGEREKEND, sinds=sinds)
    geevalueerd = stuk.afloop.geevalueerd
    if geevalueerd is not None and _is_afgelopen(keten, vandaag):
        return keten._replace(toestand=Toewijzingtoestand.GEEVALUEERD, sinds=Sinds(geevalueerd, None))
    return keten


def levensloop(keten: Toewijzingketen, verzoeken: Iterable[Verzoekketen]) -> dict[Trajectstap, Sinds]:
    """Since when each step of a trajectory holds; without those that it did not come to.

    A temporary stop is there only while it lasts. An evaluation counts from its talk on, also before the help ended.
    """
    stuk, stappen = keten.stuk, dict[Trajectstap, Sinds]()
    genoemd = {versie.referentie_aanbieder for versie in stuk.versies}
    gevraagd = [een.stuk for een in verzoeken if een.stuk.referentie in genoemd]
    if gevraagd:
        eerste = min(gevraagd, key=lambda een: een.dagtekening)
        stappen[Trajectstap.VERWEZEN] = Sinds(eerste.dagtekening, eerste.bericht_id)
    stappen[Trajectstap.TOEGEWEZEN] = Sinds(stuk.versies[0].toewijzingsdatum, stuk.versies[0].bericht_id)
    starts = [een.start for een in keten.leveringen if een.start is not None]
    if starts:
        stappen[Trajectstap.GESTART] = Sinds(starts[0].begindatum, starts[0].bericht_id)
    laatste = keten.leveringen[-1] if keten.leveringen else None
    if laatste is not None and laatste.stop is not None:
        stappen[Trajectstap.GESTOPT] = Sinds(laatste.stop.einddatum, laatste.stop.bericht_id)
    elif laatste is not None and laatste.tijdelijke_stop is not None:
        tijdelijk = laatste.tijdelijke_stop
        stappen[Trajectstap.TIJDELIJK_GESTOPT] = Sinds(tijdelijk.einddatum, tijdelijk.bericht_id)
    if stuk.afloop.geevalueerd is not None:
        stappen[Trajectstap.GEEVALUEERD] = Sinds(stuk.afloop.geevalueerd, None)
    if keten.toestand is Toewijzingtoestand.AFGEREKEND:
        stappen[Trajectstap.AFGEREKEND] = keten.sinds
    return stappen


def _is_afgelopen(keten: Toewijzingketen, vandaag: date) -> bool:
    """Stopped for good, or past its Einddatum; one that was removed never was."""
    if keten.toestand is Toewijzingtoestand.VERWIJDERD:
        return False
    einde = keten.stuk.toewijzing.einddatum
    return keten.toestand is Toewijzingtoestand.BEEINDIGD or (einde is not None and einde < vandaag)


def _afgerekend(keten: Toewijzingketen, vandaag: date) -> Sinds | None:
    """Since when nothing is left: a decision on the share, or all that can be claimed was granted (decision 174)."""
    stuk, claims = keten.stuk, keten.stuk.claims
    if not _is_afgelopen(keten, vandaag):
        return None
    if stuk.afloop.afgerekend is not None:
        return Sinds(stuk.afloop.afgerekend, None)
    if stuk.afloop.deel_open or claims is None or claims.toegekend_tot is None or claims.toegekend_op is None:
        return None
    toewijzing = stuk.toewijzing
    if is_geheel(toewijzing):
        maximum = totaal_maximum(toewijzing)
        klaar = maximum is not None and toewijzing.toegekend_volume >= maximum.basis
    else:
        laatste = _laatste_dag(keten)
        klaar = laatste is not None and laatste <= claims.toegekend_tot
    return Sinds(claims.toegekend_op, claims.toegekend_door) if klaar else None


def _laatste_dag(keten: Toewijzingketen) -> date | None:
    """The last day of help: that of its last stop, else the Einddatum."""
    stop = keten.leveringen[-1].stop if keten.leveringen else None
    return keten.stuk.toewijzing.einddatum if stop is None else stop.einddatum


def is_geheel(toewijzing: BekendeToewijzing) -> bool:
    """Whether an amount or a number of pieces is due as a whole, however long the help took."""
    return toewijzing.eenheid in (STUKS, EUROS) and toewijzing.frequentie == TOTAAL


def _in_hulp(stuk: Toewijzingstuk, leveringen: tuple[Levering, ...], vandaag: date) -> Toewijzingketen:
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
    Toewijzingtoestand.GEEVALUEERD: Ketentoestand.GEEVALUEERD,
    Toewijzingtoestand.AFGEREKEND: Ketentoestand.AFGEREKEND,
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
