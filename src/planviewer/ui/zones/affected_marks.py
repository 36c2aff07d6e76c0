"""Which affected parcels are chosen, in the table and on a map that may not have them all."""

from __future__ import annotations

import numpy as np

from planviewer.analysis.elements import Ints
from planviewer.app.affected.rows import features_of, rows_of, same_features
from planviewer.app.affected.view import AffectedView
from planviewer.app.selection import Selection
from planviewer.app.session import Session


class Marks:
    """Keeps what is chosen by the index of the result, and selects what of it the layer has.

    Of a table shown by view that is little at first; when the map has moved there, the rest is
    selected as well.
    """

    def __init__(self, session: Session) -> None:
        self._session = session
        self.features: Ints = np.empty(0, dtype=np.int64)
        self._view: AffectedView | None = None

    def mark(self, view: AffectedView, features: Ints) -> None:
        """Choose parcels, and nothing else in any layer."""
        self.features, self._view = features, view
        rows = rows_of(view, self._session.data, features)
        self._session.select(Selection.of({view.request.parcels: rows}))

    def mark_again(self, view: AffectedView) -> None:
        """Select what is chosen and has come to the layer now."""
        selection, layer = self._session.selection, view.request.parcels
        rows = rows_of(view, self._session.data, self.features)
        if view.keys is not None and len(rows):
            self._session.select(selection.with_added(Selection.of({layer: rows})))

    def take(self, view: AffectedView, selection: Selection) -> None:
        """Choose what is selected elsewhere; what only left the layer with the view stays."""
        rows, data = selection.rows(view.request.parcels), self._session.data
        if self._view is not None:
            self.features = same_features(self._view, view, self.features)
        self._view = view
        there = rows_of(view, data, self.features)
        if view.keys is None or not np.array_equal(np.sort(there), rows):
            self.features = features_of(view, data, rows)
