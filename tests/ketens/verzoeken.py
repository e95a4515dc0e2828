"""Steps with a JW315, JW317 or JW319: asking, answering, and what neither side may do."""

from __future__ import annotations

from datetime import date, timedelta
from random import Random

from app.messages.opstellen_verzoek import (
    stel_toewijzingsverzoek_op,
    stel_verzoekantwoord_op,
    stel_wijzigingsverzoek_op,
)
from app.messages.pakket import Pakket
from app.messages.records import (
    AangevraagdProduct,
    Antwoord,
    NieuwProduct,
    OngewijzigdProduct,
    TeWijzigenProduct,
    Verwijzer,
    Woonplaatsbeginsel,
)
from app.messages.records import Verzoek as Verzoekklasse
from tests.ketens.keten import GOED, Keten, Stap, Toewijzing, Verzoek, kies
from tests.ketens.toewijzen import nieuwe_toewijzing
from tests.ketens.wereld import VANDAAG


def aanvragen(keten: Keten, rng: Random) -> Stap | None:
    """One or two new products, each under its own reference, when nothing awaits an answer."""
    if keten.open_verzoeken:
        return None
    return _vraag_aan(keten, rng, "aanvragen")


def wijziging_vragen(keten: Keten, rng: Random) -> Stap | None:
    """All that is valid, of which one should end on another day; perhaps something new."""
    return None if keten.open_verzoeken else _vraag_wijziging(keten, rng, "wijziging vragen")


def in_onderzoek_nemen(keten: Keten, rng: Random) -> Stap | None:
    """The first answer: the gemeente looks into it."""
    verzoek = kies(rng, [verzoek for verzoek in keten.open_verzoeken if not verzoek.in_onderzoek])
    if verzoek is None:
        return None

    def na() -> None:
        verzoek.in_onderzoek = True

    return Stap("in onderzoek nemen", _antwoord(keten, verzoek.referentie, "2"), na=na)


def afwijzen(keten: Keten, rng: Random) -> Stap | None:
    """The last answer when nothing is assigned."""
    verzoek = kies(rng, keten.open_verzoeken)
    if verzoek is None:
        return None

    def na() -> None:
        verzoek.uitkomst = "afgewezen"

    reden = rng.choice("123456789")
    return Stap("afwijzen", _antwoord(keten, verzoek.referentie, "1", reden), na=na)


def tweede_verzoek(keten: Keten, rng: Random) -> Stap | None:
    """A request while an earlier one awaits its answer (TR374)."""
    if not keten.open_verzoeken:
        return None
    maker = rng.choice((_vraag_aan, _vraag_wijziging))
    return maker(keten, rng, "tweede verzoek", codes=frozenset({"9374"}))


def referentie_hergebruiken(keten: Keten, rng: Random) -> Stap | None:
    """A reference that the aanbieder used before, in either kind of request (TR347)."""
    eerder = kies(rng, keten.verzoeken)
    if eerder is None or keten.open_verzoeken:
        return None
    maker = rng.choice((_vraag_aan, _vraag_wijziging))
    return maker(keten, rng, "referentie hergebruiken", referentie=eerder.referentie, codes=frozenset({"9347"}))


def onvolledig_vragen(keten: Keten, rng: Random) -> Stap | None:
    """A JW317 that leaves out something that is valid (TR349)."""
    return _mislukte_wijziging(keten, rng, "onvolledig vragen", "9349", weglaten=1)


def onbekend_vragen(keten: Keten, rng: Random) -> Stap | None:
    """A JW317 that names what is not valid: as unchanged (TR350) or as to be changed (TR351)."""
    verlopen = kies(rng, [toewijzing.nummer for toewijzing in keten.toewijzingen if not toewijzing.actueel])
    nummer = verlopen or keten.wereld.nummer("toewijzing")
    if rng.random() < 0.5:
        return _mislukte_wijziging(keten, rng, "onbekend ongewijzigd", "9350", ook_ongewijzigd=nummer)
    return _mislukte_wijziging(keten, rng, "onbekend te wijzigen", "9351", ook_te_wijzigen=nummer)


