"""Steps with a JW305 or JW307: starting, stopping, taking that back, and what an aanbieder may not do."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from random import Random

from app.messages.opstellen import stel_start_op, stel_stop_op
from app.messages.records import StartProduct, StopProduct
from tests.ketens.keten import GOED, Keten, Levering, Stap, Toewijzing, kies
from tests.ketens.wereld import VANDAAG


def starten(keten: Keten, rng: Random) -> Stap | None:
    """A start on a toewijzing of which no delivery runs."""
    toewijzing = kies(rng, [toewijzing for toewijzing in keten.geldig if toewijzing.lopend is None])
    if toewijzing is None:
        return None
    begin = _nieuwe_begindatum(toewijzing, rng)
    return _start("starten", keten, toewijzing, begin, na=lambda: toewijzing.leveringen.append(Levering(begin)))


def start_verwijderen(keten: Keten, rng: Random) -> Stap | None:
    """A start that was not stopped is taken back."""
    gekozen = _kies_lopende(keten.toewijzingen, rng)
    if gekozen is None:
        return None
    toewijzing, levering = gekozen
    na = lambda: toewijzing.leveringen.remove(levering)  # noqa: E731 - it changes the model, as every other step
    return _start("start verwijderen", keten, toewijzing, levering.begin, status="3", na=na)


def stoppen(keten: Keten, rng: Random) -> Stap | None:
    """A stop, temporary or final, of a running delivery; or a final one after a temporary one."""
    gekozen = _kies_levering(keten, rng, lambda levering: not levering.definitief)
    if gekozen is None:
        return None
    toewijzing, levering = gekozen
    reden = rng.choice(("31", "32") if levering.stops else ("20", "31", "32"))
    return _stop("stoppen", keten, toewijzing, levering, reden, _na_laatste(levering, rng))


def stop_verwijderen(keten: Keten, rng: Random) -> Stap | None:
    """A stop is taken back; the last one, so that what remains is a legal chain too."""
    gekozen = _kies_levering(keten, rng, lambda levering: bool(levering.stops))
    if gekozen is None:
        return None
    toewijzing, levering = gekozen
    if len(levering.stops) == 1 and toewijzing.lopend:
        return None  # the delivery would run again beside another
    reden, einde = levering.stops[-1]
    return _stop("stop verwijderen", keten, toewijzing, levering, reden, einde, status="3", na=levering.stops.pop)


def onbekend_starten(keten: Keten, rng: Random) -> Stap | None:
    """A start on a number that was never assigned, or was removed (TR019)."""
    verwijderd = kies(rng, [toewijzing for toewijzing in keten.toewijzingen if toewijzing.verwijderd])
    bekend = kies(rng, keten.geldig)
    basis = verwijderd or bekend
    if basis is None or basis.lopend:
        return None
    nummer = basis.nummer if verwijderd else keten.wereld.nummer("toewijzing")
    begin = _nieuwe_begindatum(basis, rng)
    return _start("onbekend starten", keten, basis, begin, nummer=nummer, codes=frozenset({"9019"}))


def dubbel_starten(keten: Keten, rng: Random) -> Stap | None:
    """A start while one runs (TR326); with the same key it was sent before too (TR074)."""
    gekozen = _kies_lopende(keten.geldig, rng)
    if gekozen is None:
        return None
    toewijzing, levering = gekozen
    if rng.random() < 0.5:
        return _start("zelfde start", keten, toewijzing, levering.begin, codes=frozenset({"9074", "9326"}))
    begin = _nieuwe_begindatum(toewijzing, rng)
    return _start("tweede start", keten, toewijzing, begin, codes=frozenset({"9326"}))


def onbekende_start_verwijderen(keten: Keten, rng: Random) -> Stap | None:
    """A start that was never sent (TR063), or that was stopped (TR071), cannot be taken back."""
    toewijzing = kies(rng, keten.geldig)
    if toewijzing is None:
        return None
    gestopt = kies(rng, [levering for levering in toewijzing.leveringen if levering.stops])
    if gestopt is not None:
        return _start("gestopte start verwijderen", keten, toewijzing, gestopt.begin, status="3", codes=_een("9071"))
    begin = _nieuwe_begindatum(toewijzing, rng)
    return _start("onbekende start verwijderen", keten, toewijzing, begin, status="3", codes=_een("9063"))


def onbekend_stoppen(keten: Keten, rng: Random) -> Stap | None:
    """A stop of what was not started (TR382)."""
    toewijzing = kies(rng, keten.geldig)
    if toewijzing is None:
        return None
    levering = Levering(_nieuwe_begindatum(toewijzing, rng))
    einde = _na_laatste(levering, rng)
    return _stop("onbekend stoppen", keten, toewijzing, levering, "31", einde, codes=_een("9069"))


def nogmaals_stoppen(keten: Keten, rng: Random) -> Stap | None:
    """After a final stop none (TR415), after a temporary stop no temporary one (TR413)."""
    gekozen = _kies_levering(keten, rng, lambda levering: bool(levering.stops))
    if gekozen is None:
        return None
    toewijzing, levering = gekozen
    tijdelijk_eerder = any(reden == "20" for reden, _ in levering.stops)
    reden = "20" if not levering.definitief else rng.choice(("20", "33"))
    codes = {"9415"} if levering.definitief else set()
    if reden == "20" and tijdelijk_eerder:
        codes.add("9413")
    einde = _na_laatste(levering, rng) + timedelta(days=1)
    return _stop("nogmaals stoppen", keten, toewijzing, levering, reden, einde, codes=frozenset(codes))


def eerder_stoppen(keten: Keten, rng: Random) -> Stap | None:
    """A final stop before the temporary one (TR414)."""
    gekozen = _kies_levering(
        keten,
        rng,
        lambda levering: bool(levering.stops) and not levering.definitief and levering.stops[-1][1] > levering.begin,
    )
    if gekozen is None:
        return None
    toewijzing, levering = gekozen
    einde = levering.stops[-1][1] - timedelta(days=1)
    return _stop("eerder stoppen", keten, toewijzing, levering, "31", einde, codes=_een("9414"))


def _een(code: str) -> frozenset[str]:
    return frozenset({code})


def _nieuwe_begindatum(toewijzing: Toewijzing, rng: Random) -> date:
    """A day in or after the toewijzing on which nothing was started; not after today."""
    gebruikt = {levering.begin for levering in toewijzing.leveringen}
    dag = min(toewijzing.ingang + timedelta(days=rng.randint(0, 40)), VANDAAG - timedelta(days=30))
    while dag in gebruikt:
        dag += timedelta(days=1)
    return dag


def _na_laatste(levering: Levering, rng: Random) -> date:
    laatste = levering.stops[-1][1] if levering.stops else levering.begin
    return laatste + timedelta(days=rng.randint(0, 20))


def _kies_lopende(toewijzingen: list[Toewijzing], rng: Random) -> tuple[Toewijzing, Levering] | None:
    lopend = [(toewijzing, toewijzing.lopend) for toewijzing in toewijzingen]
    return kies(rng, [(toewijzing, levering) for toewijzing, levering in lopend if levering is not None])


def _kies_levering(keten: Keten, rng: Random, mag: Callable[[Levering], bool]) -> tuple[Toewijzing, Levering] | None:
    return kies(
        rng,
        [(toewijzing, levering) for toewijzing in keten.geldig for levering in toewijzing.leveringen if mag(levering)],
    )


def _start(
    naam: str,
    keten: Keten,
    toewijzing: Toewijzing,
    begin: date,
    *,
    nummer: int | None = None,
    status: str = "1",
    codes: frozenset[str] = GOED,
    na: Callable[[], None] = lambda: None,
) -> Stap:
    code = toewijzing.code
    product = StartProduct("", nummer or toewijzing.nummer, code.categorie, code.code, toewijzing.ingang, begin, status)
    header = keten.wereld.header(van_gemeente=False)
    return Stap(naam, stel_start_op(keten.wereld.release, header, keten.kind, [product]), codes, na=na)


def _stop(
    naam: str,
    keten: Keten,
    toewijzing: Toewijzing,
    levering: Levering,
    reden: str,
    einde: date,
    *,
    status: str = "1",
    codes: frozenset[str] = GOED,
    na: Callable[[], object] | None = None,
) -> Stap | None:
    if einde > VANDAAG:
        return None  # a stop is reported when it has been (TR134)
    code = toewijzing.code
    product = StopProduct(
        "",
        toewijzing.nummer,
        code.categorie,
        code.code,
        toewijzing.ingang,
        levering.begin,
        reden,
        einde,
        status,
    )

    def gestopt() -> None:
        if na is not None:
            na()
        elif not codes:
            levering.stops.append((reden, einde))

    header = keten.wereld.header(van_gemeente=False)
    return Stap(naam, stel_stop_op(keten.wereld.release, header, keten.kind, [product]), codes, na=gestopt)
