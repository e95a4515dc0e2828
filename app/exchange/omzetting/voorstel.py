"""The whole of composing a conversion: look at the old toewijzing, end it, assign in the new system, and try it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta

from app.contracts.afspraken import Afspraken
from app.contracts.geldigheid import dag_na, dag_voor
from app.contracts.omzetting import NIEUWE_BEKOSTIGING, Recht, omzetgrond
from app.exchange.judgement import Judgement
from app.exchange.omzetting.componenten import COMPONENTEN, NieuweToewijzing, Opdracht, tijd, wijs_toe
from app.exchange.omzetting.gegevens import Omgeving, Omzetbron, OmzettingGeweigerd, Omzetverzoek, OudeToewijzing
from app.messages.pakket import Pakket
from app.messages.problems import Fout
from app.messages.records import Header, ToegewezenProduct
from app.messages.vervolg import stel_vervolg_op

_SECONDE = timedelta(seconds=1)


@dataclass(frozen=True, slots=True)
class Omzetbericht:
    """A JW301 that is ready to be sent, and what the rules say of it when it is sent now."""

    volgnummer: int
    header: Header
    producten: tuple[ToegewezenProduct, ...]
    oordeel: Judgement
    pakket: Pakket = field(repr=False)


@dataclass(frozen=True, slots=True)
class Omzetvoorstel:
    """The messages of a conversion."""

    verzoek: Omzetverzoek
    oud: ToegewezenProduct
    """As it ends."""
    aanbieder: str
    """Of the new toewijzingen."""
    nieuw_vanaf: date
    nieuw: tuple[NieuweToewijzing, ...]
    berichten: tuple[Omzetbericht, ...]
    fictief: bool
    """Whether the agreements are made up."""


def stel_omzetting_op(verzoek: Omzetverzoek, bron: Omzetbron, omgeving: Omgeving) -> Omzetvoorstel:
    """What the gemeente sends to convert a toewijzing; raises OmzettingGeweigerd when it cannot be done as asked.

    One JW301 when the aanbieder stays the same, else one to each of the two. Each holds everything that the client
    has with that aanbieder (OP087), and was tried: what the rules would reject is refused here.
    """
    oud = bron.oude_toewijzing(verzoek.gemeente, verzoek.toewijzingnummer)
    if oud is None:
        raise _weigering("toewijzingnummer", f"Toewijzing {verzoek.toewijzingnummer} is hier niet bekend.")
    afspraken = bron.afspraken(verzoek.gemeente, oud.product.ingangsdatum)
    if afspraken is None:
        raise _weigering("gemeente", f"Van gemeente {verzoek.gemeente} zijn hier geen afspraken geladen.")
    nieuw_vanaf = _nieuw_vanaf(verzoek, oud.product, afspraken)
    aanbieder = verzoek.aanbieder or oud.aanbieder
    opdracht = Opdracht(verzoek.gemeente, aanbieder, nieuw_vanaf, oud.product.einddatum, afspraken, omgeving.nu)
    nieuw = wijs_toe(opdracht, verzoek.componenten, bron.hoogste_nummer(verzoek.gemeente))
    einde = _beeindig(oud.product, nieuw_vanaf, omgeving)
    producten = [een.product for een in nieuw]
    if aanbieder == oud.aanbieder:
        zendingen = [(aanbieder, (einde, *oud.lopend, *producten))]
    else:
        elders = bron.lopend_bij(verzoek.gemeente, verzoek.toewijzingnummer, aanbieder)
        zendingen = [(oud.aanbieder, (einde, *oud.lopend)), (aanbieder, (*elders, *producten))]
        if einde == oud.product:
            del zendingen[0]
    return Omzetvoorstel(
        verzoek=verzoek,
        oud=einde,
        aanbieder=aanbieder,
        nieuw_vanaf=nieuw_vanaf,
        nieuw=nieuw,
        berichten=tuple(_berichten(verzoek, oud, zendingen, producten, omgeving)),
        fictief=afspraken.regio.fictief,
    )


def _nieuw_vanaf(verzoek: Omzetverzoek, oud: ToegewezenProduct, afspraken: Afspraken) -> date:
    """First day of the new system: that of the agreements, or an earlier one that the gemeente chose."""
    if oud.reden_wijziging == NIEUWE_BEKOSTIGING and oud.einddatum is not None:
        aansluitend = dag_na(oud.einddatum)
        if verzoek.nieuw_vanaf not in (None, aansluitend):
            raise _weigering(
                "nieuw_vanaf",
                f"Toewijzing {oud.toewijzingnummer} is al beeindigd op {oud.einddatum}; wat haar plaats inneemt, gaat "
                f"in op {aansluitend}.",
            )
        return aansluitend
    gevonden = None if oud.code is None else omzetgrond(afspraken, _recht(verzoek.gemeente, oud, oud.code))
    if gevonden is None or oud.verwijderd:
        raise _weigering(
            "toewijzingnummer",
            f"Toewijzing {oud.toewijzingnummer} hoeft niet te worden omgezet: zij loopt niet door na een overgang. "
            "GET /api/v1/omzettingen noemt welke wel.",
        )
    gekozen = verzoek.nieuw_vanaf or gevonden.nieuw_vanaf
    if not oud.ingangsdatum < gekozen <= gevonden.nieuw_vanaf:
        raise _weigering(
            "nieuw_vanaf",
            f"De nieuwe toewijzing gaat in na {oud.ingangsdatum}, waarop de oude begon, en uiterlijk op "
            f"{gevonden.nieuw_vanaf}, de eerste dag van het nieuwe stelsel.",
        )
    return gekozen


def _recht(gemeente: str, product: ToegewezenProduct, code: str) -> Recht:
    eenheid = "" if product.omvang is None else product.omvang.eenheid
    return Recht(gemeente, code, eenheid, product.toewijzingsdatum, product.ingangsdatum, product.einddatum)


def _beeindig(oud: ToegewezenProduct, nieuw_vanaf: date, omgeving: Omgeving) -> ToegewezenProduct:
    """The old toewijzing as it ends; the same when it ended on that day for this reason before."""
    laatste = dag_voor(nieuw_vanaf)
    if (oud.reden_wijziging, oud.einddatum) == (NIEUWE_BEKOSTIGING, laatste):
        return oud
    return oud._replace(
        einddatum=laatste,
        reden_wijziging=NIEUWE_BEKOSTIGING,
        referentie_aanbieder=None,
        toewijzingsdatum=omgeving.nu.date(),
        toewijzingstijd=_later_dan(oud, omgeving.nu),
    )


def _later_dan(oud: ToegewezenProduct, nu: datetime) -> str:
    """A time of today after that of the version before, or the one that ends it would not count (IV013)."""
    nieuw = tijd(nu)
    if oud.toewijzingsdatum < nu.date() or oud.toewijzingstijd < nieuw:
        return nieuw
    vorige = datetime.combine(nu.date(), time.fromisoformat(oud.toewijzingstijd[:8]))
    return tijd(min(vorige + _SECONDE, datetime.combine(nu.date(), time.max)))


def _berichten(
    verzoek: Omzetverzoek,
    oud: OudeToewijzing,
    zendingen: Sequence[tuple[str, Sequence[ToegewezenProduct]]],
    nieuw: Sequence[ToegewezenProduct],
    omgeving: Omgeving,
) -> Iterator[Omzetbericht]:
    plaatsen = {product.toewijzingnummer: plaats for plaats, product in enumerate(nieuw)}
    for volgnummer, (aanbieder, producten) in enumerate(zendingen, 1):
        op_nummer = tuple(sorted(producten, key=lambda een: (een.ingangsdatum, een.toewijzingnummer)))
        header = Header(verzoek.gemeente, aanbieder, omgeving.identificatie(), omgeving.nu.date(), omgeving.xsd_versie)
        pakket = stel_vervolg_op(omgeving.release, header, oud.vorige, op_nummer)
        oordeel = omgeving.toets(pakket)
        if oordeel.bevindingen:
            raise OmzettingGeweigerd(list(_fouten(oordeel, op_nummer, plaatsen)))
        yield Omzetbericht(volgnummer, header, op_nummer, oordeel, pakket)


def _fouten(oordeel: Judgement, producten: Sequence[ToegewezenProduct], plaatsen: Mapping[int, int]) -> Iterator[Fout]:
    """What the rules reject, at the component that it is about when there is one."""
    op_pad = {
        f"/Bericht/Client/ToegewezenProducten/ToegewezenProduct[{volgnummer}]": product.toewijzingnummer
        for volgnummer, product in enumerate(producten, 1)
    }
    for bevinding in oordeel.bevindingen:
        plaats = plaatsen.get(op_pad.get(bevinding.klasse_pad, -1))
        plek = "" if plaats is None else f"{COMPONENTEN}.{plaats}"
        yield Fout(None, plek, f"{bevinding.uitleg} ({bevinding.regel}, {bevinding.retourcode})")


def _weigering(pad: str, melding: str) -> OmzettingGeweigerd:
    return OmzettingGeweigerd((Fout(None, pad, melding),))
