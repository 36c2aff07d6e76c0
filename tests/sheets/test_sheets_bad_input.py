"""What stands in the way of a sheet is said in one sentence, and leaves no half file."""

from __future__ import annotations

import errno
from pathlib import Path

import pytest
import sheets_demo as demo

from planviewer.errors import FileMissing, FileNotWritten, SheetFontMissing
from planviewer.sheets import export, fonts
from planviewer.sheets.compose import compose

FORMATS = ["a.pdf", "a.png", "a.tif", "a.svg"]


@pytest.mark.parametrize("name", FORMATS)
def test_a_file_open_elsewhere_is_left_as_it_is(tmp_path, plan, artist, monkeypatch, name):
    target = tmp_path / name
    target.write_bytes(b"open in a reader")

    def locked(_self, _target):
        raise PermissionError(errno.EACCES, "in use")

    monkeypatch.setattr(Path, "replace", locked)
    sheet = compose(demo.bundled_request(plan, dpi=60))
    with pytest.raises(FileNotWritten, match=r"another program has the file open\. Close it"):
        export.write_by(artist, sheet, target)
    assert [path.name for path in tmp_path.iterdir()] == [name]
    assert target.read_bytes() == b"open in a reader"


CACHES = (fonts._load, fonts.reference_font, fonts._metrics, fonts._advance)


@pytest.fixture
def without_fonts(monkeypatch):
    """Take the fonts away, as in a broken installation."""

    def missing(name):
        raise FileMissing(path=Path(name))

    for cached in CACHES:
        cached.cache_clear()
    monkeypatch.setattr(fonts.assets, "resource", missing)
    yield
    for cached in CACHES:
        cached.cache_clear()


@pytest.mark.usefixtures("without_fonts")
def test_missing_fonts_are_named(plan):
    with pytest.raises(SheetFontMissing, match=r"BeVietnamPro.*is missing.*Install planviewer"):
        compose(demo.bundled_request(plan))
