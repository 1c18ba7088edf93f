"""What is served from packages of others carries no fonts, marks, maps or addresses."""

import json
import re
from pathlib import Path

import pytest

from frontend import build

FRONTEND = Path(build.__file__).resolve().parent


def packages(folder: Path) -> Path:
    for name in build.SERVED:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(
            ":root{--a:1}/*! licence of a font */@font-face{font-family:X;src:url(/f.woff2)}"
            ".a{font-family:GDS Transport,arial,sans-serif}.x-crown{color:red}@media print{.y-crest{top:0}}"
            ".b:before{background-image:url(/govuk-crest.svg)}.c{color:red}\n/*# sourceMappingURL=x.css.map */\n"
        )
    return folder


def test_fonts_marks_and_maps_are_gone_and_the_rest_stays(tmp_path: Path) -> None:
    build.build(packages(tmp_path / "in"), tmp_path / "out")
    css = (tmp_path / "out" / "vendor" / "govuk-frontend.min.css").read_text()
    assert css.strip() == ":root{--a:1}.a{font-family:var(--alliance-font,sans-serif)}.c{color:red}"
    assert "sourceMapping" not in (tmp_path / "out" / "vendor" / "govuk-frontend.min.js").read_text()


def test_missing_packages_are_told_in_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError, match="npm ci --ignore-scripts"):
        build.build(tmp_path, tmp_path / "out")


def test_the_real_build_asks_nobody_outside(tmp_path: Path) -> None:
    build.build(
        built=tmp_path
    )  # not the folder that is served: a server of another test would find it changed
    css = (tmp_path / "vendor" / "govuk-frontend.min.css").read_text()
    assert css.count("{") == css.count("}")
    assert not re.search(r"url\(|@font-face|@import|crest|crown|GDS", css)


def test_the_lock_has_hashes_and_no_addresses() -> None:
    lock = (FRONTEND / "package-lock.json").read_text()
    assert "://" not in lock
    found = [entry for name, entry in json.loads(lock)["packages"].items() if name]
    assert all(entry["integrity"].startswith("sha512-") for entry in found)


@pytest.mark.parametrize("path", sorted((FRONTEND / "static").rglob("*.*")), ids=lambda path: path.name)
def test_our_own_files_ask_nobody_outside(path: Path) -> None:
    text = path.read_text().replace("http://www.w3.org/2000/svg", "")
    assert not re.search(r"https?:|//[a-z0-9-]+\.[a-z]|@import|@font-face", text)
    assert len([line for line in text.splitlines() if line.strip()]) <= 250


@pytest.mark.parametrize("path", sorted((FRONTEND / "templates").rglob("*.html")), ids=lambda path: path.name)
def test_no_template_styles_or_scripts_inline(path: Path) -> None:
    text = path.read_text()
    assert not re.search(r"\sstyle=|<style|\son[a-z]+=|<script(?![^>]*\ssrc=)|javascript:", text)
    assert "GOV.UK" not in text
