"""What is wrong with a question that pydantic refused, in Dutch. The value that was given is never repeated."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, Final

from app.messages.problems import Fout

_BODY = "body"
_MELDINGEN: Final = {
    "missing": "is verplicht",
    "extra_forbidden": "is hier niet bekend",
    "int_parsing": "moet een geheel getal zijn",
    "int_type": "moet een geheel getal zijn",
    "int_from_float": "moet een geheel getal zijn",
    "string_type": "moet een tekst zijn",
    "greater_than_equal": "is te klein; minstens {ge}",
    "less_than_equal": "is te groot; hoogstens {le}",
    "uuid_parsing": "moet een UUID zijn",
    "uuid_type": "moet een UUID zijn",
    "date_from_datetime_parsing": "moet een datum zijn, zoals 2026-05-06",
    "date_parsing": "moet een datum zijn, zoals 2026-05-06",
    "date_type": "moet een datum zijn, zoals 2026-05-06",
    "string_pattern_mismatch": "heeft niet de juiste vorm; verwacht: {pattern}",
    "string_too_long": "is te lang; hoogstens {max_length} tekens",
    "string_too_short": "is te kort; minstens {min_length} tekens",
    "too_long": "heeft te veel onderdelen; hoogstens {max_length}",
    "too_short": "heeft te weinig onderdelen; minstens {min_length}",
    "bool_parsing": "moet true of false zijn",
    "bool_type": "moet true of false zijn",
    "decimal_type": "moet een getal zijn",
    "decimal_parsing": "moet een getal zijn",
    "decimal_max_places": "heeft te veel decimalen; hoogstens {decimal_places}",
    "literal_error": "moet een zijn van: {expected}",
    "json_invalid": "is geen leesbare JSON",
    "tuple_type": "moet een lijst zijn",
    "model_type": "moet een object met velden zijn",
    "model_attributes_type": "moet een object met velden zijn",
}


def vertaal(fouten: Iterable[Mapping[str, Any]]) -> list[Fout]:
    """Each error of pydantic with its place: names and numbers with dots between, without the name of the body."""
    return [_vertaal(een) for een in fouten]


def _vertaal(fout: Mapping[str, Any]) -> Fout:
    stappen = [str(stap) for stap in fout["loc"]]
    if stappen[:1] == [_BODY]:
        stappen = [] if fout["type"] == "json_invalid" else stappen[1:]
    naam = "De vraag"
    if stappen:
        naam = ".".join(stappen[-2:]) if stappen[-1].isdigit() else stappen[-1]
    tekst = _MELDINGEN.get(fout["type"], "is niet geldig")
    grenzen = {sleutel: str(waarde).replace(" or ", " of ") for sleutel, waarde in fout.get("ctx", {}).items()}
    try:
        melding = f"{naam} {tekst.format(**grenzen)}."
    except KeyError:
        melding = f"{naam} is niet geldig."
    return Fout(None, ".".join(stappen), melding)
