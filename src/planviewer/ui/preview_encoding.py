"""A layer read anew in another encoding: its letters are seen before it is used so."""

from __future__ import annotations

from typing import TYPE_CHECKING

from shiboken6 import isValid

from planviewer.i18n import Message
from planviewer.model import edits
from planviewer.model.layer import FileSource
from planviewer.ui.small_map import Part

if TYPE_CHECKING:
    from planviewer.app.new_layers import NewLayer
    from planviewer.app.previewing import LayerPreview
    from planviewer.app.tasks import Progress
    from planviewer.model.features import FeatureSet
    from planviewer.model.layer import Layer
    from planviewer.ui.dialogs.preview import PreviewDialog
    from planviewer.ui.main_window import MainWindow


def read_in(
    encoding: str | None,
    dialog: PreviewDialog,
    read: list[NewLayer],
    number: int,
    window: MainWindow,
) -> None:
    """Read layer ``number`` of ``read`` in an encoding, put it in its place there, and show it.

    What was read before stays if that cannot be done, or is cancelled.
    """
    from planviewer.app.previewing import read_anew  # noqa: PLC0415  off the start path

    plan, before = window.session.plan, read[number]
    at = len(plan.layers) + number

    def work(progress: Progress) -> tuple[NewLayer, LayerPreview]:
        return read_anew(before, encoding, plan_crs=plan.crs, number=at, progress=progress)

    def use(answer: tuple[NewLayer, LayerPreview]) -> None:
        read[number], layer = answer
        if isValid(dialog):
            dialog.show_anew(number, layer)

    def rest() -> None:
        if isValid(dialog):
            dialog.work(busy=False)

    name = {"name": before.layer.title}
    dialog.work(busy=True)
    task = window.session.tasks.run(Message("session", "Reading {name}", name), work)
    task.finished.connect(use)
    task.failed.connect(window.say)
    task.ended.connect(rest)
    dialog.finished.connect(lambda _result: task.cancel())


def ask_encoding(window: MainWindow, layer: Layer, features: FeatureSet) -> None:
    """Show how the text of a layer of the plan is read, and let another encoding be chosen."""
    from planviewer.app.new_layers import NewLayer  # noqa: PLC0415  off the start path
    from planviewer.app.previewing import preview  # noqa: PLC0415
    from planviewer.reading.plans import data_path  # noqa: PLC0415

    session, source = window.session, layer.source
    if not isinstance(source, FileSource):
        return
    plan, history = session.plan, session.history
    there = source.changed(path=str(data_path(session.path, source)), attached=True)
    read = [NewLayer(layer.changed(source=there), features, None)]

    def use() -> None:
        chosen = read[0].layer.source
        known = layer.id in {x.id for x in session.plan.layers}
        if history is session.history and known and isinstance(chosen, FileSource):
            _use(window, layer, chosen.encoding)

    def show(layers: list[LayerPreview]) -> None:
        from planviewer.ui.dialogs.preview import PreviewDialog  # noqa: PLC0415

        dialog = PreviewDialog(str(layer.title), layers, Part("known"), window, added=True)
        dialog.encoding_wished.connect(
            lambda number, encoding: read_in(encoding, dialog, read, number, window)
        )
        dialog.accepted.connect(use)
        dialog.finished.connect(lambda _result: dialog.deleteLater())
        dialog.show()

    title = Message("session", "Looking through {name}", {"name": layer.title})
    task = session.tasks.run(title, lambda _progress: preview(read, plan.crs))
    task.failed.connect(window.say)
    task.finished.connect(show)


def _use(window: MainWindow, layer: Layer, encoding: str | None) -> None:
    source = window.session.plan.layer(layer.id).source
    if isinstance(source, FileSource) and source.encoding != encoding:
        changed = source.changed(encoding=encoding)
        label = Message("session", "text encoding of {name}", {"name": layer.title})
        window.session.edit(label, lambda plan: edits.use_source(plan, layer.id, changed))
