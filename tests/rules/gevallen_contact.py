"""Cases of level 2 rules on Contact, of the client and of a Relatie, and of TR101 on what JW301 holds."""

from __future__ import annotations

from collections.abc import Iterator

from tests.rules.berichten import ADRES, HUIS, NEDERLAND, POSTCODE, VOLLEDIG, contact
from tests.rules.bewerken import Maker, bewerkt, nogmaals, vervang, zet
from tests.rules.geval import CONTACT, RELATIECONTACT, Geval, Gezelschap, Treffer

_BELGIE = "<ijw:LandCode>BE</ijw:LandCode>"
_DAGEN = "<ijw:Begindatum>2026-05-01</ijw:Begindatum><ijw:Einddatum>{}</ijw:Einddatum>"


def _met(klasse: str, fragment: str) -> Maker:
    return bewerkt(VOLLEDIG, vervang(klasse.removeprefix("/Bericht/"), fragment))


def _geval(regel: str, klasse: str, stil: str, basis: str, vuurt: str, mutatie: str, *getallen: str) -> Geval:
    return Geval(regel, "JW301", klasse, stil, vuurt, _met(klasse, basis), _met(klasse, mutatie), getallen=getallen)


def _contacten() -> Iterator[Geval]:
    for klasse in (CONTACT, RELATIECONTACT):
        yield _geval(
            "CD005",
            klasse,
            "a postcode and a country",
            contact("02", adres=ADRES),
            "a postcode without a country",
            contact("02", adres=HUIS + POSTCODE),
            "LandCode leeg | LandCode gevuld",
        )
        yield _geval(
            "CD005",
            klasse,
            "neither postcode nor country",
            contact("02", adres=HUIS, telefoon=True),
            "a country without a postcode",
            contact("02", adres=HUIS + _BELGIE, telefoon=True),
            "LandCode BE | LandCode leeg",
        )
        yield _geval(
            "CD009",
            klasse,
            "a temporary address (Soort 04) with a period",
            contact("04", adres=ADRES, periode=_DAGEN.format("2026-06-01")),
            "a residence (Soort 03) with a period",
            contact("03", adres=ADRES, periode=_DAGEN.format("2026-06-01")),
        )
        yield _geval(
            "CD025",
            klasse,
            "a Belgian address without house number",
            contact("02", adres="<ijw:Postcode>2000</ijw:Postcode>" + _BELGIE, telefoon=True),
            "a Dutch address without house number",
            contact("02", adres=POSTCODE + NEDERLAND, telefoon=True),
        )
        for soort in ("01", "03"):
            # The client already has a Contact of Soort 01; there the second one is a residence.
            if soort == "01" and klasse == CONTACT:
                continue
            yield _geval(
                "CD034",
                klasse,
                "a correspondence address (Soort 02) without postcode",
                contact("02", adres=HUIS, telefoon=True),
                f"Soort {soort} without postcode",
                contact(soort, adres=HUIS, telefoon=True),
            )
        yield _geval(
            "CD034",
            klasse,
            "a correspondence address that is only a phone number",
            contact("02", telefoon=True),
            "a residence that is only a phone number",
            contact("03", telefoon=True),
        )
        for fout in ("0111AA", "1111 AA", "1111A1"):
            yield _geval(
                "CS089",
                klasse,
                "a postcode such as 1111AA",
                contact("02", adres=ADRES),
                f"postcode '{fout}' in NL",
                contact("02", adres=f"{HUIS}<ijw:Postcode>{fout}</ijw:Postcode>{NEDERLAND}"),
            )
        buitenland = f"{HUIS}<ijw:Postcode>2000</ijw:Postcode>"
        yield _geval(
            "CS089",
            klasse,
            "a postcode of four digits in BE",
            contact("02", adres=buitenland + _BELGIE),
            "a postcode of four digits in NL",
            contact("02", adres=buitenland + NEDERLAND),
        )
        yield _geval(
            "CS003",
            klasse,
            "a period of one day",
            contact("04", adres=ADRES, periode=_DAGEN.format("2026-05-01")),
            "a period that ends before it begins",
            contact("04", adres=ADRES, periode=_DAGEN.format("2026-04-30")),
        )
        yield _geval(
            "TR006",
            klasse,
            "house number and postcode, no phone",
            contact("02", adres=ADRES),
            "neither phone nor address",
            contact("02"),
        )
        yield _geval(
            "TR006",
            klasse,
            "a phone and a house number without postcode",
            contact("02", adres=HUIS, telefoon=True),
            "a house number without postcode and without phone",
            contact("02", adres=HUIS),
        )
    yield Geval(
        "CD034",
        "JW301",
        CONTACT.replace("[2]", "[1]"),
        "the BRP address has a postcode",
        "Soort 01 without postcode",
        VOLLEDIG,
        bewerkt(VOLLEDIG, vervang("Client/Contactgegevens/Contact[1]", contact("01", adres=HUIS, telefoon=True))),
    )


def _dubbel() -> Iterator[Geval]:
    yield Geval(
        "TR101",
        "JW301",
        CONTACT,
        "two Contacten of different Soort",
        "two of the same Soort",
        VOLLEDIG,
        bewerkt(VOLLEDIG, zet("Client/Contactgegevens/Contact[2]/Soort", "01")),
    )
    tweede = RELATIECONTACT.replace("Relatie[1]", "Relatie[2]")
    twee = bewerkt(VOLLEDIG, nogmaals("Client/Relaties/Relatie"), zet("Client/Relaties/Relatie[2]/Nummer", "R2"))
    yield Geval(
        "TR101",
        "JW301",
        tweede.removesuffix("/Contact"),
        "two Relaties with different Nummer and one Soort of Contact",
        "two Relaties with one Nummer, their Contacten differ in Soort",
        twee,
        bewerkt(
            VOLLEDIG,
            nogmaals("Client/Relaties/Relatie"),
            zet("Client/Relaties/Relatie[2]/Contact/Soort", "03"),
        ),
    )
    yield Geval(
        "TR101",
        "JW301",
        tweede,
        "two Relaties with different Nummer and one Soort of Contact",
        "two Relaties with one Nummer and one Soort of Contact",
        twee,
        bewerkt(VOLLEDIG, nogmaals("Client/Relaties/Relatie")),
        gezelschap=Gezelschap(
            (Treffer("TR101", tweede.removesuffix("/Contact")),),
            "The key of a Contact holds the Nummer of its Relatie, and a Relatie has one Contact: it can only "
            "come twice when the Relatie does.",
        ),
    )


GEVALLEN = (*_contacten(), *_dubbel())
