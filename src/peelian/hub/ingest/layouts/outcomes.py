"""Outcomes of crimes as data.police.uk publishes them: one row per outcome, month only."""

from typing import Final

from peelian.hub.ingest.layouts.layout import (
    LSOA_VINTAGE,
    MONTH,
    NO_STREET,
    OUTSIDE,
    Check,
    Layout,
    place_checks,
)

OUTCOMES: Final = Layout(
    kind="outcomes",
    table="outcomes",
    header=(
        "Crime ID",
        "Month",
        "Reported by",
        "Falls within",
        "Longitude",
        "Latitude",
        "Location",
        "LSOA code",
        "LSOA name",
        "Outcome type",
    ),
    longitude="source_longitude",
    latitude="source_latitude",
    may_change=("Outcome type",),
    identifier="source_crime_id",
    canonical=(
        ("source_record_id", "nullif(source_crime_id, '')"),
        ("month", "source_month"),
        ("occurred_from", "{from}"),
        ("occurred_to", "{to}"),
        ("time_precision", "'month'"),
        ("outcome", "nullif(source_outcome_type, '')"),
        ("place_precision", "CASE WHEN source_longitude = '' THEN 'none' ELSE 'snapped' END"),
        ("location_name", f"CASE WHEN {NO_STREET} THEN NULL ELSE source_location END"),
        ("lsoa_code", "nullif(source_lsoa_code, '')"),
        ("lsoa_name", "nullif(source_lsoa_name, '')"),
        LSOA_VINTAGE,
    ),
    checks=(
        Check(f"NOT regexp_matches(source_month, {MONTH})", "The month is not a month."),
        *place_checks("source_longitude", "source_latitude"),
    ),
    flags=(
        ("source_longitude = ''", "no_place"),
        ("source_month <> {month}", "other_month"),
        (NO_STREET, "no_street"),
        OUTSIDE,
    ),
    coded=("Outcome type",),
    small_area="source_lsoa_code",
)
