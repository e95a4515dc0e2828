"""The OpenAPI document, with a ready example of each accepted message. The same code gives the same document."""

from __future__ import annotations

from datetime import date
from typing import Any

from fastapi import FastAPI
from fastapi.openapi.utils import get_openapi

from app.api.problemen import GEEN_TOEGANG, NIET_AANGEMELD, Probleem, antwoorden
from app.api.rechten import recht_van
from app.api.regiobestanden import Regiobestanden
from app.exchange.voorbeelden import VOORBEELDEN, voorbeeld
from app.standard.release import laad_release
from app.store.toegang import Rol

TITEL = "Jeugdknoop"
VERSIE = "1.0.0"
"""Version of the API, which moves when the API does, not with each release of the program."""

_DAG = date(2026, 5, 6)
_REEKS = 1
_BESCHRIJVING = (
    "Receives messages of the Dutch youth-care standard iJw 3.2, judges them against every national rule that "
    "software can test and against the contracts of the regio, and answers with the national retour message.\n\n"
    "Errors are problem documents (RFC 9457) in Dutch. Amounts are eurocents. No address holds personal data."
)
_ONDERWERPEN = (
    ("Berichten", "Berichten inleveren of alleen toetsen, en zien wat er is besloten."),
    ("Toewijzingen", "Wat er is toegewezen, gedeclareerd en nog over is."),
    ("Betalingen", "Wat is toegekend en kan worden betaald, of niet en waarom; en wat afhangt van het resultaat."),
    ("Ketens", "Van verzoek tot einde: hoe het staat, welke termijn loopt en wat te laat is."),
    ("Signalen", "Wat iemand moet zien zonder dat het iets afkeurt, en wat daarmee is gedaan."),
    ("Omzettingen", "Toewijzingen die naar een nieuw stelsel moeten worden omgezet, en wat hun plaats inneemt."),
    ("Zaken", "Escalatie, bezwaar, misstand, knelpunt, verbeterplan: wie zette welke stap, en wat kan er nu."),
    ("Correcties", "Wat er na een afgekeurde of verkeerde declaratie moet worden verstuurd."),
    ("Regio's", "Afspraken van een regio: laden, inzien, en hoe er wordt gedeclareerd."),
    ("Uitkomsten", "Wat hulp oplevert: leveren per traject of over alle cliënten samen, lezen alleen in groepen."),
    ("Stuurcijfers", "Cijfers over cliënten, geld, tijd en uitkomst, om op te sturen."),
    ("Toegang", "Welke systemen mogen vragen: rol, bereik en sleutel."),
    ("Standaard", "Regels, retourcodes en codelijsten van iJw."),
    ("Voorbeelden", "Kant-en-klare berichten van de demoregio."),
    ("Gezondheid", "Voor wie de dienst bewaakt."),
)


def maak_document(app: FastAPI) -> dict[str, Any]:
    """The document of this application."""
    document = get_openapi(
        title=app.title,
        version=app.version,
        summary="Berichtenknooppunt voor iJw",
        description=_BESCHRIJVING,
        license_info={"name": "EUPL-1.2", "identifier": "EUPL-1.2"},
        tags=[{"name": naam, "description": tekst} for naam, tekst in _ONDERWERPEN],
        routes=app.routes,
    )
    _toon_rechten(document)
    _zonder_schijnfouten(document)
    schema = Probleem.model_json_schema(ref_template="#/components/schemas/{model}")
    schemas = document["components"]["schemas"]
    schemas.update(schema.pop("$defs"))
    schemas["Probleem"] = schema
    schemas["Regiobestanden"] = Regiobestanden.model_json_schema()
    document["components"]["schemas"] = dict(sorted(schemas.items()))
    voorbeelden = _voorbeelden()
    for pad in ("/api/v1/berichten", "/api/v1/toetsingen"):
        inhoud = document["paths"][pad]["post"]["requestBody"]["content"]
        inhoud["application/xml"]["examples"] = voorbeelden
        for vorm in inhoud.values():
            # Swagger UI fills its editor from here, and only offers the list above.
            vorm["schema"] = {"type": "string", "example": voorbeelden[VOORBEELDEN[0].naam]["value"]}
    return document


def _toon_rechten(document: dict[str, Any]) -> None:
    """Say of each operation which roles may do it, and what those who may not are told."""
    for pad in document["paths"].values():
        for operatie in pad.values():
            recht = recht_van(operatie["operationId"])
            if recht.openbaar:
                operatie.pop("security", None)
                continue
            rollen = ", ".join(rol.value for rol in Rol if rol in recht.rollen)
            operatie["description"] = f"{operatie.get('description', '')}\n\nRollen: {rollen}.".strip()
            for status, antwoord in antwoorden(NIET_AANGEMELD, GEEN_TOEGANG).items():
                operatie["responses"].setdefault(str(status), antwoord)


def _zonder_schijnfouten(document: dict[str, Any]) -> None:
    """Drop the 422 that FastAPI adds to every operation with a parameter, also where a text cannot be wrong."""
    for pad in document["paths"].values():
        for operatie in pad.values():
            if "HTTPValidationError" in str(operatie["responses"].get("422")):
                del operatie["responses"]["422"]
            operatie["responses"] = dict(sorted(operatie["responses"].items()))
    for naam in ("HTTPValidationError", "ValidationError"):
        document["components"]["schemas"].pop(naam, None)


def _voorbeelden() -> dict[str, dict[str, str]]:
    release = laad_release()
    return {
        een.naam: {
            "summary": f"{een.code}: {een.titel}",
            "value": voorbeeld(release, een.naam, _REEKS, _DAG).bytes().decode(),
        }
        for een in VOORBEELDEN
    }
