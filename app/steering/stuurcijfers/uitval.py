"""How help ended: classes of RedenBeeindiging (JZ588), as the national statistics divide it (R097, R136)."""

from __future__ import annotations

from enum import Enum

from pydantic import Field

from app.exchange.weergavebasis import Weergave
from app.steering.stuurcijfers.stuurcijfer import Groepvraag, Peiling, Stuurcijfer
from app.steering.stuurcijfers.velden import Aanbieder, Gemeente, Groepintensiteit, Groepprofiel, Perceel, Regio, deel
from app.steering.uitkomsten.uitkomst import TIJDELIJK, UITVALKLASSEN
from app.store.stuurcijfers import tijden


class Eindeklasse(Enum):
    """Why help ended; the values are those that are shown."""

    VOLGENS_PLAN = "volgens_plan"
    IN_OVEREENSTEMMING = "in_overeenstemming"
    EENZIJDIG_CLIENT = "eenzijdig_client"
    EENZIJDIG_AANBIEDER = "eenzijdig_aanbieder"
    EXTERN = "extern"
    """A cause from outside, death among them."""
    ADMINISTRATIEF = "administratief"
    """The toewijzing ended, not the help."""
    TIJDELIJK = "tijdelijk"
    """The help goes on later."""


_PER_REDEN = {reden: Eindeklasse(klasse.value) for reden, klasse in UITVALKLASSEN.items()}
_PER_REDEN[TIJDELIJK] = Eindeklasse.TIJDELIJK
_UITVAL = (Eindeklasse.EENZIJDIG_CLIENT, Eindeklasse.EENZIJDIG_AANBIEDER)
UITVALREDENEN = tuple(reden for reden, klasse in _PER_REDEN.items() if klasse in _UITVAL)
"""Reasons that count as uitval: one side left before the help was done."""
ECHT_EINDE = frozenset(Eindeklasse) - {Eindeklasse.ADMINISTRATIEF, Eindeklasse.TIJDELIJK}
"""Classes in which the help itself ended: of these uitval is a share."""


ECHTE_REDENEN = tuple(reden for reden, klasse in _PER_REDEN.items() if klasse in ECHT_EINDE)
"""Reasons with which the help itself ended."""


def klasse_van(reden: str) -> Eindeklasse:
    """The class of a reason; every reason that has no other one is administrative (36 to 39)."""
    return _PER_REDEN.get(reden, Eindeklasse.ADMINISTRATIEF)


def is_uitval(klasse: Eindeklasse) -> bool:
    """Whether help that ended so was left before it was done."""
    return klasse in _UITVAL


class Uitval(Weergave):
    """Hoe hulp eindigde."""

    regio: Regio
    gemeente: Gemeente
    aanbieder: Aanbieder
    perceel: Perceel
    profiel: Groepprofiel
    intensiteit: Groepintensiteit
    volgens_plan: int = Field(description="Beëindigd volgens plan (31).")
    in_overeenstemming: int = Field(description="Voortijdig, in overleg (34).")
    eenzijdig_client: int = Field(description="Eenzijdig door de cliënt (32).")
    eenzijdig_aanbieder: int = Field(description="Eenzijdig door de aanbieder (33).")
    extern: int = Field(description="Door iets buiten de hulp (35, 02).")
    administratief: int = Field(description="Alleen de toewijzing eindigde (36 tot en met 39).")
    tijdelijk: int = Field(description="Tijdelijk gestopt (20).")
    uitval: int = Field(description="Eenzijdig door cliënt of aanbieder.")
    aandeel_uitval: float | None = Field(description="Deel van wat echt eindigde, zonder administratief en tijdelijk.")


_PLEK = ("regio", "gemeente", "aanbieder", "perceel", "profiel", "intensiteit")


def bereken(peiling: Peiling[Groepvraag]) -> list[Uitval]:
    """Classes of how help ended."""
    per_plek: dict[tuple[str | None, ...], dict[Eindeklasse, int]] = {}
    per_pic = peiling.vraag.per == "pic"
    for rij in tijden.beeindigingen(peiling.werk.verbinding, peiling.selectie, per_pic=per_pic):
        telling = per_plek.setdefault(rij[:6], dict.fromkeys(Eindeklasse, 0))
        telling[klasse_van(rij.reden)] += rij.aantal
    regels = []
    for plek, telling in sorted(per_plek.items(), key=lambda een: [x or "" for x in een[0]]):
        uitval = sum(aantal for klasse, aantal in telling.items() if is_uitval(klasse))
        echt = sum(telling[klasse] for klasse in ECHT_EINDE)
        regels.append(
            Uitval.model_validate(
                {
                    **dict(zip(_PLEK, plek, strict=True)),
                    **{klasse.value: aantal for klasse, aantal in telling.items()},
                    "uitval": uitval,
                    "aandeel_uitval": deel(uitval, echt),
                }
            )
        )
    return regels


CIJFER = Stuurcijfer(
    naam="uitval",
    titel="Hoe hulp eindigde",
    uitleg=(
        "RedenBeeindiging van JW307 met een Einddatum in de periode: 31 volgens plan, 34 in overeenstemming, 32 "
        "en 33 eenzijdig (cliënt, aanbieder), 35 en 02 extern, 20 tijdelijk, de andere administratief. Uitval is "
        "32 en 33, als deel van wat echt eindigde: zonder tijdelijk en administratief."
    ),
    eisen=("R043", "R097", "R136"),
    vraag=Groepvraag,
    rij=Uitval,
    bereken=bereken,
)
