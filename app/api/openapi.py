"""Writes ``openapi/openapi.json``, or with --check tells whether it still equals the code."""

from __future__ import annotations

import argparse
import difflib
import json
import sys
from collections.abc import Sequence
from itertools import islice
from pathlib import Path

from app.api.app import maak_app
from app.api.document import maak_document

BESTAND = Path(__file__).resolve().parents[2] / "openapi" / "openapi.json"
_MEESTE_REGELS = 40


def tekst() -> str:
    """The document as it belongs in the file."""
    return json.dumps(maak_document(maak_app()), ensure_ascii=False, indent=2) + "\n"


def main(argumenten: Sequence[str] | None = None) -> int:
    """Exit code 0 when the file was written or equals the code, 1 when it does not."""
    parser = argparse.ArgumentParser(prog="python -m app.api.openapi", description=__doc__)
    parser.add_argument("--check", action="store_true", help="change nothing; exit 1 when the file is not up to date")
    parser.add_argument("--bestand", type=Path, default=BESTAND, help="default: openapi/openapi.json in the checkout")
    keuze = parser.parse_args(argumenten)
    bestand: Path = keuze.bestand
    nieuw = tekst()
    if not keuze.check:
        bestand.parent.mkdir(parents=True, exist_ok=True)
        bestand.write_text(nieuw, "utf-8")
        return 0
    oud = bestand.read_text("utf-8") if bestand.exists() else ""
    if oud == nieuw:
        return 0
    print(f"{bestand} is not what the code says. If the change is meant: make openapi, and commit it.", file=sys.stderr)
    verschil = difflib.unified_diff(oud.splitlines(), nieuw.splitlines(), "committed", "code", lineterm="", n=1)
    for regel in islice(verschil, _MEESTE_REGELS):
        print(regel[:160], file=sys.stderr)
    return 1


if __name__ == "__main__":
    sys.exit(main())
