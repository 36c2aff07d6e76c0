"""Files of doubtful position or make in the real window, and layers whose position seems wrong."""

import json
import zipfile

import geopandas as gpd
import numpy as np
import pyogrio
import pytest
import shapely
from ui_files import dialog_of, lots, newest, when_shown

from planviewer.model.crs import operation
from planviewer.ui.dialogs.choose_crs import ChooseCrsDialog
from planviewer.ui.dialogs.preview import PreviewDialog
from planviewer.ui.dialogs.problems import ProblemsDialog
from planviewer.ui.two_lines import CHOICE


def choices_of(dialog):
    return [dialog.list.item(row).data(CHOICE).value for row in range(dialog.list.count())]


def choose(dialog, code, *, swapped=False):
    wanted = [(code, swapped) == (x.code, x.swapped) for x in choices_of(dialog)]
    dialog.list.setCurrentRow(wanted.index(True))
    dialog.accept_button.click()


def come(desk, before):
    desk.until(lambda: {layer.id for layer in desk.session.plan.layers} - before)
    desk.settle()
    return newest(desk)


def layers(desk):
    return {layer.id for layer in desk.session.plan.layers}


def offset(desk, layer):
    """Return how far a layer lies from where the lots are, in metres (EPSG:9210)."""
    frame = desk.session.data.store.frame(layer.id)
    way = operation(frame.crs, "EPSG:9210")
    there = shapely.transform(np.asarray(frame.geometry.array), way.points)
    return shapely.hausdorff_distance(there, np.asarray(lots().geometry.array)).max()


def geojson(path, move):
    """Write the lots as GeoJSON, which is in degrees by its standard, with other coordinates."""
    shapes = shapely.transform(np.asarray(lots().geometry.array), move)
    features = [
        {"type": "Feature", "properties": {}, "geometry": json.loads(shapely.to_geojson(shape))}
        for shape in shapes
    ]
    text = json.dumps({"type": "FeatureCollection", "features": features})
    path.write_text(text, encoding="utf-8")
    return path


# --- never guessed ----------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("move", "code", "swapped"),
    [
        (lambda points: points, "EPSG:9210", False),
        (lambda points: points[:, ::-1], "EPSG:9210", True),
        (lambda points: operation("EPSG:9210", "EPSG:3405").points(points), "EPSG:3405", False),
        (lambda p: operation("EPSG:9210", "EPSG:4326").points(p)[:, ::-1], "EPSG:4326", True),
    ],
    ids=["metres", "northing first", "UTM", "latitude first"],
)
def test_geojson_that_cannot_be_in_degrees_is_asked_about(desk, tmp_path, move, code, swapped):
    path = geojson(tmp_path / "thửa.geojson", move)
    before, plan = layers(desk), desk.session.plan
    unchanged = []

    def answer(dialog):
        unchanged.append(desk.session.plan is plan)
        choose(dialog, code, swapped=swapped)

    asked = when_shown(desk, ChooseCrsDialog, answer)
    desk.window.files.open_paths([path])
    layer = come(desk, before)
    assert asked == ["Coordinate system"]
    assert unchanged == [True]
    assert (layer.source.crs, layer.source.swapped) == (code, swapped)
    assert offset(desk, layer) < 0.02


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("trống.dxf", "0\nSECTION\n2\nENTITIES\n0\nENDSEC\n0\nEOF\n"),
        ("trống.csv", "ten;X;Y\n"),
        ("công thức.csv", "ten;X;Y\nA;#VALUE!;#VALUE!\n"),
    ],
)
def test_nobody_is_asked_for_the_system_of_nothing(desk, tmp_path, name, text):
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    plan = desk.session.plan
    desk.window.files.open_paths([path])
    desk.until(desk.window.messages.messages)
    desk.settle()
    (words,) = desk.window.messages.messages()
    assert str(path) in words
    assert "nothing in it has a place" in words
    assert desk.session.plan is plan


def test_a_file_without_features_is_added_and_said_to_have_none(desk, tmp_path):
    path = tmp_path / "trống.gpkg"
    pyogrio.write_dataframe(lots().iloc[:0], path, geometry_type="Polygon")
    before = layers(desk)
    desk.window.files.open_paths([path])
    desk.until(lambda: len(layers(desk)) > len(before))
    assert any("No feature is in trống" in words for words in desk.window.messages.messages())


