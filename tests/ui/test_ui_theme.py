import re
from itertools import product
from pathlib import Path

import pytest
import shiboken6
from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QFont, QIcon, QPalette
from PySide6.QtWidgets import (
    QApplication,
    QLabel,
    QLineEdit,
    QMenu,
    QMenuBar,
    QPushButton,
    QTabBar,
    QToolButton,
    QTreeView,
    QWidget,
)

from planviewer import assets
from planviewer.errors import FileMissing
from planviewer.ui import icons, layer_footer, messages, pill, sites_panel, theme, theme_state
from planviewer.ui.base import Panel
from planviewer.ui.palette import DARK, LIGHT, contrast
from waiting import until

pytestmark = pytest.mark.usefixtures("qapp")
_GROUNDS = ("window", "surface", "raised", "hover", "selection")
_SOFT = ("danger", "warning", "success", "info")


def test_contrast_is_that_of_the_guideline():
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.005)


@pytest.mark.parametrize("colors", [LIGHT, DARK], ids=["light", "dark"])
def test_every_text_can_be_read(colors):
    pairs = [*product(("text",), _GROUNDS), *product(("muted", "accent"), _GROUNDS[:3])]
    pairs += [(name, f"{name}_soft") for name in _SOFT]
    pairs += [("text", f"{name}_soft") for name in _SOFT]
    pairs += [("accent", f"{name}_soft") for name in _SOFT]
    pairs += [(name, "surface") for name in _SOFT]
    pairs += [("on_accent", "accent"), ("on_accent", "accent_hover"), ("muted", "selection")]
    weak = {p: contrast(getattr(colors, p[0]), getattr(colors, p[1])) for p in pairs}
    assert {pair: value for pair, value in weak.items() if value < 4.5} == {}


@pytest.mark.parametrize("colors", [LIGHT, DARK], ids=["light", "dark"])
def test_focus_and_frames_can_be_seen(colors):
    for mark, ground in product(("focus", "control_border", "icon"), ("window", "surface")):
        assert contrast(getattr(colors, mark), getattr(colors, ground)) >= 3, (mark, ground)


@pytest.mark.parametrize("colors", [LIGHT, DARK], ids=["light", "dark"])
def test_the_sheet_is_filled_in_completely(colors):
    sheet = theme.style_sheet(colors, QApplication.font())
    assert "$" not in sheet.split("*/", 1)[1]
    assert colors.accent in sheet


def test_a_dark_theme_changes_widgets_that_are_open(qapp, qtbot):
    label = QLabel("x")
    qtbot.addWidget(label)
    label.show()
    try:
        theme.apply_theme(qapp, "dark")
        assert theme_state.current() is DARK
        until(lambda: not changing())
        assert label.palette().color(QPalette.ColorRole.WindowText).name() == DARK.text
    finally:
        theme.apply_theme(qapp, "light")
    until(lambda: not changing())
    assert label.palette().color(QPalette.ColorRole.WindowText).name() == LIGHT.text


def test_system_follows_the_desktop(qapp, monkeypatch):
    scheme = Qt.ColorScheme.Dark
    monkeypatch.setattr(
        theme,
        "is_dark",
        lambda _app, name: name == "dark" or (name == "system" and scheme == Qt.ColorScheme.Dark),
    )
    try:
        theme.apply_theme(qapp, "system")
        assert theme_state.current() is DARK
        scheme = Qt.ColorScheme.Light
        qapp.styleHints().colorSchemeChanged.emit(scheme)
        assert theme_state.current() is LIGHT
        theme.apply_theme(qapp, "light")
        scheme = Qt.ColorScheme.Dark
        qapp.styleHints().colorSchemeChanged.emit(scheme)
        assert theme_state.current() is LIGHT
    finally:
        theme.apply_theme(qapp, "light")


def test_the_house_typeface_is_used():
    assert QApplication.font().family() == "Be Vietnam Pro"
    assert QApplication.font().pixelSize() >= 13


@pytest.mark.parametrize(
    "kind", [QLabel, QPushButton, QMenu, QMenuBar, QTreeView, QLineEdit, QTabBar]
)
def test_every_kind_of_widget_has_the_house_typeface(qtbot, kind):
    widget = kind()
    qtbot.addWidget(widget)
    widget.ensurePolished()
    assert widget.font().family() == "Be Vietnam Pro"
    assert widget.font().pixelSize() == QApplication.font().pixelSize()


def test_a_change_of_theme_restyles_once(qapp, qtbot):
    class Counted(Panel):
        times = 0

        def restyle(self):
            self.times += 1

    panel = Counted()
    qtbot.addWidget(panel)
    panel.speak()
    QApplication.processEvents()
    panel.times = 0
    try:
        theme.apply_theme(qapp, "dark")
        QApplication.processEvents()
        assert panel.times == 1
    finally:
        theme.apply_theme(qapp, "light")


