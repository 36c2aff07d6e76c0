"""Conditions of a layer in SQL: names of the table's own columns, and values as parameters.

A plan may come from anybody, and so may its conditions.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from planviewer.errors import DatabaseColumnUnknown
from planviewer.model.database import Condition
from planviewer.reading.postgis.tables import OpenTable, identifier


def where_all(
    table: OpenTable, conditions: Sequence[Condition], alias: str = ""
) -> tuple[list[Any], dict[str, Any]]:
    """Return conditions that must all hold in SQL, with the values of their named parameters.

    Parameters
    ----------
    alias
        Of the table in the query: where others are joined to it, their columns are not meant.

    Raises
    ------
    DatabaseColumnUnknown
        If one names what is no column of the table: to PostgreSQL ``row.name`` could otherwise be
        the call of a function.
    """
    known = [name for name, _ in table.columns]
    parts: list[Any] = []
    values: dict[str, Any] = {}
    for number, condition in enumerate(conditions):
        if condition.field not in known:
            raise DatabaseColumnUnknown(
                table=table.address.title, column=condition.field, known=", ".join(known[:20])
            )
        name = f"where_{number}"
        parts.append(_in_sql(condition, _column(condition.field, alias), name))
        if condition.comparison != "empty":
            values[name] = condition.value
    return parts, values


def _column(name: str, alias: str) -> Any:
    return identifier(alias, name) if alias else identifier(name)


def _in_sql(condition: Condition, column: Any, value: str) -> Any:
    from psycopg import sql  # noqa: PLC0415  loaded for databases only

    given = sql.Placeholder(value)
    if condition.comparison == "empty":
        return sql.SQL("({0} IS NULL OR {0}::text = '')").format(column)
    if condition.comparison == "contains":
        template = sql.SQL("position(lower({}::text) IN lower({}::text)) > 0")
        return template.format(given, column)
    sign = sql.SQL(condition.comparison)  # one of a fixed few, by the model
    return sql.SQL("{} {} {}").format(column, sign, given)
