"""How each rule is held: for documentation and for whoever looks a rule up. Doors know no rule."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from types import MappingProxyType
from typing import Any, NamedTuple

from app.exchange.bestand import TECHNISCHE_EISEN, signalen_over_bestand
from app.rules.procedure.regelset import PER_BERICHT
from app.rules.ruleset import Regelset, regelset
from app.standard.release import NIVEAU_XSD, Regel, Release
from app.standard.voorschriften import Dekking, Vorm

_Functie = Callable[..., Any]


class Gedrag(NamedTuple):
    """What the product does by itself, so that a rule of procedure holds."""

    wat: str
    """One Dutch sentence."""
    waar: str
    """Module and what in it, as "module:name"."""


GEDRAG: Mapping[tuple[Vorm, str], Gedrag] = MappingProxyType(
    {
        ("antwoord", "beoordeling"): Gedrag(
            "Elk bericht doorloopt de niveaus in volgorde; een fout op een niveau maakt de volgende overbodig.",
            "app.exchange.steps:Loket",
        ),
        ("antwoord", "retour"): Gedrag(
            "Het retour wordt hiernaar opgesteld, en meteen na de beoordeling.", "app.messages.retour:schrijf_retour"
        ),
        ("antwoord", "declaratieantwoord"): Gedrag(
            "Het declaratie-antwoord wordt hiernaar opgesteld, en meteen na de beoordeling.",
            "app.messages.retour:schrijf_declaratie_antwoord",
        ),
        ("antwoord", "volgorde"): Gedrag(
            "Creditregels worden beoordeeld en geboekt vóór debetregels.", "app.exchange.judge:judge_history"
        ),
        ("administratie", "toewijzingsversies"): Gedrag(
            "Elke versie van een toewijzing blijft bewaard; de laatste toewijzingsdatum en -tijd beslist welke geldt.",
            "app.store.bewaren:bewaar",
        ),
        ("administratie", "regiestand"): Gedrag(
            "Een verwijdering gaat vóór een nieuwe melding in hetzelfde bericht, en telt daarna als niet gestuurd.",
            "app.exchange.judge:judge_history",
        ),
        ("administratie", "aangehouden"): Gedrag(
            "Een bericht dat niet te beoordelen is, wordt bewaard en getoond als aangehouden.",
            "app.exchange.steps:BerichtAangehouden",
        ),
        ("administratie", "feiten"): Gedrag(
            "Een regel ziet alleen het bericht en de feiten die voor dat soort bericht zijn opgehaald; "
            "bij een declaratie zijn dat nooit starts of stops.",
            "app.rules.facts:DeclaratieFacts",
        ),
        ("administratie", "complement"): Gedrag(
            "Van een ontvangen declaratie-antwoord worden de toegekende prestaties afgeleid; ingediend is dan precies "
            "toegekend plus afgewezen.",
            "app.exchange.complement:vul_aan",
        ),
        ("administratie", "contracten"): Gedrag(
            "Tarieven liggen vast per contract, productcode en dag.", "app.contracts.boek:Contractboek"
        ),
        ("inname", "grootte"): Gedrag(
            "Een bericht boven de ingestelde grens (standaard 25 MB) wordt geweigerd.", "app.messages.intake:neem_aan"
        ),
        ("inname", "codering"): Gedrag(
            "Wat geen XML in UTF-8 is, of een byte-order-mark heeft, wordt geweigerd.", "app.messages.intake:neem_aan"
        ),
        ("opstellen", "xsd-versie"): Gedrag(
            "Elk bericht en antwoord dat hier wordt gemaakt, noemt de ingestelde XSD-versie.", "app.settings:Settings"
        ),
        ("opstellen", "correctie"): Gedrag(
            "Een correctie die hier wordt opgesteld, crediteert alleen toegekende prestaties, als kopie van het debet.",
            "app.exchange.correctie.voorstel:stel_correctie_op",
        ),
        ("opstellen", "correctievolgorde"): Gedrag(
            "Een correctie crediteert eerst helemaal, in een eigen bericht; het nieuwe debet komt in het bericht erna.",
            "app.exchange.correctie.berichten:verdeel",
        ),
        ("opstellen", "correctieperiode"): Gedrag(
            "Een correctie gaat in de laatst ingediende declaratieperiode, of een latere als een prestatie dat vraagt.",
            "app.exchange.correctie.berichten:kies_periode",
        ),
        ("opstellen", "correctienummers"): Gedrag(
            "Een correctie krijgt nummers die deze aanbieder nog niet heeft gebruikt.",
            "app.exchange.correctie.nummers:vrije_nummers",
        ),
    }
)
"""By the form and the name that the data of a release gives it."""


def signaalfuncties(regel_id: str) -> tuple[str, ...]:
    """Full names of the functions that give a signal on a message; none for one that a term gives, or none at all."""
    functies: list[_Functie] = [signalen_over_bestand] if regel_id == TECHNISCHE_EISEN else []
    for verzameling in PER_BERICHT.values():
        functies += (functie for (eigen, _), functie in verzameling.per_klasse.items() if eigen == regel_id)
        functies += (functie for eigen, functie in verzameling.over.items() if eigen == regel_id)
    return tuple(dict.fromkeys(_naam(functie) for functie in functies))


def gedragingen(dekking: Dekking) -> tuple[Gedrag, ...]:
    """What the product does for one way of being held; none where a rule, the XSD, a signal or a clock does it."""
    return tuple(GEDRAG[sleutel] for naam in dekking.verwijzingen if (sleutel := (dekking.vorm, naam)) in GEDRAG)


def functies(release: Release, regel: Regel) -> tuple[str, ...]:
    """Full names of the functions of a rule; none for a rule that the XSD holds (level 1)."""
    if regel.niveau == NIVEAU_XSD:
        return ()
    namen = {
        _naam(functie): None
        for bericht in dict.fromkeys(plaats.bericht for plaats in regel.plaatsen)
        for functie in _functies(regelset(release, bericht), regel.id)
    }
    return tuple(namen)


def _naam(functie: _Functie) -> str:
    return f"{functie.__module__}.{functie.__qualname__}"


def _functies(regels: Regelset, regel_id: str) -> Iterator[_Functie]:
    for een in regels.over:
        if een.regel.id == regel_id:
            yield een.functie
    for verzameling in (regels.inhoud, regels.historie):
        for van_klasse in verzameling.values():
            yield from (een.functie for een in van_klasse.gebonden if een.regel.id == regel_id)
