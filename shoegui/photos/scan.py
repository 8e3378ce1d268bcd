"""Finding the files of a folder that may be pictures. Nothing is opened or decoded here.

Works directory by directory on plain strings, so that a re-scan of an unchanged library costs
little more than listing it.
"""

from __future__ import annotations

import fnmatch
import os
import re
import stat
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, NamedTuple

from shoegui.basics.paths import lies_in
from shoegui.basics.progress import CancelToken
from shoegui.photos.suffixes import OTHER_KIND, OTHER_SUFFIXES, PICTURE_SUFFIXES, kind_of, suffix_of

ProblemCallback = Callable[[str, str], None]
"""Called with a path that could not be looked at and the reason."""

_USUAL = frozenset({".jpg", ".JPG", ".png", ".PNG"})
_KIND = stat.S_IFMT(0xFFFF)

# Folders that systems and programs make for themselves, whatever the rules say about hidden ones.
_SYSTEM_FOLDERS = frozenset(
    {
        "$recycle.bin",
        "recycler",
        "recycled",
        "system volume information",
        "found.000",
        "lost+found",
        "@eadir",
        "@tmp",
        "#recycle",
        "#snapshot",
        "__macosx",
        ".snapshot",
        ".snapshots",
        ".zfs",
        ".trash",
        ".trashes",
        ".thumbnails",
        ".spotlight-v100",
        ".documentrevisions-v100",
        ".fseventsd",
        ".temporaryitems",
    }
)


@dataclass(frozen=True, slots=True)
class ScanRules:
    """What a scan looks at.

    `exclude` holds shell patterns, each compared with a file's or folder's name and with its path
    relative to the root (`/` on every platform); one that ends in `/` speaks of folders only.
    `never_enter` are the program's own folders. Files under `smallest_bytes` are left out, and so
    are those of kinds (`suffixes.KINDS`, by name) other than `kinds`, where there are any.
    """

    recursive: bool = True
    include_hidden: bool = False
    exclude: tuple[str, ...] = ()
    smallest_bytes: int = 0
    never_enter: tuple[Path, ...] = ()
    kinds: tuple[str, ...] = ()

    def wants(self, name: str) -> bool:
        """Whether a file of this name is of a kind that is looked at."""
        return not self.kinds or kind_of(name) in self.kinds


class FoundFile(NamedTuple):
    """A file that may be a picture: its name in its directory, bytes, modification time in ns."""

    name: str
    size: int
    mtime_ns: int


def root_state(root: Path) -> Literal["present", "absent", "empty"]:
    """Whether photos can be expected under `root`.

    "empty" is a folder without a single entry, which is what an unmounted mount point looks like;
    "absent" is anything that cannot be listed as a folder.
    """
    try:
        with os.scandir(root) as entries:
            return "empty" if next(entries, None) is None else "present"
    except OSError:
        return "absent"


def scan(
    root: Path,
    rules: ScanRules,
    *,
    cancel: CancelToken | None = None,
    on_problem: ProblemCallback | None = None,
) -> Iterator[tuple[str, list[FoundFile]]]:
    """Every directory under `root` with the files in it that may be pictures.

    A directory comes as its path (a string that starts with `root`; undecodable bytes are
    surrogates) and its files, in no particular order, an empty list when there are none. What
    cannot be read goes to `on_problem` and is not yielded: nothing may be concluded about what
    lies at or under such a path. Symbolic links are followed; a directory that can be reached in
    several ways comes once, by the way without links if there is one. Raises `Cancelled`.

    `root` itself is scanned even if it is hidden or lies inside one of `never_enter`; a folder of
    `never_enter` itself is not.
    """
    return _Walk(os.fspath(root), rules, on_problem or _ignore).directories(cancel)


def _ignore(_path: str, _reason: str) -> None:
    """For callers who do not want to hear of problems."""


