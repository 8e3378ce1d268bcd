"""A change of the library's network in words, and the offer to go on with one that was stopped."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QWidget

if TYPE_CHECKING:
    from shoegui.gui.library_state import LibraryFacts

# By this name the extraction of the strings to translate finds them.
translate = QCoreApplication.translate


def change_in_words(facts: LibraryFacts, name: str) -> str:
    """What a change to the network `name` means, said before it begins."""
    done = facts.changes.get(name, 0)
    left = max(0, facts.photos - done)
    text = translate(
        "NetworkChange",
        "%Ln photos will be read again, beside what is there. Until that is done you search with"
        " {network}.",
        None,
        left,
    ).format(network=facts.network)
    if done:
        begun = translate("NetworkChange", "%Ln photos are done already.", None, done)
        text = f"{begun} {text}"
    offline = facts.offline
    if offline:
        text += " " + translate(
            "NetworkChange",
            "%Ln of them are on drives that are not connected; they cannot be found until you"
            " connect these and look again.",
            None,
            offline,
        )
    return text


class UnfinishedChange(QWidget):
    """Says how far a change that was stopped has come; `resume_wanted` carries its network."""

    resume_wanted = Signal(str)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._network = ""
        self.text = QLabel(self)
        self.text.setWordWrap(True)
        self.text.setTextFormat(Qt.TextFormat.PlainText)
        self.resume_button = QPushButton(self.tr("G&o on"), self)
        self.resume_button.setAutoDefault(False)
        self.resume_button.setToolTip(self.tr("Read what is left, then use this network"))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.text, stretch=1)
        row.addWidget(self.resume_button, alignment=Qt.AlignmentFlag.AlignTop)
        self.resume_button.clicked.connect(self._resume)
        self.hide()

    def show_facts(self, facts: LibraryFacts, *, indexing: bool) -> None:
        """Show the change that has come farthest; nothing while `indexing`, or without one."""
        self._network = max(facts.changes, key=lambda one: facts.changes[one], default="")
        self.setVisible(bool(self._network) and not indexing)
        if not self._network:
            return
        done = self.locale().toString(facts.changes[self._network])
        total = self.locale().toString(facts.photos)
        self.text.setText(
            self.tr(
                "The change to {network} was stopped: {done} of {total} photos are done."
            ).format(network=self._network, done=done, total=total)
        )

    def _resume(self) -> None:
        self.hide()
        self.resume_wanted.emit(self._network)
