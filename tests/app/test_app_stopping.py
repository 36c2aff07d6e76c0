"""Long work says how far it is, and whoever stops it finds everything as it was."""

import numpy as np
import pytest
import shapely
from geopandas import GeoDataFrame

from mending import wanted_rows
from planviewer import pace
from planviewer.analysis.replacement import compare
from planviewer.app.adding import read_new_layers
from planviewer.app.converting import Order, convert
from planviewer.app.layers_out import export_layer
from planviewer.app.repairing import write_repaired
from planviewer.app.replacing import prepare
from planviewer.app.tasks import Progress
from planviewer.errors import Cancelled
from planviewer.reading.files import read_features
from planviewer.writing.features import writable_suffixes, write_features

COUNT = 5_000
IN_ONE_GO = {".dxf", ".parquet"}
"""Written by the library in one call; Parquet takes no time."""


def lots(count=COUNT):
    """Small areas at Nước Hai; every third crosses itself."""
    x, y = np.meshgrid(541_000 + 20.0 * np.arange(100), 2_515_000 + 20.0 * np.arange(count // 100))
    x, y = x.ravel(), y.ravel()
    corners = np.array([(0, 0), (10, 0), (10, 10), (0, 10)], dtype=float)
    rings = np.stack((x, y), axis=1)[:, None] + corners
    rings[::3] = rings[::3][:, [0, 2, 1, 3]]
    values = {"so": np.arange(count), "ten": [f"Lô {n}" for n in range(count)]}
    return GeoDataFrame(values, geometry=shapely.polygons(rings), crs="EPSG:9210")


@pytest.fixture(scope="module")
def frame():
    return lots()


class Hearing:
    """Hears the shares of some work; stops it at the first one that is ``stop`` or more."""

    def __init__(self, stop=9.0):
        self.shares, self.stop = [], stop

    def __call__(self, share):
        self.shares.append(share)
        if share >= self.stop:
            raise Cancelled

    @property
    def moves(self):
        """Whether it only ever goes on, from near the beginning to near the end."""
        steps = np.array(self.shares)
        return bool((np.diff(steps) >= -1e-9).all()) and len(set(steps.round(2).tolist()))


def content(folder):
    return {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}


# --- export -----------------------------------------------------------------------------------
@pytest.mark.parametrize("suffix", writable_suffixes())
def test_writing_moves_on_and_stopped_leaves_what_was_there(frame, suffix, tmp_path):
    path = tmp_path / f"thửa{suffix}"
    write_features(frame.iloc[:5], path)
    before = content(tmp_path)
    for stop in (0.1, 0.55, 1.0):
        with pytest.raises(Cancelled), pace.listening(Hearing(stop)):
            write_features(frame, path)
        assert content(tmp_path) == before
    heard = Hearing()
    with pace.listening(heard):
        write_features(frame, path)
    assert heard.moves >= (2 if suffix in IN_ONE_GO else 4)
    assert heard.shares[-1] == 1.0
    assert content(tmp_path) != before


def test_the_window_exports_a_layer_that_can_be_stopped(opened, settle, frame, tmp_path):
    source = tmp_path / "lots.gpkg"
    write_features(frame, source)
    opened.add_file(source)
    settle()
    layer, out = opened.plan.layers[-1].id, tmp_path / "out.geojson"
    with pytest.raises(Cancelled), pace.listening(Hearing(0.5)):
        export_layer(opened.plan, opened.data, layer, out)
    assert set(tmp_path.iterdir()) == {source}


# --- reading, converting ----------------------------------------------------------------------
@pytest.fixture(scope="module", params=[".csv", ".dxf", ".gpkg", ".mif", ".gml", ".geojson"])
def source(request, frame, tmp_path_factory):
    import pyogrio  # noqa: PLC0415

    path = tmp_path_factory.mktemp("sources") / f"lots{request.param}"
    drivers = {".mif": "MapInfo File", ".gml": "GML"}
    if request.param in drivers:
        pyogrio.write_dataframe(frame, path, driver=drivers[request.param])
    else:
        write_features(frame, path)
    return path


def system_of(path):
    """Return what must be said of a file; GeoJSON is fixed."""
    return None if path.suffix == ".geojson" else "EPSG:9210"


def read(path, heard):
    return read_new_layers(
        path, crs=system_of(path), encoding=None, number=0, taken=frozenset(), progress=heard
    )


def test_reading_moves_on_and_can_be_stopped_on_the_way(source):
    heard = Hearing()
    read(source, heard)
    assert heard.moves >= 5
    for stop in (0.0, 0.2, 0.6):
        with pytest.raises(Cancelled):
            read(source, Hearing(stop))


@pytest.mark.parametrize("stop", [0.1, 0.45, 0.8, 1.0])
def test_a_conversion_that_is_stopped_writes_nothing(source, tmp_path, stop):
    target = tmp_path / "out.gpkg"
    order = Order(source, target, from_crs=system_of(source), to_crs="EPSG:3405")
    with pytest.raises(Cancelled):
        convert(order, Hearing(stop))
    assert content(tmp_path) == {}


def test_a_conversion_says_how_far_it_is(source, tmp_path):
    heard = Hearing()
    convert(
        Order(source, tmp_path / "out.gpkg", from_crs=system_of(source), to_crs="EPSG:3405"), heard
    )
    assert heard.moves >= 6
    assert heard.shares[-1] == 1.0


# --- repairing, replacing ---------------------------------------------------------------------
@pytest.fixture
def with_lots(opened, settle, frame, tmp_path):
    path = tmp_path / "lots.gpkg"
    write_features(frame, path)
    opened.add_file(path)
    settle()
    return opened, opened.plan.layers[-1].id, path


def repaired(session, layer_id, path, progress):
    features = read_features(path)
    plan_path = path.parent / "đồ án" / "a.planview"
    return write_repaired(
        session.plan, plan_path, layer_id, features=features,
        wanted=wanted_rows(features.problems), progress=progress,
    )  # fmt: skip


@pytest.mark.parametrize("stop", [0.0, 0.2, 0.6, 0.85, 1.0])
def test_a_repair_that_is_stopped_leaves_no_file(with_lots, stop):
    session, layer_id, path = with_lots
    (path.parent / "đồ án").mkdir()
    before, plan = content(path.parent), session.plan
    progress = Progress(lambda share: progress.cancel() if share >= stop else None)
    with pytest.raises(Cancelled):
        repaired(session, layer_id, path, progress)
    assert content(path.parent) == before
    assert list((path.parent / "đồ án").iterdir()) == []
    assert session.plan is plan


def test_a_repair_says_how_far_it_is(with_lots):
    shares = []
    session, layer_id, path = with_lots
    (path.parent / "đồ án").mkdir()
    done = repaired(session, layer_id, path, Progress(shares.append))
    assert done.path.exists()
    assert shares == sorted(shares)
    assert len(shares) >= 6


def test_comparing_with_another_file_says_how_far_it_is_and_can_be_stopped(with_lots, frame):
    session, layer_id, path = with_lots
    plan, store = session.plan, session.data.store
    added = read(path, lambda _share: None)
    heard = Hearing()
    with pace.listening(heard):
        prepare(plan, store, layer_id, path, added)
    assert heard.moves >= 5
    for stop in (0.0, 0.3, 0.8):
        with pytest.raises(Cancelled), pace.listening(Hearing(stop)):
            prepare(plan, store, layer_id, path, added)
    assert session.plan is plan
    one = frame.iloc[:1]
    assert compare(one, one.translate(3, 4).to_frame("geometry"), "EPSG:9210").max_m > 0
