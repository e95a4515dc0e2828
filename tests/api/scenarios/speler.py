"""Plays scenarios through the HTTP door, on their own days, and holds every answer against the standard."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from itertools import count
from typing import Any

from lxml import etree

from tests.api.conftest import Deur, Tikkend
from tests.api.scenarios.invulling import GEMEENTE
from tests.api.scenarios.samenstellen import Kenmerk, Klasse, Velden, stel_op, stel_retour_op
from tests.api.scenarios.scenario import Codes, Levering, Scenario, Stap
from tests.schemas.structure import read_message

RETOUR = {
    "JW301": "JW302",
    "JW305": "JW306",
    "JW307": "JW308",
    "JW315": "JW316",
    "JW317": "JW318",
    "JW319": "JW320",
    "JW323": "JW325",
}
"""Which message answers which (IV028, IV087)."""

GEHEEL_TOEGEKEND: Codes = (("Header", "0200"), ("DeclaratieAntwoord", "8001"))
"""Codes of a JW325 that grants everything; other answers of full acceptance have none."""

_STATUS = "StatusAanlevering"


@dataclass(frozen=True, slots=True)
class Uitkomst:
    """What came back on a message."""

    weigering: str
    """Name of the problem document; empty when the message was judged."""
    retour: str = ""
    codes: Codes = ()
    """Codes of the retour per class, in document order."""
    xml: bytes = b""
    kenmerk: Kenmerk | None = None
    """Of the message that was sent."""
    oordeel: Mapping[str, Any] = field(default_factory=dict)

    @property
    def wortel(self) -> Any:
        """The answer as a tree."""
        return etree.fromstring(self.xml)

    @property
    def woorden(self) -> set[str]:
        """Every retourcode in the answer, or the name of the refusal."""
        return {self.weigering} if self.weigering else {code for _, code in self.codes}


@dataclass
class Speler:
    """A door and a clock. Each message gets an Identificatie of its own."""

    deur: Deur
    klok: Tikkend = field(default_factory=Tikkend)
    _nummers: Iterator[int] = field(default_factory=lambda: count(1))
    _laatste: dict[str, Velden] = field(default_factory=dict)
    """The start and the stop that were sent last."""
    _verzoek: Stap | None = None
    """The verzoek that was sent last."""
    _keten: list[tuple[str, bool]] = field(default_factory=list)
    """Code of each message and answer that was sent, and whether it counts."""
    _signalen: set[str] = field(default_factory=set)
    """Codes of all signals on them."""

    def __post_init__(self) -> None:
        self.deur.zet_klok(self.klok)

    def speel(self, scenario: Scenario) -> None:
        """All messages of a scenario; every answer and the state afterwards have to be as it says."""
        uitkomst = Uitkomst("")
        for stap in scenario.alle:
            if stap.bericht == "JW325":
                _controleer_declaratieantwoord(uitkomst, stap)
                self._neem_antwoord_aan(uitkomst, stap)
                continue
            uitkomst = self.dien_in(stap)
            self._controleer(uitkomst, stap)
            self._keten.append((stap.bericht, stap.telt))
            self._signalen |= stap.signalen
            if stap.bericht != "JW323" or stap.codes:
                self._neem_antwoord_aan(uitkomst, stap)
            self._controleer_regie(stap)
            self._controleer_verzoek(stap)
            self._controleer_keten(stap)
        for nummer, verwacht in (scenario.daarna or {}).items():
            stand = self.deur.get(f"toewijzingen/{GEMEENTE}/{nummer}")
            assert {pad: _waarde(stand, pad) for pad in verwacht} == verwacht

    def dien_in(self, stap: Stap, pad: str = "berichten") -> Uitkomst:
        """Send a step, or with ``toetsingen`` only try it."""
        self.klok.dag = stap.dag
        kenmerk = Kenmerk(f"SC{next(self._nummers):06d}", stap.dag)
        antwoord = self.deur.post(stel_op(stap.bericht, stap.klassen, kenmerk), pad)
        if antwoord.status_code != 200:
            return Uitkomst(antwoord.json()["type"].rpartition(":")[2])
        wortel = etree.fromstring(antwoord.content)
        retour = next(code for code in RETOUR.values() if read_message(code).tag == wortel.tag)
        kop = "DeclaratieIdentificatie" if retour == "JW325" else "BerichtIdentificatie"
        assert wortel.find(f"{{*}}Header/{{*}}{kop}")[0].text == kenmerk.identificatie
        link = antwoord.headers.get("location")
        oordeel = {} if link is None else self.deur.http.get(link).json()
        return Uitkomst("", retour, tuple(_codes(wortel)), antwoord.content, kenmerk, oordeel)

    def _controleer(self, uitkomst: Uitkomst, stap: Stap) -> None:
        waar = f"stap {stap.nummer}, {stap.bericht} op {stap.dag}"
        assert not uitkomst.weigering, f"{waar}: {uitkomst.weigering}"
        verwacht = stap.codes or (GEHEEL_TOEGEKEND if stap.bericht == "JW323" else ())
        assert (uitkomst.retour, uitkomst.codes) == (RETOUR[stap.bericht], verwacht), (
            f"{waar}: {[een['uitleg'] for een in uitkomst.oordeel['bevindingen']]}"
        )
        if not stap.codes and stap.bericht != "JW323":
            assert len(uitkomst.wortel) == 1, f"{waar}: acceptance is a Header only"
        assert uitkomst.oordeel["oordeel"] == stap.oordeel, waar
        assert {een["regel"] for een in uitkomst.oordeel["niet_toetsbaar"]} == set(stap.open), waar
        assert {een["code"] for een in uitkomst.oordeel["signalen"]} == stap.signalen, waar

    def _neem_antwoord_aan(self, uitkomst: Uitkomst, stap: Stap) -> None:
        """The partner comes to the same judgement: its answer is found to belong to the message, and to agree.

        Acceptance is composed here, a JW325 from the fields of the case; a rejection is the answer that we gave.
        """
        assert uitkomst.kenmerk is not None
        eigen = Kenmerk(f"PR{next(self._nummers):06d}", stap.dag)
        klassen = stap.klassen if stap.bericht == "JW325" else ()
        bericht = uitkomst.xml if stap.codes else stel_retour_op(uitkomst.retour, klassen, uitkomst.kenmerk, eigen)
        antwoord = self.deur.post(bericht)
        waar = f"het antwoord op stap {stap.nummer}: {antwoord.text}"
        assert antwoord.status_code == 204, waar
        gezien = self.deur.http.get(antwoord.headers["location"]).json()
        partner = gezien["partner"]
        assert partner["op"]["id"] == uitkomst.oordeel["id"], waar
        assert partner["oordeel"] == uitkomst.oordeel["oordeel"], waar
        assert sorted((een["klasse"], een["retourcode"]) for een in partner["bevindingen"]) == sorted(uitkomst.codes)
        assert gezien["signalen"] == [], waar
        self._keten.append((uitkomst.retour, True))
        if uitkomst.retour == "JW325":
            complement = partner["complement"]
            assert complement["sluit"], waar
            toegekend = [een["bedrag"] for een in complement["prestaties"] if een["uitkomst"] == "toegekend"]
            assert sum(toegekend) == complement["toegekend"], waar
            assert sum(toegekend) == (complement["ingediend"] if stap.toegekend is None else stap.toegekend), waar

    def _controleer_regie(self, stap: Stap) -> None:
        """What a start or stop said now stands: it cannot be said again, and what was removed is gone."""
        regie = [een for een in stap.klassen if een[0] in ("StartProduct", "StopProduct")]
        for naam, velden in () if stap.codes else regie:
            if velden[_STATUS] == "1":
                self._laatste[naam] = velden
                self._zegt_bij(stap, (naam, velden), "9074")
            else:
                self._zegt_bij(stap, (naam, velden), "9063")
        if stap.levering is not None:
            self._controleer_levering(stap, stap.levering)

    def _controleer_levering(self, stap: Stap, levering: Levering) -> None:
        if "StartProduct" not in self._laatste:
            return
        start = "StartProduct", self._laatste["StartProduct"]
        loopt = "9326" in self._toets(stap, start).woorden
        assert loopt == (levering == "gestart"), f"stap {stap.nummer}: {levering}"
        if levering in ("tijdelijk_gestopt", "beeindigd"):
            velden = self._laatste["StopProduct"]
            dag = date.fromisoformat(velden["Einddatum"]) + timedelta(days=1)
            nog_een = {**velden, "Einddatum": dag.isoformat(), "RedenBeeindiging": "20"}
            stop = "StopProduct", nog_een
            code = "9415" if levering == "beeindigd" else "9413"
            self._zegt_bij(replace(stap, dag=max(dag, stap.dag)), stop, code)

    def _controleer_verzoek(self, stap: Stap) -> None:
        """As long as a verzoek waits, a next one for the same client is turned down (TR374)."""
        if stap.bericht in ("JW315", "JW317") and not stap.codes:
            self._verzoek = stap
        if stap.verzoeken is None or self._verzoek is None:
            return
        wacht = any(toestand in ("ingediend", "in_onderzoek") for toestand in stap.verzoeken.values())
        klassen = tuple((naam, _andere_referentie(velden)) for naam, velden in self._verzoek.klassen)
        gezegd = self.dien_in(replace(self._verzoek, dag=stap.dag, klassen=klassen), "toetsingen").woorden
        assert ("9374" in gezegd) == wacht, f"na stap {stap.nummer}: {gezegd}"

    def _controleer_keten(self, stap: Stap) -> None:
        """The one chain that there is holds every message, and stands as the step says."""
        self.klok.dag = stap.dag
        ketens = self.deur.get("ketens")["ketens"]
        if not any(telt for code, telt in self._keten if code in RETOUR):
            assert ketens == []
            return
        keten = self.deur.http.get(ketens[0]["link"]).json()
        waar = f"de keten na stap {stap.nummer}"
        assert len(ketens) == 1, waar
        if stap.bericht == "JW323" and not stap.telt:
            del self._keten[-2:]  # Its lines are not kept, so nothing says whom it was about.
        assert [(een["code"], een["telt"]) for een in keten["berichten"]] == self._keten, waar
        assert [een for een in keten["termijnen"] if een["toestand"] == "te_laat"] == [], waar
        assert keten["signalen"] == [], waar
        assert {signaal["code"] for een in keten["berichten"] for signaal in een["signalen"]} == self._signalen, waar
        if stap.levering is not None:
            leveringen = [een for toewijzing in keten["toewijzingen"] for een in toewijzing["leveringen"]]
            laatste = max([*leveringen, *keten["leveringen"]], key=lambda een: een["begindatum"], default=None)
            assert ("geen" if laatste is None else laatste["toestand"]) == stap.levering, waar
        if stap.verzoeken is not None:
            assert {een["referentie"]: een["toestand"] for een in keten["verzoeken"]} == stap.verzoeken, waar

    def _zegt_bij(self, stap: Stap, klasse: Klasse, code: str) -> None:
        gezegd = self._toets(stap, klasse).woorden
        assert code in gezegd, f"na stap {stap.nummer}: {klasse[0]} nog eens gaf {gezegd}, niet {code}"

    def _toets(self, stap: Stap, klasse: Klasse) -> Uitkomst:
        """Try one start or stop for the client of a step."""
        client = [een for een in stap.klassen if een[0] == "Client"]
        bericht = {"StartProduct": "JW305", "StopProduct": "JW307"}[klasse[0]]
        return self.dien_in(replace(stap, bericht=bericht, klassen=(*client, klasse)), "toetsingen")


def _andere_referentie(velden: Velden) -> Velden:
    return {veld: f"{waarde}-2" if veld == "ReferentieAanbieder" else waarde for veld, waarde in velden.items()}


def _codes(wortel: Any) -> Iterator[tuple[str, str]]:
    for element in wortel.iter(etree.Element):
        for code in element.iterfind("{*}RetourCodes/{*}RetourCode"):
            yield etree.QName(element).localname, code.text


def _controleer_declaratieantwoord(uitkomst: Uitkomst, stap: Stap) -> None:
    """The answer to the JW323 says what the JW325 of the case says."""
    for naam, velden in stap.klassen:
        klasse = uitkomst.wortel.find(f"{{*}}{naam}")
        for veld, waarde in velden.items():
            element = klasse.find("/".join(f"{{*}}{deel}" for deel in veld.split("/")))
            gevonden = [een.text for een in element] if isinstance(waarde, list) else element.text
            assert gevonden == waarde, f"stap {stap.nummer}: {naam}/{veld}"
    assert uitkomst.retour == "JW325"
    assert uitkomst.wortel.find(".//{*}Client") is None


def _waarde(stand: Any, pad: str) -> Any:
    """The value at a path in an answer of the API; of a list that of each part, empty ones as an empty text."""
    for deel in pad.split("/"):
        stand = [een[deel] for een in stand] if isinstance(stand, list) else stand[deel]
    return ["" if een is None else een for een in stand] if isinstance(stand, list) else stand
