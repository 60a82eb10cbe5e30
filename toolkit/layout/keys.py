"""Row keys and the identity code: what makes a value found again wherever it was moved."""

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

SEPARATOR = "|"
_REMEMBERED = 8_192
"""Texts whose tidied form is remembered: the same labels and keys come back in every file."""

IDENTITY_PROPERTY = "collection_identity"
"""Custom document property that carries the identity code."""
_FREE_ROW = "AUTRE"
_OFFICE_FIELD = "office-"
_INVISIBLE = {"\u200b", "\u200c", "\u200d", "\u2060", "\ufeff", "\u00ad", "\u200e", "\u200f"}
_LOOK_ALIKES = str.maketrans("\u00a6\u2502\uff5c\u01c0", "||||")
_OTHER_ALPHABETS = str.maketrans("АВЕКМНОРСТХаеорсхΑΒΕΖΗΙΚΜΝΟΡΤΧ", "ABEKMHOPCTXaeopcxABEZHIKMNOPTX")
"""Cyrillic and Greek letters that no eye tells from Latin ones."""
_LATIN = re.compile(r"[A-Za-z]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Identity:
    """Whose workbook it is: campaign, partner, edition; of one office of the partner, or of all (empty)."""

    campaign: str
    partner: str
    version: str
    office: str = ""


def identity_code(identity: Identity) -> str:
    """Write an identity as it stands in A2 of every sheet."""
    office = (identity.office,) if identity.office else ()
    return SEPARATOR.join((identity.campaign, identity.partner, identity.version, *office))


def parse_identity(code: str) -> Identity | None:
    """Read an identity code; None when the text is none."""
    parts = tidy_code(code).split(SEPARATOR, 3)  # the name of an office may hold the separator
    if len(parts) < 3 or not all(parts):  # noqa: PLR2004 (campaign, partner, version)
        return None
    return Identity(campaign=parts[0], partner=parts[1], version=parts[2], office="".join(parts[3:]))


def request_key(measure: str, partner: str, territory: str) -> str:
    """Write the key of a grid row. Never a number or a date, whatever the codes are."""
    return SEPARATOR.join((measure, partner, territory))


def parse_request_key(key: str) -> tuple[str, str, str] | None:
    """Read the key of a grid row as measure, partner, territory; None when the text is none."""
    parts = tidy_code(key).split(SEPARATOR)
    return (parts[0], parts[1], parts[2]) if len(parts) == 3 and all(parts) else None  # noqa: PLR2004


def action_key(action: str, partner: str) -> str:
    """Write the key of a row on the sheet of actions."""
    return SEPARATOR.join((action, partner))


def parse_action_key(key: str) -> tuple[str, str] | None:
    """Read the key of a row on the sheet of actions as action, partner."""
    parts = tidy_code(key).split(SEPARATOR)
    return (parts[0], parts[1]) if len(parts) == 2 and all(parts) else None  # noqa: PLR2004


def free_row_key(number: int, partner: str) -> str:
    """Write the key of a row on the sheet of other data."""
    return SEPARATOR.join((f"{_FREE_ROW}-{number:03d}", partner))


def is_free_row_key(key: str) -> bool:
    """Whether a text is the key of a row on the sheet of other data."""
    parsed = parse_action_key(key)
    return parsed is not None and parsed[0].startswith(f"{_FREE_ROW}-")


def contact_key(field: str, partner: str) -> str:
    """Write the key of a row on the sheet of contacts."""
    return SEPARATOR.join((f"CONTACT-{field}", partner))


def office_field(action: str) -> str:
    """Name the line of the sheet of contacts that says which office answers for an action."""
    return f"{_OFFICE_FIELD}{action}"


def parse_office_field(field: str) -> str | None:
    """Read the action of such a line from its field; None for any other line."""
    return field.removeprefix(_OFFICE_FIELD) if field.startswith(_OFFICE_FIELD) else None


def parse_contact_key(key: str) -> str | None:
    """Read the field of a contact from its key; None when the text is none."""
    parsed = parse_action_key(key)
    return parsed[0].removeprefix("CONTACT-") if parsed and parsed[0].startswith("CONTACT-") else None


@lru_cache(maxsize=_REMEMBERED)
def tidy_code(text: str) -> str:
    """Normalise a code for matching: composed letters, no invisible characters, no blanks around it."""
    if text.isascii():
        return text.strip()
    composed = unicodedata.normalize("NFC", text.translate(_LOOK_ALIKES))
    if _LATIN.search(composed):
        composed = composed.translate(_OTHER_ALPHABETS)
    kept = "".join(" " if letter.isspace() else letter for letter in composed if letter not in _INVISIBLE)
    return kept.strip()


@lru_cache(maxsize=_REMEMBERED)
def tidy_label(text: str) -> str:
    """Normalise a label for matching: also case and runs of blanks do not count."""
    return " ".join(tidy_code(text).split()).casefold()
