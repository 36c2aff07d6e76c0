"""All that a window shows or says."""

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import (
    QAbstractItemView,
    QAbstractSpinBox,
    QComboBox,
    QLabel,
    QTabBar,
    QWidget,
)

from planviewer.ui.figures import FigureLabel

ROLES = (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole)


def texts_of(widget):
    """Return all that a widget and what is in it show or say, hidden or not."""
    found = []
    for one in (widget, *widget.findChildren(QWidget)):
        found += [one.accessibleName(), one.toolTip()]
        if isinstance(one, (QLabel, QAbstractSpinBox, FigureLabel)):
            found.append(one.text())
        if isinstance(one, QComboBox):
            found += [one.itemText(row) for row in range(one.count())]
        if isinstance(one, QAbstractItemView) and one.model() is not None:
            found += cells_of(one.model(), QModelIndex())
    return found


def cells_of(model, parent):
    columns = 1 if model.inherits("QAbstractListModel") else model.columnCount(parent)
    found = []
    for row in range(min(model.rowCount(parent), 30)):
        cells = [model.index(row, column, parent) for column in range(columns)]
        found += [cell.data(role) for cell in cells for role in ROLES]
        if not model.inherits("QAbstractListModel"):
            found += cells_of(model, cells[0])
    return found


PROPERTIES = (
    "text",
    "title",
    "placeholderText",
    "windowTitle",
    "statusTip",
    "accessibleDescription",
    "suffix",
    "prefix",
    "specialValueText",
    "plainText",
)


def all_texts_of(widget):
    """Return what a widget and all in it show, say or would: hints, titles, commands, tabs."""
    found = {str(text) for text in texts_of(widget) if text}
    for one in (widget, *widget.findChildren(QWidget)):
        for name in PROPERTIES:
            found.add(str(one.property(name) or ""))
        if isinstance(one, QTabBar):
            found |= {one.tabText(tab) for tab in range(one.count())}
    for action in widget.findChildren(QAction):
        found |= {action.text(), action.toolTip(), action.statusTip()}
    return found - {""}
