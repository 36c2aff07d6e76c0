"""What is painted on: a painter, the view it shows, and whether it keeps vectors."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from PySide6.QtGui import QImage, QPaintEngine, QPainter

if TYPE_CHECKING:
    from planviewer.drawing.view import View

Cancelled = Callable[[], bool]
_PIXELS_IN_MEMORY: Final = (QPaintEngine.Type.Raster,)


class DrawingCancelled(Exception):  # noqa: N818 - it is an answer, not a failure
    """Raised in the middle of painting when the picture is no longer wanted."""


def never() -> bool:
    """Answer "not cancelled"."""
    return False


def blank(width: int, height: int) -> QImage:
    """Return a transparent picture."""
    image = QImage(width, height, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(0)
    return image


@dataclass(frozen=True, eq=False)
class Canvas:
    """A painter in device pixels of ``view``; ``vector`` targets get outlines, never pictures."""

    painter: QPainter
    view: View
    vector: bool
    cancelled: Cancelled = never

    @classmethod
    def of(cls, painter: QPainter, view: View, cancelled: Cancelled | None) -> Canvas:
        """Look at what ``painter`` paints on."""
        vector = painter.paintEngine().type() not in _PIXELS_IN_MEMORY
        return cls(painter, view, vector, cancelled or never)

    def go_on(self) -> None:
        """Stop here when the picture is no longer wanted.

        Raises
        ------
        DrawingCancelled
            If so.
        """
        if self.cancelled():
            raise DrawingCancelled

    @contextmanager
    def blended(self, opacity: float) -> Iterator[Canvas]:
        """Give a canvas whose content is blended as a whole, so overlaps do not show through.

        A vector target has no such thing: there every stroke and fill is made transparent.
        """
        if opacity >= 1:
            yield self
            return
        if self.vector:
            self.painter.save()
            self.painter.setOpacity(self.painter.opacity() * opacity)
            yield self
            self.painter.restore()
            return
        image = blank(self.view.width, self.view.height)
        painter = QPainter(image)
        painter.setRenderHints(self.painter.renderHints())
        try:
            yield replace(self, painter=painter)
        finally:
            painter.end()
        before = self.painter.opacity()
        self.painter.setOpacity(before * opacity)
        self.painter.drawImage(0, 0, image)
        self.painter.setOpacity(before)
