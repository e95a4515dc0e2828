"""JW325: situations A and C to G of IV087, its totals (TR342) and what it repeats (TR337, TR366, TR367)."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.exchange.judgement import Oordeel, Situatie
from app.exchange.ports import Afhandeling
from app.messages.opstellen import Kind
from app.messages.records import Prestatie, XsdVersie
from app.standard.elfproef import bulk_bsn
from tests.bank import (
    AANBIEDER,
    ANDER_KIND,
    GEMEENTE,
    KIND,
    PRESTATIE,
    TOEWIJZING,
    Bank,
    gevonden,
    maak_bank,
)
from tests.exchange.antwoord import (
    antwoord_van,
    controleer_antwoord_op_inhoud,
    heen_van,
    kind,
    klassen,
    naam,
    retourcodes,
    saldo,
    tekst,
)
from tests.exchange.test_retour import beeld
from tests.rules.berichten import CREDIT, DRIE_MAANDEN, MAART, MAARTREGEL
from tests.rules.bewerken import bewerkt, zet

HEADER, ANTWOORD = "/Bericht/Header", "/Bericht/DeclaratieAntwoord"
_MAART = MAARTREGEL._replace(referentienummer="RN2")
_TE_DUUR = PRESTATIE._replace(tarief=8801, bedrag=9 * 8801)
_ANDERE_REGEL = PRESTATIE._replace(toewijzingnummer=1002, referentienummer="RN3")


def _toegekend(afhandeling: Afhandeling) -> int:
    return saldo(antwoord_van(afhandeling), "DeclaratieAntwoord", "TotaalToegekendBedrag")


def _regels(afhandeling: Afhandeling) -> list[str]:
    """ReferentieNummers of the lines that came back."""
    return [
        tekst(element, "ProductReferentie", "ReferentieNummer")
        for _, element in klassen(antwoord_van(afhandeling))
        if naam(element) == "Prestatie"
    ]


def _alleen_een_header(afhandeling: Afhandeling) -> bool:
    return [naam(element) for element in antwoord_van(afhandeling)] == ["Header"]


def _twee_clienten(bank: Bank) -> None:
    bank.goed(bank.jw301(DRIE_MAANDEN))
    bank.goed(bank.jw301(TOEWIJZING._replace(toewijzingnummer=1002), kind=ANDER_KIND))


def test_the_header_has_its_own_direction_and_names_the_declaratie(bank: Bank) -> None:
    bank.goed(bank.jw301())
    versie = XsdVersie("2.3.4", "10.0.345")
    afhandeling = bank.goed(bank.jw323(identificatie="DECL & <1", xsd_versie=versie, dagtekening=date(2026, 5, 5)))
    header = antwoord_van(afhandeling)[0]
    assert (tekst(header, "Afzender"), tekst(header, "Ontvanger")) == (GEMEENTE, AANBIEDER)
    assert tekst(header, "BerichtIdentificatie", "Identificatie") == afhandeling.antwoord.identificatie
    assert tekst(header, "BerichtIdentificatie", "Dagtekening") == "2026-05-06"
    assert tekst(header, "XsdVersie", "BasisschemaXsdVersie") == "1.0.0"
    assert tekst(header, "DeclaratieIdentificatie", "Identificatie") == "DECL & <1"
    assert tekst(header, "DeclaratieIdentificatie", "Dagtekening") == "2026-05-05"
    assert tekst(header, "XsdVersieDeclaratie", "BasisschemaXsdVersie") == "2.3.4"
    assert tekst(header, "XsdVersieDeclaratie", "BerichtXsdVersie") == "10.0.345"


def test_a_approved_in_full_it_says_8001_and_returns_nothing(bank: Bank) -> None:
    bank.goed(bank.jw301())
    afhandeling = bank.goed(bank.jw323())
    assert retourcodes(antwoord_van(afhandeling)) == {HEADER: ("0200",), ANTWOORD: ("8001",)}
    assert kind(antwoord_van(afhandeling), "DeclaratieAntwoord", "Clienten") is None
    assert _toegekend(afhandeling) == 79_200
    assert afhandeling.oordeel.oordeel is Oordeel.GOEDGEKEURD


def test_a_total_that_is_a_credit_is_granted_as_a_credit(bank: Bank) -> None:
    bank.goed(bank.jw301())
    bank.goed(bank.jw323())
    afhandeling = bank.goed(bank.jw323(CREDIT))
    assert _toegekend(afhandeling) == -79_200
    assert tekst(antwoord_van(afhandeling), "DeclaratieAntwoord", "TotaalToegekendBedrag", "DebetCredit") == "C"


def test_c_a_fault_in_the_message_itself_gives_0001_and_a_header_only(bank: Bank) -> None:
    bank.goed(bank.jw301())
    afhandeling = bank.verwerk(bank.jw323(totaal=1))
    assert _alleen_een_header(afhandeling)
    assert retourcodes(antwoord_van(afhandeling)) == {HEADER: ("0001",)}
    assert not afhandeling.oordeel.verwerkt


def test_d_a_fault_in_the_header_gives_its_code_and_a_header_only(bank: Bank) -> None:
    afhandeling = bank.verwerk(bank.jw323(dagtekening=date(2026, 5, 7), ontvanger="0999"))
    assert _alleen_een_header(afhandeling)
    assert retourcodes(antwoord_van(afhandeling)) == {HEADER: ("8848", "S300")}
    assert not afhandeling.oordeel.verwerkt


def test_e_a_fault_in_declaratie_grants_nothing_and_judges_no_lines(bank: Bank) -> None:
    bank.goed(bank.jw301(DRIE_MAANDEN))
    bank.goed(bank.jw323(nummer="DN1"))
    afhandeling = bank.verwerk(bank.jw323(_MAART._replace(tarief=1, bedrag=9), nummer="DN1", maand=MAART))
    assert retourcodes(antwoord_van(afhandeling)) == {HEADER: ("0200",), ANTWOORD: ("8214", "9333")}
    assert _toegekend(afhandeling) == 0
    assert _regels(afhandeling) == []
    assert (afhandeling.oordeel.situatie, afhandeling.oordeel.verwerkt) == (Situatie.DECLARATIE, False)


def test_f_a_fault_in_client_returns_all_its_lines_unjudged(bank: Bank) -> None:
    _twee_clienten(bank)
    onbekend = bulk_bsn(7)
    regels = [
        PRESTATIE._replace(referentienummer="RN5", toewijzingnummer=7777),
        _MAART._replace(referentienummer="RN6", toewijzingnummer=7777, tarief=1, bedrag=9),
    ]
    afhandeling = bank.verwerk(
        bank.jw323(per_bsn=[(onbekend, regels), (KIND.bsn, [PRESTATIE, _MAART]), (ANDER_KIND.bsn, [_ANDERE_REGEL])])
    )
    assert retourcodes(antwoord_van(afhandeling)) == {
        HEADER: ("0200",),
        ANTWOORD: ("0200",),
        f"Client {onbekend}": ("8187",),
        f"Prestatie {onbekend} RN5": ("0233",),
        f"Prestatie {onbekend} RN6": ("0233",),
    }
    assert _toegekend(afhandeling) == 3 * 79_200
    assert afhandeling.oordeel.oordeel is Oordeel.DEELS_AFGEKEURD
    controleer_antwoord_op_inhoud(afhandeling)


def test_g_returns_only_the_rejected_lines_and_only_their_clients(bank: Bank) -> None:
    _twee_clienten(bank)
    afhandeling = bank.verwerk(
        bank.jw323(per_bsn=[(KIND.bsn, [PRESTATIE, _MAART._replace(volume=99)]), (ANDER_KIND.bsn, [_ANDERE_REGEL])])
    )
    assert retourcodes(antwoord_van(afhandeling)) == {
        HEADER: ("0200",),
        ANTWOORD: ("0200",),
        f"Client {KIND.bsn}": ("0200",),
        f"Prestatie {KIND.bsn} RN2": ("9321", "9322", "9346"),
    }
    assert _toegekend(afhandeling) == 2 * 79_200
    controleer_antwoord_op_inhoud(afhandeling)


def test_g_with_every_line_rejected_grants_nothing(bank: Bank) -> None:
    bank.goed(bank.jw301())
    afhandeling = bank.verwerk(bank.jw323(_TE_DUUR))
    assert retourcodes(antwoord_van(afhandeling))[ANTWOORD] == ("0200",)
    assert _toegekend(afhandeling) == 0
    assert tekst(antwoord_van(afhandeling), "DeclaratieAntwoord", "TotaalToegekendBedrag", "DebetCredit") == "D"
    assert (afhandeling.oordeel.oordeel, afhandeling.oordeel.verwerkt) == (Oordeel.AFGEKEURD, True)
    controleer_antwoord_op_inhoud(afhandeling)


def test_f_and_g_go_together_in_one_answer(bank: Bank) -> None:
    _twee_clienten(bank)
    onbekend = bulk_bsn(7)
    afhandeling = bank.verwerk(
        bank.jw323(
            per_bsn=[
                (KIND.bsn, [_TE_DUUR, _MAART]),
                (onbekend, [PRESTATIE._replace(referentienummer="RN5", toewijzingnummer=7777)]),
                (ANDER_KIND.bsn, [_ANDERE_REGEL]),
            ]
        )
    )
    assert retourcodes(antwoord_van(afhandeling)) == {
        HEADER: ("0200",),
        ANTWOORD: ("0200",),
        f"Client {KIND.bsn}": ("0200",),
        f"Prestatie {KIND.bsn} RN1": ("0611",),
        f"Client {onbekend}": ("8187",),
        f"Prestatie {onbekend} RN5": ("0233",),
    }
    controleer_antwoord_op_inhoud(afhandeling)


def test_a_rejected_credit_comes_back_as_a_credit(bank: Bank) -> None:
    bank.goed(bank.jw301(DRIE_MAANDEN))
    bank.goed(bank.jw323())
    afhandeling = bank.verwerk(bank.jw323(CREDIT._replace(volume=8), MAARTREGEL._replace(referentienummer="RN3")))
    assert gevonden(afhandeling) == [("TR323", "8017", "Prestatie")]
    assert _regels(afhandeling) == ["RN2"]
    assert _toegekend(afhandeling) == 79_200
    controleer_antwoord_op_inhoud(afhandeling)


def test_returned_lines_repeat_every_element_of_the_declaratie(bank: Bank) -> None:
    """Also a reference with characters that XML has to escape, and white space that counts."""
    bank.goed(bank.jw301())
    maak = bewerkt(
        lambda bank: bank.jw323(_TE_DUUR).bytes(),
        zet("Declaratie/Clienten/Client/Prestaties/Prestatie/ProductReferentie/ReferentieNummer", " R&D <1>  2 "),
    )
    afhandeling = bank.verwerk(maak(bank))
    heen, terug = (
        next(element for _, element in klassen(boom) if naam(element) == "Prestatie")
        for boom in (heen_van(afhandeling), antwoord_van(afhandeling))
    )
    assert beeld(terug) == beeld(heen)


class Trek(NamedTuple):
    """One line of a random declaratie: of which client and month, and what is wrong with it."""

    client: int
    maand: int
    uren: int
    fout: str


_TREKKEN = st.lists(
    st.builds(
        Trek,
        client=st.integers(0, 4),
        maand=st.integers(1, 4),
        uren=st.integers(0, 12),
        fout=st.sampled_from(("", "", "", "tarief", "bedrag", "toewijzing", "code", "credit", "eenheid")),
    ),
    min_size=1,
    max_size=14,
)
_KINDEREN = tuple(Kind(bulk_bsn(nummer)) for nummer in range(1, 6))
"""The last two have no toewijzing."""
_EINDEN = {1: 31, 2: 28, 3: 31, 4: 30}


def _regel(volgnummer: int, trek: Trek) -> Prestatie:
    regel = PRESTATIE._replace(
        referentienummer=f"T{volgnummer}",
        toewijzingnummer=2000 + trek.client,
        begindatum=date(2026, trek.maand, 1),
        einddatum=date(2026, trek.maand, _EINDEN[trek.maand]),
        volume=trek.uren,
        bedrag=trek.uren * 8800,
    )
    match trek.fout:
        case "tarief":
            return regel._replace(tarief=8801, bedrag=trek.uren * 8801)
        case "bedrag":
            return regel._replace(bedrag=trek.uren * 8800 + 1)
        case "toewijzing":
            return regel._replace(toewijzingnummer=4242)
        case "code":
            return regel._replace(code="45A53", tarief=9500, bedrag=trek.uren * 9500)
        case "eenheid":
            return regel._replace(eenheid="14")
        case "credit" if trek.uren:
            return regel._replace(vorig_referentienummer=f"V{volgnummer}", debet_credit="C")
        case _:
            return regel


@settings(max_examples=40, deadline=None, derandomize=True, database=None)
@given(trekken=_TREKKEN)
def test_the_returned_lines_are_what_was_not_granted(
    tmp_path_factory: pytest.TempPathFactory, trekken: list[Trek]
) -> None:
    """TR342 over random declaraties with several clients, some unknown, and all kinds of lines."""
    bank = maak_bank(tmp_path_factory.mktemp("tr342"))
    try:
        for nummer in range(3):
            toewijzing = TOEWIJZING._replace(
                toewijzingnummer=2000 + nummer, ingangsdatum=date(2026, 1, 1), toewijzingsdatum=date(2026, 1, 1)
            )
            bank.goed(bank.jw301(toewijzing, kind=_KINDEREN[nummer]))
        enkel = {(trek.client, trek.maand): trek for trek in trekken}.values()
        regels = [(trek.client, _regel(volgnummer, trek)) for volgnummer, trek in enumerate(enkel)]
        per_bsn = [
            (_KINDEREN[client].bsn, [regel for van, regel in regels if van == client])
            for client in dict.fromkeys(client for client, _ in regels)
        ]
        afhandeling = bank.verwerk(bank.jw323(per_bsn=per_bsn))
        assert afhandeling.oordeel.uitslag is not None
        controleer_antwoord_op_inhoud(afhandeling)
    finally:
        bank.knoop.sluit()
