"""SIG-REGIE: help is claimed of which no start is known or after its stop, or has ended without a stop (R094).

For the gemeente: the clocks of OP295 and OP288 tell the aanbieder that a start or stop is due. What is told here is
that its term has run out, or what no clock tells: a claim after the stop. None of it ever rejects a claim (OP364).
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from app.contracts.prijs import euro
from app.exchange.judgement import VoorWie
from app.steering.dagronde.controle import Controle, Rondekader
from app.steering.klokken import signalen_van
from app.steering.termijnen import Klok, Termijnen, Termijnsoort, uiterste_begin
from app.store.dagronde import Domein, Gevonden
from app.store.lopend import claims_na_stop
from app.store.opslag import SqlWerkeenheid
from app.store.termijnen import Termijnfilter, Wachtstart, Wachtstop, zonder_start, zonder_stop

SIGNAAL = "SIG-REGIE"
_BEGIN = "regie "


def _zoek(werk: SqlWerkeenheid, kader: Rondekader) -> Iterator[Gevonden]:
    yield from _te_laat(werk, kader)
    for een in claims_na_stop(werk.verbinding, kader.dag):
        regels = "1 prestatie" if een.aantal == 1 else f"{een.aantal} prestaties"
        uitleg = (
            f"De hulp op toewijzing {een.nummer} is gestopt op {een.gestopt}, maar over perioden daarna is {regels} "
            f"toegekend ({euro(een.bedrag)}), de eerste vanaf {een.eerste}. Ga na of het stopbericht of de declaratie "
            "niet klopt. Het is geen reden om af te keuren (OP364)."
        )
        for voor in (VoorWie.GEMEENTE, VoorWie.AANBIEDER):
            yield Gevonden(
                code=SIGNAAL,
                voor=voor,
                kenmerk=f"{_BEGIN}na stop {een.gemeente} {een.nummer}",
                uitleg=uitleg,
                gemeente=een.gemeente,
                aanbieder=een.aanbieder,
                client_id=een.client_id,
                verwijzing=f"toewijzing {een.nummer}",
            )


def _te_laat(werk: SqlWerkeenheid, kader: Rondekader) -> Iterator[Gevonden]:
    """A start or stop of which the term has run out."""
    verbinding, maker = werk.verbinding, Termijnen(kader.dag, kader.kalender)
    gisteren = kader.dag - timedelta(days=1)

    for start in zonder_start(verbinding, _begonnen(Termijnsoort.START, gisteren, kader)):
        klok = maker.ontbrekende_start(start.nummer, start.geleverd_op, start.over.bericht_id, start.bekend)
        yield from _uit_klok(klok, start)
    for stop in zonder_stop(verbinding, _begonnen(Termijnsoort.STOP, gisteren, kader), kader.dag):
        klok = maker.ontbrekende_stop(stop.nummer, stop.einddatum, stop.over.bericht_id, stop.verteld)
        yield from _uit_klok(klok, stop)


def _begonnen(soort: Termijnsoort, dag: date, kader: Rondekader) -> Termijnfilter:
    """Terms that began so long ago that they ended on or before the day."""
    return Termijnfilter(tot=uiterste_begin(soort, dag, kader.kalender))


def _uit_klok(klok: Klok, een: Wachtstart | Wachtstop) -> Iterator[Gevonden]:
    """What the clock tells the aanbieder, told to the gemeente once it has run out."""
    for signaal in signalen_van((klok,)):
        yield Gevonden(
            code=SIGNAAL,
            voor=VoorWie.GEMEENTE,
            kenmerk=f"{_BEGIN}{klok.soort.value} {een.over.gemeente} {een.nummer}",
            uitleg=signaal.uitleg,
            gemeente=een.over.gemeente,
            aanbieder=een.over.aanbieder,
            client_id=een.client_id,
            verwijzing=f"toewijzing {een.nummer}",
        )


REGIE = Controle(
    naam="regie",
    titel="Toewijzingen waarvan start of stop te laat is, of waarop na de stop is gedeclareerd.",
    domein=Domein((SIGNAAL,), _BEGIN),
    niet_meer="Het start- of stopbericht is er nu, de toewijzing is ingetrokken, of de prestaties zijn gecrediteerd.",
    zoek=_zoek,
)
"""One signal for a toewijzing and what is the matter with it, however many lines."""
