"""Mean, median and percentiles as the database gives them are those of the pure function over the same values."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import Connection, Integer, String, column, create_engine, select, values

from app.contracts.prijs import deel_half_omhoog
from app.store.stuurcijfers.basis import spreiding
from tests.contracts.schaduwmodel import schaduwprijs

Rijen = list[tuple[str, int]]


@pytest.fixture(scope="module")
def verbinding() -> Iterator[Connection]:
    engine = create_engine("sqlite://")
    with engine.connect() as verbinding:
        yield verbinding
    engine.dispose()


def _controleer(verbinding: Connection, rijen: Rijen, tarief: int) -> None:
    tabel = values(column("groep", String), column("kosten", Integer), name="v").data(rijen).cte("v")
    gevonden = list(spreiding(verbinding, select(tabel).subquery(), ("groep",), "kosten"))
    assert [een.groep["groep"] for een in gevonden] == sorted({groep for groep, _ in rijen})
    for een in gevonden:
        kosten = [bedrag for groep, bedrag in rijen if groep == een.groep["groep"]]
        verwacht = schaduwprijs(kosten, tarief)
        assert verwacht is not None
        assert (een.aantal, een.som) == (verwacht.aantal, verwacht.som)
        assert (een.p10, een.mediaan, een.p90) == (verwacht.p10, verwacht.mediaan, verwacht.p90)
        assert deel_half_omhoog(een.som, een.aantal) == verwacht.gemiddelde
        assert een.kwadraten == pytest.approx(sum(bedrag * bedrag for bedrag in kosten))


@given(rijen=st.lists(st.tuples(st.sampled_from("ab"), st.integers(0, 10**8)), min_size=1, max_size=40))
def test_the_database_divides_as_the_pure_function_does(verbinding: Connection, rijen: Rijen) -> None:
    _controleer(verbinding, rijen, 400_000)


def test_the_worked_example_of_a_shadow_price(verbinding: Connection) -> None:
    """Four trajectories of 3,200, 4,100, 3,900 and 4,800 euros beside a tariff of 4,000."""
    kosten = [320_000, 410_000, 390_000, 480_000]
    _controleer(verbinding, [("9D", bedrag) for bedrag in kosten], 400_000)
    prijs = schaduwprijs(kosten, 400_000)
    assert prijs is not None
    assert (prijs.som, prijs.gemiddelde, prijs.mediaan, prijs.verhouding) == (1_600_000, 400_000, 400_000, 1000)
    assert not prijs.publiceerbaar
