"""What the bundle's lists let in and keep out, by the names that wheels and PyInstaller give."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import bundle_contents
import pytest

ROOT = Path(__file__).resolve().parents[2]
SPEC = ROOT / "packaging" / "shoegui.spec"
WANTED = [
    "PySide6/Qt/lib/libQt6Core.so.6",
    "PySide6/Qt/lib/libQt6Network.so.6",
    "PySide6/Qt/lib/libQt6WaylandClient.so.6",
    "PySide6/Qt/plugins/platforms/libqxcb.so",
    "PySide6/plugins/platforms/qwindows.dll",
    "PySide6/Qt/plugins/platforms/libqcocoa.dylib",
    "PySide6/Qt/plugins/iconengines/libqsvgicon.so",
    "PySide6/Qt/translations/qtbase_de.qm",
    "PySide6/QtWidgets.abi3.so",
    "PySide6\\Qt6Gui.dll",
    "onnxruntime/capi/onnxruntime_pybind11_state.cpython-311-x86_64-linux-gnu.so",
    "onnxruntime/capi/libonnxruntime_providers_shared.so",
    "onnxruntime/capi/onnxruntime_providers_shared.dll",
    "numpy.libs/libscipy_openblas64_-32a4b2a6.so",
    "pillow.libs/libxcb-9065bb12.so.1.1.0",
    "shoegui/models/efficientnet-lite2.onnx",
]
UNWANTED = [
    "PySide6/Qt/lib/libQt6Quick.so.6",
    "PySide6/Qt/lib/libQt6QmlModels.so.6",
    "PySide6/Qt/lib/libQt6EglFSDeviceIntegration.so.6",
    "libQt6EglFsKmsSupport.so.6",
    "PySide6/Qt6Pdf.dll",
    "PySide6/opengl32sw.dll",
    "PySide6/Qt/qml/QtQuick/qmldir",
    "PySide6/Qt/plugins/sqldrivers/libqsqlite.so",
    "PySide6/Qt/plugins/tls/libqopensslbackend.so",
    "PySide6/Qt/plugins/platforms/libqvnc.so",
    "PySide6/Qt/plugins/imageformats/libqpdf.so",
    "PySide6/Qt/translations/qtbase_fr.qm",
    "PySide6/Qt/translations/assistant_de.qm",
    "onnxruntime/capi/libonnxruntime_providers_cuda.so",
    "onnxruntime/capi/libonnxruntime_providers_tensorrt.so",
    "onnxruntime\\capi\\onnxruntime_providers_cuda.dll",
    "onnxruntime/capi/libonnxruntime.so.1.31.1",
    "libcudart.so.13",
    "nvidia_cublas/libcublasLt.so.13",
    "numpy/_core/tests/data.npz",
]


@pytest.mark.parametrize("place", WANTED)
def test_what_the_program_uses_is_taken_in(place: str) -> None:
    assert bundle_contents.wanted(place, ["de", "en"])


@pytest.mark.parametrize("place", UNWANTED)
def test_what_it_does_not_use_stays_out(place: str) -> None:
    assert not bundle_contents.wanted(place, ["de", "en"])


@pytest.mark.parametrize("name", ["libcrypto.so.3", "libpython3.11.so.1.0", "libxcb-cursor.so.0"])
def test_libraries_a_desktop_may_lack_come_along(name: str) -> None:
    assert bundle_contents.wanted(name, [], from_the_system=True)


@pytest.mark.parametrize(
    "name", ["libGL.so.1", "libX11.so.6", "libxcb.so.1", "libfontconfig.so.1", "libstdc++.so.6"]
)
def test_what_has_to_fit_the_system_is_the_systems(name: str) -> None:
    assert not bundle_contents.wanted(name, [], from_the_system=True)


@pytest.mark.parametrize("platform", ["linux", "win32", "darwin"])
def test_the_programs_of_a_bundle_differ_in_more_than_capitals(platform: str) -> None:
    names = [name.lower() for name in bundle_contents.programs(platform)]
    assert len(set(names)) == len(names)


@pytest.mark.parametrize("platform", ["win32", "darwin"])
def test_the_first_program_has_no_console_and_the_last_one_has(platform: str) -> None:
    consoles = list(bundle_contents.programs(platform).values())
    assert (consoles[0], consoles[-1]) == (False, True)


def test_no_module_that_shoegui_imports_is_excluded() -> None:
    imported = set()
    for path in (ROOT / "shoegui").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Import):
                imported |= {name.name for name in node.names}
            elif isinstance(node, ast.ImportFrom) and node.module:
                imported |= {node.module, *(f"{node.module}.{it.name}" for it in node.names)}
    assert not imported & set(bundle_contents.EXCLUDED_MODULES)


def test_every_qt_module_that_is_imported_comes_along() -> None:
    text = "\n".join(path.read_text(encoding="utf-8") for path in (ROOT / "shoegui").rglob("*.py"))
    for module in set(re.findall(r"PySide6\.Qt(\w+)", text)):
        assert bundle_contents.wanted(f"PySide6/Qt/lib/libQt6{module}.so.6", [])


def test_the_spec_is_python_and_names_no_version_of_its_own() -> None:
    text = SPEC.read_text(encoding="utf-8")
    ast.parse(text)
    assert "from shoegui import __version__" in text
    assert not re.search(r"version\s*=\s*[\"']", text)
