"""A finding put into words."""

import re
from dataclasses import dataclass
from datetime import date

from toolkit.model.findings import Finding
from toolkit.rules.decisions import say_read
from toolkit.wording import Wording

_WORDS_OF_THE_CATALOGUE = {"state", "unit", "missing", "problem"}
_COLON = {"fr": "\u00a0: ", "en": ": "}
_DECIMAL = re.compile(r"-?\d+\.\d+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Description:
    """A finding in the words of one language."""

    message: str
    expected: str
    suggestion: str


def describe(finding: Finding, wording: Wording) -> Description:
    """Put a finding into words."""
    details = {
        "file": finding.location.file,
        "sheet": finding.location.sheet,
        "cell": finding.location.cell,
        "partner": finding.partner,
        "measure": finding.measure,
        "territory": finding.territory,
        "period": finding.period,
        "read": say_read(finding.rule.code, finding.read, wording),
        **{name: _worded(name, text, wording) for name, text in finding.details.items()},
    }
    rule = finding.rule
    return Description(
        message=wording.say(rule.message, **details),
        expected=wording.say(rule.expected, **details),
        suggestion=wording.say(rule.remedy, **details),
    )


def _worded(name: str, text: str, wording: Wording) -> str:
    """Put a detail into the language: a word of the catalogue, a plain decimal, or what it is."""
    if name in _WORDS_OF_THE_CATALOGUE:
        return wording.say(text)
    if name == "figures":
        return text.replace(": ", _COLON[wording.language])
    if name == "date":
        return _say_day(text, wording)
    if name == "detail":
        return " · ".join(wording.say(part) for part in text.split(" · "))
    return text.replace(".", ",") if wording.language == "fr" and _DECIMAL.fullmatch(text) else text


def _say_day(text: str, wording: Wording) -> str:
    """Write a date in words; what a coordinator typed in its place stands as it is."""
    try:
        return wording.day(date.fromisoformat(text))
    except ValueError:
        return text
