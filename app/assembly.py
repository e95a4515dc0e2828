"""Puts the rooms together: from settings to a desk that handles messages. The one place that knows all."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import date
from itertools import chain, islice
from pathlib import Path
from tempfile import TemporaryDirectory

from app.contracts.controle import controleer
from app.contracts.regio import Regio
from app.contracts.regiobestand import RegioFout
from app.contracts.regiobron import Melding
from app.contracts.uitzondering import NieuweUitzondering
from app.exchange.correctie.gegevens import Verzoek
from app.exchange.correctie.opsteller import Omgeving
from app.exchange.correctie.voorstel import Correctie, stel_correctie_op
from app.exchange.herhaling import Behandeld, Herhaald, Voorschrift, herhaal
from app.exchange.judgement import Judgement
from app.exchange.nummering import Toeval
from app.exchange.omzetting.gegevens import Omgeving as Omzetomgeving
from app.exchange.omzetting.gegevens import Omzetverzoek
from app.exchange.omzetting.voorstel import Omzetvoorstel, stel_omzetting_op
from app.exchange.ports import Klok, Nummering
from app.exchange.steps import Loket, Wandklok
from app.messages.lezen import aangenomen
from app.messages.pakket import Pakket
from app.messages.records import XsdVersie
from app.messages.releases import Releases
from app.messages.vertalen import heropen
from app.rules.procedure.regelset import procedureset
from app.rules.ruleset import regelset
from app.settings import Settings
from app.standard.bestanden import release_namen
from app.standard.codelijsten import codelijst_ids, laad_codelijst
from app.standard.gemeenten import laad_gemeenten
from app.standard.release import Release, laad_release, lees_release
from app.standard.werkdagen import laad_werkkalender
from app.steering.dagronde.ronde import draai
from app.store.contracten import Contractarchief, gemeenten_elders
from app.store.correctie import SqlCorrectiebron
from app.store.dagronde import Uitkomst
from app.store.database import maak_engine, migreer
from app.store.geschiedenis import geschiedenis
from app.store.omzetbron import SqlOmzetbron
from app.store.opslag import SqlOpslag
from app.store.privacy import open_kluis
from app.store.toegang import NieuweToegang, Toegang, maak_toegang, trek_in
from app.store.uitzonderingen import voeg_uitzondering_toe


@dataclass(frozen=True, slots=True)
class Knoop:
    """The service without a door: desk, storage and settings."""

    settings: Settings
    opslag: SqlOpslag
    loket: Loket
    archief: Contractarchief = field(default_factory=Contractarchief)
    """Agreements as they were last loaded, for who asks."""

    def laad_regio(self, regio: Regio) -> None:
        """Put the agreements of a regio in force."""
        with self.opslag.regioslot() as werk:
            werk.laad_regio(regio, self.loket.klok.nu())

    def leg_uitzondering_vast(self, nieuw: NieuweUitzondering) -> int | None:
        """Keep an exception and give its key; None when the gemeente has no such toewijzing."""
        with self.opslag.regioslot() as werk:
            return voeg_uitzondering_toe(werk.verbinding, self.opslag.kluis, nieuw, self.loket.klok.nu())

    def neem_regio_aan(self, bestanden: Mapping[str, str], code: str | None = None) -> tuple[Regio, int]:
        """Check the files of a regio (name to text) and put it in force; gives it with the version of the load.

        With ``code`` it has to be that regio. Raises RegioFout with everything that is wrong; then nothing changed.
        """
        gelezen, meldingen = controleer(bestanden, laad_gemeenten(self.loket.releases.eerste))
        regio = gelezen.regio
        if code is not None and regio.code not in ("", code):
            plaats = gelezen.rijen["regio"][0].plaats_van("code")
            meldingen.append(
                Melding(plaats, f"De bestanden zijn van regio {regio.code}, gevraagd is {code}.", "Maak ze gelijk.")
            )
        if meldingen:
            raise RegioFout(meldingen)
        with self.opslag.regioslot() as werk:
            elders = dict(gemeenten_elders(werk.verbinding, regio))
            if elders:
                raise RegioFout(
                    [
                        Melding(
                            rij.plaats_van("code"),
                            f"Gemeente {lid.code} hoort op die dagen al bij regio {elders[lid.code]}.",
                            "Laat het lidmaatschap daar eerst eindigen.",
                        )
                        for lid, rij in zip(regio.gemeenten, gelezen.rijen["gemeente"], strict=True)
                        if lid.code in elders
                    ]
                )
            return regio, werk.laad_regio(regio, self.loket.klok.nu())

    def draai_dagronde(self, op: date | None = None) -> list[Uitkomst]:
        """Open in the register what became true as days went by, and close what is no longer true.

        ``op``: the day for which is looked; None: today. Raises DagGeweigerd.
        """
        return draai(self.opslag, self.loket.kalender, self.loket.klok.nu(), op)

    def stel_correctie_op(self, verzoek: Verzoek) -> Correctie:
        """What an aanbieder has to send after a rejected or wrong claim; raises CorrectieGeweigerd.

        In the release that is meant when nobody names one. Nothing is kept.
        """
        loket = self.loket
        omgeving = Omgeving(loket.releases.eerste, loket.klok.nu().date(), loket.xsd_versie, loket.nummering.antwoord)
        with self.opslag.werkeenheid(schrijven=False) as werk:
            return stel_correctie_op(verzoek, SqlCorrectiebron(werk, self.opslag.kluis), omgeving)

    def stel_omzetting_op(self, verzoek: Omzetverzoek) -> Omzetvoorstel:
        """What a gemeente has to send to convert a toewijzing to a new system; raises OmzettingGeweigerd.

        In the release that is meant when nobody names one. Nothing is kept.
        """
        loket = self.loket

        def toets(pakket: Pakket) -> Judgement:
            return loket.toets(heropen(pakket)).oordeel

        omgeving = Omzetomgeving(
            loket.releases.eerste, loket.klok.nu(), loket.xsd_versie, loket.nummering.antwoord, toets
        )
        with self.opslag.werkeenheid(schrijven=False) as werk:
            return stel_omzetting_op(verzoek, SqlOmzetbron(werk, self.opslag.kluis), omgeving)

    def maak_toegang(self, nieuw: NieuweToegang) -> tuple[Toegang, str]:
        """Keep an access and give it with its key, which is nowhere else; raises ToegangGeweigerd."""
        with self.opslag.werkeenheid(schrijven=True) as werk:
            return maak_toegang(werk.verbinding, nieuw, self.loket.klok.nu())

    def trek_toegang_in(self, id: int) -> Toegang | None:
        """Let a key no longer be taken; None when there is no such access."""
        with self.opslag.werkeenheid(schrijven=True) as werk:
            return trek_in(werk.verbinding, id, self.loket.klok.nu())

    def sluit(self) -> None:
        """Give back the database connections."""
        self.opslag.engine.dispose()


_NIEUWE_OBJECTEN_PER_RONDE = 200_000
"""How many new objects Python gathers before it looks for cycles among them. Handling a large message
makes hundreds of thousands that have none; at the default of 700 the search costs 8 % of the job."""


def laad_releases(settings: Settings) -> Releases:
    """The releases that the settings name, by folder or by name; raises ReleaseFout."""
    releases = [_release(plek) for plek in settings.releases or reversed(release_namen())]
    if settings.schema_dir is not None:
        releases[0] = replace(releases[0], schemas=settings.schema_dir)
    return Releases(releases)


def _release(plek: str) -> Release:
    map_ = Path(plek)
    if plek in release_namen() or not map_.is_dir():
        return laad_release(plek)
    return lees_release(map_, map_ / "xsd")


def _proef(release: Release) -> None:
    """Read all there is of a release, so that a rule without a function stops us now, not at the first message."""
    for code in aangenomen(release):
        if release.berichten[code].beoordeelbaar:
            regelset(release, code)
        procedureset(release, code)
    for codelijst in codelijst_ids(release):
        laad_codelijst(release, codelijst)
    laad_gemeenten(release)


def bouw(settings: Settings, klok: Klok | None = None, nummering: Nummering | None = None) -> Knoop:
    """Migrate the database, open the key file and put everything together."""
    gc.set_threshold(_NIEUWE_OBJECTEN_PER_RONDE)
    kalender = laad_werkkalender(settings.feestdagen)
    settings.sleutelbestand.parent.mkdir(parents=True, exist_ok=True)
    engine = maak_engine(settings.url)
    try:
        migreer(engine)
        opslag = SqlOpslag(engine, open_kluis(settings.sleutelbestand))
        opslag.controleer_sleutel()
        opslag.werk_bij()
        releases = laad_releases(settings)
        releases.controleer_schemas()
        for release in releases:
            _proef(release)
    except BaseException:
        engine.dispose()
        raise
    loket = Loket(
        releases=releases,
        opslag=opslag,
        klok=klok or Wandklok(),
        kalender=kalender,
        nummering=nummering or Toeval(),
        xsd_versie=XsdVersie(settings.xsd_versie, settings.xsd_versie),
        volg_partner=settings.antwoorden_van == "partner",
        oefenmodus=settings.oefenmodus,
    )
    return Knoop(settings, opslag, loket)


_PER_BUNDEL = 256
"""Messages of a replay that are committed together, on a store that nobody waits for."""


@contextmanager
def _schaduw(knoop: Knoop, voorschrift: Voorschrift) -> Iterator[Knoop]:
    """The same service on an empty store in a temporary folder, under the same key."""
    with TemporaryDirectory(prefix="ijw-herhaling-") as map_:
        elders = {
            "data_dir": Path(map_),
            "database_url": "",
            "key_file": knoop.settings.sleutelbestand,
            "oefenmodus": False,
        }
        schaduw = bouw(knoop.settings.model_copy(update=elders), voorschrift, voorschrift)
        try:
            yield schaduw
        finally:
            schaduw.sluit()


def herhaal_geschiedenis(
    knoop: Knoop, release_voor: Callable[[Behandeld], str], tot: date | None = None
) -> Iterator[Herhaald]:
    """Everything that this service handled until the end of a day, once more on a store of its own.

    ``release_voor`` names the release in which a message is judged now. Nothing in the store of ``knoop``
    changes.
    """
    voorschrift = Voorschrift()
    gebeurtenissen = geschiedenis(knoop.opslag, tot)
    with _schaduw(knoop, voorschrift) as schaduw:
        for eerste in gebeurtenissen:
            with schaduw.opslag.bundel():
                stuk = chain((eerste,), islice(gebeurtenissen, _PER_BUNDEL - 1))
                yield from herhaal(stuk, schaduw.loket, voorschrift, schaduw, release_voor)
