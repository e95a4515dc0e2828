"""The bundle of an aanbieder is what each of its figures says of that quarter, as JSON and as a zip of CSVs."""

from __future__ import annotations

import io
import zipfile
from datetime import date
from typing import Any

from app.steering.stuurcijfers.bundel import ONDERDELEN
from tests.api.conftest import Deur, probleem
from tests.steering.stuurwereld import AANBIEDERS, Traject, Wereld

PAD = f"/api/v1/aanbiederbundels/{AANBIEDERS[0]}/2026-K1"
KWARTAAL = {"van": "2026-01-01", "tot": "2026-03-31"}
JAAR = {"van": "2025-04-01", "tot": "2026-03-31"}


def _wereld(deur: Deur) -> None:
    wereld = Wereld(deur.bank)
    wereld.laad()
    wereld.plaats(
        Traject(
            aanbieder=wie,
            client=nummer,
            pic=("SPEC", "3", "ABCD"[nummer % 4]),
            ingang=date(2026, 1 + nummer % 4, 5),
            bedragen=((date(2026, 2, 1), 1000 * nummer),),
            afgekeurd=((date(2026, 2, 1), 5),),
            gestart=date(2026, 2, 1 + nummer),
            gestopt=(date(2026, 3, 31), "32" if nummer % 3 else "31"),
        )
        for nummer in range(1, 21)
        for wie in AANBIEDERS[:3]
    )


def _vraag(naam: str, extra: dict[str, Any], kwartalen: int) -> dict[str, Any]:
    return {"aanbieder": AANBIEDERS[0], **extra, **(JAAR if kwartalen == 4 else KWARTAAL)}


def test_each_part_is_what_its_figure_says(elke_deur: Deur) -> None:
    _wereld(elke_deur)
    gevonden = elke_deur.http.get(PAD).json()
    assert (gevonden["kwartaal"], gevonden["fictief"]) == ("2026-K1", True)
    assert (gevonden["van"], gevonden["tot"]) == ("2026-01-01", "2026-03-31")
    for naam, cijfer, extra, kwartalen in ONDERDELEN:
        zelf = elke_deur.get(f"stuurcijfers/{cijfer.naam}", **_vraag(naam, dict(extra), kwartalen))
        assert gevonden[naam] == zelf, naam
    elders = elke_deur.http.get(PAD, params={"gemeente": "0503"}).json()
    assert elders["picmix"]["rijen"] == elders["volume"]["rijen"] == elders["uitkomsten"]["regios"] == []
    assert {naam for naam in gevonden if gevonden[naam] and isinstance(gevonden[naam], dict)} == {
        *(een.naam for een in ONDERDELEN),
        "uitkomsten",
    }
    assert [een["regio"] for een in gevonden["uitkomsten"]["regios"]] == ["STUUR"]
    assert [rij["trajecten"] for rij in gevonden["picmix"]["rijen"]] == [5, 5, 5]


def test_the_zip_has_each_part_as_its_own_csv(deur: Deur) -> None:
    _wereld(deur)
    antwoord = deur.http.get(PAD, headers={"Accept": "application/zip"})
    assert antwoord.headers["content-type"] == "application/zip"
    assert f'filename="{AANBIEDERS[0]}_2026-K1.zip"' in antwoord.headers["content-disposition"]
    assert antwoord.content == deur.http.get(PAD, params={"vorm": "zip"}).content
    with zipfile.ZipFile(io.BytesIO(antwoord.content)) as archief:
        namen = archief.namelist()
        for naam, cijfer, extra, kwartalen in ONDERDELEN:
            vraag = _vraag(naam, dict(extra), kwartalen)
            bestand = f"{naam}_{vraag['van']}_{vraag['tot']}.csv"
            zelf = deur.http.get(f"/api/v1/stuurcijfers/{cijfer.naam}", params={**vraag, "vorm": "csv"})
            assert archief.read(bestand).decode() == zelf.text, naam
        assert "uitkomsten_2026-01-01_2026-03-31.csv" in namen
        assert len(namen) == len(ONDERDELEN) + 1


def test_what_cannot_be_bundled_is_refused(deur: Deur) -> None:
    antwoord = deur.http.get(f"/api/v1/aanbiederbundels/{AANBIEDERS[0]}/2026-K3")
    assert "nog niet begonnen" in probleem(antwoord, 422, "onjuiste-vraag")["detail"]
    antwoord = deur.http.get(f"/api/v1/aanbiederbundels/{AANBIEDERS[0]}/2026-K5")
    assert probleem(antwoord, 422, "onjuiste-vraag")["fouten"][0]["pad"] == "path.kwartaal"
    probleem(deur.http.get(PAD, headers={"Accept": "text/csv"}), 406, "niet-aan-te-bieden")
