"""Signals that follow from the age of the client: 16, 18 and 23 years (R128, R129) and the Zvw (R130).

What they say holds no birthday: a signal is kept in the clear.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from typing import NamedTuple

from app.contracts.verwijzing import ONBEKEND, Verwijzing
from app.messages.records import (
    AangevraagdProduct,
    Geboortedatum,
    Prestatie,
    ToegewezenProduct,
    Toewijzingsbericht,
    Toewijzingsverzoek,
)
from app.rules.facts import DeclaratieFacts
from app.rules.procedure.feiten import Procedurefeiten
from app.rules.procedure.verzameling import Opmerking, Procedureregel, Procedureregels
from app.standard.kalender import jaren_later, laatste_van_maand, maand_verder

JW301 = Procedureregels()
JW315 = Procedureregels()
JW323 = Procedureregels()

PERSPECTIEFPLAN, VOLWASSEN, UITERSTE_LEEFTIJD = 16, 18, 23
"""From the first there is a plan for later; at the second the Jeugdwet ends, and at the third any extension of it."""
GGZ = ("51", "52", "54")
"""Categories of care that the Zorgverzekeringswet pays for an adult."""
_VERWIJDERD = "13"
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


def zeventien_en_half(geboren: Geboortedatum) -> date | None:
    """Six months after the client is certainly seventeen, on the same day of the month or the last one before it."""
    zeventien = jarig_uiterlijk(geboren, VOLWASSEN - 1)
    if zeventien is None:
        return None
    eerste = maand_verder(zeventien, 6)
    return eerste.replace(day=min(zeventien.day, laatste_van_maand(eerste).day))


def is_op(geboren: Geboortedatum, leeftijd: int, dag: date) -> bool:
    """Whether the client is certainly of this age, or older, on a day."""
    jarig = jarig_uiterlijk(geboren, leeftijd)
    return jarig is not None and jarig <= dag


class Looptijd(NamedTuple):
    """A toewijzing, and the day on which one looks at it."""

    gemeente: str
    toewijzingnummer: int
    categorie: str | None
    ingangsdatum: date
    einddatum: date | None
    peildag: date
    """Day of the message, or of the daily round."""
    verwijzing: Verwijzing = ONBEKEND
    """What was told of it beside the messages."""

    @property
    def vandaag(self) -> date:
        """The day on which one looks, or the first day of what is still to begin."""
        return max(self.ingangsdatum, self.peildag)

    @property
    def laatste(self) -> date:
        """Last day of the period; of one without end the latest day of which it is certain that it is in it."""
        return self.einddatum or self.vandaag

    @property
    def onderwerp(self) -> str:
        """How a signal refers to it."""
        return f"toewijzing {self.toewijzingnummer}"

    @property
    def kenmerk(self) -> str:
        """One signal a toewijzing, however many versions of it come and however many days go by."""
        return f"{KENMERK}{self.gemeente} {self.toewijzingnummer}"

    def __str__(self) -> str:
        """The period in Dutch."""
        begin, einde = self.ingangsdatum, self.einddatum
        return f"{begin} t/m {einde}" if einde else f"vanaf {begin}"


KENMERK = "toewijzing "
"""How the kenmerk of a signal on the age of who has a toewijzing begins."""


def zestien(geboren: Geboortedatum, looptijd: Looptijd) -> Opmerking | None:
    """Help to a client of 16 or 17 asks for a perspectiefplan (R128), unless there is one."""
    if looptijd.verwijzing.perspectiefplan_op is not None:
        return None
    if not is_op(geboren, PERSPECTIEFPLAN, looptijd.laatste) or is_op(geboren, VOLWASSEN, looptijd.vandaag):
        return None
    return Opmerking(
        "gemeente",
        f"In de periode van {looptijd.onderwerp} ({looptijd}) is de cliënt 16 of 17 jaar. Ga na of er een "
        "perspectiefplan is.",
        looptijd.onderwerp,
        kenmerk=looptijd.kenmerk,
    )


def achttien(geboren: Geboortedatum, looptijd: Looptijd) -> Opmerking | None:
    """Help that goes on after the eighteenth birthday is verlengde jeugdhulp (R129), and can be so until 23.

    It is silent when the gemeente told that it is.
    """
    if looptijd.verwijzing.verlengde_jeugdhulp:
        return None
    jarig = jarig_uiterlijk(geboren, VOLWASSEN)
    if jarig is None or looptijd.laatste <= jarig or is_op(geboren, UITERSTE_LEEFTIJD, looptijd.ingangsdatum):
        return None
    if is_op(geboren, UITERSTE_LEEFTIJD, looptijd.peildag) and drieentwintig(geboren, looptijd) is not None:
        return None
    return Opmerking(
        "gemeente",
        f"Toewijzing {looptijd.toewijzingnummer} ({looptijd}) loopt door na de achttiende verjaardag. Dat kan alleen "
        "als verlengde jeugdhulp; regel anders op tijd de overgang naar andere zorg.",
        looptijd.onderwerp,
        "Einddatum",
        looptijd.kenmerk,
    )


def drieentwintig(geboren: Geboortedatum, looptijd: Looptijd) -> Opmerking | None:
    """No help begins on or after the twenty-third birthday, nor goes on after it (R129)."""
    jarig = jarig_uiterlijk(geboren, UITERSTE_LEEFTIJD)
    if jarig is None or (looptijd.laatste <= jarig and looptijd.ingangsdatum < jarig):
        return None
    wat, element = f"({looptijd}) loopt door na de drieëntwintigste verjaardag", "Einddatum"
    if looptijd.ingangsdatum >= jarig:
        wat, element = f"begint op {looptijd.ingangsdatum}; de cliënt is dan 23 jaar of ouder", "Ingangsdatum"
    return Opmerking(
        "gemeente",
        f"Toewijzing {looptijd.toewijzingnummer} {wat}. Verlengde jeugdhulp kan tot 23 jaar.",
        looptijd.onderwerp,
        element,
        looptijd.kenmerk,
    )


def zvw_voorliggend(geboren: Geboortedatum, looptijd: Looptijd) -> Opmerking | None:
    """For an adult the Zorgverzekeringswet pays ggz, not the gemeente (R130)."""
    if looptijd.categorie not in GGZ or not is_op(geboren, VOLWASSEN, looptijd.laatste):
        return None
    return Opmerking(
        "gemeente",
        f"Toewijzing {looptijd.toewijzingnummer} is ggz (categorie {looptijd.categorie}) en geldt ({looptijd}) ook als "
        "de cliënt 18 jaar of ouder is. Dan gaat de Zorgverzekeringswet voor.",
        looptijd.onderwerp,
        "Product",
        looptijd.kenmerk,
    )


Leeftijdsregel = Callable[[Geboortedatum, Looptijd], Opmerking | None]
PER_TOEWIJZING: Mapping[str, Leeftijdsregel] = {
    "SIG-LEEFTIJD-16": zestien,
    "SIG-LEEFTIJD-18": achttien,
    "SIG-LEEFTIJD-23": drieentwintig,
    "SIG-ZVW-VOORLIGGEND": zvw_voorliggend,
}
"""What the age of a client says of a toewijzing: asked of each JW301, and of what runs in the daily round."""


def _op_toewijzing(regel: Leeftijdsregel) -> Procedureregel:
    """The rule as it is asked of a product in a JW301."""

    def vraag(product: ToegewezenProduct, feiten: Procedurefeiten) -> Opmerking | None:
        if product.reden_wijziging == _VERWIJDERD:
            return None
        bericht = feiten.facts.bericht
        return regel(
            _geboren(feiten),
            Looptijd(
                bericht.gemeente,
                product.toewijzingnummer,
                product.categorie,
                product.ingangsdatum,
                product.einddatum,
                bericht.header.dagtekening,
                feiten.verwijzing(product.toewijzingnummer),
            ),
        )

    return vraag


for _code, _regel in PER_TOEWIJZING.items():
    JW301.regel(_code, "ToegewezenProduct")(_op_toewijzing(_regel))


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


@JW323.regel_over("SIG-LEEFTIJD-23")
def drieentwintig_declaratie(feiten: Procedurefeiten) -> Iterator[tuple[str, Opmerking]]:
    """A claim for help on or after the twenty-third birthday (R129); once a toewijzing, however many lines."""
    facts = feiten.facts
    if not isinstance(facts, DeclaratieFacts):
        raise TypeError("these are not the facts of a JW323")
    bericht = facts.bericht
    laatste = max((regel.begindatum for regel in bericht.prestaties), default=date.min)
    jarig = {
        client: jarig_uiterlijk(geboren, UITERSTE_LEEFTIJD)
        for client, geboren in facts.geboren.items()
        if geboren.datum.year + UITERSTE_LEEFTIJD <= laatste.year
    }
    te_oud = {client: dag for client, dag in jarig.items() if dag is not None and dag <= laatste}
    # Nearly always nobody is: then no line is looked at.
    gemeld = set[int]()
    for regel in bericht.prestaties if te_oud else ():
        toewijzing = facts.toewijzingen.get(regel.toewijzingnummer)
        dag = None if toewijzing is None else te_oud.get(toewijzing.client)
        if dag is None or regel.begindatum < dag or regel.debet_credit != "D" or regel.toewijzingnummer in gemeld:
            continue
        gemeld.add(regel.toewijzingnummer)
        yield regel.pad, _te_laat_gedeclareerd(regel, bericht.gemeente)


def _te_laat_gedeclareerd(regel: Prestatie, gemeente: str) -> Opmerking:
    return Opmerking(
        "gemeente",
        f"Op toewijzing {regel.toewijzingnummer} is hulp gedeclareerd vanaf {regel.begindatum}; de cliënt is dan 23 "
        "jaar of ouder, en verlengde jeugdhulp kan tot 23 jaar. Ga na of de hulp eerder had moeten eindigen.",
        f"toewijzing {regel.toewijzingnummer}",
        "ProductPeriode",
        f"declaratie {gemeente} {regel.toewijzingnummer}",
    )


def _geboren(feiten: Procedurefeiten) -> Geboortedatum:
    bericht = feiten.facts.bericht
    if not isinstance(bericht, Toewijzingsbericht | Toewijzingsverzoek):
        raise TypeError(f"a {bericht.code} says no date of birth")
    return bericht.client.geboortedatum


def laatste_dag(product: ToegewezenProduct, dagtekening: date) -> date:
    """Last day of the period; of one without end the latest day of which it is certain that it is in it."""
    return product.einddatum or max(product.ingangsdatum, dagtekening)
