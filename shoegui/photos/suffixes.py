"""File name suffixes: what a name alone says about a file. Its content always has the last word.

Lower case, with the dot. A suffix in neither set says nothing, and the content is asked.
"""

from __future__ import annotations

_PICTURES = (
    ".jpg .jpeg .jpe .jfif .jif .mpo .png .apng .webp .gif .bmp .dib .tif .tiff .heic .heics .heif"
    " .heifs .hif .avif .avifs .ppm .pgm .pbm .pnm .tga .ico .jp2 .j2k .jpf .jpx .jpc .j2c"
    " .jxl"
)
PICTURE_SUFFIXES = frozenset(_PICTURES.split())
"""Pictures. JPEG XL cannot be read yet, and a person is told so rather than left to wonder."""

OTHER_KIND = "other"
_KINDS = {
    "jpeg": ".jpg .jpeg .jpe .jfif .jif .mpo",
    "png": ".png .apng",
    "webp": ".webp",
    "heic": ".heic .heics .heif .heifs .hif",
    "avif": ".avif .avifs",
    "tiff": ".tif .tiff",
    "gif": ".gif",
    "bmp": ".bmp .dib",
}
KINDS = (*_KINDS, OTHER_KIND)
"""The kinds of file that a person can choose among; "other" is whatever no other one names."""

_KIND_OF = {suffix: kind for kind, suffixes in _KINDS.items() for suffix in suffixes.split()}

_CAMERA_RAW = (
    ".3fr .ari .arw .bay .cap .cr2 .cr3 .crw .dcr .dcs .dng .drf .eip .erf .fff .gpr .iiq .k25"
    " .kdc .mdc .mef .mos .mrw .nef .nrw .orf .pef .ptx .pxn .r3d .raf .raw .rw2 .rwl .rwz .sr2"
    " .srf .srw .x3f"
)
_PICTURE_SOURCES = (
    ".svg .svgz .eps .ps .ai .psd .psb .xcf .kra .ora .clip .afphoto .afdesign .cdr .wmf .emf .dwg"
    " .dxf .sketch .fig .blend .fbx .obj .stl .gltf .glb .exr .hdr .dds .ktx .vtf .icns .cur .ani"
)
_SIDECARS = (
    ".xmp .aae .thm .pp3 .dop .cos .lrcat .lrdata .lrv .ithmb .ini .lnk .url .webloc .desktop"
    " .nomedia .picasa .modd .moff .cue .sfv .md5 .sha1 .sha256 .par2 .sig .asc .torrent"
    " .crdownload .part .tmp .temp .bak .swp .lock"
)
_DOCUMENTS = (
    ".txt .md .rst .rtf .tex .pdf .djvu .epub .mobi .azw3 .doc .docx .docm .dot .dotx .odt .ods"
    " .odp .odg .xls .xlsx .xlsm .xlsb .ppt .pptx .pps .ppsx .pages .numbers .key .csv .tsv .log"
    " .json .jsonl .geojson .xml .xsd .xsl .yaml .yml .toml .cfg .conf .html .htm .xhtml .mht .eml"
    " .msg .mbox .ics .vcf .srt .sub .ass .vtt .gpx .kml .kmz .one .bib .ipynb"
)
_SOUND_AND_FILM = (
    ".mp3 .m4a .m4b .aac .flac .wav .aif .aiff .ogg .oga .opus .wma .mid .midi .amr .ape .mka .m3u"
    " .m3u8 .pls .mp4 .m4v .mov .qt .avi .mkv .webm .wmv .mpg .mpeg .mpe .m2v .m2ts .mts .3gp .3g2"
    " .flv .f4v .vob .ogv .ifo .bup .insv .rmvb .rm .asf .mxf .dv"
)
_ARCHIVES = (
    ".zip .rar .7z .tar .gz .tgz .bz2 .tbz2 .xz .txz .zst .lz .lzma .lz4 .z .cab .iso .img .dmg"
    " .vhd .vhdx .vmdk .vdi .qcow2 .deb .rpm .apk .ipa .pkg .msi .msix .jar .war .whl .egg .snap"
    " .flatpak .appimage .crx .xpi"
)
_PROGRAMS = (
    ".exe .dll .sys .drv .ocx .com .bat .cmd .ps1 .sh .bash .so .dylib .a .lib .o .pdb .class"
    " .pyc .pyo .pyd .wasm .bin .elf .py .pyi .pyx .js .mjs .cjs .jsx .ts .tsx .css .scss .sass"
    " .less .vue .c .h .cc .cpp .cxx .hpp .hh .cs .java .kt .scala .go .rs .swift .m .mm .rb .pl"
    " .pm .php .lua .r .jl .sql .f90 .asm .s .v .vhd .gradle .cmake .mk .diff .patch .po .mo .qm"
    " .ui .qml .qrc .glsl .ttf .otf .ttc .woff .woff2 .fon"
)
_DATA = (
    ".db .db3 .sqlite .sqlite3 .db-wal .db-shm .db-journal .mdb .accdb .dbf .idx .pack .npy .npz"
    " .mat .h5 .hdf5 .parquet .feather .arrow .pkl .pickle .onnx .pt .pth .ckpt .safetensors"
    " .tflite .pb .gguf .plist .dat .reg .dmp .crt .pem .p12 .gpg .kdbx"
)
OTHER_SUFFIXES = frozenset(
    " ".join(
        (
            _CAMERA_RAW,
            _PICTURE_SOURCES,
            _SIDECARS,
            _DOCUMENTS,
            _SOUND_AND_FILM,
            _ARCHIVES,
            _PROGRAMS,
            _DATA,
        )
    ).split()
)
"""Files that are never looked at: no picture, or one of a kind that cannot be read (camera raw)."""


def suffix_of(name: str) -> str:
    """The suffix of a file name, lower case with its dot; empty for none and for `.name`."""
    dot = name.rfind(".")
    return name[dot:].lower() if dot > 0 else ""


def kind_of(name: str) -> str:
    """Which of `KINDS` a file is by its name, which is all that is asked."""
    return _KIND_OF.get(suffix_of(name), OTHER_KIND)


def suffixes_of(kind: str) -> tuple[str, ...]:
    """The suffixes of one of `KINDS`; none for "other", which has all the rest."""
    return tuple(_KINDS.get(kind, "").split())


def has_picture_suffix(name: str) -> bool:
    """Whether a file of this name claims to be a picture, so that a wrong claim is worth a word."""
    return suffix_of(name) in PICTURE_SUFFIXES
