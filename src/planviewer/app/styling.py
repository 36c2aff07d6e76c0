"""Styles made from data: a symbol for every value of a field, or for every interval of a number.

Pure functions from a frame to a style; what is drawn of it is decided by ``drawing.classes``.
"""

from __future__ import annotations

import math
import warnings
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final, Literal

import numpy as np
import numpy.typing as npt

from planviewer.app.ramps import Ramp
from planviewer.drawing.classes import AnyStyle, texts_of
from planviewer.drawing.geometry import Kind
from planviewer.i18n import Message
from planviewer.model import edits
from planviewer.model.plan import Plan
from planviewer.model.style import (
    Category,
    CategoryStyle,
    Class,
    GraduatedStyle,
    SingleStyle,
    Symbol,
)
from planviewer.model.text import Text, fold

if TYPE_CHECKING:
    import geopandas as gpd
    import pandas as pd

Scheme = Literal["natural", "quantiles", "equal"]
SCHEMES: Final[dict[Scheme, Message]] = {
    "natural": Message("style", "Natural breaks"),
    "quantiles": Message("style", "Equal counts (quantiles)"),
    "equal": Message("style", "Equal intervals"),
}
MOST_CATEGORIES: Final = 40
"""Values that get a symbol of their own: the most frequent; the rest is drawn as "other"."""
MOST_CLASSES: Final = 12
_SAMPLE: Final = 256
"""Values that natural breaks look at: their work grows with the square of the number."""
_Numbers = npt.NDArray[np.float64]


@dataclass(frozen=True)
class FieldInfo:
    """A field a style may follow."""

    name: str
    numeric: bool


@dataclass(frozen=True)
class LayerLook:
    """How a layer looks and at which scales: denominators as in ``model.layer.Layer``."""

    style: AnyStyle
    max_scale: float | None = None
    min_scale: float | None = None


def set_look(plan: Plan, layer_id: str, look: LayerLook) -> Plan:
    """Give a layer another look."""
    plan = edits.set_style(plan, layer_id, look.style)
    return edits.set_scale_range(plan, layer_id, look.max_scale, look.min_scale)


def style_fields(frame: gpd.GeoDataFrame) -> tuple[FieldInfo, ...]:
    """Return the fields of a layer, in its order, without the geometry."""
    return tuple(
        FieldInfo(str(name), _is_numeric(frame[name]))
        for name in frame.columns
        if name != frame.geometry.name
    )


def _is_numeric(column: pd.Series[Any]) -> bool:
    import pandas as pd  # noqa: PLC0415  off the start path

    return pd.api.types.is_numeric_dtype(column) and not pd.api.types.is_bool_dtype(column)


def category_style(
    frame: gpd.GeoDataFrame,
    field: str,
    ramp: Ramp,
    *,
    base: Symbol | None = None,
    kind: Kind = "polygon",
) -> CategoryStyle:
    """Return a style with a colour for each value of ``field``, in the order of the values.

    Values are compared as text. Missing values, and all but the `MOST_CATEGORIES` most frequent,
    are drawn as ``other``.
    """
    values = _values(frame[field]) if field in frame.columns else []
    base = base or base_symbol(kind)
    categories = tuple(
        Category(value=text, label=_same(text or "–"), symbol=coloured(base, kind, colour))
        for text, colour in zip(values, ramp.colours(len(values)), strict=True)
    )
    other = coloured(base, kind, "#d9d9d9")
    return CategoryStyle(field=field, categories=categories, other=other)


def _values(column: pd.Series[Any]) -> list[str]:
    codes, texts = texts_of(column)
    counts: dict[str, int] = {}
    for text, count in zip(texts, np.bincount(codes, minlength=len(texts)).tolist(), strict=True):
        if text is not None:
            counts[text] = counts.get(text, 0) + int(count)
    frequent = sorted(counts, key=lambda text: (-counts[text], text))[:MOST_CATEGORIES]
    return sorted(frequent, key=_natural)


