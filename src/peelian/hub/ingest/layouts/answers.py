"""Street-level crime as the API of data.police.uk answers: some area's crimes of one month.

An answer covers an area, not a force, so it may hold a part of the month only. The API's ``id`` is
its own and not the police's; ``persistent_id`` is the published Crime ID. A crime is known again by
either of them; one that has no Crime ID counts anew when the API gives it another number.
"""

from typing import Final

from peelian.ground.codes import crime_types
from peelian.hub.ingest.layouts.layout import MONTH, OUTSIDE, Check, Layout, place_checks

OTHER_WORDS: Final = {
    "violent-crime": "violence-and-sexual-offences",
    "criminal-damage-arson": "criminal-damage-and-arson",
    "public-disorder-weapons": "public-disorder-and-weapons",
}
"""Categories that the API calls otherwise than our slugs."""

_SLUGS: Final = {c.slug: c.slug for c in crime_types()} | OTHER_WORDS
_KNOWN: Final = ", ".join(f"'{word}'" for word in _SLUGS)
_TYPE: Final = (
    "CASE source_category "
    + " ".join(f"WHEN '{word}' THEN '{slug}'" for word, slug in OTHER_WORDS.items())
    + " ELSE source_category END"
)
_NO_STREET: Final = "source_street_name IN ('', 'No Location', 'No location', 'On or near ')"

ANSWERS: Final = Layout(
    kind="street-api",
    table="incidents",
    header=(
        "id",
        "persistent_id",
        "month",
        "category",
        "location_type",
        "location_subtype",
        "latitude",
        "longitude",
        "street_id",
        "street_name",
        "outcome_category",
        "outcome_date",
        "context",
    ),
    longitude="source_longitude",
    latitude="source_latitude",
    may_change=("outcome_category", "outcome_date"),
    identifier="source_persistent_id",
    canonical=(
        ("source_record_id", "nullif(source_persistent_id, '')"),
        ("month", "source_month"),
        ("occurred_from", "{from}"),
        ("occurred_to", "{to}"),
        ("time_precision", "'month'"),
        ("crime_type", _TYPE),
        ("outcome", "nullif(source_outcome_category, '')"),
        ("place_precision", "CASE WHEN source_longitude = '' THEN 'none' ELSE 'snapped' END"),
        ("location_name", f"CASE WHEN {_NO_STREET} THEN NULL ELSE source_street_name END"),
        ("lsoa_code", "CAST(NULL AS VARCHAR)"),
        ("lsoa_name", "CAST(NULL AS VARCHAR)"),
        ("lsoa_vintage", "CAST(NULL AS VARCHAR)"),
    ),
    checks=(
        Check(f"NOT regexp_matches(source_month, {MONTH})", "The month is not a month."),
        Check(f"source_category NOT IN ({_KNOWN})", "The crime type is not a published one."),
        *place_checks("source_longitude", "source_latitude"),
    ),
    flags=(
        ("source_longitude = ''", "no_place"),
        ("source_persistent_id = ''", "no_id"),
        ("source_month <> {month}", "other_month"),
        (_NO_STREET, "no_street"),
        OUTSIDE,
    ),
    coded=("outcome_category", "category"),
    partial=True,
)
