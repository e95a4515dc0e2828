"""Each figure from the store to its rows. docs/stuurcijfers.md says what it means and how it is worked out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from math import isfinite, sqrt

from app.contracts.afspraken import Afspraken
from app.contracts.prijs import STUKS, deel_half_omhoog
from app.standard.kalender import eerste_van_maand, laatste_van_maand
from app.steering.stuurcijfers import rijen
from app.steering.stuurcijfers.prognose import TERUGBLIK, voorspel
from app.steering.stuurcijfers.uitval import ECHT_EINDE, UITVALREDENEN, Eindeklasse, is_uitval, klasse_van
from app.steering.stuurcijfers.vergelijken import A, B, vergelijk
from app.steering.stuurcijfers.zwaarte import SIGNAAL, Drempels, vergelijk_zwaarte
from app.store.contracten import bekende_regios
from app.store.opslag import SqlWerkeenheid
from app.store.stuurcijfers import berichten, financien, populatie, tijden, trajecten
from app.store.stuurcijfers.basis import Selectie, Spreiding


def maand_verder(maand: date, aantal: int) -> date:
    """First day of the month so many months later (or earlier, below zero)."""
    jaren, plaats = divmod(maand.year * 12 + maand.month - 1 + aantal, 12)
    return date(jaren, plaats + 1, 1)


def fictief(werk: SqlWerkeenheid, regio: str | None) -> bool:
    """Whether amounts and codes of a regio are made up; without one: those of any."""
    return any(een.fictief for een in bekende_regios(werk.verbinding) if regio in (None, een.code))


def bereken_populatie(werk: SqlWerkeenheid, selectie: Selectie) -> list[rijen.Populatie]:
    """Clients a month per PIC (R039, R155)."""
    eerste, laatste = eerste_van_maand(selectie.van), eerste_van_maand(selectie.tot)
    maanden = [eerste]
    while maanden[-1] < laatste:
        maanden.append(maand_verder(maanden[-1], 1))
    kalender = [populatie.Maand(maand, laatste_van_maand(maand)) for maand in maanden]
    gevonden = populatie.populatie(werk.verbinding, selectie, kalender)
    return [rijen.Populatie(**rij._asdict()) for rij in gevonden]


def bereken_financien(werk: SqlWerkeenheid, selectie: Selectie) -> list[rijen.Financien]:
    """Committed, claimed, granted and payable (R062, R086, R151)."""
    return [
        rijen.Financien(**rij._asdict(), betaalbaar=rij.betaalbaar) for rij in financien.geld(werk.verbinding, selectie)
    ]


def bereken_segmenten(werk: SqlWerkeenheid, selectie: Selectie) -> list[rijen.Segment]:
    """Share of spend and of clients per perceel (R016)."""
    tallen, clienten = populatie.clienten_per_perceel(werk.verbinding, selectie)
    aantallen = {(tal.regio, tal.perceel): tal.clienten for tal in tallen}
    toegekend: dict[tuple[str, str | None], int] = dict.fromkeys(aantallen, 0)
    totaal: dict[str, int] = {}
    for rij in financien.geld(werk.verbinding, selectie._replace(perceel=None)):
        totaal[rij.regio] = totaal.get(rij.regio, 0) + rij.toegekend
        if selectie.perceel in (None, rij.perceel):
            sleutel = rij.regio, rij.perceel
            toegekend[sleutel] = toegekend.get(sleutel, 0) + rij.toegekend
    return [
        rijen.Segment(
            regio=regio,
            perceel=perceel,
            clienten=aantallen.get((regio, perceel), 0),
            aandeel_clienten=_deel(aantallen.get((regio, perceel), 0), clienten.get(regio, 0)) or 0.0,
            toegekend=bedrag,
            aandeel_toegekend=_deel(bedrag, totaal.get(regio, 0)) or 0.0,
        )
        for (regio, perceel), bedrag in sorted(toegekend.items(), key=lambda een: (een[0][0], een[0][1] or ""))
    ]


def bereken_prognose(werk: SqlWerkeenheid, selectie: Selectie, vandaag: date, maanden: int) -> list[rijen.Prognose]:
    """Running commitments and the trend of inflow (R085), from the month of today on."""
    nu = eerste_van_maand(vandaag)
    terug = selectie._replace(van=maand_verder(nu, -TERUGBLIK), tot=laatste_van_maand(maand_verder(nu, -1)))
    voorspeld = voorspel(
        financien.openstaand(werk.verbinding, selectie, vandaag),
        financien.instroom(werk.verbinding, terug, vandaag),
        maanden,
    )
    return [
        rijen.Prognose(
            regio=een.regio,
            gemeente=een.gemeente,
            maand=maand_verder(nu, een.maand),
            lopend=een.lopend,
            nieuw=een.nieuw,
            nieuwe_toewijzingen=een.nieuwe_toewijzingen,
            totaal=een.totaal,
        )
        for een in voorspeld
    ]


def bereken_schaduwtarieven(werk: SqlWerkeenheid, selectie: Selectie, drempel: int) -> list[rijen.Schaduwtarief]:
    """Cost per unit beside the PIC tariff (R071, R072, R075); small groups are not published."""
    tarieven: dict[tijden.Picsleutel, int] = {}
    for regio in bekende_regios(werk.verbinding):
        afspraken = werk.contracten.afspraken(werk.verbinding, regio.code)
        if afspraken is not None and selectie.regio in (None, regio.code):
            tarieven |= _pictarieven(afspraken, selectie.tot)
    return [
        _schaduwtarief(een, een.kosten, drempel) for een in tijden.schaduwkosten(werk.verbinding, selectie, tarieven)
    ]


def _pictarieven(afspraken: Afspraken, dag: date) -> Iterator[tuple[tijden.Picsleutel, int]]:
    """The tariff of each PIC that holds in the whole regio on a day, or is drafted for later: the first after it."""
    for code, producten in sorted(afspraken.productcodes.items()):
        pic = next((een.pic for een in producten if een.pic is not None), None)
        if pic is None:
            continue
        tarief = afspraken.tarief(code, STUKS, "", None, dag) or min(
            (
                een
                for een in afspraken.tarieven.get(code, ())
                if een.eenheid == STUKS and een.contract is None and een.gemeente is None and een.geldig.van > dag
            ),
            key=lambda een: (een.geldig.van, -een.versie),
            default=None,
        )
        if tarief is not None:
            yield (afspraken.regio.code, *pic), tarief.bedrag


def _schaduwtarief(schaduw: tijden.Schaduw, kosten: Spreiding, drempel: int) -> rijen.Schaduwtarief:
    genoeg, tarief = kosten.aantal >= drempel, schaduw.tarief
    met_tarief = genoeg and tarief is not None and tarief > 0
    afwijkend = schaduw.boven + schaduw.onder
    return rijen.Schaduwtarief(
        **kosten.groep,
        aantal=kosten.aantal,
        gepubliceerd=genoeg,
        gemiddelde=deel_half_omhoog(kosten.som, kosten.aantal) if genoeg else None,
        mediaan=kosten.mediaan if genoeg else None,
        p10=kosten.p10 if genoeg else None,
        p90=kosten.p90 if genoeg else None,
        tarief=tarief,
        verhouding=_deel(kosten.som, kosten.aantal * (tarief or 0)) if met_tarief else None,
        boven_dubbel=schaduw.boven if met_tarief else None,
        onder_helft=schaduw.onder if met_tarief else None,
        aandeel_uitschieters=_deel(afwijkend, kosten.aantal) if met_tarief else None,
        marge=round(_marge(kosten)) if genoeg and kosten.aantal > 1 else None,
    )


def _marge(kosten: Spreiding) -> float:
    """Half the width of the 95 % interval of the mean."""
    n = kosten.aantal
    variantie = max(0.0, (kosten.kwadraten - kosten.som * kosten.som / n) / (n - 1))
    return 1.96 * sqrt(variantie / n)


def bereken_zwaarte(werk: SqlWerkeenheid, selectie: Selectie, drempels: Drempels) -> list[rijen.Zwaarte]:
    """The benchmark of heavy intensiteiten (R147), most standard deviations first."""
    oordelen = vergelijk_zwaarte(trajecten.zwaarte(werk.verbinding, selectie), drempels)
    return [
        rijen.Zwaarte(
            regio=een.regio,
            aanbieder=een.aanbieder,
            trajecten=een.trajecten,
            zonder_vergelijking=een.zonder_vergelijking,
            waargenomen=een.waargenomen,
            verwacht=round(float(een.verwacht), 3),
            verhouding=_eindig(een.verhouding),
            variantie=round(float(een.variantie), 3),
            standaarddeviatie=round(een.standaarddeviatie, 3),
            z=_eindig(een.z),
            signaal=SIGNAAL if een.gevlagd else None,
        )
        for een in sorted(oordelen, key=lambda een: (-een.z, een.regio, een.aanbieder))
        if selectie.aanbieder in (None, een.aanbieder)
    ]


def bereken_verwijzingen(werk: SqlWerkeenheid, selectie: Selectie) -> list[rijen.Verwijzing]:
    """Referrals by kind (R006, R026, R031, R084, R150)."""
    gevonden = trajecten.verwijzingen(werk.verbinding, selectie)
    alle: dict[tuple[str, str, int, int], int] = {}
    for rij in gevonden:
        alle[rij[:4]] = alle.get(rij[:4], 0) + rij.toewijzingen
    return [
        rijen.Verwijzing(
            regio=rij.regio,
            gemeente=rij.gemeente,
            kwartaal=f"{rij.jaar}-K{rij.kwartaal}",
            verwijzer=rij.verwijzer,
            toewijzingen=rij.toewijzingen,
            aandeel=_deel(rij.toewijzingen, alle[rij[:4]]) or 0.0,
            clienten=rij.clienten,
            met_pic=rij.met_pic,
            zwaar=rij.zwaar,
            aandeel_zwaar=_deel(rij.zwaar, rij.met_pic),
            verplicht=rij.verplicht,
        )
        for rij in sorted(gevonden, key=lambda rij: (rij[:4], rij.verwijzer or ""))
    ]


def bereken_wachttijden(werk: SqlWerkeenheid, selectie: Selectie, vandaag: date) -> list[rijen.Wachttijd]:
    """From request to toewijzing to help (R038, R118, R134)."""
    gestart = _op_groep(tijden.wachttijden(werk.verbinding, selectie))
    verwezen = _op_groep(tijden.verwijstijden(werk.verbinding, selectie))
    wachtend = {rij[:3]: rij.wachtend for rij in tijden.wachtenden(werk.verbinding, selectie, vandaag)}
    regels = []
    for sleutel in sorted(gestart.keys() | verwezen.keys() | wachtend.keys(), key=lambda een: (*een[:2], een[2] or "")):
        een, verzoek = gestart.get(sleutel), verwezen.get(sleutel)
        regels.append(
            rijen.Wachttijd(
                regio=sleutel[0],
                aanbieder=sleutel[1],
                perceel=sleutel[2],
                gestart=een.aantal if een else 0,
                gemiddelde=_deel(een.som, een.aantal) if een else None,
                mediaan=een.mediaan if een else None,
                p90=een.p90 if een else None,
                wachtend=wachtend.get(sleutel, 0),
                verwezen=verzoek.aantal if verzoek else 0,
                verzoek_tot_toewijzing=_deel(verzoek.som, verzoek.aantal) if verzoek else None,
            )
        )
    return regels


def _op_groep(spreidingen: Sequence[Spreiding]) -> dict[tuple[str, str, str | None], Spreiding]:
    return {(een.groep["regio"], een.groep["aanbieder"], een.groep["perceel"]): een for een in spreidingen}


def bereken_uitval(werk: SqlWerkeenheid, selectie: Selectie) -> list[rijen.Uitval]:
    """Classes of how help ended (R097, R136)."""
    per_plek: dict[tuple[str, str, str, str | None], dict[Eindeklasse, int]] = {}
    for rij in tijden.beeindigingen(werk.verbinding, selectie):
        telling = per_plek.setdefault(rij[:4], dict.fromkeys(Eindeklasse, 0))
        telling[klasse_van(rij.reden)] += rij.aantal
    regels = []
    for (regio, gemeente, aanbieder, perceel), telling in sorted(
        per_plek.items(), key=lambda een: (*een[0][:3], een[0][3] or "")
    ):
        uitval = sum(aantal for klasse, aantal in telling.items() if is_uitval(klasse))
        echt = sum(telling[klasse] for klasse in ECHT_EINDE)
        regels.append(
            rijen.Uitval(
                regio=regio,
                gemeente=gemeente,
                aanbieder=aanbieder,
                perceel=perceel,
                **{klasse.value: aantal for klasse, aantal in telling.items()},
                uitval=uitval,
                aandeel_uitval=_deel(uitval, echt),
            )
        )
    return regels


def bereken_schaling(werk: SqlWerkeenheid, selectie: Selectie) -> list[rijen.Schaling]:
    """Heavier or lighter help after earlier help (R098)."""
    return [
        rijen.Schaling(
            **rij._asdict(),
            aandeel_afgeschaald=_deel(rij.afgeschaald, rij.opgeschaald + rij.afgeschaald + rij.gelijk) or 0.0,
        )
        for rij in trajecten.bewegingen(werk.verbinding, selectie)
    ]


def bereken_doorplaatsingen(werk: SqlWerkeenheid, selectie: Selectie, vanaf: int) -> list[rijen.Doorplaatsing]:
    """Clients who see many aanbieders (R112)."""
    return [
        rijen.Doorplaatsing(**rij._asdict(), aandeel=_deel(rij.met_veel_aanbieders, rij.clienten) or 0.0)
        for rij in trajecten.doorplaatsingen(werk.verbinding, selectie, vanaf)
    ]


def bereken_retourcodes(werk: SqlWerkeenheid, selectie: Selectie, meeste: int) -> list[rijen.Retourcode]:
    """The retourcodes that each sender gets most (R154)."""
    partijen = (*selectie.gemeenten, *([] if selectie.aanbieder is None else [selectie.aanbieder]))
    codes, alle = berichten.retourcodes(werk.verbinding, selectie.van, selectie.tot, partijen)
    totaal = {tal.afzender: tal.berichten for tal in alle}
    plaatsen: dict[str, int] = {}
    regels = []
    for rij in codes:
        plaats = plaatsen[rij.afzender] = plaatsen.get(rij.afzender, 0) + 1
        if plaats <= meeste:
            aandeel = _deel(rij.berichten, totaal[rij.afzender]) or 0.0
            regels.append(
                rijen.Retourcode(**rij._asdict(), plaats=plaats, berichten_totaal=totaal[rij.afzender], aandeel=aandeel)
            )
    return regels


def bereken_duur(werk: SqlWerkeenheid, selectie: Selectie) -> list[rijen.Duur]:
    """Real duration beside the expected one (R035, R066)."""
    return [
        rijen.Duur(
            **een.werkelijk.groep,
            aantal=een.werkelijk.aantal,
            gemiddelde=_deel(een.werkelijk.som, een.werkelijk.aantal) or 0.0,
            mediaan=een.werkelijk.mediaan,
            p10=een.werkelijk.p10,
            p90=een.werkelijk.p90,
            met_verwachting=een.met_verwachting,
            verwacht=_deel(een.verwacht, een.met_verwachting),
            verhouding=_deel(een.werkelijk_met, een.verwacht),
            korter=een.korter,
            langer=een.langer,
        )
        for een in tijden.duur(werk.verbinding, selectie)
    ]


def bereken_vergelijking(
    werk: SqlWerkeenheid, selectie: Selectie, a: Sequence[str], b: Sequence[str]
) -> list[rijen.Vergelijking]:
    """Two groups of gemeenten beside each other, per PIC and standardised over all of them (R156)."""
    groepen: Mapping[str, Sequence[str]] = {A: a, B: b}
    gevonden = tijden.groepskosten(werk.verbinding, selectie, groepen, UITVALREDENEN)
    return [
        rijen.Vergelijking(
            perceel=een.pic[0] if een.pic else None,
            profiel=een.pic[1] if een.pic else None,
            intensiteit=een.pic[2] if een.pic else None,
            a_aantal=een.a.aantal,
            a_gemiddelde=een.a.gemiddeld,
            a_duur=een.a.duur,
            a_uitval=_deel(een.a.uitval, een.a.aantal),
            b_aantal=een.b.aantal,
            b_gemiddelde=een.b.gemiddeld,
            b_duur=een.b.duur,
            b_uitval=_deel(een.b.uitval, een.b.aantal),
            verhouding=None if een.verhouding is None else round(een.verhouding, 3),
        )
        for een in vergelijk(gevonden)
    ]


def _deel(teller: int, noemer: int) -> float | None:
    """A share or mean with three decimals; None when there is nothing to divide by."""
    return round(teller / noemer, 3) if noemer else None


def _eindig(getal: float) -> float | None:
    return round(getal, 3) if isfinite(getal) else None
