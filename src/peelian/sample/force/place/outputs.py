"""Write a county: tables, and GeoJSON for maps."""

import json
from pathlib import Path
from typing import Any

import numpy as np

from peelian.ground.geography import to_degrees
from peelian.sample.force.chance import Floats
from peelian.sample.force.place.model import ETHNIC_GROUPS, PREMISES_KINDS, STREET_KINDS, Place
from peelian.sample.force.place.tiles import write_tiles
from peelian.sample.force.store import Store
from peelian.sample.force.tables import Column, Numbers, Words


def write_place(store: Store, place: Place) -> None:
    """Write everything about the county's ground."""
    _areas(store, place)
    _streets(store, place)
    _homes(store, place)
    store.save("premises.parquet", premises_columns(place))
    store.count("areas.geojson", _geojson(store.path("areas.geojson"), area_features(place)))
    store.count("county.geojson", _geojson(store.path("county.geojson"), county_features(place)))
    store.count("basemap.pmtiles", write_tiles(store.path("basemap.pmtiles"), place))


def write_small_place(store: Store, place: Place) -> None:
    """Write what a country of many forces needs: areas, premises and outlines, without homes."""
    under = f"force={place.force}/"
    _areas(store, place, under)
    store.save(f"{under}premises.parquet", premises_columns(place))
    name = f"{under}areas.geojson"
    store.count(name, _geojson(store.path(name), area_features(place)))


def _areas(store: Store, place: Place, under: str = "") -> None:
    area = place.areas
    columns: dict[str, Column] = {
        "area_code": area.codes,
        "area_name": area.names,
        "settlement": Words(area.settlement, [s.name for s in place.settlements]),
        "neighbourhood": Words(area.hood, place.hood_names),
        "beat": Words(area.beat, place.beat_names),
        "population": area.people,
        "deprivation_decile": area.decile,
        "aged_16_to_29": Numbers(area.young, 4),
    }
    for i, group in enumerate(ETHNIC_GROUPS):
        columns[f"share_{group.lower()}"] = Numbers(area.ethnicity[:, i], 4)
    store.save(f"{under}areas.parquet", columns)


def _streets(store: Store, place: Place) -> None:
    street, part = place.streets, place.segments
    longitude, latitude = to_degrees(part.x, part.y)
    store.save(
        "street_segments.parquet",
        {
            "segment": np.arange(part.x.size),
            "street": Words(part.street, street.names),
            "kind": Words(street.kind[part.street], STREET_KINDS),
            "settlement": Words(part.settlement, [s.name for s in place.settlements]),
            "area_code": Words(part.area, place.areas.codes),
            "easting": Numbers(part.x),
            "northing": Numbers(part.y),
            "longitude": Numbers(longitude, 6),
            "latitude": Numbers(latitude, 6),
        },
    )


def _homes(store: Store, place: Place) -> None:
    home = place.addresses
    store.save(
        "addresses.parquet",
        {
            "address": np.arange(home.x.size),
            "number": home.number,
            "flat": home.flat,
            "segment": home.segment,
            "area_code": Words(home.area, place.areas.codes),
            "easting": Numbers(home.x),
            "northing": Numbers(home.y),
        },
    )


def premises_columns(place: Place) -> dict[str, Column]:
    """The columns of the premises table."""
    shop = place.premises
    longitude, latitude = to_degrees(shop.x, shop.y)
    return {
        "premises": np.arange(shop.x.size),
        "name": shop.names,
        "kind": Words(shop.kind, PREMISES_KINDS),
        "licensed": np.isin(
            shop.kind, [PREMISES_KINDS.index(k) for k in ("pub", "bar", "nightclub")]
        ),
        "segment": shop.segment,
        "area_code": Words(shop.area, place.areas.codes),
        "easting": Numbers(shop.x),
        "northing": Numbers(shop.y),
        "longitude": Numbers(longitude, 6),
        "latitude": Numbers(latitude, 6),
    }


def degrees(ring: Floats) -> list[list[float]]:
    """A ring in metres as longitude and latitude pairs."""
    longitude, latitude = to_degrees(ring[:, 0], ring[:, 1])
    return [
        [float(a), float(b)] for a, b in zip(longitude.round(6), latitude.round(6), strict=True)
    ]


def area_features(place: Place) -> list[dict[str, Any]]:
    """The areas as GeoJSON features."""
    area = place.areas
    return [
        _feature(
            "Polygon",
            [degrees(area.rings[i])],
            {
                "area_code": area.codes[i],
                "area_name": area.names[i],
                "beat": place.beat_names[int(area.beat[i])],
                "population": int(area.people[i]),
                "deprivation_decile": int(area.decile[i]),
            },
        )
        for i in range(len(area.codes))
    ]


def county_features(place: Place) -> list[dict[str, Any]]:
    """The county's outline and its settlements as GeoJSON features."""
    middle = np.array([[s.east, s.north] for s in place.settlements])
    points = degrees(middle)
    outline = _feature("Polygon", [degrees(place.outline)], {"name": place.force_name})
    return [
        outline,
        *(
            _feature("Point", at, {"name": s.name, "kind": s.kind, "population": int(s.people)})
            for s, at in zip(place.settlements, points, strict=True)
        ),
    ]


def _feature(kind: str, coordinates: Any, properties: dict[str, Any]) -> dict[str, Any]:
    return {
        "type": "Feature",
        "properties": properties,
        "geometry": {"type": kind, "coordinates": coordinates},
    }


def _geojson(path: Path, features: list[dict[str, Any]]) -> int:
    collection = {"type": "FeatureCollection", "features": features}
    path.write_text(json.dumps(collection, separators=(",", ":")), encoding="utf-8", newline="\n")
    return len(features)
