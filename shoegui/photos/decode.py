"""From a photo's bytes to an upright RGB picture of about the size asked for.

Whatever is wrong with a file leaves here as a `PhotoError` with a reason; nothing is half decoded.
"""

from __future__ import annotations

import io
import warnings
from dataclasses import dataclass
from pathlib import Path

import pi_heif  # type: ignore[import-untyped]
from PIL import (
    AvifImagePlugin,
    BmpImagePlugin,
    GifImagePlugin,
    IcoImagePlugin,
    Image,
    ImageFile,
    Jpeg2KImagePlugin,
    JpegImagePlugin,
    PngImagePlugin,
    PpmImagePlugin,
    TgaImagePlugin,
    TiffImagePlugin,
    WebPImagePlugin,
)

from shoegui.basics.errors import PhotoError
from shoegui.basics.phrase import Phrase
from shoegui.photos.colour import reduced, to_srgb
from shoegui.photos.metadata import Exif, Metadata, read_exif
from shoegui.photos.reading import content_hash, read_beginning, read_photo
from shoegui.photos.sniff import has_readable_items, is_cut_off, refused_kind, sniff

__all__ = [
    "Decoded",
    "Limits",
    "content_hash",
    "decode",
    "read_beginning",
    "read_photo",
    "sniff",
]


class _Jpeg(JpegImagePlugin.JpegImageFile):
    """Pillow's reader, less its look for a resolution in the EXIF, which is slow and may warn."""

    def _read_dpi_from_exif(self) -> None:
        pass

    def __exit__(self, *args: object) -> None:
        super().__exit__(*args)
        self.app.clear()
        self.applist.clear()


# Named here rather than found by Image.open: a known set of parsers meets the files, no program
# is started (as for EPS), and Pillow's process-wide pixel limit does not interfere.
_READERS: dict[str, type[ImageFile.ImageFile]] = {
    "JPEG": _Jpeg,
    "PNG": PngImagePlugin.PngImageFile,
    "WEBP": WebPImagePlugin.WebPImageFile,
    "GIF": GifImagePlugin.GifImageFile,
    "BMP": BmpImagePlugin.BmpImageFile,
    "TIFF": TiffImagePlugin.TiffImageFile,
    "AVIF": AvifImagePlugin.AvifImageFile,
    "JPEG2000": Jpeg2KImagePlugin.Jpeg2KImageFile,
    "ICO": IcoImagePlugin.IcoImageFile,
    "PPM": PpmImagePlugin.PpmImageFile,
    "TGA": TgaImagePlugin.TgaImageFile,
}

_UPRIGHT = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}

# A JPEG decoded at a reduced scale needs the memory of the small picture but the time of the
# whole one, so more of it is let through than of a format that is decoded whole.
_REDUCED_JPEG_ALLOWANCE = 4


@dataclass(frozen=True, slots=True)
class Limits:
    """What is refused before it is decoded: more than `pixels` in all, or `side` in one direction.

    Pixels cost 4 bytes each while a picture is decoded. A baseline JPEG that is decoded at a
    reduced scale may have four times as many.
    """

    pixels: int = 200_000_000
    side: int = 65_535


@dataclass(frozen=True, slots=True)
class Decoded:
    """A picture ready for use.

    `picture` is RGB, 8 bits, sRGB, upright; `width` and `height` are the original's, in px,
    upright too. `format` is what the content says; `animated` pictures show their first frame.
    """

    picture: Image.Image
    width: int
    height: int
    format: str
    animated: bool
    metadata: Metadata


def decode(
    data: bytes, *, cover: int, path: str | Path | None = None, limits: Limits | None = None
) -> Decoded:
    """The picture in `data`, no smaller than needed: its short side is at least `cover` px.

    It is less than twice `cover` unless the original is oddly small or `cover` is 0, which asks
    for the full size. Never enlarged. `path` is only for messages. Safe in many threads.

    Raises `PhotoError` with the code "empty", "not_a_picture", "unsupported", "too_large",
    "truncated" or "damaged".
    """
    if not data:
        raise _refusal("empty", Phrase("the file is empty"), path)
    format_name = sniff(data)
    if format_name is None:
        kind = refused_kind(data)
        if kind is not None:
            raise _refusal("unsupported", Phrase("{kind} files are not supported", kind=kind), path)
        raise _refusal("not_a_picture", Phrase("it is not a picture"), path)
    _silence_pillow()
    try:
        if format_name == "HEIF":
            return _decode_heif(data, cover, limits or Limits(), path)
        return _decode_with_pillow(format_name, data, cover, limits or Limits(), path)
    except PhotoError:
        raise
    except MemoryError as error:
        raise _refusal(
            "too_large", Phrase("there is not enough memory to decode it"), path
        ) from error
    except Exception as error:
        # Parsers fed with garbage raise anything at all; none of it may stop the others.
        raise _fault(error, format_name, data, path) from error


