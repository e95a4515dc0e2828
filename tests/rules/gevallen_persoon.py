"""Cases of level 2 rules on persons: Client and Relatie of JW301, Client of the messages of an aanbieder."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from app.messages.opstellen import Kind
from tests.bank import KIND, PRESTATIE
from tests.rules.berichten import ADRES, VOLLEDIG, contact, jw301, jw305, jw307, jw315, jw317, jw323
from tests.rules.bewerken import Edit, Maker, bewerkt, na, vervang, weg, zet
from tests.rules.geval import CLIENT, DECLARATIECLIENT, RELATIE, Geval, Stap, goed

_FOUT_BSN = Kind(KIND.bsn[:-1] + str((int(KIND.bsn[-1]) + 1) % 10))
_BERICHTEN: dict[str, Maker] = {"JW301": jw301(), "JW305": jw305(), "JW307": jw307(), "JW315": jw315()}
_TOEGEWEZEN, _GESTART = goed(jw301()), goed(jw305())
_VOORAF: dict[str, tuple[Stap, ...]] = {
    "JW301": (),
    "JW305": (_TOEGEWEZEN,),
    "JW307": (_TOEGEWEZEN, _GESTART),
    "JW315": (),
    "JW317": (_TOEGEWEZEN,),
    "JW323": (_TOEGEWEZEN,),
}
_PERSONEN: tuple[tuple[str, str, Maker], ...] = (
    *((bericht, CLIENT, maak) for bericht, maak in _BERICHTEN.items()),
    ("JW301", RELATIE, VOLLEDIG),
)


def _pad(klasse: str) -> str:
    return klasse.removeprefix("/Bericht/")


def _geboren(klasse: str, datum: date, gebruik: str = "") -> Edit:
    gebruikt = f"<ijw:DatumGebruik>{gebruik}</ijw:DatumGebruik>" if gebruik else ""
    return vervang(
        f"{_pad(klasse)}/Geboortedatum",
        f"<m:Geboortedatum><ijw:Datum>{datum}</ijw:Datum>{gebruikt}</m:Geboortedatum>",
    )


def _naam(klasse: str, gebruik: str, *, partner: bool = False) -> Edit:
    van_partner = "<ijw:Partnernaam><ijw:Achternaam>Ander</ijw:Achternaam></ijw:Partnernaam>" if partner else ""
    return vervang(
        f"{_pad(klasse)}/Naam",
        "<m:Naam><ijw:Geslachtsnaam><ijw:Achternaam>Voorbeeld</ijw:Achternaam></ijw:Geslachtsnaam>"
        f"{van_partner}<ijw:NaamGebruik>{gebruik}</ijw:NaamGebruik></m:Naam>",
    )


def _communicatie(vorm: str, *, taal: bool) -> Edit:
    welke = "<ijw:Taal>de</ijw:Taal>" if taal else ""
    return na("Client/Naam", f"<m:Communicatie><ijw:Vorm>{vorm}</ijw:Vorm>{welke}</m:Communicatie>")


def _geboortedatums() -> Iterator[Geval]:
    # Dagtekening of the bench: 2026-05-06.
    for bericht, klasse, maak in _PERSONEN:

        def maker(datum: date, gebruik: str = "", klasse: str = klasse, maak: Maker = maak) -> Maker:
            return bewerkt(maak, _geboren(klasse, datum, gebruik))

        yield Geval(
            "TR002",
            bericht,
            klasse,
            "born 120 years before the Dagtekening, to the day",
            "born a day earlier",
            maker(date(1906, 5, 6)),
            maker(date(1906, 5, 5)),
            _VOORAF[bericht],
            getallen=("2026-05-06",),
        )
        yield Geval(
            "TR002",
            bericht,
            klasse,
            "date of birth unknown: 1900-01-01 with DatumGebruik 3",
            "1900-01-01 with only the day unknown",
            maker(date(1900, 1, 1), "3"),
            maker(date(1900, 1, 1), "1"),
            _VOORAF[bericht],
        )
        yield Geval(
            "TR134",
            bericht,
            klasse,
            "born on the Dagtekening",
            "born a day later",
            maker(date(2026, 5, 6)),
            maker(date(2026, 5, 7)),
            _VOORAF[bericht],
            getallen=("2026-05-06",),
        )
        for gebruik, onbekend, juist, fout in (
            ("1", "the day", date(2012, 5, 1), date(2012, 5, 2)),
            ("2", "day and month", date(2012, 1, 1), date(2012, 5, 1)),
            ("3", "all", date(1900, 1, 1), date(2012, 1, 1)),
        ):
            yield Geval(
                "CS139",
                bericht,
                klasse,
                f"{onbekend} of the date of birth unknown, and the rest is 01",
                f"DatumGebruik {gebruik} with a date that says more",
                maker(juist, gebruik),
                maker(fout, gebruik),
                _VOORAF[bericht],
                getallen=(str(juist),),
            )


def _namen() -> Iterator[Geval]:
    for klasse, maak in ((CLIENT, jw301()), (RELATIE, VOLLEDIG)):
        yield Geval(
            "CS050",
            "JW301",
            klasse,
            "NaamGebruik 3 with a Partnernaam",
            "NaamGebruik 3 without one",
            bewerkt(maak, _naam(klasse, "3", partner=True)),
            bewerkt(maak, _naam(klasse, "3")),
        )
        yield Geval(
            "CS050",
            "JW301",
            klasse,
            "NaamGebruik 4 with a Partnernaam",
            "NaamGebruik 5 (pseudoniem)",
            bewerkt(maak, _naam(klasse, "4", partner=True)),
            bewerkt(maak, _naam(klasse, "5", partner=True)),
        )
    yield Geval(
        "CS050",
        "JW301",
        RELATIE,
        "an organisation, NaamGebruik 6",
        "NaamGebruik 6 with a Partnernaam",
        bewerkt(VOLLEDIG, _naam(RELATIE, "6")),
        bewerkt(VOLLEDIG, _naam(RELATIE, "6", partner=True)),
    )
    yield Geval(
        "CS318",
        "JW301",
        CLIENT,
        "a Relatie is an organisation, NaamGebruik 6",
        "the Client is one",
        bewerkt(VOLLEDIG, _naam(RELATIE, "6")),
        bewerkt(VOLLEDIG, _naam(CLIENT, "6")),
    )


def _bsns() -> Iterator[Geval]:
    stil, vuurt = "a Bsn that passes the elfproef", "its last digit one higher"
    fout: dict[str, Maker] = {
        "JW301": jw301(kind=_FOUT_BSN),
        "JW305": jw305(kind=_FOUT_BSN),
        "JW307": jw307(kind=_FOUT_BSN),
        "JW315": jw315(kind=_FOUT_BSN),
        "JW317": jw317(kind=_FOUT_BSN),
    }
    for bericht, maak in (_BERICHTEN | {"JW317": jw317()}).items():
        yield Geval("CS002", bericht, CLIENT, stil, vuurt, maak, fout[bericht], _VOORAF[bericht])
    yield Geval(
        "CS002",
        "JW323",
        DECLARATIECLIENT,
        stil,
        vuurt,
        jw323(),
        jw323(per_bsn=[(_FOUT_BSN.bsn, [PRESTATIE])]),
        _VOORAF["JW323"],
    )


def _client() -> Iterator[Geval]:
    yield Geval(
        "CD007",
        "JW301",
        CLIENT,
        "an interpreter (Vorm 1) and the language",
        "an interpreter without a language",
        bewerkt(jw301(), _communicatie("1", taal=True)),
        bewerkt(jw301(), _communicatie("1", taal=False)),
        getallen=("Vorm 1 zonder Taal | Taal gevuld",),
    )
    yield Geval(
        "CD007",
        "JW301",
        CLIENT,
        "another way to communicate, no language",
        "another way with a language",
        bewerkt(jw301(), _communicatie("2", taal=False)),
        bewerkt(jw301(), _communicatie("2", taal=True)),
        getallen=("Vorm 2 met Taal | Taal leeg",),
    )
    yield Geval(
        "TR061",
        "JW301",
        CLIENT,
        "the client's only Contact is of Soort 03",
        "it is of Soort 04 (temporary)",
        bewerkt(jw301(), zet("Client/Contactgegevens/Contact/Soort", "03")),
        bewerkt(jw301(), zet("Client/Contactgegevens/Contact/Soort", "04")),
    )
    yield Geval(
        "TR061",
        "JW301",
        CLIENT,
        "a temporary and a correspondence address",
        "only a Relatie has a lasting address",
        bewerkt(VOLLEDIG, vervang("Client/Contactgegevens/Contact[1]", contact("04", adres=ADRES))),
        bewerkt(
            VOLLEDIG,
            vervang("Client/Contactgegevens/Contact[1]", contact("04", adres=ADRES)),
            weg("Client/Contactgegevens/Contact[2]"),
        ),
    )


GEVALLEN = (*_geboortedatums(), *_namen(), *_bsns(), *_client())
