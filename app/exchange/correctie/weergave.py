"""A correction as people and programs ask for it and read it: one model for the API and the command line."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Annotated, Literal
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field

from app.exchange.correctie.advies import Advies, adviseer
from app.exchange.correctie.berichten import schrijf
from app.exchange.correctie.gegevens import Actie, Nieuw, Verzoek, Wens
from app.exchange.correctie.opsteller import Correctiebericht
from app.exchange.correctie.uitkomst import Plaats, Regeluitkomst, Uitkomst
from app.exchange.correctie.voorstel import Correctie
from app.exchange.weergavebasis import Weergave
from app.messages.pakket import Pakket
from app.standard.release import Release

MEESTE_WENSEN = 10_000
_HOOGSTE = 99_999_999

Hoeveelheid = Annotated[int | None, Field(ge=0, le=_HOOGSTE)]
Actienaam = Literal["opnieuw", "crediteren", "vervangen", "weglaten"]
Soortnaam = Literal["credit", "debet"]


class _Vraag(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", hide_input_in_errors=True)


class NieuweWaarden(_Vraag):
    """What has to be otherwise in the new line; what is left out stays as it was."""

    bsn: str | None = Field(None, pattern=r"^[0-9]{9}$", repr=False, description="Bsn of the right child.")
    toewijzingnummer: int | None = Field(None, ge=0, le=999_999_999)
    categorie: str | None = Field(None, description="Code of JZ020.")
    code: str | None = Field(None, pattern=r"^[0-9A-Za-z]{1,5}$", description="Product code.")
    begindatum: date | None = Field(None, description="First day of the ProductPeriode.")
    einddatum: date | None = Field(None, description="Last day of the ProductPeriode.")
    volume: Hoeveelheid = Field(None, description="Whole units; eurocents for eenheid 83.")
    eenheid: str | None = Field(None, description="Code of WJ756.")
    tarief: Hoeveelheid = Field(None, description="Eurocents per unit.")
    bedrag: Hoeveelheid = Field(
        None,
        description="Eurocents. Left out it is reckoned: volume x tarief, or the volume for eenheid 83. For minutes "
        "(eenheid 01) it has to be given, as it follows from the hourly tariff.",
    )


class RegelVraag(_Vraag):
    """What is to be done with one earlier line."""

    referentienummer: str = Field(min_length=1, max_length=20, description="Number of the line as it was sent.")
    actie: Actienaam = Field(
        description="opnieuw: claim a rejected line again (or one that was credited). crediteren: take a granted line "
        "back. vervangen: take a granted line back and claim it with new values. weglaten: leave a rejected line of "
        "the message be."
    )
    nieuw: NieuweWaarden = NieuweWaarden()


class CorrectieVraag(_Vraag):
    """A message of which all rejected lines go again, lines in particular, or both."""

    aanbieder: str = Field(pattern=r"^[0-9]{8}$", description="AGB code of the aanbieder that sent the lines.")
    bericht_id: UUID | None = Field(
        None,
        description="A JW323: every line of it that was rejected or not judged goes again, unless regels say else.",
    )
    regels: tuple[RegelVraag, ...] = Field((), max_length=MEESTE_WENSEN)

    def als_verzoek(self) -> Verzoek:
        """As the records that composing takes."""
        wensen = (Wens(regel.referentienummer, Actie(regel.actie), Nieuw(**dict(regel.nieuw))) for regel in self.regels)
        return Verzoek(self.aanbieder, self.bericht_id, tuple(wensen))


class AdviesWeergave(Weergave):
    """A retourcode, and what can be done about it."""

    model_config = ConfigDict(from_attributes=True)

    retourcode: str = Field(examples=["9321"])
    regel: str = Field(description="Rule that gave the code.", examples=["TR321"])
    advies: str = Field(description="What to do, in Dutch.")
    gevonden: str = Field(description="What the line says.")
    verwacht: str = Field(description="What was expected, with the number where there is one.")
    uitleg: str = Field(description="Why, in Dutch, with the computation.")


class PlaatsWeergave(Weergave):
    """Where a new line is."""

    model_config = ConfigDict(from_attributes=True)

    bericht: int = Field(description="Volgnummer of the message.")
    referentienummer: str


class RegelWeergave(Weergave):
    """What comes of one earlier line, and why."""

    referentienummer: str
    bericht_id: UUID = Field(description="Message in which it was sent.")
    gemeente: str
    staat: str = Field(description="toegekend, gecrediteerd, afgekeurd, niet beoordeeld or niet verwerkt.")
    actie: Actienaam
    uitkomst: Uitkomst
    uitleg: str = Field(description="What happens and why, in Dutch.")
    adviezen: tuple[AdviesWeergave, ...] = Field(description="What can be done about the codes that rejected it.")
    credit: PlaatsWeergave | None
    debet: PlaatsWeergave | None
    verwacht: tuple[AdviesWeergave, ...] = Field(
        description="What the new lines would be rejected for if they were sent now; empty when they would be granted."
    )


class CorrectieberichtWeergave(Weergave):
    """A JW323 that is ready to be sent."""

    volgnummer: int
    soort: Soortnaam
    wacht_op: tuple[int, ...] = Field(description="Messages that have to be answered before this one is sent.")
    gemeente: str
    identificatie: str
    declaratienummer: str
    begindatum: date = Field(description="First day of the DeclaratiePeriode.")
    einddatum: date
    totaal: int = Field(description="Eurocents, below 0 for a credit.")
    aantal: int = Field(description="Lines in the message.")
    verwacht: tuple[AdviesWeergave, ...] = Field(
        description="What the message as a whole would be rejected for if it were sent now."
    )
    xml: str = Field(description="The message. It holds personal data.")


class CorrectieWeergave(Weergave):
    """Messages in the order in which they have to be sent, and what comes of each line. Nothing of it is kept."""

    aanbieder: str
    wordt_toegekend: bool = Field(description="Whether all would be granted if it were sent now, in this order.")
    berichten: tuple[CorrectieberichtWeergave, ...]
    regels: tuple[RegelWeergave, ...]
    adviezen: tuple[AdviesWeergave, ...] = Field(
        description="What can be done about the codes that rejected the earlier message as a whole."
    )


def toon_correctie(correctie: Correctie, release: Release) -> CorrectieWeergave:
    """The correction with its messages written out."""
    return CorrectieWeergave(
        aanbieder=correctie.aanbieder,
        wordt_toegekend=correctie.wordt_toegekend,
        berichten=tuple(_toon_bericht(een, schrijf(release, een.bericht)) for een in correctie.berichten),
        regels=tuple(_toon_regel(een) for een in correctie.regels),
        adviezen=_toon_adviezen(correctie.adviezen),
    )


def _toon_bericht(een: Correctiebericht, pakket: Pakket) -> CorrectieberichtWeergave:
    header, declaratie = een.bericht.header, een.bericht.declaratie
    return CorrectieberichtWeergave(
        volgnummer=een.volgnummer,
        soort=een.soort,
        wacht_op=een.wacht_op,
        gemeente=header.ontvanger,
        identificatie=header.identificatie,
        declaratienummer=declaratie.nummer,
        begindatum=declaratie.begindatum,
        einddatum=declaratie.einddatum,
        totaal=declaratie.totaal,
        aantal=len(een.bericht.prestaties),
        verwacht=_toon_adviezen(adviseer(een.verwacht)),
        xml=pakket.bytes().decode(),
    )


def _toon_regel(een: Regeluitkomst) -> RegelWeergave:
    return RegelWeergave(
        referentienummer=een.regel.prestatie.referentienummer,
        bericht_id=een.regel.bericht_id,
        gemeente=een.regel.gemeente,
        staat=een.regel.staat.value,
        actie=een.actie.value,
        uitkomst=een.uitkomst,
        uitleg=een.uitleg,
        adviezen=_toon_adviezen(een.adviezen),
        credit=_toon_plaats(een.credit),
        debet=_toon_plaats(een.debet),
        verwacht=_toon_adviezen(adviseer(een.verwacht)),
    )


def _toon_plaats(plaats: Plaats | None) -> PlaatsWeergave | None:
    return None if plaats is None else PlaatsWeergave.model_validate(plaats)


def _toon_adviezen(adviezen: Iterable[Advies]) -> tuple[AdviesWeergave, ...]:
    return tuple(AdviesWeergave.model_validate(advies) for advies in adviezen)
