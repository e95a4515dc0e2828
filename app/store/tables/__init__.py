"""The tables, the same on SQLite and PostgreSQL. Migrations under ``migrations/`` bring them about.

Amounts are whole eurocents, volumes whole units, dates civil dates. Versions are only added: a
toewijzing row shows its current version (IV013), ``toewijzing_versie`` all that were received.
No column holds a Bsn, a name or another text about a child in the clear.
"""

from app.store.tables.afrekeningen import afrekening
from app.store.tables.basis import Sleutel, UtcMoment, metadata
from app.store.tables.berichten import bericht, bevinding_telling, idempotentie, kluisproef
from app.store.tables.contracten import (
    aanbieder,
    bekostiging,
    contract,
    contract_perceel,
    intensiteit,
    onderaanneming,
    perceel,
    productcode,
    profiel,
    regio,
    regio_gemeente,
    regiolading,
    tarief,
    volumeplafond,
)
from app.store.tables.declaraties import betaling, declaratie, plafondmelding, prestatie
from app.store.tables.ontvangen import declaratie_antwoord, declaratie_antwoord_regel, ontvangen_antwoord
from app.store.tables.publicaties import publicatie
from app.store.tables.regie import start, stop
from app.store.tables.signalen import LOPEND_MET_KENMERK, dagronde, signaal, signaal_spoor
from app.store.tables.toegang import toegang
from app.store.tables.toewijzingen import (
    client,
    contractdeel,
    duiding,
    omzetting,
    piclabel,
    toewijzing,
    toewijzing_versie,
    uitzondering,
)
from app.store.tables.uitkomsten import (
    teamoordeel,
    uitkomst,
    uitkomst_aggregaat,
    uitkomst_aggregaatregel,
    uitkomst_doel,
    uitkomst_meting,
)
from app.store.tables.verwijzingen import verwijzing
from app.store.tables.verzoeken import antwoord, verzoek, verzoek_product
from app.store.tables.zaken import maatregel, zaak, zaak_stap

__all__ = [
    "LOPEND_MET_KENMERK",
    "Sleutel",
    "UtcMoment",
    "aanbieder",
    "afrekening",
    "antwoord",
    "bekostiging",
    "bericht",
    "betaling",
    "bevinding_telling",
    "client",
    "contract",
    "contract_perceel",
    "contractdeel",
    "dagronde",
    "declaratie",
    "declaratie_antwoord",
    "declaratie_antwoord_regel",
    "duiding",
    "idempotentie",
    "intensiteit",
    "kluisproef",
    "maatregel",
    "metadata",
    "omzetting",
    "onderaanneming",
    "ontvangen_antwoord",
    "perceel",
    "piclabel",
    "plafondmelding",
    "prestatie",
    "productcode",
    "profiel",
    "publicatie",
    "regio",
    "regio_gemeente",
    "regiolading",
    "signaal",
    "signaal_spoor",
    "start",
    "stop",
    "tarief",
    "teamoordeel",
    "toegang",
    "toewijzing",
    "toewijzing_versie",
    "uitkomst",
    "uitkomst_aggregaat",
    "uitkomst_aggregaatregel",
    "uitkomst_doel",
    "uitkomst_meting",
    "uitzondering",
    "verwijzing",
    "verzoek",
    "verzoek_product",
    "volumeplafond",
    "zaak",
    "zaak_stap",
]
