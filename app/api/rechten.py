"""Who may do what: one row for each operation of the API, and nothing that is not here.

A row says for each role how the scope of its access is applied. docs/rechten.md is generated from it. A new route
needs a row: without one it is closed for everybody, and a test fails.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import Enum
from typing import Final, NamedTuple

from app.store.toegang import Rol


class Waar(Enum):
    """Where the scope is applied."""

    OVERAL = "overal"
    """Nowhere: the role may have all that the operation gives."""
    PAD = "pad"
    """Parts of the address have to be those of the access."""
    VRAAG = "vraag"
    """Parameters have to be those of the access, and are filled in when they are absent."""
    INHOUD = "inhoud"
    """Fields of the JSON body have to be those of the access."""
    AFZENDER = "afzender"
    """The message has to come from the party of the access."""
    OPSLAG = "opslag"
    """The operation asks the store within the scope (``bereik_van``); what is outside does not exist."""


class Grens(NamedTuple):
    """How the scope of a role is applied: by which parameters, and to which part of the scope each one belongs."""

    waar: Waar
    delen: tuple[tuple[str, str], ...] = ()


class Recht(NamedTuple):
    """Who may do an operation."""

    rollen: Mapping[Rol, Grens]
    openbaar: bool = False
    """Nobody is asked who they are."""
    ook_open: bool = True
    """Whether it can be done where no keys are asked (IJW_TOEGANG=open)."""


def _grens(waar: Waar, namen: tuple[str, ...], anders: Mapping[str, str]) -> Grens:
    return Grens(waar, (*((naam, naam) for naam in namen), *anders.items()))


def pad(*namen: str, **anders: str) -> Grens:
    """These parts of the address; ``code="regio"``: the part `code` has to be the regio."""
    return _grens(Waar.PAD, namen, anders)


def vraag(*namen: str, **anders: str) -> Grens:
    """These parameters; named as in ``pad``."""
    return _grens(Waar.VRAAG, namen, anders)


def inhoud(*namen: str, **anders: str) -> Grens:
    """These fields of the body, which have to be required; named as in ``pad``."""
    return _grens(Waar.INHOUD, namen, anders)


OVERAL: Final = Grens(Waar.OVERAL)
AFZENDER: Final = Grens(Waar.AFZENDER)
OPSLAG: Final = Grens(Waar.OPSLAG)

_GEMEENTE, _AANBIEDER, _REGIO, _TEAM = Rol.GEMEENTE, Rol.AANBIEDER, Rol.REGIO, Rol.LOKAAL_TEAM
_TOEZICHT, _BEHEERDER, _KNOOPPUNT = Rol.TOEZICHT, Rol.BEHEERDER, Rol.KNOOPPUNT

_OPENBAAR: Final = Recht({}, openbaar=True)
_IEDEREEN: Final = Recht(dict.fromkeys(Rol, OVERAL))
"""Whoever has a key: it says nothing of a child, and is the same for all."""
_LEVEREN: Final = Recht({_GEMEENTE: AFZENDER, _AANBIEDER: AFZENDER, _KNOOPPUNT: OVERAL})
_BERICHT: Final = Recht(
    {_GEMEENTE: OPSLAG, _AANBIEDER: OPSLAG, _KNOOPPUNT: OVERAL, _TOEZICHT: OVERAL, _BEHEERDER: OVERAL}
)
_BERICHT_ZELF: Final = Recht({_GEMEENTE: OPSLAG, _AANBIEDER: OPSLAG, _KNOOPPUNT: OVERAL})
"""Names a child."""
_EEN_TOEWIJZING: Final = Recht({_GEMEENTE: OPSLAG, _AANBIEDER: OPSLAG, _TOEZICHT: OVERAL})
_LIJST: Final = Recht({_GEMEENTE: vraag("gemeente"), _AANBIEDER: vraag("aanbieder"), _TOEZICHT: OVERAL})
_CIJFER: Final = Recht(
    {_GEMEENTE: vraag("gemeente"), _AANBIEDER: vraag("aanbieder"), _REGIO: vraag("regio"), _TOEZICHT: OVERAL}
)
_REGIO_LEZEN: Final = Recht(
    {_GEMEENTE: OPSLAG, _AANBIEDER: OPSLAG, _REGIO: OPSLAG, _TOEZICHT: OVERAL, _BEHEERDER: OVERAL}
)
_ZAAK: Final = Recht(dict.fromkeys((_GEMEENTE, _AANBIEDER, _REGIO), inhoud(door="rol")))
_NAAST_ELKAAR: Final = Recht({_GEMEENTE: vraag("gemeente"), _REGIO: vraag("regio"), _TOEZICHT: OVERAL})
"""Holds aanbieders against each other, or against the whole they are in: an aanbieder would see others in it. For an
aanbieder there is the figure spiegel."""
_BEHEER: Final = Recht({_BEHEERDER: OVERAL}, ook_open=False)
"""Where no keys are asked nobody may make one, for it would still be there when they are."""

RECHTEN: Final[Mapping[str, Recht]] = {
    # Messages
    "verwerkBericht": _LEVEREN,
    "toetsBericht": _LEVEREN,
    "zoekBerichten": _BERICHT,
    "leesBericht": _BERICHT,
    "leesBerichtXml": _BERICHT_ZELF,
    "leesRetour": _BERICHT_ZELF,
    # Toewijzingen and money
    "leesToewijzing": _EEN_TOEWIJZING,
    "leesPrijs": _EEN_TOEWIJZING,
    "zoekUitzonderingen": _LIJST,
    "legUitzonderingVast": Recht({_GEMEENTE: inhoud("gemeente")}),
    "leesPrestatieprijs": _EEN_TOEWIJZING,
    "zoekBetalingen": _LIJST,
    "leesVerantwoording": _LIJST,
    "rekenTrajectAf": Recht({_GEMEENTE: inhoud("gemeente", door="rol")}),
    "zoekAfrekeningen": _LIJST,
    "leesAfrekening": _EEN_TOEWIJZING,
    "zoekPlafonds": Recht(
        {_GEMEENTE: vraag("gemeente"), _AANBIEDER: vraag("aanbieder"), _REGIO: vraag("regio"), _TOEZICHT: OVERAL}
    ),
    "meldPlafond": Recht({_AANBIEDER: OPSLAG, _REGIO: inhoud("regio")}),
    # Chains
    "zoekKetens": _LIJST,
    "leesKeten": Recht({_GEMEENTE: OPSLAG, _AANBIEDER: OPSLAG, _TOEZICHT: OVERAL}),
    "zoekKetensVanClient": Recht({_GEMEENTE: OPSLAG, _AANBIEDER: OPSLAG}),
    "zoekTermijnen": _LIJST,
    # Signals
    "zoekSignalen": Recht(
        {
            _GEMEENTE: vraag("gemeente", "voor"),
            _AANBIEDER: vraag("aanbieder", "voor"),
            _BEHEERDER: vraag("voor"),
            _TOEZICHT: OVERAL,
        }
    ),
    "leesSignaal": Recht({_GEMEENTE: OPSLAG, _AANBIEDER: OPSLAG, _BEHEERDER: OPSLAG, _TOEZICHT: OVERAL}),
    "zetSignaaltoestand": Recht(
        {_GEMEENTE: inhoud(door="rol"), _AANBIEDER: inhoud(door="rol"), _BEHEERDER: inhoud(door="rol")}
    ),
    "leesSignaalsoorten": _OPENBAAR,
    "draaiDagronde": Recht({_BEHEERDER: OVERAL}),
    "leesDagrondes": Recht({_BEHEERDER: OVERAL, _TOEZICHT: OVERAL}),
    # Cases of people: who may take which step is told by the catalogue of cases
    "leesZaaksoorten": _OPENBAAR,
    "zoekZaken": _CIJFER,
    "leesZaak": Recht({_GEMEENTE: OPSLAG, _AANBIEDER: OPSLAG, _REGIO: OPSLAG, _TOEZICHT: OVERAL}),
    "openZaak": _ZAAK,
    "zetZaakstap": _ZAAK,
    # Corrections: composed messages name children
    "stelCorrectieOp": Recht({_AANBIEDER: inhoud("aanbieder")}),
    "stelHerzieningOp": Recht({_AANBIEDER: inhoud("aanbieder")}),
    "zoekTariefversies": Recht({_GEMEENTE: OPSLAG, _AANBIEDER: OPSLAG, _REGIO: pad("regio"), _TOEZICHT: OVERAL}),
    "zoekHerzieningen": Recht(
        {_GEMEENTE: vraag("gemeente"), _AANBIEDER: vraag("aanbieder"), _REGIO: pad("regio"), _TOEZICHT: OVERAL}
    ),
    # Agreements
    "zoekRegios": _IEDEREEN,
    "leesRegio": _REGIO_LEZEN,
    "leesRegiowijzigingen": _REGIO_LEZEN,
    "laadRegio": Recht({_REGIO: pad(code="regio"), _BEHEERDER: OVERAL}),
    "leesDeclareerwijze": _IEDEREEN,
    "zoekPics": _IEDEREEN,
    "leesPic": _IEDEREEN,
    # What no message carries
    "legVerwijzingVast": Recht({_GEMEENTE: pad("gemeente"), _TEAM: pad("gemeente")}),
    "vulVerwijzingAan": Recht({_GEMEENTE: OPSLAG, _AANBIEDER: OPSLAG}),
    "leesVerwijzing": Recht({_GEMEENTE: OPSLAG, _AANBIEDER: OPSLAG, _TEAM: OPSLAG, _TOEZICHT: OVERAL}),
    "zoekOnvolledigeVerwijzingen": Recht({_GEMEENTE: pad("gemeente"), _TOEZICHT: OVERAL}),
    "leesGezinsplannen": Recht({_REGIO: vraag("regio"), _TOEZICHT: OVERAL}),
    "zoekOmzettingen": _LIJST,
    "stelOmzettingOp": Recht({_GEMEENTE: inhoud("gemeente")}),
    # Outcomes
    "leverUitkomsten": Recht({_AANBIEDER: OPSLAG, _GEMEENTE: OPSLAG, _TEAM: OPSLAG}),
    "leverAggregaat": Recht({_AANBIEDER: pad("aanbieder")}),
    "leverOordeel": Recht({_TEAM: pad("gemeente", "team")}),
    "leesUitkomsten": _CIJFER,
    "leesUitkomstwerk": Recht(
        {
            _GEMEENTE: vraag("gemeente"),
            _TEAM: vraag("gemeente", "team"),
            _AANBIEDER: vraag("aanbieder"),
            _TOEZICHT: OVERAL,
        }
    ),
    "leesAggregaten": Recht({_AANBIEDER: vraag("aanbieder"), _REGIO: vraag("regio"), _TOEZICHT: OVERAL}),
    # Figures
    "stuurPopulatie": _CIJFER,
    "stuurFinancien": _CIJFER,
    "stuurSegmenten": _CIJFER,
    "stuurPrognose": _CIJFER,
    "stuurTariefmonitor": _CIJFER,
    "stuurZwaarte": _NAAST_ELKAAR,
    "stuurBenchmark": _NAAST_ELKAAR,
    "stuurPicmix": _CIJFER,
    "stuurPlafondgebruik": _CIJFER,
    "geefAanbiederbundel": _NAAST_ELKAAR,
    "stuurClientstromen": _NAAST_ELKAAR,
    "stuurVerwijsafwijking": _NAAST_ELKAAR,
    "stuurVerwijspatroon": _NAAST_ELKAAR,
    "stuurLokaleteams": _NAAST_ELKAAR,
    "stuurTeaminzet": _NAAST_ELKAAR,
    "stuurAfkeuringen": _CIJFER,
    "stuurBerichtenstroom": _CIJFER,
    "stuurDoorlooptijden": _CIJFER,
    "stuurInstroomgesloten": _CIJFER,
    "stuurPerspectiefplannen": _CIJFER,
    "stuurVolwassenwording": _NAAST_ELKAAR,
    "zoekVolwassenwording": Recht({_GEMEENTE: vraag("gemeente")}),
    "stuurVerblijf": _NAAST_ELKAAR,
    "stuurBudgetten": _NAAST_ELKAAR,
    "stuurDekking": _NAAST_ELKAAR,
    "stuurProductcatalogus": _CIJFER,
    "stuurSpiegel": _CIJFER,
    "stuurKerncijfers": _CIJFER,
    "stuurOvergangen": _CIJFER,
    "stuurWachtlijsten": _CIJFER,
    "stuurVerwijzingen": _CIJFER,
    "stuurWachttijden": _CIJFER,
    "stuurUitval": _CIJFER,
    "stuurSchaling": _CIJFER,
    "stuurDoorplaatsingen": _CIJFER,
    "stuurRetourcodes": _CIJFER,
    "stuurDuur": _CIJFER,
    # About gemeenten beside each other, so of the regio that they are in
    "stuurVergelijking": Recht({_REGIO: vraag("regio"), _TOEZICHT: OVERAL}),
    "legPiclabelVast": Recht({_GEMEENTE: pad("gemeente")}),
    # Accesses
    "leesEigenToegang": Recht(dict.fromkeys(Rol, OVERAL), ook_open=False),
    "zoekToegangen": _BEHEER,
    "maakToegang": _BEHEER,
    "trekToegangIn": _BEHEER,
    # The same for everybody, and nothing to choose
    "leesOpenbareUitkomsten": _OPENBAAR,
    "zoekOpenbareUitkomsten": _OPENBAAR,
    "publiceerUitkomsten": Recht({_BEHEERDER: OVERAL}),
    # The same for everybody, everywhere: what iJw says, made-up examples, and whether the service lives
    "zoekRegels": _OPENBAAR,
    "leesRegel": _OPENBAAR,
    "zoekVoorschriften": _OPENBAAR,
    "leesVoorschrift": _OPENBAAR,
    "leesRetourcode": _OPENBAAR,
    "leesCodelijst": _OPENBAAR,
    "leesVoorbeeld": _OPENBAAR,
    "leeft": _OPENBAAR,
    "gereed": _OPENBAAR,
    "beginConsole": _OPENBAAR,
    "toonConsole": _OPENBAAR,
    "geefConsolebestand": _OPENBAAR,
    "geefDocument": _OPENBAAR,
}
"""By operation id."""

GESLOTEN: Final = Recht({}, ook_open=False)
"""Of an operation without a row."""


def recht_van(operatie: str | None) -> Recht:
    """Who may do an operation."""
    return RECHTEN.get(operatie or "", GESLOTEN)
