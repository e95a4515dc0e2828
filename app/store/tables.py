"""The tables, the same on SQLite and PostgreSQL. Migrations under ``migrations/`` bring them about.

Amounts are whole eurocents, volumes whole units, dates civil dates. Versions are only added: a
toewijzing row shows its current version (IV013), ``toewijzing_versie`` all that were received.
No column holds a Bsn, a name or another text about a child in the clear.
"""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Date,
    DateTime,
    Dialect,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    SmallInteger,
    String,
    Table,
    TypeDecorator,
    UniqueConstraint,
    Uuid,
    text,
)

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)

Sleutel = BigInteger().with_variant(Integer(), "sqlite")
"""Key that the database hands out; SQLite only does so for INTEGER."""


LOPEND_MET_KENMERK = text("kenmerk IS NOT NULL AND toestand <> 'gesloten'")
"""Signals of which there is at most one at a time."""


class UtcMoment(TypeDecorator[datetime]):
    """A moment with time zone; SQLite, which has none, keeps it in UTC."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """To UTC."""
        return None if value is None else value.astimezone(UTC)

    def process_result_value(self, value: Any, dialect: Dialect) -> datetime | None:
        """With its time zone."""
        if not isinstance(value, datetime):
            return None
        return value if value.tzinfo is not None else value.replace(tzinfo=UTC)


bericht = Table(
    "bericht",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("release", String(8), nullable=False),
    Column("code", String(5), nullable=False),
    Column("afzender", String(8), nullable=False),
    Column("ontvanger", String(8), nullable=False),
    Column("identificatie", String(12), nullable=False),
    Column("dagtekening", Date, nullable=False),
    Column("ontvangen", UtcMoment, nullable=False),
    Column("omvang", Integer, nullable=False),
    Column("sha256", LargeBinary(32), nullable=False),
    Column("inhoud", LargeBinary, nullable=False),
    Column("oordeel", String(16), nullable=False),
    Column("verwerkt", Boolean, nullable=False),
    Column("beoordeling", LargeBinary, nullable=False),
    Column("bevindingen", Integer, nullable=False),
    Column("antwoord_code", String(5)),
    Column("antwoord_identificatie", String(12), unique=True),
    Column("antwoord_omvang", Integer),
    Column("antwoord_sha256", LargeBinary(32)),
    Column("antwoord", LargeBinary),
    Column("client_id", Sleutel),
    Index(None, "afzender", "code", "identificatie"),
    Index(None, "ontvangen"),
    Index(None, "client_id"),
    Index(
        "ix_bericht_aangehouden",
        "ontvangen",
        sqlite_where=text("oordeel = 'aangehouden'"),
        postgresql_where=text("oordeel = 'aangehouden'"),
    ),
)
"""Every message as received (compressed, encrypted), its judgement and its answer.

``oordeel`` is goedgekeurd, afgekeurd, deels_afgekeurd or aangehouden (a rule itself failed);
``verwerkt`` says whether the message counts as sent. ``client_id`` is the client that a message is about, also
when it was rejected or is held; a declaratie is about many, and tells in its lines which. It is no foreign key:
SQLite would have to copy the whole table to add one.
"""

bevinding_telling = Table(
    "bevinding_telling",
    metadata,
    Column("bericht_id", Uuid, ForeignKey("bericht.id"), primary_key=True),
    Column("regel", String(8), primary_key=True),
    Column("retourcode", String(4), nullable=False),
    Column("klasse", String(32), primary_key=True),
    Column("aantal", Integer, nullable=False),
    Index(None, "retourcode"),
)
"""How often each rule was broken in a message; the findings themselves are in ``bericht.beoordeling``."""

idempotentie = Table(
    "idempotentie",
    metadata,
    Column("sleutel", String(64), primary_key=True),
    Column("sha256", LargeBinary(32), nullable=False),
    Column("bericht_id", Uuid, ForeignKey("bericht.id"), nullable=False),
)
"""Keys by which deliveries were marked (kept as a digest)."""

client = Table(
    "client",
    metadata,
    Column("id", Sleutel, primary_key=True),
    Column("bsn_kenmerk", String(32), nullable=False, unique=True),
    Column("bsn_versleuteld", LargeBinary, nullable=False),
    Column("openbaar", Uuid),
    Index("uq_client_openbaar", "openbaar", unique=True),
)
"""A child: a keyed hash of the Bsn to find it by, and the Bsn encrypted.

