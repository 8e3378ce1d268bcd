"""Brings the translations up to date with the strings of the window and of the engine.

`make translations`. New strings appear in the .ts files as unfinished; a person fills them in and
runs it again. The English file holds only what has a singular and a plural. lupdate finds the
window's strings; the engine's, which knows no Qt, are found here: see `engine_phrases`, and those
of the networks: see `network_descriptions`.
"""

from __future__ import annotations

import ast
import re
import subprocess
import sys
import tempfile
import tomllib
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from pathlib import Path

FOLDER = Path(__file__).resolve().parent
ENGINE = FOLDER.parents[1] / "shoegui"
SOURCES = ENGINE / "gui"
MODELS = FOLDER.parents[1] / "models"
TOOLS = Path(sys.executable).parent
ENGLISH = "shoegui_en.ts"
HEAD = '<?xml version="1.0" encoding="utf-8"?>\n<!DOCTYPE TS>\n'

PLURAL = re.compile(r"%L?n\b")

Key = tuple[str, str]

# As `shoegui.gui.engine_words` looks them up.
CONTEXT = "Engine"
FAULTS = ENGINE / "basics" / "errors.py"
LETTER = re.compile(r"[^\W\d_]")
VALUE = re.compile(r"\{\w+\}")


def run(tool: str, *arguments: str | Path) -> None:
    """Run one of PySide6's tools; what it says is shown only when it fails."""
    done = subprocess.run(
        [TOOLS / f"pyside6-{tool}", *arguments], capture_output=True, text=True, check=False
    )
    if done.returncode != 0:
        sys.exit(done.stdout + done.stderr)


def extracted(language: str) -> ET.Element:
    """Every string of the window, untranslated, as the root of a .ts file."""
    with tempfile.TemporaryDirectory() as folder:
        fresh = Path(folder) / "fresh.ts"
        languages = ("-source-language", "en", "-target-language", language)
        run(
            "lupdate",
            *sorted(SOURCES.rglob("*.py")),
            *languages,
            "-locations",
            "none",
            # Code that moves within its class leaves the file as it is.
            "-sort-messages",
            "-ts",
            fresh,
        )
        root = ET.parse(fresh).getroot()
    messages = [message for _, message in messages_of(root)]
    forms = max(len(message.findall("translation/numerusform")) for message in messages)
    for message in messages:
        # lupdate sees the plurals of self.tr, and not those of QCoreApplication.translate.
        if PLURAL.search(message.findtext("source", "")) and message.get("numerus") is None:
            message.set("numerus", "yes")
            translation = message.find("translation")
            assert translation is not None
            for _ in range(forms):
                ET.SubElement(translation, "numerusform")
    context = ET.SubElement(root, "context")
    ET.SubElement(context, "name").text = CONTEXT
    phrases = {phrase for _, phrase in engine_phrases() if phrase is not None}
    for phrase in sorted(phrases | set(network_descriptions())):
        message = ET.SubElement(context, "message")
        ET.SubElement(message, "source").text = phrase
        ET.SubElement(message, "translation", {"type": "unfinished"})
    root[:] = sorted(root, key=lambda one: one.findtext("name", ""))
    return root


def engine_phrases() -> Iterator[tuple[str, str | None]]:
    """Where the engine says something to a person, and what: the literal; None for an f-string.

    That is the template of a `Phrase`, the stage of a `Progress`, what a fault says and its advice.
    What the commands say is said to nobody in the window.
    """
    tree = ast.parse(FAULTS.read_text("utf-8"))
    speaking = {node.name for node in ast.walk(tree) if isinstance(node, ast.ClassDef)}
    speaking |= {"Phrase", "Progress"}
    for file in sorted(ENGINE.rglob("*.py")):
        if (ENGINE / "cli") in file.parents:
            continue
        for node in ast.walk(ast.parse(file.read_text("utf-8"))):
            if isinstance(node, ast.Call) and ast.unparse(node.func) in speaking:
                for said in _said_in(node):
                    yield f"{file.relative_to(ENGINE)}:{node.lineno}", said


def network_descriptions() -> Iterator[str]:
    """What the program's own networks are for."""
    for file in sorted(MODELS.glob("*.toml")):
        yield tomllib.loads(file.read_text("utf-8"))["description"]


def _said_in(call: ast.Call) -> Iterator[str | None]:
    advice = [keyword.value for keyword in call.keywords if keyword.arg == "advice"]
    said: list[str | None] = []
    for part in (*call.args[:1], *advice):
        if isinstance(part, ast.JoinedStr):
            said.append(None)
        if isinstance(part, ast.Constant) and isinstance(part.value, str):
            said.append(part.value)
    yield from (one for one in said if one is None or LETTER.search(VALUE.sub("", one)))


def messages_of(root: ET.Element) -> list[tuple[Key, ET.Element]]:
    """The messages of a .ts file by context and source."""
    return [
        ((context.findtext("name", ""), message.findtext("source", "")), message)
        for context in root.findall("context")
        for message in context.findall("message")
    ]


def update(file: Path) -> None:
    """Take new strings into `file`, keep what is translated, and compile it."""
    known: dict[Key, ET.Element] = {}
    if file.exists():
        for key, message in messages_of(ET.parse(file).getroot()):
            translation = message.find("translation")
            if translation is not None and translation.get("type") is None:
                known[key] = translation
    root = extracted(file.stem.removeprefix("shoegui_"))
    for context in root.findall("context"):
        for message in context.findall("message"):
            if file.name == ENGLISH and message.get("numerus") is None:
                context.remove(message)
                continue
            done = known.get((context.findtext("name", ""), message.findtext("source", "")))
            empty = message.find("translation")
            if done is not None and empty is not None:
                message[list(message).index(empty)] = done
        if context.find("message") is None:
            root.remove(context)
    ET.indent(root, "    ")
    file.write_text(HEAD + ET.tostring(root, "unicode") + "\n", "utf-8", newline="\n")
    run("lrelease", "-silent", file, "-qm", file.with_suffix(".qm"))


def main() -> None:
    """Update every .ts file."""
    for file in sorted(FOLDER.glob("*.ts")):
        update(file)
        left = file.read_text("utf-8").count('type="unfinished"')
        sys.stdout.write(f"{file.name}: {left} strings to translate\n")


if __name__ == "__main__":
    main()
