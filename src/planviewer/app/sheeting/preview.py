"""The preview of a sheet: composed and painted by the same code as the file, in the background."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace

from planviewer import pace
from planviewer.app.loading import PlanData
from planviewer.app.sheeting.making import Made, SheetMaker
from planviewer.app.sheeting.order import SheetOrder
from planviewer.app.sheeting.series import Planned, SeriesOrder, plan_series
from planviewer.app.tasks import Progress
from planviewer.drawing.canvas import DrawingCancelled
from planviewer.errors import Cancelled
from planviewer.model.plan import Plan
from planviewer.sheets.picture import Picture, preview


@dataclass(frozen=True, eq=False)
class Preview:
    """A sheet with its picture; ``number`` of ``count`` sheets of the series."""

    made: Made
    picture: Picture
    px_per_mm: float
    order: SheetOrder
    number: int = 1
    count: int = 1


class Previewer:
    """Makes previews of one state of a plan; lives in the thread of the background work."""

    def __init__(self, plan: Plan, data: PlanData) -> None:
        self._plan, self._data = plan, data
        self._maker: SheetMaker | None = None
        self._planned: tuple[SeriesOrder, Sequence[Planned]] | None = None

    def single(self, order: SheetOrder, size: tuple[int, int], progress: Progress) -> Preview:
        """Return the preview of one sheet, about as large as ``size`` (pixels).

        Raises
        ------
        Cancelled
            If another one is wanted by now.
        SheetError and what ``SheetMaker.make`` raises
            If there is no such sheet.
        """
        with _stoppable(progress):
            made = self._maker_().make(order)
        return self._painted(made, order, size, progress)

    def of_series(
        self, series: SeriesOrder, number: int, size: tuple[int, int], progress: Progress
    ) -> Preview:
        """Return the preview of one sheet of a series (``number`` from 1), as ``single`` does."""
        with _stoppable(progress):
            if self._planned is None or self._planned[0] != series:
                self._planned = (series, plan_series(self._maker_(), series))
            planned = self._planned[1]
            number = min(max(number, 1), len(planned))
            one = planned[number - 1].order
            made = self._maker_().make(one)
        shown = self._painted(made, one, size, progress)
        return replace(shown, number=number, count=len(planned))

    def _maker_(self) -> SheetMaker:
        if self._maker is None:
            self._maker = SheetMaker(self._plan, self._data)
        return self._maker

    def _painted(
        self, made: Made, order: SheetOrder, size: tuple[int, int], progress: Progress
    ) -> Preview:
        wide, tall = made.sheet.size_mm
        px_per_mm = min(size[0] / wide, size[1] / tall)
        artist = self._maker_().artist(lambda: progress.cancelled)
        try:
            picture = preview(made.sheet, artist, px_per_mm)
        except DrawingCancelled as error:
            raise Cancelled from error
        return Preview(made, picture, px_per_mm, order)


@contextmanager
def _stoppable(progress: Progress) -> Iterator[None]:
    """Stop what is done meanwhile, such as reading a table, once another preview is wanted."""
    progress.check()
    with pace.listening(lambda _share: progress.check()):
        yield
    progress.check()
