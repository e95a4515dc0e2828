"""Whatever was granted and rejected, and whatever legal action is chosen: the composed messages do just that.

The expectation is kept by hand here: which line stands for a child and a month, and what becomes of it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import count
from typing import NamedTuple

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.exchange.correctie.gegevens import Wens
from app.exchange.correctie.uitkomst import Regeluitkomst
from app.exchange.correctie.voorstel import Correctie
from app.exchange.ports import Afhandeling
from app.messages.opstellen import Kind
from app.messages.records import Declaratiebericht, Omvang, Prestatie
from app.standard.elfproef import test_bsn
from app.standard.kalender import laatste_van_maand
from tests.bank import PRESTATIE, TOEWIJZING, Bank, maak_bank
from tests.exchange.corrigeren import corrigeer, stuur_goed, wens
from tests.exchange.stand import Stand, stand

KINDEREN = (Kind(test_bsn(0)), Kind(test_bsn(1)), Kind(test_bsn(2)))
LATER = 2
"""This child's toewijzing comes after its first claims, which were not judged for that."""
PER_MAAND = 10
"""Hours; more is rejected with 9321."""
TARIEF = 8800


class Sleutel(NamedTuple):
    """A line that can stand once: child and month of 2026 (January is 1); April is the last."""

    kind: int
    maand: int


class Keuze(NamedTuple):
    """What is done with a line when it can be."""

    ja: bool
    """Anything at all."""
    uren: int
    """Hours of a new line."""
    terug: bool
    """A granted line is only taken back."""


@dataclass
class Regel:
    """The line that was sent last for a child and a month."""

    nummer: str
    uren: int
    staat: str


@dataclass
class Boek:
    """What should be so, by hand."""

    regels: dict[Sleutel, Regel] = field(default_factory=dict)

    def stand(self, kind: int) -> Stand:
        """What should have been granted on the toewijzing of a child."""
        uren = [r.uren for s, r in self.regels.items() if s.kind == kind and r.staat == "toegekend"]
        return Stand(sum(uren) * 60, sum(uren) * TARIEF, len(uren))

    def wens(self, sleutel: Sleutel, keuze: Keuze) -> Wens | None:
        """The wish that this choice comes to, or None when the line is left alone; takes the outcome in."""
        regel = self.regels[sleutel]
        if not keuze.ja or (regel.staat == "toegekend" and regel.uren == 0):
            return None
        if regel.staat == "toegekend":
            if keuze.terug:
                regel.staat = "gecrediteerd"
                return wens(regel.nummer, "crediteren")
            if keuze.uren == regel.uren:
                return None
            nummer, regel.uren = regel.nummer, keuze.uren
            return wens(nummer, "vervangen", volume=keuze.uren)
        regel.staat, regel.uren = "toegekend", keuze.uren
        return wens(regel.nummer, volume=keuze.uren, tarief=TARIEF)


_REGELS = st.dictionaries(
    st.builds(Sleutel, st.integers(0, len(KINDEREN) - 1), st.integers(1, 4)),
    st.tuples(st.integers(0, PER_MAAND + 4), st.sampled_from([TARIEF, TARIEF, TARIEF + 1])),
    min_size=1,
    max_size=9,
)
_KEUZES = st.lists(st.builds(Keuze, st.booleans(), st.integers(0, PER_MAAND), st.booleans()), min_size=12, max_size=12)


def _prestatie(sleutel: Sleutel, uren: int, tarief: int, nummer: str) -> Prestatie:
    begin = date(2026, sleutel.maand, 1)
    return PRESTATIE._replace(
        referentienummer=nummer,
        toewijzingnummer=1001 + sleutel.kind,
        begindatum=begin,
        einddatum=laatste_van_maand(begin),
        volume=uren,
        tarief=tarief,
        bedrag=uren * tarief,
    )


def _wijs_toe(bank: Bank, kind: int) -> None:
    ruim = TOEWIJZING._replace(
        toewijzingnummer=1001 + kind,
        toewijzingsdatum=date(2025, 12, 30),
        ingangsdatum=date(2026, 1, 1),
        omvang=Omvang(PER_MAAND, "04", "4"),
    )
    bank.goed(bank.jw301(ruim, kind=KINDEREN[kind]))


