"""All cases of all rules."""

from __future__ import annotations

from tests.rules import (
    gevallen_antwoord,
    gevallen_antwoord_historie,
    gevallen_contact,
    gevallen_declaratie,
    gevallen_declaratieantwoord,
    gevallen_header,
    gevallen_ontoetsbaar,
    gevallen_persoon,
    gevallen_prestatie,
    gevallen_regie,
    gevallen_toewijzing,
    gevallen_verzoek,
    gevallen_verzoek_historie,
    gevallen_wijziging,
    gevallen_wijziging_historie,
    gevallen_xsd,
)
from tests.rules.geval import Geval

GEVALLEN: tuple[Geval, ...] = (
    *gevallen_persoon.GEVALLEN,
    *gevallen_contact.GEVALLEN,
    *gevallen_toewijzing.GEVALLEN,
    *gevallen_regie.GEVALLEN,
    *gevallen_verzoek.GEVALLEN,
    *gevallen_wijziging.GEVALLEN,
    *gevallen_antwoord.GEVALLEN,
    *gevallen_verzoek_historie.GEVALLEN,
    *gevallen_wijziging_historie.GEVALLEN,
    *gevallen_antwoord_historie.GEVALLEN,
    *gevallen_header.GEVALLEN,
    *gevallen_declaratie.GEVALLEN,
    *gevallen_prestatie.GEVALLEN,
    *gevallen_declaratieantwoord.GEVALLEN,
)
XSD_GEVALLEN = gevallen_xsd.GEVALLEN
ONTOETSBARE_GEVALLEN = gevallen_ontoetsbaar.GEVALLEN
