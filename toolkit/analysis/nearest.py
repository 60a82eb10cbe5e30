"""The entry of a list that a text nearly is: proposed, never taken."""

from collections.abc import Mapping

_LEAST_LENGTH = 3
_SHORT = 5
_LEAST_SIMILARITY = 0.8


def find_nearest(text: str, choices: Mapping[str, str]) -> str:
    """Give what the nearest choice stands for; empty when none is near or two are equally near.

    Digits have to be the same: `Paris 18e` is not nearly `Paris 13e`.

    Args:
        text: folded as the keys are.
        choices: what each key stands for.
    """
    if len(text) < _LEAST_LENGTH:
        return ""
    from rapidfuzz.distance import OSA  # noqa: PLC0415 (dear to import, needed for slips only)

    most = 1 if len(text) < _SHORT else int(len(text) * (1 - _LEAST_SIMILARITY) + 0.5)
    digits = _digits(text)
    found: dict[int, set[str]] = {}
    for key, choice in choices.items():
        if _digits(key) == digits:
            distance = OSA.distance(text, key, score_cutoff=most)
            if distance <= most:
                found.setdefault(distance, set()).add(choice)
    nearest = found[min(found)] if found else set()
    return next(iter(nearest)) if len(nearest) == 1 else ""


def _digits(text: str) -> str:
    return "".join(letter for letter in text if letter.isdigit())
