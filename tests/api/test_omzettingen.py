"""Conversions to a new system over HTTP: the worklist, what takes a toewijzing off it, and what is shown of it."""

from __future__ import annotations

import csv
import io
from typing import Any

from app.assembly import herhaal_geschiedenis
from app.exchange.ports import Afhandeling
from app.messages.records import Omvang, ToegewezenProduct
from app.steering.omzettingen import Blik, lees_omzettingen
from app.steering.weergave import Adressen
from app.store.omzettingen import Omzetfilter, Omzettoestand
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
    filter_, vandaag = Omzetfilter(Omzettoestand.OMGEZET), elke_deur.bank.dagtekening
    with elke_deur.bank.knoop.opslag.werkeenheid(schrijven=False) as werk:
        blik = Blik(vandaag, Adressen(basis=""), ZONDER_CONTRACT)
        (van_de_oude,) = lees_omzettingen(werk, filter_, blik, 10, None).rijen
    assert van_de_oude.opvolgers == ()
    assert van_de_oude.uitleg.endswith("opgevolgd door een toewijzing aan een andere aanbieder.")


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


def vraag(waar: Proef, oud: ToegewezenProduct, *componenten: dict[str, Any], **anders: Any) -> dict[str, Any]:
    """What is asked when a toewijzing is to be converted."""
    return {
        "gemeente": waar.gemeente,
        "toewijzingnummer": oud.toewijzingnummer,
        "componenten": componenten,
        **anders,
    }


def stel_op(waar: Proef, oud: ToegewezenProduct, *componenten: dict[str, Any], **anders: Any) -> dict[str, Any]:
    """A proposal, of which every message is taken in and approved without a signal but those on age."""
    antwoord = waar.deur.http.post("/api/v1/omzettingen", json=vraag(waar, oud, *componenten, **anders))
    assert antwoord.status_code == 200, antwoord.text
    voorstel: dict[str, Any] = antwoord.json()
    for bericht in voorstel["berichten"]:
        oordeel = waar.deur.beoordeling(bericht["xml"].encode())
        assert oordeel["oordeel"] == "goedgekeurd"
        gemeld = [een["code"] for een in oordeel["signalen"]]
        assert gemeld == [een["code"] for een in bericht["signalen"]]
        assert [een for een in gemeld if "LEEFTIJD" not in een and "VERWIJZING" not in een] == []
    return voorstel


def test_a_proposal_that_is_sent_converts_the_toewijzing(elke_deur: Deur) -> None:
    """The whole of R123: from the worklist to a JW301 that passes, with what the contract pays."""
    waar = rotterdam(elke_deur)
    oud = waar.wijs_toe("45A48", "2017-10-01", "2019-06-30", UREN)
    ernaast = waar.wijs_toe("43A12", "2017-10-01", "2018-12-31", Omvang(30, "14", "4"))
    voorstel = stel_op(waar, oud, {"code": "50R1M"}, {"code": "50R5L", "toewijzingnummer": 7001})
    assert (voorstel["laatste_dag"], voorstel["nieuw_vanaf"]) == ("2029-12-31", "2030-01-01")
    assert voorstel["fictief"] is True
    eerste, tweede = voorstel["nieuw"]
    nummer = ernaast.toewijzingnummer + 1
    assert (eerste["toewijzingnummer"], eerste["categorie"], eerste["code"]) == (nummer, "50", "50R1M")
    assert [een[naam] for een in (eerste, tweede) for naam in ("volume", "eenheid", "frequentie")] == [1, "82", "2"] * 2
    assert (eerste["ingangsdatum"], eerste["einddatum"]) == ("2030-01-01", "2030-06-30")
    assert eerste["verplichting"] == 26 * 12_000
    assert "26 weken" in " ".join(eerste["stappen"])
    assert tweede["toewijzingnummer"] == 7001
    (bericht,) = voorstel["berichten"]
    assert set(bericht["toewijzingen"]) == {oud.toewijzingnummer, ernaast.toewijzingnummer, nummer, 7001}
    assert nummers(elke_deur) == []
    (klaar,) = lijst(elke_deur, toestand="omgezet")
    assert [een["toewijzingnummer"] for een in klaar["opvolgers"]] == [nummer, 7001]
    assert overgangen(elke_deur) == [(f"toewijzing {oud.toewijzingnummer}", "gesloten")]
    nu = elke_deur.get(f"toewijzingen/0599/{oud.toewijzingnummer}")
    assert (nu["einddatum"], nu["versies"][-1]["reden_wijziging"]) == ("2029-12-31", "10")
    assert nu["omvang"] == {"volume": 20, "eenheid": "04", "frequentie": "2"}
    prijs = elke_deur.get("toewijzingen/0599/7001/prijs")
    assert (prijs["vorm"], prijs["pic"]) == ("WEEKTARIEF", "O2L")