def _natural(text: str) -> tuple[int, float, str, str]:
    """Sort numbers by size and before words; words as a dictionary does."""
    try:
        number = float(text)
    except ValueError:
        number = math.nan
    if math.isfinite(number):
        return 0, number, "", text
    return 1, 0.0, fold(text), text


def graduated_style(
    frame: gpd.GeoDataFrame,
    field: str,
    scheme: Scheme,
    classes: int,
    ramp: Ramp,
    *,
    base: Symbol | None = None,
    kind: Kind = "polygon",
) -> GraduatedStyle:
    """Return a style with a colour for each interval of a number field.

    The limits are rounded to what their labels say, so that no label lies. There may be fewer
    intervals than ``classes``: never more than there are different values. The last one has no
    upper limit. Missing values and texts that are no numbers are drawn as ``other``.
    """
    limits = breaks(numbers(frame, field), scheme, classes)
    base = base or base_symbol(kind)
    count = 0 if limits is None else len(limits) + 1
    colours = ramp.colours(count)
    parts = tuple(
        Class(
            upper=_upper(limits or (), n),
            label=_interval(limits or (), n),
            symbol=coloured(base, kind, colours[n]),
        )
        for n in range(count)
    )
    other = coloured(base, kind, "#d9d9d9")
    return GraduatedStyle(field=field, classes=parts, other=other)


def numbers(frame: gpd.GeoDataFrame, field: str) -> _Numbers:
    """Return the finite numbers of a field, ascending; none if there is no such field."""
    import pandas as pd  # noqa: PLC0415  off the start path

    if field not in frame.columns:
        return np.empty(0)
    column = pd.to_numeric(frame[field], errors="coerce")
    values = column.to_numpy(dtype=np.float64, na_value=np.nan)
    return np.sort(values[np.isfinite(values)])


def breaks(values: _Numbers, scheme: Scheme, classes: int) -> tuple[float, ...] | None:
    """Return the limits between intervals (one fewer than there are), None without values.

    Parameters
    ----------
    values
        Finite, ascending.

    Notes
    -----
    Natural breaks are those of Fisher and Jenks on at most 256 values taken evenly from the sorted
    ones: the same data give the same limits each time.
    """
    if len(values) == 0:
        return None
    different = np.unique(values)
    count = max(1, min(classes, len(different), MOST_CLASSES))
    if count == 1:
        return ()
    bins = _bins(values, different, scheme, count)
    step = _rounding(float(different[-1] - different[0]))
    low, high = float(different[0]), float(different[-1])
    rounded = sorted({round(float(limit), step) for limit in bins[:-1]})
    return tuple(limit for limit in rounded if low <= limit < high)


def warm_up() -> None:
    """Load what making intervals needs; it takes a second or two, so ahead and elsewhere."""
    import mapclassify  # noqa: F401, PLC0415  it brings scipy, which the start need not pay for


def _bins(values: _Numbers, different: _Numbers, scheme: Scheme, count: int) -> Sequence[float]:
    import mapclassify  # noqa: PLC0415  it brings scipy, two seconds that the start need not pay

    with warnings.catch_warnings():
        # It says that it is slow without numba; the sample is small. Ties among quantiles are fine.
        warnings.simplefilter("ignore", UserWarning)
        if scheme == "equal":
            return [float(b) for b in mapclassify.EqualInterval(values, k=count).bins]
        if scheme == "quantiles":
            return [float(b) for b in mapclassify.Quantiles(values, k=count).bins]
        sample = different if len(different) <= _SAMPLE and len(values) <= _SAMPLE else values
        if len(sample) > _SAMPLE:
            sample = sample[np.linspace(0, len(sample) - 1, _SAMPLE).round().astype(int)]
        count = min(count, len(np.unique(sample)))
        found = mapclassify.FisherJenks(sample, k=count).bins
    return [_widest_gap(values, sample, float(limit)) for limit in found]


