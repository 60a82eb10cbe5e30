"""What a single text of a framework means: codes, numbers, lists, names of files. Must not know a table."""

import re
import unicodedata
from decimal import Decimal
from enum import StrEnum
from functools import lru_cache

from toolkit.model.framework_columns import LIST_SEPARATOR

LONGEST_FILE_CODE = 40
"""Characters of a code that names files: leaves room for the rest of the name within Windows' 260."""

_PLAIN_DECIMAL = re.compile(r"-?\d+(?:\.\d+)?")
_MOST_DIGITS = 15  # Excel keeps no more
_FILE_CODE = re.compile(r"[A-Za-z0-9_-]+")
_RESERVED = re.compile(r"(?:CON|PRN|AUX|NUL|(?:COM|LPT)\d)", re.IGNORECASE)


_MOST_KEPT = 8_192
"""Texts whose clean form is remembered: each check asks again for the same codes."""


class FileNameFault(StrEnum):
    """Why a code cannot stand in the name of a file on every system."""

    CHARACTERS = "characters"
    RESERVED = "reserved"
    LENGTH = "length"


@lru_cache(maxsize=_MOST_KEPT)
def clean_text(text: str) -> str:
    """Give a cell without surrounding space and in composed form (NFC): how codes are compared and kept."""
    return unicodedata.normalize("NFC", text).strip()


@lru_cache(maxsize=_MOST_KEPT)
def plain_code(text: str) -> str:
    """Give a code as the eye sees it, without invisible characters: what the author meant by it."""
    if text.isascii() and text.isprintable():
        return text.strip()
    return clean_text("".join(character for character in text if not is_invisible(character)))


@lru_cache(maxsize=_MOST_KEPT)
def has_invisible(text: str) -> bool:
    """Whether a text holds invisible characters."""
    return not (text.isascii() and text.isprintable()) and any(map(is_invisible, text))


def is_invisible(character: str) -> bool:
    """Whether a character looks like nothing or like a space without being one: zero width, no-break, tab."""
    return character != " " and unicodedata.category(character) in {"Cc", "Cf", "Zs", "Zl", "Zp"}


def read_number(text: str) -> Decimal | None:
    """Read a plain decimal of at most 15 significant digits; None when it is anything else."""
    cleaned = clean_text(text)
    # The first test keeps other scripts' digits out: Python would read them, Excel would not.
    if not cleaned.isascii() or not _PLAIN_DECIMAL.fullmatch(cleaned):
        return None
    digits = cleaned.lstrip("-").replace(".", "").lstrip("0")
    return Decimal(cleaned) if len(digits) <= _MOST_DIGITS else None


def split_list(text: str) -> tuple[str, ...]:
    """Split a cell that holds several codes; empty parts are dropped."""
    parts = (clean_text(part) for part in text.split(LIST_SEPARATOR))
    return tuple(part for part in parts if part)


def file_name_fault(code: str) -> FileNameFault | None:
    """Say why a code cannot stand in the name of a file; None when it can."""
    if not _FILE_CODE.fullmatch(code):
        return FileNameFault.CHARACTERS
    if _RESERVED.fullmatch(code):
        return FileNameFault.RESERVED
    if len(code) > LONGEST_FILE_CODE:
        return FileNameFault.LENGTH
    return None
