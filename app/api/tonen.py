"""From stored messages to what the API shows of them."""

from __future__ import annotations

from app.exchange.partnerweergave import OntvangenAntwoord, toon_partner
from app.exchange.weergave import (
    Beoordeling,
    BerichtKop,
    Retour,
    toon_bevindingen,
    toon_niet_toetsbaar,
    toon_signalen,
)
from app.messages.releases import Releases
from app.store.raadplegen import Berichtrij, BewaardBericht


def toon_kop(rij: Berichtrij) -> BerichtKop:
    """What identifies a stored message."""
    return BerichtKop(
        code=rij.code,
        afzender=rij.afzender,
        ontvanger=rij.ontvanger,
        identificatie=rij.identificatie,
        dagtekening=rij.dagtekening,
    )


def toon_retour(rij: Berichtrij, adres: str) -> Retour | None:
    """Its answer; ``adres`` is the path of all messages. None for a message that is held."""
    if rij.antwoord_code is None or rij.antwoord_identificatie is None:
        return None
    return Retour(code=rij.antwoord_code, identificatie=rij.antwoord_identificatie, link=f"{adres}/{rij.id}/retour")


def toon_bewaard(bericht: BewaardBericht, adres: str, releases: Releases, voor: str | None = None) -> Beoordeling:
    """The judgement on a stored message, the same as when it was handed in; with the signals for ``voor`` only."""
    rij = bericht.rij
    partner = bericht.partner and toon_partner(
        bericht.partner,
        bericht.complement,
        bericht.heen,
        release=releases.met_naam(rij.release) or releases.eerste,
        code=rij.code,
        adres=adres,
    )
    return Beoordeling.model_validate(
        {
            "id": rij.id,
            "ontvangen": rij.ontvangen,
            "release": rij.release,
            "bericht": toon_kop(rij),
            "oordeel": rij.oordeel,
            "retour": toon_retour(rij, adres),
            "bevindingen": toon_bevindingen(bericht.bevindingen, bericht.inhoud),
            "niet_toetsbaar": toon_niet_toetsbaar(bericht.niet_toetsbaar),
            "signalen": toon_signalen(bericht.signalen, voor),
            "partner": partner,
            "antwoorden": tuple(
                OntvangenAntwoord.model_validate({**een._asdict(), "link": f"{adres}/{een.id}"})
                for een in bericht.antwoorden
            ),
        }
    )
