"""The list of signals: newest first, by whom it is for, in pages."""

from __future__ import annotations

from tests.api.conftest import Deur, probleem
from tests.bank import AANBIEDER, GEMEENTE


def _onbekende_antwoorden(deur: Deur, aantal: int) -> list[str]:
    """Ids of answers on messages that are not known."""
    retour = deur.post(deur.bank.jw301(), "toetsingen").content
    return [deur.beoordeling(retour)["id"] for _ in range(aantal)]


def test_an_answer_that_matches_nothing_is_on_the_list(elke_deur: Deur) -> None:
    (id,) = _onbekende_antwoorden(elke_deur, 1)
    (signaal,) = elke_deur.get("signalen")["signalen"]
    assert (signaal["code"], signaal["voor"]) == ("ANTWOORD-ONBEKEND", "gemeente")
    assert (signaal["gemeente"], signaal["aanbieder"], signaal["bericht_code"]) == (GEMEENTE, AANBIEDER, "JW302")
    assert signaal["bericht"] == f"/api/v1/berichten/{id}"
    (in_oordeel,) = elke_deur.http.get(signaal["bericht"]).json()["signalen"]
    assert in_oordeel == {naam: signaal[naam] for naam in in_oordeel}


def test_filters_pick_and_pages_follow_each_other(deur: Deur) -> None:
    ids = _onbekende_antwoorden(deur, 5)
    assert (
        len(deur.get("signalen", voor="gemeente", gemeente=GEMEENTE, van="2026-05-06", tot="2026-05-06")["signalen"])
        == 5
    )
    for geen in ({"voor": "aanbieder"}, {"aanbieder": "65656055"}, {"code": "OP271"}, {"van": "2026-05-07"}):
        assert deur.get("signalen", **geen) == {"signalen": [], "volgende": None}
    gevonden, pagina = [], deur.get("signalen", limit="2")
    while True:
        gevonden += [een["bericht"].rpartition("/")[2] for een in pagina["signalen"]]
        if pagina["volgende"] is None:
            break
        pagina = deur.http.get(pagina["volgende"]).json()
    assert gevonden == ids[::-1]


def test_a_filter_that_does_not_exist_is_refused(deur: Deur) -> None:
    probleem(deur.http.get("/api/v1/signalen", params={"bsn": "1"}), 422, "onjuiste-vraag")
