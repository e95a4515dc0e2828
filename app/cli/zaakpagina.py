"""The page of docs/ with every kind of case: its states, and who may take which step."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from app.cli.regelpagina import cel
from app.standard.zaaksoorten import Gegeven, Stapsoort, Zaaksoort


def zaakpagina(soorten: Iterable[Zaaksoort]) -> str:
    """The page in Markdown."""
    return "\n".join(_pagina(soorten)) + "\n"


def _pagina(soorten: Iterable[Zaaksoort]) -> Iterator[str]:
    yield "# Kinds of cases"
    yield ""
    yield "What each kind of case is about, its states, and who may take which step. [zaken.md](zaken.md) tells how"
    yield "they are used. States in italics are an end. A step without a state after it leaves the state as it is."
    for soort in soorten:
        yield ""
        yield f"## {soort.code}"
        yield ""
        signalen = f"; after: {' or '.join(soort.signalen)}" if soort.signalen else ""
        yield f"**{soort.titel}** ({', '.join(soort.bron)}; about: {' or '.join(soort.over)}{signalen}). {soort.uitleg}"
        yield ""
        yield "States: " + ", ".join(f"*{een.naam}*" if een.einde else een.naam for een in soort.toestanden) + "."
        yield ""
        yield "| step | from | to | by | asks |"
        yield "|---|---|---|---|---|"
        for stap in (soort.openen, *soort.stappen):
            naar = stap.naar or ""
            yield (
                f"| {stap.naam}: {cel(stap.titel.lower())} | {', '.join(stap.van)} | {naar} | {', '.join(stap.door)} "
                f"| {cel(_vraagt(stap))} |"
            )


def _vraagt(stap: Stapsoort) -> str:
    delen = [_naam(een) for een in stap.vraagt] + [f"perhaps {_naam(een)}" for een in stap.mag]
    if stap.herstel:
        delen.append("only when a corrected line was granted")
    return "; ".join(delen)


def _naam(gegeven: Gegeven) -> str:
    return f"{gegeven.naam} ({', '.join(gegeven.keuzes)})" if gegeven.keuzes else gegeven.naam
