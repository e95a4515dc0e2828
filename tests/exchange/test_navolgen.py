"""With IJW_ANTWOORDEN_VAN=partner the JW325 of the gemeente takes the place of our judgement of the lines."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from app.assembly import herhaal_geschiedenis
from app.contracts.model import Volumeplafond
from app.contracts.regiobestand import demoregio, lees_regio
from app.exchange.judgement import Oordeel, Regelstaat
from app.exchange.ports import Afhandeling
from app.exchange.verschil import vergelijk
from app.messages.pakket import Pakket
from app.messages.records import Omvang, Prestatie
from app.settings import Settings
from app.standard.kalender import laatste_van_maand
from app.store import tables as t
from app.store.betalingen import Betaalfilter, zoek_betalingen
from app.store.plafonds import zoek_plafonds
from tests.api.conftest import Tikkend
from tests.bank import AANBIEDER, PRESTATIE, TOEWIJZING, Bank, gevonden, maak_bank
from tests.exchange.stand import Stand, stand
from tests.rules.berichten import CREDIT, DRIE_MAANDEN, MAARTREGEL
from tests.rules.bewerken import bewerkt, weg, zet

_TE_VEEL = MAARTREGEL._replace(referentienummer="RN2", volume=13, bedrag=13 * 8800)
_MINUTEN = 60
_NIETS = Stand(0, 0, 0)
_EEN = Stand(9 * _MINUTEN, 79_200, 1)


def volgt(bank: Bank) -> Bank:
    """The same bench, following the partner."""
    bank.knoop = replace(bank.knoop, loket=replace(bank.knoop.loket, volg_partner=True))
    return bank


@pytest.fixture
def naast(elke_bank: Bank) -> Bank:
    """A service beside the system of an aanbieder, with a toewijzing of three months."""
    elke_bank.goed(elke_bank.jw301(DRIE_MAANDEN))
    return volgt(elke_bank)


def regels(bank: Bank) -> list[tuple[str, int, str | None]]:
    """ReferentieNummer, staat and retourcodes of all lines."""
    p = t.prestatie.c
    with bank.knoop.opslag.engine.connect() as verbinding:
        vraag = select(p.referentienummer, p.staat, p.retourcodes).order_by(p.declaratie_id, p.volgnummer)
        return [tuple(rij) for rij in verbinding.execute(vraag)]


def toegekend(bank: Bank) -> list[int]:
    with bank.knoop.opslag.engine.connect() as verbinding:
        return [*verbinding.scalars(select(t.declaratie.c.toegekend).order_by(t.declaratie.c.id))]


def gevolgd(afhandeling: Afhandeling) -> bool:
    assert afhandeling.oordeel.partner is not None
    return afhandeling.oordeel.partner.telt


def test_the_setting_says_whose_answer_counts(tmp_path: Path) -> None:
    assert Settings(antwoorden_van="partner").antwoorden_van == "partner"
    bank = maak_bank(tmp_path)
    assert not bank.knoop.loket.volg_partner
    bank.knoop.sluit()


def test_a_line_that_the_gemeente_rejects_is_rejected_here_and_can_be_claimed_again(naast: Bank) -> None:
    declaratie = naast.jw323(PRESTATIE)
    naast.goed(declaratie)
    assert stand(naast) == _EEN
    antwoord = naast.goed(naast.jw325(declaratie, {0: ("0611", "9321")}))
    assert gevolgd(antwoord)
    assert regels(naast) == [("RN1", Regelstaat.AFGEKEURD, "0611 9321")]
    assert toegekend(naast) == [0]
    assert stand(naast) == _NIETS
    naast.goed(naast.jw323(PRESTATIE))


def test_a_line_that_we_rejected_and_the_gemeente_grants_counts_for_the_next_claim(naast: Bank) -> None:
    declaratie = naast.jw323(_TE_VEEL)
    assert gevonden(naast.verwerk(declaratie)) == [("TR321", "9321", "Prestatie")]
    assert gevolgd(naast.goed(naast.jw325(declaratie)))
    assert regels(naast) == [("RN2", Regelstaat.TOEGEKEND, None)]
    assert toegekend(naast) == [13 * 8800]
    assert stand(naast) == Stand(13 * _MINUTEN, 13 * 8800, 1)
    opnieuw = naast.verwerk(naast.jw323(MAARTREGEL._replace(referentienummer="RN3")))
    assert gevonden(opnieuw) == [("TR389", "9389", "Prestatie")]


def test_by_default_nothing_changes(elke_bank: Bank) -> None:
    bank = elke_bank
    bank.goed(bank.jw301(DRIE_MAANDEN))
    declaratie = bank.jw323(PRESTATIE)
    bank.goed(declaratie)
    assert not gevolgd(bank.verwerk(bank.jw325(declaratie, {0: ("0611",)})))
    assert regels(bank) == [("RN1", Regelstaat.TOEGEKEND, None)]
    assert stand(bank) == _EEN


def test_a_rejected_credit_leaves_its_debet_standing(naast: Bank) -> None:
    naast.goed(naast.jw323(PRESTATIE))
    credit = naast.jw323(CREDIT)
    naast.goed(credit)
    assert stand(naast) == _NIETS
    naast.goed(naast.jw325(credit, {0: ("8017",)}))
    assert regels(naast) == [("RN1", Regelstaat.TOEGEKEND, None), ("RN2", Regelstaat.AFGEKEURD, "8017")]
    assert stand(naast) == _EEN
    assert toegekend(naast) == [79_200, 0]


def test_a_credit_that_the_gemeente_grants_takes_its_debet_back(naast: Bank) -> None:
    eerste = naast.jw323(PRESTATIE)
    naast.goed(eerste)
    ander = CREDIT._replace(bedrag=79_100)
    credit = naast.jw323(ander)
    assert gevonden(naast.verwerk(credit)) == [("TR323", "8017", "Prestatie")]
    naast.goed(naast.jw325(credit))
    assert [staat for _, staat, _ in regels(naast)] == [Regelstaat.GECREDITEERD, Regelstaat.TOEGEKEND]
    assert stand(naast) == Stand(0, 100, 0)


def _geheel(bank: Bank, declaratie: Pakket, code: str) -> bytes:
    """A JW325 that rejects the declaratie as a whole: on the Header, or (9333) on class DeclaratieAntwoord."""
    if code == "9333":
        edits = [zet("DeclaratieAntwoord/TotaalToegekendBedrag/TotaalBedrag", 0)]
        edits.append(zet("DeclaratieAntwoord/RetourCodes/RetourCode", code))
    else:
        edits = [weg("DeclaratieAntwoord"), zet("Header/RetourCodes/RetourCode", code)]
    return bewerkt(lambda bank: bank.jw325(declaratie).bytes(), *edits)(bank)


@pytest.mark.parametrize("code", ["0001", "9056", "9333"])
def test_a_declaratie_that_the_gemeente_rejects_as_a_whole_counts_as_not_sent(naast: Bank, code: str) -> None:
    declaratie = naast.jw323(PRESTATIE, nummer="DN1")
    naast.goed(declaratie)
    assert gevolgd(naast.goed(_geheel(naast, declaratie, code)))
    assert (regels(naast), toegekend(naast)) == ([], [])
    assert stand(naast) == _NIETS
    naast.goed(naast.jw323(PRESTATIE, nummer="DN1"))


def test_a_declaratie_that_we_rejected_as_a_whole_is_taken_in_when_the_gemeente_grants_it(naast: Bank) -> None:
    fout = naast.jw323(PRESTATIE, totaal=1)
    assert gevonden(naast.verwerk(fout)) == [("TR358", "0001", "Declaratie")]
    goed = naast.jw323(PRESTATIE._replace(begindatum=date(2026, 4, 2)), nummer="DN1")
    assert naast.verwerk(goed).oordeel.oordeel is Oordeel.AFGEKEURD
    assert gevolgd(naast.goed(naast.jw325(goed)))
    assert regels(naast) == [("RN1", Regelstaat.TOEGEKEND, None)]
    assert toegekend(naast) == [79_200]
    assert stand(naast) == _EEN


def test_what_cannot_be_followed_is_told(naast: Bank) -> None:
    naast.goed(naast.jw323(PRESTATIE, nummer="DN1"))
    zelfde = naast.jw323(MAARTREGEL)  # with the ReferentieNummer of the first line
    assert gevonden(naast.verwerk(zelfde)) == [("TR314", "8021", "Prestatie")]
    antwoord = naast.goed(naast.jw325(zelfde))
    assert [een.code for een in antwoord.oordeel.signalen] == ["OORDEEL-VERSCHILT", "NIET-OVERGENOMEN"]
    assert regels(naast) == [("RN1", Regelstaat.TOEGEKEND, None), ("RN1", Regelstaat.AFGEKEURD, "8021")]
    assert stand(naast) == _EEN

    nummer = naast.jw323(MAARTREGEL._replace(referentienummer="RN2"), nummer="DN1")
    assert gevonden(naast.verwerk(nummer)) == [("TR333", "9333", "Declaratie")]
    antwoord = naast.goed(naast.jw325(nummer))
    assert "TR333" in antwoord.oordeel.signalen[-1].uitleg
    assert toegekend(naast) == [79_200, 0]


def test_only_the_first_answer_that_is_right_is_followed(naast: Bank) -> None:
    declaratie = naast.jw323(PRESTATIE)
    naast.goed(declaratie)
    verkeerd = bewerkt(
        lambda bank: bank.jw325(declaratie, {0: ("0611",)}).bytes(), zet("DeclaratieAntwoord/DeclaratieNummer", "DN9")
    )
    assert not gevolgd(naast.verwerk(verkeerd(naast)))
    assert stand(naast) == _EEN
    assert gevolgd(naast.verwerk(naast.jw325(declaratie)))
    assert not gevolgd(naast.verwerk(naast.jw325(declaratie, {0: ("0611",)})))
    assert stand(naast) == _EEN


def test_an_answer_that_says_nothing_of_the_declaratie_is_not_followed(naast: Bank) -> None:
    declaratie = naast.jw323(PRESTATIE)
    naast.goed(declaratie)
    antwoord = naast.goed(_geheel(naast, declaratie, "0200"))
    assert [een.code for een in antwoord.oordeel.signalen] == ["BEDRAG-SLUIT-NIET"]
    assert not gevolgd(antwoord)
    assert stand(naast) == _EEN


def test_a_dry_run_changes_nothing(naast: Bank) -> None:
    declaratie = naast.jw323(PRESTATIE)
    naast.goed(declaratie)
    assert gevolgd(naast.toets(naast.jw325(declaratie, {0: ("0611",)})))
    assert stand(naast) == _EEN


def test_a_replay_follows_the_same_answers(elke_bank: Bank, tmp_path: Path) -> None:
    url = elke_bank.knoop.settings.database_url
    elke_bank.knoop.sluit()
    bank = maak_bank(tmp_path, url, antwoorden_van="partner")
    object.__setattr__(bank.knoop.loket, "klok", Tikkend())
    bank.goed(bank.jw301(DRIE_MAANDEN))
    declaratie = bank.jw323(PRESTATIE, _TE_VEEL)
    bank.verwerk(declaratie)
    bank.goed(bank.jw325(declaratie, {0: ("0611",)}))
    assert toegekend(bank) == [13 * 8800]
    verder = bank.goed(bank.jw323(PRESTATIE._replace(referentienummer="RN3")))  # only right if that was followed
    herhaald = [*herhaal_geschiedenis(bank.knoop, lambda eerder: eerder.release)]
    assert [vergelijk(een, een.eerder.release) for een in herhaald] == [None] * 4
    laatste = herhaald[-1].uitkomst
    assert isinstance(laatste, Afhandeling)
    assert laatste.antwoord.pakket.bytes() == verder.antwoord.pakket.bytes()
    bank.knoop.sluit()


# --- payment state under a volumeplafond -----------------------------------------------------------------


def met_plafond(bank: Bank, bedrag: int) -> None:
    """A plafond on the perceel of the lines, for the aanbieder that sends them."""
    regio = lees_regio(demoregio())
    contract = next(een for een in regio.contracten if een.aanbieder == AANBIEDER)
    plafond = Volumeplafond(contract.nummer, "AMBULANT", 2026, bedrag)
    bank.knoop.laad_regio(replace(regio, volumeplafonds=(plafond,)))


def betaalstand(bank: Bank) -> tuple[list[tuple[str, int, bool]], int, int]:
    """ReferentieNummer, amount and payable of all granted lines; and what is realised and held back."""
    with bank.knoop.opslag.werkeenheid(schrijven=False) as werk:
        lijst = zoek_betalingen(werk.verbinding, Betaalfilter(), 100)
        (plafond,) = zoek_plafonds(werk.verbinding, None, None, None)
        rijen = {
            tuple(rij) for rij in werk.verbinding.execute(select(t.betaling.c.declaratie_id, t.betaling.c.volgnummer))
        }
    assert rijen == {een[:2] for een in lijst}, "each granted line under a plafond has a row, and no other"
    regels = [(een.referentienummer, een.bedrag, een.betaalbaar) for een in lijst]
    return regels, plafond.gerealiseerd, plafond.niet_betaalbaar


def signalen(bank: Bank) -> list[str]:
    """Parties that were told that the signal percentage is reached."""
    s = t.signaal.c
    with bank.knoop.opslag.engine.connect() as verbinding:
        return [*verbinding.scalars(select(s.voor).where(s.code == "SIG-PLAFOND-80").order_by(s.voor))]


def test_what_the_gemeente_grants_against_us_counts_under_a_plafond(naast: Bank) -> None:
    met_plafond(naast, 200_000)
    declaratie = naast.jw323(PRESTATIE, _TE_VEEL)
    naast.verwerk(declaratie)
    assert betaalstand(naast) == ([("RN1", 79_200, True)], 79_200, 0)
    naast.goed(naast.jw325(declaratie))
    assert betaalstand(naast) == ([("RN1", 79_200, True), ("RN2", 114_400, True)], 193_600, 0)
    assert signalen(naast) == ["aanbieder", "gemeente"]


def test_what_the_gemeente_grants_above_a_plafond_is_not_payable(naast: Bank) -> None:
    met_plafond(naast, 150_000)
    declaratie = naast.jw323(PRESTATIE, _TE_VEEL)
    naast.verwerk(declaratie)
    naast.goed(naast.jw325(declaratie))
    assert betaalstand(naast) == ([("RN1", 79_200, True), ("RN2", 114_400, False)], 79_200, 114_400)
    terug = _TE_VEEL._replace(referentienummer="RN3", vorig_referentienummer="RN2", debet_credit="C")
    naast.goed(naast.jw323(terug))
    assert betaalstand(naast)[0][-1] == ("RN3", -114_400, False)


def test_what_the_gemeente_rejects_against_us_makes_room_under_a_plafond(naast: Bank) -> None:
    met_plafond(naast, 100_000)
    declaratie = naast.jw323(PRESTATIE)
    naast.goed(declaratie)
    naast.goed(naast.jw325(declaratie, {0: ("0611",)}))
    with naast.knoop.opslag.engine.connect() as verbinding:
        assert verbinding.execute(select(t.betaling)).all() == []
    opnieuw = naast.jw323(MAARTREGEL._replace(referentienummer="RN4"))
    naast.goed(opnieuw)
    assert betaalstand(naast) == ([("RN4", 79_200, True)], 79_200, 0)


def test_a_credit_that_the_gemeente_grants_against_us_is_as_its_debet_was(naast: Bank) -> None:
    met_plafond(naast, 100_000)
    naast.goed(naast.jw323(PRESTATIE))
    credit = naast.jw323(CREDIT._replace(bedrag=79_100))
    naast.verwerk(credit)
    naast.goed(naast.jw325(credit))
    assert betaalstand(naast) == ([("RN1", 79_200, True), ("RN2", -79_100, True)], 0, 0)


# --- properties ---------------------------------------------------------------------------------------

_RUIM = TOEWIJZING._replace(
    ingangsdatum=date(2025, 1, 1), toewijzingsdatum=date(2025, 1, 1), omvang=Omvang(40, "04", "6")
)
_INSTELLINGEN = settings(max_examples=20, deadline=None, derandomize=True, database=None)


def _regels(rng: Random, eerder: Sequence[Prestatie], teller: Iterator[int]) -> list[Prestatie]:
    """Debets in different months, and credits of what was claimed before, whatever became of it."""
    debet = []
    for maand in rng.sample(range(1, 13), rng.randint(1, 5)):
        begin = date(2025, maand, 1)
        uren = rng.randint(0, 12)
        debet.append(
            PRESTATIE._replace(
                referentienummer=f"RN{next(teller)}",
                begindatum=begin,
                einddatum=laatste_van_maand(begin),
                volume=uren,
                bedrag=uren * 8800,
            )
        )
    terug = [regel for regel in eerder if regel.debet_credit == "D" and regel.bedrag]
    credit = [
        regel._replace(
            referentienummer=f"RN{next(teller)}", vorig_referentienummer=regel.referentienummer, debet_credit="C"
        )
        for regel in rng.sample(terug, min(len(terug), rng.randint(0, 3)))
    ]
    gekozen = [*debet, *credit]
    rng.shuffle(gekozen)
    return gekozen


@_INSTELLINGEN
@given(st.integers(0, 100_000))
def test_the_complement_closes_to_the_cent_and_is_what_the_gemeente_granted(
    tmp_path_factory: pytest.TempPathFactory, zaad: int
) -> None:
    """Random claims, judged by two services; each random verdict of the second one is what the first comes to hold."""
    rng, teller = Random(zaad), iter(range(1, 1000))
    bank = volgt(maak_bank(tmp_path_factory.mktemp("naast")))
    bank.goed(bank.jw301(_RUIM))
    geclaimd: list[Prestatie] = []
    verwacht: list[tuple[str, bool]] = []
    for _ in range(3):
        regels_nu = _regels(rng, geclaimd, teller)
        geclaimd += regels_nu
        declaratie = bank.jw323(*regels_nu)
        bank.verwerk(declaratie)
        afgekeurd = {
            plaats: ("9321",) if rng.random() < 0.5 else ("0611", "9346")
            for plaats in range(len(regels_nu))
            if rng.random() < 0.4
        }
        antwoord = bank.goed(bank.jw325(declaratie, afgekeurd))
        complement = antwoord.oordeel.complement
        assert complement is not None
        assert complement.ingediend == complement.toegekend + complement.afgewezen
        assert complement.sluit
        gekregen = [staat == Regelstaat.TOEGEKEND for staat in complement.staten]
        assert gekregen == [plaats not in afgekeurd for plaats in range(len(regels_nu))]
        assert complement.toegekend == sum(regel.saldo for regel, wel in zip(regels_nu, gekregen, strict=True) if wel)
        verwacht += zip((regel.referentienummer for regel in regels_nu), gekregen, strict=True)
    assert [(nummer, staat in (1, 2)) for nummer, staat, _ in regels(bank)] == verwacht
    gecrediteerd = {
        regel.vorig_referentienummer
        for regel, (_, wel) in zip(geclaimd, verwacht, strict=True)
        if wel and regel.debet_credit == "C"
    }
    per_nummer = dict(verwacht)
    for nummer, staat, _ in regels(bank):
        assert (staat == Regelstaat.GECREDITEERD) == (per_nummer[nummer] and nummer in gecrediteerd)
    som = sum(regel.saldo for regel, (_, wel) in zip(geclaimd, verwacht, strict=True) if wel)
    assert stand(bank).bedrag == som
    bank.knoop.sluit()