``openbaar`` is a random key that the world may see; every row has one, only the migration that added it not yet.
"""

toewijzing = Table(
    "toewijzing",
    metadata,
    Column("id", Sleutel, primary_key=True),
    Column("gemeente", String(4), nullable=False),
    Column("nummer", Integer, nullable=False),
    Column("aanbieder", String(8), nullable=False),
    Column("client_id", Sleutel, ForeignKey("client.id"), nullable=False),
    Column("categorie", String(2)),
    Column("code", String(5)),
    Column("toewijzingsdatum", Date, nullable=False),
    Column("toewijzingstijd", String(24), nullable=False),
    Column("ingangsdatum", Date, nullable=False),
    Column("einddatum", Date),
    Column("reden_wijziging", String(2)),
    Column("volume", Integer),
    Column("eenheid", String(2)),
    Column("frequentie", String(1)),
    Column("budget", Integer),
    Column("toegekend_volume", BigInteger, nullable=False, server_default=text("0")),
    Column("toegekend_bedrag", BigInteger, nullable=False, server_default=text("0")),
    Column("open_prestaties", Integer, nullable=False, server_default=text("0")),
    UniqueConstraint("gemeente", "nummer"),
    Index(None, "client_id", "gemeente", "aanbieder"),
    # Every claim changes the totals; room in the page keeps PostgreSQL from touching the indexes for it.
    postgresql_with={"fillfactor": 50},
)
"""A toewijzing in its current version, with running totals of what was granted on it.

``toegekend_volume`` is in base units: minutes for Eenheid 01 and 04, else the unit itself.
"""

toewijzing_versie = Table(
    "toewijzing_versie",
    metadata,
    Column("toewijzing_id", Sleutel, ForeignKey("toewijzing.id"), primary_key=True),
    Column("bericht_id", Uuid, ForeignKey("bericht.id"), primary_key=True),
    Column("toewijzingsdatum", Date, nullable=False),
    Column("toewijzingstijd", String(24), nullable=False),
    Column("einddatum", Date),
    Column("reden_wijziging", String(2)),
    Column("referentie_aanbieder", String(36)),
    Column("volume", Integer),
    Column("eenheid", String(2)),
    Column("frequentie", String(1)),
    Column("budget", Integer),
)
"""What each JW301 said of a toewijzing; aanbieder, client, product and Ingangsdatum never change (TR332)."""


duiding = Table(
    "duiding",
    metadata,
    Column("toewijzing_id", Sleutel, ForeignKey("toewijzing.id"), primary_key=True, autoincrement=False),
    Column("regio", String(16)),
    Column("perceel", String(16)),
    Column("profiel", String(8)),
    Column("intensiteit", String(8)),
    Column("rang", Integer),
    Column("zwaar", Boolean, nullable=False),
    Column("vorm", String(16)),
    Column("verplicht", BigInteger),
    Index(None, "regio"),
)
"""What a toewijzing stands for in the agreements that hold, for the figures: ``app.store.duiding`` derives it.

