"""How much of a table's parcels lies in given areas, computed inside PostGIS.

The parcels never leave the database: only the areas go there, and only the parcels that lose land
come back. Parcels are found by the index of the table, those wholly inside an area are taken
whole, and only the others are cut, against the small pieces the areas come in. What is left is
cut out on its own, as a check.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
import numpy.typing as npt
import pandas as pd
import shapely
from shapely.geometry.base import BaseGeometry

from planviewer import pace
from planviewer.model.crs import operation
from planviewer.model.database import Condition
from planviewer.reading.postgis.key import (
    ordering_key,
    require_same,
    require_told_apart,
    row_key,
    row_place,
)
from planviewer.reading.postgis.places import crs_of_table, placed_in
from planviewer.reading.postgis.tables import OpenTable, column_as_read, identifier
from planviewer.reading.postgis.where import where_all
from planviewer.reading.systems import Bounds

_AREAL: Final = "ST_Dimension({0}) = 2"

Geometries = npt.NDArray[np.object_]


@dataclass(frozen=True, eq=False)
class Part:
    """An area to cut parcels with: whole, and in pieces that together are it.

    ``boxes`` are the bounds of the pieces in the CRS of the table, with a margin, by which the
    parcels are found. ``where_shared``: only parcels that several of the other parts take from.
    """

    whole: BaseGeometry
    pieces: Geometries
    boxes: Geometries
    where_shared: bool = False


_LOT: Final = 2_000
_MOST_LOTS: Final = 20
"""Parcels are cut lot by lot, so that it can be said how far it is. Each lot looks the parcels up
again, which takes little of its time as long as the lots are few."""

_LOOK: Final = """
SELECT id FROM (
  SELECT DISTINCT found.id, found.key
  FROM unnest(%(piece_box)s::bytea[]) AS t(box), LATERAL (
    SELECT {identity} AS id, {key} AS key FROM {table} AS p
    WHERE {place} && ST_GeomFromWKB(box, %(srid)s) AND {chosen} OFFSET 0
  ) AS found
) AS near ORDER BY {order}
"""
_QUERY: Final = """
WITH part AS MATERIALIZED (
  SELECT number, ST_GeomFromWKB(shape) AS shape, shared
  FROM unnest(%(part)s::int[], %(part_shape)s::bytea[], %(part_shared)s::bool[])
    AS t(number, shape, shared)
), piece AS MATERIALIZED (
  SELECT number, part, ST_GeomFromWKB(shape) AS shape, ST_GeomFromWKB(box, %(srid)s) AS box
  FROM unnest(%(piece)s::int[], %(piece_part)s::int[], %(piece_shape)s::bytea[],
              %(piece_box)s::bytea[]) AS t(number, part, shape, box)
), near AS MATERIALIZED (
  SELECT piece.number AS piece, found.*
  FROM piece, LATERAL (
    SELECT {identity} AS id, {place} AS place, {columns} FROM {table} AS p
    WHERE {place} && piece.box AND {chosen} OFFSET 0
  ) AS found
  WHERE found.id IN (SELECT unnest(%(lot)s::text[]))
), once AS MATERIALIZED (
  SELECT DISTINCT ON (id) * FROM near
), {placed}, parcel AS MATERIALIZED (
  SELECT id, shape, ST_Area(shape) AS area,
    CASE WHEN shape IS DISTINCT FROM given AND GeometryType(given) <> 'GEOMETRYCOLLECTION'
      THEN ST_Area(shape) - ST_Area(given) END AS change
  FROM placed, LATERAL (
    SELECT CASE WHEN ST_IsValid(given) AND GeometryType(given) <> 'GEOMETRYCOLLECTION' THEN given
      ELSE ST_UnaryUnion(ST_CollectionExtract(ST_MakeValid(given), 3)) END AS shape
  ) AS mended
), whole AS MATERIALIZED (
  SELECT parcel.id, part.number AS part
  FROM part JOIN parcel ON ST_Contains(part.shape, parcel.shape)
), met AS MATERIALIZED (
  SELECT parcel.id, piece.part, piece.shape AS piece, parcel.shape, parcel.area
  FROM near JOIN piece ON piece.number = near.piece JOIN parcel USING (id)
  WHERE ST_Intersects(parcel.shape, piece.shape)
    AND NOT EXISTS (SELECT FROM whole WHERE whole.id = near.id AND whole.part = piece.part)
), cut AS MATERIALIZED (
  SELECT id, part, piece, area, ST_Area(ST_Intersection(shape, piece)) AS taken
  FROM met WHERE part IN (SELECT number FROM part WHERE NOT shared)
), single AS MATERIALIZED (
  SELECT id, part, least(sum(taken), max(area)) AS taken
  FROM cut GROUP BY id, part HAVING sum(taken) > 0
  UNION ALL
  SELECT whole.id, part, area FROM whole JOIN parcel USING (id)
  WHERE part IN (SELECT number FROM part WHERE NOT shared)
), several AS MATERIALIZED (
  SELECT id FROM single GROUP BY id HAVING count(*) > 1
), joint AS MATERIALIZED (
  SELECT id, part, least(sum(ST_Area(ST_Intersection(shape, piece))), max(area)) AS taken
  FROM met WHERE id IN (SELECT id FROM several)
    AND part IN (SELECT number FROM part WHERE shared)
  GROUP BY id, part
  UNION ALL
  SELECT whole.id, part, area FROM whole JOIN parcel USING (id)
  WHERE id IN (SELECT id FROM several) AND part IN (SELECT number FROM part WHERE shared)
), taken AS MATERIALIZED (
  SELECT id, array_agg(part ORDER BY part) AS parts, array_agg(taken ORDER BY part) AS areas
  FROM (SELECT * FROM single UNION ALL SELECT * FROM joint) AS everything GROUP BY id
), remaining AS MATERIALIZED (
  SELECT id, ST_Area(ST_Difference(shape, ST_UnaryUnion(ST_Collect(piece)))) AS area
  FROM cut JOIN parcel USING (id)
  WHERE taken > 0
    AND NOT EXISTS (SELECT FROM whole JOIN part ON number = part
                    WHERE whole.id = cut.id AND NOT shared)
  GROUP BY id, shape
)
SELECT {answers}, parcel.area, parcel.change, ST_AsBinary(parcel.shape), taken.parts, taken.areas,
  coalesce(remaining.area, 0)
