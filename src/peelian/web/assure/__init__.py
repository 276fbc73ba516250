"""Pages of approvals: uses and their steps, questions, decisions, stops, advice, audit log."""

from peelian.web.assure import (
    audit,
    deciding,
    describing,
    ethics,
    mode,
    people,
    register,
    steps,
    stops,
    uses,
)

URLS = [
    *uses.URLS,
    *steps.URLS,
    *deciding.URLS,
    *stops.URLS,
    *ethics.URLS,
    *audit.URLS,
    *register.URLS,
    *people.URLS,
    *mode.URLS,
    *describing.URLS,
]
