"""Starting Qt, opening the window, and taking its picture."""

from __future__ import annotations

import logging
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import (
    QBuffer,
    QCoreApplication,
    QIODevice,
    Qt,
    QTimer,
    QtMsgType,
    qInstallMessageHandler,
)
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QApplication

from planviewer import i18n
from planviewer.app.language import use_language
from planviewer.app.log import log_crashes, log_to_profile
from planviewer.assets import bundled_plan, resource
from planviewer.errors import PictureNotTaken, PlanviewerError, Unexpected, WriteFormatUnknown
from planviewer.ui import start, theme
from planviewer.ui.environment import complete_environment
from planviewer.ui.map.engine import start_engine
from planviewer.ui.map.scheme import register_scheme
from planviewer.writing.atomic import replacing

if TYPE_CHECKING:
    from planviewer.ui.main_window import MainWindow

PICTURE_TIMEOUT_MS = 60_000
_TURN_S = 0.0005
"""How long a thread of Python's may keep the others waiting, the one of the window among them.

Python's own 5 ms come again with each of the many short turns the window needs for one repaint.
"""
PICTURE_FORMATS = ("png", "jpg", "jpeg", "webp")


def make_application() -> QApplication:
    """Return the application object, made once, with our scheme registered before."""
    existing = QApplication.instance()
    if isinstance(existing, QApplication):
        return existing
    complete_environment()
    register_scheme()
    sys.setswitchinterval(_TURN_S)
    QCoreApplication.setAttribute(Qt.ApplicationAttribute.AA_ShareOpenGLContexts)
    QCoreApplication.setApplicationName("planviewer")
    application = QApplication(sys.argv[:1])
    application.setApplicationDisplayName("planviewer")
    application.setDesktopFileName("planviewer")
    application.setWindowIcon(QIcon(str(resource("icons/planviewer.svg"))))
    return application


def quieten() -> None:
    """Send what Qt says to the log; the person in front of a terminal is told by us."""
    names = {
        QtMsgType.QtDebugMsg: logging.DEBUG,
        QtMsgType.QtInfoMsg: logging.INFO,
        QtMsgType.QtWarningMsg: logging.WARNING,
        QtMsgType.QtCriticalMsg: logging.ERROR,
        QtMsgType.QtFatalMsg: logging.CRITICAL,
    }
    log = logging.getLogger("qt")
    qInstallMessageHandler(lambda kind, _context, text: log.log(names[kind], "%s", text))


@dataclass(frozen=True)
class Placing:
    """Where the files that are opened lie, as the person said: system, x and y exchanged."""

    crs: str | None = None
    swapped: bool = False


AS_SAID: Final = Placing()


def run_window(paths: Sequence[Path], how: Placing, theme_name: str | None) -> int:
    """Open the window and stay until it is closed."""
    log_to_profile()
    log_crashes()
    quieten()
    application = make_application()
    window = open_window(paths, how, theme_name)
    report_faults(window)
    window.show()
    return application.exec()


def report_faults(window: MainWindow) -> None:
    """Log a fault of the program that nothing caught, and tell the person of it."""

    def report(
        kind: type[BaseException], fault: BaseException, trace: TracebackType | None
    ) -> None:
        if issubclass(kind, KeyboardInterrupt):
            window.close()
            return
        logging.getLogger(__name__).error("unexpected", exc_info=(kind, fault, trace))
        error = fault if isinstance(fault, PlanviewerError) else None
        window.say(error or Unexpected(reason=f"{kind.__name__}: {fault}"))

    sys.excepthook = report


def open_window(
    paths: Sequence[Path],
    how: Placing = AS_SAID,
    theme_name: str | None = None,
    *,
    for_picture: bool = False,
) -> MainWindow:
    """Make the window and open what was asked for.

    Without a plan among ``paths`` the one used last is opened, or what a crash left unsaved. A
    window made ``for_picture`` opens the bundled plan instead and leaves no trace in the profile.
    """
    application = make_application()
    start.begin(map_first=not for_picture)
    start_engine()
    start.wait_for_the_page()
    from planviewer.app.settings import load_settings  # noqa: PLC0415  with the libraries

    settings = load_settings()
    use_language(i18n.language())
    chosen = theme_name or settings.theme
    look: theme.ThemeName = (
        "light" if chosen == "light" else "dark" if chosen == "dark" else "system"
    )
    theme.apply_theme(application, look)  # before any widget: fonts are taken over at birth
    from planviewer.ui.map.map_view import MapView  # noqa: PLC0415  with the libraries

    map_view = MapView()  # its page loads in processes of its own, while we import
    start.load_rooms()
    from planviewer.ui.main_window import MainWindow  # noqa: PLC0415  needs what was just loaded

    window = MainWindow(settings, map_view, keeps_settings=not for_picture)
    window.use_theme(look)
    _open_plan(window, paths, how, for_picture=for_picture)
    return window


def _open_plan(
    window: MainWindow, paths: Sequence[Path], how: Placing, *, for_picture: bool
) -> None:
    from planviewer.app import opening  # noqa: PLC0415
    from planviewer.app.recovery import find_unsaved  # noqa: PLC0415

    plans = [path for path in paths if opening.is_plan(path)]
    if for_picture:
        window.open_first(plans[0] if plans else bundled_plan(), ())
    else:
        window.open_first(
            plans[0] if plans else opening.first_plan(window.settings), find_unsaved()
        )
    window.files.adding.asks = not for_picture
    window.files.open_paths(
        [path for path in paths if path not in plans], how.crs, swapped=how.swapped
    )


def take_screenshot(
    paths: Sequence[Path],
    how: Placing,
    theme_name: str | None,
    out: Path,
    size: tuple[int, int],
) -> None:
    """Draw the window completely, save its picture, and leave.

    Raises
    ------
    PictureNotTaken
        If the map did not become complete in time.
    WriteFormatUnknown, FileNotWritten
        If the picture cannot be written.
    """
    _picture_format(out)
    quieten()
    application = make_application()
    window = open_window(paths, how, theme_name, for_picture=True)
    window.resize(*size)
    window.show()
    outcome: list[bool] = []

    def finish(drawn: bool) -> None:
        if not outcome:
            outcome.append(drawn)
            application.exit()  # quit() would close the window, and the map with it

    window.when_settled(lambda: finish(True))
    QTimer.singleShot(PICTURE_TIMEOUT_MS, lambda: finish(False))
    application.exec()
    _save_picture(window, out, drawn=outcome[0])
    window.leave()


def _save_picture(window: MainWindow, out: Path, *, drawn: bool) -> None:
    if not drawn:
        raise PictureNotTaken(path=out)
    with replacing(out) as temporary:
        picture = QBuffer()  # Qt writes what it can and does not say why it stopped
        picture.open(QIODevice.OpenModeFlag.WriteOnly)
        if not window.grab().save(picture, _picture_format(out)):
            raise PictureNotTaken(path=out)
        temporary.write_bytes(picture.data().data())


def _picture_format(out: Path) -> str:
    """Return Qt's name of the format.

    Raises
    ------
    WriteFormatUnknown
        If pictures are not written in it; better said before the map is drawn.
    """
    name = out.suffix.lower().removeprefix(".")
    if name not in PICTURE_FORMATS:
        raise WriteFormatUnknown(
            path=out, known=", ".join(f".{known}" for known in PICTURE_FORMATS)
        )
    return name
