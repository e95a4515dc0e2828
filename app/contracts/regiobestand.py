"""Region file sets: in a folder, in the package, or as texts that came another way."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path

from app.contracts.regio import Regio
from app.contracts.regiobron import BESTANDSNAMEN, TOML, Melding, Plaats, lees_bron
from app.contracts.regiolezen import Gelezen, lees_gelezen


class RegioFout(Exception):
    """Region files cannot be used; the text is one line for each fault, with file and line."""

    def __init__(self, meldingen: Sequence[Melding]):
        super().__init__("\n".join(map(str, meldingen)))
        self.meldingen = tuple(meldingen)


def meegeleverd() -> dict[str, Traversable]:
    """The folders of the regios that come with the product, all fictitious, by name."""
    map_ = files("app.contracts").joinpath("regios")
    return {een.name: een for een in sorted(map_.iterdir(), key=lambda een: een.name) if een.joinpath(TOML).is_file()}


def demoregio() -> Traversable:
    """Folder of the small fictitious regio that the examples go with."""
    return meegeleverd()["demo"]


def lees_bestanden(map_: Traversable) -> dict[str, str]:
    """The texts of the region files in a folder; raises RegioFout when one is not text."""
    teksten: dict[str, str] = {}
    for naam in sorted(BESTANDSNAMEN):
        bestand = map_.joinpath(naam)
        if bestand.is_file():
            teksten[naam] = als_tekst(naam, bestand.read_bytes())
    if isinstance(map_, Path):
        # A misspelt name would else be left out in silence.
        teksten |= {een.name: "" for een in map_.glob("*.csv") if een.name not in BESTANDSNAMEN}
    return teksten


def als_tekst(naam: str, data: bytes) -> str:
    """Bytes of a region file as text; raises RegioFout."""
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as fout:
        regel = data.count(b"\n", 0, fout.start) + 1
        melding = Melding(Plaats(naam, regel), "Dit is geen tekst in UTF-8.", "Bewaar het bestand als UTF-8.")
        raise RegioFout([melding]) from None


def lees_teksten(bestanden: Mapping[str, str]) -> Gelezen:
    """All that can be read from texts by file name, and every fault."""
    return lees_gelezen(lees_bron(bestanden))


def lees_regio(map_: Traversable) -> Regio:
    """The regio in a folder, without checking whether it is consistent; raises RegioFout."""
    gelezen = lees_teksten(lees_bestanden(map_))
    if gelezen.meldingen:
        raise RegioFout(gelezen.meldingen)
    return gelezen.regio
