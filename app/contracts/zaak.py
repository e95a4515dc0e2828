"""A case of people: an append-only row of steps, its state, and the measures that follow from it. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import NamedTuple

from app.standard.rollen import Rol
from app.standard.zaaksoorten import Gegeven, Stapsoort, Zaaksoort

Waarde = str | int | date
STOP_TOEWIJZINGEN = "stop_nieuwe_toewijzingen"
"""The measure that a new JW301 is held against."""
_TERUGVORDERING = "terugvordering"
MEESTE_EUROCENTEN = 99_999_999_999


class Zaakstap(NamedTuple):
    """What somebody did."""

    moment: datetime
    """In Dutch time."""
    naam: str
    door: Rol
    toelichting: str
    gegevens: Mapping[str, Waarde]


class Gegevensfout(NamedTuple):
    """A value that is not what its step asks."""

    pad: str
    """Its place in the question, such as gegevens.vanaf."""
    melding: str
    """Dutch."""


class Genomen(NamedTuple):
    """A step that was taken, and between which states; the one that opened the case comes from none."""

    van: str | None
    naar: str
    stap: Zaakstap


@dataclass(frozen=True, slots=True)
class Maatregel:
    """A measure on an aanbieder, with its first and last day."""

    soort: str
    van: date
    tot: date | None = None
    """None: until it is lifted."""
    bedrag: int | None = None
    """Eurocents, only of a terugvordering."""

    def geldt_op(self, dag: date) -> bool:
        """Whether it is in force on a day."""
        return self.van <= dag and (self.tot is None or dag <= self.tot)


class StapGeweigerd(Exception):
    """This step cannot be taken now, or not by this role."""

    def __init__(self, toestand: str, mogelijk: tuple[Stapsoort, ...], *, herstel: bool = False):
        super().__init__(f"not from state {toestand}")
        self.toestand = toestand
        self.mogelijk = mogelijk
        """The steps that can be taken from this state, by any role."""
        self.herstel = herstel
        """The step awaits a corrected line that was granted."""


class ZaakGeweigerd(Exception):
    """What was told with a step is not what it asks; each fault with its place."""

    def __init__(self, fouten: tuple[Gegevensfout, ...]):
        super().__init__("the values of a step are refused")
        self.fouten = fouten


@dataclass(frozen=True, slots=True)
class Zaakverloop:
    """The course of a case: never empty, and only ever longer."""

    soort: Zaaksoort
    stappen: tuple[Genomen, ...]

    @property
    def toestand(self) -> str:
        """The state after the last step."""
        return self.stappen[-1].naar

    @property
    def gesloten(self) -> bool:
        """Whether nothing is left to do."""
        return self.soort.toestand(self.toestand).einde

    @property
    def mogelijk(self) -> tuple[Stapsoort, ...]:
        """Steps that can be taken now, by any role."""
        return self.soort.stappen_van(self.toestand)

    @property
    def maatregelen(self) -> tuple[Maatregel, ...]:
        """Every measure that was imposed, in that order, with the day until which it holds or held."""
        gevonden: tuple[Maatregel, ...] = ()
        for genomen in self.stappen:
            gevonden = _na(gevonden, self.soort, genomen)
        return gevonden


def open_zaak(soort: Zaaksoort, stap: Zaakstap) -> Zaakverloop:
    """The course that begins with this step; raises StapGeweigerd or ZaakGeweigerd."""
    begin = soort.openen
    if stap.naam != begin.naam or stap.door not in begin.door:
        raise StapGeweigerd("", (begin,))
    _eis_gegevens(begin, stap.gegevens)
    return Zaakverloop(soort, (Genomen(None, soort.toestanden[0].naam, stap),))


def neem_stap(verloop: Zaakverloop, stap: Zaakstap, *, hersteld: bool = False) -> Zaakverloop:
    """The course with this step behind it; raises StapGeweigerd or ZaakGeweigerd.

    ``hersteld``: a corrected line was granted, of which some steps are the end.
    """
    soort = next((een for een in verloop.mogelijk if een.naam == stap.naam and stap.door in een.door), None)
    if soort is None:
        raise StapGeweigerd(verloop.toestand, verloop.mogelijk)
    if soort.herstel and not hersteld:
        raise StapGeweigerd(verloop.toestand, verloop.mogelijk, herstel=True)
    _eis_gegevens(soort, stap.gegevens)
    if soort.maatregel == "hef_op":
        _eis_lopende(verloop, stap.gegevens)
    naar = verloop.toestand if soort.naar is None else soort.naar
    return replace(verloop, stappen=(*verloop.stappen, Genomen(verloop.toestand, naar, stap)))


def lees_gegevens(ruw: Mapping[str, object], soort: Stapsoort) -> dict[str, Waarde]:
    """What was told with a step, as JSON, in the types of the catalogue; raises ZaakGeweigerd with every fault."""
    bekend = {een.naam: een for een in (*soort.vraagt, *soort.mag)}
    gelezen: dict[str, Waarde] = {}
    fouten: list[Gegevensfout] = []
    for naam, waarde in ruw.items():
        gegeven = bekend.get(naam)
        if gegeven is None:
            kan = f"verwacht: {', '.join(bekend)}" if bekend else "deze stap vraagt geen gegevens"
            fouten.append(Gegevensfout("gegevens", f"Een gegeven hoort niet bij stap {soort.naam}; {kan}."))
            continue
        goed = _lees(gegeven, waarde)
        if goed is None:
            fouten.append(Gegevensfout(f"gegevens.{naam}", f"{naam} klopt niet; verwacht: {verwacht(gegeven)}."))
        else:
            gelezen[naam] = goed
    if fouten:
        raise ZaakGeweigerd(tuple(fouten))
    return gelezen


def verwacht(gegeven: Gegeven) -> str:
    """What a value has to look like, in Dutch."""
    return {
        "keuze": f"een van {', '.join(gegeven.keuzes)}",
        "datum": "een dag zoals 2026-05-06",
        "bedrag": "een geheel aantal eurocenten vanaf 1",
        "aantal": "een geheel getal vanaf 1",
        "code": f"een tekst van de vorm {gegeven.vorm}",
    }[gegeven.soort]


def _lees(gegeven: Gegeven, waarde: object) -> Waarde | None:
    """The value; None when it does not look as it should."""
    match gegeven.soort:
        case "keuze":
            return waarde if isinstance(waarde, str) and waarde in gegeven.keuzes else None
        case "datum":
            return _lees_dag(waarde)
        case "bedrag" | "aantal":
            heel = isinstance(waarde, int) and not isinstance(waarde, bool)
            return waarde if heel and isinstance(waarde, int) and 1 <= waarde <= MEESTE_EUROCENTEN else None
        case "code":
            past = isinstance(waarde, str) and re.fullmatch(gegeven.vorm or "", waarde)
            return waarde if past and isinstance(waarde, str) else None


def _lees_dag(waarde: object) -> date | None:
    if not isinstance(waarde, str):
        return None
    try:
        return date.fromisoformat(waarde)
    except ValueError:
        return None


def _eis_gegevens(soort: Stapsoort, gegevens: Mapping[str, Waarde]) -> None:
    fouten = [
        Gegevensfout(f"gegevens.{een.naam}", f"{een.naam} is verplicht bij stap {soort.naam}: {een.titel.lower()}.")
        for een in soort.vraagt
        if een.naam not in gegevens
    ]
    fouten += _maatregelfouten(soort, gegevens)
    if fouten:
        raise ZaakGeweigerd(tuple(fouten))


def _maatregelfouten(soort: Stapsoort, gegevens: Mapping[str, Waarde]) -> Iterator[Gegevensfout]:
    if soort.maatregel != "leg_op":
        return
    vanaf, tot = gegevens.get("vanaf"), gegevens.get("tot")
    if isinstance(vanaf, date) and isinstance(tot, date) and tot < vanaf:
        yield Gegevensfout("gegevens.tot", f"tot ({tot}) ligt voor vanaf ({vanaf}).")
    if (gegevens.get("maatregel") == _TERUGVORDERING) != ("bedrag" in gegevens):
        yield Gegevensfout("gegevens.bedrag", "bedrag hoort bij een terugvordering, en alleen daarbij.")


def _eis_lopende(verloop: Zaakverloop, gegevens: Mapping[str, Waarde]) -> None:
    soort, dag = gegevens["maatregel"], gegevens["tot"]
    if not any(een.soort == soort and isinstance(dag, date) and _loopt_na(een, dag) for een in verloop.maatregelen):
        raise ZaakGeweigerd(
            (Gegevensfout("gegevens.maatregel", f"Er is geen maatregel {soort} die na {dag} nog geldt."),)
        )


def _na(maatregelen: tuple[Maatregel, ...], soort: Zaaksoort, genomen: Genomen) -> tuple[Maatregel, ...]:
    """The measures after a step."""
    gegevens = genomen.stap.gegevens
    werking = next((een.maatregel for een in soort.stappen if een.naam == genomen.stap.naam), None)
    if werking == "leg_op":
        erbij = Maatregel(
            soort=str(gegevens["maatregel"]),
            van=_dag(gegevens["vanaf"]),
            tot=_dag(gegevens["tot"]) if "tot" in gegevens else None,
            bedrag=int(str(gegevens["bedrag"])) if "bedrag" in gegevens else None,
        )
        maatregelen = (*maatregelen, erbij)
    elif werking == "hef_op":
        maatregelen = _beeindig(maatregelen, str(gegevens["maatregel"]), _dag(gegevens["tot"]))
    if soort.toestand(genomen.naar).einde:
        maatregelen = _beeindig(maatregelen, None, genomen.stap.moment.date())
    return maatregelen


def _beeindig(maatregelen: tuple[Maatregel, ...], soort: str | None, dag: date) -> tuple[Maatregel, ...]:
    """Let measures of a kind (None: all) end on a day; one that had not begun by then goes."""
    over: list[Maatregel] = []
    for een in maatregelen:
        if soort not in (None, een.soort) or not _loopt_na(een, dag):
            over.append(een)
        elif een.van <= dag:
            over.append(replace(een, tot=dag))
    return tuple(over)


def _loopt_na(maatregel: Maatregel, dag: date) -> bool:
    return maatregel.tot is None or maatregel.tot > dag


def _dag(waarde: Waarde) -> date:
    if not isinstance(waarde, date):
        raise TypeError("not a day")
    return waarde
