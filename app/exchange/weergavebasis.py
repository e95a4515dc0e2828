"""What all models that are shown have in common."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict


class Weergave(BaseModel):
    """Base of everything that is shown: made once, never changed."""

    model_config = ConfigDict(frozen=True)
