"""Text of every encoding in every format that does not fix one, whatever the file says of it."""

from __future__ import annotations

import json
import warnings

import pyogrio
import pytest
from formats_dataset import boxes
from formats_files import DRIVERS, drawing, in_cp1258, packed
from formats_samples import STEM, lettered_drawing, sample

from planviewer.cli import main
from planviewer.reading import legacy_text
from planviewer.reading.files import read_features
from planviewer.reading.legacy_text import LEGACY

NAMES = ["Nguyễn Văn Ướm", "Hòa An, đường tránh", "thửa đất trồng lúa"]
ENCODINGS = (*LEGACY, "cp1258", "UTF-8")
BYTEWISE = (".shp", ".zip", ".mif", ".tab", ".dxf", ".dgn", "-xy.csv")
CODE_PAGES = {
    None: (None, "Neutral", "ANSI_874"),
    "UTF-8": ("UTF-8", "UTF-8", "ANSI_936"),
    "cp1252": ("1252", "WindowsLatin1", "ANSI_1252"),
    "cp1258": ("1258", "WindowsVietnamese", "ANSI_1258"),
    "no such": ("FOOBAR", "Klingon", "ANSI_0"),
}
"""What is declared, in the words of .cpg, MapInfo and DXF."""


def as_bytes(text, encoding):
    if encoding in LEGACY:
        return legacy_text.encode(text, encoding)
    return in_cp1258(text) if encoding == "cp1258" else text.encode(encoding)


def written(folder, ending, encoding, declared):
    """Write a file with the names in an encoding, and a declaration that may be a lie."""
    path = folder / f"{STEM}{ending}"
    texts = [as_bytes(name, encoding) for name in NAMES]
    cpg, charset, page = CODE_PAGES[declared]
    if ending == ".dxf":
        return drawing(path, b" / ".join(texts), page=page)
    if ending == ".dgn":
        return lettered_drawing(path, *texts)
    if ending == "-xy.csv":
        rows = [b"%s;2515360,5;54110%d,25" % (text, n) for n, text in enumerate(texts)]
        path.write_bytes(b"\n".join([b"tenchu;X;Y", *rows, b""]))
        return path
    if ending == ".zip":
        inside = written(folder, ".shp", encoding, declared).parent
        return packed(path, inside, STEM)
    _by_gdal(path, texts)
    if ending == ".shp":
        path.with_suffix(".cpg").unlink()
        if cpg is not None:
            path.with_suffix(".cpg").write_text(cpg, encoding="ascii")
    else:
        head = path.read_bytes()
        assert b"Neutral" in head
        path.write_bytes(head.replace(b"Neutral", charset.encode()))
    return path


def _by_gdal(path, texts):
    frame = boxes()[["geometry"]].assign(tenchu=[text.decode("latin-1") for text in texts])
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        pyogrio.write_dataframe(frame, path, driver=DRIVERS[path.suffix], encoding="ISO-8859-1")


def names_in(frame):
    column = "tenchu" if "tenchu" in frame else "Text"
    return [part for text in frame[column].dropna() for part in text.strip().split(" / ")]


@pytest.fixture
def run(capsys):
    def call(command, *words):
        main([command, *map(str, words), "--crs", "EPSG:9210", "--json", "--lang", "en"])
        return json.loads(capsys.readouterr().out)

    return call


@pytest.mark.parametrize("declared", CODE_PAGES)
@pytest.mark.parametrize("encoding", ENCODINGS)
@pytest.mark.parametrize("ending", BYTEWISE)
def test_letters_are_read_as_their_bytes_say(folder, ending, encoding, declared):
    path = written(folder, ending, encoding, declared)
    read = read_features(path, crs="EPSG:9210")
    assert names_in(read.frame) == NAMES
    assert read.encoding == encoding


@pytest.mark.parametrize("encoding", ENCODINGS)
@pytest.mark.parametrize("ending", BYTEWISE)
def test_info_and_check_tell_it_and_take_the_choice(folder, run, ending, encoding):
    path = written(folder, ending, encoding, "no such")
    (layer,) = run("info", path)["layers"]
    assert layer["encoding"] == encoding
    told = {"encoding-recognised"} if encoding != "UTF-8" else set()
    for option in ((), ("--encoding", encoding)):
        (layer,) = run("info", path, *option)["layers"]
        assert layer["encoding"] == encoding
        for problems in (layer["problems"], run("check", path, *option)["problems"]):
            codes = {p["code"] for p in problems} & {"encoding-recognised", "text-unreadable"}
            assert codes == (set() if option else told)


@pytest.mark.parametrize("ending", BYTEWISE)
def test_a_wrong_choice_is_obeyed_and_told(folder, run, ending):
    path = written(folder, ending, "TCVN3", None)
    for command in ("info", "check"):
        found = run(command, path, "--encoding", "UTF-8")
        problems = found["layers"][0]["problems"] if command == "info" else found["problems"]
        assert "text-unreadable" in {problem["code"] for problem in problems}


@pytest.mark.parametrize("encoding", LEGACY)
@pytest.mark.parametrize(
    "ending", [".geojson", ".ndjson", ".topojson", ".gpkg", ".fgb", ".parquet", ".gml", ".gdb",
               ".xlsx", ".kml", ".kmz", ".gpx", ".mbtiles", ".pmtiles", "-gdb.zip"],
)  # fmt: skip
def test_old_letters_in_formats_of_unicode_are_restored(folder, monkeypatch, ending, encoding):
    """As from a program that took the bytes of .VnTime or VNI fonts for letters."""
    standing = [as_bytes(name, encoding).decode("latin-1") for name in NAMES]
    for module in ("formats_dataset", "formats_files", "formats_samples"):
        monkeypatch.setattr(f"{module}.boxes", lambda: boxes().assign(tenchu=standing))
    read = read_features(sample(folder, ending))
    column = "name" if ending == ".gpx" else "tenchu"
    assert set(read.frame[column]) == set(NAMES)
    assert "encoding-recognised" in {problem.code for problem in read.problems}
