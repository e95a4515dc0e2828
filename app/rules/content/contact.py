"""Level 2 rules on class Contact of JW301."""

from __future__ import annotations

import re

from app.messages.records import Bericht, Contact
from app.rules.collection import RuleCollection
from app.rules.outcome import Fired, Outcome

REGELS = RuleCollection()

_NEDERLANDSE_POSTCODE = re.compile(r"[1-9][0-9]{3}[a-zA-Z]{2}")


@REGELS.rule("TR006", "Contact")
def tr006(contact: Contact, _bericht: Bericht) -> Outcome:
    """A phone number, or house number and postcode."""
    adres = contact.adres
    if contact.telefoon or (adres is not None and adres.huis and adres.postcode is not None):
        return None
    return Fired(
        gevonden="geen telefoon en geen huisnummer met postcode",
        verwacht="Telefoon, of Huis en Postcode",
        uitleg="Met dit contact is niemand te bereiken: vul een telefoonnummer, of huisnummer en postcode.",
    )


@REGELS.rule("CD005", "Contact")
def cd005(contact: Contact, _bericht: Bericht) -> Outcome:
    """LandCode is filled exactly when Postcode is."""
    adres = contact.adres
    if adres is None or (adres.postcode is None) == (adres.landcode is None):
        return None
    return Fired(
        gevonden="LandCode leeg" if adres.landcode is None else f"LandCode {adres.landcode}",
        verwacht="LandCode gevuld" if adres.landcode is None else "LandCode leeg",
        uitleg="LandCode hoort gevuld te zijn als Postcode gevuld is, en anders leeg.",
    )


@REGELS.rule("CD009", "Contact")
def cd009(contact: Contact, _bericht: Bericht) -> Outcome:
    """Only a temporary address has a period."""
    if contact.periode is None or contact.soort == "04":
        return None
    return Fired(
        gevonden=f"Periode bij soort {contact.soort}",
        verwacht="geen Periode",
        uitleg="Alleen een tijdelijk verblijfadres (soort 04) heeft een periode.",
    )


@REGELS.rule("CD025", "Contact")
def cd025(contact: Contact, _bericht: Bericht) -> Outcome:
    """A Dutch address has a house number."""
    adres = contact.adres
    if adres is None or adres.landcode != "NL" or adres.huis:
        return None
    return Fired(
        gevonden="Huis leeg",
        verwacht="Huis gevuld",
        uitleg="Bij een adres in Nederland (LandCode NL) hoort een huisnummer.",
    )


@REGELS.rule("CD034", "Contact")
def cd034(contact: Contact, _bericht: Bericht) -> Outcome:
    """A BRP or residence address has a postcode."""
    if contact.soort not in ("01", "03") or (contact.adres is not None and contact.adres.postcode is not None):
        return None
    return Fired(
        gevonden="Postcode leeg",
        verwacht="Postcode gevuld",
        uitleg=f"Een adres van soort {contact.soort} (BRP-adres of verblijfadres) heeft een postcode.",
    )


@REGELS.rule("CS089", "Contact")
def cs089(contact: Contact, _bericht: Bericht) -> Outcome:
    """A Dutch postcode is four digits, not starting with 0, and two letters."""
    adres = contact.adres
    if adres is None or adres.landcode != "NL" or adres.postcode is None:
        return None
    if _NEDERLANDSE_POSTCODE.fullmatch(adres.postcode):
        return None
    return Fired(
        gevonden="een postcode in een andere vorm",
        verwacht="vier cijfers en twee letters, zonder spatie",
        uitleg="Bij LandCode NL heeft de postcode de vorm 1234AB.",
    )


@REGELS.rule("CS003", "Contact")
def cs003(contact: Contact, _bericht: Bericht) -> Outcome:
    """The period does not end before it begins."""
    periode = contact.periode
    if periode is None or periode.begindatum is None or periode.einddatum is None:
        return None
    if periode.einddatum >= periode.begindatum:
        return None
    return Fired(
        gevonden=str(periode.einddatum),
        verwacht=f"{periode.begindatum} of later",
        uitleg=f"De periode eindigt ({periode.einddatum}) voordat zij begint ({periode.begindatum}).",
    )
