"""All rules by their code, and a finding put into words."""

from dataclasses import dataclass

from toolkit.model.findings import Finding, Rule
from toolkit.rules.framework import FRAMEWORK_RULES
from toolkit.rules.ledger import LEDGER_RULES
from toolkit.rules.returned_files import FILE_RULES
from toolkit.rules.structure import STRUCTURE_RULES
from toolkit.rules.values import VALUE_RULES
from toolkit.wording import Wording

RULES: dict[str, Rule] = {
    rule.code: rule for rule in (*FRAMEWORK_RULES, *FILE_RULES, *STRUCTURE_RULES, *VALUE_RULES, *LEDGER_RULES)
}


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
        "read": finding.read,
        **{name: wording.say(text) for name, text in finding.details.items()},
    }
    rule = finding.rule
    return Description(
        message=wording.say(rule.message, **details),
        expected=wording.say(rule.expected, **details),
        suggestion=wording.say(rule.remedy, **details),
    )
