"""The colours of the interface, light and dark, and the contrast between them.

Every pair that carries text reaches 4.5:1 (WCAG 2.2, success criterion 1.4.3), every mark and
focus ring 3:1 (1.4.11); the tests compute it with :func:`contrast`.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Final

from PySide6.QtGui import QColor, QPalette


@dataclass(frozen=True)
class Palette:
    """Named colours as ``#rrggbb``; the names are the ``$name`` of ``resources/qss``."""

    dark: bool
    window: str
    surface: str
    raised: str
    hover: str
    text: str
    muted: str
    disabled: str
    icon: str
    border: str
    control_border: str
    accent: str
    accent_hover: str
    on_accent: str
    selection: str
    focus: str
    danger: str
    danger_soft: str
    warning: str
    warning_soft: str
    success: str
    success_soft: str
    info: str
    info_soft: str

    def tokens(self) -> dict[str, str]:
        """Return the colours by name, for the style sheet."""
        return {name: value for name, value in asdict(self).items() if isinstance(value, str)}


LIGHT: Final = Palette(
    dark=False,
    window="#f4f6f8",
    surface="#ffffff",
    raised="#ffffff",
    hover="#eaf0f4",
    text="#1b2530",
    muted="#556270",
    disabled="#8a95a1",
    icon="#45525f",
    border="#dbe1e7",
    control_border="#7c8793",
    accent="#0f6674",
    accent_hover="#0b5461",
    on_accent="#ffffff",
    selection="#d9eef1",
    focus="#0f7d8f",
    danger="#b3261e",
    danger_soft="#fdeceb",
    warning="#8a5300",
    warning_soft="#fdf2dd",
    success="#1d6b47",
    success_soft="#e3f4ea",
    info="#1d5c99",
    info_soft="#e5f0fa",
)

DARK: Final = Palette(
    dark=True,
    window="#1a1f24",
    surface="#20262c",
    raised="#283038",
    hover="#2b343c",
    text="#e7ecf0",
    muted="#a9b4be",
    disabled="#74808b",
    icon="#bcc6cf",
    border="#343d46",
    control_border="#75818c",
    accent="#57bccb",
    accent_hover="#74cbd8",
    on_accent="#0c1a1d",
    selection="#1f4850",
    focus="#6fd0de",
    danger="#ff9d94",
    danger_soft="#43211f",
    warning="#f2bf6b",
    warning_soft="#3d2f16",
    success="#7fd3a6",
    success_soft="#1b3a2a",
    info="#8fc1f2",
    info_soft="#1c3147",
)


def contrast(first: str, second: str) -> float:
    """Return the WCAG 2.2 contrast ratio (1–21) of two ``#rrggbb`` colours."""
    lighter, darker = sorted((_luminance(first), _luminance(second)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(color: str) -> float:
    """Return the relative luminance of WCAG 2.2 (sRGB)."""
    channels = [int(color[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def qt_palette(colors: Palette) -> QPalette:
    """Return the Qt palette for what the style sheet does not reach (Fusion draws the rest)."""
    palette = QPalette()
    role = QPalette.ColorRole
    for target, name in {
        role.Window: colors.window,
        role.WindowText: colors.text,
        role.Base: colors.surface,
        role.AlternateBase: colors.window,
        role.Text: colors.text,
        role.Button: colors.raised,
        role.ButtonText: colors.text,
        role.BrightText: colors.danger,
        role.ToolTipBase: colors.raised,
        role.ToolTipText: colors.text,
        role.PlaceholderText: colors.muted,
        role.Highlight: colors.selection,
        role.HighlightedText: colors.text,
        role.Link: colors.accent,
        role.LinkVisited: colors.accent,
        role.Accent: colors.accent,
        role.Mid: colors.border,
        role.Light: colors.raised,
        role.Dark: colors.control_border,
    }.items():
        palette.setColor(target, QColor(name))
    for target in (role.WindowText, role.Text, role.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, target, QColor(colors.disabled))
    return palette
