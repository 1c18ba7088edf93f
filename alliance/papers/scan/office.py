"""Word, Excel, PowerPoint and LibreOffice files: what their own table of contents says, and nothing in them that runs."""

from collections.abc import Iterator
from xml.etree.ElementTree import Element, ParseError

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import fromstring

from alliance.papers.scan.archive import Archive, Part
from alliance.papers.scan.kinds import KINDS, WELCOME, Unfit, damaged

TYPES, MANIFEST = "[Content_Types].xml", "META-INF/manifest.xml"
MOST_XML, MOST_INSIDE = 2_000_000, 10_000_000
MAIN = {f"{KINDS[code].content_type}.main+xml": code for code in ("docx", "xlsx", "pptx")}
ODF = {KINDS[code].content_type.encode(): code for code in ("odt", "ods", "odp")}
RUNS = (
    "macroenabled",
    "vbaproject",
    "macrosheet",
    "activex",
    "oleobject",
)  # in the words of a table of contents
FAR = ("attachedTemplate", "oleObject", "subDocument", "frame")  # what may not be fetched from elsewhere
PROGRAMS = (b"\x7fELF", b"\xcf\xfa\xed\xfe", b"\xce\xfa\xed\xfe", b"\xca\xfe\xba\xbe", b"#!")
COMPOUND, ZIP = b"\xd0\xcf\x11\xe0", b"PK\x03\x04"


def kind_of(data: bytes, *, inside: bool = False) -> str:
    """The kind of a zipped document; `inside`: it stands in another one, and may not hold a third."""
    archive = Archive(data)
    code = _open_xml(archive) if TYPES in archive.names else _odf(archive)
    for part in archive.parts():
        _check_part(archive, part, inside)
    return code


def _check_part(archive: Archive, part: Part, inside: bool) -> None:
    low = part.name.lower()
    if (
        low.endswith("vbaproject.bin")
        or low.startswith(("basic/", "scripts/"))
        or part.head.startswith(COMPOUND)
    ):
        raise _acts()
    if part.head.startswith(PROGRAMS) or (part.head.startswith(b"MZ") and b"PE\x00\x00" in part.head):
        raise Unfit(
            "program", "This file holds a program. Take it out, save the file again, and attach that."
        )
    if part.head.startswith(ZIP):
        if inside:
            raise Unfit(
                "nested", "This file holds files within files. Take them out, and attach them one by one."
            )
        kind_of(archive.read(part.name, MOST_INSIDE), inside=True)
    if low.endswith(".rels"):
        _check_links(_xml(archive, part.name))


def _acts() -> Unfit:
    return Unfit(
        "macros", "This file holds macros, controls or another program’s objects. Save it without them."
    )


def _xml(archive: Archive, name: str) -> Element:
    try:
        return fromstring(archive.read(name, MOST_XML), forbid_dtd=True)
    except (ParseError, DefusedXmlException, ValueError, LookupError):
        raise damaged() from None


def _named(root: Element, attribute: str) -> Iterator[tuple[Element, str]]:
    """Each element with the attribute, whatever name space it is written in, and the attribute's value."""
    for element in root.iter():
        for key, value in element.attrib.items():
            if key.rpartition("}")[2] == attribute:
                yield element, value


def _check_links(root: Element) -> None:
    for element, mode in _named(root, "TargetMode"):
        if mode.lower() == "external" and element.get("Type", "").rpartition("/")[2] in FAR:
            raise Unfit(
                "far",
                "This file fetches a template or an object from elsewhere. Save it without, and attach that.",
            )


def _open_xml(archive: Archive) -> str:
    root = _xml(archive, TYPES)
    found = [(element, value) for element, value in _named(root, "ContentType")]
    if any(word in value.lower() for _, value in found for word in RUNS):
        raise _acts()
    for element, value in found:
        part = element.get("PartName", "").removeprefix("/")
        if value in MAIN and part in archive.names:
            return MAIN[value]
    raise _other()


def _other() -> Unfit:
    return Unfit("archive", f"This is an archive or a file that is not kept here. Attach {WELCOME}.")


def _odf(archive: Archive) -> str:
    first = min(archive.entries, key=lambda one: one.header_offset, default=None)
    if first is None or first.filename != "mimetype" or first.compress_type or first.file_size > 100:
        raise _other()
    code = ODF.get(archive.read("mimetype", 100))
    if code is None or MANIFEST not in archive.names:
        raise _other()
    manifest = _xml(archive, MANIFEST)
    if any(element.tag.endswith("}encryption-data") for element in manifest.iter()):
        raise Unfit("locked", "This file has a password. Remove the password, save it, and attach that.")
    if any("oleobject" in value.lower() for _, value in _named(manifest, "media-type")):
        raise _acts()
    return code