def verkeerde_ingangsdatum(keten: Keten, rng: Random) -> Stap | None:
    """A change that does not lie in the future holds from the first day (TR357)."""
    return _mislukte_wijziging(keten, rng, "verkeerde ingangsdatum", "9357", later=1)


def zonder_omvang(keten: Keten, rng: Random) -> Stap | None:
    """A product code asks for an Omvang (TR411)."""
    return _mislukte_wijziging(keten, rng, "zonder omvang", "9411", met_omvang=False)


def onbekend_beantwoorden(keten: Keten, rng: Random) -> Stap | None:
    """An answer to a request that was never made (TR355)."""
    referentie = keten.wereld.nieuw("ONBEKEND")
    return Stap("onbekend beantwoorden", _antwoord(keten, referentie, "1", "7"), frozenset({"9355"}))


def nogmaals_beantwoorden(keten: Keten, rng: Random) -> Stap | None:
    """After a toewijzing no answer (TR359); after a refusal neither (TR365); at most once in onderzoek (TR360)."""
    verzoek = kies(rng, [verzoek for verzoek in keten.verzoeken if not verzoek.open or verzoek.in_onderzoek])
    if verzoek is None:
        return None
    antwoord = rng.choice("12")
    codes = set()
    if verzoek.uitkomst == "toegewezen":
        codes.add("9359")
    if verzoek.uitkomst == "afgewezen":
        codes.add("9365")
    if antwoord == "2" and (verzoek.in_onderzoek or verzoek.uitkomst == "afgewezen"):
        codes.add("9360")
    if not codes:
        return None
    pakket = _antwoord(keten, verzoek.referentie, antwoord, "7" if antwoord == "1" else None)
    return Stap("nogmaals beantwoorden", pakket, frozenset(codes))


def zonder_reden_afwijzen(keten: Keten, rng: Random) -> Stap | None:
    """A refusal has a reason (CD085)."""
    verzoek = kies(rng, keten.open_verzoeken)
    if verzoek is None:
        return None
    return Stap("zonder reden afwijzen", _antwoord(keten, verzoek.referentie, "1"), frozenset({"0001"}))


def _vraag_aan(
    keten: Keten, rng: Random, naam: str, *, referentie: str | None = None, codes: frozenset[str] = GOED
) -> Stap | None:
    producten: list[Toewijzing] = []
    for _ in range(rng.randint(1, 2)):
        product = nieuwe_toewijzing(keten, rng)
        if product is not None and all(product.code != ander.code for ander in producten):
            producten.append(product)
    if not producten:
        return None
    verzoeken = [Verzoek(keten.wereld.nieuw("REF"), "JW315", nieuw=[product]) for product in producten]
    if referentie is not None:
        verzoeken[-1].referentie = referentie
    header = keten.wereld.header(van_gemeente=False)
    pakket = stel_toewijzingsverzoek_op(
        keten.wereld.release,
        header,
        keten.kind,
        [_aangevraagd(verzoek.referentie, verzoek.nieuw[0]) for verzoek in verzoeken],
    )
    return Stap(naam, pakket, codes, na=lambda: keten.verzoeken.extend(verzoeken))


def _aangevraagd(referentie: str, product: Toewijzing) -> AangevraagdProduct:
    return AangevraagdProduct(
        pad="",
        referentie_aanbieder=referentie,
        beschikkingnummer=None,
        categorie=product.code.categorie,
        code=product.code.code,
        beschikking_ingangsdatum=None,
        ingangsdatum=product.ingang,
        einddatum=product.einde,
        omvang=product.omvang,
        budget=None,
        verwijzer=Verwijzer("06", False, None),
        raamcontract=None,
    )


