"""What the engine says is said in the window's language."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from shoegui.basics.errors import PhotoError, UserFacingError
from shoegui.basics.phrase import Phrase
from shoegui.gui.engine_words import fault_said, said
from shoegui.gui.error_bar import in_words
from shoegui.gui.picture_loader import sentence
from shoegui.photos.reading import read_photo
from tests.gui.test_translations import messages, speak, updater


@pytest.fixture
def german(qapp: QApplication) -> Iterator[None]:
    yield from speak(qapp, "de_DE")


def test_every_sentence_of_the_engine_has_its_translation() -> None:
    found = list(updater().engine_phrases())
    networks = set(updater().network_descriptions())
    translated = {source for context, source, _ in messages("de") if context == "Engine"}

    assert len(found) > 100
    assert len(networks) > 1
    assert {phrase for _, phrase in found if phrase is not None} | networks == translated


def test_no_sentence_of_the_engine_is_put_together_past_the_translation() -> None:
    """An f-string has no translation: it has to be a Phrase."""
    assert not [place for place, phrase in updater().engine_phrases() if phrase is None]


@pytest.mark.usefixtures("german")
def test_a_fault_is_german_in_a_german_window() -> None:
    fault = PhotoError(
        Phrase("the {format} picture is cut off", format="PNG"),
        code="truncated",
        path="/fotos/a.png",
        advice="Copy it again from where it came",
    )

    assert in_words(fault) == (
        "a.png: Das PNG-Bild ist unvollständig."
        " Kopieren Sie die Datei noch einmal von ihrer Quelle."
    )
    assert fault_said(fault).startswith("/fotos/a.png: Das PNG-Bild ist unvollständig. Kopieren")
    assert sentence(fault).startswith("Das PNG-Bild ist unvollständig. Kopieren")
    assert "the PNG picture" in str(fault), "the log and the report stay English"


@pytest.mark.usefixtures("german")
def test_why_a_file_cannot_be_read_is_german_too(tmp_path: Path) -> None:
    with pytest.raises(PhotoError) as raised:
        read_photo(tmp_path / "gone.jpg")

    assert sentence(raised.value).startswith("Die Datei lässt sich nicht lesen: Es gibt sie nicht.")


@pytest.mark.usefixtures("german")
def test_numbers_follow_the_locale_and_parts_are_translated_too() -> None:
    phrase = Phrase(
        "{folder}: {reason}; its {number} photos are kept and marked offline. Connect it and index"
        " again, or run 'shoegui index --prune FOLDER' if they are really gone",
        folder="/a",
        reason=Phrase("it is not there now"),
        number=12_408,
    )

    assert said(phrase).startswith("/a: Der Ordner ist gerade nicht da; die 12.408 Fotos")


@pytest.mark.usefixtures("german")
def test_what_has_no_translation_stays_english() -> None:
    assert said("something {new}") == "something {new}"
    assert said(Phrase("{number} new things", number=1000)) == "1.000 new things"
    assert fault_said(UserFacingError("it is new", path="/a")) == "/a: it is new"
    assert fault_said(ValueError("a bug")) == "a bug"
