"""Files that are handed over together: whatever lies beside a map file opens it once."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planviewer.reading.handed_over import wholes

FOLDER = Path("/hồ sơ")


def chosen(*names):
    return [str(path.relative_to(FOLDER)) for path in wholes([FOLDER / name for name in names])]


@pytest.mark.parametrize(
    ("names", "opened"),
    [
        ("a.cpg a.dbf a.prj a.qmd a.sbn a.sbx a.shp a.shp.xml a.shx", "a.shp"),
        ("A.DBF A.SHP A.SHX", "A.SHP"),
        ("a.dbf a.SHP b.shx b.shp", "a.SHP b.shp"),
        ("a.dbf a.shx a.prj", "a.dbf"),  # any part leads to the whole
        ("a.dat a.id a.map a.tab", "a.tab"),
        ("a.mid a.mif", "a.mif"),
        ("a.tif a.tif.aux.xml a.tif.ovr a.tfw a.prj", "a.tif"),
        ("a.dxf a.dxf.planviewer.json", "a.dxf"),
        ("a.gml a.xsd", "a.gml"),
        ("nền.gdb/a00000001.gdbtable nền.gdb/a00000004.gdbtable", "nền.gdb/a00000001.gdbtable"),
        ("a.shp a.geojson a.gpkg a.tab", "a.shp a.geojson a.gpkg a.tab"),
        ("a.shp b.dbf b.prj", "a.shp b.dbf"),
        ("a.shp x/a.dbf", "a.shp x/a.dbf"),  # of another folder
        ("a.qml a.tfw", "a.qml a.tfw"),  # told to be no map files
        ("a.gpkg a.gpkg-shm a.gpkg-wal", "a.gpkg"),
        ("a.csv a.csv", "a.csv"),
    ],
)
def test_what_belongs_together_is_opened_once(names, opened):
    assert chosen(*names.split()) == opened.split()


ENDINGS = [".shp", ".dbf", ".shx", ".prj", ".tab", ".dat", ".tif", ".tfw", ".csv", ".planview", ""]


@given(st.lists(st.tuples(st.sampled_from("ab"), st.sampled_from(ENDINGS)), max_size=8))
def test_nothing_is_lost_and_nothing_comes_twice(names):
    paths = [FOLDER / f"{stem}{ending}" for stem, ending in names]
    kept = wholes(paths)
    assert len(set(kept)) == len(kept)
    assert {path.stem for path in kept} == {path.stem for path in paths}
    assert wholes(kept) == kept
    assert {x for x in paths if x.suffix in {".csv", ".planview", ".shp", ".tab"}} <= set(kept)
