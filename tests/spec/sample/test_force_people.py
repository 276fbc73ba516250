"""People, texts and look-ups: one identity behind unlike records, and misuse among the ordinary."""

import json

import pytest


def test_four_systems_record_the_same_people_differently(fiction):
    sources = dict(fiction.rows("SELECT source, count(*) FROM {people/truth/records} GROUP BY 1"))
    assert set(sources) == {"crime_recording", "command_and_control", "custody", "intelligence"}
    assert sum(sources.values()) == 24_000
    several = fiction.rows(
        "SELECT count(*) FROM (SELECT person FROM {people/truth/records} GROUP BY 1 "
        "HAVING count(DISTINCT source) > 1)"
    )[0][0]
    assert several > 2_000


def test_every_kind_of_error_was_made(fiction):
    made = {
        kind
        for (kind,) in fiction.rows("SELECT DISTINCT unnest(errors) FROM {people/truth/records}")
    }
    assert {
        "typing", "spelling variant", "short name", "alias", "old surname", "names swapped",
        "day and month swapped", "birthday wrong", "birthday missing", "old address",
        "address missing", "old phone", "phone missing", "ethnicity missing",
    } <= made  # fmt: skip


def test_twins_share_a_home_and_a_birthday(fiction):
    pairs = fiction.rows(
        "SELECT count(*) FROM (SELECT household, born FROM {people/truth/persons} WHERE twin "
        "GROUP BY ALL HAVING count(*) >= 2)"
    )[0][0]
    assert pairs > 20


def test_values_are_missing_more_often_for_some_groups(fiction):
    missing = dict(
        fiction.rows(
            "SELECT census_group, avg((DOB IS NULL)::INT) FROM {people/crime_recording} c "
            "JOIN {people/truth/records} t ON t.record = c.NOMINAL_REF "
            "JOIN {people/truth/persons} USING (person) GROUP BY 1"
        )
    )
    assert missing["Black"] > missing["White"]


def test_names_come_from_many_cultures_in_census_shares(fiction):
    shares = dict(
        fiction.rows(
            "SELECT census_group, count(*) / sum(count(*)) OVER () "
            "FROM {people/truth/persons} GROUP BY 1"
        )
    )
    assert set(shares) == {"White", "Asian", "Black", "Mixed", "Other"}
    assert 0.6 < shares["White"] < 0.95
    names = fiction.rows(
        "SELECT count(DISTINCT first_name || last_name) FROM {people/truth/persons}"
    )
    assert names[0][0] > 5_000


def test_entities_stand_where_the_truth_says(fiction):
    rows = fiction.rows(
        "SELECT d.text, t.entities FROM {texts/documents} d "
        "JOIN {texts/truth/documents} t USING (document) LIMIT 800"
    )
    labels = set()
    for text, entities in rows:
        for entity in entities:
            found = text[entity["start"] : entity["end"]]
            labels.add(entity["label"])
            assert found
            assert found == found.strip()
            if entity["label"] == "PC":
                assert found.startswith("PC ")
            if entity["label"] == "PHONE":
                assert found.startswith("06")
    assert labels >= {"NAME", "ADDR", "STREET", "PREM", "PHONE", "VRM", "TIME", "PC", "DOB", "REF"}


def test_texts_are_many_and_unlike(fiction):
    texts = [row[0] for row in fiction.rows("SELECT text FROM {texts/documents}")]
    assert len(set(texts)) > 0.995 * len(texts)
    openings = {text.split("\n")[0][15:75].lower() for text in texts}
    assert len(openings) > 0.8 * len(texts)


@pytest.mark.parametrize(
    "kind", ["incident log", "call transcript", "statement", "intelligence note"]
)
def test_there_are_four_kinds_of_document(fiction, kind):
    assert fiction.rows(
        f"SELECT count(*) > 300 FROM {{texts/documents}} WHERE kind = '{kind}'"
    ) == [(True,)]


def test_seven_kinds_of_misuse_are_planted(fiction):
    cases = dict(
        fiction.rows('SELECT kind, count(DISTINCT "case") FROM {activity/truth/misuse} GROUP BY 1')
    )
    assert len(cases) == 7
    assert set(cases.values()) == {3}


def test_misuse_of_own_and_family_records_is_what_it_says(fiction):
    pairs = fiction.rows(
        "SELECT m.kind, s.person = r.person, a.household = b.household "
        "FROM {activity/truth/misuse} m JOIN {activity/lookups} l USING (lookup) "
        'JOIN {activity/truth/staff} s ON s."user" = l."user" '
        "JOIN {people/truth/records} r ON r.record = 'crime_recording/' || l.record "
        "JOIN {people/truth/persons} a ON a.person = s.person "
        "JOIN {people/truth/persons} b ON b.person = r.person"
    )
    assert all(own for kind, own, _ in pairs if kind == "own record")
    assert all(home and not own for kind, own, home in pairs if kind == "family or household")


def test_deliveries_have_the_faults_they_should(fiction):
    faults = json.loads((fiction.root / "feeds/truth/faults.json").read_text())
    files = fiction.root / "feeds/files"

    def lines(name):
        return (files / name).read_text().splitlines()

    first, later = faults["republished"].popitem()
    assert lines(first) != lines(later)
    assert len(lines(first)) == len(lines(later))
    first, again = faults["same_file_again"].popitem()
    assert lines(first) == lines(again)
    doubled = lines(faults["rows_loaded_twice"][0])
    assert len(set(doubled)) < len(doubled)
    assert lines("2024-06.csv")[0] != lines(faults["new_schema_from"])[0]
    assert faults["new_schema_from"] == "2024-07.csv"
