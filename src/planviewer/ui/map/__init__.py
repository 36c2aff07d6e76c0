"""The embedded map: the scheme, the page, the bridge, the tiles, the widget."""
