"""The look of the application: Fusion, one style sheet, two palettes, Be Vietnam Pro."""

from __future__ import annotations

import logging
from pathlib import Path
from string import Template
from typing import Final, Literal

from PySide6.QtCore import QDir, QObject, Qt, QTemporaryDir, QTimer
from PySide6.QtGui import QFont, QFontDatabase, QFontInfo
from PySide6.QtWidgets import QApplication, QWidget
from shiboken6 import isValid

from planviewer import assets
from planviewer.errors import FileMissing
from planviewer.ui import theme_state
from planviewer.ui.icons import app_icon, icon, tinted_svg
from planviewer.ui.palette import DARK, LIGHT, Palette, qt_palette
from planviewer.ui.theme_state import current

__all__ = ["ThemeName", "apply_theme", "current", "icon"]

ThemeName = Literal["light", "dark", "system"]

FAMILY: Final = "Be Vietnam Pro"
_FONTS: Final = ("Regular", "Medium", "SemiBold", "Bold", "Italic")
_SEARCH_PATH: Final = "planviewertheme"
_SHEET_ICONS: Final = ("check", "minus", "chevron-down", "chevron-up", "chevron-right")
_log = logging.getLogger(__name__)


def apply_theme(app: QApplication, name: ThemeName) -> None:
    """Give the whole application the named look; "system" follows the desktop from now on."""
    keeper = app.findChild(_ThemeKeeper) or _ThemeKeeper(app)
    keeper.use(name)


def is_dark(app: QApplication, name: ThemeName) -> bool:
    """Return whether ``name`` means dark at this moment."""
    if name == "system":
        return app.styleHints().colorScheme() == Qt.ColorScheme.Dark
    return name == "dark"


class _ThemeKeeper(QObject):
    """Lives as long as the application: fonts, the desktop's colour scheme, tinted arrows."""

    def __init__(self, app: QApplication) -> None:
        super().__init__(app)
        self._app = app
        self._name: ThemeName = "light"
        self._shown: Palette | None = None
        self._held: list[QWidget] = []
        self._dressing = QTimer(self, singleShot=True)
        self._dressing.timeout.connect(self._dress)
        self._folder = QTemporaryDir()
        self._font = _house_font(app)
        app.setStyle("Fusion")
        app.setFont(self._font)
        app.setWindowIcon(app_icon())
        app.styleHints().colorSchemeChanged.connect(self._system_changed)

    def use(self, name: ThemeName) -> None:
        self._name = name
        self._show(DARK if is_dark(self._app, name) else LIGHT)

    def _system_changed(self) -> None:
        self._app.setFont(self._font)  # a desktop that changes its look hands out fonts anew
        if self._name == "system":
            self.use("system")

    def _show(self, colors: Palette) -> None:
        if colors is self._shown:
            return  # Qt would style every widget anew
        self._shown = colors
        theme_state.use(colors)
        self._write_sheet_icons(colors)
        self._app.setPalette(qt_palette(colors))
        self._undress()
        if self._held:
            self._dressing.start()  # in a turn of its own: each is half of what a person may wait
        else:
            self._dress()

    def _undress(self) -> None:
        """Take the old sheet off, unseen.

        A sheet that replaces another makes Qt style each widget once for itself and once more for
        each of its ancestors; taken off and put on it is once each, a third of the time.
        """
        for window in self._app.topLevelWidgets():
            if window.isVisible() and window.updatesEnabled():
                window.setUpdatesEnabled(False)
                self._held.append(window)
        self._app.setStyleSheet("")

    def _dress(self) -> None:
        if self._shown is not None:
            self._app.setStyleSheet(style_sheet(self._shown, self._font))
        if self._held:
            QTimer.singleShot(0, self, self._show_held)

    def _show_held(self) -> None:
        if self._dressing.isActive():
            return  # another theme came meanwhile
        held, self._held = self._held, []
        for window in held:
            if isValid(window):  # it may have been closed meanwhile
                window.setUpdatesEnabled(True)

    def _write_sheet_icons(self, colors: Palette) -> None:
        """Write the tinted pictures: a style sheet takes them from files only."""
        # Qt caches pictures by name: another folder for each palette.
        folder = Path(self._folder.path()) / ("dark" if colors.dark else "light")
        QDir.setSearchPaths(_SEARCH_PATH, [self._folder.path()])
        if folder.exists():
            return
        folder.mkdir()
        for name in _SHEET_ICONS:
            for tone in ("icon", "on_accent"):
                drawing = tinted_svg(name, getattr(colors, tone))
                (folder / f"{name}-{tone}.svg").write_text(drawing, encoding="utf-8")


def style_sheet(colors: Palette, font: QFont) -> str:
    """Return the style sheet with colours and sizes filled in.

    Text colour and typeface come from palette and font of the application: a rule for every widget
    would give each one a font of its own, which makes a change of theme half as slow again.
    """
    font_px = font.pixelSize()
    folder = "dark" if colors.dark else "light"
    tokens = {
        **colors.tokens(),
        "small_px": f"{font_px - 1}px",
        "title_px": f"{font_px + 3}px",
        "icons": f"{_SEARCH_PATH}:{folder}",
    }
    try:
        sheet = assets.resource("qss/planviewer.qss").read_text(encoding="utf-8")
    except FileMissing as error:
        _log.warning("the style sheet is missing: %s", error)
        return ""
    return Template(sheet).substitute(tokens)


def _house_font(app: QApplication) -> QFont:
    """Return our typeface at the size of the desktop (13–20 px), or the desktop's own."""
    size = min(max(QFontInfo(app.font()).pixelSize(), 13), 20)
    font = QFont(FAMILY) if _load_fonts() else QFont(app.font())
    font.setPixelSize(size)
    return font


def _load_fonts() -> bool:
    """Add the bundled typeface; False where it is missing, and the desktop's font serves."""
    loaded = False
    for style in _FONTS:
        try:
            path = assets.resource(f"vendor/fonts/BeVietnamPro-{style}.ttf")
        except FileMissing:
            continue
        loaded |= QFontDatabase.addApplicationFont(str(path)) >= 0
    return loaded
