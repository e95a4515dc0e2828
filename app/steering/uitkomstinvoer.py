"""What is delivered about outcomes, as people and programs write it. No field takes a text about a person."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import Any, Final, Literal

from pydantic import BaseModel, ConfigDict, Field, model_validator

from app.messages.problems import Fout
from app.steering.bsnachtig import weiger_bsn
from app.steering.onderdrukking import GRENS
from app.steering.uitkomst import Moment
from app.store.uitkomsten import Aggregaatregel

SLEUTELPATROON: Final = r"^[A-Za-z0-9][A-Za-z0-9-]{0,15}$"
"""Of a perceel, PIC, regio or team: a short code."""
MEESTE_TRAJECTEN: Final = 1000


class _Invoer(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class _Levering(_Invoer):
    """The whole of a body."""

    @model_validator(mode="before")
    @classmethod
    def _zonder_bsn(cls, inhoud: Any) -> Any:
        # A toewijzingnummer may have nine digits; whether it is one is known when it was looked up.
        weiger_bsn(inhoud, behalve=frozenset({"toewijzingnummer"}))
        return inhoud


class DoelInvoer(_Invoer):
    """Een doel, zonder omschrijving: die gaat over een persoon."""

    soort: Literal["MAATSCHAPPELIJK", "BEHANDEL"] = Field(
        description="Wie het doel stelt: het lokale team (MAATSCHAPPELIJK) of de aanbieder met de cliënt (BEHANDEL)."
    )
    resultaat: Literal["bereikt", "deels", "niet"] | None = Field(
        None, description="Wat ervan terechtkwam; verplicht bij EIND, weglaten bij START."
    )


class TrajectInvoer(_Invoer):
    """Wat het gesprek over resultaten bij START of EIND van een traject (een toewijzing) opleverde."""

    gemeente: str = Field(pattern=r"^\d{4}$", description="CBS-code van de gemeente.")
    toewijzingnummer: int = Field(
        ge=1, le=999_999_999, description="Nummer van de toewijzing: het traject. Nooit een burgerservicenummer."
    )
    moment: Literal["START", "EIND"] = Field(description="Begin- of eindgesprek.")
    datum: date = Field(description="Dag van het gesprek.")
    gedwongen_kader: bool = Field(
        description="Of de hulp in een gedwongen kader is (kinderbescherming, jeugdreclassering)."
    )
    doelen: tuple[DoelInvoer, ...] = Field(min_length=1, max_length=20, description="Alle afgesproken doelen.")
    tevredenheid_jeugdige: int | None = Field(
        None, ge=1, le=10, description="Rapportcijfer van de jeugdige; alleen bij EIND, weglaten als niet gevraagd."
    )
    tevredenheid_opvoeder: int | None = Field(
        None, ge=1, le=10, description="Rapportcijfer van de opvoeder; alleen bij EIND, weglaten als niet gevraagd."
    )

    def fouten(self, vandaag: date, voor: str) -> Iterator[Fout]:
        """What does not fit together; ``voor`` goes before each path."""
        moment = Moment(self.moment)
        if self.datum > vandaag:
            yield _fout(f"{voor}datum", f"ligt in de toekomst; verwacht een dag tot en met {vandaag}")
        for nummer, doel in enumerate(self.doelen):
            pad = f"{voor}doelen.{nummer}.resultaat"
            if moment is Moment.EIND and doel.resultaat is None:
                yield _fout(pad, "is verplicht bij EIND; verwacht: bereikt, deels of niet")
            elif moment is Moment.START and doel.resultaat is not None:
                yield _fout(pad, "kan er bij START nog niet zijn; verwacht: niets")
        if moment is Moment.START:
            for naam in ("tevredenheid_jeugdige", "tevredenheid_opvoeder"):
                if getattr(self, naam) is not None:
                    yield _fout(f"{voor}{naam}", "wordt bij EIND gevraagd; verwacht bij START: niets")

    def als_rij(self) -> dict[str, Any]:
        """What is kept: of goals only how many there are of each kind with each result."""
        rij: dict[str, Any] = {
            f"{soort}_{resultaat}": 0
            for soort in ("maatschappelijk", "behandel")
            for resultaat in ("bereikt", "deels", "niet", "open")
        }
        for doel in self.doelen:
            rij[f"{doel.soort.lower()}_{doel.resultaat or 'open'}"] += 1
        return rij | self.model_dump(include=_EIGEN)


_EIGEN: Final = {"datum", "gedwongen_kader", "tevredenheid_jeugdige", "tevredenheid_opvoeder"}


class TrajectenInvoer(_Levering):
    """Uitkomsten van meer trajecten: alle worden bewaard, of geen."""

    trajecten: tuple[TrajectInvoer, ...] = Field(min_length=1, max_length=MEESTE_TRAJECTEN)


class AggregaatregelInvoer(_Invoer):
    """Een groep cliënten. Onder de 10 alleen het aantal, zonder waarden."""

    perceel: str | None = Field(
        None, pattern=SLEUTELPATROON, description="Perceel of segment; weglaten: alle percelen samen."
    )
    pic: str | None = Field(
        None, pattern=SLEUTELPATROON, description="Profiel-intensiteitcombinatie; weglaten: alle samen."
    )
    gedwongen_kader: bool | None = Field(None, description="Alleen gedwongen, alleen vrijwillig; weglaten: beide.")
    n: int = Field(ge=1, le=999_999, description="Aantal cliënten van wie de hulp in de periode eindigde.")
    doelrealisatie: int | None = Field(None, ge=0, le=100, description="Percentage van de doelen dat is bereikt.")
    uitval: int | None = Field(None, ge=0, le=100, description="Percentage dat voor het eind van het plan stopte.")
    tevredenheid_jeugdige: Decimal | None = Field(
        None, ge=1, le=10, decimal_places=1, description="Gemiddeld rapportcijfer van jeugdigen, op één decimaal."
    )
    tevredenheid_opvoeder: Decimal | None = Field(
        None, ge=1, le=10, decimal_places=1, description="Gemiddeld rapportcijfer van opvoeders, op één decimaal."
    )
    wachttijd: int | None = Field(None, ge=0, le=9999, description="Gemiddeld aantal dagen wachten op de start.")
    besteding_per_client: int | None = Field(
        None, ge=0, le=99_999_999, description="Gemiddelde besteding per cliënt, in eurocent."
    )

    @property
    def sleutel(self) -> tuple[str | bool | None, ...]:
        """What the group is a group of."""
        return self.perceel, self.pic, self.gedwongen_kader

    def omvat(self, ander: AggregaatregelInvoer) -> bool:
        """Whether clients of the other group may be in this one."""
        return all(None in (een, twee) or een == twee for een, twee in zip(self.sleutel, ander.sleutel, strict=True))

    def als_regel(self) -> Aggregaatregel:
        """What is kept."""
        waarden = self.model_dump()
        for naam in ("tevredenheid_jeugdige", "tevredenheid_opvoeder"):
            waarden[naam] = None if waarden[naam] is None else int(waarden[naam] * 10)
        return Aggregaatregel(**waarden)


_WAARDEN: Final = (
    "doelrealisatie",
    "uitval",
    "tevredenheid_jeugdige",
    "tevredenheid_opvoeder",
    "wachttijd",
    "besteding_per_client",
)


class AggregaatInvoer(_Levering):
    """De resultaten van een aanbieder over al zijn cliënten samen, in groepen die elkaar niet overlappen."""

    regels: tuple[AggregaatregelInvoer, ...] = Field(min_length=1, max_length=500)

    def fouten(self) -> Iterator[Fout]:
        """Groups that are too small to tell about, or that overlap, so that one gives the other away."""
        for nummer, regel in enumerate(self.regels):
            for naam in _WAARDEN if regel.n < GRENS else ():
                if getattr(regel, naam) is not None:
                    yield _fout(
                        f"regels.{nummer}.{naam}", f"kan niet bij minder dan {GRENS} cliënten; verwacht: alleen n"
                    )
            for eerder in range(nummer):
                if regel.omvat(self.regels[eerder]):
                    yield _fout(
                        f"regels.{nummer}",
                        f"overlapt met regels.{eerder}; verwacht: groepen met verschillend perceel, pic of kader",
                    )
                    break


class OordeelInvoer(_Levering):
    """Het oordeel van een lokaal team over een aanbieder."""

    cijfer: int = Field(ge=1, le=10, description="Rapportcijfer over de periode.")


def _fout(pad: str, melding: str) -> Fout:
    return Fout(None, pad, f"{pad.rpartition('.')[2] if not pad[-1].isdigit() else pad} {melding}.")
