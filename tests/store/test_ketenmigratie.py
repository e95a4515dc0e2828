"""What was stored before chains were kept is found in its chain after the migration."""

from __future__ import annotations

from sqlalchemy import select

from app.store import tables as t
from app.store.database import migreer
from tests.bank import AANGEVRAAGD, ANDER_KIND, Bank
from tests.store.terugzetten import zet_terug


def test_the_migration_tells_of_each_message_which_client_it_is_about(elke_bank: Bank) -> None:
    bank, engine = elke_bank, elke_bank.knoop.opslag.engine
    for bericht in (
        bank.jw315(AANGEVRAAGD, kind=ANDER_KIND),
        bank.jw319(),
        bank.jw301(),
        bank.jw305(),
        bank.jw323(),
        bank.jw307(),
    ):
        bank.goed(bericht)
    b, c = t.bericht.c, t.client.c
    met_client = select(b.code, c.id).join(t.client, c.id == b.client_id, isouter=True).order_by(b.code)
    with engine.connect() as verbinding:
        ervoor = verbinding.execute(met_client).all()
    zet_terug(engine, "0005")
    migreer(engine)
    with engine.connect() as verbinding:
        assert verbinding.execute(met_client).all() == ervoor
        sleutels = verbinding.scalars(select(c.openbaar)).all()
    assert [een.code for een in ervoor if een.id is None] == ["JW323"]
    assert None not in sleutels
    assert len(set(sleutels)) == 2
