"""The data of the open plan, by layer id. The plan itself holds none."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from planviewer.errors import PlanviewerError
from planviewer.model.features import FeatureSet
from planviewer.reading.raster.images import RasterInfo

if TYPE_CHECKING:
    import geopandas as gpd


@dataclass(frozen=True, eq=False)
class Entry:
    """What the store knows of a layer.

    One of ``features``, ``raster`` and ``error`` is set; none while it is being read.
    ``revision`` grows whenever the data change, so that pictures made of them know when they are
    stale.
    """

    features: FeatureSet | None = None
    raster: RasterInfo | None = None
    error: PlanviewerError | None = None
    revision: int = 0

    @property
    def known(self) -> bool:
        """Whether reading has come to an end, good or bad."""
        return not (self.features is None and self.raster is None and self.error is None)


class LayerStore:
    """Features or image (or the reason why there is none) by layer id."""

    def __init__(self) -> None:
        self._entries: dict[str, Entry] = {}
        self._revision = 0

    def __iter__(self) -> Iterator[str]:
        return iter(tuple(self._entries))

    def put(self, layer_id: str, data: FeatureSet | RasterInfo) -> None:
        """Keep the features or the image of a layer, replacing earlier ones or an error."""
        if isinstance(data, FeatureSet):
            self._set(layer_id, Entry(features=data, revision=self._next()))
        else:
            self._set(layer_id, Entry(raster=data, revision=self._next()))

    def fail(self, layer_id: str, error: PlanviewerError) -> None:
        """Keep the reason why a layer has no features."""
        self._set(layer_id, Entry(error=error, revision=self._next()))

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

    def copy(self) -> LayerStore:
        """Return a store of the same data, to be changed on its own."""
        other = LayerStore()
        other._entries, other._revision = dict(self._entries), self._revision
        return other

    def frame(self, layer_id: str) -> gpd.GeoDataFrame | None:
        """Return a layer's features in their own CRS, None if there are none."""
        features = self.entry(layer_id).features
        return None if features is None else features.frame

    def raster(self, layer_id: str) -> RasterInfo | None:
        """Return a layer's image, None if it is none."""
        return self.entry(layer_id).raster

    @property
    def revision(self) -> int:
        """A number that grows with every change of the data."""
        return self._revision

    def _set(self, layer_id: str, entry: Entry) -> None:
        self._entries[layer_id] = entry

    def _next(self) -> int:
        self._revision += 1
        return self._revision
