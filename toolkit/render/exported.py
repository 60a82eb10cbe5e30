"""What an export wrote, for the terminal."""

import json
from dataclasses import asdict

from toolkit.model.outcomes import Exported
from toolkit.wording import Wording


def render_exported(exported: Exported, wording: Wording) -> str:
    """Render one line with the counts, and the folder."""
    return wording.say(
        "Observations exported: {observations}; data points without an answer, apart: {gaps}. They are in {folder}.",
        observations=wording.whole(exported.observations),
        gaps=wording.whole(exported.not_answered),
        folder=exported.folder,
    )


def exported_as_json(exported: Exported, wording: Wording) -> str:  # noqa: ARG001 (as every other rendering)
    """Give what an export wrote as JSON text."""
    return json.dumps(asdict(exported), ensure_ascii=False, indent=2)
