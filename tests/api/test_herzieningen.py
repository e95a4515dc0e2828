"""A tariff that changes afterwards: the lines it touches, the messages that correct them, and what stays as it was."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any
from uuid import UUID

from hypothesis import given
from hypothesis import strategies as st

from app.contracts.afspraken import Afspraken
from app.contracts.geldigheid import Geldigheid
from app.contracts.model import EENMALIG, Productcode, Tarief, Termijnschema, Termijnsoort
from app.contracts.regio import Regio
from app.contracts.regiobestand import demoregio, lees_regio
from app.contracts.uitkomst import Herziening
from app.messages.records import Omvang
from app.standard.elfproef import test_bsn
from app.steering.herziening import herzie
from app.store.herzieningen import OudTarief, Toegekend
from tests.api.conftest import Deur, codes, probleem
from tests.bank import AANBIEDER, PRESTATIE, TOEWIJZING
from tests.steering.stuurwereld import AANBIEDERS, ALTIJD, maak_regio

V1, V2 = 400_000, 418_000
DAG = date(2026, 4, 1)
ARRANGEMENT = TOEWIJZING._replace(categorie="50", code="50D3B", omvang=Omvang(1, "82", "6"))
REGEL = PRESTATIE._replace(categorie="50", code="50D3B", volume=1, eenheid="82", tarief=V1, bedrag=V1)


def _herzien(regio: Regio) -> Regio:
    """The same agreements with a second version of 50D3B, decided on afterwards."""
    (eerste,) = (een for een in regio.tarieven if een.code == "50D3B")
    tweede = replace(
        eerste, bedrag=V2, versie=2, besluit="Fictief besluit 2026", reden="herziening", vastgesteld=date(2026, 5, 1)
    )
    return replace(regio, tarieven=(*regio.tarieven, tweede))


def test_acceptance_point_11_a_retroactive_tariff_yields_corrections_and_keeps_history(elke_deur: Deur) -> None:
    """400,000 was granted and 418,000 holds: a credit, then a debet, and 18,000 between them."""
    deur, bank = elke_deur, elke_deur.bank
    deur.post(bank.jw301(ARRANGEMENT))
    eerder = deur.beoordeling(bank.jw323(REGEL))
    assert eerder["oordeel"] == "goedgekeurd"
    bewaard = deur.get(f"berichten/{eerder['id']}")
    assert deur.get("herzieningen/DEMO/50D3B")["aantal"] == 0
    bank.knoop.laad_regio(_herzien(lees_regio(demoregio())))

    (versie,) = deur.get("herzieningen/DEMO")["versies"]
    assert (versie["code"], versie["versie"], versie["bedrag"]) == ("50D3B", 2, V2)
    lijst = deur.get("herzieningen/DEMO/50D3B")
    assert (lijst["aantal"], lijst["credit"], lijst["debet"], lijst["verschil"]) == (1, V1, V2, 18_000)
    assert lijst["fictief"] is True
    (regel,) = lijst["regels"]
    assert (regel["bericht_id"], regel["referentienummer"], regel["verschil"]) == (eerder["id"], "RN1", 18_000)
    assert (regel["tarief"], regel["nieuw_tarief"], regel["besluit"]) == (V1, V2, "Fictief besluit 2026")
    tekst = deur.http.get("/api/v1/herzieningen/DEMO/50D3B", params={"vorm": "csv"}).text
    assert tekst.splitlines()[1].endswith(f"{V1};{V2};18000;ja")

    vraag = {"regio": "DEMO", "code": "50D3B", "aanbieder": AANBIEDER}
    correctie: dict[str, Any] = deur.http.post("/api/v1/herzieningen", json=vraag).json()
    credit, debet = correctie["berichten"]
    assert (credit["soort"], credit["totaal"], credit["wacht_op"]) == ("credit", -V1, [])
    assert (debet["soort"], debet["totaal"], debet["wacht_op"]) == ("debet", V2, [1])
    assert deur.get(f"berichten/{eerder['id']}") == bewaard  # what was decided, and why, stays
    assert deur.get("herzieningen/DEMO/50D3B") == lijst  # composing keeps nothing

    for bericht in (credit, debet):
        assert codes(deur.post(bericht["xml"].encode()).content) == ["0200", "8001"]
    assert deur.get("toewijzingen/0384/1001")["toegekend_bedrag"] == V2
    assert deur.get(f"berichten/{eerder['id']}") == bewaard
    assert deur.get("herzieningen/DEMO/50D3B")["aantal"] == 0
    probleem(deur.http.post("/api/v1/herzieningen", json=vraag), 404, "niet-gevonden")


def test_a_revision_of_a_toewijzing_in_euros_waits_for_the_toewijzing(elke_deur: Deur) -> None:
    """START and EIND of 400,000 become those of 418,000; until the JW301 says so too, 9322 is expected."""
    deur, bank = elke_deur, elke_deur.bank
    maart = date(2026, 3, 1)
    traject = ARRANGEMENT._replace(omvang=Omvang(V1, "83", "6"), toewijzingsdatum=maart, ingangsdatum=maart)
    deur.post(bank.jw301(traject))
    eind = REGEL._replace(eenheid="83", volume=120_000, tarief=None, bedrag=120_000)
    start = eind._replace(
        referentienummer="RN0", begindatum=maart, einddatum=date(2026, 3, 31), volume=280_000, bedrag=280_000
    )
    assert codes(deur.post(bank.jw323(start, eind)).content) == ["0200", "8001"]
    bank.knoop.laad_regio(_herzien(lees_regio(demoregio())))
    lijst = deur.get("herzieningen/DEMO/50D3B")
    assert [(een["credit"], een["debet"], een["nieuw_tarief"]) for een in lijst["regels"]] == [
        (280_000, 292_600, None),
        (120_000, 125_400, None),
    ]
    assert (lijst["credit"], lijst["debet"], lijst["verschil"]) == (V1, V2, 18_000)

    vraag = {"regio": "DEMO", "code": "50D3B", "aanbieder": AANBIEDER}
    te_vroeg = deur.http.post("/api/v1/herzieningen", json=vraag).json()
    assert te_vroeg["wordt_toegekend"] is False
    verwacht = {een["retourcode"] for regel in te_vroeg["regels"] for een in regel["verwacht"]}
    assert verwacht == {"9322"}

    hoger = traject._replace(omvang=Omvang(V2, "83", "6"), reden_wijziging="03", toewijzingstijd="11:00:00")
    gemeld = deur.beoordeling(bank.jw301(hoger))
    assert "SIG-TARIEF-TOEWIJZING" not in [een["code"] for een in gemeld["signalen"]]
    correctie = deur.http.post("/api/v1/herzieningen", json=vraag).json()
    assert correctie["wordt_toegekend"] is True
    assert [(een["soort"], een["totaal"]) for een in correctie["berichten"]] == [("credit", -V1), ("debet", V2)]
    for bericht in correctie["berichten"]:
        assert codes(deur.post(bericht["xml"].encode()).content) == ["0200", "8001"]
    assert deur.get("toewijzingen/0384/1001")["toegekend_bedrag"] == V2
    assert deur.get("herzieningen/DEMO/50D3B")["aantal"] == 0


def test_what_is_not_known_is_told(deur: Deur) -> None:
    probleem(deur.http.get("/api/v1/herzieningen/NERGENS"), 404, "niet-gevonden")
    probleem(deur.http.get("/api/v1/herzieningen/NERGENS/50D3B"), 404, "niet-gevonden")
    vraag = {"regio": "NERGENS", "code": "50D3B", "aanbieder": AANBIEDER}
    probleem(deur.http.post("/api/v1/herzieningen", json=vraag), 404, "niet-gevonden")


def test_no_bsn_is_in_a_list_of_revisions(deur: Deur) -> None:
    deur.post(deur.bank.jw301(ARRANGEMENT))
    deur.post(deur.bank.jw323(REGEL))
    deur.bank.knoop.laad_regio(_herzien(lees_regio(demoregio())))
    assert test_bsn(0) not in deur.http.get("/api/v1/herzieningen/DEMO/50D3B").text


def _regel(eenheid: str, volume: int, tarief: int | None, bedrag: int) -> Toegekend:
    return Toegekend(
        bericht_id=UUID(int=1),
        gemeente="0384",
        aanbieder=AANBIEDERS[0],
        referentienummer="RN1",
        toewijzingnummer=1,
        ingangsdatum=DAG,
        begindatum=DAG,
        einddatum=DAG,
        eenheid=eenheid,
        volume=volume,
        tarief=tarief,
        bedrag=bedrag,
    )


def _verschillen(
    regel: Toegekend, schema: Termijnschema = EENMALIG, eenheid: str = "82", oud: int = V1, nieuw: int = V2
) -> list[Herziening]:
    """What a revision makes of one line with code 50X3B, in a regio where it is the only one."""
    regio = maak_regio()
    product = Productcode("50", "50X3B", "", regel.eenheid, ALTIJD, "SPEC", "3", "B", termijnschema=schema)
    if eenheid == "04":
        product = replace(product, perceel="HOOG", profiel=None, intensiteit=None)
    tarief = Tarief("50X3B", eenheid, nieuw, ALTIJD, versie=2)
    afspraken = Afspraken(replace(regio, productcodes=(product,), tarieven=(tarief,)))
    versies = [OudTarief(eenheid, None, None, bedrag, ALTIJD.van, None) for bedrag in (oud, nieuw)]
    return [een.herziening for een in herzie(afspraken, "50X3B", [regel], versies)]


def test_the_worked_example_of_a_revision() -> None:
    assert _verschillen(_regel("82", 1, V1, V1)) == [Herziening(V1, V2)]
    assert Herziening(V1, V2).verschil == 18_000


def test_a_line_at_the_new_price_or_at_a_price_of_its_own_is_left_alone() -> None:
    assert _verschillen(_regel("82", 1, V2, V2)) == []
    assert _verschillen(_regel("82", 1, V1 - 1, V1 - 1)) == []


def test_an_instalment_becomes_the_same_instalment_of_the_new_amount() -> None:
    schema = Termijnschema(Termijnsoort.START_EIND, start=70, eind=30)
    assert _verschillen(_regel("83", 280_000, None, 280_000), schema) == [Herziening(280_000, 292_600)]
    assert _verschillen(_regel("83", 120_000, None, 120_000), schema) == [Herziening(120_000, 125_400)]
    assert _verschillen(_regel("83", 1, None, 1), schema) == []


def test_minutes_follow_the_tariff_of_an_hour() -> None:
    """500 minutes at 95 and at 99 euros an hour: 791.67 and 825.00."""
    regel = _regel("01", 500, 158, 79_167)
    assert _verschillen(regel, eenheid="04", oud=9500, nieuw=9900) == [Herziening(79_167, 82_500)]


def test_a_version_from_a_later_day_leaves_earlier_toewijzingen_alone() -> None:
    regio = maak_regio()
    later = Tarief("50S3B", "82", V2, Geldigheid(date(2026, 4, 2)), versie=2)
    afspraken = Afspraken(replace(regio, tarieven=(*regio.tarieven, later)))
    oud = [OudTarief("82", None, None, V1, ALTIJD.van, None), OudTarief("82", None, None, V2, later.geldig.van, None)]
    assert list(herzie(afspraken, "50S3B", [_regel("82", 1, V1, V1)], oud)) == []


@given(st.integers(1, 10**6), st.integers(1, 10**6), st.integers(1, 99))
def test_all_instalments_together_become_the_new_amount(oud: int, nieuw: int, start: int) -> None:
    schema = Termijnschema(Termijnsoort.START_EIND, start=start, eind=100 - start)
    delen = (oud * start // 100, oud - oud * start // 100)
    nieuwe = {nieuw * start // 100, nieuw - nieuw * start // 100}
    if delen[0] == delen[1] or set(delen) & nieuwe:
        return
    uitkomst = [een for deel in delen for een in _verschillen(_regel("83", deel, None, deel), schema, "82", oud, nieuw)]
    assert sum(een.verschil for een in uitkomst) == nieuw - oud
