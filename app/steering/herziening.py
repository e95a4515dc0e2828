"""A tariff that changes what was paid already: which granted lines it touches, and what each should be (R073).

Nothing that was decided changes. A line is touched when its price is that of an earlier tariff, and another one
holds now on its price date. Correcting it takes a credit of the old amount, and in a later message a new debet.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from app.contracts.afspraken import Afspraken, Vondst, Vraag
from app.contracts.declaratieprijs import schema_van
from app.contracts.geldigheid import Geldigheid
from app.contracts.prijs import EUROS, MINUUT, UUR, bedrag_voor_minuten, minuuttarief
from app.contracts.regio import Regio
from app.contracts.tarieven import Tarief
from app.contracts.termijnen import termijnen
from app.contracts.uitkomst import Herziening
from app.exchange.correctie.gegevens import Actie, Nieuw, Verzoek, Wens
from app.store.herzieningen import OudTarief, Toegekend, alle_tarieven, toegekende_regels
from app.store.opslag import SqlWerkeenheid


@dataclass(frozen=True, slots=True)
class Versie:
    """A tariff that was fixed after the day from which it holds."""

    tarief: Tarief

    @property
    def terugwerkend(self) -> bool:
        """Whether lines may have been judged on an earlier version."""
        vastgesteld = self.tarief.vastgesteld
        return self.tarief.versie > 1 and (vastgesteld is None or vastgesteld > self.tarief.geldig.van)


@dataclass(frozen=True, slots=True)
class Herzieningsregel:
    """A granted line and what it is at the tariff that holds now; amounts in eurocents."""

    regel: Toegekend
    tarief: Tarief
    """That holds now."""
    nieuw_tarief: int | None
    """Per claimed unit; None in euros (83)."""
    herziening: Herziening

    @property
    def wens(self) -> Wens:
        """What the aanbieder has to do with the line."""
        bedrag = self.herziening.debet
        volume = bedrag if self.regel.eenheid == EUROS else None
        nieuw = Nieuw(volume=volume, tarief=self.nieuw_tarief, bedrag=bedrag)
        return Wens(self.regel.referentienummer, Actie.VERVANGEN, nieuw)


def terugwerkende_versies(regio: Regio) -> list[Versie]:
    """Tariff versions of a regio that were fixed later than they hold, by code."""
    versies = (Versie(tarief) for tarief in regio.tarieven)
    return sorted(
        (een for een in versies if een.terugwerkend),
        key=lambda een: (een.tarief.code, een.tarief.eenheid, een.tarief.versie, een.tarief.geldig.van),
    )


def zoek_herzieningen(
    werk: SqlWerkeenheid, afspraken: Afspraken, code: str, aanbieder: str | None, gemeenten: Sequence[str]
) -> list[Herzieningsregel]:
    """All granted lines of a code that the tariffs of now touch."""
    regio = afspraken.regio.code
    regels = toegekende_regels(werk.verbinding, regio, code, aanbieder, gemeenten)
    oud = alle_tarieven(werk.verbinding, regio, code)
    return list(herzie(afspraken, code, regels, oud))


def als_verzoek(aanbieder: str, regels: Iterable[Herzieningsregel]) -> Verzoek:
    """The lines of one aanbieder, for composing its messages."""
    return Verzoek(aanbieder, None, tuple(regel.wens for regel in regels))


def herzie(
    afspraken: Afspraken, code: str, regels: Iterable[Toegekend], oud: Sequence[OudTarief]
) -> Iterable[Herzieningsregel]:
    """Each line that has an earlier price, with what it is now; pure."""
    gevonden: dict[tuple[str, str, str, date, date], Vondst] = {}
    for regel in regels:
        sleutel = regel.gemeente, regel.aanbieder, regel.eenheid, regel.begindatum, regel.ingangsdatum
        if sleutel not in gevonden:
            gemeente, aanbieder, eenheid, begin, ingang = sleutel
            gevonden[sleutel] = afspraken.zoek(Vraag(gemeente, aanbieder, code, eenheid, begin, ingang))
        herzien = _herzie(regel, gevonden[sleutel], oud)
        if herzien is not None:
            yield herzien


def _herzie(regel: Toegekend, vondst: Vondst, oud: Sequence[OudTarief]) -> Herzieningsregel | None:
    nu, peildag = vondst.tarief, vondst.peildag
    if nu is None or peildag is None:
        return None
    contract = None if vondst.contract is None else vondst.contract.nummer
    eerder = sorted(
        {
            een.bedrag
            for een in oud
            if een.eenheid == nu.eenheid
            and Geldigheid(een.van, een.tot).omvat(peildag)
            and een.contract in (None, contract)
            and een.gemeente in (None, regel.gemeente)
        }
        - {nu.bedrag}
    )
    if regel.eenheid == EUROS:
        bedrag = _in_euros(regel, vondst, nu.bedrag, eerder)
        return None if bedrag is None else Herzieningsregel(regel, nu, None, Herziening(regel.bedrag, bedrag))
    per_uur = regel.eenheid == MINUUT and nu.eenheid == UUR
    prijs = minuuttarief(nu.bedrag) if per_uur else nu.bedrag
    if regel.tarief not in {minuuttarief(een) if per_uur else een for een in eerder}:
        return None
    bedrag = bedrag_voor_minuten(nu.bedrag, regel.volume) if per_uur else regel.volume * nu.bedrag
    if bedrag == regel.bedrag:
        return None
    return Herzieningsregel(regel, nu, prijs, Herziening(regel.bedrag, bedrag))


def _in_euros(regel: Toegekend, vondst: Vondst, nu: int, eerder: Iterable[int]) -> int | None:
    """The same instalment of the amount of now; None when the line is no instalment of an earlier amount only."""
    schema = schema_van(vondst.product, vondst.bekostiging)
    if schema is None:
        return None
    delen = termijnen(nu, schema)
    if regel.bedrag in delen:
        return None
    for bedrag in eerder:
        for plaats, deel in enumerate(termijnen(bedrag, schema)):
            if deel == regel.bedrag:
                return delen[plaats]
    return None
