"""The size table counts every byte of a bundle once, under the name of whose it is."""

from __future__ import annotations

from pathlib import Path

import pytest
import sizes


@pytest.mark.parametrize(
    ("place", "part"),
    [
        ("shoegui", sizes.REST),
        ("_internal/shoegui/models/one.onnx", "networks"),
        ("_internal/PySide6/Qt/lib/libicudata.so.73", "Qt: ICU"),
        ("_internal/PySide6/Qt/lib/libQt6Gui.so.6", "Qt"),
        ("_internal/PySide6/QtGui.abi3.so", "PySide6 and shiboken6"),
        ("_internal/numpy.libs/libgfortran.so.5", "numpy: OpenBLAS and Fortran"),
        ("_internal/numpy/fft/_pocketfft_umath.so", "numpy"),
        ("_internal/libxcb-cursor.so.0", "libraries of X"),
        ("_internal/pillow.libs/libxcb-9065bb12.so.1.1.0", "Pillow"),
        ("_internal/python3.11/lib-dynload/_json.so", "Python"),
        ("_internal/libcrypto.so.3", "Python"),
        ("_internal/hnswlib-0.8.0.dist-info/METADATA", "licences"),
    ],
)
def test_a_file_belongs_to_one_part(place: str, part: str) -> None:
    assert sizes.part_of(place) == part


def test_links_are_not_counted_twice(tmp_path: Path) -> None:
    (tmp_path / "a.bin").write_bytes(b"12345")
    (tmp_path / "b.bin").symlink_to("a.bin")
    assert sizes.of(tmp_path) == 5
    assert sum(sizes.by_part(tmp_path).values()) == 5
    assert "| **all** | **0.0** |" in sizes.table(tmp_path)
