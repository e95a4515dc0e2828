"""Cases of people as people and programs read them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any
from uuid import UUID

from pydantic import Field

from app.contracts.zaak import Genomen, verwacht
from app.exchange.weergavebasis import Weergave
from app.standard.rollen import Rol
from app.standard.zaaksoorten import Gegeven, Gegevensoort, Onderwerpsoort, Stapsoort, Zaaksoort, laad_zaaksoorten
from app.steering.weergave import Adressen
from app.store.zaken import Zaak, Zaakrij

CORRECTIES = "/api/v1/correcties"


class GegevenWeergave(Weergave):
    """Something that a step asks beside its explanation."""

    naam: str
    soort: Gegevensoort
    titel: str
    verwacht: str = Field(description="How it is written, in Dutch.")


class StapsoortWeergave(Weergave):
    """A step that can be taken."""

    naam: str
    titel: str
    van: tuple[str, ...] = Field(description="States from which.")
    naar: str | None = Field(description="State after it; empty: the state stays.")
    door: tuple[Rol, ...]
    vraagt: tuple[GegevenWeergave, ...] = Field(description="What has to be told.")
    mag: tuple[GegevenWeergave, ...] = Field(description="What may be told.")


class ZaaktoestandWeergave(Weergave):
    """A state of a case."""

    naam: str
    titel: str
    einde: bool = Field(description="Nothing is left to do.")


class ZaaksoortWeergave(Weergave):
    """A kind of case."""

    code: str
    titel: str
    uitleg: str
    over: tuple[Onderwerpsoort, ...] = Field(description="What it can be about.")
    bron: tuple[str, ...] = Field(description="Requirements that it comes from.")
    signalen: tuple[str, ...] = Field(description="Kinds of signals that can lead to it; none: any.")
    toestanden: tuple[ZaaktoestandWeergave, ...] = Field(description="The first is the one in which it begins.")
    openen: StapsoortWeergave
    stappen: tuple[StapsoortWeergave, ...]


class ZaakInLijst(Weergave):
    """A case in a list. It holds no explanations."""

    id: UUID
    soort: str
    titel: str
    toestand: str
    toestand_titel: str
    gesloten: bool = Field(description="Nothing is left to do.")
    geopend: datetime
    gewijzigd: datetime = Field(description="Moment of the last step.")
    onderwerp: Onderwerpsoort
    regio: str | None
    gemeente: str | None = Field(description="CBS code; empty when it is about the whole regio.")
    aanbieder: str | None = Field(description="AGB code; empty when it is not about one aanbieder.")
    toewijzingnummer: int | None
    declaratienummer: str | None = Field(description="Of the declaratie that the line was in.")
    referentienummer: str | None = Field(description="Of the line.")
    contract: str | None
    pic: str | None
    toewijzing: str | None = Field(description="Link to the toewijzing.")
    signaal: str | None = Field(description="Link to the signal that led to it.")
    link: str


KOLOMMEN = tuple(naam for naam in ZaakInLijst.model_fields if naam not in ("toewijzing", "signaal", "link"))
"""Columns of the list as CSV."""


class ZaakstapWeergave(Weergave):
    """A step that was taken."""

    moment: datetime
    stap: str
    titel: str
    van: str | None = Field(description="Empty for the step that opened the case.")
    naar: str
    door: Rol
    toelichting: str
    gegevens: dict[str, str | int | date]


class MaatregelWeergave(Weergave):
    """A measure that follows from the steps."""

    maatregel: str
    van: date
    tot: date | None = Field(description="Empty: until it is lifted.")
    bedrag: int | None = Field(description="Eurocents, of a terugvordering.")


class HerstelWeergave(Weergave):
    """A line that was granted in the place of the rejected one."""

    bericht: str = Field(description="Link to the JW323.")
    ontvangen: datetime
    declaratienummer: str
    referentienummer: str
    bedrag: int = Field(description="Eurocents.")


class CorrectieVerwijzing(Weergave):
    """How the corrected line is composed."""

    link: str = Field(description="POST the question here.")
    vraag: dict[str, Any] = Field(description="The question; add what has to change under nieuw.")


class ZaakWeergave(ZaakInLijst):
    """A case with its trail and what can be done now."""

    spoor: tuple[ZaakstapWeergave, ...] = Field(description="First step first.")
    mogelijk: tuple[StapsoortWeergave, ...] = Field(description="Steps that can be taken now.")
    maatregelen: tuple[MaatregelWeergave, ...]
    afgekeurd_in: str | None = Field(description="Link to the JW323 of a rejected line.")
    hersteld_door: tuple[HerstelWeergave, ...] = Field(description="Granted lines in the place of a rejected one.")
    correctie: CorrectieVerwijzing | None = Field(description="Only while a rejected line is to be corrected.")


def toon_zaaksoort(soort: Zaaksoort) -> ZaaksoortWeergave:
    """A kind of case."""
    return ZaaksoortWeergave(
        code=soort.code,
        titel=soort.titel,
        uitleg=soort.uitleg,
        over=soort.over,
        bron=soort.bron,
        signalen=soort.signalen,
        toestanden=tuple(ZaaktoestandWeergave.model_validate(een._asdict()) for een in soort.toestanden),
        openen=_toon_stapsoort(soort.openen),
        stappen=_toon_stapsoorten(soort.stappen),
    )


def toon_zaak_in_lijst(rij: Zaakrij, adressen: Adressen) -> ZaakInLijst:
    """A case in a list."""
    return ZaakInLijst.model_validate(_velden(rij, adressen))


def toon_zaak(zaak: Zaak, adressen: Adressen) -> ZaakWeergave:
    """A case with all that is known of it."""
    rij, verloop = zaak.rij, zaak.verloop
    return ZaakWeergave.model_validate(
        {
            **_velden(rij, adressen),
            "spoor": tuple(_toon_stap(een, verloop.soort) for een in verloop.stappen),
            "mogelijk": _toon_stapsoorten(verloop.mogelijk),
            "maatregelen": tuple(
                MaatregelWeergave(maatregel=een.soort, van=een.van, tot=een.tot, bedrag=een.bedrag)
                for een in verloop.maatregelen
            ),
            "afgekeurd_in": zaak.afgekeurd_in and adressen.bericht(zaak.afgekeurd_in),
            "hersteld_door": tuple(
                HerstelWeergave.model_validate({**een._asdict(), "bericht": adressen.bericht(een.bericht_id)})
                for een in zaak.herstel
            ),
            "correctie": _correctie(zaak, adressen),
        }
    )


def _correctie(zaak: Zaak, adressen: Adressen) -> CorrectieVerwijzing | None:
    """Only where a step waits for the corrected line, and none was granted yet."""
    if zaak.herstel or not any(een.herstel for een in zaak.verloop.mogelijk):
        return None
    regel = {"referentienummer": zaak.rij.referentienummer, "actie": "opnieuw"}
    return CorrectieVerwijzing(
        link=f"{adressen.basis}{CORRECTIES}", vraag={"aanbieder": zaak.rij.aanbieder, "regels": [regel]}
    )


def _velden(rij: Zaakrij, adressen: Adressen) -> dict[str, object]:
    soort = laad_zaaksoorten()[rij.soort]
    toewijzing = None
    if rij.gemeente is not None and rij.toewijzingnummer is not None:
        toewijzing = adressen.toewijzing(rij.gemeente, rij.toewijzingnummer)
    return {
        **rij._asdict(),
        "id": rij.openbaar,
        "titel": soort.titel,
        "toestand_titel": soort.toestand(rij.toestand).titel,
        "toewijzing": toewijzing,
        "signaal": rij.signaal and adressen.signaal(rij.signaal),
        "link": adressen.zaak(rij.openbaar),
    }


def _toon_stap(genomen: Genomen, soort: Zaaksoort) -> ZaakstapWeergave:
    stap = genomen.stap
    titels = {een.naam: een.titel for een in (soort.openen, *soort.stappen)}
    return ZaakstapWeergave(
        moment=stap.moment,
        stap=stap.naam,
        titel=titels[stap.naam],
        van=genomen.van,
        naar=genomen.naar,
        door=stap.door,
        toelichting=stap.toelichting,
        gegevens=dict(stap.gegevens),
    )


def _toon_stapsoorten(stappen: Sequence[Stapsoort]) -> tuple[StapsoortWeergave, ...]:
    return tuple(_toon_stapsoort(een) for een in stappen)


def _toon_stapsoort(stap: Stapsoort) -> StapsoortWeergave:
    return StapsoortWeergave(
        naam=stap.naam,
        titel=stap.titel,
        van=stap.van,
        naar=stap.naar,
        door=stap.door,
        vraagt=tuple(_toon_gegeven(een) for een in stap.vraagt),
        mag=tuple(_toon_gegeven(een) for een in stap.mag),
    )


def _toon_gegeven(gegeven: Gegeven) -> GegevenWeergave:
    return GegevenWeergave(naam=gegeven.naam, soort=gegeven.soort, titel=gegeven.titel, verwacht=verwacht(gegeven))
