"""Lines of text: where they may break."""

from __future__ import annotations

import pytest

from planviewer.sheets.fonts import TextStyle
from planviewer.sheets.typeset import wrap

STYLE = TextStyle(8.0)


@pytest.mark.parametrize(
    ("text", "together"),
    [
        ("EPSG:6960, chính xác đến 1,0 m", "1,0 m"),
        ("X 2.514.832,93 (B) Y 542.687,17 (Đ)", "542.687,17 (Đ)"),
        ("176.433,7 m² (17,64 ha)", "(17,64 ha)"),
    ],
)
def test_a_unit_stays_with_its_figure(text, together):
    least = max(STYLE.width(word) for word in (*text.split(" "), together))
    for width in (least * 1.001, least * 1.3, least * 2, STYLE.width(text) * 0.99):
        lines = wrap(text, width, STYLE)
        assert " ".join(lines) == text
        assert any(together in line for line in lines)
        assert all(STYLE.width(line) <= width for line in lines)


def test_a_line_too_narrow_for_both_breaks_between_them():
    lines = wrap("542.687,17 (Đ)", STYLE.width("542.687,17") * 1.001, STYLE)
    assert lines == ("542.687,17", "(Đ)")
