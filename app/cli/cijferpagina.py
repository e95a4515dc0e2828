"""The page that tells every steering figure: what it says, how, what may be asked, and each column."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from pydantic.fields import FieldInfo

from app.cli.regelpagina import cel
from app.steering.stuurcijfers.catalogus import CIJFERS
from app.steering.stuurcijfers.stuurcijfer import Stuurcijfer, Stuurvraag


def cijferpagina() -> str:
    """The page in Markdown."""
    return "\n".join(_pagina()) + "\n"


def _pagina() -> Iterator[str]:
    yield "# The steering figures one by one"
    yield ""
    yield "Made from the declarations in `app/steering/stuurcijfers`, in the Dutch in which users read them."
    yield "[stuurcijfers.md](stuurcijfers.md) tells what figures are made of, and works some of them out."
    yield ""
    yield "Every figure may be asked for:"
    yield ""
    yield from _velden(Stuurvraag.model_fields.items())
    yield ""
    yield "| figure | says | requirements |"
    yield "|---|---|---|"
    for cijfer in CIJFERS:
        yield f"| [{cijfer.naam}](#{cijfer.naam}) | {cel(cijfer.titel)} | {', '.join(cijfer.eisen)} |"
    for cijfer in CIJFERS:
        yield from _cijfer(cijfer)


def _cijfer(cijfer: Stuurcijfer[Any, Any]) -> Iterator[str]:
    yield ""
    yield f"## {cijfer.naam}"
    yield ""
    yield f"`GET /api/v1/stuurcijfers/{cijfer.naam}`: {cijfer.titel}."
    yield ""
    yield cijfer.uitleg
    gewoon = {naam: veld.description for naam, veld in Stuurvraag.model_fields.items()}
    eigen = [een for een in cijfer.vraag.model_fields.items() if gewoon.get(een[0]) != een[1].description]
    if eigen:
        yield ""
        yield "Also to be asked:"
        yield ""
        yield from _velden(eigen)
    yield ""
    yield "| column | meaning |"
    yield "|---|---|"
    for naam, veld in cijfer.rij.model_fields.items():
        yield f"| `{naam}` | {cel(veld.description or '')} |"


def _velden(velden: Iterable[tuple[str, FieldInfo]]) -> Iterator[str]:
    for naam, veld in velden:
        standaard = veld.get_default()
        tekst = "" if standaard in (None, []) or veld.is_required() else f" Default {standaard}."
        yield f"- `{naam}`: {veld.description}{tekst}"
