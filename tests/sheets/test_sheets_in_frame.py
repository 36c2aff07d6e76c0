"""The legend names what the frame shows, and nothing else."""

from __future__ import annotations

from datetime import date

import geopandas as gpd
import pytest
import shapely

from planviewer.drawing.hit import within
from planviewer.drawing.layer import DrawLayer
from planviewer.model.layer import FileSource, Layer
from planviewer.model.provenance import Provenance, Status
from planviewer.model.style import Category, CategoryStyle, SingleStyle, Symbol
from planviewer.sheets.in_frame import Shown, compose_in_frame, present_in
from planviewer.sheets.request import SheetRequest

EAST, NORTH = 541_000.0, 2_515_000.0
LAND_USES = CategoryStyle(
    field="use",
    categories=tuple(Category(value=v, label=v, symbol=Symbol()) for v in ("ONT", "LUC", "CLN")),
)


def shown(layer_id: str, style, frame, status=Status.SURVEYED) -> Shown:
    layer = Layer(
        id=layer_id,
        title=layer_id,
        source=FileSource(path=f"{layer_id}.geojson"),
        style=style,
        provenance=Provenance(source="x", status=status),
    )
    return Shown(layer, DrawLayer.build(layer_id, frame, style, "EPSG:9210"), "polygon")


def square(dx: float, dy: float, side: float = 10.0):
    return shapely.box(EAST + dx, NORTH + dy, EAST + dx + side, NORTH + dy + side)


@pytest.fixture
def parcels():
    frame = gpd.GeoDataFrame(
        {"use": ["ONT", "LUC", "XYZ"]},
        geometry=[square(0, 0), square(5000, 0), square(0, 20)],
        crs="EPSG:9210",
    )
    return shown("parcels", LAND_USES, frame)


@pytest.fixture
def around():
    """A line whose bounds hold the frame, while it passes outside."""
    west, south, east, north = EAST - 9e3, NORTH - 9e3, EAST + 9e3, NORTH + 9e3
    line = shapely.LineString([(west, south), (west, north), (east, north)])
    frame = gpd.GeoDataFrame(geometry=[line], crs="EPSG:9210")
    return shown("around", SingleStyle(), frame, Status.SCHEMATIC)


def request(**changes):
    values = {"title": "x", "crs": "EPSG:9210", "centre": (EAST, NORTH), "scale": 2000}
    return SheetRequest.model_validate({**values, "made_on": date(2026, 1, 1), **changes})


def test_only_classes_in_the_frame_are_named(parcels, around):
    sheet = compose_in_frame(request(), [around, parcels])
    assert [str(row.label) for row in sheet.request.legend] == ["ONT", "other"]
    assert [str(row.title) for row in sheet.request.sources] == ["parcels"]
    assert not sheet.request.needs_notice


def test_what_comes_into_a_larger_frame_is_named_with_its_notice(parcels, around):
    sheet = compose_in_frame(request(scale=200_000), [around, parcels])
    labels = [str(row.label) for row in sheet.request.legend]
    assert labels == ["ONT", "LUC", "other", "around"]
    assert sheet.request.needs_notice


@pytest.mark.parametrize("orientation", ["portrait", "landscape"])
@pytest.mark.parametrize("count", [1, 12, 60])
def test_every_feature_in_the_frame_is_in_the_legend(orientation, count):
    """Rows of layers one above the other: a longer legend makes the frame smaller."""
    layers = [
        shown(
            f"layer-{n:02d}",
            SingleStyle(),
            gpd.GeoDataFrame(geometry=[square(0, 10.0 * (n - count / 2), 8.0)], crs="EPSG:9210"),
        )
        for n in range(count)
    ]
    sheet = compose_in_frame(request(orientation=orientation), layers)
    visible = {item.layer.id for item in layers if len(within(item.drawn, sheet.bounds))}
    named = {str(row.label) for row in sheet.request.legend}
    assert visible <= named
    assert len(named - visible) <= 2  # the frame may settle between two sizes
    assert set(present_in(layers, sheet.ground)) == visible
