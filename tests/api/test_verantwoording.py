"""Every granted cent is traced to contract, tariff version and decision, in a file of any length."""

from __future__ import annotations

import csv
import io
import tracemalloc
from dataclasses import replace
from datetime import date

from app.messages.records import Omvang
from app.store.verantwoording import Verantwoording, Verantwoordingsfilter
from tests.api.conftest import Deur, probleem
from tests.bank import KIND, PRESTATIE, TOEWIJZING, Bank
from tests.contracts.tweeling import proef, tweeling
from tests.steering.stuurwereld import AANBIEDERS, Traject, Wereld

PERIODE = {"van": "2020-01-01", "tot": "2040-12-31"}


def stuk() -> Omvang:
    return Omvang(1, "82", "6")


def verantwoording(deur: Deur, **vraag: str) -> list[dict[str, str]]:
    """The lines of the file."""
    antwoord = deur.http.get("/api/v1/verantwoording", params={**PERIODE, **vraag})
    assert antwoord.status_code == 200, antwoord.text
    assert antwoord.headers["content-type"].startswith("text/csv")
    assert KIND.bsn not in antwoord.text
    return list(csv.DictReader(io.StringIO(antwoord.text), delimiter=";"))


def test_each_cent_is_traced_to_contract_tariff_version_and_decision(elke_deur: Deur) -> None:
    """Also after a new tariff: a line rests on what was in force when it was judged, a credit on what its debet did."""
    delft = proef(elke_deur, "haaglanden", 6, "0503", "50500001")
    t1 = delft.wijs_toe("50H3B", "2020-02-01", "2020-10-31", stuk())
    regel = delft.regel(t1, "2020-10", 1, 400_000)
    assert delft.codes(regel) == []
    regio = tweeling("haaglanden", 6)
    nieuw = tuple(
        replace(een, bedrag=410_000, versie=een.versie + 1, besluit="Herzien", reden="R", vastgesteld=date(2028, 5, 1))
        for een in regio.tarieven
        if een.code == "50H3B"
    )
    elke_deur.bank.knoop.laad_regio(replace(regio, tarieven=(*regio.tarieven, *nieuw)))
    credit = regel._replace(referentienummer="RNC", vorig_referentienummer=regel.referentienummer, debet_credit="C")
    assert delft.codes(credit) == []
    opnieuw = regel._replace(referentienummer="RN-NIEUW", tarief=410_000, bedrag=410_000)
    assert delft.codes(opnieuw) == []
    eerste, tweede, derde = verantwoording(elke_deur, gemeente="0503")
    assert [int(een["bedrag"]) for een in (eerste, tweede, derde)] == [400_000, -400_000, 410_000]
    oud = "Fictief besluit H10 2019"
    for een, bedrag, besluit in ((eerste, "400000", oud), (tweede, "400000", oud), (derde, "410000", "Herzien")):
        assert (een["contract"], een["code"], een["pic"], een["vorm"]) == ("H10-2020-01", "50H3B", "3B", "PIC")
        assert (een["tarief"], een["peildatum"], een["fictief"]) == (bedrag, "2026-02-01", "ja")
        assert een["besluit"] == besluit
        assert (een["toewijzingnummer"], een["regio"]) == (str(t1.toewijzingnummer), "HAAGLANDEN")
    assert (eerste["lading"], tweede["lading"], derde["lading"]) == ("1", "1", "2")
    assert eerste["tariefversie"] != derde["tariefversie"]
    assert int(derde["tariefversie"]) > int(eerste["tariefversie"])
    for een in (eerste, derde):
        pad = f"berichten/{een['bericht_id']}/prestaties/{een['volgnummer']}/prijs"
        prijs = elke_deur.get(pad)
        assert prijs["prijs"]["tarief"] == int(een["tarief"])
        assert prijs["prijs"]["besluit"] == een["besluit"]
        assert prijs["fictief"]
        assert prijs["prijs"]["stappen"][-1].startswith("1 x ")
    terug = elke_deur.get(f"berichten/{tweede['bericht_id']}/prestaties/1/prijs")
    assert (terug["debet_credit"], terug["referentienummer"]) == ("C", "RNC")
    assert terug["prijs"]["referentienummer"] == regel.referentienummer
    assert sum(int(een["bedrag"]) for een in (eerste, tweede, derde)) == delft.toegekend(t1)
    assert verantwoording(elke_deur, gemeente="0384") == []
    assert verantwoording(elke_deur, aanbieder="50500001", van="2026-11-01") == []


