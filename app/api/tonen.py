"""From stored messages to what the API shows of them."""

from __future__ import annotations

from app.exchange.weergave import (
    Beoordeling,
    BerichtKop,
    Retour,
    toon_bevindingen,
    toon_niet_toetsbaar,
    toon_signalen,
)
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


def toon_bewaard(bericht: BewaardBericht, adres: str) -> Beoordeling:
    """The judgement on a stored message, the same as when it was handed in."""
    rij = bericht.rij
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
            "signalen": toon_signalen(bericht.signalen),
        }
    )
