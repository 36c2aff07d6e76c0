"""Files as they come from offices, made here so that every byte of them is known."""

from __future__ import annotations

from pathlib import Path

import geopandas as gpd
import pyogrio
import pytest
from reading_files import NAMES, parcels


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with a name as planners give it."""
    made = tmp_path / "Hồ sơ quy hoạch – Nước Hai"
    made.mkdir()
    return made


@pytest.fixture
def everyday_file(folder: Path):
    """Write the parcels in a format and return the path."""

    def write(suffix: str, frame: gpd.GeoDataFrame | None = None) -> Path:
        path = folder / f"thửa đất{suffix}"
        frame = parcels() if frame is None else frame
        if suffix == ".geojson":
            frame = frame.to_crs("EPSG:4326")
        path.unlink(missing_ok=True)
        options = {"encoding": "UTF-8"} if suffix == ".shp" else {}
        pyogrio.write_dataframe(frame, path, use_arrow=True, **options)
        return path

    return write


@pytest.fixture
def shapefile(everyday_file):
    """Write a Shapefile whose text is the given bytes, declared as ``cpg`` (None: not at all)."""

    def write(text: bytes, cpg: str | None, field: bytes = b"tenchu") -> Path:
        path = everyday_file(".shp")
        table = path.with_suffix(".dbf").read_bytes()
        known = NAMES[0].encode()
        assert known in table
        table = table.replace(known, text.ljust(len(known))[: len(known)])
        table = table.replace(b"tenchu\0", field.ljust(7, b"\0"))
        path.with_suffix(".dbf").write_bytes(table)
        path.with_suffix(".cpg").unlink()
        if cpg is not None:
            path.with_suffix(".cpg").write_text(cpg, encoding="ascii")
        return path

    return write
