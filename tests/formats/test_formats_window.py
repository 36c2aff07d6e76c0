"""Opening, pasting and exporting as the window does it, by the session."""

from __future__ import annotations

import pytest
import shapely
from formats_dataset import ABOUT, DATASETS, READ, boxes, points
from formats_files import DXF, drawing, foreign, packed
from formats_samples import sample

from planviewer.app.layers_out import export_layer
from planviewer.app.pasting import as_file_text, keep_pasted, paths_in
from planviewer.app.session import Session
from planviewer.app.tasks import Tasks
from planviewer.assets import bundled_plan
from planviewer.errors import CrsMissing, FileUnreadable, NothingToPaste, SublayersToChoose
from planviewer.model.crs import operation
from planviewer.reading.files import read_features
from planviewer.writing.features import LayerOut, write_layers
from waiting import settle

TO_MERCATOR = operation("EPSG:9210", "EPSG:3857").points


@pytest.fixture
def session(qapp):  # noqa: ARG001  signals need the application
    session = Session(Tasks())
    session.open(bundled_plan())
    settle(session)
    yield session
    session.close()


def add(session, path, **options):
    """Add a file and return the titles of the layers that came, or the error."""
    before = {layer.id for layer in session.plan.layers}
    failed = []
    session.add_file(path, **options).failed.connect(failed.append)
    settle(session)
    new = [str(x.title) for x in session.plan.layers if x.id not in before]
    return failed[0] if failed else sorted(new)


@pytest.mark.parametrize("ending", READ)
def test_every_format_that_is_read_comes_onto_the_map(session, folder, ending):
    wanted, path = READ[ending], sample(folder, ending)
    before = {layer.id for layer in session.plan.layers}
    crs = "EPSG:9210" if "crs-missing" in wanted.problems else None
    if crs is not None:
        assert isinstance(add(session, path), CrsMissing)
    assert len(add(session, path, crs=crs)) == 1
    (layer,) = [x for x in session.plan.layers if x.id not in before]
    drawn = session.canvas.layer(layer, session.data.store)
    corners = boxes() if wanted.kinds != ("Point",) else points()
    bounds = shapely.transform(shapely.box(*corners.total_bounds), TO_MERCATOR).bounds
    assert drawn.bounds == pytest.approx(bounds, abs=1.0)
    frame = session.data.store.frame(layer.id)
    assert (frame is None) == wanted.is_image
    assert wanted.is_image or len(frame) == wanted.count
    session.undo()
    assert {x.id for x in session.plan.layers} == before


def test_the_layers_of_a_file_come_together_and_go_in_one_step(session, folder):
    path = folder / "đồ án.gpkg"
    write_layers([LayerOut(k, DATASETS[k](), ABOUT) for k in ("polygon", "point")], path)
    assert add(session, path) == ["đồ án – point", "đồ án – polygon"]
    count = len(session.plan.layers)
    session.undo()
    assert len(session.plan.layers) == count - 2


def test_of_many_layers_the_wanted_ones_are_asked(session, folder):
    path = folder / "nhiều.gpkg"
    write_layers([LayerOut(f"lớp {n}", points()) for n in range(25)], path)
    error = add(session, path)
    assert isinstance(error, SublayersToChoose)
    assert error.values["names"] == tuple(f"lớp {n}" for n in range(25))
    assert add(session, path, sublayers=("lớp 3", "lớp 7")) == ["nhiều – lớp 3", "nhiều – lớp 7"]


def test_a_system_is_asked_for_those_layers_only_that_say_none(session, folder):
    foreign(folder / "ranh.shp", boxes().to_crs(3405))
    drawing(folder / "bản vẽ.dxf", b"a")
    path = packed(folder / "a.zip", folder, "ranh", "bản")
    assert isinstance(add(session, path), CrsMissing)
    assert add(session, path, crs="EPSG:9210") == ["a – bản vẽ", "a – ranh"]
    added = [x for x in session.plan.layers if str(x.title).startswith("a –")]
    sources = {str(x.title): x.source.crs for x in added}
    assert sources == {"a – bản vẽ": "EPSG:9210", "a – ranh": None}
    frames = [session.data.store.frame(x.id) for x in added]
    assert {frame.crs.to_epsg() for frame in frames if frame is not None} == {9210, 3405}


def test_a_table_without_coordinates_is_explained(session, folder):
    (folder / "a.csv").write_text("ma,ten\nLUC,Lúa\n", encoding="utf-8")
    error = add(session, folder / "a.csv")
    assert isinstance(error, FileUnreadable)
    assert "X and Y" in str(error)


