"""The definition of a zone, point by point, and random lines to try it on.

Written without regard to speed and without any overlay: the distance from each point to every
segment, and the side of the nearest.
"""

import numpy as np


def nearest_side(lines, points, *, round_ends=False):
    """Return each point's distance to the lines and the sides its nearest points are reached on.

    The sides are two columns, (left, right): both False beyond a flat end, both True only where
    equally near places of the line lie on different sides.
    """
    distance, left, right = [], [], []
    for coords in lines:
        to_line = _to_line(coords, points, round_ends)
        for column, part in zip((distance, left, right), to_line, strict=True):
            column.append(part)
    distance, left, right = (np.concatenate(c, axis=1) for c in (distance, left, right))
    least = distance.min(axis=1)
    nearest = distance <= least[:, None] + 1e-9
    return least, np.column_stack([(nearest & side).any(axis=1) for side in (left, right)])


def _to_line(coords, points, round_ends):
    a, b = coords[:-1], coords[1:]
    length = np.hypot(*(b - a).T)
    u = (b - a) / length[:, None]
    normal = np.column_stack((-u[:, 1], u[:, 0]))
    closed = (coords[0] == coords[-1]).all()
    from_a = points[:, None, :] - a
    along, off = (from_a * u).sum(axis=2), (from_a * normal).sum(axis=2)
    distance = np.hypot(along - np.clip(along, 0, length), off)
    # at a vertex the side is that of the sum of the two normals, which both segments agree with
    previous, following = np.roll(normal, 1, axis=0), np.roll(normal, -1, axis=0)
    at_a = (from_a * (normal + previous)).sum(axis=2)
    at_b = ((points[:, None, :] - b) * (normal + following)).sum(axis=2)
    side = np.where(along < 0, at_a, np.where(along > length, at_b, off))
    if not closed:
        side[:, 0] = np.where(along[:, 0] < 0, off[:, 0] * round_ends, side[:, 0])
        beyond = along[:, -1] > length[-1]
        side[:, -1] = np.where(beyond, off[:, -1] * round_ends, side[:, -1])
    return distance, side > 0, side < 0


def path(lengths, headings):
    steps = np.column_stack((lengths * np.cos(headings), lengths * np.sin(headings)))
    return np.vstack(([[0.0, 0.0]], np.cumsum(steps, axis=0)))


def bendy(rng):
    n = rng.integers(2, 25)
    turns = rng.normal(0, rng.choice([0.1, 0.3, 0.6, 1.2, 2.5]), n)
    return [path(rng.uniform(5, 60, n), np.cumsum(turns))]


def sharp(rng):
    n = rng.integers(3, 12)
    turns = rng.choice([-1, 1], n) * rng.uniform(2.6, 3.13, n)
    return [path(rng.uniform(5, 60, n), np.cumsum(turns))]


def with_vertices_on_straights(rng):
    coords = bendy(rng)[0]
    share = rng.uniform(0.1, 0.9, len(coords) - 1)[:, None]
    doubled = np.empty((2 * len(coords) - 1, 2))
    doubled[::2] = coords
    doubled[1::2] = coords[:-1] + share * np.diff(coords, axis=0)
    return [doubled]


def closed(rng):
    coords = np.vstack((bendy(rng)[0], [[10.0, 35.0]]))
    return [np.vstack((coords, coords[:1]))]


def ring(rng):
    n = rng.integers(4, 30)
    angle = np.sort(rng.uniform(0, 2 * np.pi, n))
    radius = rng.uniform(10, 90) * rng.uniform(0.6, 1.4, n)
    coords = np.column_stack((radius * np.cos(angle), radius * np.sin(angle)))
    coords = coords[:: rng.choice([-1, 1])]
    return [np.vstack((coords, coords[:1]))]


def hairpin(rng):
    gap, length, n = rng.uniform(2, 60), rng.uniform(40, 150), rng.integers(2, 6)
    rows = [[[0, i * gap], [length, i * gap]][:: 1 if i % 2 == 0 else -1] for i in range(n)]
    return [np.concatenate(rows) + rng.normal(0, rng.choice([0, 0, 1]), (2 * n, 2))]


def spiral(rng):
    angle = np.linspace(0, rng.uniform(2, 6) * np.pi, rng.integers(8, 40))
    radius = 5 + rng.uniform(2, 12) * angle
    coords = np.column_stack((radius * np.cos(angle), rng.choice([-1, 1]) * radius * np.sin(angle)))
    return [coords[:: rng.choice([-1, 1])]]


def several(rng):
    return [bendy(rng)[0] + rng.uniform(-80, 80, 2) for _ in range(rng.integers(2, 4))]


FAMILIES = {
    f.__name__: f
    for f in (
        bendy,
        sharp,
        with_vertices_on_straights,
        closed,
        ring,
        hairpin,
        spiral,
        several,
    )
}
