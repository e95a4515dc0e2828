"""What is bought: profielen, intensiteiten, their combinations (PICs) and the codes that stand for them."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from app.contracts.bekostiging import Peildatum, Termijnschema, Vorm
from app.contracts.geldigheid import Geldigheid


class Profielsoort(Enum):
    """What takes the place of a profiel."""

    PROFIEL = "PROFIEL"
    """What is needed and what has to be reached."""
    RESULTAATGEBIED = "RESULTAATGEBIED"
    """An area of results (R1 to R3): the core of an arrangement."""
    ONDERSTEUNINGSELEMENT = "ONDERSTEUNINGSELEMENT"
    """A supporting element (O1 to O3): only beside a resultaatgebied."""


class Duur(Enum):
    """Expected duration."""

    KORT = "KORT"
    LANG = "LANG"


class Inzet(Enum):
    """Expected effort."""

    LAAG = "LAAG"
    HOOG = "HOOG"


@dataclass(frozen=True, slots=True)
class Profiel:
    """A profiel, resultaatgebied or ondersteuningselement."""

    code: str
    naam: str
    geldig: Geldigheid
    soort: Profielsoort = Profielsoort.PROFIEL
    behoefte: str = ""
    """What is needed."""
    resultaten: str = ""
    """What has to be reached."""
    besluit: str = ""
    """The decision by which it is as it is."""
    reden: str = ""
    """Why it was made or changed."""


@dataclass(frozen=True, slots=True)
class Intensiteit:
    """How heavy the help is."""

    code: str
    naam: str
    rang: int
    """Heavier is higher."""
    duur: Duur | None = None
    inzet: Inzet | None = None
    besluit: str = ""
    """As of a profiel."""
    reden: str = ""


@dataclass(frozen=True, slots=True)
class Pic:
    """A combination of profiel and intensiteit in a perceel."""

    perceel: str
    profiel: str
    intensiteit: str
    omschrijving: str = ""
    """What the help comprises: a child and parents have to know what they are entitled to."""
    met_verblijf: bool | None = None
    """Whether the client stays with the aanbieder (intramural); None: nobody said."""
    besluit: str = ""
    """As of a profiel."""
    reden: str = ""

    @property
    def label(self) -> str:
        """How people name it: profiel 3 with intensiteit B is 3B."""
        return f"{self.profiel}{self.intensiteit}"

    @property
    def sleutel(self) -> tuple[str, str, str]:
        """Perceel, profiel and intensiteit."""
        return self.perceel, self.profiel, self.intensiteit


@dataclass(frozen=True, slots=True)
class Productcode:
    """An agreed product: the code belongs to one categorie (TR381) and is claimed in these units."""

    categorie: str
    code: str
    naam: str
    eenheid: str
    geldig: Geldigheid
    perceel: str | None = None
    """Perceel to which the code belongs; None: nobody said."""
    profiel: str | None = None
    """With ``intensiteit`` the PIC that the code stands for; None: a price per unit."""
    intensiteit: str | None = None
    termijnschema: Termijnschema | None = None
    """Own scheme of this code; None: that of the bekostiging."""
    peildatum: Peildatum | None = None
    """Own price date of this code; None: that of the bekostiging."""
    buiten_stelsel: bool = False
    """Kept, and not held against the bekostiging of the perceel (such as jeugdbescherming)."""
    met_verblijf: bool | None = None
    """Whether the client stays with the aanbieder; None: as its PIC says."""

    @property
    def pic(self) -> tuple[str, str, str] | None:
        """Key of the PIC that the code stands for."""
        if self.perceel is None or self.profiel is None or self.intensiteit is None:
            return None
        return self.perceel, self.profiel, self.intensiteit

    @property
    def label(self) -> str | None:
        """The PIC as people name it."""
        return None if self.pic is None else f"{self.profiel}{self.intensiteit}"

    def past_bij(self, vorm: Vorm) -> bool:
        """Whether the code is claimed under this form: PIC codes under arrangements, the others per unit."""
        if self.buiten_stelsel:
            return True
        return vorm.is_arrangement if self.pic is not None else vorm is Vorm.PXQ
