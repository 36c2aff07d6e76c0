"""What the layer tree shows, worked out from the plan before any widget sees it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Literal

from PySide6.QtCore import Qt

from planviewer import i18n
from planviewer.i18n import translate
from planviewer.model.layer import Layer, ZoneSource
from planviewer.model.plan import Plan
from planviewer.model.provenance import Provenance, Status
from planviewer.model.style import SingleStyle, Symbol, legend_entries

GeometryKind = Literal["point", "line", "polygon", "mixed", "raster"]
RowKind = Literal["group", "layer", "class"]
Key = tuple[RowKind, str, int]
"""Names a row for as long as the plan is open: kind, id, number of the legend row."""


@dataclass(frozen=True)
class LayerState:
    """What is known of a layer's data; ``error`` is the sentence to show beside the layer.

    ``pixels`` is the size of an image; ``note`` a sentence beside a layer that is no fault.
    """

    kind: GeometryKind = "mixed"
    feature_count: int = 0
    error: str | None = None
    loading: bool = False
    pixels: tuple[int, int] | None = None
    note: str | None = None


@dataclass(frozen=True)
class Row:
    """One row of the tree and the rows below it."""

    key: Key
    title: str
    layer_ids: tuple[str, ...] = ()
    checked: Qt.CheckState | None = None
    symbol: Symbol | None = None
    geometry: GeometryKind = "mixed"
    status: Status | None = None
    tooltip: str = ""
    error: str | None = None
    loading: bool = False
    note: str | None = None
    expanded: bool = True
    children: tuple[Row, ...] = field(default=(), compare=False)

    @property
    def kind(self) -> RowKind:
        """Group, layer or class of a legend."""
        return self.key[0]

    @property
    def shape(self) -> tuple[object, ...]:
        """Keys of the row and everything below: equal shapes need no rebuilding."""
        return (self.key, *(child.shape for child in self.children))

    def without_children(self) -> Row:
        """Return the row alone, as the model keeps it."""
        return replace(self, children=())


def rows(plan: Plan, states: Mapping[str, LayerState]) -> tuple[Row, ...]:
    """Return the tree, top of the map first.

    A group stands where its topmost layer is; a group without layers comes last.
    """
    found: list[Row] = []
    seen: set[str] = set()
    for layer in reversed(plan.layers):
        if layer.group is None:
            found.append(_layer_row(layer, states))
        elif layer.group not in seen:
            seen.add(layer.group)
            found.append(_group_row(plan, layer.group, states))
    empty = (group.id for group in plan.groups if group.id not in seen)
    found.extend(_group_row(plan, group, states) for group in empty)
    return tuple(found)


def _group_row(plan: Plan, group_id: str, states: Mapping[str, LayerState]) -> Row:
    group = next(group for group in plan.groups if group.id == group_id)
    layers = [layer for layer in reversed(plan.layers) if layer.group == group_id]
    return Row(
        key=("group", group_id, 0),
        title=str(group.title),
        layer_ids=tuple(layer.id for layer in layers),
        checked=_checked([layer.visible for layer in layers]),
        tooltip=str(group.title),
        expanded=group.expanded,
        children=tuple(_layer_row(layer, states) for layer in layers),
    )


def _checked(visible: list[bool]) -> Qt.CheckState:
    if all(visible):
        return Qt.CheckState.Checked
    return Qt.CheckState.PartiallyChecked if any(visible) else Qt.CheckState.Unchecked


def _layer_row(layer: Layer, states: Mapping[str, LayerState]) -> Row:
    state = states.get(layer.id, LayerState(loading=True))
    single = isinstance(layer.style, SingleStyle)
    return Row(
        key=("layer", layer.id, 0),
        title=str(layer.title),
        layer_ids=(layer.id,),
        checked=_checked([layer.visible]),
        symbol=layer.style.symbol if isinstance(layer.style, SingleStyle) else None,
        geometry=state.kind,
        status=layer.provenance.status,
        tooltip=_tooltip(layer, state),
        error=state.error,
        loading=state.loading,
        note=state.note,
        children=() if single else _classes(layer, state),
    )


def _classes(layer: Layer, state: LayerState) -> tuple[Row, ...]:
    entries = legend_entries(layer.style, layer.title)
    return tuple(
        Row(
            key=("class", layer.id, number),
            title=str(label),
            layer_ids=(layer.id,),
            symbol=symbol,
            geometry=state.kind,
            tooltip=str(label),
        )
        for number, (label, symbol) in enumerate(entries)
    )


def _tooltip(layer: Layer, state: LayerState) -> str:
    parts = [str(layer.title)]
    if state.error is not None:
        parts.append(state.error)
    elif state.pixels is not None:
        width, height = (i18n.number(side) for side in state.pixels)
        parts.append(
            translate("layers", "Image, {width} × {height} px").format(width=width, height=height)
        )
    elif not state.loading:
        count = i18n.number(state.feature_count)
        parts.append(translate("layers", "{count} features").format(count=count))
        parts += [state.note] if state.note else []
    return "\n".join([*parts, *provenance_lines(layer.provenance)])


def provenance_lines(provenance: Provenance) -> list[str]:
    """Return status, source, date and accuracy in words, one a line."""
    found = [
        translate("layers", "Status: {word}").format(word=provenance.status.short_word),
        translate("layers", "Source: {source}").format(source=provenance.source),
    ]
    if provenance.date is not None:
        found.append(translate("layers", "Date: {date}").format(date=i18n.day(provenance.date)))
    accuracy = provenance.accuracy_words
    if accuracy:
        found.append(translate("layers", "Accuracy: {accuracy}").format(accuracy=accuracy))
    return found


def why_kept(plan: Plan, layer_id: str) -> str:
    """Return why a layer cannot be removed from the plan; empty if it can."""
    zones = [str(layer.title) for layer in plan.zone_layers if layer_id in _needs(layer)]
    if zones:
        words = translate("layers", "Needed by {zones}, which is computed from it")
        return words.format(zones=", ".join(zones))
    if plan.sites_layer == layer_id:
        return translate("layers", "Needed for the list of sites")
    return ""


def _needs(layer: Layer) -> tuple[str, ...]:
    """Return the layers a zone is made from: its line, and what it leaves out."""
    return layer.source.rule.layers if isinstance(layer.source, ZoneSource) else ()
