"""The checks of the daily round, in the order in which they are made. A new one is a module and a line here."""

from __future__ import annotations

from app.steering.dagronde.acceptatie import ACCEPTATIE
from app.steering.dagronde.budgetten import BUDGETTEN
from app.steering.dagronde.controle import Controle
from app.steering.dagronde.eindgesprekken import EINDGESPREKKEN
from app.steering.dagronde.leeftijd import LEEFTIJD
from app.steering.dagronde.plannen import PLANNEN
from app.steering.dagronde.regie import REGIE
from app.steering.dagronde.toezeggingen import TOEZEGGINGEN
from app.steering.dagronde.trends import TRENDS
from app.steering.dagronde.zwaarte import ZWAARTE

CONTROLES: tuple[Controle, ...] = (
    LEEFTIJD,
    ACCEPTATIE,
    REGIE,
    PLANNEN,
    EINDGESPREKKEN,
    ZWAARTE,
    TOEZEGGINGEN,
    BUDGETTEN,
    TRENDS,
)
