"""Vietnamese text → bytes of an old encoding → recognised and restored, field by field."""

import unicodedata

import pyarrow as pa
import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from planviewer.errors import EncodingUnknown
from planviewer.reading import legacy_text
from planviewer.reading.legacy_text import LEGACY
from planviewer.reading.text import encoding_name
from planviewer.reading.text_doctor import decode_as_found
from planviewer.reading.vietnamese import is_syllable

_TEXT = (
    "thửa đất nguyễn văn trần thị quyết định thu hồi đường tránh thị trấn nước hai hòa an cao bằng "
    "sông bằng kè bờ phải khu tái định cư quy hoạch phân khu giải phóng mặt bằng ủy ban nhân dân "
    "tỉnh huyện xã phường tổ dân phố chợ trường học nghĩa trang ruộng lúa nước trồng cây lâu năm "
    "khuỷu giếng nghiêng khoáng sản ươm tiểu học cầu bản sẩy thôm lốm giữa hưởng đặng hoàng đỗ lý"
)
WORDS = _TEXT.split()
MARKED = sorted({word for word in WORDS if not word.isascii()})
SENTENCES = st.lists(st.sampled_from(WORDS), min_size=2, max_size=7).map(" ".join)
TELLING = st.lists(st.sampled_from(MARKED), min_size=3, max_size=9, unique=True).map(" ".join)
FIELDS = st.lists(SENTENCES, max_size=6).flatmap(
    lambda rest: TELLING.map(lambda first: [first, *rest])
)
ENCODINGS = (*LEGACY, "cp1258", "UTF-8")


def as_bytes(text, encoding):
    if encoding in LEGACY:
        return legacy_text.encode(text, encoding)
    if encoding == "cp1258":
        return b"".join(_cp1258(letter) for letter in text)
    return text.encode(encoding)


def _cp1258(letter):
    """As Windows wrote it: the letter, then the tone."""
    try:
        return letter.encode("cp1258")
    except UnicodeEncodeError:
        marks = unicodedata.normalize("NFD", letter)
        tone = next(m for m in marks if m in "\u0300\u0301\u0303\u0309\u0323")
        base = unicodedata.normalize("NFC", marks.replace(tone, ""))
        return base.encode("cp1258") + tone.encode("cp1258")


def carried(texts, encoding):
    """As it comes from a file that is read byte by byte."""
    return pa.array([as_bytes(text, encoding).decode("latin-1") for text in texts], pa.string())


@pytest.mark.parametrize("word", sorted(set(WORDS)))
def test_words_of_planning_papers_are_syllables(word):
    assert is_syllable(word)
    assert is_syllable(word.upper())
    assert is_syllable(unicodedata.normalize("NFD", word))


@pytest.mark.parametrize(
    "word", ["thæa", "nguyôn", "ñaát", "bác̣", "đâcz", "strông", "hôtel", "tất̀"]
)
def test_what_no_vietnamese_writes_is_no_syllable(word):
    assert not is_syllable(word)


@given(SENTENCES, st.sampled_from(LEGACY))
def test_legacy_bytes_come_back(text, encoding):
    assert legacy_text.decode(legacy_text.encode(text, encoding), encoding) == text


@given(SENTENCES)
def test_capitals_come_back_too(text):
    for encoding in LEGACY:
        # A word without plain letters has nothing that says it was large.
        large = f"UBND {text.upper()}"
        assert legacy_text.decode(legacy_text.encode(large, encoding), encoding) == large


@given(FIELDS, st.sampled_from(ENCODINGS), st.sampled_from([None, "UTF-8", "cp1252", "cp1258"]))
def test_a_field_is_read_as_its_bytes_say_whatever_is_declared(texts, encoding, declared):
    table = pa.table({"ten": carried(texts, encoding)})
    found = decode_as_found(table, declared, lossless=True)
    assert found.attributes.column("ten").to_pylist() == texts
    assert found.fields == (("ten", encoding),)
    assert found.encoding == encoding


@given(FIELDS, FIELDS, st.sampled_from(ENCODINGS), st.sampled_from(ENCODINGS))
def test_each_field_has_its_own_encoding(first, second, one, other):
    size = min(len(first), len(second))
    table = pa.table({"a": carried(first[:size], one), "b": carried(second[:size], other)})
    found = decode_as_found(table, "cp1252", lossless=True)
    assert found.attributes.column("a").to_pylist() == first[:size]
    assert found.attributes.column("b").to_pylist() == second[:size]
    assert dict(found.fields) == {"a": one, "b": other}


