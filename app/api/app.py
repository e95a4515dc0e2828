"""Makes the HTTP application."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from fastapi import Depends, FastAPI

from app.api import (
    afrekeningen,
    berichten,
    betalingen,
    bundels,
    console,
    correcties,
    dagronde,
    declareren,
    gezinsplannen,
    gezondheid,
    herzieningen,
    ketens,
    omzettingen,
    openbaar,
    piclabels,
    plafonds,
    prijzen,
    problemen,
    regios,
    signalen,
    standaard,
    stuurcijfers,
    termijnen,
    toegangen,
    toetsingen,
    toewijzingen,
    uitkomsten,
    uitkomstwerklijst,
    uitzonderingen,
    verantwoording,
    verwijzingen,
    volwassenwording,
    voorbeelden,
    zaken,
)
from app.api.balie import Balie
from app.api.document import TITEL, VERSIE
from app.api.poort import poort
from app.api.vangnet import Vangnet, houd_log_schoon, meld_toegang
from app.assembly import Knoop, bouw
from app.settings import Settings


def maak_app(knoop: Knoop | None = None, settings: Settings | None = None) -> FastAPI:
    """The application on a service that exists, or on one that it builds from the settings when it starts.

    It closes what it built itself. Settings come from the environment when none are given.
    """

    @asynccontextmanager
    async def leven(app: FastAPI) -> AsyncIterator[None]:
        houd_log_schoon()
        dienst = knoop or bouw(settings or Settings())
        meld_toegang(dienst.settings.toegang)
        balie = Balie(dienst)
        app.state.balie = balie
        try:
            yield
        finally:
            balie.sluit()
            if knoop is None:
                dienst.sluit()

    app = FastAPI(
        title=TITEL,
        version=VERSIE,
        lifespan=leven,
        dependencies=[Depends(poort)],
        docs_url=None,
        redoc_url=None,
        openapi_url=None,
        # Traces and logs of the framework would hold the texts of exceptions.
        telemetry={"tracing": False, "metrics": False, "logs": False, "auto_configure": False},
    )
    problemen.meld_aan(app)
    app.add_middleware(Vangnet)
    for router in (
        berichten.router,
        toetsingen.router,
        toewijzingen.router,
        prijzen.router,
        prijzen.regelrouter,
        uitzonderingen.router,
        uitzonderingen.schrijfrouter,
        verwijzingen.schrijfrouter,
        verwijzingen.router,
        volwassenwording.router,
        betalingen.router,
        verantwoording.router,
        afrekeningen.router,
        afrekeningen.schrijfrouter,
        plafonds.router,
        plafonds.schrijfrouter,
        ketens.router,
        ketens.zoekrouter,
        termijnen.router,
        bundels.router,
        stuurcijfers.router,
        piclabels.router,
        herzieningen.router,
        herzieningen.opstelrouter,
        omzettingen.router,
        omzettingen.opstelrouter,
        signalen.router,
        signalen.schrijfrouter,
        dagronde.router,
        dagronde.schrijfrouter,
        zaken.router,
        zaken.schrijfrouter,
        correcties.router,
        regios.router,
        declareren.router,
        uitkomsten.leverrouter,
        uitkomsten.router,
        openbaar.router,
        uitkomstwerklijst.router,
        gezinsplannen.router,
        toegangen.router,
        toegangen.schrijfrouter,
        standaard.router,
        voorbeelden.router,
        gezondheid.router,
        console.router,
    ):
        app.include_router(router)
    return app
