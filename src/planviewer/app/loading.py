"""From a plan to its data: files read, zones computed, sites put in their place.

The order is fixed by what depends on what: files first, zones from the lines, sites last, because
a site may lie where its layer is drawn.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from planviewer.analysis.zones import ZoneArea, compute_zone
from planviewer.app.store import LayerStore
from planviewer.errors import (
    DatabaseShownByView,
    LineMissing,
    PlanviewerError,
    ZoneRuleInvalid,
)
from planviewer.i18n import Message
from planviewer.model.crs import WGS84, operation
from planviewer.model.features import FeatureSet
from planviewer.model.layer import (
    DatabaseSource,
    Layer,
    RasterSource,
    ReadSource,
    StoredSource,
    ZoneSource,
)
from planviewer.model.plan import Bounds, Plan
from planviewer.model.problem import Problem
from planviewer.model.site import Site
from planviewer.reading.findings import find_problems
from planviewer.reading.plans import data_path
from planviewer.reading.raster.images import RasterInfo, open_raster
from planviewer.reading.site_tables import site_table
from planviewer.reading.sites import check_sites, read_sites, sites_frame

if TYPE_CHECKING:
    import geopandas as gpd

Report = Callable[[float], None]
Content = FeatureSet | RasterInfo
"""What a file or table gives to a layer."""
DrawnKind = Literal["point", "line", "polygon"]


@dataclass(eq=False)
class PlanData:
    """All data of an open plan.

    Attributes
    ----------
    store
        Features by layer id; the sites layer holds the sites as located now.
    zones
        The computed zones by layer id.
    sites
        The sites in the order of the file.
    """

    store: LayerStore = field(default_factory=LayerStore)
    zones: dict[str, ZoneArea] = field(default_factory=dict)
    sites: tuple[Site, ...] = ()
    _site_features: FeatureSet | None = None
    _located: FeatureSet | None = None
    """The features the sites layer was made of last."""

    def read_files(self, plan: Plan, path: Path, layers: Iterable[Layer], report: Report) -> None:
        """Read the files and tables of ``layers``; one that fails keeps its error."""
        todo = [layer for layer in layers if isinstance(layer.source, ReadSource)]
        for done, layer in enumerate(todo):
            report(done / len(todo))
            self.take(plan, layer.id, read_layer(path, layer, plan.home))

    def with_features(self, layer_id: str, features: FeatureSet) -> PlanData:
        """Return the same data with other features of one layer."""
        store = self.store.copy()
        store.put(layer_id, features)
        return replace(self, store=store)

    def take(self, plan: Plan, layer_id: str, result: Content | PlanviewerError) -> None:
        """Keep what reading a layer gave."""
        if layer_id == plan.sites_layer:
            self._site_features = result if isinstance(result, FeatureSet) else None
        if isinstance(result, PlanviewerError):
            self.store.fail(layer_id, result)
        else:
            self.store.put(layer_id, result)

    def derive(self, plan: Plan) -> None:
        """Compute zones and sites anew from what has been read."""
        for layer in plan.zone_layers:
            self.take_zone(plan, layer, compute_layer_zone(plan, layer, self.store))
        self.derive_sites(plan)

    def take_zone(self, plan: Plan, layer: Layer, zone: ZoneArea | PlanviewerError) -> None:
        """Keep a computed zone, or the reason why there is none."""
        if isinstance(zone, PlanviewerError):
            self.zones.pop(layer.id, None)
            self.store.fail(layer.id, zone)
            return
        self.zones[layer.id] = zone
        self.store.put(layer.id, FeatureSet(zone_frame(plan, layer, zone), crs_source="computed"))

    def as_read(self, plan: Plan, layer_id: str) -> gpd.GeoDataFrame | None:
        """Return a layer's features as its file has them, also those the sites are made from."""
        if layer_id == plan.sites_layer and self._site_features is not None:
            return self._site_features.frame
        return self.store.frame(layer_id)

    def use_sites(self, old: Plan, new: Plan) -> set[str]:
        """Have another layer hold the sites; return the layers whose features are others now."""
        if (old.sites_layer, old.site_fields) == (new.sites_layer, new.site_fields):
            return set()
        if old.sites_layer != new.sites_layer:
            known = {layer.id for layer in new.layers}
            if old.sites_layer in known and self._site_features is not None:
                self.store.put(old.sites_layer, self._site_features)
            wanted = new.sites_layer
            self._site_features = None if wanted is None else self.store.entry(wanted).features
        return {name for name in (old.sites_layer, new.sites_layer) if name is not None}

    def derive_sites(self, plan: Plan) -> None:
        """Put the sites in their place, as the file, the placements and the layers say."""
        frame = self._site_table(plan)
        if plan.sites_layer is None or self._site_features is None or frame is None:
            self.sites = ()
            return
        places = {
            site_layer: place
            for site_layer in _linked_layers(frame)
            if (place := self.place_of_layer(site_layer)) is not None
        }
        before, self.sites = self.sites, read_sites(frame, plan.placements, places)
        if self.sites == before and self._located is self._site_features:
            return  # the layer stays the same, and what is drawn of it
        self._located = self._site_features
        # A site that its own layer draws gets no mark: one in the middle of a schematic line would
        # look like a place somebody knows.
        marked = [site for site in self.sites if site.located_by != "layer"]
        located = FeatureSet(
            sites_frame(frame, marked),
            self._site_features.crs_source,
            self._site_features.encoding,
            self._site_features.problems,
        )
        self.store.put(plan.sites_layer, located)

    def site_problems(self, plan: Plan) -> tuple[Problem, ...]:
        """Return what keeps features of the sites layer from being sites, and strays of the plan.

        A stray is a placement of a site that the layer does not hold.
        """
        frame = self._site_table(plan)
        return () if frame is None else check_sites(frame, plan.placements)

    def _site_table(self, plan: Plan) -> gpd.GeoDataFrame | None:
        """Return the sites layer as read, with the fields of sites; None while there is none."""
        if plan.sites_layer is None or self._site_features is None:
            return None
        frame = self._site_features.frame
        if plan.site_fields is None:
            return frame
        return site_table(frame, plan.site_fields, plan.layer(plan.sites_layer))

    def kind(self, layer_id: str) -> DrawnKind:
        """Return what a layer's symbols are shown as; "point" while it holds nothing."""
        if self.store.raster(layer_id) is not None:
            return "polygon"
        features = self.store.entry(layer_id).features
        return "point" if features is None else drawn_kind(features)

    def place_of_layer(self, layer_id: str) -> tuple[float, float] | None:
        """Return a point (lon, lat, WGS 84) on a layer's features, None if it has none."""
        frame = self.store.frame(layer_id)
        if frame is None:
            return None
        shapes = frame.geometry[frame.geometry.notna() & ~frame.geometry.is_empty]
        if shapes.empty:
            return None
        shape = shapes.union_all()
        on_line = shape.geom_type in {"LineString", "MultiLineString"}
        point = shape.interpolate(0.5, normalized=True) if on_line else shape.representative_point()
        return operation(frame.crs, WGS84).point(point.x, point.y)


