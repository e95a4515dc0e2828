"""The page with all cases is generated, and stays equal to them."""

from __future__ import annotations

from tests.rules.overzicht import PAGINA, schrijf


def test_the_page_with_all_cases_is_up_to_date() -> None:
    """When this fails: python -m tests.rules.overzicht."""
    assert PAGINA.read_text("utf-8") == schrijf()
