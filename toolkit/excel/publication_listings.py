"""Tables of a publication that a report shows otherwise: actions by status, and verdicts on targets."""

from toolkit.analysis.target_sentences import explain_target
from toolkit.excel.lexicon import Lexicon, figure_entry
from toolkit.excel.listings import Listing, ListingRow
from toolkit.excel.report_tables import TableColumn, capital
from toolkit.excel.study_targets import target_words
from toolkit.layout.styles import Role
from toolkit.model.completeness import Share
from toolkit.model.publication import Publication
from toolkit.model.states import ACTION_STATUS_LABELS, ActionStatus
from toolkit.model.targets import TARGET_VERDICT_LABELS, TargetAssessment


def list_status_counts(publication: Publication, lexicon: Lexicon) -> Listing:
    """List the actions by theme and by what is known of them; all themes come last."""
    say = lexicon.wording.say
    counted = publication.statuses
    themes = [theme for theme in counted if theme]
    rows = []
    for theme in (*themes, ""):
        counts = [counted.get(theme, {}).get(status, 0) for status in ActionStatus]
        documented = counted.get(theme, {}).get(ActionStatus.DOCUMENTED, 0)
        rate = Share(part=documented, whole=sum(counts)).rate
        rows.append((theme or say("All"), sum(counts), *counts, rate))
    labels = (say("Actions"), *(say(ACTION_STATUS_LABELS[status]) for status in ActionStatus))
    return Listing(
        name=say("Actions"),
        title=say("Actions by theme and by what is known of them"),
        sentence=say("Numbers of actions. Documented: a figure for any period, or words of a partner."),
        columns=(
            TableColumn(label=say("Theme"), width=24, role=Role.LOCKED),
            *(TableColumn(label=capital(label), width=16, role=Role.COUNT) for label in labels),
            TableColumn(label=say("Rate of actions documented, in %"), width=18, role=Role.PERCENT),
        ),
        rows=rows,
        frozen_columns=1,
    )


def list_target_verdicts(publication: Publication, lexicon: Lexicon) -> Listing:
    """List each target by each of its sources, with the verdict and why."""
    say = lexicon.wording.say
    return Listing(
        name=say("Targets"),
        sentence=say("Each target, held against the published figures of every source."),
        columns=(
            TableColumn(label=say("Indicator"), width=11, role=Role.KEY),
            TableColumn(label=say("Target"), width=38, role=Role.LOCKED),
            TableColumn(label=say("Figure"), width=34, role=Role.LOCKED),
            TableColumn(label=say("Partner"), width=13, role=Role.LOCKED),
            TableColumn(label=say("Territory"), width=16, role=Role.LOCKED),
            TableColumn(label=say("Period reached"), width=11, role=Role.LOCKED_CENTER),
            TableColumn(label=say("Figure reached"), width=12, role=Role.DECIMAL),
            TableColumn(label=say("Share of the way in %"), width=11, role=Role.PERCENT),
            TableColumn(label=say("Verdict"), width=15, role=Role.LOCKED),
            TableColumn(label=say("Why"), width=52, role=Role.LOCKED),
        ),
        rows=[_target_values(each, lexicon) for each in publication.targets],
        frozen_columns=2,
    )


def _target_values(each: TargetAssessment, lexicon: Lexicon) -> ListingRow:
    target, reached = each.target, each.reached
    indicator = lexicon.framework.indicators[target.indicator]
    return (
        target.indicator,
        target_words(indicator, target.measure, (target,), lexicon),
        lexicon.figure(target.measure) if target.measure else "",
        each.source.partner,
        lexicon.territory(each.source.territory),
        reached.period if reached else "",
        figure_entry(reached.value) if reached else None,
        each.way,
        lexicon.wording.say(TARGET_VERDICT_LABELS[each.verdict]),
        explain_target(each, lexicon.framework, lexicon.wording),
    )
