"""What the details panel reads, and that it stays true when plan, data or language change."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal

from planviewer.app import inspect
from planviewer.app.details import Details
from planviewer.app.images import PixelFound, read_pixel
from planviewer.app.measuring import LonLat, measure_path, measured_details
from planviewer.app.session import Session
from planviewer.drawing.hit import Hit
from planviewer.i18n import Message
from planviewer.model.site import Site
from planviewer.reading.raster.images import RasterInfo
from planviewer.ui.details_panel import DetailsPanel

MOST_CHOICES = 20
"""Features listed for one click; more nobody reads."""

Subject = Callable[[], list[Details]]
"""What is read, told anew when asked; empty when it is no longer there."""


class Reader(QObject):
    """Puts a subject before the person and keeps it up to date.

    Signals
    -------
    hit_shown(hit)
        One of the features found by a click is the one being read.
    called()
        Something new is to be read: the panel should be seen.
    """

    hit_shown = Signal(object)
    called = Signal()

    def __init__(self, session: Session, panel: DetailsPanel) -> None:
        super().__init__(panel)
        self._session = session
        self._panel = panel
        self._subject: Subject = list
        self.hits: tuple[Hit, ...] = ()
        """The features read as a choice, after a click."""
        self._pixels: dict[tuple[RasterInfo, int], PixelFound | None] = {}
        self.shows_plan = False
        """Whether nothing in particular is read, and so the plan is."""
        panel.choice_shown.connect(self._choice_shown)

    def read(self, subject: Subject) -> None:
        """Show the details of something, now and whenever plan, data or language change."""
        self.hits = ()
        self._begin(subject)

    def _begin(self, subject: Subject) -> None:
        self.shows_plan = False
        self._pixels.clear()
        self._subject = subject
        self._panel.show_choices(subject())

    def refresh(self) -> None:
        """Read the same as it is now; the plan if it is gone."""
        if not self._session.has_plan:
            return
        found = self._subject()
        if found:
            self._panel.update_choices(found)
        else:
            self.read_plan()

    # --- subjects -----------------------------------------------------------------------------
    def read_plan(self) -> None:
        """Read what is known of the whole plan."""
        self.read(lambda: [inspect.plan_details(self._session.plan, self._session.data)])
        self.shows_plan = True

    def read_hits(self, hits: tuple[Hit, ...]) -> None:
        """Read what lies under a click (not empty), topmost first."""
        self.hits = hits[:MOST_CHOICES]
        self.called.emit()
        self._begin(self._of_hits)
        self._choice_shown(0)

    def read_site(self, site_id: str) -> None:
        """Read what is known of a site."""
        self.read(lambda: self._of_sites(lambda site: site.id == site_id))

    def read_selection(self, details: Details | None) -> None:
        """Read the figures of the selection; None: nothing is selected any more."""
        if details is None:
            self.read_plan()
            return
        self.called.emit()
        self.read(lambda: [details])

    def read_measured(self, path: list[LonLat], kind: str) -> None:
        """Read a measured ``path`` (WGS 84 degrees) of kind "distance" or "area"."""
        plan = self._session.plan
        measured = measure_path(path, "area" if kind == "area" else "distance", plan.crs)
        self.called.emit()
        self.read(lambda: [measured_details(measured, plan)])

    def _of_hits(self) -> list[Details]:
        plan, data = self._session.plan, self._session.data
        known = {layer.id for layer in plan.layers}
        self.hits = tuple(hit for hit in self.hits if hit.layer_id in known)
        return [
            inspect.feature_details(plan, data, hit.layer_id, hit.row, pixel=self._pixel)
            for hit in self.hits
        ]

    def _pixel(self, image: RasterInfo, pixel: int) -> PixelFound | None:
        """Return the values of a pixel; they are read in the background when first asked for."""
        key = (image, pixel)
        if key not in self._pixels:
            self._pixels[key] = None
            title = Message("session", "Reading {name}", {"name": image.path.name})
            task = self._session.tasks.run(title, lambda _progress: (key, read_pixel(*key)))
            task.finished.connect(self._pixel_read)
        return self._pixels[key]

    def _pixel_read(self, read: tuple[tuple[RasterInfo, int], PixelFound]) -> None:
        key, found = read
        if key in self._pixels:
            self._pixels[key] = found
            self.refresh()

    def _of_sites(self, wanted: Callable[[Site], bool]) -> list[Details]:
        plan, data = self._session.plan, self._session.data
        return [inspect.site_details(plan, data, site) for site in data.sites if wanted(site)]

    def _choice_shown(self, number: int) -> None:
        if number < len(self.hits):
            self.hit_shown.emit(self.hits[number])
