"""Paths and URLs are understood in every way in which other programs write them."""

from __future__ import annotations

import base64
import os
import shlex
from pathlib import Path
from urllib.parse import quote_from_bytes

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shoegui.gui.addresses import (
    data_url_bytes,
    file_url_path,
    in_html,
    in_text,
    in_uri_list,
)

posix = pytest.mark.skipif(os.name == "nt", reason="file names are bytes on POSIX only")
names = st.binary(min_size=1, max_size=40).filter(
    lambda name: b"\0" not in name and b"/" not in name and name not in (b".", b"..")
)
# What a line of text can hold: no line breaks of any kind, no blanks at its ends.
written = st.text(
    st.characters(exclude_categories=("C", "Z"), exclude_characters="/\x85"), min_size=1
).filter(lambda name: name not in (".", ".."))


@posix
@given(names)
def test_any_file_name_survives_a_file_url(name: bytes) -> None:
    path = Path(os.fsdecode(b"/photos/" + name))
    url = b"file:///photos/" + quote_from_bytes(name).encode()
    assert file_url_path(url) == path
    assert in_uri_list(b"# copied\r\n" + url + b"\r\n").paths == (path,)
    assert file_url_path(path.as_uri()) == path


@posix
@given(written)
def test_a_path_is_understood_plain_quoted_and_as_a_shell_writes_it(name: str) -> None:
    path = f"/no/such folder/{name}"
    assert in_text(f"  {path}\n").paths == (Path(path),)
    assert in_text(shlex.quote(path)).paths == (Path(path),)


@given(st.binary(min_size=1, max_size=300), st.booleans())
def test_any_content_survives_a_data_url(content: bytes, encoded: bool) -> None:
    if encoded:
        text = "data:image/png;base64," + base64.b64encode(content).decode()
        assert data_url_bytes(text.rstrip("=")) == content
        assert data_url_bytes(text.replace("+", "%2B").replace("=", "%3D")) == content
        assert (
            data_url_bytes("data:image/png;base64," + base64.urlsafe_b64encode(content).decode())
            == content
        )
    else:
        text = "data:image/gif," + quote_from_bytes(content)
    assert data_url_bytes(text) == content
    assert in_text(text).data_urls == (text.strip(),)


@given(st.text(max_size=200))
def test_no_text_at_all_upsets_the_reading_of_it(text: str) -> None:
    in_text(text)
    in_html(text)
    in_html(f"<img src={text}>")
    data_url_bytes(f"data:image/png;base64,{text}")


@given(st.binary(max_size=200))
def test_no_list_of_urls_upsets_the_reading_of_it(content: bytes) -> None:
    in_uri_list(content)
    in_uri_list(b"file://" + content)


@posix
@pytest.mark.parametrize(
    ("url", "path"),
    [
        ("file:///a/b.jpg", "/a/b.jpg"),
        ("file://localhost/a/b.jpg", "/a/b.jpg"),
        ("file://my-computer/a/b.jpg", "/a/b.jpg"),
        ("FILE:/a/b%20c.jpg", "/a/b c.jpg"),
        ("file:///a/100%25#2?.jpg", "/a/100%#2?.jpg"),
    ],
)
def test_file_urls_of_several_programs(url: str, path: str) -> None:
    assert file_url_path(url) == Path(path)


@pytest.mark.parametrize("url", ["http://a/b.jpg", "file:b.jpg", "file://host", "file:///a%00b"])
def test_what_is_no_file_url_names_no_file(url: str) -> None:
    assert file_url_path(url) is None


@pytest.mark.parametrize(
    "url",
    [
        "data:text/plain;base64,QUJD",
        "data:image/svg+xml;base64,QUJD",
        "data:image/png;base64,Q",
        "data:image/png;base64,Q*JD",
        "data:image/png;base64,",
        "data:image/png",
        "http://example.org/a.png",
    ],
)
def test_a_data_url_that_is_damaged_or_no_picture_holds_nothing(url: str) -> None:
    assert data_url_bytes(url) is None


@posix
def test_text_of_several_lines_names_each_file_once() -> None:
    text = '"/a b.jpg"\nfile:///c.jpg\r\n\n/c.jpg\nhttps://example.org/d.jpg\nsome words'
    found = in_text(text)
    assert found.paths == (Path("/a b.jpg"), Path("/c.jpg"))
    assert found.remote == ("https://example.org/d.jpg",)


@posix
def test_several_paths_on_one_line_as_a_terminal_gives_them(tmp_path: Path) -> None:
    one, two = tmp_path / "one one.jpg", tmp_path / "two.jpg"
    one.touch()
    two.touch()
    escaped = str(one).replace(" ", "\\ ")
    assert in_text(f"{escaped} {two} ").paths == (one, two)
    assert in_text(f"'{one}' '{two}'").paths == (one, two)
    assert in_text(f"{one}").paths == (one,)


@posix
def test_a_tilde_is_the_home_folder(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", "/home/ada")
    assert in_text("~/a.jpg").paths == (Path("/home/ada/a.jpg"),)
    assert in_text('"~/a b.jpg"').paths == (Path("/home/ada/a b.jpg"),)


def test_a_relative_path_names_nothing() -> None:
    assert in_text("pictures/a.jpg") == in_text("")


@posix
def test_what_a_file_manager_copied() -> None:
    assert in_uri_list(b"copy\nfile:///a.jpg\nfile:///b%C3%A4.jpg\0").paths == (
        Path("/a.jpg"),
        Path("/bä.jpg"),
    )
    assert in_text("x-special/nautilus-clipboard\ncopy\nfile:///a.jpg\n").paths == (Path("/a.jpg"),)


def test_the_pictures_of_a_web_page_fragment() -> None:
    found = in_html(
        "<meta charset='utf-8'><p>text</p><IMG alt='>' class=x src=\"data:image/png;base64,QQ==\">"
        "<img src='https://example.org/a.png?b=1&amp;c=2'><img src=cat.png><img>"
    )
    assert found.remote == ("https://example.org/a.png?b=1&c=2",)


def test_a_picture_written_out_in_a_web_page_fragment() -> None:
    assert in_html('<img width=1\nsrc = "data:image/png;base64,QQ==">').data_urls == (
        "data:image/png;base64,QQ==",
    )
