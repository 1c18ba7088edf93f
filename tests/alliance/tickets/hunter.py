"""Looks through everything a server keeps, from a process of its own: one that opens and closes an SQLite file inside the
server's process would drop the server's locks.

Reads on its standard input, as JSON, where to look: `sqlite` (a path) or `postgres` (what to connect with), and `folders`. Answers, as
JSON, by place (a table, a file) the entries found there (a row, a line; each as text in which bytes stand as hex), and the
names of the `secrets` found anywhere in the raw bytes of each file, those of the database among them.
"""

import json
import sqlite3
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import psycopg

BINARY = (".sqlite3", ".pool", ".part")  # anywhere in a name


def look(asked: dict[str, Any]) -> dict[str, Any]:
    """All entries by place, and by file the secrets in its bytes."""
    inside = of_sqlite(asked["sqlite"]) if asked.get("sqlite") else of_postgres(asked["postgres"])
    entries, raw = dict(inside), {}
    for path in files(asked):
        data = bytes_of(path)
        secrets = {name: bytes.fromhex(value) for name, value in asked["secrets"].items()}
        raw[str(path)] = [name for name, value in secrets.items() if value in data]
        binary = any(mark in path.name for mark in BINARY)
        if not binary and not path.is_relative_to(asked["heap"] or "/nowhere"):
            entries[str(path)] = data.decode(errors="replace").splitlines()
    return {"entries": entries, "raw": {path: names for path, names in raw.items() if names}}


def files(asked: dict[str, Any]) -> Iterator[Path]:
    """Every file, but for what the visitor's own browser keeps on this machine."""
    base = Path(asked.get("sqlite", "/nowhere"))
    yield from base.parent.glob(f"{base.name}*")
    for folder in [*asked["folders"], *filter(None, [asked["heap"]])]:
        yield from (
            path for path in Path(folder).rglob("*") if path.is_file() and "playwright" not in str(path)
        )


def bytes_of(path: Path) -> bytes:
    """A file as it is; nothing where it has gone meanwhile, as a table's file does that is written anew."""
    try:
        return path.read_bytes()
    except FileNotFoundError:
        return b""


def of_sqlite(path: str) -> Iterator[tuple[str, list[str]]]:
    base = sqlite3.connect(f"file:{path}?mode=ro", uri=True)
    names = [name for (name,) in base.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
    for name in names:
        yield name, [plain(row) for row in base.execute(f'SELECT * FROM "{name}"')]
    base.close()


def of_postgres(address: dict[str, str]) -> Iterator[tuple[str, list[str]]]:
    with psycopg.connect(**address, autocommit=True) as base:
        base.execute("CHECKPOINT")
        tables = base.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public'").fetchall()
        for (name,) in tables:
            yield name, [plain(row) for row in base.execute(f'SELECT * FROM "{name}"').fetchall()]


def plain(row: tuple[Any, ...]) -> str:
    """A row as text; every kind of bytes as hex, and as the words that they spell where they spell any."""
    return " | ".join(
        of_bytes(bytes(one)) if isinstance(one, bytes | memoryview) else str(one) for one in row
    )


def of_bytes(data: bytes) -> str:
    """Bytes as hex, and as text: an entry of the log is stored as bytes, and would hide a name in them."""
    return f"{data.hex()} {data.decode(errors='ignore')}"


if __name__ == "__main__":
    json.dump(look(json.load(sys.stdin)), sys.stdout)
