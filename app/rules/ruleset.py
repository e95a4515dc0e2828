"""The rules of one message in catalogue order: catalogue and functions brought together."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from app.rules.collection import Over, PerKlasse, RuleCollection, Voor
from app.rules.content import (
    antwoord,
    contact,
    declaratie,
    declaratieantwoord,
    dubbel,
    persoon,
    prestatie,
    product,
    regie,
    toewijzing,
    verzoek,
)
from app.rules.history import antwoord as antwoord_historie
from app.rules.history import client, productcode, wijziging
from app.rules.history import declaratie as declaratie_historie
from app.rules.history import declaratieantwoord as declaratieantwoord_historie
from app.rules.history import header as header_historie
from app.rules.history import prestatie as prestatie_historie
from app.rules.history import regie as regie_historie
from app.rules.history import toewijzing as toewijzing_historie
from app.rules.history import verzoek as verzoek_historie
from app.standard.bestanden import ReleaseFout
from app.standard.release import (
    NIVEAU_BERICHT,
    NIVEAU_BERICHTOVERSTIJGEND,
    NIVEAU_EXTERNE_BRON,
    Regel,
    Release,
)

_INHOUD = tuple(
    module.REGELS
    for module in (
        persoon,
        contact,
        product,
        toewijzing,
        verzoek,
        antwoord,
        dubbel,
        regie,
        declaratie,
        declaratieantwoord,
        prestatie,
    )
)
_HISTORIE = tuple(
    module.REGELS
    for module in (
        header_historie,
        toewijzing_historie,
        regie_historie,
        verzoek_historie,
        wijziging,
        antwoord_historie,
        client,
        declaratieantwoord_historie,
        declaratie_historie,
        prestatie_historie,
        productcode,
    )
)


class GebondenRegel(NamedTuple):
    """A rule of the catalogue with its function, for one class of one message."""

    regel: Regel
    element: str
    """Element of the class that the finding points at; '' for the class itself."""
    functie: PerKlasse
    voor: Voor
    """Whether it only holds for debet or only for credit lines."""


class Klasseregels(NamedTuple):
    """All rules of one class, in catalogue order; ``functies`` are those of ``gebonden``."""

    gebonden: tuple[GebondenRegel, ...]
    functies: tuple[PerKlasse, ...]

    def alleen(self, soort: Voor) -> Klasseregels:
        """Those that hold for debet, or for credit lines."""
        return klasseregels(een for een in self.gebonden if een.voor in ("alle", soort))


def klasseregels(gebonden: Iterable[GebondenRegel]) -> Klasseregels:
    """Rules of one class, put together."""
    alle = tuple(gebonden)
    return Klasseregels(alle, tuple(een.functie for een in alle))


class RegelOver(NamedTuple):
    """A rule of the catalogue on the message as a whole; per class the element it points at."""

    regel: Regel
    elementen: Mapping[str, str]
    functie: Over


_GEEN = klasseregels(())


@dataclass(frozen=True, slots=True)
class Regelset:
    """All rules that one message is held against."""

    over: tuple[RegelOver, ...]
    inhoud: Mapping[str, Klasseregels]
    """Per class; a class without rules may be asked for too."""
    historie: Mapping[str, Klasseregels]
    """Likewise."""
    volgorde: Mapping[str, int]
    """Place of each level 2 rule in the catalogue."""


class _PerKlasse(dict[str, Klasseregels]):
    """Rules by class; a release can have none on a class that another release has them on."""

    def __missing__(self, klasse: str) -> Klasseregels:
        return _GEEN


@lru_cache
def regelset(release: Release, bericht: str) -> Regelset:
    """The rules of a message in a release; a function whose rule is not in its catalogue takes no part.

    Raises ReleaseFout (a LookupError) when the catalogue attaches a rule for which there is no function, so
    that no rule can be passed over in silence.
    """
    inhoud = release.regels_voor(bericht, NIVEAU_BERICHT)
    historie = sorted(
        release.regels_voor(bericht, NIVEAU_BERICHTOVERSTIJGEND) + release.regels_voor(bericht, NIVEAU_EXTERNE_BRON),
        key=lambda regel: release.volgorde(regel.id),
    )
    over_ids = {rule_id for verzameling in _INHOUD for rule_id in verzameling.over}
    return Regelset(
        over=tuple(_over(regel, bericht) for regel in inhoud if regel.id in over_ids),
        inhoud=_per_klasse((regel for regel in inhoud if regel.id not in over_ids), bericht, _INHOUD),
        historie=_per_klasse(iter(historie), bericht, _HISTORIE),
        volgorde={regel.id: release.volgorde(regel.id) for regel in inhoud},
    )


def _over(regel: Regel, bericht: str) -> RegelOver:
    verzameling = next(verzameling for verzameling in _INHOUD if regel.id in verzameling.over)
    elementen: dict[str, str] = {}
    for plaats in regel.plaatsen_in(bericht):
        klasse, element = plaats.klasse, plaats.element
        if regel.id in verzameling.van_afwezige:
            boven, _, element = plaats.pad.rpartition("/")
            klasse = boven.rpartition("/")[2]
        elementen.setdefault(klasse, element)
    return RegelOver(regel, elementen, verzameling.over[regel.id])


def _per_klasse(
    regels: Iterator[Regel], bericht: str, verzamelingen: tuple[RuleCollection, ...]
) -> dict[str, Klasseregels]:
    gebonden: dict[str, dict[str, GebondenRegel]] = {}
    eigen = [een for een in verzamelingen if bericht in een.berichten]
    van_bericht = (*eigen, *(een for een in verzamelingen if not een.berichten))
    for regel in regels:
        for plaats in regel.plaatsen_in(bericht):
            functie, voor = _functie(regel.id, plaats.klasse, van_bericht)
            gebonden.setdefault(plaats.klasse, {}).setdefault(
                regel.id, GebondenRegel(regel, plaats.element, functie, voor)
            )
    return _PerKlasse({klasse: klasseregels(per_id.values()) for klasse, per_id in gebonden.items()})


def _functie(rule_id: str, klasse: str, verzamelingen: tuple[RuleCollection, ...]) -> tuple[PerKlasse, Voor]:
    sleutel = (rule_id, klasse)
    for verzameling in verzamelingen:
        if sleutel in verzameling.per_klasse:
            return verzameling.per_klasse[sleutel], verzameling.voor[sleutel]
    raise ReleaseFout(f"rule {rule_id} on class {klasse} has no function")
