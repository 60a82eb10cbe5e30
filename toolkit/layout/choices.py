"""Entries of the drop-downs: each is made and read in one place.

An entry is `CODE – label`, so that a person sees the words and the reader finds the code.
"""

from toolkit.layout.keys import tidy_code, tidy_label
from toolkit.model.framework import Measure, Territory
from toolkit.model.states import AVAILABILITIES, QUALITY_LABELS, REASONS, Availability, Quality, Reason
from toolkit.wording import LANGUAGES, Wording, load_wording, phrase

_JOINT = " – "

PROGRESS_CHOICES = (
    phrase("not started"),
    phrase("in progress"),
    phrase("finished"),
    phrase("stopped"),
    phrase("regular activity"),
)


def measure_choice(measure: Measure) -> str:
    """Write the entry of a measure: `G01.1a – Nombre d'équipes…`."""
    return f"{measure.code}{_JOINT}{measure.label}"


def territory_choice(territory: Territory) -> str:
    """Write the entry of a territory: `QP – Quartiers prioritaires`."""
    return f"{territory.code}{_JOINT}{territory.label}"


def reason_choice(reason: Reason, wording: Wording) -> str:
    """Write the entry of a reason: `ND – non recueilli`."""
    return f"{reason.code}{_JOINT}{wording.say(reason.label)}"


def choice_code(text: str) -> str:
    """Give what may be a code at the beginning of an entry: all of it when no label follows."""
    return tidy_code(tidy_code(text).split(_JOINT, 1)[0])


def reasons_by_choice() -> dict[str, Reason]:
    """Give the reason of each tidied entry, in all languages."""
    return {
        tidy_label(reason_choice(reason, load_wording(language))): reason
        for reason in REASONS
        for language in LANGUAGES
    }


def availabilities_by_label() -> dict[str, Availability]:
    """Give the availability of each tidied entry, in all languages."""
    return {
        tidy_label(load_wording(language).say(each.label)): each for each in AVAILABILITIES for language in LANGUAGES
    }


def qualities_by_label() -> dict[str, Quality]:
    """Give the quality of each tidied label, in all languages."""
    return {
        tidy_label(load_wording(language).say(label)): quality
        for quality, label in QUALITY_LABELS.items()
        for language in LANGUAGES
    }
