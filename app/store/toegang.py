"""Accesses: which systems may ask, in which role and about whom. Only a digest of a key is kept."""

from __future__ import annotations

import hashlib
import re
import secrets
from collections.abc import Iterator, Mapping
from datetime import date, datetime
from enum import StrEnum
from typing import Any, Final, NamedTuple

from sqlalchemy import Connection, Select, insert, select, update

from app.exchange.steps import NEDERLAND
from app.messages.problems import Fout
from app.standard.elfproef import lijkt_bsn
from app.store import tables as t

VOORVOEGSEL: Final = "jkn_"
"""How every key begins, so that one that ends up where it should not can be found."""
_GEHEIM_BYTES: Final = 32
SLEUTELPATROON: Final = re.compile(r"jkn_[A-Za-z0-9_-]{43}")


class Rol(StrEnum):
    """Who asks. A client never does: what is about one is asked by those who help or pay."""

    GEMEENTE = "gemeente"
    AANBIEDER = "aanbieder"
    REGIO = "regio"
    """Keeps contracts and tariffs, for the gemeenten together."""
    LOKAAL_TEAM = "lokaal_team"
    """Refers, and tells what help brought about."""
    TOEZICHT = "toezicht"
    """Reads everything but what names a child, and writes nothing."""
    BEHEERDER = "beheerder"
    """Keeps the service: regios, accesses, and what was held."""
    KNOOPPUNT = "knooppunt"
    """Carries messages for others, and fetches their answers."""


_CODES: Final[Mapping[Rol, tuple[str, str]]] = {
    Rol.GEMEENTE: (r"\d{4}", "de CBS-code van de gemeente, vier cijfers"),
    Rol.AANBIEDER: (r"\d{8}", "de AGB-code van de aanbieder, acht cijfers"),
    Rol.REGIO: (r"[A-Za-z0-9][A-Za-z0-9-]{0,15}", "de code van de regio"),
    Rol.LOKAAL_TEAM: (r"\d{4}", "de CBS-code van de gemeente, vier cijfers"),
}
_TEAM: Final = re.compile(r"[A-Za-z0-9][A-Za-z0-9-]{0,15}")
_LANGSTE_NAAM: Final = 80


class NieuweToegang(NamedTuple):
    """An access that someone asks for."""

    rol: Rol
    code: str | None
    """Of gemeente, aanbieder or regio; none for the others."""
    team: str | None
    """Of a lokaal team only."""
    naam: str
    """Of the system that uses it, never of a person."""
    van: date
    """First day."""
    tot: date | None = None
    """Last day; None: until it is revoked."""

    def fouten(self) -> Iterator[Fout]:
        """What does not fit together."""
        eis = _CODES.get(self.rol)
        if eis is None and self.code is not None:
            yield Fout(None, "code", f"De rol {self.rol} is niet van één partij; laat code weg.")
        elif eis is not None and re.fullmatch(eis[0], self.code or "") is None:
            yield Fout(None, "code", f"De rol {self.rol} vraagt een code: {eis[1]}.")
        if self.rol is not Rol.LOKAAL_TEAM and self.team is not None:
            yield Fout(None, "team", f"Bij de rol {self.rol} hoort geen team; laat team weg.")
        elif self.rol is Rol.LOKAAL_TEAM and _TEAM.fullmatch(self.team or "") is None:
            yield Fout(None, "team", "De rol lokaal_team vraagt een team: een korte code van letters en cijfers.")
        if not self.naam.strip() or len(self.naam) > _LANGSTE_NAAM:
            yield Fout(None, "naam", f"Noem het systeem dat de sleutel gebruikt, in hooguit {_LANGSTE_NAAM} tekens.")
        elif lijkt_bsn(self.naam):
            yield Fout(None, "naam", "Hierin staat iets dat op een burgerservicenummer lijkt. Haal dat weg.")
        if self.tot is not None and self.tot < self.van:
            yield Fout(None, "tot", f"De laatste dag ligt voor de eerste ({self.van}).")


class ToegangGeweigerd(Exception):
    """An access cannot be made like this; ``fouten`` says why, in Dutch."""

    def __init__(self, fouten: tuple[Fout, ...]):
        super().__init__("; ".join(f"{een.pad}: {een.melding}" for een in fouten))
        self.fouten = fouten


