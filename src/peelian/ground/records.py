"""Words about data that every room shares: how open it is, how precise, about whom."""

from enum import StrEnum


class Classification(StrEnum):
    """Who may see a data set. Unlabelled data counts as operational."""

    OPEN = "open"
    SYNTHETIC = "synthetic"
    OPERATIONAL = "operational"


class TimePrecision(StrEnum):
    """How finely a record says when something happened."""

    MONTH = "month"
    DAY = "day"
    MINUTE = "minute"
    INTERVAL = "interval"  # between two known times (aoristic)


class PlacePrecision(StrEnum):
    """How finely a record says where something happened."""

    EXACT = "exact"
    ADDRESS = "address"
    SNAPPED = "snapped"  # moved to an anonymised point shared by at least eight addresses
    LSOA = "lsoa"
    NONE = "none"


class Regime(StrEnum):
    """The data protection regime a data set is handled under."""

    UK_GDPR = "UK GDPR"
    LAW_ENFORCEMENT = "DPA 2018 Part 3"
    NOT_PERSONAL = "not personal data"
