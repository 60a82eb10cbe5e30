"""The small facts of one content that was read or refused, kept beside its record; see `read_cache`."""

import json
import os
from dataclasses import dataclass, field
from pathlib import Path

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


def facts_path(record: Path) -> Path:
    """Give the place of the facts beside a record."""
    return record.with_suffix(".facts.json")


def save_facts(record: Path, facts: Facts) -> None:
    """Write the facts of a content; comes last, so that facts without their record are never seen."""
    content = {
        "version": RECORD_VERSION,
        "refused": [facts.cause, facts.detail],
        "carriers": [[place, each.campaign, each.partner, each.version, each.office] for place, each in facts.carriers],
        "keys": facts.partners_of_keys,
        "modified": facts.modified,
        "editor": facts.editor,
        "remarks": facts.remarks,
    }
    target = facts_path(record)
    draft = target.with_suffix(f".{os.getpid()}.tmp")
    draft.write_text(json.dumps(content, ensure_ascii=True, separators=(",", ":")), encoding="ascii")
    draft.replace(target)


def load_facts(record: Path) -> Facts | None:
    """Give the facts of a content; None when it was never read, or by another version of the toolkit."""
    try:
        content = json.loads(facts_path(record).read_text(encoding="ascii"))
    except (OSError, ValueError):
        return None
    if not isinstance(content, dict) or content.get("version") != RECORD_VERSION:
        return None
    cause, detail = content["refused"]
    if not cause and not record.is_file():
        return None
    return Facts(
        cause=cause,
        detail=detail,
        carriers=tuple(
            (place, Identity(campaign=campaign, partner=partner, version=version, office=office))
            for place, campaign, partner, version, office in content["carriers"]
        ),
        partners_of_keys=content["keys"],
        modified=content["modified"],
        editor=content["editor"],
        remarks=tuple(Remark(*each) for each in content["remarks"]),
    )