def _widest_gap(values: _Numbers, sample: _Numbers, limit: float) -> float:
    """Return the value before the widest gap between a value of the sample and its next one."""
    after = np.searchsorted(sample, limit, side="right")
    if after >= len(sample):
        return limit
    begin = np.searchsorted(values, limit, side="right") - 1
    end = np.searchsorted(values, sample[after], side="left")
    near = values[begin : end + 1]
    return float(near[np.argmax(np.diff(near))])


def _rounding(span: float) -> int:
    """Return the digits after the point that tell limits apart: four figures of the span."""
    if span <= 0 or not math.isfinite(span):
        return 6
    return min(max(3 - math.floor(math.log10(span)), -12), 300)


def _upper(limits: Sequence[float], number: int) -> float | None:
    return limits[number] if number < len(limits) else None


def _interval(limits: Sequence[float], number: int) -> Text:
    """Return the words for an interval, with the figures of either language."""
    if not limits:
        return Text(vi="tất cả", en="all")
    low = limits[number - 1] if number else None
    high = limits[number] if number < len(limits) else None
    return Text(vi=_words(low, high, vietnamese=True), en=_words(low, high, vietnamese=False))


def _words(low: float | None, high: float | None, *, vietnamese: bool) -> str:
    if low is None and high is not None:
        return f"≤ {_figure(high, vietnamese=vietnamese)}"
    if high is None and low is not None:
        return f"> {_figure(low, vietnamese=vietnamese)}"
    parts = [_figure(limit or 0.0, vietnamese=vietnamese) for limit in (low, high)]
    return " – ".join(parts)


def _figure(value: float, *, vietnamese: bool) -> str:
    text = f"{value:,.12g}"
    return text.translate(str.maketrans(",.", ".,")) if vietnamese else text


def _same(text: str) -> Text:
    return Text(vi=text, en=text)


def base_symbol(kind: Kind) -> Symbol:
    """Return a plain symbol for a kind of geometry, to be coloured."""
    if kind == "point":
        return Symbol(fill="#808080", stroke="#ffffff", marker_size_mm=2.4)
    if kind == "line":
        return Symbol(stroke="#808080", stroke_width_mm=0.6)
    return Symbol(fill="#808080", stroke="#6b6b6b", stroke_width_mm=0.18)


def coloured(base: Symbol, kind: Kind, colour: str) -> Symbol:
    """Return a symbol in another colour: of lines the stroke, of areas and points the fill."""
    if kind == "line":
        return base.changed(stroke=colour)
    if kind == "polygon" and base.fill is None and base.hatch != "none":
        return base.changed(hatch_color=colour)
    return base.changed(fill=colour)


def first_symbol(style: AnyStyle) -> Symbol:
    """Return the symbol that a style of another sort is made from."""
    if isinstance(style, SingleStyle):
        return style.symbol
    parts = style.categories if isinstance(style, CategoryStyle) else style.classes
    return parts[0].symbol if parts else style.other


def with_symbol(style: AnyStyle, number: int | None, symbol: Symbol) -> AnyStyle:
    """Return a style with another symbol for one of its classes (in legend order).

    The number after the last class means ``other``, None all classes: each keeps its colours.
    """
    if isinstance(style, SingleStyle):
        return style.changed(symbol=symbol)
    name = "categories" if isinstance(style, CategoryStyle) else "classes"
    parts = style.categories if isinstance(style, CategoryStyle) else style.classes
    if number is None:
        made = tuple(part.changed(symbol=_shaped(part.symbol, symbol)) for part in parts)
        return style.changed(**{name: made, "other": _shaped(style.other, symbol)})
    if number >= len(parts):
        return style.changed(other=symbol)
    changed = parts[number].changed(symbol=symbol)
    return style.changed(**{name: (*parts[:number], changed, *parts[number + 1 :])})


def _shaped(old: Symbol, new: Symbol) -> Symbol:
    """Return ``new`` in the fill, stroke and hatch colours of ``old``, where both have one."""
    kept = {
        name: getattr(old, name)
        for name in ("fill", "stroke", "hatch_color")
        if getattr(old, name) is not None and getattr(new, name) is not None
    }
    return new.changed(**kept)
