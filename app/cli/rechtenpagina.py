"""The page of rights: which role may do which operation, and how its scope is applied."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from app.api.app import maak_app
from app.api.document import maak_document
from app.api.rechten import Grens, Recht, Waar, recht_van
from app.store.toegang import Rol

_KOPPEN: Final = {
    Rol.GEMEENTE: "gemeente",
    Rol.AANBIEDER: "aanbieder",
    Rol.REGIO: "regio",
    Rol.LOKAAL_TEAM: "lokaal team",
    Rol.TOEZICHT: "toezicht",
    Rol.BEHEERDER: "beheerder",
    Rol.KNOOPPUNT: "knooppunt",
}
_UITLEG: Final = {
    Waar.OVERAL: "all that the operation gives",
    Waar.PAD: "part of the address is that of the access; else 403",
    Waar.VRAAG: "parameter is that of the access, filled in when absent; another one is 403",
    Waar.INHOUD: "field of the body is that of the access; else 403",
    Waar.AFZENDER: "message comes from the party of the access; else 403, and nothing is kept",
    Waar.OPSLAG: "looked up within the scope; what is outside is not found, in the same words",
}


def rechtenpagina() -> str:
    """Text of docs/rechten.md."""
    return "\n".join(_regels()) + "\n"


def _regels() -> Iterator[str]:
    yield from (
        "# Rights",
        "",
        "Which role may do what, with IJW_TOEGANG=sleutel. What is not here, nobody may. From `app/api/rechten.py`;",
        "[toegang.md](toegang.md) tells how to make a key.",
        "",
        "| in a cell | the scope of the access |",
        "|---|---|",
        *(f"| {waar.value} | {uitleg} |" for waar, uitleg in _UITLEG.items()),
        "",
        f"| operation | {' | '.join(_KOPPEN.values())} |",
        f"|---|{'---|' * len(_KOPPEN)}",
    )
    openbaar = []
    for pad, operaties in maak_document(maak_app())["paths"].items():
        for methode, operatie in operaties.items():
            recht = recht_van(operatie["operationId"])
            adres = f"`{methode.upper()} {pad}`"
            if recht.openbaar:
                openbaar.append(adres)
            else:
                yield f"| {adres} | {' | '.join(_cel(recht, rol) for rol in _KOPPEN)} |"
    yield from ("", "No key is asked for the console, the OpenAPI document and:", "", *(f"- {een}" for een in openbaar))


def _cel(recht: Recht, rol: Rol) -> str:
    grens = recht.rollen.get(rol)
    return "" if grens is None else _grens(grens)


def _grens(grens: Grens) -> str:
    namen = ", ".join(naam for naam, _ in grens.delen)
    return f"{grens.waar.value} ({namen})" if namen else grens.waar.value
