"""SIG-LEEFTIJD-16, -18, -23 and SIG-ZVW-VOORLIGGEND on what runs: birthdays come without a message (R128 to R130)."""

from __future__ import annotations

from collections.abc import Iterator

from app.exchange.judgement import VoorWie
from app.rules.lokaal.leeftijd import KENMERK, PER_TOEWIJZING, Looptijd
from app.steering.dagronde.controle import Controle, Rondekader
from app.store.dagronde import Domein, Gevonden
from app.store.lopend import lopende_toewijzingen
from app.store.opslag import SqlWerkeenheid


def _zoek(werk: SqlWerkeenheid, kader: Rondekader) -> Iterator[Gevonden]:
    """The same functions that a JW301 is asked, on the day of the round."""
    for een in lopende_toewijzingen(werk.verbinding, kader.kluis, kader.dag):
        looptijd = Looptijd(
            een.gemeente, een.nummer, een.categorie, een.ingangsdatum, een.einddatum, kader.dag, een.verwijzing
        )
        for code, regel in PER_TOEWIJZING.items():
            opmerking = regel(een.geboren, looptijd)
            if opmerking is not None:
                yield Gevonden(
                    code=code,
                    voor=VoorWie(opmerking.voor),
                    kenmerk=looptijd.kenmerk,
                    uitleg=opmerking.uitleg,
                    gemeente=een.gemeente,
                    aanbieder=een.aanbieder,
                    client_id=een.client_id,
                    verwijzing=opmerking.verwijzing,
                )


LEEFTIJD = Controle(
    naam="leeftijd",
    titel="Lopende toewijzingen van wie 16, 18 of 23 wordt, en ggz voor wie 18 of ouder is.",
    domein=Domein(tuple(PER_TOEWIJZING), KENMERK),
    niet_meer="De toewijzing loopt niet meer, wat werd gevraagd is vastgelegd, of de leeftijd is voorbij.",
    zoek=_zoek,
)
"""What a JW301 told beforehand is the same signal: the round keeps it as long as it is true."""
