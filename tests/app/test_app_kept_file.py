"""A kept map may be anything: it is read in the window's thread, before the first picture."""

import io
import json
import os
import shutil
import sys
import zipfile

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from planviewer.app import kept_file, kept_map
from planviewer.app.canvas import Canvas
from planviewer.app.loading import load_plan_data
from planviewer.assets import bundled_plan
from planviewer.drawing.tiles import TilePainter
from planviewer.model.crs import WEB_MERCATOR
from planviewer.reading.plans import load_plan

TILES = [(13, 6511, 3568), (15, 26046, 14274), (15, 26047, 14273)]


@pytest.fixture(scope="module")
def path(tmp_path_factory):
    folder = shutil.copytree(bundled_plan().parent, tmp_path_factory.mktemp("kept") / "plan")
    return folder / bundled_plan().name


@pytest.fixture(scope="module")
def written(path):
    """The bytes of a map that was kept."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PLANVIEWER_PROFILE", str(path.parent / "profile"))
        plan = load_plan(path)
        data, canvas = load_plan_data(plan, path), Canvas(WEB_MERCATOR, plan.crs)
        kept_map.keep(plan, path, canvas.layers(plan, data.store), whole=True)
        (file,) = (path.parent / "profile" / "maps").glob("*.npz")
        return file.read_bytes()


@pytest.fixture
def file(path, written, own_profile):
    """A map that was kept."""
    kept_map.keep(load_plan(path), path, [], whole=True)
    (file,) = (own_profile / "maps").glob("*.npz")
    file.write_bytes(written)
    kept = found(path)
    assert kept.whole
    assert len(kept.layers) > 5
    return file


@pytest.fixture
def parts(file):
    return kept_file.read(file)


def found(path):
    return kept_map.find(load_plan(path), path)


def is_refused(path, file):
    """Whether a map is neither used nor tried again."""
    return found(path) is kept_map.NOTHING and not file.exists()


def write(file, parts):
    np.savez(file, **parts)


def in_layer(parts, change):
    """Return a file in which an array of the first layer of areas is another one."""
    layers = kept_file.apart(parts, 99)
    change(next(layer for layer in layers if len(layer["polygons.rows"])))
    kept = {name: parts[name] for name in ("key", "whole", "plan")}
    return kept | kept_file.together(layers)


def put(name, make):
    def change(layer):
        layer[name] = make(layer[name])

    return change


def words(change):
    def make(array):
        said = json.loads(array.tobytes())
        change(said)
        return np.frombuffer(json.dumps(said).encode(), np.uint8)

    return put("words", make)


CRAFTED = {
    "offsets beyond the end": put("polygons.path_offsets", lambda a: a + 10**9),
    "offsets that go back": put("polygons.path_offsets", lambda a: a[::-1].copy()),
    "negative offsets": put("polygons.shape_offsets", lambda a: a - 5),
    "no offsets": put("polygons.path_offsets", lambda a: a[:0]),
    "offsets that are floats": put("polygons.path_offsets", lambda a: a.astype(float)),
    "rows of no feature": put("polygons.rows", lambda a: a + 10**6),
    "negative rows": put("polygons.rows", lambda a: a - 10**6),
    "not a number": put("polygons.coords", lambda a: a * np.nan),
    "infinite": put("polygons.coords", lambda a: a + np.inf),
    "beyond the rim": put("polygons.coords", lambda a: a * 1e200),
    "coordinates of whole numbers": put("polygons.coords", lambda a: a.astype(np.int64)),
    "coordinates in one row": put("polygons.coords", lambda a: a.ravel()),
    "coordinates of three numbers": put("polygons.coords", lambda a: np.c_[a, a[:, :1]]),
    "lengths of no number": put("polygons.lengths", lambda a: a * np.nan),
    "areas missing": put("polygons.areas", lambda a: a[:-1]),
    "classes of no symbol": put("classes", lambda a: a + np.int16(99)),
    "classes below none": put("classes", lambda a: a - np.int16(99)),
    "more classes than rows": put("classes", lambda a: np.r_[a, a]),
    "rows without end": words(lambda said: said.update(rows=10**18)),
    "rows in words": words(lambda said: said.update(rows="1")),
    "no symbols": words(lambda said: said.update(symbols=[])),
    "symbols of nothing": words(lambda said: said.update(symbols=7)),
    "an id that is none": words(lambda said: said.update(id=["a"])),
    "labels in a word": words(lambda said: said.update(labels="x")),
    "labels without codes": words(
        lambda said: said.update(labels={"label": {"kind": "field", "field": "a"}, "texts": []})
    ),
    "chainages without places": words(
        lambda said: said.update(stations={"label": {"kind": "chainage"}, "texts": ["a"]})
    ),
    "words that are a list": put("words", lambda _: np.frombuffer(b"[1]", np.uint8)),
    "words without bottom": put("words", lambda _: np.frombuffer(b"[" * 99_999, np.uint8)),
}


@pytest.mark.parametrize("crafted", CRAFTED.values(), ids=CRAFTED.keys())
def test_arrays_that_point_nowhere_are_not_drawn(crafted, parts, path, file):
    write(file, in_layer(parts, crafted))
    assert is_refused(path, file)


PLACES = {
    "an enormous shape": [[0, "words", "|u1", [10**18]]],
    "a shape whose size nobody can wait for": [[0, "words", "|u1", [10**4_000] * 500]],
    "a shape of more sides than there are": [[0, "words", "|u1", [1, 1, 1]]],
    "a negative one": [[0, "words", "|u1", [-1]]],
    "one larger than any number": [[0, "words", "|u1", [0, 10**40]]],
    "a part that is not there": [[0, "words", "<f4", [1]]],
    "a shape that is none": [[0, "words", "|u1", "xy"]],
    "a shape of fractions": [[0, "words", "|u1", [1.0]]],
    "a list as a name": [[[0], [], "|u1", [1]]],
    "half of it": [[0, "words"]],
    "no list": 7,
    "layers without end": [[number, "words", "|u1", [0]] for number in range(1000)],
    "arrays without end": [[0, f"{number}", "|u1", [0]] for number in range(100_000)],
}


@pytest.mark.parametrize("places", PLACES.values(), ids=PLACES.keys())
def test_places_of_nothing_are_not_looked_up(places, parts, path, file):
    write(file, parts | {"places": np.frombuffer(json.dumps(places).encode(), np.uint8)})
    assert is_refused(path, file)


def member(shape, kind="'|u1'", content=b"abc"):
    """Return an array as a file says it, true or not."""
    head = f"{{'descr': {kind}, 'fortran_order': False, 'shape': {shape}, }}".encode()
    head += b" " * (63 - (len(head) + 10) % 64) + b"\n"
    return b"\x93NUMPY\x01\x00" + len(head).to_bytes(2, "little") + head + content


MEMBERS = {
    "more than memory": member("(1 << 45,)".replace("1 << 45", str(1 << 45))),
    "nothing many times": member(f"({1 << 61},)", "'|V0'", b""),
    "one giant": member("(1,)", f"'|V{1 << 30}'"),
    "negative": member("(-1,)"),
    "objects": member("(1,)", "'|O'"),
    "text": member("(1,)", "'<U99'"),
    "records": member("(1,)", "[('a', '<f8')]"),
    "brackets": member("(" * 9000),
    "minus minus": member("-" * 9000 + "1"),
    "half a text": member("('''a"),
    "another version": b"\x93NUMPY\x03\x00" + member("(3,)")[8:],
    "plain bytes": b"abc",
    "nothing": b"",
}


@pytest.mark.parametrize("content", MEMBERS.values(), ids=MEMBERS.keys())
def test_arrays_that_are_not_there_take_no_memory(content, path, file):
    with zipfile.ZipFile(file, "w") as packed:
        packed.writestr("key.npy", content)
    assert is_refused(path, file)


def test_a_bomb_is_not_unpacked(parts, path, file, monkeypatch):
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("key.npy", member(f"({1 << 26},)", content=bytes(1 << 26)))
    assert file.stat().st_size < 1 << 17
    monkeypatch.setattr(zipfile.ZipFile, "read", lambda *_: pytest.fail("unpacked"))
    assert is_refused(path, file)
    np.savez_compressed(file, **parts)
    assert is_refused(path, file)


def test_a_file_that_is_too_large_is_not_read(path, file):
    os.truncate(file, 10**12)
    assert is_refused(path, file)


@pytest.mark.skipif(sys.platform == "win32", reason="there are no such files")
def test_what_is_no_file_is_not_waited_for(path, file):
    file.unlink()
    os.mkfifo(file)
    assert is_refused(path, file)
    file.symlink_to("/dev/zero")
    assert is_refused(path, file)
    file.mkdir()
    assert found(path) is kept_map.NOTHING
    kept_map.keep(load_plan(path), path, [], whole=True)
    assert found(path) is kept_map.NOTHING


@given(drawn=st.data())
@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_a_file_with_other_bytes_is_refused_or_drawn(drawn, qapp, file, path):  # noqa: ARG001
    good = io.BytesIO()
    write(good, kept_file.read(file))
    try:
        content = bytearray(good.getvalue())
        with zipfile.ZipFile(good) as packed:
            spans = [(part.header_offset, part.file_size, part) for part in packed.infolist()]
        begin, size, _ = drawn.draw(st.sampled_from(spans))
        for _ in range(drawn.draw(st.integers(1, 6))):
            content[drawn.draw(st.integers(begin, begin + size - 1))] = drawn.draw(
                st.integers(0, 255)
            )
        file.write_bytes(mended(bytes(content)))
        painter = TilePainter()
        painter.set_layers(list(found(path).layers.values()))
        for tile in TILES:
            painter.image(*tile)
    finally:
        file.write_bytes(good.getvalue())


def mended(content):
    """Return a file with the sums of what it holds, so that changes are not told by them."""
    result = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(result, "w") as new:
        for part in old.infolist():
            begin = part.header_offset + 30 + len(part.filename) + 20
            new.writestr(part.filename, content[begin : begin + part.file_size])
    return result.getvalue()
