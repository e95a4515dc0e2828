"""Region files with mistakes: each one is told once, with file, line and what to do."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from app.contracts.controle import controleer
from app.contracts.regiobestand import RegioFout, lees_bestanden, lees_regio, meegeleverd
from app.contracts.regiobron import Melding
from app.contracts.regiolezen import Gelezen
from app.standard.gemeenten import laad_gemeenten
from app.standard.release import laad_release
from tests.contracts.regios import NAMEN

KAPOT = Path(__file__).with_name("kapot")
GEMEENTEN = laad_gemeenten(laad_release())

VERWACHT = [
    ("productcodes.csv", 5, "Productcode 50H3A is op dezelfde dagen twee keer toegedeeld."),
    ("productcodes.csv", 7, "Productcode 50H4A is een PIC, maar perceel LOS wordt dan bekostigd als PXQ."),
    ("productcodes.csv", 8, "Productcode 45A05 heeft vanaf 2020-01-01 geen tarief per eenheid 04 (contract C1, gem"),
    ("regio.toml", 13, "Gemeentecode 9999 staat niet in de lijst van het CBS."),
    ("regio.toml", 33, "Perceel SPEC heeft 2019-01-01 t/m 2019-01-31 in gemeente 0503, 9999 geen bekostiging."),
    ("regio.toml", 53, "Perceel HOOG heeft 2020-01-01 t/m 2020-12-31 in gemeente 0503 meer dan een bekostiging."),
    ("regio.toml", 62, "Bij vorm PXQ hoort geen termijnschema."),
    ("regio.toml", 68, "De delen van 'START 70 EIND 20' zijn samen 90 procent."),
    ("regio.toml", 104, "PIC 3C van perceel SPEC heeft geen tarief (code 50H3C)."),
    ("regio.toml", 114, "AGB-code 1111 heeft geen acht cijfers."),
    ("regio.toml", 125, "Contract C2 is met aanbieder 22220002, die hier niet bekend is."),
    ("regio.toml", 133, "Contract C3 noemt perceel SPECIAAL, dat hier niet bekend is."),
    ("regio.toml", 135, "Contract C4 betreft perceel HOOG en noemt geen samenwerking."),
    ("regio.toml", 135, "Contract C4 heeft voor perceel HOOG geen enkel tarief."),
    ("regio.toml", 145, "'tot' (2023-12-31) ligt voor 'van' (2024-01-01)."),
    ("regio.toml", 151, "Contract C6 loopt tegelijk met contract C1 van dezelfde aanbieder, in perceel LOS."),
    ("regio.toml", 156, "Aanbieder 11110001 is hoofdaannemer van contract C1."),
    ("regio.toml", 161, "Op perceel SPEC mag geen volumeplafond liggen."),
    ("regio.toml", 168, "Overgangsregel A noemt productcode 45X99, die hier niet bekend is."),
    ("tarieven.csv", 3, "In perceel SPEC, profiel 3 is 50H3B zwaarder dan 50H3A en toch goedkoper"),
    ("tarieven.csv", 5, "Het tarief van 45A04 per eenheid 04 overlapt een ander"),
    ("tarieven.csv", 6, "'bedrag' is een heel aantal eurocenten, niet '8,50'."),
]


def meldingen(map_: Path) -> list[Melding]:
    """What is wrong with the files in a folder."""
    return controleer(lees_bestanden(map_), GEMEENTEN)[1]


def test_every_planted_mistake_is_told_once() -> None:
    gevonden = meldingen(KAPOT)
    assert len(gevonden) == 22
    assert [(een.plaats.bestand, een.plaats.regel) for een in gevonden] == [een[:2] for een in VERWACHT]
    for melding, (_, _, wat) in zip(gevonden, VERWACHT, strict=True):
        assert melding.wat.startswith(wat)
        assert melding.advies
        assert str(melding).startswith(f"{melding.plaats.bestand} regel {melding.plaats.regel}: ")


@pytest.mark.parametrize("naam", NAMEN)
def test_our_own_regios_are_right_and_say_that_they_are_made_up(naam: str) -> None:
    gelezen, gevonden = controleer(lees_bestanden(meegeleverd()[naam]), GEMEENTEN)
    assert gevonden == []
    assert gelezen.regio.fictief
    assert "fictie" in gelezen.regio.naam
    assert all("(fictief)" in een.naam for een in gelezen.regio.aanbieders)


def test_the_five_regios_are_there() -> None:
    assert set(NAMEN) == {"demo", "haaglanden", "rijnmond", "west-brabant-west", "proefland"}
    gemeenten = {naam: len(lees_regio(meegeleverd()[naam]).gemeenten) for naam in NAMEN}
    assert gemeenten["haaglanden"] == 10
    assert gemeenten["west-brabant-west"] == 9
    assert gemeenten["rijnmond"] == 16  # fifteen, and the one into which three of them merged


def test_no_program_names_a_regio() -> None:
    namen = re.compile(r"haaglanden|rijnmond|rotterdam|west-brabant|\bwbw\b|proefland|\bh10\b", re.IGNORECASE)
    app = Path(__file__).parents[2] / "app"
    code = [pad for pad in app.rglob("*.py") if not _alleen_voorbeeld(pad)]
    assert len(code) > 100
    assert [str(pad) for pad in code if namen.search(_zonder_uitleg(pad))] == []


def _alleen_voorbeeld(pad: Path) -> bool:
    """Doors name a regio in the examples of their documentation."""
    return pad.parent.name == "api"


def _zonder_uitleg(pad: Path) -> str:
    """The program without docstrings and comments."""
    tekst = re.sub(r'""".*?"""', "", pad.read_text("utf-8"), flags=re.DOTALL)
    return re.sub(r"#.*", "", tekst)


GOED = {
    "regio.toml": '[regio]\ncode = "X"\nnaam = "X"\nvan = 2020-01-01\n\n[[gemeente]]\ncode = "0503"\nnaam = "Delft"\n'
    'van = 2020-01-01\n\n[[perceel]]\ncode = "P"\nnaam = "P"\n\n[[bekostiging]]\nperceel = "P"\nvan = 2020-01-01\n'
    'vorm = "PXQ"\n\n[[aanbieder]]\nagb = "11110001"\nnaam = "A"\n\n[[contract]]\nnummer = "C1"\n'
    'aanbieder = "11110001"\nvan = 2020-01-01\n',
    "productcodes.csv": "categorie;code;naam;eenheid;van;perceel\n45;45A04;Uur;04;2020-01-01;P\n",
    "tarieven.csv": "code;eenheid;bedrag;van;versie;besluit;reden;vastgesteld\n45A04;04;8500;2020-01-01;1;B;;\n",
}
_CODE = (
    '[[productcode]]\ncategorie = "45"\ncode = "45A07"\nnaam = "Etmaal"\neenheid = "{eenheid}"\nvan = 2020-01-01\n'
    'perceel = "P"\nmet_verblijf = {{{welke}}}\n'
)
_VERBLIJF = f"{_CODE.format(eenheid='14', welke='eerste')}\n{_CODE.format(eenheid='16', welke='tweede')}"
_VERBLIJF_PIC = (
    '[[profiel]]\ncode = "1"\nnaam = "1"\nvan = 2020-01-01\n\n[[intensiteit]]\ncode = "A"\nnaam = "A"\nrang = 1\n\n'
    '[[pic]]\nperceel = "P"\nprofiel = "1"\nintensiteit = "A"\nmet_verblijf = true\n\n'
    '[[productcode]]\ncategorie = "50"\ncode = "50P1A"\nnaam = "1A"\neenheid = "82"\nvan = 2020-01-01\n'
    'perceel = "P"\nmet_verblijf = false\nprofiel = "1"\nintensiteit = "A"\n'
)
TOEVOEGINGEN: dict[str, tuple[str, str, int, str]] = {
    "onbekend veld": ("regio.toml", '[[perceel]]\ncode = "Q"\nnaam = "Q"\nplafon = true\n', 31, "Veld 'plafon'"),
    "onbekende tabel": ("regio.toml", '[[prijs]]\ncode = "Q"\n', 28, "'prijs' is hier niet bekend"),
    "geen toml": ("regio.toml", "perceel = = 3\n", 28, "geen leesbare TOML"),
    "gemeente na opheffing": (
        "regio.toml",
        '[[gemeente]]\ncode = "0501"\nnaam = "Brielle"\nvan = 2020-01-01\n',
        31,
        "Gemeente 0501 bestaat niet op alle dagen",
    ),
    "dubbel lid": (
        "regio.toml",
        '[[gemeente]]\ncode = "0503"\nnaam = "Delft"\nvan = 2021-01-01\n',
        31,
        "Gemeente 0503 is op een of meer dagen",
    ),
    "twee keer hetzelfde perceel": ("regio.toml", '[[perceel]]\ncode = "P"\nnaam = "P"\n', 29, "Perceel P staat er al"),
    "gat aan het begin": (
        "regio.toml",
        '[[perceel]]\ncode = "Q"\nnaam = "Q"\n\n[[bekostiging]]\nperceel = "Q"\nvan = 2020-02-01\nvorm = "PXQ"\n',
        34,
        "Perceel Q heeft 2020-01-01 t/m 2020-01-31 in gemeente 0503 geen bekostiging",
    ),
    "gat aan het eind": (
        "regio.toml",
        '[[perceel]]\ncode = "Q"\nnaam = "Q"\n\n[[bekostiging]]\nperceel = "Q"\nvan = 2020-01-01\ntot = 2020-12-31\n'
        'vorm = "PXQ"\n',
        34,
        "Perceel Q heeft vanaf 2021-01-01",
    ),
    "geen bekostiging": ("regio.toml", '[[perceel]]\ncode = "Q"\nnaam = "Q"\n', 1, "Perceel Q heeft vanaf 2020-01-01"),
    "vreemde gemeente in bekostiging": (
        "regio.toml",
        '[[perceel]]\ncode = "Q"\nnaam = "Q"\n\n[[bekostiging]]\nperceel = "Q"\nvan = 2020-01-01\n'
        'vorm = "TAAKGERICHT"\n\n[[bekostiging]]\nperceel = "Q"\ngemeenten = ["0518"]\nvan = 2020-01-01\n'
        'vorm = "PXQ"\n',
        39,
        "Gemeente 0518 van deze bekostiging",
    ),
    "label bij PIC": (
        "regio.toml",
        '[[perceel]]\ncode = "Q"\nnaam = "Q"\n\n[[bekostiging]]\nperceel = "Q"\nvan = 2020-01-01\nvorm = "PIC"\n'
        'termijnschema = "EENMALIG"\npic_label_verplicht = true\n',
        37,
        "Bij vorm PIC is een PIC-label",
    ),
    "PIC zonder schema": (
        "regio.toml",
        '[[perceel]]\ncode = "Q"\nnaam = "Q"\n\n[[bekostiging]]\nperceel = "Q"\nvan = 2020-01-01\nvorm = "PIC"\n',
        35,
        "Bij vorm PIC ontbreekt het termijnschema",
    ),
    "geen schema": (
        "regio.toml",
        '[[perceel]]\ncode = "Q"\nnaam = "Q"\n\n[[bekostiging]]\nperceel = "Q"\nvan = 2020-01-01\nvorm = "PIC"\n'
        'termijnschema = "SOMS"\n',
        36,
        "'SOMS' is geen termijnschema",
    ),
    "verlenging korter": (
        "regio.toml",
        '[[contract]]\nnummer = "C2"\naanbieder = "11110001"\nvan = 2019-01-01\ntot = 2019-12-31\n'
        "verlengingen = [{ tot = 2019-06-30 }]\n",
        33,
        "De verlengingen van contract C2",
    ),
    "status op volgorde": (
        "regio.toml",
        '[[contract]]\nnummer = "C2"\naanbieder = "11110001"\nvan = 2019-01-01\ntot = 2019-12-31\n'
        'statussen = [{ status = "OPGEZEGD", van = 2019-06-01 }, { status = "ACTIEF", van = 2019-05-01 }]\n',
        33,
        "De statussen van contract C2",
    ),
    "status onvolledig": (
        "regio.toml",
        '[[contract]]\nnummer = "C2"\naanbieder = "11110001"\nvan = 2019-01-01\ntot = 2019-12-31\n'
        'statussen = [{ status = "WEG", van = 2019-06-01 }]\n',
        33,
        "Een status is niet volledig",
    ),
    "percentage": (
        "regio.toml",
        '[[contract]]\nnummer = "C2"\naanbieder = "11110001"\nvan = 2019-01-01\ntot = 2019-12-31\n'
        "resultaatafhankelijk_pct = 130\nresultaatafhankelijk_van = 2019-01-01\n",
        33,
        "'resultaatafhankelijk_pct' is geen heel getal van 0 t/m 100",
    ),
    "onderaannemer onbekend": (
        "regio.toml",
        '[[onderaanneming]]\ncontract = "C1"\naanbieder = "33330003"\nvan = 2020-01-01\n',
        30,
        "Onderaannemer 33330003",
    ),
    "contract onbekend": (
        "regio.toml",
        '[[aanbieder]]\nagb = "33330003"\nnaam = "B"\n\n[[onderaanneming]]\ncontract = "C9"\naanbieder = "33330003"\n'
        "van = 2020-01-01\n",
        33,
        "Contract C9 is hier niet bekend",
    ),
    "plafond buiten contract": (
        "regio.toml",
        '[[volumeplafond]]\ncontract = "C9"\nperceel = "P"\njaar = 2020\nbedrag = 1\n',
        29,
        "Contract C9 van dit plafond",
    ),
    "budget van een vreemde gemeente": (
        "regio.toml",
        '[[budget]]\njaar = 2026\nbedrag = 1\ngemeente = "0518"\n',
        31,
        "Gemeente 0518 van dit budget",
    ),
    "budget van een onbekend perceel": (
        "regio.toml",
        '[[budget]]\njaar = 2026\nbedrag = 1\nperceel = "Q"\n',
        31,
        "Perceel Q van dit budget",
    ),
    "twee keer hetzelfde budget": (
        "regio.toml",
        "[[budget]]\njaar = 2026\nbedrag = 1\n" * 2,
        32,
        "Budget alle gemeenten alle percelen 2026 staat er al",
    ),
    "drempel van niets": (
        "regio.toml",
        "[[budget]]\njaar = 2026\nbedrag = 1\ndrempels = [0, 80]\n",
        31,
        "'drempels' is geen lijst van getallen van 1 t/m 200",
    ),
    "minimum van niets": (
        "regio.toml",
        '[[perceel]]\ncode = "Q"\nnaam = "Q"\nminimum_aanbieders = 0\n',
        31,
        "'minimum_aanbieders' van perceel Q is 0",
    ),
    "code zonder tarief": (
        "productcodes.csv",
        "45;45A05;Uur;04;2020-01-01;P\n",
        3,
        "Productcode 45A05 heeft geen tarief",
    ),
    "tarief houdt op": (
        "productcodes.csv",
        "45;45A04;Minuut;14;2020-01-01;P\n",
        3,
        "Productcode 45A04 heeft vanaf 2020-01-01 geen tarief per eenheid 14 (contract C1, gemeente 0503)",
    ),
    "contract zonder tarief": (
        "regio.toml",
        '[[perceel]]\ncode = "Q"\nnaam = "Q"\n\n[[bekostiging]]\nperceel = "Q"\nvan = 2020-01-01\nvorm = "PXQ"\n\n'
        '[[aanbieder]]\nagb = "33330003"\nnaam = "B"\n\n[[contract]]\nnummer = "C2"\naanbieder = "33330003"\n'
        'percelen = ["Q"]\nvan = 2020-01-01\n',
        41,
        "Contract C2 heeft voor perceel Q geen enkel tarief",
    ),
    "code zonder perceel": ("productcodes.csv", "45;45A05;Uur;04;2020-01-01;\n", 3, "Productcode 45A05"),
    "te veel velden": ("productcodes.csv", "45;45A05;Uur; per uur;04;2020-01-01;P\n", 3, "Er zijn 7 velden"),
    "tarief zonder code": (
        "tarieven.csv",
        "45A06;04;1;2020-01-01;1;;;\n",
        3,
        "Er is een tarief voor productcode 45A06",
    ),
    "tarief in andere eenheid": ("tarieven.csv", "45A04;14;1;2020-01-01;1;;;\n", 3, "niet per eenheid 14"),
    "versie zonder reden": ("tarieven.csv", "45A04;04;9000;2020-01-01;2;B;;\n", 3, "Versie 2 van het tarief"),
    "te hoog": ("tarieven.csv", "45A04;04;100000000;2019-01-01;1;B;;\n", 3, "hoger dan een bericht kan bevatten"),
    "te lang": ("regio.toml", f'[[perceel]]\ncode = "{"Q" * 17}"\nnaam = "Q"\n', 29, "'code' is langer dan 16 tekens"),
    "nulteken": ("tarieven.csv", "45A04;04;1;2019-01-01;1;\0;;\n", 3, "Er staat een nulteken in"),
    "dubbele onderaanneming": (
        "regio.toml",
        '[[aanbieder]]\nagb = "33330003"\nnaam = "B"\n'
        + '\n[[onderaanneming]]\ncontract = "C1"\naanbieder = "33330003"\nvan = 2020-01-01\n' * 2,
        38,
        "Onderaanneming C1 33330003 2020-01-01 staat er al",
    ),
    "verblijf en toch niet": (
        "regio.toml",
        _VERBLIJF.format(eerste="true", tweede="false"),
        44,
        "Productcode 45A07 is hier zonder verblijf, en op een eerdere regel juist niet",
    ),
    "verblijf anders dan de pic": (
        "regio.toml",
        _VERBLIJF_PIC,
        51,
        "Productcode 50P1A is zonder verblijf, en haar PIC 1A juist niet",
    ),
    "verblijf is geen ja of nee": (
        "regio.toml",
        _VERBLIJF.format(eerste="true", tweede='"soms"'),
        44,
        "'met_verblijf' is geen ja of nee: 'soms'",
    ),
    "onbekend bestand": ("tarief.csv", "x\n", 0, "Dit bestand hoort hier niet"),
}


PRIJSKOP = "code;eenheid;bedrag;van;tot;contract;gemeente;versie;besluit;vastgesteld;reden\n"
TWEEDE = '\n[[aanbieder]]\nagb = "33330003"\nnaam = "B"\n\n[[contract]]\nnummer = "C2"\naanbieder = "33330003"\n'


@pytest.mark.parametrize(
    ("prijzen", "tweede", "gat"),
    [
        ("45A04;04;1;2020-01-01;;;;1;B;;", "van = 2020-01-01\n", None),
        ("45A04;04;1;2019-01-01;2020-06-30;;;1;B;;\n45A04;04;1;2020-07-01;;;;1;B;;", "van = 2020-01-01\n", None),
        ("45A04;04;1;2020-01-01;2020-06-30;;;1;B;;\n45A04;04;1;2020-07-02;;;;1;B;;", "", "2020-07-01 t/m 2020-07-01"),
        ("45A04;04;1;2020-01-02;;;;1;B;;", "", "2020-01-01 t/m 2020-01-01"),
        ("45A04;04;1;2020-01-01;2020-12-31;;;1;B;;", "", "vanaf 2021-01-01"),
        ("45A04;04;1;2020-01-01;;C1;;1;B;;", "", None),
        ("45A04;04;1;2020-01-01;;C1;;1;B;;", "van = 2021-01-01\ntot = 2021-12-31\n", "2021-01-01 t/m 2021-12-31"),
        ("45A04;04;1;2020-01-01;;;0503;1;B;;", "van = 2021-01-01\n", None),
        ("45A04;04;1;2020-01-01;2020-12-31;;;1;B;;\n45A04;04;1;2021-01-01;;C1;0503;1;B;;", "", None),
    ],
)
def test_each_day_that_can_be_claimed_has_a_tariff(prijzen: str, tweede: str, gat: str | None) -> None:
    """Under each contract, in each gemeente, as long as form, code and contract hold."""
    toml = GOED["regio.toml"] + (TWEEDE + tweede if tweede else "")
    gevonden = controleer({**GOED, "regio.toml": toml, "tarieven.csv": f"{PRIJSKOP}{prijzen}\n"}, GEMEENTEN)[1]
    teksten = [een.wat for een in gevonden if "geen tarief per eenheid" in een.wat]
    assert len(teksten) == (0 if gat is None else 1), gevonden
    assert gat is None or f"Productcode 45A04 heeft {gat} geen tarief" in teksten[0]


@pytest.mark.parametrize("naam", TOEVOEGINGEN)
def test_each_inconsistency_is_found(naam: str) -> None:
    assert controleer(GOED, GEMEENTEN)[1] == []
    bestand, tekst, regel, wat = TOEVOEGINGEN[naam]
    gevonden = controleer({**GOED, bestand: GOED.get(bestand, "") + tekst}, GEMEENTEN)[1]
    assert [een for een in gevonden if wat in een.wat and een.plaats == (bestand, regel or None)], gevonden


def test_a_file_that_is_not_utf_8_says_on_which_line(tmp_path: Path) -> None:
    (tmp_path / "regio.toml").write_bytes(b'[regio]\ncode = "X"\nnaam = "\xff"\n')
    with pytest.raises(RegioFout, match=r"regio\.toml regel 3: Dit is geen tekst in UTF-8"):
        lees_bestanden(tmp_path)


def test_a_misspelt_file_name_is_told(tmp_path: Path) -> None:
    for naam, tekst in {**GOED, "tarieve.csv": "code\n"}.items():
        (tmp_path / naam).write_text(tekst)
    assert [een.plaats.bestand for een in meldingen(tmp_path)] == ["tarieve.csv"]


def test_without_lines_a_table_is_still_told_by_its_file() -> None:
    """Tables inside an array have no header of their own."""
    toml = GOED["regio.toml"].replace('[[perceel]]\ncode = "P"\nnaam = "P"\n', "")
    toml = 'perceel = [{ code = "P", naam = "P" }, { code = "P", naam = "P" }]\n' + toml
    (melding,) = controleer({**GOED, "regio.toml": toml}, GEMEENTEN)[1]
    assert melding.plaats == ("regio.toml", None)
    assert "Perceel P staat er al" in melding.wat


def test_what_is_asked_of_a_verwijzing_is_read_in_order_and_a_misspelt_part_is_told() -> None:
    def lees(delen: str) -> tuple[Gelezen, list[Melding]]:
        kop = f'naam = "X"\nverwijzing_vereist = {delen}\nbrede_screening = true\n'
        return controleer(GOED | {"regio.toml": GOED["regio.toml"].replace('naam = "X"\n', kop, 1)}, GEMEENTEN)

    gelezen, meldingen = lees('["einddatum", "verwijzersoort"]')
    assert meldingen == []
    assert [een.value for een in gelezen.regio.verwijzing_vereist] == ["verwijzersoort", "einddatum"]
    assert gelezen.regio.brede_screening
    _, (melding,) = lees('["einddatum", "leeftijd"]')
    assert str(melding).startswith("regio.toml regel 4: 'verwijzing_vereist' noemt leeftijd. Er zijn: verwijzersoort,")
