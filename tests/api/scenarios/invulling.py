"""All that the scenarios make up: what the sources leave out and a message cannot do without.

Nothing here decides how a scenario ends. What a source leaves out and what does matter (a StatusAanlevering, a
Begindatum) is not here but on the list of slips, ``missers.toml``.
"""

from __future__ import annotations

from datetime import date

GEMEENTE, AANBIEDER = "0363", "41414142"
"""The parties of every scenario; the regio of the scenarios (folder ``regio``) has a contract with this aanbieder."""

PARTIJEN = {"LDT_Gemeente": GEMEENTE, "LDT_AgbCode": AANBIEDER}
"""Who is Afzender or Ontvanger, by the type that the XSD gives the element."""

XSD_VERSIE = {"XsdVersie/BasisschemaXsdVersie": "1.0.0", "XsdVersie/BerichtXsdVersie": "1.0.0"}

_KIND = {
    "Geboortedatum/Datum": "2012-05-17",
    "Geslacht": "2",
    "Naam/Geslachtsnaam/Achternaam": "Voorbeeld",
    "Naam/Voornamen": "Noor",
}
_ADRES = {
    "Naam/NaamGebruik": "1",
    "Contactgegevens/Contact/Soort": "01",
    "Contactgegevens/Contact/Adres/Huis/Huisnummer": "7",
    "Contactgegevens/Contact/Adres/Postcode": "1111AA",
    "Contactgegevens/Contact/Adres/LandCode": "NL",
}


def invulling(code: str, klasse: str, dag: date) -> dict[str, str]:
    """What a class of this message gets when the source does not say it."""
    match code, klasse:
        case "JW301", "Client":
            return _KIND | _ADRES
        case "JW305" | "JW307" | "JW315", "Client":
            return dict(_KIND)
        case "JW301", "ToegewezenProduct":
            return {"Toewijzingsdatum": dag.isoformat(), "Toewijzingstijd": "10:00:00"}
        case _:
            return {}
