"""One form of JSON: what cannot be read the same everywhere does not enter the audit log."""

import pytest

from peelian.assure.canonical import canonical
from peelian.assure.casework import MemoryCasework
from peelian.assure.ledger import Event


def test_nan_floats_and_unicode_forms_have_one_form():
    assert canonical({"a": "e\u0301"}) == canonical({"a": "\u00e9"})
    assert canonical({"b": 1, "a": 0.5}) == b'{"a":"0.5","b":1}'
    assert canonical(-0.0) == canonical(0.0)
    for bad in (float("nan"), float("inf"), 2**60, {1: 2}, "\ud800", object()):
        with pytest.raises(ValueError, match="audit log"):
            canonical({"x": bad})
    with pytest.raises(ValueError, match="same text"):
        canonical({"e\u0301": 1, "\u00e9": 2})


def test_an_entry_too_large_is_refused():
    with pytest.raises(ValueError, match="larger than"):
        MemoryCasework().ledger.append(Event("x", "y", detail={"t": "x" * 20_000}))
