"""Signals that follow from the age of the client: 16, 18 and 23 years (R128, R129) and the Zvw (R130).

What they say holds no birthday: a signal is kept in the clear.
"""

from __future__ import annotations

from datetime import date

from app.messages.records import (
    AangevraagdProduct,
    Geboortedatum,
    ToegewezenProduct,
    Toewijzingsbericht,
    Toewijzingsverzoek,
)
from app.rules.procedure.feiten import Procedurefeiten
from app.rules.procedure.verzameling import Opmerking, Procedureregels
from app.standard.kalender import jaren_later, laatste_van_maand

JW301 = Procedureregels()
JW315 = Procedureregels()

PERSPECTIEFPLAN, VOLWASSEN, UITERSTE_LEEFTIJD = 16, 18, 23
"""From the first there is a plan for later; at the second the Jeugdwet ends, and at the third any extension of it."""
GGZ = ("51", "52", "54")
"""Categories of care that the Zorgverzekeringswet pays for an adult."""
_REDEN_LEEFTIJD = "9 (leeftijdsgrens is bereikt)"


def jarig_uiterlijk(geboren: Geboortedatum, leeftijd: int) -> date | None:
    """The day on which the client is certainly of this age; None when nothing of the date of birth is known.

    Of a birthday of which the day or the month is unknown (COD170) the last that is possible counts, so that nobody
    is taken for older than he is.
    """
    match geboren.gebruik:
        case None:
            dag = geboren.datum
        case "1":
            dag = laatste_van_maand(geboren.datum)
        case "2":
            dag = geboren.datum.replace(month=12, day=31)
        case _:
            return None
    return jaren_later(dag, leeftijd)


def is_op(geboren: Geboortedatum, leeftijd: int, dag: date) -> bool:
    """Whether the client is certainly of this age, or older, on a day."""
    jarig = jarig_uiterlijk(geboren, leeftijd)
    return jarig is not None and jarig <= dag


@JW301.regel("SIG-LEEFTIJD-16", "ToegewezenProduct")
def sig_leeftijd_16(product: ToegewezenProduct, feiten: Procedurefeiten) -> Opmerking | None:
    """Help to a client of 16 or 17 asks for a perspectiefplan (R128), unless there is one."""
    if feiten.verwijzing(product.toewijzingnummer).perspectiefplan_op is not None:
        return None
    geboren, laatste = _geboren(feiten), _laatste_dag(product, feiten)
    if not is_op(geboren, PERSPECTIEFPLAN, laatste) or is_op(geboren, VOLWASSEN, product.ingangsdatum):
        return None
    return Opmerking(
        "gemeente",
        f"In de periode van toewijzing {product.toewijzingnummer} ({_periode(product)}) is de cliënt 16 of 17 jaar. Ga "
        "na of er een perspectiefplan is.",
        f"toewijzing {product.toewijzingnummer}",
        kenmerk=_kenmerk(product, feiten),
    )


@JW301.regel("SIG-LEEFTIJD-18", "ToegewezenProduct")
def sig_leeftijd_18(product: ToegewezenProduct, feiten: Procedurefeiten) -> Opmerking | None:
    """Help that goes on after the eighteenth birthday is verlengde jeugdhulp (R129); until 23, see SIG-LEEFTIJD-23.

    It is silent when the gemeente told that it is.
    """
    if feiten.verwijzing(product.toewijzingnummer).verlengde_jeugdhulp:
        return None
    geboren = _geboren(feiten)
    jarig = jarig_uiterlijk(geboren, VOLWASSEN)
    if jarig is None or _laatste_dag(product, feiten) <= jarig:
        return None
    if is_op(geboren, UITERSTE_LEEFTIJD, product.ingangsdatum):
        return None
    return Opmerking(
        "gemeente",
        f"Toewijzing {product.toewijzingnummer} ({_periode(product)}) loopt door na de achttiende verjaardag. Dat kan "
        "alleen als verlengde jeugdhulp; regel anders op tijd de overgang naar andere zorg.",
        f"toewijzing {product.toewijzingnummer}",
        "Einddatum",
        _kenmerk(product, feiten),
    )


