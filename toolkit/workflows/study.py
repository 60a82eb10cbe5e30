"""Makes the study of a campaign: what may be published of a report, in sentences, as a Word document."""

from pathlib import Path

from toolkit.analysis.disclosure import make_disclosure
from toolkit.files.results import read_actions
from toolkit.files.study_document import STUDY, find_template, write_study
from toolkit.model.summaries import Report
from toolkit.render.study import write_study_text
from toolkit.wording import load_wording


def make_study(results: Path, target: Path, report: Report) -> None:
    """Write the study of what was merged into a folder of results, in the language of the campaign.

    Args:
        results: the folder that the report was measured from, in its campaign folder.
        target: the folder to write `study.docx` into.
        report: all that the report shows.

    Raises:
        ToolkitError: the template cannot be read or filled.
    """
    campaign = report.collection.campaign
    wording = load_wording(campaign.language)
    study = write_study_text(report, make_disclosure(report), read_actions(results), wording)
    write_study(target / STUDY, find_template(results.parent), study, campaign.issued)
