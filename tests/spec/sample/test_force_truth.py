"""The truth is true: what is planted is in the data, and what is recorded follows from it."""

import json

import numpy as np


def test_every_incident_has_its_truth(fiction):
    assert fiction.rows(
        "SELECT count(*) FROM {incidents/incidents} i FULL JOIN {incidents/truth/incidents} t "
        "USING (uid) WHERE i.uid IS NULL OR t.uid IS NULL"
    ) == [(0,)]


def test_what_happened_lies_in_what_was_reported(fiction):
    wrong = fiction.rows(
        "SELECT count(*) FROM {incidents/incidents} i "
        "JOIN {incidents/truth/incidents} t USING (uid) "
        "WHERE i.occurred_to <= i.occurred_from "
        "OR i.reported_at < t.happened_at - INTERVAL 1 MINUTE "
        "OR (time_precision = 'interval' AND NOT "
        "(t.happened_at >= i.occurred_from AND t.happened_at < i.occurred_to))"
    )
    assert wrong == [(0,)]


def test_some_times_are_windows_and_some_places_unknown(fiction):
    windows, nowhere = fiction.rows(
        "SELECT avg((time_precision = 'interval')::INT), avg((easting IS NULL)::INT) "
        "FROM {incidents/incidents} WHERE crime_type <> 'anti-social-behaviour'"
    )[0]
    assert 0.1 < windows < 0.3
    assert 0.04 < nowhere < 0.09


def test_a_near_repeat_follows_its_parent_and_lies_near(fiction):
    child = fiction.rows(
        "SELECT epoch(c.happened_at - p.happened_at) / 86400, "
        "sqrt((c.easting - p.easting) ** 2 + (c.northing - p.northing) ** 2), "
        "c.true_type = p.true_type "
        "FROM {incidents/truth/incidents} c JOIN {incidents/truth/incidents} p "
        "ON c.parent_uid = p.uid WHERE c.origin = 'near repeat'"
    )
    days, metres, same = (np.array(column) for column in zip(*child, strict=True))
    assert days.min() > 0
    assert same.all()
    assert 7 < days.mean() < 11  # planted: 9, cut off at the end of the sample
    assert 60 < metres.mean() < 170  # planted: 110 and 22% at the same place


def test_hot_places_emerge_and_fade(fiction):
    outside = fiction.rows(
        "SELECT count(*) FROM {incidents/truth/incidents} i "
        "JOIN {incidents/truth/hot_places} h USING (hot_place) WHERE i.origin = 'hot place' "
        'AND (i.happened_at < h."from" OR i.happened_at > h."to" + INTERVAL 1 DAY)'
    )
    assert outside == [(0,)]
    assert fiction.rows(
        "SELECT count(DISTINCT hot_place) > 10 FROM {incidents/truth/incidents}"
    ) == [(True,)]


def test_recording_changed_and_crime_did_not(fiction):
    wrong = dict(
        fiction.rows(
            "SELECT year(i.reported_at), count(*) FROM {incidents/incidents} i "
            "JOIN {incidents/truth/incidents} t USING (uid) WHERE i.crime_type <> t.true_type "
            "GROUP BY 1"
        )
    )
    assert wrong.get(2025, 0) == 0
    assert min(wrong[2023], wrong[2024]) > 50


def test_outcomes_come_after_the_report_and_once(fiction):
    assert fiction.rows(
        "SELECT count(*) FROM {incidents/outcomes} o JOIN {incidents/incidents} i USING (uid) "
        "WHERE o.recorded_at < i.reported_at"
    ) == [(0,)]
    most = fiction.rows(
        "SELECT max(n) FROM (SELECT count(*) n FROM {incidents/outcomes} GROUP BY uid)"
    )
    assert most == [(2,)]


def test_zone_days_are_randomised_in_halves_and_mostly_delivered(fiction):
    shares = fiction.rows(
        "SELECT avg(assigned::INT), avg(delivered::INT) FILTER (assigned), "
        "avg(delivered::INT) FILTER (NOT assigned) FROM {interventions/zone_days} "
        'JOIN {interventions/truth/zone_days} USING (zone, "day")'
    )[0]
    assert shares[0] == 0.5
    assert 0.8 < shares[1] < 0.92
    assert shares[2] < 0.08


def test_what_was_prevented_is_not_in_the_record(fiction):
    causes = dict(
        fiction.rows("SELECT prevented_by, count(*) FROM {incidents/truth/prevented} GROUP BY 1")
    )
    assert set(causes) == {"patrol", "gates"}
    told = json.loads((fiction.root / "interventions/truth/parameters.json").read_text())
    assert told["patrols"]["prevents"] == 0.25
    assert told["posters"]["prevents"] == 0.0


def test_true_visits_are_where_pings_say_and_where_nobody_logged(fiction):
    """Pings sent during a true visit lie in the zone, but for noise."""
    away = fiction.frame(
        "WITH visit AS (SELECT * FROM {patrols/truth/visits} "
        'WHERE epoch("to" - "from") > 300 LIMIT 200) '
        "SELECT p.longitude, p.latitude, z.longitude, z.latitude FROM visit v "
        'JOIN {patrols/pings} p ON p.callsign = v.callsign AND p."at" BETWEEN v."from" AND v."to" '
        "JOIN {interventions/zones} z USING (zone)"
    ).fetchnumpy()
    lon, lat, zone_lon, zone_lat = (np.asarray(column) for column in away.values())
    metres = np.hypot((lon - zone_lon) * 65_200, (lat - zone_lat) * 111_300)
    assert len(metres) > 500
    assert np.median(metres) < 120
    assert (metres < 145).mean() > 0.97
    assert fiction.rows(
        "SELECT (SELECT count(*) FROM {patrols/activities}) < "
        "(SELECT count(*) FROM {patrols/plan}) * 1.2"
    ) == [(True,)]


def test_every_callsign_has_a_status_through_every_shift(fiction):
    gaps = fiction.rows(
        "SELECT count(*) FROM {patrols/shifts} s "
        "WHERE NOT EXISTS (SELECT 1 FROM {patrols/status} u "
        'WHERE u.callsign = s.callsign AND u."from" = s."from" AND u.status = \'on duty\')'
    )
    assert gaps == [(0,)]
    kinds = {row[0] for row in fiction.rows("SELECT DISTINCT status FROM {patrols/status}")}
    assert kinds == {"on duty", "available", "committed", "at scene", "refreshments", "off duty"}
