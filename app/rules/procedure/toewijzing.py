"""Rules of procedure on a JW301: what may change, what has to come along, and which references it carries."""

from __future__ import annotations

from datetime import date, timedelta

from app.contracts.prijs import euro
from app.contracts.volume import TOTAAL, toon
from app.messages.records import Client, Omvang, ToegewezenProduct, Toewijzingsbericht
from app.rules.facts import ToewijzingFacts
from app.rules.procedure.feiten import GevraagdProduct, Procedurefeiten, Toewijzingsversie, toon_nummers
from app.rules.procedure.verzameling import Opmerking, Procedureregels

REGELS = Procedureregels()
_DAG = timedelta(days=1)
_DOOR_AANBIEDER = "12"
"""RedenWijziging: on the initiative of the aanbieder."""
_STUKS_INSPANNING = "84"


@REGELS.regel("OP033x1", "ToegewezenProduct")
def op033x1(product: ToegewezenProduct, feiten: Procedurefeiten) -> Opmerking | None:
    """Omvang and budget do not take each other's place, and a total keeps its unit and Frequentie.

    Number, aanbieder, client, product and Ingangsdatum are held by TR332, a volume per day, week or month by OP257.
    """
    vorige = _vorige(product, feiten)
    if vorige is None:
        return None
    was, wordt = vorige.omvang, product.omvang
    if (was is None) != (wordt is None) or (vorige.budget is None) != (product.budget is None):
        anders = f"{_toon_omvang(was, vorige.budget)} is {_toon_omvang(wordt, product.budget)} geworden"
    elif vorige.per_looptijd and was and wordt and was[1:] != wordt[1:]:
        anders = f"{_toon_omvang(was, None)} is {_toon_omvang(wordt, None)} geworden"
    else:
        return None
    return Opmerking(
        "gemeente",
        f"In toewijzing {vorige.nummer} is meer veranderd dan de einddatum, het budget of een totaalvolume: {anders}.",
        f"toewijzing {vorige.nummer}",
        "Omvang",
    )


@REGELS.regel("OP257", "ToegewezenProduct")
def op257(product: ToegewezenProduct, feiten: Procedurefeiten) -> Opmerking | None:
    """Another omvang per day, week or month gets a new number; the old toewijzing ends."""
    vorige = _vorige(product, feiten)
    if vorige is None or vorige.per_looptijd:
        return None
    was, wordt = vorige.omvang, product.omvang
    if was is None or wordt is None or was == wordt:
        return None
    return Opmerking(
        "gemeente",
        f"De omvang van toewijzing {vorige.nummer} is veranderd van {_toon_omvang(was, None)} in "
        f"{_toon_omvang(wordt, None)}. Daarvoor eindigt deze toewijzing en komt er een met een nieuw nummer.",
        f"toewijzing {vorige.nummer}",
        "Omvang",
    )


@REGELS.regel("OP298", "ToegewezenProduct")
def op298(product: ToegewezenProduct, feiten: Procedurefeiten) -> Opmerking | None:
    """A total volume is only lowered with the consent of the aanbieder, who may have asked for it."""
    vorige = _op_initiatief_van_gemeente(product, feiten)
    if vorige is None or not vorige.per_looptijd:
        return None
    was, wordt = vorige.omvang, product.omvang
    if was is None or wordt is None or was[1:] != wordt[1:] or wordt.volume >= was.volume:
        return None
    return Opmerking(
        "aanbieder",
        f"Het totaalvolume van toewijzing {vorige.nummer} is verlaagd van {toon(was.volume, was.eenheid)} naar "
        f"{toon(wordt.volume, wordt.eenheid)}. Dat kan alleen na overleg en met uw instemming.",
        f"toewijzing {vorige.nummer}",
        "Omvang/Volume",
    )


@REGELS.regel("OP299", "ToegewezenProduct")
def op299(product: ToegewezenProduct, feiten: Procedurefeiten) -> Opmerking | None:
    """A budget is only lowered with the consent of the aanbieder, who may have asked for it."""
    vorige = _op_initiatief_van_gemeente(product, feiten)
    if vorige is None or vorige.budget is None or product.budget is None or product.budget >= vorige.budget:
        return None
    return Opmerking(
        "aanbieder",
        f"Het budget van toewijzing {vorige.nummer} is verlaagd van {euro(vorige.budget)} naar {euro(product.budget)}. "
        "Dat kan alleen na overleg en met uw instemming.",
        f"toewijzing {vorige.nummer}",
        "Budget",
    )


