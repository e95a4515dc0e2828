"""Level 3 rules on a verzoek as a whole: class AangevraagdProduct and Client of JW315, class Verzoek of JW317."""

from __future__ import annotations

from collections.abc import Iterator

from app.messages.records import AangevraagdProduct, Client, Verzoek, Wijzigingsverzoek
from app.rules.collection import RuleCollection
from app.rules.facts import BekendeToewijzing, VerzoekFacts
from app.rules.outcome import Fired, Outcome
from app.rules.stapeling import Productperiode, stapelingen

REGELS = RuleCollection()


@REGELS.rule("TR347", "AangevraagdProduct", "Verzoek")
def tr347(verzoek: AangevraagdProduct | Verzoek, facts: VerzoekFacts) -> Outcome:
    """An aanbieder uses a ReferentieAanbieder once, over all its verzoeken at whatever gemeente."""
    eerder = facts.verzoeken.get(verzoek.referentie_aanbieder)
    if eerder is None:
        return None
    return Fired(
        gevonden=f"ReferentieAanbieder {eerder.referentie}",
        verwacht="een referentie die nog niet is gebruikt",
        uitleg=f"Referentie {eerder.referentie} is al gebruikt in een {eerder.naam} dat op {eerder.ontvangen} is "
        "ontvangen; ieder verzoek krijgt een eigen referentie.",
        vergeleken_met=f"{eerder.naam} {eerder.referentie}",
    )


@REGELS.rule("TR374", "Client", "Verzoek")
def tr374(_klasse: Client | Verzoek, facts: VerzoekFacts) -> Outcome:
    """No new verzoek for a client as long as one of this aanbieder is in behandeling at this gemeente (OP350).

    Each AangevraagdProduct of an earlier JW315 is a verzoek of its own; one that is left open is enough.
    """
    if not facts.onderhanden:
        return None
    eerste = facts.onderhanden[0]
    namen = ", ".join(f"{een.referentie} ({een.naam}, ontvangen op {een.ontvangen})" for een in facts.onderhanden)
    return Fired(
        gevonden=f"{len(facts.onderhanden)} verzoek(en) in behandeling",
        verwacht="geen verzoek van deze aanbieder in behandeling voor deze client",
        uitleg=f"Nog in behandeling bij deze gemeente: {namen}. Een nieuw verzoek kan na een toewijzing met die "
        "referentie, of na een antwoord waarin het verzoek is afgewezen.",
        vergeleken_met=f"{eerste.naam} {eerste.referentie}",
    )


@REGELS.rule("TR349", "Verzoek")
def tr349(_verzoek: Verzoek, facts: VerzoekFacts) -> Outcome:
    """A JW317 names every toewijzing of the client that is valid on or after its Dagtekening."""
    bericht = facts.bericht
    if not isinstance(bericht, Wijzigingsverzoek):
        return None
    genoemd = bericht.toewijzingnummers
    ontbreekt = [een for nummer, een in sorted(facts.actueel.items()) if nummer not in genoemd]
    if not ontbreekt:
        return None
    dag = bericht.header.dagtekening
    return Fired(
        gevonden=f"zonder toewijzing {', '.join(str(een.nummer) for een in ontbreekt)}",
        verwacht=f"alle {len(facts.actueel)} toewijzing(en) die op of na {dag} gelden",
        uitleg=f"Op of na de dagtekening {dag} gelden {len(facts.actueel)} toewijzing(en) van deze gemeente aan deze "
        f"aanbieder voor deze client. Niet genoemd, als ongewijzigd of als te wijzigen product: "
        f"{', '.join(map(_met_periode, ontbreekt))}.",
        vergeleken_met=f"toewijzing {ontbreekt[0].nummer}",
    )


@REGELS.rule("TR361", "Verzoek")
def tr361(_verzoek: Verzoek, facts: VerzoekFacts) -> Outcome:
    """The same product twice in a JW317 only over periods that do not overlap, whatever class it is in.

    An OngewijzigdProduct and a TeWijzigenProduct have the product of their toewijzing; the first has its
    period too. One on a toewijzing that is not valid is left to TR350 and TR351.
    """
    bericht = facts.bericht
    if not isinstance(bericht, Wijzigingsverzoek):
        return None
    producten = list(_gevraagd(bericht, facts))
    paar = next(stapelingen([periode for _, periode in producten]), None)
    if paar is None:
        return None
    (naam, periode), (eerder, eerdere_periode) = producten[paar[0]], producten[paar[1]]
    return Fired(
        gevonden=f"{naam} ({periode.tekst})",
        verwacht=f"een periode buiten {eerdere_periode.tekst}",
        uitleg=f"Na dit verzoek zou {naam} ({periode.tekst}) overlappen met {eerder} ({eerdere_periode.tekst}) voor "
        "hetzelfde product.",
        vergeleken_met=eerder,
    )


def _gevraagd(bericht: Wijzigingsverzoek, facts: VerzoekFacts) -> Iterator[tuple[str, Productperiode]]:
    """What there would be after the verzoek: a name for each product, and its period."""
    for blijft in bericht.ongewijzigd:
        bekend = facts.actueel.get(blijft.toewijzingnummer)
        if bekend is not None:
            yield (
                f"de ongewijzigde toewijzing {bekend.nummer}",
                Productperiode(bekend.categorie, bekend.code, bekend.ingangsdatum, bekend.einddatum),
            )
    for wordt in bericht.te_wijzigen:
        bekend = facts.actueel.get(wordt.toewijzingnummer)
        if bekend is not None:
            yield (
                f"de te wijzigen toewijzing {bekend.nummer}",
                Productperiode(bekend.categorie, bekend.code, wordt.ingangsdatum, wordt.einddatum),
            )
    for komt in bericht.nieuw:
        yield (
            f"het nieuwe product {komt.code or komt.categorie or 'zonder productcode'} vanaf {komt.ingangsdatum}",
            Productperiode(komt.categorie, komt.code, komt.ingangsdatum, komt.einddatum),
        )


def _met_periode(toewijzing: BekendeToewijzing) -> str:
    return f"toewijzing {toewijzing.nummer} ({toewijzing.ingangsdatum} t/m {toewijzing.einddatum or 'onbepaald'})"