``zwaar``: heavier than the middle of the intensiteiten of the regio. ``verplicht``: what it commits the gemeente to,
in eurocents; empty when nobody can tell.
"""

piclabel = Table(
    "piclabel",
    metadata,
    Column("toewijzing_id", Sleutel, ForeignKey("toewijzing.id"), primary_key=True, autoincrement=False),
    Column("perceel", String(16), nullable=False),
    Column("profiel", String(8), nullable=False),
    Column("intensiteit", String(8), nullable=False),
    Column("vastgelegd", UtcMoment, nullable=False),
)
"""The PIC of a toewijzing whose code is paid per unit and so tells none."""


def _regie(naam: str, *kolommen: Column[Any]) -> Table:
    return Table(
        naam,
        metadata,
        Column("id", Sleutel, primary_key=True),
        Column("bericht_id", Uuid, ForeignKey("bericht.id"), nullable=False),
        Column("client_id", Sleutel, ForeignKey("client.id"), nullable=False),
        Column("gemeente", String(4), nullable=False),
        Column("aanbieder", String(8), nullable=False),
        Column("toewijzingnummer", Integer),
        Column("categorie", String(2)),
        Column("code", String(5)),
        Column("toewijzing_ingangsdatum", Date),
        Column("begindatum", Date, nullable=False),
        *kolommen,
        Column("verwijderd_door", Uuid, ForeignKey("bericht.id")),
        Index(None, "client_id", "gemeente", "aanbieder"),
    )


start = _regie("start")
"""Starts; one with ``verwijderd_door`` was removed by that message and counts as not sent."""

stop = _regie(
    "stop",
    Column("reden_beeindiging", String(2), nullable=False),
    Column("einddatum", Date, nullable=False),
)
"""Stops, likewise."""

verzoek = Table(
    "verzoek",
    metadata,
    Column("id", Sleutel, primary_key=True),
    Column("bericht_id", Uuid, ForeignKey("bericht.id"), nullable=False),
    Column("soort", String(5), nullable=False),
    Column("aanbieder", String(8), nullable=False),
    Column("gemeente", String(4), nullable=False),
    Column("client_id", Sleutel, ForeignKey("client.id"), nullable=False),
    Column("referentie", String(36), nullable=False),
    Column("dagtekening", Date, nullable=False),
    Column("ontvangen", UtcMoment, nullable=False),
    Column("reden_verzoek", String(1)),
    Column("in_onderzoek_door", Uuid, ForeignKey("bericht.id")),
    Column("afgewezen_door", Uuid, ForeignKey("bericht.id")),
    Column("toegewezen_door", Uuid, ForeignKey("bericht.id")),
    UniqueConstraint("aanbieder", "referentie"),
    Index(None, "client_id", "gemeente", "aanbieder"),
    Index(
        "ix_verzoek_open",
        "ontvangen",
        sqlite_where=text("afgewezen_door IS NULL AND toegewezen_door IS NULL"),
        postgresql_where=text("afgewezen_door IS NULL AND toegewezen_door IS NULL"),
    ),
)
"""What an aanbieder asked under one ReferentieAanbieder: an AangevraagdProduct of a JW315, or a whole JW317.

The last three columns name the message that answered it (JW319 with VerzoekAntwoord 2 or 1, JW301); it is in
behandeling as long as it was neither refused nor honoured.
"""

verzoek_product = Table(
    "verzoek_product",
    metadata,
    Column("verzoek_id", Sleutel, ForeignKey("verzoek.id"), primary_key=True),
    Column("volgnummer", Integer, primary_key=True),
    Column("soort", String(12), nullable=False),
    Column("toewijzingnummer", Integer),
    Column("categorie", String(2)),
    Column("code", String(5)),
    Column("ingangsdatum", Date),
    Column("einddatum", Date),
    Column("volume", Integer),
    Column("eenheid", String(2)),
    Column("frequentie", String(1)),
    Column("budget", Integer),
    Column("verwijzer", String(2)),
)
"""The products of a verzoek. ``soort`` is aangevraagd, ongewijzigd, te_wijzigen or nieuw.

