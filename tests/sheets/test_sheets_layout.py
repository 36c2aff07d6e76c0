"""Nothing overlaps, nothing leaves its box, whatever is written on the sheet."""

from __future__ import annotations

from itertools import combinations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from planviewer import i18n
from planviewer.errors import SheetScaleTooLarge
from planviewer.i18n import number
from planviewer.model.provenance import Provenance, Status
from planviewer.model.style import Symbol
from planviewer.model.text import Text
from planviewer.sheets.compose import compose
from planviewer.sheets.marks import SwatchMark, TextMark
from planviewer.sheets.page import Orientation, Paper
from planviewer.sheets.request import Fact, LegendRow, Part, SheetRequest, SourceRow

WORDS = [
    "Trụ", "sở", "Đảng", "ủy", "HĐND", "UBND", "thị", "trấn", "Nước", "Hai", "(xây", "mới)", "ỄẨỘ",
    "quyhoachphankhuthitranmorongchuadientich" * 3, "–", "1:2000", "<b>", "kè", "\u202e", "\t", "🏗",
]  # fmt: skip
names = st.lists(st.sampled_from(WORDS), min_size=1, max_size=40).map(
    lambda words: Text(vi=" ".join(words), en=" ".join(reversed(words)))
)
kinds = st.sampled_from(["point", "line", "polygon"])
legend_rows = st.builds(
    LegendRow, label=names, symbol=st.just(Symbol()), kind=kinds, group=st.none() | names
)
source_rows = st.builds(
    SourceRow,
    title=names,
    provenance=st.builds(Provenance, source=names, status=st.sampled_from(list(Status))),
)
requests = st.builds(
    SheetRequest,
    title=names,
    subtitle=names,
    crs=st.just("EPSG:9210"),
    bounds=st.just((540_000.0, 2_514_000.0, 542_500.0, 2_516_000.0)),
    paper=st.sampled_from(list(Paper)),
    orientation=st.sampled_from(list(Orientation)),
    parts=st.just(frozenset(Part)) | st.frozensets(st.sampled_from(list(Part))),
    legend=st.lists(legend_rows, max_size=60).map(tuple),
    facts=st.lists(st.builds(Fact, name=names, value=names), max_size=12).map(tuple),
    notes=st.lists(names, max_size=3).map(tuple),
    sources=st.lists(source_rows, max_size=20).map(tuple),
    schematic=st.booleans(),
)


def assert_disjoint(boxes) -> None:
    for one, other in combinations(boxes, 2):
        assert not one.overlaps(other, 0.02), (one, other)


@settings(deadline=None, max_examples=40, suppress_health_check=list(HealthCheck))
@given(requests, st.sampled_from(["vi", "en"]))
def test_nothing_overlaps_or_leaves_its_box(request, language):
    i18n.install(language)
    sheet = compose(request)
    layout = sheet.layout
    boxes = [block.box for block in layout.blocks if block.box.height > 0]
    assert_disjoint([layout.outer, *boxes])
    area = layout.page.inset(8.9)
    assert all(area.contains(box, 0.01) for box in [layout.outer, *boxes])
    for block in layout.blocks:
        inside = [m.box for m in block.marks if isinstance(m, TextMark | SwatchMark)]
        assert all(block.box.contains(box, 0.02) for box in inside), block
        assert_disjoint(inside)


@settings(deadline=None, max_examples=20, suppress_health_check=list(HealthCheck))
@given(requests)
def test_figures_of_the_grid_stay_in_the_gutter(request):
    sheet = compose(request)
    texts = [m.box for m in sheet.around if isinstance(m, TextMark)]
    assert all(sheet.layout.outer.contains(box, 0.02) for box in texts)
    assert not any(sheet.layout.frame.overlaps(box, 0.02) for box in texts)
    assert_disjoint(texts)


@settings(deadline=None, max_examples=20, suppress_health_check=list(HealthCheck))
@given(requests)
def test_the_map_keeps_its_share_of_the_page(request):
    layout = compose(request).layout
    frame, page = layout.frame, layout.page
    assert frame.width * frame.height >= 0.3 * page.width * page.height


def long_request(**changes):
    rows = [LegendRow(label=f"Loại đất số {n}", symbol=Symbol(), kind="polygon") for n in range(60)]
    values = {
        "title": "Đất",
        "crs": "EPSG:9210",
        "bounds": (540_000.0, 2_514_000.0, 542_500.0, 2_516_000.0),
        "legend": tuple(rows),
    }
    return SheetRequest.model_validate({**values, **changes})


def texts_of(sheet, name: str) -> list[str]:
    marks = [m for b in sheet.layout.blocks if b.name == name for m in b.marks]
    return [m.text for m in marks if isinstance(m, TextMark)]


def test_rows_left_out_are_counted():
    long = "Loại đất có tên rất dài không đặt được hai mục trên một hàng "
    rows = [LegendRow(label=f"{long}{n}", symbol=Symbol(), kind="polygon") for n in range(60)]
    texts = texts_of(compose(long_request(legend=tuple(rows))), "legend")
    shown = sum(text.startswith("Loại đất có") for text in texts)
    assert 0 < shown < 60
    assert f"… and {60 - shown} more: see the list page" in texts


def test_short_rows_stand_side_by_side_and_all_fit():
    texts = texts_of(compose(long_request(paper=Paper.A3)), "legend")
    assert sum(text.startswith("Loại đất") for text in texts) == 60


def test_the_notice_cannot_be_left_out():
    source = SourceRow(title="x", provenance=Provenance(source="y", status=Status.SCHEMATIC))
    for request in (
        long_request(schematic=True, parts=frozenset()),
        long_request(sources=(source,), parts=frozenset()),
    ):
        assert "SCHEMATIC" in texts_of(compose(request), "notice")
    assert not texts_of(compose(long_request()), "notice")


def test_scale_that_cannot_fit_names_one_that_does():
    with pytest.raises(SheetScaleTooLarge) as caught:
        compose(long_request(scale=1000))
    fitting = caught.value.values["fitting"]
    assert compose(long_request(scale=fitting)).scale == fitting
    assert f"1:{number(fitting)}" in str(caught.value)


def test_scale_and_convergence_do_not_move_the_frame():
    frames = {
        compose(long_request(bounds=None, centre=(541_000.0, 2_515_000.0), scale=s))
        .layout.frame
        for s in (10, 500, 10_000, 250_000, 5_000_000)
    }  # fmt: skip
    assert len(frames) == 1
