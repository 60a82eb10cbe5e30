"""Makes the study of a campaign: what may be published of a report, in sentences, as a Word document."""

from pathlib import Path

from toolkit.analysis.disclosure import make_disclosure
from toolkit.errors import ToolkitError
from toolkit.files.publishing import digest, read_digests
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


def require_unedited(results: Path) -> None:
    """Refuse to go on where the study that lies in the results was worked on since it was written there.

    Raises:
        ToolkitError: `study.docx` is another one than the toolkit wrote.
    """
    study = results / STUDY
    if study.is_file() and digest(study) != read_digests(results).get(STUDY):
        message = (
            f"{study} was changed since the toolkit wrote it, and would be lost; "
            f"move it out of {results.name}/ and work on it there, then retry. Nothing was changed."
        )
        raise ToolkitError(message)
