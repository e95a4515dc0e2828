"""The gate before every door: who asks, whether its role may, and within which scope. The rights are in ``rechten``."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Annotated, Any, Final
from urllib.parse import urlencode

from fastapi import Request, Security
from fastapi.security import HTTPAuthorizationCredentials, HTTPBearer

from app.api.balie import Balie, balie_van
from app.api.problemen import GEEN_TOEGANG, NIET_AANGEMELD, ProbleemFout
from app.api.rechten import Grens, Recht, Waar, recht_van
from app.store.bereik import OVERAL, Bereik
from app.store.toegang import SLEUTELPATROON, Rol, Toegang, sleutelkenmerk, zoek_toegang

SCHEMA: Final = HTTPBearer(
    scheme_name="sleutel",
    description="De sleutel van uw systeem; de beheerder geeft hem uit. Alleen gevraagd met IJW_TOEGANG=sleutel.",
    auto_error=False,
)
_VRAAG_OM_SLEUTEL: Final = 'Bearer realm="jeugdknoop"'


async def poort(request: Request, gegeven: Annotated[HTTPAuthorizationCredentials | None, Security(SCHEMA)]) -> None:
    """Let a request in with its access, or raise ProbleemFout; it runs before a door reads its question."""
    recht = recht_van(request.scope["route"].operation_id)
    request.state.toegang = None
    if recht.openbaar:
        return
    balie = balie_van(request)
    if balie.knoop.settings.toegang == "open":
        if not recht.ook_open:
            raise ProbleemFout(
                GEEN_TOEGANG,
                "Deze dienst vraagt nu geen sleutels (IJW_TOEGANG=open), dus kan hier ook niemand ze beheren. "
                "Dat kan met `ijw toegang`, op de machine zelf.",
            )
        return
    toegang = request.state.toegang = await _herken(balie, gegeven)
    grens = recht.rollen.get(toegang.rol)
    if grens is None:
        raise ProbleemFout(GEEN_TOEGANG, _wie_wel(toegang, recht))
    await _eis(request, grens, toegang)


def toegang_van(request: Request) -> Toegang | None:
    """Who asks; None where no keys are asked."""
    toegang: Toegang | None = request.state.toegang
    return toegang


def bereik_van(request: Request) -> Bereik:
    """Whose data the request may be about."""
    toegang = toegang_van(request)
    if toegang is None:
        return OVERAL
    return Bereik(**{deel: waarde for deel, waarde in toegang.delen.items() if deel in Bereik._fields})


def afzender_van(request: Request) -> str | None:
    """The only party that messages in this request may come from; None: any."""
    toegang = toegang_van(request)
    return None if toegang is None else toegang.partij


def eigen_sleutel(request: Request, idempotentie: str | None) -> str | None:
    """An Idempotency-Key as one of this party: others may use the same one for something else."""
    toegang = toegang_van(request)
    if toegang is None or idempotentie is None:
        return idempotentie
    return f"{toegang.rol} {toegang.code or toegang.id} {idempotentie}"


async def _herken(balie: Balie, gegeven: HTTPAuthorizationCredentials | None) -> Toegang:
    if gegeven is None:
        raise ProbleemFout(
            NIET_AANGEMELD,
            "Stuur de sleutel van uw systeem mee in de header Authorization, als: Bearer jkn_... "
            "Wie er geen heeft, vraagt hem aan de beheerder.",
            headers={"WWW-Authenticate": _VRAAG_OM_SLEUTEL},
        )
    sleutel = gegeven.credentials
    toegang = await _zoek(balie, sleutelkenmerk(sleutel)) if SLEUTELPATROON.fullmatch(sleutel) else None
    if toegang is None or not toegang.geldt(balie.knoop.loket.klok.nu().date()):
        raise ProbleemFout(
            NIET_AANGEMELD,
            "Deze sleutel is hier niet bekend, geldt nog niet of niet meer, of is ingetrokken. Vraag de beheerder om "
            "een nieuwe.",
            headers={"WWW-Authenticate": f'{_VRAAG_OM_SLEUTEL}, error="invalid_token"'},
        )
    return toegang


async def _zoek(balie: Balie, kenmerk: bytes) -> Toegang | None:
    bekend = balie.toegangen.geef(kenmerk)
    if bekend is None:
        bekend = await balie.lees(lambda werk: zoek_toegang(werk.verbinding, kenmerk))
        if bekend is not None:
            balie.toegangen.onthoud(kenmerk, bekend)
    return bekend


def _wie_wel(toegang: Toegang, recht: Recht) -> str:
    if not recht.rollen:
        return "Voor dit adres heeft nog niemand een recht."
    rollen = ", ".join(_in_woorden(rol) for rol in Rol if rol in recht.rollen)
    return f"De rol {_in_woorden(toegang.rol)} mag dit niet. Rollen die dit wel mogen: {rollen}."


def _in_woorden(rol: Rol) -> str:
    return rol.value.replace("_", " ")


async def _eis(request: Request, grens: Grens, toegang: Toegang) -> None:
    """Hold what is asked against the scope; what the store has to ask, it asks itself."""
    match grens.waar:
        case Waar.PAD:
            for naam, eigen in _delen(grens, toegang):
                _vergelijk(toegang, naam, [request.path_params[naam]], eigen)
        case Waar.INHOUD:
            inhoud: Any = await request.json()
            for naam, eigen in _delen(grens, toegang):
                # A body without the field is refused where it is read: the field is required.
                gevraagd = [inhoud[naam]] if isinstance(inhoud, dict) and naam in inhoud else []
                _vergelijk(toegang, naam, gevraagd, eigen)
        case Waar.VRAAG:
            vraag = request.query_params.multi_items()
            for naam, eigen in _delen(grens, toegang):
                gevraagd = request.query_params.getlist(naam)
                _vergelijk(toegang, naam, gevraagd, eigen)
                if not gevraagd:
                    vraag.append((naam, eigen))
            _vervang_vraag(request, vraag)


def _vervang_vraag(request: Request, vraag: list[tuple[str, str]]) -> None:
    """Let the door read this question; raises RuntimeError when it would not."""
    request.scope["query_string"] = urlencode(vraag).encode("ascii")
    # The request remembers the question as it was; it offers no other way to forget.
    vars(request).pop("_query_params", None)
    if request.query_params.multi_items() != vraag:
        raise RuntimeError("a request cannot be narrowed to its scope")


def _delen(grens: Grens, toegang: Toegang) -> Iterable[tuple[str, str]]:
    return ((naam, toegang.delen[deel]) for naam, deel in grens.delen)


def _vergelijk(toegang: Toegang, naam: str, gevraagd: Iterable[Any], eigen: str) -> None:
    if any(een != eigen for een in gevraagd):
        raise ProbleemFout(
            GEEN_TOEGANG,
            f"Uw toegang is die van {toegang.omschrijving}: {naam} kan hier alleen {eigen} zijn.",
        )