``ingangsdatum`` is the one asked for; an ongewijzigd product has its ``toewijzingnummer`` only.
"""

antwoord = Table(
    "antwoord",
    metadata,
    Column("id", Sleutel, primary_key=True),
    Column("bericht_id", Uuid, ForeignKey("bericht.id"), nullable=False, unique=True),
    Column("verzoek_id", Sleutel, ForeignKey("verzoek.id"), nullable=False),
    Column("verzoek_antwoord", String(1), nullable=False),
    Column("reden_afwijzing", String(2)),
    Column("woonplaats_gemeente", String(4)),
    Index(None, "verzoek_id"),
)
"""What a JW319 said of a verzoek (WJ760, WJ759), and the gemeente that has to pay."""

declaratie = Table(
    "declaratie",
    metadata,
    Column("id", Sleutel, primary_key=True),
    Column("bericht_id", Uuid, ForeignKey("bericht.id"), nullable=False, unique=True),
    Column("aanbieder", String(8), nullable=False),
    Column("gemeente", String(4), nullable=False),
    Column("nummer", String(12), nullable=False),
    Column("begindatum", Date, nullable=False),
    Column("einddatum", Date, nullable=False),
    Column("dagtekening", Date, nullable=False),
    Column("ingediend", BigInteger, nullable=False),
    Column("toegekend", BigInteger, nullable=False),
    UniqueConstraint("aanbieder", "nummer"),
    Index(None, "aanbieder", "gemeente", "begindatum"),
)
"""Declaraties that count as sent; amounts signed."""

prestatie = Table(
    "prestatie",
    metadata,
    Column("declaratie_id", Sleutel, primary_key=True, autoincrement=False),
    Column("volgnummer", Integer, primary_key=True),
    Column("aanbieder", String(8), nullable=False),
    Column("client_id", Sleutel),
    Column("toewijzing_id", Sleutel),
    Column("toewijzingnummer", Integer, nullable=False),
    Column("referentienummer", String(20), nullable=False),
    Column("vorig_referentienummer", String(20)),
    Column("categorie", String(2), nullable=False),
    Column("code", String(5), nullable=False),
    Column("begindatum", Date, nullable=False),
    Column("einddatum", Date, nullable=False),
    Column("volume", Integer, nullable=False),
    Column("eenheid", String(2), nullable=False),
    Column("tarief", Integer),
    Column("bedrag", Integer, nullable=False),
    Column("debet_credit", String(1), nullable=False),
    Column("staat", SmallInteger, nullable=False),
    Column("retourcodes", String),
    Index(
        "uq_prestatie_referentie",
        "aanbieder",
        "referentienummer",
        unique=True,
        sqlite_where=text("staat < 5"),
        postgresql_where=text("staat < 5"),
    ),
    Index(
        "ix_prestatie_afgewezen",
        "aanbieder",
        "referentienummer",
        sqlite_where=text("staat > 5"),
        postgresql_where=text("staat > 5"),
    ),
    # All that sums of claims ask, so that they are made from the index alone.
    Index("ix_prestatie_toewijzing", "toewijzing_id", "begindatum", "staat", "debet_credit", "bedrag"),
    sqlite_with_rowid=False,
)
"""Claim lines. ``staat``: 1 granted, 2 granted and credited since, 8 rejected, 9 not judged.

A ReferentieNummer stays used only by a line that was granted, hence the partial unique index; the few lines
that were not are found by the other one, to be corrected. The keys to declaratie, client and toewijzing carry
no foreign key: they were written or read in the same transaction, and checking one of them on 30,000 lines
took 7 % of the whole job on PostgreSQL.
"""

signaal = Table(
    "signaal",
    metadata,
    Column("id", Sleutel, primary_key=True),
    Column("openbaar", Uuid, nullable=False),
    Column("bericht_id", Uuid, ForeignKey("bericht.id")),
    Column("moment", UtcMoment, nullable=False),
    Column("code", String(32), nullable=False),
    Column("voor", String(10), nullable=False),
    Column("gemeente", String(4)),
    Column("aanbieder", String(8)),
    Column("client_id", Sleutel, ForeignKey("client.id")),
    Column("pad", String, nullable=False),
    Column("uitleg", String, nullable=False),
    Column("verwijzing", String),
    Column("kenmerk", String(120)),
    Column("toestand", String(10), nullable=False, server_default=text("'open'")),
    UniqueConstraint("openbaar"),
    Index(None, "bericht_id"),
    Index(None, "voor", "moment"),
    Index(None, "gemeente"),
    Index(None, "aanbieder"),
    Index(
        "uq_signaal_kenmerk",
        "code",
        "voor",
        "kenmerk",
        unique=True,
        sqlite_where=LOPEND_MET_KENMERK,
        postgresql_where=LOPEND_MET_KENMERK,
    ),
)
"""What someone has to see, for whom (gemeente, aanbieder, beheerder); the texts hold no personal data.

