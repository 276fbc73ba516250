"""One file per layout that ingest can read; to add one, copy a neighbour and list it here."""

from peelian.hub.ingest.layouts.answers import ANSWERS
from peelian.hub.ingest.layouts.layout import Check, Layout, column_of
from peelian.hub.ingest.layouts.outcomes import OUTCOMES
from peelian.hub.ingest.layouts.stops import STOPS
from peelian.hub.ingest.layouts.street import STREET

LAYOUTS = (STREET, STOPS, OUTCOMES, ANSWERS)

__all__ = ["ANSWERS", "LAYOUTS", "OUTCOMES", "STOPS", "STREET", "Check", "Layout", "column_of"]
