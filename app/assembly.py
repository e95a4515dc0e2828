"""Puts the rooms together: from settings to a desk that handles messages. The one place that knows all."""

from __future__ import annotations

import gc
from dataclasses import dataclass

from app.contracts.model import Regio
from app.exchange.ports import Klok
from app.exchange.steps import Loket, Wandklok
from app.messages.lezen import AANGENOMEN
from app.messages.records import XsdVersie
from app.messages.xsd import Schemas
from app.rules.ruleset import regelset
from app.settings import Settings
from app.standard.release import laad_release
from app.standard.werkdagen import Werkkalender, laad_werkkalender
from app.store.bestanden import schemas_map
from app.store.contracten import bewaar_regio
from app.store.database import maak_engine, migreer
from app.store.opslag import SqlOpslag
from app.store.privacy import open_kluis


@dataclass(frozen=True, slots=True)
class Knoop:
    """The service without a door: desk, storage and settings."""

    settings: Settings
    opslag: SqlOpslag
    loket: Loket
    kalender: Werkkalender
    """In which terms are counted."""

    def laad_regio(self, regio: Regio) -> None:
        """Put the agreements of a regio in force."""
        with self.opslag.werkeenheid(schrijven=True) as werk:
            bewaar_regio(werk.verbinding, regio, self.loket.klok.nu())

    def sluit(self) -> None:
        """Give back the database connections."""
        self.opslag.engine.dispose()


_NIEUWE_OBJECTEN_PER_RONDE = 200_000
"""How many new objects Python gathers before it looks for cycles among them. Handling a large message
makes hundreds of thousands that have none; at the default of 700 the search costs 8 % of the job."""


def bouw(settings: Settings, klok: Klok | None = None) -> Knoop:
    """Migrate the database, open the key file and put everything together."""
    gc.set_threshold(_NIEUWE_OBJECTEN_PER_RONDE)
    kalender = laad_werkkalender(settings.feestdagen)
    settings.sleutelbestand.parent.mkdir(parents=True, exist_ok=True)
    engine = maak_engine(settings.url)
    try:
        migreer(engine)
        opslag = SqlOpslag(engine, open_kluis(settings.sleutelbestand), settings.release)
        opslag.controleer_sleutel()
        for code in AANGENOMEN:
            regelset(settings.release, code)  # a rule without a function stops us here, not at the first message
    except BaseException:
        engine.dispose()
        raise
    loket = Loket(
        release=laad_release(settings.release),
        schemas=Schemas(settings.schema_dir or schemas_map() / "ijw" / settings.release),
        opslag=opslag,
        klok=klok or Wandklok(),
        xsd_versie=XsdVersie(settings.xsd_versie, settings.xsd_versie),
    )
    return Knoop(settings, opslag, loket, kalender)
