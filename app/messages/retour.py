"""Writers of the answers: the retourberichten (IV028), and JW325 (IV087). They decide nothing."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from lxml import etree

from app.messages.opstellen import afzendervelden, begin_header, prestatievelden, schrijver_voor
from app.messages.pakket import Pakket
from app.messages.records import Declaratie, DeclaratieClient, Header, Prestatie, XsdVersie
from app.messages.schrijver import Schrijver, veilig
from app.standard.release import Berichtsoort, Release

Codes = Sequence[str]


@dataclass(frozen=True, slots=True)
class Retourkop:
    """What identifies an answer: its own Identificatie (at most 12 characters), date and XSD version."""

    identificatie: str
    dagtekening: date
    xsd_versie: XsdVersie


def schrijf_retour(
    release: Release,
    soort: Berichtsoort,
    heen: Header,
    kop: Retourkop,
    codes: Codes,
    onder: tuple[etree._Element, Mapping[str, Codes]] | None = None,
) -> Pakket:
    """A JW302, JW306, JW308, JW316, JW318 or JW320.

    ``codes`` are those of the Header (none on full approval). ``onder`` is given when classes below the
    Header are answered: the Client (JW320: Antwoord) element of the heenbericht, and the codes per path of a
    class.
    """
    schrijver = schrijver_voor(release, soort)
    begin_header(schrijver, release, soort)
    afzendervelden(schrijver, heen)
    schrijver.velden(IdentificatieRetour=kop.identificatie, DagtekeningRetour=kop.dagtekening)
    _xsd_versie(schrijver, "XsdVersieRetour", kop.xsd_versie)
    _retourcodes(schrijver, codes)
    schrijver.eind()
    if onder is not None:
        _spiegel(schrijver, release, soort, *onder)
    return schrijver.sluit()


@dataclass(frozen=True, slots=True)
class Declaratieoordeel:
    """What a JW325 says below its Header. Amounts are signed eurocents."""

    declaratie: Declaratie
    toegekend: int
    codes: Codes
    clienten: Iterable[tuple[DeclaratieClient, Codes, Iterable[tuple[Prestatie, Codes]]]]
    """Clients with rejected lines only: codes of the client, and each line with its codes."""
    met_clienten: bool
    """Whether there are any."""


def schrijf_declaratie_antwoord(
    release: Release,
    soort: Berichtsoort,
    heen: Header,
    kop: Retourkop,
    codes: Codes,
    oordeel: Declaratieoordeel | None,
) -> Pakket:
    """A JW325; without ``oordeel`` it has a Header only."""
    schrijver = schrijver_voor(release, soort)
    begin_header(schrijver, release, soort)
    afzendervelden(
        schrijver,
        Header(heen.ontvanger, heen.afzender, kop.identificatie, kop.dagtekening, kop.xsd_versie),
    )
    schrijver.groep("DeclaratieIdentificatie", Identificatie=heen.identificatie, Dagtekening=heen.dagtekening)
    _xsd_versie(schrijver, "XsdVersieDeclaratie", heen.xsd_versie)
    _retourcodes(schrijver, codes)
    schrijver.eind()
    if oordeel is not None:
        _declaratieoordeel(schrijver, oordeel)
    return schrijver.sluit()


def _declaratieoordeel(schrijver: Schrijver, oordeel: Declaratieoordeel) -> None:
    declaratie = oordeel.declaratie
    schrijver.begin("DeclaratieAntwoord")
    schrijver.veld("DeclaratieNummer", declaratie.nummer)
    schrijver.groep("TotaalIngediendBedrag", TotaalBedrag=declaratie.totaalbedrag, DebetCredit=declaratie.debet_credit)
    schrijver.groep(
        "TotaalToegekendBedrag",
        TotaalBedrag=abs(oordeel.toegekend),
        DebetCredit="C" if oordeel.toegekend < 0 else "D",
    )
    if oordeel.met_clienten:
        schrijver.begin("Clienten")
        for client, client_codes, regels in oordeel.clienten:
            schrijver.begin("Client")
            schrijver.veld("Bsn", client.bsn)
            schrijver.begin("Prestaties")
            for regel, regel_codes in regels:
                schrijver.begin("Prestatie")
                prestatievelden(schrijver, regel)
                _retourcodes(schrijver, regel_codes)
                schrijver.eind()
            schrijver.eind()
            _retourcodes(schrijver, client_codes)
            schrijver.eind()
        schrijver.eind()
    _retourcodes(schrijver, oordeel.codes)
    schrijver.eind()


def _xsd_versie(schrijver: Schrijver, naam: str, versie: XsdVersie) -> None:
    schrijver.groep(naam, BasisschemaXsdVersie=versie.basisschema, BerichtXsdVersie=versie.bericht)


def _retourcodes(schrijver: Schrijver, codes: Codes) -> None:
    if codes:
        schrijver.begin("RetourCodes")
        for code in codes:
            schrijver.veld("RetourCode", code)
        schrijver.eind()


def _spiegel(
    schrijver: Schrijver,
    release: Release,
    soort: Berichtsoort,
    wortel: etree._Element,
    codes: Mapping[str, Codes],
) -> None:
    """Copy the tree of the class right below Bericht; every class of the message gets its codes as last element."""
    basis = "{" + release.basisschema + "}"
    klassen = frozenset(soort.sleutels)

    def kopieer(element: etree._Element, pad: str, klassepad: str) -> None:
        in_basis = element.tag.startswith(basis)
        naam = element.tag.rpartition("}")[2]
        if not len(element):
            schrijver.ruw(_blad(schrijver, naam, element.text or "", in_basis))
            return
        schrijver.begin(naam, basis=in_basis)
        tellers: dict[str, int] = {}
        for kind in element:
            kindnaam = kind.tag.rpartition("}")[2]
            nummer = tellers[kindnaam] = tellers.get(kindnaam, 0) + 1
            kindpad = f"{klassepad}/{kindnaam}"
            # Classes in a container can be many and are numbered, a class right below a class is one.
            positie = f"[{nummer}]" if kindpad in klassen and klassepad not in klassen else ""
            kopieer(kind, f"{pad}/{kindnaam}{positie}", kindpad)
        if klassepad in klassen:
            _retourcodes(schrijver, codes[pad])
        schrijver.eind()

    hoofdklasse = soort.hoofdklasse
    kopieer(wortel, f"/Bericht/{hoofdklasse}", hoofdklasse)


def _blad(schrijver: Schrijver, naam: str, tekst: str, in_basis: bool) -> str:
    element = f"{'ijw' if in_basis else schrijver.prefix}:{naam}"
    return f"{schrijver.inspringing}<{element}>{veilig(tekst)}</{element}>\r\n"
