"""Conversions to a new system over HTTP: the worklist, what takes a toewijzing off it, and what is shown of it."""

from __future__ import annotations

import csv
import io
from typing import Any

from app.assembly import herhaal_geschiedenis
from app.exchange.ports import Afhandeling
from app.messages.records import Omvang, ToegewezenProduct
from tests.api.conftest import Deur, probleem
from tests.bank import ANDER_KIND, KIND
from tests.contracts.tweeling import Proef, proef

ZES, ELF = 6, 11
RIJNMOND, ZONDER_CONTRACT, HOFSTAD = "60600001", "60600009", "50500001"
UREN, WEEK, STUK = Omvang(20, "04", "2"), Omvang(1, "82", "2"), Omvang(1, "82", "6")


def rotterdam(deur: Deur, aanbieder: str = RIJNMOND) -> Proef:
    """In the middle of the second year; conversion was due at the end of the first."""
    return proef(deur, "rijnmond", ELF, "0599", aanbieder)


def stuur(waar: Proef, *producten: ToegewezenProduct, aanbieder: str | None = None, **kop: Any) -> dict[str, Any]:
    """A JW301 with all these toewijzingen, that has to be approved."""
    partijen: dict[str, Any] = {"afzender": waar.gemeente, "ontvanger": aanbieder or waar.aanbieder}
    oordeel = waar.deur.beoordeling(waar.deur.bank.jw301(*producten, **partijen, **kop))
    assert oordeel["oordeel"] == "goedgekeurd", oordeel["bevindingen"]
    return oordeel


def beeindigd(waar: Proef, oud: ToegewezenProduct, dag: str, reden: str = "10") -> ToegewezenProduct:
    """The next version of a toewijzing: it ends on a day, for a reason."""
    return oud._replace(toewijzingsdatum=waar.deur.bank.dagtekening, einddatum=waar.dag(dag), reden_wijziging=reden)


def nieuw(waar: Proef, oud: ToegewezenProduct, nummer: int, code: str, van: str, omvang: Omvang) -> ToegewezenProduct:
    """A toewijzing in the new system."""
    return oud._replace(
        toewijzingnummer=nummer,
        categorie=code[:2],
        code=code,
        omvang=omvang,
        toewijzingsdatum=waar.deur.bank.dagtekening,
        ingangsdatum=waar.dag(van),
        einddatum=waar.dag(van).replace(month=6, day=30),
    )


def lijst(deur: Deur, **vraag: str) -> list[dict[str, Any]]:
    """The worklist."""
    rijen: list[dict[str, Any]] = deur.get("omzettingen", **vraag)["omzettingen"]
    return rijen


def nummers(deur: Deur, **vraag: str) -> list[int]:
    """The numbers on the worklist."""
    return [een["toewijzingnummer"] for een in lijst(deur, **vraag)]


def overgangen(deur: Deur) -> list[tuple[str, str]]:
    """Each SIG-OVERGANG in the register, with what became of it."""
    rijen = deur.get("signalen", code="SIG-OVERGANG")["signalen"]
    return [(een["verwijzing"], een["toestand"]) for een in reversed(rijen)]


def test_a_right_that_runs_on_is_listed_until_it_is_converted(elke_deur: Deur) -> None:
    """R123: listed, ended, followed up by another, and then the signal on it is closed."""
    waar = rotterdam(elke_deur)
    oud = waar.wijs_toe("45A48", "2017-10-01", "2019-06-30", UREN)
    waar.wijs_toe("45A48", "2017-11-01", "2018-12-31", UREN)
    (rij,) = lijst(elke_deur, gemeente="0599")
    assert (rij["toewijzingnummer"], rij["code"], rij["perceel"]) == (oud.toewijzingnummer, "45A48", "E")
    assert (rij["overgangsregel"], rij["oude_vorm"], rij["nieuwe_vorm"]) == ("C", None, "WEEKTARIEF")
    assert (rij["laatste_dag"], rij["nieuw_vanaf"]) == ("2029-12-31", "2030-01-01")
    assert rij["dagen"] == (waar.dag("2018-12-31") - elke_deur.bank.dagtekening).days
    assert rij["einddatum"] == "2030-06-30"
    assert "Overgangsregel C laat de oude code 45A48 toe tot 2030-01-01" in rij["uitleg"]
    assert overgangen(elke_deur) == [(f"toewijzing {oud.toewijzingnummer}", "open")]

    einde = beeindigd(waar, oud, "2018-12-31")
    stuur(waar, einde)
    assert lijst(elke_deur) == []
    (wacht,) = lijst(elke_deur, toestand="zonder_opvolger")
    assert (wacht["toewijzingnummer"], wacht["opvolgers"]) == (oud.toewijzingnummer, [])
    assert "geen toewijzing van deze jeugdige in het nieuwe stelsel gaat in op 2030-01-01" in wacht["uitleg"]
    assert overgangen(elke_deur) == [(f"toewijzing {oud.toewijzingnummer}", "open")]

    r1, o2 = (nieuw(waar, oud, nummer, code, "2019-01-01", WEEK) for nummer, code in ((3001, "50R1M"), (3002, "50R5L")))
    oordeel = stuur(waar, einde, r1, o2)
    assert nummers(elke_deur, toestand="zonder_opvolger") == []
    (klaar,) = lijst(elke_deur, toestand="omgezet", regio="RIJNMOND")
    assert [een["toewijzingnummer"] for een in klaar["opvolgers"]] == [3001, 3002]
    assert {een["bericht"] for een in klaar["opvolgers"]} == {f"/api/v1/berichten/{oordeel['id']}"}
    assert klaar["uitleg"].endswith("opgevolgd door 3001, 3002.")
    assert overgangen(elke_deur) == [(f"toewijzing {oud.toewijzingnummer}", "gesloten")]
    (signaal,) = elke_deur.get("signalen", code="SIG-OVERGANG")["signalen"]
    (stap,) = elke_deur.get(f"signalen/{signaal['id']}")["spoor"]
    assert "toewijzing 3002 volgt haar op per 2030-01-01" in stap["toelichting"]

    keten = elke_deur.http.get(klaar["keten"]).json()
    verband = {een["nummer"]: (een["volgt_op"], een["opgevolgd_door"]) for een in keten["toewijzingen"]}
    assert verband[oud.toewijzingnummer] == ([], [3001, 3002])
    assert verband[3001] == verband[3002] == ([oud.toewijzingnummer], [])


