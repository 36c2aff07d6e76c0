"""Errors and words: one tree, one sentence, in the language of the moment."""

from __future__ import annotations

import inspect
import string
from datetime import date

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from planviewer import errors, i18n
from planviewer.assets import bundled_plan, resource
from planviewer.i18n import Message

TREE = [
    item
    for _, item in inspect.getmembers(errors, inspect.isclass)
    if issubclass(item, errors.PlanviewerError)
]


def values_of(error: type[errors.PlanviewerError]) -> dict[str, str]:
    fields = string.Formatter().parse(error.template.source)
    return {name: f"«{name}»" for _, name, _, _ in fields if name}


@pytest.mark.parametrize("error", TREE)
class TestEveryError:
    def test_says_one_sentence_with_all_its_values(self, error):
        values = values_of(error)
        text = str(error(**values))
        assert all(value in text for value in values.values())
        assert "{" not in text
        assert "\n" not in text

    def test_documents_its_values(self, error):
        assert error.__doc__
        if error is not errors.PlanviewerError and "template" in vars(error):
            assert all(f"``{name}``" in error.__doc__ for name in values_of(error))

    def test_has_a_code_for_programs(self, error):
        assert error.code
        assert error.code == error.code.lower()


def test_codes_are_unique():
    codes = [error.code for error in TREE]
    assert len(codes) == len(set(codes))


def test_a_sentence_is_translated_when_it_is_shown_not_when_it_is_made():
    error = errors.FileMissing(path="a{b}.gpkg")
    assert str(error) == "a{b}.gpkg does not exist. Check the name and the folder."
    i18n.install("vi", lambda *_: "Không có {path}.")
    assert str(error) == "Không có a{b}.gpkg."


def test_a_message_inside_a_message_is_translated_too():
    inner = Message("errors", "because of {n}", {"n": 1.5})
    assert (
        str(Message("errors", "It failed: {why}", {"why": inner})) == "It failed: because of 1.50"
    )


def test_figures_in_a_message_follow_the_language_of_the_moment():
    values = {
        "count": 50_000,
        "moved": np.int64(1_234),
        "share": 0.5,
        "far": i18n.Figure(i18n.length, 1234.56),
        "off": i18n.Figure(i18n.number, 0.00312, 4),
        "day": i18n.Figure(i18n.day, date(2026, 3, 9)),
        "part": i18n.Figure(i18n.percent, 0.25),
    }
    sign = ", ".join(f"{{{name}}}" for name in values)
    message = Message("errors", sign, values)
    assert str(message) == "50,000, 1,234, 0.50, 1,234.6 m, 0.0031, 09/03/2026, 25 %"
    i18n.install("vi", lambda _context, source, *_: source)
    assert str(message) == "50.000, 1.234, 0,50, 1.234,6 m, 0,0031, 09/03/2026, 25 %"


def test_what_a_list_holds_is_translated_when_it_is_shown():
    listed = i18n.Listed(("a = 1", Message("errors", "{n} rows", {"n": 2_000})))
    message = Message("errors", "Only {rows}.", {"rows": listed})
    assert str(message) == "Only a = 1; 2,000 rows."
    i18n.install("vi", lambda _context, source, *_: source.replace("rows", "dòng", 1))
    assert str(i18n.Listed((Message("errors", "{n} rows", {"n": 2_000}),))) == "2.000 dòng"


def test_numbers_follow_the_language():
    assert i18n.number(1234567.891, 2) == "1,234,567.89"
    assert i18n.area(84_321.5) == "84,321.5 m² (8.43 ha)"
    assert i18n.length(12_345) == "12.35 km"


@pytest.mark.parametrize(
    ("typed", "english", "vietnamese"),
    [
        ("50", 50, 50),
        ("50.5", 50.5, 50.5),
        ("50,5", 50.5, 50.5),
        ("-0,25", -0.25, -0.25),
        ("1.000", 1, 1_000),
        ("1,000", 1_000, 1),
        ("12,3456", 12.3456, 12.3456),
        ("1.234,5", 1_234.5, 1_234.5),
        ("1,234.5", 1_234.5, 1_234.5),
        ("1.234.567", 1_234_567, 1_234_567),
        ("1 234,5", 1_234.5, 1_234.5),
        (".5", 0.5, 0.5),
        ("", None, None),
        ("-", None, None),
        ("5e3", None, None),
        ("1.2,3.4,5", None, None),
        ("sáu", None, None),
    ],
)
def test_a_typed_number_is_read_with_either_decimal_mark(typed, english, vietnamese):
    for language, expected in (("en", english), ("vi", vietnamese)):
        with i18n.speaking(language):
            assert i18n.read_number(typed) == expected


@given(st.floats(-1e9, 1e9), st.integers(0, 4), st.sampled_from(["en", "vi"]))
def test_a_number_that_is_written_is_read_again(value, decimals, language):
    with i18n.speaking(language):
        assert i18n.read_number(i18n.number(value, decimals)) == round(value, decimals)


def test_numbers_follow_vietnamese():
    i18n.install("vi")
    assert i18n.number(1234567.891, 2) == "1.234.567,89"
    assert i18n.area(84_321.5) == "84.321,5 m² (8,43 ha)"
    assert i18n.length(950) == "950,0 m"


def test_days_are_written_day_first():
    assert i18n.day(date(2021, 6, 10)) == "10/06/2021"


@given(st.floats(-1e9, 1e9), st.integers(0, 4))
def test_both_languages_write_the_same_digits(value, decimals):
    english = i18n.number(value, decimals)
    i18n.install("vi")
    try:
        vietnamese = i18n.number(value, decimals)
    finally:
        i18n.install("en")
    swap = str.maketrans(",.", ".,")
    assert vietnamese.translate(swap) == english
    assert float(english.replace(",", "")) == pytest.approx(value, abs=0.51 * 10**-decimals)


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("vi", "vi"),
        ("vi_VN.UTF-8", "vi"),
        ("VI-vn", "vi"),
        ("en_GB", "en"),
        ("C", "en"),
        ("", "en"),
    ],
)
def test_names_of_languages_are_understood(name, expected):
    assert i18n.as_language(name) == expected


def test_plurals_are_filled_in():
    assert i18n.translate("x", "%n parcels", n=3) == "3 parcels"
    assert i18n.translate("x", "%n parcels") == "%n parcels"


def test_our_own_files_are_found_and_a_missing_one_is_named():
    assert bundled_plan().name == "nuoc-hai.planview"
    with pytest.raises(errors.FileMissing, match="no-such"):
        bundled_plan("no-such")
    with pytest.raises(errors.FileMissing, match="no-such"):
        resource("no-such.svg")
