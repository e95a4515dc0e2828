"""Every kind of signal: what it is about, what it means and who has to act. No function signals anything else."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import lru_cache
from pathlib import Path
from types import MappingProxyType
from typing import Any, Literal, NamedTuple

from app.standard.bestanden import ReleaseFout, read_toml
from app.standard.release import NIVEAU_BERICHT, NIVEAU_BERICHTOVERSTIJGEND, NIVEAU_EXTERNE_BRON, Release
from app.standard.voorschriften import laad_voorschriften

Soort = Literal["procedure", "termijn", "retour", "contract", "sturing"]
"""About one message, a term, the answer of a partner, agreements and payment, or many clients at once."""
Voor = Literal["gemeente", "aanbieder", "beheerder"]
Feit = Literal[
    "perspectiefplan",
    "verlengde_jeugdhulp",
    "piclabel",
    "brede_screening",
    "verwijzing_volledig",
    "overgang_geregeld",
    "nieuwe_versie",
]
"""What can be told of a toewijzing that leaves nothing to do about a signal on it."""

_BESTAND = Path(__file__).parent / "signalen.toml"
_DECLARATIEANTWOORD = "JW325"
"""The only answer with rules of its own; no answer goes back on it, so what is wrong with it is signalled."""


class Signaalsoort(NamedTuple):
    """A kind of signal."""

    code: str
    """Rule of the standard, or a name of our own in capitals."""
    soort: Soort
    voor: tuple[Voor, ...]
    """Who has to act; when there are more, the signal itself says which of them."""
    titel: str
    """A few Dutch words."""
    uitleg: str
    """Dutch, for the reader: what is the matter, or the rule that was not followed."""
    bron: tuple[str, ...]
    """Requirements that it comes from (Rxxx); none for a rule of the standard."""
    opgelost_door: tuple[Feit, ...] = ()
    """Facts about the toewijzing that it is about, each of which closes it and keeps it from being made."""


@lru_cache
def laad_signaalsoorten(release: Release) -> Mapping[str, Signaalsoort]:
    """Every kind of signal of a release by its code, in the order in which they are shown.

    A rule of procedure that the release does not have takes no part. Raises ReleaseFout when the data does not say
    what it should.
    """
    try:
        soorten = [*_genoemd(release), *_op_declaratieantwoord(release)]
    except (LookupError, TypeError, ValueError) as fout:
        raise ReleaseFout(f"signals of release {release.naam}: {fout}") from fout
    per_code = {een.code: een for een in soorten}
    if len(per_code) != len(soorten):
        raise ReleaseFout(f"signals of release {release.naam}: a code occurs twice")
    return MappingProxyType(per_code)


def _genoemd(release: Release) -> Iterator[Signaalsoort]:
    voorschriften = laad_voorschriften(release)
    for rij in _rijen():
        uitleg: str | None = rij.get("uitleg")
        if uitleg is None:
            voorschrift = voorschriften.get(rij["code"])
            if voorschrift is None:
                continue
            uitleg = voorschrift.uitleg
        yield Signaalsoort(
            *(rij["code"], rij["soort"], tuple(rij["voor"]), rij["titel"], uitleg),
            *(tuple(rij.get("bron", ())), tuple(rij.get("opgelost_door", ()))),
        )


@lru_cache
def codes_opgelost_door(feit: Feit) -> frozenset[str]:
    """The kinds of signal that a fact closes, whatever the release: they are names of our own."""
    return frozenset(rij["code"] for rij in _rijen() if feit in rij.get("opgelost_door", ()))


def _rijen() -> list[dict[str, Any]]:
    rijen: list[dict[str, Any]] = read_toml(_BESTAND)["signaal"]
    return rijen


def _op_declaratieantwoord(release: Release) -> Iterator[Signaalsoort]:
    if _DECLARATIEANTWOORD not in release.berichten:
        return
    for niveau in (NIVEAU_BERICHT, NIVEAU_BERICHTOVERSTIJGEND, NIVEAU_EXTERNE_BRON):
        for regel in release.regels_voor(_DECLARATIEANTWOORD, niveau):
            yield Signaalsoort(regel.id, "retour", ("aanbieder",), regel.titel, regel.uitleg, ())