def test_the_order_in_which_end_and_successor_come_does_not_matter(elke_deur: Deur) -> None:
    """OP080; also when the new aanbieder is another one, as for a right at an aanbieder without contract."""
    waar = rotterdam(elke_deur, ZONDER_CONTRACT)
    oud = waar.wijs_toe("45A48", "2017-10-01", "2020-12-31", UREN)
    opvolger = nieuw(waar, oud, 3001, "50R1M", "2019-01-01", WEEK)
    stuur(waar, opvolger, aanbieder=RIJNMOND)
    assert nummers(elke_deur) == [oud.toewijzingnummer]
    stuur(waar, beeindigd(waar, oud, "2018-12-31"))
    (klaar,) = lijst(elke_deur, toestand="omgezet")
    assert [(een["toewijzingnummer"], een["aanbieder"]) for een in klaar["opvolgers"]] == [(3001, RIJNMOND)]
    assert overgangen(elke_deur) == [(f"toewijzing {oud.toewijzingnummer}", "gesloten")]


def test_what_is_no_conversion_links_nothing(elke_deur: Deur) -> None:
    """Another child, another day, an old code, or a new toewijzing that was removed since."""
    waar = rotterdam(elke_deur)
    oud = waar.wijs_toe("45A48", "2017-10-01", "2019-06-30", UREN)
    einde = beeindigd(waar, oud, "2018-03-31")
    stuur(waar, einde)
    stuur(waar, nieuw(waar, oud, 3001, "50R1M", "2018-04-01", WEEK), kind=ANDER_KIND)
    stuur(waar, einde, nieuw(waar, oud, 3002, "50R1M", "2018-04-02", WEEK))
    stuur(waar, einde, nieuw(waar, oud, 3003, "45A48", "2018-04-01", UREN))
    assert nummers(elke_deur, toestand="zonder_opvolger") == [oud.toewijzingnummer]
    goed = nieuw(waar, oud, 3004, "50R1L", "2018-04-01", WEEK)
    stuur(waar, einde, goed)
    assert nummers(elke_deur, toestand="omgezet") == [oud.toewijzingnummer]
    stuur(waar, einde, goed._replace(reden_wijziging="13", einddatum=goed.ingangsdatum, toewijzingstijd="11:00:00"))
    assert nummers(elke_deur, toestand="omgezet") == []
    assert nummers(elke_deur, toestand="zonder_opvolger") == [oud.toewijzingnummer]


def test_what_ends_for_another_reason_leaves_the_list_and_closes_the_signal(elke_deur: Deur) -> None:
    waar = rotterdam(elke_deur)
    oud = waar.wijs_toe("45A48", "2017-10-01", "2019-06-30", UREN)
    weg = waar.wijs_toe("43A12", "2017-10-01", "2019-06-30", Omvang(30, "14", "4"))
    assert nummers(elke_deur) == [oud.toewijzingnummer, weg.toewijzingnummer]
    stuur(waar, beeindigd(waar, oud, "2018-08-31", "05"), weg)
    assert nummers(elke_deur) == [weg.toewijzingnummer]
    stuur(waar, beeindigd(waar, weg, "2017-10-01", "13"))
    assert [nummers(elke_deur, toestand=een) for een in ("open", "omgezet", "zonder_opvolger")] == [[], [], []]
    assert [toestand for _, toestand in overgangen(elke_deur)] == ["gesloten", "gesloten"]


