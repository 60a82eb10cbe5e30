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
_SEAL = hashlib.sha256().digest_size


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
        content = (folder / _PLACE).read_bytes()
        seal, kept = content[:_SEAL], content[_SEAL:]
        return msgspec.msgpack.decode(kept, type=Framework) if key and seal == _seal(key, kept) else None
    except (OSError, ValueError):
        return None


def keep(folder: Path, key: str, framework: Framework) -> None:
    """Keep a framework in which no mistake was found, beside what a merge keeps; where there is no room, it is not."""
    path = folder / _PLACE
    if not key or not path.parent.is_dir():
        return
    kept = msgspec.msgpack.encode(framework)
    draft = path.with_suffix(f".{os.getpid()}.tmp")
    try:
        draft.write_bytes(_seal(key, kept) + kept)
        draft.replace(path)
    except OSError:
        with suppress(OSError):
            draft.unlink(missing_ok=True)


def _seal(key: str, kept: bytes) -> bytes:
    """Say what was kept, and of which files: a damaged copy must never pass for a framework that was checked."""
    return hashlib.sha256(key.encode() + kept).digest()
