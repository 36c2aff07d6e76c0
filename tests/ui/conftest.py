"""Every test here runs in the real look, and fails on a Qt warning or a window left over."""

from __future__ import annotations

import gc
import json
from collections.abc import Callable, Iterator
from itertools import pairwise
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QRectF, Qt, QtMsgType
from PySide6.QtGui import QColor, QImage, QPainter, QWindow
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from ui_desk import Desk

from planviewer import assets, i18n
from planviewer.model.plan import Plan
from planviewer.model.site import Site
from planviewer.model.text import Text
from planviewer.ui.application import open_window
from planviewer.ui.layer_panel import LayerState
from planviewer.ui.map.scheme import register_scheme
from planviewer.ui.theme import apply_theme

register_scheme()  # before any test makes the application object

# What the offscreen platform cannot do, and says so.
_OFFSCREEN = (
    "This plugin does not support",
    "QRhiGles2: Failed to create",  # the engine looks for a GPU once, at its start
    "Failed to create RHI for backend",
    "QVulkanInstance: Failed to initialize Vulkan",
    "GBM is not supported",
    "GPUInfo not initialized",
)
_BAD = (QtMsgType.QtWarningMsg, QtMsgType.QtCriticalMsg, QtMsgType.QtFatalMsg)


@pytest.fixture(scope="session", autouse=True)
def _look(qapp):
    apply_theme(qapp, "light")


@pytest.fixture(autouse=True)
def _no_window_survives(qapp) -> Iterator[None]:
    before = set(qapp.topLevelWidgets())
    yield
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    if set(qapp.topLevelWidgets()) - before:  # collecting takes a while: only where it may help
        gc.collect()
    left = [w for w in qapp.topLevelWidgets() if w not in before]
    assert not left, f"left over: {left}"


@pytest.fixture(autouse=True)
def _no_key_stays_down(qapp) -> Iterator[None]:
    """Qt remembers Shift of the last click: rows the next test chooses would extend a choice."""
    yield
    if qapp.keyboardModifiers() != Qt.KeyboardModifier.NoModifier:
        QTest.keyRelease(QWindow(), Qt.Key.Key_Shift)
    assert qapp.keyboardModifiers() == Qt.KeyboardModifier.NoModifier


@pytest.fixture(autouse=True)
def _no_qt_warning(qtlog) -> Iterator[None]:
    yield
    said = [r for r in qtlog.records if r.type in _BAD and not r.message.startswith(_OFFSCREEN)]
    assert not said, [f"{r.type_name}: {r.message}" for r in said]


@pytest.fixture
def desk(qapp) -> Iterator[Desk]:  # noqa: ARG001  windows need it
    """The window of 1280×720 on the bundled plan, its first picture complete."""
    window = open_window([])
    window.resize(1280, 720)
    window.show()
    desk = Desk(window)
    desk.settle()
    yield desk
    assert desk.page_errors == []
    assert window.map._host.guard.let_out == []  # nobody here switches a source of tiles on
    window.session.close()
    window.leave()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


@pytest.fixture
def in_language() -> Callable[[str, QWidget | None], None]:
    """Switch the language; Vietnamese is played by texts in «»."""

    def switch(language: str, widget: QWidget | None = None) -> None:
        fake = (lambda _context, source, _comment, _n: f"«{source}»") if language == "vi" else None
        i18n.install(i18n.as_language(language), fake)
        if widget is not None:
            QApplication.sendEvent(widget, QEvent(QEvent.Type.LanguageChange))

    return switch


@pytest.fixture
def plan() -> Plan:
    return Plan.model_validate_json(assets.bundled_plan().read_text(encoding="utf-8"))


@pytest.fixture
def states(plan) -> dict[str, LayerState]:
    return {layer.id: LayerState("line", 2) for layer in plan.layers}


@pytest.fixture
def sites() -> tuple[Site, ...]:
    path: Path = assets.bundled_plan().with_name("sites.geojson")
    features = json.loads(path.read_text(encoding="utf-8"))["features"]
    return tuple(_site(feature["properties"]) for feature in features)


def _site(fields: dict) -> Site:
    drawn = fields["layer"] is not None
    return Site(
        id=fields["id"],
        title=Text(vi=fields["name"], en=fields["name_en"]),
        group=Text(vi=fields["group"], en=fields["group_en"]),
        group_id=fields["group_id"],
        visit_order=fields["visit_order"],
        source=fields["source"],
        layer=fields["layer"],
        place=(106.15, 22.74) if drawn else None,
        located_by="layer" if drawn else None,
    )


@pytest.fixture
def swatch():
    """Draw a swatch of one colour, as the legend's painter would at that size."""

    def draw(symbol, _kind, width, height, ratio) -> QImage:
        image = QImage(
            round(width * ratio), round(height * ratio), QImage.Format.Format_ARGB32_Premultiplied
        )
        image.setDevicePixelRatio(ratio)
        image.fill(Qt.GlobalColor.transparent)
        painter = QPainter(image)
        painter.fillRect(QRectF(0, 0, width, height), QColor(symbol.fill or symbol.stroke))
        painter.end()
        return image

    return draw


@pytest.fixture
def tab_order():
    """Return the controls of a widget that Tab reaches, in order."""

    def controls(widget: QWidget) -> list[QWidget]:
        found, here = [], widget.nextInFocusChain()
        while here is not widget:
            reached = here.focusPolicy() & Qt.FocusPolicy.TabFocus and here.isVisibleTo(widget)
            if widget.isAncestorOf(here) and reached and here.focusProxy() is None:
                found.append(here)
            here = here.nextInFocusChain()
        return found

    return controls


@pytest.fixture
def unnamed(tab_order):
    """Return the reachable controls that a screen reader could not name."""

    def controls(widget: QWidget) -> list[QWidget]:
        named_by_text = ("QPushButton", "QRadioButton", "QCheckBox")
        return [
            control
            for control in tab_order(widget)
            if not control.accessibleName()
            and not (control.metaObject().className() in named_by_text and control.text())
            and control.objectName() != "qt_spinbox_lineedit"
        ]

    return controls


@pytest.fixture
def reading_order():
    """Whether controls follow each other down the widget and, in a line, from left to right."""

    def ordered(widget: QWidget, controls: list[QWidget]) -> bool:
        corners = [c.mapTo(widget, c.rect().center()) for c in controls]
        return all(
            b.y() > a.y() - 12 and (b.y() > a.y() + 12 or b.x() > a.x())
            for a, b in pairwise(corners)
        )

    return ordered
