"""What comes in and what goes out: Content-Type, Content-Encoding, Accept and Idempotency-Key."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from starlette.datastructures import Headers

from app.api.problemen import (
    MEDIATYPE_ONBEKEND,
    NIET_AAN_TE_BIEDEN,
    SLEUTEL_ONGELDIG,
    ProbleemFout,
)

XML = "application/xml"
TEKST_XML = "text/xml"
JSON = "application/json"
CSV = "text/csv"
VORMEN: Final = (XML, TEKST_XML, JSON)
"""The forms of an answer, ours first."""

_SLEUTEL = re.compile(r"[\x21-\x7e]{1,255}")
_UTF8 = re.compile(r'charset\s*=\s*"?utf-?8"?', re.IGNORECASE)


def eis_xml(headers: Headers) -> None:
    """Refuse a body that is not announced as XML in UTF-8."""
    mediatype, *parameters = headers.get("content-type", "").split(";")
    if mediatype.strip().lower() not in (XML, TEKST_XML):
        raise ProbleemFout(
            MEDIATYPE_ONBEKEND,
            f"Stuur het bericht als XML, met de header Content-Type: {XML} (of {TEKST_XML}).",
            headers={"Accept-Post": f"{XML}, {TEKST_XML}"},
        )
    for parameter in parameters:
        if parameter.strip().lower().startswith("charset") and not _UTF8.fullmatch(parameter.strip()):
            raise ProbleemFout(MEDIATYPE_ONBEKEND, "Stuur het bericht in UTF-8; de Content-Type noemt iets anders.")
    if headers.get("content-encoding", "identity").strip().lower() != "identity":
        raise ProbleemFout(
            MEDIATYPE_ONBEKEND, "Stuur het bericht ongecomprimeerd.", headers={"Accept-Encoding": "identity"}
        )


def kies_vorm(accept: str | None, vormen: Sequence[str] = VORMEN) -> str:
    """The form of the answer that the sender likes best; the first one when it does not mind."""
    if accept is None or not accept.strip():
        return vormen[0]
    if accept in vormen:
        return accept
    voorkeuren = _lees_accept(accept)
    beste, hoogste = "", 0.0
    for vorm in vormen:
        gewicht = _gewicht(vorm, voorkeuren)
        if gewicht > hoogste:
            beste, hoogste = vorm, gewicht
    if not beste:
        raise ProbleemFout(
            NIET_AAN_TE_BIEDEN, f"Het antwoord is er als {' en als '.join(een for een in vormen if een != TEKST_XML)}."
        )
    return beste


def _lees_accept(accept: str) -> dict[str, float]:
    """Weight per media range; a weight that cannot be read counts as 0."""
    voorkeuren: dict[str, float] = {}
    for deel in accept.split(","):
        bereik, *parameters = (stuk.strip().lower() for stuk in deel.split(";"))
        gewicht = 1.0
        for parameter in parameters:
            if parameter.startswith("q="):
                try:
                    gewicht = float(parameter[2:])
                except ValueError:
                    gewicht = 0.0
        if bereik:
            voorkeuren[bereik] = max(gewicht, voorkeuren.get(bereik, 0.0))
    return voorkeuren


def _gewicht(vorm: str, voorkeuren: dict[str, float]) -> float:
    """The most precise range decides (RFC 9110, 12.5.1)."""
    for bereik in (vorm, f"{vorm.partition('/')[0]}/*", "*/*"):
        if bereik in voorkeuren:
            return voorkeuren[bereik]
    return 0.0


def lees_sleutel(headers: Headers) -> str | None:
    """The Idempotency-Key, or None when there is none."""
    sleutel = headers.get("idempotency-key")
    if sleutel is not None and not _SLEUTEL.fullmatch(sleutel):
        raise ProbleemFout(SLEUTEL_ONGELDIG, "Gebruik 1 tot en met 255 zichtbare ASCII-tekens, zonder spaties.")
    return sleutel
