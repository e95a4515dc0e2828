"""Instalments: an amount divided over claims, exact to the cent."""

from __future__ import annotations

from collections.abc import Sequence

from app.contracts.bekostiging import Termijnschema, Termijnsoort


def termijnen(bedrag: int, schema: Termijnschema) -> tuple[int, ...]:
    """The instalments of an amount in eurocents, in order; together they are the amount.

    START is rounded down and EIND is the remainder; of equal parts the last one takes the remainder.
    """
    match schema.soort:
        case Termijnsoort.EENMALIG:
            return (bedrag,)
        case Termijnsoort.START_EIND:
            start = bedrag * schema.start // 100
            return start, bedrag - start
        case Termijnsoort.MAANDELIJKS:
            deel = bedrag // schema.aantal
            return (*[deel] * (schema.aantal - 1), bedrag - deel * (schema.aantal - 1))


def termijn(bedrag: int, schema: Termijnschema, nummer: int) -> int | None:
    """The instalment by its number, from 0; None when there are not so many.

    Equal parts a month begin anew after the last one: they belong to an amount a year.
    """
    delen: Sequence[int] = termijnen(bedrag, schema)
    if schema.soort is Termijnsoort.MAANDELIJKS:
        return delen[nummer % len(delen)]
    return delen[nummer] if nummer < len(delen) else None