def read_layer(
    plan_path: Path, layer: Layer, view: Bounds, *, examine: bool = True
) -> Content | PlanviewerError:
    """Read a layer's file (of an image, its head) or table, or return why it cannot be read.

    Of a large table what is in ``view`` (WGS 84) is read. Without ``examine`` the problems of its
    features are not looked for.
    """
    from planviewer.reading.files import read_features  # noqa: PLC0415  off the start path

    source = layer.source
    if isinstance(source, DatabaseSource):
        return _read_table(source, view, examine=examine)
    if not isinstance(source, StoredSource):
        raise TypeError(layer.id)
    try:
        path = data_path(plan_path, source)
        if isinstance(source, RasterSource):
            return open_raster(path, source.crs)
        return read_features(
            path,
            sublayer=source.sublayer,
            crs=source.crs,
            encoding=source.encoding,
            examine=examine,
            swapped=source.swapped,
        )
    except PlanviewerError as error:
        return error


def with_unread(plan: Plan, data: PlanData, plan_path: Path) -> PlanData:
    """Return the data with the files read that nobody has needed yet: those of hidden layers."""
    for layer in plan.read_layers:
        known = data.store.entry(layer.id).known
        if known or isinstance(layer.source, (DatabaseSource, RasterSource)):
            continue
        read = read_layer(plan_path, layer, plan.home, examine=False)
        if isinstance(read, FeatureSet):
            data = data.with_features(layer.id, read)
    return data


