"""Keeps what the returns of one partner come to, by the hash of all that it was made of.

The folder can be deleted at any time: it saves a merge the partners of whom nothing new came back.
"""

import hashlib
import os
from collections.abc import Iterable
from pathlib import Path

import msgspec

from toolkit.files.read_cache import RECORD_VERSION
from toolkit.model.records import PartnerPart

_ROWS = ".csv"


class _Kept(msgspec.Struct):
    """A part, and the size in bytes of its rows: rows that were cut off must not pass for all."""

    size_of_rows: int
    part: PartnerPart


def part_key(*made_of: object) -> str:
    """Name what is made of the given things, which are told apart by what they print."""
    return hashlib.sha256(repr((RECORD_VERSION, *made_of)).encode()).hexdigest()


def part_path(folder: Path, key: str) -> Path:
    """Give the place of a part; the rows of its answers lie beside it."""
    return folder / f"{key}.json"


def rows_path(part: Path) -> Path:
    """Give the place of the rows of a part in `answers.csv`, without a header."""
    return part.with_suffix(_ROWS)


def draft_path(path: Path) -> Path:
    """Give the place where this process writes before it puts a file into its place."""
    return path.with_suffix(f".{os.getpid()}.tmp")


def save_part(path: Path, part: PartnerPart) -> None:
    """Write a part; comes after its rows, so that a part without them is never seen."""
    draft = draft_path(path)
    kept = _Kept(size_of_rows=rows_path(path).stat().st_size, part=part)
    draft.write_bytes(msgspec.json.encode(kept))
    draft.replace(path)


def load_part(path: Path) -> PartnerPart | None:
    """Give a part; None when there is none that can be used."""
    try:
        kept = msgspec.json.decode(path.read_bytes(), type=_Kept)
        return kept.part if rows_path(path).stat().st_size == kept.size_of_rows else None
    except (OSError, ValueError, RecursionError):  # what is damaged, or no text at all
        return None


def keep_parts(folder: Path, used: Iterable[Path]) -> None:
    """Delete the parts that are not among those used."""
    kept = {each.stem for each in used}
    for path in folder.iterdir():
        if path.stem not in kept:
            path.unlink(missing_ok=True)
