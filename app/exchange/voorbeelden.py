"""Ready examples of each accepted message, made for the demo regio: for the console, the demo and newcomers.

The messages of one reeks form a chain: a toewijzing and what follows on it. Every date follows from the day
that is given, so an example never grows old, and every number from the reeks, so two reeksen never collide.
Only the child is the same again after 9091 reeksen, for there are no more test BSNs: a verzoek that was left
open is then in the way of the next one (TR374).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

from app.contracts.afspraken import Afspraken
from app.contracts.boek import Contractboek, maak_boek
from app.contracts.prijs import UUR
from app.contracts.regiobestand import demoregio, lees_regio
from app.messages.opstellen import Kind, stel_declaratie_op, stel_start_op, stel_stop_op, stel_toewijzing_op
from app.messages.opstellen_verzoek import (
    stel_toewijzingsverzoek_op,
    stel_verzoekantwoord_op,
    stel_wijzigingsverzoek_op,
)
from app.messages.pakket import Pakket
from app.messages.records import (
    AangevraagdProduct,
    Antwoord,
    Declaratie,
    Header,
    Omvang,
    Prestatie,
    StartProduct,
    StopProduct,
    TeWijzigenProduct,
    ToegewezenProduct,
    Verwijzer,
    Verzoek,
    XsdVersie,
)
from app.standard.elfproef import test_bsn
from app.standard.kalender import eerste_van_maand, laatste_van_maand, weken_geraakt
from app.standard.release import Release

GEMEENTE = "0384"
AANBIEDER = "42420001"
CATEGORIE, PRODUCT = "45", "45A04"
UREN_PER_WEEK = 2
_OMVANG = Omvang(UREN_PER_WEEK, UUR, "2")
HOOGSTE_REEKS = 99_999_999
_TEST_BSNS = 9091
_BEGIN_NUMMERS = 900_000_000
"""Toewijzingnummers of examples start here, so that they are easy to tell from real ones."""


@dataclass(frozen=True, slots=True)
class Voorbeeld:
    """An example message."""

    naam: str
    """Name by which it is asked for."""
    titel: str
    """One Dutch sentence for a reader."""
    code: str
    """Kind of message, such as JW301."""
    verwacht: str
    """The telling retourcode of its answer; "" when that answer approves and therefore has none."""


VOORBEELDEN = (
    Voorbeeld("toewijzing", "De gemeente wijst 2 uur ambulante jeugdhulp per week toe", "JW301", ""),
    Voorbeeld("start", "De aanbieder meldt dat de hulp is begonnen", "JW305", ""),
    Voorbeeld("declaratie", "De aanbieder declareert een maand volgens tarief", "JW323", "8001"),
    Voorbeeld("declaratie-boven-tarief", "Een declaratie 1 cent boven het tarief", "JW323", "0611"),
    Voorbeeld("declaratie-te-veel", "Een declaratie van 1 uur te veel", "JW323", "9321"),
    Voorbeeld("wijziging", "De aanbieder vraagt om de toewijzing drie maanden te verlengen", "JW317", ""),
    Voorbeeld("afwijzing", "De gemeente wijst dat verzoek af: het past niet binnen het budget", "JW319", ""),
    Voorbeeld("stop", "De aanbieder meldt dat de hulp is beëindigd", "JW307", ""),
    Voorbeeld("verzoek", "De aanbieder vraagt om een nieuwe toewijzing vanaf volgende maand", "JW315", ""),
)
"""In the order of the chain; each one after the toewijzing also gives its code when others were left out,
but a stop needs its start, an afwijzing its wijziging, and a verzoek comes after the afwijzing."""


def voorbeeld(release: Release, naam: str, reeks: int, vandaag: date) -> Pakket:
    """The message of this name in a reeks (0..99.999.999), as it would be sent today.

    Raises KeyError for an unknown name, ValueError for a reeks outside its bounds or a day so early that the
    demo regio had no tariff in the three months before.
    """
    maak, letter = _MAKERS[naam]
    if not 0 <= reeks <= HOOGSTE_REEKS:
        raise ValueError(f"no reeks {reeks}: they run from 0 to {HOOGSTE_REEKS}")
    return maak(release, _Reeks(reeks, vandaag, letter))


@dataclass(frozen=True, slots=True)
class _Reeks:
    """What the messages of one chain have in common; ``letter`` tells them apart."""

    nummer: int
    vandaag: date
    letter: str

    @property
    def kind(self) -> Kind:
        return Kind(test_bsn(self.nummer % _TEST_BSNS))

    @property
    def toewijzingnummer(self) -> int:
        return _BEGIN_NUMMERS + self.nummer

    def nummering(self, begin: str) -> str:
        """A text number of at most 12 characters."""
        return f"{begin}{self.nummer:08d}{self.letter}"

    def header(self, afzender: str, ontvanger: str) -> Header:
        return Header(afzender, ontvanger, self.nummering("VB"), self.vandaag, XsdVersie("1.0.0", "1.0.0"))

    def maand(self, terug: int) -> tuple[date, date]:
        """First and last day of the whole month that lies this many months back."""
        eerste = eerste_van_maand(self.vandaag)
        for _ in range(terug):
            eerste = eerste_van_maand(eerste - timedelta(days=1))
        return eerste, laatste_van_maand(eerste)

    @property
    def begin(self) -> date:
        """Ingangsdatum of the toewijzing and first day of the help: three whole months ago."""
        return self.maand(3)[0]

    @property
    def einde(self) -> date:
        """Last day of the help: the end of last month."""
        return self.maand(1)[1]

    @property
    def einde_toewijzing(self) -> date:
        """The end of this month: a toewijzing that is over cannot be changed (TR351)."""
        return self.maand(0)[1]

    @property
    def drie_maanden_later(self) -> date:
        """The end of the third month after this one."""
        dag = self.einde_toewijzing
        for _ in range(3):
            dag = laatste_van_maand(dag + timedelta(days=1))
        return dag

    @property
    def wijziging(self) -> str:
        """ReferentieAanbieder of the request for a change, which its answer repeats."""
        return f"VB-VOW{self.nummer:08d}"


@cache
def _boek() -> Contractboek:
    return maak_boek(Afspraken(lees_regio(demoregio())), GEMEENTE, AANBIEDER)


def regio_van_voorbeelden() -> str:
    """Code of the regio in which the examples are right."""
    return _boek().regio or ""


def uurtarief(dag: date) -> int:
    """Eurocents an hour for the product of the examples; raises ValueError for a day without a tariff."""
    afspraak = _boek().afspraak(PRODUCT, UUR, dag)
    if afspraak is None:
        raise ValueError(f"the demo regio has no tariff for {PRODUCT} on {dag}")
    return afspraak.bedrag


def _toewijzing(release: Release, reeks: _Reeks) -> Pakket:
    uurtarief(reeks.begin)
    product = ToegewezenProduct(
        pad="",
        toewijzingnummer=reeks.toewijzingnummer,
        referentie_aanbieder=None,
        categorie=CATEGORIE,
        code=PRODUCT,
        toewijzingsdatum=reeks.begin - timedelta(days=7),
        toewijzingstijd="10:00:00",
        ingangsdatum=reeks.begin,
        einddatum=reeks.einde_toewijzing,
        reden_wijziging=None,
        omvang=_OMVANG,
        budget=None,
    )
    return stel_toewijzing_op(release, reeks.header(GEMEENTE, AANBIEDER), reeks.kind, (product,))


def _start(release: Release, reeks: _Reeks) -> Pakket:
    product = StartProduct("", reeks.toewijzingnummer, CATEGORIE, PRODUCT, reeks.begin, reeks.begin, "1")
    return stel_start_op(release, reeks.header(AANBIEDER, GEMEENTE), reeks.kind, (product,))


def _stop(release: Release, reeks: _Reeks) -> Pakket:
    product = StopProduct(
        "", reeks.toewijzingnummer, CATEGORIE, PRODUCT, reeks.begin, reeks.begin, "31", reeks.einde, "1"
    )
    return stel_stop_op(release, reeks.header(AANBIEDER, GEMEENTE), reeks.kind, (product,))


def _wijziging(release: Release, reeks: _Reeks) -> Pakket:
    """Over its whole period, so from its own Ingangsdatum (TR357)."""
    product = TeWijzigenProduct("", reeks.toewijzingnummer, reeks.begin, reeks.drie_maanden_later, _OMVANG, None)
    return stel_wijzigingsverzoek_op(
        release,
        reeks.header(AANBIEDER, GEMEENTE),
        reeks.kind.bsn,
        Verzoek(reeks.wijziging, "1"),
        te_wijzigen=(product,),
    )


def _afwijzing(release: Release, reeks: _Reeks) -> Pakket:
    return stel_verzoekantwoord_op(release, reeks.header(GEMEENTE, AANBIEDER), Antwoord(reeks.wijziging, "1", "2"))


def _verzoek(release: Release, reeks: _Reeks) -> Pakket:
    product = AangevraagdProduct(
        pad="",
        referentie_aanbieder=reeks.nummering("VB-VOT"),
        beschikkingnummer=None,
        categorie=CATEGORIE,
        code=PRODUCT,
        beschikking_ingangsdatum=None,
        ingangsdatum=reeks.einde_toewijzing + timedelta(days=1),
        einddatum=reeks.drie_maanden_later,
        omvang=_OMVANG,
        budget=None,
        verwijzer=Verwijzer("02", naam=True, zorgverlenercode=None),
        raamcontract="1",
    )
    return stel_toewijzingsverzoek_op(release, reeks.header(AANBIEDER, GEMEENTE), reeks.kind, (product,))


def _declaratie(release: Release, reeks: _Reeks) -> Pakket:
    """The first month, all hours that the toewijzing gives."""
    return _declareer(release, reeks, reeks.maand(3))


def _boven_tarief(release: Release, reeks: _Reeks) -> Pakket:
    return _declareer(release, reeks, reeks.maand(2), cent_erbij=1)


def _te_veel(release: Release, reeks: _Reeks) -> Pakket:
    return _declareer(release, reeks, reeks.maand(1), uur_erbij=1)


def _declareer(
    release: Release, reeks: _Reeks, periode: tuple[date, date], *, cent_erbij: int = 0, uur_erbij: int = 0
) -> Pakket:
    """A claim over a month that passed, always in the declaratie over last month.

    One DeclaratiePeriode for all, because an aanbieder cannot go back to an earlier one (TR318): the next
    reeks would otherwise be refused.
    """
    uren = weken_geraakt(*periode) * UREN_PER_WEEK + uur_erbij
    tarief = uurtarief(periode[0]) + cent_erbij
    regel = Prestatie(
        1,
        1,
        reeks.nummering("VB-RN"),
        None,
        reeks.toewijzingnummer,
        CATEGORIE,
        PRODUCT,
        *periode,
        uren,
        UUR,
        tarief,
        uren * tarief,
        "D",
    )
    declaratie = Declaratie(reeks.nummering("VBD"), *reeks.maand(1), reeks.vandaag, regel.bedrag, "D")
    return stel_declaratie_op(release, reeks.header(AANBIEDER, GEMEENTE), declaratie, [(reeks.kind.bsn, (regel,))])


_MAKERS: dict[str, tuple[Callable[[Release, _Reeks], Pakket], str]] = {
    "toewijzing": (_toewijzing, "A"),
    "start": (_start, "B"),
    "declaratie": (_declaratie, "C"),
    "declaratie-boven-tarief": (_boven_tarief, "D"),
    "declaratie-te-veel": (_te_veel, "E"),
    "stop": (_stop, "F"),
    "wijziging": (_wijziging, "G"),
    "afwijzing": (_afwijzing, "H"),
    "verzoek": (_verzoek, "I"),
}
