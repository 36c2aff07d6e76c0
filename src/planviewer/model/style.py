"""How features look: symbols in millimetres and named colours, as data.

One style serves screen and paper. Widths and sizes are millimetres on the finished picture (on
screen: at the screen's nominal pixels per millimetre).
"""

from __future__ import annotations

from typing import Annotated, Literal, Self

from pydantic import Field, NonNegativeFloat, PositiveFloat, StringConstraints, model_validator

from planviewer.model.text import Text
from planviewer.model.value import Value

Color = Annotated[str, StringConstraints(pattern=r"^#[0-9a-fA-F]{6}$")]
Share = Annotated[float, Field(ge=0, le=1)]
Hatch = Literal["none", "diagonal", "back-diagonal", "cross", "horizontal", "vertical", "dots"]
Marker = Literal["circle", "square", "diamond", "triangle", "star", "cross"]


class Symbol(Value):
    """The look of one class of features.

    ``fill`` and ``stroke`` are ``#rrggbb`` or None for none; ``dash``: lengths in mm (on, off …).
    """

    fill: Color | None = None
    fill_opacity: Share = 1.0
    hatch: Hatch = "none"
    hatch_color: Color | None = None
    stroke: Color | None = "#404040"
    stroke_width_mm: NonNegativeFloat = 0.25
    dash: tuple[PositiveFloat, ...] = ()
    casing: Color | None = None
    casing_width_mm: NonNegativeFloat = 0.0
    marker: Marker = "circle"
    marker_size_mm: PositiveFloat = 2.5


class Category(Value):
    """Features whose field has ``value`` (compared as text; None: everything else)."""

    value: str | None
    label: Text
    symbol: Symbol


class Class(Value):
    """Features whose numeric field is ≤ ``upper`` and above the class before (None: no limit)."""

    upper: float | None
    label: Text
    symbol: Symbol


class Label(Value):
    """Text written beside features.

    ``kind`` "field": the value of ``field``. "chainage": along lines, every ``step_m`` metres in
    the plan CRS, ``Km0+100`` beside a tick of ``tick_mm`` across the line (0: no tick).
    """

    kind: Literal["field", "chainage"] = "field"
    field: str = ""
    step_m: PositiveFloat = 100.0
    tick_mm: Annotated[float, Field(ge=0, le=6)] = 2.4
    size_pt: PositiveFloat = 8.0
    color: Color = "#202020"
    halo: Color | None = "#ffffff"
    halo_width_mm: NonNegativeFloat = 0.4
    bold: bool = False
    priority: int = 0
    min_scale: PositiveFloat | None = None
    """Largest denominator at which labels show: 10000 means from 1:10 000 on, closer."""


class _Labelled(Value):
    """What all styles have: a label, and beside it one of the other kind.

    So a road may have its name and its chainage.
    """

    label: Label | None = None
    second_label: Label | None = None

    @model_validator(mode="after")
    def _one_of_a_kind(self) -> Self:
        labels = self.labels
        if len({label.kind for label in labels}) < len(labels):
            raise ValueError("the second label must be of another kind than the first")
        return self

    @property
    def labels(self) -> tuple[Label, ...]:
        """The labels there are."""
        return tuple(label for label in (self.label, self.second_label) if label is not None)

    def label_of(self, kind: Literal["field", "chainage"]) -> Label | None:
        """Return the label of a kind, None if there is none."""
        return next((label for label in self.labels if label.kind == kind), None)


class SingleStyle(_Labelled):
    """All features alike."""

    by: Literal["single"] = "single"
    symbol: Symbol = Symbol()


class CategoryStyle(_Labelled):
    """One symbol for each value of a field; features of no category are drawn as ``other``."""

    by: Literal["category"] = "category"
    field: str
    categories: tuple[Category, ...]
    other: Symbol = Symbol(fill="#d9d9d9", stroke="#8c8c8c")


class GraduatedStyle(_Labelled):
    """One symbol for each interval of a number field; others (null) are drawn as ``other``."""

    by: Literal["graduated"] = "graduated"
    field: str
    classes: tuple[Class, ...]
    other: Symbol = Symbol(fill="#d9d9d9", stroke="#8c8c8c")


Style = Annotated[SingleStyle | CategoryStyle | GraduatedStyle, Field(discriminator="by")]


def legend_entries(
    style: SingleStyle | CategoryStyle | GraduatedStyle,
    title: Text,
    present: frozenset[str] | None = None,
) -> tuple[tuple[Text, Symbol], ...]:
    """Return the rows (label, symbol) a legend shows for ``style``.

    ``present`` are the category values (as text) that occur; categories that do not are left out.
    """
    if isinstance(style, SingleStyle):
        return ((title, style.symbol),)
    if isinstance(style, CategoryStyle):
        return tuple(
            (item.label, item.symbol)
            for item in style.categories
            if present is None or item.value is None or item.value in present
        )
    return tuple((item.label, item.symbol) for item in style.classes)
