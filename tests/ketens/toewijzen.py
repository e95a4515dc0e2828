"""Steps with a JW301: assigning, changing, removing, and what a gemeente may not do with one."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from random import Random

from app.messages.opstellen import stel_toewijzing_op
from app.messages.records import Omvang, ToegewezenProduct
from tests.ketens.keten import GOED, Keten, Stap, Toewijzing, kies
from tests.ketens.wereld import CODES, VANDAAG


def toewijzen(keten: Keten, rng: Random) -> Stap | None:
    """A new toewijzing on the initiative of the gemeente."""
    toewijzing = nieuwe_toewijzing(keten, rng)
    if toewijzing is None:
        return None
    return _stap("toewijzen", keten, [toewijzing], na=lambda: keten.toewijzingen.append(toewijzing))


def wijzigen(keten: Keten, rng: Random) -> Stap | None:
    """Another end date: later, or earlier but not before what was granted."""
    toewijzing = kies(rng, keten.geldig)
    if toewijzing is None or toewijzing.einde is None:
        return None
    vroegst = max([toewijzing.ingang, *(regel.einddatum for regel in toewijzing.debetten.values())])
    einde = max(vroegst, toewijzing.einde + timedelta(days=rng.randint(-60, 120)))

    def na() -> None:
        toewijzing.einde = einde

    reden = "04" if einde >= toewijzing.einde else "05"
    return _stap("wijzigen", keten, [toewijzing], einde=einde, reden=reden, na=na)


def verwijderen(keten: Keten, rng: Random) -> Stap | None:
    """Taking a toewijzing back as if it was never sent; not when something was granted on it (TR385)."""
    toewijzing = kies(rng, keten.geldig)
    if toewijzing is None:
        return None

    def na() -> None:
        toewijzing.verwijderd, toewijzing.einde = True, toewijzing.ingang

    codes = frozenset({"9385"}) if toewijzing.debetten else GOED
    return _stap("verwijderen", keten, [toewijzing], einde=toewijzing.ingang, reden="13", codes=codes, na=na)


def nummer_hergebruiken(keten: Keten, rng: Random) -> Stap | None:
    """A number that stands for another product (TR332)."""
    bekend, nieuw = kies(rng, keten.geldig), nieuwe_toewijzing(keten, rng)
    if bekend is None or nieuw is None:
        return None
    nieuw.nummer = bekend.nummer
    return _stap("nummer hergebruiken", keten, [nieuw], codes=frozenset({"9332"}))


def eindigt_voor_begin(keten: Keten, rng: Random) -> Stap | None:
    """An end before the beginning (CS003)."""
    toewijzing = nieuwe_toewijzing(keten, rng)
    if toewijzing is None:
        return None
    einde = toewijzing.ingang - timedelta(days=rng.randint(1, 30))
    return _stap("eindigt voor begin", keten, [toewijzing], einde=einde, codes=frozenset({"0001"}))


def stapelen(keten: Keten, rng: Random) -> Stap | None:
    """The same product twice at the same time in one message (TR302)."""
    een, ander = nieuwe_toewijzing(keten, rng), nieuwe_toewijzing(keten, rng)
    if een is None or ander is None:
        return None
    ander.code, ander.omvang, ander.ingang = een.code, een.omvang, een.einde or een.ingang
    ander.einde = ander.ingang + timedelta(days=10)
    return _stap("stapelen", keten, [een, ander], codes=frozenset({"0001"}))


def honoreren(keten: Keten, rng: Random) -> Stap | None:
    """What was asked for, under the reference of the verzoek; after a JW317 all that is valid comes along (IV093)."""
    verzoek = kies(rng, keten.open_verzoeken)
    if verzoek is None:
        return None
    bekend = [toewijzing for toewijzing in keten.toewijzingen if toewijzing.actueel and verzoek.soort == "JW317"]
    einden = {toewijzing.nummer: verzoek.gewijzigd.get(toewijzing.nummer, toewijzing.einde) for toewijzing in bekend}
    if not bekend and not verzoek.nieuw:
        return None

    def na() -> None:
        verzoek.uitkomst = "toegewezen"
        keten.toewijzingen.extend(verzoek.nieuw)
        for toewijzing in bekend:
            toewijzing.einde = einden[toewijzing.nummer]

    producten = []
    for toewijzing in [*bekend, *verzoek.nieuw]:
        toewijzing.versies += 1
        einde = einden.get(toewijzing.nummer, toewijzing.einde)
        reden = None if einde == toewijzing.einde else "12"
        producten.append(_product(toewijzing, toewijzing.versies, einde, reden, verzoek.referentie))
    header = keten.wereld.header(van_gemeente=True)
    return Stap("honoreren", stel_toewijzing_op(keten.wereld.release, header, keten.kind, producten), na=na)


def nogmaals_honoreren(keten: Keten, rng: Random) -> Stap | None:
    """A reference of which the verzoek was answered, or that nobody knows (TR379)."""
    nieuw = nieuwe_toewijzing(keten, rng)
    if nieuw is None:
        return None
    afgedaan = kies(rng, [verzoek for verzoek in keten.verzoeken if not verzoek.open])
    referentie = keten.wereld.nieuw("ONBEKEND") if afgedaan is None else afgedaan.referentie
    return _stap("nogmaals honoreren", keten, [nieuw], referentie=referentie, codes=frozenset({"9379"}))


def nieuwe_toewijzing(keten: Keten, rng: Random) -> Toewijzing | None:
    """One of a product that the client does not have; each product at most once in a chain."""
    in_gebruik = {toewijzing.code for toewijzing in keten.toewijzingen}
    in_gebruik |= {toewijzing.code for verzoek in keten.verzoeken for toewijzing in verzoek.nieuw}
    code = kies(rng, [code for code in CODES if code not in in_gebruik])
    if code is None:
        return None
    ingang = date(2025, 1, 1) + timedelta(days=rng.randint(0, 650))
    frequentie = rng.choice("1246" if code.eenheid in ("04", "82") else "246")
    open_einde = frequentie != "2" and rng.random() < 0.2
    einde = None if open_einde else ingang + timedelta(days=rng.randint(20, 500))
    omvang = Omvang(rng.randint(1, 8) * (10 if frequentie == "6" else 1), code.eenheid, frequentie)
    return Toewijzing(keten.wereld.nummer("toewijzing"), code, ingang, einde, omvang)


def _stap(
    naam: str,
    keten: Keten,
    toewijzingen: list[Toewijzing],
    *,
    einde: date | None = None,
    reden: str | None = None,
    referentie: str | None = None,
    codes: frozenset[str] = GOED,
    na: Callable[[], None] = lambda: None,
) -> Stap:
    for toewijzing in toewijzingen:
        toewijzing.versies += 1
    producten = [
        _product(toewijzing, toewijzing.versies, einde or toewijzing.einde, reden, referentie)
        for toewijzing in toewijzingen
    ]
    header = keten.wereld.header(van_gemeente=True)
    pakket = stel_toewijzing_op(keten.wereld.release, header, keten.kind, producten)
    return Stap(naam, pakket, codes, na=na)


def _product(
    toewijzing: Toewijzing, versie: int, einde: date | None, reden: str | None, referentie: str | None
) -> ToegewezenProduct:
    return ToegewezenProduct(
        pad="",
        toewijzingnummer=toewijzing.nummer,
        referentie_aanbieder=referentie,
        categorie=toewijzing.code.categorie,
        code=toewijzing.code.code,
        toewijzingsdatum=VANDAAG,
        toewijzingstijd=f"{10 + versie // 60:02d}:{versie % 60:02d}:00",
        ingangsdatum=toewijzing.ingang,
        einddatum=einde,
        reden_wijziging=reden,
        omvang=toewijzing.omvang,
        budget=None,
    )