``openbaar`` is the key that the world sees. A signal that follows from more than one message, or from none, has no
``bericht_id``; ``pad`` is empty then. ``toestand`` is open, verklaard or gesloten. While one with a ``kenmerk`` is
not gesloten, no other with the same code, party and kenmerk is made.
"""

signaal_spoor = Table(
    "signaal_spoor",
    metadata,
    Column("id", Sleutel, primary_key=True),
    Column("signaal_id", Sleutel, ForeignKey("signaal.id"), nullable=False),
    Column("moment", UtcMoment, nullable=False),
    Column("van", String(10), nullable=False),
    Column("naar", String(10), nullable=False),
    Column("door", String(10), nullable=False),
    Column("toelichting", LargeBinary, nullable=False),
    Index(None, "signaal_id"),
)
"""What became of a signal; rows are only added. ``door`` is a role, never a person.

``toelichting`` is what a user wrote. It should hold nothing about a child, and is encrypted for when it does.
"""

ontvangen_antwoord = Table(
    "ontvangen_antwoord",
    metadata,
    Column("bericht_id", Uuid, ForeignKey("bericht.id"), primary_key=True),
    Column("heen_id", Uuid, ForeignKey("bericht.id")),
    Column("identificatie", String(12), nullable=False),
    Column("dagtekening", Date, nullable=False),
    Column("oordeel", String(16), nullable=False),
    Column("telt", Boolean, nullable=False),
    Index(None, "heen_id"),
)
"""A retour or JW325 that a partner sent, and the message that it answers (none when that is not known here).

``oordeel`` is that of the partner; ``telt`` says whether the administration follows it.
"""

declaratie_antwoord = Table(
    "declaratie_antwoord",
    metadata,
    Column("id", Sleutel, primary_key=True),
    Column("bericht_id", Uuid, ForeignKey("bericht.id"), nullable=False, unique=True),
    Column("ingediend", BigInteger, nullable=False),
    Column("genoemd", BigInteger, nullable=False),
    Column("toegekend", BigInteger, nullable=False),
    Column("afgewezen", BigInteger, nullable=False),
    Column("sluit", Boolean, nullable=False),
    Column("rest", SmallInteger, nullable=False),
)
"""What a JW325 that a partner sent comes to, in signed eurocents; ``sluit``: claimed = granted + rejected.

