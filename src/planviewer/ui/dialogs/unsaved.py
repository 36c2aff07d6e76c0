"""Asking what shall become of unsaved edits."""

from __future__ import annotations

from typing import Literal

from PySide6.QtWidgets import QMessageBox, QWidget

from planviewer.i18n import translate

Answer = Literal["save", "discard", "stay"]


def ask_unsaved(parent: QWidget) -> Answer:
    """Ask before a plan with unsaved edits is left."""
    box = QMessageBox(parent)
    box.setIcon(QMessageBox.Icon.Question)
    box.setText(translate("window", "The plan has changes that are not saved."))
    save = box.addButton(translate("window", "Save"), QMessageBox.ButtonRole.AcceptRole)
    drop = box.addButton(translate("window", "Discard"), QMessageBox.ButtonRole.DestructiveRole)
    box.addButton(translate("window", "Cancel"), QMessageBox.ButtonRole.RejectRole)
    box.exec()
    clicked = box.clickedButton()
    box.deleteLater()
    return "save" if clicked is save else "discard" if clicked is drop else "stay"