def _declareer(bank: Bank, boek: Boek, sleutels: Sequence[tuple[Sleutel, tuple[int, int]]]) -> Afhandeling:
    per_kind: dict[int, list[Prestatie]] = {}
    for sleutel, (uren, tarief) in sleutels:
        nummer = f"R{sleutel.kind}-{sleutel.maand}"
        goed = uren <= PER_MAAND and (tarief == TARIEF)
        staat = "niet beoordeeld" if sleutel.kind == LATER else "toegekend" if goed else "afgekeurd"
        boek.regels[sleutel] = Regel(nummer, uren, staat)
        per_kind.setdefault(sleutel.kind, []).append(_prestatie(sleutel, uren, tarief, nummer))
    return bank.verwerk(bank.jw323(per_bsn=[(KINDEREN[kind].bsn, regels) for kind, regels in per_kind.items()]))


def _controleer(bank: Bank, boek: Boek) -> None:
    for kind in range(len(KINDEREN)):
        assert stand(bank, 1001 + kind) == boek.stand(kind)


def _stuur(bank: Bank, boek: Boek, correctie: Correctie) -> None:
    """Hand in; afterwards each line has its new number. Every message moves the totals by its own total."""

    def bedrag() -> int:
        return sum(stand(bank, 1001 + kind).bedrag for kind in range(len(KINDEREN)))

    voor = bedrag()
    afhandelingen = stuur_goed(bank, correctie)
    assert bedrag() - voor == sum(een.bericht.declaratie.totaal for een in correctie.berichten)
    assert len(afhandelingen) == len(correctie.berichten)
    nieuw: dict[str, Regeluitkomst] = {een.regel.prestatie.referentienummer: een for een in correctie.regels}
    for regel in boek.regels.values():
        uitkomst = nieuw.get(regel.nummer)
        if uitkomst is not None and uitkomst.debet is not None:
            regel.nummer = uitkomst.debet.referentienummer
    _controleer(bank, boek)


@settings(max_examples=40, deadline=None, derandomize=True, database=None)
@given(
    regels=_REGELS, knip=st.integers(0, 9), rondes=st.lists(_KEUZES, min_size=1, max_size=3), per_bericht=st.booleans()
)
def test_any_legal_correction_does_exactly_what_was_asked(
    tmp_path_factory: pytest.TempPathFactory,
    regels: dict[Sleutel, tuple[int, int]],
    knip: int,
    rondes: list[list[Keuze]],
    per_bericht: bool,
) -> None:
    bank = maak_bank(tmp_path_factory.mktemp("bank"))
    try:
        for kind in range(LATER):
            _wijs_toe(bank, kind)
        boek = Boek()
        alle = list(regels.items())
        berichten = [_declareer(bank, boek, deel) for deel in (alle[:knip], alle[knip:]) if deel]
        _wijs_toe(bank, LATER)
        _controleer(bank, boek)
        if per_bericht:
            _corrigeer_per_bericht(bank, boek, berichten, rondes.pop(0))
        for keuzes in rondes:
            paren = zip(boek.regels, keuzes, strict=False)
            wensen = [een for een in (boek.wens(sleutel, keuze) for sleutel, keuze in paren) if een is not None]
            if wensen:
                _stuur(bank, boek, corrigeer(bank, *wensen))
    finally:
        bank.knoop.sluit()


def _corrigeer_per_bericht(bank: Bank, boek: Boek, berichten: list[Afhandeling], keuzes: list[Keuze]) -> None:
    """All rejected lines of each message, named only to change them or to leave them out."""
    volgende = iter(keuzes)
    for bericht in berichten:
        wensen = []
        assert isinstance(bericht.bericht, Declaratiebericht)
        nummers = {regel.referentienummer for regel in bericht.bericht.prestaties}
        for sleutel, regel in boek.regels.items():
            if regel.nummer in nummers:
                afgewezen = regel.staat != "toegekend"
                een = boek.wens(sleutel, next(volgende))
                if een is None and afgewezen:
                    een = wens(regel.nummer, "weglaten")
                if een is not None:
                    wensen.append(een)
        if wensen:
            _stuur(bank, boek, corrigeer(bank, *wensen, van=bericht))


def test_two_corrections_never_share_a_number(bank: Bank) -> None:
    for kind in range(len(KINDEREN)):
        _wijs_toe(bank, kind)
    boek, teller = Boek(), count(1)
    _declareer(bank, boek, [(Sleutel(0, maand), (5, TARIEF)) for maand in (1, 2, 3, 4)])
    gezien: set[str] = set()
    for regel in boek.regels.values():
        correctie = corrigeer(bank, wens(regel.nummer, "vervangen", volume=5 + next(teller)))
        for een in correctie.berichten:
            nummers = {een.bericht.header.identificatie, een.bericht.declaratie.nummer}
            nummers |= {prestatie.referentienummer for prestatie in een.bericht.prestaties}
            assert not nummers & gezien
            gezien |= nummers
        stuur_goed(bank, correctie)
