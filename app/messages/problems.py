"""What can be wrong with bytes before there is a message to judge (control level 1 and below)."""

from __future__ import annotations

from enum import Enum
from typing import NamedTuple


class Soort(Enum):
    """Why bytes were refused; a door translates this to its own language (HTTP status, exit code)."""

    TE_GROOT = "te-groot"
    GEEN_XML = "geen-xml"
    GEWEIGERDE_XML = "geweigerde-xml"
    ONBEKEND_BERICHT = "onbekend-bericht"
    NIET_VOLGENS_XSD = "niet-volgens-xsd"


class Fout(NamedTuple):
    """One fault with its place.

    ``regelnummer`` counts from 1 and is None when no line is to blame; ``pad`` is the path of the
    element from the root, without namespace prefixes, or an empty string.
    """

    regelnummer: int | None
    pad: str
    melding: str


class BerichtGeweigerd(Exception):
    """The bytes are not a message of a supported release; there is no national answer to them.

    ``titel`` is one Dutch sentence; ``fouten`` holds every fault found, in document order, and
    ``aantal`` how many there were when the list was cut. The texts never hold the value of a Bsn.
    """

    def __init__(self, soort: Soort, titel: str, fouten: tuple[Fout, ...] = (), aantal: int | None = None):
        super().__init__(titel)
        self.soort = soort
        self.titel = titel
        self.fouten = fouten
        self.aantal = len(fouten) if aantal is None else aantal