@pytest.fixture
def misplaced(desk, tmp_path):
    """A layer that says another zone than the one its coordinates are of, taken at its word."""
    path = tmp_path / "đo vẽ.shp"
    frame = lots().set_crs("EPSG:9213", allow_override=True)
    pyogrio.write_dataframe(frame, path, encoding="UTF-8")
    before = layers(desk)
    desk.window.files.open_paths([path])
    dialog = dialog_of(desk, PreviewDialog)
    assert "outside the area where EPSG:9213 is used" in dialog.problems.text()
    dialog.accept_button.click()
    layer = come(desk, before)
    desk.window.layer_panel.select(layer.id)
    desk.window.actions_.refresh()
    assert offset(desk, layer) > 50_000
    return layer


def test_a_layer_that_lies_elsewhere_is_put_in_its_place_and_back(desk, misplaced):
    desk.window.actions_["layer.position"].trigger()
    dialog = dialog_of(desk, ChooseCrsDialog)
    first = choices_of(dialog)[0]
    assert (first.code, first.swapped) == ("EPSG:9210", False)
    assert "meridian" in first.reason
    plan = desk.session.plan
    dialog.list.setCurrentRow(0)
    assert desk.session.plan is plan  # looking at a candidate moves nothing
    dialog.accept_button.click()
    desk.settle()
    placed = desk.session.plan.layer(misplaced.id)
    assert placed.source.crs == "EPSG:9210"
    assert offset(desk, placed) < 0.001
    desk.window.actions_["edit.undo"].trigger()
    desk.settle()
    assert desk.session.plan.layer(misplaced.id) == misplaced
    assert offset(desk, misplaced) > 50_000


@pytest.mark.usefixtures("misplaced")
def test_a_position_that_is_left_alone_stays(desk):
    plan = desk.session.plan
    desk.window.actions_["layer.position"].trigger()
    dialog_of(desk, ChooseCrsDialog).cancel_button.click()
    desk.settle()
    assert desk.session.plan is plan


# --- shown before it is added -----------------------------------------------------------------
def test_a_list_without_headings_is_shown_and_said_to_have_none(desk, tmp_path):
    path = tmp_path / "điểm đo.txt"
    path.write_text("M1 2515000.5 541000.25 215.3\nM2 2515030.5 541012.25 216\n", encoding="utf-8")
    before = layers(desk)
    asked = when_shown(desk, ChooseCrsDialog, lambda dialog: choose(dialog, "EPSG:9210"))
    desk.window.files.open_paths([path])
    dialog = dialog_of(desk, PreviewDialog)
    assert asked
    assert "has no headings" in dialog.problems.text()
    assert layers(desk) == before
    dialog.accept_button.click()
    frame = desk.session.data.store.frame(come(desk, before).id)
    assert [(p.x, p.y) for p in frame.geometry] == [(541_000.25, 2_515_000.5),
                                                    (541_012.25, 2_515_030.5)]  # fmt: skip


def test_a_shapefile_without_its_table_is_shown_and_said_to_lack_it(desk, tmp_path):
    path = tmp_path / "thửa.shp"
    pyogrio.write_dataframe(lots(), path, encoding="UTF-8")
    path.with_suffix(".dbf").unlink()
    plan = desk.session.plan
    desk.window.files.open_paths([path])
    dialog = dialog_of(desk, PreviewDialog)
    assert ".dbf part is missing" in dialog.problems.text()
    dialog.reject()
    desk.settle()
    assert desk.session.plan is plan


def test_what_is_sound_in_an_archive_comes_and_the_rest_is_said_before(desk, tmp_path):
    pyogrio.write_dataframe(lots(), tmp_path / "thửa.shp", encoding="UTF-8")
    path = tmp_path / "hồ sơ.zip"
    with zipfile.ZipFile(path, "w") as archive:
        for part in tmp_path.glob("thửa.*"):
            archive.write(part, part.name)
        archive.writestr("ranh.geojson", '{"type": "FeatureCollection", "features": [')
    before = layers(desk)
    desk.window.files.open_paths([path])
    dialog = dialog_of(desk, PreviewDialog)
    assert "ranh.geojson in it was left out" in dialog.problems.text()
    dialog.accept_button.click()
    assert offset(desk, come(desk, before)) < 0.001


