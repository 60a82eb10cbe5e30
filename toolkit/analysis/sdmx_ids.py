"""Turns codes of the framework into codes that SDMX takes. Must not know what the codes stand for."""

import re
import unicodedata
from collections.abc import Iterable, Mapping

_NOT_TAKEN = re.compile(r"[^A-Za-z0-9_@$\-]")


def name_ids(codes: Iterable[str]) -> Mapping[str, str]:
    """Give each code of a list an id of the type IDType of SDMX; no two are alike.

    Accents go, and whatever else is not taken becomes `_`. A code that needs no change keeps its own letters; one
    that would then be like another is numbered, in the order of the list.
    """
    codes = tuple(dict.fromkeys(codes))
    ids = {code: code for code in codes if is_id(code)}
    taken = set(ids)
    for code in codes:
        if code not in ids:
            ids[code] = _first_free(make_id(code), taken)
            taken.add(ids[code])
    return ids


def is_id(code: str) -> bool:
    """Tell whether SDMX takes a code as it is."""
    return bool(code) and not _NOT_TAKEN.search(code)


def make_id(code: str) -> str:
    """Write a code with the letters that SDMX takes."""
    letters = (letter for letter in unicodedata.normalize("NFKD", code) if not unicodedata.combining(letter))
    return _NOT_TAKEN.sub("_", "".join(letters)) or "_"


def _first_free(wanted: str, taken: set[str]) -> str:
    name, number = wanted, 1
    while name in taken:
        number += 1
        name = f"{wanted}_{number}"
    return name
