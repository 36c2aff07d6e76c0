import pytest

from planviewer.analysis.certificate import rows_digest

ROWS = [("1", "7", "LUC", 100.0, 40.0, 60.0, ("a", "b")), ("1", None, None, 5.0, 5.0, 0.0, ("a",))]


def test_the_digest_does_not_care_for_order_or_noise():
    noisy = [
        ("1", "", "", 5.0000001, 4.9999999, 0.0, ["a"]),
        (" 1", "7", "LUC", 100.0, 40.0, 60.0, ["b", "a"]),
    ]
    assert rows_digest(noisy) == rows_digest(ROWS)


@pytest.mark.parametrize(
    "change",
    [
        ("2", "7", "LUC", 100.0, 40.0, 60.0, ("a", "b")),
        ("1", "7", "ONT", 100.0, 40.0, 60.0, ("a", "b")),
        ("1", "7", "LUC", 100.0, 40.01, 59.99, ("a", "b")),
        ("1", "7", "LUC", 100.0, 40.0, 60.0, ("a",)),
    ],
)
def test_the_digest_notices_every_change(change):
    assert rows_digest([change, ROWS[1]]) != rows_digest(ROWS)
    assert rows_digest(ROWS[:1]) != rows_digest(ROWS)
