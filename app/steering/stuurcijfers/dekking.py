"""Whether supply covers what is needed: contracted, active, used, waiting and refused (R082, R083)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from pydantic import Field

from app.contracts.afspraken import Afspraken
from app.contracts.partijen import Contractstatus
from app.contracts.percelen import Perceel as Contractperceel
from app.contracts.prijs import deel_half_omhoog
from app.exchange.weergavebasis import Weergave
from app.steering.stuurcijfers.stuurcijfer import Groepvraag, OnmogelijkeVraag, Peiling, Stuurcijfer
from app.steering.stuurcijfers.velden import Groepintensiteit, Groepprofiel, Regio, deel
from app.store.contracten import bekende_regios
from app.store.stuurcijfers import dekking, tijden
from app.store.stuurcijfers.basis import Selectie

_JAAR = 365


class Dekking(Weergave):
    """Aanbod en gebruik van een perceel, of van een PIC daarin."""

    regio: Regio
    perceel: str = Field(description="Code van het perceel of segment.")
    profiel: Groepprofiel
    intensiteit: Groepintensiteit
    minimum_aanbieders: int | None = Field(description="Hoeveel aanbieders er minstens moeten zijn; leeg: niet gezegd.")
    gecontracteerd: int = Field(description="Aanbieders met een contract op de laatste dag van de periode.")
    waarvan_opgezegd: int = Field(description="Daarvan met een contract dat is opgezegd.")
    actief: int = Field(description="Aanbieders met een toewijzing die in de periode geldt.")
    genoeg_aanbieders: bool | None = Field(description="Of het minimum is gecontracteerd; leeg: geen minimum.")
    benodigd: int | None = Field(
        description="Trajecten die in de periode nodig zijn: het jaarcijfer naar het aantal dagen; leeg: niet gezegd."
    )
    gebruikt: int = Field(description="Toewijzingen die in de periode ingaan.")
    deel_gebruikt: float | None = Field(description="Gebruikt gedeeld door benodigd.")
    wachtend: int = Field(description="Toewijzingen die vandaag gelden en waarvan geen begin bekend is.")
    wachttijd: float | None = Field(description="Gemiddeld aantal dagen van toewijzing tot begin van de hulp.")
    afgewezen: int = Field(description="Aangevraagde producten in de periode die de gemeente afwees (JW319).")
    gestopt_door_aanbieder: int = Field(description="Hulp die de aanbieder in de periode eenzijdig beeindigde (33).")


class _Plek(NamedTuple):
    perceel: Contractperceel
    profiel: str | None = None
    intensiteit: str | None = None


def bereken(peiling: Peiling[Groepvraag]) -> list[Dekking]:
    """Every perceel or PIC of every regio, also where nothing is contracted or used."""
    selectie = peiling.selectie
    if selectie.aanbieder is not None:
        raise OnmogelijkeVraag("Dekkend aanbod gaat over alle aanbieders samen; laat aanbieder leeg.")
    werk, per_pic = peiling.werk, peiling.vraag.per == "pic"
    groep = dekking.PER_PIC if per_pic else dekking.PER_PERCEEL
    gebruikt = dekking.gebruik(werk.verbinding, selectie, groep)
    wachtend = tijden.wachtenden(werk.verbinding, selectie, peiling.vandaag, groep)
    gestart = {tuple(een.groep.values()): een for een in tijden.wachttijden(werk.verbinding, selectie, groep)}
    afgewezen = dekking.afwijzingen(werk.verbinding, selectie)
    rijen: list[Dekking] = []
    for kop in bekende_regios(werk.verbinding):
        afspraken = werk.contracten.afspraken(werk.verbinding, kop.code)
        if afspraken is None or selectie.regio not in (None, kop.code):
            continue
        for plek in _plekken(afspraken, selectie, per_pic=per_pic):
            pic = (plek.profiel, plek.intensiteit) if per_pic else ()
            sleutel = (kop.code, plek.perceel.code, *pic)
            hier = gebruikt.get(sleutel, dekking.Gebruik(0, 0, 0))
            start = gestart.get(sleutel)
            aanbieders, opgezegd = _gecontracteerd(afspraken, plek, selectie.tot)
            # What is needed is told of a perceel of the whole regio, not of a PIC or gemeente in it.
            minimum = None if per_pic else plek.perceel.minimum_aanbieders
            nodig = None if per_pic or selectie.gemeenten else _nodig(plek.perceel.benodigd_volume, selectie)
            rijen.append(
                Dekking(
                    regio=kop.code,
                    perceel=plek.perceel.code,
                    profiel=plek.profiel,
                    intensiteit=plek.intensiteit,
                    minimum_aanbieders=minimum,
                    gecontracteerd=aanbieders,
                    waarvan_opgezegd=opgezegd,
                    actief=hier.actief,
                    genoeg_aanbieders=None if minimum is None else aanbieders >= minimum,
                    benodigd=nodig,
                    gebruikt=hier.begonnen,
                    deel_gebruikt=None if nodig is None else deel(hier.begonnen, nodig),
                    wachtend=wachtend.get(sleutel, 0),
                    wachttijd=None if start is None else deel(start.som, start.aantal),
                    afgewezen=sum(_telt(afspraken, een, plek) for een in afgewezen),
                    gestopt_door_aanbieder=hier.gestopt_door_aanbieder,
                )
            )
    return rijen


def _plekken(afspraken: Afspraken, selectie: Selectie, *, per_pic: bool) -> Iterator[_Plek]:
    for perceel in afspraken.regio.percelen:
        if selectie.perceel not in (None, perceel.code):
            continue
        if not per_pic:
            yield _Plek(perceel)
        else:
            for pic in afspraken.regio.pics:
                if pic.perceel == perceel.code:
                    yield _Plek(perceel, pic.profiel, pic.intensiteit)


def _gecontracteerd(afspraken: Afspraken, plek: _Plek, dag: date) -> tuple[int, int]:
    """Aanbieders with a contract on a day, and how many of these only have one that was given notice of."""
    lopend = [
        een
        for een in afspraken.regio.contracten
        if een.looptijd().omvat(dag) and een.betreft(plek.perceel.code, plek.profiel)
    ]
    alle = {een.aanbieder for een in lopend}
    blijvend = {een.aanbieder for een in lopend if een.status_op(dag) is not Contractstatus.OPGEZEGD}
    return len(alle), len(alle - blijvend)


def _nodig(per_jaar: int | None, selectie: Selectie) -> int | None:
    dagen = (selectie.tot - selectie.van).days + 1
    return None if per_jaar is None else deel_half_omhoog(per_jaar * dagen, _JAAR)


def _telt(afspraken: Afspraken, een: dekking.Afwijzing, plek: _Plek) -> int:
    """How many refused products belong to a perceel or PIC."""
    product = None if afspraken.lid(een.gemeente, een.dag) is None else afspraken.product(een.code, een.dag)
    if product is None or product.perceel != plek.perceel.code:
        return 0
    hier = plek.profiel is None or (product.profiel, product.intensiteit) == (plek.profiel, plek.intensiteit)
    return een.aantal if hier else 0


CIJFER = Stuurcijfer(
    naam="dekking",
    titel="Dekkend aanbod: gecontracteerd, actief, gebruikt, wachtend en afgewezen",
    uitleg=(
        "Per perceel (of PIC) naast wat de regio nodig acht: aanbieders met een contract op de laatste dag van de "
        "periode, aanbieders met een toewijzing die in de periode geldt, toewijzingen die in de periode ingaan naast "
        "benodigd_volume naar dagen, wie vandaag wacht, verzoeken met een JW319 dat afwijst, en hulp die de aanbieder "
        "eenzijdig beeindigde. Minimum en benodigd zijn van een perceel, niet van een PIC; benodigd is van heel de "
        "regio, dus leeg als een gemeente is gekozen."
    ),
    eisen=("R082", "R083"),
    vraag=Groepvraag,
    rij=Dekking,
    bereken=bereken,
)
