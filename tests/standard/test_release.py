"""The catalogue is whole, consistent in itself and loaded only when asked for."""

import subprocess
import sys
from collections import Counter
from time import perf_counter

import pytest

from app.standard.release import Regel, laad_release, lees_release
from tests.shared import CHECKOUT

RELEASE = laad_release("3.2")
HEEN = tuple(bericht.code for bericht in RELEASE.berichten.values() if bericht.soort == "heen")
ZONDER_RETOURCODE = {"TR337", "TR371", "TR376"}
"""On JW325, which nothing answers."""


def test_there_are_fourteen_messages_of_which_six_are_retours() -> None:
    soorten = [bericht.soort for bericht in RELEASE.berichten.values()]
    assert (soorten.count("heen"), soorten.count("retour")) == (8, 6)


def test_every_message_is_found_by_its_namespace() -> None:
    assert list(RELEASE.bericht_op_namespace.values()) == list(RELEASE.berichten.values())


def test_a_retour_keeps_the_header_roles_of_the_message_it_answers() -> None:
    """IV028: JW302 travels from aanbieder to gemeente, but its Header still says Afzender gemeente."""
    for bericht in RELEASE.berichten.values():
        assert {bericht.afzender, bericht.ontvanger} == {"gemeente", "aanbieder"}
        if bericht.antwoord and bericht.code != "JW323":
            antwoord = RELEASE.berichten[bericht.antwoord]
            assert (antwoord.afzender, antwoord.ontvanger) == (bericht.afzender, bericht.ontvanger)
    assert RELEASE.berichten["JW302"].afzender == "gemeente"


def test_a_declaratie_is_answered_by_a_message_with_its_own_direction() -> None:
    declaratie = RELEASE.berichten["JW323"]
    antwoord = RELEASE.berichten[declaratie.antwoord]
    assert antwoord.code == "JW325"
    assert (antwoord.afzender, antwoord.ontvanger) == (declaratie.ontvanger, declaratie.afzender)


def test_the_catalogue_has_all_rules_in_order() -> None:
    ids = list(RELEASE.regels)
    assert Counter(regel_id[:2] for regel_id in ids) == {"TR": 80, "CD": 22, "CS": 19}
    assert ids == sorted(ids, key=lambda regel_id: (regel_id[:2], int(regel_id[2:])))
    assert [RELEASE.volgorde(regel_id) for regel_id in ids] == list(range(121))


@pytest.mark.parametrize("regel", RELEASE.regels.values(), ids=lambda regel: regel.id)
def test_a_rule_is_complete(regel: Regel) -> None:
    assert regel.niveau in (1, 2, 3, 4)
    assert regel.toetsbaar in ("volledig", "gedeeltelijk")
    assert bool(regel.voorbehoud) == (regel.toetsbaar == "gedeeltelijk")
    assert 1 <= len(regel.titel.split()) <= 6
    assert (regel.retourcode == "") == (regel.niveau == 1 or regel.id in ZONDER_RETOURCODE)
    assert (regel.retourcode == "0001") == (regel.niveau == 2)
    assert regel.plaatsen
    assert len(set(regel.plaatsen)) == len(regel.plaatsen)
    for plaats in regel.plaatsen:
        assert plaats.bericht in HEEN
        assert plaats.pad.rpartition("/")[2] == plaats.klasse


@pytest.mark.parametrize("regel", RELEASE.regels.values(), ids=lambda regel: regel.id)
def test_a_reader_gets_one_sentence(regel: Regel) -> None:
    for zin in filter(None, (regel.uitleg, regel.voorbehoud)):
        assert zin[0].isupper()
        assert zin.endswith(".")
        assert ". " not in zin
        assert len(zin) <= 220
    assert not regel.titel.endswith(".")


def test_retourcodes_and_rules_point_at_each_other() -> None:
    for regel in RELEASE.regels.values():
        if regel.niveau > 2 and regel.retourcode:
            assert regel.id in RELEASE.retourcodes[regel.retourcode].regels
    assert RELEASE.retourcodes["0001"].regels == ()


def test_rules_are_given_by_message_and_level_in_catalogue_order() -> None:
    for code in HEEN:
        for niveau in (1, 2, 3, 4):
            gekregen = [regel.id for regel in RELEASE.regels_voor(code, niveau)]
            verwacht = [r.id for r in RELEASE.regels.values() if r.niveau == niveau and r.plaatsen_in(code)]
            assert gekregen == verwacht
            assert gekregen


def test_a_message_without_rules_in_the_catalogue_is_refused_and_not_called_faultless() -> None:
    """An empty list of rules would let every JW302 through."""
    for bericht in RELEASE.berichten.values():
        assert bericht.beoordeelbaar == (bericht.code in HEEN)
    with pytest.raises(LookupError, match="JW302"):
        RELEASE.regels_voor("JW302", 2)


def test_a_double_row_rule_has_a_key_in_every_class_it_is_attached_to() -> None:
    """TR101 compares logical keys, so a place without one could not be checked."""
    for plaats in RELEASE.regels["TR101"].plaatsen:
        assert plaats.pad in RELEASE.berichten[plaats.bericht].sleutels


def test_the_full_key_of_a_class_starts_with_the_keys_above_it() -> None:
    contact = RELEASE.berichten["JW301"].volledige_sleutel("Client/Relaties/Relatie/Contact")
    assert contact == (
        "Client/Bsn",
        "Client/Relaties/Relatie/Nummer",
        "Client/Relaties/Relatie/Contact/Soort",
    )
    with pytest.raises(KeyError):
        RELEASE.berichten["JW301"].volledige_sleutel("Client/Relaties")


@pytest.mark.parametrize("naam", ["9.9", "3_2", "", "../3.2", "3.2/"])
def test_an_unknown_release_is_refused_by_name(naam: str) -> None:
    with pytest.raises(LookupError, match=r"3\.2"):
        laad_release(naam)


def test_a_release_is_read_once() -> None:
    assert laad_release("3.2") is RELEASE


def test_importing_reads_no_data() -> None:
    script = (
        "import sys\n"
        "gelezen = []\n"
        "sys.addaudithook(lambda naam, arg: gelezen.append(str(arg[0])) if naam == 'open' else None)\n"
        "from app.standard import codelijsten, elfproef, gemeenten, kalender, release\n"
        "assert not [pad for pad in gelezen if pad.endswith(('.toml', '.csv'))], gelezen\n"
    )
    subprocess.run([sys.executable, "-c", script], check=True, cwd=CHECKOUT)


def test_loading_is_cheap() -> None:
    """30 ms is the aim; the best of three, so that a busy machine does not decide."""
    duur = []
    for _ in range(3):
        begin = perf_counter()
        lees_release(RELEASE.map, RELEASE.schemas)
        duur.append(perf_counter() - begin)
    assert min(duur) < 0.030
