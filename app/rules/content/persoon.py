"""Level 2 rules on persons: client and relatie."""

from __future__ import annotations

from datetime import date

from app.messages.records import (
    Bericht,
    Client,
    DeclaratieClient,
    Geboortedatum,
    Relatie,
    Toewijzingsbericht,
    Verzoekclient,
)
from app.rules.collection import RuleCollection
from app.rules.outcome import Fired, Outcome
from app.standard.elfproef import voldoet
from app.standard.kalender import jaren_eerder

REGELS = RuleCollection()

_ONBEKENDE_GEBOORTEDATUM = date(1900, 1, 1)


@REGELS.rule("CS002", "Client")
def cs002(client: Client | Verzoekclient | DeclaratieClient, _bericht: Bericht) -> Outcome:
    """The Bsn passes the elfproef."""
    if voldoet(client.bsn):
        return None
    return Fired(
        gevonden="een nummer dat niet aan de elfproef voldoet",
        verwacht="een Bsn dat aan de elfproef voldoet",
        uitleg="De elfproef op dit Bsn komt niet uit; waarschijnlijk is een cijfer verkeerd of verwisseld.",
    )


@REGELS.rule("TR002", "Client", "Relatie")
def tr002(persoon: Client | Relatie, bericht: Bericht) -> Outcome:
    """Born at most 120 years before the Dagtekening, unless the date of birth is unknown."""
    geboren = persoon.geboortedatum
    if geboren is None or (geboren.gebruik == "3" and geboren.datum == _ONBEKENDE_GEBOORTEDATUM):
        return None
    dagtekening = bericht.header.dagtekening
    grens = jaren_eerder(dagtekening, 120)
    if geboren.datum >= grens:
        return None
    return Fired(
        gevonden=str(geboren.datum),
        verwacht=f"{grens} of later",
        uitleg=f"De geboortedatum ligt meer dan 120 jaar voor de dagtekening {dagtekening}. Is de datum "
        "onbekend, vul dan 1900-01-01 met DatumGebruik 3.",
    )


@REGELS.rule("TR134", "Client", "Relatie")
def tr134(persoon: Client | Relatie, bericht: Bericht) -> Outcome:
    """Not born after the Dagtekening."""
    dagtekening = bericht.header.dagtekening
    if persoon.geboortedatum is None or persoon.geboortedatum.datum <= dagtekening:
        return None
    return Fired(
        gevonden=str(persoon.geboortedatum.datum),
        verwacht=f"{dagtekening} of eerder",
        uitleg=f"De geboortedatum ligt na de dagtekening van het bericht ({dagtekening}).",
    )


@REGELS.rule("CS139", "Client", "Relatie")
def cs139(persoon: Client | Relatie, _bericht: Bericht) -> Outcome:
    """DatumGebruik says which part is unknown; that part is 1900 or 01."""
    geboren = persoon.geboortedatum
    if geboren is None or geboren.gebruik is None:
        return None
    verwacht = _bij_datumgebruik(geboren)
    if geboren.datum == verwacht:
        return None
    return Fired(
        gevonden=f"{geboren.datum} met DatumGebruik {geboren.gebruik}",
        verwacht=str(verwacht),
        uitleg=f"Bij DatumGebruik {geboren.gebruik} hoort {verwacht}: het onbekende deel van de datum is 01, "
        "een geheel onbekende datum is 1900-01-01.",
    )


def _bij_datumgebruik(geboren: Geboortedatum) -> date:
    if geboren.gebruik == "3":
        return _ONBEKENDE_GEBOORTEDATUM
    if geboren.gebruik == "2":
        return geboren.datum.replace(month=1, day=1)
    return geboren.datum.replace(day=1)


@REGELS.rule("CS050", "Client", "Relatie")
def cs050(persoon: Client | Relatie, _bericht: Bericht) -> Outcome:
    """NaamGebruik fits whether there is a Partnernaam."""
    toegestaan = ("1", "2", "3", "4") if persoon.naam.partnernaam else ("1", "6")
    if persoon.naam.naamgebruik in toegestaan:
        return None
    wel_of_geen = "een" if persoon.naam.partnernaam else "geen"
    return Fired(
        gevonden=f"NaamGebruik {persoon.naam.naamgebruik}",
        verwacht=" of ".join(toegestaan),
        uitleg=f"Er is {wel_of_geen} Partnernaam gevuld; dan is NaamGebruik {', '.join(toegestaan)} mogelijk.",
    )


@REGELS.rule("CS318", "Client")
def cs318(client: Client, _bericht: Bericht) -> Outcome:
    """A client is a natural person."""
    if client.naam.naamgebruik != "6":
        return None
    return Fired(
        gevonden="NaamGebruik 6",
        verwacht="1, 2, 3 of 4",
        uitleg="NaamGebruik 6 is voor organisaties; een client is een natuurlijk persoon.",
    )


@REGELS.rule("CD007", "Client")
def cd007(client: Client, _bericht: Bericht) -> Outcome:
    """Taal is filled exactly when an interpreter for a language is needed."""
    communicatie = client.communicatie
    if communicatie is None or (communicatie.vorm == "1") == (communicatie.taal is not None):
        return None
    gevuld = communicatie.taal is not None
    return Fired(
        gevonden=f"Vorm {communicatie.vorm} {'met' if gevuld else 'zonder'} Taal",
        verwacht="Taal leeg" if gevuld else "Taal gevuld",
        uitleg="Taal hoort gevuld te zijn bij communicatievorm 1 (tolk taal) en anders leeg.",
    )


@REGELS.rule("TR061", "Client")
def tr061(_client: Client, bericht: Toewijzingsbericht) -> Outcome:
    """The client has at least one BRP, correspondence or residence address."""
    soorten = [contact.soort for contact in bericht.contacten if contact.relatie is None]
    if any(soort in ("01", "02", "03") for soort in soorten):
        return None
    return Fired(
        gevonden=f"contactgegevens van soort {', '.join(soorten)}",
        verwacht="minstens een van soort 01, 02 of 03",
        uitleg="Van de client ontbreekt een BRP-adres, correspondentieadres of verblijfadres.",
    )
