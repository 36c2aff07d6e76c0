import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from planviewer.analysis.rounding import settled

areas = st.floats(0.02, 50_000, allow_nan=False)
shares = st.one_of(st.just(1.0), st.floats(0.01, 1.0))


@given(st.lists(st.tuples(areas, shares), min_size=1, max_size=400))
def test_rounded_figures_add_up_and_stay_near(rows):
    area, share = np.array(rows).T
    parcels = pd.DataFrame({"area_m2": area, "affected_m2": area * share, "share": share})
    parcels["remaining_m2"] = parcels["area_m2"] - parcels["affected_m2"]
    parcels["recorded_m2"] = parcels["mended_m2"] = np.nan
    parcels["zones"] = [("a",)] * len(rows)
    by_zone = pd.DataFrame({"a": parcels["affected_m2"]})
    table, zones = settled(parcels, by_zone)
    sums = table["affected_m2"] + table["remaining_m2"]
    assert np.abs(sums - table["area_m2"]).max() < 1e-6
    assert (table["remaining_m2"] >= 0).all()
    assert np.abs(table["affected_m2"] - parcels["affected_m2"]).max() < 0.0151
    assert zones["a"].tolist() == table["affected_m2"].tolist()
    if (share < 1).mean() > 0.9 and len(rows) > 20:
        exact = parcels["affected_m2"].sum()
        assert table["affected_m2"].sum() == pytest.approx(exact, abs=0.011)
        assert np.abs(table["affected_m2"] - parcels["affected_m2"]).max() < 0.0101


def test_a_column_of_coarse_figures_makes_the_exact_total():
    exact = np.full(1000, 10.004)
    parcels = pd.DataFrame({"area_m2": exact * 2, "affected_m2": exact, "share": 0.5})
    parcels["remaining_m2"] = exact
    parcels["recorded_m2"] = parcels["mended_m2"] = np.nan
    parcels["zones"] = [("a", "b")] * 1000
    table, _ = settled(parcels, pd.DataFrame({"a": exact, "b": exact}))
    assert table["affected_m2"].sum() == pytest.approx(10_004.00, abs=1e-6)
    assert set(table["affected_m2"]) == {10.00, 10.01}
