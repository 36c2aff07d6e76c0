"""Outlines of millions of corners: read with progress, stopped, or refused with what to do instead.

Each is read in a process of its own, so that its memory can be told.
"""

import json
import os
import subprocess
import sys
import textwrap

import geopandas as gpd
import numpy as np
import pytest
import shapely
from formats_files import in_cp1258

from planviewer.errors import FileUnreadable
from planviewer.reading import csv_text
from planviewer.reading.files import read_features
from planviewer.writing.features import write_features

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="memory is told there")

CORNERS = 10_000_000
MOST_MB = 1_800
"""Of a process that reads and draws 160 MB of corners; an eighth of it is the program itself."""

READ = textwrap.dedent(
    """
    import json, resource, sys
    from pathlib import Path
    from planviewer.app.adding import read_new_layers
    from planviewer.app.loading import examined
    from planviewer import pace
    from planviewer.errors import Cancelled, PlanviewerError

    shares, stop = [], float(sys.argv[2])

    def heard(share):
        shares.append(share)
        if share >= stop:
            raise Cancelled

    answer = {}
    try:
        (layer,) = read_new_layers(
            Path(sys.argv[1]), crs="EPSG:9210", encoding=None, number=0, taken=frozenset(),
            progress=heard,
        )
        with pace.listening(lambda share: shares.append(1 + share)):
            examined(layer.content)
        answer["corners"] = len(layer.drawn.geometry.polygons.paths.coords)
    except Cancelled:
        answer["stopped"] = shares[-1]
    except PlanviewerError as error:
        answer["error"] = str(error)
    answer["shares"] = sorted({round(share, 1) for share in shares})
    # getrusage tells of this process what the one that started it held, if that was more
    lines = Path("/proc/self/status").read_text(encoding="ascii").splitlines()
    own = next(int(line.split()[1]) for line in lines if line.startswith("VmHWM"))
    others = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
    answer["mb"] = max(own, others) / 1024
    print(json.dumps(answer))
    """
)


def read_apart(path, stop=9.0):
    """Read a file in another process, stopped at a share of the work; what came of it."""
    env = {**os.environ, "PYTHONDONTWRITEBYTECODE": "1", "LANG": "C.UTF-8"}
    words = ["prlimit", f"--as={12 << 30}", sys.executable, "-c", READ, str(path), str(stop)]
    done = subprocess.run(words, check=True, capture_output=True, text=True, env=env)
    return json.loads(done.stdout)


@pytest.fixture(scope="module")
def huge(tmp_path_factory):
    """An area of ten million corners."""
    angle = np.linspace(0, 2 * np.pi, CORNERS, endpoint=False)
    ring = np.column_stack((541_100 + 500 * np.cos(angle), 2_515_360 + 500 * np.sin(angle)))
    frame = gpd.GeoDataFrame({"a": [1]}, geometry=[shapely.Polygon(ring)], crs=9210)
    path = tmp_path_factory.mktemp("huge") / "a.gpkg"
    write_features(frame, path)
    return path


def test_ten_million_corners_are_read_with_progress_and_without_a_mountain_of_memory(huge):
    found = read_apart(huge)
    assert found["corners"] == CORNERS + 1
    assert set(np.arange(6, 11) / 10) <= set(found["shares"])
    assert found["mb"] < MOST_MB


@pytest.mark.parametrize("share", [0.1, 0.58])
def test_ten_million_corners_can_be_stopped_all_along_the_way(huge, share):
    """While they are read, and while they are made."""
    found = read_apart(huge, stop=share)
    assert share <= found["stopped"] < 1


def of_text(path, size, head, corner, tail):
    """Write a text file of one area that is ``size`` bytes long."""
    corners = b", ".join([corner] * 1_000) + b", "
    with path.open("wb") as file:
        file.write(head)
        for _ in range(size // len(corners) + 1):
            file.write(corners)
        file.write(corner + tail)
    return path


def test_a_value_too_long_for_a_table_is_refused_before_it_is_read(tmp_path):
    size = csv_text.LONGEST_LINE
    corner, head, tail = b"541100.123 2515360.123", b'id,wkt\r\n1,"POLYGON ((', b'))"\r\n'
    path = of_text(tmp_path / "thửa.csv", size, head, corner, tail)
    with pytest.raises(FileUnreadable, match=r"thửa\.csv.*line 2 is longer than 64 MB.*GeoPackage"):
        read_features(path, crs="EPSG:9210")


@pytest.mark.parametrize("encoding", ["utf-8", "cp1258", "utf-16"])
def test_the_longest_line_counts_in_every_encoding(tmp_path, encoding, monkeypatch):
    monkeypatch.setattr(csv_text, "LONGEST_LINE", 5_000)
    monkeypatch.setattr(csv_text, "_CHUNK", 1_000)
    path = tmp_path / "a.csv"
    line = "Đường,541100,2515360\n"
    encode = in_cp1258 if encoding == "cp1258" else lambda text: text.encode(encoding)
    path.write_bytes(encode("ten,x,y\n" + line * 1_000))
    assert len(read_features(path, crs="EPSG:9210").frame) == 1_000
    path.write_bytes(encode("ten,x,y\n" + line * 7 + "Đ" * 6_000 + line))
    with pytest.raises(FileUnreadable, match="line 9 "):
        read_features(path, crs="EPSG:9210")


def test_a_feature_of_geojson_too_large_for_the_library_is_refused_in_our_words(tmp_path):
    corner = b"[106.1500000,22.7300000]"
    head = (
        b'{"type":"FeatureCollection","features":[{"type":"Feature","properties":{},'
        b'"geometry":{"type":"Polygon","coordinates":[['
    )
    path = of_text(tmp_path / "thửa.geojson", 201 << 20, head, corner, b"]]}}]}")
    found = read_apart(path)
    assert "larger than 200 MB" in found["error"]
    assert "GeoPackage" in found["error"]
    assert found["mb"] < MOST_MB
