"""The section [thresholds] of `campaign.toml`: limits that the coordinator declares. Must not read a file."""

from collections.abc import Iterator, Mapping
from decimal import Decimal
from math import isfinite
from typing import Any

from toolkit.model.campaign import Thresholds

_NAMES = ("secrecy", "stable")
_WHOLE = 100


# Any: the section is what `mistakes_in_thresholds` found to be right.
def read_thresholds(section: Mapping[str, Any]) -> Thresholds:
    """Read a section without mistakes; it may be empty."""
    stable = section.get("stable")
    return Thresholds(
        secrecy=section.get("secrecy", Thresholds().secrecy),
        stable=None if stable is None else Decimal(str(stable)),
    )


def mistakes_in_thresholds(section: object) -> Iterator[str]:
    """Yield what is wrong with the section, one sentence a mistake."""
    if not isinstance(section, dict):
        yield "thresholds should be a section [thresholds]; its entries are explained in docs/reference/campaign.md."
        return
    for name in section:
        if name not in _NAMES:
            yield f'there is no entry "{name}" in [thresholds]; the entries are {", ".join(_NAMES)}.'
    yield from _mistakes_in_secrecy(section)
    yield from _mistakes_in_stable(section)


def _mistakes_in_secrecy(section: Mapping[str, object]) -> Iterator[str]:
    secrecy = section.get("secrecy", 1)
    if not isinstance(secrecy, int) or isinstance(secrecy, bool) or secrecy < 1:
        yield f"thresholds.secrecy is {secrecy}, and should be a whole number from 1, such as 5; 1 masks nothing."


def _mistakes_in_stable(section: Mapping[str, object]) -> Iterator[str]:
    stable = section.get("stable", 0)
    is_number = isinstance(stable, int | float) and not isinstance(stable, bool)
    if not is_number or not isfinite(float(str(stable))) or not 0 <= float(str(stable)) < _WHOLE:
        yield f"thresholds.stable is {stable}, and should be a number of percent from 0 to 99, such as 5 or 2.5."
