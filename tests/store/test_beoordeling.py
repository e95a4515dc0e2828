"""A judgement as it is kept: what goes in comes out, and what was kept long ago can still be read."""

from __future__ import annotations

import json

import zstandard

from app.exchange.judgement import Finding, Judgement, NotChecked, Signaal, Situatie, VoorWie
from app.store.beoordeling import pak_uit, verpak
from app.store.privacy import Kluis

_KLUIS = Kluis(bytes(range(32)))
_BEVINDING = Finding("TR056", 3, "9056", "Header", "/Bericht/Header", "/Bericht/Header", "a", "b", "c", None)
_OPEN = NotChecked("TR318", "reden", 2, "/Bericht/Declaratie")
_SIGNAAL = Signaal("OP090x2", VoorWie.AANBIEDER, "/Bericht/Header", "Neem buiten het berichtenverkeer contact op.", "b")


def test_a_judgement_comes_back_as_it_was_kept() -> None:
    oordeel = Judgement(Situatie.HEADER, (_BEVINDING,), (_OPEN,)).met([_SIGNAAL])
    gelezen = pak_uit(verpak(oordeel, _KLUIS, "hier"), _KLUIS, "hier")
    assert (gelezen.situatie, gelezen.bevindingen) == (Situatie.HEADER, (_BEVINDING,))
    assert (gelezen.niet_toetsbaar, gelezen.signalen) == ((_OPEN,), (_SIGNAAL,))
    assert gelezen.signalen[0].voor is VoorWie.AANBIEDER


def test_signals_come_after_those_that_were_there() -> None:
    later = _SIGNAAL._replace(code="OP095")
    assert Judgement(Situatie.GEEN_FOUT).met([_SIGNAAL]).met([later]).signalen == (_SIGNAAL, later)


def test_a_judgement_that_was_kept_before_there_were_signals_can_be_read() -> None:
    regels = [json.dumps("niveau 3/4 in Header"), json.dumps([_OPEN]), json.dumps(_BEVINDING)]
    oud = zstandard.ZstdCompressor().compress("".join(f"{regel}\n" for regel in regels).encode())
    gelezen = pak_uit(_KLUIS.versleutel(oud, "hier"), _KLUIS, "hier")
    assert (gelezen.situatie, gelezen.bevindingen) == (Situatie.HEADER, (_BEVINDING,))
    assert (gelezen.niet_toetsbaar, gelezen.signalen) == ((_OPEN,), ())