def test_a_proposal_with_another_aanbieder_is_a_message_to_each(elke_deur: Deur) -> None:
    """A right at an aanbieder without contract goes on at one that has one (R121, R123)."""
    waar = rotterdam(elke_deur, ZONDER_CONTRACT)
    oud = waar.wijs_toe("45A48", "2017-10-01", "2019-06-30", UREN)
    geweigerd = elke_deur.http.post("/api/v1/omzettingen", json=vraag(waar, oud, {"code": "50R1M"}))
    inhoud = probleem(geweigerd, 422, "omzetting-kan-niet")
    assert [een["pad"] for een in inhoud["fouten"]] == ["componenten.0"]
    assert "geen contract" in inhoud["fouten"][0]["melding"]
    voorstel = stel_op(waar, oud, {"code": "50R1M"}, aanbieder=RIJNMOND, nieuw_vanaf="2029-04-01")
    assert [(een["aanbieder"], een["toewijzingen"]) for een in voorstel["berichten"]] == [
        (ZONDER_CONTRACT, [oud.toewijzingnummer]),
        (RIJNMOND, [oud.toewijzingnummer + 1]),
    ]
    (klaar,) = lijst(elke_deur, toestand="omgezet")
    assert (klaar["laatste_dag"], klaar["opvolgers"][0]["aanbieder"]) == ("2029-03-31", RIJNMOND)


def test_what_ended_without_a_successor_can_still_get_one(deur: Deur) -> None:
    westland = proef(deur, "haaglanden", ZES, "1783", HOFSTAD)
    oud = westland.wijs_toe("45A53", "2019-09-01", "2020-10-31", Omvang(2, "04", "2"))
    stuur(westland, beeindigd(westland, oud, "2019-12-31"))
    te_laat = deur.http.post(
        "/api/v1/omzettingen",
        json=vraag(westland, oud, {"code": "50H3B", "einddatum": "2026-10-31"}, nieuw_vanaf="2026-02-01"),
    )
    assert probleem(te_laat, 422, "omzetting-kan-niet")["fouten"][0]["pad"] == "nieuw_vanaf"
    voorstel = stel_op(westland, oud, {"code": "50H3B", "einddatum": "2026-10-31"})
    (nieuw_,) = voorstel["nieuw"]
    assert (nieuw_["volume"], nieuw_["eenheid"], nieuw_["frequentie"], nieuw_["verplichting"]) == (
        1,
        "82",
        "6",
        400_000,
    )
    assert nummers(deur, toestand="omgezet") == [oud.toewijzingnummer]
    pic = westland.regel(oud, "2020-10", 1, 400_000)._replace(
        toewijzingnummer=nieuw_["toewijzingnummer"],
        categorie="50",
        code="50H3B",
        eenheid="82",
        begindatum=westland.dag("2020-10-01"),
        einddatum=westland.dag("2020-10-31"),
    )
    assert westland.codes(pic) == []


def test_long_help_and_a_trajectory_are_assigned_in_euros(deur: Deur) -> None:
    """What is paid in parts a month gets the part of a month, a trajectory its whole amount."""
    westland = proef(deur, "haaglanden", ZES, "1783", HOFSTAD)
    oud = westland.wijs_toe("45A53", "2019-09-01", "2020-10-31", Omvang(2, "04", "2"))
    voorstel = stel_op(westland, oud, {"code": "50H3C"}, {"code": "50H5B", "eenheid": "83"})
    lang, traject = voorstel["nieuw"]
    assert (lang["eenheid"], lang["frequentie"], lang["volume"]) == ("83", "4", 80_000)
    assert (traject["eenheid"], traject["frequentie"]) == ("83", "6")
    assert traject["volume"] == traject["verplichting"]