``genoemd`` is what it says was claimed, ``rest`` the staat of the lines that it leaves out (0: unknown).
"""

declaratie_antwoord_regel = Table(
    "declaratie_antwoord_regel",
    metadata,
    Column("antwoord_id", Sleutel, primary_key=True, autoincrement=False),
    Column("volgnummer", Integer, primary_key=True),
    Column("staat", SmallInteger, nullable=False),
    Column("codes", String, nullable=False),
    sqlite_with_rowid=False,
)
"""Lines that a JW325 returns, by their number in the JW323; ``staat`` as in ``prestatie``: 8 or 9."""

regio = Table(
    "regio",
    metadata,
    Column("code", String(16), primary_key=True),
    Column("naam", String(80), nullable=False),
    Column("fictief", Boolean, nullable=False),
    Column("geladen", UtcMoment, nullable=False),
    Column("versie", Integer, nullable=False),
)
"""A regio of which the agreements are known; ``versie`` goes up with each time that it is loaded."""

regiolading = Table(
    "regiolading",
    metadata,
    Column("id", Sleutel, primary_key=True),
    Column("regio", String(16), ForeignKey("regio.code"), nullable=False),
    Column("versie", Integer, nullable=False),
    Column("geladen", UtcMoment, nullable=False),
    Column("inhoud", LargeBinary, nullable=False),
    UniqueConstraint("regio", "versie"),
    Index(None, "geladen"),
)
"""Every load of a regio as it was (``contracten.als_bytes``), so that a history can be replayed on it."""

regio_gemeente = Table(
    "regio_gemeente",
    metadata,
    Column("gemeente", String(4), primary_key=True),
    Column("van", Date, primary_key=True),
    Column("tot", Date),
    Column("naam", String(80), nullable=False),
    Column("regio", String(16), ForeignKey("regio.code"), nullable=False),
)
"""Which regio a gemeente belongs to, when."""

aanbieder = Table(
    "aanbieder",
    metadata,
    Column("agb", String(8), primary_key=True),
    Column("naam", String(80), nullable=False),
)
"""Providers by AGB code."""

contract = Table(
    "contract",
    metadata,
    Column("regio", String(16), ForeignKey("regio.code"), primary_key=True),
    Column("nummer", String(40), primary_key=True),
    Column("aanbieder", String(8), ForeignKey("aanbieder.agb"), nullable=False),
    Column("van", Date, nullable=False),
    Column("tot", Date),
    Column("tariefcontrole", String(8), nullable=False),
    Column("einde", Date),
    Column("acceptatieplicht", Boolean, nullable=False),
    Column("plafondafhandeling", String(16), nullable=False),
    Column("resultaat_pct", SmallInteger),
    Column("resultaat_van", Date),
    Index(None, "aanbieder"),
)
"""Contracts of a regio with an aanbieder: ``tot`` as signed, ``einde`` with extensions and status."""

perceel = Table(
    "perceel",
    metadata,
    Column("regio", String(16), ForeignKey("regio.code"), primary_key=True),
    Column("code", String(16), primary_key=True),
    Column("naam", String(120), nullable=False),
    Column("plafond_toegestaan", Boolean, nullable=False),
)
"""Percelen (segmenten) of a regio."""

contract_perceel = Table(
    "contract_perceel",
    metadata,
    Column("regio", String(16), ForeignKey("regio.code"), primary_key=True),
    Column("contract", String(40), primary_key=True),
    Column("perceel", String(16), primary_key=True),
)
"""What each contract is about; a contract for the whole regio has a row for every perceel."""

onderaanneming = Table(
    "onderaanneming",
    metadata,
    Column("regio", String(16), ForeignKey("regio.code"), primary_key=True),
    Column("contract", String(40), primary_key=True),
    Column("aanbieder", String(8), primary_key=True),
    Column("van", Date, primary_key=True),
    Column("tot", Date),
    Index(None, "aanbieder"),
)
"""Who delivers under a contract of another aanbieder, when."""

bekostiging = Table(
    "bekostiging",
    metadata,
    Column("regio", String(16), ForeignKey("regio.code"), primary_key=True),
    Column("gemeente", String(4), primary_key=True),
    Column("perceel", String(16), primary_key=True),
    Column("van", Date, primary_key=True),
    Column("tot", Date),
    Column("vorm", String(16), nullable=False),
    Column("peildatum", String(16), nullable=False),
    Column("pic_label_verplicht", Boolean, nullable=False),
)
"""How each perceel is paid in each gemeente, when: exactly one row for a day."""

profiel = Table(
    "profiel",
    metadata,
    Column("regio", String(16), ForeignKey("regio.code"), primary_key=True),
    Column("code", String(8), primary_key=True),
    Column("naam", String(120), nullable=False),
    Column("soort", String(24), nullable=False),
)
"""Profielen, resultaatgebieden and ondersteuningselementen."""

intensiteit = Table(
    "intensiteit",
    metadata,
    Column("regio", String(16), ForeignKey("regio.code"), primary_key=True),
    Column("code", String(8), primary_key=True),
    Column("naam", String(120), nullable=False),
    Column("rang", Integer, nullable=False),
)
"""Intensiteiten; a higher rang is heavier."""

volumeplafond = Table(
    "volumeplafond",
    metadata,
    Column("regio", String(16), ForeignKey("regio.code"), primary_key=True),
    Column("contract", String(40), primary_key=True),
    Column("perceel", String(16), primary_key=True),
    Column("jaar", SmallInteger, primary_key=True, autoincrement=False),
    Column("gemeente", String(4), primary_key=True),
    Column("bedrag", BigInteger, nullable=False),
    Column("signaal_pct", SmallInteger, nullable=False),
)
"""The most that is paid under a contract in a perceel and year; an empty gemeente: over all together."""

productcode = Table(
    "productcode",
    metadata,
    Column("regio", String(16), ForeignKey("regio.code"), primary_key=True),
    Column("code", String(5), primary_key=True),
    Column("categorie", String(2), primary_key=True),
    Column("eenheid", String(2), primary_key=True),
    Column("van", Date, primary_key=True),
    Column("tot", Date),
    Column("naam", String(120), nullable=False),
    Column("perceel", String(16)),
    Column("profiel", String(8)),
    Column("intensiteit", String(8)),
    Column("buiten_stelsel", Boolean, nullable=False),
    Index(None, "code"),
)
"""Agreed product codes with the units in which they are claimed, and the PIC that they stand for."""

tarief = Table(
    "tarief",
    metadata,
    Column("id", Sleutel, primary_key=True),
    Column("regio", String(16), ForeignKey("regio.code"), nullable=False),
    Column("code", String(5), nullable=False),
    Column("eenheid", String(2), nullable=False),
    Column("contract", String(40)),
    Column("gemeente", String(4)),
    Column("bedrag", Integer, nullable=False),
    Column("van", Date, nullable=False),
    Column("tot", Date),
    Column("versie", Integer, nullable=False),
    Column("besluit", String(120), nullable=False),
    Column("reden", String(240), nullable=False),
    Column("vastgesteld", Date),
    Column("bekend", UtcMoment, nullable=False),
    Column("vervangen", UtcMoment),
    Index(None, "regio", "code"),
)
"""Tariffs per unit. They are only added: ``bekend`` and ``vervangen`` say from when to when one was in force."""

uitkomst = Table(
    "uitkomst",
    metadata,
    Column("id", Sleutel, primary_key=True),
    Column("gemeente", String(4), nullable=False),
    Column("toewijzingnummer", Integer, nullable=False),
    Column("moment", String(5), nullable=False),
    Column("versie", Integer, nullable=False),
    Column("datum", Date, nullable=False),
    Column("gedwongen_kader", Boolean, nullable=False),
    Column("tevredenheid_jeugdige", SmallInteger),
    Column("tevredenheid_opvoeder", SmallInteger),
    *(
        Column(f"{soort}_{resultaat}", SmallInteger, nullable=False)
        for soort in ("maatschappelijk", "behandel")
        for resultaat in ("bereikt", "deels", "niet", "open")
    ),
    Column("bekend", UtcMoment, nullable=False),
    Column("vervangen", UtcMoment),
    UniqueConstraint("gemeente", "toewijzingnummer", "moment", "versie"),
    Index(
        "uq_uitkomst_geldend",
        *("gemeente", "toewijzingnummer", "moment"),
        unique=True,
        sqlite_where=text("vervangen IS NULL"),
        postgresql_where=text("vervangen IS NULL"),
    ),
)
"""What START and EIND of a trajectory (a toewijzing) gave: numbers of goals by result, and marks from 1 to 10.

