"""Whose workbook came back: decided by the majority of the places that say so, never by the file's name."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from toolkit.layout.form import Form


@dataclass(frozen=True, slots=True, kw_only=True)
class Identified:
    """The outcome.

    Attributes:
        campaign: empty when only row keys were left to tell.
        partner: empty when nothing tells.
        office: as most places name it; empty for a workbook of the whole partner.
        disagreeing: places that name another campaign or partner.
    """

    campaign: str
    partner: str
    version: str
    office: str = ""
    disagreeing: tuple[str, ...] = ()


def identify(form: Form) -> Identified:
    """Take the identity that most carriers name; row keys decide between partners where both speak."""
    campaign = _most_common(identity.campaign for _, identity in form.carriers)
    from_carriers = _most_common(identity.partner for _, identity in form.carriers)
    from_keys = max(sorted(form.partners_of_keys), key=lambda code: form.partners_of_keys[code], default="")
    partner = from_keys or from_carriers
    disagreeing = tuple(
        place
        for place, identity in form.carriers
        if identity.partner.upper() != partner.upper() or identity.campaign != campaign
    )
    version = _most_common(identity.version for _, identity in form.carriers if identity.version)
    office = _most_common(identity.office for _, identity in form.carriers)
    return Identified(campaign=campaign, partner=partner, version=version, office=office, disagreeing=disagreeing)


def _most_common(texts: Iterable[str]) -> str:
    found = tuple(texts)
    if len(set(found)) == 1:  # nearly always
        return found[0]
    counted = Counter(found)
    return max(sorted(counted), key=lambda text: counted[text], default="")