@REGELS.regel("OP305", "ToegewezenProduct")
def op305(product: ToegewezenProduct, feiten: Procedurefeiten) -> Opmerking | None:
    """What is contracted in pieces of effort is assigned in unit 84.

    Decidable when the agreements of the regio are loaded and they only know unit 84 for this code.
    """
    omvang = product.omvang
    if product.code is None or omvang is None or omvang.eenheid == _STUKS_INSPANNING or product.verwijderd:
        return None
    boek = feiten.facts.boek if isinstance(feiten.facts, ToewijzingFacts) else None
    if boek is None or boek.eenheden(product.code, product.ingangsdatum) != {_STUKS_INSPANNING}:
        return None
    return Opmerking(
        "gemeente",
        f"Product {product.code} is in stuks (inspanning) gecontracteerd: de toewijzing hoort eenheid 84 te hebben, "
        f"niet {omvang.eenheid}.",
        f"productcodelijst {boek.regio}",
        "Omvang/Eenheid",
    )


@REGELS.regel("OP380", "ToegewezenProduct")
def op380(product: ToegewezenProduct, feiten: Procedurefeiten) -> Opmerking | None:
    """Help that goes on in the same omvang lengthens the toewijzing that there is, while that has not ended."""
    if product.toewijzingnummer in feiten.toewijzingen or product.budget is not None or product.verwijderd:
        return None
    if product.omvang is not None and product.omvang.frequentie == TOTAAL:
        return None
    in_bericht = {een.toewijzingnummer: een for een in _bericht(feiten).producten}
    for oud in feiten.toewijzingen.values():
        in_dit_bericht = in_bericht.get(oud.nummer)
        if (
            oud.product == (product.categorie, product.code)
            and (oud.omvang, oud.budget) == (product.omvang, None)
            and oud.einddatum is not None
            and oud.einddatum + _DAG == product.ingangsdatum
            and oud.actueel_op(product.toewijzingsdatum)
            and (in_dit_bericht is None or oud.gelijk_aan(in_dit_bericht))
        ):
            return Opmerking(
                "gemeente",
                f"Toewijzing {product.toewijzingnummer} zet toewijzing {oud.nummer} (t/m {oud.einddatum}) voort met "
                "hetzelfde product en dezelfde omvang. Zolang die niet is verstreken, hoort haar einddatum te worden "
                "verlengd.",
                f"toewijzing {oud.nummer}",
                "ToewijzingNummer",
            )
    return None


@REGELS.regel("IV066", "ToegewezenProduct")
def iv066(product: ToegewezenProduct, feiten: Procedurefeiten) -> Opmerking | None:
    """A first toewijzing has no RedenWijziging."""
    if product.reden_wijziging is None or product.toewijzingnummer in feiten.toewijzingen:
        return None
    return Opmerking(
        "gemeente",
        f"Toewijzing {product.toewijzingnummer} is niet eerder ontvangen en heeft toch reden wijziging "
        f"{product.reden_wijziging}. Een eerste toewijzing heeft die niet; of de eerste is nooit aangekomen.",
        element="RedenWijziging",
    )


@REGELS.regel("IV099", "ToegewezenProduct")
def iv099(product: ToegewezenProduct, feiten: Procedurefeiten) -> Opmerking | None:
    """RedenWijziging is filled when end, omvang or budget differ from the version before, and only then."""
    vorige = _vorige(product, feiten)
    if vorige is None:
        return None
    gewijzigd, reden = not vorige.gelijk_aan(product), product.reden_wijziging
    if gewijzigd and reden is None:
        wat = f"is gewijzigd ({_verschil(vorige, product)}), maar heeft geen reden wijziging"
    elif not gewijzigd and reden is not None and not _zelfde_versie(vorige, product):
        wat = f"heeft reden wijziging {reden}, maar is niet gewijzigd"
    else:
        return None
    return Opmerking(
        "gemeente",
        f"Toewijzing {vorige.nummer} {wat} ten opzichte van de versie van {vorige.toewijzingsdatum}.",
        f"toewijzing {vorige.nummer}",
        "RedenWijziging",
    )


@REGELS.regel("IV094", "ToegewezenProduct")
def iv094(product: ToegewezenProduct, feiten: Procedurefeiten) -> Opmerking | None:
    """The reference of a verzoek om toewijzing stands with what is newly assigned on it, not with what was there."""
    referentie, vorige = product.referentie_aanbieder, _vorige(product, feiten)
    if referentie is None or vorige is None or _zelfde_versie(vorige, product):
        return None
    if _soort(referentie, feiten) != "JW315":
        return None
    return Opmerking(
        "gemeente",
        f"Toewijzing {vorige.nummer} bestond al en noemt verzoek om toewijzing {referentie}. Bij de andere "
        "toewijzingen dan die op het verzoek volgt, blijft de referentie leeg.",
        f"verzoek om toewijzing {referentie}",
        "ReferentieAanbieder",
    )


