"""A large JW323 in pieces says exactly what it says as a whole, wherever it is cut and however it is written."""

from __future__ import annotations

import io
import random
import re
from collections.abc import Callable
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from app.messages import lees_declaratie, stukken
from app.messages.intake import neem_aan
from app.messages.lezen import herken, lees
from app.messages.problems import BerichtGeweigerd
from app.messages.records import Ontvangen
from app.messages.releases import Releases
from app.messages.stukken import Ondeelbaar, verdeel
from app.standard.release import laad_release
from tests.schemas.generate import random_valid

RELEASE = laad_release()
RELEASES = Releases((RELEASE,))
SCHEMAS = RELEASES.schemas(RELEASE)


def met_clienten(aantal: int, zaad: int = 1) -> bytes:
    """A valid JW323 with so many clients, written with the prefixes jw323 and ijw."""
    rng = random.Random(zaad)
    bron = etree.fromstring(random_valid("JW323", rng))
    prefixen = {"jw323": etree.QName(bron).namespace, "ijw": RELEASE.basisschema}
    wortel = etree.Element(bron.tag, nsmap=prefixen)
    wortel.extend(bron)
    (clienten,) = wortel.iter("{*}Clienten")
    while len(clienten) < aantal:
        clienten.extend(next(etree.fromstring(random_valid("JW323", rng)).iter("{*}Clienten")))
    del clienten[aantal:]
    etree.cleanup_namespaces(wortel, top_nsmap=prefixen)
    data: bytes = etree.tostring(wortel, encoding="UTF-8", xml_declaration=True, pretty_print=bool(zaad % 2))
    return re.sub(rb"(</?)(?=[A-Z])", rb"\1jw323:", data).replace(b"xmlns=", b"xmlns:jw323=")


@pytest.fixture
def kleine_blokken(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(stukken, "_BLOK", 700)
    monkeypatch.setattr(lees_declaratie, "STUK", 2000)


def lees_heel(data: bytes) -> Ontvangen:
    levering = neem_aan(data)
    return lees(levering, herken(levering, RELEASES)[1], SCHEMAS)


def lees_in_stukken(data: bytes) -> Ontvangen:
    levering = neem_aan(data)
    levering = replace(levering, pakket=replace(levering.pakket, klein=None))
    return lees(levering, herken(levering, RELEASES)[1], SCHEMAS)


VARIANTEN: dict[str, Callable[[bytes], bytes]] = {
    "zoals het is": lambda data: data,
    "zonder prefix": lambda data: re.sub(rb"(</?)jw323:", rb"\1", data).replace(b"xmlns:jw323=", b"xmlns="),
    "ander prefix": lambda data: data.replace(b"jw323:", b"x.y-1:").replace(b":jw323=", b":x.y-1="),
    "spatie in de eindtag": lambda data: data.replace(b":Client>", b":Client >"),
    "eindtag in commentaar": lambda data: data.replace(
        b"<jw323:Prestaties>", b"<!-- </jw323:Client><jw323:Client> --><jw323:Prestaties>"
    ),
    "eindtag in een instructie": lambda data: data.replace(
        b"<jw323:Prestaties>", b"<?p </jw323:Client>?><jw323:Prestaties>"
    ),
    "begintag in commentaar vooraf": lambda data: data.replace(
        b"<jw323:Header>", b"<!-- <x:Bericht > <jw323:Client > --><jw323:Header>"
    ),
    "commentaar tussen clienten": lambda data: data.replace(b"</jw323:Client>", b"</jw323:Client><!-- en -->"),
    "commentaar na het einde": lambda data: data + b"<!-- </jw323:Client> -->" * 200,
}


@pytest.mark.usefixtures("kleine_blokken")
@pytest.mark.parametrize("variant", VARIANTEN)
@pytest.mark.parametrize("zaad", [1, 2, 3, 4])
def test_it_reads_the_same_in_pieces_as_whole(variant: str, zaad: int) -> None:
    gewoon = met_clienten(12, zaad)
    data = VARIANTEN[variant](gewoon)
    assert (data == gewoon) == (variant == "zoals het is")
    assert lees_in_stukken(data) == lees_heel(data)


@pytest.mark.usefixtures("kleine_blokken")
def test_an_ordinary_message_is_really_cut() -> None:
    assert len(list(verdeel(io.BytesIO(met_clienten(12)), lees_declaratie.STUK, lees_declaratie.SLOT))) > 3


def test_a_text_that_looks_like_an_end_tag_stays_text(kleine_blokken: None) -> None:
    data = met_clienten(12)
    data = re.sub(
        rb"(<ijw:ReferentieNummer>)[^<]+", rb"\1<![CDATA[</jw323:Client>]]>", data.replace(b"ns0:", b"ijw:"), count=20
    )
    heel = lees_heel(data)
    assert b"</jw323:Client>" in {regel.referentienummer.encode() for regel in heel.prestaties}  # type: ignore[union-attr]
    assert lees_in_stukken(data) == heel


@given(st.integers(1, 60), st.integers(64, 6000), st.integers(16, 5000))
def test_the_pieces_hold_every_client_once(aantal: int, grootte: int, blok: int) -> None:
    clienten = [b"<a:Client >%d</a:Client>\n" % nummer for nummer in range(aantal)]
    data = b"<a:Bericht ><a:Clienten>" + b"".join(clienten) + b"</a:Clienten></a:Bericht>"
    with pytest.MonkeyPatch.context() as omgeving:
        omgeving.setattr(stukken, "_BLOK", blok)
        try:
            delen = list(verdeel(io.BytesIO(data), grootte, "</{p}Clienten></{p}Bericht>"))
        except Ondeelbaar:
            assert len(data) < grootte or blok + grootte < 4 * len(clienten[0]) + 60
            return
    nummers = [nummer for deel in delen for nummer in re.findall(rb"<a:Client >(\d+)</a:Client>", deel)]
    assert nummers == [b"%d" % nummer for nummer in range(aantal)]
    assert all(b"</a:Client>" in deel for deel in delen)


@pytest.mark.usefixtures("kleine_blokken")
@pytest.mark.parametrize("plaats", [0, 5, 11])
def test_a_fault_in_any_piece_is_told_as_in_the_whole(plaats: int) -> None:
    wortel = etree.fromstring(met_clienten(12))
    client = list(wortel.iter("{*}Client"))[plaats]
    next(client.iter("{*}Eenheid")).text = "99"
    data = etree.tostring(wortel)
    with pytest.raises(BerichtGeweigerd) as heel:
        lees_heel(data)
    with pytest.raises(BerichtGeweigerd) as in_stukken:
        lees_in_stukken(data)
    assert in_stukken.value.fouten == heel.value.fouten


@pytest.mark.usefixtures("kleine_blokken")
def test_what_stands_after_the_clients_is_judged_too() -> None:
    data = met_clienten(12).replace(b"</jw323:Declaratie>", b"<jw323:Extra/></jw323:Declaratie>")
    data = data if b"Extra" in data else re.sub(rb"(</[^:>]*:?Declaratie>)", rb"<Extra/>\1", data)
    with pytest.raises(BerichtGeweigerd) as geweigerd:
        lees_in_stukken(data)
    assert [een.pad for een in geweigerd.value.fouten] == ["/Bericht/Declaratie/Extra"]
