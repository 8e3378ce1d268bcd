"""What goes into the packaged program and what stays out: the lists that shoegui.spec works from.

Only names and rules about names; PyInstaller is not needed to read them. Sizes are in sizes.py.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import PurePosixPath

# The two programs. Windows and macOS do not tell ShoeGUI from shoegui, so there the one for the
# terminal has a name of its own; Linux needs no second one, since a program has no kind there.
WINDOWED = "ShoeGUI"
CONSOLE = "shoegui-console"
LINUX = "shoegui"


def programs(platform: str) -> dict[str, bool]:
    """The programs of a bundle for `platform`, as in sys.platform; True for those of a terminal.

    The first is the one with the window.
    """
    return {LINUX: True} if platform == "linux" else {WINDOWED: False, CONSOLE: True}


# Imported by name at run time, so that no import statement shows them.
HIDDEN = ("google._upb._message",)

# `shoegui doctor` and onnxruntime ask for the versions of these.
WITH_METADATA = (
    "PySide6-Essentials",
    "hnswlib",
    "numpy",
    "onnxruntime",
    "onnxruntime-gpu",
    "pi-heif",
    "pillow",
    "xxhash",
)

# Python modules that something imports somewhere, and nothing that ShoeGUI does comes to.
EXCLUDED_MODULES = (
    "IPython",
    "PIL.ImageGrab",
    "PIL.ImageQt",
    "PIL.ImageShow",
    "PIL.ImageTk",
    "PIL._imagingmath",
    "PIL._imagingmorph",
    "PIL._imagingtk",
    "_ssl",
    "_pytest",
    "curses",
    "ensurepip",
    "flatbuffers",
    "hypothesis",
    "idlelib",
    "lib2to3",
    "markdown_it",
    "mpmath",
    "numpy.distutils",
    "numpy.f2py",
    "numpy.testing",
    "onnxruntime.backend",
    "onnxruntime.datasets",
    "onnxruntime.quantization",
    "onnxruntime.tools",
    "onnxruntime.training",
    "onnxruntime.transformers",
    "pip",
    "pydoc_data",
    "pygments",
    "pytest",
    "setuptools",
    "ssl",
    "sympy",
    "tkinter",
    "turtle",
)

# Only what can happen to ShoeGUI: a screen of Linux, Windows or macOS, or none; SVG icons, and
# pictures dropped as bitmaps. Photos are read by Pillow.
QT_PLUGINS = {
    "platforms": ("qxcb", "qwayland", "qoffscreen", "qwindows", "qcocoa"),
    "platformthemes": ("qgtk3", "qxdgdesktopportal"),
    "platforminputcontexts": ("composeplatforminputcontext", "ibusplatforminputcontext"),
    "imageformats": ("qgif", "qico", "qicns", "qjpeg", "qsvg", "qwebp"),
    "iconengines": ("qsvgicon",),
    "styles": ("qmodernwindowsstyle", "qwindowsvistastyle", "qmacstyle"),
    "xcbglintegrations": ("qxcb-egl-integration", "qxcb-glx-integration"),
    "wayland-decoration-client": ("bradient", "adwaita"),
    "wayland-graphics-integration-client": ("qt-plugin-wayland-egl",),
    "wayland-shell-integration": ("xdg-shell",),
}

# Parts of Qt that come along only because a plugin that is left out wants them, and software
# that draws what a graphics driver would: ShoeGUI draws without either.
QT_UNUSED = re.compile(
    r"(libQt6|Qt6?)(EglFS\w*|PrintSupport|Qml\w*|Quick\w*|Pdf|Sql|Test|VirtualKeyboard"
    r"|WaylandCompositor|WlShell\w*)(\.so\.6|\.dll|)$"
    r"|opengl32sw\.dll$|d3dcompiler_\d+\.dll$",
    re.IGNORECASE,
)

# onnxruntime's C library is for C programs (Python's module has all of it inside), and the
# providers for NVIDIA's cards come in the CUDA pack.
ONNXRUNTIME_UNUSED = re.compile(
    r"libonnxruntime\.so|libonnxruntime[.\d]*\.dylib$|onnxruntime\.dll$"
    r"|(lib)?onnxruntime_providers_(cuda|tensorrt|nv_tensorrt_rtx)\."
)
NVIDIA = re.compile(
    r"(lib)?(cud(a|art|nn)|cublas|cufft|curand|nvrtc|nvJitLink|nvinfer|nvonnx|nvidia)",
    re.IGNORECASE,
)

# Libraries of the build machine that go into a bundle for Linux: what Python's own modules need,
# and small parts of X that a desktop need not have. All others are there wherever a desktop is,
# and have to fit its drivers, display server and fonts; debian.py makes them dependencies.
FROM_THE_BUILD_MACHINE = re.compile(
    r"lib(python3|crypto|sqlite3|ffi|bz2|lzma|mpdec"
    r"|xcb-(cursor|icccm|image|keysyms|render-util|util|xkb))\.?[\d.]*\.so"
)


def wanted(destination: str, languages: Sequence[str], *, from_the_system: bool = False) -> bool:
    """Whether a file belongs into the bundle; `destination` is its place in there.

    `languages` are those that the window speaks, as in "de". `from_the_system` says that the file
    is a library of Linux rather than of a Python package.
    """
    path = PurePosixPath(destination.replace("\\", "/"))
    name = path.name
    if from_the_system and not FROM_THE_BUILD_MACHINE.match(name):
        return False
    if QT_UNUSED.match(name) or NVIDIA.match(name):
        return False
    if "onnxruntime" in path.parts and ONNXRUNTIME_UNUSED.match(name):
        return False
    if "PySide6" in path.parts:
        return _wanted_of_qt(path, languages)
    return not {"tests", "testing"} & set(path.parts)


def _wanted_of_qt(path: PurePosixPath, languages: Sequence[str]) -> bool:
    if "qml" in path.parts:
        return False
    if "plugins" in path.parts:
        kind = path.parts[path.parts.index("plugins") + 1]
        plain = path.name.split(".")[0].removeprefix("lib")
        return plain in QT_PLUGINS.get(kind, ())
    if "translations" in path.parts:
        return path.name in {f"qtbase_{language}.qm" for language in languages}
    return True
