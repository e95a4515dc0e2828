"""Chains and terms as people and programs read them, without a word that tells who the child is."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import Literal
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field

from app.standard.release import Release
from app.steering.keten import Keten, Levering, Sinds, Toewijzingketen, Verzoekketen, levensloop
from app.steering.klokken import Ketensignaal
from app.steering.overzicht import OpenTermijn
from app.steering.termijnen import Klok, Kloktoestand
from app.steering.zoeken import Ketenbeeld
from app.store.ketenstukken import Berichtsignaal, Claimtelling, Ketenbericht
from app.store.resterend import bereken_resterend

Ketentoestandnaam = Literal[
    "in_zorg",
    "tijdelijk_gestopt",
    "toegewezen",
    "aangevraagd",
    "beeindigd",
    "geevalueerd",
    "afgerekend",
    "verlopen",
    "afgewezen",
    "verwijderd",
    "leeg",
]
Toewijzingtoestandnaam = Literal[
    "toegewezen", "gestart", "tijdelijk_gestopt", "beeindigd", "geevalueerd", "afgerekend", "verlopen", "verwijderd"
]
Trajectstapnaam = Literal[
    "verwezen", "toegewezen", "gestart", "tijdelijk_gestopt", "gestopt", "geevalueerd", "afgerekend"
]
Verzoektoestandnaam = Literal["ingediend", "in_onderzoek", "toegewezen", "afgewezen"]
Termijnsoortnaam = Literal[
    "antwoord", "woonplaatsbeginsel", "onderzoek", "start", "stop", "retour", "declaratieantwoord"
]
Kloktoestandnaam = Literal["loopt", "gehaald", "te_laat"]
Partijnaam = Literal["gemeente", "aanbieder"]


class _Weergave(BaseModel):
    model_config = ConfigDict(frozen=True)


class SignaalInKeten(_Weergave):
    """Something that someone has to see; it never rejects anything."""

    regel: str = Field(description="Rule of the standard.", examples=["OP288"])
    voor: Partijnaam = Field(description="Who has to act.")
    uitleg: str = Field(description="What there is to see, in Dutch.")
    bericht: str = Field(description="Link to the message that it starts from.")


class Termijn(_Weergave):
    """A term of the standard as a clock."""

    soort: Termijnsoortnaam = Field(description="What has to come.")
    regel: str = Field(description="Rule that sets the term.", examples=["OP274"])
    onderwerp: str = Field(description="What it is about, in Dutch.")
    van: date = Field(description="Day from which it counts; that day itself does not.")
    uiterlijk: date = Field(description="Last day on which it is in time.")
    berekening: str = Field(description="How that day follows, in Dutch.")
    toestand: Kloktoestandnaam
    gehaald_op: date | None = Field(description="When what was due came, in time or late; empty while it has not.")
    aan_zet: Partijnaam = Field(description="Who has to act; for an answer that is late, who has to ask for it.")
    gestart_door: str = Field(description="Link to the message from which it counts.")
    gehaald_door: str | None = Field(
        description="Link to the message that stopped it; when we answered, the message itself."
    )


class OpenTermijnWeergave(Termijn):
    """A term of which what is due has not come."""

    gemeente: str
    aanbieder: str
    keten: str | None = Field(description="Link to the chain; empty for a declaratie, which is about many clients.")
    signaal: SignaalInKeten | None = Field(description="Only when it is late.")


class VerzoekInKeten(_Weergave):
    """A verzoek and what became of it."""

    code: str = Field(examples=["JW315"])
    referentie: str
    dagtekening: date
    toestand: Verzoektoestandnaam
    sinds: date = Field(description="Dagtekening of the message that brought it about.")
    door: str | None = Field(description="Link to that message.")
    reden_afwijzing: str | None = Field(description="Code of WJ759.")


class LeveringInKeten(_Weergave):
    """A delivery, from a start to its stop."""

    categorie: str | None
    code: str | None
    begindatum: date
    einddatum: date | None = Field(description="Of the last stop.")
    reden_beeindiging: str | None = Field(description="Code of JZ588; 20 is temporary.")
    toestand: Toewijzingtoestandnaam
    start: str | None = Field(description="Link to the start.")
    tijdelijke_stop: str | None = Field(description="Link to the temporary stop.")
    stop: str | None = Field(description="Link to the stop for good.")


class Claims(_Weergave):
    """What was claimed on a toewijzing, in eurocents; declaraties that do not count as sent are left out."""

    regels: int = Field(description="Claim lines.")
    ingediend: int = Field(description="Debet amounts.")
    toegekend: int = Field(description="Debet amounts that were granted, credited since or not.")
    afgekeurd: int = Field(description="Debet amounts that were not granted.")
    gecrediteerd: int = Field(description="Credit amounts that were granted.")
    over: int | None = Field(description="What may still be claimed, in eenheid; empty when nothing limits it.")
    eenheid: str = Field(description="Unit of over: minuten, eurocent, etmaal, dagdeel, stuks.")


class TrajectstapInKeten(_Weergave):
    """A step that a trajectory came to."""

    stap: Trajectstapnaam
    sinds: date
    door: str | None = Field(description="Link to the message; empty for what was told without one.")


class ToewijzingInKeten(_Weergave):
    """A toewijzing and how far it is."""

    nummer: int
    categorie: str | None
    code: str | None
    ingangsdatum: date
    einddatum: date | None
    versies: int = Field(description="How many versions were sent.")
    toestand: Toewijzingtoestandnaam
    sinds: date
    door: str | None = Field(
        description="Link to the message that brought it about; empty for an evaluation or a settlement."
    )
    levensloop: tuple[TrajectstapInKeten, ...] = Field(
        description="The steps of the trajectory that it came to, in their order, each with its first day."
    )
    leveringen: tuple[LeveringInKeten, ...]
    claims: Claims
    volgt_op: tuple[int, ...] = Field(
        description="Numbers of the toewijzingen of an old system that it took the place of, also at another aanbieder."
    )
    opgevolgd_door: tuple[int, ...] = Field(
        description="Numbers of the toewijzingen of a new system that took its place, also at another aanbieder."
    )
    link: str


class SignaalBijBericht(_Weergave):
    """A signal on a message of the chain."""

    code: str = Field(description="Rule of the standard, or a name of our own.", examples=["OP087"])
    voor: str = Field(description="Who has to act: gemeente, aanbieder or beheerder.")
    uitleg: str = Field(description="What there is to see, in Dutch.")


class BerichtInKeten(_Weergave):
    """A message of the chain."""

    id: UUID
    code: str
    afzender: str
    ontvanger: str
    identificatie: str
    dagtekening: date
    ontvangen: datetime
    oordeel: str = Field(description="goedgekeurd, afgekeurd, deels_afgekeurd or aangehouden.")
    telt: bool = Field(description="Whether it counts as sent; what was rejected or is held does not.")
    antwoord: str | None = Field(description="Kind of our answer.", examples=["JW302"])
    signalen: tuple[SignaalBijBericht, ...] = Field(
        description="What there was to see when it came; left out for a declaratie, which is about many clients."
    )
    link: str


class KetenInLijst(_Weergave):
    """A chain in a list."""

    client: UUID = Field(description="Key of the client. It is random and says nothing about who it is.")
    gemeente: str
    aanbieder: str
    toestand: Ketentoestandnaam
    verzoeken: int
    toewijzingen: int
    berichten: int
    te_laat: int = Field(description="Terms that have run out without what was due.")
    eerstvolgende: date | None = Field(description="Last day of the first term that runs.")
    link: str


class KetenWeergave(_Weergave):
    """Everything between a gemeente and an aanbieder about one client."""

    client: UUID = Field(description="Key of the client. It is random and says nothing about who it is.")
    gemeente: str
    aanbieder: str
    toestand: Ketentoestandnaam
    verzoeken: tuple[VerzoekInKeten, ...] = Field(description="By Dagtekening.")
    toewijzingen: tuple[ToewijzingInKeten, ...] = Field(description="By Ingangsdatum.")
    leveringen: tuple[LeveringInKeten, ...] = Field(description="Deliveries without toewijzing (taakgericht).")
    termijnen: tuple[Termijn, ...] = Field(description="The first due first.")
    signalen: tuple[SignaalInKeten, ...]
    berichten: tuple[BerichtInKeten, ...] = Field(description="In order of receipt.")


class Adressen(BaseModel):
    """Where messages, toewijzingen, chains, signals and cases are."""

    basis: str

    def bericht(self, id: UUID) -> str:
        """A message."""
        return f"{self.basis}/api/v1/berichten/{id}"

    def toewijzing(self, gemeente: str, nummer: int) -> str:
        """A toewijzing."""
        return f"{self.basis}/api/v1/toewijzingen/{gemeente}/{nummer}"

    def verwijzing(self, gemeente: str, nummer: int) -> str:
        """What is known of a toewijzing that no message carries."""
        return f"{self.basis}/api/v1/verwijzingen/{gemeente}/{nummer}"

    def keten(self, gemeente: str, aanbieder: str, client: UUID) -> str:
        """A chain."""
        return f"{self.basis}/api/v1/ketens/{gemeente}/{aanbieder}/{client}"

    def signaal(self, id: UUID) -> str:
        """A signal."""
        return f"{self.basis}/api/v1/signalen/{id}"

    def zaak(self, id: UUID) -> str:
        """A case."""
        return f"{self.basis}/api/v1/zaken/{id}"

    def zaken_van_signaal(self, id: UUID) -> str:
        """The cases that a signal led to."""
        return f"{self.basis}/api/v1/zaken?signaal={id}"


def toon_in_lijst(beeld: Ketenbeeld, adressen: Adressen) -> KetenInLijst:
    """A chain in a list."""
    keten, stukken = beeld.keten, beeld.keten.stukken
    loopt = [klok.uiterlijk for klok in beeld.klokken if klok.toestand is Kloktoestand.LOOPT]
    return KetenInLijst(
        client=stukken.client,
        gemeente=stukken.gemeente,
        aanbieder=stukken.aanbieder,
        toestand=keten.toestand.value,
        verzoeken=len(keten.verzoeken),
        toewijzingen=len(keten.toewijzingen),
        berichten=len(stukken.berichten),
        te_laat=len(beeld.signalen),
        eerstvolgende=min(loopt, default=None),
        link=adressen.keten(stukken.gemeente, stukken.aanbieder, stukken.client),
    )


def toon_keten(beeld: Ketenbeeld, adressen: Adressen, release: Release, voor: str | None = None) -> KetenWeergave:
    """A chain with all that is in it; with ``voor`` only the signals on messages that this party has to act on."""
    keten, stukken = beeld.keten, beeld.keten.stukken
    return KetenWeergave(
        client=stukken.client,
        gemeente=stukken.gemeente,
        aanbieder=stukken.aanbieder,
        toestand=keten.toestand.value,
        verzoeken=tuple(_toon_verzoek(een, adressen) for een in keten.verzoeken),
        toewijzingen=tuple(_toon_toewijzing(een, keten, adressen, release) for een in keten.toewijzingen),
        leveringen=tuple(_toon_levering(een, adressen) for een in keten.losse_leveringen),
        termijnen=tuple(_toon_klok(een, adressen) for een in beeld.klokken),
        signalen=tuple(_toon_signaal(een, adressen) for een in beeld.signalen),
        berichten=tuple(
            _toon_bericht(
                een,
                [signaal for signaal in stukken.signalen.get(een.id, ()) if voor in (None, signaal.voor)],
                adressen,
            )
            for een in stukken.berichten.values()
        ),
    )


def toon_termijn(termijn: OpenTermijn, adressen: Adressen) -> OpenTermijnWeergave:
    """A term in the list of what is due or late."""
    over, signaal = termijn.over, termijn.signaal
    return OpenTermijnWeergave(
        **_toon_klok(termijn.klok, adressen).model_dump(),
        gemeente=over.gemeente,
        aanbieder=over.aanbieder,
        keten=None if over.client is None else adressen.keten(over.gemeente, over.aanbieder, over.client),
        signaal=None if signaal is None else _toon_signaal(signaal, adressen),
    )


def _toon_verzoek(verzoek: Verzoekketen, adressen: Adressen) -> VerzoekInKeten:
    stuk = verzoek.stuk
    return VerzoekInKeten(
        code=stuk.code,
        referentie=stuk.referentie,
        dagtekening=stuk.dagtekening,
        toestand=verzoek.toestand.value,
        sinds=verzoek.sinds.dag,
        door=_door(verzoek.sinds, adressen),
        reden_afwijzing=stuk.reden_afwijzing,
    )


def _toon_toewijzing(een: Toewijzingketen, keten: Keten, adressen: Adressen, release: Release) -> ToewijzingInKeten:
    toewijzing = een.stuk.toewijzing
    claims = een.stuk.claims or Claimtelling(0, 0, 0, 0, 0, None, None)
    resterend = bereken_resterend(toewijzing, release)
    return ToewijzingInKeten(
        nummer=toewijzing.nummer,
        categorie=toewijzing.categorie,
        code=toewijzing.code,
        ingangsdatum=toewijzing.ingangsdatum,
        einddatum=toewijzing.einddatum,
        versies=len(een.stuk.versies),
        toestand=een.toestand.value,
        sinds=een.sinds.dag,
        door=_door(een.sinds, adressen),
        levensloop=tuple(
            TrajectstapInKeten(stap=stap.value, sinds=sinds.dag, door=_door(sinds, adressen))
            for stap, sinds in levensloop(een, keten.verzoeken).items()
        ),
        leveringen=tuple(_toon_levering(levering, adressen) for levering in een.leveringen),
        claims=Claims(
            regels=claims.regels,
            ingediend=claims.ingediend,
            toegekend=claims.toegekend,
            afgekeurd=claims.afgekeurd,
            gecrediteerd=claims.gecrediteerd,
            over=resterend.over,
            eenheid=resterend.eenheid,
        ),
        volgt_op=een.stuk.volgt_op,
        opgevolgd_door=een.stuk.opgevolgd_door,
        link=adressen.toewijzing(keten.stukken.gemeente, toewijzing.nummer),
    )


def _door(sinds: Sinds, adressen: Adressen) -> str | None:
    return None if sinds.door is None else adressen.bericht(sinds.door)


def _toon_levering(levering: Levering, adressen: Adressen) -> LeveringInKeten:
    laatste = levering.stop or levering.tijdelijke_stop
    stukken = (levering.start, levering.tijdelijke_stop, levering.stop)
    start, tijdelijk, stop = (None if stuk is None else adressen.bericht(stuk.bericht_id) for stuk in stukken)
    return LeveringInKeten(
        categorie=levering.categorie,
        code=levering.code,
        begindatum=levering.begindatum,
        einddatum=None if laatste is None else laatste.einddatum,
        reden_beeindiging=None if laatste is None else laatste.reden_beeindiging,
        toestand=levering.toestand.value,
        start=start,
        tijdelijke_stop=tijdelijk,
        stop=stop,
    )


def _toon_klok(klok: Klok, adressen: Adressen) -> Termijn:
    return Termijn.model_validate(
        {
            "soort": klok.soort.value,
            "regel": klok.regel,
            "onderwerp": klok.onderwerp,
            "van": klok.van,
            "uiterlijk": klok.uiterlijk,
            "berekening": klok.berekening,
            "toestand": klok.toestand.value,
            "gehaald_op": klok.gehaald_op,
            "aan_zet": klok.aan_zet.value,
            "gestart_door": adressen.bericht(klok.gestart_door),
            "gehaald_door": None if klok.gehaald_door is None else adressen.bericht(klok.gehaald_door),
        }
    )


def _toon_signaal(signaal: Ketensignaal, adressen: Adressen) -> SignaalInKeten:
    return SignaalInKeten.model_validate(
        {
            "regel": signaal.regel,
            "voor": signaal.voor.value,
            "uitleg": signaal.uitleg,
            "bericht": adressen.bericht(signaal.bericht),
        }
    )


def _toon_bericht(bericht: Ketenbericht, signalen: Sequence[Berichtsignaal], adressen: Adressen) -> BerichtInKeten:
    return BerichtInKeten(
        id=bericht.id,
        code=bericht.code,
        afzender=bericht.afzender,
        ontvanger=bericht.ontvanger,
        identificatie=bericht.identificatie,
        dagtekening=bericht.dagtekening,
        ontvangen=bericht.ontvangen,
        oordeel=bericht.oordeel,
        telt=bericht.verwerkt,
        antwoord=bericht.antwoord_code,
        signalen=tuple(SignaalBijBericht(code=een.code, voor=een.voor, uitleg=een.uitleg) for een in signalen),
        link=adressen.bericht(bericht.id),
    )
