"""The rules of a release that give no retourcode: on the form of a value (RS) and on procedure (OP, IV, UP)."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from types import MappingProxyType
from typing import Any, Literal, NamedTuple, cast

from app.standard.bestanden import ReleaseFout, read_toml
from app.standard.release import Plaats, Release

Soort = Literal["RS", "OP", "IV", "UP"]
Toetsbaar = Literal["volledig", "gedeeltelijk", "niet"]
Vorm = Literal["regel", "xsd", "signaal", "klok", "antwoord", "administratie", "opstellen", "inname", "uitwerking"]
"""How a rule is held: by rules of the catalogue (`regel`), a type or an element of the XSD (`xsd`), a signal beside
the judgement, a term that is watched (`klok`), what the product does by itself (`antwoord`, `administratie`,
`opstellen`, `inname`), or the rules that work it out (`uitwerking`)."""


class Dekking(NamedTuple):
    """One way in which a rule is held."""

    vorm: Vorm
    verwijzingen: tuple[str, ...]
    """For `regel`, `signaal`, `klok` and `uitwerking` ids of rules; for `xsd` a type of the base schema or a message
    and an element path below Bericht ("JW301 Client/Bsn"); else a name of what the product does."""


class Facet(NamedTuple):
    """What the XSD asks of a value."""

    naam: str
    """Name of the facet in XML Schema."""
    waarde: str
    """"" when it differs from message to message (RS047)."""


@dataclass(frozen=True, slots=True)
class Voorschrift:
    """A rule without a retourcode."""

    id: str
    toetsbaar: Toetsbaar
    """Whether software can decide it."""
    uitleg: str
    """One Dutch sentence for the reader: what it asks."""
    voorbehoud: str
    """One Dutch sentence: what software cannot decide, or why nothing; "" when `toetsbaar` is "volledig"."""
    berichten: tuple[str, ...]
    """Codes of the messages that it is about; none for a principle (UP)."""
    plaatsen: tuple[Plaats, ...]
    """Classes and elements that the standard attaches it to; none when it is about messages as a whole."""
    dekking: tuple[Dekking, ...]
    """How it is held; empty when software cannot decide it."""
    facet: Facet | None
    """For a rule on the form of a value (RS)."""

    @property
    def soort(self) -> Soort:
        """The kind of rule."""
        return cast(Soort, self.id[:2])

    @property
    def niveau(self) -> Literal["xsd", "procedureel"]:
        """Level 1 (the XSD), or none: a rule of procedure never rejects a message."""
        return "xsd" if self.facet else "procedureel"

    def gedekt_door(self, vorm: Vorm) -> tuple[str, ...]:
        """What it refers to for one way of being held."""
        return tuple(een for dekking in self.dekking if dekking.vorm == vorm for een in dekking.verwijzingen)


@lru_cache
def laad_voorschriften(release: Release) -> Mapping[str, Voorschrift]:
    """The rules of a release that give no retourcode, by id, in the order RS, OP, IV, UP and then by number.

    They explain and decide nothing, so a release need not have the files. Raises ReleaseFout when one does not say
    what it should.
    """
    try:
        gelezen = [
            *(_read_typeregel(rij) for rij in _rijen(release, "typeregel")),
            *(_read_procedure(rij) for rij in _rijen(release, "procedureregel")),
        ]
    except (LookupError, TypeError, ValueError) as fout:
        raise ReleaseFout(f"rules of release {release.naam}: {fout}") from fout
    voorschriften = {een.id: een for een in gelezen}
    if len(voorschriften) != len(gelezen):
        raise ReleaseFout(f"rules of release {release.naam}: an id occurs twice")
    return MappingProxyType(voorschriften)


def _rijen(release: Release, soort: str) -> list[dict[str, Any]]:
    pad = release.map / f"{soort}s.toml"
    return cast(list[dict[str, Any]], read_toml(pad)[soort]) if pad.is_file() else []


def _read_typeregel(rij: dict[str, Any]) -> Voorschrift:
    xsd = tuple(rij.get("xsd", ()))
    return Voorschrift(
        id=rij["id"],
        toetsbaar=rij["toetsbaar"],
        uitleg=rij["uitleg"],
        voorbehoud=rij.get("voorbehoud", ""),
        berichten=tuple(rij["berichten"]),
        plaatsen=(),
        dekking=(Dekking("xsd", xsd),) if xsd else (),
        facet=Facet(rij["facet"], rij.get("waarde", "")),
    )


def _read_procedure(rij: dict[str, Any]) -> Voorschrift:
    return Voorschrift(
        id=rij["id"],
        toetsbaar=rij["toetsbaar"],
        uitleg=rij["uitleg"],
        voorbehoud=rij.get("voorbehoud", ""),
        berichten=tuple(rij["berichten"]),
        plaatsen=tuple(Plaats(**plaats) for plaats in rij.get("plaatsen", ())),
        dekking=tuple(Dekking(vorm, tuple(waar)) for vorm, waar in rij.get("dekking", {}).items()),
        facet=None,
    )
