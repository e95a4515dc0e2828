"""Prices a claim line: what it should be, where it differs, and every step of the way."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import Enum
from typing import NamedTuple

from app.contracts.afspraken import Afspraken, Vondst, Vraag
from app.contracts.bekostiging import Bekostiging, Termijnschema, Vorm
from app.contracts.overgang import OudRecht
from app.contracts.partijen import Tariefcontrole
from app.contracts.pic import Productcode
from app.contracts.prijs import EUROS, MINUUT, UUR, bedrag_voor_minuten, minuuttarief
from app.contracts.stappen import Stap, Stapnaam, Waarde
from app.contracts.termijnen import termijn
from app.contracts.volume import naar_basis, periode_maximum, toon_basis, totaal_maximum


class Toewijzing(NamedTuple):
    """What pricing has to know of a toewijzing."""

    gemeente: str
    aanbieder: str
    code: str
    ingangsdatum: date
    einddatum: date | None
    volume: int | None
    """Eurocents for Eenheid 83."""
    eenheid: str | None
    frequentie: str | None
    toewijzingsdatum: date | None = None
    """None: the Ingangsdatum."""
    eerste_levering: date | None = None
    """First day of help; None: the Ingangsdatum."""


class Claimregel(NamedTuple):
    """A debet line of a declaratie."""

    code: str
    eenheid: str
    volume: int
    tarief: int | None
    """Eurocents; None for Eenheid 83."""
    bedrag: int
    """Eurocents."""
    begin: date
    eind: date


class Eerder(NamedTuple):
    """What was granted on the toewijzing before this line."""

    volume: int = 0
    """In base units (``app.contracts.volume``)."""
    prestaties: int = 0


NIETS = Eerder()
"""For the first line on a toewijzing."""


class Gevolg(Enum):
    """What a difference means for the line."""

    AFKEUR = "AFKEUR"
    """It is rejected with the national code."""
    SIGNAAL = "SIGNAAL"
    """Somebody should look; the line stands."""


@dataclass(frozen=True, slots=True)
class Afwijking:
    """Where a line differs from what was agreed or assigned."""

    stap: Stap

    @property
    def code(self) -> str:
        """National retourcode, or the code of a signal of our own."""
        return _CODES.get(self.stap.naam, "0611")

    @property
    def gevolg(self) -> Gevolg:
        """Whether the line can be paid."""
        return Gevolg.SIGNAAL if self.code.startswith("SIG-") else Gevolg.AFKEUR


_CODES = {
    Stapnaam.BEDRAG_ANDERS: "9346",
    Stapnaam.BOVEN_PERIODE: "9321",
    Stapnaam.BOVEN_TOTAAL: "9322",
    Stapnaam.TERMIJN_ANDERS: "SIG-TERMIJN",
    Stapnaam.TOEWIJZING_ANDERS: "SIG-TARIEF-TOEWIJZING",
}
"""Codes of differences; all that has no row here is about contract and tariff: 0611 (TR418)."""


@dataclass(frozen=True, slots=True)
class Prijsoordeel:
    """The price of a line."""

    vondst: Vondst
    regel: Claimregel
    verwacht: int | None
    """Eurocents that the line should be; None when there is no tariff."""
    afwijkingen: tuple[Afwijking, ...]
    stappen: tuple[Stap, ...]
    """From the form of bekostiging to the amount and the differences."""

    @property
    def retourcodes(self) -> tuple[str, ...]:
        """National codes, each once, in ascending order."""
        return tuple(sorted({een.code for een in self.afwijkingen if een.gevolg is Gevolg.AFKEUR}))

    @property
    def signalen(self) -> tuple[str, ...]:
        """Codes of signals, each once, in ascending order."""
        return tuple(sorted({een.code for een in self.afwijkingen if een.gevolg is Gevolg.SIGNAAL}))

    @property
    def toegekend(self) -> int:
        """Eurocents: a line is granted whole or not at all."""
        return 0 if self.retourcodes else self.regel.bedrag


def prijs_regel(
    afspraken: Afspraken,
    toewijzing: Toewijzing,
    regel: Claimregel,
    eerder: Eerder = NIETS,
    bekend_op: date | None = None,
) -> Prijsoordeel:
    """Hold a line against agreements and toewijzing, as they were known on ``bekend_op``."""
    vondst = afspraken.zoek(_vraag(toewijzing, regel, bekend_op))
    stappen = [*vondst.stappen]
    afwijkingen: list[Stap] = []
    verwacht: int | None = None
    if vondst.reden is not None:
        afwijkingen.append(vondst.reden)
    else:
        berekening, verwacht = _bereken(vondst, regel, eerder)
        stappen += berekening
        afwijkingen += _vergelijk(vondst, regel, toewijzing, eerder)
    afwijkingen += _volumes(toewijzing, regel, eerder)
    stappen += [stap for stap in afwijkingen if stap not in stappen]
    return Prijsoordeel(vondst, regel, verwacht, tuple(map(Afwijking, afwijkingen)), tuple(stappen))


def schema_van(product: Productcode | None, bekostiging: Bekostiging | None) -> Termijnschema | None:
    """The instalment scheme of a code: its own, else that of the bekostiging."""
    if product is not None and product.termijnschema is not None:
        return product.termijnschema
    return None if bekostiging is None else bekostiging.termijnschema


def _vraag(toewijzing: Toewijzing, regel: Claimregel, bekend_op: date | None) -> Vraag:
    recht = OudRecht(
        code=regel.code,
        aanspraak=toewijzing.toewijzingsdatum or toewijzing.ingangsdatum,
        ingangsdatum=toewijzing.ingangsdatum,
        eerste_levering=toewijzing.eerste_levering or toewijzing.ingangsdatum,
        productperiode_tot=regel.eind,
    )
    return Vraag(
        toewijzing.gemeente,
        toewijzing.aanbieder,
        regel.code,
        regel.eenheid,
        regel.begin,
        toewijzing.ingangsdatum,
        recht,
        bekend_op,
    )


def _bereken(vondst: Vondst, regel: Claimregel, eerder: Eerder) -> tuple[list[Stap], int | None]:
    """The steps from tariff to amount, and the amount that the line should be."""
    tarief = vondst.tarief
    if tarief is None:
        return [], None
    if regel.eenheid == EUROS:
        return _bereken_euros(vondst, tarief.bedrag, eerder)
    if regel.eenheid == MINUUT and tarief.eenheid == UUR:
        bedrag = bedrag_voor_minuten(tarief.bedrag, regel.volume)
        return [
            Stap(Stapnaam.MINUUTTARIEF, {"tarief_ct": minuuttarief(tarief.bedrag), "uurtarief_ct": tarief.bedrag}),
            Stap(
                Stapnaam.BEDRAG_UIT_UREN,
                {"minuten": regel.volume, "uurtarief_ct": tarief.bedrag, "bedrag_ct": bedrag},
            ),
        ], bedrag
    bedrag = regel.volume * tarief.bedrag
    return [Stap(Stapnaam.BEDRAG, {"volume": regel.volume, "tarief_ct": tarief.bedrag, "bedrag_ct": bedrag})], bedrag


def _bereken_euros(vondst: Vondst, bedrag: int, eerder: Eerder) -> tuple[list[Stap], int | None]:
    schema = schema_van(vondst.product, vondst.bekostiging)
    if schema is None or vondst.bekostiging is None or vondst.bekostiging.vorm is Vorm.WEEKTARIEF:
        return [], None
    deel = termijn(bedrag, schema, eerder.prestaties)
    if deel is None:
        return [], 0
    waarden: dict[str, Waarde] = {
        "nummer": eerder.prestaties + 1,
        "schema": str(schema),
        "termijn_ct": deel,
        "bedrag_ct": bedrag,
    }
    return [Stap(Stapnaam.TERMIJN, waarden)], deel


def _vergelijk(vondst: Vondst, regel: Claimregel, toewijzing: Toewijzing, eerder: Eerder) -> Iterator[Stap]:
    tarief = vondst.tarief
    if tarief is None:
        return
    if regel.eenheid == EUROS:
        yield from _vergelijk_euros(vondst, tarief.bedrag, regel, toewijzing, eerder)
        return
    uit_uren = regel.eenheid == MINUUT and tarief.eenheid == UUR
    per_eenheid = minuuttarief(tarief.bedrag) if uit_uren else tarief.bedrag
    controle = Tariefcontrole.GELIJK if vondst.contract is None else vondst.contract.tariefcontrole
    ingediend = regel.tarief or 0
    anders = ingediend > per_eenheid if controle is Tariefcontrole.MAXIMUM else ingediend != per_eenheid
    if anders:
        yield Stap(
            Stapnaam.TARIEF_ANDERS,
            {
                "ingediend_ct": ingediend,
                "tarief_ct": per_eenheid,
                "verschil_ct": abs(ingediend - per_eenheid),
                "richting": "boven" if ingediend > per_eenheid else "onder",
                "controle": controle.value,
            },
        )
    precies = uit_uren and ingediend == per_eenheid
    bedrag = bedrag_voor_minuten(tarief.bedrag, regel.volume) if precies else regel.volume * ingediend
    if regel.bedrag != bedrag:
        yield Stap(Stapnaam.BEDRAG_ANDERS, {"ingediend_ct": regel.bedrag, "bedrag_ct": bedrag})


def _vergelijk_euros(
    vondst: Vondst, bedrag: int, regel: Claimregel, toewijzing: Toewijzing, eerder: Eerder
) -> Iterator[Stap]:
    if regel.bedrag != regel.volume:
        yield Stap(Stapnaam.BEDRAG_ANDERS, {"ingediend_ct": regel.bedrag, "bedrag_ct": regel.volume})
    schema = schema_van(vondst.product, vondst.bekostiging)
    if schema is None or vondst.bekostiging is None or not vondst.bekostiging.vorm.is_arrangement:
        return
    if vondst.bekostiging.vorm is Vorm.WEEKTARIEF:
        return
    totaal = eerder.volume + regel.volume
    in_een_keer = toewijzing.frequentie == "6"
    if in_een_keer and totaal > bedrag and (toewijzing.volume or 0) > bedrag and totaal <= (toewijzing.volume or 0):
        yield Stap(Stapnaam.BOVEN_CONTRACT, {"totaal_ct": totaal, "tarief_ct": bedrag, "verschil_ct": totaal - bedrag})
    deel = termijn(bedrag, schema, eerder.prestaties)
    if deel is not None and regel.bedrag != deel:
        yield Stap(
            Stapnaam.TERMIJN_ANDERS,
            {
                "ingediend_ct": regel.bedrag,
                "termijn_ct": deel,
                "nummer": eerder.prestaties + 1,
                "schema": str(schema),
            },
        )


def _volumes(toewijzing: Toewijzing, regel: Claimregel, eerder: Eerder) -> Iterator[Stap]:
    """The line and the sum against what was assigned (TR321, TR322)."""
    eenheid = toewijzing.eenheid
    if eenheid is None or (regel.eenheid != eenheid and (regel.eenheid, eenheid) != (MINUUT, UUR)):
        return
    volume = naar_basis(regel.volume, regel.eenheid)
    in_periode = periode_maximum(toewijzing, regel.begin, regel.eind)
    if in_periode is not None and volume > in_periode.basis:
        yield Stap(Stapnaam.BOVEN_PERIODE, {"volume": toon_basis(volume, eenheid), "maximum": str(in_periode)})
    totaal, maximum = eerder.volume + volume, totaal_maximum(toewijzing)
    if maximum is not None and totaal > maximum.basis:
        yield Stap(Stapnaam.BOVEN_TOTAAL, {"totaal": toon_basis(totaal, eenheid), "maximum": str(maximum)})