def test_an_exception_and_a_transition_rule_are_named(elke_deur: Deur) -> None:
    rotterdam = proef(elke_deur, "rijnmond", 11, "0599", "60600009")
    oud = rotterdam.wijs_toe("45A48", "2017-12-31", "2019-06-30", Omvang(20, "04", "2"))
    assert rotterdam.codes(rotterdam.regel(oud, "2018-06", 4, 7900)) == []
    nieuw = {
        "gemeente": "0599",
        "toewijzingnummer": oud.toewijzingnummer,
        "soort": "HARDHEID",
        "reden": "Afgesproken.",
        "goedgekeurd_door": "gemeente",
        "tot": "2030-12-31",
    }
    assert elke_deur.http.post("/api/v1/uitzonderingen", json=nieuw).status_code < 300
    assert rotterdam.codes(rotterdam.regel(oud, "2018-07", 4, 9900)) == []
    overgang, hardheid = verantwoording(elke_deur)
    assert overgang["toelichting"].startswith("Overgangsregel ")
    assert (overgang["contract"], overgang["tarief"]) == ("", "7900")
    assert (hardheid["contract"], hardheid["tarief"], bool(hardheid["uitzondering"])) == ("", "", True)
    assert hardheid["toelichting"].endswith("(HARDHEID) tot en met 2030-12-31, in de plaats van contract en tarief.")


def test_what_cannot_be_answered_is_refused(deur: Deur) -> None:
    bank = deur.bank
    bank.goed(bank.jw301(TOEWIJZING))
    afhandeling = bank.verwerk(bank.jw323(PRESTATIE))
    pad = f"/api/v1/berichten/{afhandeling.id}/prestaties"
    assert deur.http.get(f"{pad}/1/prijs").json()["prijs"]["verwacht"] == 79_200
    assert "geen prestatie 2" in probleem(deur.http.get(f"{pad}/2/prijs"), 404, "niet-gevonden")["detail"]
    probleem(deur.http.get(f"{pad}/0/prijs"), 422, "onjuiste-vraag")
    assert probleem(deur.http.get("/api/v1/verantwoording"), 422, "onjuiste-vraag")["fouten"][0]["pad"].endswith("van")
    omgekeerd = {"van": "2026-02-01", "tot": "2026-01-01"}
    probleem(deur.http.get("/api/v1/verantwoording", params=omgekeerd), 422, "onjuiste-vraag")
    json = {"Accept": "application/json"}
    probleem(deur.http.get("/api/v1/verantwoording", params=PERIODE, headers=json), 406, "niet-aan-te-bieden")


def vol(bank: Bank, regels: int) -> Wereld:
    """So many granted lines of 100 euros."""
    wereld = Wereld(bank)
    wereld.laad()
    maanden = [date(2025 + maand // 12, maand % 12 + 1, 1) for maand in range(15)]
    trajecten = [
        Traject(
            client=n, aanbieder=AANBIEDERS[n % 8], ingang=date(2025, 1, 1), bedragen=tuple((m, 10_000) for m in maanden)
        )
        for n in range(1, regels // 15 + 1)
    ]
    wereld.plaats(trajecten)
    return wereld


def piek(bank: Bank) -> tuple[int, int]:
    """Lines that were read, and the most memory that it took, in bytes."""
    lezer = Verantwoording(Verantwoordingsfilter(date(2025, 1, 1), date(2026, 12, 31)))
    aantal, plaats = 0, None
    tracemalloc.start()
    while True:
        with bank.knoop.opslag.werkeenheid(schrijven=False) as werk:
            rijen, plaats = lezer.lees(werk.verbinding, plaats)
        aantal += len(rijen)
        if plaats is None:
            break
    hoogst = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    return aantal, hoogst


def test_thirty_thousand_lines_take_no_more_memory_than_a_few_thousand(bank: Bank) -> None:
    wereld = vol(bank, 6_000)
    weinig, eerst = piek(bank)
    wereld.plaats(
        [
            Traject(client=n, bedragen=((date(2025, 3, 1), 10_000),) * 20, ingang=date(2025, 1, 1))
            for n in range(401, 1_601)
        ]
    )
    veel, dan = piek(bank)
    assert (weinig, veel) == (6_000, 30_000)
    assert dan < 1.2 * eerst, (eerst, dan)


def test_both_files_have_every_line_and_their_sums_are_what_was_granted(elke_deur: Deur) -> None:
    vol(elke_deur.bank, 6_000)
    rijen = verantwoording(elke_deur)
    assert len(rijen) == 6_000
    assert len({(een["bericht_id"], een["volgnummer"]) for een in rijen}) == 6_000
    assert sum(int(een["bedrag"]) for een in rijen) == 6_000 * 10_000
    bestand = elke_deur.http.get("/api/v1/betalingen", headers={"Accept": "text/csv"})
    betaald = list(csv.DictReader(io.StringIO(bestand.text), delimiter=";"))
    assert sum(int(een["bedrag"]) for een in betaald) == sum(int(een["bedrag"]) for een in rijen)
    assert {een["fictief"] for een in betaald} == {"ja"}