def _decode_with_pillow(
    format_name: str, data: bytes, cover: int, limits: Limits, path: str | Path | None
) -> Decoded:
    with _READERS[format_name](io.BytesIO(data)) as image:
        width, height = image.size
        if isinstance(image, JpegImagePlugin.JpegImageFile):
            if cover:
                image.draft(None, (cover, cover))
            # All in one piece: one release of the interpreter lock instead of one every 64 KB.
            image.decodermaxblock = len(data) + 1
            # A progressive one keeps all its coefficients in memory, whatever the scale.
            whole = image.size == (width, height) or "progressive" in image.info
        else:
            whole = True
        _check_size(width, height, limits, path, allowance=1 if whole else _REDUCED_JPEG_ALLOWANCE)
        # Asked before loading: a GIF has to look ahead and then return to its first frame.
        animated = format_name != "TIFF" and bool(getattr(image, "is_animated", False))
        image.load()
        if format_name == "TIFF":
            # Pillow turns TIFFs by itself, while loading.
            width, height = image.size
            exif = Exif(1, read_exif(data).metadata)
        else:
            exif = read_exif(image.info.get("exif"))
        if format_name == "ICO":
            width, height = image.size
        if exif.orientation >= 5:
            width, height = height, width
        picture = _finished(image, cover, exif.orientation)
    return Decoded(picture, width, height, format_name, animated, exif.metadata)


def _decode_heif(data: bytes, cover: int, limits: Limits, path: str | Path | None) -> Decoded:
    if not has_readable_items(data):
        raise _refusal("damaged", Phrase("the {format} picture is damaged", format="HEIF"), path)
    container = pi_heif.open_heif(data)
    width, height = container.size
    _check_size(width, height, limits, path)
    # HEIF says in the container which way is up; libheif obeys, and the EXIF field is stale.
    image: Image.Image = container.to_pillow()
    width, height = image.size
    metadata = read_exif(container.info.get("exif")).metadata
    picture = _finished(image, cover, orientation=1)
    return Decoded(picture, width, height, "HEIF", False, metadata)


def _finished(image: Image.Image, cover: int, orientation: int) -> Image.Image:
    """The loaded `image` reduced, in sRGB and upright, free of everything else it carried."""
    factor = max(1, min(image.size) // cover) if cover else 1
    picture = to_srgb(reduced(image, factor), image.info.get("icc_profile"))
    if orientation in _UPRIGHT:
        picture = picture.transpose(_UPRIGHT[orientation])
    elif picture is image and not isinstance(image, _Jpeg):
        # A plain image: the file's own kind may hold on to the file's bytes. A JPEG does not once
        # it is closed, and a copy of it would take half as long as decoding it did.
        picture = picture.copy()
    picture.info = {}
    return picture


def _check_size(
    width: int, height: int, limits: Limits, path: str | Path | None, *, allowance: int = 1
) -> None:
    advice = Phrase("Save a smaller copy to have it found")
    if max(width, height) > limits.side:
        what = Phrase(
            "{width} x {height} px is more than the {most} px that are allowed a side",
            width=width,
            height=height,
            most=limits.side,
        )
        raise PhotoError(what, code="too_large", path=path, advice=advice)
    allowed = limits.pixels * allowance
    if width * height > allowed:
        what = Phrase(
            "it has {number} megapixels, more than the {most} that are allowed",
            number=round(width * height / 1e6),
            most=round(allowed / 1e6),
        )
        raise PhotoError(what, code="too_large", path=path, advice=advice)


def _fault(error: Exception, format_name: str, data: bytes, path: str | Path | None) -> PhotoError:
    """What a parser's exception means to a person."""
    words = str(error).lower()
    if isinstance(error, Image.DecompressionBombError):
        return _refusal("too_large", Phrase("it has more pixels than are allowed"), path)
    if isinstance(error, EOFError) or "truncat" in words or is_cut_off(format_name, data):
        return _refusal(
            "truncated", Phrase("the {format} picture is cut off", format=format_name), path
        )
    unsupported = ("unsupported", "not supported", "cannot handle", "unknown", "not available")
    if isinstance(error, NotImplementedError) or any(word in words for word in unsupported):
        return _refusal(
            "unsupported",
            Phrase("this kind of {format} is not supported", format=format_name),
            path,
        )
    return _refusal("damaged", Phrase("the {format} picture is damaged", format=format_name), path)


_ADVICE = {
    "empty": Phrase("Copy it again from where it came"),
    "truncated": Phrase("Copy it again from where it came"),
    "damaged": Phrase("Copy it again from where it came"),
    "too_large": Phrase("Save a smaller copy to have it found"),
    "unsupported": Phrase("Save it as JPEG or PNG to have it found"),
    "not_a_picture": "",
}


def _refusal(code: str, what: str, path: str | Path | None) -> PhotoError:
    return PhotoError(what, code=code, path=path, advice=_ADVICE[code])


def _silence_pillow() -> None:
    """See to it that what Pillow finds odd in a file is neither printed nor raised as a warning.

    Done on every call and never undone: warnings.catch_warnings swaps the whole process's filters
    back and forth, which goes wrong between threads, and somebody else's may have taken ours away.
    """
    first = warnings.filters[0] if warnings.filters else None
    pattern = first[3] if first else None
    if getattr(pattern, "pattern", pattern) != _PILLOW_MODULES:
        warnings.filterwarnings("ignore", module=_PILLOW_MODULES)


_PILLOW_MODULES = r"PIL\."
