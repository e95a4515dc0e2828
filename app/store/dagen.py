"""Moments and days: what day it is, is decided in the Netherlands."""

from __future__ import annotations

from datetime import date, datetime

from app.exchange.steps import NEDERLAND


def nederlandse_dag(moment: datetime) -> date:
    """The Dutch day of a moment."""
    return moment.astimezone(NEDERLAND).date()


def begin_van_dag(dag: date) -> datetime:
    """Midnight in the Netherlands at the beginning of a day."""
    return datetime(dag.year, dag.month, dag.day, tzinfo=NEDERLAND)
