"""The data of the open plan, by layer id. The plan itself holds none."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

import geopandas as gpd

from planviewer.errors import PlanviewerError
from planviewer.model.features import FeatureSet


@dataclass(frozen=True, eq=False)
class Entry:
    """What the store knows of a layer.

    Either ``features`` or ``error`` is set; neither while it is being read. ``revision`` grows
    whenever the data change, so that pictures made of them know when they are stale.
    """

    features: FeatureSet | None = None
    error: PlanviewerError | None = None
    revision: int = 0


class LayerStore:
    """Features (or the reason why there are none) by layer id."""

    def __init__(self) -> None:
        self._entries: dict[str, Entry] = {}
        self._revision = 0

    def __iter__(self) -> Iterator[str]:
        return iter(tuple(self._entries))

    def put(self, layer_id: str, features: FeatureSet) -> None:
        """Keep the features of a layer, replacing earlier ones or an error."""
        self._set(layer_id, Entry(features, None, self._next()))

    def fail(self, layer_id: str, error: PlanviewerError) -> None:
        """Keep the reason why a layer has no features."""
        self._set(layer_id, Entry(None, error, self._next()))

    def amend(self, layer_id: str, before: FeatureSet, after: FeatureSet) -> None:
        """Replace features by the same ones better described; pictures of them stay good."""
        entry = self.entry(layer_id)
        if entry.features is before:
            self._set(layer_id, replace(entry, features=after))

    def drop(self, layer_id: str) -> None:
        """Forget a layer."""
        self._entries.pop(layer_id, None)

    def entry(self, layer_id: str) -> Entry:
        """Return what is known of a layer; an empty entry while it is not read."""
        return self._entries.get(layer_id, Entry())

    def frame(self, layer_id: str) -> gpd.GeoDataFrame | None:
        """Return a layer's features in their own CRS, None if there are none."""
        features = self.entry(layer_id).features
        return None if features is None else features.frame

    def _set(self, layer_id: str, entry: Entry) -> None:
        self._entries[layer_id] = entry

    def _next(self) -> int:
        self._revision += 1
        return self._revision