class Toegang(NamedTuple):
    """An access: a role and whose data it is about."""

    id: int
    rol: Rol
    code: str | None
    team: str | None
    naam: str
    van: date
    tot: date | None
    gemaakt: datetime
    ingetrokken: datetime | None

    def geldt(self, dag: date) -> bool:
        """Whether its key is taken on a day (Dutch time)."""
        return self.ingetrokken is None and self.van <= dag and (self.tot is None or dag <= self.tot)

    @property
    def partij(self) -> str | None:
        """Code in the Header of its messages; None for who is no party to messages."""
        return self.code if self.rol in (Rol.GEMEENTE, Rol.AANBIEDER) else None

    @property
    def delen(self) -> Mapping[str, str]:
        """The scope by part: gemeente, aanbieder, regio, team, the rol, and whose signals it acts on (voor)."""
        rol, code = self.rol.value, self.code or ""
        match self.rol:
            case Rol.GEMEENTE | Rol.AANBIEDER:
                return {"rol": rol, rol: code, "voor": rol}
            case Rol.REGIO:
                return {"rol": rol, "regio": code}
            case Rol.LOKAAL_TEAM:
                return {"rol": rol, "gemeente": code, "team": self.team or ""}
            case Rol.BEHEERDER:
                return {"rol": rol, "voor": rol}
            case _:
                return {"rol": rol}

    @property
    def omschrijving(self) -> str:
        """Role and scope in Dutch."""
        delen = [self.rol.value.replace("_", " "), self.code, self.team]
        return " ".join(deel for deel in delen if deel)


def sleutelkenmerk(sleutel: str) -> bytes:
    """By which a key is found: it is random and long, so its digest needs no salt."""
    return hashlib.sha256(sleutel.encode()).digest()


def maak_toegang(verbinding: Connection, nieuw: NieuweToegang, moment: datetime) -> tuple[Toegang, str]:
    """Keep an access and give it with its key, which is nowhere else; raises ToegangGeweigerd."""
    fouten = tuple(nieuw.fouten())
    if fouten:
        raise ToegangGeweigerd(fouten)
    sleutel = VOORVOEGSEL + secrets.token_urlsafe(_GEHEIM_BYTES)
    rij = {**nieuw._asdict(), "rol": nieuw.rol.value, "kenmerk": sleutelkenmerk(sleutel), "gemaakt": moment}
    id = verbinding.scalar(insert(t.toegang).values(rij).returning(t.toegang.c.id))
    return _lees(verbinding.execute(_rijen().where(t.toegang.c.id == id)).one()), sleutel


def zoek_toegang(verbinding: Connection, kenmerk: bytes) -> Toegang | None:
    """The access of a key, whether or not it still holds; None when there is none."""
    rij = verbinding.execute(_rijen().where(t.toegang.c.kenmerk == kenmerk)).first()
    return None if rij is None else _lees(rij)


def alle_toegangen(verbinding: Connection) -> list[Toegang]:
    """Every access that was ever made, the first one first."""
    return [_lees(rij) for rij in verbinding.execute(_rijen().order_by(t.toegang.c.id))]


def trek_in(verbinding: Connection, id: int, moment: datetime) -> Toegang | None:
    """Let a key no longer be taken; once revoked it stays as it was. None when there is no such access."""
    k = t.toegang.c
    verbinding.execute(update(t.toegang).where(k.id == id, k.ingetrokken.is_(None)).values(ingetrokken=moment))
    rij = verbinding.execute(_rijen().where(k.id == id)).first()
    return None if rij is None else _lees(rij)


def _rijen() -> Select[Any]:
    return select(*(t.toegang.c[naam] for naam in Toegang._fields))


def _lees(rij: Any) -> Toegang:
    gelezen = Toegang._make(rij)
    ingetrokken = None if gelezen.ingetrokken is None else gelezen.ingetrokken.astimezone(NEDERLAND)
    return gelezen._replace(
        rol=Rol(gelezen.rol), gemaakt=gelezen.gemaakt.astimezone(NEDERLAND), ingetrokken=ingetrokken
    )
