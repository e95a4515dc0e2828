"""Pricing: pure functions on whole eurocents. Rounding is half up, as IV081 prescribes."""

from __future__ import annotations

from functools import lru_cache

MINUUT = "01"
UUR = "04"
STUKS = "82"
EUROS = "83"


def deel_half_omhoog(teller: int, noemer: int) -> int:
    """The quotient of two non-negative numbers, rounded half up to a whole number."""
    return (2 * teller + noemer) // (2 * noemer)


def minuuttarief(uurtarief: int) -> int:
    """Eurocents a minute to put in a claim when the contract has a tariff per hour (IV081)."""
    return deel_half_omhoog(uurtarief, 60)


def bedrag_voor_minuten(uurtarief: int, minuten: int) -> int:
    """Eurocents for minutes at an hourly tariff: from the unrounded tariff, rounded once (IV081, TR346)."""
    return deel_half_omhoog(uurtarief * minuten, 60)


@lru_cache(maxsize=4096)
def euro(centen: int) -> str:
    """An amount of eurocents as people write it: 400001 is '€ 4.000,01'."""
    heel, rest = divmod(abs(centen), 100)
    return f"{'-' if centen < 0 else ''}€ {heel:,}".replace(",", ".") + f",{rest:02d}"
