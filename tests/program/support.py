# SPDX-License-Identifier: Apache-2.0
"""What the tests of the whole program share: a small town, and running the program on it."""
import json
import os
import pathlib
import shutil
import subprocess
import tempfile
import unittest

PROGRAM = os.environ["EVEIL_PROGRAM"]

# A town of 9 x 9 crossings, 250 m apart, near Montpellier; every street is two-way.
COUNT = 9
STEP_LON = 0.0031
STEP_LAT = 0.00225
WEST, SOUTH = 3.80, 43.60


def corner(column, row):
    return [round(WEST + column * STEP_LON, 7), round(SOUTH + row * STEP_LAT, 7)]


def collection(features):
    return {"type": "FeatureCollection", "features": features}


def feature(geometry, properties):
    return {"type": "Feature", "geometry": geometry, "properties": properties}


def streets():
    features = []
    for line in range(COUNT):
        for place in range(COUNT - 1):
            for ends in ((corner(place, line), corner(place + 1, line)), (corner(line, place), corner(line, place + 1))):
                main = line == COUNT // 2
                properties = {"id": len(features) + 1, "highway": "secondary" if main else "residential", "speed": 50 if main else 30}
                features.append(feature({"type": "LineString", "coordinates": ends}, properties))
    return collection(features)


def rectangle(west, south, east, north):
    return {"type": "Polygon", "coordinates": [[corner(west, south), corner(east, south), corner(east, north), corner(west, north), corner(west, south)]]}


def zones(people=400):
    features = []
    half = (COUNT - 1) / 2
    for column in range(2):
        for row in range(2):
            west, south = column * half - 0.3, row * half - 0.3
            place = rectangle(west, south, west + half + (0.6 if column else 0.3) - 0.3 * (not column), south + half + (0.6 if row else 0.3) - 0.3 * (not row))
            features.append(feature(place, {"code": f"Z{column}{row}", "people": people}))
    return collection(features)


TERRITORY = """name = "Grid town"
[roads]
source = "streets.geojson"
[roads.columns]
id = "id"
class = "highway"
speed_forward = "speed"
speed_backward = "speed"
[zones]
source = "zones.geojson"
id = "code"
population = "people"
[[generator]]
name = "Works"
kind = "industrial_zone"
at = [3.8093, 43.60675]
attendees = { employee = 100 }
[[generator]]
name = "School"
kind = "school"
at = [3.8155, 43.6112]
attendees = { student = 60 }
"""
BASE = """territory = "territory.toml"
[simulation]
days = 3
fork_days = 2
average_days = 2
"""
VARIANT = """base = "base.toml"
[[service]]
name = "navette"
kind = "on_demand"
area = "area.geojson"
vehicles = 4
seats = 4
hours = ["06:00-22:00"]
fare = "0.5 EUR"
"""


class Town(unittest.TestCase):
    """A fresh folder with the town's files."""

    def setUp(self):
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="eveil-test-"))
        self.addCleanup(shutil.rmtree, self.folder, ignore_errors=True)
        self.write("streets.geojson", json.dumps(streets()))
        self.write("zones.geojson", json.dumps(zones()))
        self.write("area.geojson", json.dumps(collection([feature(rectangle(-0.2, -0.2, 8.2, 8.2), {})])))
        self.write("territory.toml", TERRITORY)
        self.write("base.toml", BASE)
        self.write("variant.toml", VARIANT)

    def write(self, name, text):
        (self.folder / name).write_text(text, encoding="utf-8")

    def replace(self, name, old, new):
        text = (self.folder / name).read_text(encoding="utf-8")
        self.assertIn(old, text)
        self.write(name, text.replace(old, new))

    def run_eveil(self, *words, env=None, **options):
        environment = {**os.environ, **(env or {})}
        return subprocess.run([PROGRAM, *words], cwd=self.folder, capture_output=True, text=True, env=environment, timeout=500, **options)

    def eveil(self, *words, env=None):
        done = self.run_eveil(*words, env=env)
        self.assertEqual(done.returncode, 0, done.stderr)
        return done.stdout

    def refused(self, code, *words, naming=()):
        """The command ends with that code and a message that names all these."""
        done = self.run_eveil(*words)
        self.assertEqual(done.returncode, code, done.stderr + done.stdout)
        for text in naming:
            self.assertIn(text, done.stderr)
        return done.stderr

    def digest(self, name):
        return self.eveil("digest", name).split()[-1]

    def leftovers(self):
        return sorted(path.name for path in self.folder.iterdir() if ".h5" in path.name)
