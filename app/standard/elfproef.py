"""The elfproef on a burgerservicenummer (CS002), and numbers to test with.

No exception here names a number: a number that fails may still be that of a person.
"""

import re
from functools import cache
from operator import mul

_GEWICHTEN = (9, 8, 7, 6, 5, 4, 3, 2, -1)
_LENGTE = len(_GEWICHTEN)
_SCHEIDING = re.compile(r"(?<=\d)[\s.\-_/]+(?=\d)")
_CIJFERS = re.compile(rf"[0-9]{{{_LENGTE},}}")


def voldoet(bsn: str) -> bool:
    """Does this number pass the elfproef? False for anything but nine digits 0-9."""
    if len(bsn) != _LENGTE or not (bsn.isascii() and bsn.isdigit()):
        return False
    return _weigh(bsn) % 11 == 0


def lijkt_bsn(waarde: object) -> bool:
    """Whether a text or number holds nine digits in a row that pass the elfproef, also with signs between them."""
    if isinstance(waarde, bool) or not isinstance(waarde, str | int | float):
        return False
    cijfers = _SCHEIDING.sub("", str(waarde))
    return any(
        voldoet(reeks[plaats : plaats + _LENGTE])
        for reeks in _CIJFERS.findall(cijfers)
        for plaats in range(len(reeks) - _LENGTE + 1)
    )


def test_bsn(n: int) -> str:
    """The n-th test number, counted from 0: starts with 9999, passes the elfproef, rises with n.

    Raises ValueError outside 0..9090.
    """
    return _number("9999", n)


def bulk_bsn(n: int) -> str:
    """As `test_bsn`, for generators that need more: starts with 99. Raises ValueError outside 0..909090."""
    return _number("99", n)


# pytest would otherwise take an imported `test_bsn` for a test.
test_bsn.__test__ = False  # type: ignore[attr-defined]


def _number(begin: str, n: int) -> str:
    rest = _weigh(begin) % 11
    aantal = _count(len(begin), rest)
    if not 0 <= n < aantal:
        raise ValueError(f"no test number {n}: there are {aantal} that start with {begin}, counted from 0")
    cijfers = begin
    while len(cijfers) < _LENGTE:
        gewicht = _GEWICHTEN[len(cijfers)]
        for cijfer in range(10):
            volgende = (rest + gewicht * cijfer) % 11
            aantal = _count(len(cijfers) + 1, volgende)
            if n < aantal:
                cijfers, rest = f"{cijfers}{cijfer}", volgende
                break
            n -= aantal
    return cijfers


_NULLEN = tuple(ord("0") * sum(_GEWICHTEN[:lengte]) for lengte in range(_LENGTE + 1))
"""What the bytes of so many zeros weigh."""


def _weigh(cijfers: str) -> int:
    """Weighted sum of the digits. By way of their bytes: a large message asks it ten thousand times."""
    gewicht: int = sum(map(mul, _GEWICHTEN, cijfers.encode()))
    return gewicht - _NULLEN[len(cijfers)]


@cache
def _count(gevuld: int, rest: int) -> int:
    """How many ways to complete a number whose first digits leave this remainder."""
    if gevuld == _LENGTE:
        return 1 if rest == 0 else 0
    return sum(_count(gevuld + 1, (rest + _GEWICHTEN[gevuld] * cijfer) % 11) for cijfer in range(10))
