"""Every kind of case of people: what it is about, its states, and who may take which step."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import lru_cache
from pathlib import Path
from types import MappingProxyType
from typing import Any, Literal, NamedTuple, TypeVar, get_args

from app.standard.bestanden import ReleaseFout, read_toml
from app.standard.rollen import Rol

Onderwerpsoort = Literal["toewijzing", "prestatie", "aanbieder", "contract", "pic"]
"""What a case can be about."""
Gegevensoort = Literal["keuze", "datum", "bedrag", "aantal", "code"]
"""What a value looks like: one of a list, a day, eurocents, a whole number from 1, or a short code."""
Maatregelwerking = Literal["leg_op", "hef_op"]
"""What a step does to measures: impose one, or lift one."""

OPENEN = "openen"
"""Name of the first step of every case."""
_BESTAND = Path(__file__).parent / "zaaksoorten.toml"


class Gegeven(NamedTuple):
    """Something that a step asks beside its explanation."""

    naam: str
    soort: Gegevensoort
    titel: str
    """Dutch."""
    keuzes: tuple[str, ...] = ()
    """Only for a keuze."""
    vorm: str | None = None
    """Regular expression; only for a code."""


class Zaaktoestand(NamedTuple):
    """A state of a case."""

    naam: str
    titel: str
    """Dutch."""
    einde: bool = False
    """Nothing is left to do."""


class Stapsoort(NamedTuple):
    """A step that can be taken."""

    naam: str
    titel: str
    """Dutch."""
    van: tuple[str, ...]
    """States from which; none for the step that opens."""
    naar: str | None
    """State after it; None: the state stays."""
    door: tuple[Rol, ...]
    vraagt: tuple[Gegeven, ...] = ()
    mag: tuple[Gegeven, ...] = ()
    """What may be told, and need not."""
    maatregel: Maatregelwerking | None = None
    herstel: bool = False
    """Only when a corrected line was granted."""


class Zaaksoort(NamedTuple):
    """A kind of case."""

    code: str
    titel: str
    """A few Dutch words."""
    uitleg: str
    """Dutch: what it is for."""
    over: tuple[Onderwerpsoort, ...]
    bron: tuple[str, ...]
    """Requirements that it comes from (Rxxx)."""
    toestanden: tuple[Zaaktoestand, ...]
    """The first is the one in which it begins."""
    openen: Stapsoort
    stappen: tuple[Stapsoort, ...]
    signalen: tuple[str, ...] = ()
    """Kinds of signals that it can name as what led to it; none: any."""

    def toestand(self, naam: str) -> Zaaktoestand:
        """The state of this name; raises KeyError."""
        for een in self.toestanden:
            if een.naam == naam:
                return een
        raise KeyError(naam)

    def stappen_van(self, toestand: str) -> tuple[Stapsoort, ...]:
        """Steps that can be taken from a state, by any role."""
        return tuple(een for een in self.stappen if toestand in een.van)


@lru_cache
def laad_zaaksoorten() -> Mapping[str, Zaaksoort]:
    """Every kind of case by its code, in the order in which they are shown.

    Raises ReleaseFout when the data does not say what it should.
    """
    return lees_zaaksoorten(read_toml(_BESTAND))


def lees_zaaksoorten(inhoud: Mapping[str, Any]) -> Mapping[str, Zaaksoort]:
    """Kinds of cases of the contents of such a file; raises ReleaseFout."""
    try:
        gegevens = _op_naam(_gegeven(rij) for rij in inhoud["gegeven"])
        soorten = [_zaaksoort(rij, gegevens) for rij in inhoud["zaak"]]
        for een in soorten:
            _controleer(een)
    except (LookupError, TypeError, ValueError) as fout:
        raise ReleaseFout(f"kinds of cases: {fout}") from fout
    per_code = {een.code: een for een in soorten}
    if len(per_code) != len(soorten):
        raise ReleaseFout("kinds of cases: a code occurs twice")
    return MappingProxyType(per_code)


def _gegeven(rij: Mapping[str, Any]) -> Gegeven:
    een = Gegeven(**{**rij, "keuzes": tuple(rij.get("keuzes", ()))})
    if een.soort not in get_args(Gegevensoort):
        raise ValueError(f"{een.naam}: no such kind of value: {een.soort}")
    if (een.soort == "keuze") != bool(een.keuzes) or (een.soort == "code") != bool(een.vorm):
        raise ValueError(f"{een.naam}: keuzes go with a keuze, vorm with a code")
    return een


def _zaaksoort(rij: Mapping[str, Any], gegevens: Mapping[str, Gegeven]) -> Zaaksoort:
    toestanden = tuple(Zaaktoestand(**een) for een in rij["toestanden"])
    openen = {"naam": OPENEN, "titel": "Openen", "van": (), "naar": toestanden[0].naam, **rij["open"]}
    return Zaaksoort(
        code=rij["code"],
        titel=rij["titel"],
        uitleg=rij["uitleg"],
        over=_uit(rij["over"], get_args(Onderwerpsoort)),
        bron=tuple(rij["bron"]),
        toestanden=toestanden,
        openen=_stap(openen, gegevens),
        stappen=tuple(_stap(een, gegevens) for een in rij["stappen"]),
        signalen=tuple(rij.get("signalen", ())),
    )


def _stap(rij: Mapping[str, Any], gegevens: Mapping[str, Gegeven]) -> Stapsoort:
    werking = rij.get("maatregel")
    if werking is not None:
        _uit([werking], get_args(Maatregelwerking))
    return Stapsoort(
        naam=rij["naam"],
        titel=rij["titel"],
        van=tuple(rij["van"]),
        naar=rij.get("naar"),
        door=_uit(rij["door"], get_args(Rol)),
        vraagt=tuple(gegevens[naam] for naam in rij.get("vraagt", ())),
        mag=tuple(gegevens[naam] for naam in rij.get("mag", ())),
        maatregel=werking,
        herstel=rij.get("herstel", False),
    )


def _uit(waarden: Iterable[Any], bekend: tuple[Any, ...]) -> tuple[Any, ...]:
    gekozen = tuple(waarden)
    onbekend = [een for een in gekozen if een not in bekend]
    if onbekend or not gekozen:
        raise ValueError(f"{onbekend or 'nothing'} is none of {bekend}")
    return gekozen


N = TypeVar("N", Gegeven, Zaaktoestand, Stapsoort)


def _op_naam(dingen: Iterable[N]) -> dict[str, N]:
    per_naam: dict[str, N] = {}
    for een in dingen:
        if een.naam in per_naam:
            raise ValueError(f"{een.naam} occurs twice")
        per_naam[een.naam] = een
    return per_naam


def _controleer(soort: Zaaksoort) -> None:
    """Every step goes between states that exist, every state can be reached, and what is open can end."""
    namen = set(_op_naam(soort.toestanden))
    _op_naam((soort.openen, *soort.stappen))
    for stap in soort.stappen:
        vreemd = {*stap.van, *([] if stap.naar is None else [stap.naar])} - namen
        if vreemd or not stap.van:
            raise ValueError(f"{soort.code}, {stap.naam}: no such state: {sorted(vreemd)}")
    bereikt = {soort.toestanden[0].naam}
    while erbij := {een.naar for een in soort.stappen if een.naar and bereikt & set(een.van)} - bereikt:
        bereikt |= erbij
    if bereikt != namen:
        raise ValueError(f"{soort.code}: cannot be reached: {sorted(namen - bereikt)}")
    for toestand in soort.toestanden:
        verder = [een for een in soort.stappen_van(toestand.naam) if een.naar not in (None, toestand.naam)]
        if not (toestand.einde or verder):
            raise ValueError(f"{soort.code}, {toestand.naam}: nothing leads out of it")
