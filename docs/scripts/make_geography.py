"""Write the outlines that ship with Peelian from the published files.

Run it from the project's root: ``python docs/scripts/make_geography.py ../shared/data/geography``.
The outlines are copied as published (generalised by their publisher); only properties are renamed
and coordinates kept to five decimals (about one metre).
"""

import gzip
import json
import sys
from pathlib import Path
from typing import Any

TARGET = Path("src/peelian/ground/geography_data")
LSOA_FILES = {
    "avon-and-somerset": "lsoa21_avon-and-somerset.geojson.gz",
    "city-of-london": "lsoa21_london-city-of.geojson.gz",
    "durham": "lsoa21_durham.geojson.gz",
}


def slug(name: str) -> str:
    """Return the force's name as data.police.uk writes it in file names."""
    return name.removesuffix(" Police").lower().replace(" ", "-")


def rounded(value: Any) -> Any:
    """Round every coordinate of a nested list."""
    return [rounded(v) for v in value] if isinstance(value, list) else round(value, 5)


def write(name: str, features: list[dict[str, Any]]) -> None:
    """Write a compressed GeoJSON file whose bytes depend on its content only."""
    for feature in features:
        feature["geometry"]["coordinates"] = rounded(feature["geometry"]["coordinates"])
    body = json.dumps({"type": "FeatureCollection", "features": features}, separators=(",", ":"))
    (TARGET / name).write_bytes(gzip.compress(body.encode(), 9, mtime=0))


def force_areas(source: Path) -> list[dict[str, Any]]:
    """Read the force areas of 2016, the newest set in the published files."""
    read = json.loads((source / "police_force_areas_2016_wgs84.geojson").read_text())
    return [
        {
            "type": "Feature",
            "properties": {
                "code": f["properties"]["pfa16cd"],
                "name": f["properties"]["pfa16nm"],
                "slug": slug(f["properties"]["pfa16nm"]),
            },
            "geometry": f["geometry"],
        }
        for f in read["features"]
    ]


def lsoas(path: Path) -> list[dict[str, Any]]:
    """Read the LSOA 2021 outlines of one force."""
    read = json.loads(gzip.decompress(path.read_bytes()))
    return [
        {
            "type": "Feature",
            "properties": {
                "code": f["properties"]["lsoa21_code"],
                "name": f["properties"]["lsoa21_name"],
                "district": f["properties"]["ltla24_name"],
            },
            "geometry": f["geometry"],
        }
        for f in read["features"]
    ]


def main(source: Path) -> None:
    """Write every file."""
    write("force_areas_2016.geojson.gz", force_areas(source))
    for force, name in LSOA_FILES.items():
        write(f"lsoa_2021_{force}.geojson.gz", lsoas(source / name))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
