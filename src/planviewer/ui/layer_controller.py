"""Between the session and the layer panel."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from planviewer.app.details import Details
from planviewer.app.inspect import layer_details
from planviewer.app.session import Session
from planviewer.app.styling import LayerLook, set_look, warm_up
from planviewer.app.table_words import note_of
from planviewer.drawing.swatch import swatch
from planviewer.i18n import Listed, Message, translate
from planviewer.model import edits
from planviewer.ui.layer_panel import LayerPanel, LayerState
from planviewer.ui.layer_rows import GeometryKind

if TYPE_CHECKING:
    from planviewer.model.text import Text
    from planviewer.ui.main_window import MainWindow


STEP_MS = 25
PATIENCE = 40
"""Rows are made some steps after the plan changed, once the map is drawn or does not come: whoever
paints it holds Python's lock in turns with us, and both together would hold the window up."""


class LayerController(QObject):
    """Shows the plan's layers and carries out what the person does with them."""

    def __init__(self, session: Session, panel: LayerPanel, window: MainWindow) -> None:
        super().__init__(window)
        self._session = session
        self._panel = panel
        self._window = window
        self._select: str | None = None
        self._soon = QTimer(self, singleShot=True, interval=STEP_MS)
        self._soon.timeout.connect(self._show_after_map)
        self._steps = 0
        panel.visible_changed.connect(self._set_visible)
        panel.opacity_previewed.connect(self._preview_opacity)
        panel.opacity_changed.connect(self._set_opacity)
        panel.layer_moved.connect(self._move)
        panel.remove_requested.connect(self._remove)
        panel.zoom_requested.connect(self._zoom_to)
        panel.style_requested.connect(self._ask_style)
        panel.details_requested.connect(self._show_details)
        panel.export_requested.connect(self._export)

    def show_soon(self, select: str | None = None) -> None:
        """Show the layers once, however many changes come together; then ``select`` is current."""
        self._select = select or self._select
        self._soon.start()

    @property
    def pending(self) -> bool:
        """Whether rows are due."""
        return self._soon.isActive()

    def _show_after_map(self) -> None:
        self._steps += 1
        if self._steps < PATIENCE and not self._window.map.is_drawn():
            self._soon.start()
        else:
            self.show()

    def show(self) -> None:
        """Show the layers as they are now."""
        self._soon.stop()
        self._steps = 0
        states = {layer.id: self._state(layer.id) for layer in self._session.plan.layers}
        self._panel.show_plan(self._session.plan, states)
        chosen, self._select = self._select, None
        if chosen in states:
            self._panel.select(chosen)

    def _state(self, layer_id: str) -> LayerState:
        entry = self._session.data.store.entry(layer_id)
        if not entry.known:
            return self._expected(layer_id)
        if entry.raster is not None:
            return LayerState(kind="raster", pixels=(entry.raster.width, entry.raster.height))
        if entry.features is None:
            return LayerState(error=str(entry.error))
        count = len(entry.features.frame)
        note = note_of(entry.features)
        return LayerState(kind=entry.features.kind, feature_count=count, note=note)

    def _expected(self, layer_id: str) -> LayerState:
        """Return what is known of a layer that is being read; one that is shown is not waited for.

        Its row is as high as it will be, so that the list does not move when the data come.
        """
        canvas, plan = self._session.canvas, self._session.plan
        usual: GeometryKind = "point" if layer_id == plan.sites_layer else "mixed"
        return LayerState(kind=canvas.kind(layer_id) or usual, loading=not canvas.keeps(layer_id))

    def _title(self, layer_id: str) -> Text:
        return self._session.plan.layer(layer_id).title

    def _set_visible(self, layer_ids: list[str], visible: bool) -> None:
        names = {"name": Listed(tuple(map(self._title, layer_ids)), ", ")}
        label = Message("session", "show {name}", names)
        if not visible:
            label = Message("session", "hide {name}", names)
        self._session.edit(label, lambda plan: edits.set_visible(plan, layer_ids, visible))

    def _set_opacity(self, layer_id: str, opacity: float) -> None:
        label = Message("session", "opacity of {name}", {"name": self._title(layer_id)})
        self._session.edit(label, lambda plan: edits.set_opacity(plan, layer_id, opacity))

    def _preview_opacity(self, layer_id: str, opacity: float) -> None:
        self._window.maps.preview_opacity(layer_id, opacity)

    def _zoom_to(self, layer_id: str) -> None:
        self._window.maps.zoom_to_layer(layer_id)

    def _move(self, layer_id: str, position: int, group: str | None) -> None:
        label = Message("session", "move {name}", {"name": self._title(layer_id)})
        self._session.edit(label, lambda plan: edits.move_layer(plan, layer_id, position, group))

    def _remove(self, layer_id: str) -> None:
        label = Message("session", "remove {name}", {"name": self._title(layer_id)})
        self._session.edit(label, lambda plan: edits.remove_layer(plan, layer_id))

    def _ask_style(self, layer_id: str) -> None:
        """Ask how a layer shall look, and make it so as one step that can be undone."""
        plan, frame = self._session.plan, self._session.data.store.frame(layer_id)
        if frame is None:
            words = translate("layers", "This layer has no features, so there is nothing to style.")
            self._say_why(layer_id, words)
            return
        layer = plan.layer(layer_id)
        before = LayerLook(layer.style, max_scale=layer.max_scale, min_scale=layer.min_scale)
        number = [item.id for item in plan.layers].index(layer_id)
        kind = self._session.data.kind(layer_id)
        preparing = Message("session", "Preparing the style dialog")
        self._session.tasks.run(preparing, lambda _progress: warm_up())
        from planviewer.ui.dialogs.style import StyleDialog  # noqa: PLC0415  off the start path

        dialog = StyleDialog(
            str(layer.title),
            before,
            frame,
            kind,
            swatch,
            number=number,
            tasks=self._session.tasks,
            parent=self._window,
        )
        after = dialog.look() if dialog.exec() else before
        dialog.deleteLater()
        if after != before:
            label = Message("session", "style of {name}", {"name": self._title(layer_id)})
            self._session.edit(label, lambda plan: set_look(plan, layer_id, after))

    def _export(self, layer_id: str) -> None:
        if self._session.data.store.frame(layer_id) is None:
            words = translate(
                "layers", "This layer has no features, so there is nothing to export."
            )
            self._say_why(layer_id, words)
            return
        self._window.files.ask_export(layer_id)

    def _say_why(self, layer_id: str, nothing: str) -> None:
        """Say that a layer has no features, or that they are not known yet."""
        entry = self._session.data.store.entry(layer_id)
        reading = translate("layers", "This layer is still being read. Try again in a moment.")
        self._window.status.show_message(nothing if entry.known else reading)

    def _show_details(self, layer_id: str) -> None:
        self._window.read(lambda: self._details(layer_id))

    def _details(self, layer_id: str) -> list[Details]:
        plan, data = self._session.plan, self._session.data
        known = layer_id in {layer.id for layer in plan.layers}
        return [layer_details(plan, data, layer_id)] if known else []