@JW301.regel("SIG-LEEFTIJD-23", "ToegewezenProduct")
def sig_leeftijd_23(product: ToegewezenProduct, feiten: Procedurefeiten) -> Opmerking | None:
    """No help begins on or after the twenty-third birthday (R129)."""
    if not is_op(_geboren(feiten), UITERSTE_LEEFTIJD, product.ingangsdatum):
        return None
    return Opmerking(
        "gemeente",
        f"Toewijzing {product.toewijzingnummer} begint op {product.ingangsdatum}; de cliënt is dan 23 jaar of ouder, "
        "en verlengde jeugdhulp kan tot 23 jaar.",
        f"toewijzing {product.toewijzingnummer}",
        "Ingangsdatum",
        _kenmerk(product, feiten),
    )


@JW315.regel("SIG-LEEFTIJD-23", "AangevraagdProduct")
def sig_leeftijd_23_verzoek(product: AangevraagdProduct, feiten: Procedurefeiten) -> Opmerking | None:
    """The same for what is asked; it proposes a reason for the JW319."""
    if not is_op(_geboren(feiten), UITERSTE_LEEFTIJD, product.ingangsdatum):
        return None
    return Opmerking(
        "gemeente",
        f"Verzoek {product.referentie_aanbieder} vraagt hulp vanaf {product.ingangsdatum}; de cliënt is dan 23 jaar of "
        f"ouder. Wijs het met een JW319 af, reden {_REDEN_LEEFTIJD}.",
        element="Ingangsdatum",
    )


@JW301.regel("SIG-ZVW-VOORLIGGEND", "ToegewezenProduct")
def sig_zvw_voorliggend(product: ToegewezenProduct, feiten: Procedurefeiten) -> Opmerking | None:
    """For an adult the Zorgverzekeringswet pays ggz, not the gemeente (R130)."""
    if product.categorie not in GGZ or not is_op(_geboren(feiten), VOLWASSEN, _laatste_dag(product, feiten)):
        return None
    return Opmerking(
        "gemeente",
        f"Toewijzing {product.toewijzingnummer} is ggz (categorie {product.categorie}) en geldt ({_periode(product)}) "
        "ook als de cliënt 18 jaar of ouder is. Dan gaat de Zorgverzekeringswet voor.",
        f"toewijzing {product.toewijzingnummer}",
        "Product",
        _kenmerk(product, feiten),
    )


@JW315.regel("SIG-ZVW-VOORLIGGEND", "AangevraagdProduct")
def sig_zvw_voorliggend_verzoek(product: AangevraagdProduct, feiten: Procedurefeiten) -> Opmerking | None:
    """The same for what is asked from a day on which the client is an adult; it proposes a reason for the JW319."""
    if product.categorie not in GGZ or not is_op(_geboren(feiten), VOLWASSEN, product.ingangsdatum):
        return None
    return Opmerking(
        "gemeente",
        f"Verzoek {product.referentie_aanbieder} vraagt ggz (categorie {product.categorie}) vanaf "
        f"{product.ingangsdatum}; de cliënt is dan 18 jaar of ouder en de Zorgverzekeringswet gaat voor. Wijs het met "
        f"een JW319 af, reden {_REDEN_LEEFTIJD}.",
        element="Product",
    )


def _geboren(feiten: Procedurefeiten) -> Geboortedatum:
    bericht = feiten.facts.bericht
    if not isinstance(bericht, Toewijzingsbericht | Toewijzingsverzoek):
        raise TypeError(f"a {bericht.code} says no date of birth")
    return bericht.client.geboortedatum


def _kenmerk(product: ToegewezenProduct, feiten: Procedurefeiten) -> str:
    """One signal a toewijzing, however many versions of it come."""
    return f"toewijzing {feiten.facts.bericht.gemeente} {product.toewijzingnummer}"


def laatste_dag(product: ToegewezenProduct, dagtekening: date) -> date:
    """Last day of the period; of one without end the latest day of which it is certain that it is in it."""
    return product.einddatum or max(product.ingangsdatum, dagtekening)


def _laatste_dag(product: ToegewezenProduct, feiten: Procedurefeiten) -> date:
    return laatste_dag(product, feiten.facts.bericht.header.dagtekening)


def _periode(product: ToegewezenProduct) -> str:
    return f"{product.ingangsdatum} t/m {product.einddatum}" if product.einddatum else f"vanaf {product.ingangsdatum}"
