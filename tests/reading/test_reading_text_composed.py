"""Whether text is in the normal form already is told from its bytes, and never wrongly."""

import unicodedata

import pyarrow as pa
from hypothesis import given
from hypothesis import strategies as st

from planviewer.reading.text import is_composed

LETTERS = st.text(
    st.one_of(
        st.characters(max_codepoint=0x24F),
        st.characters(min_codepoint=0x300, max_codepoint=0x36F),
        st.characters(min_codepoint=0x1E00, max_codepoint=0x1FFF),
        st.characters(exclude_categories=("Cs",)),
    )
)


@given(st.lists(st.one_of(st.none(), LETTERS), max_size=20))
def test_text_called_composed_is_what_nfc_leaves_as_it_is(texts: list[str | None]) -> None:
    column = pa.chunked_array([pa.array(texts, pa.string())])
    if is_composed(column):
        for text in texts:
            assert text is None or unicodedata.normalize("NFC", text) == text


def test_vietnamese_in_the_normal_form_is_called_composed() -> None:
    texts = ["Nguyễn Thị Hằng", "Đường Kéo Mơ – Thôm Lốm".replace("–", "-"), "Ưỡn ỵ Ơ", None, ""]
    assert is_composed(pa.chunked_array([pa.array(texts, pa.string())]))


def test_letters_with_marks_of_their_own_are_not_called_composed() -> None:
    apart = unicodedata.normalize("NFD", "Hòa An")
    column = pa.chunked_array([pa.array(["Hoà An", apart], pa.string())])
    assert not is_composed(column)
    assert not is_composed(column.slice(1))
