"""Level 3 rules on a JW325 that a partner sent: it is held against the JW323 that it answers.

When that JW323 is not known TR337 says so, and the others have nothing to go by.
"""

from __future__ import annotations

from app.contracts.prijs import euro
from app.messages.records import (
    AntwoordClient,
    AntwoordPrestatie,
    DeclaratieAntwoord,
    Header,
    Prestatie,
    XsdVersie,
)
from app.rules.collection import RuleCollection
from app.rules.facts import DeclaratieantwoordFacts
from app.rules.outcome import Fired, Outcome

REGELS = RuleCollection("JW325")


@REGELS.rule("TR337", "Header")
def tr337(_header: Header, facts: DeclaratieantwoordFacts) -> Outcome:
    """It answers a JW323 that was sent."""
    if facts.declaratie is not None:
        return None
    bericht = facts.bericht
    kenmerk = f"{bericht.declaratie_identificatie} van {bericht.declaratie_dagtekening}"
    return Fired(
        gevonden=f"declaratiebericht {kenmerk}",
        verwacht="een declaratiebericht dat hier bekend is",
        uitleg=f"Aanbieder {bericht.aanbieder} heeft langs deze weg aan gemeente {bericht.gemeente} geen "
        f"declaratiebericht {kenmerk} gestuurd.",
    )


@REGELS.rule("TR371", "Header")
def tr371(_header: Header, facts: DeclaratieantwoordFacts) -> Outcome:
    """It repeats the XsdVersie of the JW323."""
    if facts.declaratie is None:
        return None
    gevonden, verwacht = facts.bericht.declaratie_xsd_versie, facts.declaratie.header.xsd_versie
    if gevonden == verwacht:
        return None
    return Fired(
        gevonden=_versie(gevonden),
        verwacht=_versie(verwacht),
        uitleg=f"Het declaratiebericht noemt {_versie(verwacht)}; het antwoord herhaalt dat als {_versie(gevonden)}.",
        vergeleken_met=_declaratiebericht(facts),
    )


@REGELS.rule("TR376", "DeclaratieAntwoord")
def tr376(antwoord: DeclaratieAntwoord, facts: DeclaratieantwoordFacts) -> Outcome:
    """It repeats the DeclaratieNummer of the JW323."""
    if facts.declaratie is None or antwoord.nummer == facts.declaratie.declaratie.nummer:
        return None
    verwacht = facts.declaratie.declaratie.nummer
    return Fired(
        gevonden=f"declaratienummer {antwoord.nummer}",
        verwacht=f"declaratienummer {verwacht}",
        uitleg=f"Het declaratiebericht dat wordt beantwoord heeft declaratienummer {verwacht}.",
        vergeleken_met=_declaratiebericht(facts),
    )


@REGELS.rule("TR304", "Client")
def tr304(client: AntwoordClient, facts: DeclaratieantwoordFacts) -> Outcome:
    """The client, and the lines returned for it, are of the JW323."""
    if facts.declaratie is None:
        return None
    if client.bsn not in facts.regels:
        return Fired(
            gevonden="een Bsn dat niet in de declaratie staat",
            verwacht="het Bsn van een client uit de declaratie",
            uitleg="Voor dit Bsn is in het declaratiebericht niets gedeclareerd.",
            vergeleken_met=_declaratiebericht(facts),
        )
    regel = facts.vreemde_regels.get(client.positie)
    if regel is None:
        return None
    return Fired(
        gevonden=f"prestatie {regel.referentienummer} van een ander",
        verwacht="prestaties van deze client",
        uitleg=f"Prestatie {regel.referentienummer} is gedeclareerd voor een andere client.",
        vergeleken_met=_declaratiebericht(facts),
    )


@REGELS.rule("TR366", "Prestatie")
def tr366(regel: AntwoordPrestatie, facts: DeclaratieantwoordFacts) -> Outcome:
    """A returned line was claimed."""
    if facts.declaratie is None or facts.ingediend(regel) is not None:
        return None
    return Fired(
        gevonden=_referentie(regel),
        verwacht="de referentie van een ingediende prestatie",
        uitleg=f"In het declaratiebericht staat geen prestatie met {_referentie(regel)}.",
        vergeleken_met=_declaratiebericht(facts),
    )


@REGELS.rule("TR367", "Prestatie")
def tr367(regel: AntwoordPrestatie, facts: DeclaratieantwoordFacts) -> Outcome:
    """A returned line says what was claimed."""
    ingediend = facts.ingediend(regel)
    if ingediend is None or regel[4:14] == ingediend[4:14]:
        return None
    nu, toen = _vergeleken(regel), _vergeleken(ingediend)
    anders = [element for element in nu if nu[element] != toen[element]]
    return Fired(
        gevonden=", ".join(f"{element} {nu[element]}" for element in anders),
        verwacht=", ".join(f"{element} {toen[element]}" for element in anders),
        uitleg=f"Prestatie {regel.referentienummer} is anders teruggestuurd dan gedeclareerd in {' en '.join(anders)}.",
        vergeleken_met=_declaratiebericht(facts),
        element=anders[0],
    )


def _vergeleken(regel: Prestatie | AntwoordPrestatie) -> dict[str, str]:
    """The eight elements of TR367, in the order of the message."""
    return {
        "ToewijzingNummer": str(regel.toewijzingnummer),
        "ProductCategorie": regel.categorie,
        "ProductCode": regel.code,
        "ProductPeriode": f"{regel.begindatum} t/m {regel.einddatum}",
        "GeleverdVolume": str(regel.volume),
        "Eenheid": regel.eenheid,
        "ProductTarief": "leeg" if regel.tarief is None else euro(regel.tarief),
        "IngediendBedrag": f"{euro(regel.bedrag)} {'credit' if regel.debet_credit == 'C' else 'debet'}",
    }


def _referentie(regel: AntwoordPrestatie) -> str:
    vorig = regel.vorig_referentienummer
    rest = "" if vorig is None else f" en vorig referentienummer {vorig}"
    return f"referentienummer {regel.referentienummer}{rest}"


def _versie(versie: XsdVersie) -> str:
    return f"basisschema {versie.basisschema}, bericht {versie.bericht}"


def _declaratiebericht(facts: DeclaratieantwoordFacts) -> str:
    return f"declaratiebericht {facts.bericht.declaratie_identificatie}"
