"""A made-up release "3.9": the data and XSDs of 3.2 with a few texts altered, in a folder of its own."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable
from pathlib import Path

from app.standard.release import laad_release

ALLE_BESTANDEN = ("*.toml", "xsd/*.xsd")


def maak_release_39(map_: Path) -> Path:
    """The folder of release 3.9, made below the given one."""
    bron, doel = laad_release("3.2"), map_ / "ijw-3.9"
    shutil.copytree(bron.map, doel)
    shutil.copytree(bron.schemas, doel / "xsd")

    # Its own name, namespaces, and BerichtSubversie 9.
    for patroon in ALLE_BESTANDEN:
        for pad in doel.glob(patroon):
            _verander(pad, lambda tekst: tekst.replace("/ijw/3_2/", "/ijw/3_9/"), moet=pad.suffix == ".xsd")
    _vervang(doel / "berichten.toml", 'naam = "3.2"', 'naam = "3.9"')
    _vervang(doel / "berichten.toml", 'subversie = "2"', 'subversie = "9"')
    subversie = re.compile(r'(LDT_BerichtSubversie">\s*<xs:pattern value=)"2"')
    for pad in doel.glob("xsd/JW*.xsd"):
        _verander(pad, lambda tekst: subversie.sub(r'\1"9"', tekst))

    basisschema = doel / "xsd" / "basisschema.xsd"
    # A facet: a volume of at most 1000.
    _vervang(
        basisschema,
        '<xs:minInclusive value="0"/>\n      <xs:maxInclusive value="99999999"/>\n    </xs:restriction>\n'
        '  </xs:simpleType>\n  <xs:simpleType name="LDT_Voorletters">',
        '<xs:minInclusive value="0"/>\n      <xs:maxInclusive value="1000"/>\n    </xs:restriction>\n'
        '  </xs:simpleType>\n  <xs:simpleType name="LDT_Voorletters">',
    )
    # A code: unit 85, in the XSD and in the code list.
    _vervang(basisschema, '<xs:enumeration value="84"/>', '<xs:enumeration value="84"/><xs:enumeration value="85"/>')
    _verander(doel / "codelijsten" / "WJ756.csv", lambda tekst: tekst + "85;Groepsdeel;;;ja\n")
    # The text of a retourcode.
    _vervang(doel / "retourcodes.toml", '"Eenheid past niet bij de toewijzing"', '"Eenheid is een andere"')
    # One rule less: a claimed tariff is not held against the contract.
    _verander(doel / "regels.toml", lambda tekst: re.sub(r'\[\[regel\]\]\nid = "TR418"\n(?:.+\n)+\n?', "", tekst))
    return doel


def _vervang(pad: Path, oud: str, nieuw: str) -> None:
    assert pad.read_text("utf-8").count(oud) == 1, (pad.name, oud)
    _verander(pad, lambda tekst: tekst.replace(oud, nieuw))


def _verander(pad: Path, verandering: Callable[[str], str], *, moet: bool = True) -> None:
    oud = pad.read_text("utf-8")
    nieuw = verandering(oud)
    assert not moet or nieuw != oud, pad.name
    pad.write_text(nieuw, "utf-8")
