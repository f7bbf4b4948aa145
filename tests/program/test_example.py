# SPDX-License-Identifier: Apache-2.0
"""The examples of the folder `examples`, on the public data beside the checkout."""
import json
import os
import pathlib
import subprocess
import tempfile
import unittest

from support import PROGRAM

ROOT = pathlib.Path(__file__).resolve().parents[2]
DATA = ROOT.parent / "shared/data/montpellier"


@unittest.skipUnless(DATA.exists(), "../shared/data/montpellier isn't there")
class Montpellier(unittest.TestCase):
    def test_the_example_of_montpellier_is_checked_and_built_from_raw_openstreetmap(self):
        with tempfile.TemporaryDirectory() as folder:
            environment = os.environ | {"EVEIL_PROGRAM": PROGRAM, "EVEIL_EXAMPLE_UNTIL": "build", "EVEIL_DATA": str(DATA)}
            command = [str(ROOT / "examples/01-montpellier/run.sh"), folder]
            done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
            self.assertEqual(done.returncode, 0, done.stderr)
            self.assertIn("28 zones, 272084 inhabitants", done.stdout)
            self.assertIn("5167 ways of streets and paths were read from OpenStreetMap; the newest edit is of 2020-07-02", done.stdout)
            self.assertIn("4276 trips on 2025-10-16", done.stdout)
            self.assertIn("© OpenStreetMap contributors, ODbL", done.stdout)
            self.assertTrue((pathlib.Path(folder) / "territory.territory").exists())

            check = [PROGRAM, "territory", "check", "--json", str(pathlib.Path(folder) / "territory.toml")]
            found = json.loads(subprocess.run(check, capture_output=True, text=True, check=True).stdout)
            # 552.5 km of streets less what can't be reached, is closed or lies behind a barrier.
            self.assertAlmostEqual(found["network"]["road_km"], 498.9, delta=1)
            self.assertEqual(found["zones"]["count"], 28)
            self.assertAlmostEqual(found["zones"]["inhabitants"], 272084, delta=0.1)
            reasons = {finding["reason"]: finding for finding in found["findings"]}
            for reason in ("stated", "signals", "barrier", "closed_to_cars", "no_footways", "turns_not_stated"):
                self.assertIn(reason, reasons)


if __name__ == "__main__":
    unittest.main()
