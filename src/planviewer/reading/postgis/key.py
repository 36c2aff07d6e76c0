"""What tells the rows of a table apart: in one statement, and from one statement to the next.

A key the database vouches for is best, of whatever type and however many columns. Rows of a view,
or of a table without one, are told apart by all they say.
"""

from __future__ import annotations

from typing import Any, Final

from planviewer import pace
from planviewer.errors import DatabaseColumnUnknown, DatabaseKeyMissing, DatabaseRowsAlike
from planviewer.reading.postgis.tables import OpenTable, identifier

ALIAS: Final = "p"
"""The table in every query that asks for keys."""

_ALIKE: Final = """
SELECT EXISTS (
  SELECT FROM unnest(%(piece_box)s::bytea[]) WITH ORDINALITY AS t(box, number), LATERAL (
    SELECT {identity} AS id, {place} AS place FROM {table} AS p
    WHERE {place} && ST_GeomFromWKB(box, %(srid)s) AND {chosen} OFFSET 0
  ) AS found GROUP BY id
  HAVING count(*) > count(DISTINCT number) OR count(DISTINCT md5(ST_AsEWKB(place))) > 1
)
"""
"""Rows that are alike lie in the same piece, or in different places."""


def ordering_key(table: OpenTable) -> str:
    """Return the column by which rows are numbered and put in order, "" without one."""
    return table.address.key or (table.key[0] if len(table.key) == 1 else "")


def row_key(table: OpenTable) -> Any:
    """Return what tells rows apart as text in SQL: the same in every query, from day to day.

    Raises
    ------
    DatabaseColumnUnknown
        If the column that was named is none.
    """
    from psycopg import sql  # noqa: PLC0415  loaded for databases only

    named = (table.address.key,) if table.address.key else ()
    columns = table.key or named
    for column in columns:
        if column not in (known := [name for name, _ in table.columns]):
            raise DatabaseColumnUnknown(
                table=table.address.title, column=column, known=", ".join(known[:20])
            )
    if not columns:
        return sql.SQL("md5(ROW({}.*)::text)").format(sql.Identifier(ALIAS))
    quoted = [identifier(ALIAS, column) for column in columns]
    return sql.SQL("ROW({})::text").format(sql.SQL(", ").join(quoted))


def row_place(table: OpenTable) -> Any:
    """Return what tells rows apart inside one transaction, in SQL: where they are stored."""
    from psycopg import sql  # noqa: PLC0415

    if table.info.is_stored:
        return sql.SQL("({0}.tableoid::int8, {0}.ctid)::text").format(sql.Identifier(ALIAS))
    return row_key(table)


def require_told_apart(table: OpenTable, said: dict[str, Any], given: dict[str, Any]) -> None:
    """Refuse rows of a view near the pieces of ``given`` that cannot be told apart.

    Raises
    ------
    DatabaseRowsAlike
        If several have the same key, or are the same in all columns.
    """
    from psycopg import sql  # noqa: PLC0415

    if table.info.is_stored:
        return
    query = sql.SQL(_ALIKE).format(**said)
    row = table.connection.execute(query, given, binary=True).fetchone()
    if row is not None and row[0]:
        raise DatabaseRowsAlike(table=table.address.title)


def require_same(table: OpenTable, before: list[Any], now: list[Any]) -> None:
    """Refuse a view that says something else of the same rows each time it is asked.

    Raises
    ------
    DatabaseKeyMissing
        If its rows are not found again.
    """
    pace.reached(0.0)
    if set(before) != set(now):
        raise DatabaseKeyMissing(table=table.address.title)
