"""Names of the workbooks that are issued: for people only, safe on every system, no two alike within a partner."""

import re
import unicodedata
from collections.abc import Iterable, Mapping

from toolkit.model.campaign import Collection
from toolkit.model.offices import OfficeShare, split_by_office

MAX_FILE_NAME = 100
_ENDING = ".xlsx"
_LEAST_SLUG = 12
_IN_ASCII = str.maketrans({"œ": "oe", "æ": "ae", "ß": "ss", "’": "-", "–": "-", "—": "-"})


def name_workbook(collection: Collection, partner: str, share: OfficeShare | None) -> str:
    """Name the workbook of a partner, or of one of its offices."""
    stem = f"{collection.campaign.id}_{partner.upper()}"
    if share is None:
        return f"{stem}{_ENDING}"
    room = max(_LEAST_SLUG, MAX_FILE_NAME - len(stem) - len(_ENDING) - 1)
    offices = [each.office for each in split_by_office(collection.framework, partner)]
    return f"{stem}_{name_slugs(offices, room)[share.office]}{_ENDING}"


def name_correction(file: str) -> str:
    """Name the workbook that asks again what the workbook of this name asked.

    The names differ, so that one does not take the place of the other in the folder where a mail is saved.
    """
    return f"{file.removesuffix(_ENDING)}_correction{_ENDING}"


def name_slugs(offices: Iterable[str], room: int) -> Mapping[str, str]:
    """Give each office a slug of at most `room` letters; those that would be alike are numbered."""
    slugs: dict[str, str] = {}
    taken: set[str] = set()
    for office in offices:
        slug, number = _cut(slug_of(office), room), 1
        while slug in taken:
            number += 1
            ending = f"-{number}"
            slug = _cut(slug_of(office), room - len(ending)) + ending
        taken.add(slug)
        slugs[office] = slug
    return slugs


def slug_of(name: str) -> str:
    """Write a name in letters a to z, digits and hyphens: `bureau-eleve`; `office` where nothing is left."""
    letters = unicodedata.normalize("NFKD", name.lower().translate(_IN_ASCII))
    plain = letters.encode("ascii", "ignore").decode("ascii")
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-") or "office"


def _cut(slug: str, room: int) -> str:
    return slug[:room].rstrip("-")
