"""The typed records of the messages that are received: what a message says, nothing more.

A record is one class instance of a message ("berichtklasse"). ``pad`` is its place: element names
from the root with the position among elements of the same name where there can be several. Amounts
are whole eurocents, volumes whole units, dates ``date``. An empty optional element is None.
"""

from __future__ import annotations

from app.messages.records.antwoord import (
    AntwoordClient,
    AntwoordPrestatie,
    DeclaratieAntwoord,
    Declaratieantwoordbericht,
    Retourbericht,
    Retourkenmerk,
    Retourklasse,
    Totaalbedrag,
)
from app.messages.records.declaratie import (
    Declaratie,
    Declaratiebericht,
    DeclaratieClient,
    Prestatie,
)
from app.messages.records.gemeen import (
    Client,
    Communicatie,
    Geboortedatum,
    Header,
    Klasse,
    Naam,
    Omvang,
    OpenPeriode,
    XsdVersie,
)
from app.messages.records.regie import (
    Startbericht,
    StartProduct,
    Stopbericht,
    StopProduct,
)
from app.messages.records.toewijzing import (
    Adres,
    Contact,
    Relatie,
    ToegewezenProduct,
    Toewijzingsbericht,
)
from app.messages.records.verzoek import (
    AangevraagdProduct,
    Antwoord,
    NieuwProduct,
    OngewijzigdProduct,
    TeWijzigenProduct,
    Toewijzingsverzoek,
    Verwijzer,
    Verzoek,
    Verzoekantwoord,
    Verzoekclient,
    Wijzigingsverzoek,
    Woonplaatsbeginsel,
)

__all__ = [
    "AangevraagdProduct",
    "Adres",
    "Antwoord",
    "AntwoordClient",
    "AntwoordPrestatie",
    "Antwoordbericht",
    "Bericht",
    "Client",
    "Communicatie",
    "Contact",
    "Declaratie",
    "DeclaratieAntwoord",
    "DeclaratieClient",
    "Declaratieantwoordbericht",
    "Declaratiebericht",
    "Geboortedatum",
    "Header",
    "Klasse",
    "Naam",
    "NieuwProduct",
    "Omvang",
    "OngewijzigdProduct",
    "Ontvangen",
    "OpenPeriode",
    "Prestatie",
    "Relatie",
    "Retourbericht",
    "Retourkenmerk",
    "Retourklasse",
    "StartProduct",
    "Startbericht",
    "StopProduct",
    "Stopbericht",
    "TeWijzigenProduct",
    "ToegewezenProduct",
    "Toewijzingsbericht",
    "Toewijzingsverzoek",
    "Totaalbedrag",
    "Verwijzer",
    "Verzoek",
    "Verzoekantwoord",
    "Verzoekclient",
    "Wijzigingsverzoek",
    "Woonplaatsbeginsel",
    "XsdVersie",
]

Bericht = (
    Toewijzingsbericht
    | Startbericht
    | Stopbericht
    | Toewijzingsverzoek
    | Wijzigingsverzoek
    | Verzoekantwoord
    | Declaratiebericht
)
"""Any message that is judged and answered."""

Antwoordbericht = Retourbericht | Declaratieantwoordbericht
"""Any answer of a partner; nothing is sent back on it."""

Ontvangen = Bericht | Antwoordbericht
"""Any message that is received."""