@example(["bờ kè cư"], "TCVN3")  # "bê kÌ c" and a soft hyphen: two of the three are words
@example(["bờ kè"], "TCVN3")
@example(["hồi lý bản"], "VNI")  # "hoài lyù baûn": one of the three is a word as it stands
@given(FIELDS, st.sampled_from(LEGACY))
def test_letters_that_are_only_old_bytes_are_restored_in_unicode_files(texts, encoding):
    standing = [as_bytes(text, encoding).decode("latin-1") for text in texts]
    # "bờ lúa lý" stands as "bê lóa lý": who would say that it is not meant so?
    assume(not all(is_syllable(word) for text in standing for word in text.split()))
    found = decode_as_found(pa.table({"ten": standing}), "UTF-8", lossless=False)
    assert found.attributes.column("ten").to_pylist() == texts
    assert [p.code for p in found.problems] == ["encoding-recognised"]


@given(FIELDS)
def test_what_is_unicode_stays_and_is_composed(texts):
    apart = [unicodedata.normalize("NFD", text) for text in texts]
    for given_texts in (texts, apart):
        found = decode_as_found(pa.table({"ten": given_texts}), "UTF-8", lossless=False)
        assert found.attributes.column("ten").to_pylist() == texts
        assert not found.problems


@given(st.lists(st.text(st.characters(max_codepoint=126, min_codepoint=32)), min_size=1))
def test_english_and_numbers_are_untouched(texts):
    for declared, lossless in ((None, True), ("cp1258", True), ("UTF-8", False)):
        found = decode_as_found(pa.table({"name": texts}), declared, lossless=lossless)
        assert found.attributes.column("name").to_pylist() == texts
        assert not found.problems
        assert found.fields == ()


@pytest.mark.parametrize(
    "texts",
    [["Château d'Été", "hôtel de ville"], ["Straße", "für Bürger"], ["10 m²", "5 °C", "½"]],
)
def test_other_languages_and_signs_are_left_to_the_declaration(texts):
    table = pa.table({"ten": [text.encode("cp1252").decode("latin-1") for text in texts]})
    found = decode_as_found(table, "cp1252", lossless=True)
    assert found.attributes.column("ten").to_pylist() == texts
    found = decode_as_found(pa.table({"ten": texts}), "UTF-8", lossless=False)
    assert found.attributes.column("ten").to_pylist() == texts


def test_one_field_may_mix_utf8_with_an_old_encoding():
    texts = ["thửa đất số một", "Nguyễn Văn Bảy", "đường tránh"]
    column = pa.concat_arrays([carried(texts[:1], "UTF-8"), carried(texts[1:], "TCVN3")])
    found = decode_as_found(pa.table({"ten": column}), "UTF-8", lossless=True)
    assert found.attributes.column("ten").to_pylist() == texts


def test_gaps_stay_gaps():
    column = pa.array([None, as_bytes("thửa đất đường", "VNI").decode("latin-1"), None, ""])
    found = decode_as_found(pa.table({"ten": column}), None, lossless=True)
    assert found.attributes.column("ten").to_pylist() == [None, "thửa đất đường", None, ""]


@pytest.mark.parametrize(
    ("text", "name"), [("tcvn3", "TCVN3"), ("ABC", "TCVN3"), ("vni", "VNI"), ("VNI-Windows", "VNI")]
)
def test_the_old_encodings_have_names(text, name):
    assert encoding_name(text) == name


def test_a_name_that_is_none_is_refused():
    with pytest.raises(EncodingUnknown):
        encoding_name("VNI-x")


def test_bytes_that_are_no_unicode_among_unicode_are_a_problem_and_no_crash():
    raw = pa.array([b"\xff\xfe", "Nước Hai".encode(), b"\x81"], pa.binary())
    column = pa.Array.from_buffers(pa.string(), len(raw), raw.buffers())
    found = decode_as_found(pa.table({"ten": column}), "UTF-8", lossless=False)
    assert found.attributes.column("ten").to_pylist()[1] == "Nước Hai"
    assert [p.code for p in found.problems] == ["text-unreadable"]