@REGELS.regel("IV093", "ToegewezenProduct")
def iv093(product: ToegewezenProduct, feiten: Procedurefeiten) -> Opmerking | None:
    """What changes on a verzoek om wijziging says that the aanbieder asked for it (reason 12)."""
    referentie, vorige = product.referentie_aanbieder, _vorige(product, feiten)
    if referentie is None or vorige is None or _soort(referentie, feiten) != "JW317":
        return None
    reden = product.reden_wijziging
    if reden is None or reden == _DOOR_AANBIEDER or vorige.gelijk_aan(product):
        return None
    return Opmerking(
        "gemeente",
        f"Toewijzing {vorige.nummer} is gewijzigd op verzoek om wijziging {referentie}; reden wijziging hoort 12 "
        f"(geïnitieerd door de aanbieder) te zijn, niet {reden}.",
        f"verzoek om wijziging {referentie}",
        "RedenWijziging",
    )


@REGELS.regel("IV097", "Client")
def iv097(client: Client, feiten: Procedurefeiten) -> Opmerking | None:
    """All that is assigned on a verzoek om wijziging carries its reference, also what stays as it is."""
    producten = _bericht(feiten).producten
    for referentie in _wijzigingsverzoeken(feiten):
        zonder = sorted(een.toewijzingnummer for een in producten if een.referentie_aanbieder != referentie)
        if zonder:
            return Opmerking(
                "gemeente",
                f"De referentie {referentie} van het verzoek om wijziging waarop het bericht volgt, staat niet bij "
                f"{toon_nummers(zonder)}; alle producten horen die te hebben.",
                f"verzoek om wijziging {referentie}",
            )
    return None


@REGELS.regel("OP087", "Client")
def op087(client: Client, feiten: Procedurefeiten) -> Opmerking | None:
    """A JW301 holds every toewijzing to the client that is valid on or after its day.

    What was assigned after the day of the message is left out: messages may come in another order (OP080).
    """
    bericht = _bericht(feiten)
    dag = bericht.header.dagtekening
    genoemd = {product.toewijzingnummer for product in bericht.producten}
    ontbreekt = sorted(
        een.nummer
        for een in feiten.toewijzingen.values()
        if een.nummer not in genoemd and een.toewijzingsdatum <= dag and een.actueel_op(dag)
    )
    if not ontbreekt:
        return None
    return Opmerking(
        "gemeente",
        f"Het bericht mist {toon_nummers(ontbreekt)} van deze client bij deze aanbieder, geldig op of na {dag}; een "
        "toewijzingsbericht bevat altijd alle lopende toewijzingen.",
        f"toewijzing {ontbreekt[0]}",
    )


@REGELS.regel("OP348", "Client")
def op348(client: Client, feiten: Procedurefeiten) -> Opmerking | None:
    """What was asked in a verzoek om wijziging is taken over when it is honoured.

    Dates count only where the asked one lies after the day of the message: for others another date may be agreed.
    """
    bericht = _bericht(feiten)
    for referentie in _wijzigingsverzoeken(feiten):
        for gevraagd in feiten.gevraagd.get(referentie, ()):
            if not _overgenomen(gevraagd, bericht, feiten):
                return Opmerking(
                    "gemeente",
                    f"Het bericht volgt op verzoek om wijziging {referentie}, maar neemt daaruit niet over: "
                    f"{_toon_gevraagd(gevraagd)}.",
                    f"verzoek om wijziging {referentie}",
                )
    return None


def _overgenomen(gevraagd: GevraagdProduct, bericht: Toewijzingsbericht, feiten: Procedurefeiten) -> bool:
    """Whether the message assigns what was asked; what stays as it is need not come along when it has ended."""
    dag = bericht.header.dagtekening
    bestaand = feiten.toewijzingen.get(gevraagd.toewijzingnummer or -1)
    zelfde = next((een for een in bericht.producten if een.toewijzingnummer == gevraagd.toewijzingnummer), None)
    if gevraagd.soort == "ongewijzigd":
        if zelfde is None or bestaand is None:
            return bestaand is None or not bestaand.actueel_op(dag)
        return bestaand.gelijk_aan(zelfde)
    if zelfde is not None and _zoals_gevraagd(zelfde, gevraagd, bestaand, dag):
        return True
    product = (gevraagd.categorie, gevraagd.code) if bestaand is None else bestaand.product
    return any(
        (een.categorie, een.code) == product and _zoals_gevraagd(een, gevraagd, bestaand, dag)
        for een in bericht.producten
        if een.toewijzingnummer not in feiten.toewijzingen
    )


