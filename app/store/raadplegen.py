"""What the doors read: messages, answers, toewijzingen with their claims, and whether the store is ready."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cache
from typing import Any, NamedTuple
from uuid import UUID

from alembic.config import Config
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, Select, inspect, select, text
from sqlalchemy.exc import InterfaceError, OperationalError
from sqlalchemy.exc import TimeoutError as GeenVerbinding

from app.contracts.volume import past_bij, periode_maximum
from app.exchange.judgement import Complement, Finding, NotChecked, Partneroordeel, Regelstaat, Signaal
from app.exchange.steps import NEDERLAND
from app.messages.lees_declaratie import lees_bewaarde_declaratie
from app.messages.pakket import Pakket, uit_opslag
from app.messages.records import Declaratiebericht, Omvang
from app.messages.releases import Releases
from app.rules.facts import BekendeToewijzing
from app.store import tables as t
from app.store.antwoorden import Antwoordrij, lees_antwoorden, lees_complement
from app.store.beoordeling import pak_uit
from app.store.bereik import partij_van
from app.store.bestanden import migraties_map
from app.store.dagen import begin_van_dag
from app.store.privacy import Kluis
from app.store.resterend import Resterend, bereken_resterend

ONBEREIKBAAR: tuple[type[Exception], ...] = (OperationalError, InterfaceError, GeenVerbinding)
"""What a query raises when the database cannot be reached or has no room for another connection."""


class Berichtfilter(NamedTuple):
    """Which messages to list; None does not filter. ``van`` and ``tot`` are Dutch days, both included."""

    code: str | None = None
    afzender: str | None = None
    ontvanger: str | None = None
    oordeel: str | None = None
    identificatie: str | None = None
    van: date | None = None
    tot: date | None = None
    partij: str | None = None
    """That it is from or to."""
    telt: bool | None = None
    """Whether it counts as sent."""


class Berichtrij(NamedTuple):
    """A message in a list. ``bevindingen`` is how many there are."""

    id: UUID
    ontvangen: datetime
    release: str
    code: str
    afzender: str
    ontvanger: str
    identificatie: str
    dagtekening: date
    oordeel: str
    bevindingen: int
    antwoord_code: str | None
    antwoord_identificatie: str | None
    verwerkt: bool
    """Whether it counts as sent."""


@dataclass(frozen=True, slots=True)
class BewaardBericht:
    """A message with its judgement and the bytes as received."""

    rij: Berichtrij
    bevindingen: tuple[Finding, ...]
    niet_toetsbaar: tuple[NotChecked, ...]
    signalen: tuple[Signaal, ...]
    inhoud: Pakket
    partner: Partneroordeel | None
    """Of an answer that a partner sent."""
    complement: Complement | None
    """Of a JW325 that a partner sent, on a JW323 that is known here."""
    heen: Declaratiebericht | None
    """That JW323."""
    antwoorden: tuple[Antwoordrij, ...]
    """That partners sent on this message."""


class Versie(NamedTuple):
    """A version of a toewijzing, and the message that brought it."""

    bericht_id: UUID
    toewijzingsdatum: date
    toewijzingstijd: str
    einddatum: date | None
    reden_wijziging: str | None
    referentie_aanbieder: str | None
    omvang: Omvang | None
    budget: int | None
    """Eurocents."""
    actueel: bool
    """Whether this is the version that counts (IV013)."""


class Claim(NamedTuple):
    """A Prestatie on the toewijzing; amounts in eurocents."""

    bericht_id: UUID
    declaratienummer: str
    referentienummer: str
    vorig_referentienummer: str | None
    begindatum: date
    einddatum: date
    volume: int
    eenheid: str
    tarief: int | None
    bedrag: int
    debet_credit: str
    staat: str
    """toegekend, gecrediteerd (granted, and taken back since), afgekeurd or niet beoordeeld."""
    retourcodes: tuple[str, ...]
    maximum: str | None
    """In words: most that one line over this period may hold; None when nothing limits it."""


@dataclass(frozen=True, slots=True)
class Toewijzingsstand:
    """A toewijzing as it is now, how it came to be, what was claimed, and what is left."""

    toewijzing: BekendeToewijzing
    versies: tuple[Versie, ...]
    prestaties: tuple[Claim, ...]
    resterend: Resterend


_DECLARATIEANTWOORD = "JW325"
_STATEN = {
    Regelstaat.TOEGEKEND: "toegekend",
    Regelstaat.GECREDITEERD: "gecrediteerd",
    Regelstaat.AFGEKEURD: "afgekeurd",
    Regelstaat.NIET_BEOORDEELD: "niet beoordeeld",
}


def zoek_berichten(verbinding: Connection, filter_: Berichtfilter, aantal: int, na: UUID | None) -> list[Berichtrij]:
    """At most ``aantal`` messages, newest first, that came before message ``na``.

    Ids are made in order of time, so the id of the last message of a page tells where the next begins.
    """
    k = t.bericht.c
    vraag = _rijen().where(*partij_van(filter_.partij))
    for naam in ("code", "afzender", "ontvanger", "oordeel", "identificatie"):
        waarde = getattr(filter_, naam)
        if waarde is not None:
            vraag = vraag.where(k[naam] == waarde)
    if filter_.telt is not None:
        vraag = vraag.where(k.verwerkt if filter_.telt else ~k.verwerkt)
    if filter_.van is not None:
        vraag = vraag.where(k.ontvangen >= begin_van_dag(filter_.van))
    if filter_.tot is not None:
        vraag = vraag.where(k.ontvangen < begin_van_dag(filter_.tot + timedelta(days=1)))
    if na is not None:
        vraag = vraag.where(k.id < na)
    return [_berichtrij(rij) for rij in verbinding.execute(vraag.order_by(k.id.desc()).limit(aantal))]


def lees_bericht(verbinding: Connection, kluis: Kluis, id: UUID) -> BewaardBericht | None:
    """A message with what was decided; None when it is unknown."""
    k = t.bericht.c
    rij = verbinding.execute(_rijen(k.beoordeling, k.inhoud, k.omvang, k.sha256).where(k.id == id)).first()
    if rij is None:
        return None
    beoordeling = pak_uit(rij.beoordeling, kluis, f"beoordeling {id}")
    inhoud = uit_opslag(kluis.ontsleutel(rij.inhoud, f"inhoud {id}"), rij.omvang, rij.sha256)
    velden = _berichtrij(rij[: len(Berichtrij._fields)])
    partner = beoordeling.partner
    declaratie = None
    if velden.code == _DECLARATIEANTWOORD and partner is not None and partner.heen is not None:
        heen = lees_inhoud(verbinding, kluis, partner.heen)
        declaratie = None if heen is None else lees_bewaarde_declaratie(heen)
    return BewaardBericht(
        rij=velden,
        bevindingen=beoordeling.bevindingen,
        niet_toetsbaar=beoordeling.niet_toetsbaar,
        signalen=beoordeling.signalen,
        inhoud=inhoud,
        partner=partner,
        complement=None if declaratie is None else lees_complement(verbinding, id, declaratie),
        heen=declaratie,
        antwoorden=lees_antwoorden(verbinding, id),
    )


def is_antwoord(verbinding: Connection, id: UUID) -> bool:
    """Whether a message is an answer that a partner sent, on which nothing is sent back."""
    a = t.ontvangen_antwoord.c
    return verbinding.scalar(select(a.bericht_id).where(a.bericht_id == id)) is not None


def lees_inhoud(verbinding: Connection, kluis: Kluis, id: UUID) -> Pakket | None:
    """The bytes of a message exactly as received; None when it is unknown."""
    k = t.bericht.c
    rij = verbinding.execute(select(k.inhoud, k.omvang, k.sha256).where(k.id == id)).first()
    if rij is None:
        return None
    return uit_opslag(kluis.ontsleutel(rij.inhoud, f"inhoud {id}"), rij.omvang, rij.sha256)


def lees_antwoord(verbinding: Connection, kluis: Kluis, id: UUID) -> Pakket | None:
    """The bytes of the answer to a message exactly as given; None when it has none or is unknown."""
    k = t.bericht.c
    rij = verbinding.execute(select(k.antwoord, k.antwoord_omvang, k.antwoord_sha256).where(k.id == id)).first()
    if rij is None or rij.antwoord is None:
        return None
    return uit_opslag(kluis.ontsleutel(rij.antwoord, f"antwoord {id}"), rij.antwoord_omvang, rij.antwoord_sha256)


def lees_toewijzing(verbinding: Connection, gemeente: str, nummer: int, releases: Releases) -> Toewijzingsstand | None:
    """A toewijzing of a gemeente by its ToewijzingNummer; None when it is unknown.

    Codes are told in the words of the release in which the current version was received.
    """
    k = t.toewijzing.c
    rij = verbinding.execute(select(t.toewijzing).where(k.gemeente == gemeente, k.nummer == nummer)).first()
    if rij is None:
        return None
    anders = {"client": "client_id"}
    toewijzing = BekendeToewijzing._make(getattr(rij, anders.get(naam, naam)) for naam in BekendeToewijzing._fields)
    versies = _versies(verbinding, rij)
    naam = verbinding.scalar(select(t.bericht.c.release).where(t.bericht.c.id == versies[-1].bericht_id))
    release = releases.met_naam(naam or "") or releases.eerste
    return Toewijzingsstand(
        toewijzing=toewijzing,
        versies=versies,
        prestaties=_prestaties(verbinding, toewijzing),
        resterend=bereken_resterend(toewijzing, release),
    )


def regio_bekend(verbinding: Connection, code: str) -> bool:
    """Whether the agreements of this regio are loaded."""
    return verbinding.scalar(select(t.regio.c.code).where(t.regio.c.code == code)) is not None


def is_gemigreerd(verbinding: Connection) -> bool:
    """Whether the tables are those of the newest migration."""
    if not inspect(verbinding).has_table("alembic_version"):
        return False
    return bool(verbinding.scalar(text("SELECT version_num FROM alembic_version")) == _nieuwste_migratie())


@cache
def _nieuwste_migratie() -> str | None:
    config = Config()
    config.set_main_option("script_location", str(migraties_map()))
    return ScriptDirectory.from_config(config).get_current_head()


def _rijen(*meer: Any) -> Select[Any]:
    return select(*(t.bericht.c[naam] for naam in Berichtrij._fields), *meer)


def _berichtrij(rij: Any) -> Berichtrij:
    gelezen = Berichtrij._make(rij)
    return gelezen._replace(ontvangen=gelezen.ontvangen.astimezone(NEDERLAND))


def _versies(verbinding: Connection, toewijzing: Any) -> tuple[Versie, ...]:
    v = t.toewijzing_versie.c
    rijen: Sequence[Any] = verbinding.execute(
        select(t.toewijzing_versie)
        .where(v.toewijzing_id == toewijzing.id)
        .order_by(v.toewijzingsdatum, v.toewijzingstijd, v.bericht_id)
    ).all()
    return tuple(
        Versie(
            bericht_id=rij.bericht_id,
            toewijzingsdatum=rij.toewijzingsdatum,
            toewijzingstijd=rij.toewijzingstijd,
            einddatum=rij.einddatum,
            reden_wijziging=rij.reden_wijziging,
            referentie_aanbieder=rij.referentie_aanbieder,
            omvang=None if rij.volume is None else Omvang(rij.volume, rij.eenheid, rij.frequentie),
            budget=rij.budget,
            actueel=plaats == len(rijen) - 1,
        )
        for plaats, rij in enumerate(rijen)
    )


def _prestaties(verbinding: Connection, toewijzing: BekendeToewijzing) -> tuple[Claim, ...]:
    p, d = t.prestatie.c, t.declaratie.c
    rijen = verbinding.execute(
        select(t.prestatie, d.bericht_id, d.nummer)
        .join(t.declaratie, d.id == p.declaratie_id)
        .where(p.toewijzing_id == toewijzing.id)
        .order_by(p.begindatum, p.declaratie_id, p.volgnummer)
    )
    return tuple(
        Claim(
            bericht_id=rij.bericht_id,
            declaratienummer=rij.nummer,
            referentienummer=rij.referentienummer,
            vorig_referentienummer=rij.vorig_referentienummer,
            begindatum=rij.begindatum,
            einddatum=rij.einddatum,
            volume=rij.volume,
            eenheid=rij.eenheid,
            tarief=rij.tarief,
            bedrag=rij.bedrag,
            debet_credit=rij.debet_credit,
            staat=_STATEN[Regelstaat(rij.staat)],
            retourcodes=tuple(rij.retourcodes.split()) if rij.retourcodes else (),
            maximum=_maximum(toewijzing, rij),
        )
        for rij in rijen
    )


def _maximum(toewijzing: BekendeToewijzing, regel: Any) -> str | None:
    if toewijzing.eenheid is None or not past_bij(regel.eenheid, toewijzing.eenheid):
        return None
    maximum = periode_maximum(toewijzing, regel.begindatum, regel.einddatum)
    return None if maximum is None else str(maximum)
