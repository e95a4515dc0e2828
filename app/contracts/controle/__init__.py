"""Whether the agreements of a regio are consistent: every mistake at once, with file, line and what to do."""

from __future__ import annotations

from collections.abc import Mapping

from app.contracts.controle.dossier import Dossier
from app.contracts.controle.partijen import controleer_partijen
from app.contracts.controle.producten import controleer_producten
from app.contracts.controle.tariefdekking import controleer_tariefdekking
from app.contracts.controle.tarieven import controleer_tarieven
from app.contracts.controle.tijdlijn import controleer_tijdlijn
from app.contracts.controle.uitkomsten import controleer_uitkomsten
from app.contracts.regiobestand import lees_teksten
from app.contracts.regiobron import Melding
from app.contracts.regiolezen import Gelezen
from app.standard.gemeenten import Gemeentelijst

__all__ = ["controleer", "controleer_gelezen"]

_CONTROLES = (
    controleer_partijen,
    controleer_tijdlijn,
    controleer_producten,
    controleer_tarieven,
    controleer_tariefdekking,
    controleer_uitkomsten,
)


def controleer(bestanden: Mapping[str, str], gemeenten: Gemeentelijst) -> tuple[Gelezen, list[Melding]]:
    """Read region files and tell everything that is wrong with them, by file and line."""
    gelezen = lees_teksten(bestanden)
    return gelezen, controleer_gelezen(gelezen, gemeenten)


def controleer_gelezen(gelezen: Gelezen, gemeenten: Gemeentelijst) -> list[Melding]:
    """What could not be read, and what is inconsistent in the rest."""
    meldingen = [*gelezen.meldingen]
    # Without its first file a regio would seem to miss everything.
    if gelezen.rijen["regio"] or gelezen.onzeker["regio"]:
        dossier = Dossier(gelezen, gemeenten)
        for controle in _CONTROLES:
            meldingen += controle(dossier)
    return sorted(meldingen, key=lambda melding: (melding.plaats.bestand, melding.plaats.regel or 0, melding.wat))
