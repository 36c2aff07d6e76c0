"""The plan: one frozen value that says what is shown. Every edit makes a new one."""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal, LiteralString, Self

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from planviewer.errors import LayerUnknown
from planviewer.model.cadastre import Cadastre
from planviewer.model.layer import (
    DatabaseSource,
    Group,
    Layer,
    ReadSource,
    StoredSource,
    ZoneSource,
)
from planviewer.model.site import Placement, SiteFields
from planviewer.model.text import Text
from planviewer.model.title_block import TitleBlock
from planviewer.model.value import Identifier, Value

Bounds = tuple[float, float, float, float]
"""west, south, east, north (degrees) or min E, min N, max E, max N (metres)."""


class Basemap(Value):
    """An XYZ tile source; drawn from the network only while the user has switched it on."""

    id: Identifier
    title: Text
    url: str = Field(pattern=r"^https://")
    attribution: str = Field(min_length=1)
    max_zoom: int = Field(default=19, ge=0, le=24)


class Bookmark(Value):
    """A named view (WGS 84 bounds)."""

    id: Identifier
    title: Text
    bounds: Bounds


class Plan(Value):
    """What is shown and how.

    ``layers`` are in drawing order: the last one is on top. ``basemap`` is the id of the basemap in
    use, None for plain paper.
    """

    format: Literal["planviewer-plan"] = "planviewer-plan"
    version: Literal[1] = 1
    id: Identifier
    title: Text
    subtitle: Text | None = None
    crs: str = Field(pattern=r"^EPSG:\d{4,6}$")
    home: Bounds
    home_provisional: bool = False
    """Whether nobody chose ``home`` yet: the first layer that has a place sets it."""
    groups: tuple[Group, ...] = ()
    layers: tuple[Layer, ...] = ()
    sites_layer: Identifier | None = None
    site_fields: SiteFields | None = None
    """How the columns of the sites layer are to be understood; None: it has the fields of sites."""
    placements: tuple[Placement, ...] = ()
    basemaps: tuple[Basemap, ...] = ()
    basemap: Identifier | None = None
    bookmarks: tuple[Bookmark, ...] = ()
    title_block: TitleBlock | None = None
    """What stands in the title block of the plan's sheets, before the person's own settings."""
    cadastre: Cadastre = Cadastre()

    @model_validator(mode="after")
    def _refers_to_what_exists(self) -> Self:
        ids = [layer.id for layer in self.layers]
        _refuse_twice("layer", ids)
        _refuse_twice("group", [group.id for group in self.groups])
        _refuse_twice("basemap", [basemap.id for basemap in self.basemaps])
        groups = {group.id for group in self.groups}
        for layer in self.layers:
            if layer.group is not None and layer.group not in groups:
                raise _unknown("plan_group_unknown", layer=layer.id, group=layer.group)
            if isinstance(layer.source, ZoneSource) and layer.source.rule.line_layer not in ids:
                line = layer.source.rule.line_layer
                raise _unknown("plan_line_unknown", layer=layer.id, line=line)
            if isinstance(layer.source, ZoneSource):
                _refuse_unknown_exclusions(layer.id, layer.source.rule.layers, ids)
        if self.sites_layer is not None and self.sites_layer not in ids:
            raise _unknown("plan_sites_unknown", layer=self.sites_layer)
        for land in (self.cadastre.parcels, self.cadastre.buildings):
            if land is not None and land not in ids:
                raise _unknown("plan_cadastre_unknown", layer=land)
        if self.basemap is not None and self.basemap not in {b.id for b in self.basemaps}:
            raise _unknown("plan_basemap_unknown", basemap=self.basemap)
        return self

    def layer(self, layer_id: str) -> Layer:
        """Return a layer by id.

        Raises
        ------
        LayerUnknown
            If there is none.
        """
        for layer in self.layers:
            if layer.id == layer_id:
                return layer
        raise LayerUnknown(layer=layer_id, known=", ".join(item.id for item in self.layers))

    def with_layer(self, layer_id: str, change: Callable[[Layer], Layer]) -> Plan:
        """Return the plan with one layer replaced by ``change(layer)``."""
        self.layer(layer_id)
        layers = tuple(change(item) if item.id == layer_id else item for item in self.layers)
        return self.changed(layers=layers)

    def needed_by(self, layer_id: str) -> tuple[str, ...]:
        """Return the other layers a zone is made from, and those that zones among them need.

        A layer that is named and not there is returned as well; any layer but a zone needs none.
        """
        known = {layer.id: layer.source for layer in self.layers}
        found: dict[str, None] = {}
        waiting = [layer_id]
        while waiting:
            source = known.get(waiting.pop())
            if isinstance(source, ZoneSource):
                waiting += [name for name in source.rule.layers if name not in found]
                found |= dict.fromkeys(source.rule.layers)
        found.pop(layer_id, None)
        return tuple(found)

    @property
    def titles(self) -> dict[str, Text]:
        """The title of each layer."""
        return {item.id: item.title for item in self.layers}

    @property
    def priorities(self) -> dict[str, int]:
        """The priority of each zone."""
        return {
            item.id: item.source.rule.priority
            for item in self.layers
            if isinstance(item.source, ZoneSource)
        }

    @property
    def zone_layers(self) -> tuple[Layer, ...]:
        """The layers computed by a zone rule."""
        return tuple(item for item in self.layers if isinstance(item.source, ZoneSource))

    @property
    def file_layers(self) -> tuple[Layer, ...]:
        """The layers read from files, features and images alike."""
        return tuple(item for item in self.layers if isinstance(item.source, StoredSource))

    @property
    def database_layers(self) -> tuple[Layer, ...]:
        """The layers that are tables of a database."""
        return tuple(item for item in self.layers if isinstance(item.source, DatabaseSource))

    @property
    def read_layers(self) -> tuple[Layer, ...]:
        """The layers that are read, from files and databases: all but computed ones."""
        return tuple(item for item in self.layers if isinstance(item.source, ReadSource))


def _refuse_twice(what: str, ids: list[str]) -> None:
    twice = sorted({item for item in ids if ids.count(item) > 1})
    if twice:
        values = {"what": what, "ids": ", ".join(twice)}
        raise PydanticCustomError("plan_id_twice", "{what} ids used twice: {ids}", values)


def _refuse_unknown_exclusions(zone: str, exclude: tuple[str, ...], ids: list[str]) -> None:
    for name in exclude:
        if name not in ids:
            raise _unknown("plan_exclusion_unknown", layer=zone, excluded=name)


def _unknown(code: LiteralString, **values: str) -> PydanticCustomError:
    """Name what the plan refers to and does not have; readers put the code into words."""
    listed = ", ".join(f"{name} {value}" for name, value in values.items())
    return PydanticCustomError(
        code, "refers to what does not exist: {listed}", {**values, "listed": listed}
    )
