"""All rules by their code."""

from toolkit.model.findings import Rule
from toolkit.rules.beside_cells import BESIDE_RULES
from toolkit.rules.campaign import CAMPAIGN_RULES
from toolkit.rules.decisions import DECISION_RULES
from toolkit.rules.framework import FRAMEWORK_RULES
from toolkit.rules.issued_checks import ISSUED_RULES
from toolkit.rules.ledger import LEDGER_RULES
from toolkit.rules.plausibility import PLAUSIBILITY_RULES
from toolkit.rules.recognised import RECOGNISED_RULES
from toolkit.rules.returned_files import FILE_RULES
from toolkit.rules.shifted import SHIFTED_RULES
from toolkit.rules.structure import STRUCTURE_RULES
from toolkit.rules.values import VALUE_RULES

RULES: dict[str, Rule] = {
    rule.code: rule
    for rule in (
        *CAMPAIGN_RULES,
        *FRAMEWORK_RULES,
        *FILE_RULES,
        *RECOGNISED_RULES,
        *STRUCTURE_RULES,
        *VALUE_RULES,
        *BESIDE_RULES,
        *PLAUSIBILITY_RULES,
        *SHIFTED_RULES,
        *LEDGER_RULES,
        *DECISION_RULES,
        *ISSUED_RULES,
    )
}
