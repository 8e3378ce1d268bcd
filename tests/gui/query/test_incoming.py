"""What is dropped or pasted is understood, and the promise says what a drop will do."""

from __future__ import annotations

import base64
import io
import os
from pathlib import Path

import pytest
from PIL import Image
from PySide6.QtCore import QMimeData, QUrl
from PySide6.QtGui import QColor, QImage

from shoegui.gui.incoming import Incoming, read_mime, read_paths, take, temporary_folders
from shoegui.gui.query_item import QueryItem
from shoegui.photos.decode import decode
from tests.gui.query.pictures import picture_bytes, write_picture

REMOTE = "https://example.org/shoe.png"


def urls(*paths: Path | str) -> QMimeData:
    mime = QMimeData()
    mime.setUrls(
        [QUrl.fromLocalFile(str(one)) if isinstance(one, Path) else QUrl(one) for one in paths]
    )
    return mime


def text(words: str) -> QMimeData:
    mime = QMimeData()
    mime.setText(words)
    return mime


def from_browser(fragment: str) -> QMimeData:
    mime = urls(REMOTE)
    mime.setHtml(fragment)
    mime.setText(REMOTE)
    return mime


def red_image() -> QImage:
    image = QImage(6, 4, QImage.Format.Format_ARGB32)
    image.fill(QColor("red"))
    return image


def sources(incoming: Incoming) -> list[Path | bytes | None]:
    return [item.source for item in incoming.pictures]


def test_one_file(tmp_path: Path) -> None:
    path = write_picture(tmp_path / "a b ä%20#?.png")
    incoming = read_mime(urls(path))
    assert incoming == Incoming((QueryItem(path, name="a b ä%20#?.png"),))
    assert incoming.promise() == "Find pictures like this one"
    assert take(urls(path), ()) == incoming


@pytest.mark.skipif(os.name == "nt", reason="file names are bytes on POSIX only")
def test_a_file_whose_name_is_no_unicode(tmp_path: Path) -> None:
    path = write_picture(Path(os.fsdecode(bytes(tmp_path) + b"/caf\xe9.png")))
    mime = QMimeData()
    mime.setData("text/uri-list", path.as_uri().encode() + b"\r\n")
    assert read_mime(mime).pictures == (QueryItem(path, name="caf\\xe9.png"),)


def test_several_files_make_one_query(tmp_path: Path) -> None:
    paths = [write_picture(tmp_path / f"{number}.png") for number in range(3)]
    incoming = read_mime(urls(*paths))
    assert sources(incoming) == paths
    assert incoming.promise() == "Find what these 3 pictures have in common"


def test_a_folder_is_offered_for_indexing(tmp_path: Path) -> None:
    folder = tmp_path / "Pictures"
    folder.mkdir()
    incoming = read_mime(urls(folder))
    assert incoming == Incoming(folders=(folder,))
    assert incoming.promise() == "Index the folder Pictures"


def test_pictures_go_before_folders_and_other_files_and_the_promise_says_so(
    tmp_path: Path,
) -> None:
    path = write_picture(tmp_path / "a.png")
    (tmp_path / "notes.txt").write_text("words")
    incoming = read_mime(urls(path, tmp_path / "notes.txt", tmp_path))
    assert sources(incoming) == [path]
    assert incoming.other == ("notes.txt",)
    assert incoming.folders == (tmp_path,)
    assert incoming.promise() == "Find pictures like this one (2 others are left out)"


def test_a_file_without_a_suffix_may_be_a_picture(tmp_path: Path) -> None:
    assert sources(read_paths([write_picture(tmp_path / "picture")])) == [tmp_path / "picture"]


