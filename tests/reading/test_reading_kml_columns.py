"""Regular KML by columns: what the library reads, or nothing at all."""

from __future__ import annotations

import pytest
from kml_texts import (
    BEFORE,
    BROKEN,
    IRREGULAR,
    NOTHING,
    REGULAR,
    SCHEMA,
    SQUARE,
    a_file,
    area,
    is_same,
    mark,
    simple,
)

from planviewer import pace
from planviewer.errors import Cancelled, FileUnreadable
from planviewer.reading import apart, gdal
from planviewer.reading.files import read_features
from planviewer.reading.formats import KML
from planviewer.reading.kml import columns as kml_columns
from planviewer.reading.kml import sample as kml_sample
from planviewer.reading.sources import opened


@pytest.fixture(autouse=True)
def _large_at_once(monkeypatch):
    monkeypatch.setattr(kml_columns, "_LARGE_BYTES", 0)


@pytest.mark.parametrize("case", REGULAR)
def test_what_is_regular_is_read_by_columns(folder, case):
    assert is_same(a_file(folder, REGULAR[case]))


@pytest.mark.parametrize("case", IRREGULAR)
def test_what_is_not_is_left_to_the_library(folder, case):
    path = a_file(folder, IRREGULAR[case])
    assert kml_columns.read_table(path, None)[0] is None
    assert gdal.read_table(path, KML, None, lossless=False).attributes.num_rows


@pytest.mark.parametrize("case", BROKEN)
def test_what_is_broken_is_told_by_the_library(folder, case):
    path = a_file(folder, BROKEN[case])
    assert kml_columns.read_table(path, None)[0] is None
    with pytest.raises(FileUnreadable):
        gdal.read_table(path, KML, None, lossless=False)


@pytest.mark.parametrize(
    ("before", "behind"),
    [
        (BEFORE.replace("UTF-8", "ISO-8859-1"), "</Document></kml>"),
        (BEFORE.replace("<kml", "<!DOCTYPE kml><kml"), "</Document></kml>"),
        (BEFORE.replace("<kml ", "<a:kml xmlns:a='b' "), "</Document></a:kml>"),
        (BEFORE + "<!-- a -->", "</Document></kml>"),
        (BEFORE + "<!-- <Folder>", "</Folder> --></Document></kml>"),
        (BEFORE + "<name><![CDATA[ <Folder>", "</Folder> ]]></name></Document></kml>"),
        (BEFORE + "<Folder></Folder>", "</Document></kml>"),
        (BEFORE + "<description><![CDATA[<coordinates>\n]]></description>", "</Document></kml>"),
        (BEFORE, "<description><![CDATA[<coordinates>\n]]></description></Document></kml>"),
        (BEFORE + "<NetworkLink><name>a</name></NetworkLink>", "</Document></kml>"),
        (BEFORE, "<GroundOverlay><name>a</name></GroundOverlay></Document></kml>"),
        (BEFORE, f"{NOTHING}</Document></kml>"),
        (BEFORE, f"<Folder><name>g</name>{NOTHING}</Folder></Document></kml>"),
        (BEFORE, "<Folder><name>g</name></Folder></Document></kml>"),
        (BEFORE, "</Document></kml><a/>"),
        (BEFORE, "</Document>"),
        (BEFORE, ""),
        ("<kml><Other>", "</Other></kml>"),
        ("", ""),
        ('<?xml version="1.0"?>\n<kml><Document>', "</Document></kml>"),
        ("\ufeff" + BEFORE + SCHEMA, "</Document></kml>\n"),
        (BEFORE + "<description><![CDATA[<b>]]></description>", f"{SCHEMA}</Document></kml>"),
        (BEFORE + SCHEMA + SCHEMA.replace("so", "mo"), "<!-- Placemark --></Document></kml>"),
    ],
)
def test_what_stands_around_is_judged_too(folder, before, behind):
    for body in (REGULAR["all kinds of values"], REGULAR["values without a schema"]):
        path = a_file(folder, body, before=before, behind=behind)
        try:
            is_same(path)
        except FileUnreadable:
            pytest.fail("columns read what the library does not")


