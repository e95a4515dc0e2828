"""Cases that a check opens for what it found."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from app.contracts.zaak import Zaakstap
from app.standard.zaaksoorten import OPENEN, laad_zaaksoorten
from app.steering.dagronde.controle import Controle
from app.store.dagronde import Gevonden, lopend_signaal
from app.store.opslag import SqlWerkeenheid
from app.store.privacy import Kluis
from app.store.zaken import AlOpen, OnderwerpOnbekend, bewaar_zaak


def open_zaken(
    werk: SqlWerkeenheid, kluis: Kluis, controle: Controle, gevonden: Iterable[Gevonden], moment: datetime
) -> None:
    """Open a case for what asks for one, with a link to its signal.

    None when one on the same runs, or when the aanbieder has no contract in the regio: then there is nobody to talk to.
    """
    for een in gevonden:
        voorstel = None if controle.opent is None else controle.opent(een)
        if voorstel is None:
            continue
        stap = Zaakstap(moment, OPENEN, "beheerder", een.uitleg, voorstel.gegevens)
        soort = laad_zaaksoorten()[voorstel.soort]
        signaal = lopend_signaal(werk.verbinding, een.sleutel)
        try:
            with werk.verbinding.begin_nested():
                bewaar_zaak(
                    werk.verbinding, kluis, soort, voorstel.onderwerp, stap, signaal=signaal, kenmerk=voorstel.kenmerk
                )
        except (AlOpen, OnderwerpOnbekend):
            continue
