"""The layer panel: the plan's layers as a tree, the top of the tree on top of the map.

It shows values and emits wishes. Whoever owns the plan carries them out and shows the new plan.
"""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QStackedLayout, QVBoxLayout, QWidget
from typing_extensions import override

from planviewer.i18n import translate
from planviewer.model.layer import Group, Layer, ZoneSource
from planviewer.model.plan import Plan
from planviewer.ui import layer_order
from planviewer.ui.base import Panel, plain_label
from planviewer.ui.icons import icon
from planviewer.ui.layer_footer import LayerFooter
from planviewer.ui.layer_rows import LayerState, Row, rows, why_kept
from planviewer.ui.layer_tree import LayerTree
from planviewer.ui.swatches import Swatch

__all__ = ["LayerPanel", "LayerState", "Swatch"]


class LayerPanel(Panel):
    """Tree of groups and layers with legend, and a foot for the current layer.

    Parameters
    ----------
    swatch
        Draws legend swatches: ``swatch(symbol, kind, width, height, ratio) -> QImage``.
    """

    visible_changed = Signal(list, bool)
    opacity_previewed = Signal(str, float)
    opacity_changed = Signal(str, float)
    layer_moved = Signal(str, int, object)
    zoom_requested = Signal(str)
    layer_selected = Signal(str)
    remove_requested = Signal(str)
    details_requested = Signal(str)
    style_requested = Signal(str)
    export_requested = Signal(str)
    zone_edit_requested = Signal(str)
    zone_new_requested = Signal(str)

    def __init__(self, swatch: Swatch, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._plan: Plan | None = None
        self._states: Mapping[str, LayerState] = {}
        self._rows: tuple[Row, ...] = ()
        self.more: list[QAction] = []
        """Further actions of the menu of a layer, from the window's commands."""
        self.tree = LayerTree(swatch, self._dropped, self)
        self.empty = plain_label("muted")
        self.empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.empty.setContentsMargins(24, 24, 24, 24)
        self.footer = LayerFooter(self)
        self.export = QAction(icon("download"), "", self)
        self._lay_out()
        self._wire()
        self.speak()

    def _lay_out(self) -> None:
        self._stack = QStackedLayout()
        self._stack.addWidget(self.empty)
        self._stack.addWidget(self.tree)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(self._stack, 1)
        column.addWidget(self.footer)

    def _wire(self) -> None:
        self.tree.toggled.connect(self._toggle)
        self.tree.current_changed.connect(self._current_changed)
        self.tree.step_wished.connect(self._step)
        self.tree.zoom_wished.connect(lambda: self._wish(self.zoom_requested))
        self.tree.remove_wished.connect(self.footer.actions_by_name["remove"].trigger)
        self.tree.style_wished.connect(lambda: self._wish(self.style_requested))
        self.tree.doubleClicked.connect(lambda _: self._double_clicked())
        self.tree.customContextMenuRequested.connect(self._open_menu)
        self.footer.opacity_previewed.connect(self.opacity_previewed)
        self.footer.opacity_chosen.connect(self.opacity_changed)
        act = self.footer.actions_by_name
        act["zoom"].triggered.connect(lambda: self._wish(self.zoom_requested))
        act["style"].triggered.connect(lambda: self._wish(self.style_requested))
        act["details"].triggered.connect(lambda: self._wish(self.details_requested))
        self.export.triggered.connect(lambda: self._wish(self.export_requested))
        act["up"].triggered.connect(lambda: self._step(up=True))
        act["down"].triggered.connect(lambda: self._step(up=False))
        act["remove"].triggered.connect(lambda: self._wish(self.remove_requested))

    # --- values in -----------------------------------------------------------------------------
    def show_plan(self, plan: Plan, states: Mapping[str, LayerState]) -> None:
        """Show the layers of ``plan`` with what is known of their data, by layer id."""
        self._plan, self._states = plan, states
        self._rows = rows(plan, states)
        self.tree.show_rows(self._rows)
        self._stack.setCurrentIndex(1 if plan.layers else 0)
        self._show_current()

    def select(self, layer_id: str) -> None:
        """Make a layer current, as if chosen, without emitting anything."""
        self.tree.choose(layer_id)
        self.tree.scrollTo(self.tree.index_of(layer_id))
        self._show_current()

    def current_layer(self) -> Layer | None:
        """Return the layer the foot is about."""
        row = self.tree.current_row()
        if row is None or row.kind == "group" or self._plan is None:
            return None
        ids = {layer.id: layer for layer in self._plan.layers}
        return ids.get(row.layer_ids[0])

    def current_group(self) -> Group | None:
        """Return the group whose heading is current."""
        row = self.tree.current_row()
        if row is None or row.kind != "group" or self._plan is None:
            return None
        return next((group for group in self._plan.groups if group.id == row.key[1]), None)

    @override
    def retranslate(self) -> None:
        self.tree.setAccessibleName(translate("layers", "Layers of the plan"))
        self.export.setText(translate("layers", "Export layer…"))
        self.empty.setText(
            translate("layers", "No layers yet. Open a file or drop one on the window.")
        )
        if self._plan is not None:
            self.show_plan(self._plan, self._states)

    @override
    def restyle(self) -> None:
        self.tree.viewport().update()
        self.tree.scheduleDelayedItemsLayout()

    # --- wishes out ----------------------------------------------------------------------------
    def _wish(self, signal: object) -> None:
        layer = self.current_layer()
        if layer is not None:
            signal.emit(layer.id)  # type: ignore[attr-defined]

    def _double_clicked(self) -> None:
        """Edit a zone; go to anything else."""
        layer = self.current_layer()
        is_zone = layer is not None and isinstance(layer.source, ZoneSource)
        self._wish(self.zone_edit_requested if is_zone else self.zoom_requested)

    def _zone_action(self, menu: QMenu) -> QAction | None:
        """Return what can be done about zones with the current layer, if anything."""
        layer = self.current_layer()
        if layer is None:
            return None
        if isinstance(layer.source, ZoneSource):
            action = QAction(icon("pencil-ruler"), translate("layers", "Edit zone…"), menu)
            action.triggered.connect(lambda: self.zone_edit_requested.emit(layer.id))
            return action
        if self._states.get(layer.id, LayerState()).kind == "line":
            words = translate("layers", "New zone beside this line…")
            action = QAction(icon("land-plot"), words, menu)
            action.triggered.connect(lambda: self.zone_new_requested.emit(layer.id))
            return action
        return None

    def _toggle(self, row: Row) -> None:
        if row.layer_ids:
            self.visible_changed.emit(list(row.layer_ids), row.checked != Qt.CheckState.Checked)

    def _current_changed(self, _row: Row | None) -> None:
        self._show_current()
        self._wish(self.layer_selected)

    def _show_current(self) -> None:
        layer = self.current_layer()
        can_move = (self._next_move(up=True) is not None, self._next_move(up=False) is not None)
        kept = "" if layer is None or self._plan is None else why_kept(self._plan, layer.id)
        self.footer.show_layer(layer, can_move=can_move, why_kept=kept)

    def _next_move(self, *, up: bool) -> layer_order.Move | None:
        layer = self.current_layer()
        if layer is None or self._plan is None:
            return None
        return layer_order.step(self._plan, self._rows, layer.id, up)

    def _step(self, up: bool) -> None:
        self._move(self._next_move(up=up))

    def _dropped(self, layer: str, parent: Row | None, row: int) -> None:
        if self._plan is not None:
            self._move(layer_order.drop(self._plan, self._rows, layer, parent, row))

    def _move(self, move: layer_order.Move | None) -> None:
        if move is None or self._plan is None:
            return
        before = self._plan.layer(move.layer)
        position = [layer.id for layer in self._plan.layers].index(move.layer)
        if (position, before.group) != (move.position, move.group):
            self.layer_moved.emit(move.layer, move.position, move.group)

    def _open_menu(self, point: QPoint) -> None:
        if not self.tree.indexAt(point).isValid() or self.current_layer() is None:
            return
        menu = self.menu()
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(self.tree.viewport().mapToGlobal(point))

    def menu(self) -> QMenu:
        """Return the menu of the current layer; the caller shows it and lets it go."""
        menu = QMenu(self)
        act = self.footer.actions_by_name
        menu.addActions([act["zoom"], act["style"], act["details"]])
        menu.addAction(self.export)
        about_zones = self._zone_action(menu)
        if about_zones is not None:
            menu.addAction(about_zones)
        menu.addSeparator()
        if self.more:
            menu.addActions(self.more)
            menu.addSeparator()
        menu.addActions([act["up"], act["down"]])
        menu.addSeparator()
        menu.addAction(act["remove"])
        return menu
