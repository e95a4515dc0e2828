"""From untrusted bytes to a delivery: size, encoding, DOCTYPE, length of tags and text, root element.

The bytes may come in blocks. They are hashed and compressed as they come, so that a large message
is never held whole; only a small one is also kept as it is.
"""

from __future__ import annotations

import pyexpat
from dataclasses import dataclass
from typing import NamedTuple

from app.messages.pakket import Pakket, Pakketbouwer
from app.messages.problems import BerichtGeweigerd, Fout, Soort

MEGABYTE = 1024 * 1024
GROOTSTE_BERICHT = 25 * MEGABYTE
"""Default limit of a message, in bytes."""
LANGSTE_STUK = 64 * 1024
"""Most bytes between one '<' and the next: bounds every tag, its attributes and every text."""
LANGSTE_PROLOOG = 64 * 1024
"""Most bytes before the root element starts."""

_BYTE_ORDER_MARKS = (
    (b"\xef\xbb\xbf", "UTF-8 met byte-order-mark"),
    (b"\xff\xfe\x00\x00", "UTF-32 (little endian)"),
    (b"\x00\x00\xfe\xff", "UTF-32 (big endian)"),
    (b"\xff\xfe", "UTF-16 (little endian)"),
    (b"\xfe\xff", "UTF-16 (big endian)"),
)


class Wortel(NamedTuple):
    """The root element: its namespace ('' when it has none) and local name."""

    namespace: str
    naam: str


@dataclass(frozen=True, slots=True)
class Levering:
    """A delivery that passed the gate: bytes that may be parsed, and what identifies them."""

    wortel: Wortel
    pakket: Pakket
    met_crlf: bool = True
    """Whether its first line ends with CR/LF (OP192); also when it is a single line."""


class Ontvangst:
    """Takes the blocks of one delivery in order and refuses at the first that may not be parsed."""

    def __init__(self, grens: int = GROOTSTE_BERICHT):
        self._grens = grens
        self._bouwer = Pakketbouwer()
        self._zonder_tag = 0
        self._poort: _Poort | None = _Poort()
        self._wortel: Wortel | None = None
        self._met_crlf: bool | None = None
        self._laatste = b""

    def voeg_toe(self, blok: bytes) -> None:
        """Take the next block; raises BerichtGeweigerd as soon as the delivery is known to be refused."""
        if not blok:
            return
        if self._bouwer.omvang + len(blok) > self._grens:
            raise te_groot(self._grens)
        if self._poort is not None:
            self._wortel = self._poort.lees(blok)
            if self._wortel is not None:
                self._poort = None
        self._bewaak_lengte(blok)
        if self._met_crlf is None:
            self._zoek_regeleinde(blok)
        self._bouwer.voeg_toe(blok)

    def sluit(self) -> Levering:
        """The delivery, once all blocks are in; raises BerichtGeweigerd when no root element came."""
        if self._bouwer.omvang == 0:
            raise _weiger(Soort.GEEN_XML, "Er is niets ontvangen: het bericht is leeg.", None)
        if self._poort is not None:
            self._wortel = self._poort.lees(b"", einde=True)
        if self._wortel is None:
            raise _weiger(Soort.GEEN_XML, "Het bericht heeft geen hoofdelement.", None)
        return Levering(self._wortel, self._bouwer.sluit(), self._met_crlf is not False)

    def _zoek_regeleinde(self, blok: bytes) -> None:
        """Only of the first line: to count those of a large message would cost as much as a tenth of reading it."""
        plaats = blok.find(b"\n")
        if plaats >= 0:
            self._met_crlf = (self._laatste + blok[:plaats]).endswith(b"\r")
        self._laatste = blok[-1:]

    def _bewaak_lengte(self, blok: bytes) -> None:
        plaats = blok.find(b"<", 0, LANGSTE_STUK)
        if plaats < 0:
            self._zonder_tag += len(blok)
            if self._zonder_tag > LANGSTE_STUK:
                raise _te_lang()
            return
        if self._zonder_tag + plaats > LANGSTE_STUK:
            raise _te_lang()
        while True:
            volgende = blok.rfind(b"<", plaats + 1, plaats + 1 + LANGSTE_STUK)
            if volgende < 0:
                self._zonder_tag = len(blok) - plaats - 1
                if self._zonder_tag > LANGSTE_STUK:
                    raise _te_lang()
                return
            plaats = volgende


