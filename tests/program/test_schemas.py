# SPDX-License-Identifier: Apache-2.0
"""The JSON Schemas of the TOML files, as editors use them."""
import json
import pathlib
import tomllib
import unittest

import schema_check
import support

SOURCES = pathlib.Path(__file__).resolve().parents[2]


def kind_of(document):
    if "criterion" in document:
        return "need"
    return "scenario" if "territory" in document or "base" in document else "territory"


def faults(text):
    document = schema_check.plain(tomllib.loads(text))
    schema = json.loads((SOURCES / f"docs/schemas/{kind_of(document)}.schema.json").read_text(encoding="utf-8"))
    found = schema_check.faults(document, schema)
    try:
        import jsonschema
    except ImportError:
        return found
    jsonschema.Draft202012Validator.check_schema(schema)
    judged = [error.message for error in jsonschema.Draft202012Validator(schema).iter_errors(document)]
    assert bool(judged) == bool(found), (judged, found)
    return found


class Schemas(unittest.TestCase):
    def test_the_shipped_toml_files_are_valid_by_the_schemas(self):
        files = [path for folder in ("scenarios/library", "examples") for path in (SOURCES / folder).rglob("*.toml")]
        self.assertGreaterEqual(len(files), 3)
        for path in files:
            self.assertEqual(faults(path.read_text(encoding="utf-8")), [], path)
        for text in (support.TERRITORY, support.BASE, support.VARIANT):
            self.assertEqual(faults(text), [], text)

    def test_a_schema_refuses_unknown_keys_wrong_types_ranges_units_and_words(self):
        service = support.VARIANT
        for text, place in (
            (support.BASE.replace("days = 3", "dais = 3"), "$.simulation.dais"),
            (support.BASE.replace("days = 3", 'days = "3"'), "$.simulation.days"),
            (support.BASE + "sample = 1.5\n", "$.simulation.sample"),
            (service + 'max_wait = "10 minutes"\n', "$.service[0].max_wait"),
            (service.replace("0.5 EUR", "0.5 euros"), "$.service[0].fare"),
            (service.replace("06:00-22:00", "6 to 22"), "$.service[0].hours[0]"),
            (service + 'eligibility = "everyone"\n', "$.service[0].eligibility"),
            (service.replace('name = "navette"\n', ""), "$.service[0]"),
            (support.TERRITORY.replace("3.8093, 43.60675", "3.8093, 143.6"), "$.generator[0].at[1]"),
        ):
            found = faults(text)
            self.assertEqual(len(found), 1, text)
            self.assertTrue(found[0].startswith(place), found)
