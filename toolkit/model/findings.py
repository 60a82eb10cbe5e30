"""Findings: one thing wrong or worth a look, as data; its words are chosen where it is shown."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import IntEnum

from toolkit.model.places import Location


class Severity(IntEnum):
    """How much a finding matters: an error asks for a correction, a note asks for nothing."""

    NOTE = 1
    WARNING = 2
    ERROR = 3

    @property
    def code(self) -> str:
        """The lower-case name written in files and options."""
        return self.name.lower()


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """What can be wrong. Texts are keys of the catalogue and may hold `{names}` of the finding's details.

    Attributes:
        code: one letter for the family and three digits; for ever.
        slug: short English name.
        message: where, what was read, what is wrong.
        expected: what should stand there; empty when nothing can be said.
        remedy: what to do.
        why: reason for the rule, for `toolkit explain`.
    """

    code: str
    slug: str
    severity: Severity
    message: str
    expected: str = ""
    remedy: str
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One case of a rule.

    Attributes:
        read: the raw text found, as it was typed.
        details: values for the `{names}` of the rule's texts.
    """

    rule: Rule
    location: Location
    partner: str = ""
    measure: str = ""
    territory: str = ""
    period: str = ""
    read: str = ""
    details: Mapping[str, str] = field(default_factory=dict)
