"""In which role somebody does something; a person is not kept."""

from typing import Literal

Rol = Literal["gemeente", "aanbieder", "regio", "beheerder"]
