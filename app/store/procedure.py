"""What rules of procedure ask, in a few queries for a message that counts as sent, and none for most."""

from __future__ import annotations

from collections.abc import Collection
from functools import cache
from typing import Any

from sqlalchemy import Connection, Select, bindparam, or_, select

from app.contracts.verwijzing import Verwijzing
from app.contracts.zaak import STOP_TOEWIJZINGEN, Maatregel
from app.messages.records import Omvang, StartProduct, StopProduct, Wijzigingsverzoek
from app.rules.facts import Facts, RegieFacts, ToewijzingFacts, VerzoekFacts
from app.rules.lokaal.verwijzing import vraagt_verwijzers, vraagt_verwijzingen
from app.rules.procedure.feiten import Elders, GevraagdProduct, Procedurefeiten, Toewijzingsversie
from app.standard.werkdagen import Werkkalender
from app.store import tables as t
from app.store.bulk import SLEUTELS, in_sleutels, sleutelwaarde
from app.store.verwijzingen import verwijzers_van_toewijzingen, verwijzers_van_verzoeken, verwijzingen_op_nummer

_KOLOMMEN = ("categorie", "code", "ingangsdatum", "einddatum", "reden_wijziging", "volume", "eenheid", "frequentie")
_TOEWIJZINGEN = select(
    t.toewijzing.c.nummer,
    *(t.toewijzing.c[naam] for naam in _KOLOMMEN),
    t.toewijzing.c.budget,
    t.toewijzing.c.toewijzingsdatum,
    t.toewijzing.c.toewijzingstijd,
    select(t.piclabel.c.toewijzing_id).where(t.piclabel.c.toewijzing_id == t.toewijzing.c.id).exists(),
).where(
    t.toewijzing.c.client_id == bindparam("client"),
    t.toewijzing.c.gemeente == bindparam("gemeente"),
    t.toewijzing.c.aanbieder == bindparam("aanbieder"),
)


def haal_procedurefeiten(verbinding: Connection, facts: Facts, kalender: Werkkalender) -> Procedurefeiten:
    """The facts that the rules of procedure of a message ask beside its own."""
    toewijzingen: dict[int, Toewijzingsversie] = {}
    gevraagd: dict[str, tuple[GevraagdProduct, ...]] = {}
    if isinstance(facts, ToewijzingFacts | RegieFacts | VerzoekFacts) and facts.client is not None and _vraagt(facts):
        partijen = {"gemeente": facts.bericht.gemeente, "aanbieder": facts.bericht.aanbieder}
        toewijzingen = {
            rij[0]: _versie(*rij) for rij in verbinding.execute(_TOEWIJZINGEN, {"client": facts.client, **partijen})
        }
    if isinstance(facts, ToewijzingFacts):
        verzoeken = {een.id: een.referentie for een in facts.verzoeken.values() if een.soort == Wijzigingsverzoek.code}
        if verzoeken:
            gevraagd = _gevraagd(verbinding, verzoeken)
    return Procedurefeiten(
        *(facts, kalender, toewijzingen, gevraagd, _elders(verbinding, facts)),
        verwijzingen=_verwijzingen(verbinding, facts),
        verwijzers=_verwijzers(verbinding, facts),
        stops=_stops(verbinding, facts),
    )


def _verwijzingen(verbinding: Connection, facts: Facts) -> dict[int, Verwijzing]:
    if not isinstance(facts, ToewijzingFacts) or not vraagt_verwijzingen(facts):
        return {}
    nummers = {product.toewijzingnummer for product in facts.bericht.producten}
    return verwijzingen_op_nummer(verbinding, facts.bericht.gemeente, nummers)


def _verwijzers(verbinding: Connection, facts: Facts) -> dict[int, str]:
    """As the JW315 said that this message answers, or that an earlier version of the toewijzing answered."""
    if not isinstance(facts, ToewijzingFacts) or not vraagt_verwijzers(facts):
        return {}
    ids = {een.id: nummer for nummer, een in facts.toewijzingen.items()}
    eerder = verwijzers_van_toewijzingen(verbinding, ids)
    verwijzers = {ids[id]: verwijzer for id, verwijzer in eerder.items()}
    nieuw = {
        product.toewijzingnummer: verzoek.id
        for product in facts.bericht.producten
        if product.toewijzingnummer not in verwijzers
        and product.referentie_aanbieder
        and (verzoek := facts.verzoek_van_client(product.referentie_aanbieder)) is not None
    }
    gevraagd = verwijzers_van_verzoeken(verbinding, set(nieuw.values()))
    return verwijzers | {nummer: gevraagd[verzoek] for nummer, verzoek in nieuw.items() if verzoek in gevraagd}