def neem_aan(data: bytes, grens: int = GROOTSTE_BERICHT) -> Levering:
    """The delivery of bytes that are already in one piece; raises BerichtGeweigerd."""
    ontvangst = Ontvangst(grens)
    ontvangst.voeg_toe(data)
    return ontvangst.sluit()


def te_groot(grens: int) -> BerichtGeweigerd:
    """The refusal of a message above the limit (in bytes)."""
    return _weiger(
        Soort.TE_GROOT,
        f"Het bericht is groter dan {grens / MEGABYTE:g} MB. Verdeel de inhoud over meer berichten.",
        None,
    )


class _WortelGevonden(Exception):
    pass


class _Poort:
    """Reads no further than the start of the root element, with a parser that expands nothing."""

    def __init__(self) -> None:
        self._parser = pyexpat.ParserCreate(namespace_separator=" ")
        self._parser.XmlDeclHandler = self._declaratie
        self._parser.StartDoctypeDeclHandler = self._doctype
        self._parser.StartElementHandler = self._element
        self._begin = b""
        self._gelezen = 0
        self._wortel: Wortel | None = None

    def lees(self, blok: bytes, *, einde: bool = False) -> Wortel | None:
        if len(self._begin) < 4:
            self._begin += blok
            if len(self._begin) < 4 and not einde:
                return None
            _weiger_codering(self._begin)
            blok = self._begin
        stuk = blok[: max(0, LANGSTE_PROLOOG - self._gelezen) + 1]
        self._gelezen += len(stuk)
        try:
            self._parser.Parse(stuk, einde)
        except _WortelGevonden:
            return self._wortel
        except pyexpat.ExpatError as fout:
            raise BerichtGeweigerd(
                Soort.GEEN_XML,
                "Dit is geen welgevormde XML.",
                (
                    Fout(
                        fout.lineno,
                        "",
                        f"De XML is niet te lezen bij teken {fout.offset + 1} van deze regel.",
                    ),
                ),
            ) from None
        if self._gelezen > LANGSTE_PROLOOG:
            raise _weiger(
                Soort.GEWEIGERDE_XML,
                f"Het hoofdelement begint niet binnen de eerste {LANGSTE_PROLOOG // 1024} kB.",
                self._parser.CurrentLineNumber,
            )
        return None

    def _declaratie(self, _versie: str, codering: str | None, _standalone: int) -> None:
        if codering is not None and codering.upper() != "UTF-8":
            raise _weiger(
                Soort.GEWEIGERDE_XML,
                f"De XML-declaratie noemt codering {codering[:40]}; alleen UTF-8 is toegestaan.",
                self._parser.CurrentLineNumber,
            )

    def _doctype(self, *_: object) -> None:
        raise _weiger(
            Soort.GEWEIGERDE_XML,
            "Het bericht bevat een DOCTYPE; dat is niet toegestaan. Verwijder de DOCTYPE-regel.",
            self._parser.CurrentLineNumber,
        )

    def _element(self, naam: str, _attributen: object) -> None:
        namespace, _, lokaal = naam.rpartition(" ")
        self._wortel = Wortel(namespace, lokaal)
        raise _WortelGevonden


def _weiger_codering(begin: bytes) -> None:
    for merk, naam in _BYTE_ORDER_MARKS:
        if begin.startswith(merk):
            raise _weiger(
                Soort.GEWEIGERDE_XML,
                f"Het bericht begint als {naam}; lever het aan als UTF-8 zonder byte-order-mark.",
                1,
            )
    if 0 in begin[:4]:
        raise _weiger(Soort.GEWEIGERDE_XML, "Het bericht is UTF-16 of UTF-32; lever het aan als UTF-8.", 1)


def _te_lang() -> BerichtGeweigerd:
    return _weiger(
        Soort.GEWEIGERDE_XML,
        f"Het bericht bevat een tag of tekst die langer is dan {LANGSTE_STUK // 1024} kB.",
        None,
    )


def _weiger(soort: Soort, melding: str, regelnummer: int | None) -> BerichtGeweigerd:
    return BerichtGeweigerd(soort, melding, (Fout(regelnummer, "", melding),))
