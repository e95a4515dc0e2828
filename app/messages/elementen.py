"""Small helpers to take values from a valid element: text, whole numbers, dates, children by name."""

from __future__ import annotations

from datetime import date
from functools import lru_cache

from lxml import etree

Kinderen = dict[str, etree._Element]


class WaardeOnbruikbaar(Exception):
    """A value that the XSD lets through and that still is no value of its type; ``melding`` says why."""

    def __init__(self, tekst: str, melding: str):
        super().__init__("value of an element is not usable")
        self.tekst = tekst
        self.melding = melding


def kinderen(element: etree._Element) -> Kinderen:
    """Child elements by local name (the last of a repeated name)."""
    return {kind.tag.rpartition("}")[2]: kind for kind in element}


def tekst(element: etree._Element) -> str:
    """The text; an empty string when there is none."""
    return element.text or ""


def tekst_of_niets(velden: Kinderen, naam: str) -> str | None:
    """Text of an optional child."""
    element = velden.get(naam)
    return None if element is None else element.text or ""


def getal(element: etree._Element) -> int:
    """An xs:integer."""
    return int(element.text or "")


def getal_of_niets(velden: Kinderen, naam: str) -> int | None:
    """Number of an optional child."""
    element = velden.get(naam)
    return None if element is None else getal(element)


@lru_cache(maxsize=4096)
def datum(waarde: str) -> date:
    """An xs:date without time zone; raises WaardeOnbruikbaar before the year 1 and after 9999."""
    try:
        return date.fromisoformat(waarde.strip())
    except ValueError:
        melding = f"Datum {waarde.strip()[:20]} valt buiten 0001-01-01 t/m 9999-12-31."
        raise WaardeOnbruikbaar(waarde, melding) from None


def datum_of_niets(velden: Kinderen, naam: str) -> date | None:
    """Date of an optional child."""
    element = velden.get(naam)
    return None if element is None else datum(element.text or "")


def tijd(element: etree._Element) -> str:
    """An xs:time as text that sorts by time: 24:00:00 is 00:00:00, trailing zeros of a fraction go.

    Raises WaardeOnbruikbaar for a time zone west of Greenwich: the pattern of the type forbids it (RS034),
    but libxml2 does not see the last hyphen of that pattern.
    """
    waarde = tekst(element)
    uren, _, breuk = waarde.strip().partition(".")
    if "-" in waarde:
        raise WaardeOnbruikbaar(waarde, f"Tijd {waarde.strip()[:20]} heeft een tijdzone; die is niet toegestaan.")
    breuk = breuk.rstrip("0")
    if uren == "24:00:00":
        uren = "00:00:00"
    return f"{uren}.{breuk}" if breuk else uren
