"""The person's choices: language, theme, the window's place; kept for the next time."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, QObject
from PySide6.QtWidgets import QApplication

from planviewer import i18n
from planviewer.app.language import use_language
from planviewer.app.settings import Settings, load_settings, save_settings
from planviewer.ui import theme

if TYPE_CHECKING:
    from planviewer.ui.main_window import MainWindow


class LookController(QObject):
    """Carries out and keeps how the person likes the window."""

    def __init__(self, window: MainWindow, settings: Settings, *, keeps: bool) -> None:
        super().__init__(window)
        self._window = window
        self._keeps = keeps
        self.settings = settings

    # --- settings -----------------------------------------------------------------------------
    def kept(self) -> Settings:
        """Return the choices as they are kept: another window may have changed them."""
        return load_settings() if self._keeps else self.settings

    def change_settings(self, **changes: object) -> None:
        """Change and keep the person's choices."""
        self._keep(load_settings().changed(**changes))

    def remember_recent(self, path: Path) -> None:
        """Keep a plan among the recent ones."""
        self._keep(load_settings().with_recent(path))

    def _keep(self, settings: Settings) -> None:
        self.settings = settings
        if self._keeps:
            save_settings(settings)

    # --- language, theme ----------------------------------------------------------------------
    def switch_language(self) -> None:
        """Speak the other language, at once and from now on."""
        self.change_settings(language=_other_language())
        use_language(_other_language())

    def switch_theme(self) -> None:
        """Change between light and dark."""
        chosen: theme.ThemeName = "light" if theme.current().dark else "dark"
        self.change_settings(theme=chosen)
        self.use_theme(chosen)

    def use_theme(self, name: theme.ThemeName) -> None:
        """Put on a theme: widgets, icons and the map's paper."""
        application = QApplication.instance()
        if isinstance(application, QApplication):
            theme.apply_theme(application, name)
        window = self._window
        window.first_sight.end()
        window.map.set_theme("dark" if theme.current().dark else "light")
        window.maps.show_selection(window.session.selection)
        window.actions_.retranslate()

    # --- the window's place -------------------------------------------------------------------
    def keep_geometry(self) -> None:
        """Keep where the window is and how large."""
        geometry = bytes(self._window.saveGeometry().toBase64().data()).decode("ascii")
        self.change_settings(window_geometry=geometry)

    def restore_geometry(self) -> None:
        """Put the window where it was the last time."""
        if self.settings.window_geometry:
            raw = self.settings.window_geometry.encode("ascii")
            self._window.restoreGeometry(QByteArray.fromBase64(QByteArray(raw)))
        else:
            self._window.resize(1280, 800)


def _other_language() -> i18n.Language:
    """Return the language the switch leads to."""
    return "en" if i18n.language() == "vi" else "vi"
