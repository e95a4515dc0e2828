"""The report on outcomes as CSV."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping
from typing import Any, Final

from app.steering.uitkomsten.uitkomst import Doelsoort
from app.steering.uitkomsten.vormen import (
    CijferPerKader,
    CijferWeergave,
    Doelrealisatie,
    DoelrealisatieWeergave,
    UitkomstRapport,
    UitkomstRij,
    UitvalWeergave,
    VolledigheidWeergave,
    WachttijdWeergave,
    ZwaarteWeergave,
)

_CSV_KOP: Final = ("regio", "per", "sleutel")


def als_csv(
    rapport: UitkomstRapport, vast: Mapping[str, str] | None = None, namen: Mapping[str, str] | None = None
) -> str:
    """The report with a row a line: semicolons, a decimal comma, empty for what is hidden or not measured there.

    ``vast``: columns at the end that are the same in every line. ``namen``: of aanbieders, by AGB code, in a column.
    """
    uit = io.StringIO()
    schrijver = csv.writer(uit, delimiter=";", lineterminator="\r\n")
    rijen = [(plaats, {**dict(_plat(_vast(rij))), **dict(_wisselend(rij))}) for plaats, rij in _csv_rijen(rapport)]
    kop = tuple(dict.fromkeys(naam for _, velden in rijen for naam in velden))
    eind = dict(vast or {})
    extra = () if namen is None else ("naam",)
    schrijver.writerow((*_CSV_KOP, *extra, *kop, *eind))
    for plaats, velden in rijen:
        wie = () if namen is None else (namen.get(plaats[2], "") if plaats[1] == "aanbieder" else "",)
        schrijver.writerow((*plaats, *wie, *(velden.get(naam, "") for naam in kop), *eind.values()))
    return uit.getvalue()


def _vast(rij: UitkomstRij) -> dict[str, Any]:
    return rij.model_dump(exclude={"sleutel", "metingen", "resultaten"})


def _wisselend(rij: UitkomstRij) -> Iterator[tuple[str, str]]:
    """Columns that only some regios have."""
    for meting in rij.metingen:
        voor = "_".join(["meting", meting.indicator or meting.maat.value.lower(), meting.schaal])
        yield from ((f"{voor}_{veld}", _csv_waarde(getattr(meting, veld))) for veld in ("n", "gemiddelde"))
    for resultaat in rij.resultaten:
        voor = f"resultaat_{resultaat.code}"
        yield from (
            (f"{voor}_{veld}", _csv_waarde(getattr(resultaat, veld))) for veld in ("n", "bereikt", "deels", "niet")
        )


def _csv_rijen(rapport: UitkomstRapport) -> Iterator[tuple[tuple[str, str, str], UitkomstRij]]:
    yield ("", "totaal", rapport.periode), rapport.totaal
    for regio in rapport.regios:
        yield (regio.regio, "regio", regio.regio), regio.totaal
        for tabel in regio.tabellen:
            for rij in tabel.rijen:
                yield (regio.regio, tabel.per, rij.sleutel), rij


_DELEN: Final[Mapping[str, tuple[str, ...]]] = {
    "volledigheid": tuple(VolledigheidWeergave.model_fields),
    "uitval": tuple(UitvalWeergave.model_fields),
    "wachttijd": tuple(WachttijdWeergave.model_fields),
    "zwaarte": tuple(ZwaarteWeergave.model_fields),
    "lokaal_team": tuple(CijferWeergave.model_fields),
    **{
        f"{soort.value.lower()}.{kader}": tuple(DoelrealisatieWeergave.model_fields)
        for soort in Doelsoort
        for kader in Doelrealisatie.model_fields
    },
    **{
        f"tevredenheid_{wie}.{kader}": tuple(CijferWeergave.model_fields)
        for wie in ("jeugdige", "opvoeder")
        for kader in CijferPerKader.model_fields
    },
}
"""Fields of what may be absent as a whole, so that every line has every column."""


def _plat(inhoud: Mapping[str, Any], voor: str = "") -> Iterator[tuple[str, str]]:
    for naam, waarde in inhoud.items():
        pad = f"{voor}{naam}"
        if waarde is None and pad in _DELEN:
            yield from ((f"{pad}.{veld}".replace(".", "_"), "") for veld in _DELEN[pad])
        elif isinstance(waarde, dict):
            yield from _plat(waarde, f"{pad}.")
        else:
            yield pad.replace(".", "_"), _csv_waarde(waarde)


def _csv_waarde(waarde: object) -> str:
    if waarde is None:
        return ""
    if isinstance(waarde, bool):
        return "ja" if waarde else "nee"
    return str(waarde).replace(".", ",") if isinstance(waarde, float) else str(waarde)
