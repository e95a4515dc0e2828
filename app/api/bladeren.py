"""Lists in pages: a page says where the next one begins, and the caller asks the same question from there."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar
from urllib.parse import urlencode

from pydantic import BaseModel

T = TypeVar("T")


def neem_pagina(rijen: Sequence[T], limit: int) -> tuple[Sequence[T], T | None]:
    """Of rows of which one more than ``limit`` was asked: the page, and its last row when there are more."""
    pagina = rijen[:limit]
    return pagina, pagina[-1] if len(rijen) > limit else None


def volgende_pagina(adres: str, vraag: BaseModel, na: object) -> str:
    """Address of what follows on a place in the list, for the same question."""
    velden = vraag.model_dump(mode="json", exclude_none=True)
    return f"{adres}?{urlencode(velden | {'na': str(na)})}"
