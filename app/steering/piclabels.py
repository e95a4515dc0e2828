"""Giving a toewijzing that is paid per unit its PIC, and closing the signals that ask for it (R045)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from app.contracts.afspraken import Afspraken
from app.messages.problems import Fout
from app.standard.signaalsoorten import Feit
from app.steering.geweigerd import LabelGeweigerd
from app.store.duiding import Pic, leg_piclabel_vast
from app.store.lees_toewijzingen import toewijzingen_op_nummer
from app.store.oplossen import sluit_opgeloste
from app.store.opslag import SqlOpslag


def leg_label_vast(opslag: SqlOpslag, gemeente: str, nummer: int, pic: Pic, nu: datetime) -> bool:
    """Give a toewijzing its PIC label, in the place of an earlier one; False when nobody knows the toewijzing.

    Raises LabelGeweigerd for what is in no agreement of its regio: it would count nowhere.
    """
    with opslag.gemeenteslot(gemeente) as werk:
        toewijzing = toewijzingen_op_nummer(werk.verbinding, gemeente, {nummer}).get(nummer)
        if toewijzing is None:
            return False
        afspraken = werk.contracten.afspraken_van_gemeente(werk.verbinding, gemeente, toewijzing.ingangsdatum)
        fouten = () if afspraken is None else tuple(_fouten(afspraken, pic))
        if fouten:
            raise LabelGeweigerd(fouten)
        leg_piclabel_vast(werk.verbinding, werk.contracten, toewijzing.id, pic, nu)
        feit: dict[Feit, str] = {"piclabel": f"Vastgelegd is welke PIC het is: {' '.join(pic)}."}
        sluit_opgeloste(werk.verbinding, opslag.kluis, gemeente, nummer, feit, nu)
        return True


def _fouten(afspraken: Afspraken, pic: Pic) -> Iterator[Fout]:
    er_zijn = (afspraken.percelen, afspraken.profielen, afspraken.intensiteiten)
    for veld, code, codes in zip(("perceel", "profiel", "intensiteit"), pic, er_zijn, strict=True):
        if code not in codes:
            melding = f"{veld} is er niet in regio {afspraken.regio.code}; verwacht: {', '.join(codes) or 'niets'}."
            yield Fout(None, veld, melding)
