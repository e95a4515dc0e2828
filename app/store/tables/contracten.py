"""Regio's with their agreements."""

from __future__ import annotations

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Date,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    SmallInteger,
    String,
    Table,
    UniqueConstraint,
)

from app.store.tables.basis import Sleutel, UtcMoment, metadata

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
    Column("gesloten", Boolean, nullable=False),
)
"""Percelen (segmenten) of a regio; ``gesloten``: closed care."""

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
