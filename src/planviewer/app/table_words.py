"""What is said of layers that are tables of a database."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from planviewer import i18n
from planviewer.app.details import Row
from planviewer.i18n import Listed, Message, translate
from planviewer.model.database import Condition
from planviewer.model.features import FeatureSet
from planviewer.model.layer import DatabaseSource, Layer
from planviewer.model.text import Text

_LONGEST: Final = 40


def by_view_rows(features: FeatureSet) -> list[Row]:
    """Say of a table too large to be read whole how much of it is there."""
    part = features.part
    if part is None:
        return []
    words = translate("details", "by view: only what the map shows is read")
    rows = [Row(translate("details", "Shown"), words)]
    if part.total:
        total = translate("details", "about {count}").format(count=i18n.number(part.total))
        rows.append(Row(translate("details", "Rows of the table"), total))
    if not part.complete:
        rows.append(
            Row(translate("details", "Problem"), translate("details", "not all is shown; zoom in"))
        )
    return rows


def table_rows(layer: Layer) -> list[Row]:
    """Say which table of which database a layer is, and which rows of it."""
    source = layer.source
    if not isinstance(source, DatabaseSource):
        return []
    there = source.connection
    rows = [
        Row(translate("details", "Database"), f"{there.name} ({there.place})"),
        Row(translate("details", "Table"), source.title),
    ]
    chosen = translate("details", "Only rows with")
    rows += [Row(chosen, str(condition_words(x))) for x in source.where]
    return rows


def condition_words(condition: Condition) -> Message | str:
    """Return a condition as people read it."""
    values = {"field": condition.field, "value": condition.value}
    if condition.comparison == "empty":
        return Message("database", "{field} is empty", values)
    if condition.comparison == "contains":
        return Message("database", "{field} contains “{value}”", values)
    return f"{condition.field} {condition.sign} {condition.value}"


def conditions_words(conditions: Sequence[Condition]) -> Listed:
    """Return conditions that must all hold as people read them, to be shown in any language.

    Long ones are cut: a plan may come from anybody, and this stands in a line.
    """
    return Listed(
        tuple(
            condition_words(x.changed(field=_short(x.field), value=_short(x.value)))
            for x in conditions
        )
    )


def _short(text: str) -> str:
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1]}…"


def not_all(title: Text, count: int) -> Message:
    """Say that a view holds more of a table than is shown."""
    values = {"name": title, "count": count}
    return Message(
        "database", "Of {name} only {count} features are shown. Zoom in to see all of them.", values
    )


def note_of(features: FeatureSet | None) -> str | None:
    """Say beside a layer that it is shown by view; None if all of it is there."""
    if features is None or features.part is None:
        return None
    if features.part.complete:
        return translate("layers", "Shown by view: what the map shows is read")
    return translate("layers", "Shown by view, not all of it: zoom in to see all")
