"""Hand out the extract that ships with Peelian, as published."""

from importlib.resources import files
from typing import Final

from peelian.assure.workspace import Workspace
from peelian.sample.extract.model import Parameters, Result

NAME: Final = "city-of-london_2018-04_2019-12.zip"
ATTRIBUTION: Final = (
    "Contains public sector information licensed under the Open Government Licence v3.0. "
    "Source: data.police.uk."
)


def run(workspace: Workspace, parameters: Parameters) -> Result:  # noqa: ARG001 - every tool's signature
    """Return the archive: street crime and stop and search of the City of London Police."""
    archive = (files("peelian.sample.extract") / NAME).read_bytes()
    return Result(NAME, archive, ATTRIBUTION)
