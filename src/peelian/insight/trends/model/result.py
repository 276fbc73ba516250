"""What trends answers."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray

from peelian.insight.trends.model.parameters import Parameters

Floats = NDArray[np.float64]
Bools = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Alert:
    """One series that rose more than chance allows."""

    series: str
    period: str
    observed: float
    expected: float
    upper: float
    p_value: float
    overdispersion: float
    series_tested: int
    area: str
    kind: str
    sentence: str

    @property
    def uid(self) -> str:
        """What people's decisions on it are kept under."""
        return f"{self.series}@{self.period}"

    def row(self) -> dict[str, Any]:
        """The alert as plain types."""
        return {name: getattr(self, name) for name in self.__dataclass_fields__}


@dataclass(frozen=True, slots=True, eq=False)
class Result:
    """Every test as arrays of shape (series, tested periods), and the alerts in words."""

    parameters: Parameters
    names: tuple[str, ...]
    periods: tuple[str, ...]
    observed: Floats
    expected: Floats
    upper: Floats
    p_value: Floats
    overdispersion: Floats
    alarm: Bools
    incomplete: Bools
    series_tested: NDArray[np.int64]  # (tested periods,)
    alerts: tuple[Alert, ...]
    vanished: tuple[str, ...] = ()
    recording: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    marking: str = ""
    history: Mapping[str, Any] = field(default_factory=dict)

    def summary(self) -> dict[str, Any]:
        """The answer in plain JSON types."""
        return {
            "method": self.parameters.method.value,
            "period": self.parameters.period.value,
            "first_period": self.periods[0],
            "last_period": self.periods[-1],
            "series": len(self.names),
            "series_tested": int(self.series_tested[-1]),
            "tests": int(self.series_tested.sum()),
            "alarms": int(self.alarm.sum()),
            "alarms_in_last_period": int(self.alarm[:, -1].sum()),
            "incomplete": int(self.incomplete.sum()),
            "vanished": list(self.vanished),
            "recording_changes": list(self.recording),
            "notes": list(self.notes),
            "alerts": [alert.row() for alert in self.alerts],
        }
