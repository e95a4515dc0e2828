"""Level 3 rules on classes StartProduct (JW305) and StopProduct (JW307).

A class with StatusAanlevering 3 only has to name something that was sent (TR063) and, for a start,
something that is not stopped (TR071); no other check applies to it.
"""

from __future__ import annotations

from app.messages.records import StartProduct, StopProduct
from app.rules.collection import RuleCollection
from app.rules.facts import BekendeStart, BekendeStop, RegieFacts
from app.rules.outcome import Fired, NotCheckable, Outcome

REGELS = RuleCollection()


@REGELS.rule("TR019", "StartProduct", "StopProduct")
def tr019(product: StartProduct | StopProduct, facts: RegieFacts) -> Outcome:
    """The start or stop belongs to a toewijzing of this client."""
    if product.status == "3":
        return None
    nummer = product.toewijzingnummer
    if nummer is None:
        return NotCheckable(
            "Zonder toewijzingnummer is niet te zien of dit taakgerichte hulp is, waarvoor geen toewijzing bestaat."
        )
    toewijzing = facts.toewijzingen.get(nummer)
    if toewijzing is not None and toewijzing.client == facts.client and not toewijzing.verwijderd:
        return None
    waarom = (
        f"Toewijzing {nummer} is verwijderd."
        if toewijzing is not None and toewijzing.verwijderd
        else f"Van deze gemeente aan deze aanbieder is voor deze client geen toewijzing {nummer} bekend."
    )
    return Fired(
        gevonden=f"toewijzingnummer {nummer}",
        verwacht="het nummer van een toewijzing van deze client",
        uitleg=waarom,
    )


@REGELS.rule("TR063", "StartProduct", "StopProduct")
def tr063(product: StartProduct | StopProduct, facts: RegieFacts) -> Outcome:
    """Only what was sent can be removed."""
    if product.status != "3" or _zelfde_aanlevering(product, facts):
        return None
    wat = "start" if isinstance(product, StartProduct) else "stop"
    return Fired(
        gevonden="StatusAanlevering 3",
        verwacht=f"een eerdere {wat} met dezelfde sleutel",
        uitleg=f"Er is geen {wat} met deze sleutel ({_sleutel(product)}) die verwijderd kan worden.",
    )


@REGELS.rule("TR071", "StartProduct")
def tr071(product: StartProduct, facts: RegieFacts) -> Outcome:
    """A start that was stopped is not removed."""
    if product.status != "3":
        return None
    stop = next((stop for stop in facts.stand.stops if _van_start(stop, product)), None)
    if stop is None:
        return None
    return Fired(
        gevonden="StatusAanlevering 3",
        verwacht="een start waarvoor nog geen stop is gemeld",
        uitleg=f"Voor deze start is al een stop gemeld per {stop.einddatum}; verwijder eerst die stop.",
        vergeleken_met=f"stop per {stop.einddatum}",
    )


@REGELS.rule("TR074", "StartProduct", "StopProduct")
def tr074(product: StartProduct | StopProduct, facts: RegieFacts) -> Outcome:
    """A first delivery has a key that was not sent before."""
    if product.status != "1" or not _zelfde_aanlevering(product, facts):
        return None
    wat = "start" if isinstance(product, StartProduct) else "stop"
    return Fired(
        gevonden="een tweede aanlevering met dezelfde sleutel",
        verwacht="een sleutel die nog niet is gebruikt",
        uitleg=f"Deze {wat} ({_sleutel(product)}) is al eerder gemeld; verwijder die eerst met StatusAanlevering 3.",
    )


@REGELS.rule("TR326", "StartProduct")
def tr326(product: StartProduct, facts: RegieFacts) -> Outcome:
    """Nothing is started that runs.

    With a ToewijzingNummer any running start on that toewijzing counts, whatever its Product (OP289);
    without, only one with the same key, for a taakgerichte delivery has no other (IV096).
    """
    if product.status == "3":
        return None
    nummer = product.toewijzingnummer
    for start in facts.stand.starts:
        zelfde = _van_start(start, product) if nummer is None else start.toewijzingnummer == nummer
        if zelfde and not any(_van_start(stop, start) for stop in facts.stand.stops):
            return Fired(
                gevonden=f"start per {product.begindatum}",
                verwacht="een stop van de lopende levering",
                uitleg=f"De levering die op {start.begindatum} is gestart, loopt nog; meld eerst de stop.",
                vergeleken_met=f"start per {start.begindatum}",
            )
    return None


