"""Sixteen clients at once: each gets its answer, and together they never get more than there is."""

from __future__ import annotations

from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from datetime import date

from app.messages.pakket import Pakket
from app.messages.records import Omvang
from app.standard.kalender import laatste_van_maand
from tests.api.conftest import Deur, codes
from tests.bank import AANGEVRAAGD, AFWIJZING, IN_ONDERZOEK, PRESTATIE, TOEWIJZING

CLIENTS = 16


def test_claims_on_one_toewijzing_never_pass_its_maximum(elke_deur: Deur) -> None:
    """28 hours were assigned in all; 16 clients ask 2 hours each, over a month of their own."""
    deur, bank = elke_deur, elke_deur.bank
    maanden = [date(2025 + maand // 12, maand % 12 + 1, 1) for maand in range(CLIENTS)]
    toewijzing = TOEWIJZING._replace(
        ingangsdatum=maanden[0],
        einddatum=laatste_van_maand(maanden[-1]),
        toewijzingsdatum=maanden[0],
        omvang=Omvang(28, "04", "6"),
    )
    assert deur.beoordeling(bank.jw301(toewijzing))["oordeel"] == "goedgekeurd"
    berichten = [
        bank.jw323(
            PRESTATIE._replace(
                referentienummer=f"RN{maand}",
                begindatum=maand,
                einddatum=laatste_van_maand(maand),
                volume=2,
                tarief=8500 if maand.year == 2025 else 8800,
                bedrag=2 * (8500 if maand.year == 2025 else 8800),
            )
        )
        for maand in maanden
    ]
    with ThreadPoolExecutor(CLIENTS) as clients:
        antwoorden = list(clients.map(deur.post, berichten))
    assert {antwoord.status_code for antwoord in antwoorden} == {200}
    gekregen = [codes(antwoord.content) for antwoord in antwoorden]
    assert sum("8001" in een for een in gekregen) == 14
    assert sum("9322" in een for een in gekregen) == 2
    stand = deur.get("toewijzingen/0384/1001")
    assert (stand["resterend"]["toegekend"], stand["resterend"]["over"]) == (28 * 60, 0)
    assert [een["staat"] for een in stand["prestaties"]].count("toegekend") == 14


def test_one_key_from_all_clients_is_handled_once(elke_deur: Deur) -> None:
    bericht = elke_deur.bank.jw301().bytes()
    with ThreadPoolExecutor(CLIENTS) as clients:
        antwoorden = list(clients.map(lambda _: elke_deur.post(bericht, Idempotency_Key="een"), range(CLIENTS)))
    goed = [antwoord for antwoord in antwoorden if antwoord.status_code == 200]
    assert {antwoord.status_code for antwoord in antwoorden} <= {200, 409}
    assert len({antwoord.content for antwoord in goed}) == 1
    assert len(elke_deur.get("berichten")["berichten"]) == 1


def test_of_verzoeken_and_answers_at_once_one_is_taken(elke_deur: Deur) -> None:
    """One verzoek for a child (TR374), one time in onderzoek (TR360), and either refused or honoured."""
    deur, bank = elke_deur, elke_deur.bank
    verzoeken = [bank.jw315(AANGEVRAAGD._replace(referentie_aanbieder=f"VOT{nummer}")) for nummer in range(CLIENTS)]
    assert _tel(deur, verzoeken) == {"goedgekeurd": 1, "9374": CLIENTS - 1}
    (gevraagd,) = [een for een in deur.get("berichten")["berichten"] if een["oordeel"] == "goedgekeurd"]
    referentie = next(
        f"VOT{nummer}"
        for nummer, een in enumerate(verzoeken)
        if f">{gevraagd['bericht']['identificatie']}<".encode() in een.bytes()
    )
    onderzoek = IN_ONDERZOEK._replace(referentie_aanbieder=referentie)
    assert _tel(deur, [bank.jw319(onderzoek) for _ in range(CLIENTS)]) == {"goedgekeurd": 1, "9360": CLIENTS - 1}
    helft = CLIENTS // 2
    afwijzingen = [bank.jw319(AFWIJZING._replace(referentie_aanbieder=referentie)) for _ in range(helft)]
    toewijzingen = [
        bank.jw301(TOEWIJZING._replace(toewijzingnummer=1001 + nummer, referentie_aanbieder=referentie))
        for nummer in range(helft)
    ]
    assert _tel(deur, [een for paar in zip(afwijzingen, toewijzingen, strict=True) for een in paar]) in (
        {"goedgekeurd": 1, "9365": helft - 1, "9379": helft},
        {"goedgekeurd": 1, "9359": helft, "9379": helft - 1},
    )


def _tel(deur: Deur, berichten: list[Pakket]) -> Counter[str]:
    """How often each telling code was given to messages that came at once."""
    with ThreadPoolExecutor(CLIENTS) as clients:
        antwoorden = list(clients.map(deur.post, berichten))
    return Counter(
        next((code for code in codes(antwoord.content) if code != "0200"), "goedgekeurd") for antwoord in antwoorden
    )