@pytest.fixture
def nested(qtbot):
    """A window with a label five panels deep, which counts how often it is styled."""

    class Counted(QLabel):
        styled = 0

        def changeEvent(self, event):  # noqa: N802  Qt's name
            super().changeEvent(event)
            self.styled += event.type() == QEvent.Type.StyleChange

    window = inner = QWidget()
    for _ in range(5):
        inner = QWidget(inner)
    window.label = Counted("x", inner)
    qtbot.addWidget(window)
    window.show()
    QApplication.processEvents()
    window.label.styled = 0
    yield window
    theme.apply_theme(QApplication.instance(), "light")
    until(lambda: not changing())


def changing() -> bool:
    """Whether a window still waits for its new look."""
    return not all(window.updatesEnabled() for window in QApplication.topLevelWidgets())


def test_a_change_of_theme_styles_a_widget_once_not_once_for_each_ancestor(qapp, nested):
    theme.apply_theme(qapp, "dark")
    until(lambda: not changing())
    assert DARK.accent in qapp.styleSheet()
    assert nested.label.styled == 2  # the old sheet taken off, the new one put on


@pytest.mark.usefixtures("nested")
def test_of_two_changes_at_once_the_last_one_counts(qapp):
    theme.apply_theme(qapp, "dark")
    theme.apply_theme(qapp, "light")
    assert changing()
    until(lambda: not changing())
    assert LIGHT.accent in qapp.styleSheet()
    assert theme_state.current() is LIGHT


def test_a_window_closed_while_the_theme_changes_is_no_fault(qapp, nested):
    other = QLabel("x")
    other.show()
    theme.apply_theme(qapp, "dark")
    other.close()
    shiboken6.delete(other)
    until(lambda: not changing())
    assert nested.updatesEnabled()


def test_without_the_typeface_the_desktop_font_serves(qapp, monkeypatch):
    def missing(name: str):
        raise FileMissing(path=name)

    monkeypatch.setattr(theme.assets, "resource", missing)
    before = QFont(qapp.font())
    font = theme._house_font(qapp)
    assert font.family() == before.family()
    assert 13 <= font.pixelSize() <= 20


def _line_color(image) -> set[str]:
    points = product(range(image.width()), range(image.height()))
    return {
        image.pixelColor(x, y).name() for x, y in points if image.pixelColor(x, y).alpha() > 250
    }


def test_an_icon_takes_the_colour_of_the_theme_and_state(qapp):
    drawn = icons.icon("map-pin")
    normal = drawn.pixmap(QSize(32, 32), 1.0).toImage()
    assert _line_color(normal) == {LIGHT.icon}
    disabled = drawn.pixmap(QSize(32, 32), 1.0, QIcon.Mode.Disabled).toImage()
    assert _line_color(disabled) == {LIGHT.disabled}
    try:
        theme.apply_theme(qapp, "dark")
        assert _line_color(drawn.pixmap(QSize(32, 32), 1.0).toImage()) == {DARK.icon}
    finally:
        theme.apply_theme(qapp, "light")


@pytest.mark.parametrize("ratio", [1.0, 1.25, 2.0, 3.0])
def test_an_icon_has_the_pixels_of_the_screen(ratio):
    image = icons.icon_image("map-pin", "#000000", 20, ratio)
    assert image.width() == round(20 * ratio)
    assert image.devicePixelRatio() == ratio
    pixmap = icons.icon("map-pin").pixmap(QSize(20, 20), ratio)
    assert pixmap.width() == round(20 * ratio)


def test_an_unknown_icon_is_a_plain_mark_not_an_error():
    image = icons.icon_image("no-such-icon", "#000000", 20)
    assert _line_color(image) == {"#000000"}


def test_icons_outlive_many_copies(qtbot):
    button = QToolButton()
    qtbot.addWidget(button)
    for _ in range(300):
        button.setIcon(icons.icon("map"))
    assert not button.grab().isNull()


def test_every_icon_named_in_the_code_is_bundled():
    folder = Path(theme.__file__).parent
    text = "\n".join(p.read_text(encoding="utf-8") for p in folder.rglob("*.py"))
    called = set(re.findall(r"\b(?:icon|icon_button|icon_image)\(\s*\"([a-z0-9-]+)\"", text))
    called |= set(layer_footer._ICONS.values()) | set(sites_panel._ICONS.values())
    called |= {name for name, _ in (*messages._ICONS.values(), *pill.STATUS_ICONS.values())}
    called |= set(theme._SHEET_ICONS) | {"map-pin", "map-pin-off"}
    assert len(called) > 20
    for name in called:
        assert "currentColor" in assets.resource(f"vendor/icons/{name}.svg").read_text("utf-8")


def test_the_application_has_a_drawing_of_its_own():
    assert not icons.app_icon().pixmap(QSize(64, 64), 1.0).isNull()
    assert _line_color(icons.app_icon().pixmap(QSize(64, 64), 1.0).toImage())
