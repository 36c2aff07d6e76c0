import pytest
from PySide6.QtGui import QImage

from planviewer.model.style import Symbol
from planviewer.ui.swatches import kept, swatch_kind


@pytest.mark.parametrize(
    ("kind", "symbol", "drawn"),
    [
        ("point", Symbol(fill="#ff0000"), "point"),
        ("line", Symbol(fill="#ff0000"), "line"),
        ("mixed", Symbol(fill="#ff0000"), "polygon"),
        ("mixed", Symbol(hatch="cross"), "polygon"),
        ("mixed", Symbol(), "line"),
    ],
)
def test_mixed_geometries_show_what_their_symbol_draws(kind, symbol, drawn):
    assert swatch_kind(kind, symbol) == drawn


def test_a_swatch_is_drawn_once(swatch):
    drawn = []

    def counted(*what) -> QImage:
        drawn.append(what)
        return swatch(*what)

    quick = kept(counted)
    red, blue = Symbol(fill="#ff0000"), Symbol(fill="#0000ff")
    for _ in range(3):
        first = quick(red, "polygon", 24, 16, 2.0)
    assert first.pixelColor(5, 5).name() == "#ff0000"
    assert quick(blue, "polygon", 24, 16, 2.0).pixelColor(5, 5).name() == "#0000ff"
    assert quick(red, "polygon", 24, 16, 1.0).width() == 24
    assert len(drawn) == 3
