"""Copies what browsers are served out of the front-end packages, without foreign fonts, marks and source maps."""

import re
import shutil
from pathlib import Path

HERE = Path(__file__).resolve().parent
PACKAGES = HERE / "node_modules"
BUILT = HERE / "built"
FONT = "var(--alliance-font,sans-serif)"

_GOVUK = "govuk-frontend/dist/govuk/govuk-frontend.min"
_PLOTLY = "plotly.js-basic-dist-min"
SERVED = {
    f"{_GOVUK}.css": "vendor/govuk-frontend.min.css",
    f"{_GOVUK}.js": "vendor/govuk-frontend.min.js",
    f"{_PLOTLY}/plotly-basic.min.js": "vendor/plotly-basic.min.js",
    f"{_PLOTLY}/LICENSE": "vendor/plotly-LICENSE.txt",
}

_FONT_FACE = re.compile(r"(/\*[^*]*\*+(?:[^/*][^*]*\*+)*/\s*)?@font-face\s*\{[^}]*\}")
_CREST_RULE = re.compile(r"[^{}]*(?:crest|crown)[^{}]*\{[^{}]*\}|[^{}]*\{[^{}]*govuk-crest[^{}]*\}")
_EMPTY_RULE = re.compile(r"@(?:media|supports)[^{}]*\{\s*\}")
_SOURCE_MAP = re.compile(r"\n?\s*(?:/\*|//)# sourceMappingURL=[^\s*]+(?:\s*\*/)?")


def clean_css(text: str) -> str:
    """The stylesheet without fonts of others, crest or crown rules and source map; its text uses our font."""
    for junk in (_FONT_FACE, _CREST_RULE, _EMPTY_RULE, _SOURCE_MAP):
        text = junk.sub("", text)
    return text.replace("GDS Transport,arial,sans-serif", FONT)


def clean_js(text: str) -> str:
    """The script without the address of its source map."""
    return _SOURCE_MAP.sub("", text)


_CLEANERS = {".css": clean_css, ".js": clean_js}


def build(packages: Path = PACKAGES, built: Path = BUILT) -> None:
    """Fill `built` from `packages`; whoever calls knows whether that is needed.

    Raises FileNotFoundError with a sentence when the packages have not been installed.
    """
    for source in SERVED:
        if not (packages / source).exists():
            raise FileNotFoundError(
                f"{source} is not installed. Run npm ci --ignore-scripts in the frontend folder, then try again."
            )
    shutil.rmtree(built, ignore_errors=True)
    for source, target in SERVED.items():
        _copy(packages / source, built / target)


def _copy(source: Path, target: Path) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    clean = _CLEANERS.get(source.suffix, str)
    target.write_text(clean(source.read_text(encoding="utf-8")), encoding="utf-8")


if __name__ == "__main__":
    build()