@REGELS.rule("TR382", "StopProduct")
def tr382(product: StopProduct, facts: RegieFacts) -> Outcome:
    """A stop repeats the key of its start."""
    if product.status == "3" or any(_van_start(start, product) for start in facts.stand.starts):
        return None
    begin = [start.begindatum for start in facts.stand.starts if _zelfde_product(start, product)]
    bekend = f" Wel bekend: start per {', '.join(map(str, begin))}." if begin else ""
    return Fired(
        gevonden=_sleutel(product),
        verwacht="toewijzingnummer, product en begindatum van een gemelde start",
        uitleg=f"Er is geen start gemeld met {_sleutel(product)}.{bekend}",
    )


@REGELS.rule("TR413", "StopProduct")
def tr413(product: StopProduct, facts: RegieFacts) -> Outcome:
    """After a temporary stop no second temporary stop of the same delivery."""
    if product.status == "3" or product.reden_beeindiging != "20":
        return None
    stop = next((stop for stop in _stops(product, facts) if stop.reden_beeindiging == "20"), None)
    if stop is None:
        return None
    return Fired(
        gevonden="reden 20 (tijdelijk)",
        verwacht="een andere reden",
        uitleg=f"De levering die op {product.begindatum} begon is al tijdelijk gestopt per {stop.einddatum}.",
        vergeleken_met=f"stop per {stop.einddatum}",
    )


@REGELS.rule("TR414", "StopProduct")
def tr414(product: StopProduct, facts: RegieFacts) -> Outcome:
    """A later stop does not end before an earlier one."""
    if product.status == "3":
        return None
    laatste = max((stop.einddatum for stop in _stops(product, facts)), default=None)
    if laatste is None or product.einddatum >= laatste:
        return None
    return Fired(
        gevonden=str(product.einddatum),
        verwacht=f"{laatste} of later",
        uitleg=f"Voor deze levering is al een stop gemeld per {laatste}; deze ligt daarvoor.",
        vergeleken_met=f"stop per {laatste}",
    )


@REGELS.rule("TR415", "StopProduct")
def tr415(product: StopProduct, facts: RegieFacts) -> Outcome:
    """After a definitive stop no stop follows."""
    if product.status == "3":
        return None
    stop = next((stop for stop in _stops(product, facts) if stop.reden_beeindiging != "20"), None)
    if stop is None:
        return None
    return Fired(
        gevonden=f"reden {product.reden_beeindiging} per {product.einddatum}",
        verwacht="geen eerdere definitieve stop",
        uitleg=f"Deze levering is al definitief gestopt per {stop.einddatum} (reden {stop.reden_beeindiging}); "
        "verwijder die stop eerst als hij onjuist is.",
        vergeleken_met=f"stop per {stop.einddatum}",
    )


_Met = StartProduct | StopProduct | BekendeStart | BekendeStop


def _zelfde_product(een: _Met, ander: _Met) -> bool:
    return (een.toewijzingnummer, een.categorie, een.code) == (
        ander.toewijzingnummer,
        ander.categorie,
        ander.code,
    )


def _van_start(een: _Met, ander: _Met) -> bool:
    return een.begindatum == ander.begindatum and _zelfde_product(een, ander)


def _zelfde_aanlevering(product: StartProduct | StopProduct, facts: RegieFacts) -> bool:
    if isinstance(product, StartProduct):
        return any(_van_start(start, product) for start in facts.stand.starts)
    return any(
        _van_start(stop, product)
        and (stop.reden_beeindiging, stop.einddatum) == (product.reden_beeindiging, product.einddatum)
        for stop in facts.stand.stops
    )


def _stops(product: StopProduct, facts: RegieFacts) -> list[BekendeStop]:
    """Stops with the key of TR413, TR414 and TR415: the client's, by ToewijzingNummer and Begindatum."""
    return [
        stop
        for stop in facts.stand.stops
        if (stop.toewijzingnummer, stop.begindatum) == (product.toewijzingnummer, product.begindatum)
        and (product.toewijzingnummer is not None or _zelfde_product(stop, product))
    ]


def _sleutel(product: StartProduct | StopProduct) -> str:
    delen = [
        f"toewijzing {product.toewijzingnummer}" if product.toewijzingnummer is not None else "geen toewijzing",
        f"product {product.code or product.categorie or 'leeg'}",
        f"begindatum {product.begindatum}",
    ]
    if isinstance(product, StopProduct):
        delen.append(f"reden {product.reden_beeindiging} per {product.einddatum}")
    return ", ".join(delen)
