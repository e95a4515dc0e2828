"""What the model of a chain shares with all other chains: the day, the parties, and numbers that are used once."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from itertools import count
from typing import Any, NamedTuple

from app.messages.opstellen import Kind
from app.messages.records import Header, XsdVersie
from app.standard.elfproef import bulk_bsn
from app.standard.release import Release
from tests.bank import AANBIEDER, GEMEENTE

VANDAAG = date(2026, 11, 20)
DECLARATIEPERIODE = (date(2026, 10, 1), date(2026, 10, 31))
"""Every chain claims in the same period, for a later one may not be followed by an earlier one (TR318)."""
VORIGE_PERIODE = (date(2026, 9, 1), date(2026, 9, 30))


class Code(NamedTuple):
    """A product code of the demo regio, as far as its contract with the aanbieder goes."""

    categorie: str
    code: str
    eenheid: str
    tarieven: tuple[tuple[date, int], ...]
    """From when, how many eurocents."""

    def tarief(self, dag: date) -> int:
        """Eurocents a unit on a day."""
        return [bedrag for van, bedrag in self.tarieven if van <= dag][-1]


CODES = (
    Code("45", "45A04", "04", ((date(2021, 1, 1), 8500), (date(2026, 1, 1), 8800))),
    Code("45", "45A53", "04", ((date(2021, 1, 1), 9500),)),
    Code("43", "43A07", "14", ((date(2021, 1, 1), 31000),)),
    Code("41", "41A03", "16", ((date(2021, 1, 1), 7200),)),
    Code("50", "50D3B", "82", ((date(2021, 1, 1), 400000),)),
)


@dataclass
class Wereld:
    """Hands out numbers, and remembers what the aanbieder did in any chain."""

    release: Release
    begin: int = 0
    """Numbers are handed out from the one after this."""
    _tellers: dict[str, count[int]] = field(default_factory=dict)
    kop: dict[str, Any] = field(default_factory=dict)
    """What the next Header says otherwise than it should."""
    declaratienummers: list[str] = field(default_factory=list)
    """Of declaraties that count as sent."""

    def nieuw(self, soort: str, lengte: int = 8) -> str:
        """A text that was not handed out before."""
        return f"{soort}{self.nummer(soort):0{lengte}d}"

    def nummer(self, soort: str) -> int:
        """A number that was not handed out before."""
        return next(self._tellers.setdefault(soort, count(self.begin + 1)))

    def kind(self) -> Kind:
        """A child that no other chain is about."""
        return Kind(bulk_bsn(self.nummer("kind")))

    def header(self, *, van_gemeente: bool) -> Header:
        """A Header with a new Identificatie."""
        afzender, ontvanger = (GEMEENTE, AANBIEDER) if van_gemeente else (AANBIEDER, GEMEENTE)
        header = Header(afzender, ontvanger, self.nieuw("ID"), VANDAAG, XsdVersie("1.0.0", "1.0.0"))
        return header._replace(**self.kop)
