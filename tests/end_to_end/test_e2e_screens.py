"""The window on screens of other kinds: with twice the pixels, and dark."""

import numpy as np
from PIL import Image

SIZE = "1280x720"
DIFFERENT = 32


def picture(run, name, *arguments, **environment):
    """Take a picture of the window on the bundled plan; return its pixels."""
    out = run.folder / name
    ran = run("--screenshot", out, "--size", SIZE, *arguments, **environment)
    assert ran.code == 0, ran.err
    return Image.open(out).convert("RGB")


def rows_of(image):
    return np.asarray(image).astype(float)


def test_on_a_screen_of_twice_the_pixels_the_window_is_the_same_and_sharper(run):
    """Tolerance: made half as large, 3 % of the pixels may differ by more than 32 of 255."""
    plain = picture(run, "1.png")
    fine = picture(run, "2.png", QT_SCALE_FACTOR="2")
    assert fine.size == (2560, 1440)
    halved = rows_of(fine.resize(plain.size, Image.Resampling.BOX))
    differs = np.abs(halved - rows_of(plain)).max(axis=2) > DIFFERENT
    assert differs.mean() < 0.03
    stretched = rows_of(plain.resize(fine.size, Image.Resampling.BICUBIC))
    for part in (np.s_[200:1300, 700:1900], np.s_[200:1300, 20:560]):  # the map; a list
        assert steepness(rows_of(fine)[part]) > 1.25 * steepness(stretched[part])


def steepness(pixels):
    """Return how much neighbours differ: blurred edges have smaller steps."""
    return float((np.diff(pixels, axis=1) ** 2).mean())


def test_dark_all_of_the_window_is_dark_and_the_map_has_its_colours(run):
    light = rows_of(picture(run, "light.png", "--theme", "light"))
    dark = rows_of(picture(run, "dark.png", "--theme", "dark"))
    assert (light.mean(axis=2) > 200).mean() > 0.8
    assert (dark.mean(axis=2) > 200).mean() < 0.05
    there = coloured(light) & coloured(dark)
    assert there.sum() > 0.5 * coloured(light).sum() > 3_000


def coloured(window):
    """Return which pixels of the map (columns 320 to 980, rows 90 to 650) have a strong colour."""
    seen = window[90:650, 320:980]
    return seen.max(axis=2) - seen.min(axis=2) > 60
