"""Cases of the rules that the XSD holds (level 1): no national answer, a refusal with the place."""

from __future__ import annotations

from collections.abc import Iterator

from tests.rules.berichten import jw301, jw305, jw307, jw315, jw317, jw319, jw323
from tests.rules.bewerken import bewerkt, nogmaals, zet
from tests.rules.geval import CLIENT, DECLARATIE, HEADER, XsdGeval, goed
from tests.rules.gevallen_declaratieantwoord import ANTWOORD, VOORAF


def _gevallen() -> Iterator[XsdGeval]:
    toegewezen, gestart = goed(jw301()), goed(jw305())
    for bericht, maak, opzet in (
        ("JW301", jw301(), ()),
        ("JW305", jw305(), (toegewezen,)),
        ("JW307", jw307(), (toegewezen, gestart)),
        ("JW315", jw315(), ()),
        ("JW317", jw317(), (toegewezen,)),
        ("JW319", jw319(), (goed(jw315()),)),
        ("JW323", jw323(), (toegewezen,)),
        ("JW325", ANTWOORD, VOORAF),
    ):
        for regel, element, fout in (
            ("CS015", "BerichtSubversie", "1"),
            ("CS025", "BerichtVersie", "2"),
        ):
            yield XsdGeval(
                regel,
                bericht,
                HEADER,
                element,
                f"{element} {fout}",
                maak,
                bewerkt(maak, zet(f"Header/{element}", fout)),
                opzet,
            )
    for fout in ("DN 1", "DN-1", "É1"):
        yield XsdGeval(
            "CS319",
            "JW323",
            DECLARATIE,
            "DeclaratieNummer",
            f"DeclaratieNummer '{fout}'",
            jw323(nummer="DN1"),
            bewerkt(jw323(), zet("Declaratie/DeclaratieNummer", fout)),
            (toegewezen,),
        )
    yield XsdGeval(
        "TR101",
        "JW317",
        f"{CLIENT}[2]",
        "",
        "the Client twice",
        jw317(),
        bewerkt(jw317(), nogmaals("Client")),
        (toegewezen,),
    )


GEVALLEN = tuple(_gevallen())
