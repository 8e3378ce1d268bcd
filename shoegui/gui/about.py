"""The About box: what the program is, its versions, and whose work it stands on."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication, QSize, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QLabel,
    QTabWidget,
    QTextBrowser,
    QVBoxLayout,
    QWidget,
)

from shoegui import __version__
from shoegui.gui import icons

# By this name the extraction of what to translate finds it.
translate = QCoreApplication.translate


@dataclass(frozen=True, slots=True)
class Work:
    """Somebody else's work that is used here, and its licence."""

    name: str
    licence: str
    use: str


def works() -> tuple[Work, ...]:
    """Everything of others that runs in, or ships with, the program."""

    return (
        Work("Qt, PySide6", "LGPL-3.0", translate("About", "the window; linked to, not modified")),
        Work("ONNX Runtime", "MIT", translate("About", "runs the network")),
        Work("EfficientNet-Lite", "Apache-2.0", translate("About", "the network's weights")),
        Work("hnswlib", "Apache-2.0", translate("About", "nearest neighbours")),
        Work("NumPy", "BSD-3-Clause", translate("About", "arithmetic")),
        Work("Pillow", "MIT-CMU", translate("About", "reads pictures")),
        Work(
            "pi-heif, libheif, libde265",
            "BSD-3-Clause, LGPL-3.0",
            translate("About", "reads HEIC pictures"),
        ),
        Work("xxHash", "BSD-2-Clause", translate("About", "recognises files")),
        Work("watchdog", "Apache-2.0", translate("About", "sees changes in folders")),
        Work("appdirs", "MIT", translate("About", "finds the program's folders")),
        Work("filelock", "MIT", translate("About", "one writer at a time")),
        Work("protobuf", "BSD-3-Clause", translate("About", "reads networks")),
        Work("Rich", "MIT", translate("About", "the command line")),
        Work("SQLite", translate("About", "public domain"), translate("About", "the library")),
        Work("Python", "PSF-2.0", translate("About", "runs it all")),
    )


class AboutBox(QDialog):
    """Versions can be copied for a report."""

    def __init__(
        self, versions: list[tuple[str, str]], device: str, parent: QWidget | None = None
    ) -> None:
        """`versions` are names and versions; `device` is what the network runs on, or empty."""
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("About ShoeGUI"))
        self._versions = list(versions)
        if device:
            self._versions.append((self.tr("Network runs on"), device))
        self._licences = self._text("")
        tabs = QTabWidget()
        tabs.addTab(self._text(self._versions_html()), self.tr("Versions"))
        tabs.addTab(self._licences, self.tr("Licences"))
        tabs.currentChanged.connect(self._fill_licences)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        copy = buttons.addButton(self.tr("Copy versions"), QDialogButtonBox.ButtonRole.ActionRole)
        copy.clicked.connect(self._on_copy)
        buttons.rejected.connect(self.close)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 24, 24, 16)
        column.setSpacing(16)
        column.addLayout(self._head())
        column.addWidget(tabs, 1)
        column.addWidget(buttons)
        letter = self.fontMetrics().averageCharWidth()
        self.resize(letter * 84, self.fontMetrics().lineSpacing() * 32)

    def _head(self) -> QHBoxLayout:
        picture = QLabel()
        picture.setPixmap(icons.program_icon().pixmap(QSize(64, 64)))
        name = QLabel(self.tr("ShoeGUI {version}").format(version=__version__))
        font = name.font()
        font.setPointSizeF(font.pointSizeF() * 1.5)
        font.setBold(True)
        name.setFont(font)
        what = QLabel(
            self.tr(
                "Finds pictures by picture, in your own folders, on your own computer. "
                "It sends nothing anywhere."
            )
        )
        what.setWordWrap(True)
        words = QVBoxLayout()
        words.addWidget(name)
        words.addWidget(what)
        head = QHBoxLayout()
        head.setSpacing(16)
        head.addWidget(picture, 0, Qt.AlignmentFlag.AlignTop)
        head.addLayout(words, 1)
        return head

    def _text(self, html: str) -> QTextBrowser:
        shown = QTextBrowser()
        shown.setHtml(html)
        shown.document().setDocumentMargin(12)
        return shown

    def _fill_licences(self) -> None:
        # The longest text by far, and few look at it.
        if self._licences.document().isEmpty():
            self._licences.setHtml(self._licences_html())

    def _versions_html(self) -> str:
        return _table([[name, version] for name, version in self._versions])

    def _licences_html(self) -> str:
        own = self.tr("ShoeGUI itself is under the MIT licence. It stands on the work of others:")
        qt = self.tr(
            "Qt and PySide6 are used under the GNU Lesser General Public License, version 3. "
            "They are linked to as separate libraries and are not modified: you may replace them "
            "with versions of your own. Their source is at qt.io."
        )
        rows = [[work.name, work.licence, work.use] for work in works()]
        return f"<p>{own}</p>{_table(rows)}<p>{qt}</p>"

    def _on_copy(self) -> None:
        lines = [f"{name} {version}" for name, version in self._versions]
        QGuiApplication.clipboard().setText("\n".join(lines))


def _table(rows: list[list[str]]) -> str:
    lines = ["".join(f"<td style='padding: 3px 18px 3px 0'>{one}</td>" for one in r) for r in rows]
    return "<table>" + "".join(f"<tr>{line}</tr>" for line in lines) + "</table>"
