import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PySide6.QtGui import QFont, QFontMetricsF

from planviewer.ui.wrapping import lines, text_height

pytestmark = pytest.mark.usefixtures("qapp")
TITLE = "Tuyến kè bờ phải sông Bằng kết hợp đường trên đỉnh kè"


@pytest.fixture(scope="module")
def font():
    made = QFont("Be Vietnam Pro")
    made.setPixelSize(13)
    return made


def test_words_stay_whole_and_nothing_is_lost(font):
    found = lines(TITLE, font, 180, 9)
    assert len(found) > 1
    assert " ".join(found) == TITLE


def test_too_much_ends_in_an_ellipsis(font):
    found = lines(TITLE, font, 100, 2)
    assert len(found) == 2
    assert found[-1].endswith("…")


@given(st.text("aAbWđếỗỆ 0189-_./漢𐀀", max_size=80), st.integers(40, 300), st.integers(1, 4))
@settings(max_examples=80, deadline=None)
def test_lines_fit_and_are_as_many_as_allowed(font, text, width, most):
    found = lines(text, font, width, most)
    assert len(found) <= most
    metrics = QFontMetricsF(font)
    assert all(metrics.horizontalAdvance(line) <= width + 2 for line in found)
    assert text_height(text, font, width, most) >= max(1, len(found)) * metrics.height()


def test_a_narrower_column_is_never_lower(font):
    heights = [text_height(TITLE, font, width, 99) for width in (400, 300, 200, 100)]
    assert heights == sorted(heights)
