from pathlib import Path

import geopandas as gpd
import pytest
import shapely

from planviewer.app.metric_system import ZONES, metric_system
from planviewer.errors import CrsNotForPlace, CrsNotMetric
from planviewer.model.crs import operation, parse_crs

LINE = Path("line.geojson")


def line(*coords, crs="EPSG:4326"):
    return gpd.GeoDataFrame(geometry=[shapely.LineString(coords)], crs=crs)


def chosen(frame, plan, asked=None):
    system = metric_system(frame, LINE, asked, plan)
    return system.crs, system.why


@pytest.mark.parametrize(
    ("lon", "lat", "system"),
    [
        (106.15, 22.73, ("EPSG:9210", "plan")),
        (105.85, 21.03, ("EPSG:5897", "place")),
        (103.0, 22.3, ("EPSG:5896", "place")),
        (108.2, 16.05, ("EPSG:5898", "place")),
        (106.7, 10.8, ("EPSG:5898", "place")),
    ],
)
def test_a_line_in_degrees_is_measured_in_the_zone_of_its_place(lon, lat, system, plan):
    assert chosen(line((lon, lat), (lon + 0.01, lat)), plan) == system
    mercator = line((lon, lat), (lon + 0.01, lat)).to_crs("EPSG:3857")
    assert chosen(mercator, plan) == system


def test_a_metric_file_is_measured_in_its_own_system_unless_another_is_asked_for(plan):
    utm = line((500_000, 2_500_000), (500_100, 2_500_000), crs="EPSG:32648")
    assert chosen(utm, plan) == ("EPSG:32648", "file")
    assert chosen(utm, plan, "EPSG:5897") == ("EPSG:5897", "asked")
    with pytest.raises(CrsNotMetric):
        chosen(utm, plan, "EPSG:3857")


@pytest.mark.parametrize("coords", [[(2.3, 48.8), (2.4, 48.8)], [(103.0, 22.0), (108.0, 16.0)]])
def test_where_no_zone_serves_the_place_a_system_must_be_named(coords, plan):
    with pytest.raises(CrsNotForPlace, match="--plan-crs EPSG:n"):
        chosen(line(*coords), plan)
    assert chosen(line(*coords), plan, "EPSG:32648") == ("EPSG:32648", "asked")


@pytest.mark.parametrize(("meridian", "code"), ZONES.items())
def test_zones_are_what_their_names_promise(meridian, code):
    assert "VN-2000 / TM-3" in parse_crs(code).name
    easting, _ = operation(code, "EPSG:4756").point(500_000, 2_000_000)
    assert easting == pytest.approx(meridian, abs=1e-9)
