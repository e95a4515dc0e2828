"""`ijw herbeoordeel`: what a replay of the stored history would decide differently, as text or as JSON."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager
from datetime import date

import typer

from app.assembly import Knoop, herhaal_geschiedenis
from app.contracts.prijs import euro
from app.exchange.herhaling import Behandeld, Herhaald
from app.exchange.verschil import Berichtverschil, Beslissing, Regelverschil, Totalen, vergelijk
from app.standard.release import Release
from app.store.geschiedenis import tel_berichten

Voortgang = Callable[[Iterable[Herhaald], int], AbstractContextManager[Iterable[Herhaald]]]


def herbeoordeel(
    knoop: Knoop, release: Release | None, van: date | None, tot: date | None, *, als_json: bool, voortgang: Voortgang
) -> bool:
    """Print the differences of the messages received from ``van`` to ``tot``; whether there are any.

    What came before ``van`` is replayed in the release in which it came. Without ``release`` that holds for all.
    """

    def vergeleken(eerder: Behandeld) -> bool:
        return van is None or eerder.ontvangen.date() >= van

    def release_voor(eerder: Behandeld) -> str:
        return release.naam if release is not None and vergeleken(eerder) else eerder.release

    totalen = Totalen()

    def verschillen(herhaalden: Iterable[Herhaald]) -> Iterator[Berichtverschil]:
        for herhaald in herhaalden:
            if vergeleken(herhaald.eerder):
                verschil = vergelijk(herhaald, release_voor(herhaald.eerder))
                totalen.tel(herhaald, verschil)
                if verschil is not None:
                    yield verschil

    with voortgang(herhaal_geschiedenis(knoop, release_voor, tot), tel_berichten(knoop.opslag, tot)) as herhaalden:
        toon = _json if als_json else _tekst
        for stuk in toon(verschillen(herhaalden), totalen):
            typer.echo(stuk)
    return totalen.met_verschil > 0


def _json(verschillen: Iterable[Berichtverschil], totalen: Totalen) -> Iterator[str]:
    """One document, a line a message, written while the replay goes on."""
    yield '{"verschillen": ['
    komma = ""
    for verschil in verschillen:
        yield komma + verschil.model_dump_json()
        komma = ","
    yield f'], "totalen": {json.dumps(vars(totalen), ensure_ascii=False)}}}'


def _tekst(verschillen: Iterable[Berichtverschil], totalen: Totalen) -> Iterator[str]:
    for verschil in verschillen:
        yield "\n".join(_bericht(verschil))
    yield "\n".join(_samenvatting(totalen))


def _bericht(verschil: Berichtverschil) -> Iterator[str]:
    was, wordt = verschil.was, verschil.wordt
    moment = verschil.ontvangen.strftime("%Y-%m-%d %H:%M")
    release = was.release if was.release == wordt.release else f"{was.release} -> {wordt.release}"
    kop = f"{verschil.code} {verschil.identificatie} van {verschil.afzender}, {moment}, iJw {release}"
    yield f"{kop}: {_oordeel(was, wordt)}"
    for reden in verschil.weigering:
        yield f"  {reden}"
    for wat, regels in (("vervalt", verschil.vervallen), ("nieuw", verschil.nieuw)):
        for een in regels:
            yield from _regel(wat, een)


def _oordeel(was: Beslissing, wordt: Beslissing) -> str:
    oordeel = was.oordeel if was.oordeel == wordt.oordeel else f"{was.oordeel} -> {wordt.oordeel}"
    if was.toegekend == wordt.toegekend:
        return oordeel
    return f"{oordeel}, toegekend {euro(was.toegekend or 0)} -> {euro(wordt.toegekend or 0)}"


def _regel(wat: str, een: Regelverschil) -> Iterator[str]:
    keer = f", {een.aantal} keer" if een.aantal > 1 else ""
    yield f"  {wat}: {een.retourcode} ({een.regel}){keer} in {een.pad}"
    yield f"    {een.uitleg}"


def _samenvatting(totalen: Totalen) -> Iterator[str]:
    yield f"{totalen.berichten} berichten opnieuw beoordeeld, {totalen.met_verschil} met verschil."
    for wat, teller in (
        ("Andere oordelen", totalen.oordelen),
        ("Regels die niet meer afgaan", totalen.vervallen),
        ("Regels die nu afgaan", totalen.nieuw),
    ):
        if teller:
            yield f"{wat}: {_aantallen(teller)}."
    if totalen.toegekend_was != totalen.toegekend_wordt:
        verschil = totalen.toegekend_wordt - totalen.toegekend_was
        yield (
            f"Toegekend: {euro(totalen.toegekend_was)} -> {euro(totalen.toegekend_wordt)} "
            f"({'+' if verschil > 0 else ''}{euro(verschil)})."
        )


def _aantallen(teller: Counter[str]) -> str:
    return ", ".join(f"{naam} {aantal} keer" for naam, aantal in sorted(teller.items()))
