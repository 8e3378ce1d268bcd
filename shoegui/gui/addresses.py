"""Which files and addresses a piece of text, a list of URLs or a web page's fragment names.

Text in, paths and URLs out; no Qt, nothing is fetched, and the disk is asked only whether a file
of some name is there. What becomes of them is decided in `incoming`.
"""

from __future__ import annotations

import base64
import binascii
import html
import os
import re
import shlex
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar
from urllib.parse import unquote_to_bytes

_MOST_LINES = 1000
_LONGEST_PATH = 4096
# Written by file managers above the URLs of what was copied.
_NOT_ADDRESSES = frozenset({"copy", "cut", "x-special/nautilus-clipboard"})
_FILE_URL = re.compile(rb"file:(?://([^/]*)(/.*)|(/(?!/).*))", re.IGNORECASE | re.DOTALL)
_DRIVE = re.compile(r"/+[A-Za-z]:")
_IMG_SRC = re.compile(
    r"""<img\b[^>]*?\bsrc\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))""", re.IGNORECASE
)
_DATA_URL = re.compile(r"\s*data:([^,;]*)((?:;[^,;]*)*),", re.IGNORECASE)

Named = TypeVar("Named", Path, str)


@dataclass(frozen=True, slots=True)
class Addresses:
    """What was named: files of this machine, pictures written out as data: URLs, web addresses."""

    paths: tuple[Path, ...] = ()
    data_urls: tuple[str, ...] = ()
    remote: tuple[str, ...] = ()

    @classmethod
    def joined(cls, found: Iterable[Addresses]) -> Addresses:
        """All that is in `found`, each once."""
        every = list(found)
        return cls(
            _once(path for one in every for path in one.paths),
            _once(url for one in every for url in one.data_urls),
            _once(url for one in every for url in one.remote),
        )


def file_url_path(url: str | bytes) -> Path | None:
    """The path that a file: URL means; None for any other URL, and for one that means none.

    Percent escapes stand for bytes, so that names survive that are no UTF-8. The name of the
    machine is left out except on Windows, where it is that of a network share.
    """
    raw = url if isinstance(url, bytes) else os.fsencode(url)
    found = _FILE_URL.fullmatch(raw.strip())
    if found is None:
        return None
    host, path = (found[1] or b"").lower(), unquote_to_bytes(found[2] or found[3])
    if b"\0" in path:
        return None
    if os.name != "nt":
        return Path(os.fsdecode(path))
    text = path.decode("utf-8", "replace")
    if host not in (b"", b"localhost"):
        return Path(f"//{host.decode('ascii', 'replace')}{text}")
    return Path(text.lstrip("/") if _DRIVE.match(text) else text)


def data_url_bytes(url: str) -> bytes | None:
    """What a data: URL holds, if that may be a picture; None otherwise, or if it is damaged."""
    found = _DATA_URL.match(url)
    if found is None or not _may_be_picture(found[1]):
        return None
    content = unquote_to_bytes(url[found.end() :])
    if ";base64" not in found[2].lower():
        return content or None
    # Line breaks and a missing end are common, and no matter.
    content = b"".join(content.split()).rstrip(b"=").translate(bytes.maketrans(b"-_", b"+/"))
    try:
        return base64.b64decode(content + b"=" * (-len(content) % 4), validate=True) or None
    except binascii.Error:
        return None


def in_uri_list(content: bytes) -> Addresses:
    """What a text/uri-list, or a file manager's list of what was copied, names."""
    lines = (line.strip() for line in content.replace(b"\0", b"\n").splitlines()[:_MOST_LINES])
    return _sorted(os.fsdecode(line) for line in lines if line and not line.startswith(b"#"))


def in_html(fragment: str) -> Addresses:
    """What the pictures in a piece of a web page are."""
    found = (html.unescape(a or b or c) for a, b, c in _IMG_SRC.findall(fragment))
    return _sorted(source.strip() for source in found)


def in_text(text: str) -> Addresses:
    """What is named, line by line: URLs, and absolute paths as they are, quoted or escaped.

    `~` is the home folder. Anything else names nothing.
    """
    lines = [line.strip() for line in text.splitlines()[:_MOST_LINES]]
    return _sorted(part for line in lines for part in _parts(line))


def _sorted(found: Iterable[str]) -> Addresses:
    paths: list[Path] = []
    data_urls: list[str] = []
    remote: list[str] = []
    for text in found:
        scheme = text[:8].partition(":")[0].lower()
        if scheme == "data":
            if _may_be_data_url(text):
                data_urls.append(text)
        elif scheme in ("http", "https", "ftp"):
            remote.append(text)
        elif scheme == "file":
            path = file_url_path(text)
            if path is not None:
                paths.append(path)
        elif text and text not in _NOT_ADDRESSES and os.path.isabs(text):  # noqa: PTH117
            paths.append(Path(text))
    # A file manager names each file once for every way of asking.
    return Addresses(_once(paths), _once(data_urls), _once(remote))


def _once(found: Iterable[Named]) -> tuple[Named, ...]:
    return tuple(dict.fromkeys(found))


def _parts(line: str) -> list[str]:
    """The one path or URL in `line`, or several of which each is quoted or escaped."""
    if line.startswith("<") and line.endswith(">"):
        line = line[1:-1]
    whole = _expanded(line)
    if len(line) > _LONGEST_PATH or not _looks_like_path(line) or _is_there(whole):
        return [whole]
    if os.name == "nt":
        return [_expanded(part) for part in re.findall(r'"([^"]+)"', line)] or [whole]
    try:
        parts = [_expanded(part) for part in shlex.split(line)]
    except ValueError:
        return [whole]
    if all(map(os.path.isabs, parts)) and (line[0] in "\"'" or any(map(_is_there, parts))):
        return parts
    return [whole]


def _looks_like_path(line: str) -> bool:
    return line[:1] in ("/", "~", '"', "'", "\\")


def _expanded(path: str) -> str:
    return os.path.expanduser(path) if path.startswith("~") else path  # noqa: PTH111


def _is_there(path: str) -> bool:
    try:
        return os.path.lexists(path)
    except ValueError:
        return False


def _may_be_data_url(text: str) -> bool:
    found = _DATA_URL.match(text)
    return found is not None and _may_be_picture(found[1])


def _may_be_picture(kind: str) -> bool:
    kind = kind.strip().lower()
    pictures = kind.startswith("image/") and not kind.startswith("image/svg")
    return pictures or kind in ("", "application/octet-stream")