def test_what_is_no_picture_or_is_not_there_is_named(tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("words")
    assert read_mime(urls(tmp_path / "notes.txt")).promise() == "notes.txt is not a picture"
    gone = read_mime(urls(tmp_path / "gone.png"))
    assert gone.missing == (str(tmp_path / "gone.png"),)
    assert gone.promise() == f"{tmp_path / 'gone.png'} was not found"
    assert not gone.usable


def test_a_file_that_was_never_there_is_named_with_the_folder_it_was_looked_for_in(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert read_paths([Path("pic.jpg")]).promise() == f"{tmp_path / 'pic.jpg'} was not found"


def test_the_content_of_a_temporary_file_is_kept_on_the_drop(tmp_path: Path) -> None:
    path = write_picture(tmp_path / "archive-4711" / "boot.png")
    content = path.read_bytes()
    assert sources(read_mime(urls(path))) == [path]
    dropped = take(urls(path), [tmp_path / "archive-4711"])
    path.unlink()
    assert dropped.pictures == (QueryItem(content, name="boot.png"),)
    assert sources(take(urls(write_picture(path)), [tmp_path / "another"])) == [path]


def test_the_system_s_temporary_folders_are_known(tmp_path: Path) -> None:
    assert any(tmp_path.is_relative_to(folder) for folder in temporary_folders())


def test_a_bitmap_is_promised_without_and_taken_with_its_content() -> None:
    mime = QMimeData()
    mime.setImageData(red_image())
    promised = read_mime(mime)
    assert promised.promise() == "Find pictures like this one"
    assert sources(promised) == [None]
    (item,) = take(mime).pictures
    assert isinstance(item.source, bytes)
    picture = decode(item.source, cover=0).picture
    assert picture.size == (6, 4)
    assert picture.getpixel((3, 2)) == (255, 0, 0)
    assert item.name


def test_a_bitmap_lets_white_through_where_it_is_transparent() -> None:
    image = red_image()
    image.fill(QColor(0, 0, 0, 0))
    mime = QMimeData()
    mime.setImageData(image)
    (content,) = sources(take(mime))
    assert isinstance(content, bytes)
    assert decode(content, cover=0).picture.getpixel((3, 2)) == (255, 255, 255)


def test_a_huge_bitmap_is_made_smaller() -> None:
    image = QImage(6000, 200, QImage.Format.Format_RGB32)
    image.fill(QColor("red"))
    mime = QMimeData()
    mime.setImageData(image)
    (content,) = sources(take(mime))
    assert isinstance(content, bytes)
    assert Image.open(io.BytesIO(content)).width == 2560


def test_a_picture_file_in_the_clipboard_is_taken_as_it_is() -> None:
    mime = QMimeData()
    mime.setData("image/png", picture_bytes())
    assert sources(take(mime)) == [picture_bytes()]


def test_a_damaged_bitmap_comes_to_nothing() -> None:
    mime = QMimeData()
    mime.setData("image/png", b"no picture")
    assert take(mime).pictures == ()


def test_a_file_goes_before_the_bitmap_that_a_file_manager_adds(tmp_path: Path) -> None:
    mime = urls(write_picture(tmp_path / "a.png"))
    mime.setImageData(red_image())
    assert sources(take(mime, ())) == [tmp_path / "a.png"]


def test_the_bitmap_of_a_web_page_s_picture_goes_before_its_address() -> None:
    mime = from_browser(f'<img src="{REMOTE}">')
    mime.setData("image/png", picture_bytes())
    assert read_mime(mime).promise() == "Find pictures like this one"
    assert sources(take(mime)) == [picture_bytes()]


def test_a_picture_written_out_in_a_web_page() -> None:
    written = base64.b64encode(picture_bytes()).decode()
    mime = from_browser(f'<meta charset=utf-8><img src="data:image/png;base64,{written}">')
    assert sources(read_mime(mime)) == [None]
    assert sources(take(mime)) == [picture_bytes()]


@pytest.mark.parametrize("as_url", [True, False])
def test_a_data_url_alone(as_url: bool) -> None:
    url = "data:image/png;base64," + base64.b64encode(picture_bytes()).decode()
    mime = urls(url) if as_url else text(url)
    assert sources(take(mime)) == [picture_bytes()]


@pytest.mark.parametrize("mime", [from_browser(f'<img src="{REMOTE}">'), text(REMOTE)])
def test_a_link_alone_is_explained_and_not_followed(mime: QMimeData) -> None:
    for incoming in (read_mime(mime), take(mime)):
        assert incoming == Incoming(remote=(REMOTE,))
        assert "does not download" in incoming.promise()


def test_files_that_a_file_manager_copied(tmp_path: Path) -> None:
    path = write_picture(tmp_path / "a.png")
    mime = QMimeData()
    mime.setData("x-special/gnome-copied-files", b"copy\n" + path.as_uri().encode())
    assert sources(read_mime(mime)) == [path]


@pytest.mark.parametrize("form", ["{path}", '"{path}"', "{url}", "{path}\n{other}"])
def test_text_that_names_files(form: str, tmp_path: Path) -> None:
    path, other = write_picture(tmp_path / "a b.png"), write_picture(tmp_path / "c.png")
    words = form.format(path=path, other=other, url=path.as_uri())
    assert sources(read_mime(text(words)))[0] == path


def test_words_are_nothing_to_search_for() -> None:
    incoming = read_mime(text("some words\nand more"))
    assert incoming == Incoming()
    assert incoming.promise() == "Nothing here that can be searched for"
    assert read_mime(QMimeData()) == Incoming()
