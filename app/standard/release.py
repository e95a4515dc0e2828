"""One release of the standard: its messages, rules and retourcodes."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from pathlib import Path
from types import MappingProxyType
from typing import Any, Literal, TypeVar

from app.standard.bestanden import VORM_NAAM, ReleaseFout, read_toml, release_map, release_namen, schemas_map

Soort = Literal["heen", "retour"]
Rol = Literal["gemeente", "aanbieder"]
Toetsbaar = Literal["volledig", "gedeeltelijk"]

NIVEAU_XSD = 1
NIVEAU_BERICHT = 2
NIVEAU_BERICHTOVERSTIJGEND = 3
NIVEAU_EXTERNE_BRON = 4

_Waarde = TypeVar("_Waarde")


@dataclass(frozen=True, slots=True)
class Berichtsoort:
    """A kind of message, such as JW301.

    `afzender` and `ontvanger` are the roles in the Header of this very message: a retour repeats the Header
    of the message it answers, so it travels from `ontvanger` to `afzender` (IV028). `antwoord` is the code of
    the message that answers this one, or "". JW325 is officially a heenbericht, although it answers JW323.
    """

    code: str
    berichtcode: str
    naam: str
    namespace: str
    schema: str
    soort: Soort
    afzender: Rol
    ontvanger: Rol
    antwoord: str
    beoordeelbaar: bool
    """True when the catalogue holds every TR, CD and CS rule attached to this message."""
    sleutels: Mapping[str, tuple[str, ...]] = field(hash=False)
    """Class path below Bericht -> its own key elements, as paths below that class."""

    @property
    def hoofdklasse(self) -> str:
        """The class beside the Header, right below Bericht, that holds all the others."""
        return next(pad for pad in self.sleutels if "/" not in pad)

    def volledige_sleutel(self, pad: str) -> tuple[str, ...]:
        """The key of a class combined with those of the classes above it (TR101), as paths below Bericht.

        Raises KeyError when the class has no key of its own.
        """
        delen = pad.split("/")
        boven = ("/".join(delen[: diepte + 1]) for diepte in range(len(delen) - 1))
        klassen = [klasse for klasse in boven if klasse in self.sleutels]
        return tuple(f"{k}/{element}" for k in [*klassen, pad] for element in self.sleutels[k])


@dataclass(frozen=True, slots=True)
class Plaats:
    """Where a rule is attached; the retourcode goes to this class."""

    bericht: str
    klasse: str
    pad: str
    """Class path below Bericht."""
    element: str
    """Path below the class; "" when the rule is attached to the class itself."""


@dataclass(frozen=True, slots=True)
class Regel:
    """A national rule: what must hold, on which level it is checked and what it costs to break it."""

    id: str
    niveau: int
    """1 XSD, 2 the message alone, 3 other messages needed, 4 outside source needed (IV028, IV087)."""
    retourcode: str
    """Code in the retour; "" when the rule has none (level 1)."""
    toetsbaar: Toetsbaar
    titel: str
    uitleg: str
    """One Dutch sentence for the reader: what must hold."""
    voorbehoud: str
    """One Dutch sentence: what software cannot decide; "" when `toetsbaar` is "volledig"."""
    plaatsen: tuple[Plaats, ...]

    def plaatsen_in(self, bericht_code: str) -> tuple[Plaats, ...]:
        """The places of this rule in one kind of message."""
        return tuple(plaats for plaats in self.plaatsen if plaats.bericht == bericht_code)


@dataclass(frozen=True, slots=True)
class Retourcode:
    """A code of list WJ001."""

    code: str
    omschrijving: str
    regels: tuple[str, ...]
    """Rule ids that give this code; empty for 0001 (every level 2 rule), 0200, 0233 and 8001."""
    berichten: tuple[str, ...]
    """Messages in which the code is returned; empty for rules on JW325, which nothing answers."""
    geldig_van: date | None


@dataclass(frozen=True, slots=True, eq=False)
class Release:
    """Everything the standard says in one release. The mappings keep the order of the catalogue.

    A release is equal to itself only, so that what is worked out for it can be kept by it.
    """

    naam: str
    map: Path = field(repr=False)
    """The folder with its data."""
    schemas: Path = field(repr=False)
    """The folder with its XSDs."""
    basisschema: str
    """Namespace of the types that all messages share."""
    versie: str
    """BerichtVersie in every Header."""
    subversie: str
    """BerichtSubversie in every Header."""
    berichten: Mapping[str, Berichtsoort]
    regels: Mapping[str, Regel]
    retourcodes: Mapping[str, Retourcode]
    bericht_op_namespace: Mapping[str, Berichtsoort] = field(repr=False)
    _regels_voor: Mapping[tuple[str, int], tuple[Regel, ...]] = field(repr=False)
    _volgorde: Mapping[str, int] = field(repr=False)

    def regels_voor(self, bericht_code: str, niveau: int) -> tuple[Regel, ...]:
        """The rules of one level attached to a message, in catalogue order.

        Raises KeyError for an unknown message and LookupError for one whose rules we do not have: an empty
        answer would read as "nothing to check".
        """
        if not self.berichten[bericht_code].beoordeelbaar:
            raise LookupError(f"the catalogue of iJw {self.naam} holds no rules for {bericht_code}")
        return self._regels_voor.get((bericht_code, niveau), ())

    def volgorde(self, regel_id: str) -> int:
        """Place of a rule in the catalogue, counted from 0. Raises KeyError for an unknown rule."""
        return self._volgorde[regel_id]


def laad_release(naam: str | None = None) -> Release:
    """A release that comes with the product, the newest when no name is given; the same object for every next call.

    Raises ReleaseFout (a LookupError) when there is no data for it.
    """
    return _laad_meegeleverd(release_namen()[-1] if naam is None else naam)


@lru_cache
def _laad_meegeleverd(naam: str) -> Release:
    return lees_release(release_map(naam), schemas_map(naam))


def lees_release(map_: Path, schemas: Path) -> Release:
    """Read a release from a folder with its data and one with its XSDs.

    Raises ReleaseFout when a file is missing or does not say what it should.
    """
    try:
        release = _lees(map_, schemas)
    except (OSError, LookupError, TypeError, ValueError) as fout:
        raise ReleaseFout(f"release in {map_}: {fout}") from fout
    if not VORM_NAAM.fullmatch(release.naam):
        raise ReleaseFout(f"release in {map_}: {release.naam!r} is no name of a release, such as 3.2")
    for bericht in release.berichten.values():
        if not (schemas / bericht.schema).is_file():
            raise ReleaseFout(f"release in {map_}: no XSD {schemas / bericht.schema}")
    return release


def _lees(map_: Path, schemas: Path) -> Release:
    bestand = read_toml(map_ / "berichten.toml")
    berichten = [_read_bericht(rij) for rij in bestand["bericht"]]
    regels = [_read_regel(rij) for rij in read_toml(map_ / "regels.toml")["regel"]]
    retourcodes = [_read_retourcode(rij) for rij in read_toml(map_ / "retourcodes.toml")["retourcode"]]
    return Release(
        map=map_,
        schemas=schemas,
        **bestand["release"],
        berichten=_index((bericht.code, bericht) for bericht in berichten),
        regels=_index((regel.id, regel) for regel in regels),
        retourcodes=_index((retourcode.code, retourcode) for retourcode in retourcodes),
        bericht_op_namespace=_index((bericht.namespace, bericht) for bericht in berichten),
        _regels_voor=_group_per_bericht(regels),
        _volgorde=_index((regel.id, plek) for plek, regel in enumerate(regels)),
    )


def _read_bericht(rij: dict[str, Any]) -> Berichtsoort:
    sleutels = MappingProxyType({pad: tuple(elementen) for pad, elementen in rij["sleutels"].items()})
    return Berichtsoort(**{**rij, "sleutels": sleutels})


def _read_regel(rij: dict[str, Any]) -> Regel:
    plaatsen = tuple(Plaats(**plaats) for plaats in rij["plaatsen"])
    return Regel(**{"voorbehoud": "", **rij, "plaatsen": plaatsen})


def _read_retourcode(rij: dict[str, Any]) -> Retourcode:
    lijsten = {"regels": tuple(rij["regels"]), "berichten": tuple(rij["berichten"])}
    return Retourcode(**{"geldig_van": None, **rij, **lijsten})


def _group_per_bericht(regels: list[Regel]) -> Mapping[tuple[str, int], tuple[Regel, ...]]:
    groepen: dict[tuple[str, int], list[Regel]] = {}
    for regel in regels:
        for bericht_code in dict.fromkeys(plaats.bericht for plaats in regel.plaatsen):
            groepen.setdefault((bericht_code, regel.niveau), []).append(regel)
    return MappingProxyType({sleutel: tuple(groep) for sleutel, groep in groepen.items()})


def _index(paren: Iterable[tuple[str, _Waarde]]) -> Mapping[str, _Waarde]:
    index: dict[str, _Waarde] = {}
    for sleutel, waarde in paren:
        if sleutel in index:
            raise ValueError(f"{sleutel} occurs twice in the data of a release")
        index[sleutel] = waarde
    return MappingProxyType(index)
