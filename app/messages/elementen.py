"""Small helpers to take values from a valid element: text, whole numbers, dates, children by name."""

from __future__ import annotations

from datetime import date
from functools import lru_cache

from lxml import etree

Kinderen = dict[str, etree._Element]


class DatumBuitenBereik(Exception):
    """A date that XSD allows but no calendar of ours holds (before year 1 or after 9999)."""

    def __init__(self, tekst: str):
        super().__init__("date out of range")
        self.tekst = tekst


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
    """An xs:date without time zone; raises DatumBuitenBereik."""
    try:
        return date.fromisoformat(waarde.strip())
    except ValueError:
        raise DatumBuitenBereik(waarde) from None


def datum_of_niets(velden: Kinderen, naam: str) -> date | None:
    """Date of an optional child."""
    element = velden.get(naam)
    return None if element is None else datum(element.text or "")


def tijd(element: etree._Element) -> str:
    """An xs:time as text that sorts by time: 24:00:00 is 00:00:00, trailing zeros of a fraction go."""
    uren, _, breuk = tekst(element).strip().partition(".")
    breuk = breuk.rstrip("0")
    if uren == "24:00:00":
        uren = "00:00:00"
    return f"{uren}.{breuk}" if breuk else uren