# --- what is wrong, by feature ----------------------------------------------------------------
TO_DEGREES = operation("EPSG:9210", "EPSG:4326").points
SHAPES = {
    "sound": ("Polygon", [[(0, 0), (12, 0), (12, 30), (0, 30), (0, 0)]]),
    "crosses itself": ("Polygon", [[(20, 0), (30, 10), (30, 0), (20, 10), (20, 0)]]),
    "copy": ("Polygon", [[(0, 0), (12, 0), (12, 30), (0, 30), (0, 0)]]),
    "sliver": ("Polygon", [[(0, 50), (90, 50), (90, 50.01), (0, 50.01), (0, 50)]]),
    "open": ("Polygon", [[(60, 0), (72, 0), (72, 30), (60, 30)]]),
    "empty": ("Polygon", []),
    "line": ("LineString", [(0, 70), (20, 90), (20, 70), (0, 90)]),
    "high": ("Polygon", [[(80, 0, 5), (92, 0, 5), (92, 30, 6), (80, 30, 6), (80, 0, 5)]]),
}
WORDS = {
    "crosses itself": "Outline crosses itself or overlaps",
    "copy": "Copy of an earlier feature",
    "sliver": "Sliver, less than 5 cm wide",
    "open": "Outline is not closed",
    "empty": "Empty geometry",
    "line": "Line crosses itself",
    "high": "Heights or measures (Z, M)",
}


def in_degrees(part):
    """Return coordinates beside the lots in degrees, however deep they stand."""
    if part and not isinstance(part[0], list | tuple):
        x, y, *height = part
        place = np.array([[541_000.0 + x, 2_515_000.0 + y]])
        return [*TO_DEGREES(place)[0], *height]
    return [in_degrees(inner) for inner in part]


def test_every_kind_of_problem_is_listed_by_its_feature(desk, tmp_path):
    path = tmp_path / "lô đất.geojson"
    features = [
        {"type": "Feature", "properties": {"so": 1 if name == "copy" else number},
         "geometry": {"type": kind, "coordinates": in_degrees(coordinates)}}
        for number, (name, (kind, coordinates)) in enumerate(SHAPES.items(), start=1)
    ]  # fmt: skip
    text = json.dumps({"type": "FeatureCollection", "features": features})
    path.write_text(text, encoding="utf-8")
    before = layers(desk)
    desk.window.files.open_paths([path])
    layer = come(desk, before)
    desk.window.layer_panel.select(layer.id)
    desk.window.actions_.refresh()
    desk.window.actions_["layer.problems"].trigger()
    dialog = dialog_of(desk, ProblemsDialog)
    model = dialog.model
    rows = {name: str(number) for number, name in enumerate(SHAPES, start=1)}
    listed = {(model.index(r, 0).data(), model.index(r, 1).data()) for r in range(model.rowCount())}
    wanted = {(rows[name], words) for name, words in WORDS.items()}
    assert listed == {*wanted, (rows["line"], "Another kind of geometry than the others")}


# --- giants -----------------------------------------------------------------------------------
def test_an_outline_of_millions_of_corners_is_stopped_and_then_comes(desk, tmp_path):
    corners = 2_000_000
    angle = np.linspace(0, 2 * np.pi, corners, endpoint=False)
    ring = np.column_stack((541_100 + 500 * np.cos(angle), 2_515_360 + 500 * np.sin(angle)))
    path = tmp_path / "hồ.gpkg"
    frame = gpd.GeoDataFrame({"a": [1]}, geometry=[shapely.Polygon(ring)], crs="EPSG:9210")
    pyogrio.write_dataframe(frame, path)
    plan, before = desk.session.plan, layers(desk)
    adding = desk.window.files.adding
    desk.window.files.open_paths([path])
    desk.until(lambda: adding._reading)
    for task in tuple(adding._reading):
        task.cancel()
    desk.settle()
    assert desk.session.plan is plan
    assert desk.window.maps._arriving == ()

    shares = []
    desk.window.files.open_paths([path])
    desk.until(lambda: adding._reading)
    for task in tuple(adding._reading):
        task.progressed.connect(shares.append)
    layer = come(desk, before)
    assert len({round(share, 1) for share in shares}) > 5
    drawn = desk.session.canvas.layer(layer, desk.session.data.store)
    assert len(drawn.geometry.polygons.paths.coords) == corners + 1
    desk.window.actions_["edit.undo"].trigger()
    desk.settle()
    assert desk.session.plan == plan