def _read_table(
    source: DatabaseSource, view: Bounds, *, examine: bool
) -> FeatureSet | PlanviewerError:
    from planviewer.app.tables import read_source  # noqa: PLC0415  off the start path

    try:
        return read_source(source, view, examine=examine)
    except PlanviewerError as error:
        return error


def examined(features: FeatureSet) -> FeatureSet:
    """Return features read without a look at them, with the problems found now."""
    if features.examined:
        return features
    found = (*features.problems, *find_problems(features.frame))
    whole = replace(features, problems=found, examined=True)
    _ = whole.kind  # found here, in the background, for the list of layers
    return whole


def compute_layer_zone(plan: Plan, layer: Layer, store: LayerStore) -> ZoneArea | PlanviewerError:
    """Compute a zone layer from its rule, or return why that cannot be done.

    Zones it leaves out are computed anew from their own lines: what ``store`` holds of them may be
    of an older rule.
    """
    try:
        return _zone_of(plan, layer, store, ())
    except PlanviewerError as error:
        return error


def _zone_of(plan: Plan, layer: Layer, store: LayerStore, above: tuple[str, ...]) -> ZoneArea:
    """Compute a zone; ``above`` are the zones it is taken out of."""
    if not isinstance(layer.source, ZoneSource):
        raise TypeError(layer.id)
    title = str(layer.title)
    if layer.id in above:
        reason = Message("zones", "it is taken out of a zone that is taken out of it")
        raise ZoneRuleInvalid(zone=title, reason=reason)
    rule = layer.source.rule
    frame = _frame_for(layer, rule.line_layer, store)
    exclusions = [_excluded(plan, layer, name, store, above) for name in rule.exclude]
    roads = [_frame_for(layer, road.layer, store) for road in rule.exclude_roads]
    return compute_zone(frame, rule, plan.crs, title, exclusions=exclusions, roads=roads)


def _excluded(
    plan: Plan, layer: Layer, name: str, store: LayerStore, above: tuple[str, ...]
) -> gpd.GeoDataFrame:
    """Return the areas a zone leaves out; without them its area would be wrong, so none is made."""
    import geopandas as gpd  # noqa: PLC0415  off the start path

    other = next((item for item in plan.layers if item.id == name), None)
    if other is None or not isinstance(other.source, ZoneSource):
        return _frame_for(layer, name, store)
    zone = _zone_of(plan, other, store, (*above, layer.id))
    return gpd.GeoDataFrame(geometry=[zone.geometry], crs=plan.crs)


def _frame_for(layer: Layer, name: str, store: LayerStore) -> gpd.GeoDataFrame:
    features = store.entry(name).features
    if features is None:
        raise LineMissing(zone=str(layer.title), layer=name)
    if features.part is not None:
        raise DatabaseShownByView(layer=name)
    return features.frame


def zone_frame(plan: Plan, layer: Layer, zone: ZoneArea) -> gpd.GeoDataFrame:
    """Return a zone as a layer of one feature in the plan CRS, with its figures."""
    import geopandas as gpd  # noqa: PLC0415  off the start path

    if not isinstance(layer.source, ZoneSource):
        raise TypeError(layer.id)
    rule = layer.source.rule
    fields = {
        "id": layer.id,
        "label": f"{rule.to_m - rule.from_m:g} m",
        "side": rule.side,
        "from_m": rule.from_m,
        "to_m": rule.to_m,
        "length_m": round(zone.length_m, 2),
        "area_m2": round(zone.area_m2, 2),
    }
    return gpd.GeoDataFrame([fields], geometry=[zone.geometry], crs=plan.crs)


def drawn_kind(features: FeatureSet) -> DrawnKind:
    """Return the kind a layer's symbols are shown as; mixed ones as areas."""
    return "polygon" if features.kind == "mixed" else features.kind


def _linked_layers(frame: gpd.GeoDataFrame) -> list[str]:
    if "layer" not in frame.columns:
        return []
    return [str(item) for item in frame["layer"].dropna().unique()]


def load_plan_data(plan: Plan, path: Path, report: Report = lambda _share: None) -> PlanData:
    """Read and compute everything a plan needs; layers that fail keep their error."""
    data = PlanData()
    data.read_files(plan, path, plan.layers, report)
    data.derive(plan)
    report(1.0)
    return data
