# SPDX-License-Identifier: Apache-2.0
"""The part of JSON Schema (draft 2020-12) that the shipped schemas use, for machines without python3-jsonschema."""
import datetime
import re

TYPES = {"object": dict, "array": list, "string": str, "integer": int, "number": (int, float)}


def plain(value):
    """A TOML document as JSON sees it: dates are texts."""
    if isinstance(value, dict):
        return {key: plain(item) for key, item in value.items()}
    if isinstance(value, list):
        return [plain(item) for item in value]
    return value.isoformat() if isinstance(value, (datetime.date, datetime.time)) else value


def faults(value, schema, place="$"):
    """One line a fault; an unknown word of a schema is a fault too."""
    unknown = set(schema) - CHECKS.keys() - {"$schema", "title", "description", "default", "format"}
    found = [f"{place}: {word}: this check doesn't know it" for word in unknown]
    if "type" in schema and (not isinstance(value, TYPES[schema["type"]]) or isinstance(value, bool)):
        return found + [f"{place}: {value!r} is no {schema['type']}"]
    for word, check in CHECKS.items():
        if word in schema:
            found += check(value, schema, place)
    return found


def properties(value, schema, place):
    return [fault for key, item in value.items() if key in schema["properties"] for fault in faults(item, schema["properties"][key], f"{place}.{key}")]


def additional(value, schema, place):
    return [f"{place}.{key}: unknown" for key in value if key not in schema["properties"]]


def items(value, schema, place):
    return [fault for row, item in enumerate(value) for fault in faults(item, schema["items"], f"{place}[{row}]")]


def prefix(value, schema, place):
    return [fault for row, (item, part) in enumerate(zip(value, schema["prefixItems"])) for fault in faults(item, part, f"{place}[{row}]")]


def any_of(value, schema, place):
    ways = [faults(value, way, place) for way in schema["anyOf"]]
    return [] if any(not way for way in ways) else ways[0]


def held(holds):
    return lambda value, schema, place: [] if holds(value, schema) else [f"{place}: {value!r} breaks {schema}"]


CHECKS = {
    "type": lambda value, schema, place: [],
    "properties": properties,
    "additionalProperties": additional,
    "items": items,
    "prefixItems": prefix,
    "anyOf": any_of,
    "required": held(lambda value, schema: all(key in value for key in schema["required"])),
    "enum": held(lambda value, schema: value in schema["enum"]),
    "pattern": held(lambda value, schema: re.search(schema["pattern"], value)),
    "minimum": held(lambda value, schema: value >= schema["minimum"]),
    "maximum": held(lambda value, schema: value <= schema["maximum"]),
    "minLength": held(lambda value, schema: len(value) >= schema["minLength"]),
    "minItems": held(lambda value, schema: len(value) >= schema["minItems"]),
    "maxItems": held(lambda value, schema: len(value) <= schema["maxItems"]),
}
