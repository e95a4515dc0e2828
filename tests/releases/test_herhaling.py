"""A stored history that is replayed gives the same bytes, and in another release exactly the planted differences."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import func, select

from app.assembly import Knoop, herhaal_geschiedenis
from app.contracts.regiobestand import demoregio, lees_regio
from app.exchange import steps
from app.exchange.herhaling import Behandeld, Herhaald
from app.exchange.judgement import RuleError
from app.exchange.ports import Afhandeling
from app.exchange.steps import BerichtAangehouden
from app.exchange.verschil import Berichtverschil, vergelijk
from app.messages.records import Omvang
from app.store import tables as t
from app.store.beoordeling import pak_uit
from app.store.raadplegen import lees_antwoord
from tests.api.conftest import Tikkend
from tests.bank import (
    AANGEVRAAGD,
    AFWIJZING,
    ANDER_KIND,
    ANDERE_AANBIEDER,
    KIND,
    PRESTATIE,
    START,
    STOP,
    TE_WIJZIGEN,
    TOEWIJZING,
    VERZOEK,
    Bank,
    maak_bank,
)
from tests.releases.release39 import maak_release_39

BOVEN_TARIEF = PRESTATIE._replace(tarief=8801, bedrag=9 * 8801)


def _eigen(eerder: Behandeld) -> str:
    return eerder.release


def _tikkende_bank(map_: Path, url: str = "", **instellingen: Any) -> Bank:
    """A bench with 3.2 and 3.9, and a clock that moves on."""
    bank = maak_bank(map_ / "data", url, ("3.2", str(maak_release_39(map_))), **instellingen)
    object.__setattr__(bank.knoop.loket, "klok", Tikkend())
    return bank


@contextmanager
def _open(bank: Bank) -> Iterator[Bank]:
    try:
        yield bank
    finally:
        bank.knoop.sluit()


def _in(bank: Bank, naam: str) -> Bank:
    release = bank.knoop.loket.releases.met_naam(naam)
    assert release is not None
    return replace(bank, release=release)


def controleer_herhaling(knoop: Knoop) -> int:
    """Every message gives the same answer and the same judgement once more; how many there were."""
    aantal = 0
    for eerder, uitkomst in herhaal_geschiedenis(knoop, _eigen):
        aantal += 1
        assert isinstance(uitkomst, Afhandeling), (eerder.code, uitkomst)
        assert (uitkomst.id, uitkomst.ontvangen) == (eerder.id, eerder.ontvangen)
        with knoop.opslag.werkeenheid(schrijven=False) as werk:
            antwoord = lees_antwoord(werk.verbinding, knoop.opslag.kluis, eerder.id)
            k = t.bericht.c
            rij = werk.verbinding.execute(select(k.beoordeling, k.oordeel).where(k.id == eerder.id)).one()
        retour = uitkomst.retour
        assert (retour and retour.pakket.bytes()) == (antwoord and antwoord.bytes())
        toen, nu = pak_uit(rij.beoordeling, knoop.opslag.kluis, f"beoordeling {eerder.id}"), uitkomst.oordeel
        assert nu.oordeel.value == rij.oordeel
        assert (nu.situatie, nu.bevindingen, nu.niet_toetsbaar) == (
            toen.situatie,
            toen.bevindingen,
            toen.niet_toetsbaar,
        )
        assert (nu.signalen, nu.partner) == (toen.signalen, toen.partner)
        assert (nu.uitslag and nu.uitslag.toegekend) == eerder.toegekend
    return aantal


def verschillen(knoop: Knoop, release: str) -> dict[str, Berichtverschil]:
    """Differences under a release, by Identificatie."""
    gevonden = (vergelijk(een, release) for een in herhaal_geschiedenis(knoop, lambda _: release))
    return {een.identificatie: een for een in gevonden if een is not None}


_AANTALLEN = st.integers(0, 12)
_HANDELINGEN = st.lists(
    st.tuples(
        st.sampled_from(
            [
                "jw301",
                "jw305",
                "jw307",
                "jw315",
                "jw317",
                "jw319",
                "jw323",
                "credit",
                "dubbel",
                "lading",
                "retour",
                "jw325",
            ]
        ),
        st.sampled_from(["3.2", "3.9"]),
        st.sampled_from([KIND, ANDER_KIND]),
        st.sampled_from([1001, 1002]),
        _AANTALLEN,
    ),
    min_size=3,
    max_size=14,
)


def _doe(bank: Bank, handeling: tuple[Any, ...], eerder: list[Afhandeling]) -> Afhandeling | None:
    """One thing that happens, after all earlier ones; whether it is right is not the question."""
    wat, release, kind, toewijzing, aantal = handeling
    nummer = len(eerder)
    deze = _in(bank, release)
    regel = PRESTATIE._replace(
        referentienummer=f"RN{nummer}",
        toewijzingnummer=toewijzing,
        volume=aantal,
        tarief=8800 + aantal % 2,
        bedrag=aantal * (8800 + aantal % 2),
    )
    match wat:
        case "jw301":
            product = TOEWIJZING._replace(toewijzingnummer=toewijzing, omvang=Omvang(aantal, "04", "2"))
            return bank.verwerk(deze.jw301(product, kind=kind))
        case "jw305":
            return bank.verwerk(deze.jw305(START._replace(toewijzingnummer=toewijzing), kind=kind))
        case "jw307":
            return bank.verwerk(deze.jw307(STOP._replace(toewijzingnummer=toewijzing), kind=kind))
        case "jw315":
            return bank.verwerk(deze.jw315(AANGEVRAAGD._replace(referentie_aanbieder=f"V{aantal % 3}"), kind=kind))
        case "jw317":
            verzoek = VERZOEK._replace(referentie_aanbieder=f"V{aantal % 3}")
            te_wijzigen = TE_WIJZIGEN._replace(toewijzingnummer=toewijzing)
            return bank.verwerk(deze.jw317(te_wijzigen, verzoek=verzoek, kind=kind))
        case "jw319":
            return bank.verwerk(deze.jw319(AFWIJZING._replace(referentie_aanbieder=f"V{aantal % 3}")))
        case "jw323":
            return bank.verwerk(deze.jw323(per_bsn=[(kind.bsn, [regel])]))
        case "credit":
            credit = regel._replace(debet_credit="C", vorig_referentienummer=f"RN{nummer - 1}")
            return bank.verwerk(deze.jw323(per_bsn=[(kind.bsn, [credit])]))
        case "dubbel":
            return bank.verwerk(deze.jw305(identificatie="TWEEMAAL", kind=kind))
        case "retour":
            beantwoord = [een for een in eerder if een.retour is not None]
            if beantwoord:  # the partner answers as we did
                return bank.verwerk(beantwoord[aantal % len(beantwoord)].antwoord.pakket)
        case "jw325":
            declaraties = [een for een in eerder if een.soort.code == "JW323"]
            if declaraties:
                afgekeurd = {0: ("0611",)} if aantal % 2 else None
                return bank.verwerk(deze.jw325(declaraties[aantal % len(declaraties)].levering.pakket, afgekeurd))
        case _:
            regio = lees_regio(demoregio())
            tarieven = tuple(replace(een, bedrag=een.bedrag + aantal % 2) for een in regio.tarieven)
            bank.knoop.laad_regio(replace(regio, tarieven=tarieven))
    return None


@settings(max_examples=20, deadline=None, derandomize=True, database=None)
@given(_HANDELINGEN, st.sampled_from(["knoop", "partner"]))
def test_a_replay_of_any_history_gives_the_same_bytes(
    tmp_path_factory: pytest.TempPathFactory, handelingen: list[tuple[Any, ...]], antwoorden_van: str
) -> None:
    with _open(_tikkende_bank(tmp_path_factory.mktemp("bank"), antwoorden_van=antwoorden_van)) as bank:
        eerder: list[Afhandeling] = []
        for handeling in handelingen:
            afhandeling = _doe(bank, handeling, eerder)
            if afhandeling is not None:
                eerder.append(afhandeling)
        assert controleer_herhaling(bank.knoop) == len(eerder)


@pytest.mark.parametrize("database", ["sqlite", "postgresql"])
def test_agreements_and_stands_are_those_of_then(request: pytest.FixtureRequest, tmp_path: Path, database: str) -> None:
    """The same claim before and after a load, a credit in between, and a refused month."""
    url = "" if database == "sqlite" else request.getfixturevalue("postgres_url")
    with _open(_tikkende_bank(tmp_path, url)) as bank:
        nieuw = _in(bank, "3.9")
        bank.goed(nieuw.jw301())
        bank.goed(bank.jw323())
        bank.goed(bank.jw305())
        regio = lees_regio(demoregio())
        duurder = tuple(replace(een, bedrag=8900) if een.bedrag == 8800 else een for een in regio.tarieven)
        bank.knoop.laad_regio(replace(regio, tarieven=duurder))
        credit = PRESTATIE._replace(referentienummer="C1", vorig_referentienummer="RN1", debet_credit="C")
        bank.goed(nieuw.jw323(credit))
        bank.verwerk(bank.jw323(PRESTATIE._replace(referentienummer="RN2")))
        bank.goed(bank.jw323(PRESTATIE._replace(referentienummer="RN3", tarief=8900, bedrag=9 * 8900)))
        bank.verwerk(bank.jw307(afzender=ANDERE_AANBIEDER))
        assert controleer_herhaling(bank.knoop) == 7


def test_what_the_gemeente_granted_does_not_hide_what_we_did(tmp_path: Path) -> None:
    """One declaratie that we granted and the gemeente rejects, and one that we rejected as a whole and it grants."""
    with _open(_tikkende_bank(tmp_path, antwoorden_van="partner")) as bank:
        bank.goed(bank.jw301())
        later = Tikkend()
        later.dag = bank.dagtekening = date(2026, 6, 8)
        object.__setattr__(bank.knoop.loket, "klok", later)
        goed = bank.goed(bank.jw323(maand=date(2026, 5, 1)))
        fout = bank.verwerk(bank.jw323(PRESTATIE._replace(referentienummer="RN2"), maand=date(2026, 4, 1)))
        assert [(een.regel, een.klasse) for een in fout.oordeel.bevindingen] == [("TR318", "Declaratie")]
        bank.verwerk(bank.jw325(goed.levering.pakket, {0: ("0611",)}))
        bank.verwerk(bank.jw325(fout.levering.pakket))
        with bank.knoop.opslag.werkeenheid(schrijven=False) as werk:
            totalen = werk.verbinding.scalars(select(t.declaratie.c.toegekend).order_by(t.declaratie.c.id)).all()
        assert totalen == [0, PRESTATIE.bedrag]
        assert controleer_herhaling(bank.knoop) == 5
        assert verschillen(bank.knoop, "3.2") == {}


@pytest.fixture
def bank_39(tmp_path: Path) -> Iterator[Bank]:
    """A bench with 3.2 and 3.9, and a clock that moves on."""
    with _open(_tikkende_bank(tmp_path)) as bank:
        yield bank


def _tel_rijen(bank: Bank) -> dict[str, int]:
    with bank.knoop.opslag.werkeenheid(schrijven=False) as werk:
        return {
            naam: werk.verbinding.scalar(select(func.count()).select_from(tabel)) or 0
            for naam, tabel in t.metadata.tables.items()
        }


def test_another_release_lists_exactly_what_was_planted(bank_39: Bank) -> None:
    """3.9 holds no tariff against the contract (TR418) and allows a volume of at most 1000."""
    bank = bank_39
    bank.goed(bank.jw301(identificatie="GEWOON"))
    veel = TOEWIJZING._replace(toewijzingnummer=1002, omvang=Omvang(1001, "04", "2"))
    bank.goed(bank.jw301(veel, identificatie="VEEL"))
    bank.goed(bank.jw305(identificatie="START"))
    bank.goed(bank.jw305(START._replace(toewijzingnummer=1002), identificatie="GEVOLG"))
    bank.verwerk(bank.jw323(BOVEN_TARIEF, identificatie="TARIEF"))
    bank.verwerk(
        bank.jw323(PRESTATIE._replace(volume=11, bedrag=11 * 8800, referentienummer="X"), identificatie="UREN")
    )
    rijen = _tel_rijen(bank)

    assert verschillen(bank.knoop, "3.2") == {}
    anders = verschillen(bank.knoop, "3.9")

    assert list(anders) == ["VEEL", "GEVOLG", "TARIEF", "UREN"]
    assert (anders["VEEL"].was.oordeel, anders["VEEL"].wordt.oordeel) == ("goedgekeurd", "geweigerd")
    assert "hoogstens 1000" in anders["VEEL"].weigering[0]
    assert [(een.regel, een.retourcode) for een in anders["GEVOLG"].nieuw] == [("TR019", "9019")]
    tarief = anders["TARIEF"]
    assert [(een.regel, een.aantal) for een in tarief.vervallen] == [("TR418", 1)]
    assert (tarief.nieuw, tarief.was.toegekend, tarief.wordt.toegekend) == ((), 0, BOVEN_TARIEF.bedrag)
    # Its month was claimed already, now that the claim before it is granted.
    assert [een.regel for een in anders["UREN"].nieuw] == ["TR389"]
    assert _tel_rijen(bank) == rijen


def test_a_history_in_two_releases_can_be_judged_in_either(bank_39: Bank) -> None:
    nieuw = _in(bank_39, "3.9")
    bank_39.goed(nieuw.jw301(identificatie="A"))
    bank_39.goed(nieuw.jw323(BOVEN_TARIEF, identificatie="B"))
    bank_39.goed(bank_39.jw305(identificatie="C"))
    (anders,) = verschillen(bank_39.knoop, "3.2").values()
    assert (anders.identificatie, anders.nieuw[0].regel, anders.wordt.release) == ("B", "TR418", "3.2")
    assert verschillen(bank_39.knoop, "3.9") == {}


def test_a_release_that_is_not_here_any_more_is_told(bank_39: Bank) -> None:
    bank_39.goed(_in(bank_39, "3.9").jw301(identificatie="A"))
    alleen = replace(bank_39.knoop, settings=bank_39.knoop.settings.model_copy(update={"releases": ("3.2",)}))
    (anders,) = verschillen(alleen, "3.2").values()
    assert anders.wordt.oordeel == "niet om te zetten"
    assert anders.weigering == ("Release 3.9 van iJw is hier niet bekend.",)


def test_until_a_day_means_that_day_included(bank_39: Bank) -> None:
    klok = Tikkend()
    object.__setattr__(bank_39.knoop.loket, "klok", klok)
    for naam in ("EEN", "TWEE", "DRIE"):
        bank_39.verwerk(bank_39.jw301(identificatie=naam))
        klok.dag += timedelta(days=1)
    herhaald: list[Herhaald] = list(herhaal_geschiedenis(bank_39.knoop, _eigen, date(2026, 5, 7)))
    assert [een.eerder.identificatie for een in herhaald] == ["EEN", "TWEE"]


def _mislukt(*_: Any, **__: Any) -> Any:
    try:
        raise ValueError
    except ValueError as fout:
        raise RuleError("TR418", "/Bericht/Client") from fout


def test_a_held_message_is_judged_anew_and_brings_nothing_about(bank_39: Bank, monkeypatch: pytest.MonkeyPatch) -> None:
    bank = bank_39
    with monkeypatch.context() as ingreep:
        ingreep.setattr(steps, "judge_history", _mislukt)
        with pytest.raises(BerichtAangehouden):
            bank.verwerk(bank.jw301(identificatie="OPNIEUW"))
        assert verschillen(bank.knoop, "3.2") == {}
    bank.goed(bank.jw301(identificatie="OPNIEUW"))
    eerste, tweede = herhaal_geschiedenis(bank.knoop, _eigen)
    verschil = vergelijk(eerste, "3.2")
    assert verschil is not None
    assert (verschil.was.oordeel, verschil.wordt.oordeel) == ("aangehouden", "goedgekeurd")
    assert vergelijk(tweede, "3.2") is None
    # The other way round: a rule that fails now is no verdict.
    monkeypatch.setattr(steps, "judge_history", _mislukt)
    assert verschillen(bank.knoop, "3.2")["OPNIEUW"].wordt.oordeel == "aangehouden"
