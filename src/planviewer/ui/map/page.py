"""The engine's page and profile, with everything off that a map does not need."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QObject, QUrl, Signal
from PySide6.QtWebEngineCore import (
    QWebEngineDownloadRequest,
    QWebEnginePage,
    QWebEnginePermission,
    QWebEngineProfile,
    QWebEngineSettings,
)

from planviewer import __version__
from planviewer.web.shell import ORIGIN

PAGE_URL: Final = QUrl(f"{ORIGIN}/")
_Attribute = QWebEngineSettings.WebAttribute
_ON: Final = (_Attribute.JavascriptEnabled, _Attribute.AutoLoadImages)
_OFF: Final = (
    _Attribute.JavascriptCanOpenWindows,
    _Attribute.JavascriptCanAccessClipboard,
    _Attribute.JavascriptCanPaste,
    _Attribute.LocalStorageEnabled,
    _Attribute.LocalContentCanAccessRemoteUrls,
    _Attribute.LocalContentCanAccessFileUrls,
    _Attribute.AllowWindowActivationFromJavaScript,
    _Attribute.PluginsEnabled,
    _Attribute.PdfViewerEnabled,
    _Attribute.FullScreenSupportEnabled,
    _Attribute.ScreenCaptureEnabled,
    _Attribute.WebGLEnabled,
    _Attribute.AutoLoadIconsForPage,
    _Attribute.TouchIconsEnabled,
    _Attribute.HyperlinkAuditingEnabled,
    _Attribute.DnsPrefetchEnabled,
    _Attribute.NavigateOnDropEnabled,
    _Attribute.ErrorPageEnabled,
    _Attribute.ShowScrollBars,
)


def make_profile(parent: QObject) -> QWebEngineProfile:
    """Return a profile that writes nothing to disk and grants nothing."""
    profile = QWebEngineProfile(parent)  # no storage name: off the record
    profile.setHttpUserAgent(f"planviewer/{__version__}")
    profile.setPersistentPermissionsPolicy(
        QWebEngineProfile.PersistentPermissionsPolicy.AskEveryTime
    )
    profile.setSpellCheckEnabled(False)
    profile.downloadRequested.connect(_refuse_download)
    for attribute in _ON:
        profile.settings().setAttribute(attribute, True)
    for attribute in _OFF:
        profile.settings().setAttribute(attribute, False)
    return profile


def _refuse_download(download: QWebEngineDownloadRequest) -> None:
    download.cancel()


class MapPage(QWebEnginePage):
    """A page that stays where it is.

    Signals
    -------
    script_message(str)
        An error or a warning on the page's console.
    """

    script_message = Signal(str)

    def __init__(self, profile: QWebEngineProfile, parent: QObject) -> None:
        super().__init__(profile, parent)
        self.permissionRequested.connect(_deny)

    def acceptNavigationRequest(
        self,
        url: QUrl | str,
        _type: QWebEnginePage.NavigationType,
        is_main_frame: bool,
    ) -> bool:
        """Allow our own page and nothing else."""
        return is_main_frame and QUrl(url) == PAGE_URL

    def createWindow(  # type: ignore[override]  # None is how Qt spells "no window"
        self, _type: QWebEnginePage.WebWindowType
    ) -> None:
        """Open no window."""

    def javaScriptConsoleMessage(
        self,
        level: QWebEnginePage.JavaScriptConsoleMessageLevel,
        message: str,
        line: int,
        source: str,
    ) -> None:
        """Pass warnings and errors on; drop what is only said for information."""
        if level != QWebEnginePage.JavaScriptConsoleMessageLevel.InfoMessageLevel:
            self.script_message.emit(f"{message} ({source}:{line})")


def _deny(permission: QWebEnginePermission) -> None:
    permission.deny()
