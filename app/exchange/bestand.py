"""What there is to see about a message as a file, apart from what it says."""

from __future__ import annotations

from collections.abc import Iterator

from app.exchange.judgement import Signaal, VoorWie
from app.messages.intake import Levering
from app.standard.release import Berichtsoort, Release
from app.standard.voorschriften import laad_voorschriften

TECHNISCHE_EISEN = "OP192"


def signalen_over_bestand(release: Release, soort: Berichtsoort, levering: Levering) -> Iterator[Signaal]:
    """OP192: lines end with CR/LF. Another encoding, or a byte-order-mark, is refused at the door."""
    if levering.met_crlf or TECHNISCHE_EISEN not in laad_voorschriften(release):
        return
    yield Signaal(
        TECHNISCHE_EISEN,
        VoorWie(soort.afzender),
        "/Bericht",
        "De regels van dit bericht eindigen op LF; de standaard vraagt CR/LF.",
    )
