"""Rules of procedure on a JW323. They look at the message as a whole, for it can have 30,000 lines."""

from __future__ import annotations

from collections.abc import Iterator

from app.contracts.prijs import MINUUT, UUR
from app.contracts.volume import toon
from app.rules.facts import DeclaratieFacts
from app.rules.procedure.feiten import Procedurefeiten
from app.rules.procedure.verzameling import Opmerking, Procedureregels
from app.standard.kalender import dagen, laatste_van_maand

REGELS = Procedureregels()

_PER_DAG = {UUR: 24, MINUUT: 24 * 60, "14": 1}
"""Most that one day holds: hours, minutes, etmalen."""


@REGELS.regel_over("OP365")
def op365(feiten: Procedurefeiten) -> Iterator[tuple[str, Opmerking]]:
    """A claim is not larger than its period can hold, on a toewijzing that gives no volume.

    With a volume TR321 and TR322 hold it. A child can have more than one helper at a time, hence no more than
    a signal.
    """
    facts = _facts(feiten)
    onbegrensd = {nummer for nummer, een in facts.toewijzingen.items() if een.volume is None}
    if not onbegrensd:
        return
    for regel in facts.bericht.prestaties:
        if regel.toewijzingnummer not in onbegrensd or regel.debet_credit == "C":
            continue
        per_dag = _PER_DAG.get(regel.eenheid)
        if per_dag is None:
            continue
        aantal = dagen(regel.begindatum, regel.einddatum)
        if regel.volume > aantal * per_dag:
            yield (
                regel.pad,
                Opmerking(
                    "gemeente",
                    f"Gedeclareerd is {toon(regel.volume, regel.eenheid)} over {regel.begindatum} t/m "
                    f"{regel.einddatum}; {aantal} dagen x {toon(per_dag, regel.eenheid)} = "
                    f"{toon(aantal * per_dag, regel.eenheid)}.",
                    f"toewijzing {regel.toewijzingnummer}",
                    "GeleverdVolume",
                ),
            )


@REGELS.regel_over("OP284")
def op284(feiten: Procedurefeiten) -> Iterator[tuple[str, Opmerking]]:
    """No month is passed over in which there was care.

    A gap by itself may be right (TR318 leaves it open); a line over a month in the gap shows that there was care.
    """
    facts = _facts(feiten)
    vorige, bericht = facts.laatste_periode, facts.bericht
    if vorige is None:
        return
    begin, eind = laatste_van_maand(vorige), bericht.declaratie.begindatum
    if (eind - begin).days <= 1:
        return
    overgeslagen = sorted(
        {
            regel.begindatum.replace(day=1)
            for regel in bericht.prestaties
            if begin < regel.begindatum < eind and regel.debet_credit == "D"
        }
    )
    if overgeslagen:
        maanden = ", ".join(f"{maand:%Y-%m}" for maand in overgeslagen)
        yield (
            bericht.declaratie.pad,
            Opmerking(
                "aanbieder",
                f"De vorige declaratie ging over {vorige:%Y-%m} en deze over {eind:%Y-%m}, terwijl er in {maanden} wel "
                "hulp is geleverd; declaratieperioden horen dan op elkaar aan te sluiten.",
                f"declaratie over {vorige:%Y-%m}",
                "DeclaratiePeriode",
            ),
        )


def _facts(feiten: Procedurefeiten) -> DeclaratieFacts:
    if not isinstance(feiten.facts, DeclaratieFacts):
        raise TypeError("these are not the facts of a JW323")
    return feiten.facts
