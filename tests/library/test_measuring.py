"""How fast a network runs here, by trying."""

from __future__ import annotations

import math
from pathlib import Path

import pytest

from shoegui.basics.progress import Cancelled, CancelToken
from shoegui.features.manifest import find
from shoegui.library.measuring import measure
from tests.helpers import TINY, Place


def test_real_pictures_give_a_speed_and_the_name_of_the_device(place: Place) -> None:
    picture = place.picture("1.png", 1)
    speed = measure(find(place.paths, TINY), "cpu", [str(picture)], cancel=CancelToken())
    assert (speed.network, speed.device, speed.fault) == (TINY, "cpu", "")
    assert speed.label.startswith("CPU")
    assert 0 < speed.seconds_per_picture < 1


def test_with_no_picture_or_none_that_can_be_read_there_is_no_speed(place: Place) -> None:
    broken = place.photos / "broken.png"
    broken.write_bytes(b"no picture")
    manifest = find(place.paths, TINY)
    for pictures in ([], [str(broken)]):
        speed = measure(manifest, "cpu", pictures, cancel=CancelToken())
        assert math.isnan(speed.seconds_per_picture)
        assert speed.fault == ""


def test_a_network_that_cannot_be_used_is_told_with_its_reason(place: Place) -> None:
    manifest = find(place.paths, TINY)
    Path(manifest.file).write_bytes(b"damaged")
    speed = measure(manifest, "cpu", [], cancel=CancelToken())
    assert "damaged" in speed.fault


def test_a_measurement_can_be_stopped(place: Place) -> None:
    cancel = CancelToken()
    cancel.cancel()
    with pytest.raises(Cancelled):
        measure(find(place.paths, TINY), "cpu", [], cancel=cancel)
