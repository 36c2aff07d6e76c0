"""What can be painted: features, or an image."""

from __future__ import annotations

from planviewer.drawing.layer import DrawLayer
from planviewer.drawing.raster import RasterDrawLayer

Drawable = DrawLayer | RasterDrawLayer
"""They share id, bounds, look, token and reach; only who paints or searches tells them apart."""
