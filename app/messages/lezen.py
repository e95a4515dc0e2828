"""From a delivery to records: the structure step and the read step in one call."""

from __future__ import annotations

from collections.abc import Callable

from lxml import etree

from app.messages.elementen import WaardeOnbruikbaar
from app.messages.intake import Levering
from app.messages.lees_antwoord import lees_declaratieantwoordbericht
from app.messages.lees_declaratie import lees_declaratiebericht
from app.messages.lees_regie import lees_startbericht, lees_stopbericht
from app.messages.lees_retour import lees_retourbericht
from app.messages.lees_toewijzing import lees_toewijzingsbericht
from app.messages.lees_verzoek import lees_toewijzingsverzoek, lees_verzoekantwoord, lees_wijzigingsverzoek
from app.messages.problems import BerichtGeweigerd, Soort
from app.messages.records import Ontvangen
from app.messages.releases import Releases
from app.messages.xsd import Schemas, lees_boom, vind_tekst
from app.standard.release import Berichtsoort, Release

_BOOMLEZERS: dict[str, Callable[[etree._Element], Ontvangen]] = {
    "JW301": lees_toewijzingsbericht,
    "JW305": lees_startbericht,
    "JW307": lees_stopbericht,
    "JW315": lees_toewijzingsverzoek,
    "JW317": lees_wijzigingsverzoek,
    "JW319": lees_verzoekantwoord,
}
_STROOMLEZERS: dict[str, Callable[[Levering, etree.XMLSchema], Ontvangen]] = {
    "JW323": lees_declaratiebericht,
    "JW325": lees_declaratieantwoordbericht,
}
RETOUREN = ("JW302", "JW306", "JW308", "JW316", "JW318", "JW320")
"""Codes of the retours; the standard attaches no rules to them but those of the XSD."""
AANGENOMEN = tuple(sorted((*_BOOMLEZERS, *_STROOMLEZERS, *RETOUREN)))
"""Codes of the messages that are accepted."""


def aangenomen(release: Release) -> tuple[str, ...]:
    """Codes of the messages of a release that are accepted."""
    return tuple(code for code in AANGENOMEN if code in release.berichten)


def herken(levering: Levering, releases: Releases) -> tuple[Release, Berichtsoort]:
    """Of which release a message is and of which kind, by root element and namespace; raises BerichtGeweigerd."""
    gevonden = releases.met_namespace(levering.wortel.namespace)
    if gevonden is None or levering.wortel.naam != "Bericht":
        raise BerichtGeweigerd(
            Soort.ONBEKEND_BERICHT,
            f"Hoofdelement {levering.wortel.naam[:60]} met namespace '{levering.wortel.namespace[:120]}' is geen "
            f"bericht van iJw {' of '.join(releases.namen)}; verwacht wordt Bericht in de namespace van een van "
            f"{', '.join(AANGENOMEN)}.",
        )
    return gevonden


def lees(levering: Levering, soort: Berichtsoort, schemas: Schemas) -> Ontvangen:
    """The records of a message that is valid against its XSD; raises BerichtGeweigerd with all faults.

    A message of a kind that is not accepted is held against its XSD too, so that its sender first hears
    what is wrong with it.
    """
    schema = schemas.schema(soort.schema)
    if soort.code not in AANGENOMEN:
        lees_boom(levering, schema)
        raise BerichtGeweigerd(
            Soort.ONBEKEND_BERICHT,
            f"{soort.code} wordt hier niet aangenomen; dit loket neemt {', '.join(AANGENOMEN)} aan.",
        )
    try:
        if soort.code in _STROOMLEZERS:
            return _STROOMLEZERS[soort.code](levering, schema)
        if soort.code in RETOUREN:
            return lees_retourbericht(lees_boom(levering, schema), soort)
        return _BOOMLEZERS[soort.code](lees_boom(levering, schema))
    except WaardeOnbruikbaar as fout:
        plaats = vind_tekst(levering, fout.tekst)._replace(melding=fout.melding)
        raise BerichtGeweigerd(Soort.NIET_VOLGENS_XSD, fout.melding, (plaats,)) from None