def _vraag_wijziging(
    keten: Keten, rng: Random, naam: str, *, referentie: str | None = None, codes: frozenset[str] = GOED
) -> Stap | None:
    actueel = [toewijzing for toewijzing in keten.toewijzingen if toewijzing.actueel]
    gekozen = kies(rng, actueel)
    if gekozen is None:
        return None
    einde = max(gekozen.einde or VANDAAG, VANDAAG) + timedelta(days=rng.randint(1, 90))
    verzoek = Verzoek(referentie or keten.wereld.nieuw("REF"), "JW317", gewijzigd={gekozen.nummer: einde})
    nieuw = nieuwe_toewijzing(keten, rng) if rng.random() < 0.3 else None
    if nieuw is not None:
        duur = timedelta(days=rng.randint(1, 200))
        nieuw.ingang = VANDAAG + timedelta(days=rng.randint(1, 60))
        nieuw.einde = nieuw.ingang + duur
        verzoek.nieuw.append(nieuw)
    pakket = _wijziging(
        keten,
        verzoek,
        [toewijzing.nummer for toewijzing in actueel if toewijzing is not gekozen],
        [_te_wijzigen(gekozen, gekozen.ingang, einde)],
    )
    return Stap(naam, pakket, codes, na=lambda: keten.verzoeken.append(verzoek))


def _mislukte_wijziging(
    keten: Keten,
    rng: Random,
    naam: str,
    code: str,
    *,
    weglaten: int = 0,
    ook_ongewijzigd: int | None = None,
    ook_te_wijzigen: int | None = None,
    later: int = 0,
    met_omvang: bool = True,
) -> Stap | None:
    actueel = [toewijzing for toewijzing in keten.toewijzingen if toewijzing.actueel]
    # A change that lies in the future may begin later; one of a volume over the whole period never may (TR373).
    passend = [een for een in actueel if een.ingang < VANDAAG and een.omvang.frequentie != "6"] if later else actueel
    gekozen = kies(rng, passend)
    if gekozen is None or keten.open_verzoeken or len(actueel) <= weglaten:
        return None
    ongewijzigd = [toewijzing.nummer for toewijzing in actueel if toewijzing is not gekozen][weglaten:]
    if ook_ongewijzigd is not None:
        ongewijzigd.append(ook_ongewijzigd)
    einde = max(gekozen.einde or VANDAAG, VANDAAG) + timedelta(days=30)
    product = _te_wijzigen(gekozen, gekozen.ingang + timedelta(days=later), einde)
    te_wijzigen = [product if met_omvang else product._replace(omvang=None)]
    if ook_te_wijzigen is not None:
        te_wijzigen.append(product._replace(toewijzingnummer=ook_te_wijzigen))
    verzoek = Verzoek(keten.wereld.nieuw("REF"), "JW317")
    return Stap(naam, _wijziging(keten, verzoek, ongewijzigd, te_wijzigen), frozenset({code}))


def _te_wijzigen(toewijzing: Toewijzing, ingang: date, einde: date) -> TeWijzigenProduct:
    return TeWijzigenProduct("", toewijzing.nummer, ingang, einde, toewijzing.omvang, None)


def _wijziging(keten: Keten, verzoek: Verzoek, ongewijzigd: list[int], te_wijzigen: list[TeWijzigenProduct]) -> Pakket:
    return stel_wijzigingsverzoek_op(
        keten.wereld.release,
        keten.wereld.header(van_gemeente=False),
        keten.kind.bsn,
        Verzoekklasse(verzoek.referentie, "1"),
        ongewijzigd=[OngewijzigdProduct("", nummer) for nummer in ongewijzigd],
        te_wijzigen=te_wijzigen,
        nieuw=[
            NieuwProduct(
                pad="",
                categorie=product.code.categorie,
                code=product.code.code,
                ingangsdatum=product.ingang,
                einddatum=product.einde,
                omvang=product.omvang,
                budget=None,
            )
            for product in verzoek.nieuw
        ],
    )


def _antwoord(keten: Keten, referentie: str, antwoord: str, reden: str | None = None) -> Pakket:
    header = keten.wereld.header(van_gemeente=True)
    woonplaats = Woonplaatsbeginsel("0503") if reden == "8" else None
    return stel_verzoekantwoord_op(keten.wereld.release, header, Antwoord(referentie, antwoord, reden), woonplaats)
