"""Which rules set a term is told once, and is what the clocks say."""

from datetime import date
from uuid import UUID

from app.exchange.judgement import VoorWie
from app.standard.release import laad_release
from app.standard.voorschriften import laad_voorschriften
from app.standard.werkdagen import Werkkalender
from app.steering.klokken import UITBLIJVEN
from app.steering.termijnen import TERMIJNREGELS, WEKEN, WERKDAGEN, Klok, Termijnen, Termijnsoort, lengte

DAG, BERICHT = date(2026, 3, 2), UUID(int=1)
VOORSCHRIFTEN = laad_voorschriften(laad_release("3.2"))
ALLE = {regel for regels in TERMIJNREGELS.values() for regel in regels}


def _klokken() -> list[Klok]:
    maker = Termijnen(DAG, Werkkalender({}))
    return [
        *(maker.retour(code, VoorWie.AANBIEDER, BERICHT, DAG, None) for code in ("JW305", "JW323")),
        *(maker.antwoord(code, "R", BERICHT, DAG, None) for code in ("JW315", "JW317")),
        *(maker.onderzoek(code, "R", BERICHT, DAG, None) for code in ("JW315", "JW317")),
        maker.woonplaatsbeginsel("R", BERICHT, DAG, None),
        maker.start(1, DAG, "begindatum", BERICHT, None),
        maker.stop(1, DAG, "einddatum", BERICHT, None),
    ]


def test_the_rules_of_each_term_are_those_of_its_clocks() -> None:
    gevonden: dict[Termijnsoort, set[str]] = {}
    for klok in _klokken():
        gevonden.setdefault(klok.soort, set()).add(klok.regel)
        assert klok.berekening.startswith(lengte(klok.soort))
    assert gevonden == {soort: set(regels) for soort, regels in TERMIJNREGELS.items()}


def test_every_term_has_a_length_and_a_rule() -> None:
    assert set(TERMIJNREGELS) == {*WERKDAGEN, *WEKEN} == set(Termijnsoort)


def test_the_catalogue_knows_the_clock_of_every_rule_that_sets_a_term() -> None:
    assert {een.id for een in VOORSCHRIFTEN.values() if een.id in een.gedekt_door("klok")} == ALLE
    for een in VOORSCHRIFTEN.values():
        assert set(een.gedekt_door("klok")) <= ALLE


def test_the_catalogue_knows_the_signal_of_what_does_not_come() -> None:
    for regel in UITBLIJVEN.values():
        assert regel in VOORSCHRIFTEN[regel].gedekt_door("signaal")
