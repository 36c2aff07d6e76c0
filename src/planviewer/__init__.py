"""planviewer: see urban-planning sites on a map, exactly, offline."""

from importlib.metadata import PackageNotFoundError, version

try:
    __version__ = version("planviewer")
except PackageNotFoundError:  # run from a source tree that was never installed
    __version__ = "0+source"