def test_haaglanden_converts_where_the_form_of_bekostiging_changes(elke_deur: Deur) -> None:
    """R125 and R126: 31-12-2019 and 1-1-2020 for most, 31-12-2020 and 1-1-2021 for the heavy help of all."""
    westland = proef(elke_deur, "haaglanden", ZES, "1783", HOFSTAD)
    uren = Omvang(2, "04", "2")
    spec = westland.wijs_toe("45A53", "2019-09-01", "2020-03-31", uren)
    hoog = westland.wijs_toe("43A07", "2019-09-01", "2021-03-31", Omvang(300, "14", "6"))
    westland.wijs_toe("45A53", "2019-09-02", "2019-12-31", uren)
    westland.wijs_toe("50H3B", "2020-01-01", "2021-06-30", STUK)
    westland.wijs_toe("43A07", "2020-01-01", "2020-12-31", Omvang(300, "14", "6"))
    rijen = lijst(elke_deur, gemeente="1783")
    assert [(een["toewijzingnummer"], een["laatste_dag"], een["oude_vorm"], een["nieuwe_vorm"]) for een in rijen] == [
        (spec.toewijzingnummer, "2025-12-31", "PXQ", "PIC"),
        (hoog.toewijzingnummer, "2026-12-31", "PXQ", "PIC"),
    ]
    assert {een for een, _ in overgangen(elke_deur)} == {f"toewijzing {een.toewijzingnummer}" for een in (spec, hoog)}
    stuur(westland, beeindigd(westland, spec, "2019-12-31"), nieuw(westland, spec, 3001, "50H3B", "2020-01-01", STUK))
    stuur(westland, beeindigd(westland, hoog, "2020-12-31"), nieuw(westland, hoog, 3002, "50J9D", "2021-01-01", STUK))
    assert nummers(elke_deur) == []
    assert nummers(elke_deur, toestand="omgezet") == [spec.toewijzingnummer, hoog.toewijzingnummer]
    assert [toestand for _, toestand in overgangen(elke_deur)] == ["gesloten", "gesloten"]
    for eerder, uitkomst in herhaal_geschiedenis(elke_deur.bank.knoop, lambda eerder: eerder.release):
        assert isinstance(uitkomst, Afhandeling)
        assert uitkomst.oordeel.bevindingen == eerder.bevindingen


def test_the_hague_is_a_year_later(deur: Deur) -> None:
    """The same help in two gemeenten has another last day, and after that day nothing is left to convert."""
    den_haag = proef(deur, "haaglanden", ZES, "0518", HOFSTAD)
    laat = den_haag.wijs_toe("45A53", "2020-03-02", "2021-01-31", Omvang(2, "04", "2"))
    assert [een["laatste_dag"] for een in lijst(deur)] == ["2026-12-31"]
    assert nummers(deur, tot="2026-12-30") == []
    assert nummers(deur, tot="2026-12-31", aanbieder=HOFSTAD) == [laat.toewijzingnummer]
    assert nummers(deur, aanbieder="50500002") == nummers(deur, gemeente="0503") == nummers(deur, regio="DEMO") == []


def test_the_list_comes_in_pages_and_as_one_file(elke_deur: Deur) -> None:
    waar = rotterdam(elke_deur)
    gemaakt = [
        waar.wijs_toe("45A48", f"2017-{maand:02d}-01", "2019-06-30", UREN).toewijzingnummer for maand in range(1, 6)
    ]
    gezien: list[int] = []
    pagina = elke_deur.get("omzettingen", limit="2")
    assert pagina["fictief"] is True
    while True:
        gezien += [een["toewijzingnummer"] for een in pagina["omzettingen"]]
        if pagina["volgende"] is None:
            break
        pagina = elke_deur.http.get(pagina["volgende"]).json()
    assert gezien == gemaakt
    bestand = elke_deur.http.get("/api/v1/omzettingen", params={"limit": "2"}, headers={"Accept": "text/csv"})
    assert bestand.headers["content-type"].startswith("text/csv")
    kop, *rijen = csv.reader(io.StringIO(bestand.text), delimiter=";")
    assert [int(rij[kop.index("toewijzingnummer")]) for rij in rijen] == gemaakt
    assert {rij[kop.index("fictief")] for rij in rijen} == {"ja"}
    assert KIND.bsn not in bestand.text


def test_a_list_that_cannot_be_is_refused(deur: Deur) -> None:
    for vraag, pad in (
        ({"toestand": "klaar"}, "query.toestand"),
        ({"gemeente": "Delft"}, "query.gemeente"),
        ({"na": "2026-02-31.0599.1"}, "query.na"),
        ({"bsn": "x"}, "query.bsn"),
    ):
        inhoud = probleem(deur.http.get("/api/v1/omzettingen", params=vraag), 422, "onjuiste-vraag")
        assert [een["pad"] for een in inhoud["fouten"]] == [pad]