def test_a_proposal_that_cannot_be_is_refused_with_the_place(deur: Deur) -> None:
    waar = rotterdam(deur)
    oud = waar.wijs_toe("45A48", "2017-10-01", "2019-06-30", UREN)
    kort = waar.wijs_toe("43A12", "2017-11-01", "2018-12-31", Omvang(30, "14", "4"))

    def fouten(*componenten: dict[str, Any], van: ToegewezenProduct = oud, **anders: Any) -> list[tuple[str, str]]:
        antwoord = deur.http.post("/api/v1/omzettingen", json=vraag(waar, van, *componenten, **anders))
        inhoud = probleem(antwoord, 422, "omzetting-kan-niet")
        return [(een["pad"], een["melding"]) for een in inhoud["fouten"]]

    goed = {"code": "50R1M"}
    ((pad, melding),) = fouten(goed, van=oud._replace(toewijzingnummer=9999))
    assert (pad, melding) == ("toewijzingnummer", "Toewijzing 9999 is hier niet bekend.")
    ((pad, melding),) = fouten(goed, van=kort)
    assert (pad, "hoeft niet te worden omgezet" in melding) == ("toewijzingnummer", True)
    for dag in ("2030-01-02", "2028-10-01"):
        assert [een for een, _ in fouten(goed, nieuw_vanaf=dag)] == ["nieuw_vanaf"]
    per_component = fouten(
        {"code": "99X99"},
        {"code": "45A48", "volume": 1, "frequentie": "2"},
        goed,
        {"code": "50R1M", "einddatum": "2029-12-31"},
        {"code": "50R1M", "eenheid": "04"},
    )
    assert [een for een, _ in per_component] == [f"componenten.{plaats}" for plaats in (0, 1, 3, 4)]
    stuur(waar, nieuw(waar, oud, 8001, "50R1M", "2018-04-01", WEEK), kind=ANDER_KIND)
    ((pad, melding),) = fouten({"code": "50R1L"}, {**goed, "toewijzingnummer": 8001})
    assert (pad, "(TR332, " in melding) == ("componenten.1", True)
    assert lijst(deur, toestand="omgezet") == []
    verkeerd = deur.http.post("/api/v1/omzettingen", json=vraag(waar, oud))
    assert [een["pad"] for een in probleem(verkeerd, 422, "onjuiste-vraag")["fouten"]] == ["componenten"]
    ander = deur.http.post("/api/v1/omzettingen", json=vraag(waar, oud, goed) | {"gemeente": "0363"})
    assert probleem(ander, 422, "omzetting-kan-niet")["fouten"][0]["pad"] == "toewijzingnummer"


def test_per_unit_the_gemeente_says_how_much(deur: Deur) -> None:
    """Crisishulp keeps a price per unit: what takes the place of an old right there has a volume of its own."""
    waar = rotterdam(deur)
    oud = waar.wijs_toe("45A48", "2017-10-01", "2019-06-30", UREN)
    regio = deur.bank.knoop.archief
    with deur.bank.knoop.opslag.werkeenheid(schrijven=False) as werk:
        afspraken = regio.afspraken(werk.verbinding, "RIJNMOND")
    assert afspraken is not None
    product = next(een for een in afspraken.regio.productcodes if een.perceel == "F" and een.pic is None)
    basis = {"code": product.code, "eenheid": product.eenheid}
    leeg = deur.http.post("/api/v1/omzettingen", json=vraag(waar, oud, basis, aanbieder="60600003"))
    assert "geef volume en frequentie" in probleem(leeg, 422, "omzetting-kan-niet")["fouten"][0]["melding"]
    voorstel = stel_op(waar, oud, {**basis, "volume": 3, "frequentie": "2"}, aanbieder="60600003")
    assert [voorstel["nieuw"][0][naam] for naam in ("volume", "frequentie")] == [3, "2"]
