"""What rules of procedure ask beside the facts of a message; fetched only when it counts as sent."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from app.contracts.verwijzing import ONBEKEND, Verwijzing
from app.contracts.volume import TOTAAL
from app.contracts.zaak import Maatregel
from app.messages.records import Omvang, ToegewezenProduct
from app.rules.facts import Facts
from app.standard.werkdagen import Werkkalender


class Toewijzingsversie(NamedTuple):
    """The version that counts (IV013) of a toewijzing to the client, before this message."""

    nummer: int
    categorie: str | None
    code: str | None
    ingangsdatum: date
    einddatum: date | None
    reden_wijziging: str | None
    omvang: Omvang | None
    budget: int | None
    """Eurocents."""
    toewijzingsdatum: date
    toewijzingstijd: str
    met_piclabel: bool = False
    """Whether a PIC was given to it (R045)."""

    @property
    def product(self) -> tuple[str | None, str | None]:
        """Categorie and code."""
        return self.categorie, self.code

    @property
    def per_looptijd(self) -> bool:
        """Whether a volume is given for the whole duration (Frequentie 6)."""
        return self.omvang is not None and self.omvang.frequentie == TOTAAL

    def actueel_op(self, dag: date) -> bool:
        """Valid on or after the day; one that was removed (13) or lapsed on its first day (01) never is (OP087)."""
        weg = self.reden_wijziging == "13" or (self.reden_wijziging == "01" and self.einddatum == self.ingangsdatum)
        return not weg and (self.einddatum is None or self.einddatum >= dag)

    def overlapt(self, begin: date, eind: date | None) -> bool:
        """Whether a day of the period lies in this one; an open end is None."""
        return (eind is None or self.ingangsdatum <= eind) and (self.einddatum is None or begin <= self.einddatum)

    def ouder_dan(self, product: ToegewezenProduct) -> bool:
        """Whether the product was assigned no earlier, so that it follows on this version."""
        eigen = self.toewijzingsdatum, self.toewijzingstijd
        return eigen <= (product.toewijzingsdatum, product.toewijzingstijd)

    def gelijk_aan(self, product: ToegewezenProduct) -> bool:
        """Whether the product says the same: end, omvang and budget (the rest never changes, TR332)."""
        return (self.einddatum, self.omvang, self.budget) == (product.einddatum, product.omvang, product.budget)


class GevraagdProduct(NamedTuple):
    """A product of a verzoek om wijziging."""

    soort: str
    """ongewijzigd, te_wijzigen or nieuw."""
    toewijzingnummer: int | None
    categorie: str | None
    code: str | None
    ingangsdatum: date | None
    einddatum: date | None
    omvang: Omvang | None
    budget: int | None
    """Eurocents."""


class Elders(NamedTuple):
    """A toewijzing of the client to another aanbieder."""

    nummer: int
    aanbieder: str
    code: str | None
    ingangsdatum: date
    einddatum: date | None


@dataclass(frozen=True, slots=True)
class Procedurefeiten:
    """Facts for the rules of procedure of one message."""

    facts: Facts
    kalender: Werkkalender
    toewijzingen: Mapping[int, Toewijzingsversie]
    """All of this gemeente to this aanbieder for this client, by number; empty where no rule asks for them."""
    gevraagd: Mapping[str, tuple[GevraagdProduct, ...]]
    """What was asked in the verzoeken om wijziging that the message names, by ReferentieAanbieder."""
    elders: tuple[Elders, ...] = ()
    """What the gemeente assigned the client elsewhere; only for a JW301, where a regio has percelen."""
    verwijzingen: Mapping[int, Verwijzing] = field(default_factory=dict)
    """What was told of the toewijzingen of a JW301, by number; without those of which nothing was told."""
    verwijzers: Mapping[int, str] = field(default_factory=dict)
    """Who referred for the toewijzingen of a JW301 (COD327), as a JW315 said; only where a regio asks for it."""

    def verwijzing(self, nummer: int) -> Verwijzing:
        """What was told of a toewijzing of the JW301."""
        return self.verwijzingen.get(nummer, ONBEKEND)

    stops: tuple[Maatregel, ...] = ()
    """Stops on new toewijzingen to the aanbieder in this gemeente, whenever they hold; only for a JW301."""


def toon_nummers(nummers: list[int]) -> str:
    """Numbers of toewijzingen in a Dutch sentence."""
    begin, laatste = nummers[:-1], nummers[-1]
    woord = "toewijzingen" if begin else "toewijzing"
    return f"{woord} {', '.join(map(str, begin))}{' en ' if begin else ''}{laatste}"