Versions are only added; the one without ``vervangen`` holds. No client, no text.
"""

uitkomst_aggregaat = Table(
    "uitkomst_aggregaat",
    metadata,
    Column("id", Sleutel, primary_key=True),
    Column("regio", String(16), nullable=False),
    Column("aanbieder", String(8), nullable=False),
    Column("periode", String(7), nullable=False),
    Column("versie", Integer, nullable=False),
    Column("bekend", UtcMoment, nullable=False),
    Column("vervangen", UtcMoment),
    UniqueConstraint("regio", "aanbieder", "periode", "versie"),
    Index(
        "uq_uitkomst_aggregaat_geldend",
        *("regio", "aanbieder", "periode"),
        unique=True,
        sqlite_where=text("vervangen IS NULL"),
        postgresql_where=text("vervangen IS NULL"),
    ),
)
"""What an aanbieder told of all its clients together, in a quarter such as 2026-K2. Versions as in ``uitkomst``."""

uitkomst_aggregaatregel = Table(
    "uitkomst_aggregaatregel",
    metadata,
    Column("aggregaat_id", Sleutel, ForeignKey("uitkomst_aggregaat.id"), primary_key=True, autoincrement=False),
    Column("volgnummer", Integer, primary_key=True, autoincrement=False),
    Column("perceel", String(16)),
    Column("pic", String(16)),
    Column("gedwongen_kader", Boolean),
    Column("n", Integer, nullable=False),
    Column("doelrealisatie", SmallInteger),
    Column("uitval", SmallInteger),
    Column("tevredenheid_jeugdige", SmallInteger),
    Column("tevredenheid_opvoeder", SmallInteger),
    Column("wachttijd", Integer),
    Column("besteding_per_client", Integer),
)
"""A group of clients: ``doelrealisatie`` and ``uitval`` in percents, marks in tenths, days, eurocents a client."""

teamoordeel = Table(
    "teamoordeel",
    metadata,
    Column("id", Sleutel, primary_key=True),
    Column("gemeente", String(4), nullable=False),
    Column("team", String(16), nullable=False),
    Column("aanbieder", String(8), nullable=False),
    Column("periode", String(7), nullable=False),
    Column("versie", Integer, nullable=False),
    Column("cijfer", SmallInteger, nullable=False),
    Column("bekend", UtcMoment, nullable=False),
    Column("vervangen", UtcMoment),
    UniqueConstraint("gemeente", "team", "aanbieder", "periode", "versie"),
    Index(
        "uq_teamoordeel_geldend",
        *("gemeente", "team", "aanbieder", "periode"),
        unique=True,
        sqlite_where=text("vervangen IS NULL"),
        postgresql_where=text("vervangen IS NULL"),
    ),
)
"""The mark from 1 to 10 that a lokaal team gives an aanbieder over a quarter. Versions as in ``uitkomst``."""
uitzondering = Table(
    "uitzondering",
    metadata,
    Column("id", Sleutel, primary_key=True),
    Column("moment", UtcMoment, nullable=False),
    Column("toewijzing_id", Sleutel, ForeignKey("toewijzing.id"), nullable=False),
    Column("soort", String(10), nullable=False),
    Column("bedrag", Integer),
    Column("reden", LargeBinary, nullable=False),
    Column("goedgekeurd_door", String(80), nullable=False),
    Column("tot", Date, nullable=False),
    Index(None, "toewijzing_id"),
)
"""Decisions that take the place of contract and tariff on one toewijzing. Only added; the last one holds.

