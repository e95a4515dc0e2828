"""Whoever watches the service sees whether it lives and whether it can work."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from fastapi.testclient import TestClient
from sqlalchemy import text

from app.api.app import maak_app
from app.messages.releases import Releases
from app.settings import Settings
from tests.api.conftest import Deur, probleem


def test_a_service_that_is_well_says_so(elke_deur: Deur) -> None:
    assert elke_deur.http.get("/healthz").json() == {"status": "ok"}
    assert elke_deur.http.get("/readyz").json() == {"status": "ok"}


def test_the_application_builds_the_service_from_its_settings_when_it_starts(tmp_path: Path) -> None:
    app = maak_app(settings=Settings(data_dir=tmp_path / "data"))
    assert not (tmp_path / "data").exists()
    with TestClient(app) as http:
        assert http.get("/readyz").status_code == 200
        assert (tmp_path / "data" / "jeugdknoop.db").exists()


def test_tables_of_another_version_are_not_ready(elke_deur: Deur) -> None:
    with elke_deur.bank.knoop.opslag.engine.begin() as verbinding:
        verbinding.execute(text("UPDATE alembic_version SET version_num = '0000'"))
    inhoud = probleem(elke_deur.http.get("/readyz"), 503, "niet-gereed")
    assert "tabellen" in inhoud["detail"]
    assert elke_deur.http.get("/healthz").status_code == 200


def test_a_database_without_tables_is_not_ready(elke_deur: Deur) -> None:
    with elke_deur.bank.knoop.opslag.engine.begin() as verbinding:
        verbinding.execute(text("DROP TABLE alembic_version"))
    probleem(elke_deur.http.get("/readyz"), 503, "niet-gereed")


def test_a_database_that_is_away_is_not_ready(deur: Deur) -> None:
    deur.bank.knoop.opslag.engine.dispose()
    bestand = deur.bank.knoop.settings.data_dir / "jeugdknoop.db"
    for naam in bestand.parent.glob("jeugdknoop.db*"):
        naam.unlink()
    bestand.mkdir()
    inhoud = probleem(deur.http.get("/readyz"), 503, "niet-gereed")
    assert "database" in inhoud["detail"]


def test_schemas_that_cannot_be_read_are_not_ready(deur: Deur, tmp_path: Path) -> None:
    zonder = Releases((replace(deur.bank.release, schemas=tmp_path),))
    object.__setattr__(deur.bank.knoop.loket, "releases", zonder)
    inhoud = probleem(deur.http.get("/readyz"), 503, "niet-gereed")
    assert "IJW_SCHEMA_DIR" in inhoud["detail"]
