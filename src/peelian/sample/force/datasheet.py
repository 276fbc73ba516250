"""The papers that travel with the data: what it is, what it must not be used for, its licence."""

from typing import Any

LICENCE = """Creative Commons Zero 1.0 Universal (CC0 1.0)

The Peelian authors have waived all rights to this fictional data set worldwide, as far as the law
allows. https://creativecommons.org/publicdomain/zero/1.0/
"""

_DATASHEET = """# A fictional police force: datasheet

Made by Peelian `sample.force` {version}, size `{size}`, seed {seed}, form `{form}`.

**Everything here is invented.** No person, address, vehicle, telephone number or event is real.
The county stands on the National Grid in the open North Sea. Telephone numbers begin with 06,
registration marks and postcodes with Q or V, area codes with E019: none of these is issued.

## What it is for
Building, testing, demonstrating and teaching software for policing: the truth behind every table
is known, so that a tool can be scored against what happened and not against another tool.

## What it must not be used for
- To conclude anything about crime, places, groups of people or police forces. Every rate and every
  difference between groups was put in by hand.
- To train a model that is then used on people. It would learn our assumptions.
- To claim that a tool works in real life because it works here. It shows that a tool can find what
  was planted; real data is worse in ways nobody planted. Peelian's documentation compares it
  with published data: *How realistic is the fictional force?*

## What is in it
{tables}

Each folder `truth` holds what a force would never know. Hide these folders from the people or
tools that are to be tested.

Times are UTC; windows are half-open. Instants that are not known are empty. Coordinates are metres
on EPSG:27700 and degrees on WGS 84.

## How it was made
By code alone, from one seed (NumPy's PCG64); no real record went in. Shapes
(the hours of the day, shares of crime types and outcomes) were set by hand after published open
data. The same version, size and seed give the same values on any machine; `manifest.txt` holds a
digest of the values of each table. Harm weights are illustrative days, not an official index.

## Licence
CC0 1.0 (see LICENCE.txt). Classification: synthetic.
"""


def papers(settings: dict[str, Any], tables: dict[str, Any]) -> dict[str, str]:
    """The datasheet and the licence as file names and texts."""
    lines = []
    for table, made in tables.items():
        rows = made["rows"]
        if len(rows) > 30:  # a list nobody would read
            lines.append(f"- `{table}/`: {len(rows)} files, {sum(rows.values()):,} rows")
        else:
            lines += [f"- `{table}/{name}`: {count:,} rows" for name, count in rows.items()]
    text = _DATASHEET.format(
        version=settings["version"],
        size=settings["size"],
        seed=settings["seed"],
        form=settings["as"],
        tables="\n".join(lines),
    )
    return {"DATASHEET.md": text, "LICENCE.txt": LICENCE}
