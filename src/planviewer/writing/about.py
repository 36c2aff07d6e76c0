"""What goes with the features of a layer into its file: title, origin, look."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import geopandas as gpd

from planviewer import i18n
from planviewer.i18n import translate
from planviewer.model.crs import authority_of, crs_name
from planviewer.model.provenance import Provenance
from planviewer.model.style import CategoryStyle, GraduatedStyle, SingleStyle

AnyStyle = SingleStyle | CategoryStyle | GraduatedStyle


@dataclass(frozen=True)
class About:
    """What is known of a layer beside its features; each part may be missing."""

    title: str = ""
    provenance: Provenance | None = None
    style: AnyStyle | None = None
    name_field: str | None = None
    opacity: float = 1.0
    file: str = ""
    """The file it was read from, where nothing else is known of it."""


@dataclass(frozen=True, eq=False)
class LayerOut:
    """A layer to be written: its name in the file, its features, and what goes with them."""

    name: str
    frame: gpd.GeoDataFrame
    about: About = About()


def in_words(about: About) -> tuple[str, ...]:
    """Return where the data are from, a line each, in the language of the moment."""
    provenance = about.provenance
    if provenance is None:
        source = translate("writing", "Source: {text}").format(text=about.file)
        return (source,) if about.file else ()
    lines = [
        translate("writing", "Source: {text}").format(text=provenance.source),
        translate("writing", "Status: {text}").format(text=provenance.status.word),
    ]
    if provenance.date is not None:
        lines.append(translate("writing", "Date: {text}").format(text=i18n.day(provenance.date)))
    accuracy = provenance.accuracy_words
    if accuracy:
        lines.append(translate("writing", "Accuracy: {text}").format(text=accuracy))
    if provenance.licence:
        lines.append(translate("writing", "Licence: {text}").format(text=provenance.licence))
    return tuple(lines)


def as_data(about: About, frame: gpd.GeoDataFrame) -> dict[str, Any]:
    """Return what goes with a layer as JSON: both languages, and the coordinate system."""
    provenance = about.provenance
    said = {} if provenance is None else provenance.model_dump(mode="json", exclude_none=True)
    data: dict[str, Any] = {"crs": _crs(frame)}
    if about.title:
        data["title"] = about.title
    if said:
        data["provenance"] = said
    elif about.file:
        data["provenance"] = {"source": about.file}
    return data


def _crs(frame: gpd.GeoDataFrame) -> str:
    authority = authority_of(frame.crs)
    return ":".join(authority) if authority else str(frame.crs.to_wkt())


def crs_words(frame: gpd.GeoDataFrame) -> str:
    """Return the coordinate system in words."""
    code, name = crs_name(frame.crs), frame.crs.name
    text = code if code == name else f"{code} {name}"
    return translate("writing", "Coordinate system: {text}").format(text=text)
