"""Errors as RFC 9457 problem documents, in Dutch. None of them repeats a Bsn or the text of an exception."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from fastapi import FastAPI, Request, Response
from fastapi.exceptions import RequestValidationError
from pydantic import BaseModel, Field
from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect

from app.contracts.regiobestand import RegioFout
from app.contracts.zaak import StapGeweigerd, ZaakGeweigerd
from app.exchange.correctie.gegevens import CorrectieGeweigerd
from app.exchange.omzetting.gegevens import OmzettingGeweigerd
from app.exchange.ports import SleutelBezig, SleutelHergebruikt
from app.exchange.steps import VreemdeAfzender
from app.exchange.vraagfouten import vertaal
from app.messages.problems import BerichtGeweigerd, Soort
from app.steering.geweigerd import LabelGeweigerd, LeveringGeweigerd, VerwijzingGeweigerd
from app.steering.stuurcijfers.stuurcijfer import OnmogelijkeVraag
from app.store.raadplegen import ONBEREIKBAAR
from app.store.toegang import ToegangGeweigerd
from app.store.zaken import AlOpen, OnderwerpOnbekend

MEDIATYPE = "application/problem+json"
_URN = "urn:problem-type:jeugdknoop:"
# It may have gone wrong after the message was kept, so no text says that nothing was.
_OPNIEUW = "Stuur een bericht opnieuw met dezelfde Idempotency-Key, of kijk eerst op /api/v1/berichten of het er al is."


class Foutplaats(BaseModel):
    """One fault and its place."""

    regelnummer: int | None = Field(description="Line in the message or file as it was sent, from 1.")
    pad: str = Field(description="Path of the element, name of the parameter or of the file; empty when there is none.")
    melding: str = Field(description="What is wrong, in Dutch.")


class Probleem(BaseModel):
    """Problem document (RFC 9457)."""

    type: str = Field(description="Kind of problem.", examples=[f"{_URN}niet-volgens-xsd"])
    title: str = Field(description="The kind in words, in Dutch.")
    status: int = Field(description="HTTP status.")
    detail: str = Field(description="What happened this time and what to do, in Dutch.")
    instance: str | None = Field(None, description="Link to the stored message it is about, when there is one.")
    aantal: int | None = Field(None, description="How many faults were found; only with fouten.")
    fouten: list[Foutplaats] | None = Field(None, description="All faults, in document order (at most 10,000).")


@dataclass(frozen=True, slots=True)
class Probleemsoort:
    """A kind of problem: last part of its type, HTTP status and Dutch title."""

    naam: str
    status: int
    titel: str


GEEN_XML = Probleemsoort("geen-xml", 400, "Dit is geen leesbare XML")
GEWEIGERDE_XML = Probleemsoort("geweigerde-xml", 400, "Deze XML wordt om veiligheidsredenen geweigerd")
SLEUTEL_ONGELDIG = Probleemsoort("sleutel-ongeldig", 400, "De Idempotency-Key is niet bruikbaar")
NIET_AANGEMELD = Probleemsoort("niet-aangemeld", 401, "Hier is een geldige sleutel nodig")
GEEN_TOEGANG = Probleemsoort("geen-toegang", 403, "Uw toegang geldt hier niet")
NIET_GEVONDEN = Probleemsoort("niet-gevonden", 404, "Niet gevonden")
METHODE = Probleemsoort("methode-niet-toegestaan", 405, "Deze methode kan hier niet")
NIET_AAN_TE_BIEDEN = Probleemsoort("niet-aan-te-bieden", 406, "Geen van de gevraagde vormen is er")
SLEUTEL_BEZIG = Probleemsoort("sleutel-bezig", 409, "Een levering met deze Idempotency-Key is nog in behandeling")
TOESTAND_KAN_NIET = Probleemsoort("toestand-kan-niet", 409, "Het signaal kan deze toestand niet krijgen")
DAG_KAN_NIET = Probleemsoort("dag-kan-niet", 409, "Voor deze dag wordt geen dagronde gemaakt")
STAP_KAN_NIET = Probleemsoort("stap-kan-niet", 409, "Deze stap kan nu niet in de zaak")
AL_GEPUBLICEERD = Probleemsoort("al-gepubliceerd", 409, "Dit is al gepubliceerd")
AL_AFGEREKEND = Probleemsoort("al-afgerekend", 409, "Een andere versie van de afrekening geldt")
ZAAK_LOOPT_AL = Probleemsoort("zaak-loopt-al", 409, "Over hetzelfde loopt al een zaak")
TE_GROOT = Probleemsoort("te-groot", 413, "Het bericht is te groot")
MEDIATYPE_ONBEKEND = Probleemsoort("mediatype", 415, "Deze vorm wordt hier niet aangenomen")
ONBEKEND_BERICHT = Probleemsoort("onbekend-bericht", 422, "Dit bericht wordt hier niet aangenomen")
NIET_VOLGENS_XSD = Probleemsoort("niet-volgens-xsd", 422, "Het bericht voldoet niet aan het XSD")
SLEUTEL_HERGEBRUIKT = Probleemsoort("sleutel-hergebruikt", 422, "De Idempotency-Key is al voor iets anders gebruikt")
PERSOONSGEGEVENS = Probleemsoort("persoonsgegevens", 422, "Hier mogen geen persoonsgegevens in staan")
CORRECTIE_KAN_NIET = Probleemsoort("correctie-kan-niet", 422, "Deze correctie kan zo niet")
OMZETTING_KAN_NIET = Probleemsoort("omzetting-kan-niet", 422, "Deze omzetting kan zo niet")
REGIO_ONJUIST = Probleemsoort("regio-onjuist", 422, "De bestanden van de regio kloppen niet")
TOEGANG_ONJUIST = Probleemsoort("toegang-onjuist", 422, "Deze toegang kan zo niet")
UITKOMST_GEWEIGERD = Probleemsoort("uitkomst-geweigerd", 422, "Deze levering van uitkomsten kan zo niet")
LABEL_GEWEIGERD = Probleemsoort("label-geweigerd", 422, "Dit PIC-label is er niet in de regio")
VERWIJZING_GEWEIGERD = Probleemsoort("verwijzing-geweigerd", 422, "Deze verwijzing kan zo niet worden vastgelegd")
AFREKENING_KAN_NIET = Probleemsoort("afrekening-kan-niet", 422, "Dit traject kan zo niet worden afgerekend")
ONDERWERP_ONBEKEND = Probleemsoort("onderwerp-onbekend", 422, "Waar dit over gaat is hier niet bekend")
ONJUISTE_VRAAG = Probleemsoort("onjuiste-vraag", 422, "De vraag klopt niet")
AANGEHOUDEN = Probleemsoort("bericht-aangehouden", 500, "Het bericht is aangehouden en nog niet beantwoord")
STORING = Probleemsoort("storing", 500, "Er ging bij ons iets mis")
NIET_BEREIKBAAR = Probleemsoort("opslag-onbereikbaar", 503, "De opslag is nu niet bereikbaar")
NIET_GEREED = Probleemsoort("niet-gereed", 503, "De dienst is nog niet gereed")

_PER_SOORT: Final = {
    Soort.TE_GROOT: TE_GROOT,
    Soort.GEEN_XML: GEEN_XML,
    Soort.GEWEIGERDE_XML: GEWEIGERDE_XML,
    Soort.ONBEKEND_BERICHT: ONBEKEND_BERICHT,
    Soort.NIET_VOLGENS_XSD: NIET_VOLGENS_XSD,
}


_PER_LEVERING: Final = {LabelGeweigerd: LABEL_GEWEIGERD, VerwijzingGeweigerd: VERWIJZING_GEWEIGERD}


class ProbleemFout(Exception):
    """What a router raises when it cannot give what was asked."""

    def __init__(
        self,
        soort: Probleemsoort,
        detail: str,
        *,
        headers: Mapping[str, str] | None = None,
        instance: str | None = None,
    ):
        super().__init__(soort.naam)
        self.soort = soort
        self.detail = detail
        self.headers = headers
        self.instance = instance


def probleem(
    soort: Probleemsoort,
    detail: str,
    *,
    fouten: Sequence[Mapping[str, Any]] = (),
    aantal: int | None = None,
    headers: Mapping[str, str] | None = None,
    instance: str | None = None,
) -> Response:
    """The response that tells a problem."""
    inhoud: dict[str, Any] = {
        "type": _URN + soort.naam,
        "title": soort.titel,
        "status": soort.status,
        "detail": detail,
    }
    if instance is not None:
        inhoud["instance"] = instance
    if fouten:
        inhoud["aantal"] = len(fouten) if aantal is None else aantal
        inhoud["fouten"] = list(fouten)
    eigen = {"Content-Language": "nl", "Cache-Control": "no-store", **(headers or {})}
    return Response(json.dumps(inhoud, ensure_ascii=False).encode(), soort.status, eigen, MEDIATYPE)


def storing() -> Response:
    """The response to an error that nobody foresaw."""
    return probleem(STORING, f"De fout ligt niet aan wat u stuurde. {_OPNIEUW}")


def antwoorden(*soorten: Probleemsoort) -> dict[int | str, dict[str, Any]]:
    """The part ``responses`` of the OpenAPI document for an operation that can end in these problems."""
    per_status: dict[int | str, dict[str, Any]] = {}
    schema = {"$ref": "#/components/schemas/Probleem"}
    for soort in sorted((*soorten, STORING), key=lambda soort: soort.status):
        eerder = per_status.get(soort.status)
        if eerder is not None:
            eerder["description"] += f"; {soort.naam}: {soort.titel}"
        else:
            per_status[soort.status] = {
                "description": f"{soort.naam}: {soort.titel}",
                "content": {MEDIATYPE: {"schema": schema}},
            }
    return per_status


def meld_aan(app: FastAPI) -> None:
    """Let the application answer every foreseen error with a problem document."""
    app.add_exception_handler(ProbleemFout, _eigen)
    app.add_exception_handler(BerichtGeweigerd, _geweigerd)
    app.add_exception_handler(SleutelBezig, _bezig)
    app.add_exception_handler(SleutelHergebruikt, _hergebruikt)
    app.add_exception_handler(RequestValidationError, _onjuiste_vraag)
    app.add_exception_handler(CorrectieGeweigerd, _correctie_geweigerd)
    app.add_exception_handler(OmzettingGeweigerd, _omzetting_geweigerd)
    app.add_exception_handler(RegioFout, _regio_onjuist)
    app.add_exception_handler(LeveringGeweigerd, _levering_geweigerd)
    app.add_exception_handler(OnmogelijkeVraag, _onmogelijke_vraag)
    app.add_exception_handler(StapGeweigerd, _stap_geweigerd)
    app.add_exception_handler(ZaakGeweigerd, _zaak_geweigerd)
    app.add_exception_handler(OnderwerpOnbekend, _onderwerp_onbekend)
    app.add_exception_handler(AlOpen, _al_open)
    app.add_exception_handler(VreemdeAfzender, _vreemde_afzender)
    app.add_exception_handler(ToegangGeweigerd, _toegang_geweigerd)
    app.add_exception_handler(HTTPException, _http)
    app.add_exception_handler(ClientDisconnect, _opgehangen)
    for soort in ONBEREIKBAAR:
        app.add_exception_handler(soort, _onbereikbaar)


def _eigen(_request: Request, fout: Exception) -> Response:
    if not isinstance(fout, ProbleemFout):
        return storing()
    return probleem(fout.soort, fout.detail, headers=fout.headers, instance=fout.instance)


def _geweigerd(_request: Request, fout: Exception) -> Response:
    if not isinstance(fout, BerichtGeweigerd):
        return storing()
    fouten = [een._asdict() for een in fout.fouten]
    return probleem(_PER_SOORT[fout.soort], fout.titel, fouten=fouten, aantal=fout.aantal)


def _bezig(_request: Request, _fout: Exception) -> Response:
    return probleem(SLEUTEL_BEZIG, "Wacht even en stuur hetzelfde nog eens.", headers={"Retry-After": "1"})


def _hergebruikt(_request: Request, _fout: Exception) -> Response:
    return probleem(
        SLEUTEL_HERGEBRUIKT,
        "Onder deze sleutel is eerder een bericht met andere inhoud aangeleverd. Kies voor elk bericht een nieuwe.",
    )


def _onbereikbaar(_request: Request, _fout: Exception) -> Response:
    return probleem(NIET_BEREIKBAAR, f"Probeer het zo nog eens. {_OPNIEUW}", headers={"Retry-After": "5"})


def _opgehangen(_request: Request, _fout: Exception) -> Response:
    return Response(status_code=400)  # nobody reads it


def _http(_request: Request, fout: Exception) -> Response:
    if not isinstance(fout, HTTPException):
        return storing()
    if fout.status_code == 405:
        return probleem(METHODE, "Kijk op /docs welke methoden er zijn.", headers=fout.headers)
    if fout.status_code == 404:
        return probleem(NIET_GEVONDEN, "Dit adres bestaat niet. Kijk op /docs welke adressen er zijn.")
    soort = Probleemsoort(f"http-{fout.status_code}", fout.status_code, "De vraag kan niet worden beantwoord")
    return probleem(soort, "Kijk op /docs wat er wel kan.", headers=fout.headers)


def _onjuiste_vraag(_request: Request, fout: Exception) -> Response:
    if not isinstance(fout, RequestValidationError):
        return storing()
    fouten = [een._asdict() for een in vertaal(fout.errors())]
    return probleem(ONJUISTE_VRAAG, "Een of meer onderdelen van de vraag kloppen niet.", fouten=fouten)


def _onmogelijke_vraag(_request: Request, fout: Exception) -> Response:
    return probleem(ONJUISTE_VRAAG, str(fout)) if isinstance(fout, OnmogelijkeVraag) else storing()


def _correctie_geweigerd(_request: Request, fout: Exception) -> Response:
    if not isinstance(fout, CorrectieGeweigerd):
        return storing()
    detail = "Er is niets samengesteld. Pas de vraag aan waar de fouten het zeggen, en stel haar opnieuw."
    return probleem(CORRECTIE_KAN_NIET, detail, fouten=[een._asdict() for een in fout.fouten])


def _stap_geweigerd(_request: Request, fout: Exception) -> Response:
    if not isinstance(fout, StapGeweigerd):
        return storing()
    if fout.herstel:
        detail = "Er is nog geen gecorrigeerde prestatie toegekend; daarna kan deze stap wel."
    elif fout.mogelijk:
        detail = "Onder fouten staat welke stappen nu kunnen, en wie ze kan zetten."
    else:
        detail = "De zaak is afgesloten; er kan niets meer."
    kan = [
        {"regelnummer": None, "pad": een.naam, "melding": f"{een.titel}: door {' of '.join(een.door)}."}
        for een in fout.mogelijk
    ]
    return probleem(STAP_KAN_NIET, detail, fouten=kan)


def _zaak_geweigerd(_request: Request, fout: Exception) -> Response:
    if not isinstance(fout, ZaakGeweigerd):
        return storing()
    fouten = [{"regelnummer": None, **een._asdict()} for een in fout.fouten]
    return probleem(ONJUISTE_VRAAG, "Een of meer onderdelen van de vraag kloppen niet.", fouten=fouten)


def _onderwerp_onbekend(_request: Request, fout: Exception) -> Response:
    return probleem(ONDERWERP_ONBEKEND, str(fout)) if isinstance(fout, OnderwerpOnbekend) else storing()


def _al_open(_request: Request, _fout: Exception) -> Response:
    return probleem(ZAAK_LOOPT_AL, "Sluit die zaak eerst, of leg daarin een stap vast.")


def _omzetting_geweigerd(_request: Request, fout: Exception) -> Response:
    if not isinstance(fout, OmzettingGeweigerd):
        return storing()
    detail = "Er is niets samengesteld. Pas de vraag aan waar de fouten het zeggen, en stel haar opnieuw."
    return probleem(OMZETTING_KAN_NIET, detail, fouten=[een._asdict() for een in fout.fouten])


def _regio_onjuist(_request: Request, fout: Exception) -> Response:
    if not isinstance(fout, RegioFout):
        return storing()
    fouten = [
        {"regelnummer": een.plaats.regel, "pad": een.plaats.bestand, "melding": f"{een.wat} {een.advies}"}
        for een in fout.meldingen
    ]
    return probleem(
        REGIO_ONJUIST, "Er is niets geladen. Verbeter wat de fouten noemen, en stuur alles opnieuw.", fouten=fouten
    )


def _vreemde_afzender(_request: Request, _fout: Exception) -> Response:
    return probleem(
        GEEN_TOEGANG,
        "Volgens zijn Header komt het bericht van een ander dan van wie de sleutel is. Er is niets bewaard en niets "
        "beantwoord. Lever met de sleutel van de afzender; wie voor anderen levert, heeft de rol knooppunt nodig.",
    )


def _toegang_geweigerd(_request: Request, fout: Exception) -> Response:
    if not isinstance(fout, ToegangGeweigerd):
        return storing()
    fouten = [een._asdict() for een in fout.fouten]
    return probleem(TOEGANG_ONJUIST, "Er is geen toegang gemaakt. Pas aan wat de fouten noemen.", fouten=fouten)


def _levering_geweigerd(_request: Request, fout: Exception) -> Response:
    if not isinstance(fout, LeveringGeweigerd):
        return storing()
    fouten = [een._asdict() for een in fout.fouten]
    soort = PERSOONSGEGEVENS if fout.mogelijk_bsn else _PER_LEVERING.get(type(fout), UITKOMST_GEWEIGERD)
    return probleem(soort, "Er is niets bewaard. Pas aan wat de fouten noemen, en lever opnieuw.", fouten=fouten)
