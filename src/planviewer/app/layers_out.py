"""Layers of a plan on their way into files: features, look and origin together."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from planviewer.app.canvas import spoken_style
from planviewer.app.loading import PlanData
from planviewer.app.tables import all_of, read_provenance
from planviewer.errors import NothingToShow
from planviewer.model.layer import Layer
from planviewer.model.plan import Plan
from planviewer.model.problem import Problem
from planviewer.writing.about import About, LayerOut
from planviewer.writing.features import write_layers
from planviewer.writing.moving import moved


def layers_out(
    data: PlanData, layers: Iterable[Layer], *, crs: str | None = None
) -> list[LayerOut]:
    """Return the layers that hold features, named by their titles, each name once.

    Parameters
    ----------
    crs
        System to bring them to; None keeps each in its own.
    """
    made: list[LayerOut] = []
    for layer in layers:
        frame = data.store.frame(layer.id)
        if frame is None:
            continue
        names = {item.name for item in made}
        title = str(layer.title)
        made.append(
            LayerOut(
                name=title if title not in names else f"{title} ({layer.id})",
                frame=frame if crs is None else moved(frame, crs),
                about=About(
                    title=title,
                    provenance=read_provenance(data, layer),
                    style=spoken_style(layer.style, frame),
                    name_field=layer.name_field,
                    opacity=layer.opacity,
                ),
            )
        )
    return made


def export_layer(plan: Plan, data: PlanData, layer_id: str, path: Path) -> tuple[Problem, ...]:
    """Write one layer to a file and return what its format could not keep.

    Raises
    ------
    NothingToShow
        If the layer holds no features (it is an image, or could not be read).
    DatabaseError
        If it is a large table, which is read whole for this, and cannot be.
    WriteFormatUnknown, FileNotWritten, NoTransformation
        As :func:`planviewer.writing.features.write_layers`.
    """
    layer = plan.layer(layer_id)
    found = layers_out(all_of(plan, data, layer_id), [layer])
    if not found:
        raise NothingToShow(what=str(layer.title))
    return write_layers(found, path)
