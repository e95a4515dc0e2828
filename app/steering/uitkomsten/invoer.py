"""What is delivered about outcomes, as people and programs write it. No field takes a text about a person."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal
from typing import Any, Final, Literal

from pydantic import BaseModel, ConfigDict, Field, model_validator

from app.contracts.indicatoren import HOOGSTE, RAPPORTCIJFER, Maat
from app.messages.problems import Fout
from app.steering.bsnachtig import weiger_bsn
from app.steering.onderdrukking import GRENS
from app.steering.uitkomsten.meetset import CIJFERS, Meetset
from app.steering.uitkomsten.uitkomst import Doelsoort, Moment
from app.store.uitkomsten import Aggregaatregel, Doel, Uitkomstinhoud

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
    code: str | None = Field(
        None,
        pattern=SLEUTELPATROON,
        description="Resultaat van het profiel dat wordt verwacht, met de code uit de afspraken van de regio; weglaten "
        "als het doel daar niet bij staat.",
    )
    resultaat: Literal["bereikt", "deels", "niet"] | None = Field(
        None, description="Wat ervan terechtkwam; verplicht bij EIND en NA, weglaten bij START."
    )


class MetingInvoer(_Invoer):
    """Een getal dat deze regio aan het eind van een traject vraagt, naast doelen en tevredenheid."""

    indicator: str = Field(pattern=SLEUTELPATROON, description="Code van de indicator, uit de afspraken van de regio.")
    waarde: int = Field(ge=0, le=HOOGSTE, description="Op de schaal van de indicator.")


class TrajectInvoer(_Invoer):
    """Wat het gesprek over resultaten bij START of EIND van een traject (een toewijzing) opleverde, of wat NA erna.

    NA is van het lokale team: wat er van de maatschappelijke doelen terechtkwam. Dat komt dan in de plaats van wat bij
    EIND over die doelen is geleverd.
    """

    gemeente: str = Field(pattern=r"^\d{4}$", description="CBS-code van de gemeente.")
    toewijzingnummer: int = Field(
        ge=1, le=999_999_999, description="Nummer van de toewijzing: het traject. Nooit een burgerservicenummer."
    )
    moment: Literal["START", "EIND", "NA"] = Field(description="Begin- of eindgesprek, of de meting erna.")
    datum: date = Field(description="Dag van het gesprek.")
    gedwongen_kader: bool = Field(
        description="Of de hulp in een gedwongen kader is (kinderbescherming, jeugdreclassering)."
    )
    doelen: tuple[DoelInvoer, ...] = Field(min_length=1, max_length=20, description="Alle afgesproken doelen.")
    tevredenheid_jeugdige: int | None = Field(
        None,
        ge=0,
        le=HOOGSTE,
        description="Cijfer van de jeugdige, op de schaal van de regio (zonder eigen schaal 1 tot en met 10); alleen "
        "bij EIND, weglaten als niet gevraagd.",
    )
    tevredenheid_opvoeder: int | None = Field(
        None,
        ge=0,
        le=HOOGSTE,
        description="Cijfer van de opvoeder, op de schaal van de regio (zonder eigen schaal 1 tot en met 10); alleen "
        "bij EIND, weglaten als niet gevraagd.",
    )
    metingen: tuple[MetingInvoer, ...] = Field(
        (), max_length=20, description="Wat deze regio verder meet; alleen bij EIND."
    )

    def fouten(self, vandaag: date, voor: str, meetset: Meetset, profiel: str | None) -> Iterator[Fout]:
        """What does not fit together, or not with what the regio measures; ``voor`` goes before each path.

        ``profiel`` is that of the toewijzing, None when its agreements do not tell.
        """
        moment = Moment(self.moment)
        if self.datum > vandaag:
            yield _fout(f"{voor}datum", f"ligt in de toekomst; verwacht een dag tot en met {vandaag}")
        for nummer, doel in enumerate(self.doelen):
            pad = f"{voor}doelen.{nummer}.resultaat"
            if moment is not Moment.START and doel.resultaat is None:
                yield _fout(pad, f"is verplicht bij {moment.value}; verwacht: bereikt, deels of niet")
            elif moment is Moment.START and doel.resultaat is not None:
                yield _fout(pad, "kan er bij START nog niet zijn; verwacht: niets")
        yield from _dubbele([een.code for een in self.doelen], f"{voor}doelen", "code")
        yield from _dubbele([een.indicator for een in self.metingen], f"{voor}metingen", "indicator")
        if moment is not Moment.EIND:
            for naam in (*CIJFERS, "metingen"):
                if getattr(self, naam) not in (None, ()):
                    yield _fout(f"{voor}{naam}", f"wordt bij EIND gevraagd; verwacht bij {moment.value}: niets")
        if moment is Moment.NA:
            yield from self._fouten_na(voor)
        yield from self._fouten_van_set(voor, meetset, profiel)

    def _fouten_na(self, voor: str) -> Iterator[Fout]:
        """After the help only goals of the lokaal team are measured; a result of the profiel is one of the help."""
        for nummer, doel in enumerate(self.doelen):
            if doel.soort != Doelsoort.MAATSCHAPPELIJK.value:
                yield _fout(f"{voor}doelen.{nummer}.soort", "wordt bij EIND geleverd; verwacht bij NA: MAATSCHAPPELIJK")
            if doel.code is not None:
                yield _fout(f"{voor}doelen.{nummer}.code", "wordt bij EIND geleverd; verwacht bij NA: niets")

    def _fouten_van_set(self, voor: str, meetset: Meetset, profiel: str | None) -> Iterator[Fout]:
        for nummer, doel in enumerate(self.doelen):
            if doel.code is not None:
                yield from meetset.fouten_van_code(doel.code, profiel, f"{voor}doelen.{nummer}.code")
        for naam, maat in CIJFERS.items():
            yield from meetset.fouten_van_maat(maat, f"{voor}{naam}", getattr(self, naam))
        for nummer, meting in enumerate(self.metingen):
            yield from meetset.fouten_van_meting(meting.indicator, meting.waarde, f"{voor}metingen.{nummer}")

    def als_uitkomst(self, meetset: Meetset) -> Uitkomstinhoud:
        """What is kept, and under which versions it was measured."""
        eind = self.moment == Moment.EIND.value
        doelen = (Doel(een.code, een.soort, een.resultaat or "open") for een in self.doelen if een.code is not None)
        cijfers = {naam: getattr(self, naam) for naam in CIJFERS}
        eigen = {een.indicator: een.waarde for een in self.metingen}
        return Uitkomstinhoud(
            self._als_rij(meetset), tuple(sorted(doelen)), meetset.metingen(cijfers, eigen) if eind else ()
        )

    def _als_rij(self, meetset: Meetset) -> dict[str, Any]:
        """Of goals only how many there are of each kind with each result; marks only on the national scale."""
        rij: dict[str, Any] = {
            f"{soort}_{resultaat}": 0
            for soort in ("maatschappelijk", "behandel")
            for resultaat in ("bereikt", "deels", "niet", "open")
        }
        for doel in self.doelen:
            rij[f"{doel.soort.lower()}_{doel.resultaat or 'open'}"] += 1
        for naam, maat in CIJFERS.items():
            rij[naam] = getattr(self, naam) if meetset.schaal(maat) == RAPPORTCIJFER else None
        return rij | self.model_dump(include={"datum", "gedwongen_kader"})


def _dubbele(namen: Sequence[str | None], pad: str, veld: str) -> Iterator[Fout]:
    for nummer, naam in enumerate(namen):
        if naam is not None and naam in namen[:nummer]:
            yield _fout(f"{pad}.{nummer}.{veld}", "staat al eerder in de lijst; verwacht: elk een keer")


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
        None,
        ge=0,
        le=HOOGSTE,
        decimal_places=1,
        description="Gemiddeld cijfer van jeugdigen op de schaal van de regio, op één decimaal.",
    )
    tevredenheid_opvoeder: Decimal | None = Field(
        None,
        ge=0,
        le=HOOGSTE,
        decimal_places=1,
        description="Gemiddeld cijfer van opvoeders op de schaal van de regio, op één decimaal.",
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


_MATEN: Final = {
    "doelrealisatie": Maat.DOELREALISATIE,
    "uitval": Maat.UITVAL,
    **CIJFERS,
    "wachttijd": Maat.WACHTTIJD,
}


class AggregaatInvoer(_Levering):
    """De resultaten van een aanbieder over al zijn cliënten samen, in groepen die elkaar niet overlappen."""

    regels: tuple[AggregaatregelInvoer, ...] = Field(min_length=1, max_length=500)

    def fouten(self, meetset: Meetset) -> Iterator[Fout]:
        """What the regio does not measure, and groups that are too small to tell about or that overlap.

        Of groups that overlap one gives the other away.
        """
        for nummer, regel in enumerate(self.regels):
            for naam in _WAARDEN if regel.n < GRENS else ():
                if getattr(regel, naam) is not None:
                    yield _fout(
                        f"regels.{nummer}.{naam}", f"kan niet bij minder dan {GRENS} cliënten; verwacht: alleen n"
                    )
            for naam, maat in _MATEN.items():
                yield from meetset.fouten_van_maat(maat, f"regels.{nummer}.{naam}", getattr(regel, naam))
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
