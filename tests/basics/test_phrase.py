from __future__ import annotations

import json

from shoegui.basics.errors import PhotoError
from shoegui.basics.phrase import Phrase


def test_a_phrase_is_english_text_and_remembers_how_it_was_made() -> None:
    phrase = Phrase("{number} photos in {folder}", number=12_408, folder="/a")

    assert phrase == "12,408 photos in /a"
    assert json.dumps([phrase]) == '["12,408 photos in /a"]'
    assert phrase.template == "{number} photos in {folder}"
    assert phrase.values == {"number": 12_408, "folder": "/a"}


def test_braces_mean_nothing_in_a_phrase_without_values_nor_in_values() -> None:
    assert Phrase("a {b} c") == "a {b} c"
    assert Phrase("{file} is damaged", file="{0}.jpg") == "{0}.jpg is damaged"


def test_a_fault_is_a_phrase_of_its_parts() -> None:
    what = Phrase("the {format} picture is damaged", format="PNG")
    fault = PhotoError(what, code="damaged", path="/a.png", advice="Copy it again")

    assert fault.in_words() == str(fault) == "/a.png: the PNG picture is damaged. Copy it again"
    assert fault.without_path() == "the PNG picture is damaged. Copy it again"
    assert fault.without_path().values == {"what": what, "advice": "Copy it again"}
    assert isinstance(fault.advice, Phrase), "a literal can be translated too"
