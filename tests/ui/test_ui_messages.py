import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton

from planviewer.errors import FileMissing
from planviewer.i18n import Figure, Message, length
from planviewer.ui import messages
from planviewer.ui.messages import MOST, MessageBar


@pytest.fixture
def bar(qtbot):
    made = MessageBar()
    qtbot.addWidget(made)
    made.resize(600, 200)
    return made


def test_it_takes_no_room_until_there_is_something_to_say(bar):
    assert not bar.isVisible()
    toast = bar.show_message("Saved", "success")
    assert bar.isVisible()
    toast.close_button.click()
    assert not bar.isVisible()
    assert bar.messages() == ()


def test_text_is_plain_and_selectable(bar):
    toast = bar.show_message("<img src=x onerror=alert(1)>", "error")
    assert toast.label.textFormat() == Qt.TextFormat.PlainText
    assert bar.messages() == ("<img src=x onerror=alert(1)>",)


def test_the_same_message_is_counted(bar):
    for _ in range(3):
        bar.show_message("No network", "warning")
    assert bar.messages() == ("No network (×3)",)


def test_only_a_few_are_seen_and_errors_stay_longest(bar):
    bar.show_message("first error", "error")
    for number in range(MOST + 2):
        bar.show_message(f"note {number}")
    assert len(bar.messages()) == MOST
    assert bar.messages()[0] == "first error"
    assert bar.messages()[-1] == f"note {MOST + 1}"


def test_notes_pass_and_errors_stay(bar):
    note = bar.show_message("note", "info")
    error = bar.show_message("error", "error")
    assert note._passing.isActive()
    assert not error._passing.isActive()
    note._passing.timeout.emit()
    assert bar.messages() == ("error",)


def test_something_can_be_done_about_it(bar):
    done = []
    toast = bar.show_message("No CRS", "error", ("Choose …", lambda: done.append(1)))
    button = next(b for b in toast.findChildren(messages.QPushButton))
    button.click()
    assert done == [1]
    assert bar.messages() == ()


def test_escape_closes_the_message_that_has_the_keyboard(bar):
    toast = bar.show_message("note")
    QTest.keyClick(toast.close_button, Qt.Key.Key_Escape)
    assert bar.messages() == ()


def test_it_is_announced_errors_at_once(bar, monkeypatch):
    heard = []
    monkeypatch.setattr(
        messages.QAccessible,
        "updateAccessibility",
        lambda event: heard.append((event.message(), event.politeness())),
    )
    bar.show_message("Saved", "success")
    bar.show_message("Broken", "error")
    polite = QAccessible.AnnouncementPoliteness
    assert heard == [("Done: Saved", polite.Polite), ("Error: Broken", polite.Assertive)]


@pytest.mark.parametrize("language", ["en", "vi"])
def test_a_message_follows_the_language(bar, in_language, language):
    toast = bar.show_message(FileMissing(path="a.shp").message, "error")
    bar.show_message(Message("x", "{n} rows", {"n": 3}), "info")
    in_language(language, bar)
    start = "«a.shp" if language == "vi" else "a.shp"
    assert bar.messages()[0].startswith(start)
    assert toast.close_button.accessibleName().startswith("«") == (language == "vi")


def test_figures_and_what_can_be_done_follow_the_language(bar, in_language):
    words = Message("x", "Of {n} rows {far} off", {"n": 50_000, "far": Figure(length, 1234.5)})
    toast = bar.show_message(words, "info", (Message("x", "Go there"), lambda: None))
    assert bar.messages() == ("Of 50,000 rows 1,234.5 m off",)
    in_language("vi", bar)
    assert bar.messages() == ("«Of 50.000 rows 1.234,5 m off»",)
    assert [b.text() for b in toast.findChildren(QPushButton) if b.text()] == ["«Go there»"]


def test_many_messages_leave_nothing_behind(bar, qtbot):
    for number in range(50):
        bar.show_message(f"n {number}", "error")
    bar.clear()
    qtbot.waitUntil(lambda: len(bar.findChildren(messages.Toast)) == 0)
