"""What a killed process was writing goes; what a living one writes, or another machine, stays."""

import os
import signal
import subprocess
import sys
import textwrap

import geopandas as gpd
import pytest
from shapely import Point

from planviewer import pace
from planviewer.app import saving
from planviewer.writing import leftovers
from planviewer.writing.atomic import replacing, replacing_set
from planviewer.writing.features import write_features

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="there is no such signal there")

BEGIN = """
    import os, signal, sys
    from pathlib import Path
    from planviewer.writing import atomic

    def die(*_):
        os.kill(os.getpid(), signal.SIGKILL)

    def write(path):
        path.write_text("new")
        if path.suffix == ".shp":
            path.with_suffix(".dbf").write_text("new")
            path.with_suffix(".cpg").write_text("new")

    target = Path(sys.argv[1])
"""
WHILE_WRITING = """
    with atomic.replacing(target) as temporary:
        write(temporary)
        temporary.with_name(temporary.name + "-journal").write_text("of the database")
        die()
"""
WHILE_MAKING_A_SET = """
    with atomic.replacing_set(target) as temporary:
        write(temporary)
        die()
"""
WHILE_EXCHANGING = """
    moved, move = [], atomic._move

    def some(source, destination):
        if len(moved) == int(sys.argv[2]):
            die()
        move(source, destination)
        moved.append(source)

    atomic._move = some
    with atomic.replacing_set(target) as temporary:
        write(temporary)
"""


def killed(code, *words):
    text = textwrap.dedent(BEGIN) + textwrap.dedent(code)
    done = subprocess.run([sys.executable, "-c", text, *map(str, words)], check=False)
    assert done.returncode == -signal.SIGKILL


def names(folder):
    return {item.name for item in folder.iterdir()}


@pytest.fixture
def old(tmp_path):
    path = tmp_path / "Hồ sơ.gpkg"
    path.write_text("old")
    return path


def test_the_next_who_writes_there_takes_it_away(old):
    killed(WHILE_WRITING, old)
    assert len(names(old.parent)) == 3
    assert old.read_text() == "old"
    with replacing(old.with_name("b.txt")) as temporary:
        temporary.write_text("x")
    assert names(old.parent) == {"Hồ sơ.gpkg", "b.txt"}


def test_a_set_in_the_making_goes_and_the_older_set_stays(tmp_path):
    (tmp_path / "a.shp").write_text("old")
    killed(WHILE_MAKING_A_SET, tmp_path / "a.shp")
    assert len(names(tmp_path)) == 2
    leftovers.clear(tmp_path)
    assert names(tmp_path) == {"a.shp"}
    assert (tmp_path / "a.shp").read_text() == "old"


@pytest.mark.parametrize("stem", ["a", "thửa; a!"])
@pytest.mark.parametrize("moved", range(6))
def test_an_exchange_broken_off_ends_with_a_whole_set(tmp_path, moved, stem):
    """Three parts go out and three come in; killed at any of these moves."""
    for suffix in (".shp", ".dbf", ".qix"):
        (tmp_path / f"{stem}{suffix}").write_text("old")
    killed(WHILE_EXCHANGING, tmp_path / f"{stem}.shp", moved)
    leftovers.clear(tmp_path)
    suffixes = {"old": (".shp", ".dbf", ".qix"), "new": (".shp", ".dbf", ".cpg")}
    sets = {which: {f"{stem}{x}" for x in those} for which, those in suffixes.items()}
    (content,) = {path.read_text() for path in tmp_path.iterdir()}
    assert names(tmp_path) == sets[content]
    assert content == ("old" if moved < 3 else "new")


def test_what_is_being_written_stays(old):
    with replacing(old) as temporary, replacing_set(old.with_name("a.shp")) as other:
        temporary.write_text("new")
        other.write_text("new")
        leftovers.clear(old.parent)
        assert temporary.read_text() == other.read_text() == "new"
    assert names(old.parent) == {"Hồ sơ.gpkg", "a.shp"}


@pytest.mark.parametrize("name", ["a.dxf", "a.gpkg", "a.shp", "a.kmz", "a.parquet"])
def test_what_a_format_puts_beside_what_it_is_writing_stays(tmp_path, name):
    frame = gpd.GeoDataFrame({"tên": ["ruộng"]}, geometry=[Point(1, 2)], crs="EPSG:9210")
    with pace.listening(lambda _share: leftovers.clear(tmp_path)):
        write_features(frame, tmp_path / name)
    assert (tmp_path / name).exists()


def test_what_another_living_process_writes_stays(old):
    code = textwrap.dedent(BEGIN) + textwrap.dedent("""
        with atomic.replacing(target) as temporary:
            write(temporary)
            print("writing", flush=True)
            sys.stdin.read()
    """)
    writer = subprocess.Popen(
        [sys.executable, "-c", code, str(old)], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    )
    try:
        assert writer.stdout.readline() == b"writing\n"
        leftovers.clear(old.parent)
        assert len(names(old.parent)) == 2
    finally:
        writer.communicate(b"")
    assert writer.returncode == 0
    assert old.read_text() == "new"


@pytest.mark.parametrize(
    "name",
    [".a.pv{other}-{dead:x}-0123abcd.gpkg", ".a.0123abcd.gpkg", "a.pv{own}-{dead:x}-0123abcd.gpkg",
     ".a.pv{own}-{dead:x}-0123.gpkg", ".a.pv{own}-1-0123abcd.gpkg"],
)  # fmt: skip
def test_what_is_not_surely_ours_and_dead_stays(tmp_path, name):
    own = leftovers.name_for("a").split(".pv")[1].split("-")[0]
    done = subprocess.Popen([sys.executable, "-c", ""])
    done.wait()
    words = {"own": own, "other": f"{int(own, 16) ^ 1:08x}", "dead": done.pid}
    kept = tmp_path / name.format(**words)
    gone = tmp_path / ".a.pv{own}-{dead:x}-0123abcd.gpkg".format(**words)
    kept.write_text("somebody's")
    gone.write_text("left over")
    leftovers.clear(tmp_path)
    assert names(tmp_path) == {kept.name}


def test_another_process_of_our_number_lives_no_more(tmp_path):
    own = leftovers.name_for("a")
    left = tmp_path / f"{own[:-8]}{int(own[-8:], 16) ^ 1:08x}"
    left.write_text("of a process that had this number before")
    leftovers.clear(tmp_path)
    assert names(tmp_path) == set()


def test_a_folder_that_is_gone_is_no_fault(tmp_path):
    leftovers.clear(tmp_path / "gone")
    saving.clear_leftovers(tmp_path / "gone" / "a.planview")
    assert names(tmp_path) == set()


@pytest.mark.skipif(not hasattr(os, "geteuid"), reason="links are others there")
def test_a_link_is_taken_for_what_it_is(tmp_path):
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "a.txt").write_text("somebody's")
    done = subprocess.Popen([sys.executable, "-c", ""])
    done.wait()
    own = leftovers.name_for("a").split("-")[0]
    (tmp_path / f"{own}-{done.pid:x}-0123abcd").symlink_to(tmp_path / "data")
    leftovers.clear(tmp_path)
    assert names(tmp_path) == {"data"}
    assert (tmp_path / "data" / "a.txt").exists()
