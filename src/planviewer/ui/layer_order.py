"""Where a layer goes when it is dragged or moved by keys: positions of the drawing order.

The tree shows groups, the plan keeps one drawing order (bottom first). A layer dropped between two
rows goes directly below the upper one on the map; with nothing above it, directly above the lower.
"""

from __future__ import annotations

from dataclasses import dataclass

from planviewer.model.plan import Plan
from planviewer.ui.layer_rows import Row


@dataclass(frozen=True)
class Move:
    """A wish: ``layer`` at ``position`` (0: bottom, counted without it) in ``group``."""

    layer: str
    position: int
    group: str | None


def siblings(plan: Plan, group: str | None) -> list[str]:
    """Return the layers of a group (None: those of no group), top first."""
    return [layer.id for layer in reversed(plan.layers) if layer.group == group]


def move_between(
    plan: Plan, layer: str, group: str | None, above: str | None, below: str | None
) -> Move:
    """Return the move that puts ``layer`` between two rows of the tree."""
    others = [item.id for item in plan.layers if item.id != layer]
    if above is not None:
        position = others.index(above)
    elif below is not None:
        position = others.index(below) + 1
    else:  # an empty group: nothing to stand beside, so the map stays as it is
        position = [item.id for item in plan.layers].index(layer)
    return Move(layer, position, group)


def drop(plan: Plan, tree: tuple[Row, ...], layer: str, parent: Row | None, row: int) -> Move:
    """Return the move for a drop before ``row`` of ``parent`` (-1: on the parent itself)."""
    if parent is not None:
        others = [item for item in parent.layer_ids if item != layer]
        # Qt counts the dragged row too.
        passed = [item for item in parent.layer_ids[: max(row, 0)] if item != layer]
        return _into(plan, layer, parent.key[1], others, len(passed))
    row = len(tree) if row < 0 else row
    above = next((item for item in reversed(_ids(tree[:row])) if item != layer), None)
    below = next((item for item in _ids(tree[row:]) if item != layer), None)
    return move_between(plan, layer, None, above, below)


def step(plan: Plan, tree: tuple[Row, ...], layer: str, up: bool) -> Move | None:
    """Return the move one row up or down; at the edge of its group into the next one."""
    group = plan.layer(layer).group
    mates = siblings(plan, group)
    if group is not None:
        target = mates.index(layer) + (-1 if up else 1)
        if 0 <= target < len(mates):
            others = [item for item in mates if item != layer]
            return _into(plan, layer, group, others, target)
    return _past(plan, tree, layer, up)


def _past(plan: Plan, tree: tuple[Row, ...], layer: str, up: bool) -> Move | None:
    """Leave the group, or as a layer of no group pass the next top row or enter it."""
    here = next(number for number, row in enumerate(tree) if layer in row.layer_ids)
    there = here + (-1 if up else 1)
    if not 0 <= there < len(tree):
        return None
    neighbour = tree[there]
    if neighbour.kind == "group":
        others = list(neighbour.layer_ids)
        return _into(plan, layer, neighbour.key[1], others, len(others) if up else 0)
    other = neighbour.layer_ids[0]
    return move_between(plan, layer, None, None if up else other, other if up else None)


def _into(plan: Plan, layer: str, group: str, others: list[str], at: int) -> Move:
    above = others[at - 1] if at > 0 else None
    below = others[at] if at < len(others) else None
    return move_between(plan, layer, group, above, below)


def _ids(tree: tuple[Row, ...]) -> list[str]:
    return [layer for row in tree for layer in row.layer_ids]
