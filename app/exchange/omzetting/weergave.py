"""A conversion as people and programs ask for it and read it: one model for the API and the command line."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

from app.contracts.stappen import zinnen
from app.exchange.omzetting.componenten import NieuweToewijzing
from app.exchange.omzetting.gegevens import Component, Omzetverzoek
from app.exchange.omzetting.voorstel import Omzetbericht, Omzetvoorstel
from app.exchange.weergavebasis import Weergave

MEESTE_COMPONENTEN = 20
_HOOGSTE = 99_999_999
Nummer = Annotated[int, Field(ge=0, le=999_999_999)]


class _Vraag(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", hide_input_in_errors=True)


class ComponentVraag(_Vraag):
    """Een toewijzing in het nieuwe stelsel; wat ontbreekt volgt uit het contract of uit de oude toewijzing."""

    code: str = Field(pattern=r"^[0-9A-Za-z]{1,5}$", description="Productcode.")
    toewijzingnummer: Nummer | None = Field(
        None, description="Nummer van de nieuwe toewijzing; leeg: het eerste na het hoogste dat hier bekend is."
    )
    eenheid: str | None = Field(
        None, pattern=r"^\d{2}$", description="Eenheid (WJ756); leeg: zoals het contract betaalt."
    )
    volume: int | None = Field(
        None, ge=1, le=_HOOGSTE, description="In eurocent bij eenheid 83; leeg: volgens contract. Nodig per eenheid."
    )
    frequentie: str | None = Field(
        None, pattern=r"^[1246]$", description="Frequentie (WMO757); leeg: volgens contract. Nodig per eenheid."
    )
    einddatum: date | None = Field(None, description="Laatste dag; leeg: die van de oude toewijzing.")


class OmzetVraag(_Vraag):
    """Een toewijzing die moet worden omgezet, en wat haar plaats inneemt."""

    gemeente: str = Field(pattern=r"^\d{4}$", description="CBS-code van de gemeente.")
    toewijzingnummer: Nummer = Field(description="Van de oude toewijzing.")
    componenten: tuple[ComponentVraag, ...] = Field(
        min_length=1, max_length=MEESTE_COMPONENTEN, description="De nieuwe toewijzingen."
    )
    aanbieder: str | None = Field(
        None, pattern=r"^\d{8}$", description="AGB-code van wie de hulp voortaan levert; leeg: dezelfde aanbieder."
    )
    nieuw_vanaf: date | None = Field(
        None, description="Eerste dag van de nieuwe toewijzingen; leeg: de eerste dag van het nieuwe stelsel."
    )

    def als_verzoek(self) -> Omzetverzoek:
        """As the records that composing takes."""
        componenten = tuple(Component(**dict(een)) for een in self.componenten)
        return Omzetverzoek(self.gemeente, self.toewijzingnummer, componenten, self.aanbieder, self.nieuw_vanaf)


class NieuweToewijzingWeergave(Weergave):
    """Een toewijzing in het nieuwe stelsel. Bedragen in eurocent."""

    toewijzingnummer: int
    categorie: str | None
    code: str | None
    volume: int = Field(description="In eurocent bij eenheid 83.")
    eenheid: str = Field(description="Eenheid (WJ756).")
    frequentie: str = Field(description="Frequentie (WMO757).")
    ingangsdatum: date
    einddatum: date | None
    verplichting: int | None = Field(description="Wat de toewijzing hoogstens kost; leeg: dat is niet te zeggen.")
    stappen: tuple[str, ...] = Field(description="Hoe dat bedrag volgt uit het contract.")


class SignaalBijOmzetting(Weergave):
    """Wat iemand moet zien als het bericht nu wordt verstuurd; het keurt niets af."""

    code: str
    voor: str
    uitleg: str


class OmzetberichtWeergave(Weergave):
    """Een JW301 dat klaar is om te versturen."""

    volgnummer: int
    aanbieder: str = Field(description="AGB-code van de ontvanger.")
    identificatie: str
    toewijzingen: tuple[int, ...] = Field(description="Nummers van alle toewijzingen in het bericht.")
    signalen: tuple[SignaalBijOmzetting, ...]
    xml: str = Field(description="Het bericht. Er staan persoonsgegevens in.")


class OmzetvoorstelWeergave(Weergave):
    """De berichten waarmee een toewijzing wordt omgezet. Er is niets bewaard of verstuurd."""

    gemeente: str
    toewijzingnummer: int = Field(description="Van de oude toewijzing.")
    laatste_dag: date | None = Field(description="Waarop de oude toewijzing eindigt, met reden wijziging 10.")
    nieuw_vanaf: date
    aanbieder: str = Field(description="AGB-code van wie de hulp voortaan levert.")
    fictief: bool = Field(description="Of codes en bedragen van deze afspraken zijn verzonnen.")
    uitleg: str
    nieuw: tuple[NieuweToewijzingWeergave, ...]
    berichten: tuple[OmzetberichtWeergave, ...] = Field(description="In de volgorde waarin ze worden verstuurd.")


def toon_omzetting(voorstel: Omzetvoorstel) -> OmzetvoorstelWeergave:
    """The conversion with its messages written out."""
    oud, nummers = voorstel.oud, ", ".join(str(een.product.toewijzingnummer) for een in voorstel.nieuw)
    return OmzetvoorstelWeergave(
        gemeente=voorstel.verzoek.gemeente,
        toewijzingnummer=oud.toewijzingnummer,
        laatste_dag=oud.einddatum,
        nieuw_vanaf=voorstel.nieuw_vanaf,
        aanbieder=voorstel.aanbieder,
        fictief=voorstel.fictief,
        uitleg=f"Toewijzing {oud.toewijzingnummer} eindigt op {oud.einddatum} met reden wijziging 10; vanaf "
        f"{voorstel.nieuw_vanaf} geldt {nummers} bij aanbieder {voorstel.aanbieder}.",
        nieuw=tuple(map(_toon_nieuw, voorstel.nieuw)),
        berichten=tuple(map(_toon_bericht, voorstel.berichten)),
    )


def _toon_nieuw(een: NieuweToewijzing) -> NieuweToewijzingWeergave:
    product = een.product
    omvang = product.omvang
    return NieuweToewijzingWeergave(
        toewijzingnummer=product.toewijzingnummer,
        categorie=product.categorie,
        code=product.code,
        volume=0 if omvang is None else omvang.volume,
        eenheid="" if omvang is None else omvang.eenheid,
        frequentie="" if omvang is None else omvang.frequentie,
        ingangsdatum=product.ingangsdatum,
        einddatum=product.einddatum,
        verplichting=een.kosten.bedrag,
        stappen=tuple(zinnen(een.kosten.stappen)),
    )


def _toon_bericht(een: Omzetbericht) -> OmzetberichtWeergave:
    return OmzetberichtWeergave(
        volgnummer=een.volgnummer,
        aanbieder=een.header.ontvanger,
        identificatie=een.header.identificatie,
        toewijzingen=tuple(product.toewijzingnummer for product in een.producten),
        signalen=tuple(
            SignaalBijOmzetting(code=signaal.code, voor=signaal.voor.value, uitleg=signaal.uitleg)
            for signaal in een.oordeel.signalen
        ),
        xml=een.pakket.bytes().decode(),
    )
