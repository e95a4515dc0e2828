"""Asks the rules of procedure of a message that counts as sent; what they say becomes signals."""

from __future__ import annotations

from collections.abc import Iterator

from app.exchange.judgement import Signaal, VoorWie
from app.rules.procedure.feiten import Procedurefeiten
from app.rules.procedure.regelset import Procedureset, procedureset
from app.rules.procedure.verzameling import Opmerking
from app.standard.release import Release

MISLUKT = "PROCEDUREREGEL_MISLUKT"
"""Code of the signal that a rule of procedure itself went wrong."""


def signaleer(release: Release, feiten: Procedurefeiten) -> tuple[Signaal, ...]:
    """The signals on a message, by class and then by rule.

    A rule that goes wrong is a signal too, to whoever runs the service: it decides nothing, so it holds nothing up.
    """
    return tuple(_signalen(procedureset(release, feiten.facts.bericht.code), feiten))


def _signalen(regels: Procedureset, feiten: Procedurefeiten) -> Iterator[Signaal]:
    bericht = feiten.facts.bericht
    if regels.per_klasse:
        for klasse in bericht.klassen():
            for id, regel in regels.per_klasse.get(klasse.klasse, ()):
                try:
                    opmerking = regel(klasse, feiten)
                except Exception as fout:
                    yield _mislukt(id, klasse.pad, fout)
                else:
                    if opmerking is not None:
                        yield _signaal(id, klasse.pad, opmerking)
    for id, over in regels.over:
        try:
            for pad, opmerking in over(feiten):
                yield _signaal(id, pad, opmerking)
        except Exception as fout:
            yield _mislukt(id, "/Bericht", fout)


def _signaal(id: str, pad: str, opmerking: Opmerking) -> Signaal:
    waar = f"{pad}/{opmerking.element}" if opmerking.element else pad
    return Signaal(id, VoorWie(opmerking.voor), waar, opmerking.uitleg, opmerking.verwijzing, opmerking.kenmerk)


def _mislukt(id: str, pad: str, fout: Exception) -> Signaal:
    # The text of an exception may quote the message, so only its kind is told.
    uitleg = f"Regel {id} kon niet worden nagegaan door een fout in de regel zelf ({type(fout).__name__})."
    return Signaal(MISLUKT, VoorWie.BEHEERDER, pad, uitleg)
