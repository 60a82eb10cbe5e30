"""All checks of a framework, in the order in which a coordinator would mend them."""

from collections.abc import Iterator, Mapping, Sequence

from toolkit.analysis.framework_index import index_tables
from toolkit.model.campaign import AskedPeriods
from toolkit.model.findings import Finding
from toolkit.model.framework import Table
from toolkit.model.periods import PeriodKind
from toolkit.rules.framework_cells import CELL_RULES, check_cells
from toolkit.rules.framework_codes import CODE_RULES, check_codes
from toolkit.rules.framework_meaning import MEANING_RULES, check_meaning
from toolkit.rules.framework_migrations import MIGRATION_RULES, check_migrations
from toolkit.rules.framework_references import REFERENCE_RULES, check_references
from toolkit.rules.framework_structure import STRUCTURE_RULES, check_structure
from toolkit.rules.framework_targets import TARGET_RULES, check_targets
from toolkit.rules.framework_territories import TERRITORY_RULES, check_territories

FRAMEWORK_RULES = (
    *STRUCTURE_RULES,
    *CELL_RULES,
    *CODE_RULES,
    *REFERENCE_RULES,
    *MEANING_RULES,
    *TERRITORY_RULES,
    *TARGET_RULES,
    *MIGRATION_RULES,
)


def check_framework(
    tables: Sequence[Table], campaign_periods: Mapping[PeriodKind, AskedPeriods] | None = None
) -> Iterator[Finding]:
    """Yield all mistakes of a framework at once, without those that only follow from another.

    Args:
        tables: as read; a table that is absent is a mistake unless it is optional.
        campaign_periods: what the campaign asks of each kind of measure; None to leave that out.
    """
    index = index_tables(tables)
    yield from check_structure(tables)
    yield from check_cells(index)
    yield from check_codes(index)
    yield from check_references(index)
    yield from check_meaning(index, campaign_periods)
    yield from check_territories(index)
    yield from check_targets(index)
    yield from check_migrations(index)