@pytest.mark.parametrize(
    "around", [BEFORE + SCHEMA, BEFORE + "<description><![CDATA[<b>]]></description>" + SCHEMA]
)
def test_a_head_may_say_much(folder, around):
    assert is_same(a_file(folder, REGULAR["all kinds of values"], before=around))
    assert is_same(a_file(folder, REGULAR["areas"], before=around), "f")


def test_only_what_the_library_knows_by_its_name_is_read(folder):
    path = a_file(folder, NOTHING)
    other = path.rename(path.with_suffix(".xml"))
    assert kml_columns.read_table(other, None) == (None, 0.0)


def test_a_document_in_a_document_is_one_layer(folder):
    path = folder / "a.kml"
    nested = f"<Document><name>t</name>{NOTHING}</Document>"
    for text, name in (
        (f"{BEFORE}{nested}</Document></kml>", "t"),
        (f"{BEFORE}{nested}{NOTHING}</Document></kml>", None),
        (f"{BEFORE}{NOTHING}{nested}</Document></kml>", None),
        (f"{BEFORE}{nested}{nested}</Document></kml>", None),
        (f"{BEFORE}{nested.replace('<name>t</name>', '')}</Document></kml>", None),
    ):
        path.write_text(text, encoding="utf-8")
        with opened(path) as source:
            layers = source.layers
        assert name is None or [(layer.name, layer.layer) for layer in layers] == [(name, None)]
        library = [layer for layer, _ in gdal.sublayers(path, KML)]
        assert [layer.name for layer in layers] == library
        is_same(path, layers[0].layer)


# --- large ------------------------------------------------------------------------------------
def large(folder, more=""):
    rows = [
        mark(f"<name>Thửa {n}</name>", simple(ten=f"Bế {n % 90}", so=str(n)) if n % 4 else "",
             area(SQUARE.replace("5", f"{n / 1000}")))
        for n in range(1, 12_000)
    ]  # fmt: skip
    return a_file(folder, "".join(rows) + more)


def test_a_large_file_is_read_by_columns_block_by_block(folder, monkeypatch):
    monkeypatch.undo()
    path = large(folder)
    assert path.stat().st_size > 3 * kml_columns._LARGE_BYTES
    assert is_same(path)


def test_a_large_file_needs_no_other_process(folder, monkeypatch):
    path, shares = large(folder), []
    plain = read_features(path, examine=False)
    monkeypatch.setattr(apart, "LONG_S", -1.0)
    monkeypatch.setattr(apart, "_asked", lambda *_: pytest.fail("another process was asked"))
    with pace.listening(shares.append):
        heard = read_features(path, examine=False)
    assert heard.frame.equals(plain.frame)
    assert len(set(shares)) > 4
    assert shares == sorted(shares)


def test_a_file_that_is_not_regular_after_all_never_goes_back(folder):
    path, shares = large(folder, mark("<phone>1</phone>")), []
    with pace.listening(shares.append):
        found = read_features(path, examine=False)
    assert len(found.frame) == 12_000
    assert len(set(shares)) > 4
    assert shares == sorted(shares)


def test_reading_by_columns_stops_between_two_blocks(folder):
    path, shares = large(folder), []

    def stop(share):
        shares.append(share)
        if share > 0.5:
            raise Cancelled

    with pytest.raises(Cancelled), pace.listening(stop):
        kml_columns.read_table(path, None)
    assert 0.5 < shares[-1] < 1


def test_the_library_is_asked_about_little_only(folder, monkeypatch):
    path = a_file(folder, mark(area(" ".join(f"{n},0" for n in range(400)) + " 0,0")))
    assert is_same(path)
    monkeypatch.setattr(kml_sample, "_LARGEST", 2_000)
    assert not is_same(path)


def test_what_stands_around_does_not_fill_the_memory(folder, monkeypatch):
    monkeypatch.setattr(kml_columns, "_MOST_AROUND", 2_000)
    assert is_same(a_file(folder, NOTHING))
    style = '<Style id="a"></Style>' * 100
    assert not is_same(a_file(folder, NOTHING, before=BEFORE + style))
    assert not is_same(a_file(folder, NOTHING, behind=style + "</Document></kml>"))
