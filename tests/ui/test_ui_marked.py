"""Nothing is shown to people outside translation: neither ours nor what Qt says by itself."""

import re
import xml.etree.ElementTree as ET
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import QLibraryInfo, QTranslator, qVersion
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QLineEdit
from ui_words import all_texts_of

from planviewer import i18n
from planviewer.app.language import use_language
from planviewer.app.selection import Selection
from planviewer.model.text import Text
from planviewer.ui.crs_catalog import provinces
from planviewer.ui.sheet.dialog import SheetDialog

OF_QT = Path(__file__).parents[2] / "resources" / "i18n" / "qt_vi.ts"
BUTTONS = QDialogButtonBox.StandardButton
NO_WORDS = re.compile(
    r"<[^<>]+>|#[0-9a-f]{6}|https?:\S+|"
    r"\b(planviewer|Tiếng Việt|English|OpenStreetMap|VN-2000|TM-3|EPSG|WGS)\b|"
    r"\b(dpi|ha|m²|mm|pt|Km\d+)\b|"
    r"\b(Ctrl|Shift|Alt|Return|Del|Down|Up|Home|End|Esc|Space|Backspace|PgUp|PgDown|F\d+)\b"
)
"""Names, units, and keys as they stand on the keyboard."""
WORD = re.compile(r"[^\W\d_]{2,}")


def of_qt():
    """Return (context, source text, translation) of what Qt says by itself."""
    return [
        (context.findtext("name"), message.findtext("source"), message.findtext("translation"))
        for context in ET.parse(OF_QT).getroot().iter("context")  # noqa: S314  our own file
        for message in context.iter("message")
    ]


def test_the_words_of_qt_are_those_of_the_version_that_is_used():
    """What is of one version alone says so in ``extracomment``."""
    german = QTranslator()
    assert german.load("qtbase_de", QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath))
    ours = "Qt " + ".".join(qVersion().split(".")[:2])
    messages = [
        (context.findtext("name"), message.findtext("source"), message.findtext("extracomment"))
        for context in ET.parse(OF_QT).getroot().iter("context")  # noqa: S314  our own file
        for message in context.iter("message")
    ]
    expected = [(name, source) for name, source, version in messages if version in (None, ours)]
    assert [one for one in expected if not german.translate(*one)] == []


@pytest.mark.parametrize("filled", [r"%\d", r"&\w"])
def test_words_of_qt_are_filled_in_and_reached_by_keys_as_their_sources(filled):
    other = [
        (source, said)
        for _, source, said in of_qt()
        if len(re.findall(filled, source)) != len(re.findall(filled, said))
    ]
    assert other == []


def test_what_qt_offers_by_itself_is_vietnamese(qtbot):
    use_language("vi")
    line = QLineEdit("Nước Hai")
    box = QDialogButtonBox(BUTTONS.Ok | BUTTONS.Cancel | BUTTONS.Save)
    qtbot.addWidget(line)
    qtbot.addWidget(box)
    menu = line.createStandardContextMenu()
    offered = [action.text().split("\t")[0] for action in menu.actions() if action.text()]
    assert "&Sao chép" in offered
    assert "Chọn tất cả" in offered
    assert {button.text() for button in box.buttons()} == {"Đồng ý", "Hủy", "Lưu"}
    menu.deleteLater()


@pytest.fixture
def marked(monkeypatch):
    """Put between marks what is there in both languages, and speak Vietnamese."""
    install = i18n.install

    def between(_context, source, _comment, n):
        return f"«{source.replace('%n', str(n)) if n >= 0 else source}»"

    monkeypatch.setattr(i18n, "install", lambda language, _: install(language, between))
    monkeypatch.setattr(Text, "__str__", lambda text: f"«{text.vi}»")
    use_language("vi")
    yield
    monkeypatch.undo()
    use_language("en")


def unmarked(text):
    """Return what of a text stands outside of the marks."""
    inner = re.compile(r"«[^«»]*»")
    while inner.search(text):
        text = inner.sub(" ", text)
    return text


