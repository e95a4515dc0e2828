"""Writes XML line by line, indented, with CR/LF as the standard asks (OP192), into a package."""

from __future__ import annotations

from xml.sax.saxutils import escape

from app.messages.pakket import Pakket, Pakketbouwer

EINDREGEL = "\r\n"
_BLOK = 64 * 1024


class Schrijver:
    """Writes one message: root element Bericht in its own namespace, types in the basisschema's."""

    def __init__(self, prefix: str, namespace: str, basisschema: str):
        self._bouwer = Pakketbouwer()
        self._delen: list[str] = []
        self._lengte = 0
        self._inspringing = ""
        self._open: list[str] = []
        self.prefix = prefix
        self.ruw('<?xml version="1.0" encoding="UTF-8"?>' + EINDREGEL)
        self._begin(f"{prefix}:Bericht", f' xmlns:ijw="{basisschema}" xmlns:{prefix}="{namespace}"')

    @property
    def inspringing(self) -> str:
        """White space before the next line."""
        return self._inspringing

    def begin(self, naam: str, *, basis: bool = False) -> None:
        """Open an element."""
        self._begin(self._naam(naam, basis))

    def eind(self) -> None:
        """Close the element that was opened last."""
        self._inspringing = self._inspringing[:-1]
        self.ruw(f"{self._inspringing}</{self._open.pop()}>{EINDREGEL}")

    def veld(self, naam: str, waarde: object, *, basis: bool = False) -> None:
        """An element with a value; nothing when the value is None."""
        if waarde is not None:
            element = self._naam(naam, basis)
            self.ruw(f"{self._inspringing}<{element}>{veilig(str(waarde))}</{element}>{EINDREGEL}")

    def velden(self, **waarden: object) -> None:
        """Several elements of the message's own namespace, in this order."""
        for naam, waarde in waarden.items():
            self.veld(naam, waarde)

    def groep(self, naam: str, **waarden: object) -> None:
        """An element with children of the basisschema; nothing when all their values are None."""
        if all(waarde is None for waarde in waarden.values()):
            return
        self.begin(naam)
        for kind, waarde in waarden.items():
            self.veld(kind, waarde, basis=True)
        self.eind()

    def ruw(self, tekst: str) -> None:
        """Text that is XML already."""
        self._delen.append(tekst)
        self._lengte += len(tekst)
        if self._lengte > _BLOK:
            self._voer_af()

    def sluit(self) -> Pakket:
        """The finished message."""
        while self._open:
            self.eind()
        self._voer_af()
        return self._bouwer.sluit()

    def _voer_af(self) -> None:
        self._bouwer.voeg_toe("".join(self._delen).encode())
        self._delen.clear()
        self._lengte = 0

    def _begin(self, element: str, rest: str = "") -> None:
        self.ruw(f"{self._inspringing}<{element}{rest}>{EINDREGEL}")
        self._open.append(element)
        self._inspringing += "\t"

    def _naam(self, naam: str, basis: bool) -> str:
        return f"{'ijw' if basis else self.prefix}:{naam}"


def veilig(tekst: str) -> str:
    """Text as XML content: markup escaped, and a carriage return kept from being normalised away."""
    return escape(tekst, {"\r": "&#13;"})
