"""Street-level crime as data.police.uk publishes it: month only, points anonymised by snapping."""

from typing import Final

from peelian.ground.codes import crime_types
from peelian.hub.ingest.layouts.layout import (
    LSOA_VINTAGE,
    MONTH,
    NO_STREET,
    OUTSIDE,
    Check,
    Layout,
    place_checks,
)

_KNOWN: Final = ", ".join(f"'{c.published}'" for c in crime_types())
_SLUGS: Final = (
    "CASE source_crime_type "
    + " ".join(f"WHEN '{c.published}' THEN '{c.slug}'" for c in crime_types())
    + " END"
)

STREET: Final = Layout(
    kind="street",
    table="incidents",
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
        "Crime type",
        "Last outcome category",
        "Context",
    ),
    longitude="source_longitude",
    latitude="source_latitude",
    may_change=("Last outcome category",),
    identifier="source_crime_id",
    canonical=(
        ("source_record_id", "nullif(source_crime_id, '')"),
        ("month", "source_month"),
        ("occurred_from", "{from}"),
        ("occurred_to", "{to}"),
        ("time_precision", "'month'"),
        ("crime_type", _SLUGS),
        ("outcome", "nullif(source_last_outcome_category, '')"),
        ("place_precision", "CASE WHEN source_longitude = '' THEN 'none' ELSE 'snapped' END"),
        ("location_name", f"CASE WHEN {NO_STREET} THEN NULL ELSE source_location END"),
        ("lsoa_code", "nullif(source_lsoa_code, '')"),
        ("lsoa_name", "nullif(source_lsoa_name, '')"),
        LSOA_VINTAGE,
    ),
    checks=(
        Check(f"NOT regexp_matches(source_month, {MONTH})", "The month is not a month."),
        Check(f"source_crime_type NOT IN ({_KNOWN})", "The crime type is not a published one."),
        *place_checks("source_longitude", "source_latitude"),
    ),
    flags=(
        ("source_longitude = ''", "no_place"),
        ("source_crime_id = ''", "no_id"),
        ("source_month <> {month}", "other_month"),
        (NO_STREET, "no_street"),
        OUTSIDE,
    ),
    coded=("Last outcome category", "Crime type"),
    small_area="source_lsoa_code",
    replaces=("street-api",),
)
