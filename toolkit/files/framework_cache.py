"""Keeps the framework that was loaded and found in order, by the hash of its files, so that it is checked once.

The file can be deleted at any time. One that was kept by another version of the toolkit is not used.
"""

import hashlib
import os
from contextlib import suppress
from pathlib import Path

import msgspec

from toolkit.files.read_cache import RECORD_VERSION
from toolkit.model.campaign import Campaign
from toolkit.model.framework import Framework

_PLACE = Path(".toolkit") / "framework.msgpack"


class _Kept(msgspec.Struct):
    key: str
    framework: Framework


def framework_key(folder: Path, campaign: Campaign) -> str:
    """Name all that the framework and its checks depend on; empty when a file of it cannot be read."""
    path = folder / campaign.framework_path
    digest = hashlib.sha256(repr((RECORD_VERSION, campaign.framework_path, campaign.periods)).encode())
    try:
        for file in sorted(path.iterdir()) if path.is_dir() else (path,):
            if file.is_file():
                content = file.read_bytes()
                digest.update(repr((file.name, len(content))).encode())
                digest.update(content)
    except OSError:
        return ""
    return digest.hexdigest()


def load_kept(folder: Path, key: str) -> Framework | None:
    """Give the framework of a campaign folder as it was kept; None when it was changed since, or never kept."""
    try:
        kept = msgspec.msgpack.decode((folder / _PLACE).read_bytes(), type=_Kept)
    except (OSError, msgspec.MsgspecError):
        return None
    return kept.framework if key and kept.key == key else None


def keep(folder: Path, key: str, framework: Framework) -> None:
    """Keep a framework in which no mistake was found, beside what a merge keeps; where there is no room, it is not."""
    path = folder / _PLACE
    if not key or not path.parent.is_dir():
        return
    draft = path.with_suffix(f".{os.getpid()}.tmp")
    try:
        draft.write_bytes(msgspec.msgpack.encode(_Kept(key=key, framework=framework)))
        draft.replace(path)
    except OSError:
        with suppress(OSError):
            draft.unlink(missing_ok=True)