def attributes_of(session):
    """Return the fields of all layers, and the texts in them."""
    frames = [session.data.store.frame(layer.id) for layer in session.plan.layers]
    found = set()
    for frame in frames:
        if frame is not None:
            found |= set(frame.columns)
            for name in frame.columns.drop("geometry"):
                found |= {value for value in frame[name] if isinstance(value, str)}
    return found


def stray(texts, known):
    """Return the texts with words in them that are neither translated nor data."""
    found = []
    by_length = [
        re.compile(rf"(?<!\w){re.escape(data)}(?!\w)") for data in sorted(known, key=len)[::-1]
    ]
    for text in texts:
        rest = NO_WORDS.sub(" ", unmarked(text))
        for data in by_length:
            rest = data.sub(" ", rest) if WORD.search(rest) else rest
        if WORD.search(rest):
            found.append(text)
    return sorted(found)


@pytest.mark.usefixtures("marked")
def test_all_that_the_window_says_goes_through_translation(desk):
    window, session = desk.window, desk.session
    desk.until(lambda: session.data.store.frame("sample-parcels") is not None)
    window.layer_panel.select("recovery-50m")
    feet = {part: window.zones.open(part) for part in ("affected", "chainage", "compare")}
    desk.until(lambda: feet["affected"].controller.view is not None)
    desk.until(lambda: feet["chainage"].panel.chart._parts is not None)
    desk.until(lambda: feet["compare"].controller.found is not None)
    window.zones.edit("recovery-50m")
    desk.until(lambda: window.zones.editor.controller.preview is not None)
    session.select(Selection.of({"sample-parcels": [1, 2, 3]}))
    window.actions_["file.snapshot"].trigger()
    desk.until(lambda: window.findChildren(SheetDialog))
    desk.settle()
    window.status.message.setAccessibleDescription("Nobody translates this")
    said = all_texts_of(window)
    assert len([text for text in said if "«" in text]) > 200
    known = attributes_of(session) | {text for *_, text in of_qt()}
    assert stray(said, known) == ["Nobody translates this"]  # what is found, if it is there


OPENING = (
    "file.new",
    "file.database",
    "file.properties",
    "view.add-basemap",
    "layer.properties",
    "help.about",
)
"""Commands that open a dialog on the bundled plan."""


@pytest.mark.usefixtures("marked")
def test_all_that_the_dialogs_say_goes_through_translation(desk, qapp, monkeypatch):
    window, session = desk.window, desk.session
    desk.until(lambda: session.data.store.frame("sample-parcels") is not None)
    seen = {}

    def look(dialog):
        seen[type(dialog).__name__] = all_texts_of(dialog)
        dialog.close()
        return 0

    def run(dialog):
        dialog.show()
        return look(dialog)

    monkeypatch.setattr(QDialog, "exec", run)
    asked = partial(window.layer_panel.style_requested.emit, "sample-parcels")

    def open_dialogs():
        return [x for x in qapp.topLevelWidgets() if isinstance(x, QDialog) and x.isVisible()]

    for ask in (*(window.actions_[name].trigger for name in OPENING), asked):
        window.layer_panel.select("sample-parcels")
        window.actions_.refresh()
        before = len(seen)
        ask()
        desk.until(lambda number=before: open_dialogs() or len(seen) > number)
        desk.settle()
        for dialog in open_dialogs():
            look(dialog)
    assert len(seen) == len(OPENING) + 1
    names = {name for name, _ in provinces()}
    known = attributes_of(session) | {text for *_, text in of_qt()} | names
    for said in seen.values():
        assert stray(said, known | in_both(session.plan.model_dump(mode="json"))) == []


def in_both(value):
    """Return the texts of a plan, which are changed in each language by itself."""
    parts = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    own = {value["vi"], value["en"]} if isinstance(value, dict) and "vi" in value else set()
    return own.union(*map(in_both, parts))
