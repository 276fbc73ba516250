"""Everything a result is made of."""

from dataclasses import dataclass

from peelian.insight.hotspots.model import Parameters, Unit
from peelian.insight.hotspots.service.counting import Counts
from peelian.insight.hotspots.service.details import Detail
from peelian.insight.hotspots.service.harm import HarmWeights
from peelian.insight.hotspots.service.judge import Judgement
from peelian.insight.hotspots.service.selection import Selection


@dataclass(frozen=True, slots=True)
class Parts:
    """What was asked, selected, counted, judged and described."""

    parameters: Parameters
    selection: Selection
    counts: Counts
    judgement: Judgement
    details: list[Detail]
    incomplete: frozenset[str]
    harm: HarmWeights | None
    marking: str

    @property
    def unit(self) -> Unit:
        """What counts as one place."""
        return Unit(self.parameters.unit)

    @property
    def flagged(self) -> tuple[str, ...]:
        """Held months that are flagged as incomplete."""
        return tuple(m for m in self.selection.held if m in self.incomplete)

    @property
    def last_year_whole(self) -> bool:
        """Whether the year before is held and not flagged."""
        before = {f"{int(m[:4]) - 1}{m[4:]}" for m in self.selection.held}
        return self.selection.has_last_year and not before & self.incomplete
