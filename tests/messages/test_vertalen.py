"""A message in another release: only what names the release changes, however it was written."""

from __future__ import annotations

from dataclasses import replace
from types import MappingProxyType

import pytest

from app.messages.intake import neem_aan
from app.messages.vertalen import NietVertaalbaar, heropen, vertaal
from app.standard.release import Release, laad_release

OUD = laad_release()
JW305 = OUD.berichten["JW305"]
BASIS, NS = OUD.basisschema, JW305.namespace
NIEUW = replace(
    OUD,
    naam="9.9",
    versie="9",
    subversie="8",
    basisschema="urn:basis",
    berichten=MappingProxyType({"JW305": replace(JW305, namespace="urn:bericht")}),
)


def _vertaal(tekst: str, naar: Release = NIEUW) -> str:
    return vertaal(neem_aan(tekst.encode()).pakket, "JW305", OUD, naar).pakket.bytes().decode()


@pytest.mark.parametrize(
    ("van", "naar"),
    [
        (f'<Bericht xmlns="{NS}" xmlns:x="{BASIS}"/>', '<Bericht xmlns="urn:bericht" xmlns:x="urn:basis"/>'),
        (f"<a:Bericht xmlns:a = '{NS}'/>", "<a:Bericht xmlns:a = 'urn:bericht'/>"),
        (
            f'<b:Bericht xmlns:b="{NS}"><b:Header><c:X xmlns:c="{BASIS}">t</c:X></b:Header></b:Bericht>',
            '<b:Bericht xmlns:b="urn:bericht"><b:Header><c:X xmlns:c="urn:basis">t</c:X></b:Header></b:Bericht>',
        ),
        (
            f'<b:Bericht xmlns:b="{NS}"><b:BerichtVersie>3</b:BerichtVersie>\n'
            "<b:BerichtSubversie >2</b:BerichtSubversie><b:BerichtVersie>3</b:BerichtVersie></b:Bericht>",
            '<b:Bericht xmlns:b="urn:bericht"><b:BerichtVersie>9</b:BerichtVersie>\n'
            "<b:BerichtSubversie >8</b:BerichtSubversie><b:BerichtVersie>3</b:BerichtVersie></b:Bericht>",
        ),
        # Text that speaks of a namespace is not a declaration of it.
        (f'<Bericht xmlns="{NS}">{NS} {BASIS}</Bericht>', f'<Bericht xmlns="urn:bericht">{NS} {BASIS}</Bericht>'),
    ],
)
def test_what_names_the_release_changes(van: str, naar: str) -> None:
    assert _vertaal(van) == naar


def test_what_cannot_be_put_into_the_release_is_said() -> None:
    zonder = replace(NIEUW, berichten=MappingProxyType({}))
    with pytest.raises(NietVertaalbaar, match=r"iJw 9\.9 kent geen JW305"):
        _vertaal(f'<Bericht xmlns="{NS}"/>', zonder)
    verborgen = NS.replace("/", "&#47;")
    with pytest.raises(NietVertaalbaar, match="namespace"):
        _vertaal(f'<Bericht xmlns="{verborgen}"/>')


def test_a_message_is_opened_again_with_the_same_bytes() -> None:
    pakket = neem_aan(f'<Bericht xmlns="{NS}"/>'.encode()).pakket
    assert heropen(pakket).pakket == pakket
    assert heropen(pakket).wortel.namespace == NS