FROM taken JOIN parcel USING (id) JOIN once USING (id) LEFT JOIN remaining USING (id)
ORDER BY {order}
"""


def parts_of(
    shapes: Sequence[tuple[BaseGeometry, Geometries, bool]], plan_crs: str, table: OpenTable
) -> list[Part]:
    """Return areas (whole, pieces, where_shared) in the plan CRS with their boxes for a table.

    Raises
    ------
    CrsMissing, NoTransformation
        If the table has no known CRS, or no sure transformation leads there.
    """
    to_table = operation(plan_crs, crs_of_table(table))
    parts = []
    for whole, pieces, where_shared in shapes:
        around = shapely.box(*(shapely.bounds(pieces) + np.array([-1.0, -1, 1, 1])).T)
        boxes = shapely.envelope(
            shapely.transform(shapely.segmentize(around, 100.0), to_table.points)
        )
        parts.append(Part(whole, pieces, boxes, where_shared))
    return parts


def overlay(
    table: OpenTable,
    parts: Sequence[Part],
    plan_crs: str,
    columns: Sequence[str],
    where: Sequence[Condition] = (),
) -> pd.DataFrame:
    """Return the rows that lose land.

    Parameters
    ----------
    columns
        Of the table, to be returned as well.
    where
        Conditions that must all hold; other rows are no parcels.

    Returns
    -------
    In the order of the key: the columns under their names, then ``area``, ``change`` (by mending;
    NaN if not mended), ``geometry`` (shapely), ``left`` (m²), and ``taken`` (list of m², one a
    part), ``told`` (what tells rows apart, see ``postgis.key.row_key``). Its index is the key where
    that is one column of whole numbers.

    Raises
    ------
    CrsMissing, NoTransformation, DatabaseTransformDiffers
        If the table's coordinates cannot be taken to the plan CRS for sure.
    DatabaseKeyMissing, DatabaseRowsAlike, DatabaseColumnUnknown
        If rows of a view cannot be told apart, or conditions do not fit the table.
    """
    from psycopg import sql  # noqa: PLC0415  loaded for databases only

    named, told = ordering_key(table), row_key(table)
    key = identifier("p", named) if named else sql.SQL("NULL::int8")
    wanted = [column_as_read(*column) for column in table.columns if column[0] in columns]
    names = [name for name, _ in table.columns if name in columns]
    aliases = [sql.Identifier(f"a{number}") for number in range(len(wanted))]
    selected = [sql.SQL("{} AS {}").format(*pair) for pair in zip(wanted, aliases, strict=True)]
    selected.append(sql.SQL("{} AS key, {} AS told").format(key, told))
    place = sql.SQL("p.{}").format(identifier(table.info.geometry))
    placed, arguments = placed_in(table, plan_crs)
    conditions, values = where_all(table, where, "p")
    said = {
        "identity": row_place(table),
        "key": key,
        "place": place,
        "columns": sql.SQL(", ").join(selected),
        "table": table.name,
        "chosen": sql.SQL(" AND ").join([sql.SQL(_AREAL).format(place), *conditions]),
        "placed": sql.SQL(placed),
        "answers": sql.SQL(", ").join([*aliases, sql.SQL("key, told")]),
        "order": sql.SQL("key, id"),
    }
    look, query = (sql.SQL(text).format(**said) for text in (_LOOK, _QUERY))
    given = {**arguments, **values, **_given(parts, table)}
    require_told_apart(table, said, given)
    rows = _in_lots(table, look, query, given)
    return _frame(rows, names, len(parts))


def _in_lots(table: OpenTable, look: Any, query: Any, given: dict[str, Any]) -> list[Any]:
    """Find the parcels, cut them lot by lot, and say how far it is; ``pace`` may stop it."""
    # Nobody tells the planner how many rows the steps have; it would compare all with all. The
    # index is used all the same: OFFSET 0 has that part planned on its own.
    table.connection.execute("SET LOCAL enable_nestloop = off")
    found = _found(table, look, given)
    if not table.info.is_stored:
        require_same(table, found, _found(table, look, given))
    size = max(_LOT, -(-len(found) // _MOST_LOTS))
    rows: list[Any] = []
    for first in range(0, len(found), size):
        table.connection.share = first / len(found)  # type: ignore[attr-defined]  # ours
        pace.reached(first / len(found))
        lot = {**given, "lot": found[first : first + size]}
        rows += table.connection.execute(query, lot, binary=True).fetchall()
    return rows


def _found(table: OpenTable, look: Any, given: dict[str, Any]) -> list[Any]:
    return [row[0] for row in table.connection.execute(look, given, binary=True)]


def nearest_area(
    table: OpenTable, bounds: Bounds, where: Sequence[Condition] = ()
) -> Bounds | None:
    """Return the bounds of the area of a table nearest to some bounds, None if it has no area.

    Found by the index of the table, among the rows for which all conditions hold; both in its CRS.
    """
    from psycopg import sql  # noqa: PLC0415

    conditions, values = where_all(table, where)
    place = identifier(table.info.geometry)
    query = sql.SQL("""
        SELECT ST_XMin({0}), ST_YMin({0}), ST_XMax({0}), ST_YMax({0}) FROM {1} WHERE {2}
        ORDER BY {0} <-> ST_MakeEnvelope(%(w)s, %(s)s, %(e)s, %(n)s, %(srid)s) LIMIT 1
    """).format(
        place, table.name, sql.SQL(" AND ").join([sql.SQL(_AREAL).format(place), *conditions])
    )
    given = dict(zip("wsen", bounds, strict=True))
    row = table.connection.execute(query, {**values, **given, "srid": table.srid}).fetchone()
    return None if row is None else (row[0], row[1], row[2], row[3])


def _given(parts: Sequence[Part], table: OpenTable) -> dict[str, Any]:
    pieces = [(number, *pair) for number, part in enumerate(parts) for pair in _pairs(part)]
    return {
        "srid": table.srid,
        "part": list(range(len(parts))),
        "part_shape": [shapely.to_wkb(part.whole) for part in parts],
        "part_shared": [part.where_shared for part in parts],
        "piece": list(range(len(pieces))),
        "piece_part": [number for number, _, _ in pieces],
        "piece_shape": [shape for _, shape, _ in pieces],
        "piece_box": [box for _, _, box in pieces],
    }


def _pairs(part: Part) -> list[tuple[bytes, bytes]]:
    shapes, boxes = shapely.to_wkb(part.pieces), shapely.to_wkb(part.boxes)
    return list(zip(shapes, boxes, strict=True))


def _frame(rows: list[Any], names: list[str], parts: int) -> pd.DataFrame:
    """Put the answer into columns."""
    count = len(names)
    columns = list(zip(*rows, strict=True)) if rows else [()] * (count + 8)
    keys = list(columns[count])
    whole = all(type(key) is int for key in keys) and len(set(keys)) == len(keys)
    frame = pd.DataFrame(
        {name: list(columns[at]) for at, name in enumerate(names)},
        index=pd.Index(keys, dtype="int64") if whole else pd.RangeIndex(len(keys)),
        dtype=object,
    )
    frame["told"] = pd.Series(columns[count + 1], index=frame.index, dtype=object)
    frame["area"], frame["change"] = _floats(columns[count + 2]), _floats(columns[count + 3])
    frame["geometry"] = shapely.from_wkb(np.array(columns[count + 4], dtype=object))
    frame["left"] = _floats(columns[count + 7])
    taken = np.zeros((len(rows), parts))
    for row, (numbers, areas) in enumerate(zip(*columns[count + 5 : count + 7], strict=True)):
        taken[row, numbers] = areas
    return frame.assign(taken=pd.Series(list(taken), index=frame.index, dtype=object))


def _floats(values: Sequence[float | None]) -> npt.NDArray[np.float64]:
    return np.array(values, dtype=np.float64)
