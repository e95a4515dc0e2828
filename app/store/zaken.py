"""Cases of people: opened, listed, looked at, and taken a step further. Steps are only added."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import Connection, Select, and_, delete, or_, select, update
from sqlalchemy.exc import IntegrityError

from app.contracts.zaak import Genomen, Waarde, Zaakstap, Zaakverloop, neem_stap, open_zaak
from app.exchange.judgement import Regelstaat
from app.exchange.steps import NEDERLAND
from app.exchange.uuid7 import uuid7
from app.standard.zaaksoorten import Onderwerpsoort, Zaaksoort, laad_zaaksoorten
from app.store import tables as t
from app.store.bereik import OVERAL, Bereik
from app.store.invoegen import TOEVOEGEN, nieuwe_rij
from app.store.privacy import Kluis
from app.store.zaakbereik import bezwaar_tegen, is_eigen, zichtbare_zaken


class Onderwerp(NamedTuple):
    """What a case is about, as people name it; which fields there are hangs on ``soort``.

    toewijzing: gemeente, toewijzingnummer. prestatie: aanbieder, declaratienummer, referentienummer. aanbieder: that,
    and regio or gemeente. contract: regio and contract. pic: regio and pic, such as "SPEC 3B", and perhaps the
    aanbieder or gemeente that it troubles.
    """

    soort: Onderwerpsoort
    regio: str | None = None
    gemeente: str | None = None
    aanbieder: str | None = None
    toewijzingnummer: int | None = None
    declaratienummer: str | None = None
    referentienummer: str | None = None
    contract: str | None = None
    pic: str | None = None


class OnderwerpOnbekend(Exception):
    """What a case would be about is not known here; the text is Dutch and says what is missing."""


class AlOpen(Exception):
    """Another case with the same kenmerk is open."""


class Zaakfilter(NamedTuple):
    """Which cases to list; None does not filter."""

    soort: str | None = None
    toestand: str | None = None
    gesloten: bool | None = None
    regio: str | None = None
    gemeente: str | None = None
    aanbieder: str | None = None
    toewijzingnummer: int | None = None
    signaal: UUID | None = None
    """Only cases that this signal led to."""


class Zaakrij(NamedTuple):
    """A case that was kept."""

    openbaar: UUID
    soort: str
    toestand: str
    gesloten: bool
    geopend: datetime
    gewijzigd: datetime
    onderwerp: str
    regio: str | None
    gemeente: str | None
    aanbieder: str | None
    toewijzingnummer: int | None
    declaratienummer: str | None
    referentienummer: str | None
    contract: str | None
    pic: str | None
    signaal: UUID | None
    """A signal that led to it."""


class Herstelregel(NamedTuple):
    """A line that was granted after another one was rejected, for the same help."""

    bericht_id: UUID
    ontvangen: datetime
    declaratienummer: str
    referentienummer: str
    bedrag: int
    """Eurocents."""


class Zaak(NamedTuple):
    """A case with its course."""

    rij: Zaakrij
    verloop: Zaakverloop
    herstel: tuple[Herstelregel, ...]
    """Of a case on a rejected line: what was granted in its place since, the first one first."""
    afgekeurd_in: UUID | None
    """The JW323 that the rejected line came in."""


def bewaar_zaak(
    verbinding: Connection,
    kluis: Kluis,
    soort: Zaaksoort,
    onderwerp: Onderwerp,
    stap: Zaakstap,
    *,
    signaal: UUID | None = None,
    kenmerk: str | None = None,
    bereik: Bereik = OVERAL,
) -> UUID:
    """Open a case and give its key. What is outside the scope is not known.

    Raises OnderwerpOnbekend, StapGeweigerd, ZaakGeweigerd, and AlOpen when one with this ``kenmerk`` runs.
    """
    verloop = open_zaak(soort, stap)
    gevonden = _vind(verbinding, onderwerp, bereik)
    _eis_tariefversie(verbinding, onderwerp.regio, stap)
    if kenmerk is not None and _loopt(verbinding, soort, kenmerk):
        raise AlOpen
    openbaar = uuid7(stap.moment)
    rij = {
        **gevonden,
        "openbaar": openbaar,
        "soort": soort.code,
        "toestand": verloop.toestand,
        "gesloten": verloop.gesloten,
        "geopend": stap.moment,
        "gewijzigd": stap.moment,
        "onderwerp": onderwerp.soort,
        "signaal_id": None if signaal is None else _signaal(verbinding, soort, signaal, bereik),
        "kenmerk": kenmerk,
    }
    try:
        zaak_id = nieuwe_rij(verbinding, t.zaak, rij)
    except IntegrityError:
        raise AlOpen from None
    _schrijf_stap(verbinding, kluis, zaak_id, openbaar, verloop.stappen[-1])
    return openbaar


def soort_van_zaak(verbinding: Connection, openbaar: UUID, bereik: Bereik = OVERAL) -> Zaaksoort | None:
    """What kind of case this is; None when it is unknown within the scope."""
    z = t.zaak.c
    code: str | None = verbinding.scalar(select(z.soort).where(z.openbaar == openbaar, *zichtbare_zaken(bereik)))
    return None if code is None else laad_zaaksoorten()[code]


def zet_stap(verbinding: Connection, kluis: Kluis, openbaar: UUID, stap: Zaakstap) -> None:
    """Take a case that is known a step further.

    Raises StapGeweigerd, ZaakGeweigerd, OnderwerpOnbekend when the step names a tariff that is not there, and AlOpen
    when it would open the case again while another one with its kenmerk runs.
    """
    z = t.zaak.c
    rij = verbinding.execute(select(t.zaak).where(z.openbaar == openbaar).with_for_update()).one()
    soort = laad_zaaksoorten()[rij.soort]
    gezet = next((een for een in soort.stappen_van(rij.toestand) if een.naam == stap.naam), None)
    hersteld = gezet is not None and gezet.herstel and bool(_herstel(verbinding, rij.declaratie_id, rij.volgnummer))
    verloop = neem_stap(Zaakverloop(soort, _lees_stappen(verbinding, kluis, rij.id, openbaar)), stap, hersteld=hersteld)
    _eis_tariefversie(verbinding, rij.regio, stap)
    stand = {"toestand": verloop.toestand, "gesloten": verloop.gesloten, "gewijzigd": stap.moment}
    try:
        verbinding.execute(update(t.zaak).where(z.id == rij.id).values(stand))
    except IntegrityError:
        raise AlOpen from None
    _schrijf_stap(verbinding, kluis, rij.id, openbaar, verloop.stappen[-1])
    _schrijf_maatregelen(verbinding, rij, verloop)


def zoek_zaken(
    verbinding: Connection, filter_: Zaakfilter, aantal: int, na: UUID | None = None, bereik: Bereik = OVERAL
) -> list[Zaakrij]:
    """At most ``aantal`` cases within the scope, newest first, that were opened before case ``na``."""
    z = t.zaak.c
    vraag = _rijen().where(*zichtbare_zaken(bereik))
    for kolom in (z.soort, z.toestand, z.gesloten, z.regio, z.gemeente, z.aanbieder):
        waarde = getattr(filter_, kolom.name)
        if waarde is not None:
            vraag = vraag.where(kolom == waarde)
    if filter_.toewijzingnummer is not None:
        vraag = vraag.where(t.toewijzing.c.nummer == filter_.toewijzingnummer)
    if filter_.signaal is not None:
        vraag = vraag.where(t.signaal.c.openbaar == filter_.signaal)
    if na is not None:
        grens = t.zaak.alias("grens")
        vraag = vraag.where(z.id < select(grens.c.id).where(grens.c.openbaar == na).scalar_subquery())
    return [_rij(rij) for rij in verbinding.execute(vraag.order_by(z.id.desc()).limit(aantal))]


def lees_zaak(verbinding: Connection, kluis: Kluis, openbaar: UUID, bereik: Bereik = OVERAL) -> Zaak | None:
    """A case with its course; None when it is unknown within the scope."""
    z = t.zaak.c
    rij = verbinding.execute(_rijen().where(z.openbaar == openbaar, *zichtbare_zaken(bereik))).first()
    if rij is None:
        return None
    sleutels = verbinding.execute(select(z.id, z.declaratie_id, z.volgnummer).where(z.openbaar == openbaar)).one()
    verloop = Zaakverloop(laad_zaaksoorten()[rij.soort], _lees_stappen(verbinding, kluis, sleutels.id, openbaar))
    if sleutels.declaratie_id is None:
        return Zaak(_rij(rij), verloop, (), None)
    d = t.declaratie.c
    bericht: UUID | None = verbinding.scalar(select(d.bericht_id).where(d.id == sleutels.declaratie_id))
    return Zaak(_rij(rij), verloop, _herstel(verbinding, sleutels.declaratie_id, sleutels.volgnummer), bericht)


def _loopt(verbinding: Connection, soort: Zaaksoort, kenmerk: str) -> bool:
    z = t.zaak.c
    vraag = select(z.id).where(z.soort == soort.code, z.kenmerk == kenmerk, ~z.gesloten)
    return verbinding.scalar(vraag.limit(1)) is not None


def _vind(verbinding: Connection, onderwerp: Onderwerp, bereik: Bereik) -> dict[str, Any]:
    """The columns that say what a case is about; raises OnderwerpOnbekend."""
    bezwaar = bezwaar_tegen(bereik, onderwerp._asdict())
    if bezwaar is not None:
        raise OnderwerpOnbekend(bezwaar)
    gevonden = _vind_overal(verbinding, onderwerp)
    if not is_eigen(bereik, gevonden):
        raise _onbekend(onderwerp)
    return gevonden


def _onbekend(onderwerp: Onderwerp) -> OnderwerpOnbekend:
    match onderwerp.soort:
        case "toewijzing":
            return OnderwerpOnbekend(f"Gemeente {onderwerp.gemeente} heeft hier geen toewijzing met dit nummer.")
        case "contract":
            return OnderwerpOnbekend(f"Regio {onderwerp.regio} heeft geen contract met dit nummer.")
        case "pic":
            return OnderwerpOnbekend("Noem bij het onderwerp ook de aanbieder of gemeente van deze toegang.")
        case _:
            return OnderwerpOnbekend("Met deze toegang kan hierover geen zaak worden geopend.")


def _vind_overal(verbinding: Connection, onderwerp: Onderwerp) -> dict[str, Any]:
    match onderwerp.soort:
        case "toewijzing":
            return _vind_toewijzing(verbinding, onderwerp)
        case "prestatie":
            return _vind_prestatie(verbinding, onderwerp)
        case "aanbieder":
            return _vind_aanbieder(verbinding, onderwerp)
        case "contract":
            return _vind_contract(verbinding, onderwerp)
        case "pic":
            return _vind_pic(verbinding, onderwerp)


def _vind_toewijzing(verbinding: Connection, onderwerp: Onderwerp) -> dict[str, Any]:
    w = t.toewijzing.c
    rij = verbinding.execute(
        select(w.id, w.aanbieder).where(w.gemeente == onderwerp.gemeente, w.nummer == onderwerp.toewijzingnummer)
    ).first()
    if rij is None:
        raise _onbekend(onderwerp)
    return {"gemeente": onderwerp.gemeente, "aanbieder": rij.aanbieder, "toewijzing_id": rij.id}


def _vind_prestatie(verbinding: Connection, onderwerp: Onderwerp) -> dict[str, Any]:
    p, d = t.prestatie.c, t.declaratie.c
    rij = verbinding.execute(
        select(p.declaratie_id, p.volgnummer, p.staat, p.toewijzing_id, d.gemeente)
        .join(t.declaratie, d.id == p.declaratie_id)
        .where(
            d.aanbieder == onderwerp.aanbieder,
            d.nummer == onderwerp.declaratienummer,
            p.referentienummer == onderwerp.referentienummer,
        )
        .order_by(p.staat.desc(), p.volgnummer)
    ).first()
    if rij is None:
        raise OnderwerpOnbekend(
            f"Aanbieder {onderwerp.aanbieder} heeft hier geen prestatie met dit referentienummer in deze declaratie. "
            "Een declaratie die als geheel is afgekeurd, geldt als niet verzonden: stuur haar verbeterd opnieuw."
        )
    if Regelstaat(rij.staat) in (Regelstaat.TOEGEKEND, Regelstaat.GECREDITEERD):
        raise OnderwerpOnbekend("Deze prestatie is toegekend; bezwaar kan alleen tegen een afgekeurde prestatie.")
    return {
        "gemeente": rij.gemeente,
        "aanbieder": onderwerp.aanbieder,
        "toewijzing_id": rij.toewijzing_id,
        "declaratie_id": rij.declaratie_id,
        "volgnummer": rij.volgnummer,
    }


def _vind_aanbieder(verbinding: Connection, onderwerp: Onderwerp) -> dict[str, Any]:
    regio = onderwerp.regio if onderwerp.gemeente is None else _regio_van(verbinding, onderwerp.gemeente)
    if regio is None or verbinding.scalar(select(t.regio.c.code).where(t.regio.c.code == regio)) is None:
        raise OnderwerpOnbekend("Van deze regio of gemeente zijn hier geen afspraken geladen.")
    _eis_in_regio(verbinding, regio, onderwerp)
    return {"regio": regio, "gemeente": onderwerp.gemeente, "aanbieder": onderwerp.aanbieder}


def _eis_in_regio(verbinding: Connection, regio: str | None, onderwerp: Onderwerp) -> None:
    """The gemeente and the aanbieder that are named belong to the regio."""
    if onderwerp.gemeente is not None and _regio_van(verbinding, onderwerp.gemeente) != regio:
        raise OnderwerpOnbekend(f"Gemeente {onderwerp.gemeente} hoort niet bij regio {regio}.")
    if onderwerp.aanbieder is None:
        return
    c, o = t.contract.c, t.onderaanneming.c
    contract = select(c.aanbieder).where(c.regio == regio, c.aanbieder == onderwerp.aanbieder)
    onder = select(o.aanbieder).where(o.regio == regio, o.aanbieder == onderwerp.aanbieder)
    if verbinding.scalar(contract.union(onder).limit(1)) is None:
        raise OnderwerpOnbekend(f"Aanbieder {onderwerp.aanbieder} heeft in regio {regio} geen contract.")


def _vind_contract(verbinding: Connection, onderwerp: Onderwerp) -> dict[str, Any]:
    c = t.contract.c
    aanbieder = verbinding.scalar(select(c.aanbieder).where(c.regio == onderwerp.regio, c.nummer == onderwerp.contract))
    if aanbieder is None:
        raise _onbekend(onderwerp)
    return {"regio": onderwerp.regio, "aanbieder": aanbieder, "contract": onderwerp.contract}


def _vind_pic(verbinding: Connection, onderwerp: Onderwerp) -> dict[str, Any]:
    c = t.productcode.c
    rijen = verbinding.execute(select(c.perceel, c.profiel, c.intensiteit).where(c.regio == onderwerp.regio).distinct())
    if onderwerp.pic not in {f"{rij.perceel} {rij.profiel}{rij.intensiteit}" for rij in rijen if rij.profiel}:
        raise OnderwerpOnbekend(
            f"Regio {onderwerp.regio} heeft geen productcode voor deze PIC; schrijf perceel, profiel en intensiteit "
            'zoals "SPEC 3B".'
        )
    _eis_in_regio(verbinding, onderwerp.regio, onderwerp)
    wie = {"gemeente": onderwerp.gemeente, "aanbieder": onderwerp.aanbieder}
    return {"regio": onderwerp.regio, **wie, "pic": onderwerp.pic}


def _regio_van(verbinding: Connection, gemeente: str) -> str | None:
    lid = t.regio_gemeente.c
    regio: str | None = verbinding.scalar(
        select(lid.regio).where(lid.gemeente == gemeente).order_by(lid.van.desc()).limit(1)
    )
    return regio


def _signaal(verbinding: Connection, soort: Zaaksoort, openbaar: UUID, bereik: Bereik) -> int:
    s = t.signaal.c
    rij = verbinding.execute(select(s.id, s.code).where(s.openbaar == openbaar)).first()
    if rij is None or not bereik.heeft_signaal(verbinding, openbaar):
        raise OnderwerpOnbekend(f"Er is geen signaal {openbaar}.")
    if soort.signalen and rij.code not in soort.signalen:
        raise OnderwerpOnbekend(f"Een {soort.code} komt voort uit {' of '.join(soort.signalen)}, niet uit {rij.code}.")
    id: int = rij.id
    return id


def _eis_tariefversie(verbinding: Connection, regio: str | None, stap: Zaakstap) -> None:
    code, versie = stap.gegevens.get("productcode"), stap.gegevens.get("versie")
    if code is None or versie is None:
        return
    c = t.tarief.c
    vraag = select(c.versie).where(c.regio == regio, c.code == code, c.versie == versie).limit(1)
    if verbinding.scalar(vraag) is None:
        raise OnderwerpOnbekend(f"Regio {regio} heeft geen versie {versie} van het tarief van {code}. Laad het eerst.")


def _herstel(verbinding: Connection, declaratie_id: int, volgnummer: int) -> tuple[Herstelregel, ...]:
    """What was granted after a line was rejected and takes its place (decision 171)."""
    p, d, b = t.prestatie.c, t.declaratie.c, t.bericht.c
    oud = verbinding.execute(
        select(t.prestatie, d.gemeente)
        .join(t.declaratie, d.id == p.declaratie_id)
        .where(p.declaratie_id == declaratie_id, p.volgnummer == volgnummer)
    ).one()
    zelfde_hulp = and_(
        p.client_id == oud.client_id,
        p.begindatum <= oud.einddatum,
        p.einddatum >= oud.begindatum,
        or_(p.toewijzingnummer == oud.toewijzingnummer, p.code == oud.code),
    )
    vraag = (
        select(d.bericht_id, b.ontvangen, d.nummer, p.referentienummer, p.bedrag)
        .join_from(t.prestatie, t.declaratie, d.id == p.declaratie_id)
        .join(t.bericht, b.id == d.bericht_id)
        .where(
            d.aanbieder == oud.aanbieder,
            d.gemeente == oud.gemeente,
            d.id > declaratie_id,
            p.staat == int(Regelstaat.TOEGEKEND),
            p.debet_credit == "D",
            or_(p.referentienummer == oud.referentienummer, zelfde_hulp),
        )
        .order_by(p.declaratie_id, p.volgnummer)
    )
    regels = (Herstelregel._make(rij) for rij in verbinding.execute(vraag))
    return tuple(een._replace(ontvangen=een.ontvangen.astimezone(NEDERLAND)) for een in regels)


def _schrijf_stap(verbinding: Connection, kluis: Kluis, zaak_id: int, openbaar: UUID, genomen: Genomen) -> None:
    stap = genomen.stap
    verbinding.execute(
        TOEVOEGEN[t.zaak_stap.name],
        {
            "zaak_id": zaak_id,
            "moment": stap.moment,
            "naam": stap.naam,
            "van": genomen.van,
            "naar": genomen.naar,
            "door": stap.door,
            "toelichting": kluis.versleutel(stap.toelichting.encode(), _waarvoor(openbaar)),
            "gegevens": json.dumps({naam: _als_json(waarde) for naam, waarde in stap.gegevens.items()}),
        },
    )


def _schrijf_maatregelen(verbinding: Connection, rij: Any, verloop: Zaakverloop) -> None:
    """What holds after the last step takes the place of what held before."""
    maatregelen = verloop.maatregelen
    verbinding.execute(delete(t.maatregel).where(t.maatregel.c.zaak_id == rij.id))
    if maatregelen:
        plek = {"zaak_id": rij.id, "regio": rij.regio, "gemeente": rij.gemeente, "aanbieder": rij.aanbieder}
        verbinding.execute(
            TOEVOEGEN[t.maatregel.name],
            [
                {**plek, "volgnummer": nummer, "soort": een.soort, "van": een.van, "tot": een.tot, "bedrag": een.bedrag}
                for nummer, een in enumerate(maatregelen, 1)
            ],
        )


def _lees_stappen(verbinding: Connection, kluis: Kluis, zaak_id: int, openbaar: UUID) -> tuple[Genomen, ...]:
    s = t.zaak_stap.c
    rijen: Sequence[Any] = verbinding.execute(select(t.zaak_stap).where(s.zaak_id == zaak_id).order_by(s.id)).all()
    return tuple(
        Genomen(
            rij.van,
            rij.naar,
            Zaakstap(
                rij.moment.astimezone(NEDERLAND),
                rij.naam,
                rij.door,
                kluis.ontsleutel(rij.toelichting, _waarvoor(openbaar)).decode(),
                _uit_json(json.loads(rij.gegevens)),
            ),
        )
        for rij in rijen
    )


def _als_json(waarde: Waarde) -> str | int:
    return waarde.isoformat() if isinstance(waarde, date) else waarde


def _uit_json(gegevens: Mapping[str, Any]) -> dict[str, Waarde]:
    return {naam: date.fromisoformat(waarde) if naam in _DAGEN else waarde for naam, waarde in gegevens.items()}


_DAGEN = frozenset(
    gegeven.naam
    for soort in laad_zaaksoorten().values()
    for stap in (soort.openen, *soort.stappen)
    for gegeven in (*stap.vraagt, *stap.mag)
    if gegeven.soort == "datum"
)


def _rijen() -> Select[Any]:
    z = t.zaak.c
    elders = {
        "toewijzingnummer": t.toewijzing.c.nummer,
        "declaratienummer": t.declaratie.c.nummer,
        "referentienummer": t.prestatie.c.referentienummer,
        "signaal": t.signaal.c.openbaar,
    }
    kolommen = (elders[naam] if naam in elders else z[naam] for naam in Zaakrij._fields)
    return (
        select(*kolommen)
        .select_from(t.zaak)
        .outerjoin(t.toewijzing, t.toewijzing.c.id == z.toewijzing_id)
        .outerjoin(t.declaratie, t.declaratie.c.id == z.declaratie_id)
        .outerjoin(
            t.prestatie,
            and_(t.prestatie.c.declaratie_id == z.declaratie_id, t.prestatie.c.volgnummer == z.volgnummer),
        )
        .outerjoin(t.signaal, t.signaal.c.id == z.signaal_id)
    )


def _rij(rij: Any) -> Zaakrij:
    een = Zaakrij._make(rij)
    return een._replace(
        geopend=een.geopend.astimezone(NEDERLAND),
        gewijzigd=een.gewijzigd.astimezone(NEDERLAND),
        gesloten=bool(een.gesloten),
    )


def _waarvoor(openbaar: UUID) -> str:
    return f"zaak {openbaar}"
