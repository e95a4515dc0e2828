"""Quarters as numbers: four times the year and the quarter from 0, so that they follow each other."""

from __future__ import annotations

from datetime import date, timedelta


def kwartaal_van(dag: date) -> int:
    """The quarter of a day."""
    return dag.year * 4 + (dag.month - 1) // 3


def kwartaalnaam(kwartaal: int) -> str:
    """As people name it: 2026-K1."""
    jaar, plaats = divmod(kwartaal, 4)
    return f"{jaar}-K{plaats + 1}"


def begin_van_kwartaal(kwartaal: int) -> date:
    """Its first day."""
    jaar, plaats = divmod(kwartaal, 4)
    return date(jaar, 3 * plaats + 1, 1)


def eind_van_kwartaal(kwartaal: int) -> date:
    """Its last day."""
    return begin_van_kwartaal(kwartaal + 1) - timedelta(days=1)
