"""The page of docs/ with every rule of the standard: what it asks, and how it is held."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from lxml import etree

from app.exchange.dekking import functies, gedragingen, signaalfuncties
from app.standard.release import NIVEAU_XSD, Plaats, Regel, Release
from app.standard.voorschriften import Dekking, Voorschrift, Vorm, laad_voorschriften
from app.steering.termijnen import TERMIJNREGELS, lengte

_XS = {"xs": "http://www.w3.org/2001/XMLSchema"}

_NIVEAUS = {
    1: ("the XSD", "refused; no national answer"),
    2: ("the message alone", "the whole message, 0001"),
    3: ("earlier messages and contracts", "its own code on its class"),
    4: ("an outside source", "its own code on its class"),
}

_SOORTEN = {
    "TR": "technical rules",
    "CD": "conditions",
    "CS": "constraints",
    "RS": "restrictions on a value",
    "OP": "rules of procedure",
    "IV": "instructions",
    "UP": "principles",
}

_VORMEN: Mapping[Vorm, str] = {
    "regel": "rule",
    "xsd": "XSD",
    "signaal": "signal",
    "klok": "clock",
    "antwoord": "answer",
    "administratie": "records",
    "opstellen": "composing",
    "inname": "intake",
    "uitwerking": "worked out in",
}
_ZELF: tuple[Vorm, ...] = ("antwoord", "administratie", "opstellen", "inname")


def regelpagina(release: Release) -> str:
    """The page in Markdown."""
    return "\n".join(_pagina(release)) + "\n"


def cel(tekst: str) -> str:
    """Text for a cell of a table."""
    return tekst.replace("|", "\\|")


def _pagina(release: Release) -> Iterator[str]:
    voorschriften = laad_voorschriften(release)
    yield "# Rules"
    yield ""
    yield f"All {len(release.regels) + len(voorschriften)} rules of iJw {release.naam}: what each asks, how this"
    yield "service holds it, and what software cannot tell. `ijw regels TR418` tells the same about one rule, and so do"
    yield "`/api/v1/regels` and `/api/v1/voorschriften`. Titles and explanations are ours, and Dutch because senders"
    yield "read them; the standard itself is at istandaarden.nl. Choices that we made where it is silent are in"
    yield "[besluiten.md](besluiten.md)."
    yield ""
    yield from _telling(release, voorschriften.values())
    yield ""
    yield "A rule can be held in more than one way. A *rule of the catalogue* is a TR, CD or CS. A *signal* stands"
    yield "beside a judgement and never rejects anything. A *clock* is a term that is watched. *By itself* is what"
    yield "the product does without being told: how it answers, records, composes and takes in."
    yield ""
    yield "- [Rules with a retourcode](#rules-with-a-retourcode) (TR, CD, CS)"
    yield "- [Restrictions on a value](#restrictions-on-a-value) (RS)"
    yield "- [Rules of procedure](#rules-of-procedure) (OP)"
    yield "- [Instructions](#instructions) (IV)"
    yield "- [Principles](#principles) (UP)"
    yield ""
    yield "## Rules with a retourcode"
    yield ""
    yield "The code comes back in the retour, or in the JW325, on the class that the rule is attached to. A JW325 is"
    yield "never answered: a rule that is broken there gives a signal. *Cases* are the messages with which a rule was"
    yield "tested."
    yield ""
    yield from _niveaus(release)
    yield ""
    yield from _tabel(
        ("rule", "level", "code", "messages and classes", "what must hold", "what software cannot tell", "held by", ""),
        (_regel(release, regel) for regel in release.regels.values()),
    )
    for soort, kop, inleiding in _DELEN:
        yield ""
        yield f"## {kop}"
        yield ""
        yield from inleiding
        yield ""
        yield from _voorschriften(een for een in voorschriften.values() if een.soort == soort)


_DELEN = (
    (
        "RS",
        "Restrictions on a value",
        (
            "Level 1: a message with a value that breaks one is refused with the line and the path of the element.",
            "Each facet is tested with a value that breaks it, in `tests/schemas/test_typeregels.py`.",
        ),
    ),
    ("OP", "Rules of procedure", ("How partners work together. None has a level or a retourcode.",)),
    ("IV", "Instructions", ("How to fill in a message. None has a level or a retourcode.",)),
    ("UP", "Principles", ("What the standard starts from. None has a level or a retourcode.",)),
)


class _Rij(NamedTuple):
    """How one kind of rules is held, in numbers of rules."""

    soort: str
    aantal: int
    functie: int
    regel: int
    xsd: int
    signaal: int
    klok: int
    zelf: int
    deels: int
    niet: int


def _telling(release: Release, voorschriften: Iterable[Voorschrift]) -> Iterator[str]:
    alle = list(voorschriften)
    rijen = [
        *(
            _tel_regels(release, soort, [een for een in release.regels.values() if een.id[:2] == soort])
            for soort in _SOORTEN
        ),
        *(_tel_voorschriften(soort, [een for een in alle if een.soort == soort]) for soort in _SOORTEN),
    ]
    rijen = [rij for rij in rijen if rij.aantal]
    totaal = ("all", *(sum(getallen) for getallen in zip(*(rij[1:] for rij in rijen), strict=True)))
    yield from _tabel(
        (
            "kind",
            "rules",
            "own function",
            "rule of the catalogue",
            "XSD",
            "signal",
            "clock",
            "by itself",
            "software decides in part",
            "software cannot decide",
        ),
        ((f"{rij.soort}, {_SOORTEN[rij.soort]}", *(_getal(getal) for getal in rij[1:])) for rij in rijen),
    )
    yield f"| {' | '.join(f'**{deel}**' for deel in totaal)} |"


def _getal(getal: int | str) -> str:
    return str(getal) if getal else ""


def _tel_regels(release: Release, soort: str, regels: Sequence[Regel]) -> _Rij:
    return _Rij(
        soort,
        len(regels),
        functie=sum(bool(functies(release, regel)) for regel in regels),
        regel=0,
        xsd=sum(regel.niveau == NIVEAU_XSD for regel in regels),
        signaal=0,
        klok=0,
        zelf=0,
        deels=sum(regel.toetsbaar == "gedeeltelijk" for regel in regels),
        niet=0,
    )


def _tel_voorschriften(soort: str, voorschriften: Sequence[Voorschrift]) -> _Rij:
    def tel(*vormen: Vorm) -> int:
        return sum(any(een.gedekt_door(vorm) for vorm in vormen) for een in voorschriften)

    return _Rij(
        soort,
        len(voorschriften),
        functie=0,
        regel=tel("regel"),
        xsd=tel("xsd"),
        signaal=tel("signaal"),
        klok=tel("klok"),
        zelf=tel(*_ZELF),
        deels=sum(een.toetsbaar == "gedeeltelijk" for een in voorschriften),
        niet=sum(een.toetsbaar == "niet" for een in voorschriften),
    )


def _niveaus(release: Release) -> Iterator[str]:
    aantallen = {niveau: sum(regel.niveau == niveau for regel in release.regels.values()) for niveau in _NIVEAUS}
    yield from _tabel(
        ("level", "held against", "when broken", "rules"),
        ((str(niveau), wat, gevolg, str(aantallen[niveau])) for niveau, (wat, gevolg) in _NIVEAUS.items()),
    )


def _regel(release: Release, regel: Regel) -> tuple[str, ...]:
    return (
        regel.id,
        str(regel.niveau),
        regel.retourcode or "-",
        _plaatsen(regel.plaatsen),
        f"**{cel(regel.titel)}.** {cel(regel.uitleg)}",
        cel(regel.voorbehoud) or "-",
        "<br>".join(_gehouden_door(release, regel)),
        f"[cases](regeltoetsen.md#{regel.id.lower()})",
    )


def _gehouden_door(release: Release, regel: Regel) -> Iterator[str]:
    if regel.niveau == NIVEAU_XSD:
        yield from dict.fromkeys(
            f"XSD: {plaats.element}, pattern `{_patroon(release, plaats)}`" for plaats in regel.plaatsen
        )
        return
    for naam in functies(release, regel):
        yield f"`{naam.removeprefix('app.rules.')}`"


def _patroon(release: Release, plaats: Plaats) -> str:
    """The pattern by which the schema holds a level 1 rule; raises LookupError when it has none."""
    schema = etree.parse(release.schemas / release.berichten[plaats.bericht].schema)
    patronen = schema.xpath(
        "//xs:complexType[@name=$klasse]//xs:element[@name=$element]//xs:pattern/@value",
        namespaces=_XS,
        klasse=plaats.klasse,
        element=plaats.element,
    )
    if len(patronen) != 1:
        raise LookupError(f"{plaats.bericht}.xsd has no single pattern on {plaats.klasse}/{plaats.element}")
    return str(patronen[0])


def _voorschriften(voorschriften: Iterable[Voorschrift]) -> Iterator[str]:
    yield from _tabel(
        ("rule", "messages", "what it asks", "held by", "what software cannot tell"),
        (
            (
                een.id,
                _plaatsen(een.plaatsen) or ", ".join(een.berichten) or "-",
                cel(een.uitleg),
                "<br>".join(_dekking(een)) or "-",
                cel(een.voorbehoud) or "-",
            )
            for een in voorschriften
        ),
    )


def _dekking(een: Voorschrift) -> Iterator[str]:
    for dekking in een.dekking:
        gedrag = gedragingen(dekking)
        for doet in gedrag:
            yield f"{_VORMEN[dekking.vorm]}: {cel(doet.wat)} `{doet.waar.removeprefix('app.')}`"
        if not gedrag:
            yield f"{_VORMEN[dekking.vorm]}: {_facet(een)}{_verwijzingen(dekking)}"


def _facet(een: Voorschrift) -> str:
    if een.facet is None:
        return ""
    return f"{een.facet.naam} `{cel(een.facet.waarde)}` on " if een.facet.waarde else f"{een.facet.naam} on "


def _verwijzingen(dekking: Dekking) -> str:
    if dekking.vorm == "klok":
        return ", ".join(f"{regel} ({_termijn(regel)})" for regel in dekking.verwijzingen)
    if dekking.vorm == "signaal":
        return ", ".join(f"{regel} {_signaalfuncties(regel)}" for regel in dekking.verwijzingen)
    return ", ".join(dekking.verwijzingen)


def _signaalfuncties(regel: str) -> str:
    """The functions that give a signal; a term that runs out has one for all."""
    namen = signaalfuncties(regel) or ("app.steering.klokken.signalen_van",)
    return ", ".join(f"`{naam.removeprefix('app.').removeprefix('rules.')}`" for naam in namen)


def _termijn(regel: str) -> str:
    """The terms that a rule sets, in Dutch."""
    return ", ".join(f"{soort.value}: {lengte(soort)}" for soort, regels in TERMIJNREGELS.items() if regel in regels)


def _plaatsen(plaatsen: Iterable[Plaats]) -> str:
    per_bericht: dict[str, dict[str, None]] = {}
    for plaats in plaatsen:
        per_bericht.setdefault(plaats.bericht, {})[plaats.klasse] = None
    return "; ".join(f"{bericht} {', '.join(klassen)}" for bericht, klassen in per_bericht.items())


def _tabel(koppen: tuple[str, ...], rijen: Iterable[tuple[str, ...]]) -> Iterator[str]:
    yield f"| {' | '.join(koppen)} |"
    yield f"|{'---|' * len(koppen)}"
    for rij in rijen:
        yield f"| {' | '.join(rij)} |"
