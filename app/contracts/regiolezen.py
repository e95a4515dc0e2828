"""Rows of region files to the concepts of the model; collects every fault instead of stopping at the first."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import Enum
from typing import Any, NamedTuple, TypeVar

from app.contracts.bekostiging import (
    EENMALIG,
    Bekostiging,
    Peildatum,
    Termijnschema,
    Vorm,
    lees_termijnschema,
)
from app.contracts.budgetten import DREMPELS, Budget
from app.contracts.geldigheid import Geldigheid
from app.contracts.indicatoren import Indicator, Maat, Profielresultaat, Schaal, lees_schaal
from app.contracts.overgang import Overgangsregel
from app.contracts.partijen import (
    Aanbieder,
    Contract,
    Contractstatus,
    Gemeente,
    Onderaanneming,
    Plafondafhandeling,
    Resultaatdeel,
    Statuswijziging,
    Tariefcontrole,
    Verlenging,
)
from app.contracts.percelen import Perceel
from app.contracts.pic import Duur, Intensiteit, Inzet, Pic, Productcode, Profiel, Profielsoort
from app.contracts.plafonds import Volumeplafond
from app.contracts.regio import STARTNORM_DAGEN, Regio
from app.contracts.regiobron import TOML, Bron, Melding, Plaats, Rij
from app.contracts.tarieven import Tarief
from app.contracts.verwijzing import Verwijzingsdeel

T = TypeVar("T")
E = TypeVar("E", bound=Enum)

_GEEN_DATUM = date.min
_LENGTES = {"code": 16, "naam": 80, "nummer": 40, "categorie": 2, "besluit": 120, "reden": 240}
"""Most characters of a field, where its column has a limit."""
_MEESTE_TEKENS = 4000


@dataclass(frozen=True, slots=True)
class Gelezen:
    """A regio with the place of everything in it, and what could not be read."""

    regio: Regio
    rijen: Mapping[str, tuple[Rij, ...]]
    """By kind, one for one beside the tuples of ``regio``."""
    meldingen: tuple[Melding, ...]
    onzeker: Mapping[str, frozenset[str]]
    """By kind, texts in rows that could not be read: what names them may be right after all."""


class Veldlezer:
    """Takes the fields out of one row; a fault is noted and a stand-in given, so that the rest is read too."""

    def __init__(self, rij: Rij) -> None:
        self.rij = rij
        self.meldingen: list[Melding] = []
        self._gevraagd: set[str] = set()

    def fout(self, veld: str, wat: str, advies: str) -> None:
        """Note a fault of a field."""
        self.meldingen.append(Melding(self.rij.plaats_van(veld), wat, advies))

    def sluit(self) -> None:
        """Note the fields that nobody asked for: a typing error would else pass in silence."""
        for veld in sorted(self.rij.waarden.keys() - self._gevraagd):
            self.fout(veld, f"Veld '{veld}' is hier niet bekend.", f"Er zijn: {', '.join(sorted(self._gevraagd))}.")

    def ruw(self, veld: str) -> Any:
        """The value as it is; None when it is not there."""
        self._gevraagd.add(veld)
        return self.rij.waarden.get(veld)

    def tekst(self, veld: str, meest: int | None = None) -> str:
        """A text that has to be there, of so many characters at most."""
        waarde = self.ruw(veld)
        if isinstance(waarde, str) and waarde:
            grens = meest or _LENGTES.get(veld, _MEESTE_TEKENS)
            if len(waarde) > grens:
                self.fout(veld, f"'{veld}' is langer dan {grens} tekens.", "Maak de tekst korter.")
            return waarde
        self.fout(veld, f"'{veld}' ontbreekt of is geen tekst.", "Vul het in, tussen aanhalingstekens.")
        return ""

    def of_tekst(self, veld: str, anders: str = "") -> str:
        """A text that may be left out."""
        return self.tekst(veld) if self.ruw(veld) not in (None, "") else anders

    def misschien(self, veld: str) -> str | None:
        """A text that may be left out."""
        return self.of_tekst(veld) or None

    def lijst(self, veld: str) -> tuple[str, ...]:
        """Texts: a TOML array, or with spaces between them in CSV."""
        waarde = self.ruw(veld)
        if waarde is None:
            return ()
        delen = waarde.split() if isinstance(waarde, str) else waarde
        if isinstance(delen, list) and all(isinstance(deel, str) and deel for deel in delen):
            return tuple(delen)
        self.fout(veld, f"'{veld}' is geen lijst van teksten.", 'Schrijf haar zo: ["0503", "0518"].')
        return ()

    def getallen(self, veld: str, anders: tuple[int, ...], meest: int) -> tuple[int, ...]:
        """Whole numbers above 0: a TOML array, or with spaces between them in CSV."""
        waarde = self.ruw(veld)
        if waarde is None:
            return anders
        delen = waarde.split() if isinstance(waarde, str) else waarde
        if isinstance(delen, list):
            getallen = {int(str(deel)) if str(deel).isdecimal() else 0 for deel in delen}
            if getallen and 0 < min(getallen) <= max(getallen) <= meest:
                return tuple(sorted(getallen))
        self.fout(veld, f"'{veld}' is geen lijst van getallen van 1 t/m {meest}.", "Schrijf haar zo: [80, 90, 100].")
        return anders

    def of_heel(self, veld: str) -> int | None:
        """A whole number that may be left out."""
        return None if self.ruw(veld) is None else self.heel(veld)

    def heel(self, veld: str, anders: int | None = None, meest: int = 99_999_999_999) -> int:
        """A whole number, not below 0."""
        waarde = self.ruw(veld)
        if waarde is None and anders is not None:
            return anders
        if isinstance(waarde, str) and waarde.isascii() and waarde.isdecimal():
            waarde = int(waarde)
        if isinstance(waarde, int) and not isinstance(waarde, bool) and 0 <= waarde <= meest:
            return waarde
        self.fout(veld, f"'{veld}' is geen heel getal van 0 t/m {meest}: '{waarde}'.", "Schrijf alleen cijfers.")
        return 0

    def centen(self, veld: str) -> int:
        """An amount in eurocents; a message holds at most 99,999,999."""
        waarde = self.ruw(veld)
        if isinstance(waarde, str) and waarde.isascii() and waarde.isdecimal():
            waarde = int(waarde)
        if isinstance(waarde, int) and not isinstance(waarde, bool) and 0 <= waarde <= 99_999_999_999:
            return waarde
        self.fout(veld, f"'{veld}' is een heel aantal eurocenten, niet '{waarde}'.", "Schrijf € 85,00 als 8500.")
        return 0

    def ja(self, veld: str) -> bool:
        """Yes or no; no when it is left out."""
        waarde = self.ruw(veld)
        if waarde in (None, False, "nee"):
            return False
        if waarde in (True, "ja"):
            return True
        self.fout(veld, f"'{veld}' is geen ja of nee: '{waarde}'.", "Schrijf true of false, in CSV ja of nee.")
        return False

    def of_ja(self, veld: str) -> bool | None:
        """Yes or no; None when it is left out."""
        return None if self.ruw(veld) is None else self.ja(veld)

    def keuze(self, soort: type[E], veld: str, anders: E | None = None) -> E:
        """One of the members of an enumeration."""
        waarde = self.ruw(veld)
        if waarde is None and anders is not None:
            return anders
        keuzes = {lid.value: lid for lid in soort}
        if waarde in keuzes:
            return keuzes[waarde]
        self.fout(veld, f"'{waarde}' is geen van {', '.join(keuzes)}.", f"Kies er een voor '{veld}'.")
        return next(iter(soort))

    def keuzes(self, soort: type[E], veld: str) -> tuple[E, ...]:
        """Members of an enumeration, in the order of their definition; none when it is left out."""
        leden = {lid.value: lid for lid in soort}
        gekozen = self.lijst(veld)
        onbekend = sorted(set(gekozen) - leden.keys())
        if onbekend:
            self.fout(veld, f"'{veld}' noemt {', '.join(onbekend)}.", f"Er zijn: {', '.join(leden)}.")
        return tuple(lid for lid in soort if lid.value in gekozen)

    def of_keuze(self, soort: type[E], veld: str) -> E | None:
        """One of the members of an enumeration, or None when it is left out."""
        return None if self.ruw(veld) is None else self.keuze(soort, veld)

    def datum(self, veld: str, ruw: Any = None) -> date | None:
        """A day; None when it is left out or wrong."""
        waarde = self.ruw(veld) if ruw is None else ruw
        if waarde is None or waarde == "":
            return None
        if isinstance(waarde, date) and not isinstance(waarde, datetime):
            return waarde
        try:
            return date.fromisoformat(str(waarde))
        except ValueError:
            self.fout(veld, f"'{veld}' is geen datum: '{waarde}'.", "Schrijf jjjj-mm-dd.")
            return None

    def geldigheid(self) -> Geldigheid:
        """Fields van and tot."""
        fouten = len(self.meldingen)
        van, tot = self.datum("van"), self.datum("tot")
        if van is None:
            if len(self.meldingen) == fouten:
                self.fout("van", "'van' ontbreekt.", "Vul de eerste dag in, als jjjj-mm-dd.")
            return Geldigheid(_GEEN_DATUM)
        if tot is not None and tot < van:
            self.fout("tot", f"'tot' ({tot}) ligt voor 'van' ({van}).", "Draai ze om, of verbeter het jaar.")
            return Geldigheid(van)
        return Geldigheid(van, tot)

    def schema(self, veld: str) -> Termijnschema | None:
        """An instalment scheme."""
        tekst = self.misschien(veld)
        if tekst is None:
            return None
        try:
            schema = lees_termijnschema(tekst)
        except ValueError:
            self.fout(veld, f"'{tekst}' is geen termijnschema.", "Er zijn: EENMALIG, MAANDELIJKS 12, START 70 EIND 30.")
            return EENMALIG
        if schema.start + schema.eind != 100:
            som = schema.start + schema.eind
            self.fout(veld, f"De delen van '{tekst}' zijn samen {som} procent.", "Maak er samen 100 van.")
        return schema

    def tabellen(self, veld: str) -> list[Mapping[str, Any]]:
        """Inline tables."""
        waarde = self.ruw(veld)
        if waarde is None:
            return []
        if isinstance(waarde, list) and all(isinstance(een, dict) for een in waarde):
            return waarde
        self.fout(veld, f"'{veld}' is geen lijst van tabellen.", "Schrijf haar zo: [{ tot = 2021-12-31 }].")
        return []


def lees_gelezen(bron: Bron) -> Gelezen:
    """Everything that could be read, and every fault with its place."""
    meldingen = list(bron.meldingen)
    onzeker: dict[str, frozenset[str]] = {}
    gehouden: dict[str, tuple[Rij, ...]] = {}

    def lees(soort: str, maak: Callable[[Veldlezer], T]) -> tuple[T, ...]:
        dingen: list[T] = []
        teksten: set[str] = set()
        rijen: list[Rij] = []
        for rij in bron.rijen.get(soort, ()):
            lezer = Veldlezer(rij)
            ding = maak(lezer)
            lezer.sluit()
            if lezer.meldingen:
                meldingen.extend(lezer.meldingen)
                teksten |= _teksten(rij.waarden.values())
            else:
                dingen.append(ding)
                rijen.append(rij)
        gehouden[soort], onzeker[soort] = tuple(rijen), frozenset(teksten)
        return tuple(dingen)

    kop = lees("regio", _kop)
    if not bron.rijen.get("regio") and not bron.meldingen:
        meldingen.append(Melding(Plaats(TOML), "'[regio]' ontbreekt.", "Zet er [regio] in, met code en naam."))
    regio = Regio(
        **(kop[0] if kop else _Kop("", "", False, None, (), False, STARTNORM_DAGEN))._asdict(),
        gemeenten=lees("gemeente", _gemeente),
        aanbieders=lees("aanbieder", _aanbieder),
        percelen=lees("perceel", _perceel),
        bekostigingen=lees("bekostiging", _bekostiging),
        profielen=lees("profiel", _profiel),
        intensiteiten=lees("intensiteit", _intensiteit),
        pics=lees("pic", _pic),
        productcodes=lees("productcode", _productcode),
        contracten=lees("contract", _contract),
        onderaannemingen=lees("onderaanneming", _onderaanneming),
        volumeplafonds=lees("volumeplafond", _volumeplafond),
        budgetten=lees("budget", _budget),
        overgangsregels=lees("overgangsregel", _overgangsregel),
        tarieven=lees("tarief", _tarief),
        indicatoren=lees("indicator", _indicator),
        resultaten=lees("resultaat", _resultaat),
    )
    return Gelezen(regio, gehouden, tuple(meldingen), onzeker)


def _teksten(waarden: Any) -> set[str]:
    teksten: set[str] = set()
    for waarde in waarden:
        if isinstance(waarde, str):
            teksten |= {waarde, *waarde.split()}
        elif isinstance(waarde, list):
            teksten |= _teksten(waarde)
    return teksten


class _Kop(NamedTuple):
    """What [regio] says; named as in ``Regio``."""

    code: str
    naam: str
    fictief: bool
    geldig: Geldigheid | None
    verwijzing_vereist: tuple[Verwijzingsdeel, ...]
    brede_screening: bool
    startnorm_dagen: int


def _kop(rij: Veldlezer) -> _Kop:
    return _Kop(
        code=rij.tekst("code"),
        naam=rij.tekst("naam"),
        fictief=rij.ja("fictief"),
        geldig=None if rij.ruw("van") is None and rij.ruw("tot") is None else rij.geldigheid(),
        verwijzing_vereist=rij.keuzes(Verwijzingsdeel, "verwijzing_vereist"),
        brede_screening=rij.ja("brede_screening"),
        startnorm_dagen=rij.heel("startnorm_dagen", STARTNORM_DAGEN, 366),
    )


def _gemeente(rij: Veldlezer) -> Gemeente:
    return Gemeente(rij.tekst("code"), rij.tekst("naam"), rij.geldigheid())


def _aanbieder(rij: Veldlezer) -> Aanbieder:
    return Aanbieder(rij.tekst("agb"), rij.tekst("naam"), rij.lijst("leden"))


def _perceel(rij: Veldlezer) -> Perceel:
    return Perceel(
        code=rij.tekst("code"),
        naam=rij.tekst("naam"),
        plafond_toegestaan=rij.ja("plafond_toegestaan"),
        samenwerking_verplicht=rij.ja("samenwerking_verplicht"),
        gesloten=rij.ja("gesloten"),
        benodigd_volume=rij.of_heel("benodigd_volume"),
        minimum_aanbieders=rij.of_heel("minimum_aanbieders"),
    )


def _bekostiging(rij: Veldlezer) -> Bekostiging:
    vorm = rij.keuze(Vorm, "vorm")
    gewoon = Peildatum.TOEWIJZING if vorm in (Vorm.PIC, Vorm.VAST_ARRANGEMENT) else Peildatum.PRODUCTPERIODE
    return Bekostiging(
        perceel=rij.tekst("perceel"),
        geldig=rij.geldigheid(),
        vorm=vorm,
        peildatum=rij.keuze(Peildatum, "peildatum", gewoon),
        gemeenten=rij.lijst("gemeenten"),
        termijnschema=rij.schema("termijnschema"),
        pic_label_verplicht=rij.ja("pic_label_verplicht"),
        toelichting=rij.of_tekst("toelichting"),
    )


def _profiel(rij: Veldlezer) -> Profiel:
    return Profiel(
        code=rij.tekst("code", 8),
        naam=rij.tekst("naam"),
        geldig=rij.geldigheid(),
        soort=rij.keuze(Profielsoort, "soort", Profielsoort.PROFIEL),
        behoefte=rij.of_tekst("behoefte"),
        resultaten=rij.of_tekst("resultaten"),
        besluit=rij.of_tekst("besluit"),
        reden=rij.of_tekst("reden"),
    )


def _intensiteit(rij: Veldlezer) -> Intensiteit:
    return Intensiteit(
        code=rij.tekst("code", 8),
        naam=rij.tekst("naam"),
        rang=rij.heel("rang", meest=999),
        duur=rij.of_keuze(Duur, "duur"),
        inzet=rij.of_keuze(Inzet, "inzet"),
        besluit=rij.of_tekst("besluit"),
        reden=rij.of_tekst("reden"),
    )


def _pic(rij: Veldlezer) -> Pic:
    return Pic(
        perceel=rij.tekst("perceel"),
        profiel=rij.tekst("profiel"),
        intensiteit=rij.tekst("intensiteit"),
        omschrijving=rij.of_tekst("omschrijving"),
        met_verblijf=rij.of_ja("met_verblijf"),
        besluit=rij.of_tekst("besluit"),
        reden=rij.of_tekst("reden"),
    )


def _productcode(rij: Veldlezer) -> Productcode:
    return Productcode(
        categorie=rij.tekst("categorie"),
        code=rij.tekst("code"),
        naam=rij.tekst("naam"),
        eenheid=rij.tekst("eenheid"),
        geldig=rij.geldigheid(),
        perceel=rij.misschien("perceel"),
        profiel=rij.misschien("profiel"),
        intensiteit=rij.misschien("intensiteit"),
        termijnschema=rij.schema("termijnschema"),
        peildatum=rij.of_keuze(Peildatum, "peildatum"),
        buiten_stelsel=rij.ja("buiten_stelsel"),
        met_verblijf=rij.of_ja("met_verblijf"),
    )


def _contract(rij: Veldlezer) -> Contract:
    return Contract(
        nummer=rij.tekst("nummer"),
        aanbieder=rij.tekst("aanbieder"),
        geldig=rij.geldigheid(),
        tariefcontrole=rij.keuze(Tariefcontrole, "tariefcontrole", Tariefcontrole.GELIJK),
        percelen=rij.lijst("percelen"),
        profielen=rij.lijst("profielen"),
        verlengingen=_verlengingen(rij),
        statussen=_statussen(rij),
        acceptatieplicht=rij.ja("acceptatieplicht"),
        resultaatdeel=_resultaatdeel(rij),
        plafondafhandeling=rij.keuze(Plafondafhandeling, "plafondafhandeling", Plafondafhandeling.NIET_BETAALBAAR),
        samenwerkingen=rij.lijst("samenwerkingen"),
    )


def _verlengingen(rij: Veldlezer) -> tuple[Verlenging, ...]:
    verlengingen: list[Verlenging] = []
    for tabel in rij.tabellen("verlengingen"):
        tot = rij.datum("verlengingen", tabel.get("tot"))
        if tot is None or tabel.keys() - {"tot", "geactiveerd"}:
            rij.fout("verlengingen", "Een verlenging heeft geen bruikbare 'tot'.", "Schrijf { tot = 2021-12-31 }.")
        else:
            geactiveerd = tabel.get("geactiveerd")
            dag = None if geactiveerd is None else rij.datum("verlengingen", geactiveerd)
            verlengingen.append(Verlenging(tot, dag))
    return tuple(verlengingen)


def _statussen(rij: Veldlezer) -> tuple[Statuswijziging, ...]:
    namen = {lid.value: lid for lid in Contractstatus}
    statussen: list[Statuswijziging] = []
    for tabel in rij.tabellen("statussen"):
        status, van = namen.get(str(tabel.get("status"))), rij.datum("statussen", tabel.get("van"))
        if status is None or van is None or tabel.keys() - {"status", "van"}:
            rij.fout(
                "statussen",
                "Een status is niet volledig.",
                f"Schrijf {{ status = ..., van = 2021-01-01 }} met een van {', '.join(namen)}.",
            )
        else:
            statussen.append(Statuswijziging(status, van))
    return tuple(statussen)


def _resultaatdeel(rij: Veldlezer) -> Resultaatdeel | None:
    percentage, van = rij.ruw("resultaatafhankelijk_pct"), rij.datum("resultaatafhankelijk_van")
    if percentage is None and van is None:
        return None
    getal = rij.heel("resultaatafhankelijk_pct", meest=100)
    if van is None:
        rij.fout("resultaatafhankelijk_pct", "'resultaatafhankelijk_van' ontbreekt.", "Noem de dag waarop het begint.")
        return None
    return Resultaatdeel(getal, van)


def _onderaanneming(rij: Veldlezer) -> Onderaanneming:
    return Onderaanneming(rij.tekst("contract"), rij.tekst("aanbieder"), rij.geldigheid())


def _volumeplafond(rij: Veldlezer) -> Volumeplafond:
    return Volumeplafond(
        contract=rij.tekst("contract"),
        perceel=rij.tekst("perceel"),
        jaar=rij.heel("jaar", meest=9999),
        bedrag=rij.centen("bedrag"),
        signaal_pct=rij.heel("signaal_pct", 80, meest=100),
        gemeente=rij.misschien("gemeente"),
    )


def _budget(rij: Veldlezer) -> Budget:
    return Budget(
        jaar=rij.heel("jaar", meest=9999),
        bedrag=rij.centen("bedrag"),
        perceel=rij.misschien("perceel"),
        gemeente=rij.misschien("gemeente"),
        drempels=rij.getallen("drempels", DREMPELS, meest=200),
    )


def _overgangsregel(rij: Veldlezer) -> Overgangsregel:
    return Overgangsregel(
        code=rij.tekst("code"),
        naam=rij.tekst("naam"),
        codes=rij.lijst("codes"),
        aanspraak_tot=rij.datum("aanspraak_tot"),
        ingang_tot=rij.datum("ingang_tot"),
        eerste_levering_tot=rij.datum("eerste_levering_tot"),
        productperiode_tot=rij.datum("productperiode_tot"),
        zonder_contract=rij.ja("zonder_contract"),
        omzetten_vanaf=rij.datum("omzetten_vanaf"),
        toelichting=rij.of_tekst("toelichting"),
    )


def _tarief(rij: Veldlezer) -> Tarief:
    return Tarief(
        code=rij.tekst("code"),
        eenheid=rij.tekst("eenheid"),
        bedrag=rij.centen("bedrag"),
        geldig=rij.geldigheid(),
        contract=rij.misschien("contract"),
        gemeente=rij.misschien("gemeente"),
        versie=rij.heel("versie", 1, meest=9999),
        besluit=rij.of_tekst("besluit"),
        reden=rij.of_tekst("reden"),
        vastgesteld=rij.datum("vastgesteld"),
    )


def _indicator(rij: Veldlezer) -> Indicator:
    return Indicator(
        code=rij.tekst("code"),
        versie=rij.heel("versie", 1, meest=9999),
        naam=rij.tekst("naam"),
        vraag=rij.tekst("vraag"),
        maat=rij.keuze(Maat, "maat"),
        schaal=_schaal(rij),
        geldig=rij.geldigheid(),
        besluit=rij.of_tekst("besluit"),
    )


def _schaal(rij: Veldlezer) -> Schaal | None:
    tekst = rij.misschien("schaal")
    try:
        return None if tekst is None else lees_schaal(tekst)
    except ValueError:
        rij.fout("schaal", f"'{tekst}' is geen schaal.", "Schrijf de laagste en hoogste waarde, zoals 1-10.")
        return None


def _resultaat(rij: Veldlezer) -> Profielresultaat:
    return Profielresultaat(rij.tekst("profiel", 8), rij.tekst("code"), rij.tekst("naam"), rij.geldigheid())
