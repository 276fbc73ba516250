"""A summary as text: every figure is there, sentences are whole, long lists are counted."""

from pathlib import Path

from peelian.cli.show import readable

REASON = "691 incidents in 12 months, 6.3 times the average place, steady over the year."


def test_what_a_person_reads():
    summary = {
        "force": "kent",
        "source": "",
        "rows_read": 12_345,
        "share": 0.07441,
        "complete": True,
        "marking": "PRACTICE",
        "months": ["2024-01", "2024-02"],
        "notes": [REASON],
        "none": [],
        "curve": [[0, 1], [1, 2]],
        "inner": {"places": 85, "empty": None},
        "hotspots": [
            {"name": "Near Cheapside", "count": 691, "reason": REASON, "note": "", "parts": [1]},
            {"name": "Near Moorgate", "count": 7, "reason": REASON, "note": "", "parts": []},
        ],
    }
    assert readable("Hot spots", "PRACTICE", summary, [Path("a.geojson")]) == (
        "Hot spots\nPRACTICE\n\n"
        "Force: kent\nSource: -\nRows read: 12,345\nShare: 0.0744\nComplete: yes\n"
        "Months: 2024-01, 2024-02\n"
        f"Notes:\n  - {REASON}\n"
        "None: none\nCurve: 2\n"
        "Inner:\n  Places: 85\n  Empty: -\n"
        "Hotspots:\n"
        "  Name            Count\n"
        f"  Near Cheapside    691\n      {REASON}\n"
        f"  Near Moorgate       7\n      {REASON}\n"
        "Saved: a.geojson"
    )


def test_long_lists_say_how_much_more_there_is():
    rows = [{"name": f"a-file-with-a-long-name-{n:02}-of-the-city-of-london-street.csv"}
            for n in range(20)]  # fmt: skip
    text = readable("Bring in", "", {"files": rows, "ids": list(range(30))}, [])
    assert "… and 5 more (--json or --out has them all)" in text
    assert "… and 15 more" in text
    assert "a-file-with-a-long-n…of-london-street.csv" in text
    assert max(len(line) for line in text.splitlines()) < 80
