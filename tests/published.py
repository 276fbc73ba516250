"""Small published files made by hand, and the workspaces they are brought into."""

from pathlib import Path

STREET = (
    "Crime ID,Month,Reported by,Falls within,Longitude,Latitude,Location,"
    "LSOA code,LSOA name,Crime type,Last outcome category,Context"
)


def street_row(
    crime_id: str = "",
    month: str = "2024-01",
    place: str = "-2.49,51.42",
    crime_type: str = "Burglary",
    outcome: str = "Under investigation",
) -> str:
    force = "Avon and Somerset Constabulary,Avon and Somerset Constabulary"
    where = "On or near Julius Place,E01014399,Bath and North East Somerset 001A"
    return f"{crime_id},{month},{force},{place},{where},{crime_type},{outcome},"


def street_file(
    folder: Path, rows: list[str], *, month: str = "2024-01", header: str = STREET
) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{month}-avon-and-somerset-street.csv"
    path.write_text("\n".join([header, *rows]) + "\n", "utf-8")
    return path
