"""Which symbol each feature of a layer is drawn with."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from planviewer.model.style import CategoryStyle, GraduatedStyle, Style, Symbol


def symbols(style: Style) -> tuple[Symbol, ...]:
    """Return the symbols of a style; the last of several is the one for everything else."""
    match style:
        case CategoryStyle():
            return (*(category.symbol for category in style.categories), style.other)
        case GraduatedStyle():
            return (*(one.symbol for one in style.classes), style.other)
        case _:
            return (style.symbol,)


def symbol_indices(style: Style, values: Sequence[Any]) -> list[int]:
    """Return for each value of the style's field the place of its symbol in :func:`symbols`.

    With a single style the values do not matter.
    """
    match style:
        case CategoryStyle():
            return [_category(style, value) for value in values]
        case GraduatedStyle():
            return [_class(style, value) for value in values]
        case _:
            return [0] * len(values)


def style_field(style: Style) -> str | None:
    """Return the field a style looks at, None for a single style."""
    return style.field if isinstance(style, CategoryStyle | GraduatedStyle) else None


def as_text(value: Any) -> str | None:
    """Return an attribute as the text categories compare with; 1.0 is "1", as 1 is."""
    if value is None:
        return None
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)


def _category(style: CategoryStyle, value: Any) -> int:
    text = as_text(value)
    wanted = [category.value for category in style.categories]
    if text is not None and text in wanted:
        return wanted.index(text)
    return wanted.index(None) if None in wanted else len(wanted)


def _class(style: GraduatedStyle, value: Any) -> int:
    if isinstance(value, bool) or not isinstance(value, int | float):
        return len(style.classes)
    fits = (i for i, one in enumerate(style.classes) if one.upper is None or value <= one.upper)
    return next(fits, len(style.classes))
