"""Cases of the rules on a JW325 that a partner sent: it answers a JW323 that was received before."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from tests.bank import ANDER_KIND, KIND, PRESTATIE, Bank
from tests.rules.berichten import DRIE_MAANDEN, MAARTREGEL, jw301, jw323
from tests.rules.bewerken import Edit, Maker, bewerkt, na, weg, zet
from tests.rules.geval import HEADER, Geval, Gezelschap, Stap, Treffer, goed

DECLARATIEANTWOORD = "/Bericht/DeclaratieAntwoord"
CLIENT = f"{DECLARATIEANTWOORD}/Clienten/Client[1]"
REGEL = f"{CLIENT}/Prestaties/Prestatie[1]"
_P = "DeclaratieAntwoord/Clienten/Client[1]/Prestaties/Prestatie[1]"

_TWEEDE = MAARTREGEL._replace(referentienummer="RN2")
_VAN_ANDER = PRESTATIE._replace(referentienummer="RN2", toewijzingnummer=1002)
_NUL = PRESTATIE._replace(volume=0, bedrag=0)
_JW323 = jw323(PRESTATIE, _TWEEDE, identificatie="DECL1", nummer="DN1")
_VAN_TWEE = jw323(
    per_bsn=[(KIND.bsn, [PRESTATIE]), (ANDER_KIND.bsn, [_VAN_ANDER])], identificatie="DECL1", nummer="DN1"
)
_VAN_NIETS = jw323(_NUL, identificatie="DECL1", nummer="DN1")
_NAAR_NIEMAND = jw323(PRESTATIE, identificatie="DECL2", nummer="DN2", ontvanger="9999")

_TOEGEWEZEN = goed(jw301(DRIE_MAANDEN))
_AAN_ANDER = goed(jw301(DRIE_MAANDEN._replace(toewijzingnummer=1002), kind=ANDER_KIND))


def gestuurd(maak: Maker) -> Stap:
    """A set-up step: hand in a message, whatever becomes of it."""

    def stap(bank: Bank) -> object:
        return bank.verwerk(maak(bank))

    return stap


def jw325(heen: Maker, afgekeurd: Mapping[int, Sequence[str]] | None = None, **anders: Any) -> Maker:
    """A JW325 on this JW323."""
    return lambda bank: bank.jw325(heen(bank), afgekeurd, **anders).bytes()


VOORAF: tuple[Stap, ...] = (_TOEGEWEZEN, goed(_JW323))
_TWEE: tuple[Stap, ...] = (_TOEGEWEZEN, _AAN_ANDER, goed(_VAN_TWEE))
_NIETS: tuple[Stap, ...] = (_TOEGEWEZEN, goed(_VAN_NIETS))
ANTWOORD = jw325(_JW323, {0: ("9321",)})
"""The first line rejected, the second granted."""
_BEIDE = jw325(_JW323, {0: ("9321",), 1: ("0611",)})
_BEIDE_KINDEREN = jw325(_VAN_TWEE, {0: ("9321",), 1: ("0611",)})
_ALLES_GOED = jw325(_JW323)


def _geval(regel: str, pad: str, stil: str, vuurt: str, *edits: Edit, basis: Maker = ANTWOORD, **anders: Any) -> Geval:
    return Geval(regel, "JW325", pad, stil, vuurt, basis, bewerkt(basis, *edits), **{"opzet": VOORAF, **anders})


def _inhoud() -> Iterator[Geval]:
    yield _geval(
        "CD060",
        REGEL,
        "a debet line without VorigReferentieNummer",
        "with one",
        na(f"{_P}/ProductReferentie/ReferentieNummer", "<ijw:VorigReferentieNummer>RN0</ijw:VorigReferentieNummer>"),
    )
    yield _geval(
        "CS002",
        CLIENT,
        "a Bsn that passes the elfproef",
        "a digit wrong",
        zet("DeclaratieAntwoord/Clienten/Client[1]/Bsn", f"{KIND.bsn[:-1]}{(int(KIND.bsn[-1]) + 1) % 10}"),
    )
    nul = jw325(_VAN_NIETS)
    for totaal in ("TotaalIngediendBedrag", "TotaalToegekendBedrag"):
        yield _geval(
            "CS325",
            DECLARATIEANTWOORD,
            "totals of 0, debet",
            f"{totaal} 0, credit",
            zet(f"DeclaratieAntwoord/{totaal}/DebetCredit", "C"),
            basis=nul,
            opzet=_NIETS,
        )
    yield _geval(
        "CS325",
        REGEL,
        "a line of 0, debet",
        "the line as a credit",
        zet(f"{_P}/IngediendBedrag/DebetCredit", "C"),
        na(f"{_P}/ProductReferentie/ReferentieNummer", "<ijw:VorigReferentieNummer>RN0</ijw:VorigReferentieNummer>"),
        basis=jw325(_VAN_NIETS, {0: ("9321",)}),
        opzet=_NIETS,
    )
    yield _geval(
        "TR101",
        f"{DECLARATIEANTWOORD}/Clienten/Client[2]",
        "two children",
        "the first child twice",
        zet("DeclaratieAntwoord/Clienten/Client[2]/Bsn", KIND.bsn),
        basis=_BEIDE_KINDEREN,
        opzet=_TWEE,
    )
    yield _geval(
        "TR101",
        f"{CLIENT}/Prestaties/Prestatie[2]",
        "two lines",
        "both with the same ReferentieNummer",
        zet("DeclaratieAntwoord/Clienten/Client[1]/Prestaties/Prestatie[2]/ProductReferentie/ReferentieNummer", "RN1"),
        basis=_BEIDE,
    )
    yield _geval(
        "TR134",
        REGEL,
        "ProductPeriode April, dated in May",
        "ProductPeriode June, dated in May",
        zet(f"{_P}/ProductPeriode/Begindatum", date(2026, 6, 1)),
        zet(f"{_P}/ProductPeriode/Einddatum", date(2026, 6, 30)),
        gezelschap=Gezelschap(
            (Treffer("TR137", REGEL),),
            "An Einddatum on or after a Begindatum in the future lies in the future too, and TR137 forbids both.",
        ),
        getallen=("2026-05-06",),
    )
    for vuurt, dag in (
        ("it ends after the Dagtekening", date(2026, 5, 7)),
        ("it ends before it begins", date(2026, 3, 31)),
    ):
        yield _geval(
            "TR137",
            REGEL,
            "ProductPeriode April, dated in May",
            vuurt,
            zet(f"{_P}/ProductPeriode/Einddatum", dag),
            getallen=(str(dag),),
        )


def _sommen() -> Iterator[Geval]:
    toegekend = "DeclaratieAntwoord/TotaalToegekendBedrag/TotaalBedrag"
    codes = "DeclaratieAntwoord/RetourCodes"
    yield _geval(
        "TR342",
        DECLARATIEANTWOORD,
        "the rejected line explains the difference",
        "a cent more granted",
        zet(toegekend, 79_201),
        getallen=("€ 1.584,00", "€ 792,01", "€ 0,01"),
    )
    yield _geval(
        "TR342",
        DECLARATIEANTWOORD,
        "all granted, no line returned",
        "a cent less granted",
        zet(toegekend, 158_399),
        basis=_ALLES_GOED,
        getallen=("0,01",),
    )
    yield _geval(
        "TR342",
        DECLARATIEANTWOORD,
        "two lines returned",
        "the amount of one is a cent higher",
        zet(f"{_P}/IngediendBedrag/Bedrag", 79_201),
        basis=_BEIDE,
        getallen=("0,01",),
    )
    afgekeurd = bewerkt(_ALLES_GOED, zet(toegekend, 0), zet(f"{codes}/RetourCode", "9333"))
    yield _geval(
        "TR342",
        DECLARATIEANTWOORD,
        "class DeclaratieAntwoord rejected, nothing granted",
        "a cent granted all the same",
        zet(toegekend, 1),
        basis=afgekeurd,
        getallen=("0,01",),
    )
    yield Geval(
        "TR342",
        "JW325",
        DECLARATIEANTWOORD,
        "class DeclaratieAntwoord rejected, no lines returned",
        "a line returned all the same",
        afgekeurd,
        bewerkt(ANTWOORD, zet(toegekend, 0), zet(f"{codes}/RetourCode", "9333")),
        VOORAF,
    )


def _header() -> Iterator[Geval]:
    yield Geval(
        "TR056",
        "JW325",
        HEADER,
        "a new Identificatie",
        "an Identificatie that was used before",
        ANTWOORD,
        jw325(_JW323, {0: ("9321",)}, identificatie="ANTW1"),
        (*VOORAF, gestuurd(jw325(_JW323, {0: ("9321",)}, identificatie="ANTW1"))),
    )
    yield Geval(
        "TR135",
        "JW325",
        HEADER,
        "dated today",
        "dated tomorrow",
        ANTWOORD,
        jw325(_JW323, {0: ("9321",)}, dagtekening=date(2026, 5, 7)),
        VOORAF,
        getallen=("2026-05-06",),
    )
    for vuurt, element, waarde in (
        ("another Identificatie", "Identificatie", "DECL9"),
        ("another Dagtekening", "Dagtekening", "2026-05-05"),
    ):
        yield _geval(
            "TR337",
            HEADER,
            "DeclaratieIdentificatie of a JW323 that was received",
            vuurt,
            zet(f"Header/DeclaratieIdentificatie/{element}", waarde),
            getallen=(waarde,),
        )
    for element in ("BasisschemaXsdVersie", "BerichtXsdVersie"):
        yield _geval(
            "TR371",
            HEADER,
            "XsdVersieDeclaratie as in the JW323",
            f"another {element}",
            zet(f"Header/XsdVersieDeclaratie/{element}", "1.0.9"),
            getallen=("1.0.0", "1.0.9"),
        )
    yield Geval(
        "TR378",
        "JW325",
        HEADER,
        "from a gemeente that exists",
        "from one that does not",
        ANTWOORD,
        jw325(_NAAR_NIEMAND, {0: ("9321",)}),
        (*VOORAF, gestuurd(_NAAR_NIEMAND)),
        getallen=("9999",),
    )


def _historie() -> Iterator[Geval]:
    yield _geval(
        "TR304",
        CLIENT,
        "a child of the declaratie",
        "a child that is not in it",
        zet("DeclaratieAntwoord/Clienten/Client[1]/Bsn", ANDER_KIND.bsn),
    )
    yield _geval(
        "TR304",
        CLIENT,
        "the child of the line",
        "another child of the declaratie",
        zet("DeclaratieAntwoord/Clienten/Client[1]/Bsn", ANDER_KIND.bsn),
        basis=jw325(_VAN_TWEE, {0: ("9321",)}),
        opzet=_TWEE,
        getallen=("RN1",),
    )
    yield _geval(
        "TR366",
        REGEL,
        "a line of the declaratie",
        "a ReferentieNummer that is not in it",
        zet(f"{_P}/ProductReferentie/ReferentieNummer", "RN9"),
        getallen=("RN9",),
    )
    for element, edits, getallen in (
        ("ToewijzingNummer", [zet(f"{_P}/ToewijzingNummer", 1009)], ("1009", "1001")),
        ("ProductCategorie", [zet(f"{_P}/ProductCategorie", "54")], ("45", "54")),
        ("ProductCode", [zet(f"{_P}/ProductCode", "45A05")], ("45A04", "45A05")),
        ("ProductPeriode", [zet(f"{_P}/ProductPeriode/Einddatum", "2026-04-29")], ("2026-04-29", "2026-04-30")),
        ("GeleverdVolume", [zet(f"{_P}/GeleverdVolume", 8)], ("8", "9")),
        ("Eenheid", [zet(f"{_P}/Eenheid", "01")], ("01", "04")),
        ("ProductTarief", [zet(f"{_P}/ProductTarief", 8801)], ("88,01", "88,00")),
        ("ProductTarief", [weg(f"{_P}/ProductTarief")], ("leeg", "88,00")),
        (
            "IngediendBedrag",
            [
                zet(f"{_P}/IngediendBedrag/Bedrag", 79_300),
                zet("DeclaratieAntwoord/TotaalToegekendBedrag/TotaalBedrag", 79_100),
            ],
            ("793,00", "792,00"),
        ),
    ):
        yield _geval(
            "TR367",
            REGEL,
            "the line as it was claimed",
            f"another {element} ({getallen[0]})",
            *edits,
            getallen=getallen,
        )
    yield _geval(
        "TR376",
        DECLARATIEANTWOORD,
        "DeclaratieNummer as in the JW323",
        "another DeclaratieNummer",
        zet("DeclaratieAntwoord/DeclaratieNummer", "DN9"),
        getallen=("DN1", "DN9"),
    )


GEVALLEN = (*_inhoud(), *_sommen(), *_header(), *_historie())
