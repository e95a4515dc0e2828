"""Which numbers of a report may be shown: none about fewer than ten, and none that subtraction would give away.

A report is a tree: a total, its blocks (the regios), and in each block some tables that each divide the block
again. What is known to everybody is in the tree: a gemeente, an aanbieder and a product code are rows of the block
of their regio. So the only equations between shown numbers are: the rows of a table add up to their block, the
blocks add up to the total, and the parts of a row add up to the row.

A row has parts that are shown together or not at all. It is hidden

1. when what it is a row of is hidden;
2. when one of its parts counts 1 to 9;
3. with the smallest rows that are left, until of all hidden rows of its table together each part counts 0 or at
   least 10, and at least two of them count somebody. (A row of nobody is no company: everybody may know that an
   indicator of this year has nobody in the quarters of last year.)

Then every hidden part can be one higher in one hidden row and one lower in another (and, where its row is shown,
the other way around with another part of those rows), and not one shown number changes. Nothing marks a row that
is hidden for 2 from one hidden for 3.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import NamedTuple

GRENS = 10
"""Fewest trajectories about which a number is shown."""

Delen = Sequence[int]
"""How many trajectories each part of a row counts; all rows have the same parts."""


def te_klein(aantal: int) -> bool:
    """Whether a group is too small to show; nobody is no group."""
    return 0 < aantal < GRENS


def verberg(rijen: Mapping[str, Delen], ouder: Delen | None, eerder: Collection[str] = ()) -> frozenset[str]:
    """The rows of a table that may not be shown.

    ``ouder``: what the rows add up to, None when that is hidden. ``eerder``: rows that are hidden for another
    reason, such as what these parts are parts of.
    """
    if ouder is None:
        return frozenset(rijen)
    verborgen = {sleutel for sleutel, delen in rijen.items() if sleutel in eerder or any(map(te_klein, delen))}
    if not verborgen:
        return frozenset()
    samen = [sum(waarden) for waarden in zip(*(rijen[sleutel] for sleutel in verborgen), strict=True)]
    gevuld = sum(any(rijen[sleutel]) for sleutel in verborgen)
    for sleutel in sorted(rijen.keys() - verborgen, key=lambda sleutel: (sum(rijen[sleutel]), sleutel)):
        if len(verborgen) > 1 and not any(map(te_klein, samen)) and (gevuld > 1 or not any(samen)):
            break
        verborgen.add(sleutel)
        gevuld += any(rijen[sleutel])
        samen = [som + aantal for som, aantal in zip(samen, rijen[sleutel], strict=True)]
    return frozenset(verborgen)


class Boom(NamedTuple):
    """What one measure counts in all rows of a report."""

    totaal: Delen
    blokken: Mapping[str, Delen]
    """They add up to the total."""
    tabellen: Mapping[tuple[str, str], Mapping[str, Delen]]
    """By block and name of the table; the rows of each add up to the block."""


class Zichtbaar(NamedTuple):
    """Where a measure may be shown."""

    totaal: bool
    blokken: frozenset[str]
    rijen: frozenset[tuple[str, str, str]]
    """Block, table and row."""

    def en(self, ander: Zichtbaar) -> Zichtbaar:
        """Where both may be shown."""
        return Zichtbaar(self.totaal and ander.totaal, self.blokken & ander.blokken, self.rijen & ander.rijen)


def wat_zichtbaar_is(boom: Boom, basis: Zichtbaar | None = None) -> Zichtbaar:
    """Where a measure may be shown; ``basis`` is where that may of which it counts a part."""
    totaal = (basis is None or basis.totaal) and not any(map(te_klein, boom.totaal))
    dicht = frozenset[str]() if basis is None else boom.blokken.keys() - basis.blokken
    blokken = boom.blokken.keys() - verberg(boom.blokken, boom.totaal if totaal else None, dicht)
    rijen = set[tuple[str, str, str]]()
    for (blok, tabel), tellingen in boom.tabellen.items():
        eerder = frozenset[str]()
        if basis is not None:
            eerder = frozenset(rij for rij in tellingen if (blok, tabel, rij) not in basis.rijen)
        verborgen = verberg(tellingen, boom.blokken[blok] if blok in blokken else None, eerder)
        rijen.update((blok, tabel, rij) for rij in tellingen if rij not in verborgen)
    return Zichtbaar(totaal, frozenset(blokken), frozenset(rijen))
