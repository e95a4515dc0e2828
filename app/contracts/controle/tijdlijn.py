"""The timeline of bekostiging: for every gemeente, perceel and day of the regio exactly one form."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from app.contracts.bekostiging import Bekostiging, Vorm
from app.contracts.controle.dossier import Dossier
from app.contracts.geldigheid import Geldigheid, dag_na, dag_voor
from app.contracts.regiobron import Melding, Plaats, Rij

_Paar = tuple[Bekostiging, Rij]
_Fout = tuple[Rij | None, str, str, Geldigheid]
"""Row it is told at, perceel, what it is (gat or overlap), days."""


def controleer_tijdlijn(dossier: Dossier) -> Iterator[Melding]:
    """Every row by itself, and all of them together."""
    regio = dossier.regio
    rijen = list(dossier.met_rij("bekostiging", regio.bekostigingen))
    for een, rij in rijen:
        yield from _rij(dossier, een, rij)
    fouten: dict[tuple[int, str, str, date, date | None], tuple[_Fout, list[str]]] = {}
    for lid in regio.gemeenten:
        periode = lid.geldig if regio.geldig is None else lid.geldig.doorsnede(regio.geldig)
        if periode is None:
            continue
        for perceel in dossier.percelen:
            paren = [paar for paar in rijen if paar[0].perceel == perceel and _geldt(paar[0], lid.code)]
            # A row that could not be read may fill what looks like a gap.
            gaten = not dossier.onzeker("bekostiging", perceel)
            for fout in _fouten(perceel, paren, periode, gaten=gaten):
                rij_, _, wat, dagen = fout
                sleutel = (id(rij_), perceel, wat, dagen.van, dagen.tot)
                fouten.setdefault(sleutel, (fout, []))[1].append(lid.code)
    for (rij_of_geen, perceel, wat, dagen), gemeenten in fouten.values():
        plaats = dossier.plaats_van_regio() if rij_of_geen is None else rij_of_geen.plaats_van("van")
        yield _melding(plaats, perceel, wat, dagen, gemeenten)


def _geldt(een: Bekostiging, gemeente: str) -> bool:
    return not een.gemeenten or gemeente in een.gemeenten


def _melding(plaats: Plaats, perceel: str, wat: str, dagen: Geldigheid, gemeenten: list[str]) -> Melding:
    waar = f"Perceel {perceel} heeft {dagen} in gemeente {', '.join(sorted(set(gemeenten)))}"
    if wat == "gat":
        return Melding(plaats, f"{waar} geen bekostiging.", "Laat de rijen op elkaar aansluiten, of voeg er een toe.")
    return Melding(plaats, f"{waar} meer dan een bekostiging.", "Kort een van de rijen in, of noem andere gemeenten.")


def _fouten(perceel: str, paren: list[_Paar], periode: Geldigheid, *, gaten: bool) -> Iterator[_Fout]:
    """Gaps and overlaps for one gemeente, told at the row before a gap and the later row of an overlap."""
    volgende: date | None = periode.van
    vorige: Rij | None = None
    for een, rij in sorted(paren, key=lambda paar: paar[0].geldig.van):
        dagen = een.geldig.doorsnede(periode)
        if dagen is None:
            continue
        if volgende is None or dagen.van < volgende:
            tot = dagen.tot if volgende is None else _eerste(dagen.tot, dag_voor(volgende))
            yield rij, perceel, "overlap", Geldigheid(dagen.van, tot)
        elif dagen.van > volgende and gaten:
            yield vorige or rij, perceel, "gat", Geldigheid(volgende, dag_voor(dagen.van))
        if volgende is not None:
            volgende = None if dagen.tot is None else max(volgende, dag_na(dagen.tot))
        vorige = rij
    if volgende is not None and gaten and volgende <= periode.laatste:
        yield vorige, perceel, "gat", Geldigheid(volgende, periode.tot)


def _eerste(een: date | None, ander: date) -> date:
    return ander if een is None else min(een, ander)


def _rij(dossier: Dossier, een: Bekostiging, rij: Rij) -> Iterator[Melding]:
    if dossier.onbekend(een.perceel, dossier.percelen, "perceel"):
        yield Melding(
            rij.plaats_van("perceel"),
            f"Perceel {een.perceel} van deze bekostiging is hier niet bekend.",
            f"Er zijn: {', '.join(dossier.percelen)}.",
        )
    for gemeente in een.gemeenten:
        if dossier.onbekend(gemeente, dossier.leden, "gemeente"):
            yield Melding(
                rij.plaats_van("gemeenten"),
                f"Gemeente {gemeente} van deze bekostiging hoort niet bij de regio.",
                "Noem gemeenten van de regio, of laat het veld weg voor alle.",
            )
    if een.termijnschema is not None and een.vorm in (Vorm.PXQ, Vorm.TAAKGERICHT):
        yield Melding(
            rij.plaats_van("termijnschema"),
            f"Bij vorm {een.vorm.value} hoort geen termijnschema.",
            "Haal het weg: per eenheid wordt betaald wat is geleverd.",
        )
    if een.termijnschema is None and een.vorm in (Vorm.PIC, Vorm.VAST_ARRANGEMENT):
        yield Melding(
            rij.plaats_van("vorm"),
            f"Bij vorm {een.vorm.value} ontbreekt het termijnschema.",
            "Schrijf EENMALIG, MAANDELIJKS 12 of START 70 EIND 30.",
        )
    if een.pic_label_verplicht and een.vorm is not Vorm.PXQ:
        yield Melding(
            rij.plaats_van("pic_label_verplicht"),
            f"Bij vorm {een.vorm.value} is een PIC-label niet te vragen.",
            "Haal het weg: de productcode zegt de PIC al.",
        )
