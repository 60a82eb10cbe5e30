"""Holds files back that only their labels tell, until a person has said whose figures they are."""

import re
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from toolkit.files.inventory import Received
from toolkit.files.read_cache import load_form
from toolkit.layout.form import Form
from toolkit.layout.identity import Identified
from toolkit.layout.recognition import recognise_partners
from toolkit.model.answers import Return, Verdict
from toolkit.model.campaign import Collection
from toolkit.model.findings import Finding
from toolkit.rules.recognised import find_to_confirm

TO_CONFIRM = "to_confirm"
SHORTEST_DIGEST = 12
"""Letters of a SHA-256 that name a file where its name cannot be typed."""
_TYPABLE = re.compile(r"[\w(][\w (),.+=@/-]*")
"""Names that every command line takes between quotes as they stand."""


def hold(
    received: Received, record: Path, identified: Identified, collection: Collection
) -> tuple[Return, Finding] | None:
    """Give what is said of a file without keys whose labels are ours; None for any other file."""
    if identified.campaign not in {"", collection.campaign.id}:
        return None
    kept = load_form(record, received.name)
    likely = recognise_partners(kept[0].labelled_rows, collection.framework) if kept is not None else ()
    if not likely:
        return None
    file = Return(file=received.name, sha256=received.sha256, verdict=Verdict.REFUSED, reason=TO_CONFIRM)
    return file, find_to_confirm(file, likely, write_commands([each.partner for each in likely], file))


def write_commands(partners: Sequence[str], file: Return) -> list[str]:
    """Write for each partner the command that confirms a file as theirs."""
    named = f'"{file.file}"' if _TYPABLE.fullmatch(file.file) else file.sha256[:SHORTEST_DIGEST]
    return [f"toolkit merge --as {partner} {named}" for partner in partners]


def confirm_identity(identified: Identified, form: Form, partner: str, campaign: str) -> Identified:
    """Give the identity of a file whose partner a person has confirmed, with the places that say otherwise."""
    disagreeing = tuple(place for place, each in form.carriers if each.partner.upper() != partner.upper())
    return replace(identified, partner=partner, campaign=identified.campaign or campaign, disagreeing=disagreeing)
