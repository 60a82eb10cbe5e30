"""The section [thresholds] of `campaign.toml`: limits that the coordinator declares. Must not read a file."""

from collections.abc import Iterator, Mapping
from typing import Any

from toolkit.model.campaign import Thresholds

_NAMES = ("secrecy",)


# Any: the section is what `mistakes_in_thresholds` found to be right.
def read_thresholds(section: Mapping[str, Any]) -> Thresholds:
    """Read a section without mistakes; it may be empty."""
    return Thresholds(secrecy=section.get("secrecy", Thresholds().secrecy))


def mistakes_in_thresholds(section: object) -> Iterator[str]:
    """Yield what is wrong with the section, one sentence a mistake."""
    if not isinstance(section, dict):
        yield "thresholds should be a section [thresholds]; its entries are explained in docs/reference/campaign.md."
        return
    for name in section:
        if name not in _NAMES:
            yield f'there is no entry "{name}" in [thresholds]; the entries are {", ".join(_NAMES)}.'
    yield from _mistakes_in_secrecy(section)


def _mistakes_in_secrecy(section: Mapping[str, object]) -> Iterator[str]:
    secrecy = section.get("secrecy", 1)
    if not isinstance(secrecy, int) or isinstance(secrecy, bool) or secrecy < 1:
        yield f"thresholds.secrecy is {secrecy}, and should be a whole number from 1, such as 5; 1 masks nothing."
