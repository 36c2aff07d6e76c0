"""Mending a layer: a new file, an account, one step back; and replacing it by another."""

from datetime import date

import geopandas as gpd
import numpy as np
import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st

from mending import wanted_rows
from planviewer.app.adding import read_new_layers
from planviewer.app.previewing import is_sure, preview
from planviewer.app.repairing import write_repaired
from planviewer.app.replacing import prepare
from planviewer.app.same_rows import same_rows
from planviewer.app.tasks import Progress
from planviewer.i18n import Message
from planviewer.model import edits
from planviewer.model.crs import operation
from planviewer.model.provenance import Provenance, Status
from planviewer.model.text import Text
from planviewer.reading.files import read_features
from planviewer.reading.vn_systems import by_name

SILENT = Progress(lambda _share: None)


def lots():
    """Five lots at Nước Hai: a bow tie, a good one, its copy, a sliver, one without a place."""
    bow = shapely.Polygon([(0, 0), (10, 10), (10, 0), (0, 10)])
    good = shapely.box(20, 0, 25, 5)
    shapes = [bow, good, good, shapely.box(0, 20, 100, 20.01), None]
    frame = gpd.GeoDataFrame({"so": [1, 2, 2, 3, 4]}, geometry=shapes, crs="EPSG:9210")
    frame.geometry = frame.geometry.translate(541_000, 2_515_000)
    return frame


@pytest.fixture
def with_lots(opened, settle, tmp_path):
    path = tmp_path / "lô đất.gpkg"
    lots().to_file(path, layer="lots")
    opened.add_file(path)
    settle()
    return opened, opened.plan.layers[-1].id, path


def test_a_repair_is_a_new_file_with_an_account_and_undone_in_one_step(with_lots, settle):
    session, layer_id, path = with_lots
    before = path.read_bytes()
    features = read_features(path)
    done = write_repaired(
        session.plan,
        session.path,
        layer_id,
        features=features,
        wanted=wanted_rows(features.problems),
        progress=SILENT,
    )
    session.edit(
        Message("test", "repair"), lambda plan: edits.use_source(plan, layer_id, done.source)
    )
    settle()
    frame = session.data.store.frame(layer_id)
    assert frame["so"].tolist() == [1, 2, 4]
    assert shapely.is_valid(np.asarray(frame.geometry.array)[:2]).all()
    assert path.read_bytes() == before
    account = {(item.row, item.code): item for item in done.repair.changes}
    assert set(account) == {(0, "geometry-invalid"), (2, "duplicate"), (3, "sliver")}
    assert account[0, "geometry-invalid"].area_after_m2 == pytest.approx(50)
    assert account[2, "duplicate"].area_before_m2 == pytest.approx(25)
    assert done.repair.area_change_m2 == pytest.approx(50 - 25 - 1)
    session.undo()
    settle()
    assert len(session.data.store.frame(layer_id)) == 5


def test_another_repair_takes_another_name(with_lots):
    session, layer_id, path = with_lots
    features = read_features(path)
    wanted = {"duplicate": [2]}
    paths = {
        write_repaired(
            session.plan, session.path, layer_id, features=features, wanted=wanted, progress=SILENT
        ).path
        for _ in range(2)
    }
    assert len(paths) == 2


