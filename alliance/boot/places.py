"""Where set-up keeps things, and the stamps by which a second start skips what is done."""

import hashlib
import os
from collections.abc import Iterable
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
VENV = ROOT / ".venv"
VENV_PYTHON = VENV / "bin" / "python"
STATE = Path(os.environ.get("ALLIANCE_STATE", "").strip() or ROOT / ".state")
FRONTEND = ROOT / "frontend"


class Stop(Exception):
    """Set-up cannot go on; the message says what happened and what to do."""


def say(line: str) -> None:
    """Tell the person at the terminal one thing, at once."""
    print(line, flush=True)


def state_folder() -> Path:
    """The ignored folder of this machine's state, made where it is missing, closed to other accounts."""
    try:
        STATE.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as refused:
        raise Stop(
            f"The folder {STATE} cannot be made: {refused.strerror}. Set ALLIANCE_STATE to another."
        ) from None
    return STATE


def keep_bytecode() -> None:
    """Let our children keep compiled modules, in the state folder where the person wants none beside the sources.

    Without it each start compiles some 450 files again, which is a third of its time.
    """
    if os.environ.pop("PYTHONDONTWRITEBYTECODE", ""):
        os.environ.setdefault("PYTHONPYCACHEPREFIX", str(STATE / "bytecode"))


def digest(paths: Iterable[Path], *words: str) -> str:
    """SHA-256, in hex, of the words, and of the names and contents of the files."""
    total = hashlib.sha256("\0".join(words).encode())
    for path in sorted(paths):
        total.update(f"\0{path.name}\0{path.stat().st_size}\0".encode())
        total.update(path.read_bytes())
    return total.hexdigest()


def files_under(folder: Path) -> list[Path]:
    """Every file below a folder; none where there is no folder."""
    return [path for path in folder.rglob("*") if path.is_file() and "__pycache__" not in path.parts]


def is_stamped(stamp: Path, value: str) -> bool:
    """Whether this very state was reached before."""
    return stamp.is_file() and stamp.read_text() == value


def write_stamp(stamp: Path, value: str) -> None:
    """Note that a step is done; written aside and moved, so that a stamp is never half."""
    draft = stamp.with_name(f"{stamp.name}.{os.getpid()}")
    draft.write_text(value)
    draft.replace(stamp)
