"""Every message between Python and the page, both directions, in one place.

A message is a frozen value with a ``type``; it travels as JSON. What the page sends is checked
before anything acts on it: the page is ours, but what it reports is still input.
"""

from __future__ import annotations

from typing import Annotated, Any, Final, Literal

from pydantic import Field, FiniteFloat, NonNegativeInt, TypeAdapter, ValidationError

from planviewer.errors import MapMessageInvalid
from planviewer.model.value import Value

OverlayName = Literal["highlight", "selection", "sketch", "preview"]
Mode = Literal["pan", "place", "measure", "rectangle", "polygon"]
Theme = Literal["light", "dark"]
MARKS: Final = 8
"""How many states of the page are told apart in its picture."""
GeoJson = dict[str, Any]
"""A small GeoJSON object in WGS 84: what is pointed at or selected, never a layer."""


# --- to the page ------------------------------------------------------------------------------
class SetView(Value):
    """Show a centre (degrees) at a zoom."""

    type: Literal["set_view"] = "set_view"
    lon: FiniteFloat
    lat: FiniteFloat
    zoom: FiniteFloat


class FitBounds(Value):
    """Show bounds (degrees) whole, and keep them whole when the window changes its size."""

    type: Literal["fit_bounds"] = "fit_bounds"
    west: FiniteFloat
    south: FiniteFloat
    east: FiniteFloat
    north: FiniteFloat
    padding: NonNegativeInt = 24


class ZoomBy(Value):
    """Zoom in (positive) or out by levels."""

    type: Literal["zoom_by"] = "zoom_by"
    levels: FiniteFloat


class SetTiles(Value):
    """Draw tiles of a version; None: none. The old picture stays until the new one is complete."""

    type: Literal["set_tiles"] = "set_tiles"
    version: int | None


class ShowOverlay(Value):
    """Show a small geometry above the tiles (None: nothing); ``label`` follows the pointer."""

    type: Literal["show_overlay"] = "show_overlay"
    name: OverlayName
    geojson: GeoJson | None = None
    label: str | None = None


class SetBasemap(Value):
    """Show an XYZ tile source below everything; ``url`` None: plain paper."""

    type: Literal["set_basemap"] = "set_basemap"
    url: str | None = None
    attribution: str = ""
    max_zoom: int = 19


class SetTheme(Value):
    """Light or dark paper."""

    type: Literal["set_theme"] = "set_theme"
    theme: Theme


class SetMode(Value):
    """What a click means, and so which cursor is shown."""

    type: Literal["set_mode"] = "set_mode"
    mode: Mode


class SetTexts(Value):
    """Every text of the page, in the language of the moment."""

    type: Literal["set_texts"] = "set_texts"
    language: str
    map: str
    zoom_in: str
    zoom_out: str
    scale: str
    notice: str = ""


class GridLine(Value):
    """A grid line: its label and its points (latitude, longitude)."""

    axis: Literal["easting", "northing"]
    label: str
    points: tuple[tuple[float, float], ...]


class ScaleBar(Value):
    """A length on the ground and what it measures on the screen, in CSS pixels."""

    label: str
    width: float


class ShowFurniture(Value):
    """Grid and scale bar for the view that the page numbered ``view``.

    ``grid`` is None where the lines sent before still cover the view: to paint lines anew takes
    longer than all the rest of a pan.
    """

    type: Literal["show_furniture"] = "show_furniture"
    view: int
    grid: tuple[GridLine, ...] | None = ()
    scale_bar: ScaleBar | None = None


ToPage = (
    SetView
    | FitBounds
    | ZoomBy
    | SetTiles
    | ShowOverlay
    | SetBasemap
    | SetTheme
    | SetMode
    | SetTexts
    | ShowFurniture
)


# --- from the page ----------------------------------------------------------------------------
class Ready(Value):
    """The page is built and listens."""

    type: Literal["ready"]


class ViewChanged(Value):
    """The map came to rest; ``view`` numbers the rest. Degrees, CSS pixels.

    ``serial`` is the last message the page had heard by then. ``fitted``: it still shows the
    bounds of the last :class:`FitBounds`, nobody moved it since.
    """

    type: Literal["view_changed"]
    view: int
    serial: int
    fitted: bool
    lon: FiniteFloat
    lat: FiniteFloat
    zoom: FiniteFloat
    west: FiniteFloat
    south: FiniteFloat
    east: FiniteFloat
    north: FiniteFloat
    width: NonNegativeInt
    height: NonNegativeInt


class PointerMoved(Value):
    """The pointer is over a place."""

    type: Literal["pointer_moved"]
    lon: FiniteFloat
    lat: FiniteFloat


class PointerLeft(Value):
    """The pointer left the map."""

    type: Literal["pointer_left"]


class Clicked(Value):
    """A click (``button`` "left"), double click ("double") or context menu ("right")."""

    type: Literal["clicked"]
    button: Literal["left", "double", "right"]
    lon: FiniteFloat
    lat: FiniteFloat
    shift: bool
    ctrl: bool
    alt: bool


class Pressed(Value):
    """The left button went down; sent only in modes in which dragging does not move the map."""

    type: Literal["pressed"]
    lon: FiniteFloat
    lat: FiniteFloat


class Released(Value):
    """The left button went up again after :class:`Pressed`, perhaps outside the map."""

    type: Literal["released"]
    lon: FiniteFloat
    lat: FiniteFloat
    shift: bool


class KeyPressed(Value):
    """A key that means something to the tools."""

    type: Literal["key_pressed"]
    key: Literal["Escape", "Enter", "Backspace", "Delete"]


class Drawn(Value):
    """Everything up to message ``serial`` is drawn, tiles included.

    In the picture of this state the blue of the map's last pixel is ``mark`` modulo `MARKS`.
    """

    type: Literal["drawn"]
    serial: int
    mark: int = Field(ge=0, lt=MARKS)


class ScriptError(Value):
    """The page could not do what a message asked."""

    type: Literal["script_error"]
    text: str = Field(max_length=2000)


FromPage = Annotated[
    Ready
    | ViewChanged
    | PointerMoved
    | PointerLeft
    | Clicked
    | Pressed
    | Released
    | KeyPressed
    | Drawn
    | ScriptError,
    Field(discriminator="type"),
]
_from_page: TypeAdapter[FromPage] = TypeAdapter(FromPage)


def parse(text: str) -> FromPage:
    """Return the message the page sent.

    Raises
    ------
    MapMessageInvalid
        If the text is not a message of ours.
    """
    try:
        return _from_page.validate_json(text)
    except ValidationError as error:
        first = error.errors(include_url=False, include_input=False)[0]
        where = ".".join(str(part) for part in first["loc"]) or "message"
        raise MapMessageInvalid(reason=f"{where}: {first['msg']}") from error