def test_a_surveyed_line_is_compared_before_it_replaces_the_drawn_one(opened, settle, tmp_path):
    frame = opened.data.store.frame("bypass").to_crs("EPSG:9210")
    frame.geometry = frame.geometry.translate(3, 4)
    path = tmp_path / "đo đạc.gpkg"
    frame.to_file(path)
    added = read_new_layers(
        path, crs=None, encoding=None, number=0, taken=frozenset(), progress=SILENT
    )
    found = prepare(opened.plan, opened.data.store, "bypass", path, added)
    assert 0 < found.moved.mean_m <= found.moved.max_m <= 5.001
    assert found.moved.length_after_m == pytest.approx(found.moved.length_before_m, rel=1e-4)
    zone = next(x for x in found.zones if x.before_m2)
    assert zone.after_m2 == pytest.approx(zone.before_m2, rel=0.01)
    said = Provenance(
        source=Text(vi="Đo đạc 2026", en="Survey 2026"),
        date=date(2026, 5, 1),
        status=Status.SURVEYED,
        accuracy_m=0.05,
    )
    style = opened.plan.layer("bypass").style
    before = opened.data.zones["recovery-50m"].geometry
    opened.edit(Message("test", "replace"), lambda plan: found.edited(plan, said))
    settle()
    layer = opened.plan.layer("bypass")
    assert (layer.provenance, layer.style) == (said, style)
    after = opened.data.zones["recovery-50m"].geometry
    assert after.centroid.distance(before.centroid) == pytest.approx(5, abs=0.1)
    opened.undo()
    assert opened.plan.layer("bypass").provenance.status is Status.SCHEMATIC


def test_a_system_that_a_mistake_made_and_exchanged_axes_are_applied_and_kept(
    opened, settle, tmp_path
):
    made = by_name("WGS 84 / TM-3 105-45")
    to_made = operation("EPSG:9210", made.crs)
    wrong = lots().iloc[[1]].copy()
    wrong.geometry = shapely.transform(
        np.asarray(wrong.geometry.array), lambda points: to_made.points(points)[:, ::-1]
    )
    path = tmp_path / "đổi.shp"
    wrong.to_file(path)
    path.with_suffix(".prj").unlink()
    opened.add_file(path, crs=made.crs, swapped=True)
    settle()
    layer = opened.plan.layers[-1]
    assert layer.source.swapped
    target = tmp_path / "plan" / "plan.planview"
    opened.save(target)
    opened.open(target)
    settle()
    placed = opened.data.store.frame(layer.id)
    lon_lat = operation(placed.crs, "EPSG:4326").points(
        shapely.get_coordinates(placed.geometry.iloc[0])
    )
    pinned = operation("EPSG:9210", "EPSG:4326").points(
        shapely.get_coordinates(lots().geometry.iloc[1])
    )
    assert np.abs(np.sort(lon_lat, axis=0) - np.sort(pinned, axis=0)).max() < 1e-8


def test_a_sure_file_is_added_unasked_and_a_doubtful_one_is_shown(tmp_path):
    def read(path):
        return read_new_layers(
            path, crs=None, encoding=None, number=0, taken=frozenset(), progress=SILENT
        )

    sure = tmp_path / "a.gpkg"
    lots().iloc[[1]].to_file(sure)
    assert is_sure(read(sure))
    far = tmp_path / "b.gpkg"
    lots().iloc[[1]].set_crs("EPSG:9213", allow_override=True).to_file(far)
    added = read(far)
    assert not is_sure(added)
    shown = preview(added, "EPSG:9210")[0]
    assert shown.problems[0].code == "position-suspicious"
    assert [(x.name, x.samples) for x in shown.fields] == [("so", "2")]


@given(st.lists(st.integers(0, 3), min_size=1, max_size=12), st.randoms(use_true_random=False))
def test_the_same_features_are_found_wherever_they_stand_now(kinds, chance):
    before = gpd.GeoDataFrame(
        {"a": kinds}, geometry=[shapely.Point(k % 2, 0) for k in kinds], crs="EPSG:9210"
    )
    order = list(range(len(kinds)))
    chance.shuffle(order)
    now = before.iloc[order].reset_index(drop=True)
    rows = np.array(sorted(chance.sample(order, len(order) // 2 + 1)), dtype=np.int64)
    found = same_rows(before, now, rows)
    assert sorted(now["a"].iloc[found]) == sorted(before["a"].iloc[rows])
    assert len(same_rows(before, now.assign(a=99), rows)) == 0
