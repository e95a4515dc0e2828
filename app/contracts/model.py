"""The concepts of a contract in one place; each has its own file by subject."""

from app.contracts.bekostiging import EENMALIG, Bekostiging, Peildatum, Termijnschema, Termijnsoort, Vorm
from app.contracts.budgetten import Budget
from app.contracts.geldigheid import Geldigheid
from app.contracts.indicatoren import Indicator, Maat, Profielresultaat, Schaal
from app.contracts.overgang import OudRecht, Overgangsregel
from app.contracts.partijen import (
    Aanbieder,
    Contract,
    Contractstatus,
    Gemeente,
    Onderaanneming,
    Plafondafhandeling,
    Resultaatdeel,
    Statuswijziging,
    Tariefcontrole,
    Verlenging,
)
from app.contracts.percelen import Perceel
from app.contracts.pic import Duur, Intensiteit, Inzet, Pic, Productcode, Profiel, Profielsoort
from app.contracts.plafonds import Plafondtoets, Volumeplafond
from app.contracts.regio import Regio
from app.contracts.tarieven import Tarief

__all__ = [
    "EENMALIG",
    "Aanbieder",
    "Bekostiging",
    "Budget",
    "Contract",
    "Contractstatus",
    "Duur",
    "Geldigheid",
    "Gemeente",
    "Indicator",
    "Intensiteit",
    "Inzet",
    "Maat",
    "Onderaanneming",
    "OudRecht",
    "Overgangsregel",
    "Peildatum",
    "Perceel",
    "Pic",
    "Plafondafhandeling",
    "Plafondtoets",
    "Productcode",
    "Profiel",
    "Profielresultaat",
    "Profielsoort",
    "Regio",
    "Resultaatdeel",
    "Schaal",
    "Statuswijziging",
    "Tarief",
    "Tariefcontrole",
    "Termijnschema",
    "Termijnsoort",
    "Verlenging",
    "Volumeplafond",
    "Vorm",
]
