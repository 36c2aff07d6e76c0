"""Affected parcels on a real Dask cluster: a scheduler and two worker processes."""

from datetime import date

import numpy as np
import pandas as pd
import pytest
from distributed import LocalCluster

from planviewer.app.affected.files import write_affected
from planviewer.app.affected.land import AffectedOrder, find_affected
from planviewer.app.certifying import certificate_of
from planviewer.app.rechecking import check_result
from planviewer.assets import bundled_plan
from planviewer.errors import (
    ClusterUnreachable,
    FieldUnknown,
    FileMissing,
    FileUnreadable,
    ParcelsOutside,
    SchedulerMissing,
)

DAY = date(2026, 3, 9)
FIGURES = ["area_m2", "affected_m2", "remaining_m2", "recorded_m2", "mended_m2"]
TEXTS = ["sheet", "parcel", "land_type", "owner", "owner_kind", "zones"]


@pytest.fixture(scope="module")
def cluster():
    with LocalCluster(
        n_workers=2, threads_per_worker=1, processes=True, dashboard_address="127.0.0.1:0"
    ) as running:
        yield running.scheduler_address


@pytest.fixture(scope="module")
def partitioned(cadastre, tmp_path_factory):
    """The cadastre as a folder of GeoParquet in eight parts, each a place on the ground."""
    folder = tmp_path_factory.mktemp("dask") / "thửa đất"
    placed = cadastre[cadastre.geometry.notna()]
    folder.mkdir()
    for number, rows in enumerate(np.array_split(np.arange(len(placed)), 8)):
        placed.iloc[rows].to_parquet(folder / f"part.{number}.parquet")
    return folder


@pytest.fixture(scope="module")
def file(cadastre, tmp_path_factory):
    path = tmp_path_factory.mktemp("files") / "thua.gpkg"
    cadastre[cadastre.geometry.notna()].to_file(path)
    return path


def order(parcels, scheduler=None, **more):
    engine = "local" if scheduler is None else "dask"
    given = {"plan": bundled_plan(), "parcels": parcels, "made_on": DAY, "engine": engine}
    return AffectedOrder(**{**given, "scheduler": scheduler, **more})


def test_the_cluster_gives_what_this_process_gives(cluster, partitioned, file):
    here, there = find_affected(order(file)), find_affected(order(partitioned, cluster))
    assert len(here.table) == len(there.table) > 500
    assert "(2 workers)" in there.program
    one, other = (r.exact.parcels.reset_index(drop=True) for r in (here, there))
    for name in FIGURES:
        assert np.allclose(one[name], other[name], rtol=0, atol=1e-6, equal_nan=True)
    texts = (part[TEXTS].astype(object).where(part[TEXTS].notna(), None) for part in (one, other))
    pd.testing.assert_frame_equal(*texts)
    assert there.affected_area_m2 == here.affected_area_m2
    assert np.allclose(here.exact.net_by_zone, there.exact.net_by_zone, rtol=0, atol=1e-6)


def test_zones_that_overlap_are_counted_alike(cluster, partitioned, file, overlapping):
    here = find_affected(order(file, plan=overlapping))
    there = find_affected(order(partitioned, cluster, plan=overlapping))
    assert (here.by_zone > 0).sum(axis=1).max() == 3
    for name in ("by_zone", "net_by_zone"):
        one, other = (getattr(r.exact, name) for r in (here, there))
        assert list(one.columns) == list(other.columns)
        assert np.allclose(one, other, rtol=0, atol=1e-6)
    assert there.zone_area_m2 == here.zone_area_m2


def test_parts_far_from_the_zones_are_not_read(partitioned, zones):
    from planviewer.app.affected.dask import _near, _open  # noqa: PLC0415
    from planviewer.app.affected.order import ZonesAsked  # noqa: PLC0415
    from planviewer.model.crs import parse_crs  # noqa: PLC0415

    crs = "EPSG:9210"
    corner = zones["recovery-50m"].representative_point().buffer(20)
    known, near = _near(_open(partitioned), ZonesAsked([("a", corner)], {}, crs), parse_crs(crs))
    assert known is not None
    assert 0 < len(near) < 8


def test_a_certificate_of_a_cluster_is_checked_on_a_cluster(cluster, partitioned, tmp_path):
    result = find_affected(order(partitioned, cluster))
    certificate = certificate_of(result, tmp_path)
    (source,) = [source for source in certificate.sources if source.role == "parcels"]
    assert source.kind == "dataset"
    assert certificate.parcels.engine == "dask"
    path = tmp_path / "out.csv"
    write_affected(result, path)
    assert [f.code for f in check_result(path)] == ["source-elsewhere", "certificate-fails"]
    found = check_result(path, parcels=partitioned, scheduler=cluster)
    assert [f.code for f in found] == ["certificate-holds"]


def test_what_cannot_be_computed_is_said(cluster, partitioned, tmp_path, cadastre):
    with pytest.raises(SchedulerMissing, match="--scheduler"):
        find_affected(order(partitioned, "", engine="dask"))
    with pytest.raises(FileMissing, match="nirgends"):
        find_affected(order(tmp_path / "nirgends", cluster))
    text = tmp_path / "text.parquet"
    text.write_text("no parquet", encoding="utf-8")
    with pytest.raises(FileUnreadable, match="not GeoParquet"):
        find_affected(order(text, cluster))
    with pytest.raises(FieldUnknown, match="SoTo"):
        find_affected(order(partitioned, cluster, fields={"sheet": "nichts"}))
    far = cadastre[cadastre.geometry.notna()].head(50)
    far.set_geometry(far.translate(0, 90_000)).to_parquet(tmp_path / "far.parquet")
    with pytest.raises(ParcelsOutside, match=r"far\.parquet lie .* km"):
        find_affected(order(tmp_path / "far.parquet", cluster))


def test_a_cluster_that_does_not_answer_is_said(partitioned, monkeypatch):
    monkeypatch.setattr("planviewer.app.affected.dask._SECONDS_TO_ANSWER", 0.2)
    with pytest.raises(ClusterUnreachable, match=r"tcp://127\.0\.0\.1:9"):
        find_affected(order(partitioned, "tcp://127.0.0.1:9"))