``goedgekeurd_door`` is a role, never a name; ``reden`` is what a user wrote: it should hold nothing about a child,
and is encrypted for when it does. ``bedrag`` is in eurocents, ``tot`` the last first day of a period.
"""

betaling = Table(
    "betaling",
    metadata,
    Column("declaratie_id", Sleutel, primary_key=True, autoincrement=False),
    Column("volgnummer", Integer, primary_key=True),
    Column("regio", String(16), nullable=False),
    Column("contract", String(40), nullable=False),
    Column("perceel", String(16), nullable=False),
    Column("jaar", SmallInteger, nullable=False),
    Column("gemeente", String(4), nullable=False),
    Column("betaalbaar", Boolean, nullable=False),
    Column("reden", String, nullable=False),
    Index(None, "regio", "contract", "perceel", "jaar"),
)
"""Payment state of granted lines under a volumeplafond; a granted line without a row can be paid."""

plafondmelding = Table(
    "plafondmelding",
    metadata,
    Column("regio", String(16), primary_key=True),
    Column("contract", String(40), primary_key=True),
    Column("perceel", String(16), primary_key=True),
    Column("jaar", SmallInteger, primary_key=True, autoincrement=False),
    Column("gemeente", String(4), primary_key=True),
    Column("bericht_id", Uuid, ForeignKey("bericht.id"), nullable=False),
    Column("bereikt", UtcMoment, nullable=False),
    Column("gemeld", Date),
)
"""Where the signal percentage of a volumeplafond was reached, and when the aanbieder reported it."""

kluisproef = Table(
    "kluisproef",
    metadata,
    Column("id", SmallInteger, primary_key=True, autoincrement=False),
    Column("waarde", LargeBinary, nullable=False),
)
"""One known value, encrypted: it shows at start-up whether the key file is that of this database."""
