"""The report as one page that needs no network: template, style, script and data in a single text."""

import base64
import hashlib
from collections.abc import Mapping
from typing import TYPE_CHECKING

from toolkit.model.completeness import DIMENSION_LABELS, Dimension
from toolkit.model.gaps import GapBasis
from toolkit.model.reviews import WrittenReview
from toolkit.model.states import ACTION_STATUS_LABELS, ANSWER_CODES, CODED_STATES, STATE_LABELS, ActionStatus, State
from toolkit.model.summaries import Report
from toolkit.model.targets import TARGET_VERDICT_LABELS, TargetVerdict
from toolkit.model.trends import ACTION_READING_LABELS, READING_METHOD, ActionReading
from toolkit.render import page_counts as counts
from toolkit.render import page_targets as targets
from toolkit.render import page_trends as trends
from toolkit.render.page_curves import HEIGHT, WIDTH
from toolkit.render.page_points import MOST_POINTS, describe_points
from toolkit.render.page_script import say_script_words
from toolkit.render.page_words import PageWords
from toolkit.render.summary import render_rate
from toolkit.wording import Wording

if TYPE_CHECKING:
    from jinja2 import Environment

_TEMPLATE, _STYLE = "page.html", "page.css"
_SCRIPTS = ("data.js", "counts.js", "cells.js", "filters.js")
"""The script of the page in the order of its parts, which see each other and are seen by nothing else."""


def render_page(report: Report, reviews: tuple[WrittenReview, ...], wording: Wording) -> str:
    """Render the page of a report; the same report gives the same text.

    What partners typed is escaped wherever it stands, and the page forbids itself every connection and every script
    but its own.
    """
    from jinja2.utils import htmlsafe_json_dumps  # noqa: PLC0415 (dear to import, needed by one command)
    from markupsafe import Markup  # noqa: PLC0415 (comes with Jinja2)

    words = PageWords(framework=report.collection.framework, wording=wording)
    environment = _environment(wording)
    style, script = _source(environment, _STYLE), _join_script(environment)
    data = {"language": wording.language, "words": say_script_words(wording), **describe_points(report, words)}
    digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
    return environment.get_template(_TEMPLATE).render(
        style=Markup(style),  # noqa: S704 (a file of the package)
        script=Markup(script),  # noqa: S704 (a file of the package)
        script_hash=f"sha256-{digest}",
        data=htmlsafe_json_dumps(data, ensure_ascii=False, separators=(",", ":")),
        **_view(report, reviews, words),
    )


def _environment(wording: Wording) -> "Environment":
    from jinja2 import Environment, PackageLoader, StrictUndefined  # noqa: PLC0415 (see `render_page`)

    environment = Environment(
        loader=PackageLoader("toolkit.render", "templates/report"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.globals.update(
        say=wording.say,
        count=wording.count,
        whole=wording.whole,
        day=wording.day,
        rate=lambda share: render_rate(share, wording),
        short_rate=lambda share: wording.figure(share.rate) if share.rate is not None else "",
        name_group=lambda row: counts.name_group(row, wording),
        heat_step=counts.heat_step,
        count_in_five=counts.count_in_five,
        box=(WIDTH, HEIGHT),
    )
    return environment


def _source(environment: "Environment", name: str) -> str:
    """Give a file of the package as it stands; it is no template."""
    loader = environment.loader
    return loader.get_source(environment, name)[0] if loader is not None else ""


def _join_script(environment: "Environment") -> str:
    parts = "".join(_source(environment, name) for name in _SCRIPTS)
    return f'(() => {{\n"use strict";\n{parts}}})();\n'


def _view(report: Report, reviews: tuple[WrittenReview, ...], words: PageWords) -> Mapping[str, object]:
    """Give what the template shows, by name."""
    wording, collection = words.wording, report.collection
    (whole,) = report.rows_of(Dimension.CAMPAIGN)
    return {
        "language": wording.language,
        "campaign": collection.campaign,
        "report": report,
        "words": words,
        "total": whole,
        "cards": tuple(counts.list_cards(report, wording)),
        "tables": tuple(counts.list_tables(report, wording)),
        "heat_maps": tuple(counts.list_heat_maps(report, wording)),
        "reasons": counts.list_reasons(whole, wording),
        "silent": counts.list_silent_actions(report),
        "partners": tuple(counts.list_partners(reviews, words)),
        "series": trends.list_series(report, words),
        "gaps": tuple(trends.list_gaps(report, words)),
        "key_figures": trends.list_key_figures(report, words),
        "actions": tuple(targets.list_actions(report, words)),
        "readings": tuple(targets.count_readings(report.evolution.actions).items()),
        "targets": tuple(targets.list_targets(report, words)),
        "verdicts": report.count_verdicts(),
        "holds_points": len(report.points) <= MOST_POINTS,
        **_lists(wording),
    }


def _lists(wording: Wording) -> Mapping[str, object]:
    """Give the fixed lists that head the columns of tables and fill the legend."""
    say = wording.say
    return {
        "states": tuple((state, say(STATE_LABELS[state])) for state in State),
        "coded_states": CODED_STATES,
        "statuses": tuple((status, say(ACTION_STATUS_LABELS[status])) for status in ActionStatus),
        "verdict_labels": tuple((each, say(TARGET_VERDICT_LABELS[each])) for each in TargetVerdict),
        "reading_labels": tuple(
            (each, say(ACTION_READING_LABELS[each]), targets.READING_TONES[each]) for each in ActionReading
        ),
        "dimension_labels": {each: say(DIMENSION_LABELS[each]) for each in Dimension},
        "codes": tuple((each.code, say(each.meaning)) for each in ANSWER_CODES),
        "reading_method": tuple(say(sentence) for sentence in READING_METHOD),
        "Dimension": Dimension,
        "GapBasis": GapBasis,
        "most_key_figures": trends.MOST_KEY_FIGURES,
        "most_lines": trends.MOST_LINES,
    }
