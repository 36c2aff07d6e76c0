"""From the page's messages to the signals of the map: what the person does there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt

from planviewer.web import messages

if TYPE_CHECKING:
    from planviewer.ui.map.map_view import MapView


def pass_on(message: messages.FromPage, view: MapView) -> None:
    """Emit the signal of ``view`` that says what the page reports."""
    match message:
        case messages.PointerMoved():
            view.pointer_moved.emit(message.lon, message.lat)
        case messages.PointerLeft():
            view.pointer_left.emit()
        case messages.Clicked():
            _pass_click(message, view)
        case messages.Pressed():
            view.pressed.emit(message.lon, message.lat)
        case messages.Released():
            view.released.emit(message.lon, message.lat, message.shift)
        case messages.KeyPressed():
            view.key_pressed.emit(message.key)
        case messages.ScriptError():
            view.page_error.emit(message.text)


def _pass_click(message: messages.Clicked, view: MapView) -> None:
    signals = {
        "left": view.clicked,
        "double": view.double_clicked,
        "right": view.menu_requested,
    }
    signals[message.button].emit(message.lon, message.lat, _modifiers(message))


def _modifiers(message: messages.Clicked) -> Qt.KeyboardModifier:
    held = Qt.KeyboardModifier.NoModifier
    if message.shift:
        held |= Qt.KeyboardModifier.ShiftModifier
    if message.ctrl:
        held |= Qt.KeyboardModifier.ControlModifier
    if message.alt:
        held |= Qt.KeyboardModifier.AltModifier
    return held