_ELDERS = select(*(t.toewijzing.c[naam] for naam in Elders._fields)).where(
    t.toewijzing.c.client_id == bindparam("client"),
    t.toewijzing.c.gemeente == bindparam("gemeente"),
    t.toewijzing.c.aanbieder != bindparam("aanbieder"),
    t.toewijzing.c.reden_wijziging.is_distinct_from("13"),
)


def _elders(verbinding: Connection, facts: Facts) -> tuple[Elders, ...]:
    """What the client of a JW301 has with other aanbieders."""
    if not isinstance(facts, ToewijzingFacts) or facts.client is None or not facts.boek.met_percelen:
        return ()
    bericht = facts.bericht
    waarden = {"client": facts.client, "gemeente": bericht.gemeente, "aanbieder": bericht.aanbieder}
    return tuple(map(Elders._make, verbinding.execute(_ELDERS, waarden)))


def _stops(verbinding: Connection, facts: Facts) -> tuple[Maatregel, ...]:
    if not isinstance(facts, ToewijzingFacts) or not facts.boek.met_stop:
        return ()
    m = t.maatregel.c
    vraag = select(m.soort, m.van, m.tot).where(
        m.aanbieder == facts.bericht.aanbieder,
        m.soort == STOP_TOEWIJZINGEN,
        m.regio == facts.boek.regio,
        or_(m.gemeente.is_(None), m.gemeente == facts.bericht.gemeente),
    )
    return tuple(Maatregel(*rij) for rij in verbinding.execute(vraag.order_by(m.van, m.zaak_id, m.volgnummer)))


def _vraagt(facts: ToewijzingFacts | RegieFacts | VerzoekFacts) -> bool:
    """Whether a rule looks at the toewijzingen: in a JW305 or JW307 only at what names none."""
    match facts:
        case RegieFacts():
            producten: Collection[StartProduct | StopProduct] = facts.bericht.producten
            return any(product.toewijzingnummer is None for product in producten)
        case VerzoekFacts():
            return not isinstance(facts.bericht, Wijzigingsverzoek)
        case _:
            return True


def _versie(nummer: int, *rest: Any) -> Toewijzingsversie:
    categorie, code, ingang, einde, reden, volume, eenheid, frequentie, budget, datum, tijd, met_label = rest
    omvang = None if volume is None else Omvang(volume, eenheid, frequentie)
    return Toewijzingsversie(
        nummer, categorie, code, ingang, einde, reden, omvang, budget, datum, tijd, bool(met_label)
    )


@cache
def _producten(dialect: str) -> Select[Any]:
    p = t.verzoek_product.c
    return (
        select(p.verzoek_id, p.soort, p.toewijzingnummer, *_van_product(p))
        .where(in_sleutels(dialect, p.verzoek_id))
        .order_by(p.verzoek_id, p.volgnummer)
    )


def _van_product(kolommen: Any) -> tuple[Any, ...]:
    namen = ("categorie", "code", "ingangsdatum", "einddatum", "volume", "eenheid", "frequentie", "budget")
    return tuple(kolommen[naam] for naam in namen)


def _gevraagd(verbinding: Connection, verzoeken: dict[int, str]) -> dict[str, tuple[GevraagdProduct, ...]]:
    waarden = {SLEUTELS: sleutelwaarde(verbinding, verzoeken.keys())}
    per_referentie: dict[str, list[GevraagdProduct]] = {}
    for (
        verzoek_id,
        soort,
        nummer,
        categorie,
        code,
        ingang,
        einde,
        volume,
        eenheid,
        frequentie,
        budget,
    ) in verbinding.execute(_producten(verbinding.dialect.name), waarden):
        omvang = None if volume is None else Omvang(volume, eenheid, frequentie)
        product = GevraagdProduct(soort, nummer, categorie, code, ingang, einde, omvang, budget)
        per_referentie.setdefault(verzoeken[verzoek_id], []).append(product)
    return {referentie: tuple(producten) for referentie, producten in per_referentie.items()}
