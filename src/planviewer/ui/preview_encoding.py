"""A previewed layer read anew in another encoding: its letters are seen before it is added."""

from __future__ import annotations

from typing import TYPE_CHECKING

from shiboken6 import isValid

from planviewer.i18n import Message

if TYPE_CHECKING:
    from planviewer.app.adding import NewLayer
    from planviewer.app.previewing import LayerPreview
    from planviewer.app.tasks import Progress
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

    name = {"name": str(before.layer.title)}
    dialog.work(busy=True)
    task = window.session.tasks.run(Message("session", "Reading {name}", name), work)
    task.finished.connect(use)
    task.failed.connect(window.say)
    task.ended.connect(rest)
    dialog.finished.connect(lambda _result: task.cancel())