def _zoals_gevraagd(
    product: ToegewezenProduct, gevraagd: GevraagdProduct, bestaand: Toewijzingsversie | None, dag: date
) -> bool:
    """Omvang and budget are those that were asked, and so are dates that are still to come.

    When the change itself should have begun already, other dates can be agreed; one that only lengthens keeps
    the Ingangsdatum of its toewijzing and still has an end to come.
    """
    if (product.omvang, product.budget) != (gevraagd.omvang, gevraagd.budget):
        return False
    begin, eind = gevraagd.ingangsdatum, gevraagd.einddatum
    if begin is not None and begin <= dag and (bestaand is None or begin != bestaand.ingangsdatum):
        return True
    if begin is not None and begin > dag and product.ingangsdatum != begin:
        return False
    return product.einddatum == eind or (eind is not None and eind <= dag)


def _bericht(feiten: Procedurefeiten) -> Toewijzingsbericht:
    if not isinstance(feiten.facts, ToewijzingFacts):
        raise TypeError("these are not the facts of a JW301")
    return feiten.facts.bericht


def _vorige(product: ToegewezenProduct, feiten: Procedurefeiten) -> Toewijzingsversie | None:
    """The version that this one follows on; None for a first one, a removal, or one that is older (IV013)."""
    vorige = feiten.toewijzingen.get(product.toewijzingnummer)
    if vorige is None or product.verwijderd or not vorige.ouder_dan(product):
        return None
    return vorige


def _op_initiatief_van_gemeente(product: ToegewezenProduct, feiten: Procedurefeiten) -> Toewijzingsversie | None:
    return _vorige(product, feiten) if product.referentie_aanbieder is None else None


def _zelfde_versie(vorige: Toewijzingsversie, product: ToegewezenProduct) -> bool:
    """Whether the same version is sent once more."""
    return (vorige.toewijzingsdatum, vorige.toewijzingstijd) == (product.toewijzingsdatum, product.toewijzingstijd)


def _soort(referentie: str, feiten: Procedurefeiten) -> str | None:
    """JW315 or JW317, or None for a verzoek that is not known."""
    facts = feiten.facts
    verzoek = facts.verzoeken.get(referentie) if isinstance(facts, ToewijzingFacts) else None
    return None if verzoek is None else verzoek.soort


def _wijzigingsverzoeken(feiten: Procedurefeiten) -> list[str]:
    """References of verzoeken om wijziging that a version in the message is the answer to."""
    referenties = dict.fromkeys(
        een.referentie_aanbieder
        for een in _bericht(feiten).producten
        if een.referentie_aanbieder is not None and not _opnieuw(een, feiten)
    )
    return [een for een in referenties if _soort(een, feiten) == "JW317"]


def _opnieuw(product: ToegewezenProduct, feiten: Procedurefeiten) -> bool:
    vorige = feiten.toewijzingen.get(product.toewijzingnummer)
    return vorige is not None and _zelfde_versie(vorige, product)


def _toon_omvang(omvang: Omvang | None, budget: int | None) -> str:
    if omvang is not None:
        return f"{toon(omvang.volume, omvang.eenheid)} (frequentie {omvang.frequentie})"
    return "geen omvang" if budget is None else f"een budget van {euro(budget)}"


def _verschil(vorige: Toewijzingsversie, product: ToegewezenProduct) -> str:
    delen = (
        ("einddatum", vorige.einddatum == product.einddatum),
        ("omvang", vorige.omvang == product.omvang),
        ("budget", vorige.budget == product.budget),
    )
    return ", ".join(naam for naam, gelijk in delen if not gelijk)


def _toon_gevraagd(gevraagd: GevraagdProduct) -> str:
    if gevraagd.soort == "ongewijzigd":
        return f"toewijzing {gevraagd.toewijzingnummer} ongewijzigd laten"
    omvang = _toon_omvang(gevraagd.omvang, gevraagd.budget)
    if gevraagd.soort == "nieuw":
        return f"nieuw product {gevraagd.code or gevraagd.categorie or ''} met {omvang} per {gevraagd.ingangsdatum}"
    return f"toewijzing {gevraagd.toewijzingnummer} wijzigen in {omvang} per {gevraagd.ingangsdatum}"
