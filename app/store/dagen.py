"""Moments and days: what day it is, is decided in the Netherlands."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import ColumnElement, Connection, Date, Integer, String, case, cast, func, type_coerce

from app.exchange.steps import NEDERLAND


def nederlandse_dag(moment: datetime) -> date:
    """The Dutch day of a moment."""
    return moment.astimezone(NEDERLAND).date()


def begin_van_dag(dag: date) -> datetime:
    """Midnight in the Netherlands at the beginning of a day."""
    return datetime(dag.year, dag.month, dag.day, tzinfo=NEDERLAND)


def dag_in_sql(verbinding: Connection, moment: ColumnElement[datetime]) -> ColumnElement[date]:
    """The Dutch day of a column with moments, worked out by the database.

    SQLite keeps moments in UTC and knows no time zones, so it is told when summer time runs: from the last Sunday
    of March to the last Sunday of October, 1 o'clock UTC.
    """
    if verbinding.dialect.name != "sqlite":
        return cast(func.timezone(str(NEDERLAND), moment), Date)
    tekst = type_coerce(moment, String)
    maand = func.substr(tekst, 6, 2)
    jaar = func.strftime("%Y", tekst)
    begin, einde = (func.datetime(jaar.concat(dag), "-6 days", "weekday 0", "+1 hour") for dag in ("-03-31", "-10-31"))
    zomer = func.datetime(tekst).between(begin, func.datetime(einde, "-1 second"))
    # Only in March and October has the moment of the change to be worked out, which costs most of all.
    uren = case(
        (maand.between("04", "09"), "+2 hours"),
        (maand.not_in(("03", "10")), "+1 hour"),
        (zomer, "+2 hours"),
        else_="+1 hour",
    )
    return type_coerce(func.date(tekst, uren), Date)


def dagen_tussen(verbinding: Connection, van: ColumnElement[date], tot: ColumnElement[date]) -> ColumnElement[int]:
    """Whole days from one day to another, worked out by the database."""
    if verbinding.dialect.name != "sqlite":
        return type_coerce(tot - van, Integer)
    return cast(func.julianday(tot) - func.julianday(van), Integer)
