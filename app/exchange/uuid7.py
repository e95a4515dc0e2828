"""UUID version 7 (RFC 9562): identifiers that sort by the moment they were made."""

from __future__ import annotations

import secrets
from datetime import datetime
from uuid import UUID


def uuid7(moment: datetime) -> UUID:
    """A new identifier: 48 bits of milliseconds since 1970, then 74 random bits."""
    milliseconden = int(moment.timestamp() * 1000)
    waarde = milliseconden << 80 | 0x7 << 76 | secrets.randbits(12) << 64 | 0b10 << 62 | secrets.randbits(62)
    return UUID(int=waarde)
