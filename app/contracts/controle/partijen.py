"""Gemeenten, aanbieders, contracten, onderaannemingen and volumeplafonds."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations, pairwise

from app.contracts.controle.dossier import Dossier
from app.contracts.geldigheid import Geldigheid
from app.contracts.partijen import Contract
from app.contracts.plafonds import Volumeplafond
from app.contracts.regiobron import Melding, Rij


def controleer_partijen(dossier: Dossier) -> Iterator[Melding]:
    """Everything about who agreed."""
    regio = dossier.regio
    yield from dossier.dubbele("perceel", regio.percelen, lambda een: een.code, "Perceel", "code")
    yield from dossier.dubbele("aanbieder", regio.aanbieders, lambda een: een.agb, "Aanbieder", "agb")
    yield from dossier.dubbele("contract", regio.contracten, lambda een: een.nummer, "Contract", "nummer")
    if not regio.percelen and not dossier.onleesbaar("perceel"):
        yield Melding(dossier.plaats_van_regio(), "De regio heeft geen perceel.", "Beschrijf er een met [[perceel]].")
    yield from _gemeenten(dossier)
    yield from _aanbieders(dossier)
    yield from _contracten(dossier)
    yield from _onderaannemingen(dossier)
    yield from _plafonds(dossier)
    yield from _budgetten(dossier)
    yield from _dekking(dossier)


def _gemeenten(dossier: Dossier) -> Iterator[Melding]:
    vorige: dict[str, list[Geldigheid]] = {}
    for een, rij in dossier.met_rij("gemeente", dossier.regio.gemeenten):
        bekend = dossier.gemeenten.gemeenten.get(een.code)
        if bekend is None:
            yield Melding(
                rij.plaats_van("code"),
                f"Gemeentecode {een.code} staat niet in de lijst van het CBS.",
                "Neem de code van vier cijfers uit die lijst.",
            )
        elif (bekend.geldig_van is not None and een.geldig.van < bekend.geldig_van) or (
            bekend.geldig_tot is not None and een.geldig.laatste > bekend.geldig_tot
        ):
            yield Melding(
                rij.plaats_van("van"),
                f"Gemeente {een.code} bestaat niet op alle dagen van {een.geldig}.",
                f"Zij bestaat van {bekend.geldig_van or 'vroeger'} tot en met {bekend.geldig_tot or 'nu'}"
                + (f" en gaat op in {bekend.opgegaan_in}." if bekend.opgegaan_in else "."),
            )
        if any(eerder.overlapt(een.geldig) for eerder in vorige.get(een.code, ())):
            yield Melding(
                rij.plaats_van("van"),
                f"Gemeente {een.code} is op een of meer dagen van {een.geldig} al lid.",
                "Laat de perioden op elkaar aansluiten.",
            )
        vorige.setdefault(een.code, []).append(een.geldig)


def _aanbieders(dossier: Dossier) -> Iterator[Melding]:
    for een, rij in dossier.met_rij("aanbieder", dossier.regio.aanbieders):
        if len(een.agb) != 8 or not een.agb.isdecimal():
            yield Melding(rij.plaats_van("agb"), f"AGB-code {een.agb} heeft geen acht cijfers.", "Verbeter de code.")


def _contracten(dossier: Dossier) -> Iterator[Melding]:
    rijen = list(dossier.met_rij("contract", dossier.regio.contracten))
    for contract, rij in rijen:
        if dossier.onbekend(contract.aanbieder, dossier.aanbieders, "aanbieder"):
            yield Melding(
                rij.plaats_van("aanbieder"),
                f"Contract {contract.nummer} is met aanbieder {contract.aanbieder}, die hier niet bekend is.",
                "Beschrijf die met [[aanbieder]], of verbeter de AGB-code.",
            )
        for perceel in contract.percelen:
            if dossier.onbekend(perceel, dossier.percelen, "perceel"):
                yield Melding(
                    rij.plaats_van("percelen"),
                    f"Contract {contract.nummer} noemt perceel {perceel}, dat hier niet bekend is.",
                    f"Er zijn: {', '.join(dossier.percelen)}.",
                )
        for profiel in contract.profielen:
            if dossier.onbekend(profiel, dossier.profielen, "profiel"):
                yield Melding(
                    rij.plaats_van("profielen"),
                    f"Contract {contract.nummer} noemt profiel {profiel}, dat hier niet bekend is.",
                    "Beschrijf het met [[profiel]], of verbeter de code.",
                )
        yield from _looptijd(contract, rij)
        verplicht = [code for code, een in dossier.percelen.items() if een.samenwerking_verplicht]
        nodig = [code for code in verplicht if contract.betreft(code)]
        if nodig and not contract.samenwerkingen:
            yield Melding(
                rij.plaats,
                f"Contract {contract.nummer} betreft perceel {nodig[0]} en noemt geen samenwerking.",
                "Noem met wie is vastgelegd dat er wordt samengewerkt: samenwerkingen = [...].",
            )
    for (een, _), (ander, rij) in combinations(rijen, 2):
        yield from _overlap(dossier, een, ander, rij)


def _overlap(dossier: Dossier, een: Contract, ander: Contract, rij: Rij) -> Iterator[Melding]:
    if een.aanbieder != ander.aanbieder or een.nummer == ander.nummer:
        return
    if not een.looptijd().overlapt(ander.looptijd()):
        return
    if een.profielen and ander.profielen and not set(een.profielen) & set(ander.profielen):
        return
    beide = [code for code in dossier.percelen if een.betreft(code) and ander.betreft(code)]
    if beide:
        yield Melding(
            rij.plaats_van("van"),
            f"Contract {ander.nummer} loopt tegelijk met contract {een.nummer} van dezelfde aanbieder, "
            f"in perceel {beide[0]}.",
            "Laat ze op elkaar aansluiten, of verdeel percelen of profielen.",
        )


def _looptijd(contract: Contract, rij: Rij) -> Iterator[Melding]:
    if contract.verlengingen:
        dagen = [contract.geldig.laatste, *(een.tot for een in contract.verlengingen)]
        if any(later <= eerder for eerder, later in pairwise(dagen)):
            yield Melding(
                rij.plaats_van("verlengingen"),
                f"De verlengingen van contract {contract.nummer} worden niet steeds langer.",
                "Begin met een 'tot' na die van het contract, en zet ze op volgorde.",
            )
        gebruikt = [een.geactiveerd is not None for een in contract.verlengingen]
        if gebruikt != sorted(gebruikt, reverse=True):
            yield Melding(
                rij.plaats_van("verlengingen"),
                f"Van contract {contract.nummer} is een latere verlenging geactiveerd voor een eerdere.",
                "Geef de eerdere ook een datum bij 'geactiveerd'.",
            )
    dagen = [een.van for een in contract.statussen]
    if dagen != sorted(set(dagen)) or (dagen and dagen[0] < contract.geldig.van):
        yield Melding(
            rij.plaats_van("statussen"),
            f"De statussen van contract {contract.nummer} staan niet op volgorde van datum.",
            "Zet ze op volgorde, elk op een eigen dag en niet voor het begin van het contract.",
        )


def _onderaannemingen(dossier: Dossier) -> Iterator[Melding]:
    yield from dossier.dubbele(
        "onderaanneming",
        dossier.regio.onderaannemingen,
        lambda een: (een.contract, een.aanbieder, een.geldig.van),
        "Onderaanneming",
        "contract",
    )
    for een, rij in dossier.met_rij("onderaanneming", dossier.regio.onderaannemingen):
        if dossier.onbekend(een.aanbieder, dossier.aanbieders, "aanbieder"):
            yield Melding(
                rij.plaats_van("aanbieder"),
                f"Onderaannemer {een.aanbieder} is hier niet bekend.",
                "Beschrijf die met [[aanbieder]], of verbeter de AGB-code.",
            )
        contract = dossier.contracten.get(een.contract)
        if contract is None:
            if dossier.onbekend(een.contract, (), "contract"):
                yield Melding(
                    rij.plaats_van("contract"),
                    f"Contract {een.contract} is hier niet bekend.",
                    "Noem het nummer van een [[contract]].",
                )
        elif contract.aanbieder == een.aanbieder:
            yield Melding(
                rij.plaats_van("aanbieder"),
                f"Aanbieder {een.aanbieder} is hoofdaannemer van contract {een.contract}.",
                "Een hoofdaannemer is niet zijn eigen onderaannemer: haal deze weg.",
            )
        elif een.geldig.van < contract.geldig.van or een.geldig.van > contract.looptijd().laatste:
            yield Melding(
                rij.plaats_van("van"),
                f"De onderaanneming begint op {een.geldig.van}, buiten contract {een.contract}.",
                f"Het contract loopt {contract.looptijd()}.",
            )


def _plafonds(dossier: Dossier) -> Iterator[Melding]:
    plafonds = dossier.regio.volumeplafonds
    yield from dossier.dubbele(
        "volumeplafond",
        plafonds,
        lambda een: (een.contract, een.perceel, een.jaar, een.gemeente or "alle gemeenten"),
        "Volumeplafond",
        "contract",
    )
    for een, rij in dossier.met_rij("volumeplafond", plafonds):
        if dossier.onbekend(een.contract, dossier.contracten, "contract"):
            yield Melding(
                rij.plaats_van("contract"),
                f"Contract {een.contract} van dit plafond is hier niet bekend.",
                "Noem het nummer van een [[contract]].",
            )
        if dossier.onbekend(een.gemeente, dossier.leden, "gemeente"):
            yield Melding(
                rij.plaats_van("gemeente"),
                f"Gemeente {een.gemeente} van dit plafond hoort niet bij de regio.",
                "Noem een gemeente van de regio, of laat het veld leeg.",
            )
        yield from _plafond_op_perceel(dossier, een, rij)


def _plafond_op_perceel(dossier: Dossier, een: Volumeplafond, rij: Rij) -> Iterator[Melding]:
    perceel, contract = dossier.percelen.get(een.perceel), dossier.contracten.get(een.contract)
    if perceel is None:
        if dossier.onbekend(een.perceel, (), "perceel"):
            yield Melding(
                rij.plaats_van("perceel"),
                f"Perceel {een.perceel} van dit plafond is hier niet bekend.",
                f"Er zijn: {', '.join(dossier.percelen)}.",
            )
    elif not perceel.plafond_toegestaan:
        yield Melding(
            rij.plaats_van("perceel"),
            f"Op perceel {een.perceel} mag geen volumeplafond liggen.",
            "Haal het plafond weg, of zet plafond_toegestaan = true bij het perceel.",
        )
    elif contract is not None and not contract.betreft(een.perceel):
        yield Melding(
            rij.plaats_van("perceel"),
            f"Contract {een.contract} gaat niet over perceel {een.perceel}.",
            "Verbeter het perceel of het contract van dit plafond.",
        )


def _budgetten(dossier: Dossier) -> Iterator[Melding]:
    budgetten = dossier.regio.budgetten
    yield from dossier.dubbele(
        "budget",
        budgetten,
        lambda een: (een.gemeente or "alle gemeenten", een.perceel or "alle percelen", een.jaar),
        "Budget",
        "jaar",
    )
    for een, rij in dossier.met_rij("budget", budgetten):
        if dossier.onbekend(een.gemeente, dossier.leden, "gemeente"):
            yield Melding(
                rij.plaats_van("gemeente"),
                f"Gemeente {een.gemeente} van dit budget hoort niet bij de regio.",
                "Noem een gemeente van de regio, of laat het veld leeg voor alle samen.",
            )
        if dossier.onbekend(een.perceel, dossier.percelen, "perceel"):
            yield Melding(
                rij.plaats_van("perceel"),
                f"Perceel {een.perceel} van dit budget is hier niet bekend.",
                f"Er zijn: {', '.join(dossier.percelen)}; laat het veld leeg voor alle samen.",
            )


def _dekking(dossier: Dossier) -> Iterator[Melding]:
    """That too few are contracted is for the figure on coverage to tell; a regio may not be refused for it."""
    for een, rij in dossier.met_rij("perceel", dossier.regio.percelen):
        for veld, waarde in (
            ("benodigd_volume", een.benodigd_volume),
            ("minimum_aanbieders", een.minimum_aanbieders),
        ):
            if waarde == 0:
                yield Melding(
                    rij.plaats_van(veld),
                    f"'{veld}' van perceel {een.code} is 0, en zegt zo niets.",
                    "Vul een getal vanaf 1 in, of laat het veld weg.",
                )
