"""Settings of the program, read from environment variables that start with IJW_."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import Field, field_validator
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict


class Settings(BaseSettings):
    """Every setting with its default; docs/instellingen.md is generated from this."""

    model_config = SettingsConfigDict(env_prefix="IJW_", extra="ignore")

    data_dir: Path = Field(Path("data"), description="Folder for the SQLite database and the key file.")
    database_url: str = Field(
        "",
        description="Database as a URL: sqlite:///path or postgresql://user@host/name. "
        "Empty: the SQLite file jeugdknoop.db in the data folder.",
    )
    key_file: Path | None = Field(
        None,
        description="File with the key (64 hexadecimal characters) that hashes and encrypts personal data. "
        "Empty: the file sleutel in the data folder, made with mode 600 when it does not exist.",
    )
    schema_dir: Path | None = Field(
        None,
        description="Folder with XSD files to use for the first release in the place of ours (JW301.xsd, ..., "
        "basisschema.xsd).",
    )
    releases: Annotated[tuple[str, ...], NoDecode] = Field(
        (),
        description="Releases of iJw that are handled beside each other, with commas between them: the name of one "
        "that comes with the product (3.2), or a folder with the data of another ([releases.md](releases.md)). The "
        "first is meant where nobody names one. Empty: those that come with the product, the newest first.",
    )
    xsd_versie: str = Field(
        "1.0.0", pattern=r"^\d+\.\d+\.\d+$", description="What our answers say in XsdVersie: version of the XSDs."
    )
    feestdagen: Path | None = Field(
        None,
        description="File with public holidays to use in the place of ours, for terms in working days: "
        "a line `datum;naam`, then a line a day (2026-04-27;Koningsdag).",
    )
    antwoorden_van: Literal["knoop", "partner"] = Field(
        "knoop",
        description="Whose answer counts: that of this service (`knoop`), or the one that the other party sends "
        "(`partner`), for who uses the service beside a system of their own. It says which answer meets the term of a "
        "retour or JW325, and with `partner` claims are judged on what the gemeente granted in its JW325.",
    )
    oefenmodus: bool = Field(
        False,
        description="Practice: messages are judged against what is stored and answered, and nothing is kept, booked "
        "or paid. Every answer says so.",
    )
    toegang: Literal["open", "sleutel"] = Field(
        "open",
        description="Who may ask. `open`: whoever reaches the address may ask everything, for use on one machine and "
        "behind a gate of your own. `sleutel`: a key is demanded, and its role decides ([toegang.md](toegang.md)).",
    )
    max_bericht_mb: int = Field(25, ge=1, le=1024, description="Largest message that is accepted, in MB (2^20 bytes).")
    host: str = Field("127.0.0.1", description="Address to listen on.")
    port: int = Field(8000, ge=1, le=65535, description="Port to listen on.")

    @field_validator("releases", mode="before")
    @classmethod
    def _split(cls, waarde: Any) -> Any:
        return tuple(deel.strip() for deel in waarde.split(",") if deel.strip()) if isinstance(waarde, str) else waarde

    @property
    def url(self) -> str:
        """Where the database is."""
        return self.database_url or f"sqlite:///{self.data_dir / 'jeugdknoop.db'}"

    @property
    def sleutelbestand(self) -> Path:
        """Where the key file is."""
        return self.key_file or self.data_dir / "sleutel"

    @property
    def grens(self) -> int:
        """Largest message in bytes."""
        return self.max_bericht_mb * 1024 * 1024
