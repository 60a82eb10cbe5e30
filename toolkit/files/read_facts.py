"""The small facts of one content that was read or refused, kept beside its record; see `read_cache`."""

import os
from dataclasses import dataclass, field
from pathlib import Path

import msgspec

from toolkit.files.read_cache import RECORD_VERSION
from toolkit.layout.keys import Identity
from toolkit.model.raw import Remark


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """What the parent process has to know of a file before it is merged; no cell of it.

    Attributes:
        cause, detail: why it cannot be read; empty when it was read.
        carriers, partners_of_keys: what its identity is decided by, as in the form.
        remarks: what its readers noticed.
    """

    cause: str = ""
    detail: str = ""
    carriers: tuple[tuple[str, Identity], ...] = ()
    partners_of_keys: dict[str, int] = field(default_factory=dict)
    modified: str = ""
    editor: str = ""
    remarks: tuple[Remark, ...] = ()


class _Kept(msgspec.Struct):
    version: str
    facts: Facts


_DECODER = msgspec.json.Decoder(_Kept)


def facts_path(record: Path) -> Path:
    """Give the place of the facts beside a record."""
    return record.with_suffix(".facts.json")


def save_facts(record: Path, facts: Facts) -> None:
    """Write the facts of a content; comes last, so that facts without their record are never seen."""
    target = facts_path(record)
    draft = target.with_suffix(f".{os.getpid()}.tmp")
    draft.write_bytes(msgspec.json.encode(_Kept(version=RECORD_VERSION, facts=facts)))
    draft.replace(target)


def load_facts(record: Path) -> Facts | None:
    """Give the facts of a content; None when it was never read, or by another version of the toolkit."""
    try:
        kept = _DECODER.decode(facts_path(record).read_bytes())
    except (OSError, ValueError, RecursionError):  # what is damaged, or no text at all
        return None
    if kept.version != RECORD_VERSION or not (kept.facts.cause or record.is_file()):
        return None
    return kept.facts
