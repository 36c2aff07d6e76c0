"""Search folds what people type and what papers write."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planviewer import i18n
from planviewer.model.text import Text, fold

VIETNAMESE = (
    "aăâbcdđeêghiklmnoôơpqrstuưvxyAĂÂBCDĐEÊGHIKLMNOÔƠPQRSTUƯVXY \u0300\u0301\u0303\u0309\u0323"
)


@pytest.mark.parametrize(
    ("written", "typed"),
    [
        ("Thôm Lốm", "thom lom"),
        ("Hòa An", "hoa an"),
        ("Hoà An", "hoa an"),
        ("ĐƯỜNG  TRÁNH\n", "duong tranh"),
        ("Kè bờ phải sông Bằng", "ke bo phai song bang"),
        ("Cầu Bản Sẩy", "cau ban say"),
        ("Quỹ", "quy"),
    ],
)
def test_marks_case_and_spaces_do_not_matter(written, typed):
    assert fold(written) == typed
    assert fold(unicodedata.normalize("NFD", written)) == typed


@given(st.text())
def test_folding_twice_is_folding_once(text):
    assert fold(fold(text)) == fold(text)


@given(st.text(VIETNAMESE))
def test_a_text_is_found_by_itself_in_any_normal_form_and_case(text):
    wanted = fold(text)
    for form in ("NFC", "NFD", "NFKC", "NFKD"):
        assert fold(unicodedata.normalize(form, text)) == wanted
    assert fold(text.upper()) == fold(text.lower()) == wanted


def test_a_plain_string_serves_for_both_languages():
    assert Text.model_validate("Sông Bằng") == Text(vi="Sông Bằng", en="Sông Bằng")


def test_a_text_is_shown_in_the_language_of_the_moment():
    text = Text(vi="Vùng thu hồi", en="Recovery zone")
    assert str(text) == "Recovery zone"
    i18n.install("vi")
    assert str(text) == "Vùng thu hồi"