class _Walk:
    """One scan: the rules made ready, the directories seen, the links still to be followed."""

    def __init__(self, root: str, rules: ScanRules, on_problem: ProblemCallback) -> None:
        self._root = root
        self._prefix = len(root.rstrip(os.sep)) + 1
        self._rules = rules
        self._report = on_problem
        self._usual = {one for one in _USUAL if rules.wants(f"a{one}")}
        self._pictures = {one for one in PICTURE_SUFFIXES if rules.wants(f"a{one}")}
        self._others = OTHER_SUFFIXES | PICTURE_SUFFIXES - self._pictures
        self._any_name = not rules.kinds or OTHER_KIND in rules.kinds
        self._excluded_file = _Exclusion([p for p in rules.exclude if not p.endswith("/")])
        self._excluded_folder = _Exclusion([p.rstrip("/") for p in rules.exclude])
        self._forbidden = {os.path.realpath(folder) for folder in rules.never_enter}
        self._seen: set[tuple[int, int]] = set()
        for folder in self._forbidden:
            self._first_visit(folder, quiet=True)

    def directories(self, cancel: CancelToken | None) -> Iterator[tuple[str, list[FoundFile]]]:
        # Links wait until all real directories are done, so that a photo's path does not depend
        # on the order in which a folder and a link to it are met.
        waiting, links = [self._root], list[str]()
        while waiting or links:
            if cancel is not None:
                cancel.raise_if_cancelled()
            if waiting:
                directory = waiting.pop()
            else:
                directory = links.pop()
                if self._leads_into_forbidden(directory):
                    continue
            if not self._first_visit(directory):
                continue
            try:
                files, folders, linked = self._list(directory)
            except OSError as error:
                self._report(directory, _reason(error))
                continue
            yield directory, files
            if self._rules.recursive:
                waiting += sorted(folders, reverse=True)
                links += sorted(linked, reverse=True)

    def _list(self, directory: str) -> tuple[list[FoundFile], list[str], list[str]]:
        """Candidate files, real directories and linked ones. OSError: nothing is known."""
        files: list[FoundFile] = []
        folders: list[str] = []
        links: list[str] = []
        hidden = self._rules.include_hidden
        smallest = self._rules.smallest_bytes
        excluded = self._excluded_file.matches if self._excluded_file else None
        usual, pictures, others = self._usual, self._pictures, self._others
        add, new = files.append, tuple.__new__
        with os.scandir(directory) as entries:
            for entry in entries:
                name = entry.name
                if name[0] == "." and (not hidden or name.startswith("._")):
                    continue
                # The usual endings first: this loop is what a re-scan of a large library costs.
                # A folder rarely has a picture's name, and such a name needs its stat anyway; of
                # other names the kind is asked first, because it comes free with the listing.
                if name[-4:] not in usual:
                    suffix = suffix_of(name)
                    if suffix not in pictures:
                        if entry.is_dir():
                            self._sort_folder(entry, folders, links)
                            continue
                        if suffix in others or not self._any_name:
                            continue
                try:
                    found = entry.stat()
                except OSError as error:
                    self._missed(entry, error)
                    continue
                if found.st_mode & _KIND != stat.S_IFREG:
                    if stat.S_ISDIR(found.st_mode):
                        self._sort_folder(entry, folders, links)
                    continue
                size = found.st_size
                if size < smallest:
                    continue
                if excluded and excluded(name, entry.path[self._prefix :]):
                    continue
                if sys.platform == "win32" and not hidden and _windows_hidden(found):
                    continue
                add(new(FoundFile, (name, size, found.st_mtime_ns)))
        return files, folders, links

    def _sort_folder(self, entry: os.DirEntry[str], folders: list[str], links: list[str]) -> None:
        name = entry.name.lower()
        if name in _SYSTEM_FOLDERS or name.startswith(".trash-"):
            return
        if self._excluded_folder.matches(entry.name, entry.path[self._prefix :]):
            return
        if (
            sys.platform == "win32"
            and not self._rules.include_hidden
            and _windows_hidden(entry.stat(follow_symlinks=False))
        ):
            return
        (links if entry.is_symlink() else folders).append(entry.path)

    def _missed(self, entry: os.DirEntry[str], error: OSError) -> None:
        """Report a file that cannot be asked about, unless it is a broken link or just deleted."""
        if isinstance(error, PermissionError) and not entry.is_symlink():
            # The directory may be listed but not entered: the same for every file in it.
            raise error
        if not isinstance(error, FileNotFoundError) and not entry.is_symlink():
            self._report(entry.path, _reason(error))

    def _first_visit(self, directory: str, *, quiet: bool = False) -> bool:
        """Remember `directory` by its identity; False when it was here before or is forbidden."""
        # Also by name: one of the program's own folders may have been made since the scan began.
        if not quiet and directory in self._forbidden:
            return False
        try:
            # os.stat, because what a Windows listing holds lacks the identity.
            found = os.stat(directory)  # noqa: PTH116
        except OSError as error:
            # A link that leads nowhere is nothing to report; a root that is gone is.
            gone = isinstance(error, FileNotFoundError) and directory != self._root
            if not quiet and not gone:
                self._report(directory, _reason(error))
            return False
        identity = (found.st_dev, found.st_ino)
        if identity in self._seen:
            return False
        self._seen.add(identity)
        return True

    def _leads_into_forbidden(self, link: str) -> bool:
        real = os.path.realpath(link)
        return any(lies_in(real, folder) for folder in self._forbidden)


class _Exclusion:
    """Shell patterns made ready: those without a slash speak of names, the others of paths."""

    def __init__(self, patterns: list[str]) -> None:
        cleaned = [os.path.normcase(pattern).replace(os.sep, "/") for pattern in patterns]
        # `**/x` means x anywhere, at the root too; `/x` means x at the root.
        names = [p.removeprefix("**/") for p in cleaned]
        self._name = _expression([p for p in names if p and "/" not in p])
        self._path = _expression([p.lstrip("/") for p in cleaned + names if "/" in p.strip("*")])

    def __bool__(self) -> bool:
        return bool(self._name or self._path)

    def matches(self, name: str, relative: str) -> bool:
        """Whether a file or folder of this name and path (relative to the root) is excluded."""
        if self._name and self._name.match(name):
            return True
        if self._path is None:
            return False
        return bool(self._path.match(relative.replace(os.sep, "/")))


def _expression(patterns: list[str]) -> re.Pattern[str] | None:
    # normcase folds case just where file names do not tell it apart.
    flags = re.IGNORECASE if os.path.normcase("A") == "a" else re.NOFLAG
    return re.compile("|".join(map(fnmatch.translate, patterns)), flags) if patterns else None


def _reason(error: OSError) -> str:
    return error.strerror or str(error)


if sys.platform == "win32":

    def _windows_hidden(found: os.stat_result) -> bool:
        hidden = stat.FILE_ATTRIBUTE_HIDDEN | stat.FILE_ATTRIBUTE_SYSTEM
        return bool(found.st_file_attributes & hidden)
