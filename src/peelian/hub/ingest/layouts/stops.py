"""Stop and search as data.police.uk publishes it.

Latitude stands before longitude here. Times are UTC while the month of the file is local.
"""

from typing import Final

from peelian.hub.ingest.layouts.layout import OUTSIDE, Check, Layout, place_checks

_AT: Final = "try_cast(source_date AS TIMESTAMPTZ)"

STOPS: Final = Layout(
    kind="stop-and-search",
    table="stops",
    header=(
        "Type",
        "Date",
        "Part of a policing operation",
        "Policing operation",
        "Latitude",
        "Longitude",
        "Gender",
        "Age range",
        "Self-defined ethnicity",
        "Officer-defined ethnicity",
        "Legislation",
        "Object of search",
        "Outcome",
        "Outcome linked to object of search",
        "Removal of more than just outer clothing",
    ),
    longitude="source_longitude",
    latitude="source_latitude",
    may_change=("Outcome", "Outcome linked to object of search"),
    identifier="",
    canonical=(
        ("source_record_id", "CAST(NULL AS VARCHAR)"),
        ("month", f"strftime(timezone('Europe/London', {_AT}), '%Y-%m')"),
        ("occurred_from", _AT),
        ("occurred_to", f"{_AT} + INTERVAL 1 MINUTE"),
        ("time_precision", "'minute'"),
        ("search_type", "nullif(source_type, '')"),
        ("gender", "nullif(source_gender, '')"),
        ("age_range", "nullif(source_age_range, '')"),
        ("self_defined_ethnicity", "nullif(source_self_defined_ethnicity, '')"),
        ("officer_defined_ethnicity", "nullif(source_officer_defined_ethnicity, '')"),
        ("legislation", "nullif(source_legislation, '')"),
        ("object_of_search", "nullif(source_object_of_search, '')"),
        ("outcome", "nullif(source_outcome, '')"),
        ("outcome_linked", "try_cast(source_outcome_linked_to_object_of_search AS BOOLEAN)"),
        ("place_precision", "CASE WHEN source_longitude = '' THEN 'none' ELSE 'snapped' END"),
    ),
    checks=(
        Check(f"{_AT} IS NULL", "The date and time cannot be read."),
        *place_checks("source_longitude", "source_latitude"),
    ),
    flags=(("source_longitude = ''", "no_place"), OUTSIDE),
    coded=("Outcome", "Outcome linked to object of search"),
)
