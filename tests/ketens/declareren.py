"""Steps with a JW323: claims and credits, right and wrong, and what each line has to be told."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from app.messages.opstellen import stel_declaratie_op
from app.messages.pakket import Pakket
from app.messages.records import Declaratie, Header, Prestatie
from tests.ketens.keten import GOED, Keten, Stap, Toewijzing, kies
from tests.ketens.omvang import maand_van, periode_maximum, totaal_maximum
from tests.ketens.wereld import CODES, DECLARATIEPERIODE, VANDAAG, VORIGE_PERIODE, Code

UUR, MINUUT = "04", "01"
_HOOGSTE_BEDRAG = 99_999_999


@dataclass
class Regel:
    """A line with what has to be said of it; ``na`` when nothing is."""

    prestatie: Prestatie
    codes: frozenset[str] = GOED
    na: Callable[[], None] = lambda: None


Regelmaker = Callable[[Keten, Random], Regel | None]


def declareren(keten: Keten, rng: Random) -> Stap | None:
    """One to three lines, each right or wrong on its own."""
    return _declaratie("declareren", keten, rng, (_debet, _debet, _debet, _credit))


def fout_declareren(keten: Keten, rng: Random) -> Stap | None:
    """A wrong line, with perhaps right ones around it."""
    return _declaratie("fout declareren", keten, rng, (_debet, *_FOUT), verplicht=rng.choice(_FOUT))


def onbekend_declareren(keten: Keten, rng: Random) -> Stap | None:
    """A claim for a client without a toewijzing (TR304): its lines are not judged."""
    if keten.toewijzingen:
        return None
    code = rng.choice(CODES)
    prestatie = _prestatie(keten, code, keten.wereld.nummer("toewijzing"), *maand_van(date(2026, 3, 1)), 1)
    return Stap("onbekend declareren", _bericht(keten, [prestatie]), frozenset({"8187"}), na=lambda: None)


def nummer_hergebruiken(keten: Keten, rng: Random) -> Stap | None:
    """A DeclaratieNummer that was used (TR333)."""
    regel, gebruikt = _debet(keten, rng), kies(rng, keten.wereld.declaratienummers)
    if regel is None or gebruikt is None:
        return None
    return Stap("declaratienummer hergebruiken", _bericht(keten, [regel.prestatie], gebruikt), frozenset({"9333"}))


def eerder_declareren(keten: Keten, rng: Random) -> Stap | None:
    """A DeclaratiePeriode before the last one that was submitted (TR318)."""
    regel = _debet(keten, rng)
    if regel is None or not keten.wereld.declaratienummers or regel.prestatie.einddatum > VORIGE_PERIODE[1]:
        return None
    pakket = _bericht(keten, [regel.prestatie], periode=VORIGE_PERIODE)
    return Stap("eerder declareren", pakket, frozenset({"8214"}))


def verkeerd_totaal(keten: Keten, rng: Random) -> Stap | None:
    """A total that is not the sum of the lines (TR358)."""
    regel = _debet(keten, rng)
    if regel is None:
        return None
    return Stap("verkeerd totaal", _bericht(keten, [regel.prestatie], verschil=1), frozenset({"0001"}))


def _declaratie(
    naam: str, keten: Keten, rng: Random, makers: tuple[Regelmaker, ...], verplicht: Regelmaker | None = None
) -> Stap | None:
    """Lines on different toewijzingen that do not name each other, so that none changes what is said of another."""
    gekozen = [verplicht] if verplicht else []
    gekozen += [rng.choice(makers) for _ in range(rng.randint(0, 2))]
    regels: list[Regel] = []
    bezet: set[object] = set()
    for maker in gekozen:
        regel = maker(keten, rng)
        if regel is not None and bezet.isdisjoint(namen := _namen(regel.prestatie)):
            bezet |= namen
            regels.append(regel)
    if not regels or not keten.toewijzingen:
        return None
    nummer = keten.wereld.nieuw("DN")

    def na() -> None:
        keten.wereld.declaratienummers.append(nummer)
        for regel in regels:
            if not regel.codes:
                regel.na()

    pakket = _bericht(keten, [regel.prestatie for regel in regels], nummer)
    return Stap(naam, pakket, regels=tuple(regel.codes for regel in regels), na=na)


def _namen(prestatie: Prestatie) -> set[object]:
    return {prestatie.toewijzingnummer, prestatie.referentienummer, prestatie.vorig_referentienummer} - {None}


def _debet(keten: Keten, rng: Random) -> Regel | None:
    """A line that fits: a month that was not claimed, and a volume for which there is room."""
    plaats = _vrije_maand(keten, rng)
    if plaats is None:
        return None
    toewijzing, begin, eind = plaats
    ruimte = _ruimte(toewijzing, begin, eind)
    if ruimte < 60:
        return None
    in_minuten = toewijzing.code.eenheid == UUR and rng.random() < 0.3
    volume = rng.randint(1, ruimte) if in_minuten else rng.randint(1, ruimte // 60)
    return _regel(keten, toewijzing, begin, eind, volume, MINUUT if in_minuten else None)


def _credit(keten: Keten, rng: Random) -> Regel | None:
    """A granted line is taken back as it was."""
    gekozen = kies(
        rng,
        [(toewijzing, debet) for toewijzing in keten.toewijzingen for debet in toewijzing.debetten.values()],
    )
    if gekozen is None:
        return None
    toewijzing, debet = gekozen

    def na() -> None:
        del toewijzing.debetten[debet.referentienummer]
        keten.gecrediteerd.append(debet)

    return Regel(_terug(keten, debet), na=na)


def _te_veel_in_periode(keten: Keten, rng: Random) -> Regel | None:
    """TR321, and TR322 when there is no room in all either."""
    plaats = _vrije_maand(keten, rng)
    if plaats is None:
        return None
    toewijzing, begin, eind = plaats
    periode = (toewijzing.ingang, toewijzing.einde)
    volume = periode_maximum(toewijzing.omvang, periode, begin, eind) + rng.randint(1, 5)
    return _regel(keten, toewijzing, begin, eind, volume)


def _te_veel_in_totaal(keten: Keten, rng: Random) -> Regel | None:
    """TR322 alone: within the period, not within what is left."""
    plaats = _vrije_maand(keten, rng)
    if plaats is None:
        return None
    toewijzing, begin, eind = plaats
    periode = (toewijzing.ingang, toewijzing.einde)
    in_periode = periode_maximum(toewijzing.omvang, periode, begin, eind)
    if in_periode * 60 <= _ruimte(toewijzing, begin, eind):
        return None
    return _regel(keten, toewijzing, begin, eind, in_periode)


def _verkeerd_tarief(keten: Keten, rng: Random) -> Regel | None:
    """TR418; the amount agrees with the tariff that is claimed."""
    regel = _debet(keten, rng)
    if regel is None or regel.prestatie.eenheid == MINUUT:
        return None
    prestatie = regel.prestatie
    tarief = (prestatie.tarief or 0) + rng.choice((-100, -1, 1, 100))
    return Regel(prestatie._replace(tarief=tarief, bedrag=tarief * prestatie.volume), frozenset({"0611"}))


def _verkeerd_bedrag(keten: Keten, rng: Random) -> Regel | None:
    """TR346."""
    regel = _debet(keten, rng)
    if regel is None:
        return None
    return Regel(regel.prestatie._replace(bedrag=regel.prestatie.bedrag + rng.choice((-1, 1))), frozenset({"9346"}))


def _verkeerd_product(keten: Keten, rng: Random) -> Regel | None:
    """TR340: another product of the same categorie, at its own tariff."""
    regel = _debet(keten, rng)
    ander = {"45A04": CODES[1], "45A53": CODES[0]}.get(regel.prestatie.code) if regel else None
    if regel is None or ander is None or regel.prestatie.eenheid == MINUUT:
        return None
    prestatie = regel.prestatie
    tarief = ander.tarief(prestatie.begindatum)
    anders = prestatie._replace(code=ander.code, tarief=tarief, bedrag=tarief * prestatie.volume)
    return Regel(anders, frozenset({"9340"}))


def _onbekende_toewijzing(keten: Keten, rng: Random) -> Regel | None:
    """TR338: a number that was never assigned."""
    regel = _debet(keten, rng)
    if regel is None:
        return None
    nummer = keten.wereld.nummer("toewijzing")
    return Regel(regel.prestatie._replace(toewijzingnummer=nummer), frozenset({"9338"}))


def _op_verwijderde(keten: Keten, rng: Random) -> Regel | None:
    """TR384: the one day that a removed toewijzing has left."""
    toewijzing = kies(rng, [toewijzing for toewijzing in keten.toewijzingen if toewijzing.verwijderd])
    if toewijzing is None or toewijzing.ingang > DECLARATIEPERIODE[1]:
        return None
    dag = toewijzing.ingang
    if periode_maximum(toewijzing.omvang, (dag, dag), dag, dag) < 1:
        return None
    prestatie = _prestatie(keten, toewijzing.code, toewijzing.nummer, dag, dag, 1)
    return Regel(prestatie, frozenset({"9384"}))


def _te_vroeg(keten: Keten, rng: Random) -> Regel | None:
    """A period that begins before the toewijzing (TR307), and so not on its first day (TR387)."""
    regel = _debet(keten, rng)
    if regel is None or regel.prestatie.eenheid == MINUUT:
        return None
    toewijzing = next(een for een in keten.geldig if een.nummer == regel.prestatie.toewijzingnummer)
    eerste, _ = maand_van(toewijzing.ingang)
    if regel.prestatie.begindatum != toewijzing.ingang or eerste == toewijzing.ingang:
        return None
    begin = toewijzing.ingang - timedelta(days=1)
    prestatie = _prestatie(keten, toewijzing.code, toewijzing.nummer, begin, regel.prestatie.einddatum, 1)
    return Regel(prestatie, frozenset({"9307", "9387"}))


def _dubbel(keten: Keten, rng: Random) -> Regel | None:
    """TR389: the same product over the same period, before the earlier line was credited."""
    gekozen = kies(
        rng,
        [(toewijzing, debet) for toewijzing in keten.geldig for debet in toewijzing.debetten.values()],
    )
    if gekozen is None:
        return None
    toewijzing, debet = gekozen
    prestatie = _prestatie(keten, toewijzing.code, toewijzing.nummer, debet.begindatum, debet.einddatum, 1)
    begin, eind = _grenzen(toewijzing, debet.begindatum)
    if (begin, eind) != (debet.begindatum, debet.einddatum):
        return None  # the toewijzing was shortened or lengthened since: other rules would have a say too
    return Regel(prestatie, frozenset({"9389"}) | _volumecodes(toewijzing, prestatie))


def _gebruikt_nummer(keten: Keten, rng: Random) -> Regel | None:
    """TR314: a ReferentieNummer of a line that was granted, credited since or not."""
    gebruikt = kies(
        rng,
        [nummer for toewijzing in keten.toewijzingen for nummer in toewijzing.debetten]
        + [regel.referentienummer for regel in keten.gecrediteerd],
    )
    regel = _debet(keten, rng)
    if regel is None or gebruikt is None:
        return None
    return Regel(regel.prestatie._replace(referentienummer=gebruikt), frozenset({"8021"}))


def _onbekende_credit(keten: Keten, rng: Random) -> Regel | None:
    """TR323: a credit of a line that was never granted."""
    regel = _debet(keten, rng)
    if regel is None:
        return None
    onbekend = regel.prestatie._replace(referentienummer=keten.wereld.nieuw("NOOIT"))
    return Regel(_terug(keten, onbekend), frozenset({"8017"}))


def _tweede_credit(keten: Keten, rng: Random) -> Regel | None:
    """TR390: a line is credited once."""
    debet = kies(rng, keten.gecrediteerd)
    return None if debet is None else Regel(_terug(keten, debet), frozenset({"9390"}))


_FOUT: tuple[Regelmaker, ...] = (
    *(_te_veel_in_periode, _te_veel_in_totaal, _verkeerd_tarief, _verkeerd_bedrag, _verkeerd_product),
    *(_onbekende_toewijzing, _op_verwijderde, _te_vroeg, _dubbel, _gebruikt_nummer),
    *(_onbekende_credit, _tweede_credit),
)


def _vrije_maand(keten: Keten, rng: Random) -> tuple[Toewijzing, date, date] | None:
    """A toewijzing and a ProductPeriode of it that ended and was not claimed."""
    toewijzing = kies(rng, keten.geldig)
    if toewijzing is None:
        return None
    laatste = min(toewijzing.einde or DECLARATIEPERIODE[1], DECLARATIEPERIODE[1])
    if toewijzing.ingang > laatste:
        return None
    dag = toewijzing.ingang + timedelta(days=rng.randint(0, (laatste - toewijzing.ingang).days))
    begin, eind = _grenzen(toewijzing, dag)
    maand = (begin.year, begin.month)
    if any((regel.begindatum.year, regel.begindatum.month) == maand for regel in toewijzing.debetten.values()):
        return None
    return toewijzing, begin, eind


def _grenzen(toewijzing: Toewijzing, dag: date) -> tuple[date, date]:
    """The ProductPeriode of a month: the part of it that was assigned (IV089)."""
    eerste, laatste = maand_van(dag)
    return max(eerste, toewijzing.ingang), min(laatste, toewijzing.einde or laatste)


def _ruimte(toewijzing: Toewijzing, begin: date, eind: date) -> int:
    """What still fits in a period, in sixtieths of the unit."""
    in_periode = 60 * periode_maximum(toewijzing.omvang, (toewijzing.ingang, toewijzing.einde), begin, eind)
    totaal = totaal_maximum(toewijzing.omvang, toewijzing.ingang, toewijzing.einde)
    return in_periode if totaal is None else min(in_periode, 60 * totaal - toewijzing.toegekend)


def _volumecodes(toewijzing: Toewijzing, prestatie: Prestatie) -> frozenset[str]:
    omvang, periode = toewijzing.omvang, (toewijzing.ingang, toewijzing.einde)
    gevraagd = prestatie.volume * (1 if prestatie.eenheid == MINUUT else 60)
    in_periode = 60 * periode_maximum(omvang, periode, prestatie.begindatum, prestatie.einddatum)
    totaal = totaal_maximum(omvang, toewijzing.ingang, toewijzing.einde)
    codes = {"9321"} if gevraagd > in_periode else set()
    if totaal is not None and toewijzing.toegekend + gevraagd > 60 * totaal:
        codes.add("9322")
    return frozenset(codes)


def _regel(
    keten: Keten, toewijzing: Toewijzing, begin: date, eind: date, volume: int, eenheid: str | None = None
) -> Regel | None:
    """A line with what has to be said of it; None when its amount does not fit in a message (LDT_Bedrag)."""
    prestatie = _prestatie(keten, toewijzing.code, toewijzing.nummer, begin, eind, volume, eenheid)
    if prestatie.bedrag > _HOOGSTE_BEDRAG:
        return None

    def na() -> None:
        toewijzing.debetten[prestatie.referentienummer] = prestatie

    return Regel(prestatie, _volumecodes(toewijzing, prestatie), na)


def _prestatie(
    keten: Keten, code: Code, toewijzingnummer: int, begin: date, eind: date, volume: int, eenheid: str | None = None
) -> Prestatie:
    per_eenheid = code.tarief(begin)
    if eenheid == MINUUT:  # IV081: each rounded once, half up, and the amount from the hourly rate
        tarief, bedrag = (per_eenheid + 30) // 60, (per_eenheid * volume + 30) // 60
    else:
        tarief, bedrag = per_eenheid, per_eenheid * volume
    return Prestatie(
        *(1, 1, keten.wereld.nieuw("RN"), None, toewijzingnummer, code.categorie, code.code, begin, eind),
        *(volume, eenheid or code.eenheid, tarief, bedrag, "D"),
    )


def _terug(keten: Keten, debet: Prestatie) -> Prestatie:
    return debet._replace(
        referentienummer=keten.wereld.nieuw("RN"),
        vorig_referentienummer=debet.referentienummer,
        debet_credit="C",
    )


def _bericht(
    keten: Keten,
    prestaties: list[Prestatie],
    nummer: str | None = None,
    periode: tuple[date, date] = DECLARATIEPERIODE,
    verschil: int = 0,
) -> Pakket:
    totaal = verschil + sum(
        prestatie.bedrag if prestatie.debet_credit == "D" else -prestatie.bedrag for prestatie in prestaties
    )
    declaratie = Declaratie(
        nummer or keten.wereld.nieuw("DN"), *periode, VANDAAG, abs(totaal), "C" if totaal < 0 else "D"
    )
    header: Header = keten.wereld.header(van_gemeente=False)
    return stel_declaratie_op(keten.wereld.release, header, declaratie, [(keten.kind.bsn, prestaties)])