@pytest.mark.parametrize("suffix", [".tab", ".gdb", ".zip", ".csv"])
def test_a_saved_plan_takes_all_parts_of_its_files_along(session, folder, suffix):
    if suffix == ".zip":
        foreign(folder / "a.shp")
        path = packed(folder / "a.zip", folder, "a.")
    elif suffix == ".csv":
        path = folder / "a.csv"
        write_layers([LayerOut("a", points(), ABOUT)], path)
    else:
        path = foreign(folder / f"a{suffix}")
    title = add(session, path)[0]
    target = folder / "mới" / "đồ án.planview"
    session.save(target)
    settle(session)
    (layer,) = [x for x in session.plan.layers if str(x.title) == title]
    kept = read_features(target.parent / layer.source.path, crs=layer.source.crs)
    assert len(kept.frame) == 3


class TestPasting:
    @pytest.mark.parametrize(
        ("text", "suffix"),
        [
            ('{"type": "Point", "coordinates": [106, 22]}', ".geojson"),
            ("POINT(106 22)\nPOINT(106 23)", ".csv"),
            ("POLYGON((0 0,\n1 0,1 1,0 0))", ".csv"),
            ("ten\tX\tY\nA\t1\t2", ".tsv"),
            ("ten;X;Y\nA;1;2", ".csv"),
            ('<?xml version="1.0"?><kml/>', ".kml"),
            ("541100.25 2515360.5", ".tsv"),
        ],
    )
    def test_text_that_holds_features_is_recognised(self, text, suffix):
        found = as_file_text(text)
        assert found is not None
        assert found[0] == suffix

    @pytest.mark.parametrize(
        ("text", "crs"),
        [
            ("22.73738, 106.15216", "EPSG:4326"),
            ("106.15216 22.73738", "EPSG:4326"),
            ("22°44'14.57\"N, 106°09'07.78\"E", "EPSG:4326"),
            ("2515367.14\t541109.98\n2515377.14\t541119.98\n", "EPSG:9210"),
            ("541109,98; 2515367,14; 215,5", "EPSG:9210"),
            ("541.109,98 2.515.367,14", "EPSG:9210"),
            ("541109.98,2515367.14", "EPSG:9210"),
            ("SRID=9210;POINT(541109.98 2515367.14)", "EPSG:9210"),
            ("ten\tX\tY\nMốc 1\t2515367.14\t541109.98", "EPSG:9210"),
            ('{"type": "Point", "coordinates": [106.15216, 22.73738]}', None),
        ],
    )
    @pytest.mark.usefixtures("session")
    def test_places_come_to_their_place_however_they_are_written(self, text, crs):
        path = keep_pasted(text)
        features = read_features(path, crs=crs)
        moved = operation(features.frame.crs, "EPSG:9210")
        place = features.frame.geometry.iloc[0]
        assert moved.point(place.x, place.y) == pytest.approx((541_109.98, 2_515_367.14), abs=0.6)

    def test_paths_are_files_to_open_however_they_are_copied(self, folder):
        path = folder / "lô đất 100%.geojson"
        path.write_text("{}")
        for text in (str(path), f'"{path}"\n', f"{path}\n{path}", path.as_uri()):
            assert set(paths_in(text)) == {path}, text
        for text in ("", "a.geojson", f"{path}\nhello", str(folder / "b.shp"), "\0", "x" * 9_999):
            assert paths_in(text) == []

    @pytest.mark.parametrize(
        "text", ["12/11/2026", "0912 345 678 901", "1 2 3 4", "a 1\nb 2", "10 ha", "541100"]
    )
    def test_other_numbers_are_no_places(self, text):
        assert as_file_text(text) is None

    @pytest.mark.parametrize("text", ["", "hello", "a, b", "http://127.0.0.1/a.geojson", "<html/>"])
    def test_other_text_is_not(self, text):
        with pytest.raises(NothingToPaste):
            keep_pasted(text)

    def test_what_was_pasted_becomes_a_layer(self, session):
        path = keep_pasted("POLYGON((106.15 22.73, 106.16 22.73, 106.16 22.74, 106.15 22.73))")
        assert isinstance(add(session, path), CrsMissing)
        assert len(add(session, path, crs="EPSG:4326")) == 1


class TestExport:
    @pytest.mark.parametrize("suffix", [".gpkg", ".kml", ".dxf", ".xlsx"])
    def test_a_computed_zone_is_exported_with_its_origin(self, session, folder, suffix):
        path = folder / f"vùng{suffix}"
        export_layer(session.plan, session.data, "recovery-50m", path)
        read = read_features(path, crs="EPSG:9210" if suffix == ".dxf" else None)
        assert len(read.frame) >= 1
        beside = path.with_name(path.name + ".planviewer.json")
        assert beside.exists() == (suffix == ".dxf")


def test_the_drawing_of_the_tests_is_whole():
    assert DXF.rstrip().endswith("EOF")
