"""From new lines to JW323 messages: per gemeente first the credits, then the debets (OP366)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Literal, NamedTuple

from app.messages.opstellen import stel_declaratie_op
from app.messages.pakket import Pakket
from app.messages.records import (
    Declaratie,
    Declaratiebericht,
    DeclaratieClient,
    Header,
    Prestatie,
    XsdVersie,
)
from app.standard.kalender import eerste_van_maand, laatste_van_maand
from app.standard.release import Release

MEESTE_REGELS = 20_000
"""Lines in one message: some 22 MB, where the standard's infrastructure takes 25."""
HOOGSTE_TOTAAL = 999_999_999_999
"""Eurocents that fit in TotaalIngediendBedrag (LDT_TotaalBedrag)."""

Soort = Literal["credit", "debet"]


@dataclass(frozen=True, slots=True)
class NieuweRegel:
    """A line that is going to be sent, for a child."""

    bsn: str = field(repr=False)
    prestatie: Prestatie

    @property
    def soort(self) -> Soort:
        """What it is."""
        return "debet" if self.prestatie.vorig_referentienummer is None else "credit"


class Deel(NamedTuple):
    """The lines of one message to be."""

    soort: Soort
    regels: tuple[NieuweRegel, ...]


class Omslag(NamedTuple):
    """What all messages of one gemeente have in common; ``periode`` is a day in their DeclaratiePeriode."""

    aanbieder: str
    gemeente: str
    periode: date
    dagtekening: date
    xsd_versie: XsdVersie


def credit_van(debet: Prestatie, referentienummer: str) -> Prestatie:
    """The credit that takes a granted line back: the same in all but its numbers and its sign (IV091)."""
    return debet._replace(
        referentienummer=referentienummer, vorig_referentienummer=debet.referentienummer, debet_credit="C"
    )


def kies_periode(regels: Iterable[NieuweRegel], laatste: date | None) -> date:
    """First day of the DeclaratiePeriode: the earliest that may be, for corrections as for what comes later.

    Not before the last one that was submitted (TR318, IV090), and not before the month of any line (TR319).
    """
    maanden = [eerste_van_maand(regel.prestatie.einddatum) for regel in regels]
    return max(maanden if laatste is None else [*maanden, eerste_van_maand(laatste)])


def verdeel(regels: Sequence[NieuweRegel], meeste: int = MEESTE_REGELS) -> list[Deel]:
    """The lines of one gemeente over messages: credits, then debets; more of a kind when one cannot hold them."""
    soorten: tuple[Soort, ...] = ("credit", "debet")
    return [
        Deel(soort, stuk)
        for soort in soorten
        for stuk in _in_stukken([regel for regel in op_client(regels) if regel.soort == soort], meeste)
    ]


def op_client(regels: Sequence[NieuweRegel]) -> list[NieuweRegel]:
    """The lines with those of one client together, clients in the order in which they first come."""
    volgorde = {bsn: plaats for plaats, bsn in enumerate(dict.fromkeys(regel.bsn for regel in regels))}
    return sorted(regels, key=lambda regel: volgorde[regel.bsn])


def schrijf(release: Release, bericht: Declaratiebericht) -> Pakket:
    """The message as XML."""
    per_client: list[tuple[str, list[Prestatie]]] = [(client.bsn, []) for client in bericht.clienten]
    for regel in bericht.prestaties:
        per_client[regel.client - 1][1].append(regel)
    return stel_declaratie_op(release, bericht.header, bericht.declaratie, per_client)


def _in_stukken(regels: Sequence[NieuweRegel], meeste: int) -> Iterator[tuple[NieuweRegel, ...]]:
    stuk: list[NieuweRegel] = []
    totaal = 0
    for regel in regels:
        totaal += regel.prestatie.bedrag
        if stuk and (len(stuk) == meeste or totaal > HOOGSTE_TOTAAL):
            yield tuple(stuk)
            stuk, totaal = [], regel.prestatie.bedrag
        stuk.append(regel)
    if stuk:
        yield tuple(stuk)


def stel_bericht_op(
    omslag: Omslag, identificatie: str, declaratienummer: str, regels: Sequence[NieuweRegel]
) -> Declaratiebericht:
    """One JW323 with its lines per client and its total (TR358, CS325)."""
    per_bsn: dict[str, list[Prestatie]] = {}
    for regel in regels:
        per_bsn.setdefault(regel.bsn, []).append(regel.prestatie)
    som = sum(een.prestatie.bedrag if een.soort == "debet" else -een.prestatie.bedrag for een in regels)
    return Declaratiebericht(
        Header(omslag.aanbieder, omslag.gemeente, identificatie, omslag.dagtekening, omslag.xsd_versie),
        Declaratie(
            nummer=declaratienummer,
            begindatum=eerste_van_maand(omslag.periode),
            einddatum=laatste_van_maand(omslag.periode),
            dagtekening=omslag.dagtekening,
            totaalbedrag=abs(som),
            debet_credit="D" if som >= 0 else "C",
        ),
        [DeclaratieClient(plaats, bsn) for plaats, bsn in enumerate(per_bsn, 1)],
        [
            prestatie._replace(client=client, positie=positie)
            for client, prestaties in enumerate(per_bsn.values(), 1)
            for positie, prestatie in enumerate(prestaties, 1)
        ],
    )
